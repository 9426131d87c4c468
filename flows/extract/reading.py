"""The child's side of `child`: reads pages from standard input until there are no more.

Run as `python -m flows.extract.reading SECONDS NESTING`. It imports nothing but what takes pages apart, since every
shard that holds a page starts one.
"""

import json
import os
import resource
import signal
import struct
import sys
from typing import Final

from flows.extract import page

LENGTH: Final = struct.Struct(">I")  # before every page and every answer: its bytes
_MEMORY: Final = 1024 * 1024 * 1024  # bytes of address space a page may take


def serve(seconds: float, nesting: int) -> None:
    """Read pages from standard input and write what was found to standard output, until there are no more."""
    source, target = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints must not stand between the answers
    # trafilatura loads a language identifier if there is one: half of its start, for nothing that is asked of it here.
    sys.modules["py3langid"] = None  # type: ignore[assignment]
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    page.read("<p>Сәлем.</p>".encode(), nesting)  # imports and tables, before the clock runs
    while header := source.read(LENGTH.size):
        content = source.read(LENGTH.unpack(header)[0])
        signal.setitimer(signal.ITIMER_PROF, seconds)  # its signal ends the process
        try:
            found = page.read(content, nesting)
        except Exception as error:  # noqa: BLE001 - told to the parent, which refuses the page
            found = {"error": f"{type(error).__name__}: {error}"[:300]}
        signal.setitimer(signal.ITIMER_PROF, 0)
        answer = json.dumps(found, ensure_ascii=False).encode("utf-8", errors="surrogatepass")
        target.write(LENGTH.pack(len(answer)) + answer)
        target.flush()


if __name__ == "__main__":
    serve(float(sys.argv[1]), int(sys.argv[2]))
