"""Reading the gold: what a file holds, and one sentence that names file and key when it cannot be used."""

import json
from pathlib import Path
from typing import Any

import pytest

from flows.evaluate import GoldEntity, GoldError, GoldQuote, read_gold

GOLD = Path(__file__).parent / "gold"

ARTICLE: dict[str, Any] = {
    "file": "a.txt",
    "language": "ru",
    "title": None,
    "published": None,
    "author": None,
    "source": "Пресс-служба Генеральной прокуратуры",
    "quotes": [{"text": "речь идёт об укреплении правового сознания", "type": "indirect"}],
    "quotes_optional": [],
    "not_quotes": ["«Закон и Порядок»"],
    "entities": [{"text": "Казахстана", "type": "LOC", "canonical": "Казахстан"}],
    "entities_optional": [],
    "note": "no headline",
}


def write(directory: Path, name: str = "a.json", **changes: object) -> None:
    (directory / name).write_text(json.dumps(ARTICLE | changes, ensure_ascii=False), encoding="utf-8")


def test_the_gold_of_the_repository_is_read_in_the_order_of_file_names() -> None:
    articles = read_gold(GOLD)
    assert [article.file for article in articles] == sorted(article.file for article in articles)
    first = articles[0]
    assert (first.file, first.language, first.published) == ("000_5de47f00145f216c.txt", "kk", "2026-02-27")
    assert first.not_quotes == ('"Заң мен тәртіп"',)
    assert first.entities[0] == GoldEntity("Бас прокуратурада", "ORG", "Бас прокуратура")
    ol = first.quotes[2]
    assert (ol.speaker_mention, ol.speaker, ol.cue, ol.start, ol.end) == ("Ол", "Берік Асылов", "айтты", 890, 997)


def test_offsets_of_the_gold_are_code_points_of_the_raw_files() -> None:
    for article in read_gold(GOLD):
        raw = (GOLD.parents[1] / "seeds" / article.file).read_text(encoding="utf-8")
        for quote in (*article.quotes, *article.quotes_optional):
            assert raw[quote.start : quote.end] == quote.text


def test_what_is_not_known_is_none_and_notes_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, ".hidden.json", file="b.txt")
    (article,) = read_gold(tmp_path)
    assert article.quotes == (GoldQuote("речь идёт об укреплении правового сознания", "indirect"),)
    assert article.title is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"file": None}, "`file` is not a string."),
        ({"language": "en"}, "`language` is 'en', not one of kk, ru, mixed, other."),
        ({"title": 5}, "`title` is not a string."),
        ({"quotes": {}}, "`quotes` is not a list."),
        ({"quotes": ["слово"]}, "`quotes[0]` is not an object."),
        ({"quotes": [{"text": "слово"}]}, "the key `quotes[0].type` is missing."),
        (
            {"quotes": [{"text": "слово", "type": "quote"}]},
            "`quotes[0].type` is 'quote', not one of direct, indirect, mixed.",
        ),
        ({"quotes": [{"text": "слово", "type": "direct", "speaker": []}]}, "`quotes[0].speaker` is not a string."),
        ({"quotes": [{"text": "слово", "type": "direct", "start": "1"}]}, "`quotes[0].start` is not a whole number."),
        ({"quotes": [{"text": "слово", "type": "direct", "end": True}]}, "`quotes[0].end` is not a whole number."),
        ({"not_quotes": ["Закон", 1]}, "`not_quotes[1]` is not a string."),
        (
            {"entities_optional": [{"text": "Казахстана", "type": "GPE"}]},
            "`entities_optional[0].type` is 'GPE', not one of PER, ORG, LOC.",
        ),
    ],
)
def test_what_is_wrong_is_said_with_file_and_key(tmp_path: Path, changes: dict[str, object], said: str) -> None:
    write(tmp_path, **changes)
    with pytest.raises(GoldError) as error:
        read_gold(tmp_path)
    assert str(error.value) == f"{tmp_path / 'a.json'}: {said}"


@pytest.mark.parametrize("name", ["file", "source", "quotes_optional", "entities"])
def test_a_missing_key_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.json").write_text(json.dumps({k: v for k, v in ARTICLE.items() if k != name}), encoding="utf-8")
    with pytest.raises(GoldError, match=rf"a\.json: the key `{name}` is missing\."):
        read_gold(tmp_path)


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b"[" * 100_000])
def test_a_file_that_is_no_json_in_utf_8_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.json").write_bytes(content)
    with pytest.raises(GoldError, match=r"a\.json: no readable JSON in UTF-8 "):
        read_gold(tmp_path)


def test_a_file_that_is_no_object_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[]", encoding="utf-8")
    with pytest.raises(GoldError, match=r"a\.json: the file is not an object\."):
        read_gold(tmp_path)


def test_a_directory_without_gold_is_named(tmp_path: Path) -> None:
    for directory in (tmp_path, tmp_path / "missing"):
        with pytest.raises(GoldError, match=rf"{directory}: no gold found"):
            read_gold(directory)


def test_an_article_annotated_twice_is_an_error(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, "b.json")
    with pytest.raises(GoldError, match=r"b\.json: `file` is 'a\.txt', which another gold file annotates already\."):
        read_gold(tmp_path)
