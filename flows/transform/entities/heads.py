"""Bodies whose class noun stands first (`Министерство энергетики РК`): the genitives after it are their name."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from flows.transform.entities.bodies_alone import foreign_end
from flows.transform.entities.dedicated import Ends, dedication_end
from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.morphology import parses
from flows.transform.entities.quoted import NUMBER
from flows.transform.entities.spans import Span
from flows.transform.entities.tokens import Token

_REACH: Final = 14  # words of a body's name after its class noun, and before it
_OVER: Final = 5  # words from a preposition to the place
_PRESS: Final = 2  # words that a press service's owner has at least, if none is a name
_GENITIVE: Final = frozenset({"gent", "gen2"})
_PREPOSITIONAL: Final = frozenset({"datv", "ablt", "gent", "loct"})


def headed_first(tokens: Sequence[Token], found: Sequence[Span], lexicon: Lexicon) -> Iterator[tuple[int, int, float]]:
    """Ranges of token indices of such bodies; `found` are the tagger's spans, which they absorb."""
    ends = _ends(tokens, found)
    i = 0
    while i < len(tokens):
        end = _end(tokens, i, ends, lexicon)
        start = i
        if end > i or lexicon.has(tokens[i].lower, lexicon.heads):
            start = _start(tokens, i, lexicon)
        if end == i and start < i - 1 and tokens[start].capital:
            end = i + 1  # `Талдыкорганский городской маслихат`
        if end > i:
            yield start, end, 0.85
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


class _Head(NamedTuple):
    """A class noun: the tagger's span at it, if any, and what it is a noun of."""

    tagged: int
    kind: str
    official: bool
    levelled: bool
    press: bool
    open_ended: bool


def _end(tokens: Sequence[Token], head: int, ends: Ends, lexicon: Lexicon) -> int:
    """The index after the body that begins at `head`, or `head` where none does that the tagger has not found whole."""
    token = tokens[head]
    if not token.is_word or ends.get(head, (0, ""))[1] in ("PER", "LOC"):
        return head
    beside = _beside(tokens, head, ends, lexicon)
    if beside is not None:
        return beside
    noun = _noun(tokens, head, ends, lexicon)
    if noun is None:
        return head
    i = end = _numbered(tokens, noun.tagged)
    named = end > noun.tagged
    capital = plain = token.capital and not token.opens
    while i < min(len(tokens), head + _REACH) and tokens[i].is_word:
        word = tokens[i]
        settled = _settled(tokens, i, head, ends, noun, lexicon)
        if settled is not None:
            end, named = settled, True
            break
        after = _after(tokens, i, head, end, ends, noun, lexicon)
        if after > i:
            end = i = after
            named = True
            continue
        if i in ends or (word.acronym and tokens[i - 1].lower in lexicon.joins):
            break
        linked = word.lower in lexicon.inner
        if named and not (linked or word.capital or noun.open_ended or _linked(tokens, i, lexicon)):
            break
        cases = _PREPOSITIONAL if _linked(tokens, i, lexicon) else _GENITIVE
        if noun.kind == "ORG" or not (linked or _is_in(word, cases)):
            break
        named = named or word.capital
        i += 1
        plain = plain and (not linked or word.lower in lexicon.joins)
        if not linked and (named or noun.official or plain):
            end = i
    known = named or noun.open_ended or capital or (noun.press and end - head > _PRESS)
    return end if end > noun.tagged and known else head


def _noun(tokens: Sequence[Token], head: int, ends: Ends, lexicon: Lexicon) -> _Head | None:
    """The class noun at `head`; None where no name begins with it."""
    token = tokens[head]
    tagged, kind = ends.get(head, (head + 1, ""))
    levelled = head > 0 and lexicon.has(tokens[head - 1].lower, lexicon.levels)
    official = levelled or lexicon.has(token.lower, lexicon.official)
    press = lexicon.match([token.lower], lexicon.press) > 0
    told = token.capital or official or _numbered(tokens, head + 1) > head + 1
    told = told or dedication_end(tokens, head + 1, ends, lexicon) > head + 1
    found = kind == "ORG" or (told and lexicon.has(token.lower, lexicon.heads))
    part = not (token.capital or press) and _is_headed(tokens, head + 1, lexicon)
    if not found or part or (token.opens and not official and _is_plural(token)):
        return None
    open_ended = official and lexicon.has(token.lower, lexicon.open_ended)
    return _Head(tagged, kind, official, levelled, press, open_ended)


