"""Repairs of a tagger's persons: neither posts, bodies, towns nor acronyms are a part of a name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from flows.transform.entities.bodies_alone import listed_size
from flows.transform.entities.commonplace import is_inhabitant
from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.morphology import is_common, is_nominal, is_place, parses
from flows.transform.entities.repair_things import is_adjective
from flows.transform.entities.spans import Span
from flows.transform.entities.tokens import CLOSING, OPENING, Token

_ACRONYM: Final = 4  # letters of most acronyms
_FULL: Final = 2  # words of a given name and a family name
_NICKNAME: Final = 4  # tokens of a nickname with its marks


def joined(
    spans: Iterable[Span], tokens: Sequence[Token], starts: Mapping[int, int], lexicon: Lexicon
) -> Iterator[Span]:
    """The spans, a given name put to the patronymic that begins the next one (`Фёдора | Ивановича Шаляпина`).

    And a patronymic to the family name that follows (`Надежда Петровна | Кузьмина`).
    """
    held: Span | None = None
    for span in spans:
        at = starts.get(span.start, 0)
        before = tokens[at - 1] if at > 0 else None
        beside = held is not None and before is not None and before.end == held.end and held.type == span.type == "PER"
        if held is not None and before is not None and beside and _go_together(held, before, tokens[at], lexicon):
            held = Span(held.start, span.end, "PER", min(held.confidence, span.confidence))
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held


def _go_together(held: Span, last: Token, word: Token, lexicon: Lexicon) -> bool:
    """Whether the span that ends in `last` and the word after it are one person's: one of them is a patronymic."""
    if held.start == last.start:
        return _is_patronymic(word)
    return _is_patronymic(last) and word.capital and lexicon.is_surname(word.lower, sure=False)


def _is_patronymic(word: Token) -> bool:
    return word.capital and any("Patr" in p.tag and p.is_known for p in parses(word.lower))


def person(words: list[Token], lexicon: Lexicon) -> list[Token]:
    """The words of a person's name without posts; none if it is an acronym."""
    while words and _is_title(words[0], lexicon):
        words = words[1:]
    while words and _is_title(words[-1], lexicon):
        words = words[:-1]
    while (
        len(words) > 2
        and not _is_syllable(words[0], lexicon)
        and (words[0].acronym or words[0].lower[-1] in lexicon.vowels)
        and _is_body(words[0], lexicon)
        and lexicon.is_given(words[1].lower)
    ):
        words = words[1:]
    if lexicon.head_last:
        while words and lexicon.match([words[-1].lower], lexicon.alone):
            words = words[:-1]  # `Биғайдаров | Антикордағы`
        if any(listed_size(words, i, lexicon.alone, lexicon) > 1 for i in range(len(words))):
            return []  # `Манчестер Юнайтедтің`
        return [] if not words or (len(words) == 1 and _is_short(words[0])) else words
    if len(words) == 2 and _is_town_of(words[0], words[1], lexicon):
        words = words[1:]
    while len(words) > 1 and _is_led(words, lexicon):
        words = words[1:]
    while len(words) > _FULL and _is_tag(words, lexicon):
        words = words[:-1]
    nobody = len(words) == 1 and _is_no_person(words[0], lexicon)
    return [] if nobody or all(word.initial or not word.is_word for word in words) else words


def nicknamed(words: list[Token], tokens: Sequence[Token], starts: Mapping[int, int], lexicon: Lexicon) -> list[Token]:
    """A person's given name with a nickname in marks and the family name after it (`Майк | «Темір» Тайсон`)."""
    if not lexicon.head_last or not words or len(words) > _FULL:
        return words
    first, last = starts[words[0].start], words[-1]
    at = starts[last.start] + 1
    mark = next((i for i in range(at, min(at + _NICKNAME, len(tokens))) if tokens[i].text in CLOSING and i > at), 0)
    if not mark or tokens[at].text not in OPENING or mark + 1 >= len(tokens):
        return words
    inner, family = tokens[at + 1 : mark], tokens[mark + 1]
    if not (inner and all(word.capital for word in inner) and family.capital and family.spaced):
        return words
    if lexicon.is_surname(last.lower, sure=True) or lexicon.is_genitive(last.lower) or lexicon.is_local(last.lower):
        return words
    return words if _is_other(family, lexicon) else list(tokens[first : mark + 2])


