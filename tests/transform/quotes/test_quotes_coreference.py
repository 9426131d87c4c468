"""Who is meant: pronouns, posts, groups and bodies."""

ASANOVA = {
    "Жанна Асанова": ("PER", "Жанна Асанова", "Сенат депутаты"),
    "Қасым-Жомарт Тоқаев": ("PER", "Қасым-Жомарт Тоқаев", "Президент"),
}


def test_a_pronoun_is_the_latest_subject(read) -> None:  # gold 004
    quotes = read(
        "Жаңа Конституция нақты талап қояды, – деді Ермағанбет Бөлекпаев.",
        "Департамент директоры Серік Беркамалов еңбек құқығына тоқталды.",
        "Жобада адамның еңбек ету құқығы бекітіледі, – деді ол.",
        names={
            "Ермағанбет Бөлекпаев": ("PER", "Ермағанбет Бөлекпаев"),
            "Серік Беркамалов": ("PER", "Серік Беркамалов"),
        },
    )
    assert [quote.speaker for quote in quotes] == ["Ермағанбет Бөлекпаев", "Серік Беркамалов"]


def test_names_inside_a_quotation_are_not_its_speaker(read) -> None:
    quotes = read(
        "Сенатор реформаның маңызын атап өтті.",
        '"Бұл бастаманы Қасым-Жомарт Тоқаев көтерді", – деді Жанна Асанова.',
        '"Оны халық қолдап отыр деп ойлаймын", – деді ол.',
        names=ASANOVA,
    )
    assert quotes[-1].speaker == "Жанна Асанова"


def test_a_post_is_who_bears_it(read) -> None:  # gold 003
    quotes = read(
        "Бұл туралы Сенат депутаты Жанна Асанова айтты. Жиынға Президент Қасым-Жомарт Тоқаев қатысты.",
        "Сенатордың сөзінше, құжат мемлекеттік жүйенің құрылымын айқындайды.",
        names=ASANOVA,
    )
    assert (quotes[-1].speaker, quotes[-1].speaker_mention) == ("Жанна Асанова", "Сенатордың")


def test_gender_decides_between_two(read) -> None:
    quotes = read(
        "Алла Бут встретилась с адвокатом. Рядом стоял Виктор Бут.",
        "«Свидание будет продолжаться три часа», — добавила она.",
        language="ru",
        names={"Алла Бут": ("PER", "Алла Бут"), "Виктор Бут": ("PER", "Виктор Бут")},
    )
    assert quotes[-1].speaker == "Алла Бут"


def test_a_pronoun_after_an_unnamed_speaker_stays_open(read) -> None:
    quotes = read(
        "Жанна Асанова жиынға қатысты.",
        "«Жол жабық болды», – деді министр.",
        "«Оны тез арада ашамыз», – деді ол.",
        names=ASANOVA,
    )
    assert [quote.speaker for quote in quotes] == [None, None]


def test_a_pronoun_of_many_is_the_latest_group(read) -> None:  # factRuEval
    quotes = read(
        "Представители Роскосмоса считают, что спуск был штатным.",
        "Они лишь сказали, что корабль перешёл на баллистическую траекторию.",
        language="ru",
    )
    assert {quote.speaker for quote in quotes} == {"представители Роскосмоса"}


def test_groups_come_out_in_the_nominative(read) -> None:
    (quote,) = read("По словам местных жителей, дорога закрыта вторую неделю.", language="ru")
    assert (quote.speaker, quote.speaker_type) == ("местные жители", None)


def test_candidates_are_ranked_and_confidence_is_rounded(read) -> None:
    (quote,) = read('"Жобада еңбек ету құқығы бекітіледі", – деді Жанна Асанова.', names=ASANOVA)
    assert quote.candidates == (("Жанна Асанова", 1.0),)
    assert 0.9 < quote.confidence <= 1
    assert quote.confidence == round(quote.confidence, 3)


def test_a_deputy_is_not_who_he_deputises_for(read) -> None:
    (quote,) = read(
        "Қала әкімінің айтуынша, құрылысқа облыс әкімінің орынбасары Ұлан Тәжібаев жауапты.",  # KazNERD
        names={"Ұлан Тәжібаев": ("PER", "Ұлан Тәжібаев", "облыс әкімінің орынбасары")},
    )
    assert quote.speaker == "қала әкімі"


def test_a_general_word_for_a_body_is_the_body_before(read) -> None:
    first, second = read(
        "«Дорогу закроют на месяц», — говорится в сообщении МВД. В ведомстве добавили, что объезд организуют.",
        language="ru",
        names={"МВД": ("ORG", "МВД")},
    )
    assert first.speaker == second.speaker == "МВД"
