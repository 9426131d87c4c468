"""Records as corpora write them, in JSON Lines and in Parquet: their fields, and what is wrong with their files."""

import gzip
import hashlib
import io
from collections import Counter

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.extract.catalogue import Catalogue
from flows.extract.child import Pages
from flows.extract.readers import Rejected, documents
from flows.settings import Limits
from flows.transform.article import transform
from tests.hostile import ARTICLE, BODY, TITLE, jsonl, parquet

# As in FineWeb-2: the date is that of the crawl, and the language is a corpus' own guess.
FINEWEB = {
    "text": ARTICLE,
    "id": "<urn:uuid:6fd6d3b5-1b3a-4a4c-8a3e-5f0f6e1f3a11>",
    "dump": "CC-MAIN-2024-10",
    "url": "https://baq.kz/news/1",
    "date": "2024-02-21T10:11:12Z",
    "file_path": "s3://commoncrawl/crawl-data/CC-MAIN-2024-10/segments/1/warc/CC-MAIN-20240221.warc.gz",
    "language": "kaz",
    "language_score": 0.99,
}


def read(name, raw, **limits):
    with Pages(20.0, 200) as pages:
        return list(
            documents(
                io.BytesIO(raw), raw_path=name, raw_sha256=hashlib.sha256(raw).hexdigest(), limits=Limits(**limits),
                pages=pages, skipped=Counter(),
            )
        )  # fmt: skip


def without(*names):
    return {name: value for name, value in FINEWEB.items() if name not in names}


@pytest.mark.parametrize("write", [jsonl, parquet])
@pytest.mark.parametrize("row", [FINEWEB, without("dump"), without("file_path")])
def test_the_date_of_a_crawl_is_when_a_text_was_collected(write, row):
    (document,) = read("fineweb", write([row]))
    assert document.declared.published is None
    assert document.collected_at.isoformat() == "2024-02-21T10:11:12+00:00"
    assert document.declared.url == "https://baq.kz/news/1"
    assert document.flags == ()


@pytest.mark.parametrize(
    ("row", "published", "collected"),
    [
        ({**FINEWEB, "published": "2024-02-20"}, "2024-02-20", "2024-02-21T10:11:12+00:00"),
        (without("dump", "file_path"), "2024-02-21", "None"),
        ({**without("dump"), "file_path": "news/1.html"}, "2024-02-21", "None"),
        ({"text": ARTICLE, "timestamp": "2019-04-22T08:11:03Z"}, "None", "2019-04-22T08:11:03+00:00"),
        ({"text": ARTICLE, "date_download": "2024-02-21 10:11:12", "date_publish": "2024-02-20 09:00:00"},
         "2024-02-20", "2024-02-21T10:11:12+00:00"),
        ({"text": ARTICLE, "crawl_date": "2024-02-21"}, "None", "2024-02-21T00:00:00+00:00"),
    ],
)  # fmt: skip
def test_when_it_was_published_and_when_it_was_collected(row, published, collected):
    (document,) = read("a.jsonl", jsonl([row]))
    assert str(document.declared.published) == published
    assert str(document.collected_at and document.collected_at.isoformat()) == collected


def test_a_crawls_date_that_cannot_be_is_flagged():
    (document,) = read("a.jsonl", jsonl([{**FINEWEB, "date": "2024-02-31"}]))
    assert (document.collected_at, document.flags) == (None, ("date_invalid",))


@pytest.mark.parametrize("write", [jsonl, parquet])
def test_lists_of_writers_and_of_keywords(write):
    row = {"text": ARTICLE, "authors": ["Айдос Қали", None, "Жанна Асанова"], "keywords": ["референдум", "заң; құқық"]}
    (document,) = read("a", write([row]))
    assert document.declared.author == "Айдос Қали, Жанна Асанова"
    assert document.declared.tags == ("референдум", "заң", "құқық")


