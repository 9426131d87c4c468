"""Reported speech that is the object of its verb and no clause: a noun, an infinitive, somebody's words in marks."""

from typing import Final

from flows.transform.quotes.candidate import Found
from flows.transform.quotes.clause import Sentence
from flows.transform.quotes.complement import COMPLEMENT
from flows.transform.quotes.cue_sources import source_of
from flows.transform.quotes.cues import Cue
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.speech import NAME_WORDS
from flows.transform.quotes.subjects import nearest_subject, subject_after
from flows.transform.quotes.words import OUTSIDE, QUOTE_MARKS

# How far from its verb a noun or an infinitive stands, in words; how far on what is promised is read.
REACH: Final = 3
PROMISED: Final = 30
# How far from its verb words in marks stand; how far before them the preposition: "в | нежелании «…»".
MARKED: Final = 15
ACCUSED: Final = 3
# Among how many first words of what is called so one stands in the instrumental.
CALLED: Final = 5


def nominal(sentence: Sentence, cue: Cue) -> Found | None:
    """A noun of need or importance: "подчеркнул [важность …]"."""
    passage, pack = sentence.passage, sentence.passage.pack
    if "noun" not in cue.form.frames:
        return None
    for at in range(cue.hi, min(sentence.hi, cue.hi + REACH)):
        if passage.words[at] in pack.nouns_of_need:
            source = source_of(sentence, cue, cue.hi)
            return Found((cue.hi, _noun_end(passage, at + 1, sentence.cut(at + 1))), source, "nominal", 0.88)
        if not passage.words[at][0].isalpha() or not pack.morphology.modifies(passage.words[at]):
            return None
    return None


def _noun_end(passage: Passage, lo: int, hi: int) -> int:
    """Where a noun phrase ends: before a further verb of its sentence, "важность вакцинации | и призвала"."""
    for at in range(lo, min(hi - 1, lo + COMPLEMENT)):
        if passage.words[at] == ",":
            break
        if passage.words[at] in passage.pack.conjunctions and passage.pack.morphology.verb(passage.words[at + 1]):
            return at
    return hi


def infinitive(sentence: Sentence, cue: Cue) -> Found | None:
    """What somebody promises to do: "пообещал [начать переговоры о мире]"."""
    passage, morphology = sentence.passage, sentence.passage.pack.morphology
    if "infinitive" not in cue.form.frames or not sentence.finite(cue):
        return None
    for at in range(cue.hi, min(sentence.hi - 1, cue.hi + REACH)):
        negated = passage.words[at] in passage.pack.negations
        if morphology.infinitive(passage.words[at + negated]):
            source = source_of(sentence, cue, at)
            return Found((at, _before_but(sentence, at)), source, "infinitive", 0.75) if source is not None else None
        if not passage.words[at][0].isalpha() or morphology.verb(passage.words[at]):
            return None
    return None


def _before_but(sentence: Sentence, lo: int) -> int:
    """Where what is promised from word `lo` on ends: before ", но …", ", однако …", "| и скрылся"."""
    pack, words, hi = sentence.passage.pack, sentence.passage.words, sentence.cut(lo + 1)
    alone = True
    for at in range(lo, min(hi - 1, lo + PROMISED)):
        if words[at] == ",":
            if words[at + 1] in pack.bridges:
                return at
            # A verb of a clause within: "сделать все, чтобы завод работал и | рос".
            alone = False
        if alone and words[at] in pack.conjunctions:
            verb = at + 1 + pack.morphology.adverb(words[at + 1])
            if verb < hi and pack.morphology.verb(words[verb]):
                return at
    return hi


def accusation(sentence: Sentence, cue: Cue) -> Found | None:
    """What somebody is accused of, in marks: "обвинил X в «…»"."""
    passage = sentence.passage
    if "accuse" not in cue.form.frames:
        return None
    for at in range(cue.hi, min(sentence.hi, cue.hi + MARKED)):
        region = passage.inside[at]
        if region == OUTSIDE or passage.words[at - 1] not in QUOTE_MARKS:
            continue
        end = passage.word_at(passage.marks.outer[region].end)
        # "обвинил X в | «…»", "обвинил X в | нежелании «…»"
        near = range(at - 2, max(cue.hi, at - 1 - ACCUSED) - 1, -1)
        place = next((index for index in near if passage.words[index] in passage.pack.places), None)
        if place is None or (place < at - 2 and passage.count_words(at, end) <= NAME_WORDS):
            return None
        span = (at, end) if place == at - 2 else (place + 1, end + 1)
        return Found(span, source_of(sentence, cue, cue.hi), "accusation", 0.85)
    return None


def called(sentence: Sentence, cue: Cue) -> Found | None:
    """What somebody calls something, in words of his own: "назвал [встречу «хорошей» и «откровенной»]"."""
    passage = sentence.passage
    if "called" not in cue.form.frames or passage.pack.head_final:
        return None
    stop = min(sentence.hi, cue.hi + MARKED)
    at = next((index for index in range(cue.hi, stop) if not passage.words[index][0].isalnum()), stop)
    marked = at + 1 < stop and passage.words[at] in QUOTE_MARKS and passage.inside[at + 1] != OUTSIDE
    if not marked or not passage.tokens[at + 1][0].islower():
        return None
    end = _last_marked(passage, at + 1, sentence.hi)
    if passage.words[at - 1] not in passage.pack.as_words and not _instrumental(passage, at + 1, end):
        # "назвал магазин «у дома»": its name, not what it is called.
        return None
    source = nearest_subject(passage, sentence.lo, cue.lo, cue.form.feature)
    lo = cue.hi
    if source is None and (after := subject_after(passage, cue.hi, at, cue.form.feature)) is not None:
        source, lo = after, after.hi
    if source is None and sentence.before(cue) is None:
        return None
    many = source is not None and source.agreement == "plural" and cue.form.klass != "think"
    if many and passage.pack.morphology.present(passage.words[cue.lo]):
        # "Ученые называют такие звезды «красными карликами»": a term.
        return None
    return Found((lo, end), source, "called", 0.85)


def _instrumental(passage: Passage, lo: int, hi: int) -> bool:
    """Whether marked words tell early what somebody is called: "не самым удачным", not "с сюрпризом"."""
    morphology = passage.pack.morphology
    for at in range(lo, min(hi, lo + CALLED)):
        if not passage.words[at][0].isalnum():
            return False
        if morphology.instrumental(passage.words[at]):
            return at == lo or not morphology.preposition(passage.words[at - 1])
    return False


def _last_marked(passage: Passage, at: int, hi: int) -> int:
    """The word after the last of the marked stretches that a conjunction or a comma joins, the first at a word."""
    while True:
        end = passage.word_at(passage.marks.outer[passage.inside[at]].end) + 1
        joins = end + 2 < hi and (passage.words[end] in passage.pack.conjunctions or passage.words[end] == ",")
        if not joins or passage.words[end + 1] not in QUOTE_MARKS or passage.inside[end + 2] == OUTSIDE:
            return end
        at = end + 2
