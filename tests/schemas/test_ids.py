"""Ids depend on content alone."""

import hashlib
import unicodedata

import pytest

from schemas.ids import fold, make_id


def test_an_id_is_twenty_hex_digits_of_blake2b() -> None:
    assert make_id("article", "деді") == hashlib.blake2b("article\x1fдеді".encode(), digest_size=10).hexdigest()
    assert len(make_id("x")) == 20


def test_parts_are_kept_apart() -> None:
    assert make_id("a", "bc") != make_id("ab", "c")
    assert make_id("a", 1, 23) != make_id("a", 12, 3)


@pytest.mark.parametrize(
    "variant",
    [
        "Жанна Асанова  айтты",
        " Жанна\u00a0Асанова\r\nайтты\n",
        "Жан\u200bна Аса\u00adнова айтты",
        "\ufeffЖанна Асанова айтты",
        unicodedata.normalize("NFD", "Жанна Асанова айтты"),
    ],
)
def test_what_changes_no_word_changes_no_text(variant: str) -> None:
    assert fold(variant) == "Жанна Асанова айтты"


def test_compatibility_forms_stay() -> None:
    assert fold("№ 5, 10 м², ½") == "№ 5, 10 м², ½"


def test_a_letter_and_its_mark_are_composed() -> None:
    assert fold("и\u0306") == "й"
