"""Raw files of every kind: what becomes of each, that nothing is lost, that nothing brings the readers down."""

import gzip
import hashlib
import io
import json
from collections import Counter

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.extract.child import Pages
from flows.extract.document import Document
from flows.extract.readers import Rejected, documents
from flows.extract.sniff import media_type
from flows.settings import Limits
from schemas.vocabulary import FLAGS, REJECT_REASONS
from tests import hostile
from tests.hostile import ARTICLE, BODY, KAZAKH, PACKERS, PNG, RUSSIAN, TITLE, jsonl, page, parquet, warc_record

CASES = hostile.cases()
LIMITS = Limits(document_bytes=4_000_000)


@pytest.fixture(scope="module")
def pages():
    with Pages(20.0, 200) as reader:
        yield reader


@pytest.fixture(scope="module")
def read(pages):
    def run(name, raw, limits=LIMITS):
        skipped = Counter()
        digest = hashlib.sha256(raw).hexdigest()
        found = documents(
            io.BytesIO(raw), raw_path=name, raw_sha256=digest, limits=limits, pages=pages, skipped=skipped
        )
        return list(found), skipped

    return run


def outcomes(found):
    """By locator: the reason of a reject, or the lines of a document."""
    return {one.locator: one.refused.reason if isinstance(one, Rejected) else lines(one) for one in found}


def record(found):
    return found.locator.partition(",")[0]


def lines(document):
    return [block.text for block in document.blocks]


@pytest.mark.parametrize("name", CASES)
def test_every_case_ends_as_documents_or_rejects(read, name):
    found, _ = read(name, CASES[name])
    assert found
    for one in found:
        if isinstance(one, Document):
            assert one.blocks
            assert set(one.flags) <= set(FLAGS)
            assert "\x00" not in "".join(lines(one))
        else:
            assert one.refused.reason in REJECT_REASONS
    assert len({(one.locator, isinstance(one, Rejected)) for one in found}) == len(found)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("empty.txt", "empty"),
        ("blank.txt", "empty"),
        ("date-alone.txt", "empty"),
        ("picture.txt", "binary"),
        ("program.txt", "binary"),
        ("tree.tar.gz", "binary"),
        ("no-text.html", "empty"),
        ("bomb.txt.gz", "over_compressed"),
        ("thrice.txt.gz", "too_nested"),
        ("cut.parquet", "truncated"),
        ("no-text.parquet", "invalid_record"),
        ("noise.bin", "unknown_encoding"),
        ("feed.xml", "unsupported_format"),
    ],
)
def test_what_is_no_article_is_refused_with_its_reason(read, name, reason):
    assert outcomes(read(name, CASES[name])[0]) == {"": reason}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *((f"{encoding}.txt", KAZAKH) for encoding in ("kz1048", "ptcp154", "utf16", "utf16-unmarked", "utf32")),
        *((f"packed.txt{ending}", KAZAKH) for ending in PACKERS),
        ("twice.txt.gz.xz", KAZAKH),
        ("not.txt.gz", KAZAKH),
        ("tail.txt.gz", KAZAKH),
        ("two.txt.gz", KAZAKH + RUSSIAN),
        ("no.warc", KAZAKH),
        ("nul.txt", KAZAKH),
        ("escapes.txt", KAZAKH),
        ("decomposed.txt", KAZAKH),
        ("bidi.txt", KAZAKH),
        ("breaks.txt", KAZAKH),
        ("mojibake-latin.txt", KAZAKH),
        ("new\nline.txt", KAZAKH),
    ],
)
def test_the_text_survives_its_wrapping(read, name, text):
    (document,) = read(name, CASES[name])[0]
    (clean,) = read("clean.txt", text.encode("utf-8"))[0]
    survived = [line.replace("?", "") for line in lines(document)]  # what the narrow encodings lack is a ? there
    expected = "".join(lines(clean))
    encoding = name.removesuffix(".txt")
    if encoding in {"kz1048", "ptcp154"}:
        expected = expected.encode(encoding, "replace").decode(encoding)
    assert "".join(survived) == expected.replace("?", "")


