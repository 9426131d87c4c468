"""Bodies: names built on a class noun (министрлігі, агентство), well-known bare words, acronyms and host names."""

from collections.abc import Iterator, Sequence
from typing import Final

from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.heads import headed_first
from flows.transform.entities.quoted import quoted_bodies
from flows.transform.entities.spans import Span
from flows.transform.entities.tokens import Token

_REACH: Final = 14  # words of a body's name before its class noun
_LOWER: Final = 5  # of these, lower-case ones in a row


def find_bodies(tokens: Sequence[Token], found: Sequence[Span], lexicon: Lexicon) -> list[Span]:
    """The bodies of a paragraph; `found` are the spans a tagger has already made in it."""
    ranges = [(start, end, 0.9) for start, end in quoted_bodies(tokens, lexicon)]
    ranges += _simple(tokens, lexicon)
    ranges += _headed_last(tokens, lexicon) if lexicon.head_last else headed_first(tokens, found, lexicon)
    return [Span(tokens[start].start, tokens[end - 1].end, "ORG", sure) for start, end, sure in ranges]


def _simple(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, int, float]]:
    """Host names, acronyms, and bodies whose capitalised words alone are the name."""
    for i, token in enumerate(tokens):
        if token.is_host:
            yield i, i + 1, 0.9
        elif token.acronym and lexicon.has(token.lower, lexicon.acronyms):
            stands_for = i > 0 and tokens[i - 1].acronym and lexicon.match([tokens[i - 1].lower], lexicon.places)
            yield (i - 1 if lexicon.head_last and stands_for else i), i + 1, 0.9
        elif token.capital:
            size = lexicon.match([t.lower for t in tokens[i : i + 4]], lexicon.alone)
            if size:
                yield i, i + size, 0.8


def _headed_last(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, int, float]]:
    """Bodies whose class noun stands last: from it to the left as far as the name goes."""
    for i, token in enumerate(tokens):
        if not token.is_word or not lexicon.has(token.lower, lexicon.heads):
            continue
        press = i > 0 and lexicon.match([tokens[i - 1].lower, token.lower], lexicon.press) == 2
        first = _first_word(tokens, i - press, press=press, lexicon=lexicon)
        if first is not None and (press or _is_named(tokens, first, i, lexicon)):
            yield first, i + 1, 0.85


def _first_word(tokens: Sequence[Token], head: int, *, press: bool, lexicon: Lexicon) -> int | None:
    """The index of the first capitalised word of the name that ends in the class noun at `head`."""
    first: int | None = None
    lower = 0
    for i in range(head - 1, max(0, head - _REACH) - 1, -1):
        token = tokens[i]
        if not token.is_word or token.lower in lexicon.body_stops:
            break
        if not token.capital:
            lower += 1
            linked = lexicon.match([token.lower], lexicon.place_heads) or _is_inflected_head(token, lexicon)
            if lower > _LOWER or (first is not None and not linked) or (not press and _is_inflected_head(token, lexicon)):
                break
        elif _is_outside(tokens, i, head, lexicon):
            break
        else:
            first, lower = i, 0
    return first


def _is_inflected_head(token: Token, lexicon: Lexicon) -> bool:
    return token.lower not in lexicon.heads and lexicon.has(token.lower, lexicon.heads)


def _is_outside(tokens: Sequence[Token], i: int, head: int, lexicon: Lexicon) -> bool:
    """Whether a capitalised word before a class noun is no part of the body's name."""
    word = tokens[i].lower
    if word in lexicon.forms or tokens[i].initial or (tokens[i].opens and word in lexicon.openers):
        return True
    if tokens[i].opens and lexicon.is_genitive(word) and not lexicon.match([word], lexicon.places) and not lexicon.match([word], lexicon.alone):
        return True
    if i + 1 < head and tokens[i + 1].lower in lexicon.linkers:
        return False
    if lexicon.is_post(word):
        return not (i + 1 == head and word in lexicon.posts)
    return lexicon.is_surname(word, sure=True) or lexicon.is_local(word)


def _is_named(tokens: Sequence[Token], first: int, head: int, lexicon: Lexicon) -> bool:
    """Whether what stands before a class noun makes it a name and not a mere description."""
    weak = lexicon.has(tokens[head].lower, lexicon.weak_heads)
    before = tokens[head - 1]
    if weak and before.capital and (before.lower in lexicon.heads or (before.lower,) in lexicon.alone):
        return False
    if tokens[head].capital:
        return True
    between = [token.lower for token in tokens[first + 1 : head] if not token.capital]
    start = tokens[first]
    if not weak:
        return not start.opens or len(between) < _LOWER
    if lexicon.is_genitive(start.lower) and between:
        return False
    if start.text.isascii():
        return len(between) < _LOWER
    known = start.lower in lexicon.modifiers or lexicon.match([start.lower], lexicon.places) > 0
    return (known or not start.opens) and (len(between) < 4 or all(word in lexicon.modifiers for word in between))
