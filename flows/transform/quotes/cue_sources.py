"""The source of a cue within its sentence: beside it, before its parenthesis, or that of a cue it goes with."""

from bisect import bisect_left
from typing import Final

from flows.transform.quotes.clause import Sentence
from flows.transform.quotes.cues import Cue
from flows.transform.quotes.oblique import described_before, document_source
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.sources import Source
from flows.transform.quotes.subjects import first_subject, nearest_subject, subject_after

# Forms that nobody uses without a subject of whom he has spoken just before.
NEED_SUBJECT: Final = frozenset({"plural", "singular", "neuter", "participle"})
# How long a parenthesis between a subject and its verb can be, in words.
PARENTHESIS: Final = 12
# How far before its verb a document stands, in words.
DOCUMENT: Final = 15


def source_of(sentence: Sentence, cue: Cue, hi: int) -> Source | None:
    """Find the subject of a cue in the middle of a sentence: after it when it opens its clause, else before it."""
    passage = sentence.passage
    if "document" in cue.form.frames:
        return document_of(sentence, cue, hi)
    feature = cue.form.feature
    if feature == "participle" and passage.words[cue.lo - 1] == ",":
        return described_before(passage, sentence.lo, cue.lo - 1)
    opens = (
        cue.lo <= sentence.start
        or passage.words[cue.lo - 1] == ","
        or passage.words[cue.lo - 1] in passage.pack.conjunctions
    )
    after = subject_after(passage, cue.hi, hi, feature)
    joined = sentence.before(cue)
    if opens and after is not None and after.kind == "body" and after.lo > cue.hi and joined is None:
        # "Перепёлкин, которому …, оповестил всех партнёров WFC": the body stands in an object.
        before = nearest_subject(passage, sentence.lo, cue.lo, feature)
        return before if before is not None and before.kind in {"person", "pronoun", "post"} else after
    if opens and after is not None:
        return after
    if feature == "converb" or (joined is not None and (opens or _goes_on(passage, cue.lo))):
        return None
    lo = joined.hi if joined is not None else sentence.lo
    return nearest_subject(passage, lo, _before_parenthesis(passage, lo, cue.lo), feature) or after


def _before_parenthesis(passage: Passage, lo: int, at: int) -> int:
    """Where a verb's clause breaks off for a parenthesis right before it: "полиция|, по данным газеты, отметила"."""
    if at <= lo or passage.words[at - 1] != ",":
        return at
    place = bisect_left(passage.according, (at,)) - 1
    begin = passage.according[place][0] if place >= 0 else 0
    parted = lo < begin - 1 and at - begin <= PARENTHESIS and passage.words[begin - 1] == ","
    return begin - 1 if parted else at


def _goes_on(passage: Passage, at: int) -> bool:
    """Whether nothing but "но", "а также" parts a verb from the comma before it."""
    while passage.words[at - 1] in passage.pack.bridges and passage.words[at - 1] not in passage.pack.pronouns:
        at -= 1
    return passage.words[at - 1] == ","


def document_of(sentence: Sentence, cue: Cue, hi: int) -> Source | None:
    """Find the document that a cue tells of: after it, up to word `hi`, or right before it."""
    spans = [(cue.hi, hi), (max(sentence.lo, cue.lo - DOCUMENT), cue.lo)]
    return document_source(sentence.passage, spans, case=case_of_documents(cue))


def case_of_documents(cue: Cue) -> str:
    """Return in which case a cue has its document: "сказано | в отчёте", "следует | из отчёта"."""
    return "genitive" if "from" in cue.form.frames else "locative"


def first_source(sentence: Sentence, cue: Cue) -> Source | None:
    """The subject of the sentence's first cue: "X рассказал о …, отметив, что …"; of the verb a converb goes with."""
    passage, first = sentence.passage, sentence.cues[0]
    source = None
    if first is not cue:
        source = nearest_subject(passage, sentence.lo, first.lo, first.form.feature)
        source = source or subject_after(passage, first.hi, cue.lo, first.form.feature)
    if source is None and cue.form.feature == "converb":
        source = first_subject(passage, sentence.start, cue.lo)
    return source


def is_unsaid(sentence: Sentence, cue: Cue) -> bool:
    """Whether a cue without a source is unsaid: "говорят, что", "многое говорит", "анализ показал, что"."""
    if cue.form.klass in {"think", "passive"} or cue.form.feature in NEED_SUBJECT:
        return True
    passage, at = sentence.passage, cue.lo - 1
    while at > sentence.lo and passage.pack.morphology.adverb(passage.words[at]):
        at -= 1
    return at >= sentence.lo and passage.pack.morphology.thing(passage.words[at])
