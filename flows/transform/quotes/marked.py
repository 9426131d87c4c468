"""Marked stretches with a cue before them or right after them, and marked sentences that stand alone.

`X: «…»`, `X заявил: «…»`, `«…» деп атап өтті X`, `«…», сказал X`. A marked stretch with no cue beside it is a name, a
title or a term unless it is a sentence by itself.
"""

from flows.transform.quotes.owners import owner_before
from flows.transform.quotes.passage import OUTSIDE, STOPS, Cue, Passage
from flows.transform.quotes.sources import Source, hits, make_source
from flows.transform.quotes.speech import (
    CLAUSE,
    NAME_WORDS,
    QUOTATIVE,
    SENTENCE_WORDS,
    UNKNOWN_VERB,
    Speech,
    clause_end,
    count_words,
)
from flows.transform.quotes.spread import add_introduced
from flows.transform.quotes.subjects import document_source, nearest_subject, subject_after


def marked_stretches(speech: Speech) -> None:
    """Read the marked stretches that no dash has claimed."""
    for index, (lo, hi) in enumerate(speech.spans):
        if index in speech.used or lo >= hi:
            continue
        words = count_words(speech.passage, lo, hi)
        if _cued_after(speech, lo, hi, words) or _cued_before(speech, lo, hi, words) or _alone(speech, lo, hi, words):
            speech.used.add(index)


def _cued_after(speech: Speech, lo: int, hi: int, words: int) -> bool:
    """«…», деді X and «…» деп атап өтті X: no dash between."""
    passage, head_final = speech.passage, speech.passage.pack.head_final
    comma = passage.words[hi + 1 : hi + 2] == [","]
    at = hi + 1 + comma
    if at >= len(passage) or (not comma and not head_final):
        return False
    sentence = passage.words[hi - 1] in STOPS or passage.words[hi - 1] == ","
    if not sentence and words < NAME_WORDS and not (comma and passage.begins_sentence(lo - 1)):
        return False
    quotative = passage.words[at] in passage.pack.quotatives
    if quotative and passage.words[at + 1 : at + 2] and passage.words[at + 1] in passage.pack.naming:
        return False
    cue = speech.cue_at(at)
    if cue is None or cue.lo != at or cue.form is UNKNOWN_VERB or speech.relayed(cue.lo):
        return False
    if cue.form is QUOTATIVE and not comma and not sentence:
        # «…» деп аталады: what is named so, not what is said.
        return False
    start = max(passage.sentence_of(lo - 1)[0], lo - CLAUSE)
    owner = _owner_of_words(passage, start, lo - 1, cue)
    if owner is None and cue.form is QUOTATIVE and passage.words[at] in passage.pack.attributive:
        # «Ғылым бар ма?» деген сауал: whoever asks it.
        return False
    end = clause_end(passage, cue.hi)
    if owner is None and cue.form.klass == "passive":
        source = document_source(passage, [(start, lo - 1), (cue.hi, end)], passage.inside[lo - 1])
    else:
        source = owner or subject_after(passage, cue.hi, end, cue.form.feature, any_noun=True)
        if source is None and head_final:
            source = nearest_subject(passage, start, lo - 1)
    speech.add(lo, hi, cue, source, method="direct-marked", confidence=0.93 if comma else 0.85)
    return True


def _owner_of_words(passage: Passage, start: int, opening: int, cue: Cue) -> Source | None:
    """Whose words are quoted in "Абайдың «…» деген сөзі", "«…» деген комиссияның қорытындысы"."""
    at = cue.lo + 1 if cue.form is QUOTATIVE else cue.hi
    attributive = passage.words[cue.lo] in passage.pack.attributive or cue.form.feature == "participle"
    if not attributive:
        return None
    said = next((index for index in range(at, min(len(passage), at + 5)) if passage.words[index] in passage.pack.words_said), None)
    if said is None:
        return None
    after = next(hits(passage, at, said, "genitive", passage.inside[cue.lo]), None)
    if after is not None:
        return make_source(passage, after, at)
    return owner_before(passage, start, opening) if passage.pack.morphology.owner(passage.words[opening - 1]) else None


def _cued_before(speech: Speech, lo: int, hi: int, words: int) -> bool:
    """X заявил: «…», X: «…», X сказал «…»."""
    passage = speech.passage
    before = lo - 2
    if before < 0:
        return speech.thread.introduced and not speech.found and add_introduced(speech, lo, hi)
    start = max(passage.sentence_of(before)[0], lo - 1 - CLAUSE)
    if start <= speech.resume <= before:
        start = speech.resume
    cues = [cue for cue in passage.cues_between(start, lo - 1) if passage.inside[cue.lo] == OUTSIDE]
    cues = [cue for cue in cues if "direct" in cue.form.frames and not speech.relayed(cue.lo)]
    if passage.words[before] == ":":
        return _after_colon(speech, lo, hi, words, cues, start)
    verbatim = words > NAME_WORDS and (passage.tokens[lo][0].islower() or words > SENTENCE_WORDS)
    if cues and cues[-1].hi == lo - 1 and verbatim and not passage.pack.head_final:
        source = nearest_subject(passage, start, cues[-1].lo, cues[-1].form.feature)
        speech.add(lo, hi, cues[-1], source, method="direct-marked", confidence=0.75)
        return True
    return False


def _after_colon(speech: Speech, lo: int, hi: int, words: int, cues: list[Cue], start: int) -> bool:
    passage = speech.passage
    if cues:
        cue = cues[-1]
        source = nearest_subject(passage, start, cue.lo, cue.form.feature) or subject_after(passage, cue.hi, lo - 2)
        speech.add(lo, hi, cue, source, method="direct-colon", confidence=0.93)
        return True
    source = nearest_subject(passage, start, lo - 2)
    said = words >= SENTENCE_WORDS and passage.tokens[lo][0].isupper() and speech.ends_sentence(hi)
    if said or (source is not None and source.hi == lo - 2 and words >= NAME_WORDS):
        speech.add(lo, hi, None, source, method="direct-colon", confidence=0.85)
        return True
    return False


def _alone(speech: Speech, lo: int, hi: int, words: int) -> bool:
    """A marked sentence with no cue: the words of whoever spoke last."""
    passage = speech.passage
    begins = lo == 1 or passage.words[lo - 2] in STOPS
    if words < SENTENCE_WORDS or not begins or not passage.tokens[lo][0].isupper() or not speech.ends_sentence(hi):
        return False
    speech.add(lo, hi, None, None, method="direct-alone", confidence=0.6)
    return True