def _after(tokens: Sequence[Token], i: int, head: int, end: int, ends: Ends, noun: _Head, lexicon: Lexicon) -> int:
    """The index after what belongs to a name for certain and does not end it, if it begins at `i`, else `i`."""
    if i == head + 1 and noun.official and lexicon.has(tokens[i].lower, lexicon.rulers) and _is_owned(tokens[i]):
        return i + 1  # `Канцелярия | премьер-министра`
    if noun.open_ended and i == end > head + 1 and _is_joined(tokens, i, ends, lexicon):
        return i + 2
    name, kind = ends.get(i, (i, ""))
    another = kind == "ORG" or (tokens[i].acronym and (tokens[i].lower,) not in lexicon.places)
    listed = another and tokens[i - 1].lower in lexicon.joins  # `акимату и | ДЧС`
    return i if listed or kind == "PER" or not (_is_in(tokens[i], _GENITIVE) or tokens[i].acronym) else name


def _is_joined(tokens: Sequence[Token], i: int, ends: Ends, lexicon: Lexicon) -> bool:
    """Whether a conjunction and one more matter that a ministry is of stand at `i`: `финансов | и экономики`."""
    if i + 1 >= len(tokens) or tokens[i].lower not in lexicon.joins or i + 1 in ends:
        return False
    word = tokens[i + 1]
    matter = any(p.tag.case == "gent" and p.tag.animacy == "inan" for p in parses(word.lower)[:1])
    return matter and not (word.capital or lexicon.has(word.lower, lexicon.heads))


def _numbered(tokens: Sequence[Token], i: int) -> int:
    """The index after a number at `i` (`школа | №7`), or `i`."""
    led = i + 1 < len(tokens) and tokens[i].text == NUMBER and tokens[i + 1].text.isdigit()
    return i + 2 if led else i


def _settled(tokens: Sequence[Token], i: int, head: int, ends: Ends, noun: _Head, lexicon: Lexicon) -> int | None:
    """The index after what ends a name for certain, if it begins at `i`, else None."""
    word = tokens[i].lower
    if i in ends:
        founded = i - 1 == head and ends[i][1] == "PER" and lexicon.has(tokens[head].lower, lexicon.founded)
        return ends[i][0] if founded else None  # `Фонд | Булата Утемуратова`
    named = dedication_end(tokens, i, ends, lexicon)
    if named > i:
        return _placed(tokens, named, ends, lexicon) or named
    if word in lexicon.under and _is_owner(tokens, i + 1, lexicon):
        return ends.get(i + 2, (i + 2, ""))[0]
    if word in lexicon.over and (noun.kind == "ORG" or noun.levelled):
        return _over(tokens, i, ends)
    return _placed(tokens, i, ends, lexicon)


