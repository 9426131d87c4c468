"""Repairs of a tagger's spans by what the pack knows: posts are no persons, adjectives no places, marks are paired."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.morphology import is_common, is_nominal, is_place, parses
from flows.transform.entities.quoted import quotations
from flows.transform.entities.spans import Span
from flows.transform.entities.tokens import CLOSING, OPENING, Token

_ACRONYM: Final = 4  # letters of most acronyms
_LONGEST: Final = 7  # tokens of a quoted name
_ROMAN: Final = re.compile(r"(?=.)(?:X[LC]|L?X{0,3})(?:I[XV]|V?I{0,3})")  # up to 99
_MARKS: Final = "«»“”„\"'’(),.;: -–—"


def repair(spans: Iterable[Span], tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Span]:
    """The spans that are names, each over whole words and without the posts beside it."""
    spans = list(spans)
    ends = frozenset(span.end for span in spans)
    closing = {tokens[o].end: tokens[c].start for o, c in quotations(tokens) if c - o <= _LONGEST}
    starts = {token.start: i for i, token in enumerate(tokens)}
    for span in _joined(spans, tokens, starts):
        words, aside = _parts(_words(span, tokens, starts))
        if aside and span.type == "ORG":
            yield Span(aside[0].start, aside[-1].end, span.type, span.confidence)
        if span.type == "PER":
            words = _person(words, lexicon)
            if _disagree(words, lexicon):
                yield Span(words[0].start, words[0].end, span.type, span.confidence)
                words = words[1:]
        elif span.type == "LOC" and lexicon.head_last and _is_surname_alone(words, lexicon):
            yield Span(words[0].start, words[0].end, "PER", span.confidence)
            continue
        else:
            words = _thing(words, span.type, tokens, starts, lexicon)
        if not words:
            continue
        start = words[0].start
        before = tokens[starts[start] - 1] if starts[start] > 0 else None
        kind = _kind(words, before, span.type, lexicon)
        lead = tokens[starts[start] - 2] if starts[start] > 1 else None
        free = before is not None and before.end not in ends
        if kind == "LOC" and before is not None and free and _leads(before, words[0], lead, lexicon):
            start = before.start
        inside = closing if kind == "ORG" or _is_whole(words, closing, tokens, starts, lexicon) else {}
        yield Span(start, _closed(words, inside, tokens, starts), kind, span.confidence)


def _thing(
    words: list[Token],
    kind: str,
    tokens: Sequence[Token],
    starts: Mapping[int, int],
    lexicon: Lexicon,
) -> list[Token]:
    """The words of a body's or a place's name, none if they make no name."""
    if kind == "ORG":
        words = _unnumbered(words, lexicon)
        return words if _is_name(words, lexicon) else []
    while len(words) > 1 and lexicon.is_bare_post(words[0].lower) and words[1].capital:
        words = words[1:]  # `Аким Костаная`
    if not _is_name(words, lexicon) or _is_adjective(words, lexicon):
        return []
    return words if lexicon.head_last else _own(words, tokens, starts, lexicon)


def _kind(words: Sequence[Token], before: Token | None, kind: str, lexicon: Lexicon) -> str:
    """The type of a name as the pack knows it, else `kind`."""
    if _is_listed(words, before, lexicon):
        return "LOC"
    last = words[-1]
    if lexicon.head_last:
        return kind
    if kind == "LOC" and len(words) > 1 and not last.capital and lexicon.has(last.lower, lexicon.official):
        return "ORG"  # `Талдыкорганский городской маслихат`
    return "LOC" if kind == "PER" and len(words) == 1 and is_place(last.lower) else kind


def _joined(spans: Iterable[Span], tokens: Sequence[Token], starts: Mapping[int, int]) -> Iterator[Span]:
    """The spans, a given name put to the patronymic that begins the next one (`Фёдора | Ивановича Шаляпина`)."""
    held: Span | None = None
    for span in spans:
        at = starts.get(span.start, 0)
        one_word = held is not None and at > 0 and (tokens[at - 1].start, tokens[at - 1].end) == (held.start, held.end)
        if held is not None and one_word and held.type == span.type == "PER" and _is_patronymic(tokens[at]):
            held = Span(held.start, span.end, "PER", min(held.confidence, span.confidence))
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held


def _is_patronymic(word: Token) -> bool:
    return word.capital and any("Patr" in p.tag and p.is_known for p in parses(word.lower))


def _person(words: list[Token], lexicon: Lexicon) -> list[Token]:
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
        return [] if not words or (len(words) == 1 and _is_short(words[0])) else words
    if len(words) == 2 and _is_town_of(words[0], words[1], lexicon):
        words = words[1:]
    while len(words) > 1 and _is_led(words, lexicon):
        words = words[1:]
    nobody = len(words) == 1 and _is_no_person(words[0], lexicon)
    return [] if nobody or all(word.initial or not word.is_word for word in words) else words


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


def _disagree(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether two family names side by side are two people's: no case is both's (`нравился Сталину Вертинский`)."""
    if lexicon.head_last or len(words) != 2 or words[0].initial or words[1].initial:
        return False
    cases = [{str(p.tag.case) for p in parses(word.lower) if p.is_known and "Surn" in p.tag} for word in words]
    return all(cases) and cases[0].isdisjoint(cases[1]) and not any(lexicon.is_listed_given(w.lower) for w in words)


