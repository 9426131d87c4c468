"""Repairs of a tagger's spans by what the pack knows: posts are no persons, adjectives no places, marks are paired."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.morphology import parses
from flows.transform.entities.quoted import quotations
from flows.transform.entities.spans import Span
from flows.transform.entities.tokens import Token

_MARKS: Final = "«»“”„\"'’(),.;: -–—"


def repair(spans: Iterable[Span], tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Span]:
    """The spans that are names, each over whole words and without the posts beside it."""
    closing = {tokens[o].end: tokens[c] for o, c in quotations(tokens)}
    starts = {token.start: i for i, token in enumerate(tokens)}
    for span in spans:
        words = _words(span, tokens, starts)
        if span.type == "PER":
            while words and _is_title(words[0], lexicon):
                words = words[1:]
            while words and _is_title(words[-1], lexicon):
                words = words[:-1]
            words = [] if all(word.acronym and len(words) == 1 for word in words) else words
        elif span.type == "LOC":
            words = [] if _is_adjective(words, lexicon) else words
        elif not any(word.capital or word.is_host or word.text[0].isdigit() for word in words) or _is_common(words, lexicon):
            words = []
        if not words:
            continue
        mark = closing.get(words[0].start)
        end = mark.start if mark is not None and span.type == "ORG" and mark.start > span.end else words[-1].end
        yield Span(words[0].start, max(end, words[-1].end), span.type, span.confidence)


def _words(span: Span, tokens: Sequence[Token], starts: dict[int, int]) -> list[Token]:
    """The tokens of a span from its first word to its last, a full stop after an initial included."""
    i = starts.get(span.start)
    found: list[Token] = []
    while i is not None and i < len(tokens) and tokens[i].start < span.end:
        found.append(tokens[i])
        i += 1
    while found and found[0].text in _MARKS:
        found = found[1:]
    while found and found[-1].text in _MARKS and not (len(found) > 1 and found[-2].initial):
        found = found[:-1]
    return found


def _is_title(token: Token, lexicon: Lexicon) -> bool:
    return lexicon.is_post(token.lower) or lexicon.has(token.lower, lexicon.post_modifiers)


def _is_common(words: Sequence[Token], lexicon: Lexicon) -> bool:
    return all(lexicon.has(word.lower, lexicon.common) for word in words)


def _is_adjective(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a span is one adjective (`российский`, `алматинских`) or has no capital at all."""
    if not any(word.capital for word in words):
        return True
    if lexicon.head_last or len(words) > 1 or lexicon.match([words[0].lower], lexicon.places):
        return False
    readings = parses(words[0].lower)
    return bool(readings) and all("ADJF" in reading.tag for reading in readings)