@pytest.mark.parametrize(
    ("name", "flag"),
    [
        ("broken-utf8.txt", "encoding_repaired"),
        ("surrogates.txt", "encoding_repaired"),
        ("cp1251.txt", "encoding_guessed"),
        ("kz1048.txt", "encoding_guessed"),
        ("mojibake-latin.txt", "mojibake_repaired"),
        ("lookalikes.txt", "homoglyphs"),
        ("nul.txt", "controls_removed"),
        ("bidi.txt", "invisibles_removed"),
        ("cut.txt.gz", "truncated"),
        ("tail.txt.gz", "trailing_data"),
        ("deep.html", "whole_page"),
        ("menu.txt", "no_content"),
        ("year-99999.txt", "date_invalid"),
        ("february-31.txt", "date_invalid"),
    ],
)
def test_a_repair_is_a_flag(read, name, flag):
    (document,) = read(name, CASES[name])[0]
    assert flag in document.flags


def test_a_page_gives_its_article_and_nothing_else(read):
    (document,) = read("a.html", page().encode())[0]
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("title", TITLE),
        *(("body", line) for line in BODY),
    ]
    assert document.media_type == "text/html"


def test_a_page_is_known_by_its_content(read):
    (document,) = read("saved.txt", page().encode())[0]
    assert lines(document) == [TITLE, *BODY]


def test_what_a_page_declares_goes_before_its_text(read):
    ld = {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "NewsArticle",
                "headline": TITLE,
                "datePublished": "2026-03-07T20:31:00Z",
                "author": {"@type": "Person", "name": "Айдос Қали"},
                "publisher": {"name": "BAQ.KZ"},
                "mainEntityOfPage": {"@id": "https://baq.kz/news/1"},
                "articleSection": "Қоғам",
                "keywords": ["референдум"],
            }
        ],
    }
    head = f'<script type="application/ld+json">{json.dumps(ld)}</script><meta property="og:title" content="Басқа">'
    (document,) = read("a.html", page(head=head).encode())[0]
    declared = document.declared
    assert str(declared.published) == "2026-03-08"  # 01:31 in Astana
    assert declared.published_at.isoformat() == "2026-03-07T20:31:00+00:00"
    assert (declared.author, declared.outlet, declared.section) == ("Айдос Қали", "BAQ.KZ", "Қоғам")
    assert (declared.url, declared.tags) == ("https://baq.kz/news/1", ("референдум",))
    assert "date_conflict" not in document.flags


def test_dates_that_differ_are_a_conflict(read):
    head = (
        '<meta property="article:published_time" content="2026-03-07T09:00:00+05:00">'
        '<script type="application/ld+json">{"@type": "Article", "datePublished": "2026-03-09"}</script>'
    )
    (document,) = read("a.html", page(head=head).encode())[0]
    assert str(document.declared.published) == "2026-03-09"
    assert "date_conflict" in document.flags


def test_a_site_name_in_the_title_is_not_the_title(read):
    head = f'<meta property="og:title" content="{TITLE} | BAQ.KZ">'
    (document,) = read("a.html", page(head=head).encode())[0]
    assert lines(document)[0] == TITLE
    assert lines(document).count(TITLE) == 1


def test_a_pages_own_charset_goes_before_the_servers(read):
    (document,) = read("declared.html", CASES["declared.html"])[0]
    assert RUSSIAN.split("\n")[0].split()[0] in " ".join(lines(document))
    assert "encoding_guessed" not in document.flags
    archived = warc_record(CASES["declared.html"])  # its HTTP header says utf-8
    (again,) = read("a.warc", archived)[0]
    assert lines(again) == lines(document)


def test_only_pages_that_were_served_become_documents(read):
    found, skipped = read("mixed.warc", CASES["mixed.warc"])
    kinds = {record(one): one.refused.reason if isinstance(one, Rejected) else "page" for one in found}
    assert kinds == {
        "record 2": "not_a_page",
        "record 3": "not_a_page",
        "record 4": "not_a_page",
        "record 5": "page",
        "record 6": "page",
        "record 7": "page",
        "record 8": "not_a_page",
        "record 9": "not_a_page",
    }
    assert skipped == {"warcinfo": 1}


def test_records_are_given_in_order_though_pages_are_read_ahead(read):
    kinds = [warc_record(page(title=f"Тақырып {number}").encode()) for number in range(25)]
    kinds[3] = kinds[11] = warc_record(b"", status="404 Not Found")
    kinds[7] = warc_record(PNG)
    found, _ = read("a.warc", b"".join(kinds))
    assert [record(one) for one in found] == [f"record {number + 1}" for number in range(25)]
    titles = [lines(one)[0] if isinstance(one, Document) else one.refused.reason for one in found]
    expected = [f"Тақырып {number}" for number in range(25)]
    expected[3] = expected[11] = "not_a_page"
    expected[7] = "binary"
    assert titles == expected


