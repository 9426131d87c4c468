"""Spans: what a tagger finds in one paragraph, before names are compared across the article."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from flows.transform.entities.tokens import Token

_ORDER: Final = {"ORG": 0, "LOC": 1, "PER": 2}


@dataclass(frozen=True, slots=True)
class Span:
    """A name in a paragraph: half-open offsets into its text, its type, and how sure the finder is (0-1).

    The type is PER, ORG or LOC, or, of what a tagger finds, ROLE: a post that is written out.
    """

    start: int
    end: int
    type: str
    confidence: float = 1.0


class Text(NamedTuple):
    """A paragraph as taggers read it: its text, without line breaks, and its tokens."""

    text: str
    tokens: Sequence[Token]


class Tagger(Protocol):
    """What finds the names of one language: rules over capital letters, or a trained model."""

    def tag(self, paragraphs: Sequence[Text]) -> list[list[Span]]:
        """The names in each paragraph, in any order; they may overlap."""


def flat(spans: Iterable[Span]) -> list[Span]:
    """Keep of overlapping spans the longest (then the surest, then ORG before LOC before PER), sorted by start."""
    ranked = sorted(spans, key=lambda s: (s.start - s.end, -s.confidence, _ORDER[s.type], s.start))
    taken: set[int] = set()
    kept: list[Span] = []
    for span in ranked:
        # A later span is no longer than any kept one: it overlaps one exactly if an edge character is taken.
        if span.start not in taken and span.end - 1 not in taken:
            taken.update(range(span.start, span.end))
            kept.append(span)
    return sorted(kept, key=lambda s: s.start)
