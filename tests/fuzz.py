"""Broken files without end: each is made of a good or a hostile one by damage, and goes through a shard's work.

Run as `python -m tests.fuzz --seconds 600`. The input of a number is the same for a seed on every machine, so a finding
is seen again with `--only`. It checks that nothing fails, that each input takes bounded time, that every document is a
source or a reject, and that all offsets are exact.
"""

import argparse
import bz2
import gzip
import hashlib
import lzma
import random
import re
import signal
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

from flows.extract.catalogue import Catalogue
from flows.extract.child import Pages
from flows.extract.document import Document
from flows.extract.readers import Rejected
from flows.load.parts import Rows
from flows.plan import Input
from flows.settings import Limits
from flows.shard import _Work
from schemas.vocabulary import FLAGS, REJECT_REASONS
from tests.hostile import BODY, KAZAKH, RUSSIAN, cases, jsonl, page, parquet, warc_record, zst

LIMITS = Limits(document_bytes=1_000_000, page_seconds=5.0)
SECONDS = 20  # of processor time that an input may take; of the clock, ten times as many
SUFFIXES = ("", ".txt", ".html", ".warc", ".jsonl", ".ndjson", ".parquet", ".xml", ".csv", ".bin")
PACKED = ("", ".gz", ".bz2", ".xz", ".zst")
PACKERS = (gzip.compress, zst, bz2.compress, lzma.compress)
WHOLE = 8  # every so many inputs, all of a shard's work is done, which takes ten times as long
LARGEST = 200_000  # bytes of a file that others are made of
NEVER = frozenset({"failed", "invalid_row", "page_crashed", "page_timeout"})
# What readers look for: at a wrong place it does most harm.
TOKENS = (
    *(
        b"WARC/1.0\r\n",
        b"WARC/1.1\nContent-Length: 5\n\n",
        b"Content-Length: 99999999999\r\n",
        b"Content-Length: 0\r\n",
    ),
    *(b"\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n", b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: br\r\n"),
    *(
        b"\x1f\x8b\x08",
        b"\x28\xb5\x2f\xfd",
        b"\x50\x2a\x4d\x18\xff\xff\xff\x7f",
        b"BZh91AY&SY",
        b"\xfd7zXZ\x00",
        b"PAR1",
    ),
    *(
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xff\xfe\x00\x00",
        b"\xef\xbb\xbf",
        b"\x00",
        b"\xed\xa0\xbd",
        b"\x93\x96\x94",
        b"\x1b[31m",
    ),
    *(b'{"text": "', b"\\ud83d", b"[" * 500, b'{"a":' * 300, b" date 2026-13-45 ", b"\n" * 300),
    *(b"<!--", b"<script>", b"<![CDATA[", b"</body>", b"<p>" * 200, b"<meta charset=utf-16>", b"&#0;&#150;&#xD800;"),
    *(
        one.encode()
        for one in ("«" * 50, "», – деді ", "“", "\u2028\u0085", "\u202e\u200b", "– " * 40, ", сказал Иванов. ")
    ),
)


class FindingError(Exception):
    """What an input shows to be wrong."""


@cache
def seeds() -> tuple[tuple[str, bytes], ...]:
    """The files that others are made of, by name."""
    record = warc_record(page().encode())
    made = {
        "kazakh.txt": KAZAKH.encode(),
        "russian.txt": RUSSIAN.encode(),
        "wide.jsonl": jsonl([{"text": KAZAKH, "title": BODY[0]}, {"text": RUSSIAN}]).decode().encode("utf-16"),
        "lines.jsonl": jsonl([{"text": line, "url": "https://example.kz"} for line in KAZAKH.split("\n")]),
        "members.warc.gz": b"".join(gzip.compress(warc_record(page(body=(line,)).encode())) for line in BODY),
        "many.warc": record * 4,
        "frames.warc.zst": zst(record) * 3,
        "rows.parquet": parquet([{"text": line, "date": "2026-03-07"} for line in RUSSIAN.split("\n")]),
    }
    return tuple(sorted((name, raw) for name, raw in {**cases(), **made}.items() if 0 < len(raw) <= LARGEST))


def made(seed: int, number: int) -> tuple[str, bytes]:
    """The input of a number: its name and its bytes."""
    chance = random.Random(f"{seed}:{number}")  # noqa: S311 - reproducible on purpose
    name, raw = chance.choice(seeds())
    raw = damaged(raw, chance)
    for _ in range(chance.choice((0, 0, 0, 1, 1, 2))):
        raw = chance.choice(PACKERS)(raw)
        raw = damaged(raw, chance) if chance.random() < 0.5 else raw
    if chance.random() < 0.4:
        name = "a" + chance.choice(SUFFIXES) + chance.choice(PACKED)
    return name, raw


def damaged(raw: bytes, chance: random.Random) -> bytes:
    """The bytes with some damage."""
    held = bytearray(raw)
    for _ in range(chance.choice((0, 1, 1, 2, 3, 8, 30))):
        place = chance.randrange(len(held) + 1)
        length = min(len(held) - place, chance.choice((1, 1, 2, 4, 16, 200, 5000)))
        kind = chance.randrange(8)
        if kind == 0:
            held[place : place + length] = chance.randbytes(length)
        elif kind == 1:
            held[place : place + length] = b""
        elif kind == 2:
            held[place:place] = chance.randbytes(length)
        elif kind == 3:
            held[place : place + length * chance.randrange(2)] = chance.choice(TOKENS)
        elif kind == 4:
            held[place:place] = held[place : place + length] * chance.choice((1, 2, 20))
        elif kind == 5:
            held[place : place + length] = bytes(length)
        elif kind == 6 and held:
            held[min(place, len(held) - 1)] ^= 1 << chance.randrange(8)
        elif kind == 7:
            other = chance.choice(seeds())[1]
            begin = chance.randrange(len(other))
            held[place:place] = other[begin : begin + length]
    if chance.random() < 0.1:
        del held[chance.randrange(len(held) + 1) :]
    return bytes(held)


def check(name: str, raw: bytes, pages: Pages, folder: Path, *, whole: bool = True) -> tuple[int, int]:
    """Have a shard's work done on one file, or its reading alone; give the numbers of its sources and rejects.

    Raises FindingError.
    """
    path = folder / "input"
    path.write_bytes(raw)
    entry = Input(name, hashlib.sha256(raw).hexdigest(), len(raw), str(path))
    work = _Work(Catalogue(()), LIMITS, folder)
    if whole:
        chunks = list(work.chunks([entry], pages))
        for chunk in chunks:
            _exact(chunk)
        sources = [row for chunk in chunks for row in chunk["article_sources"]]
        rejects = [row for chunk in chunks for row in chunk["rejects"]]
        _must(work.documents == len(sources) + len(rejects), f"{work.documents} documents, {len(sources)} sources")
        refused = [(row["locator"], row["reason"], row["detail"]) for row in rejects]
        found = [(row["locator"], row["raw_sha256"]) for row in (*sources, *rejects)]
    else:
        read = list(work._read(entry, pages))
        for document in read:
            _clean(document)
        refused = [(one.locator, one.refused.reason, one.refused.detail) for one in read if isinstance(one, Rejected)]
        found = [(one.locator, one.raw_sha256) for one in read]
    for locator, reason, detail in refused:
        _must(reason in REJECT_REASONS and reason not in NEVER, f"{locator}: {reason}: {detail}")
    _must(len(found) > 0, "it vanished")
    _must(len(set(found)) == len({locator for locator, _ in found}) == len(found), "two documents at one place")
    for locator, sha256 in found:
        _placed(locator, sha256, raw)
    return len(found) - len(refused), len(refused)


def _clean(document: Document | Rejected) -> None:
    """A document has lines, and no line holds what no text holds."""
    if isinstance(document, Rejected):
        return
    _must(len(document.blocks) > 0 and set(document.flags) <= set(FLAGS), "no lines, or unknown flags")
    for block in document.blocks:
        _must(block.text == " ".join(block.text.split()) != "", f"spaces: {block.text[:50]!r}")
        _must(unicodedata.is_normalized("NFC", block.text), f"not composed: {block.text[:50]!r}")
        odd = next((sign for sign in block.text if unicodedata.category(sign) in {"Cc", "Cs"}), None)
        _must(odd is None, f"{odd!r} in {block.text[:50]!r}")


def _placed(locator: str, sha256: str, raw: bytes) -> None:
    """A line begins after a line break, and is what its hash says; only in files that begin as UTF-8 lines do."""
    found = re.fullmatch(r"line \d+, byte (\d+)", locator)
    if not found or not raw.startswith((b"{", b"[", b"null")):
        return
    start = int(found[1])
    line = raw[start:].partition(b"\n")[0].removesuffix(b"\r")
    _must(start == 0 or raw[start - 1] == 10, f"{locator} begins nowhere")
    _must(hashlib.sha256(line).hexdigest() == sha256, f"{locator} is not what was hashed")


def _exact(rows: Rows) -> None:
    """Every span is the text at its place."""
    texts: dict[str, str] = {}
    for row in sorted(rows["paragraphs"], key=lambda row: (row["article_id"], row["position"])):
        held = texts.get(row["article_id"])
        texts[row["article_id"]] = row["text"] if held is None else f"{held}\n{row['text']}"
    for table in ("paragraphs", "quotes", "mentions"):
        for row in rows[table]:
            part = texts[row["article_id"]][row["start"] : row["end"]]
            _must(part == row["text"], f"{table}: {row['text'][:50]!r} is not at its place")
    for row in rows["articles"]:
        _must(row["n_chars"] == len(texts[row["article_id"]]), "n_chars")


def _must(holds: bool, message: str) -> None:
    if not holds:
        raise FindingError(message)


def run(numbers: range, seed: int, seconds: float, say: Callable[[str], None]) -> list[int]:
    """Check inputs until the time is over; give the numbers of those that show something."""
    began, found, counts = time.monotonic(), [], Counter[str]()
    slowest = (0.0, -1)
    with tempfile.TemporaryDirectory() as folder, Pages(LIMITS.page_seconds, LIMITS.nesting) as pages:
        for number in numbers:
            if time.monotonic() - began > seconds:
                break
            name, raw = made(seed, number)
            worked = time.process_time()
            signal.alarm(10 * SECONDS)
            try:
                sources, rejects = check(name, raw, pages, Path(folder), whole=number % WHOLE == 0)
                counts.update(inputs=1, bytes=len(raw), sources=sources, rejects=rejects)
                signal.alarm(0)
                took = time.process_time() - worked
                slowest = max(slowest, (took, number))
                _must(took < SECONDS, f"{took:.1f} seconds")
            except Exception as error:  # noqa: BLE001 - what is looked for
                signal.alarm(0)
                found.append(number)
                say(f"input {number} ({name!r}, {len(raw)} bytes): {type(error).__name__}: {error}")
    told = ", ".join(f"{count} {what}" for what, count in counts.items())
    say(f"{told} in {time.monotonic() - began:.0f} s, the slowest {slowest[0]:.2f} s ({slowest[1]})")
    say(f"{len(found)} findings")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0, help="the number to begin with")
    parser.add_argument("--only", type=int, help="the number of one input")
    given = parser.parse_args()
    first = given.first if given.only is None else given.only
    last = sys.maxsize if given.only is None else first + 1
    return 1 if run(range(first, last), given.seed, given.seconds, print) else 0


def _late(number: int, frame: object) -> None:  # noqa: ARG001
    raise TimeoutError(f"more than {10 * SECONDS} seconds")


if __name__ == "__main__":
    signal.signal(signal.SIGALRM, _late)
    sys.exit(main())
