"""Reported speech whose clause stands before its verb: "X […екенін] атап өтті", "X […] деп есептейді"."""

from collections.abc import Iterator

from flows.transform.quotes.candidate import Candidate, propose, reported_type
from flows.transform.quotes.clause import Sentence
from flows.transform.quotes.cues import Cue
from flows.transform.quotes.heads import hits
from flows.transform.quotes.oblique import document_source, is_document
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.sources import Source, make_source
from flows.transform.quotes.subjects import leftmost_subject, nearest_subject, subject_after
from flows.transform.quotes.words import CLAUSE_PUNCTUATION, OUTSIDE, QUOTE_MARKS, STOPS

BETWEEN = 8
SETTING = 8
NESTED = 2
PRELUDE = 14
QUOTATIVE_REACH = 7
# So far before the end of a clause stands the word that makes it a question.
TOPIC = 6
MIN_WORDS = 3
# Kinds of sources that a clause can be about.
REPORTED = frozenset({"body", "group"})


def nominalised(sentence: Sentence) -> Iterator[Candidate]:
    """Find clauses made nouns before a cue: "-атынын айтты", "маңыздылығын айтқан", "-ғаны атап өтілген"."""
    passage = sentence.passage
    bound, subject = sentence.start, None
    for cue in sentence.cues:
        frames = cue.form.frames
        if not frames & {"before", "dative", "document"} or cue.lo <= bound:
            continue
        last = _clause_end(passage, bound, cue)
        if last is None:
            continue
        modified = _modified(sentence, cue)
        if "document" in frames:
            source = document_source(passage, [(bound, last)])
            start = _document_end(passage, source, last) if source is not None else bound
        elif modified is not None:
            source, start = _head_after(passage, modified, min(sentence.hi, modified + BETWEEN)), bound
        else:
            source, start = _subject(sentence, cue, bound, last)
            subject = source or subject
        if source is None and (cue.form.weak or "document" in frames or modified is not None):
            continue
        if source is not None and cue.form.weak and source.kind == "document":
            continue
        kind = reported_type(passage, start, last + 1)
        candidate = propose(
            passage,
            (start, last + 1),
            cue,
            source,
            kind=kind,
            method="nominalised",
            confidence=0.9 if source is not None else 0.6,
            continues=source is None and subject is not None,
        )
        if candidate is not None:
            yield candidate
            bound = cue.hi


def _subject(sentence: Sentence, cue: Cue, bound: int, last: int) -> tuple[Source | None, int]:
    """Whose clause stands at words `bound` to `last` before a verb, and where it begins without its subject."""
    passage = sentence.passage
    source = nearest_subject(passage, last + 1, cue.lo)
    if source is not None:
        return source, bound
    source = leftmost_subject(passage, bound, last)
    if source is not None and not (source.kind in REPORTED and _is_reported(passage, source.hi, last)):
        return source, after_subject(passage, source, last)
    if not sentence.finite(cue):
        return None, bound
    return subject_after(passage, cue.hi, min(sentence.hi, cue.hi + BETWEEN), any_noun=True), bound


def _document_end(passage: Passage, source: Source, hi: int) -> int:
    """Where the phrase of a document ends that its owner stands for: "Ұйымның қаңтар айындағы баяндамасында | […]"."""
    if source.kind == "document":
        return source.hi
    hit = next((hit for hit in hits(passage, source.hi, hi, "locative", OUTSIDE) if is_document(hit)), None)
    return hit.hi if hit is not None else source.hi


def _is_reported(passage: Passage, at: int, last: int) -> bool:
    """Whether a body is what a clause is about: "… институты | құрылатынын", "компания | құру екенін"."""
    return at == last or (at + 1 == last and passage.words[at].endswith(passage.pack.infinitives))


