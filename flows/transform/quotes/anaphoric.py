"""Attribution by a sentence of its own: "[A]. Бұл туралы X айтты.", "[A]. Об этом заявил X."."""

from flows.transform.quotes.candidate import Candidate, propose, reported_type
from flows.transform.quotes.clause import DATELINE, Sentence
from flows.transform.quotes.cue_sources import source_of
from flows.transform.quotes.cues import Cue, CueForm
from flows.transform.quotes.oblique import document_source
from flows.transform.quotes.owners import owner_before
from flows.transform.quotes.sources import Source
from flows.transform.quotes.subjects import leftmost_subject, nearest_subject, subject_after
from flows.transform.quotes.words import CLAUSE_PUNCTUATION, STOPS

OPENING = 6
REACH = 45
MIN_WORDS = 3


def anaphoric(sentence: Sentence, previous: Sentence | None) -> Candidate | None:
    """Take the sentence before one that says who said it."""
    passage, pack = sentence.passage, sentence.passage.pack
    within = _within(sentence)
    if within is not None or previous is None:
        return within
    for at in range(sentence.lo, min(sentence.hi, sentence.start + OPENING)):
        found = pack.anaphors.match(passage.words, at)
        if found is None or (found[0] < sentence.hi and pack.morphology.goes_on(passage.words[found[0]])):
            continue
        for cue in sentence.cues:
            passive = pack.head_final and "document" in cue.form.frames
            if cue.lo < found[0] or cue.lo - found[0] > REACH or not ("anaphor" in cue.form.frames or passive):
                continue
            if not sentence.finite(cue):
                continue
            if ":" in passage.words[cue.hi : sentence.hi]:
                # "Вот как об этом сообщается в заявлении: «…»": what follows is meant.
                return None
            # "Бұл туралы … X-тың жауабында айтылған."
            document = document_source(passage, [(found[0], cue.lo)]) if passive else None
            source = document if passive else _source(sentence, found[0], cue)
            return _previous(previous, sentence, cue, source) if source is not None else None
    return _by_manner(sentence, previous) or _by_noun(sentence, previous)


def _by_manner(sentence: Sentence, previous: Sentence) -> Candidate | None:
    """Take the sentence before one that ends in "X осылай деді"."""
    passage, pack = sentence.passage, sentence.passage.pack
    for cue in sentence.cues:
        at = cue.lo - 1
        while at > sentence.lo and passage.words[at] in pack.quotatives:
            at -= 1
        ends = cue.hi >= sentence.hi or passage.words[cue.hi] in STOPS
        if at < sentence.lo or passage.words[at] not in pack.manner or "manner" not in cue.form.frames or not ends:
            continue
        source = leftmost_subject(passage, sentence.start, at) if sentence.finite(cue) else None
        return _previous(previous, sentence, cue, source) if source is not None else None
    return None


def _by_noun(sentence: Sentence, previous: Sentence) -> Candidate | None:
    """Take the sentence before "Бұл – X-тың пікірі"."""
    passage, last = sentence.passage, sentence.hi - 1
    while last > sentence.lo and not passage.words[last][0].isalnum():
        last -= 1
    if (
        passage.words[sentence.lo] not in passage.pack.demonstratives
        or passage.words[last] not in passage.pack.words_said
    ):
        return None
    owned = passage.pack.morphology.owner(passage.words[last - 1]) is not None
    source = owner_before(passage, sentence.lo + 1, last) if owned else None
    cue = Cue(last, last + 1, CueForm("say", frozenset(), "noun", weak=False))
    return _previous(previous, sentence, cue, source) if source is not None else None


def _within(sentence: Sentence) -> Candidate | None:
    """Take the words before an attribution in their own sentence: "[A], об этом сообщил X"."""
    passage, pack = sentence.passage, sentence.passage.pack
    if pack.head_final:
        return None
    for lo in pack.anaphors.positions(passage.words, range(sentence.start + MIN_WORDS, sentence.hi)):
        found = pack.anaphors.match(passage.words, lo) if passage.words[lo - 1] == "," else None
        if found is None or pack.morphology.goes_on(passage.words[min(found[0], sentence.hi - 1)]):
            continue
        cue = next((cue for cue in sentence.cues if found[0] <= cue.lo <= found[0] + OPENING), None)
        if cue is None or "anaphor" not in cue.form.frames or any(other.lo < lo for other in sentence.cues):
            return None
        source = _source(sentence, found[0], cue)
        span = (sentence.start, lo - 1)
        kind = reported_type(passage, *span)
        return propose(passage, span, cue, source, kind=kind, method="anaphoric", confidence=0.84) if source else None
    return None


def _source(sentence: Sentence, lo: int, cue: Cue) -> Source | None:
    passage = sentence.passage
    if not passage.pack.head_final:
        source = source_of(sentence, cue, sentence.hi)
        if source is not None and source.kind == "body" and source.hi <= cue.lo:
            # "Об этом активистам Гринпис сообщили жители"
            return subject_after(passage, cue.hi, sentence.hi, cue.form.feature) or source
        return source
    named = leftmost_subject(passage, lo, cue.lo) or subject_after(passage, cue.hi, sentence.hi)
    return named or nearest_subject(passage, lo, cue.lo)


def _is_dateline(sentence: Sentence, words: int) -> bool:
    """Whether a sentence is nothing but a place and an outlet, parted by a comma."""
    passage = sentence.passage
    if words > DATELINE or CLAUSE_PUNCTUATION.isdisjoint(passage.words[sentence.lo : sentence.hi]):
        return False
    return passage.names_outlet(sentence.lo, sentence.hi)


def _previous(previous: Sentence, sentence: Sentence, cue: Cue, source: Source) -> Candidate | None:
    words = sum(word[0].isalnum() for word in previous.passage.words[previous.lo : previous.hi])
    if words < MIN_WORDS or _is_dateline(previous, words):
        # "Нұр-Сұлтан, BAQ.KZ тілшісі.": nobody says a dateline.
        return None
    if previous.passage.words[previous.hi - 1] == "?":
        # "Как решат проблему? Об этом рассказал X": what he spoke of
        return None
    marked = previous.all_marked(previous.lo, previous.hi)
    lo, hi = previous.lo if marked else previous.start, previous.hi
    kind = "direct" if marked else reported_type(previous.passage, lo, hi)
    if marked:
        region = previous.passage.marks.outer[previous.passage.inside[lo + 1]]
        lo, hi = previous.passage.word_at(region.start), previous.passage.word_at(region.end)
    made = propose(previous.passage, (lo, hi), None, source, kind=kind, method="anaphoric", confidence=0.86)
    if made is None:
        return None
    at = sentence.passage.starts[cue.lo]
    text = sentence.passage.span_text(cue.lo, cue.hi)
    return Candidate(
        made.position, made.language, made.start, made.end, made.type, made.method, made.confidence, at, text, source
    )
