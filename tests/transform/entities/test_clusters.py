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
