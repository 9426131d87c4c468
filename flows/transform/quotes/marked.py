"""Marked stretches with a cue before them or right after them, and marked sentences that stand alone.

`X: «…»`, `X заявил: «…»`, `«…» деп атап өтті X`, `«…», сказал X`. A marked stretch with no cue beside it is a name, a
title or a term unless it is a sentence by itself.
"""

from flows.transform.quotes.cues import Cue
from flows.transform.quotes.heads import hits
from flows.transform.quotes.nominalised import ends_clause
from flows.transform.quotes.oblique import document_source, last_person, quoted_source
from flows.transform.quotes.owners import owner_before
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.sources import Source, make_source, source_of_name
from flows.transform.quotes.speech import (
    CLAUSE,
    NAME_WORDS,
    QUOTATIVE,
    SENTENCE_WORDS,
    SPOKEN,
    UNKNOWN_VERB,
    Speech,
    clause_end,
    subject_within,
)
from flows.transform.quotes.spread import add_introduced
from flows.transform.quotes.subjects import nearest_subject, subject_after
from flows.transform.quotes.words import OUTSIDE, STOPS

# A name and post that sign a quotation are no longer than this, in words.
SIGNATURE = 15
# Marked words that go on with what was said are no fewer.
MIN_WORDS = 2
# Among so many words after a complementiser stands the verb that says what is called so.
NAMED = 3
# So far after its participle stands the noun that says whose words they are: "… деген комиссияның | қорытындысы".
OWNED = 5


def marked_stretches(speech: Speech) -> None:
    """Read the marked stretches that no dash has claimed."""
    for index, (lo, hi) in enumerate(speech.spans):
        if index in speech.used or lo >= hi:
            continue
        words = speech.passage.count_words(lo, hi)
        if _cued_after(speech, lo, hi, words) or _cued_before(speech, lo, hi, words) or _alone(speech, lo, hi, words):
            speech.used.add(index)


def _cue_after(speech: Speech, lo: int, hi: int, words: int) -> Cue | None:
    """The cue that follows a marked stretch with no more than a comma between."""
    passage = speech.passage
    comma = passage.words[hi + 1 : hi + 2] == [","]
    at = hi + 1 + comma
    if at >= len(passage) or (not comma and not passage.pack.head_final) or not _sayable(passage, lo, hi, words, comma):
        return None
    named = passage.words[at + 1 : at + 1 + NAMED] if passage.words[at] in passage.pack.quotatives else []
    cue = speech.cue_at(at) if passage.pack.naming.isdisjoint(named) else None
    if cue is None or cue.lo != at or cue.form is UNKNOWN_VERB or speech.relayed(cue.lo):
        return None
    # «… жемі болғанын» айтты: a reported clause in marks; «Төлеймін» деп үйіп-төккен уәдеге сенеді: no quotation.
    reported = not comma and ends_clause(passage, passage.words[hi - 1], cue)
    if reported or (words < NAME_WORDS and cue.hi - cue.lo > NAME_WORDS):
        return None
    sentence = passage.words[hi - 1] in STOPS or passage.words[hi - 1] == ","
    if cue.form is not QUOTATIVE or comma or sentence or passage.words[at] in passage.pack.attributive:
        return cue
    # «…» деп ұсынылды: what is named so, not what is said; but «…» деп, and no more.
    if words >= SENTENCE_WORDS and passage.words[at + 1 : at + 2] in ([], ["."]):
        return Cue(at, at + 1, QUOTATIVE)
    personal = words >= NAME_WORDS and passage.words[hi - 1].endswith(passage.pack.personal)
    return Cue(at, at + 1, SPOKEN) if personal else None


def _sayable(passage: Passage, lo: int, hi: int, words: int, comma: bool) -> bool:
    """Whether a marked stretch before a cue can be what is said, by its length and its ends."""
    begins, last = passage.begins_sentence(lo - 1), passage.words[hi - 1]
    if words < NAME_WORDS and last not in STOPS and last != "," and not last.endswith(passage.pack.predicates):
        return comma and begins
    # "… направлен на осуществление «всемирной идеи перемирия», говорит X": the end of what X says.
    return passage.pack.head_final or not passage.tokens[lo][0].islower() or begins


