"""Which outlet an article names as its own: `деп хабарлайды BAQ.KZ`, `передает NUR.KZ`, `АСТАНА. KAZINFORM –`.

The formulas are fixed, so a name in one of them is an outlet's whether anybody has heard of it or not. The words
around it tell it from a body that informs (`сообщает пресс-служба …`), its own look from a person: an address, a
name in Latin letters, in quotation marks, or with a capital inside. The catalogue settles the rest.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from flows import packs
from flows.extract.catalogue import Catalogue
from flows.letters import SMALL

_CAPITAL: Final = rf"[^\W\d_a-z{SMALL}]"
_ADDRESS: Final = r"(?:[^\W_][\w-]{0,40}\.){1,4}(?i:kz|ru|com|kg|uz|org|net|info|media|news|tv|ру|кз|рф)(?!\w)"
_QUOTED: Final = r"[«\"“„][^«»\"“”„\n]{2,60}[»\"”]"
_PROPER: Final = rf"{_CAPITAL}[\w’'&-]{{0,40}}(?:\s(?:{_CAPITAL}[\w’'&-]{{0,40}}|\d{{1,4}})){{0,3}}(?:\s{_QUOTED})?"
_NAME: Final = rf"(?:{_ADDRESS}|{_QUOTED}|{_PROPER})"
_SITE = re.compile(_ADDRESS)
_INNER_CAPITAL = re.compile(rf"[{SMALL}]{_CAPITAL}")  # ҚазАқпарат, КазТАГ
_TAIL = re.compile(rf"(?<=[A-ZА-Яa-z»\"”])-[{SMALL}]{{1,5}}$")  # BAQ.KZ-ке
_MARKS: Final = ("«", '"', "“", "„")
_NOUNS_MOST: Final = 4
_HEAD: Final = 120  # characters at a paragraph's start that may hold a dateline
_DATELINE = re.compile(
    rf"(?P<place>{_CAPITAL}[\w-]*(?:\s{_CAPITAL}[\w-]*)?)[.,]\s+(?:\d{{1,2}}\s+(?P<month>[^\W\d_]+)\.?,?\s+)?"
    rf"(?:[-–—]\s+)?/?(?P<name>{_NAME})/?\s*(?:[.,]|[-–—]|(?<=/))\s"
)


def relayed(texts: Iterable[str], catalogue: Catalogue) -> str | None:
    """The first outlet named by a relay formula, as written, in the nominative."""
    return next((name for text in texts for name in _formulas(text, catalogue, *_relays(), strict=False)), None)


def asked(texts: Iterable[str], catalogue: Catalogue) -> str | None:
    """The first outlet whose correspondent was spoken to (`рассказал корреспонденту NUR.KZ`)."""
    return next((name for text in texts for name in _formulas(text, catalogue, *_questions(), strict=True)), None)


def advertised(texts: Iterable[str], catalogue: Catalogue) -> str | None:
    """The first outlet that calls to subscribe to it or to link to it (`ссылка на агентство «Казахстан Сегодня»`)."""
    before, after, words = _adverts()
    for text in texts:
        found = _formulas(text, catalogue, before, after, words, strict=True)
        quoted = (m["name"] for m in before.finditer(text) if m["nouns"] and m["name"].startswith(_MARKS))
        if name := next(found, None) or next(map(_bare, quoted), None):
            return name
    return None


def dateline(text: str, catalogue: Catalogue) -> str | None:
    """The agency in a dateline that opens a paragraph: `АСТАНА. KAZINFORM – …`, `МОСКВА, 18 янв - РИА Новости. …`."""
    match = _DATELINE.match(text[:_HEAD])
    if match is None or not match["place"][0].isupper():
        return None
    name = _bare(match["name"])
    if name.casefold() in _words("nouns"):
        return None
    dated = match["month"] is not None and match["month"].casefold() in _months()
    if catalogue.find(name):
        return catalogue.nominative(name)
    looks = _SITE.fullmatch(name) or _INNER_CAPITAL.search(name) or name.isascii() or name.isupper()
    capitals = match["place"].isupper()
    return name if (dated and capitals) or ((dated or capitals) and looks) else None


def _formulas(
    text: str,
    catalogue: Catalogue,
    before: re.Pattern[str],
    after: re.Pattern[str],
    words: re.Pattern[str],
    *,
    strict: bool,
) -> Iterator[str]:
    """Outlets in a paragraph's formulas, in order; a strict formula takes only addresses and known publishers."""
    behind = after.finditer(text) if words.search(text) else ()
    for match in sorted((*before.finditer(text), *behind), key=lambda match: match.start("name")):
        if name := _outlet(match, text, catalogue, strict=strict):
            yield name


