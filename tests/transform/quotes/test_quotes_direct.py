"""Direct speech: marked, unmarked, interrupted, spread over paragraphs, introduced by a colon.

Sentences are from the gold articles, from KazNERD (CC BY 4.0) or factRuEval-2016 (MIT) as noted, some of them cut.
"""

import pytest

ASANOVA = {"Жанна Асанова": ("PER", "Жанна Асанова", "Сенат депутаты")}


def test_marked_words_with_their_speaker(read) -> None:  # gold 003
    (quote,) = read(
        '"Білім, ғылым және инновация бекітіледі. Бұл қоғамның әлеуетіне сүйенетінін көрсетеді", – деді Жанна Асанова.',
        names=ASANOVA,
    )
    assert quote.text == "Білім, ғылым және инновация бекітіледі. Бұл қоғамның әлеуетіне сүйенетінін көрсетеді"
    assert (quote.type, quote.cue, quote.speaker, quote.speaker_type) == ("direct", "деді", "Жанна Асанова", "PER")
    assert quote.speaker_role == "Сенат депутаты"


def test_a_whole_paragraph_without_marks(read) -> None:  # gold 004
    (quote,) = read(
        "Жаңа Конституцияның негізгі қағидаты – адамға бағдарлану. Бұл – нақты талап, – деді Ермағанбет Бөлекпаев.",
        names={"Ермағанбет Бөлекпаев": ("PER", "Ермағанбет Бөлекпаев")},
    )
    assert quote.text == "Жаңа Конституцияның негізгі қағидаты – адамға бағдарлану. Бұл – нақты талап"
    assert (quote.type, quote.method) == ("direct", "direct-unmarked")


def test_an_opening_dash_is_outside(read) -> None:
    (quote,) = read(
        "— Вчера ночью мы провели полуторачасовую беседу, — сообщил Мустафа Джемилев во вторник.",  # factRuEval
        language="ru",
        names={"Мустафа Джемилев": ("PER", "Мустафа Джемилев")},
    )
    assert quote.text == "Вчера ночью мы провели полуторачасовую беседу"
    assert quote.speaker == "Мустафа Джемилев"


def test_stops_inside_the_marks_stay(read) -> None:  # KazNERD
    first, second = read("«Апа, тамақ ішкіңіз келе ме?» — деп едім, «Иә, әрине», — деді.")
    assert first.text == "Апа, тамақ ішкіңіз келе ме?"
    assert second.text == "Иә, әрине"


def test_an_interrupted_quotation_is_two_records_of_one_speaker(read) -> None:  # factRuEval
    first, second = read(
        "«Мне кажется, – продолжил Брод, – что уже много сказали о Свиридове».",
        language="ru",
        names={"Брод": ("PER", "Александр Брод")},
    )
    assert first.text == "Мне кажется"
    assert second.text == "что уже много сказали о Свиридове"
    assert first.speaker == second.speaker == "Александр Брод"
    assert second.cue is None


def test_one_closing_mark_for_a_name_and_the_quotation(read) -> None:
    (quote,) = read(
        "«Полной неожиданностью для НАСА стал инцидент на борту станции «Мир», – сказал Александр Брод.",
        language="ru",
        names={"Александр Брод": ("PER", "Александр Брод")},
    )
    assert quote.text == "Полной неожиданностью для НАСА стал инцидент на борту станции «Мир»"


def test_a_quotation_over_paragraph_breaks_is_one_record(read) -> None:
    (quote,) = read(
        "«Конституцияны жаңарту қажет.",
        "Ол елдің дамуын айқындайды», – деді Жанна Асанова.",
        names=ASANOVA,
    )
    assert quote.text == "Конституцияны жаңарту қажет.\nОл елдің дамуын айқындайды"
    assert quote.position == 0


def test_an_opening_waits_only_a_few_paragraphs(read) -> None:
    quotes = read(
        "«Конституцияны жаңарту қажет.", *["Жол жабық."] * 5, "Ол келді», – деді Жанна Асанова.", names=ASANOVA
    )
    assert [quote.text for quote in quotes if "\n" in quote.text] == []


def test_the_cue_before_a_colon(read) -> None:  # factRuEval
    (quote,) = read(
        "Глава Роскосмоса Анатолий Перминов добавляет: «Люди подливают масло в огонь».",
        language="ru",
        names={"Анатолий Перминов": ("PER", "Анатолий Перминов")},
    )
    assert (quote.text, quote.cue) == ("Люди подливают масло в огонь", "добавляет")
    assert quote.speaker == "Анатолий Перминов"


