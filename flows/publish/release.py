"""Tables → a release directory, built aside and never changed once it is there; the index is the commit point."""

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from flows.load.database import STORAGE_VERSION, create_views
from flows.load.files import directory_aside, write_json
from flows.load.lock import locked
from flows.publish.manifest import CHECKSUMS, INDEX, MANIFEST, File, checksums, describe, manifest, read
from flows.settings import DataDir, UserError
from schemas import TABLES
from schemas.arrow import SCHEMA_VERSION
from schemas.sql import literal


@dataclass(frozen=True, slots=True)
class Release:
    """A release: its version and directory; `new` is false where nothing had changed since."""

    version: str
    path: Path
    new: bool


def today() -> str:
    """Give the day a release is named after, YYYY.MM.DD in UTC; SOURCE_DATE_EPOCH, if set, says which."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return f"{moment:%Y.%m.%d}"


def make_release(data_dir: Path, *, force: bool = False) -> Release:
    """Release the current tables.

    Args:
        data_dir: The data directory with tables a build left.
        force: Make a release even when nothing changed since the last.

    Raises:
        UserError: when there are no tables yet.
    """
    data = DataDir(data_dir)
    if not data.tables.exists():
        message = f"{data.tables}: no tables to release; run `dedi build` first"
        raise UserError(message)
    with locked(data):
        tables = [describe(data.tables / f"{entry.name}.parquet") for entry in TABLES]
        index = read_index(data.releases)
        if index and not force and _unchanged(data.releases / index[-1]["version"], tables):
            version = index[-1]["version"]
            return Release(version, data.releases / version, new=False)
        version = _next_version(today(), {entry["version"] for entry in index})
        target = data.releases / version
        with directory_aside(target) as folder:
            _fill(folder, data.tables, version)
        entry = {"version": version, "schema_version": SCHEMA_VERSION, "manifest_sha256": _sha256(target / MANIFEST)}
        write_json(data.releases / INDEX, {"name": "dedi", "latest": version, "releases": [*index, entry]})
        return Release(version, target, new=True)


def read_index(releases: Path) -> list[dict[str, Any]]:
    """List the releases that count, oldest first. Raises UserError when the index is damaged."""
    path = releases / INDEX
    if not path.exists():
        return []
    listed: list[dict[str, Any]] = read(path)["releases"]
    return listed


def latest(data_dir: Path) -> Path:
    """Find the directory of the latest release. Raises UserError when there is none."""
    releases = DataDir(data_dir).releases
    index = read_index(releases)
    if not index:
        message = f"{releases}: no release yet; run `dedi release`"
        raise UserError(message)
    found: str = index[-1]["version"]
    return releases / found


def _fill(folder: Path, tables: Path, version: str) -> None:
    for entry in TABLES:
        shutil.copyfile(tables / f"{entry.name}.parquet", folder / f"{entry.name}.parquet")
    _write_views(folder / "dedi.duckdb", folder)
    files = [describe(path) for path in sorted(folder.iterdir())]
    (folder / CHECKSUMS).write_text(checksums(files), encoding="utf-8")
    write_json(folder / MANIFEST, manifest(version, SCHEMA_VERSION, [*files, describe(folder / CHECKSUMS)]))


def _write_views(path: Path, folder: Path) -> None:
    """Write a database of views over the Parquet files beside it, by relative name, in a format DuckDB 1.x reads."""
    with duckdb.connect(config={"file_search_path": str(folder)}) as connection:
        connection.execute(f"ATTACH {literal(path)} AS release (STORAGE_VERSION '{STORAGE_VERSION}'); USE release")
        for entry in TABLES:
            source = literal(f"{entry.name}.parquet")
            connection.execute(f"CREATE VIEW {entry.name} AS SELECT * FROM read_parquet({source})")
            connection.execute(f"COMMENT ON VIEW {entry.name} IS {literal(entry.description)}")
            for name, column in entry.schema.columns.items():
                connection.execute(f'COMMENT ON COLUMN {entry.name}."{name}" IS {literal(column.description)}')
        create_views(connection)
        connection.execute("CHECKPOINT release; USE memory; DETACH release")


def _unchanged(release: Path, tables: list[File]) -> bool:
    files = {entry["path"]: entry["sha256"] for entry in read(release / MANIFEST)["files"]}
    return all(files.get(table.path) == table.sha256 for table in tables)


def _next_version(day: str, taken: set[str]) -> str:
    number = 0
    while (version := f"{day}.{number}" if number else day) in taken:
        number += 1
    return version


def _sha256(path: Path) -> str:
    return describe(path).sha256
