"""A child process that reads HTML pages and may be killed: a page that hangs or crashes takes nothing else down.

One child serves page after page over its pipes. Pages may be asked for ahead: it reads them while its parent does
other work, one after the other and in order, so the page that ended a child is the oldest one without an answer; that
one is refused, and the others go to a new child. `reading` is the child's side.
"""

import contextlib
import fcntl
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections import deque
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Any, Final, Self

from flows.extract import reading
from flows.extract.reading import LENGTH
from flows.extract.refused import Refused

_PATIENCE: Final = 10  # times the limit that a busy machine may make a page wait
_START: Final = 60  # seconds until a child answers first
_CHUNK: Final = 1024 * 1024
_PIPE: Final = 256 * 1024  # bytes of pages that wait in the pipe for the child, where the system allows it


@dataclass(slots=True, eq=False)
class Asked:
    """A page that is to be read, in UTF-8, and what came of it once it has been."""

    page: bytes
    found: dict[str, Any] | Refused | None = None


class Pages:
    """Reads pages in a child process, started when the first page comes.

    `seconds` is the processor time a page may take, so that the limit is the same on a busy machine; `nesting` the
    depth of elements up to which an article is looked for.
    """

    def __init__(self, seconds: float, nesting: int) -> None:
        self._seconds, self._nesting = seconds, nesting
        self._child: subprocess.Popen[bytes] | None = None
        self._asked: deque[Asked] = deque()  # those without an answer, the oldest first
        self._unsent: deque[memoryview] = deque()
        self._held = bytearray()  # answers as they come

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def ask(self, page: bytes) -> Asked:
        """Have a page in UTF-8 read; `answer` gives what came of it. How many are asked ahead is up to the caller."""
        asked = Asked(page)
        self._asked.append(asked)
        self._send(asked)
        self._exchange(0)
        return asked

    def answer(self, asked: Asked) -> dict[str, Any]:
        """Wait for a page that was asked for and give what `page.read` makes of it.

        Raises Refused: page_timeout when it takes too long, page_crashed when it ends the child otherwise.
        """
        while asked.found is None:
            self._settle()
        if isinstance(asked.found, Refused):
            raise asked.found
        return asked.found

    def read(self, page: bytes) -> dict[str, Any]:
        """Ask for a page and wait for it. Raises Refused as `answer` does."""
        return self.answer(self.ask(page))

    def _settle(self) -> None:
        """Get the answer to the oldest page, or refuse it."""
        oldest = self._asked[0]
        deadline = time.monotonic() + _START + self._seconds * _PATIENCE
        open_ = True
        while oldest.found is None and open_ and (left := deadline - time.monotonic()) > 0:
            open_ = self._exchange(left)
        if oldest.found is not None:
            return
        code = self._end()
        if open_ or code == -signal.SIGPROF:
            oldest.found = Refused("page_timeout", f"more than {self._seconds:g} seconds")
        else:
            oldest.found = Refused("page_crashed", f"the process that read it ended with {code}")
        self._asked.popleft()
        for asked in self._asked:
            self._send(asked)

    def _send(self, asked: Asked) -> None:
        self._unsent += (memoryview(LENGTH.pack(len(asked.page))), memoryview(asked.page))

    def _exchange(self, seconds: float) -> bool:
        """Wait so long for one of the pipes, then write what it takes or read what it has; False: the child ended."""
        child = self._child or self._begin()
        source, target = _pipe(child.stdout).fileno(), _pipe(child.stdin).fileno()
        poll = select.poll()
        poll.register(source, select.POLLIN)
        if self._unsent:
            poll.register(target, select.POLLOUT)
        ready = {descriptor for descriptor, _ in poll.poll(min(seconds, _START) * 1000)}
        if target in ready:
            self._write(target)
        if source not in ready:
            return True
        piece = os.read(source, _CHUNK)
        self._held += piece
        self._take()
        return bool(piece)

    def _write(self, target: int) -> None:
        """Write until the pipe is full; to a child that has ended nothing can be written, and its answers end soon."""
        try:
            while self._unsent:
                piece = self._unsent.popleft()
                if count := len(piece) - os.write(target, piece):
                    self._unsent.appendleft(piece[-count:])
        except BlockingIOError:
            self._unsent.appendleft(piece)
        except BrokenPipeError:
            self._unsent.clear()

    def _take(self) -> None:
        """Hand out the answers that are whole."""
        place = 0
        while len(self._held) >= place + LENGTH.size:
            (length,) = LENGTH.unpack_from(self._held, place)
            end = place + LENGTH.size + length
            if len(self._held) < end:
                break
            found: dict[str, Any] = json.loads(self._held[place + LENGTH.size : end])
            self._asked.popleft().found = Refused("page_crashed", found["error"]) if "error" in found else found
            place = end
        del self._held[:place]

    def _begin(self) -> subprocess.Popen[bytes]:
        places = os.pathsep.join(place for place in sys.path if place)
        self._child = subprocess.Popen(  # noqa: S603 - this interpreter, our module, two numbers
            [sys.executable, "-m", reading.__name__, str(self._seconds), str(self._nesting)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={**os.environ, "PYTHONPATH": places, "PYTHONHASHSEED": "0"},
        )
        target = _pipe(self._child.stdin).fileno()
        os.set_blocking(target, False)
        if hasattr(fcntl, "F_SETPIPE_SZ"):
            with contextlib.suppress(OSError):  # the user has many pipes: it is only slower
                fcntl.fcntl(target, fcntl.F_SETPIPE_SZ, _PIPE)
        return self._child

    def _end(self) -> int | None:
        """End the child, if there is one; give its exit code."""
        child, self._child = self._child, None
        self._unsent.clear()
        self._held.clear()
        if child is None:
            return None
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
