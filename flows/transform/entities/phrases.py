"""Phrases: names and words that a pack lists, kept so that it is soon seen that no form of one stands somewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Self

from flows.transform.spelling import undotted

_BEGINNING: Final = 4  # letters of a word that its forms share, the last of a short one apart


@dataclass(frozen=True, slots=True)
class Phrases:
    """Names of one or more words, those of one word, and how long the longest is that begins with a word."""

    names: frozenset[tuple[str, ...]]
    single: frozenset[str]
    longest: dict[str, int]
    beginnings: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[str]) -> Self:
        """The phrases of names in lower case, with a space between two words."""
        words = frozenset(tuple(name.split()) for name in names)
        longest: dict[str, int] = {}
        for phrase in words:
            longest[phrase[0]] = max(longest.get(phrase[0], 1), len(phrase))
        single = frozenset(phrase[0] for phrase in words if len(phrase) == 1)
        return cls(words, single, longest, beginnings(frozenset(longest)))

    def __contains__(self, words: tuple[str, ...]) -> bool:
        return words in self.names


@lru_cache(maxsize=64)
def beginnings(words: frozenset[str]) -> frozenset[str]:
    """What words begin with: no form of any begins with anything else, which saves most look-ups."""
    return frozenset(undotted(word[: min(_BEGINNING, max(len(word) - 1, 2))]) for word in words)


def may_begin(word: str, known: frozenset[str]) -> bool:
    """Whether a lower-case word begins as one of those whose `beginnings` are `known`, so that it may be its form."""
    beginning = undotted(word[:_BEGINNING])
    return beginning in known or beginning[:3] in known or beginning[:2] in known
