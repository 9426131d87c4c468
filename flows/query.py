"""Read-only SQL over the database, and its answer as a table, CSV, JSON or Parquet."""

import csv
import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, Final

import duckdb
import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table

from flows.load.parquet import CODEC
from flows.settings import UserError

FORMATS: Final = ("table", "csv", "json", "parquet")
_ROWS: Final = 1000
# What a spreadsheet would take for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def open_database(path: Path) -> duckdb.DuckDBPyConnection:
    """Open the database for reading only, with no way to other files.

    Raises UserError when there is none or it cannot be opened.
    """
    if not path.exists():
        message = f"{path}: no database there; run `dedi build` first or name its folder with --data-dir"
        raise UserError(message)
    try:
        connection = duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        message = f"{path}: it cannot be opened ({error}); run `dedi build` to make it anew"
        raise UserError(message) from error
    connection.execute("SET enable_external_access = false; SET lock_configuration = true")
    return connection


def answer(connection: duckdb.DuckDBPyConnection, sql: str) -> duckdb.DuckDBPyRelation:
    """Ask one question. Raises UserError with DuckDB's own words when it cannot be answered."""
    try:
        relation = connection.sql(sql)
    except duckdb.Error as error:
        message = f"the query failed: {error}"
        raise UserError(message) from error
    if relation is None:
        message = "the query gives no rows; ask with SELECT, DESCRIBE, SHOW or SUMMARIZE"
        raise UserError(message)
    return relation


def write_table(relation: duckdb.DuckDBPyRelation, output: IO[str]) -> None:
    """Write rows as a table for a person to read."""
    table = Table(*relation.columns, show_lines=True)
    for row in _rows(relation):
        table.add_row(*("" if value is None else _plain(value) for value in row))
    Console(file=output).print(table, markup=False)


def write_csv(relation: duckdb.DuckDBPyRelation, output: IO[str]) -> None:
    """Write rows as CSV, lists and structures as JSON; text that a spreadsheet would run is led by an apostrophe."""
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(relation.columns)
    for row in _rows(relation):
        writer.writerow("" if value is None else _guarded(value) for value in row)


def write_json(relation: duckdb.DuckDBPyRelation, output: IO[str]) -> None:
    """Write rows as a JSON array of objects, one a line."""
    lead = "[\n"
    for row in _rows(relation):
        record = dict(zip(relation.columns, row, strict=True))
        output.write(lead + json.dumps(record, ensure_ascii=False, default=_plain))
        lead = ",\n"
    output.write("\n]\n" if lead == ",\n" else "[]\n")


def write_parquet(relation: duckdb.DuckDBPyRelation, path: Path) -> None:
    """Write rows as a Parquet file."""
    reader = relation.to_arrow_reader(_ROWS)
    with pq.ParquetWriter(path, reader.schema, compression=CODEC) as writer:
        for batch in reader:
            writer.write_batch(batch)


def _rows(relation: duckdb.DuckDBPyRelation) -> Iterable[tuple[Any, ...]]:
    while rows := relation.fetchmany(_ROWS):  # type: ignore[operator]  # its stub says property
        yield from rows


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return str(value)


def _guarded(value: object) -> str:
    text = _plain(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text
