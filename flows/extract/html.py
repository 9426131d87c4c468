"""HTML page → Document: its article's lines, and what the page declares before what its text lets guess."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

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
_WHOLE: Final = re.compile(r"https?://[^/?#\s]", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?://|\.{0,2}/|\?", re.IGNORECASE)  # whole, or relative to something


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
    declared, flags = _declared(found, record.url)
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


def _declared(found: dict[str, Any], address: str | None) -> tuple[Declared, list[str]]:
    """What the best authority declares; flags for authorities that differ."""
    said: dict[str, list[str]] = found["declared"]
    flags: list[str] = []

    def first(*fields: str) -> str | None:
        guess = found["guessed"].get(fields[0])
        texts = (text for field in fields for text in said.get(field, ()))
        return next(filter(None, map(_cut, (*texts, *([guess] if guess else [])))), None)

    dated = [parse_date(text) for text in said.get("published", ())]
    days: set[date] = {day for day, _, _ in dated if day}
    day, moment, _ = next((one for one in dated if one[0]), (None, None, None))
    if len(days) > 1:
        flags.append("date_conflict")
    flags += [flag for _, _, flag in dated if flag and not days]
    title, conflict = _title(
        first("title", "window"),
        [text for line in said.get("title", ()) if (text := _cut(line))],
        [text for line in found["headlines"] if (text := _line(line))],
    )
    flags += ["title_conflict"] if conflict else []
    url, conflict = _address(said.get("url", ()), address)
    flags += ["url_conflict"] if conflict else []
    author, outlet = first("author"), first("outlet")
    for field, best in (("author", author), ("outlet", outlet)):
        if best and not all(_alike(best, _cut(text)) for text in said.get(field, ())):
            flags.append(f"{field}_conflict")
    return (
        Declared(
            title=title,
            published=day,
            published_at=moment,
            author=author,
            outlet=outlet,
            url=url,
            section=first("section"),
            tags=tuple(dict.fromkeys(filter(None, map(_line, said.get("tags", ()))))),
        ),
        flags,
    )


def _title(best: str | None, said: list[str], headlines: list[str]) -> tuple[str | None, bool]:
    """The page's title, and whether its authorities differ.

    Args:
        best: The title of the best authority.
        said: What the page's metadata call its title.
        headlines: The texts of its `<h1>`, which may be a site's name.

    Returns:
        The headline if it is what the best authority says (a site's name may follow there), else what that says.
    """
    if best is None:
        return next(iter(headlines), None), False
    key = fold(best)
    own = next((line for line in headlines if (held := fold(line)) and f"{key} ".startswith(f"{held} ")), None)
    alike = own is not None or not headlines or any(_alike(best, line) for line in headlines)
    return own or best, not alike or not all(_alike(best, text) for text in said)


def _alike(one: str, other: str) -> bool:
    """Whether two titles or names say the same: one holds the other's words, and perhaps a site's or a section's."""
    held, kept = f" {fold(one)} ", f" {fold(other)} "
    return held.isspace() or kept.isspace() or held in kept or kept in held  # figures alone are not compared


def _address(said: Iterable[str], fetched: str | None) -> tuple[str | None, bool]:
    """The page's address as the best authority gives it, and whether others that are declared lead elsewhere.

    A relative one is resolved against the address that the page was fetched from, else against the first whole one
    that is declared. A site's home page, which some name as that of every article, counts if there is nothing else.
    """
    fetched = fetched if fetched and _WHOLE.match(fetched) else None  # a store's address is nobody's page
    given = [text for line in said if (text := _line(line)) and _ADDRESS.match(text)]
    base = fetched or next(filter(None, (_resolved("", text) for text in given)), "")
    found = [address for text in given if (address := _resolved(base, text))]
    inner = [address for address in found if urlsplit(address).path.strip("/") or urlsplit(address).query]
    places = {urlsplit(address).path.rstrip("/") for address in inner}  # one page has many hosts and queries
    return next(iter(inner or found), None) or fetched, len(places) > 1


def _resolved(base: str, address: str) -> str | None:
    """A whole address without its fragment; None where it cannot be made whole, or is none."""
    try:
        whole = urlsplit(urljoin(base, address))._replace(fragment="").geturl()
    except ValueError:
        return None
    return whole if _WHOLE.match(whole) and len(whole) <= _URL else None


def _cut(text: str) -> str:
    """One clean line, not longer than a title, a name or a section may be."""
    return _line(text)[:_LONGEST].rstrip()


def _line(text: str) -> str:
    """One clean line; nothing where cleaning refuses the text."""
    try:
        cleaned: Decoded = clean(text)
    except Refused:
        return ""
    return " ".join(cleaned.text.split())
