"""How two texts are compared: by their words, letter case and punctuation aside, or character by character."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Final, Self

_WORD: Final = re.compile(r"\w+")
_MARKS: Final = "«»‹›\"“”„‟'‘’‚‛`"
_DASHES: Final = "-‐‑‒–—―−"
_STOPS: Final = ".,;:"


def words(text: str | None) -> list[str]:
    """The words of a text in lower case and NFC, in order; none for None."""
    return _WORD.findall(unicodedata.normalize("NFC", text.lower())) if text else []


def key(text: str | None) -> str:
    """The words of a text joined by one space: equal keys mean the same name, title or date; empty for None."""
    return " ".join(words(text))


def bare(text: str) -> str:
    """A span's text as strict comparison sees it.

    Takes a quote's text and gives it in NFC, its white space folded, without outer quotation marks, dashes and
    spaces, and without full stops, commas, semicolons and colons at its end: what the annotation leaves open.
    """
    folded = " ".join(unicodedata.normalize("NFC", text).split())
    return folded.lstrip(_MARKS + _DASHES + " ").rstrip(_MARKS + _DASHES + _STOPS + " ")


@dataclass(frozen=True, slots=True)
class Bag:
    """The words of a text with their counts, made once and compared many times."""

    counts: Counter[str]
    size: int

    @classmethod
    def of(cls, text: str) -> Self:
        """Count the words of a text."""
        found = words(text)
        return cls(Counter(found), len(found))

    def shared(self, other: "Bag") -> int:
        """How many words both texts hold, a repeated word as often as both repeat it."""
        few, many = sorted((self.counts, other.counts), key=len)
        return sum(min(count, many[word]) for word, count in few.items() if word in many)

    def f1(self, other: "Bag", at_least: float = 0.0) -> float:
        """Token F1 of two texts, 0 to 1; 0 when it cannot reach `at_least`, which the sizes alone often settle."""
        total = self.size + other.size
        if not total or 2 * min(self.size, other.size) / total < at_least:
            return 0.0
        return 2 * self.shared(other) / total
