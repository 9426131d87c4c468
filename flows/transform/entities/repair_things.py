"""Repairs of a tagger's bodies and places: names by the pack, no mere adjectives, with the class nouns they need."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from flows.transform.entities.bodies_named import is_owned
from flows.transform.entities.commonplace import is_compounded, is_inhabitant, is_verbal
from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.morphology import is_common, is_place, parses
from flows.transform.entities.persons import agrees
from flows.transform.entities.spans import Span
from flows.transform.entities.tokens import OPENING, Token

_ROMAN: Final = re.compile(r"(?=.)(?:X[LC]|L?X{0,3})(?:I[XV]|V?I{0,3})")  # up to 99

_BRACKETS: Final = "()"
_FULL: Final = 2  # words of a given name and a family name


def parted(span: Span, tokens: Sequence[Token], starts: Mapping[int, int], lexicon: Lexicon) -> Iterator[Span]:
    """A span, or the bodies that it holds: two, the second an acronym (`департамент … и | ДЭР`), or a list of them."""
    if lexicon.head_last and span.type == "ORG":
        yield from _listed_apart(span, tokens, starts.get(span.start, 0), lexicon)
        return
    at = first = starts.get(span.start, 0)
    while not lexicon.head_last and span.type == "ORG" and at + 1 < len(tokens) and tokens[at + 1].start < span.end:
        if tokens[at].text in OPENING:
            break
        word = tokens[at + 1]
        if at > first and tokens[at].lower in lexicon.joins and word.acronym and (word.lower,) not in lexicon.places:
            yield Span(span.start, tokens[at - 1].end, span.type, span.confidence)
            span = Span(word.start, span.end, span.type, span.confidence)
            break
        at += 1
    yield span


def _listed_apart(span: Span, tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Iterator[Span]:
    """The acronyms of a list that one span holds (`WBA (Super) | WBC`), or else the span.

    What closes a bracket that is open before the span is no name's either (`Super) | WBC`).
    """
    words: list[Token] = []
    while at < len(tokens) and tokens[at].start < span.end:
        words.append(tokens[at])
        at += 1
    marks = [i for i, word in enumerate(words) if word.text in _BRACKETS]
    torn = bool(marks) and words[marks[0]].text == _BRACKETS[1]
    words = words[marks[0] + 1 :] if torn else words
    depth = 0
    for word in words:
        depth += (word.text == _BRACKETS[0]) - (word.text == _BRACKETS[1])
        if word.is_word and not (depth or word.acronym or word.lower in lexicon.inner):
            yield span
            return
    names = [word for word in words if word.acronym]
    if names and (torn or any(word.text == "," for word in words)):
        yield from (Span(word.start, word.end, span.type, span.confidence) for word in names)
    else:
        yield span


def thing(
    words: list[Token],
    kind: str,
    tokens: Sequence[Token],
    starts: Mapping[int, int],
    lexicon: Lexicon,
) -> list[Token]:
    """The words of a body's or a place's name, none if they make no name."""
    words = words if lexicon.head_last else _without_verbs(words, tokens, starts)
    if not lexicon.head_last and len(words) == 1 and _is_plain(words[0], kind, tokens, starts, lexicon):
        return []
    if kind == "ORG":
        words = _unnumbered(words, lexicon)
        described = lexicon.head_last and is_owned(words, lexicon)
        return words if _is_name(words, lexicon) and not described else []
    while len(words) > 1 and lexicon.is_bare_post(words[0].lower) and words[1].capital:
        words = words[1:]  # `Аким Костаная`
    if not _is_name(words, lexicon) or is_adjective(words, lexicon) or _is_no_place(words, lexicon):
        return []
    return words if lexicon.head_last else _own(words, tokens, starts, lexicon)


def kind_of(words: Sequence[Token], before: Token | None, kind: str, lexicon: Lexicon) -> str:
    """The type of a name as the pack knows it, else `kind`."""
    if _is_listed(words, before, lexicon):
        return "LOC"
    last = words[-1]
    if lexicon.head_last:
        return kind
    if kind == "LOC" and _is_person(words, before, lexicon):
        return "PER"
    if kind == "LOC" and len(words) > 1 and not last.capital:
        levelled = lexicon.has(words[-2].lower, lexicon.levels) and lexicon.has(last.lower, lexicon.heads)
        if levelled or lexicon.has(last.lower, lexicon.official):
            return "ORG"  # `Талдыкорганский городской маслихат`, `Медеуский районный суд`
    return "LOC" if kind == "PER" and len(words) == 1 and is_place(last.lower) else kind


def _is_name(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether words can be a body's or a place's name: one is capitalised, and they are more than a common word."""
    if not any(word.capital or word.is_host or word.text[0].isdigit() for word in words):
        return False
    if all(word.text.isdigit() or not word.is_word for word in words) or (len(words) == 1 and words[0].initial):
        return False
    if len(words) == 1 and lexicon.is_post(words[0].lower):
        return False
    return not all(lexicon.has(word.lower, lexicon.common) for word in words)


