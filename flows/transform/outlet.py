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

_CAPITAL: Final = r"[^\W\d_a-zа-яёәғқңөұүһі]"
_ADDRESS: Final = r"(?:[^\W_][\w-]*\.)+(?i:kz|ru|com|kg|uz|org|net|info|media|news|tv|ру|кз|рф)(?!\w)"
_QUOTED: Final = r"[«\"“„][^«»\"“”„\n]{2,60}[»\"”]"
_PROPER: Final = rf"{_CAPITAL}[\w’'&-]*(?:\s(?:{_CAPITAL}[\w’'&-]*|\d+)){{0,3}}(?:\s{_QUOTED})?"
_NAME: Final = rf"(?:{_ADDRESS}|{_QUOTED}|{_PROPER})"
_SITE = re.compile(_ADDRESS)
_INNER_CAPITAL = re.compile(rf"[а-яёәғқңөұүһі]{_CAPITAL}")  # ҚазАқпарат, КазТАГ
_TAIL = re.compile(r"(?<=[A-ZА-Яa-z»\"”])-[а-яёәғқңөұүһі]{1,5}$")  # BAQ.KZ-ке
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


def dateline(text: str, catalogue: Catalogue) -> str | None:
    """The agency in a dateline that opens a paragraph: `АСТАНА. KAZINFORM – …`, `МОСКВА, 18 янв - РИА Новости. …`."""
    match = _DATELINE.match(text[:_HEAD])
    if match is None or not match["place"][0].isupper():
        return None
    name = _bare(match["name"])
    if name.casefold() in _nouns():
        return None
    dated = match["month"] is not None and match["month"].casefold() in _months()
    if catalogue.find(name):
        return catalogue.nominative(name)
    looks = _SITE.fullmatch(name) or _INNER_CAPITAL.search(name) or name.isascii() or name.isupper()
    capitals = match["place"].isupper()
    return name if (dated and capitals) or ((dated or capitals) and looks) else None


def _formulas(
    text: str, catalogue: Catalogue, before: re.Pattern[str], after: re.Pattern[str], *, strict: bool
) -> Iterator[str]:
    """Outlets in a paragraph's formulas, in order; a strict formula takes only addresses and known publishers."""
    matches = sorted((*before.finditer(text), *after.finditer(text)), key=lambda match: match.start("name"))
    for match in matches:
        if name := _outlet(match, text, catalogue, strict=strict):
            yield name


def _outlet(match: re.Match[str], text: str, catalogue: Catalogue, *, strict: bool) -> str | None:
    written = match["name"]
    name = _bare(written)
    whole = text[match.start("nouns") : match.end("name")].strip()  # РИА «Новости»: the noun is part of the name
    if catalogue.find(whole):
        return catalogue.nominative(whole)
    for shorter in _shorter(name):
        if catalogue.find(shorter):
            return catalogue.nominative(shorter)
    if site := _SITE.match(name):
        return site[0]
    if strict or _issuer(text, match.end("name")):
        return None
    named = bool(match["nouns"].strip())
    latin = any(word.isascii() and word[:1].isalpha() for word in name.split())
    looks = written[0] in '«"“„' or latin or _INNER_CAPITAL.search(name)
    acronym = name.isupper() and len(name) > 2 and match["verb"].casefold() in _outlets_only()
    return name if looks or named or acronym else None


def _bare(written: str) -> str:
    """A name without the marks around it and without a hyphenated case ending."""
    name = _TAIL.sub("", written.strip())
    if name[0] in '«"“„' and name[-1] in '»"”':
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
    return following is not None and following[1].casefold() in _issuers()


@cache
def _tables() -> list[dict[str, list[str]]]:
    return [pack["relay"] for pack in packs.load("metadata").values()]


@cache
def _issuers() -> frozenset[str]:
    return frozenset(word for table in _tables() for word in table["issuers"])


@cache
def _nouns() -> frozenset[str]:
    return frozenset(word for table in _tables() for word in table["nouns"])


@cache
def _outlets_only() -> frozenset[str]:
    return frozenset(word for table in _tables() for word in table["outlets_only"])


@cache
def _months() -> frozenset[str]:
    tables = [pack["dates"] for pack in packs.load("layout").values()]
    return frozenset(form for table in tables for forms in table["months"] for form in forms)


@cache
def _relays() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return _patterns("before", "after")


@cache
def _questions() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return _patterns("asked_before", "asked_after")


def _patterns(before: str, after: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Two patterns with the groups `name` and `nouns`: the name after the formula's words, and before them.

    Case is free in the formula's words alone: a name is known by its capital.
    """
    nouns = _either(word for table in _tables() for word in table["nouns"])
    some = rf"(?P<nouns>(?:(?i:{nouns})\s+){{0,{_NOUNS_MOST}}})"
    first = _either(word for table in _tables() for word in table[before])
    last = _either(word for table in _tables() for word in table[after])
    ahead = re.compile(rf"\b(?P<verb>(?i:{first}))\s+{some}(?P<name>{_NAME})")
    behind = re.compile(rf"(?<![\w«\"“„])(?P<name>{_NAME})\s+{some}(?P<verb>(?i:{last}))\b")
    return ahead, behind


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(set(words), key=len, reverse=True))
