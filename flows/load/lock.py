"""One writer at a time in a data directory."""

import fcntl
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final

from flows.settings import BuildError, DataDir

logger = logging.getLogger("dedi")

PATIENCE_SECONDS: Final = 600.0
_PAUSE_SECONDS: Final = 0.2


@contextmanager
def locked(data: DataDir, patience: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Hold the data directory's lock; the system lets go of it when the process ends, however it ends.

    Raises BuildError when another build or release still holds it after `patience` seconds.
    """
    with data.lock.open("w") as file:
        until = time.monotonic() + patience
        if not _try(file):
            logger.warning("%s: another build or release is running there; waiting for it", data.root)
            while not _try(file):
                if time.monotonic() > until:
                    message = f"{data.root}: another build or release is still running there; choose another --data-dir"
                    raise BuildError(message)
                time.sleep(_PAUSE_SECONDS)
        yield


def _try(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
