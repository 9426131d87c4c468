"""The DuckDB database: tables with comments, views, and the ledger of builds, built aside and swapped in."""

# An annotation that holds a DuckDB class keeps the extension alive at exit, and it then reports a leak.
from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import duckdb

from flows.load.files import fsync
from flows.load.gates import ARTICLE_TEXTS
from schemas import TABLES
from schemas.sql import create_table, literal

# Files in DuckDB 2's own format cannot be opened by 1.x, which most people still run.
STORAGE_VERSION: Final = "v1.0.0"

VIEWS: Final[dict[str, tuple[str, str]]] = {
    "article_texts": ("The text of each article: its paragraphs joined by one line feed.", ARTICLE_TEXTS),
    "quotes_full": (
        "Each quote with its speaker in both languages and the article it stands in.",
        """
        SELECT q.quote_id, q.text, q.type, q.language, q.speaker, e.name_kk AS speaker_kk, e.name_ru AS speaker_ru,
               e.name AS speaker_name, q.speaker_role, q.cue, q.speaker_mention, q.confidence, a.title, a.published,
               a.outlet, a.url, q.article_id, q.paragraph_id, q.speaker_entity_id, q.utterance_id,
               q."start", q."end", q.method
        FROM quotes q
        JOIN articles a USING (article_id)
        LEFT JOIN entities e ON e.entity_id = q.speaker_entity_id
        """,
    ),
}

RUNS: Final[dict[str, tuple[str, str]]] = {
    "run_id": ("INTEGER", "Number of the build, from 1."),
    "status": ("VARCHAR", "ok · unchanged · failed."),
    "started_at": ("TIMESTAMP WITH TIME ZONE", "When it began."),
    "seconds": ("DOUBLE", "How long it took."),
    "seconds_per_stage": ("MAP(VARCHAR, DOUBLE)", "How long each stage took."),
    "inputs": ("INTEGER", "Raw files found."),
    "shards_done": ("INTEGER", "Shards processed."),
    "shards_reused": ("INTEGER", "Finished shards found and kept."),
    "rows": ("MAP(VARCHAR, INTEGER)", "Rows per table."),
    "rejects": ("MAP(VARCHAR, INTEGER)", "Rejects by reason."),
    "skipped": ("MAP(VARCHAR, INTEGER)", "What in the raw files is no document (blank lines, requests), by kind."),
    "fingerprint": ("VARCHAR", "Of code, models, settings and libraries."),
    "build_key": ("VARCHAR", "Of everything the tables depend on: the same key means the same tables."),
    "error": ("VARCHAR", "Why it failed, if it did."),
}


def build_database(path: Path, tables: Path, runs: Iterable[dict[str, Any]]) -> None:
    """Write a database file with the tables of a folder, the views, and the ledger.

    Args:
        path: The file to write; one that stands there is replaced.
        tables: The folder with one Parquet file per table.
        runs: The ledger, oldest first.
    """
    path.unlink(missing_ok=True)
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH {literal(path)} AS dedi (STORAGE_VERSION '{STORAGE_VERSION}'); USE dedi")
        for entry in TABLES:
            connection.execute(create_table(entry))
            source = literal(tables / f"{entry.name}.parquet")
            connection.execute(f"INSERT INTO {entry.name} BY NAME SELECT * FROM read_parquet({source})")
        create_views(connection)
        _write_runs(connection, runs)
        connection.execute("CHECKPOINT dedi; USE memory; DETACH dedi")
    fsync(path)


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the views, with comments, over tables that are already there."""
    for name, (description, sql) in VIEWS.items():
        connection.execute(f"CREATE VIEW {name} AS {sql}; COMMENT ON VIEW {name} IS {literal(description)}")


def copy_with_runs(database: Path, path: Path, runs: Iterable[dict[str, Any]]) -> None:
    """Copy a database, giving the copy a new ledger: what a build leaves that found nothing to do."""
    shutil.copyfile(database, path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("DROP TABLE runs")
        _write_runs(connection, runs)
        connection.execute("CHECKPOINT")
    fsync(path)


def _write_runs(connection: duckdb.DuckDBPyConnection, runs: Iterable[dict[str, Any]]) -> None:
    columns = ", ".join(f"{name} {kind}" for name, (kind, _) in RUNS.items())
    connection.execute(f"CREATE TABLE runs ({columns}); COMMENT ON TABLE runs IS 'One row per build of this database.'")
    for name, (_, description) in RUNS.items():
        connection.execute(f"COMMENT ON COLUMN runs.{name} IS {literal(description)}")
    structure = json.dumps({name: kind for name, (kind, _) in RUNS.items()})
    for run in runs:
        connection.execute(
            "INSERT INTO runs BY NAME SELECT unnest(run) FROM (SELECT from_json_strict(?, ?) AS run)",
            [json.dumps({name: run.get(name) for name in RUNS}), structure],
        )