def test_writers_as_objects_and_keywords_as_one_text():
    row = {"text": ARTICLE, "author": [{"name": "Айдос Қали"}], "tags": "референдум, заң,,референдум"}
    (document,) = read("a.jsonl", jsonl([row]))
    assert (document.declared.author, document.declared.tags) == ("Айдос Қали", ("референдум", "заң"))


def test_a_field_that_is_no_text_does_not_take_its_record_down():
    (document,) = read("a.jsonl", jsonl([{"text": ARTICLE, "tags": ["\x01\x02\x03", "заң"], "authors": [5, {}]}]))
    assert (document.declared.author, document.declared.tags) == (None, ("заң",))


def test_a_compressed_table_may_be_larger_than_a_document():
    rows = [{"text": f"{ARTICLE}\nБұл {number}-нұсқа."} for number in range(50)]
    raw = parquet(pa.Table.from_pylist(rows))
    found = read("a.parquet.gz", gzip.compress(raw), document_bytes=2000)
    assert len(raw) > 2000
    assert [one.locator for one in found] == [f"row {number}" for number in range(1, 51)]
    assert not any(isinstance(one, Rejected) for one in found)


def swollen():
    """Three groups of two rows, the second of which holds a text of 32 MB that packs to almost nothing."""
    file = io.BytesIO()
    schema = pa.schema({"text": pa.string()})
    with pq.ParquetWriter(file, schema, compression="zstd", use_dictionary=False) as writer:
        for texts in ([ARTICLE, BODY[0]], ["ә" * 16_000_000, BODY[1]], [BODY[2], f"{TITLE}\n{BODY[0]}"]):
            writer.write_table(pa.table({"text": texts}, schema))
    return file.getvalue()


def test_a_group_of_rows_that_swells_is_refused_and_the_others_are_read():
    found = read("a.parquet", swollen())
    reasons = {one.locator: one.refused.reason if isinstance(one, Rejected) else "read" for one in found}
    assert reasons == {
        "row 1": "read",
        "row 2": "read",
        "rows 3 to 4": "over_compressed",
        "row 5": "read",
        "row 6": "read",
    }
    assert "unpack to" in next(one.refused.detail for one in found if isinstance(one, Rejected))


def test_a_higher_ratio_lets_it_pass():
    found = read("a.parquet", swollen(), ratio=100_000)
    assert [one.refused.reason for one in found if isinstance(one, Rejected)] == ["too_large"]


def test_a_broken_group_of_rows_leaves_the_others():
    file = io.BytesIO()
    with pq.ParquetWriter(file, pa.schema({"text": pa.string()}), compression="zstd") as writer:
        for text in BODY:
            writer.write_table(pa.table({"text": [text]}))
    raw = bytearray(file.getvalue())
    column = pq.ParquetFile(io.BytesIO(bytes(raw))).metadata.row_group(1).column(0)
    begin = column.dictionary_page_offset or column.data_page_offset
    raw[begin : begin + column.total_compressed_size] = bytes(column.total_compressed_size)
    found = read("a.parquet", bytes(raw))
    assert [(one.locator, isinstance(one, Rejected)) for one in found] == [
        ("row 1", False), ("rows 2 to 2", True), ("row 3", False),
    ]  # fmt: skip
    assert found[1].refused.reason == "truncated"


@pytest.mark.parametrize(
    ("code", "flagged"),
    [
        ("kaz", False),
        ("kk", False),
        ("kk-KZ", False),
        ("kaz_Cyrl", False),
        ("rus", True),
        ("ky", True),
        (None, False),
        ("", False),
    ],
)
def test_a_language_that_the_text_is_not_in_is_flagged(code, flagged):
    (document,) = read("fineweb", jsonl([{**FINEWEB, "language": code}]))
    (article,) = transform(document, Catalogue(()))["articles"]
    assert article["language"] == "kk"
    assert ("language_conflict" in article["flags"]) == flagged
