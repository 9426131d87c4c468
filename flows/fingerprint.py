"""Fingerprints: what a result depends on besides its input — code, language data, models, libraries, limits."""

import hashlib
import platform
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from flows.settings import Limits

_ROOT: Final = Path(__file__).resolve().parent.parent
# Rooms whose code decides what a shard's parts hold, and those that turn parts into tables.
_SHARD_CODE: Final = ("schemas", "flows/packs", "flows/extract", "flows/transform", "flows/shard.py")
_TABLE_CODE: Final = ("schemas", "flows/link", "flows/load")
# Libraries whose version can change a byte of the output; models travel inside natasha and py3langid.
_LIBRARIES: Final = (
    "courlan", "duckdb", "fastwarc", "htmldate", "justext", "lxml", "natasha", "navec", "numpy", "pandera", "polars",
    "py3langid", "pyarrow", "pymorphy3", "pymorphy3-dicts-ru", "razdel", "slovnet", "trafilatura", "zstandard",
)  # fmt: skip


@cache
def _digest(places: tuple[str, ...]) -> str:
    digest = hashlib.blake2b(digest_size=10)
    for place in places:
        path = _ROOT / place
        files = [path] if path.is_file() else sorted(file for file in path.rglob("*") if _is_source(file))
        for file in files:
            digest.update(f"{file.relative_to(_ROOT).as_posix()}\0{file.stat().st_size}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _is_source(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts


def _combine(values: Iterable[str]) -> str:
    return hashlib.blake2b("\n".join(values).encode(), digest_size=10).hexdigest()


@cache
def _libraries() -> str:
    python = ".".join(platform.python_version_tuple()[:2])
    versions = [f"{name}=={version(name)}" for name in _LIBRARIES]
    return _combine([f"python=={python}", f"unicode=={unicodedata.unidata_version}", *versions])


def catalogue_digest(paths: Iterable[Path]) -> str:
    """Digest of the input's catalogues."""
    return _combine(hashlib.sha256(path.read_bytes()).hexdigest() for path in paths)


def shard_fingerprint(limits: Limits, catalogue: str) -> str:
    """Fingerprint of what a shard's parts depend on; `catalogue` is a digest of the input's catalogue."""
    return _combine([_digest(_SHARD_CODE), _libraries(), limits.decisive, catalogue])


def table_fingerprint() -> str:
    """Fingerprint of what the tables depend on besides their parts."""
    return _combine([_digest(_TABLE_CODE), _libraries()])
