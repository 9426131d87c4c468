"""Speech by a phrase and not by a verb: "X-ның айтуынша, […]", "по словам X, […]", "Как заявил X, […]"."""

from collections.abc import Iterator

from flows.transform.quotes.candidate import Candidate, propose, reported_type, trimmed
from flows.transform.quotes.clause import Sentence
from flows.transform.quotes.cue_sources import case_of_documents
from flows.transform.quotes.cues import Cue, CueForm
from flows.transform.quotes.oblique import document_source
from flows.transform.quotes.owners import named_body, owner_after, owner_before
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.sources import Source
from flows.transform.quotes.subjects import nearest_subject, subject_after
from flows.transform.quotes.words import OUTSIDE, QUOTE_MARKS, STOPS

OWNER_WORDS = 40
# How far after whose data it is the verb of a clause stands that the phrase is a part of.
VERB_REACH = 6
_PHRASE = CueForm("according-to", frozenset(), "phrase", weak=False)


def according_to(sentence: Sentence) -> Iterator[Candidate]:
    """Find phrases that name whose words, opinion or data a sentence gives."""
    passage, pack = sentence.passage, sentence.passage.pack
    for at, end, phrase in sentence.according:
        lo, hi, source = at, end, None
        if phrase.owner == "before":
            lo = _clause_start(sentence, at)
            source = owner_before(passage, lo, at)
            owned = source is not None or lo == at
        elif phrase.owner == "body":
            source = named_body(passage, end)
            hi, owned = source.hi if source is not None else end, source is not None
        elif phrase.owner == "inside":
            slot = passage.words[at + (phrase.slot or 0)]
            source = Source(
                "pronoun", at, end, passage.tokens[at + (phrase.slot or 0)], slot, agreement=pack.pronouns[slot][1]
            )
            owned = True
        else:
            hi = _phrase_end(sentence, end)
            source = owner_after(passage, end, hi)
            owned = source is not None
            if source is not None and at > sentence.start and passage.words[at - 1][0].isalpha():
                apart = passage.words[end - 1] in pack.rankings or passage.words[at - 1] in pack.relatives
                goes_on = not apart and _goes_on(sentence, source.hi)
                # "Численность населения | по данным комитета | составила …": the clause goes on with its verb.
                hi = source.hi if goes_on else hi
                owned = goes_on or not _is_nouns(passage, at, source.hi)
        if owned and passage.words[at - 1 : at] == [","] and _parts_verb(sentence, hi):
            # "Японская полиция, по данным газеты, отметила, что …": the police's words
            continue
        if owned and not _by_outlet(passage, source, lo, min(hi, sentence.hi)):
            yield from _content(sentence, lo, hi, Cue(at, end, _PHRASE), source, "according-to")


def _is_nouns(passage: Passage, at: int, end: int) -> bool:
    """Whether a phrase goes with the noun before it, no comma on either side: "чемпион мира | по версии WBA Иван"."""
    before, after = passage.words[at - 1 : at], passage.words[end : end + 1]
    if not before or not after or not before[0].isalpha() or not after[0].isalpha():
        return False
    return passage.pack.morphology.depends(before[0])


def _goes_on(sentence: Sentence, lo: int) -> bool:
    """Whether a verb follows word `lo` in its clause, no subject before it."""
    passage = sentence.passage
    for index in range(lo, min(sentence.hi, lo + VERB_REACH)):
        name = passage.name_at.get(index)
        if not passage.words[index][0].isalnum() or (name is not None and name.nominative):
            return False
        if passage.pack.morphology.verb(passage.words[index]):
            return True
    return False


def _parts_verb(sentence: Sentence, comma: int) -> bool:
    """Whether right after a parenthesis, at its closing comma, stands the verb of a reported clause."""
    passage = sentence.passage
    if passage.words[comma : comma + 1] != [","]:
        return False
    cue = next(iter(passage.cues_between(comma + 1, comma + 2)), None)
    clause = passage.words[cue.hi : cue.hi + 2] if cue is not None else []
    return len(clause) > 1 and clause[0] == "," and clause[1] in passage.pack.complementisers


def _by_outlet(passage: Passage, source: Source | None, lo: int, hi: int) -> bool:
    """Whether the words of a phrase are an outlet's, "по данным Tengrinews", not those of whom it spoke to."""
    if source is not None and source.kind in {"post", "group"} and not passage.pack.head_final:
        return passage.pack.relay.is_outlet(source.lemma)
    if source is not None:
        # "Tengrinews.kz тілшісіне | ІІМ | берген мәлімет бойынша": the outlet was told.
        lo, hi = source.lo, source.hi
    return passage.names_outlet(lo, hi)


def as_said(sentence: Sentence) -> Iterator[Candidate]:
    """Find clauses of manner that say whose words a sentence gives: "Как сообщили в …, […]", "X атап өткендей, […]"."""
    passage = sentence.passage
    for cue in sentence.cues:
        if "comparison" in (cue.form.feature, *cue.form.frames):
            lo = _clause_start(sentence, cue.lo)
            source = owner_before(passage, lo, cue.lo) or document_source(passage, [(lo, cue.lo)])
            if source is None and cue.form.klass != "passive":
                # "… баспасөз қызметінен мәлім еткеніндей": where the words come from.
                source = nearest_subject(passage, lo, cue.lo)
            if source is not None and not passage.names_outlet(lo, cue.lo):
                yield from _content(sentence, lo, cue.hi, cue, source, "as-said")
        elif "as" in cue.form.frames and (opening := as_word(passage, cue, sentence.start)) is not None:
            hi = _as_end(sentence, cue)
            if opening > sentence.start and _parts_verb(sentence, hi):
                # "Петров, как сообщил адвокат, заявил, что …": Petrov's words
                continue
            feature = cue.form.feature
            source = subject_after(passage, cue.hi, hi, feature)
            source = source or nearest_subject(passage, opening, cue.lo, feature)
            if source is None and "document" in cue.form.frames:
                source = document_source(passage, [(cue.hi, hi)], case=case_of_documents(cue))
            if source is not None and not passage.names_outlet(source.lo, source.hi):
                yield from _content(sentence, opening, hi, cue, source, "as-said")