def test_a_speaker_and_a_colon_need_no_verb(read) -> None:  # KazNERD
    (quote,) = read("Тұрғындар: «Аулалардағы газгольдер әбден ескірген», — дейді.")
    assert (quote.text, quote.speaker) == ("Аулалардағы газгольдер әбден ескірген", "тұрғындар")


def test_marked_words_before_a_complementiser(read) -> None:
    (quote,) = read(
        "«Ол үшін мемлекеттің ауылға деген көзқарасын өзгерту қажет» деп санайды Жигули Дайрабаев.",
        names={"Жигули Дайрабаев": ("PER", "Жигули Дайрабаев")},
    )
    assert quote.text == "Ол үшін мемлекеттің ауылға деген көзқарасын өзгерту қажет"
    assert quote.type == "direct"


def test_a_comma_alone_before_a_russian_cue(read) -> None:  # factRuEval
    (quote,) = read(
        "«Только все вместе мы сможем это сделать», говорит Проди.",
        language="ru",
        names={"Проди": ("PER", "Романо Проди")},
    )
    assert (quote.text, quote.speaker) == ("Только все вместе мы сможем это сделать", "Романо Проди")


def test_a_name_line_after_a_block_quote(read) -> None:
    (quote,) = read(
        "«Конституцияны жаңарту елдің дамуы үшін өте маңызды қадам болды.»", "Жанна Асанова, сенатор", names=ASANOVA
    )
    assert (quote.speaker, quote.method) == ("Жанна Асанова", "direct-block")


def test_a_name_line_before_a_paragraph(read) -> None:
    (quote,) = read(
        "ЖАННА АСАНОВА, СЕНАТОР:", "Білім, ғылым және инновация конституциялық деңгейде бекітіледі.", names={}
    )
    assert (quote.speaker, quote.text[:5]) == ("Жанна Асанова", "Білім")


def test_words_of_a_press_service_are_a_quote(read) -> None:
    (quote,) = read(
        '"Продолжается проведение контртеррористической операции", - говорится в сообщении МВД.',
        language="ru",
        names={"МВД": ("ORG", "МВД")},
    )
    assert (quote.speaker, quote.speaker_type, quote.cue) == ("МВД", "ORG", "говорится")


def test_unmarked_speech_does_not_reach_into_the_narration(read) -> None:
    first, second = read(
        "Жанна Асанованың айтуынша, құжат жаңартылады. Бұл демократиялық қағидаттарды күшейтеді, – деді ол.",
        names={**ASANOVA, "Жанна Асанованың": ("PER", "Жанна Асанова")},
    )
    assert (first.text, first.type) == ("құжат жаңартылады", "indirect")
    assert (second.text, second.type) == ("Бұл демократиялық қағидаттарды күшейтеді", "direct")
    assert first.speaker == second.speaker == "Жанна Асанова"


def test_a_transcript_names_its_speakers_by_initials(read) -> None:  # factRuEval, develop half
    (quote,) = read("С.Донской: Владимир Владимирович, разрешите доложить по результатам работ.", language="ru")
    assert quote.text == "Владимир Владимирович, разрешите доложить по результатам работ."
    assert (quote.speaker, quote.method) == ("С.Донской", "direct-script")


def test_marked_words_without_a_dash(read) -> None:  # KazNERD, develop half
    (quote,) = read("Билікке келгенде «алдымен қазақ елімен арадағы байланысты жақсартамын» деп еді.")
    assert (quote.text, quote.cue) == ("алдымен қазақ елімен арадағы байланысты жақсартамын", "деп еді")


def test_who_an_outlet_quotes_is_not_the_outlet(read) -> None:  # factRuEval
    (quote,) = read(
        "«Вопрос может зацепить и вопросы транзита», - намекнул Товпинец, которого цитирует РБК.",
        language="ru",
        names={"Товпинец": ("PER", "Эдуард Товпинец"), "РБК": ("ORG", "РБК")},
    )
    assert quote.speaker == "Эдуард Товпинец"


