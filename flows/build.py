"""The Prefect flow `build`: the pipeline's steps as tasks, its progress and outcome as artifacts."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar, cast

from prefect import Task, flow, get_run_logger, task
from prefect.artifacts import create_progress_artifact, create_table_artifact, update_progress_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.futures import as_completed
from prefect.runtime import task_run
from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner

from flows import pipeline
from flows.load.ledger import Run
from flows.pipeline import Request
from flows.progress import Progress, watch
from flows.runners import split_runner, worker_count
from flows.settings import DEFAULT_DATA_DIR, DEFAULT_INPUT, DEFAULT_LIMITS, MEBIBYTE, Limits, UserError
from flows.shard import ShardResult, process_shard

P = ParamSpec("P")
R = TypeVar("R")

# How often at most the progress artifact is updated: each time is a request to the server.
_UPDATES: Final = 50


def _shard_name() -> str:
    return f"transform shard {Path(task_run.parameters['order_path']).stem[:8]}"


async def _is_transient(_task: Task[Any, Any], _run: TaskRun, state: State[Any]) -> bool:
    """Tell whether trying again can help: a disk that was full or away, never a mistake in code or data."""
    error = await state.aresult(raise_on_failure=False)
    return isinstance(error, OSError)


shard_task = task(
    name="transform",
    task_run_name=_shard_name,
    retries=2,
    retry_delay_seconds=[1, 10],
    retry_condition_fn=_is_transient,
    cache_policy=NO_CACHE,
)(process_shard)


def _step_task(step: Callable[..., Any]) -> Task[..., Any]:
    return task(name=step.__name__, task_run_name=step.__name__, cache_policy=NO_CACHE)(step)


_STEPS: Final[dict[Callable[..., Any], Task[..., Any]]] = {
    pipeline.plan: _step_task(pipeline.plan),
    pipeline.link: _step_task(pipeline.link),
    pipeline.gate: _step_task(pipeline.gate),
    pipeline.load: _step_task(pipeline.load),
}


class PrefectRunner:
    """Runs each step as a Prefect task; shards on the task runner that was asked for."""

    def __init__(self, runner: str = "auto", workers: int | None = None) -> None:
        self._kind, self._address = split_runner(runner)
        self._workers = workers

    def call(self, step: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run the step's task in this process."""
        return cast("R", _STEPS[step](*args, **kwargs))

    def shards(self, orders: Sequence[str]) -> Iterator[ShardResult]:
        """Run one task per shard: in this process if there is but one or that was asked for, else on the runner."""
        workers = worker_count(self._workers, len(orders))
        if not orders or self._kind == "serial" or (self._kind == "auto" and workers == 1):
            yield from map(shard_task, orders)
            return
        with _task_runner(self._kind, self._address, workers) as runner:
            futures = [runner.submit(shard_task, parameters={"order_path": order}) for order in orders]
            for future in as_completed(futures):
                yield future.result()


def _task_runner(kind: str, address: str | None, workers: int) -> TaskRunner[Any]:
    if kind in ("auto", "processes"):
        return ProcessPoolTaskRunner(max_workers=workers)
    name, options = {
        "dask": ("DaskTaskRunner", {"cluster_kwargs": {"n_workers": workers, "threads_per_worker": 1}}),
        "ray": ("RayTaskRunner", {"init_kwargs": {"num_cpus": workers}}),
    }[kind]
    try:
        module = import_module(f"prefect_{kind}")
    except ModuleNotFoundError as error:
        message = f"--runner {kind} needs an extra that is not installed: install dedi[{kind}]"
        raise UserError(message) from error
    return cast("TaskRunner[Any]", getattr(module, name)(**({"address": address} if address else options)))


class ArtifactProgress:
    """Passes progress on, and keeps a progress artifact of the stage in the Prefect server."""

    def __init__(self, inner: Progress) -> None:
        self._inner = inner
        self._artifact: Any = None
        self._total, self._done = 0, 0

    def begin(self, stage: str, total: int) -> None:
        """Create the stage's artifact."""
        self._inner.begin(stage, total)
        self._total, self._done = total, 0
        self._artifact = create_progress_artifact(0.0, key=f"build-{stage}", description=f"{total} {stage} to do")

    def advance(self, detail: str) -> None:
        """Move it, as often as is useful."""
        self._inner.advance(detail)
        self._done += 1
        if self._done * _UPDATES // self._total > (self._done - 1) * _UPDATES // self._total:
            update_progress_artifact(self._artifact, progress=100.0 * self._done / self._total)

    def end(self, outcome: str) -> None:
        """Fill it."""
        self._inner.end(outcome)
        update_progress_artifact(self._artifact, progress=100.0, description=outcome)


@flow(name="build", flow_run_name="build {data_dir}", persist_result=False)
def build(
    inputs: Sequence[str] = (str(DEFAULT_INPUT),),
    data_dir: str = str(DEFAULT_DATA_DIR),
    runner: str = "auto",
    workers: int | None = None,
    force: bool = False,
    shard_documents: int = DEFAULT_LIMITS.shard_documents,
    shard_mb: float = DEFAULT_LIMITS.shard_bytes / MEBIBYTE,
    document_mb: float = DEFAULT_LIMITS.document_bytes / MEBIBYTE,
    ratio: int = DEFAULT_LIMITS.ratio,
    paragraphs: int = DEFAULT_LIMITS.paragraphs,
    page_seconds: float = DEFAULT_LIMITS.page_seconds,
    nesting: int = DEFAULT_LIMITS.nesting,
) -> dict[str, Any]:
    """Build tables and database from raw articles.

    Args:
        inputs: Files or folders with raw articles, addresses of such, or - for standard input.
        data_dir: Where tables and database go.
        runner: auto, serial, processes, dask[:ADDRESS] or ray[:ADDRESS].
        workers: How many shards at once; one per core if not given.
        force: Redo what is already done.
        shard_documents: Most raw files in a shard.
        shard_mb: Most mebibytes in a shard.
        document_mb: Largest document read, in mebibytes.
        ratio: Most times its size a compressed file may unpack to.
        paragraphs: Most lines of a document.
        page_seconds: Processor time an HTML page may take.
        nesting: Depth of elements up to which a page's article is looked for.

    Returns:
        The ledger's entry of this build.
    """
    limits = Limits(
        int(document_mb * MEBIBYTE), int(shard_mb * MEBIBYTE), shard_documents, ratio, paragraphs, page_seconds, nesting
    )
    request = Request(tuple(inputs), Path(data_dir), limits, force=force)
    # The command line shows dedi's own log lines; elsewhere they go to the flow run's log.
    log = None if logging.getLogger("dedi").handlers else get_run_logger()
    with watch(log) as progress:
        run = pipeline.build(request, PrefectRunner(runner, workers), ArtifactProgress(progress))
    _publish_outcome(run)
    return asdict(run)


def _publish_outcome(run: Run) -> None:
    table = [{"what": "rows", "name": name, "count": count} for name, count in run.rows.items()]
    table += [{"what": "rejects", "name": reason, "count": count} for reason, count in run.rejects.items()]
    table += [{"what": "skipped", "name": kind, "count": count} for kind, count in run.skipped.items()]
    description = f"Build {run.run_id} ({run.status}): {run.inputs} inputs, {run.shards_done} shards done."
    create_table_artifact(table=table, key="build-outcome", description=description)
