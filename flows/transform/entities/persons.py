"""Persons: capitalised words that given names, the endings of family names or initials make a person's name."""

from collections.abc import Sequence
from typing import Final

from flows.transform.entities.cases import is_patronymic, is_told, is_where
from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.morphology import is_known, is_nominal, parses
from flows.transform.entities.spans import Span
from flows.transform.entities.tokens import CLOSING, OPENING, Token

_LONGEST: Final = 4  # words of a name
_SYLLABLE: Final = 4  # letters of a name of one syllable
_ENDING: Final = 7  # letters of the longest ending of a family name with that of a case
_SHORT: Final = 3  # letters of a listed family name that may be another word
_SHORTEST: Final = 5  # letters of a family name that stands alone


def find_persons(tokens: Sequence[Token], lexicon: Lexicon) -> list[Span]:
    """The persons of a paragraph, by rules over capitalised words."""
    spans: list[Span] = []
    i = 0
    while i < len(tokens):
        if not tokens[i].capital:
            i += 1
            continue
        end, sure = _initials(tokens, i, lexicon) or _name(tokens, i, lexicon) or (i + 1, 0.0)
        if sure:
            spans.append(Span(tokens[i].start, tokens[end - 1].end, "PER", sure))
        i = end
    return spans


def find_initialled(tokens: Sequence[Token], lexicon: Lexicon) -> list[Span]:
    """The persons of a paragraph that are named by initials and a family name."""
    spans: list[Span] = []
    end = 0
    for i, token in enumerate(tokens):
        if i < end or not (token.initial or (token.capital and i + 1 < len(tokens) and tokens[i + 1].initial)):
            continue
        found = _initials(tokens, i, lexicon)
        if found and all(is_nominal(t.lower) for t in tokens[i : found[0]] if t.is_word and not t.initial):
            end = found[0]
            spans.append(Span(token.start, tokens[end - 1].end, "PER", found[1]))
    return spans


def find_surnames(tokens: Sequence[Token], lexicon: Lexicon) -> list[Span]:
    """Family names that their endings show, as no other word of the dictionary has them; alone or with a given name."""
    marks = {ending[:2] for ending in lexicon.surname_sure}  # what is left of an ending in other cases
    return [
        Span(first.start, token.end, "PER", 0.7)
        for i, token in enumerate(tokens)
        if token.capital
        and not (i + 1 < len(tokens) and agrees(token, tokens[i + 1]))
        and len(token.text) >= _SHORTEST
        and any(mark in token.lower[-_ENDING:] for mark in marks)
        and lexicon.is_surname(token.lower, sure=True)
        and (token.lower in lexicon.surnames or not is_known(token.lower))
        for first in ((tokens[i - 1], token) if _is_named(tokens, i, lexicon) else (token,))
    ]


