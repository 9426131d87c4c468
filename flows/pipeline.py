"""The build as a sequence of plain steps; a runner decides where each of them runs."""

import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, ParamSpec, Protocol, TypeVar

import duckdb

from flows.fetch import fetch, local
from flows.fingerprint import catalogue_digest, shard_fingerprint, table_fingerprint
from flows.load.database import build_database, copy_with_runs
from flows.load.files import point
from flows.load.gates import breaches
from flows.load.ledger import Run, append_run, begin_run, read_runs
from flows.load.lock import locked
from flows.load.parts import forget, read_markers, sweep
from flows.load.tables import write_tables
from flows.plan import Plan, find_catalogues, make_plan, order_path
from flows.progress import Progress
from flows.settings import DEFAULT_LIMITS, BuildError, DataDir, Limits, UserError
from flows.shard import ShardResult, read_catalogues
from schemas.ids import make_id

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Request:
    """What to build: the inputs (paths, addresses, `-`), where to, within which limits; `force` redoes what is done."""

    inputs: tuple[str | Path, ...]
    data_dir: Path
    limits: Limits = DEFAULT_LIMITS
    force: bool = False


class Runner(Protocol):
    """Where the steps run: in this process, in others, as Prefect tasks."""

    def call(self, step: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run one step and give its result."""

    def shards(self, orders: Sequence[str]) -> Iterator[ShardResult]:
        """Do the shards of these work orders; give results as they come."""


def plan(request: Request) -> Plan:
    """Sweep what an interrupted build left, then plan. Raises UserError when there is nothing to build from."""
    data = DataDir(request.data_dir)
    sweep(data)
    paths = local(request.inputs, data)
    made = make_plan(
        paths,
        data,
        request.limits,
        _fingerprint(request),
        find_catalogues(paths),
        force=request.force,
    )
    if not made.inputs:
        named = ", ".join(str(path) for path in request.inputs)
        message = f"{named}: holds no files to read; name a folder with raw articles, as in `dedi build seeds`"
        raise UserError(message)
    return made


def link(data_dir: Path, keys: Sequence[str], target: Path) -> dict[str, int]:
    """Make the tables of all shards in the folder `target`; give the rows per table."""
    return write_tables(DataDir(data_dir), keys, target)


def gate(target: Path, documents: int) -> int:
    """Ask the gates; give the number of articles' tables asked. Raises BuildError with every breach."""
    found = breaches(target, documents)
    if found:
        message = "the gates found breaches, so the last good tables stay in place: " + "; ".join(found)
        raise BuildError(message)
    return documents


def load(data_dir: Path, target: Path, run: Run) -> None:
    """Build the database aside, then swap in tables and database; the database's rename is the commit."""
    data = DataDir(data_dir)
    aside = data.root / f".{data.database.name}.tmp"
    build_database(aside, target, [*read_runs(data), asdict(run)])
    point(data.tables, target)
    aside.replace(data.database)
    for other in data.versions.iterdir():
        if other != target:
            shutil.rmtree(other)


def build(request: Request, runner: Runner, progress: Progress) -> Run:
    """Build the tables and the database from the inputs.

    Returns:
        The ledger's entry of this build.

    Raises:
        UserError: for what the user can mend (a missing input, a broken catalogue).
        BuildError: when another build is running, a shard failed for good, or a gate was breached. The last good
            tables and database are still in place.
    """
    data = DataDir(request.data_dir)
    data.root.mkdir(parents=True, exist_ok=True)
    with locked(data):
        run = begin_run(data)
        clock = _Clock(run)
        try:
            _build(request, runner, progress, run, clock)
        except BaseException as error:
            # Ctrl-C too: whatever ended a build is in the ledger, then goes on its way.
            run.status, run.error = "failed", f"{type(error).__name__}: {error}"
            clock.stop()
            append_run(data, run)
            if isinstance(error, OSError | duckdb.Error):
                first_line = str(error).partition("\n")[0]
                message = f"{data.root}: the build failed ({first_line}); what was built last is still in place"
                raise BuildError(message) from error
            raise
        append_run(data, run)
        return run


def _build(request: Request, runner: Runner, progress: Progress, run: Run, clock: "_Clock") -> None:
    data = DataDir(request.data_dir)
    with clock.stage("fetch"):
        fetch(request.inputs, data)
    run.fingerprint = _fingerprint(request)
    with clock.stage("plan"):
        made = runner.call(plan, request)
    run.inputs, run.shards_done, run.shards_reused = made.inputs, len(made.todo), len(made.done)
    run.build_key = make_id(table_fingerprint(), run.fingerprint, *made.keys)
    target = data.versions / f"{run.run_id}-{run.build_key}"
    with clock.stage("shards"):
        progress.begin("shards", len(made.todo))
        for done in runner.shards([str(order_path(data, key)) for key in made.todo]):
            progress.advance(f"{done.rows['articles']} articles, {done.rows['rejects']} rejects")
        progress.end(f"{len(made.todo)} done, {len(made.done)} kept from before")
    markers = list(read_markers(data, made.keys))
    run.rejects, run.skipped = _summed(markers, "rejects"), _summed(markers, "skipped")
    current = None if request.force else _current(data, run.build_key)
    if current is not None:
        run.rows = current
        run.status = "unchanged"
        clock.stop()
        aside = data.root / f".{data.database.name}.tmp"
        copy_with_runs(data.database, aside, [*read_runs(data), asdict(run)])
        aside.replace(data.database)
        return
    with clock.stage("link"):
        run.rows = runner.call(link, request.data_dir, made.keys, target)
    with clock.stage("gate"):
        runner.call(gate, target, sum(marker["documents"] for marker in markers))
    run.status = "ok"
    clock.stop()
    with clock.stage("load"):
        runner.call(load, request.data_dir, target, run)
    clock.stop()
    forget(data, [marker["key"] for marker in read_markers(data) if marker["fingerprint"] != run.fingerprint])


def _summed(markers: Sequence[dict[str, Any]], name: str) -> dict[str, int]:
    return dict(sorted(sum((Counter(marker[name]) for marker in markers), Counter()).items()))


def _current(data: DataDir, build_key: str) -> dict[str, int] | None:
    """Give the rows per table of the last build if tables and database already are what this build would make."""
    runs = [run for run in read_runs(data) if run["status"] != "failed"]
    if not (runs and runs[-1]["build_key"] == build_key and data.database.exists() and data.tables.exists()):
        return None
    if not data.tables.resolve().name.endswith(f"-{build_key}"):
        return None
    rows: dict[str, int] = runs[-1]["rows"]
    return rows


def _fingerprint(request: Request) -> str:
    catalogues = find_catalogues(local(request.inputs, DataDir(request.data_dir)))
    read_catalogues([str(path) for path in catalogues])  # a broken one is told before any work is done
    return shard_fingerprint(request.limits, catalogue_digest(catalogues))


class _Clock:
    """Seconds per stage and in all, into the ledger's entry."""

    def __init__(self, run: Run) -> None:
        self._run, self._began = run, time.perf_counter()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        try:
            yield
        finally:
            self._run.seconds_per_stage[name] = round(time.perf_counter() - began, 3)

    def stop(self) -> None:
        self._run.seconds = round(time.perf_counter() - self._began, 3)
