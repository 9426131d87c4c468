"""Bodies whose class noun stands first (`Министерство энергетики РК`): the genitives after it are their name."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.morphology import parses
from flows.transform.entities.spans import Span
from flows.transform.entities.tokens import Token

_REACH: Final = 14  # words of a body's name after its class noun
_GENITIVE: Final = frozenset({"gent", "gen2"})
_PREPOSITIONAL: Final = frozenset({"datv", "ablt", "gent", "loct"})

Ends = Mapping[int, tuple[int, str]]


def headed_first(tokens: Sequence[Token], found: Sequence[Span], lexicon: Lexicon) -> Iterator[tuple[int, int, float]]:
    """Ranges of token indices of such bodies; `found` are the tagger's spans, which they absorb."""
    ends = _ends(tokens, found)
    i = 0
    while i < len(tokens):
        end = _end(tokens, i, ends, lexicon)
        if end > i:
            yield _start(tokens, i, lexicon), end, 0.85
        tagged, kind = ends.get(i, (0, ""))
        i = max(end, i + 1, tagged if kind in ("PER", "LOC") else 0)


def _ends(tokens: Sequence[Token], found: Sequence[Span]) -> Ends:
    """From the index of each span's first token to the index after its last and its type."""
    by_start = {span.start: span for span in found}
    ends: dict[int, tuple[int, str]] = {}
    for i, token in enumerate(tokens):
        span = by_start.get(token.start)
        if span is not None:
            end = i + 1
            while end < len(tokens) and tokens[end].end <= span.end:
                end += 1
            ends[i] = end, span.type
    return ends


def _end(tokens: Sequence[Token], head: int, ends: Ends, lexicon: Lexicon) -> int:
    """The index after the body that begins at `head`, or `head` where none does that the tagger has not found whole."""
    token = tokens[head]
    tagged, kind = ends.get(head, (head + 1, ""))
    if kind in ("PER", "LOC") or not token.is_word:
        return head
    beside = _beside(tokens, head, ends, lexicon)
    if beside is not None:
        return beside
    official = lexicon.has(token.lower, lexicon.official)
    if kind != "ORG" and not (lexicon.has(token.lower, lexicon.heads) and (token.capital or official)):
        return head
    if token.opens and not official and _is_plural(token):
        return head
    open_ended = official and lexicon.has(token.lower, lexicon.open_ended)
    end, named = tagged, False
    i = tagged
    while i < min(len(tokens), head + _REACH) and tokens[i].is_word:
        word = tokens[i]
        if i in ends:
            if ends[i][1] == "PER" or not (_is_in(word, _GENITIVE) or word.acronym):
                break
            i, named = ends[i][0], True
            end = i
            continue
        linked = word.lower in lexicon.inner
        if kind == "ORG" and word.lower in lexicon.over and ends.get(i + 1, (0, ""))[1] == "LOC":
            end, named = ends[i + 1][0], True
            break
        if named and not (linked or word.capital or open_ended or _linked(tokens, i, lexicon)):
            break
        if kind == "ORG" or not (linked or _is_in(word, _PREPOSITIONAL if _linked(tokens, i, lexicon) else _GENITIVE)):
            break
        named = named or word.capital
        i += 1
        if not linked and (named or official):
            end = i
    grown = end > tagged
    return end if grown and (named or open_ended) else head


def _beside(tokens: Sequence[Token], head: int, ends: Ends, lexicon: Lexicon) -> int | None:
    """The index after a name that belongs to the word before it, whatever else follows; None if there is none.

    `компания | Samsung`: a foreign name does not decline, its class noun does it; `ЦИК | Монголии`.
    """
    tagged, kind = ends.get(head, (head + 1, ""))
    name, sort = ends.get(head + 1, (head, ""))
    if not kind and sort == "ORG" and tokens[head + 1].text.isascii():
        return name if lexicon.has(tokens[head].lower, lexicon.heads) else None
    owned = kind == "ORG" and tokens[head].acronym and tagged == head + 1 and sort == "LOC"
    return name if owned and _is_in(tokens[head + 1], _GENITIVE) else None


def _is_plural(word: Token) -> bool:
    """Whether a word may be a nominative plural, so that it names no single body."""
    return any(str(r.tag.case) == "nomn" and str(r.tag.number) == "plur" for r in parses(word.lower))


def _linked(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether one of the two words before is a preposition that a name may hold."""
    return any(tokens[j].lower in lexicon.inner for j in range(max(0, i - 2), i))


def _is_in(word: Token, cases: frozenset[str]) -> bool:
    """Whether a word may stand in one of the cases; what the dictionary does not know may stand in any."""
    readings = parses(word.lower)
    return not readings or any(str(reading.tag.case) in cases for reading in readings)


def _start(tokens: Sequence[Token], head: int, lexicon: Lexicon) -> int:
    """To the left of the class noun, over capitalised adjectives."""
    i = head
    while i > 0 and tokens[i - 1].capital and _is_adjective(tokens[i - 1], lexicon):
        i -= 1
    return i


def _is_adjective(token: Token, lexicon: Lexicon) -> bool:
    readings = parses(token.lower)
    return bool(readings) and "ADJF" in readings[0].tag and not lexicon.has(token.lower, lexicon.post_modifiers)
