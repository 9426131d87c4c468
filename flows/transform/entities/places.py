"""Places: a capitalised name with its class noun (облысы, көшесі), the pack's list, and words in a case of place."""

from collections.abc import Iterator, Sequence
from typing import Final

from flows.transform.entities.cases import is_told
from flows.transform.entities.dedicated import dedication_end
from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.quoted import quoted_places
from flows.transform.entities.spans import Span
from flows.transform.entities.tokens import Token

_REACH: Final = 4  # capitalised words before a class noun
_LIST: Final = 30  # tokens of names that have one class noun
_COMMAS: Final = frozenset(",-–—")


def find_places(tokens: Sequence[Token], lexicon: Lexicon) -> list[Span]:
    """The places of a paragraph, by rules for a language whose class nouns stand last."""
    ranges = [
        *((start, end, 0.9) for start, end in quoted_places(tokens, lexicon)),
        *_headed(tokens, lexicon),
        *_listed(tokens, lexicon),
        *_local(tokens, lexicon),
        *_together(tokens, lexicon),
    ]
    return [Span(tokens[start].start, tokens[end - 1].end, "LOC", sure) for start, end, sure in ranges]


def find_listed(tokens: Sequence[Token], lexicon: Lexicon) -> list[Span]:
    """The pack's places, where a capital proves that a name is meant."""
    return [
        Span(tokens[start].start, tokens[end - 1].end, "LOC", sure)
        for start, end, sure in _listed(tokens, lexicon)
        if end - start > 1 or not tokens[start].opens
    ]


def dedicated_places(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Half-open ranges of token indices of places named after a person (`шахта имени Костенко`)."""
    for i in range(1, len(tokens)):
        if tokens[i].lower in lexicon.dedicated and lexicon.match([tokens[i - 1].lower], lexicon.quoted_heads):
            end = dedication_end(tokens, i, {}, lexicon)
            if end > i:
                yield i - 1, end


def _headed(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, int, float]]:
    for i in range(1, len(tokens)):
        before = tokens[i - 1]
        if not tokens[i].is_word or not (before.capital or _is_inner(before.lower, lexicon)):
            continue
        size = lexicon.match([t.lower for t in tokens[i : i + 3]], lexicon.place_heads)
        short = i + 1 < len(tokens) and tokens[i].text in lexicon.place_short and tokens[i + 1].text == "."
        size = 2 if short else size
        if not size:
            continue
        first = start = head = i
        while head > 0 and not tokens[head - 1].capital and _is_inner(tokens[head - 1].lower, lexicon):
            head -= 1
        while i - start < _REACH and start > 0 and _is_part(tokens, start - 1, head, lexicon):
            start -= 1
            first = start if tokens[start].capital else first
            if lexicon.match([t.lower for t in tokens[start : i + size]], lexicon.places) == i + size - start:
                break  # `Асқар Мамин Қазақстан Республикасының`: the state's name is whole
        if first > 1 and tokens[first - 1].text == "." and tokens[first - 2].initial:
            first -= 2  # `Т. Рысқұлов ауданы`
        if first + 1 < i and _is_opener(tokens, first, lexicon):
            yield first + 1, i + size, 0.8  # a model may know better
        elif first < i:
            yield first, i + size, 0.85


def _is_opener(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether a capital before others is due to the sentence's beginning, as far as the pack knows."""
    token = tokens[i]
    if not token.opens or not tokens[i + 1].capital or token.acronym or token.text.isascii():
        return False
    listed = lexicon.match([t.lower for t in tokens[i : i + _REACH]], lexicon.places)
    known = token.lower in lexicon.leading or lexicon.is_given(token.lower)
    return not (listed or known or lexicon.is_surname(tokens[i + 1].lower, sure=True))


def _is_part(tokens: Sequence[Token], i: int, head: int, lexicon: Lexicon) -> bool:
    """Whether a word before a class noun belongs to the place's name: uninflected, capitalised for no other reason."""
    token = tokens[i]
    if token.is_word and not token.capital:
        return _is_inner(token.lower, lexicon)
    if not token.capital or (token.opens and token.lower in lexicon.openers) or lexicon.is_post(token.lower):
        return False
    led = i > 0 and tokens[i - 1].capital and lexicon.is_listed_given(tokens[i - 1].lower)
    if i + 1 < head and lexicon.is_surname(token.lower, sure=not led):
        return False
    return not lexicon.is_local(token.lower) and not lexicon.is_genitive(token.lower)


def _is_inner(word: str, lexicon: Lexicon) -> bool:
    """Whether a lower-case word may stand between a place's own name and its class noun."""
    return word in lexicon.modifiers or word in lexicon.place_inner


def _listed(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, int, float]]:
    for i, token in enumerate(tokens):
        led = token.is_word and i + 1 < len(tokens) and tokens[i + 1].capital  # `орталық Азияда`
        if token.capital or led:
            size = lexicon.match([t.lower for t in tokens[i : i + 4]], lexicon.places)
            if size > (0 if token.capital else 1) and not (size == 1 and is_told(tokens, i, lexicon)):
                yield i - _is_directed(tokens, i, lexicon), i + size, 0.9


def _is_directed(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether the word before a listed place says which part of it is meant, as a name (`Орталық | Қазақстан`)."""
    before = tokens[i - 1] if i else None
    return before is not None and before.capital and before.lower in lexicon.directions


def _local(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, int, float]]:
    for i, token in enumerate(tokens):
        if (
            not token.capital
            or token.opens
            or token.acronym
            or token.text[0].isascii()
            or not lexicon.is_local(token.lower)
        ):
            continue
        alone = not (tokens[i - 1].capital or (i + 1 < len(tokens) and tokens[i + 1].capital))
        if alone and not _is_otherwise(token.lower, lexicon):
            yield i, i + 1, 0.4


def _together(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, int, float]]:
    """The names that one class noun in the plural stands after: `Абай, Жетісу және Ұлытау облыстары`."""
    for i, token in enumerate(tokens):
        if not token.is_word or token.capital or not lexicon.has(token.lower, lexicon.place_plurals):
            continue
        found: list[tuple[int, int, float]] = []
        end = i
        while i - end < _LIST:
            start = end
            while start > 0 and end - start < _REACH and _is_part(tokens, start - 1, end, lexicon):
                start -= 1
            while start < end and not tokens[start].capital:
                start += 1
            if start + 1 < end and _is_opener(tokens, start, lexicon):
                start += 1
            if start == end:
                break
            found.append((start, end, 0.9))
            if start == 0 or not (tokens[start - 1].text in _COMMAS or tokens[start - 1].lower in lexicon.joins):
                break
            end = start - 1
        if len(found) > 1:
            yield from found


def _is_otherwise(word: str, lexicon: Lexicon) -> bool:
    """Whether a capitalised word is known to be something else than a place."""
    return (
        lexicon.is_post(word)
        or lexicon.is_given(word)
        or lexicon.is_surname(word, sure=False)
        or lexicon.has(word, lexicon.common)
        or any(root in lexicon.common for root in lexicon.morphology.roots(word))
    )