def opens_as_said(sentence: Sentence) -> bool:
    """Whether a sentence begins with the clause of its first cue that has one: "Как сообщил X, …", not "Как только"."""
    for cue in sentence.cues:
        if "as" in cue.form.frames and (opening := as_word(sentence.passage, cue, sentence.start)) is not None:
            return opening == sentence.start
    return False


def as_word(passage: Passage, cue: Cue, lo: int) -> int | None:
    """Return the word of "как" when a cue stands in its clause: "Как сообщил X, …"."""
    for at in range(cue.lo - 1, max(lo, cue.lo - 6) - 1, -1):
        if passage.words[at] in passage.pack.as_words:
            apart = passage.words[at - 1] == "," and passage.words[at - 2] not in passage.pack.correlatives
            return at if at - lo <= 2 or apart else None
        if not passage.words[at][0].isalnum():
            return None
    return None


def _as_end(sentence: Sentence, cue: Cue) -> int:
    """The comma that ends the "как" clause: the first after the name it gives, or the first."""
    passage = sentence.passage
    stop = min(sentence.hi, cue.hi + OWNER_WORDS)
    first = _past_relative(passage, next((at for at in range(cue.hi, stop) if passage.words[at] == ","), stop), stop)
    for name in passage.names_between(cue.hi, stop):
        if name.mention.type == "PER" and name.nominative and name.hi < sentence.hi and passage.words[name.hi] == ",":
            titled = passage.pack.morphology.noun(passage.words[name.lo - 1]) is not None
            if name.lo < first or (titled and "," not in passage.words[first + 1 : name.lo]):
                return max(first, name.hi)
            break
    return first


def _past_relative(passage: Passage, comma: int, hi: int) -> int:
    """The comma that ends a relative clause which begins after the comma given: "в Х5, | куда входят …, | цены"."""
    if passage.pack.which.isdisjoint(passage.words[comma + 1 : comma + 3]):
        return comma
    for at in range(comma + 3, hi - 1):
        listed = passage.words[at - 1] in QUOTE_MARKS and passage.words[at + 1] in QUOTE_MARKS
        if passage.words[at] == "," and passage.inside[at] == OUTSIDE and not listed:
            return at
    return comma


def _clause_start(sentence: Sentence, at: int) -> int:
    """Where the noun phrase before a postposition begins: its commas belong to it when nothing but posts is before."""
    passage = sentence.passage
    lo = at
    first = max(min(sentence.start, at), at - OWNER_WORDS)
    while lo > first and _in_phrase(passage, lo - 1):
        lo -= 1
    if lo > first and lo - first <= OWNER_WORDS and passage.words[lo - 1] == ",":
        before = passage.pack.morphology.noun(passage.words[lo - 2]) if lo - 2 >= first else None
        if before is not None:
            return first
    return lo


def _in_phrase(passage: Passage, at: int) -> bool:
    word = passage.words[at]
    if word == "." and at > 0 and len(passage.words[at - 1]) == 1:
        return passage.words[at - 1].isalpha()  # "Б. Асыловтың айтуынша"
    return word[0].isalnum() or passage.inside[at] != OUTSIDE or word in QUOTE_MARKS or word in "()"


def _phrase_end(sentence: Sentence, at: int) -> int:
    """Where the phrase "по словам X" ends: at the comma after its names and posts."""
    passage = sentence.passage
    end = at
    while end < sentence.hi and end - at < OWNER_WORDS and passage.words[end] != "," and not passage.is_dash(end):
        if passage.words[end] in STOPS and passage.words[end] != ".":
            break
        end += 1
    # "по словам директора школы, депутата Ивана Иванова, …"
    if end < sentence.hi and passage.words[end] == ",":
        following = next(iter(passage.names_between(end + 1, min(end + 12, sentence.hi))), None)
        if (
            following is not None
            and following.mention.type == "PER"
            and not any(passage.words[index] == "," for index in range(end + 1, following.lo))
            and following.hi < sentence.hi
            and passage.words[following.hi] == ","
            and not any(name.mention.type == "PER" for name in passage.names_between(at, end))
            and not following.nominative
        ):
            return following.hi
        return _past_relative(passage, end, min(sentence.hi, end + OWNER_WORDS))
    return end


def _content(sentence: Sentence, lo: int, hi: int, cue: Cue, source: Source | None, method: str) -> Iterator[Candidate]:
    """What the phrase at words `lo` to `hi` gives."""
    passage = sentence.passage
    first, last = sentence.around(lo, hi)
    span = first, sentence.before_colon(first, last) if method == "according-to" else last
    kind = reported_type(passage, *span)
    if sentence.all_marked(*span):
        span = trimmed(passage, *span, keep_stop=False)
        # A sentence is direct speech, a part of one completes the narrator's.
        kind = "mixed" if passage.tokens[span[0] + 1][0].islower() else "direct"
    candidate = propose(passage, span, cue, source, kind=kind, method=method, confidence=0.92)
    if candidate is not None:
        yield candidate
