"""Class nouns: what a name says of the kind of thing it names (қаласы, әкімдігі), apart from what says which one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Final

from flows import packs
from flows.transform.spelling import fold, skeleton

_WORD: Final = re.compile(r"\w+")
_REACH: Final = 14  # words of a body's name before another's
_ACRONYM: Final = 5  # letters of the longest acronym
# Russian makes an adjective of a place's name, or puts it in the genitive: Меркенский район (Меркі), Омская область
# (Омск), улица Абая.
_ADJECTIVE: Final = re.compile(r"ск(?:ий|ая|ое)?$")
_ENDING: Final = re.compile(r"[аеиу]+$")
_SUFFIX: Final = re.compile(r"(?<=\w\w\w)(?:[еи]н|[еи]в)$")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Classes:
    """The class nouns of all packs, in folded words, and what else stands beside a name without being of it."""

    nouns: dict[str, dict[Words, str]]  # by type, from the noun's words to its code
    state: frozenset[Words]
    country: frozenset[Words]
    forms: frozenset[Words]
    cases: tuple[tuple[re.Pattern[str], str], ...]


def words(name: str) -> Words:
    """The folded words of a name; acronyms as they stand, since МКҚ is not МКК and ДДСҰ not ДСҰ."""
    folded = (word.lower() if word.isupper() and len(word) <= _ACRONYM else fold(word) for word in _WORD.findall(name))
    return tuple(word for word in folded if word)


def without(name: Words, beside: frozenset[Words]) -> Words:
    """A name without the phrases of `beside` at either end, unless nothing were left."""
    while True:
        shorter = next((rest for size in (1, 2) for rest in _ends(name, size) if rest[0] in beside and rest[1]), None)
        if shorter is None:
            return name
        name = shorter[1]


def split(name: str, type: str) -> tuple[str, str] | None:  # noqa: A002
    """Part a name from its class noun, which stands at either end of it.

    Args:
        name: A name of a body or a place, in the nominative.
        type: ORG or LOC.

    Returns:
        The class noun's code and the rest of the name, it too in the nominative; None without one.
    """
    spans = [match.span() for match in _WORD.finditer(name)]
    known = classes().nouns[type]
    for size in range(min(3, len(spans) - 1), 0, -1):
        for first, last, rest in (
            (0, size, name[spans[size][0] :]),
            (len(spans) - size, len(spans), name[: spans[-size][0]]),
        ):
            code = known.get(words(name[spans[first][0] : spans[last - 1][1]]))
            if code is not None:
                return code, nominative(rest.strip())
    return None


def stem(name: str) -> str:
    """What a place's name has in common with the adjective Russian makes of it, by sound: Меркі - Меркенский."""
    return " ".join(
        _SUFFIX.sub("", _ENDING.sub("", skeleton(_ADJECTIVE.sub("", word))) or word) for word in _WORD.findall(name)
    )


def halves(name: str) -> Iterator[tuple[str, str]]:
    """A name parted in two at each of its first words."""
    for match in islice(_WORD.finditer(name), 1, _REACH):
        yield name[: match.start()].strip(), name[match.start() :]


def nominative(name: str) -> str:
    """What stands beside a class noun or another body, in the nominative."""
    for pattern, ending in classes().cases:
        name = pattern.sub(ending, name)
    return name


@cache
def classes() -> Classes:
    """The class nouns of all packs."""
    tables = packs.load("classes").values()

    def phrases(field: str) -> frozenset[Words]:
        return frozenset(words(phrase) for table in tables for phrase in table[field])

    return Classes(
        nouns={
            type_: {words(noun): code for table in tables for code, nouns in table[room].items() for noun in nouns}
            for type_, room in (("LOC", "places"), ("ORG", "bodies"))
        },
        state=phrases("state"),
        country=phrases("country"),
        forms=phrases("forms"),
        cases=tuple(
            (re.compile(re.escape(ending) + (r"(?!\w)" if ending[-1].isalpha() else ""), re.IGNORECASE), nominative)
            for table in tables
            for ending, nominative in table["cases"]
        ),
    )


def _ends(name: Words, size: int) -> Sequence[tuple[Words, Words]]:
    return (name[:size], name[size:]), (name[-size:], name[:-size])
