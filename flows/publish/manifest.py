"""A release's manifest: what is in it, with sizes and checksums; written last, read first."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow.parquet as pq

from flows.settings import UserError

MANIFEST: Final = "manifest.json"
CHECKSUMS: Final = "SHA256SUMS"
INDEX: Final = "index.json"
MANIFEST_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class File:
    """One file of a release: its name, checksum, size in bytes, and rows if it is a table."""

    path: str
    sha256: str
    bytes: int
    rows: int | None


def describe(path: Path) -> File:
    """Measure a file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    rows = pq.read_metadata(path).num_rows if path.suffix == ".parquet" else None
    return File(path.name, digest, path.stat().st_size, rows)


def checksums(files: list[File]) -> str:
    """Render the lines that `sha256sum --check` reads."""
    return "".join(f"{file.sha256}  {file.path}\n" for file in files)


def manifest(version: str, schema_version: str, files: list[File]) -> dict[str, Any]:
    """Make the manifest's content."""
    return {
        "name": "dedi",
        "manifest_version": MANIFEST_VERSION,
        "version": version,
        "schema_version": schema_version,
        "licence": "CC-BY-4.0 for the annotation; article texts remain their publishers'",
        "files": [asdict(file) for file in files],
    }


def read(path: Path) -> dict[str, Any]:
    """Read a JSON file of a release. Raises UserError when it is missing or not what it should be."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        message = f"{path}: no such file; is its folder a release?"
        raise UserError(message) from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        message = f"{path}: it is damaged ({error}); fetch the release again"
        raise UserError(message) from error
    if not isinstance(content, dict):
        message = f"{path}: it is damaged (no JSON object); fetch the release again"
        raise UserError(message)
    return content
