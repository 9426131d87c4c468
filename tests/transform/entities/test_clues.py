"""What the words beside a person's name say of its case and the person's gender (sentences of factRuEval-2016)."""

import pytest

LEPEN = "Лидер Нацфронта Марин Ле Пен заявила, что уйдет."


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (
            (
                "По мнению директора Международного института политической экспертизы Евгения Минченко, в этом году "
                "вероятность досрочного прекращения полномочий мала.",
            ),
            "Евгений Минченко",
        ),
        (
            ("Он ушел в отставку в знак протеста против действий президента Александра Лукашенко.",),
            "Александр Лукашенко",
        ),
        (
            ("Глава японского МИДа Сэйдзи Маэхара отметил, что этот поступок «ранит чувства японцев».",),
            "Сэйдзи Маэхара",
        ),
        (("Лидер оппозиции Нино Бурджанадзе заявила, что это начало «решающего этапа».",), "Нино Бурджанадзе"),
        (
            (
                "Министр по государственным сборам Новой Зеландии Питер Данн подчеркнул, что правительство ждёт.",
                "По словам Данна, некоторые наблюдатели неверно интерпретируют закон.",
            ),
            "Питер Данн",
        ),
        ((LEPEN,), "Марин Ле Пен"),
    ],
)
def test_what_stands_beside_a_name_tells_its_case(mentions, texts, name):
    assert {m.name for m in mentions(*texts, language="ru") if m.type == "PER"} == {name}


def test_a_verb_tells_the_gender_of_a_name_that_shows_none(mentions):
    text = "Евгения Минченко знают в Москве. Выступления экологов не повлияли на отставку, отметил Минченко."
    assert {m.name for m in mentions(text, language="ru") if m.type == "PER"} == {"Евгений Минченко"}


def test_who_owns_a_subject_is_not_the_subject(mentions):
    text = "Пресс-служба Кадырова заявила, что в столице порядок. Рамзан Кадыров приехал."
    assert {m.name for m in mentions(text, language="ru") if m.type == "PER"} == {"Рамзан Кадыров"}


def test_two_family_names_in_different_cases_are_two_people(mentions):
    text = "Нравился Сталину Вертинский или нет, несомненно одно."
    assert [m.text for m in mentions(text, language="ru")] == ["Сталину", "Вертинский"]


def test_a_name_of_one_syllable_words_is_kept_whole(mentions):
    text = "Экс-председатель Верховного народного собрания КНДР Хван Чжан Еп, бежавший из страны, дал инструкцию."
    assert "Хван Чжан Еп" in {m.name for m in mentions(text, language="ru")}


def test_a_post_that_is_the_secretary_s_is_not_the_president_s(mentions):
    texts = (
        "Владимир Путин провёл переговоры.",
        "«Мнения совпадают», — сказал пресс-секретарь Путина Дмитрий Песков.",
    )
    roles = {m.text: m.role for m in mentions(*texts, language="ru")}
    assert roles["Путина"] is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Объяснив это, кузина Пастернака пишет о празднике плодородия.", "Пастернак"),
        ("Контракт был заключен между группой и германским продюсером Уве Блашке.", "Уве Блашке"),
        ("Он встретился с премьер-министром Нидерландов Марком Рютте.", "Марк Рютте"),
    ],
)
def test_what_stands_before_a_name_tells_its_case(mentions, text, name):
    assert name in {m.name for m in mentions(text, language="ru") if m.type == "PER"}


def test_a_portfolio_with_commas_is_the_post(mentions):
    text = (
        "Первый заместитель министра водных ресурсов, сельского хозяйства и перерабатывающей промышленности Жаныбек "
        "Керималиев осмотрел новую плотину."
    )
    (role,) = {m.role for m in mentions(text, language="ru") if m.type == "PER"}
    assert role.endswith("заместитель министра водных ресурсов, сельского хозяйства и перерабатывающей промышленности")


def test_whom_somebody_talks_to_is_no_part_of_his_post(mentions):
    text = "Дорогу откроют, заявил на встрече для журналистов заместитель руководителя ведомства Нурлан Сейтов."
    assert {m.role for m in mentions(text, language="ru") if m.type == "PER"} == {"заместитель руководителя ведомства"}
