"""JSON Lines → records, one a line, and a line → Document."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, Final

from flows.extract import sniff
from flows.extract.compose import compose
from flows.extract.decode import characters, clean
from flows.extract.document import Document
from flows.extract.fields import declared_of, text_of
from flows.extract.record import Record
from flows.extract.refused import Refused

_BLANK: Final = b" \t\r\n\0"
_BOM: Final = "\ufeff"


def records(stream: BinaryIO, *, limit: int, skipped: Counter[str]) -> Iterator[Record]:
    """Read the lines of a file one at a time; a line of more than `limit` bytes is refused, blank ones are counted."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        refused = None
        if len(line) > limit and not line.endswith(b"\n"):
            refused = Refused("too_large", f"more than {limit} bytes")
            while (more := stream.readline(limit)) and not more.endswith(b"\n"):
                pass
        payload = line.rstrip(b"\r\n")
        if not payload.strip(_BLANK):
            skipped["blank line"] += 1
            continue
        yield Record(f"line {number}", payload, sniff.JSONL, refused=refused)


def read(record: Record, *, raw_path: str, raw_sha256: str, paragraphs: int | None = None) -> Document:
    """Read a line that holds a JSON object with a text (`fields.NAMES`). Raises Refused."""
    decoded = characters(record.payload)
    try:
        held = json.loads(decoded.text.lstrip(_BOM))
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
        flags=(*record.flags, *decoded.flags, *cleaned.flags, *flags),
        paragraphs=paragraphs,
        collected_at=collected_at,
        url=declared.url,
    )
