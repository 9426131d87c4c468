"""Posts whose noun stands last, right before the name, after all that modifies it (`облысының әкімі`)."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.tokens import Token

_REACH: Final = 16  # tokens of a post
_PORTFOLIO: Final = 4  # tokens before the conjunction of a portfolio
_DASHES: Final = frozenset("–—")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's tokens, and where its names stand among them.

    `names` leads from the index of the last token of a body or place to that of its first, `people` holds the last
    tokens of persons.
    """

    tokens: Sequence[Token]
    names: Mapping[int, int]
    people: Set[int]
    lexicon: Lexicon


def post_before(paragraph: Paragraph, name: int) -> int | None:
    """Where a post begins whose noun stands right before the name."""
    tokens, lexicon = paragraph.tokens, paragraph.lexicon
    if name == 0 or name - 1 in paragraph.names or not lexicon.is_bare_post(tokens[name - 1].lower):
        return None
    start = name - 1
    while start > 0 and name - start < _REACH:
        before = start - 1
        if before in paragraph.people:
            break
        if before in paragraph.names and not _is_aside(tokens[before].lower, lexicon):
            start = paragraph.names[before]
            continue
        further = _joined(paragraph, before)
        if further is None and not _is_outside(tokens, before, lexicon):
            further = before
        if further is None:
            break
        start = further
    return start


def _joined(paragraph: Paragraph, at: int) -> int | None:
    """Where what a number's ending, a dash or a conjunction at `at` joins to a post begins.

    `1 | - | інші`; `Премьер-министрдің орынбасары | – | Ұлттық экономика министрі`.
    """
    tokens, lexicon = paragraph.tokens, paragraph.lexicon
    last = at - 1
    if last < 0 or last in paragraph.people or last in paragraph.names:
        return None
    if tokens[at].lower in lexicon.inner:
        return _portfolio(paragraph, at)
    number = tokens[at].text == "-" and not tokens[at + 1].spaced and tokens[last].text.isdigit()
    return last if number or (tokens[at].text in _DASHES and lexicon.is_bare_post(tokens[last].lower)) else None


def _portfolio(paragraph: Paragraph, at: int) -> int | None:
    """Where a portfolio with a conjunction at `at` begins: `Сауда | және | интеграция министрі`.

    Its first word has a capital; else what stands before the conjunction is an adjective.
    """
    tokens, lexicon = paragraph.tokens, paragraph.lexicon
    start = last = at - 1
    while start >= 0 and at - start <= _PORTFOLIO and (tokens[start].is_word or tokens[start].text == ","):
        word = tokens[start].lower
        owner = lexicon.is_genitive(word)
        if owner or lexicon.is_bare_post(word) or word in lexicon.post_stops or start in paragraph.people:
            return last if owner and tokens[last].lower.endswith(lexicon.adjectival) else None
        if tokens[start].capital:
            return start
        start -= 1
    return None


def _is_aside(word: str, lexicon: Lexicon) -> bool:
    """Whether a word stands in a case that makes it the verb's, not the post's."""
    if lexicon.is_genitive(word) or word.endswith(lexicon.attributive):
        return False
    return lexicon.is_local(word) or word.endswith(lexicon.post_breaks)


def _is_outside(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a token is no part of the post whose next word follows it."""
    word, following = tokens[at].lower, tokens[at + 1]
    if (
        not tokens[at].is_word
        or word in lexicon.post_stops
        or word.endswith(lexicon.verbal)
        or _is_aside(word, lexicon)
    ):
        return True
    whole = lexicon.is_whole_post(following.lower)
    if word.endswith(lexicon.plural) and whole:
        return True
    # A plain noun stands before a capital only where that is possessed: `облыс Әкімі`, not `жетістіктер Елбасы`.
    plain = not (tokens[at].capital and not tokens[at].opens) and not word.isascii()
    if not following.capital or not plain or _modifies(word, lexicon):
        return False
    return whole or not (lexicon.is_post(following.lower) or lexicon.has(following.lower, lexicon.heads))


def _modifies(word: str, lexicon: Lexicon) -> bool:
    """Whether a word may stand before any noun of a post: an owner, an adjective or another post."""
    endings = (*lexicon.attributive, *lexicon.adjectival)
    known = word in lexicon.post_modifiers or lexicon.is_genitive(word) or lexicon.is_whole_post(word)
    return known or word.endswith(endings)