def test_a_reader_that_is_left_in_the_middle_leaves_nothing_to_the_next(pages):
    def begin(title):
        raw = warc_record(page(title=title).encode()) * 12
        return documents(
            io.BytesIO(raw), raw_path="a.warc", raw_sha256="", limits=LIMITS, pages=pages, skipped=Counter()
        )

    left = begin("Бірінші тақырып")
    next(left)
    left.close()
    assert {lines(one)[0] for one in begin("Екінші тақырып")} == {"Екінші тақырып"}


def test_what_was_begun_is_given_before_an_error_of_the_file_is_raised(pages):
    class Failing(io.BytesIO):
        def read(self, size=-1):
            if self.tell() >= 200_000:
                raise MemoryError
            return super().read(size)

    raw = warc_record(page().encode()) * 1000
    found = documents(Failing(raw), raw_path="a.warc", raw_sha256="", limits=LIMITS, pages=pages, skipped=Counter())
    given = []
    with pytest.raises(MemoryError):
        given.extend(one.locator for one in found)
    assert len(given) > 10


def test_an_archived_page_keeps_where_and_when_it_was_fetched(read):
    (document,) = read("a.warc.gz", gzip.compress(warc_record(page().encode(), url="https://baq.kz/1?utm=x")))[0]
    assert document.url == document.declared.url == "https://baq.kz/1?utm=x"
    assert document.collected_at.isoformat() == "2026-03-07T09:31:00+00:00"
    assert document.raw_sha256 == hashlib.sha256(page().encode()).hexdigest()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("cut.warc", ["page", "truncated"]),
        ("cut.warc.gz", ["page", "truncated"]),
        ("lying.warc", ["truncated", "page"]),
        ("short.warc", ["truncated", "page"]),
    ],
)
def test_a_broken_record_leaves_the_whole_ones(read, name, expected):
    found, _ = read(name, CASES[name])
    assert [one.refused.reason if isinstance(one, Rejected) else "page" for one in found] == expected


def test_each_bad_line_is_refused_with_its_number(read):
    found, skipped = read("lines.jsonl", CASES["lines.jsonl"])
    assert skipped == {"blank line": 1}
    reasons = {record(one): one.refused.reason for one in found if isinstance(one, Rejected)}
    assert reasons == {
        **{f"line {number}": "invalid_record" for number in (2, 4, 5, 6, 7, 8, 9, 10, 12)},
        "line 11": "empty",
    }
    assert [record(one) for one in found if isinstance(one, Document)] == ["line 1", "line 13", "line 14"]
    for one in found:
        start = int(one.locator.rpartition(" ")[2])
        payload = CASES["lines.jsonl"][start:].partition(b"\n")[0]
        assert one.raw_sha256 == hashlib.sha256(payload).hexdigest()


def test_a_record_without_its_title_in_the_text_gets_it(read):
    row = {"headline": TITLE, "content": "\n".join(BODY), "published": "2026-03-07", "url": "https://baq.kz/1"}
    (document,) = read("a.ndjson", jsonl([row]))[0]
    assert [block.kind for block in document.blocks] == ["title", "body", "body", "body"]
    assert (str(document.declared.published), document.declared.url) == ("2026-03-07", "https://baq.kz/1")


def test_rows_of_a_table(read):
    found, _ = read("rows.parquet", CASES["rows.parquet"])
    assert outcomes(found) == {"row 1": [TITLE, *BODY], "row 2": "invalid_record"}


def test_the_article_is_the_same_in_every_wrapping(read):
    wrapped = {
        "a.txt": ARTICLE.encode(),
        "a.html": page().encode(),
        "a.warc.gz": gzip.compress(warc_record(page().encode())),
        "a.jsonl.zst": PACKERS[".zst"](jsonl([{"title": TITLE, "text": "\n".join(BODY)}])),
        "a.parquet": parquet([{"text": ARTICLE}]),
        "b.parquet.gz": gzip.compress(parquet([{"text": ARTICLE}])),
    }
    blocks = {name: read(name, raw)[0][0].blocks for name, raw in wrapped.items()}
    assert len(set(blocks.values())) == 1