def test_a_mark_within_a_sentence_opens_over_paragraphs(read) -> None:
    names = {"Ерлан Қарин": ("PER", "Ерлан Қарин"), "Қарин": ("PER", "Ерлан Қарин")}
    (quote,) = read(
        "Ерлан Қарин бұған қоса «Бұл жұмыстың басы ғана, алда әлі талай белес бар.",
        "Біз осы жолмен жүре береміз» деді.",
        names=names,
    )
    assert quote.text.startswith("Бұл жұмыстың")
    assert quote.text.endswith("жүре береміз")
    assert (quote.speaker, quote.method) == ("Ерлан Қарин", "direct-spread")


def test_a_name_that_nothing_closes_opens_no_speech(read) -> None:
    """Only a closing mark can close what opens within a sentence: the mark may be a name's whose other one is lost."""
    names = {"Қарин": ("PER", "Ерлан Қарин")}
    (quote,) = read(
        "Жиынға «Қазақмыс корпорациясының барлық өкілдері келді.",
        "Біз осы жолмен жүре береміз, – деді Қарин.",
        names=names,
    )
    assert quote.text == "Біз осы жолмен жүре береміз"


def test_a_name_that_opens_the_quotation_with_its_own_mark(read) -> None:  # factRuEval
    (quote,) = read(
        "Премьер отнёсся к этой новости с энтузиазмом. «Южный поток» — это большой проект, к которому Италия сразу же "
        "присоединилась», — сказал Сильвио Берлускони.",
        language="ru",
        names={"Сильвио Берлускони": ("PER", "Сильвио Берлускони")},
    )
    assert quote.text == "«Южный поток» — это большой проект, к которому Италия сразу же присоединилась"


def test_a_connective_before_a_colon_is_not_said(read) -> None:  # KazNERD
    (quote,) = read(
        "Сондықтан: «Әуеорманқорғау» мекемесі жаңа тікұшақтармен қамтамасыз етілсе, біздің де жұмысымыз нәтижелі "
        "болар еді», — дейді мекеме өкілдері."
    )
    assert quote.text.startswith("«Әуеорманқорғау» мекемесі")


def test_a_reply_after_a_dash_can_be_one_word(read) -> None:
    (quote,) = read("— Отырыңыздар, — деді молда.")
    assert (quote.text, quote.speaker_mention) == ("Отырыңыздар", "молда")


def test_speech_in_marks_goes_on_after_a_cue_without_a_dash(read) -> None:  # factRuEval
    first, second = read(
        "«Вход в атмосферу прошёл как обычно», говорит Пегги Уитсон: — «Но, разделение модулей корабля происходило "
        "более драматично».",
        language="ru",
        names={"Пегги Уитсон": ("PER", "Пегги Уитсон")},
    )
    assert second.text == "Но, разделение модулей корабля происходило более драматично"
    assert first.speaker == second.speaker == "Пегги Уитсон"


@pytest.mark.parametrize(
    ("text", "said", "cue"),
    [
        ("Нурлан Сейтов: – В этом году было трудно. Помощь нужна.", "В этом году было трудно. Помощь нужна.", None),
        ("Нурлан Сейтов отметил следующее: - Помощь нужна всем районам.", "Помощь нужна всем районам.", "отметил"),
    ],
)
def test_speech_after_a_colon_and_a_dash(read, text: str, said: str, cue: str | None) -> None:
    (quote,) = read(
        "Собрание прошло в четверг.", text, language="ru", names={"Нурлан Сейтов": ("PER", "Нурлан Сейтов")}
    )
    assert (quote.text, quote.cue, quote.speaker) == (said, cue, "Нурлан Сейтов")


def test_a_short_quotation_right_after_whose_words_they_are(read) -> None:
    first, second = read(
        "“В этом году было трудно”, – рассказал Нурлан Сейтов журналистам. “Помощь нужна всем”.",
        language="ru",
        names={"Нурлан Сейтов": ("PER", "Нурлан Сейтов")},
    )
    assert second.text == "Помощь нужна всем"
    assert first.speaker == second.speaker


@pytest.mark.parametrize(
    ("clause", "mention"), [("сказал аким", "аким"), ("сказал замакима", "замакима"), ("сообщили в ДЧС", "ДЧС")]
)
def test_nouns_that_the_dictionary_takes_for_names_or_does_not_know(read, clause: str, mention: str) -> None:
    (quote,) = read(f"«Помощь нужна всем районам», – {clause}.", language="ru")
    assert quote.speaker_mention == mention


def test_a_slogan_is_not_said(read) -> None:  # KazNERD
    assert not read("«Сенім. Диалог. Болашаққа нық қадам».")
