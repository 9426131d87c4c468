"""Whether what stands before a class noun that is last makes a body's name of it, and not a mere description."""

from collections.abc import Sequence
from typing import Final

from flows.transform.entities.bodies_alone import listed_size
from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.tokens import Token

_LONG: Final = 5  # lower-case words in a name that a sentence begins with
_FEW: Final = 4  # lower-case words that a weak class noun may have before it
_LISTED: Final = 9  # the same of an authority that lists what it is for


def is_named(tokens: Sequence[Token], first: int, head: int, lexicon: Lexicon) -> bool:
    """Whether what stands before a class noun makes it a name and not a mere description."""
    start, before = tokens[first], tokens[head - 1]
    word = tokens[head].lower
    weak = lexicon.has(word, lexicon.weak_heads)
    plain = weak and before.capital and not before.text.isascii()
    if plain and (before.lower in lexicon.heads or (before.lower,) in lexicon.alone):
        return False
    if tokens[head].capital:
        return True
    place = lexicon.match([start.lower], lexicon.places) > 0
    between = [token.lower for token in tokens[first + 1 : head] if not token.capital]
    if lexicon.has(word, lexicon.bare_heads):
        led = not start.opens or start.lower in lexicon.leading or place
        return led and all(is_modifier(w, lexicon) for w in between)
    if not weak:
        return not start.opens or len(between) < _LONG
    listed = listed_size(tokens, first, lexicon.listed, lexicon) > 0
    if lexicon.has(word, lexicon.official) and _is_field(tokens, first, head, lexicon):
        return True
    known = place or listed or start.lower in lexicon.leading or start.text.isascii() or start.acronym
    described = (
        (place and first == head - 1)
        or is_owned(tokens[first : head + 1], lexicon)
        or any(_is_foreign(w, lexicon) for w in between)
    )
    joined = lexicon.has(word, lexicon.official) and not lexicon.inner.isdisjoint(between)
    between = [w for w in between if w not in lexicon.inner]
    few = (
        len(between) < (_LISTED if joined else _FEW)
        or not lexicon.owners.isdisjoint(between)
        or all(is_modifier(w, lexicon) for w in between)
    )
    return (known or not start.opens) and few and not described


def _is_field(tokens: Sequence[Token], first: int, head: int, lexicon: Lexicon) -> bool:
    """Whether an authority is called by what a listed body is for, too, or by two things at least.

    `Төтенше жағдайлар департаменті` (`министрлігі` is listed), `Жастар саясаты және тіл басқармасы`.
    """
    while first + 1 < head and tokens[first].capital and lexicon.is_genitive(tokens[first].lower):
        first += 1  # an owner's name ends
    words = [token.lower for token in tokens[first:head] if token.is_word]
    if tuple(words) in lexicon.fields:
        return True
    own = [w for w in words if w not in lexicon.modifiers]
    plain = not any(lexicon.is_genitive(w) or (lexicon.is_post(w) and not lexicon.is_whole_post(w)) for w in own)
    return plain and tokens[head - 1].lower not in lexicon.inner and not lexicon.inner.isdisjoint(words[1:])


def is_owned(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a body is only somebody's and of a kind: `Қазақстанның халықаралық қоры`."""
    kind = len(words) > 2 and all(not t.capital and is_modifier(t.lower, lexicon) for t in words[1:-1])
    last = words[-1]
    weak = not last.capital and lexicon.has(last.lower, lexicon.weak_heads)
    weak = weak and not lexicon.has(last.lower, lexicon.official)
    return kind and weak and lexicon.is_genitive(words[0].lower)


def _is_foreign(word: str, lexicon: Lexicon) -> bool:
    """Whether a lower-case word before a weak class noun makes a description of it: a place's, or an owner."""
    owner = lexicon.is_genitive(word) and not lexicon.has(word, lexicon.heads)
    return owner or lexicon.match([word], lexicon.place_heads) > 0


def is_place(tokens: Sequence[Token], first: int, head: int, lexicon: Lexicon) -> bool:
    """Whether the whole name is a listed place's (`Ресей Федерациясы`)."""
    words = [token.lower for token in tokens[first : head + 1]]
    return lexicon.match(words, lexicon.places) == len(words)


def is_of_region(tokens: Sequence[Token], first: int, head: int, lexicon: Lexicon) -> bool:
    """Whether a body's name holds that of the region or town whose authority it is (`Ақтөбе облыстық соты`)."""
    return lexicon.has(tokens[head].lower, lexicon.official) and any(
        tokens[i - 1].capital
        and (tokens[i].lower in lexicon.levels or lexicon.match([tokens[i].lower], lexicon.place_heads) > 0)
        for i in range(first + 1, head)
    )


def is_modifier(word: str, lexicon: Lexicon) -> bool:
    """Whether a lower-case word may stand between a name and its class noun: listed, or an adjective by its ending."""
    return lexicon.has(word, lexicon.modifiers) or word.endswith(lexicon.adjectival)
