"""Parts of all shards → the eight tables, as one Parquet file each: SQL that DuckDB runs out of core."""

# An annotation that holds a DuckDB class keeps the extension alive at exit, and it then reports a leak.
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import duckdb

from flows.link.duplicates import create_article_links
from flows.link.entities import create_entities
from flows.load import parquet
from flows.load.files import directory_aside
from flows.load.parts import PART_TABLES, part_files
from flows.settings import DataDir
from schemas import TABLES, Table
from schemas.arrow import arrow_schema
from schemas.sql import literal

# The same article can stand in several shards. Its rows are taken from the shard that holds the copy of the least rank,
# which depends on the raw documents alone, so that how they were packed into shards never shows. A shard's chunks are
# shards of their own here.
_OWNER: Final = """
CREATE TEMP TABLE owner AS
SELECT article_id, unnest(arg_min({shard: shard, chunk: chunk}, rank))
FROM part_articles GROUP BY article_id
"""

# What was repaired in any of its raw documents is told of an article, whichever of them its rows come from.
_FLAGS: Final = """
CREATE TEMP TABLE every_flag AS
SELECT article_id, list_sort(list_distinct(flatten(list(flags)))) AS every
FROM part_articles GROUP BY article_id HAVING count(*) > 1
"""
_ARTICLES: Final = """
CREATE TEMP VIEW articles AS
SELECT a.* EXCLUDE (shard, chunk, rank) REPLACE (coalesce(f.every, a.flags) AS flags)
FROM (FROM part_articles SEMI JOIN owner USING (article_id, shard, chunk)) a LEFT JOIN every_flag f USING (article_id)
"""


def write_tables(data: DataDir, keys: Sequence[str], target: Path) -> dict[str, int]:
    """Link the shards' parts and write the tables.

    Args:
        data: The data directory that holds the parts.
        keys: The shards, in order.
        target: The folder to write `<table>.parquet` into; it appears when all of them are whole.

    Returns:
        Rows per table.
    """
    spill = data.work / "duckdb"
    with duckdb.connect(config={"temp_directory": str(spill), "preserve_insertion_order": False}) as connection:
        _open_parts(connection, data, keys)
        create_entities(connection)
        create_article_links(connection)
        with directory_aside(target) as folder:
            return {entry.name: _write(connection, entry, folder) for entry in TABLES}


def _open_parts(connection: duckdb.DuckDBPyConnection, data: DataDir, keys: Sequence[str]) -> None:
    """Create a view per part table; rows that hang on an article come from the shard that owns it."""
    for name in PART_TABLES:
        files = ", ".join(literal(path) for path in part_files(data, keys, name))
        connection.execute(
            f"CREATE TEMP VIEW part_{name} AS SELECT * FROM read_parquet([{files}], "
            "hive_partitioning=true, hive_types={'shard': VARCHAR, 'chunk': INTEGER})"
        )
    connection.execute(_OWNER)
    connection.execute(_FLAGS)
    connection.execute(_ARTICLES)
    for name in PART_TABLES:
        if name == "articles":
            continue
        owned = "" if name in ("article_sources", "rejects") else "SEMI JOIN owner USING (article_id, shard, chunk)"
        connection.execute(f"CREATE TEMP VIEW {name} AS SELECT * EXCLUDE (shard, chunk) FROM part_{name} {owned}")


def _write(connection: duckdb.DuckDBPyConnection, entry: Table, folder: Path) -> int:
    schema = arrow_schema(entry.name)
    columns = ", ".join(f'"{name}"' for name in entry.columns)
    order = ", ".join(f'"{name}"' for name in entry.primary_key)
    rows = connection.sql(f"SELECT {columns} FROM {entry.name} ORDER BY {order}").to_arrow_reader(8192)
    return parquet.write(folder / f"{entry.name}.parquet", schema, rows)
