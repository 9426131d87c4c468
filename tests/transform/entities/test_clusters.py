"""Which names of an article are one name."""

from flows.transform.entities.clusters import Occurrence, name_all
from flows.transform.entities.lexicon import lexicon


def named(*surfaces, kind="PER", language="kk"):
    return name_all([Occurrence(surface, kind, lexicon(language)) for surface in surfaces])


def test_surname_initials_and_case_forms_are_the_full_name():
    assert named("Е. Бөлекпаев", "Ермағанбет Бөлекпаев", "Бөлекпаевтың") == ["Ермағанбет Бөлекпаев"] * 3


def test_people_of_one_family_stay_apart():
    assert named("Жанна Асанова", "Жақып Асанов", "Асанованың", "Асановтың", "Ж. Асанова") == [
        "Жанна Асанова",
        "Жақып Асанов",
        "Жанна Асанова",
        "Жақып Асанов",
        "Жанна Асанова",
    ]


def test_an_ambiguous_surname_is_the_person_named_last():
    assert named("Ерлан Асанов", "Асановтың", "Нұрлан Асанов", "Асановқа")[1::2] == ["Ерлан Асанов", "Нұрлан Асанов"]


def test_in_russian_the_article_settles_the_gender():
    assert named("Берик Асылов", "Асылова", language="ru")[1] == "Берик Асылов"
    assert named("Жанна Асанова", "Асановой", "Асанова", language="ru")[1:] == ["Жанна Асанова"] * 2


def test_spelling_variants_are_one_person():
    assert named("Мэттью Перри", "Метью Перри", "Мэттью Перри", language="ru") == ["Мэттью Перри"] * 3


def test_a_name_without_fuller_form_stays_as_it_is():
    assert named("Тоқаевтың") == ["Тоқаев"]


def test_a_quoted_body_is_the_fuller_form_of_the_bare_name_and_of_its_acronym():
    assert (
        named(
            "«Халықаралық заңгерлер қауымдастығы» қоғамдық бірлестігі",
            "Халықаралық заңгерлер қауымдастығының",
            kind="ORG",
        )
        == ["«Халықаралық заңгерлер қауымдастығы» қоғамдық бірлестігі"] * 2
    )
    assert named("Біріккен Ұлттар Ұйымы", "БҰҰ-ның", kind="ORG") == ["Біріккен Ұлттар Ұйымы"] * 2


def test_a_state_and_its_republic_are_two_names():
    assert named("Қазақстан", "Қазақстан Республикасының", kind="LOC") == ["Қазақстан", "Қазақстан Республикасы"]


def test_capitals_are_calmed_down():
    assert named("Асқар ЖҰМАДІЛДАЕВ") == ["Асқар Жұмаділдаев"]


def test_a_family_name_may_end_as_patronymics_do():
    assert named("Филип Вуянович", "Вуяновича", "Вуянович", language="ru") == ["Филип Вуянович"] * 3


def test_a_vowel_may_be_wrong_in_a_family_name_that_one_person_has():
    assert named("Джон Бенер", "Бонер", language="ru") == ["Джон Бенер"] * 2
    assert named("Дмитрий Петров", "Игорь Патров", "Питров", language="ru")[2] == "Питров"


def test_capitals_in_brackets_are_short_for_the_body_before_them():
    front = "Объединённого фронта за демократию против диктатуры"
    pair = [
        Occurrence(front, "ORG", lexicon("ru")),
        Occurrence("ОФДД", "ORG", lexicon("ru"), bracketed=True),
        Occurrence("ОФДД", "ORG", lexicon("ru")),
    ]
    assert name_all(pair) == ["Объединённый фронт за демократию против диктатуры"] * 3
    party = [Occurrence("Законодательное собрание", "ORG", lexicon("ru")), pair[1]]
    assert name_all(party)[1] == "ОФДД"


def test_capitals_in_brackets_after_a_long_name_may_be_of_another_language():
    body = "Продовольственная и сельскохозяйственная организация ООН"  # in English its letters are FAO
    short = [Occurrence("ФАО", "ORG", lexicon("ru"), bracketed=True), Occurrence("ФАО", "ORG", lexicon("ru"))]
    assert name_all([Occurrence(body, "ORG", lexicon("ru")), *short]) == [body] * 3


def test_capitals_that_end_a_name_are_short_for_it_if_they_are_its_letters():
    body = "Международная федерация футбола ФИФА"
    assert named(body, "ФИФА", kind="ORG", language="ru") == [body] * 2
    assert named("Управление ГИБДД МВД", "МВД", kind="ORG", language="ru")[1] == "МВД"


def test_a_class_noun_with_a_capital_is_the_one_body_it_begins():
    assert (
        named("Общество научных работников", "Общества", kind="ORG", language="ru")
        == ["Общество научных работников"] * 2
    )
    assert named("Фонд Сороса", "Фонд «Династия»", "Фонда", kind="ORG", language="ru")[2] == "Фонд"


def test_one_brand_is_written_in_two_alphabets():
    assert named("X5 Retail Group", "Х5 Retail Group", kind="ORG", language="ru") == ["X5 Retail Group"] * 2


def test_who_is_named_far_more_often_keeps_the_family_name():
    told = ["Александр Вертинский"] * 5
    assert named(*told, "Николай Вертинский", "Вертинского", language="ru")[-1] == "Александр Вертинский"


def test_two_words_of_a_longer_name_are_that_name():  # factRuEval book_142
    names = named("Реджеп Тайип Эрдоган", "Реджеп Эрдоган", "Эрдогана", language="ru")
    assert names == ["Реджеп Тайип Эрдоган"] * 3
    apart = named("Ким Чен Ын", "Ким Ир Ын", "Ким Ын", language="ru")
    assert apart[2] == "Ким Ын", "either could be meant"