def _cued_after(speech: Speech, lo: int, hi: int, words: int) -> bool:
    """«…», деді X and «…» деп атап өтті X: no dash between."""
    passage = speech.passage
    cue = _cue_after(speech, lo, hi, words)
    if cue is None:
        return False
    start = passage.after_connectives(max(passage.sentence_of(lo - 1)[0], lo - CLAUSE), lo - 1)
    owner = _owner_of_words(passage, start, lo - 1, cue)
    if owner is None and cue.form is QUOTATIVE and passage.words[cue.lo] in passage.pack.attributive:
        # «Ғылым бар ма?» деген сауал: whoever asks it.
        return False
    end = clause_end(passage, cue.hi)
    if owner is None and cue.form.klass == "quote":
        source = quoted_source(passage, cue.hi, end)
    elif owner is None and cue.form.klass == "passive":
        source = document_source(passage, [(start, lo - 1), (cue.hi, end)], passage.inside[lo - 1])
    else:
        source = owner or subject_after(passage, cue.hi, end, cue.form.feature, any_noun=cue.form is not SPOKEN)
        source = source or subject_within(passage, cue)
        if source is None and passage.pack.head_final:
            # "құрметті аналар, … «…» деп ойламаңыздар": of another clause, who is spoken to.
            start = passage.clause_start(start, lo - 1) if cue.form is SPOKEN else start
            source = nearest_subject(passage, start, lo - 1)
    if source is None and cue.form is SPOKEN:
        return False
    comma = cue.lo > hi + 1
    speech.add(lo, hi, cue, source, method="direct-marked", confidence=0.93 if comma else 0.85)
    _resumed(speech, end)
    return True


def _resumed(speech: Speech, end: int) -> None:
    """What goes on in marks after a cue clause that ends before word `end` and a dash: «A», говорит X: — «B»."""
    passage = speech.passage
    dash = next((at for at in range(end, min(end + 2, len(passage))) if passage.is_dash(at)), None)
    opened = speech.opened_at.get(dash + 1) if dash is not None else None
    if opened is not None and opened not in speech.used:
        speech.used.add(opened)
        speech.add(*speech.spans[opened], None, None, method="direct-marked", confidence=0.9, continues=True)


def _owner_of_words(passage: Passage, start: int, opening: int, cue: Cue) -> Source | None:
    """Whose words are quoted in "Абайдың «…» деген сөзі", "«…» деген комиссияның қорытындысы"."""
    at, pack = cue.lo + 1 if cue.form is QUOTATIVE else cue.hi, passage.pack
    if passage.words[cue.lo] not in pack.attributive and cue.form.feature != "participle":
        return None
    stop = min(len(passage), at + OWNED)
    said = next((index for index in range(at, stop) if passage.words[index] in pack.words_said), None)
    if said is None:
        return None
    after = next(hits(passage, at, said, "genitive", passage.inside[cue.lo]), None)
    if after is not None:
        return make_source(passage, after, at)
    if pack.morphology.owner(passage.words[opening - 1]) is not None:
        return owner_before(passage, start, opening)
    # "Олар … «жолдарды таза ұстаймыз» деген уәделерін орындамапты": their own.
    return nearest_subject(passage, start, opening) if passage.words[said].endswith(pack.own_words) else None


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
    if cues and verbatim and passage.pack.head_final:
        # "Сондықтан, дейді мамандар, «…»."
        subject = subject_after(passage, cues[-1].hi, lo - 1, any_noun=True)
        if subject is not None and subject.hi >= lo - 2 and subject.lo == cues[-1].hi:
            speech.add(lo, hi, cues[-1], subject, method="direct-marked", confidence=0.75)
            return True
    return False


