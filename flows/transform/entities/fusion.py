"""One set of spans from a model and from the rules: each has its say where it knows better.

The rules know how far a name with a class noun reaches here, which the model's texts tell otherwise; the model knows
names that no list, ending or class noun shows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from flows.transform.entities.cases import is_where
from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.spans import Span
from flows.transform.entities.tokens import OPENING, Token

_CERTAIN: Final = 0.85  # where the rules are this sure they have the last word
_GUESS: Final = 0.7  # what they are no surer of stands only if the model agrees


def fuse(ruled: Sequence[Span], learned: Iterable[Span], tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Span]:
    """Yield the spans to keep of those the rules and a model found in a paragraph, posts (ROLE) among them."""
    starts = {token.start: i for i, token in enumerate(tokens)}
    believed = [s for s in learned if s.type == "ROLE" or _is_likely(s, tokens, starts[s.start], lexicon)]
    types = {at: span.type for span in believed for at in range(span.start, span.end)}
    for span in ruled:
        if span.confidence > _GUESS or types.get(span.end - 1) == span.type:
            yield span
    certain = {at: span.type for span in ruled if span.confidence >= _CERTAIN for at in range(span.start, span.end)}
    open_ended = {span.start: span for span in ruled if span.type == "PER"}
    for span in believed:
        shorter = open_ended.get(span.start)
        if shorter is not None and span.type == "PER" and _goes_on(shorter, span, tokens, starts, lexicon):
            yield span
            continue
        if shorter is not None and _are_two(shorter, span, tokens, starts, lexicon):
            continue
        told = {certain[at] for at in range(span.start, span.end) if at in certain}
        if span.type == "ROLE" or not told or (span.type == "ORG" and told == {"LOC"}):
            yield span


def _goes_on(ruled: Span, learned: Span, tokens: Sequence[Token], starts: Mapping[int, int], lexicon: Lexicon) -> bool:
    """Whether a model's name of a person has a word more than the rules' (`Эрнест Бай | Корома`), and rightly so."""
    last = _last(learned, tokens, starts)
    before = _last(ruled, tokens, starts)
    if last is None or before is None or learned.end <= ruled.end or not last.capital:
        return False
    if ruled.end - ruled.start > before.end - before.start and is_where(last, lexicon):
        return False
    inflected = lexicon.is_genitive(before.lower) or lexicon.is_local(before.lower)
    return not (inflected or lexicon.is_surname(before.lower, sure=True) or lexicon.is_post(last.lower))


def _are_two(ruled: Span, learned: Span, tokens: Sequence[Token], starts: Mapping[int, int], lexicon: Lexicon) -> bool:
    """Whether a model's name of a person is two that the pack lists (`Трамп | Путинмен`)."""
    first, last = _last(ruled, tokens, starts), _last(learned, tokens, starts)
    if first is None or last is None or learned.type != "PER" or learned.end <= ruled.end:
        return False
    listed = lexicon.is_listed_surname(first.lower) and lexicon.is_listed_surname(last.lower)
    return listed and not lexicon.is_given(first.lower)


def _last(span: Span, tokens: Sequence[Token], starts: Mapping[int, int]) -> Token | None:
    """The token that a span ends in, None if its end is inside of one."""
    at = starts[span.start]
    while at < len(tokens) and tokens[at].end < span.end:
        at += 1
    return tokens[at] if at < len(tokens) and tokens[at].end == span.end else None


def _is_likely(span: Span, tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a model's span, which begins with the token `at`, looks like a name of written news."""
    stop = at + 1
    while stop < len(tokens) and tokens[stop].start < span.end:
        stop += 1
    words = tokens[at:stop]
    quoted = at > 0 and tokens[at - 1].text in OPENING
    if len(words) == 1 and words[0].opens and words[0].lower in lexicon.openers and not quoted:
        return False  # `Ертеректе`, `Даму`
    if span.type == "ORG":  # it ends in a name or a class noun
        last = words[-1]
        return not last.is_word or last.capital or lexicon.is_head(last.lower)
    if span.type == "LOC":  # it holds no post, and does not end in what the pack knows to be another thing
        roots = lexicon.morphology.roots(words[-1].lower)
        other = not lexicon.common.isdisjoint(roots) and lexicon.place_ends.isdisjoint(roots)
        named = lexicon.head_last and any(word.lower in lexicon.linkers for word in words[:-1])  # and its class noun
        headed = not named or lexicon.is_head(words[-1].lower) or not lexicon.place_ends.isdisjoint(roots)
        return headed and not other and not any(lexicon.is_post(word.lower) for word in words)
    first = words[0]  # a sentence's first word alone must be known to be a name
    alone = len(words) == 1 and first.opens
    listed = not lexicon.surnames.isdisjoint(lexicon.morphology.bases(first.lower))
    return not alone or listed or lexicon.is_given(first.lower) or lexicon.is_surname(first.lower, sure=False)
