"""Relay formulas: an outlet that passes a report on ("деп хабарлайды BAQ.KZ", "передает NUR.KZ") is no source."""

from flows.transform.quotes.passage import OUTSIDE, Passage
from flows.transform.quotes.sources import hits

WINDOW = 25
BEFORE = 5


def relays(passage: Passage) -> list[tuple[int, int]]:
    """Return the word ranges of a paragraph's relay formulas, in order, none overlapping."""
    ranges: list[tuple[int, int]] = []
    pack = passage.pack
    for at, word in enumerate(passage.words):
        if ranges and at < ranges[-1][1]:
            continue
        if (word not in pack.relay_always and word not in pack.relay_cues) or passage.inside[at] != OUTSIDE:
            continue
        lo, hi = passage.sentence_of(at)
        if word in pack.relay_always or _names_outlet(passage, at, lo, hi):
            ranges.append(_formula(passage, at, lo, hi))
    return ranges


def is_outlet(passage: Passage, at: int) -> bool:
    """Whether a word names a news outlet or its reporter."""
    word = passage.words[at]
    return word in passage.pack.media or passage.pack.media_ending.fullmatch(word) is not None


def _names_outlet(passage: Passage, at: int, lo: int, hi: int) -> bool:
    stop = min(hi, at + WINDOW)
    after = range(at + 1, stop)
    outlets = [index for index in after if is_outlet(passage, index)]
    if not outlets:
        before = range(max(lo, at - BEFORE), at)
        return any(is_outlet(passage, index) for index in before) and not any(
            hit.is_person for hit in hits(passage, at + 1, stop, "nominative", passage.inside[at])
        )
    if outlets[0] == at + 1 or any(passage.words[index] in passage.pack.references for index in after):
        return True
    # "рассказал Zakon.kz директор школы": the outlet is who was told.
    people = hits(passage, at + 1, stop, "nominative", passage.inside[at])
    return not any(hit.is_person or (hit.noun is not None and hit.noun.kind == "person") for hit in people)


def _formula(passage: Passage, at: int, lo: int, hi: int) -> tuple[int, int]:
    pack = passage.pack
    start = at
    while start > lo and passage.words[start - 1] in pack.quotatives:
        start -= 1
    while start > lo and (passage.words[start - 1] == "," or passage.is_dash(start - 1)):
        start -= 1
    if passage.words[lo] in pack.as_words and start - lo <= 1:
        comma = next((index for index in range(at, min(hi, at + WINDOW)) if passage.words[index] == ","), hi - 1)
        return lo, comma + 1
    if start == at:
        # Neither comma nor complementiser sets the formula off: the sentence is nothing else.
        return lo, hi
    return start, hi
