"""What the case of a capitalised word tells: where something is, or whom something is told."""

from collections.abc import Sequence

from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.tokens import Token


def is_where(token: Token, lexicon: Lexicon) -> bool:
    """Whether a capitalised word after a name tells where something is (`Кирсти Ковентри | Лозаннада`)."""
    word = token.lower
    named = lexicon.is_given(word) or lexicon.is_surname(word, sure=True) or is_patronymic(word, lexicon)
    return token.capital and not named and lexicon.is_locative(word)


def is_told(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether a family name, though a town is called so, is one whom something is told (`Қонаевқа | айтты`)."""
    word = tokens[i].lower
    if i + 1 >= len(tokens) or not tokens[i + 1].lower.startswith(lexicon.told):
        return False
    return lexicon.is_surname(word, sure=True) and lexicon.is_local(word) and not lexicon.is_locative(word)


def is_patronymic(word: str, lexicon: Lexicon) -> bool:
    """Whether a lower-case word is a form of a patronymic, as its ending tells."""
    return any(base.endswith(lexicon.patronymic) for base in lexicon.morphology.bases(word))
