"""Gates: the invariants, asked of the finished tables in SQL before they may replace the old ones."""

# An annotation that holds a DuckDB class keeps the extension alive at exit, and it then reports a leak.
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import duckdb

from schemas import TABLES, Table
from schemas.sql import literal, violations

# Paragraphs must tile the article text: one line feed between neighbours, none lost, none moved.
_TILING: Final = """
SELECT paragraph_id FROM (
    SELECT paragraph_id, "start", "end", length(text) AS width, position,
           lag("end") OVER reading AS before, row_number() OVER reading - 1 AS place
    FROM paragraphs WINDOW reading AS (PARTITION BY article_id ORDER BY position)
) WHERE "end" - "start" <> width OR "start" <> coalesce(before + 1, 0) OR position <> place
"""

_ARTICLE_FIGURES: Final = """
SELECT a.article_id FROM articles a JOIN article_texts t USING (article_id)
WHERE a.text_sha256 <> sha256(t.text) OR a.n_chars <> length(t.text)
   OR a.n_paragraphs <> (SELECT count(*) FROM paragraphs p WHERE p.article_id = a.article_id)
"""

_LONG: Final = 20_000  # code points of a paragraph

ARTICLE_TEXTS: Final = """
SELECT article_id, string_agg(text, chr(10) ORDER BY position) AS text FROM paragraphs GROUP BY article_id
"""


def _span(table: str, key: str) -> str:
    """SQL for rows whose text is not what stands at their offsets.

    A span inside its paragraph is cut from the paragraph, which is short; one that runs on, from the article. DuckDB
    counts code points from the beginning of a text for every cut, so spans in long paragraphs are left to `_in_long`.
    """
    return f"""
    SELECT s.{key} FROM {table} s
    LEFT JOIN paragraphs p ON p.paragraph_id = s.paragraph_id AND p.article_id = s.article_id
    LEFT JOIN article_texts t ON t.article_id = s.article_id AND s."end" > p."end"
    WHERE p.paragraph_id IS NULL OR s."start" < p."start" OR s."start" >= p."end" OR CASE
        WHEN s."end" > p."end" THEN s.text <> coalesce(substring(t.text, s."start" + 1, s."end" - s."start"), '')
        WHEN p."end" - p."start" > {_LONG} THEN false
        ELSE s.text <> substring(p.text, s."start" - p."start" + 1, s."end" - s."start") END
    """


def _in_long(connection: duckdb.DuckDBPyConnection, table: str, key: str) -> list[str]:
    """Ids of rows inside long paragraphs whose text is not what stands at their offsets; each text is read once."""
    found = []
    long = connection.execute(f'SELECT paragraph_id FROM paragraphs WHERE "end" - "start" > {_LONG}').fetchall()
    for (paragraph_id,) in long:
        (whole, begin, end) = connection.execute(
            'SELECT text, "start", "end" FROM paragraphs WHERE paragraph_id = ?', [paragraph_id]
        ).fetchall()[0]
        spans = connection.execute(
            f'SELECT {key}, text, "start", "end" FROM {table} WHERE paragraph_id = ? AND "end" <= ?',
            [paragraph_id, end],
        ).fetchall()
        found += [name for name, text, start, stop in spans if text != whole[start - begin : stop - begin]]
    return sorted(found)


def _questions(entry: Table) -> Iterator[tuple[str, str]]:
    key = ", ".join(f'"{name}"' for name in entry.primary_key)
    yield f"{entry.name}: duplicate key", f"SELECT {key} FROM {entry.name} GROUP BY ALL HAVING count(*) > 1"
    for name, predicate in violations(entry):
        yield f"{entry.name}: {name}", f"SELECT {key} FROM {entry.name} WHERE {predicate}"
    for foreign in entry.foreign_keys:
        yield (
            f"{entry.name}: {foreign.column} is no {foreign.references} of {foreign.table}",
            f'SELECT {key} FROM {entry.name} o WHERE o."{foreign.column}" IS NOT NULL AND NOT EXISTS '
            f'(SELECT 1 FROM {foreign.table} r WHERE r."{foreign.references}" = o."{foreign.column}")',
        )


def breaches(tables: Path, documents: int) -> list[str]:
    """Ask every gate of a folder of tables.

    Args:
        tables: The folder with one Parquet file per table.
        documents: How many raw documents were read; each must be a source or a reject.

    Returns:
        One line per breach: the gate, how many rows, and the first of them. Empty when all hold.
    """
    found: list[str] = []
    with duckdb.connect() as connection:
        for entry in TABLES:
            source = literal(tables / f"{entry.name}.parquet")
            connection.execute(f"CREATE VIEW {entry.name} AS SELECT * FROM read_parquet({source})")
        connection.execute(f"CREATE VIEW article_texts AS {ARTICLE_TEXTS}")
        questions = [question for entry in TABLES for question in _questions(entry)]
        questions += [
            ("paragraphs: they do not tile the article text", _TILING),
            ("articles: figures do not match the text", _ARTICLE_FIGURES),
            ("quotes: text is not at its offsets", _span("quotes", "quote_id")),
            ("mentions: text is not at its offsets", _span("mentions", "mention_id")),
        ]
        for gate, sql in questions:
            rows = connection.execute(f"SELECT count(*), min(bad) FROM ({sql}) bad").fetchall()
            count, first = rows[0]
            if count:
                found.append(f"{gate} ({count} rows, first {first})")
        for table_name, key in (("quotes", "quote_id"), ("mentions", "mention_id")):
            if wrong := _in_long(connection, table_name, key):
                found.append(f"{table_name}: text is not at its offsets ({len(wrong)} rows, first {wrong[0]})")
        kept = connection.execute(
            "SELECT (SELECT count(*) FROM article_sources) + (SELECT count(*) FROM rejects)"
        ).fetchall()[0][0]
        if kept != documents:
            found.append(f"{documents} documents were read but {kept} are sources or rejects")
    return found
