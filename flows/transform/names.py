"""Canonical keys of names: one key for the spellings of one name across articles and languages."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from flows import packs
from flows.transform.classes import Words, classes, halves, nominative, split, stem, without, words
from flows.transform.endings import endings
from flows.transform.spelling import fold, skeleton
from schemas.ids import make_id

__all__ = ["code", "coded_entity_id", "entity_id", "fold", "is_patronymic", "key", "state_of"]

_WORD: Final = re.compile(r"\w+")
_JOINED: Final = dict.fromkeys(map(ord, "-‑–"))
_ROOMS: Final = {"LOC": ("places", "atlas"), "ORG": ("bodies",)}
_HOME: Final = "KZ"
_ISO: Final = 2  # letters of a state's code
_OWN: Final = "kz-"  # of the bodies that the state's name may be left out of


def is_patronymic(word: str) -> bool:
    """Whether a word in the nominative ends as patronymics do, in either language."""
    return fold(word).endswith(endings().patronymics)


def key(name: str, type: str) -> str:  # noqa: A002 - the column's name
    """Canonical key of a name in the nominative, the same for its Kazakh and its Russian spelling.

    It depends on the name alone, so that no further article ever changes who a name stands for. The article that a
    name stands in says which state's body it is, where the name does not (`state_of`).

    Args:
        name: A name as `Mention.name` gives it.
        type: PER, ORG or LOC.

    Returns:
        For a place or a body that the packs list, its code; for others, what is left of the name when spelling,
        class nouns and legal forms are made one. Never empty: a name without letters is its own key.
    """
    made = _human(name) if type == "PER" else _place(name) if type == "LOC" else _body(name)
    return made or name


def code(name: str) -> tuple[str, str] | None:
    """The code of a body that the packs list, after that of the state the name gives it (empty where it gives none).

    None for a body that the packs do not list.
    """
    made = _body(name)
    state, _, own = made.rpartition(" ")
    if state and (len(state) != _ISO or not own.startswith(_OWN)):
        return None
    return (state, own) if own in _listed_bodies() else None


@lru_cache(maxsize=1 << 16)  # names recur
def entity_id(name: str, type: str, state: str = "") -> str:  # noqa: A002
    """Id of the entity that a name in the nominative stands for.

    Args:
        name: A name as `Mention.name` gives it.
        type: PER, ORG or LOC.
        state: What `state_of` says of the article: a body without a state's name is that state's.
    """
    found = code(name) if state and type == "ORG" else None
    if found is not None and not found[0] and found[1].startswith(_OWN):
        return coded_entity_id(f"{state} {found[1]}", type)
    return coded_entity_id(key(name, type), type)


def state_of(places: Iterable[str]) -> str:
    """The state abroad that an article is about, by its code; empty where it names Kazakhstan or a place there.

    Args:
        places: The names of the article's places in the nominative, one a mention.

    Returns:
        The state named more often than all others together; empty if there is none.
    """
    counts = Counter(place for name in places if (place := key(name, "LOC")) in _codes())
    states = {place: count for place, count in counts.items() if len(place) == _ISO}
    if _HOME in states or any(place.startswith(_OWN) for place in counts):
        return ""
    most = max(states, key=lambda place: (states[place], place), default="")
    return most if most and 2 * states[most] > sum(states.values()) else ""


def coded_entity_id(key: str, type: str) -> str:  # noqa: A002
    """Id of the entity with a canonical key; for what the packs list, the key is its code there."""
    return make_id("entity", type, key)


def _human(name: str) -> str:
    """Key of a person: the code, or the name's sound."""
    sound = _person(name)
    return _people().get(sound, sound)


