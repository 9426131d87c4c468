"""Clusters: the names of one article that are one name, and the fullest form of each, in the nominative."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from flows.letters import CAPITAL, LATIN, LIKE_LATIN, SMALL
from flows.transform.entities.clues import NO_CLUE, Clue
from flows.transform.entities.fuller import fullest_bodies
from flows.transform.entities.given import given_names
from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.nominative import candidates
from flows.transform.entities.people import name_people
from flows.transform.names import fold

_QUOTED: Final = re.compile(r"[«“„\"]([^«»“”„\"]+)[»”\"]")
_WORD: Final = re.compile(r"\w+")
_FUSED: Final = re.compile(rf"\b([{CAPITAL}][{SMALL}]{{2,19}})([{CAPITAL}][{SMALL}]{{2,29}})\b")
_MARK: Final = re.compile(rf"[{LIKE_LATIN}A-Z]{{1,3}}\d{{1,4}}")
_LOOKALIKES: Final = str.maketrans(LIKE_LATIN, LATIN)
_ACRONYM: Final = 4  # letters of the longest acronym
_PARTED: Final = 2  # class nouns after a quoted name that tell of a part of the body
_LONG: Final = 3  # words of a body's name that brackets after it may give in another language's letters
_MINOR: Final = 3  # words shorter than this give an acronym no letter


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A name found in the article: its surface form, type and the lexicon of its paragraph's language.

    `clue` is what stands beside a person's name; `bracketed` tells that it stands alone in brackets right after the one
    before it.
    """

    surface: str
    type: str
    lexicon: Lexicon
    clue: Clue = NO_CLUE
    bracketed: bool = False


def name_all(occurrences: Sequence[Occurrence]) -> list[str]:
    """The fullest nominative form of each occurrence's name, in the order of the occurrences (that of the text)."""
    names = [""] * len(occurrences)
    attested = frozenset(word for o in occurrences if o.type == "PER" for word in _WORD.findall(o.surface.lower()))
    options = [candidates(_calm(o.surface, o.type), o.type, o.lexicon, attested, o.clue) for o in occurrences]
    people = [i for i, o in enumerate(occurrences) if o.type == "PER"]
    for i, name in zip(people, name_people([options[i] for i in people]), strict=True):
        names[i] = name
    others = [i for i, o in enumerate(occurrences) if o.type != "PER"]
    for i, name in zip(others, _others([(occurrences[i], options[i][0]) for i in others]), strict=True):
        names[i] = name
    bodies = [i for i in others if occurrences[i].type == "ORG"]
    if bodies:
        fuller = fullest_bodies([names[i] for i in bodies], occurrences[bodies[0]].lexicon)
        for i in bodies:
            names[i] = fuller.get(names[i], names[i])
    return names


def _calm(name: str, type: str) -> str:  # noqa: A002
    """A person's or a place's name without words all in capitals (`ЖҰМАДІЛДАЕВ`, acronyms excepted) or run together."""
    if type == "PER":
        name = _FUSED.sub(_apart, name)
    if type == "ORG" or not any(word.isupper() for word in name.split()):
        return name
    return " ".join(word.title() if len(word) > _ACRONYM and word.isupper() else word for word in name.split())


def _apart(joined: re.Match[str]) -> str:
    """A given name and a family name between which the space was lost (`ЕрланҚарин`); others stay (`МакДональд`)."""
    return f"{joined[1]} {joined[2]}" if fold(joined[1]) in given_names() else joined[0]


def _others(found: Sequence[tuple[Occurrence, str]]) -> list[str]:
    """Names of bodies and places: a quoted name with its class noun is the fuller form of the bare one."""
    fuller: dict[tuple[str, str], str] = {}
    keys: list[tuple[str, str]] = []
    for occurrence, name in found:
        group = (occurrence.type, _group(occurrence, name))
        keys.append(group)
        held = fuller.get(group)
        if held is None or len(name) > len(held):
            fuller[group] = name
    acronyms: dict[tuple[str, str], str] = {}
    foreign: dict[tuple[str, str], str] = {}
    for (kind, _), name in fuller.items():
        letters = "".join(word[0] for word in _WORD.findall(name) if len(word) >= _MINOR)
        if len(letters) > 1:
            acronyms.setdefault((kind, letters.lower()), name)
    for (kind, _), name in fuller.items():
        rest, _, last = name.rpartition(" ")
        if kind == "ORG" and _abbreviates(last, rest):
            acronyms.setdefault((kind, last.lower()), name)
    for (first, name), (second, short) in pairwise(found):
        if second.bracketed and first.type == second.type and _stands_for(short, name, second.type):
            names = acronyms if short.isupper() else foreign
            names.setdefault((second.type, short.lower()), fuller[second.type, _group(first, name)])
    heads = _heads(found, fuller)
    return [
        acronyms.get((group[0], name.lower()), fuller[group])
        if name.isupper()
        else foreign.get((group[0], name.lower()), heads.get(group, fuller[group]))
        for group, (_, name) in zip(keys, found, strict=True)
    ]


def _group(occurrence: Occurrence, name: str) -> str:
    quoted = _QUOTED.search(name) if occurrence.type == "ORG" else None
    if quoted:  # a part of the body is not the body: «Атамекен» палатасының Төралқасы
        nouns = [w for w in _WORD.findall(name[quoted.end() :].lower()) if occurrence.lexicon.is_head(w)]
        return _plain(quoted[1] if len(nouns) < _PARTED else name)
    return _plain(name)


def _stands_for(short: str, name: str, type: str) -> bool:  # noqa: A002
    """Whether a name in brackets stands for the one before it: its capitals, or a long body's name in other letters."""
    foreign = short.isupper() or (short.isascii() and not name.isascii())
    return _abbreviates(short, name) or (type == "ORG" and foreign and len(_WORD.findall(name)) >= _LONG)


def _abbreviates(short: str, name: str) -> bool:
    """Whether capitals stand for the name before them: half of them are its words' first letters."""
    initials = {word[0].upper() for word in _WORD.findall(name)}
    known = sum(letter in initials for letter in short)
    return short.isupper() and short.isalpha() and len(short) > 1 and " " in name and 2 * known >= len(short)


def _heads(
    found: Sequence[tuple[Occurrence, str]], fuller: Mapping[tuple[str, str], str]
) -> dict[tuple[str, str], str]:
    """From a class noun that is a name by its capital alone (`Общество`) to the one longer name it begins."""
    longer: dict[str, set[str]] = defaultdict(set)
    for (kind, _), name in fuller.items():
        if kind == "ORG" and " " in name:
            longer[_plain(name.split(" ", 1)[0])].add(name)
    generic = {
        _plain(name)
        for o, name in found
        if o.type == "ORG" and not o.lexicon.head_last and o.surface[0].isupper() and _is_generic(name, o.lexicon)
    }
    return {("ORG", word): min(longer[word]) for word in sorted(generic) if len(longer[word]) == 1}


def _is_generic(name: str, lexicon: Lexicon) -> bool:
    word = name.lower()
    return word in lexicon.heads and (word,) not in lexicon.alone and (word,) not in lexicon.press


def _plain(name: str) -> str:
    """A body's or a place's name as it is compared: `Х5` in Cyrillic letters is `X5` in Latin ones."""
    words = _WORD.findall(name)
    return " ".join(fold(word.upper().translate(_LOOKALIKES) if _MARK.fullmatch(word) else word) for word in words)
