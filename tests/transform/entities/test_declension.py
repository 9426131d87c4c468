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
    ],
)
def test_nominative_of_a_person(written: str, nominative: str) -> None:
    assert nominatives(written, "ru")[0] == nominative
