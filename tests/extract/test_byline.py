import pytest

from flows.extract.byline import labelled, person, signature


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Айдос Қали", "Айдос Қали"),  # seed 003
        ("Руслан ЖЫЛҚЫБАЙ", "Руслан ЖЫЛҚЫБАЙ"),
        ("Г. Досымшалова", "Г. Досымшалова"),
        ("Дмитрий Норкин.", "Дмитрий Норкин"),
        ("Дінмұхамед АЙАЗБЕКОВ,", "Дінмұхамед АЙАЗБЕКОВ"),
        ("Динара Абенова, «Егемен Қазақстан»", "Динара Абенова"),
        ("Касым-Жомарт Токаев", "Касым-Жомарт Токаев"),
    ],
)
def test_a_persons_name(line, name):
    assert person(line) == name


@pytest.mark.parametrize(
    "line",
    [
        "Қоғам",
        "Жаңа Конституция",
        "Қазақстан Республикасы",
        "Генеральная прокуратура",
        "Фото автора",
        "Айдос Қали айтты",
        "BAQ.KZ",
        "Kazakhstan Today",
        "А. Б.",
        "Асель Мұратқызы, Айгүл Нұрлан, Ерлан Карин және тағы басқалар",
        "А" * 200,
    ],
)
def test_nobodys_name(line):
    assert person(line) is None


def test_labelled_writers():
    assert labelled("Автор: Айдос Қали") == ("Айдос Қали",)
    assert labelled("Авторы: Дмитрий Норкин, Лилия Сыздыкова") == ("Дмитрий Норкин", "Лилия Сыздыкова")
    assert labelled("Tекст: Валерия Городецкая") == ("Валерия Городецкая",)  # the T is Latin, as pages have it
    assert labelled("Автор:") == ()
    assert labelled("Тақырып: Жаңа Конституция") is None
    assert labelled("Айдос Қали") is None


def test_press_services_sign():
    assert signature("Пресс-служба Генеральной прокуратуры") == "Пресс-служба Генеральной прокуратуры"  # seed 001
    assert signature("ҚР Бас прокуратурасының баспасөз қызметі.") == "ҚР Бас прокуратурасының баспасөз қызметі"
    assert signature("Айдос Қали") is None
    assert signature("Об этом сообщила пресс-служба, передает NUR.KZ") is None
