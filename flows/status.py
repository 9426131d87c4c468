"""What a data directory holds, for a person to read."""

from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from flows.load.ledger import read_runs
from flows.load.parts import read_markers
from flows.publish.release import read_index
from flows.settings import DataDir, UserError

_LAST = 5
_WIDTH = 60


def show(data_dir: Path, console: Console) -> None:
    """Print the last builds, rows per table, rejects by reason, shards and releases.

    Raises UserError when nothing was ever built there.
    """
    data = DataDir(data_dir)
    runs = read_runs(data)
    if not runs:
        message = f"{data_dir}: nothing was built there yet; run `dedi build` or name another --data-dir"
        raise UserError(message)
    builds = Table(
        "build", "started", "status", "seconds", "inputs", "shards done", "kept", "error", title="Last builds"
    )
    for run in runs[-_LAST:]:
        started = run["started_at"][:19].replace("T", " ")
        counts = (str(run[name]) for name in ("seconds", "inputs", "shards_done", "shards_reused"))
        builds.add_row(str(run["run_id"]), started, run["status"], *counts, _short(run["error"]))
    console.print(builds, markup=False)
    good = next((run for run in reversed(runs) if run["status"] != "failed"), None)
    if good is not None:
        tables = Table("table", "rows", title=f"Tables of build {good['run_id']}")
        for name, count in good["rows"].items():
            tables.add_row(name, f"{count:,}")
        console.print(tables)
        for title, counts in (("Rejects", good["rejects"]), ("No documents", good.get("skipped", {}))):
            listed = ", ".join(f"{name} {count}" for name, count in counts.items()) or "none"
            console.print(f"{title}: {listed}", markup=False)
    console.print(f"Finished shards: {sum(1 for _ in read_markers(data))}")
    releases = [entry["version"] for entry in read_index(data.releases)]
    console.print(f"Releases: {', '.join(releases) or 'none'}", markup=False)


def _short(error: str | None) -> str:
    line = (error or "").partition("\n")[0]
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"


def report(run: dict[str, Any], data_dir: Path) -> None:
    """Say what a build came to, on standard output."""
    said = {"ok": "built", "unchanged": "nothing new; kept"}[run["status"]]
    rows, rejects = run["rows"], run["rejects"]
    typer.echo(
        f"{said} {DataDir(data_dir).database} in {run['seconds']:.1f} s: "
        f"{run['inputs']} inputs, {run['shards_done']} shards done, {run['shards_reused']} kept"
    )
    typer.echo("rows: " + ", ".join(f"{count} {name}" for name, count in rows.items()))
    if rejects:
        typer.echo("rejects: " + ", ".join(f"{count} {reason}" for reason, count in rejects.items()))
    if run["skipped"]:
        typer.echo("no documents: " + ", ".join(f"{count} {kind}" for kind, count in run["skipped"].items()))
