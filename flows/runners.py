"""Runners without Prefect: the same steps in this process, the shards in it or in others."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar

from flows import pipeline
from flows.progress import watch
from flows.settings import DEFAULT_LIMITS, BuildError, Limits, UserError
from flows.shard import ShardResult, process_shard

P = ParamSpec("P")
R = TypeVar("R")

RUNNERS: Final = ("auto", "serial", "processes", "dask", "ray")


def split_runner(runner: str) -> tuple[str, str | None]:
    """Split `--runner` into its kind and a cluster's address (`dask:tcp://host:8786`).

    Raises UserError for a kind there is not, or an address where none belongs.
    """
    kind, _, address = runner.partition(":")
    if kind not in RUNNERS or (address and kind not in ("dask", "ray")):
        message = f"--runner {runner}: choose one of {', '.join(RUNNERS)}; dask and ray take an address, as in dask:tcp://host:8786"
        raise UserError(message)
    return kind, address or None


def worker_count(workers: int | None, shards: int) -> int:
    """How many workers to start: as asked, else one per core, and never more than there are shards."""
    return max(1, min(workers or os.cpu_count() or 1, shards))


class DirectRunner:
    """Calls steps as plain functions; several shards go to worker processes if there are several workers."""

    def __init__(self, kind: str = "auto", workers: int | None = None) -> None:
        if kind in ("dask", "ray"):
            message = f"--direct runs without Prefect and so without its {kind} runner; leave one of the two out"
            raise UserError(message)
        self._workers = 1 if kind == "serial" else workers

    def call(self, step: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Call the step."""
        return step(*args, **kwargs)

    def shards(self, orders: Sequence[str]) -> Iterator[ShardResult]:
        """Do the shards one after another, or in worker processes. Raises BuildError when a worker was killed."""
        workers = worker_count(self._workers, len(orders))
        if workers == 1:
            yield from map(process_shard, orders)
            return
        # Spawned, not forked: a forked copy of a process with threads (polars, DuckDB) can hang.
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            try:
                for done in as_completed([pool.submit(process_shard, order) for order in orders]):
                    yield done.result()
            except BrokenProcessPool as error:
                message = "a worker process was killed, most likely for want of memory; try fewer --workers"
                raise BuildError(message) from error


def build_direct(
    inputs: tuple[str | Path, ...],
    data_dir: Path,
    limits: Limits = DEFAULT_LIMITS,
    *,
    kind: str = "auto",
    workers: int | None = None,
    force: bool = False,
) -> dict[str, Any]:
    """Build without Prefect; give the ledger's entry. Raises UserError and BuildError as `flows.pipeline.build`."""
    request = pipeline.Request(inputs, data_dir, limits, force=force)
    with watch() as progress:
        return asdict(pipeline.build(request, DirectRunner(kind, workers), progress))