def test_limits_refuse(read):
    assert outcomes(read("a.txt", ARTICLE.encode(), Limits(document_bytes=100))[0]) == {"": "too_large"}
    assert outcomes(read("a.txt", ARTICLE.encode(), Limits(paragraphs=3))[0]) == {"": "too_many_paragraphs"}
    rows = jsonl([{"text": ARTICLE}, {"text": BODY[0]}])
    assert outcomes(read("a.jsonl", rows, Limits(document_bytes=300))[0]) == {
        "line 1, byte 0": "too_large",
        f"line 2, byte {rows.index(10) + 1}": [BODY[0]],
    }
    assert outcomes(read("a.warc", warc_record(page().encode()), Limits(document_bytes=300))[0]) == {
        "record 1, byte 0": "too_large"
    }


TEXTS = "Мәтін.\nЕкінші жол.\n".encode()
KINDS = [
    (b"<!doctype html><p>x", "a.txt", "text/html"),
    (b"junk <html><p>x", "host.kz_a_x", "text/html"),
    (b"<p>x", "a.2026", "text/html"),
    (TEXTS, "a.html", "text/plain"),
    *((TEXTS, f"a{ending}", "text/plain") for ending in (".md", ".2026", ".docx", ".json", ".csv", ".jsonl", ".xml")),
    (TEXTS, "host.kz_a_x", "text/plain"),
    ("[Астана] Мәтін, екінші.".encode(), "a.txt", "text/plain"),
    (b'{"text": "x"}\n', "data", "application/x-ndjson"),
    (b'{"text": "<html><body>x"}\n', "a.txt", "application/x-ndjson"),
    (b'{"text": "x', "a.json", "application/x-ndjson"),
    (b'{\n  "text": "x"\n}\n', "a.json", None),
    (b'[{"text": "x"}]\n', "a.txt", None),
    (b"title,text\nx,y\n", "a.csv", None),
    (b"x\ty\n1\t2\n", "a.tsv", None),
    (b"<?xml version='1.0'?><rss></rss>", "a.txt", None),
    (b"<?xml version='1.0'?><TEI><p>x</p></TEI>", "a", None),
    (rb"{\rtf1\ansi x}", "a.txt", None),
]


@pytest.mark.parametrize(("head", "name", "kind"), KINDS)
def test_the_kind_is_told_by_content_and_only_then_by_name(head, name, kind):
    assert media_type(head, name) == kind


NAMES = ["a.txt", "a.html", "a.warc", "a.jsonl", "a.parquet", "a.txt.gz", "a.warc.gz", "a", "a.bin"]
STARTS = [b"", b"WARC/1.0\r\n", b"PAR1", b"<html>", b'{"text": "', b"\x1f\x8b\x08\x00", b"BZh9", b"\x28\xb5\x2f\xfd"]
WHOLE = [CASES[name] for name in ("mixed.warc", "lines.jsonl", "rows.parquet", "cut.txt.gz", "open-tags.html")]


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(NAMES), st.sampled_from(STARTS), st.binary(max_size=400), st.sampled_from([None, *PACKERS]))
def test_any_bytes_in_any_wrapping_are_taken_or_refused(read, name, start, rest, packed):
    raw = start + rest
    found, _ = read(name, PACKERS[packed](raw) if packed else raw)
    assert all(one.refused.reason in REJECT_REASONS for one in found if isinstance(one, Rejected))


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(WHOLE), st.data())
def test_a_damaged_file_never_brings_a_reader_down(read, raw, data):
    damaged = bytearray(raw)
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        damaged[place : place + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=30))
        damaged = damaged or bytearray(b"x")
    found, skipped = read(data.draw(st.sampled_from(NAMES)), bytes(damaged))
    assert found or skipped


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("none.jsonl", b""),
        ("blank.jsonl", b"\n\n"),
        ("rows.parquet", parquet(pa.table({"text": pa.array([], pa.string())}))),
        ("about.warc", b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n"),
    ],
)
def test_a_file_without_a_document_is_told(read, name, raw):
    found, _ = read(name, raw)
    assert outcomes(found) == {"": "empty"}


@pytest.mark.parametrize("name", ["long.html", "long.jsonl"])
def test_a_title_that_is_cut_ends_in_a_word(read, name):
    title = "сөз " * 1000
    raw = page(title=title).encode() if name == "long.html" else jsonl([{"title": title, "text": ARTICLE}])
    (document,), _ = read(name, raw)
    assert all(line == line.strip() for line in lines(document))


@pytest.mark.parametrize("first", ['{"text": "cut', "null", "[1, 2]"])
def test_lines_of_json_are_known_by_any_of_the_first(read, first):
    found, _ = read("data.txt", first.encode() + b"\n" + jsonl([{"text": ARTICLE}]))
    assert [record(one) for one in found] == ["line 1", "line 2"]
    assert found[0].refused.reason == "invalid_record"
    assert lines(found[1]) == ARTICLE.splitlines()


