"""Clean text and what is declared beside it → Document: the lines, their kinds, the title, the day."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from flows.extract import dates, headline, layout
from flows.extract.document import Block, Declared, Document
from flows.extract.refused import Refused

_BREAK: Final = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_CONTENT: Final = frozenset({"title", "body", "list_item", "heading"})
_HEADER: Final = 50  # lines in which a declared title is looked for


def compose(
    text: str,
    declared: Declared,
    *,
    raw_path: str,
    locator: str,
    raw_sha256: str,
    media_type: str,
    flags: Iterable[str] = (),
    paragraphs: int | None = None,
    url: str | None = None,
    collected_at: datetime | None = None,
) -> Document:
    """Make a Document of clean text (`decode.clean`) and what its page or record declares.

    Lines break at LF, CR LF, CR, VT, FF, NEL, LS and PS; runs of white space become one space; every line that is
    not empty becomes one Block. The ` date YYYY-MM-DD ` prefix and the page's timestamp go to `declared`. A declared
    title that the text does not hold becomes its first line.

    Raises:
        Refused: empty, or too_many_paragraphs when there are more lines than `paragraphs`.
    """
    first, *others = _BREAK.split(text.lstrip())
    first, written, doubts = dates.strip_prefix(first)
    lines = [line for part in (first, *others) if (line := " ".join(part.split()))]
    if not lines:
        raise Refused("empty", "a date and nothing else")
    if paragraphs is not None and len(lines) > paragraphs:
        raise Refused("too_many_paragraphs", f"{len(lines)} lines, the limit is {paragraphs}")
    title = declared.title and _titled(lines, declared.title)
    arranged = layout.arrange(lines, title)
    known, conflicts = _dated(replace(declared, title=None), written, arranged.stamp)
    found = [*flags, *doubts, *conflicts]
    if _CONTENT.isdisjoint(arranged.kinds):
        found.append("no_content")
    return Document(
        raw_path=raw_path,
        locator=locator,
        raw_sha256=raw_sha256,
        media_type=media_type,
        blocks=tuple(Block(line, kind) for line, kind in zip(lines, arranged.kinds, strict=True)),
        declared=known,
        collected_at=collected_at,
        flags=tuple(dict.fromkeys(found)),
        url=url,
    )


def _titled(lines: list[str], title: str) -> str:
    """The title as it stands in the text's header, where it is put if it does not stand there."""
    key = headline.fold(title)
    held = next((line for line in lines[:_HEADER] if headline.fold(line) == key), None)
    if held is None:
        lines.insert(0, title)
    return held or title


def _dated(declared: Declared, written: tuple[date, ...], stamp: dates.Stamp | None) -> tuple[Declared, list[str]]:
    """The day as declared, else from the prefix, else from the timestamp; the moment only if it lies on that day."""
    flags: list[str] = []
    days = [day for day in (declared.published, *written) if day]
    published = days[0] if days else None
    moment = declared.published_at
    if stamp is not None:
        flags += [stamp.flag] if stamp.flag else []
        published = published or stamp.day
        if moment is None and stamp.day == published:
            moment = stamp.moment
        days += [stamp.day] if stamp.day else []
    if len(set(days)) > 1:
        flags.append("date_conflict")
    return replace(declared, published=published, published_at=moment), flags
