"""JSON Lines → records, one a line, and a line → Document."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, Final

from flows.extract import sniff
from flows.extract.compose import compose
from flows.extract.decode import characters, clean, decoded
from flows.extract.document import Document
from flows.extract.fields import declared_of, text_of
from flows.extract.record import Record
from flows.extract.refused import Refused

_BLANK: Final = b" \t\r\n\0"
_BOM: Final = "\ufeff"


def records(stream: BinaryIO, *, limit: int, skipped: Counter[str], encoding: str | None = None) -> Iterator[Record]:
    """Read the lines of a file one at a time; a line of more than `limit` bytes is refused, blank ones are counted.

    `encoding` is the one that a byte order mark shows, where a line break takes more than one byte.
    """
    for number, (start, line, digest) in enumerate(_lines(stream, limit, encoding or "utf-8"), 1):
        if not line.strip(_BLANK):
            skipped["blank line"] += 1
            continue
        refused = Refused("too_large", f"more than {limit} bytes") if digest else None
        locator = f"line {number}, byte {start}"
        yield Record(locator, line, sniff.JSONL, charset=encoding, refused=refused, digest=digest)


def _lines(stream: BinaryIO, limit: int, encoding: str) -> Iterator[tuple[int, bytes, str | None]]:
    """Where each line begins, and its bytes without the break; of one too large the first ones, and the hash of all."""
    newline, back = "\n".encode(encoding), "\r".encode(encoding)
    size = (limit // len(newline) + 1) * len(newline)
    start = 0
    while line := _line(stream, size, newline):
        begun, length, digest = start, len(line), None
        if len(line) == size and not line.endswith(newline):
            whole, more = hashlib.sha256(), line
            while more:
                ended = more.endswith(newline)
                whole.update(_broken_off(more, newline, back))
                more = b"" if ended else _line(stream, size, newline)
                length += len(more)
            digest = whole.hexdigest()
        start += length
        yield begun, _broken_off(line, newline, back), digest


def _line(stream: BinaryIO, size: int, newline: bytes) -> bytes:
    """The next bytes to the end of the line, at most so many; a line break is one only in its place among the units."""
    line = piece = stream.readline(size)
    while piece and len(newline) > 1 and len(line) < size:
        line += stream.read(-len(line) % len(newline))
        if line.endswith(newline):
            break
        piece = stream.readline(size - len(line))
        line += piece
    return line


def _broken_off(line: bytes, newline: bytes, back: bytes) -> bytes:
    """A line without its break."""
    return line.removesuffix(newline).removesuffix(back) if line.endswith(newline) else line


def read(record: Record, *, raw_path: str, raw_sha256: str, paragraphs: int | None = None) -> Document:
    """Read a line that holds a JSON object with a text (`fields.NAMES`). Raises Refused."""
    read_as = decoded(record.payload, record.charset) if record.charset else characters(record.payload)
    try:
        held = json.loads(read_as.text.lstrip(_BOM))
    except (ValueError, RecursionError) as error:
        raise Refused("invalid_record", f"no JSON: {error}") from None
    if not isinstance(held, dict):
        raise Refused("invalid_record", f"no JSON object but {type(held).__name__}")
    cleaned = clean(text_of(held))
    if not cleaned.text.strip("\ufffd \t\r\n"):
        raise Refused("empty", "a record whose text is empty")
    declared, collected_at, flags = declared_of(held)
    return compose(
        cleaned.text,
        declared,
        raw_path=raw_path,
        locator=record.locator,
        raw_sha256=raw_sha256,
        media_type=record.media_type,
        flags=(*record.flags, *read_as.flags, *cleaned.flags, *flags),
        paragraphs=paragraphs,
        collected_at=collected_at,
        url=declared.url,
    )
