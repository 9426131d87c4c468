"""Structures that hang whatever is not linear: the suite's time limit is the test."""

import pytest

from flows.transform.quotes import find_quotes


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
