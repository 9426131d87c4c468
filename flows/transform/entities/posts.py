"""Posts: what stands beside a person's name and says who it is, as written (`Қарағанды облысының әкімі`)."""

from collections.abc import Mapping, Sequence, Set
from typing import Final

from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.morphology import parses
from flows.transform.entities.spans import Span
from flows.transform.entities.tokens import Token

_REACH: Final = 16  # tokens of a post
_NAMELESS: Final = frozenset({"VERB", "INFN", "GRND", "ADVB", "PRED", "NPRO", "PREP", "PRCL", "NUMR", "COMP", "PRTS"})


def find_posts(tokens: Sequence[Token], spans: Sequence[Span], text: str, lexicon: Lexicon) -> dict[int, str]:
    """The posts of a paragraph's persons, by the start of each person's span."""
    starts = {token.start: i for i, token in enumerate(tokens)}
    ends = {token.end: i for i, token in enumerate(tokens)}
    others = [span for span in spans if span.type != "PER" and span.start in starts and span.end in ends]
    by_last = {ends[span.end]: starts[span.start] for span in others}
    people = {ends[span.end] for span in spans if span.type == "PER" and span.end in ends}
    inside = {i for last, first in by_last.items() for i in range(first, last + 1)}
    posts: dict[int, str] = {}
    for span in spans:
        if span.type != "PER" or span.start not in starts or span.end not in ends:
            continue
        first, last = starts[span.start], ends[span.end]
        before = _last(tokens, first, by_last, people, lexicon) if lexicon.head_last else _first(tokens, first, by_last, lexicon)
        found = (before, first) if before is not None else _after(tokens, last + 1, inside, lexicon)
        if found is not None:
            posts[span.start] = text[tokens[found[0]].start : tokens[found[1] - 1].end]
    return posts


def _last(
    tokens: Sequence[Token], name: int, by_last: Mapping[int, int], people: Set[int], lexicon: Lexicon
) -> int | None:
    """Where a post begins whose noun stands right before the name."""
    if name == 0 or name - 1 in by_last or not lexicon.is_bare_post(tokens[name - 1].lower):
        return None
    start = name - 1
    while start > 0 and name - start < _REACH:
        before = start - 1
        token = tokens[before]
        local = lexicon.is_local(token.lower) and not lexicon.is_genitive(token.lower)
        if before in people or (local and not token.lower.endswith(lexicon.attributive)):
            break
        if before in by_last:
            start = by_last[before]
            continue
        if not token.is_word or token.lower.endswith(lexicon.verbal):
            break
        if token.lower in lexicon.post_stops and not (token.lower in lexicon.inner and tokens[before - 1].capital):
            break
        start = before
    return start


def _first(tokens: Sequence[Token], name: int, by_last: Mapping[int, int], lexicon: Lexicon) -> int | None:
    """Where a post begins whose noun stands before what depends on it, that before the name."""
    start: int | None = None
    i = name - 1
    while i >= 0 and name - i < _REACH:
        if i in by_last:
            i = by_last[i] - 1
            continue
        token = tokens[i]
        if not token.is_word:
            break
        if lexicon.is_post(token.lower):
            start = i
        elif start is not None and start == i + 1 and _may_be(token, "ADJF"):
            start = i
        elif not _may_depend(token, lexicon):
            break
        i -= 1
    return start


def _may_depend(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word may stand between a post's noun and the name."""
    if token.lower in lexicon.inner:
        return True
    readings = parses(token.lower)
    return not readings or (
        str(readings[0].tag.POS) not in _NAMELESS and any(str(r.tag.case) in ("gent", "datv", "loct") for r in readings)
    )


def _may_be(token: Token, part: str) -> bool:
    return any(str(reading.tag.POS) == part for reading in parses(token.lower)[:1])


def _after(tokens: Sequence[Token], at: int, inside: Set[int], lexicon: Lexicon) -> tuple[int, int] | None:
    """An apposition after the name: between a comma and the next mark, with the post's noun first or last."""
    if at >= len(tokens) or tokens[at].text != ",":
        return None
    end = at + 1
    while end < min(len(tokens), at + _REACH) and (tokens[end].is_word or end in inside):
        end += 1
    if end == at + 1 or end >= min(len(tokens), at + _REACH):
        return None
    if lexicon.head_last:
        return (at + 1, end) if lexicon.is_bare_post(tokens[end - 1].lower) else None
    heads = tokens[at + 1 : at + 3]
    led = lexicon.is_post(heads[0].lower) or (len(heads) > 1 and _may_be(heads[0], "ADJF") and lexicon.is_post(heads[1].lower))
    return (at + 1, end) if led else None
