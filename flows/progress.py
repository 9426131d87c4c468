"""Progress: a bar on a terminal, plain log lines elsewhere."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Protocol, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

logger = logging.getLogger("dedi")


class Progress(Protocol):
    """What a build tells whoever watches."""

    def begin(self, stage: str, total: int) -> None:
        """A stage of `total` steps begins."""

    def advance(self, detail: str) -> None:
        """One step of the stage is done."""

    def end(self, outcome: str) -> None:
        """The stage is done."""


class LogProgress:
    """Log lines: one when a stage begins, one per tenth of its steps, one when it ends."""

    def __init__(self, log: logging.Logger | logging.LoggerAdapter[logging.Logger] | None = None) -> None:
        self._log = log or logger
        self._stage, self._total, self._done, self._told = "", 0, 0, 0

    def begin(self, stage: str, total: int) -> None:
        """Log the stage's name and size."""
        self._stage, self._total, self._done, self._told = stage, total, 0, 0
        self._log.info("%s: %d to do", stage, total)

    def advance(self, detail: str) -> None:
        """Log each tenth."""
        self._done += 1
        tenth = self._done * 10 // self._total if self._total else 10
        if tenth > self._told:
            self._told = tenth
            self._log.info("%s: %d of %d (%s)", self._stage, self._done, self._total, detail)

    def end(self, outcome: str) -> None:
        """Log the outcome."""
        self._log.info("%s: %s", self._stage, outcome)


class BarProgress:
    """A bar per stage, on a terminal."""

    def __init__(self) -> None:
        self._bars = Bars(
            TextColumn("{task.description:>9}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
            TextColumn("{task.fields[detail]}"), console=Console(stderr=True),
        )  # fmt: skip
        self._task = self._bars.add_task("", visible=False, detail="")
        self._total = 0

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def begin(self, stage: str, total: int) -> None:
        """Show a new bar."""
        self._total = total
        self._task = self._bars.add_task(stage, total=total, detail="")

    def advance(self, detail: str) -> None:
        """Move the bar."""
        self._bars.update(self._task, advance=1, detail=detail)

    def end(self, outcome: str) -> None:
        """Fill the bar and say what came of it."""
        self._bars.update(self._task, completed=self._total, detail=outcome)


@contextmanager
def watch(log: logging.Logger | logging.LoggerAdapter[logging.Logger] | None = None) -> Iterator[Progress]:
    """Give the progress that suits where this runs: bars on a terminal, else lines to `log` (dedi's own by default)."""
    if on_terminal():
        with BarProgress() as bars:
            yield bars
    else:
        yield LogProgress(log)


def on_terminal() -> bool:
    """Tell whether a person watches."""
    return sys.stderr.isatty()


def log_to_console() -> None:
    """Show dedi's own log lines on standard error, each with the time of day; once a process."""
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False
