"""Repairs of a tagger's spans by what the pack knows: each over whole words, its marks paired, and of its type."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.quoted import quotations
from flows.transform.entities.repair_people import disagree, joined, nicknamed, person
from flows.transform.entities.repair_things import is_surname_alone, kind_of, leads, parted, thing
from flows.transform.entities.spans import Span
from flows.transform.entities.tokens import CLOSING, OPENING, Token

_LONGEST: Final = 7  # tokens of a quoted name
_MARKS: Final = "«»“”„\"'’(),.;: -–—"


def repair(spans: Iterable[Span], tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Span]:
    """The spans that are names, each over whole words and without the posts beside it."""
    spans = list(spans)
    ends = frozenset(span.end for span in spans)
    closing = {tokens[o].end: tokens[c].start for o, c in quotations(tokens) if c - o <= _LONGEST}
    starts = {token.start: i for i, token in enumerate(tokens)}
    for span in (
        part for whole in joined(spans, tokens, starts, lexicon) for part in parted(whole, tokens, starts, lexicon)
    ):
        words, aside = _parts(_words(span, tokens, starts, lexicon))
        if aside and span.type == "ORG" and not all(lexicon.has(word.lower, lexicon.common) for word in aside):
            yield Span(aside[0].start, aside[-1].end, span.type, span.confidence)
        if not words:
            continue  # a span of marks alone
        if span.type == "PER":
            words = nicknamed(person(words, lexicon), tokens, starts, lexicon)
            if disagree(words, lexicon):
                yield Span(words[0].start, words[0].end, span.type, span.confidence)
                words = words[1:]
        elif span.type == "LOC" and lexicon.head_last and is_surname_alone(words, lexicon):
            yield Span(words[0].start, words[0].end, "PER", span.confidence)
            continue
        else:
            words = thing(words, span.type, tokens, starts, lexicon)
        if not words:
            continue
        start = words[0].start
        before = tokens[starts[start] - 1] if starts[start] > 0 else None
        kind = kind_of(words, before, span.type, lexicon)
        lead = tokens[starts[start] - 2] if starts[start] > 1 else None
        free = before is not None and before.end not in ends
        if kind == "LOC" and before is not None and free and leads(before, words[0], lead, lexicon):
            start = before.start
        inside = closing if kind == "ORG" or _is_whole(words, closing, tokens, starts, lexicon) else {}
        yield Span(start, _closed(words, inside, tokens, starts), kind, span.confidence)


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


def _words(span: Span, tokens: Sequence[Token], starts: dict[int, int], lexicon: Lexicon) -> list[Token]:
    """The tokens of a span from its first word to its last, a full stop after an initial or a short word included."""
    i = starts.get(span.start)
    found: list[Token] = []
    while i is not None and i < len(tokens) and tokens[i].start < span.end:
        found.append(tokens[i])
        i += 1
    dotted = i is not None and 0 < i < len(tokens) and found and found[-1].initial and tokens[i].text == "."
    if i is not None and dotted and len(found) > 1 and span.type == "PER":
        found.append(tokens[i])  # `Айнұр Қ.`
    while found and found[0].text in _MARKS and not _is_paired(found):
        found = found[1:]
    while found and found[-1].text in _MARKS and not _is_dotted(found, lexicon):
        found = found[:-1]
    return found


def _is_dotted(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the last token is the full stop of an initial or of a shortened class noun (`Алматы қ.`)."""
    return len(words) > 1 and words[-1].text == "." and (words[-2].initial or words[-2].text in lexicon.place_short)


def _is_paired(words: Sequence[Token]) -> bool:
    """Whether the first token is a quotation mark that is closed before the last one (`«Бурабай» паркі`)."""
    return words[0].text in OPENING and any(word.text in CLOSING for word in words[1:-1])
