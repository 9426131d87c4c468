"""Structures that hang whatever is not linear: the suite's time limit is the test."""

import pytest

from flows.transform.quotes import find_quotes
from tests.counting import lines_run

# Enough for what is read differently in a long paragraph to be so in both.
UNITS = 600
TRAPS = (
    ('"Бұл маңызды іс болды деп ойлаймын", – деді сенатор. ', "kk"),
    ("«Бұл маңызды ", "kk"),
    ('"а ', "kk"),
    ("деді ", "kk"),
    (", – деді ", "kk"),
    ("екенін айтты ", "kk"),
    ("айтуынша, ", "kk"),
    ("министр екенін айтты ", "kk"),
    (", деп хабарлайды BAQ.KZ", "kk"),
    ("– ", "kk"),
    ("«", "kk"),
    ("»", "kk"),
    ('"', "kk"),
    (", ", "kk"),
    ("деп ", "kk"),
    ("деп айтты ", "kk"),
    ("деді министрлік ", "kk"),
    ("айтты! ", "kk"),
    ("заявил, что ", "ru"),
    ("говорится важность ", "ru"),
    ("Министр отметил, что ", "ru"),
    ("дорога закрыта, сообщили в компании ", "ru"),
    ("как сообщил ", "ru"),
    ("по словам министра ", "ru"),
    ("по словам министра, врач сказал, что дорога закрыта, ", "ru"),
)


@pytest.mark.parametrize(
    ("text", "language", "least"),
    [
        ('"Бұл маңызды іс болды деп ойлаймын", – деді сенатор. ' * 20_000, "kk", 20_000),
        ("«Бұл маңызды " * 10_000, "kk", 0),
        ('"Бұл маңызды ' * 10_001, "kk", 0),
        ("екенін айтты " * 30_000, "kk", 0),
        ("Сенатор екенін айтты. " * 30_000, "kk", 30_000),
        ("оның айтуынша, " * 30_000, "kk", 0),
        ("министр " * 30_000 + "екенін айтты", "kk", 0),
        (", – деді " * 30_000, "kk", 0),
        (", деп хабарлайды BAQ.KZ" * 20_000, "kk", 0),
        ("Министр отметил, что " * 20_000, "ru", 0),
        ("дорога закрыта, сообщили в компании " * 20_000, "ru", 0),
        ("как сообщил " * 20_000, "ru", 0),
        ("а" * 1_000_000, "ru", 0),
        ("«" * 5_000 + "а" + "»" * 5_000, "ru", 0),
    ],
    ids=lambda value: str(value)[:24],
)
def test_one_long_paragraph(make, text: str, language: str, least: int) -> None:
    assert len(find_quotes(make([text], language), [])) >= least


def test_many_short_paragraphs(make) -> None:
    paragraphs = ["Ол былай деді:", "«Жол жабық"] * 10_000
    assert find_quotes(make(paragraphs, "kk"), []) is not None


@pytest.mark.parametrize(("unit", "language"), TRAPS, ids=lambda value: str(value)[:24])
def test_twice_the_text_is_twice_the_work(make, unit: str, language: str) -> None:
    texts = [make([unit * units], language) for units in (UNITS, 2 * UNITS)]
    find_quotes(texts[1], [])  # the pack is loaded and its words are looked up
    once, twice = (lines_run(lambda text=text: find_quotes(text, [])) for text in texts)
    assert UNITS < once < twice <= 2.1 * once
