"""Persons: capitalised words that given names, the endings of family names or initials make a person's name."""

from collections.abc import Sequence
from typing import Final

from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.spans import Span
from flows.transform.entities.tokens import Token

_LONGEST: Final = 4  # words of a name
_SHORTEST: Final = 5  # letters of a family name that stands alone


def find_persons(tokens: Sequence[Token], lexicon: Lexicon) -> list[Span]:
    """The persons of a paragraph, by rules over capitalised words."""
    spans: list[Span] = []
    i = 0
    while i < len(tokens):
        end, sure = _initials(tokens, i, lexicon) or _name(tokens, i, lexicon) or (i + 1, 0.0)
        if sure:
            spans.append(Span(tokens[i].start, tokens[end - 1].end, "PER", sure))
        i = end
    return spans


def _initials(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> tuple[int, float] | None:
    """`Қ.Тоқаев`, `Қ. К. Тоқаев`, or `Тоқаев Қ.К.`: the index after the name, and how sure."""
    end = _initials_end(tokens, i)
    if end > i:
        follows = end < len(tokens) and not tokens[end].initial and _may_be_name(tokens, end, lexicon)
        return (end + 1, 0.95) if follows else None
    if _may_be_name(tokens, i, lexicon) and lexicon.is_surname(tokens[i].lower, sure=False):
        end = _initials_end(tokens, i + 1)
        if end > i + 1 and tokens[i + 1].spaced and not (end < len(tokens) and tokens[end].capital):
            return end, 0.9
    return None


def _initials_end(tokens: Sequence[Token], i: int) -> int:
    end = i
    while end + 1 < len(tokens) and end < i + 4 and tokens[end].initial and tokens[end + 1].text == ".":
        end += 2
    return end


def _name(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> tuple[int, float] | None:
    """A run of capitalised words with evidence for a person: the index after it, and how sure."""
    end = _run_end(tokens, i, lexicon)
    if end == i:
        return None
    words = [token.lower for token in tokens[i:end]]
    if len(words) > 1 and _is_led(tokens, i, words, lexicon):
        return None  # the sentence's first word is no part of the name: try again at the next
    if len(words) == 1:
        sure = _single(tokens, i, lexicon)
        return (end, sure) if sure else None
    if any(lexicon.is_surname(word, sure=True) or _is_patronymic(word, lexicon) for word in words[1:]):
        return end, 0.95
    given = [lexicon.is_given(word) for word in words]
    if any(given):
        return end, 0.9 if given[0] else 0.7
    if tokens[i].opens:
        return None
    backed = _is_backed(tokens, i, end, lexicon)
    return (end, 0.8) if backed or any(lexicon.is_surname(word, sure=False) for word in words[1:]) else None


def _run_end(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> int:
    """The end of the run that may be one name: a family name after a given one ends it, and so does a case ending."""
    end = i
    while end < min(len(tokens), i + _LONGEST) and _may_be_name(tokens, end, lexicon):
        word = tokens[end].lower
        if end > i and not tokens[end].spaced:
            break
        end += 1
        last_of_name = lexicon.is_surname(word, sure=True) or _is_patronymic(word, lexicon)
        if _is_inflected(word, lexicon) or (end - i > 1 and last_of_name and not _goes_on(tokens, end, lexicon)):
            break
        if end - i == 1 and lexicon.is_surname(word, sure=True) and not _is_reversed(tokens, end, lexicon):
            break
    return end


def _goes_on(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> bool:
    """Whether a patronymic, or a family name after one, follows."""
    if end >= len(tokens) or not tokens[end].capital:
        return False
    word, before = tokens[end].lower, tokens[end - 1].lower
    return _is_patronymic(word, lexicon) or (
        _is_patronymic(before, lexicon) and lexicon.is_surname(word, sure=True)
    )


def _is_reversed(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> bool:
    """Whether a given name and nothing else but a patronymic follows a family name (`Искакова Баян`)."""
    if end >= len(tokens) or not tokens[end].capital or not lexicon.is_given(tokens[end].lower):
        return False
    return end + 1 >= len(tokens) or not tokens[end + 1].capital or _is_patronymic(tokens[end + 1].lower, lexicon)


def _is_patronymic(word: str, lexicon: Lexicon) -> bool:
    return any(base.endswith(lexicon.patronymic) for base in lexicon.morphology.bases(word))


def _is_inflected(word: str, lexicon: Lexicon) -> bool:
    """Whether a word carries a case ending, so that a name ends with it."""
    if lexicon.is_listed_given(word):
        return False
    return lexicon.is_genitive(word) or lexicon.is_local(word)


def _is_led(tokens: Sequence[Token], i: int, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a run begins with a sentence's first word that is no name, as what follows is one without it."""
    if not tokens[i].opens or lexicon.is_given(words[0]):
        return False
    inflected = len(lexicon.morphology.bases(words[0])) > 1
    rest = words[1:]
    return (inflected and lexicon.is_surname(rest[0], sure=True)) or (len(rest) > 1 and lexicon.is_given(rest[0]))


def _single(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> float:
    """How sure one capitalised word alone is a person's name, 0 if it is none."""
    token = tokens[i]
    if lexicon.is_surname(token.lower, sure=True) and len(token.text) >= _SHORTEST:
        return 0.8
    if token.opens:
        return 0.0
    if _is_backed(tokens, i, i + 1, lexicon):
        return 0.7
    return 0.5 if lexicon.is_given(token.lower) else 0.0


def _is_backed(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a post stands before, or a word that takes a person after."""
    after = end < len(tokens) and tokens[end].lower in lexicon.context
    return after or (start > 0 and lexicon.is_post(tokens[start - 1].lower))


def _may_be_name(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether a token may stand in a person's name: a capitalised word that nothing else explains."""
    token = tokens[i]
    word = token.lower
    if not token.capital or len(token.text) < 2 or (token.opens and word in lexicon.openers):
        return False
    if token.acronym:
        return len(word) >= _SHORTEST and lexicon.is_surname(word, sure=True)
    following = [t.lower for t in tokens[i : i + 3]]
    if lexicon.match(following, lexicon.places):
        follows = len(following) > 1 and tokens[i + 1].capital and lexicon.is_surname(following[1], sure=True)
        return follows and lexicon.is_listed_given(word)
    return not (
        lexicon.is_post(word)
        or lexicon.match(following, lexicon.alone)
        or lexicon.has(word, lexicon.heads)
        or any(root in lexicon.common for root in lexicon.morphology.roots(word))
    )
