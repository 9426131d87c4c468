"""Russian names of persons back in the nominative, with gender that agrees; names of people in public life."""

import pytest

from flows.transform.entities.declension import nominatives


@pytest.mark.parametrize(
    ("written", "nominative"),
    [
        # A woman's name as it stands could be a man's in the genitive: it is taken as it stands.
        ("Ирина Смирнова", "Ирина Смирнова"),
        ("Мария Калинина", "Мария Калинина"),
        ("Алия Бекетова", "Алия Бекетова"),
        ("Алии Бекетовой", "Алия Бекетова"),
        ("Дариги Назарбаевой", "Дарига Назарбаева"),
        ("Касым-Жомарта Токаева", "Касым-Жомарт Токаев"),
        ("Касым-Жомарт Токаева", "Касым-Жомарт Токаев"),
        ("Олжасом Бектеновым", "Олжас Бектенов"),
        ("Бауыржана Байбека", "Бауыржан Байбек"),
        ("Юрием Чайкой", "Юрий Чайка"),
        ("Алексея Навального", "Алексей Навальный"),
        ("Томас Винье", "Томас Винье"),
        # All words stand in one case, and a woman's family name that ends in a consonant in any.
        ("Людмилу Зенькович", "Людмила Зенькович"),
        ("Ангелой Меркель", "Ангела Меркель"),
        ("Ули Маурера", "Ули Маурер"),
        ("Антониу Гутерришу", "Антониу Гутерриш"),
        ("Эммануэлем Макроном", "Эммануэль Макрон"),
        ("Бенджамину Нетаньяху", "Бенджамин Нетаньяху"),
        # A man's given name in the genitive is likelier than a rare woman's name.
        ("Владимира Путина", "Владимир Путин"),
        ("Нурлана Нигматулина", "Нурлан Нигматулин"),
        ("Дмитрии Пескове", "Дмитрий Песков"),
        ("Сергеем Донским", "Сергей Донской"),
        # Family names that stand undeclined beside a given name that does not (factRuEval).
        ("Марком Рютте", "Марк Рютте"),
        ("Клода Моне", "Клод Моне"),
        ("Жозе Мануэлом Баррозу", "Жозе Мануэл Баррозу"),
        ("Франсуа Олландом", "Франсуа Олланд"),
        ("Олегу Дерипаске", "Олег Дерипаска"),
        # Adjectives, and names that no table makes (factRuEval).
        ("Юрию Долгорукому", "Юрий Долгорукий"),
        ("Андрея Первозванного", "Андрей Первозванный"),
        ("Александры Стреляной", "Александра Стреляная"),
        ("Андрея Лугового", "Андрей Луговой"),
        ("Льва Николаевича", "Лев Николаевич"),
        ("Иисуса Христа", "Иисус Христос"),
        # Of an eastern name the last word is declined alone (of the news of 2013).
        ("Ким Чен Ына", "Ким Чен Ын"),
        ("Пан Ги Муном", "Пан Ги Мун"),
        ("Урсулы фон дер Ляйен", "Урсула фон дер Ляйен"),
        ("Юлию Путинцеву", "Юлия Путинцева"),
    ],
)
def test_nominative_of_a_person(written: str, nominative: str) -> None:
    assert nominatives(written, "ru")[0] == nominative
