"""HTML page → Document: its article's lines, and what the page declares before what its text lets guess."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from flows.extract.child import Asked, Pages
from flows.extract.compose import compose
from flows.extract.decode import Decoded, characters, clean
from flows.extract.document import Declared, Document
from flows.extract.fields import parse_date
from flows.extract.headline import fold
from flows.extract.record import Record
from flows.extract.refused import Refused

MEDIA_TYPE: Final = "text/html"
_META_CHARSET: Final = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_CHARSET_BYTES: Final = 4096
_LONGEST: Final = 500  # characters of a title, a name, a section
_URL: Final = 2000


@dataclass(frozen=True, slots=True)
class Begun:
    """A page on its way: its record, the repairs that decoding it took, and what the child was asked."""

    record: Record
    flags: tuple[str, ...]
    asked: Asked


def begin(record: Record, pages: Pages) -> Begun:
    """Have the article of a page looked for; `finish` waits for it.

    Args:
        record: The page; its charset is what its transport declared.
        pages: The child process that takes pages apart.

    Raises:
        Refused: for what is no text.
    """
    decoded = characters(record.payload, _charsets(record))
    return Begun(record, decoded.flags, pages.ask(decoded.text.encode("utf-8", errors="replace")))


def finish(begun: Begun, pages: Pages, *, raw_path: str, raw_sha256: str, paragraphs: int | None = None) -> Document:
    """Make the Document of a page that was begun.

    Args:
        begun: The page.
        pages: Where it was begun.
        raw_path: For the Document.
        raw_sha256: For the Document.
        paragraphs: The most lines it may have.

    Raises:
        Refused: for a page that holds no text, or cannot be read within the limits.
    """
    record, found = begun.record, pages.answer(begun.asked)
    try:
        cleaned = clean("\n".join(found["lines"]))
    except Refused as refusal:
        raise Refused("binary", refusal.detail) from None
    if not cleaned.text.strip():
        raise Refused("empty", "a page without text")
    declared, flags = _declared(found)
    if declared.url is None:
        declared = replace(declared, url=record.url)
    if found["whole"]:
        flags.append("whole_page")
    document = compose(
        cleaned.text,
        declared,
        raw_path=raw_path,
        locator=record.locator,
        raw_sha256=raw_sha256,
        media_type=MEDIA_TYPE,
        flags=(*record.flags, *begun.flags, *cleaned.flags, *flags),
        paragraphs=paragraphs,
        url=record.url,
        collected_at=record.collected_at,
    )
    if document.declared.published or not (day := parse_date(found["guessed"].get("published"))[0]):
        return document
    return replace(document, declared=replace(document.declared, published=day))


def _charsets(record: Record) -> list[str]:
    """The labels that declare the page's encoding: its own first, since servers send one for all pages."""
    found = [match.decode("ascii") for match in _META_CHARSET.findall(record.payload[:_CHARSET_BYTES])]
    return [*found, *([record.charset] if record.charset else [])]


def _declared(found: dict[str, Any]) -> tuple[Declared, list[str]]:
    """What the best authority declares; flags for authorities that differ."""
    said: dict[str, list[str]] = found["declared"]
    flags: list[str] = []

    def first(field: str, longest: int = _LONGEST) -> str | None:
        guess = found["guessed"].get(field)
        texts = (_line(text)[:longest].rstrip() for text in (*said.get(field, ()), *([guess] if guess else [])))
        return next(filter(None, texts), None)

    dated = [parse_date(text) for text in said.get("published", ())]
    days: set[date] = {day for day, _, _ in dated if day}
    day, moment, _ = next((one for one in dated if one[0]), (None, None, None))
    if len(days) > 1:
        flags.append("date_conflict")
    flags += [flag for _, _, flag in dated if flag and not days]
    title = first("title")
    headlines = [text for line in found["headlines"] if (text := _line(line))]
    if title and headlines:
        title = _headline(title, headlines, flags)
    url = first("url", _URL)
    return (
        Declared(
            title=title or next(iter(headlines), None),
            published=day,
            published_at=moment,
            author=first("author"),
            outlet=first("outlet"),
            url=url if url and url.startswith(("http://", "https://")) else None,
            section=first("section"),
            tags=tuple(dict.fromkeys(filter(None, map(_line, said.get("tags", ()))))),
        ),
        flags,
    )


def _headline(title: str, headlines: list[str], flags: list[str]) -> str:
    """The page's headline if it is what the declared title says (a site's name may follow there), else the title."""
    key = fold(title)
    for line in headlines:
        if (own := fold(line)) and (key == own or key.startswith(f"{own} ")):
            return line
    if not any(set(key.split()) & set(fold(line).split()) for line in headlines):
        flags.append("title_conflict")
    return title


def _line(text: str) -> str:
    """One clean line; nothing where cleaning refuses the text."""
    try:
        cleaned: Decoded = clean(text)
    except Refused:
        return ""
    return " ".join(cleaned.text.split())