def _after_colon(speech: Speech, lo: int, hi: int, words: int, cues: list[Cue], start: int) -> bool:
    passage = speech.passage
    if cues and words <= NAME_WORDS and cues[-1].hi < lo - NAME_WORDS and not speech.ends_sentence(hi):
        # "опубликовали первые рассказы Вертинского: «Красные бабочки» и «Моя невеста»"
        return False
    if passage.pack.head_final and words <= NAME_WORDS and _names_next(passage, hi):
        # "айтып отырған себебім: «Dara jol» хабары тоқтамайды"
        return False
    if cues:
        cue = cues[-1]
        after = subject_after(passage, cue.hi, lo - 2, cue.form.feature)
        beside = after is not None and after.lo == cue.hi
        source = after if beside else nearest_subject(passage, start, cue.lo, cue.form.feature) or after
        if cue.form.klass == "quote":
            # "Его слова приводит РИА Новости: «…»"
            source = quoted_source(passage, cue.hi, lo - 2) or quoted_source(passage, start, cue.lo)
        elif "document" in cue.form.frames:
            # "Вот как об этом сообщается в заявлении Нацфронта: «…»"
            source = document_source(passage, [(cue.hi, lo - 2), (start, cue.lo)]) or source
        speech.add(lo, hi, cue, source, method="direct-colon", confidence=0.93)
        return True
    source = nearest_subject(passage, start, lo - 2)
    if not passage.pack.head_final and (source is None or source.kind == "body") and start < lo - 2:
        source = last_person(passage, start, lo - 2) or (source if source and source.hi == lo - 2 else None)
    # "отрывает мальчика от занятия: «Вставай!»"
    cried = source is not None and source.kind in {"person", "pronoun", "post"} and passage.words[hi - 1] in STOPS
    said = (words >= SENTENCE_WORDS or cried) and passage.tokens[lo][0].isupper() and speech.ends_sentence(hi)
    if said or (source is not None and source.hi == lo - 2 and words >= NAME_WORDS):
        speech.add(lo, hi, None, source, method="direct-colon", confidence=0.85)
        return True
    return False


def _names_next(passage: Passage, closing: int) -> bool:
    """Whether a marked stretch names what the word after its closing mark is: no verb of speech stands there."""
    at = closing + 1
    if at >= len(passage) or not passage.tokens[at][0].islower() or passage.words[at] in passage.pack.quotatives:
        return False
    return not passage.cues_between(at, at + 1)


def _signature(passage: Passage, at: int) -> Source | None:
    """Whose name is all that follows a marked paragraph: «…». Қала әкімдігінің баспасөз қызметі."""
    while at < len(passage) and not passage.words[at][0].isalnum():
        at += 1
    rest = len(passage) - at
    if not 0 < rest <= SIGNATURE or passage.cues_between(at, len(passage)):
        return None
    names = [name for name in passage.names_between(at, len(passage)) if name.nominative]
    person = next((name for name in names if name.mention.type == "PER"), None)
    if person is not None and (person.lo == at or person.hi >= len(passage) - 1):
        return source_of_name(person)
    body = next((name for name in names if name.mention.type == "ORG"), None)
    return source_of_name(body) if body is not None and body.lo == at and body.hi >= len(passage) - 1 else None


def _alone(speech: Speech, lo: int, hi: int, words: int) -> bool:
    """A marked sentence with no cue: the words of whoever spoke last."""
    passage = speech.passage
    begins = lo == 1 or passage.words[lo - 2] in STOPS
    # "«…», – рассказал X. «…»": what stands right after whose words they are may be short.
    goes_on = bool(speech.found) and speech.resume == lo - 1
    least = MIN_WORDS if goes_on else SENTENCE_WORDS
    if words < least or not begins or not passage.tokens[lo][0].isupper() or not speech.ends_sentence(hi):
        return False
    signature = _signature(passage, hi + 1) if lo == 1 else None
    if signature is not None:
        speech.add(lo, hi, None, signature, method="direct-signed", confidence=0.88)
        return True
    lead = speech.thread.lead() if lo == 1 else None
    speech.add(lo, hi, None, lead, method="direct-alone", confidence=0.6)
    return True