def _modified(sentence: Sentence, cue: Cue) -> int | None:
    """Where the noun begins that a cue as a participle modifies: "… айтқан | ол", "… айтып шырылдаған | ана"."""
    passage = sentence.passage
    if cue.form.feature == "participle":
        return None if sentence.finite(cue) else cue.hi
    if cue.form.feature != "converb" or cue.hi + 1 >= sentence.hi:
        return None
    verb, after = passage.words[cue.hi], passage.words[cue.hi + 1]
    modifies = verb.endswith(passage.pack.participles) and after[0].isalnum() and after not in passage.pack.auxiliaries
    return cue.hi + 1 if modifies else None


def _head_after(passage: Passage, lo: int, hi: int) -> Source | None:
    """The noun that a participle modifies, in whichever case: "айтқан ананың зары"."""
    source = subject_after(passage, lo, hi)
    genitive = next(hits(passage, lo, source.lo if source is not None else hi, "genitive", passage.inside[lo]), None)
    return make_source(passage, genitive, lo) if genitive is not None else source


def _clause_end(passage: Passage, lo: int, cue: Cue) -> int | None:
    """The last word of the clause before a cue: a verb made a noun, or a noun of need, in the case the cue asks."""
    pack = passage.pack
    at = cue.lo - 1
    while at >= max(lo, cue.lo - 1 - BETWEEN):
        word = passage.words[at]
        if word in QUOTE_MARKS and at > lo and passage.inside[at - 1] != OUTSIDE:
            # "«… жемі болғанын» айтты": the clause, or its end, is in marks.
            return at if ends_clause(passage, passage.words[at - 1], cue) else None
        if passage.inside[at] != OUTSIDE or word in QUOTE_MARKS:
            return None
        if word in pack.about and at > lo:
            clause = pack.nominative is not None and pack.nominative.fullmatch(passage.words[at - 1])
            # "… қалай бағалайтындығы туралы айтты": what it was about
            asked = not pack.questions.isdisjoint(passage.words[max(lo, at - TOPIC) : at])
            return at - 1 if clause and not asked else None
        if ends_clause(passage, word, cue):
            return at
        if not word[0].isalnum():
            return None
        at -= 1
    return None


def ends_clause(passage: Passage, word: str, cue: Cue) -> bool:
    """Whether a word is a verb made a noun, or a noun of need, in the case that a cue asks."""
    pack, frames = passage.pack, cue.form.frames
    if "document" in frames:
        return word in pack.nouns_of_need or (pack.nominative is not None and bool(pack.nominative.fullmatch(word)))
    if "dative" in frames and pack.dative is not None and pack.dative.fullmatch(word):
        return True
    if "before" not in frames or pack.accusative is None:
        return False
    ending = pack.possessed_accusative
    of_need = word.endswith(ending) and word.removesuffix(ending) in pack.nouns_of_need
    return of_need or pack.accusative.fullmatch(word) is not None


def after_subject(passage: Passage, source: Source, hi: int) -> int:
    """Return where a clause begins after its subject: past a particle, a setting ("… өз сөзінде") and a prelude."""
    at = _after_prelude(passage, source.hi, hi)
    while at < hi and (passage.words[at] in passage.pack.clitics or passage.words[at] in passage.pack.reflexives):
        at += 1
    index, reach = at, at + SETTING
    while index < min(hi, reach) and passage.words[index] not in STOPS:
        setting = passage.pack.settings.match(passage.words, index)
        outside = passage.inside[index] == OUTSIDE
        if outside and setting is not None and setting[0] < hi and not _is_clauses(passage, index, setting[0]):
            # "кеңейтілген отырыста сөйлеген сөзінде": one setting may stand in another.
            at, reach = setting[0], setting[0] + NESTED
        index += 1
    return passage.after_connectives(at, hi)


def _is_clauses(passage: Passage, lo: int, hi: int) -> bool:
    """Whether a setting is a part of what is said: "жүргізіп келе | жатқан хабардың", "бала | кезінде"."""
    before = passage.pack.morphology.noun(passage.words[lo - 1])
    person = before is not None and before.kind == "person" and not (before.plural or before.possessed)
    return person or passage.words[hi].startswith(passage.pack.progressive or "\0")