def _is_no_person(word: Token, lexicon: Lexicon) -> bool:
    """Whether a word alone is no family name: too short, or, where a sentence begins, one of a thing."""
    if _is_short(word) or not is_nominal(word.lower) or _is_adjective([word], lexicon):
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


def _is_name(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether words can be a body's or a place's name: one is capitalised, and they are more than a common word."""
    if not any(word.capital or word.is_host or word.text[0].isdigit() for word in words):
        return False
    if all(word.text.isdigit() or not word.is_word for word in words):
        return False
    if len(words) == 1 and lexicon.is_post(words[0].lower):
        return False
    return not all(lexicon.has(word.lower, lexicon.common) for word in words)


def _is_listed(words: Sequence[Token], before: Token | None, lexicon: Lexicon) -> bool:
    """Whether words are a place of the pack, not in quotation marks, and may be no family name."""
    if lexicon.match([word.lower for word in words], lexicon.places) != len(words):
        return False
    return not (before is not None and before.text in OPENING) and not lexicon.is_surname(words[-1].lower, sure=True)


def _leads(before: Token, name: Token, lead: Token | None, lexicon: Lexicon) -> bool:
    """Whether a class noun stands before its own name (`улица Абая`), not before a place's (`улицы Лондона`).

    Nor after its own, the token `lead` (`в Алматинской области Талдыкорган`).
    """
    if not lexicon.has(before.lower, lexicon.roads) or (lead is not None and _may_be_adjective(lead)):
        return False
    tags = [p.tag for p in parses(name.lower)]
    return not any("Geox" in t and "Fixd" not in t and t.case == "gent" and t.number == "sing" for t in tags)


def _may_be_adjective(word: Token) -> bool:
    """Whether a word has a reading as an adjective: `Алматинской` has others as a family name."""
    return any("ADJF" in reading.tag for reading in parses(word.lower))


def _is_whole(
    words: Sequence[Token],
    closing: Mapping[int, int],
    tokens: Sequence[Token],
    starts: Mapping[int, int],
    lexicon: Lexicon,
) -> bool:
    """Whether a place or person takes all between two marks: no common word follows (`«Қазақстандағы істер»`)."""
    end = closing.get(words[0].start, 0)
    at = starts[words[-1].start] + 1
    while at < len(tokens) and tokens[at].start < end:
        token = tokens[at]
        if token.is_word and not token.capital and not lexicon.has(token.lower, lexicon.place_ends):
            return False
        at += 1
    return True


def _closed(
    words: Sequence[Token], closing: Mapping[int, int], tokens: Sequence[Token], starts: Mapping[int, int]
) -> int:
    """Where a name ends: at the closing mark, if the name is all between the marks or its end is."""
    end = max(words[-1].end, closing.get(words[0].start, 0))
    marks = sum(1 if t.text in OPENING - CLOSING else -1 if t.text in CLOSING - OPENING else 0 for t in words)
    straight = sum(t.text in OPENING & CLOSING for t in words) % 2
    after = starts[words[-1].start] + 1
    if end == words[-1].end and after < len(tokens) and tokens[after].text in CLOSING and (marks > 0 or straight):
        return tokens[after].end
    return end


def _parts(words: list[Token]) -> tuple[list[Token], list[Token]]:
    """A name and what stands in brackets after it (`Комитет защиты журналистов (КЗЖ)`)."""
    at = next((i for i, word in enumerate(words) if word.text == "("), len(words))
    return words[:at], [word for word in words[at + 1 :] if word.is_word]


def _words(span: Span, tokens: Sequence[Token], starts: dict[int, int]) -> list[Token]:
    """The tokens of a span from its first word to its last, a full stop after an initial included."""
    i = starts.get(span.start)
    found: list[Token] = []
    while i is not None and i < len(tokens) and tokens[i].start < span.end:
        found.append(tokens[i])
        i += 1
    while found and found[0].text in _MARKS and not _is_paired(found):
        found = found[1:]
    while found and found[-1].text in _MARKS and not (len(found) > 1 and found[-2].initial):
        found = found[:-1]
    return found


def _is_paired(words: Sequence[Token]) -> bool:
    """Whether the first token is a quotation mark that is closed before the last one (`«Бурабай» паркі`)."""
    return words[0].text in OPENING and any(word.text in CLOSING for word in words[1:-1])


def _own(words: list[Token], tokens: Sequence[Token], starts: Mapping[int, int], lexicon: Lexicon) -> list[Token]:
    """A place's own name: without a class noun that begins the next name, with a word of honour and its class noun.

    `село Жанажол | района Шал акына`: two names.
    """
    if len(words) == 2 and not words[1].capital and lexicon.has(words[1].lower, lexicon.of):
        words = words if any("ADJF" in p.tag and "Fixd" not in p.tag for p in parses(words[0].lower)) else words[:1]
    at = starts[words[-1].start] + 1
    if not (at < len(tokens) and not tokens[at].capital and lexicon.has(tokens[at].lower, lexicon.place_inner)):
        return words
    first = starts[words[0].start]
    led = first > 0 and lexicon.has(tokens[first - 1].lower, lexicon.of)
    return [*tokens[first - 1 : first], *words, tokens[at]] if led else [*words, tokens[at]]


def _unnumbered(words: list[Token], lexicon: Lexicon) -> list[Token]:
    """A body's name without the Roman number of its congress or the like (`ҚазКСР КП | XXVI съезі`)."""
    last = words[-1]
    number = last.acronym and _ROMAN.fullmatch(last.text) and not lexicon.has(last.lower, lexicon.forms)
    return words[:-1] if len(words) > 1 and number else words


def _is_surname_alone(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a place is a family name and a common word that is no class noun after it (`Горбачев менен`)."""
    if len(words) != 2 or words[1].capital or not lexicon.is_surname(words[0].lower, sure=True):
        return False
    return lexicon.place_ends.isdisjoint(lexicon.morphology.roots(words[1].lower))


def _is_title(token: Token, lexicon: Lexicon) -> bool:
    return lexicon.is_post(token.lower) or lexicon.has(token.lower, lexicon.post_modifiers)


def _is_adjective(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a span is one adjective (`Российский`, `Алматинских`)."""
    if lexicon.head_last or len(words) > 1 or lexicon.match([words[0].lower], lexicon.places):
        return False
    readings = parses(words[0].lower)
    return bool(readings) and all("ADJF" in reading.tag for reading in readings)
