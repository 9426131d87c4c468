"""Echoes: a name that is certain somewhere in the article is found again where nothing around it shows it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.nominative import candidates
from flows.transform.entities.quoted import quotations
from flows.transform.entities.spans import Span
from flows.transform.entities.tokens import Token
from flows.transform.names import fold, key

_SURE: Final = 0.8  # a name this certain is looked for again
_DOUBTFUL: Final = 0.75  # a span less certain gives way to an echo
_LONGEST: Final = 4  # words of a body's quoted name that is looked for without its marks
_SHORTEST: Final = 4  # letters of a family name


@dataclass(frozen=True, slots=True)
class Known:
    """What an article is certain of: keys of its people's first and last names, its bodies' quoted names, folded."""

    people: frozenset[str]
    bodies: frozenset[str]


def known(found: Iterable[tuple[str, Span, Lexicon]]) -> Known:
    """The certain names among (surface form, span, lexicon)."""
    people: set[str] = set()
    bodies: set[str] = set()
    for surface, span, lexicon in found:
        if span.confidence < _SURE:
            continue
        if span.type == "PER":
            words = candidates(surface, "PER", lexicon, ())[0].split()
            people.update(
                key(word, "PER") for word in (words[0], words[-1]) if len(words) > 1 and len(word) >= _SHORTEST
            )
        elif span.type == "ORG":
            bodies.update(quoted_names(surface))
            bodies.update(_part(surface))
    return Known(frozenset(people), frozenset(bodies))


def echoes(tokens: Sequence[Token], spans: Sequence[Span], names: Known, lexicon: Lexicon) -> Iterator[Span]:
    """The spans of a paragraph and the echoes outside of them, in no order."""
    firm = [span for span in spans if span.confidence >= _DOUBTFUL]
    taken = {i for span in firm for i in range(span.start, span.end)}
    yield from spans
    longest = max((name.count(" ") + 1 for name in names.bodies), default=0)
    for i, token in enumerate(tokens):
        if not token.capital or token.start in taken:
            continue
        if names.people and not names.people.isdisjoint(_keys(token.text, lexicon)):
            yield Span(token.start, token.end, "PER", _SURE)
            continue
        for size in range(min(longest, _LONGEST, len(tokens) - i), 0, -1):
            if (size > 1 or not token.opens) and _is_body(tokens[i : i + size], names, lexicon):
                yield Span(token.start, tokens[i + size - 1].end, "ORG", _SURE)
                break
    if names.bodies:
        for opening, closing in quotations(tokens):
            first, last = tokens[opening + 1 : opening + 2], tokens[closing - 1]
            content = fold(" ".join(token.lower for token in tokens[opening + 1 : closing]))
            if first and content in names.bodies and first[0].start not in taken:
                yield Span(first[0].start, last.end, "ORG", _SURE)


def _is_body(words: Sequence[Token], names: Known, lexicon: Lexicon) -> bool:
    """Whether words are a form of a body's quoted name."""
    first = "".join(f"{word.lower} " for word in words[:-1])
    return bool(names.bodies.intersection(fold(first + base) for base in lexicon.morphology.bases(words[-1].lower)))


@lru_cache(maxsize=1 << 14)
def _keys(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The keys of the nominatives that one word of a person's name may have."""
    return tuple(key(name, "PER") for name in candidates(word, "PER", lexicon, ()))


def _part(surface: str) -> Iterator[str]:
    """The last of several acronyms, which a part of a body is called by (`ІІМ ҚАЖК`), folded."""
    words = surface.split()
    if len(words) > 1 and all(word.isalpha() and word.isupper() for word in words):
        yield fold(words[-1])


def quoted_names(surface: str) -> Iterator[str]:
    """What stands in quotation marks in a name, folded."""
    for mark, close in ("«»", "“”", '""', "„“"):
        start = surface.find(mark)
        end = surface.find(close, start + 1)
        if 0 <= start < end:
            yield fold(surface[start + 1 : end])
