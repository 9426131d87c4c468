"""A child process that reads HTML pages and may be killed: a page that hangs or crashes takes nothing else down.

One child serves page after page over its pipes; when it dies, the page is refused and the next one gets a new child.
Run as `python -m flows.extract.child SECONDS NESTING`, it is that child.
"""

import contextlib
import json
import os
import selectors
import signal
import struct
import subprocess
import sys
import time
from types import TracebackType
from typing import IO, Any, Final, Self

from flows.extract.refused import Refused

_LENGTH: Final = struct.Struct(">I")
_MEMORY: Final = 1024 * 1024 * 1024  # bytes of address space a page may take
_PATIENCE: Final = 10  # times the limit that a busy machine may make a page wait
_START: Final = 60  # seconds until a child answers first
_CHUNK: Final = 1024 * 1024


class Pages:
    """Reads pages in a child process, started when the first page comes.

    `seconds` is the processor time a page may take, so that the limit is the same on a busy machine; `nesting` the
    depth of elements up to which an article is looked for.
    """

    def __init__(self, seconds: float, nesting: int) -> None:
        self._seconds, self._nesting = seconds, nesting
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def read(self, page: bytes) -> dict[str, Any]:
        """Read a page in UTF-8 and give what `page.read` makes of it.

        Raises Refused: page_timeout when it takes too long, page_crashed when it ends the child otherwise.
        """
        child = self._child or self._begin()
        deadline = time.monotonic() + _START + self._seconds * _PATIENCE
        try:
            _pipe(child.stdin).write(_LENGTH.pack(len(page)) + page)
            _pipe(child.stdin).flush()
            answer = _receive(_pipe(child.stdout).fileno(), deadline)
        except BrokenPipeError:
            answer = None
        if answer is not None:
            found: dict[str, Any] = json.loads(answer)
            if "error" in found:
                raise Refused("page_crashed", found["error"])
            return found
        late = time.monotonic() >= deadline
        code = self._end()
        if late or code == -signal.SIGPROF:
            raise Refused("page_timeout", f"more than {self._seconds:g} seconds")
        raise Refused("page_crashed", f"the process that read it ended with {code}")

    def _begin(self) -> subprocess.Popen[bytes]:
        places = os.pathsep.join(place for place in sys.path if place)
        self._child = subprocess.Popen(  # noqa: S603 - this interpreter, this module, two numbers
            [sys.executable, "-m", __name__, str(self._seconds), str(self._nesting)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": places, "PYTHONHASHSEED": "0"},
        )
        return self._child

    def _end(self) -> int | None:
        """End the child, if there is one; give its exit code."""
        child, self._child = self._child, None
        if child is None:
            return None
        with contextlib.suppress(BrokenPipeError):  # it may be gone already
            _pipe(child.stdin).close()
        try:
            code = child.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            child.kill()
            code = child.wait()
        _pipe(child.stdout).close()
        return code


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        message = "the child process has no pipes"
        raise RuntimeError(message)
    return pipe


def _receive(descriptor: int, deadline: float) -> bytes | None:
    """Read one answer; None when the child ended or the deadline passed before it was whole."""
    held = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        while len(held) < _LENGTH.size or len(held) < _LENGTH.size + _LENGTH.unpack_from(held)[0]:
            if not selector.select(max(0.0, deadline - time.monotonic())):
                return None
            piece = os.read(descriptor, _CHUNK)
            if not piece:
                return None
            held += piece
    return bytes(held[_LENGTH.size :])


def serve(seconds: float, nesting: int) -> None:
    """Read pages from standard input and write what was found to standard output, until there are no more."""
    import resource  # noqa: PLC0415 - the child's alone

    from flows.extract import page  # noqa: PLC0415

    source, target = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints must not stand between the answers
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    page.read("<p>Сәлем.</p>".encode(), nesting)  # imports and tables, before the clock runs
    while header := source.read(_LENGTH.size):
        content = source.read(_LENGTH.unpack(header)[0])
        signal.setitimer(signal.ITIMER_PROF, seconds)  # its signal ends the process
        try:
            found = page.read(content, nesting)
        except Exception as error:  # noqa: BLE001 - told to the parent, which refuses the page
            found = {"error": f"{type(error).__name__}: {error}"[:300]}
        signal.setitimer(signal.ITIMER_PROF, 0)
        answer = json.dumps(found, ensure_ascii=False).encode("utf-8", errors="surrogatepass")
        target.write(_LENGTH.pack(len(answer)) + answer)
        target.flush()


if __name__ == "__main__":
    serve(float(sys.argv[1]), int(sys.argv[2]))