def _is_no_place(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a name is a work's (`Жол картасы`), or of a kind of places where a sentence begins (`Мұз сарайы`)."""
    last = words[-1]
    work = lexicon.head_last and len(words) > 1 and not last.capital and lexicon.has(last.lower, lexicon.works)
    kind = words[0].opens and words[0].lower in lexicon.place_kinds
    return work or (kind and not any(word.capital for word in words[1:]))


def _without_verbs(words: list[Token], tokens: Sequence[Token], starts: Mapping[int, int]) -> list[Token]:
    """A name without a verb that opens its sentence or follows it (`Поручаю | департаменту полиции`)."""
    at = starts[words[0].start] if words else 0
    quoted = at > 0 and tokens[at - 1].text in OPENING
    if len(words) > 1 and words[0].opens and not quoted and not words[0].acronym and is_verbal(words[0].lower):
        words = words[1:]
    while len(words) > 1 and words[-1].is_word and not words[-1].capital and _is_verb(words[-1].lower):
        words = words[:-1]
    return words


def _is_verb(word: str) -> bool:
    return any(p.is_known and str(p.tag.POS) in ("VERB", "GRND") for p in parses(word)[:1])


def _is_plain(word: Token, kind: str, tokens: Sequence[Token], starts: Mapping[int, int], lexicon: Lexicon) -> bool:
    """Whether a word alone is no name, not in quotation marks: an inhabitant, a verb, or one that a sentence opens."""
    at = starts[word.start]
    if is_compounded(word.text):
        return True
    described = at + 1 < len(tokens) and agrees(word, tokens[at + 1])
    if kind == "ORG" and described and any("ADJF" in p.tag for p in parses(word.lower)[:1]):
        return True  # `Алматинские травматологи`
    if at > 0 and tokens[at - 1].text in OPENING:
        return False
    headed = at > 0 and lexicon.match([tokens[at - 1].lower], lexicon.place_heads) > 0  # `перевал | Талгарский`
    if (not headed and is_inhabitant(word.lower, lexicon)) or (word.opens and is_verbal(word.lower)):
        return True
    if kind == "LOC" and lexicon.has(word.lower, lexicon.homes):
        return not (at > 0 and lexicon.has(tokens[at - 1].lower, lexicon.of))  # `село Родина`
    listed = lexicon.match([word.lower], lexicon.places) > 0
    return kind == "LOC" and word.opens and not listed and is_common(word.lower)


def _is_listed(words: Sequence[Token], before: Token | None, lexicon: Lexicon) -> bool:
    """Whether words are a place of the pack, not in quotation marks, and may be no family name."""
    if lexicon.match([word.lower for word in words], lexicon.places) != len(words):
        return False
    return not (before is not None and before.text in OPENING) and not lexicon.is_surname(words[-1].lower, sure=True)


def leads(before: Token, name: Token, lead: Token | None, lexicon: Lexicon) -> bool:
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


def _is_person(words: Sequence[Token], before: Token | None, lexicon: Lexicon) -> bool:
    """Whether a place is a given name and an unmistakable family name, after no class noun (`Канату Шарлапаеву`)."""
    if len(words) != _FULL or not (words[1].capital and lexicon.is_surname(words[1].lower, sure=True)):
        return False
    headed = before is not None and lexicon.has(before.lower, lexicon.place_ends | lexicon.roads)
    return not headed and lexicon.is_given(words[0].lower)


def is_surname_alone(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a place is a family name and a common word that is no class noun after it (`Горбачев менен`)."""
    if len(words) != 2 or words[1].capital or not lexicon.is_surname(words[0].lower, sure=True):
        return False
    return lexicon.place_ends.isdisjoint(lexicon.morphology.roots(words[1].lower))


def is_adjective(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a span is one adjective (`Российский`, `Алматинских`)."""
    if lexicon.head_last or len(words) > 1 or lexicon.match([words[0].lower], lexicon.places):
        return False
    readings = parses(words[0].lower)
    return bool(readings) and all("ADJF" in reading.tag for reading in readings)