def _is_owner(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether a head of state's post or a body without a class noun stands at `i`, capitalised."""
    if i >= len(tokens) or not tokens[i].capital:
        return False
    return lexicon.is_post(tokens[i].lower) or lexicon.match([tokens[i].lower], lexicon.alone) > 0


def _over(tokens: Sequence[Token], i: int, ends: Ends) -> int | None:
    """The index after the place that a body is over, by the preposition at `i`; None if there is none.

    `управление по | Алматинской области`, `суд по уголовным делам | Астаны`.
    """
    for j in range(i + 1, min(len(tokens), i + _OVER)):
        if ends.get(j, (0, ""))[1] == "LOC":
            return ends[j][0] if j == i + 1 or _is_in(tokens[j], _GENITIVE) else None
        common = tokens[j].is_word and (tokens[j].acronym or not tokens[j].capital)
        if not common or not (tokens[j].acronym or _is_in(tokens[j], _PREPOSITIONAL)):
            break
    return None


def _is_headed(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether another body's capitalised class noun stands at `i`: `управление | Комитета административной полиции`."""
    if i >= len(tokens) or not tokens[i].capital or lexicon.match([tokens[i].lower], lexicon.alone):
        return False
    return lexicon.has(tokens[i].lower, lexicon.heads)


def _placed(tokens: Sequence[Token], i: int, ends: Ends, lexicon: Lexicon) -> int | None:
    """The index after the place whose class noun stands at `i` (`города Алматы`, `г. Алматы`), else None."""
    if i >= len(tokens):
        return None
    at = i + 2 if i + 1 < len(tokens) and tokens[i + 1].text == "." else i + 1
    end, kind = ends.get(at, (i, ""))
    return end if kind == "LOC" and not tokens[i].capital and lexicon.has(tokens[i].lower, lexicon.of) else None


def _beside(tokens: Sequence[Token], head: int, ends: Ends, lexicon: Lexicon) -> int | None:
    """The index after a name that belongs to the word before it, whatever else follows; None if there is none.

    `компания | Samsung`: a foreign name does not decline, its class noun does it; `ЦИК | Монголии`.
    """
    tagged, kind = ends.get(head, (head + 1, ""))
    name, sort = ends.get(head + 1, (head, ""))
    if not (kind or sort) and _is_foreign(tokens, head + 1) and not tokens[head].opens:
        name, sort = foreign_end(tokens, head + 2), "ORG"  # `журнал | Nature`
    if not kind and sort == "ORG" and tokens[head + 1].text.isascii():
        word = tokens[head].lower
        return name if lexicon.has(word, lexicon.heads) and not lexicon.has(word, lexicon.apart) else None
    owned = kind == "ORG" and tokens[head].acronym and tagged == head + 1 and sort == "LOC"
    return name if owned and _is_in(tokens[head + 1], _GENITIVE) else None


def _is_foreign(tokens: Sequence[Token], i: int) -> bool:
    """Whether a capitalised word in foreign letters stands at `i`."""
    return i < len(tokens) and tokens[i].capital and tokens[i].text.isascii() and len(tokens[i].text) > 1


def _is_plural(word: Token) -> bool:
    """Whether a word may be a nominative plural, so that it names no single body."""
    return any(str(r.tag.case) == "nomn" and str(r.tag.number) == "plur" for r in parses(word.lower))


def _linked(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether one of the two words before is a preposition that a name may hold."""
    return any(tokens[j].lower in lexicon.inner for j in range(max(0, i - 2), i))


def _is_owned(word: Token) -> bool:
    return not word.acronym and not any(p.tag.case == "nomn" for p in parses(word.lower)) and _is_in(word, _GENITIVE)


def _is_in(word: Token, cases: frozenset[str]) -> bool:
    """Whether a word may stand in one of the cases; what the dictionary does not know may stand in any."""
    readings = parses(word.lower)
    return not readings or any(str(reading.tag.case) in cases for reading in readings)


def _start(tokens: Sequence[Token], head: int, lexicon: Lexicon) -> int:
    """To the left of the class noun, over capitalised adjectives, and over those of a level after one."""
    i, least = head, max(0, head - _REACH)
    numbered = _numbered(tokens, head + 1) > head + 1  # `городская клиническая больница №7`
    while i > least and (
        lexicon.has(tokens[i - 1].lower, lexicon.levels)
        or (numbered and not tokens[i - 1].capital and lexicon.has(tokens[i - 1].lower, lexicon.modifiers))
    ):
        i -= 1
    while i > least and tokens[i - 1].capital and _is_adjective(tokens[i - 1], lexicon):
        i -= 1
    return i


def _is_adjective(token: Token, lexicon: Lexicon) -> bool:
    readings = parses(token.lower)
    return bool(readings) and "ADJF" in readings[0].tag and not lexicon.has(token.lower, lexicon.post_modifiers)