def _is_named(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether a given name stands right before the family name at `i`: `песню Розы | Рымбаевой`."""
    if i == 0 or not tokens[i - 1].capital or tokens[i - 1].acronym:
        return False
    word = tokens[i - 1].lower
    return lexicon.is_given(word) or any("Name" in p.tag and p.is_known for p in parses(word))


def agrees(word: Token, after: Token) -> bool:
    """Whether a word may be the adjective of the one after it (`Алматинского горного кластера`) or of a quoted name."""
    if after.text in OPENING and after.spaced:
        return any("ADJF" in p.tag for p in parses(word.lower))
    if after.capital or not after.is_word:
        return False
    forms = {(str(p.tag.case), str(p.tag.number)) for p in parses(word.lower) if "ADJF" in p.tag}
    after_forms = (
        (str(p.tag.case), str(p.tag.number)) for p in parses(after.lower) if str(p.tag.POS) in ("ADJF", "NOUN")
    )
    return any(form in forms for form in after_forms)


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
    if end - i == 1:
        sure = _single(tokens, i, lexicon)
    elif end == i or _is_led(tokens, i, [token.lower for token in tokens[i:end]], lexicon):
        sure = 0.0  # where the sentence's first word is no part of the name, the next may begin it
    else:
        sure = _several(tokens, i, end, lexicon)
    return (end, sure) if sure else None


def _several(tokens: Sequence[Token], i: int, end: int, lexicon: Lexicon) -> float:
    """How sure a run of two or more capitalised words is a person's name, 0 if it is none."""
    words = [token.lower for token in tokens[i:end]]
    if any(lexicon.is_surname(word, sure=True) or is_patronymic(word, lexicon) for word in words[1:]):
        return 0.95
    if i > 0 and end < len(tokens) and tokens[i - 1].text in OPENING and tokens[end].text in CLOSING:
        return 0.0  # a quoted name is a work's or a body's
    if lexicon.is_given(words[0]):
        return 0.9
    if any(lexicon.is_given(word) for word in words):
        return 0.7
    likely = _is_backed(tokens, i, end, lexicon) or any(lexicon.is_surname(word, sure=False) for word in words[1:])
    return 0.8 if likely and not tokens[i].opens else 0.0


def _run_end(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> int:
    """The end of the run that may be one name."""
    end = i
    while end < min(len(tokens), i + _LONGEST) and _may_be_name(tokens, end, lexicon):
        if end > i and (not tokens[end].spaced or (end > i + 1 and is_where(tokens[end], lexicon))):
            break
        end += 1
        if _ends_name(tokens, i, end, lexicon):
            break
        while end + 1 < len(tokens) and tokens[end].text in lexicon.particles:
            end += 1
    while end > i and tokens[end - 1].text in lexicon.particles:
        end -= 1
    return end


def _ends_name(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a name ends before `end`: after a case ending, or a family name or any word after a given name."""
    word = tokens[end - 1].lower
    if _is_inflected(word, lexicon) and not _is_surname(tokens, end, lexicon):
        return True
    if end - start == 1:
        return lexicon.is_surname(word, sure=True) and not _is_reversed(tokens, end, lexicon)
    if _goes_on(tokens, end, lexicon):
        return False
    if lexicon.is_surname(word, sure=True) or is_patronymic(word, lexicon):
        return True
    return lexicon.is_listed_given(tokens[start].lower) and not lexicon.is_listed_given(word)


def _is_surname(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether an unmistakable family name stands at `i`."""
    return i < len(tokens) and tokens[i].capital and lexicon.is_surname(tokens[i].lower, sure=True)


def _goes_on(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> bool:
    """Whether a patronymic, or a family name after one, follows."""
    if end >= len(tokens) or not tokens[end].capital:
        return False
    word, before = tokens[end].lower, tokens[end - 1].lower
    if all(_is_syllable(token, lexicon) for token in tokens[max(0, end - 2) : end + 1]):
        return True  # `Ким Чен | Ын`
    return is_patronymic(word, lexicon) or (is_patronymic(before, lexicon) and lexicon.is_surname(word, sure=True))


def _is_syllable(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word may be one of a name of syllables: short, with one vowel of those that foreign names have."""
    return token.capital and len(token.text) <= _SYLLABLE and sum(c in lexicon.vowels for c in token.lower) == 1


def _is_reversed(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> bool:
    """Whether a given name and nothing else but a patronymic follows a family name (`Искакова Баян`)."""
    if end >= len(tokens) or not tokens[end].capital or not lexicon.is_given(tokens[end].lower):
        return False
    return end + 1 >= len(tokens) or not tokens[end + 1].capital or is_patronymic(tokens[end + 1].lower, lexicon)


def _is_inflected(word: str, lexicon: Lexicon) -> bool:
    """Whether a word carries a case ending, so that a name ends with it."""
    if lexicon.is_listed_given(word):
        return False
    return lexicon.is_genitive(word) or lexicon.is_local(word)


def _is_led(tokens: Sequence[Token], i: int, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a run begins with a sentence's first word that is no name, as what follows is one without it."""
    inflected = len(lexicon.morphology.bases(words[0])) > 1
    if lexicon.is_given(words[0]) or not (tokens[i].opens or inflected):
        return False
    return (inflected and lexicon.is_surname(words[1], sure=True)) or lexicon.is_given(words[1])


def _single(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> float:
    """How sure one capitalised word alone is a person's name, 0 if it is none."""
    token = tokens[i]
    if lexicon.is_surname(token.lower, sure=True) and len(token.text) >= _SHORTEST:
        return 0.8
    given = lexicon.is_given(token.lower)
    if lexicon.is_listed_surname(token.lower) and (len(token.text) > _SHORT or _is_backed(tokens, i, i + 1, lexicon)):
        return 0.8
    if token.opens:
        return 0.0
    if (given or lexicon.is_surname(token.lower, sure=False)) and _is_backed(tokens, i, i + 1, lexicon):
        return 0.7
    return 0.5 if given else 0.0


def _is_backed(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a post stands before, or a word that takes a person after."""
    after = end < len(tokens) and tokens[end].lower in lexicon.context
    return after or (start > 0 and lexicon.is_post(tokens[start - 1].lower))


def _may_be_name(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether a token may stand in a person's name: a capitalised word that nothing else explains."""
    token = tokens[i]
    word = token.lower
    if not token.capital or len(token.text) < 2 or token.text[0].isascii() or (token.opens and word in lexicon.openers):
        return False
    if token.acronym:
        led = i > 0 and lexicon.is_listed_given(tokens[i - 1].lower)
        leads = lexicon.is_listed_given(word) and i + 1 < len(tokens) and tokens[i + 1].acronym
        return leads or (len(word) >= _SHORTEST and lexicon.is_surname(word, sure=not led))
    given = i > 0 and tokens[i - 1].capital and lexicon.is_listed_given(tokens[i - 1].lower)
    if (given and lexicon.is_surname(word, sure=True)) or is_told(tokens, i, lexicon):
        return True  # `Дінмұхамед Қонаев`: a town is called so, too
    following = [t.lower for t in tokens[i : i + 3]]
    if _is_surname(tokens, i + 1, lexicon) and ((word,) in lexicon.places or lexicon.is_listed_given(word)):
        return True
    return not (
        lexicon.is_post(word)
        or lexicon.match(following, lexicon.places)
        or lexicon.match(following, lexicon.alone)
        or lexicon.has(word, lexicon.heads)
        or any(root in lexicon.common for root in lexicon.morphology.roots(word))
    )
