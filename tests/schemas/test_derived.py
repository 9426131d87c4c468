"""What is derived from the models agrees with them and with each other."""

import re

import duckdb
import polars as pl
import pyarrow as pa
import pytest

from schemas import TABLES, table
from schemas.arrow import SCHEMA_VERSION, arrow_schema, arrow_type, polars_schema
from schemas.dictionary import data_dictionary
from schemas.sql import create_table, violations
from schemas.validate import failures
from schemas.vocabulary import FLAGS, REJECT_REASONS

NAMES = [entry.name for entry in TABLES]

# The contract: columns of each table, primary key first, as the design fixes them.
DESIGN = {
    "articles": "article_id language script title published published_at author outlet url section tags n_paragraphs "
    "n_chars n_tokens text_sha256 cluster_id flags",
    "article_sources": "article_id raw_path locator raw_sha256 media_type url collected_at licence",
    "paragraphs": "paragraph_id article_id position kind language text start end n_tokens",
    "quotes": "quote_id article_id paragraph_id start end text type language cue speaker_mention speaker "
    "speaker_entity_id speaker_role speaker_candidates method confidence utterance_id",
    "entities": "entity_id type name name_kk name_ru aliases n_mentions n_articles first_published last_published "
    "geonames_id wikidata_id",
    "mentions": "mention_id entity_id article_id paragraph_id start end text type role confidence",
    "article_links": "article_id other_id kind score",
    "rejects": "reject_id raw_path locator raw_sha256 stage reason detail",
}


def test_the_tables_are_those_of_the_design() -> None:
    assert {entry.name: " ".join(entry.columns) for entry in TABLES} == DESIGN


@pytest.mark.parametrize("name", NAMES)
def test_every_column_says_what_it_is_and_where_it_comes_from(name: str) -> None:
    for column in table(name).schema.columns.values():
        assert column.description
        assert column.description.endswith(".")
        assert column.metadata["source"]


@pytest.mark.parametrize("name", NAMES)
def test_arrow_agrees_with_the_model(name: str) -> None:
    entry, schema = table(name), arrow_schema(name)
    assert schema.names == list(entry.columns)
    for field in schema:
        column = entry.schema.columns[field.name]
        assert field.nullable == column.nullable
        assert field.metadata[b"description"].decode() == column.description
        assert field.metadata[b"source"].decode() == column.metadata["source"]
    assert schema.metadata[b"dedi.schema_version"].decode() == SCHEMA_VERSION
    # The frames pandera validates become exactly these columns.
    empty = pl.DataFrame(schema=polars_schema(entry)).to_arrow().cast(schema)
    assert empty.schema.equals(schema)


@pytest.mark.parametrize("name", NAMES)
def test_duckdb_agrees_with_arrow(name: str) -> None:
    entry, schema = table(name), arrow_schema(name)
    with duckdb.connect() as connection:
        connection.execute(create_table(entry))
        columns = connection.execute(
            "SELECT column_name, is_nullable, comment FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index",
            [name],
        ).fetchall()
        described = connection.execute("SELECT comment FROM duckdb_tables() WHERE table_name = ?", [name]).fetchall()
        connection.register("empty", schema.empty_table())
        connection.execute(f"INSERT INTO {name} FROM empty")
        types = [row[1] for row in connection.execute(f"DESCRIBE {name}").fetchall()]
        arrow_types = [row[1] for row in connection.execute("DESCRIBE FROM empty").fetchall()]
    assert columns == [
        (column_name, column.nullable, column.description) for column_name, column in entry.schema.columns.items()
    ]
    assert described == [(entry.description,)]
    assert types == arrow_types


def test_keys_name_columns_that_exist() -> None:
    for entry in TABLES:
        assert set(entry.primary_key) <= set(entry.columns)
        assert entry.columns[: len(entry.primary_key)] == entry.primary_key
        for key in entry.foreign_keys:
            assert key.column in entry.columns
            assert table(key.table).primary_key == (key.references,)


def test_a_table_is_loaded_after_those_it_refers_to() -> None:
    for entry in TABLES:
        for key in entry.foreign_keys:
            assert NAMES.index(key.table) < NAMES.index(entry.name)


def test_unknown_types_and_checks_are_told() -> None:
    with pytest.raises(TypeError, match="Binary"):
        arrow_type(pl.Binary())


@pytest.mark.parametrize(
    ("column", "bad"),
    [
        ("quote_id", "short"),
        ("type", "scream"),
        ("start", -1),
        ("confidence", 1.5),
        ("text", ""),
        ("article_id", None),
        ("speaker_entity_id", "Тоқаев"),
    ],
)
def test_pandera_and_sql_refuse_the_same_rows(column: str, bad: object) -> None:
    entry = table("quotes")
    good = {
        "quote_id": "0" * 20, "article_id": "1" * 20, "paragraph_id": "2" * 20, "start": 0, "end": 4, "text": "Иә",
        "type": "direct", "language": "kk", "cue": "деді", "speaker_mention": None, "speaker": None,
        "speaker_entity_id": None, "speaker_role": None, "speaker_candidates": [{"name": "ол", "score": 0.5}],
        "method": "direct-marked", "confidence": 0.9, "utterance_id": "3" * 20,
    }  # fmt: skip
    frame = pl.DataFrame([good, {**good, column: bad}, good], schema=polars_schema(entry))
    found = failures(entry, frame)
    assert list(found) == [1]
    assert found[1].startswith(column)
    with duckdb.connect() as connection:
        connection.register("quotes", pa.table(frame.to_arrow()))
        broken = [name for name, sql in violations(entry) if connection.execute(f"FROM quotes WHERE {sql}").fetchall()]
    assert len(broken) == 1
    assert broken[0].startswith(column)


def test_a_frame_that_lacks_a_column_is_an_error_and_not_a_reject() -> None:
    with pytest.raises(ValueError, match="quotes do not fit"):
        failures(table("quotes"), pl.DataFrame({"quote_id": ["0" * 20]}))


def test_the_readme_holds_the_current_dictionary(root) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    held = re.search(r"<!-- dictionary -->\n(.*?)<!-- /dictionary -->", readme, re.DOTALL)
    assert held
    assert held[1].strip() == data_dictionary().strip(), "run `make readme`"


def test_codes_are_explained() -> None:
    for meaning in (*FLAGS.values(), *REJECT_REASONS.values()):
        assert meaning.endswith(".")
