"""Reported speech that follows its verb or stands before it as a clause by itself.

"X отметил, что […]", "подчеркнул [важность …]", "[…], сообщили в компании", "обвинил X в «…»".
"""

from collections.abc import Iterator

from flows.transform.quotes.candidate import Candidate, propose, reported_type
from flows.transform.quotes.clause import Sentence
from flows.transform.quotes.passage import OUTSIDE, STOPS, Cue
from flows.transform.quotes.sources import Source
from flows.transform.quotes.subjects import document_source, nearest_subject, subject_after

COMPLEMENT = 30
NOUN_REACH = 3
TAIL = 30
MIN_WORDS = 3
ACCUSATION = 15
NEAR = 6


def subordinate(sentence: Sentence) -> Iterator[Candidate]:
    """Find the clauses that a sentence's cues report."""
    seen = False
    for cue in sentence.cues:
        if cue.form.feature == "comparison":
            continue
        for rule in (_that, _noun, _accusation, _inverted, _after):
            found = rule(sentence, cue)
            if found is None:
                continue
            span, source, method, confidence = found
            if source is None and not seen:
                source = _first_subject(sentence, cue)
                if source is None and (cue.form.klass in {"think", "passive"} or cue.form.feature == "plural"):
                    break
            if source is None:
                confidence = 0.8 if seen else 0.6
            kind = "mixed" if method == "accusation" else reported_type(sentence.passage, *span)
            candidate = propose(
                sentence.passage,
                span,
                cue,
                source,
                kind=kind,
                method=method,
                confidence=confidence,
                continues=source is None and seen,
            )
            if candidate is not None:
                yield candidate
                seen = True
            break


def _first_subject(sentence: Sentence, cue: Cue) -> Source | None:
    """The subject of the sentence's first cue: "X рассказал о …, отметив, что …"."""
    first = sentence.cues[0]
    if first is cue:
        return None
    return nearest_subject(sentence.passage, sentence.lo, first.lo, first.form.feature) or subject_after(
        sentence.passage, first.hi, cue.lo, first.form.feature
    )


Found = tuple[tuple[int, int], Source | None, str, float]


def source_of(sentence: Sentence, cue: Cue, hi: int) -> Source | None:
    """Find the subject of a cue in the middle of a sentence: after it when it opens its clause, else before it."""
    passage = sentence.passage
    if "document" in cue.form.frames:
        return _document(sentence, cue, hi)
    feature = cue.form.feature
    opens = (
        cue.lo <= sentence.start
        or passage.words[cue.lo - 1] == ","
        or passage.words[cue.lo - 1] in passage.pack.conjunctions
    )
    after = subject_after(passage, cue.hi, hi, feature)
    if opens and after is not None:
        return after
    joined = sentence.before(cue)
    if feature == "converb" or (joined is not None and opens):
        return None
    lo = joined.hi if joined is not None else sentence.lo
    return nearest_subject(passage, lo, cue.lo, feature) or after


def _document(sentence: Sentence, cue: Cue, hi: int) -> Source | None:
    return document_source(sentence.passage, [(cue.hi, hi), (max(sentence.lo, cue.lo - ACCUSATION), cue.lo)])


def _that(sentence: Sentence, cue: Cue) -> Found | None:
    passage, pack = sentence.passage, sentence.passage.pack
    if "that" not in cue.form.frames:
        return None
    stop = min(sentence.hi - 2, cue.hi + COMPLEMENT)
    for at in range(cue.hi, stop):
        if passage.words[at] == "," and passage.words[at + 1] in pack.complementisers:
            source = source_of(sentence, cue, at)
            if "document" in cue.form.frames and source is None:
                return None
            return (at + 2, sentence.cut(at + 2)), source, "that-clause", 0.94
        if passage.words[at] in STOPS or passage.words[at] in ":)":
            return None
        if at > cue.hi and any("that" in c.form.frames for c in passage.cues_between(at, at + 1)):
            return None
    return None


def _inverted(sentence: Sentence, cue: Cue) -> Found | None:
    """A clause before its verb: "О том, что […], заявил X"."""
    passage, pack = sentence.passage, sentence.passage.pack
    if pack.head_final or "that" not in cue.form.frames or passage.words[cue.lo - 1] != ",":
        return None
    at = sentence.start
    opens = passage.words[at + 1] in pack.correlatives and passage.words[at + 2 : at + 3] == [","]
    if not opens or at + 4 >= cue.lo or passage.words[at + 3] not in pack.complementisers:
        return None
    source = subject_after(passage, cue.hi, sentence.hi, cue.form.feature)
    return ((at + 4, cue.lo - 1), source, "inverted", 0.88) if source is not None else None


def _noun(sentence: Sentence, cue: Cue) -> Found | None:
    passage, pack = sentence.passage, sentence.passage.pack
    if "noun" not in cue.form.frames:
        return None
    for at in range(cue.hi, min(sentence.hi, cue.hi + NOUN_REACH)):
        if passage.words[at] in pack.nouns_of_need:
            source = source_of(sentence, cue, cue.hi)
            return (cue.hi, sentence.cut(at + 1)), source, "nominal", 0.88
        if not passage.words[at][0].isalpha() or not pack.morphology.modifies(passage.words[at]):
            return None
    return None


def _accusation(sentence: Sentence, cue: Cue) -> Found | None:
    passage = sentence.passage
    if "accuse" not in cue.form.frames:
        return None
    for at in range(cue.hi, min(sentence.hi, cue.hi + ACCUSATION)):
        region = passage.inside[at]
        if region != OUTSIDE and at >= 2 and passage.words[at - 2] in passage.pack.places:
            marked = passage.marks.outer[region]
            return (at, passage.word_at(marked.end)), source_of(sentence, cue, cue.hi), "accusation", 0.85
    return None


def _after(sentence: Sentence, cue: Cue) -> Found | None:
    passage = sentence.passage
    if "after" not in cue.form.frames or passage.pack.head_final or not sentence.finite(cue):
        return None
    if cue.lo - sentence.start < MIN_WORDS + 1 or passage.words[cue.lo - 1] != "," or sentence.hi - cue.hi > TAIL:
        return None
    source = _document(sentence, cue, sentence.hi) if "document" in cue.form.frames else None
    source = source or subject_after(passage, cue.hi, sentence.hi, cue.form.feature)
    if source is None or source.lo - cue.hi > NEAR or "," in passage.words[cue.hi : source.lo]:
        return None
    return sentence.around(cue.lo - 1, _comma(sentence, source.hi)), source, "parenthetical", 0.87


def _comma(sentence: Sentence, lo: int) -> int:
    """Where a parenthesis ends: at the comma after its subject, or with the sentence."""
    words = sentence.passage.words
    return next((at for at in range(lo, min(sentence.hi, lo + NEAR)) if words[at] == ","), sentence.hi)
