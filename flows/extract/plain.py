"""Plain text → Document: one article a file, one block a line."""

import re
from datetime import date
from typing import Final

from flows.extract import dates, layout
from flows.extract.decode import decode
from flows.extract.document import Block, Declared, Document
from flows.extract.refused import Refused

MEDIA_TYPE: Final = "text/plain"

_BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_CONTENT: Final = frozenset({"title", "body", "list_item", "heading"})


def read(raw: bytes, *, raw_path: str, locator: str = "", raw_sha256: str) -> Document:
    """Read one plain-text article.

    Lines break at LF, CR LF, CR, VT, FF, NEL, LS and PS; runs of white space become one space; every line that is
    not empty becomes one Block. The ` date YYYY-MM-DD ` prefix and the page's timestamp go to `declared`.
    Raises Refused when the bytes are no text or hold nothing to read.
    """
    decoded = decode(raw)
    first, *others = _BREAK.split(decoded.text.lstrip())
    first, written = dates.strip_prefix(first)
    lines = [line for text in (first, *others) if (line := " ".join(text.split()))]
    if not lines:
        raise Refused("empty", "a date and nothing else")
    arranged = layout.arrange(lines)
    declared, flags = _declared(written, arranged.stamp)
    if _CONTENT.isdisjoint(arranged.kinds):
        flags.append("no_content")
    return Document(
        raw_path=raw_path,
        locator=locator,
        raw_sha256=raw_sha256,
        media_type=MEDIA_TYPE,
        blocks=tuple(Block(text, kind) for text, kind in zip(lines, arranged.kinds, strict=True)),
        declared=declared,
        flags=tuple(dict.fromkeys((*decoded.flags, *flags))),
    )


def _declared(written: tuple[str, ...], stamp: dates.Stamp | None) -> tuple[Declared, list[str]]:
    """The day from the prefix, else from the page's timestamp; the moment only if it lies on that day."""
    flags: list[str] = []
    days: list[date] = []
    for text in written:
        day, flag = dates.calendar(*text.split("-"))
        days += [day] if day else []
        flags += [flag] if flag else []
    published = days[0] if days else None
    moment = None
    if stamp is not None:
        flags += [stamp.flag] if stamp.flag else []
        published = published or stamp.day
        moment = stamp.moment if stamp.day == published else None
        days += [stamp.day] if stamp.day else []
    if len(set(days)) > 1:
        flags.append("date_conflict")
    return Declared(published=published, published_at=moment), flags
