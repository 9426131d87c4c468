"""Settings: where things live, how much is taken at once, and how Prefect is told to keep to the data directory."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

DEFAULT_INPUT: Final = Path("seeds")
DEFAULT_DATA_DIR: Final = Path("data")
MEBIBYTE: Final = 1024 * 1024


class UserError(Exception):
    """Something the user can mend: one sentence that names the file or option and says what to do. Exit code 2."""


class BuildError(Exception):
    """A build that could not be finished; the last good database stays in place. Exit code 1."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what is taken in.

    A shard is closed when it holds `shard_bytes` or `shard_documents`, and what an archive makes is written whenever
    as much has been made. The others decide what is rejected, so they are part of the fingerprint: `document_bytes`
    is the largest document read, unpacked; `ratio` how many times its size a file may unpack to (above 16 MiB);
    `paragraphs` the most lines of a document; `page_seconds` the processor time an HTML page may take; `nesting` the
    depth of elements up to which an article is looked for in it, and not all its text taken.
    """

    document_bytes: int = 16 * MEBIBYTE
    shard_bytes: int = 4 * MEBIBYTE
    shard_documents: int = 512
    ratio: int = 200
    paragraphs: int = 50_000
    page_seconds: float = 20.0
    nesting: int = 200

    @property
    def decisive(self) -> str:
        """The limits that decide what a document becomes, as one text for the fingerprint."""
        return repr((self.document_bytes, self.ratio, self.paragraphs, self.page_seconds, self.nesting))


DEFAULT_LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class DataDir:
    """The layout of a data directory; nothing is written outside it."""

    root: Path

    @property
    def shards(self) -> Path:
        """Markers of finished shards, one JSON file each."""
        return self.root / "shards"

    @property
    def parts(self) -> Path:
        """Parquet parts, one folder per shard."""
        return self.root / "parts"

    @property
    def work(self) -> Path:
        """Whatever a build needs while it runs; swept when the next one starts."""
        return self.root / "work"

    @property
    def fetched(self) -> Path:
        """Copies of inputs that are no local files: standard input, addresses."""
        return self.root / "fetched"

    @property
    def tables(self) -> Path:
        """The current tables: a symbolic link to one of `versions`."""
        return self.root / "tables"

    @property
    def versions(self) -> Path:
        """Sets of tables, each complete; only the current one is kept."""
        return self.root / ".tables"

    @property
    def database(self) -> Path:
        """The DuckDB database."""
        return self.root / "dedi.duckdb"

    @property
    def ledger(self) -> Path:
        """One JSON line per build, failed ones too."""
        return self.root / "runs.jsonl"

    @property
    def lock(self) -> Path:
        """Held by the build that runs."""
        return self.root / ".lock"

    @property
    def releases(self) -> Path:
        """Published releases."""
        return self.root / "releases"

    @property
    def prefect(self) -> Path:
        """Prefect's own state, unless its settings say otherwise."""
        return self.root / "prefect"


def configure_prefect(data_dir: Path, *, quiet: bool = False) -> None:
    """Set Prefect's environment; call it before Prefect is first imported.

    Its state goes under the data directory unless PREFECT_HOME, PREFECT_API_URL or PREFECT_PROFILE is set, and it
    sends no analytics. What the user has set is left alone. `quiet` keeps its log off the console (not off its
    server): the command line tells progress and errors itself.
    """
    chosen = ("PREFECT_HOME", "PREFECT_API_URL", "PREFECT_PROFILE")
    if not any(os.environ.get(name) for name in chosen):
        home = DataDir(data_dir.resolve()).prefect
        home.mkdir(parents=True, exist_ok=True)
        os.environ["PREFECT_HOME"] = str(home)
    os.environ.setdefault("DO_NOT_TRACK", "1")
    os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
    # The temporary server takes 20 s on an idle core, its default patience; a busy machine needs more.
    os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "180")
    if quiet:
        os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
