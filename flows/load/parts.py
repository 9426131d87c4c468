"""A shard's parts: rows validated by their models, written as Parquet, and sealed by a marker written last."""

import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import polars as pl
import pyarrow as pa

from flows.load import parquet
from flows.load.files import directory_aside, write_json
from flows.settings import DataDir
from schemas import table
from schemas.arrow import arrow_schema, polars_schema
from schemas.validate import failures

Row = dict[str, Any]

# What a document's transform makes; entities and links arise from all articles together. The nominative name beside
# each mention is what entities are made of; of an article's copies that of the least rank stands for it.
PART_TABLES: Final = ("articles", "article_sources", "paragraphs", "quotes", "mentions", "rejects")
EXTRA: Final[dict[str, dict[str, pa.DataType]]] = {
    "articles": {"rank": pa.string()},
    "mentions": {"name": pa.string()},
}


@dataclass(slots=True)
class Rows:
    """Rows per table, of one document or of a whole shard."""

    tables: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in PART_TABLES})

    def add(self, made: Mapping[str, Sequence[Row]]) -> None:
        """Append rows per table."""
        for name, rows in made.items():
            self.tables[name].extend(rows)

    def __getitem__(self, name: str) -> list[Row]:
        return self.tables[name]


def part_schema(name: str) -> pa.Schema:
    """Arrow schema of a table's parts: the table's own, and the columns the link stage needs besides."""
    schema = arrow_schema(name)
    for column, dtype in EXTRA.get(name, {}).items():
        schema = schema.append(pa.field(column, dtype, nullable=False))
    return schema


def invalid(rows: Rows) -> dict[str, str]:
    """Validate the rows made of articles.

    Returns:
        For each article with a row that breaks its model, what is wrong ("table.column: check (value)").
    """
    found: dict[str, str] = {}
    for name in PART_TABLES:
        if name == "rejects" or not rows[name]:
            continue
        frame = pl.DataFrame(rows[name], schema=polars_schema(table(name)), orient="row")
        for index, problem in failures(table(name), frame).items():
            found.setdefault(rows[name][index]["article_id"], f"{name}.{problem}")
    return found


def write_parts(data: DataDir, key: str, chunks: Iterable[Rows]) -> tuple[Counter[str], Counter[str]]:
    """Write a shard's parts chunk by chunk, each ordered by its table's primary key; put all in place in one step.

    Returns:
        The rows per table, and the rejects by reason.
    """
    counts: Counter[str] = Counter(dict.fromkeys(PART_TABLES, 0))
    reasons: Counter[str] = Counter()
    with directory_aside(data.parts / f"shard={key}") as folder:
        for number, rows in enumerate(chunks):
            chunk = folder / f"chunk={number}"
            chunk.mkdir()
            for name in PART_TABLES:
                schema = part_schema(name)
                columns = table(name).primary_key
                ordered = sorted(rows[name], key=lambda row, columns=columns: tuple(row[column] for column in columns))  # type: ignore[misc]
                parquet.write(chunk / f"{name}.parquet", schema, [pa.Table.from_pylist(ordered, schema=schema)])
                counts[name] += len(ordered)
            reasons.update(row["reason"] for row in rows["rejects"])
    return counts, reasons


def write_marker(data: DataDir, key: str, content: Mapping[str, Any]) -> None:
    """Seal a shard: its parts count from now on."""
    data.shards.mkdir(parents=True, exist_ok=True)
    write_json(data.shards / f"{key}.json", content)


def read_markers(data: DataDir, keys: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """Read the markers of these shards, or of all, in order of key."""
    names = sorted(path.stem for path in data.shards.glob("*.json")) if keys is None else keys
    for name in names:
        yield json.loads((data.shards / f"{name}.json").read_text(encoding="utf-8"))


def sweep(data: DataDir) -> None:
    """Remove what an interrupted build left behind: parts without a marker, tables never swapped in, half files."""
    if data.work.exists():
        shutil.rmtree(data.work)
    sealed = {f"shard={path.stem}" for path in data.shards.glob("*.json")}
    for folder in data.parts.glob("*") if data.parts.exists() else ():
        if folder.name not in sealed:
            shutil.rmtree(folder)
    current = data.tables.resolve().name
    for folder in data.versions.glob("*") if data.versions.exists() else ():
        if folder.name != current:
            shutil.rmtree(folder)
    for half in (*data.shards.glob(".*.tmp"), *data.root.glob(".*.tmp")):
        half.unlink()


def forget(data: DataDir, keys: Sequence[str]) -> None:
    """Drop shards: first the marker, so that parts never outlive the claim that they are whole."""
    for key in keys:
        (data.shards / f"{key}.json").unlink()
        shutil.rmtree(data.parts / f"shard={key}")


def part_files(data: DataDir, keys: Sequence[str], name: str) -> list[Path]:
    """Paths of one table's parts, in order of shard key and chunk."""
    return [path for key in keys for path in sorted((data.parts / f"shard={key}").glob(f"chunk=*/{name}.parquet"))]
