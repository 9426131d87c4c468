import json
import re
import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.extract import plain
from flows.extract.refused import Refused
from schemas.vocabulary import FLAGS, PARAGRAPH_KINDS

ROOT = Path(__file__).resolve().parents[2]
GOLD = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "tests" / "gold").glob("*.json"))]
BREAKS = re.compile("[\n\r\v\f\x85\u2028\u2029]")


def read(text):
    return plain.read(text.encode() if isinstance(text, str) else text, raw_path="a.txt", raw_sha256="0" * 64)


def texts(document, *kinds):
    return [block.text for block in document.blocks if block.kind in kinds]


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold["file"])
def test_every_line_of_a_seed_lands_in_exactly_one_block(gold):
    raw = (ROOT / "seeds" / gold["file"]).read_text(encoding="utf-8")
    lines = [" ".join(line.split()) for line in raw.splitlines() if line.strip()]
    lines[0] = lines[0].removeprefix(f"date {gold['published']} ")
    assert [block.text for block in read(raw).blocks] == lines


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold["file"])
def test_every_quote_of_a_seed_stands_in_its_text(gold):
    text = "\n".join(texts(read((ROOT / "seeds" / gold["file"]).read_bytes()), "body", "list_item"))
    assert gold["quotes"]
    assert [quote["text"] for quote in gold["quotes"] if quote["text"] not in text] == []


def test_lines_break_at_every_line_break():
    document = read("Бір\nекі\r\nүш\rтөрт\u2028бес\u2029алты\x85жеті\x0bсегіз\x0cтоғыз\n \t\n\u00a0\nон")
    assert [block.text for block in document.blocks] == [
        *("Бір", "екі", "үш", "төрт", "бес"),
        *("алты", "жеті", "сегіз", "тоғыз", "он"),
    ]


def test_runs_of_white_space_become_one_space():
    assert read("  Бас \t прокуратурада  \n").blocks[0].text == "Бас прокуратурада"


def test_where_a_document_comes_from():
    document = plain.read("Бас прокуратура.".encode(), raw_path="x/y.txt", locator="3", raw_sha256="f" * 64)
    assert (document.raw_path, document.locator, document.raw_sha256) == ("x/y.txt", "3", "f" * 64)
    assert document.media_type == "text/plain"


LEAD = "Конституция жобасы кеңінен талқыланып, қоғамға жан-жақты ақпарат беріліп жатыр."


@pytest.mark.parametrize(
    ("text", "published", "moment", "flags"),
    [
        (f" date 2026-02-27 {LEAD}", date(2026, 2, 27), None, ()),
        (f" \u200bdate 2026-02-27 {LEAD}", date(2026, 2, 27), None, ("invisibles_removed",)),
        (f"\n\n date 2026-02-27 {LEAD}", date(2026, 2, 27), None, ()),
        (f" date 2026-02-27 date 2026-02-27 {LEAD}", date(2026, 2, 27), None, ()),
        (f" date 2026-02-27 date 2026-02-26 {LEAD}", date(2026, 2, 27), None, ("date_conflict",)),
        (f" date 2026-02-30 {LEAD}", None, None, ("date_invalid",)),
        (f" date 0001-01-01 {LEAD}", None, None, ("date_out_of_range",)),
        (f"07.03.2026 01:31\n{LEAD}", date(2026, 3, 7), datetime(2026, 3, 6, 20, 31, tzinfo=UTC), ()),
        (f"7 марта 2026\n{LEAD}", date(2026, 3, 7), None, ()),
        (
            f" date 2026-03-07 Қоғам\n07.03.2026 14:31\n{LEAD}",
            date(2026, 3, 7),
            datetime(2026, 3, 7, 9, 31, tzinfo=UTC),
            (),
        ),
        (f" date 2026-03-08 Қоғам\n07.03.2026 14:31\n{LEAD}", date(2026, 3, 8), None, ("date_conflict",)),
        (f" date 2026-02-30 Қоғам\n07.03.2026\n{LEAD}", date(2026, 3, 7), None, ("date_invalid",)),
        (LEAD, None, None, ()),
    ],
)
def test_dates(text, published, moment, flags):
    document = read(text)
    assert document.declared.published == published
    assert document.declared.published_at == moment
    assert document.flags == flags
    assert document.blocks[-1].text == LEAD


def test_a_page_of_furniture_has_no_content():
    assert read("Қоғам\nБөлісу\n1558").flags == ("no_content",)


def test_a_date_alone_is_empty():
    with pytest.raises(Refused) as refused:
        read(" date 2026-02-27 \n")
    assert refused.value.reason == "empty"


PIECE = st.one_of(
    st.sampled_from(
        [" date 2026-02-27 ", " date 2026-99-99 ", "\n", "\r", "\u2028", "\x85", "\u200b", "\x1b[1m", "\u00a0"]
    ),
    st.sampled_from(
        ["07.03.2026 14:31", "Айдос Қали", "Сурет: ", "– деді ол.", "«", '"', "и\u0306", "Ә", LEAD, ";", ":", "#", "- "]
    ),
    st.text(max_size=6),
)


@given(
    st.one_of(
        st.binary(max_size=200),
        st.lists(PIECE, max_size=25).map(lambda pieces: "".join(pieces).encode("utf-8", "replace")),
    )
)
@settings(deadline=None, max_examples=300)
def test_any_bytes_become_a_document_or_are_refused(raw):
    try:
        document = read(raw)
    except Refused:
        return
    assert document.blocks
    assert set(document.flags) <= set(FLAGS)
    for block in document.blocks:
        assert block.kind in PARAGRAPH_KINDS
        assert block.text == block.text.strip() != ""
        assert not BREAKS.search(block.text)
        assert unicodedata.is_normalized("NFC", block.text)