def test_an_archive_after_blank_lines_is_an_archive_and_a_text_about_warc_is_a_text(read):
    found, _ = read("a.warc", b"\r\n\r\n" + warc_record(page().encode()) * 2)
    assert [record(one) for one in found] == ["record 1", "record 2"]
    text, _ = read("a.txt", "WARC/1.0 туралы мақала.\nБұл – пішім.".encode())
    assert lines(text[0])[-1] == "Бұл – пішім."


def test_bytes_in_parquet_are_decoded_and_odd_values_cost_their_row_alone(read):
    kinds = {
        "text": pa.array([ARTICLE.encode("cp1251", errors="replace"), ARTICLE.encode(), ARTICLE.encode()], pa.binary()),
        "date": pa.array([0, 10**15, 0], pa.timestamp("s")),
    }
    found, _ = read("rows.parquet", parquet(pa.table(kinds)))
    assert "қ" in " ".join(outcomes(found)["row 3"])
    assert outcomes(found)["row 2"] == "invalid_record"
    assert "b'" not in str(outcomes(found)["row 1"])


def test_a_name_without_a_value_does_not_hide_the_next(read):
    found, _ = read("a.jsonl", jsonl([{"text": None, "content": ARTICLE, "date": None, "published": "2026-03-07"}]))
    assert found[0].declared.published.isoformat() == "2026-03-07"


def test_texts_that_a_dictionary_repeats_are_not_all_in_memory(read, monkeypatch):
    from flows.extract import columns

    monkeypatch.setattr(columns, "_BYTES", 3 * 100_000)
    file = pq.ParquetFile(io.BytesIO(parquet([{"text": "сөз " * 25_000}] * 64)))
    assert columns._rows(file) < 3
    assert len(list(read("a.parquet", parquet([{"text": ARTICLE}] * 5))[0])) == 5


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-32", "utf-32-be"])
@pytest.mark.parametrize("name", ["a.jsonl", "data"])
def test_lines_of_json_in_any_unicode(read, encoding, name):
    mark = "\ufeff" if encoding.endswith("be") else ""
    texts = [ARTICLE, f"Њ{BODY[0]}", "ਊ ਉ Ċ " + BODY[1]]  # letters that hold the byte of a line break
    rows = "".join(json.dumps({"text": text}, ensure_ascii=False) + "\r\n" for text in texts)
    raw = (mark + rows + "{}\n\n" + rows.rstrip()).encode(encoding)
    found, skipped = read(name, raw)
    assert [lines(one) if isinstance(one, Document) else one.refused.reason for one in found] == [
        *(text.splitlines() for text in texts),
        "invalid_record",
        *(text.splitlines() for text in texts),
    ]
    assert skipped == {"blank line": 1}
    codec = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(encoding, encoding.replace("-sig", ""))
    for one in found[1:]:
        start = int(one.locator.rpartition(" ")[2])
        assert raw[start:].decode(codec).startswith("{")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_lines_of_json_in_utf16_without_a_mark(read, encoding):
    raw = "".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in (ARTICLE, *BODY)).encode(encoding)
    found, _ = read("a.jsonl", raw)
    assert [lines(one) for one in found] == [ARTICLE.splitlines(), *(text.splitlines() for text in BODY)]


def test_a_line_too_large_bears_the_hash_of_all_its_bytes(read):
    rows = [{"text": ARTICLE * 50}, {"text": ARTICLE}]
    for encoding in ("utf-8", "utf-16"):
        raw = jsonl(rows).decode().encode(encoding)
        found, _ = read("a.jsonl", raw, Limits(document_bytes=2001))
        newline = "\n".encode("utf-16-le" if encoding == "utf-16" else "utf-8")
        assert found[0].raw_sha256 == hashlib.sha256(raw[: raw.index(newline)]).hexdigest()
        assert found[0].refused.reason == "too_large"
        assert lines(found[1]) == ARTICLE.splitlines()


@pytest.mark.parametrize("start", ["PAR1", "BZh", "BZh9", "WARC/1.0"])
def test_a_text_that_begins_like_a_file_of_another_kind_is_a_text(read, start):
    (document,), _ = read("a.txt", f"{start} – пішімнің белгісі.\n{ARTICLE}\n{start}".encode())
    assert lines(document)[0] == f"{start} – пішімнің белгісі."