def _outlet(match: re.Match[str], text: str, catalogue: Catalogue, *, strict: bool) -> str | None:
    written = match["name"]
    name = _bare(written)
    begin, end = min(match.start("name"), match.start("nouns")), max(match.end("name"), match.end("nouns"))
    whole = _bare(text[begin:end])  # Baq.kz ақпарат агенттігі: the noun may be part of the name
    for shorter in (*_shorter(name), whole):
        if catalogue.find(shorter):
            return catalogue.nominative(shorter)
    if site := _SITE.match(name):
        return site[0]
    if strict or _issuer(text, match.end("name")):
        return None
    named = bool(match["nouns"].strip())
    first = name.split()[0]
    if first.casefold() in _words("platforms"):
        return None
    latin = first.isascii() and first[:2].isalpha() and len(first) > 1
    looks = written.startswith(_MARKS) or latin or _INNER_CAPITAL.search(name)
    acronym = name.isupper() and len(name) > 2 and match["verb"].casefold() in _words("outlets_only")
    return name if looks or named or acronym else None


def _bare(written: str) -> str:
    """A name without the marks around it and without a hyphenated case ending."""
    name = _TAIL.sub("", written.strip())
    if name.startswith(_MARKS) and name.endswith(("»", '"', "”")):
        name = name[1:-1]
    return name.strip(" .,")


def _shorter(name: str) -> Iterator[str]:
    """A name and its beginnings, longest first: a capital after it may open the next name."""
    words = name.split(" ")
    for length in range(len(words), 0, -1):
        yield " ".join(words[:length])


def _issuer(text: str, end: int) -> bool:
    """Whether the words after a name make it a body that informs: `«…» баспасөз қызметі`."""
    following = re.match(r"\W{0,3}([^\W\d_]+)", text[end : end + 40])
    return following is not None and following[1].casefold() in _words("issuers")


@cache
def _tables() -> list[dict[str, list[str]]]:
    return [pack["relay"] for pack in packs.load("metadata").values()]


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(word for table in _tables() for word in table[key])


@cache
def _months() -> frozenset[str]:
    tables = [pack["dates"] for pack in packs.load("layout").values()]
    return frozenset(form for table in tables for forms in table["months"] for form in forms)


@cache
def _relays() -> tuple[re.Pattern[str], ...]:
    return _patterns("before", "after")


@cache
def _questions() -> tuple[re.Pattern[str], ...]:
    return _patterns("asked_before", "asked_after")


@cache
def _adverts() -> tuple[re.Pattern[str], ...]:
    return _patterns("own_before", "own_after")


def _patterns(before: str, after: str) -> tuple[re.Pattern[str], ...]:
    """The name after the formula's words, the name before them (groups `name`, `nouns`, `verb`), and those words.

    Case is free in the formula's words alone: a name is known by its capital.
    """
    nouns = _either(word for table in _tables() for word in table["nouns"])
    some = rf"(?P<nouns>(?:(?i:{nouns})\s+){{0,{_NOUNS_MOST}}})"
    first = _either(word for table in _tables() for word in table[before])
    last = _either(word for table in _tables() for word in table[after])
    ahead = re.compile(rf"\b(?P<verb>(?i:{first}))\s+{some}(?P<name>{_NAME})")
    behind = re.compile(rf"(?<![\w«\"“„])(?P<name>{_NAME})\s+{some}(?P<verb>(?i:{last}))\b")
    return ahead, behind, re.compile(rf"\b(?i:{last})\b")


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(set(words), key=len, reverse=True))