def _is_other(word: Token, lexicon: Lexicon) -> bool:
    """Whether a capitalised word is a place's, a body's, a post or an acronym, and so no family name."""
    listed = any(lexicon.match([word.lower], names) for names in (lexicon.places, lexicon.alone, lexicon.place_heads))
    return (
        listed or word.acronym or word.initial or lexicon.is_post(word.lower) or lexicon.has(word.lower, lexicon.heads)
    )


def _is_tag(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a place follows a whole name, as in a row of tags: `Ержан Бабакумаров | Астана`."""
    whole = lexicon.is_surname(words[-2].lower, sure=True) and lexicon.is_given(words[-3].lower)
    return whole and (words[-1].lower,) in lexicon.places


def _is_led(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a common word that opens a sentence stands before a name; `А. Петров` begins with an initial."""
    initial = words[0].initial and words[1].text == "."
    return words[0].opens and is_common(words[0].lower) and not initial and not lexicon.is_given(words[0].lower)


def _is_town_of(place: Token, name: Token, lexicon: Lexicon) -> bool:
    """Whether a place in another case than the nominative stands before a given name: `житель Шымкента Ерлан`."""
    if not lexicon.is_given(name.lower) or lexicon.is_given(place.lower) or (place.lower,) in lexicon.places:
        return False
    return is_place(place.lower) or any((base,) in lexicon.places for base in lexicon.morphology.bases(place.lower))


def _is_syllable(word: Token, lexicon: Lexicon) -> bool:
    """Whether a word has one vowel, as each word of a name such as `Хван Чжан Еп` may."""
    return sum(letter in lexicon.vowels for letter in word.lower) == 1


def disagree(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether two family names side by side are two people's: no case is both's (`нравился Сталину Вертинский`)."""
    if lexicon.head_last or len(words) != 2 or words[0].initial or words[1].initial:
        return False
    cases = [{str(p.tag.case) for p in parses(word.lower) if p.is_known and "Surn" in p.tag} for word in words]
    return all(cases) and cases[0].isdisjoint(cases[1]) and not any(lexicon.is_listed_given(w.lower) for w in words)


def _is_no_person(word: Token, lexicon: Lexicon) -> bool:
    """Whether a word alone is no family name: too short, or, where a sentence begins, one of a thing."""
    if _is_short(word) or not is_nominal(word.lower) or is_adjective([word], lexicon):
        return True
    if is_inhabitant(word.lower, lexicon):
        return True
    thing = is_common(word.lower) and not any(p.tag.animacy == "anim" for p in parses(word.lower))
    return word.opens and thing and not lexicon.is_surname(word.lower, sure=True)


def _is_short(word: Token) -> bool:
    """Whether a word is an initial or an acronym (`МЧС`, `ПЦР-тест`), too short for a family name set in capitals."""
    first, _, rest = word.text.partition("-")
    named = rest.islower() and first.isupper() and 1 < len(first) <= _ACRONYM
    return word.initial or named or (word.acronym and len(word.text) <= _ACRONYM)


def _is_body(word: Token, lexicon: Lexicon) -> bool:
    """Whether a word before a person's name is a body's (`лидер Нацфронта Марин Ле Пен`): one that is no name."""
    return word.acronym or lexicon.match([word.lower], lexicon.alone) > 0 or not lexicon.is_given(word.lower)


def _is_title(token: Token, lexicon: Lexicon) -> bool:
    return lexicon.is_post(token.lower) or lexicon.has(token.lower, lexicon.post_modifiers)
