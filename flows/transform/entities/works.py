"""Works: quoted names of books, projects, gatherings or prizes, as the word beside them tells, are no entities."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from flows.transform.entities.echoes import quoted_names
from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.quoted import quotations
from flows.transform.entities.spans import Span
from flows.transform.entities.tokens import Token
from flows.transform.names import code, fold

_LONGEST: Final = 12  # tokens of a quoted name
_REACH: Final = 3  # words between the marks and the word that tells
_MARKS: Final = '«»“”„"'


def quoted_works(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The offsets of what stands between marks that a work's word follows (or leads, where class nouns stand first)."""
    for opening, closing in quotations(tokens):
        if 2 <= closing - opening <= _LONGEST and _is_told(tokens, opening, closing, lexicon):
            yield tokens[opening].end, tokens[closing].start


def without_works(
    spans: Iterable[Span], text: str, places: Sequence[tuple[int, int]], works: frozenset[str]
) -> Iterator[Span]:
    """The spans of a paragraph that are no work's name.

    Args:
        spans: What was found in the paragraph.
        text: The paragraph's text.
        places: What `quoted_works` found in it.
        works: The folded names of the works of the article that none of its bodies is called by.
    """
    here = frozenset(places)
    for span in spans:
        name = text[span.start : span.end].strip(_MARKS)
        start = text.find(name, span.start)
        if (start, start + len(name)) in here and name:
            continue
        if span.type == "ORG" and fold(name) in works and code(name) is None:
            continue
        yield span


def told_bodies(tokens: Sequence[Token], spans: Iterable[Span], text: str, lexicon: Lexicon) -> Iterator[str]:
    """The folded quoted names of a paragraph that stand as a body's: with its class noun, or as who tells something."""
    for span in spans:
        surface = text[span.start : span.end]
        if span.type == "ORG":
            yield from (name for name in quoted_names(surface) if name != fold(surface.strip(_MARKS)))
    for opening, closing in quotations(tokens):
        beside = [*tokens[max(0, opening - 1) : opening], *tokens[closing + 1 : closing + 2]]
        if any(token.lower in lexicon.tells for token in beside):
            yield fold(text[tokens[opening].end : tokens[closing].start])


def _is_told(tokens: Sequence[Token], opening: int, closing: int, lexicon: Lexicon) -> bool:
    """Whether a work's word stands beside a quoted name and no class noun of a body nearer."""
    at, step = (closing + 1, 1) if lexicon.head_last else (opening - 1, -1)
    for i in range(at, at + step * _REACH, step):
        if not 0 <= i < len(tokens) or not tokens[i].is_word or lexicon.has(tokens[i].lower, lexicon.heads):
            return False
        if lexicon.has(tokens[i].lower, lexicon.works):
            return True
        if not lexicon.head_last and not tokens[i].lower.endswith(lexicon.adjectival):
            return False
    return False
