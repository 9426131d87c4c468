"""Which marks open and close, and what they enclose."""

import pytest

from flows.transform.quotes.marks import read_marks


def outer(text: str) -> list[str]:
    return [text[marked.start : marked.end] for marked in read_marks(text).outer]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Жол жабық", – деді ол.', ["Жол жабық"]),
        ("«Жол жабық», – деді ол.", ["Жол жабық"]),
        ("“Жол жабық”, – деді ол.", ["Жол жабық"]),
        ("„Жол жабық“, – деді ол.", ["Жол жабық"]),
        ("‚Жол жабық‘ деді", ["Жол жабық"]),
        ("«Орталық «Болашақ» туралы» деді", ["Орталық «Болашақ» туралы"]),
        ('"Орталық "Болашақ" туралы" деді', ['Орталық "Болашақ" туралы']),
        ("«А» және «Ә»", ["А", "Ә"]),
        ("5’-тен 7’-ге дейін O’Коннор", []),
    ],
)
def test_pairs_marks_of_every_kind(text: str, expected: list[str]) -> None:
    assert outer(text) == expected


def test_keeps_what_nothing_closes_apart() -> None:
    text = "«Бұл компания «Қазақстан темір жолы», – деді ол."
    marks = read_marks(text)
    assert [text[marked.start : marked.end] for marked in marks.outer] == ["Қазақстан темір жолы"]
    assert marks.unclosed == (0,)


def test_keeps_what_nothing_opens_apart() -> None:
    assert read_marks("жол жабық», – деді ол.").unopened == (9,)


def test_shifts_offsets() -> None:
    assert read_marks("«Ә»", offset=100).outer[0].start == 101
