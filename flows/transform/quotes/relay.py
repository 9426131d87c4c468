"""Relay formulas: an outlet that passes a report on ("деп хабарлайды BAQ.KZ", "передает NUR.KZ") is no source."""

from flows.transform.quotes.folding import fold
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.sources import Source
from flows.transform.quotes.subjects import nearest_subject, subject_after
from flows.transform.quotes.words import OUTSIDE, QUOTE_MARKS

WINDOW = 25
BEFORE = 5


def relays(passage: Passage) -> list[tuple[int, int]]:
    """Return the word ranges of a paragraph's relay formulas, in order, none overlapping."""
    ranges: list[tuple[int, int]] = []
    pack = passage.pack
    for at in passage.signals:
        word = passage.words[at]
        if (word not in pack.relay.always and word not in pack.relay.cues) or (ranges and at < ranges[-1][1]):
            continue
        if passage.inside[at] != OUTSIDE:
            continue
        lo, hi = passage.sentence_of(at)
        if passage.words[at - 1] in pack.which and at > lo:
            # "премьера, которого цитирует «Интерфакс», …": the sentence is not the outlet's.
            continue
        if word not in pack.relay.always and _states(passage, at, lo):
            continue
        if word in pack.relay.always or _names_outlet(passage, at, lo, hi):
            ranges.append(_formula(passage, at, lo, hi))
    return ranges


def _states(passage: Passage, at: int, lo: int) -> bool:
    """Whether an outlet reports in its own name, "Украинские СМИ пишут, что …": no site's own name, no reporter's."""
    pack = passage.pack
    if passage.words[at + 1 : at + 2] != [","] or pack.complementisers.isdisjoint(passage.words[at + 2 : at + 3]):
        return False
    before = passage.words[max(lo, at - BEFORE) : at]
    return not any(map(pack.relay.is_reporter, before))


def _names_outlet(passage: Passage, at: int, lo: int, hi: int) -> bool:
    """Whether an outlet, and nobody else, is the subject of a relay verb at word `at`."""
    stop = min(hi, at + WINDOW)
    if any(word in passage.pack.relay.references for word in passage.words[at + 1 : stop]):
        return True
    writes = passage.words[at] in passage.pack.relay.writes and _in_marks(passage, at, lo, hi)
    if not writes and not passage.names_outlet(max(lo, at - BEFORE), stop):
        return False
    if _told(passage, at, stop):
        return False
    if writes or passage.words[at + 1 : at + 2] == [","]:
        return True
    # "рассказал Zakon.kz директор школы": the outlet is who was told.
    subject = subject_after(passage, at + 1, stop)
    return subject is None or _is_outlets(passage, subject)


def _in_marks(passage: Passage, at: int, lo: int, hi: int) -> bool:
    """Whether a verb's clause ends in it and the bare name of a body in marks, its one subject: "пишет «Взгляд»"."""
    words, name = passage.words, passage.name_at.get(at + 2)
    if name is None or name.mention.type != "ORG" or not name.nominative or words[at + 1] not in QUOTE_MARKS:
        return False
    closing, end = words[name.hi : name.hi + 1], name.hi + 1
    if not closing or closing[0] not in QUOTE_MARKS or (end < hi and words[end][0].isalnum()):
        return False
    of_state = fold(name.mention.name).startswith(passage.pack.coreference.state_bodies or "\0")
    if of_state and not passage.pack.morphology.modifies(words[name.lo]):
        # «МВД», not «Советский спорт»
        return False
    start = at
    while start > lo and at - start < WINDOW and words[start - 1][0].isalnum():
        start -= 1
    return nearest_subject(passage, start, at) is None


def _told(passage: Passage, at: int, hi: int) -> bool:
    """Whether an outlet between a verb and its clause is who was told: "сообщила | Tengrinews.kz |, что"."""
    comma = next((index for index in range(at + 1, min(hi, at + BEFORE)) if passage.words[index] == ","), at + 1)
    outlet = passage.names_outlet(at + 1, comma)
    return outlet and not passage.pack.complementisers.isdisjoint(passage.words[comma + 1 : comma + 2])


def _is_outlets(passage: Passage, subject: Source) -> bool:
    """Whether a subject is an outlet or its reporter, not whom an outlet spoke to: "собеседник «Ведомостей»"."""
    if subject.kind not in {"post", "group"}:
        return passage.names_outlet(subject.lo, subject.hi)
    head = passage.words[subject.hi - 1] if passage.pack.head_final else subject.lemma
    return passage.pack.relay.is_outlet(head) or passage.is_outlet(subject.lo)


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
        # Neither comma nor complementiser sets the formula off: the sentence is nothing else, unless another verb
        # reports in it ("«…», – намекнул X, которого цитирует РБК").
        return (at if passage.cues_between(lo, at) else lo), hi
    return start, hi
