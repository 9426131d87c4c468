"""Read-only SQL over the database, and its answer as a table, CSV, JSON or Parquet."""

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, Final

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.load.parquet import CODEC
from flows.settings import UserError

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


def ask(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[str, ...]:
    """Ask one question; its rows are then fetched from the connection.

    Returns:
        The names of the answer's columns.

    Raises:
        UserError: with DuckDB's own words when it cannot be answered.
    """
    try:
        connection.execute(sql)
    except duckdb.Error as error:
        message = f"the query failed: {error}"
        raise UserError(message) from error
    if not connection.description:
        message = "the query gives no rows; ask with SELECT, DESCRIBE, SHOW or SUMMARIZE"
        raise UserError(message)
    return tuple(column[0] for column in connection.description)


def run(database: Path, sql: str, form: str, output: Path | None) -> None:
    """Ask one question and write the answer.

    Args:
        database: The database to ask.
        sql: The question.
        form: table, csv, json or parquet.
        output: The file to write; standard output if None, which Parquet is not fit for.

    Raises:
        UserError: when there is no database, no answer, or no file for Parquet.
    """
    if form == "parquet" and output is None:
        message = "--format parquet is no text; name a file with --output, as in --output quotes.parquet"
        raise UserError(message)
    with open_database(database) as connection:
        columns = ask(connection, sql)
        if form == "parquet" and output is not None:
            write_parquet(connection, output)
            return
        write = {"table": write_table, "csv": write_csv, "json": write_json}[form]
        if output is None:
            write(connection, columns, sys.stdout)
        else:
            with output.open("w", encoding="utf-8", newline="") as file:
                write(connection, columns, file)


def write_table(connection: duckdb.DuckDBPyConnection, columns: Sequence[str], output: IO[str]) -> None:
    """Write the rows as a table for a person to read."""
    table = Table(*columns, show_lines=True)
    for row in _rows(connection):
        table.add_row(*(Text("" if value is None else _plain(value)) for value in row))
    Console(file=output).print(table)


def write_csv(connection: duckdb.DuckDBPyConnection, columns: Sequence[str], output: IO[str]) -> None:
    """Write the rows as CSV, lists and structures as JSON; text a spreadsheet would run is led by an apostrophe."""
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(columns)
    for row in _rows(connection):
        writer.writerow("" if value is None else guarded(value) for value in row)


def write_json(connection: duckdb.DuckDBPyConnection, columns: Sequence[str], output: IO[str]) -> None:
    """Write the rows as a JSON array of objects, one a line."""
    lead = "[\n"
    for row in _rows(connection):
        record = dict(zip(columns, row, strict=True))
        output.write(lead + json.dumps(record, ensure_ascii=False, default=_plain))
        lead = ",\n"
    output.write("\n]\n" if lead == ",\n" else "[]\n")


def write_parquet(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write the rows as a Parquet file."""
    reader: pa.RecordBatchReader = connection.to_arrow_reader(_ROWS)
    with pq.ParquetWriter(path, reader.schema, compression=CODEC) as writer:
        for batch in reader:
            writer.write_batch(batch)


def _rows(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    try:
        while rows := connection.fetchmany(_ROWS):
            yield from rows
    except duckdb.Error as error:
        message = f"the query failed: {error}"
        raise UserError(message) from error


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return str(value)


def guarded(value: object) -> str:
    """A value as a cell of CSV: text that a spreadsheet would run is led by an apostrophe."""
    text = _plain(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text