def _after_prelude(passage: Passage, at: int, hi: int) -> int:
    """Where a clause begins after what its speaker does besides: "… бұл ақпаратты жоққа шығарып, | жалған екенін"."""
    for index in range(at, min(hi - MIN_WORDS, at + PRELUDE)):
        if passage.inside[index] != OUTSIDE or passage.words[index] in STOPS:
            break
        prelude = passage.pack.preludes.match(passage.words, index)
        if prelude is not None and passage.words[prelude[0]] == "," and prelude[0] < hi - 1:
            # "Әкім | тұрғындар … наразылық білдіріп, … шыққанын айтты": others do so, and it is reported.
            return at if leftmost_subject(passage, at, index) is not None else prelude[0] + 1
    return at


def quotative(sentence: Sentence) -> Iterator[Candidate]:
    """Find unmarked words before a complementiser that follows them: "[…] деп X мәлімдеді", "[…], дейді X"."""
    passage, pack = sentence.passage, sentence.passage.pack
    for cue in sentence.cues:
        frames = cue.form.frames
        if not sentence.finite(cue) or cue.lo <= sentence.start:
            continue
        if "quotative" in frames:
            at = _complementiser(passage, cue, sentence.start)
        elif "after" in frames and pack.head_final:
            at = cue.lo
        else:
            continue
        if at is None or passage.words[at - 1] in QUOTE_MARKS or passage.is_dash(at - 1):
            continue
        if passage.words[at - 1] in pack.manner:
            # "X осылай деді": what was said stands elsewhere.
            continue
        yield from _before_complementiser(sentence, at, cue)


def _nobodys(sentence: Sentence, at: int, cue: Cue) -> bool:
    """Whether somebody whom its sentence does not name can say a clause: "[Судьялар белсенді болуы керек] дейді"."""
    if cue.form.klass != "say" or cue.form.weak:
        return False
    words, pack = sentence.passage.words, sentence.passage.pack
    ends = cue.hi >= sentence.hi or words[cue.hi] in STOPS
    return "quotative" in cue.form.frames or (ends and words[at - 1].endswith(pack.predicates))


def _complementiser(passage: Passage, cue: Cue, lo: int) -> int | None:
    for at in range(cue.lo, max(lo, cue.lo - QUOTATIVE_REACH), -1):
        if passage.words[at] in passage.pack.quotatives:
            towards = passage.words[at] in passage.pack.attributive
            return None if towards and passage.words[at - 1].endswith(passage.pack.attributive_not_after) else at
        if at < cue.lo and (not passage.words[at][0].isalnum() and passage.words[at] != "."):
            return None
    return None


def _before_complementiser(sentence: Sentence, at: int, cue: Cue) -> Iterator[Candidate]:
    passage = sentence.passage
    start, last = sentence.start, at
    comma = passage.words[at - 1] == ","
    source = nearest_subject(passage, at + 1, cue.lo) if at + 1 < cue.lo else None
    if source is None and cue.hi < sentence.hi and passage.words[cue.hi] not in CLAUSE_PUNCTUATION:
        source = subject_after(passage, cue.hi, sentence.hi, any_noun=True)
    if source is None and not comma:
        source = leftmost_subject(passage, start, at)
        start = after_subject(passage, source, at) if source is not None else start
    if source is None and not _nobodys(sentence, at, cue):
        return
    if passage.count_words(start, last) < MIN_WORDS or sentence.all_marked(start, last):
        return
    candidate = propose(
        passage,
        (start, last),
        cue,
        source,
        kind=reported_type(passage, start, last),
        method="quotative",
        confidence=0.87 if source is not None else 0.55,
    )
    if candidate is not None:
        yield candidate