def _person(name: str) -> str:
    """The sound of a person's name, given before family name, without the patronymic where two others are left.

    The order of the words is kept where no single one ends as family names do, since
    then it alone tells Серік Нұрлан from Нұрлан Серік.
    """
    parts = _WORD.findall(endings().spaced.sub("", name.lower()).translate(_JOINED))
    if len(parts) > 2:
        father = next((i for i in range(1, len(parts)) if is_patronymic(parts[i])), None)
        parts = [part for i, part in enumerate(parts) if i != father]
    families = [part for part in parts if _is_family(part)]
    if len(families) == 1:
        parts = [part for part in parts if part is not families[0]] + families
    return " ".join(filter(None, map(skeleton, parts)))


@lru_cache(maxsize=1 << 16)
def _is_family(word: str) -> bool:
    return fold(word).endswith(endings().families)


def _place(name: str) -> str:
    """Key of a place: its code, or its sound; with its class noun, unless that is a city's, and by its stem."""
    found = _known("LOC").get(words(name))
    parted = None if found else split(name, "LOC")
    if parted and parted[0] == "city":
        return _place(parted[1])
    if parted:
        return f"{parted[0]} {_which(parted[1])}"
    return found or " ".join(filter(None, map(skeleton, _WORD.findall(name))))


@lru_cache(maxsize=1 << 14)
def _body(name: str) -> str:
    """Key of a body: its code, or its class noun and place or name, or its folded words."""
    own = without(without(words(name), classes().forms), classes().state)
    abroad = _known("ORG").get(_unpossessed(words(name)))
    found = abroad or _national(own) or _national(without(own, classes().country)) or _nested(name)
    parted = None if found else split(name, "ORG")
    if parted:
        return f"{parted[0]} {_which(parted[1])}"
    return found or " ".join(_unpossessed(own))


def _nested(name: str) -> str | None:
    """Key of a body beside the body it belongs to, which is left out, or beside another state, which is kept."""
    for left, right in halves(name):
        for owner, body in ((left, _national(words(right))), (right, _national(words(left)))):
            base = nominative(owner)
            state = _known("LOC").get(words(base), "") if body else ""
            if body and len(state) == _ISO and state != _HOME:
                return f"{state} {body}"
            if body and base != owner and _national(words(base)):
                return body
    return None


def _which(name: str) -> str:
    """What tells a name beside a class noun from others beside it: a body's or a place's key, or the words' stem."""
    body = _national(without(words(name), classes().state))
    if body:
        return body
    place = _place(name)
    if place in _codes():
        return place
    return _stems().get(stem(name), place if split(name, "LOC") else stem(name))


def _national(own: Words) -> str | None:
    found = _known("ORG").get(_unpossessed(own))
    return found if found and found.startswith(_OWN) else None


def _unpossessed(name: Words) -> Words:
    """A body's name without the ending of possession, as in ҚР Ұлттық Банкі - Ұлттық банк."""
    last = name[-1:]
    return (*name[:-1], *(endings().possessive.sub("", word) if len(word) > 4 else word for word in last))


@cache
def _people() -> dict[str, str]:
    """From the sound of the names that the packs list to the code they share."""
    listed = (item for pack in packs.load("people").values() for item in pack.items())
    return {_person(name): code for code, names in listed for name in names}


@cache
def _codes() -> frozenset[str]:
    return frozenset(_known("LOC").values())


@cache
def _listed_bodies() -> frozenset[str]:
    return frozenset(_known("ORG").values())


@cache
def _stems() -> dict[str, str]:
    """From the stems of listed places of one word to their codes, where a stem is one place's alone."""
    codes: dict[str, set[str]] = {}
    for listed, code in _known("LOC").items():
        if len(listed) == 1:
            codes.setdefault(stem(listed[0]), set()).add(code)
    return {part: min(found) for part, found in codes.items() if len(found) == 1}


@cache
def _known(type: str) -> dict[Words, str]:  # noqa: A002
    """From the names that the packs list, in folded words, to the code they share."""
    known: dict[Words, str] = {}
    for room in _ROOMS[type]:
        for pack in packs.load(room).values():
            for listed, names in pack.items():
                for name in names:
                    known.setdefault(words(name) if type == "LOC" else _unpossessed(words(name)), listed)
    return known
