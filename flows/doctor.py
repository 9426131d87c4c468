"""What the doctor looks at: versions, models, paths, and what is missing."""

import os
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from flows.load.ledger import read_runs
from flows.settings import DataDir
from flows.transform.entities import find_mentions
from flows.transform.language import identify
from flows.transform.model import Article, Paragraph

_LIBRARIES: Final = (
    "dedi", "prefect", "pandera", "polars", "pyarrow", "duckdb", "py3langid", "slovnet", "navec", "natasha",
    "pymorphy3",
)  # fmt: skip
_EXTRAS: Final = {"dask": "prefect_dask", "ray": "prefect_ray"}
_RU: Final = "Президент Казахстана Касым-Жомарт Токаев прибыл в Астану."


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `ok` is None where being missing is no fault."""

    what: str
    found: str
    ok: bool | None


def examine(data_dir: Path) -> Iterator[Finding]:
    """Look at everything a build needs, one finding each."""
    yield Finding("python", f"{platform.python_version()} at {sys.executable}", sys.version_info >= (3, 11))
    for name in _LIBRARIES:
        try:
            yield Finding(name, version(name), ok=True)
        except PackageNotFoundError:
            yield Finding(name, "not installed", ok=False)
    for extra, module in _EXTRAS.items():
        present = find_spec(module) is not None
        yield Finding(
            f"extra {extra}", "installed" if present else f"not installed: dedi[{extra}]", True if present else None
        )
    yield _try("language model", lambda: identify(_RU).language)
    yield _try("Russian models", _names)
    yield from _places(data_dir)


def _names() -> str:
    paragraph = Paragraph(0, "body", "ru", _RU, 0, len(_RU))
    return ", ".join(mention.name for mention in find_mentions(Article("0" * 20, "ru", None, None, (paragraph,))))


def _try(what: str, call: Callable[[], str]) -> Finding:
    try:
        return Finding(what, f"works ({call()})", ok=True)
    except (OSError, ImportError, ValueError, RuntimeError) as error:
        return Finding(what, f"{type(error).__name__}: {error}", ok=False)


def _places(data_dir: Path) -> Iterator[Finding]:
    data = DataDir(data_dir)
    root = data.root.resolve()
    existing = next(path for path in (root, *root.parents) if path.exists())
    writable = os.access(existing, os.W_OK)
    yield Finding("data directory", f"{root}{'' if writable else ' is not writable'}", writable)
    yield Finding("database", str(data.database) if data.database.exists() else "none yet: run `dedi build`", None)
    runs = read_runs(data)
    last = f"build {runs[-1]['run_id']} {runs[-1]['status']}" if runs else "none yet"
    yield Finding("last build", last, None if not runs else runs[-1]["status"] != "failed")
    yield Finding("Prefect state", os.environ.get("PREFECT_HOME", "Prefect's default"), None)
    yield Finding("Prefect server", os.environ.get("PREFECT_API_URL", "a temporary one for each build"), None)


def show(data_dir: Path, console: Console) -> bool:
    """Print every finding; tell whether nothing that a build needs is missing."""
    table = Table("", "what", "found", box=None)
    findings = list(examine(data_dir))
    for finding in findings:
        table.add_row({True: "ok", False: "MISSING", None: "-"}[finding.ok], finding.what, finding.found)
    console.print(table, markup=False)
    return all(finding.ok is not False for finding in findings)
