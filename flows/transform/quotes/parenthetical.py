"""Reporting verbs in a parenthesis after what is said: "[…], сообщили в компании", "[…], писал X|, …"."""

from typing import Final

from flows.transform.quotes.candidate import Found
from flows.transform.quotes.clause import Sentence
from flows.transform.quotes.cue_sources import document_of
from flows.transform.quotes.cues import Cue
from flows.transform.quotes.oblique import quoted_source
from flows.transform.quotes.subjects import subject_after

# How far from its verb the subject of a parenthesis stands, how far its comma from that, in words.
NEAR: Final = 12
# A parenthesis is no longer, in words.
TAIL: Final = 30
# So many words are looked at, so many of them are no punctuation, before something is said.
FIRST: Final = 3
MIN_SAID: Final = 2


def parenthetical(sentence: Sentence, cue: Cue) -> Found | None:
    """A clause before its verb, which a comma parts from it: "[…], сообщили в компании"."""
    passage = sentence.passage
    if "after" not in cue.form.frames or passage.pack.head_final or not sentence.finite(cue):
        return None
    if cue.lo - sentence.start < 2 or passage.words[cue.lo - 1] != "," or sentence.all_marked(sentence.start, cue.lo):
        return None
    source = document_of(sentence, cue, sentence.hi) if "document" in cue.form.frames else None
    if cue.form.klass == "quote":
        # "ЕС должен действовать, процитировали | её | участники"
        source = quoted_source(passage, cue.hi, sentence.hi)
    source = source or subject_after(passage, cue.hi, sentence.hi, cue.form.feature)
    if source is None or source.lo - cue.hi > NEAR or "," in passage.words[cue.hi : source.lo]:
        return None
    span = sentence.around(cue.lo - 1, _comma(sentence, source.hi))
    if sentence.hi - cue.hi > TAIL and span[0] < cue.lo:
        return None
    said = passage.count_words(*span, limit=FIRST) >= MIN_SAID
    return Found(span, source, "parenthetical", 0.87) if said else None


def _comma(sentence: Sentence, lo: int) -> int:
    """Where a parenthesis ends: at the comma after its subject and what describes it, or with the sentence."""
    passage, words = sentence.passage, sentence.passage.words
    commas = [at for at in range(lo, min(sentence.hi, lo + TAIL)) if words[at] == ","]
    if not commas or commas[0] >= lo + NEAR:
        return sentence.hi
    following, morphology = words[commas[0] + 1 : commas[0] + 3], passage.pack.morphology
    # "писал Колесников|, позже покинувший Россию|", "подчеркнул он|, выступая на саммите|"
    described = any(
        word in passage.pack.which or morphology.participle(word) or morphology.converb(word) for word in following
    )
    if not described and following:
        # "источник|, знакомый с ситуацией|"
        described = morphology.modifies(following[0]) and morphology.agree(following[0], words[commas[0] - 1])
    if not described:
        return commas[0]
    return commas[1] if len(commas) > 1 else sentence.hi
