"""The ledger: one line per build, kept beside the database and loaded into it as the table `runs`."""

import json
import os
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from flows.settings import DataDir


@dataclass(slots=True)
class Run:
    """One build. Times are the wall clock's; nothing that is published depends on them."""

    run_id: int
    started_at: str
    status: str = "failed"
    seconds: float = 0.0
    seconds_per_stage: dict[str, float] = field(default_factory=dict)
    inputs: int = 0
    shards_done: int = 0
    shards_reused: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    rejects: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)
    fingerprint: str = ""
    build_key: str = ""
    error: str | None = None


def read_runs(data: DataDir) -> list[dict[str, Any]]:
    """Read the ledger, oldest first. A last line that an interrupted build left unfinished does not count."""
    if not data.ledger.exists():
        return []
    lines = data.ledger.read_text(encoding="utf-8").split("\n")
    # What follows the last line feed was never finished.
    return [json.loads(line) for line in lines[:-1] if line]


def begin_run(data: DataDir) -> Run:
    """Open a new entry, numbered after the last."""
    runs = read_runs(data)
    return Run(run_id=runs[-1]["run_id"] + 1 if runs else 1, started_at=datetime.now(UTC).isoformat())


def append_run(data: DataDir, run: Run) -> None:
    """Add a finished entry, durably."""
    kept = [json.dumps(entry, ensure_ascii=False, sort_keys=True) for entry in (*read_runs(data), asdict(run))]
    aside = data.ledger.with_name(f".{data.ledger.name}.tmp")
    with aside.open("w", encoding="utf-8") as file:
        file.write("\n".join(kept) + "\n")
        file.flush()
        os.fsync(file.fileno())
    aside.replace(data.ledger)
