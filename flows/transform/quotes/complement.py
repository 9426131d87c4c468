"""Clauses that complement their verb: "отметил, что […]", "уверены: […]", "О том, что […], заявил X"."""

from typing import Final

from flows.transform.quotes.according import as_word
from flows.transform.quotes.candidate import Found, reported_type
from flows.transform.quotes.clause import Sentence
from flows.transform.quotes.cue_sources import source_of
from flows.transform.quotes.cues import Cue
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.sources import Source
from flows.transform.quotes.subjects import nearest_subject, subject_after
from flows.transform.quotes.words import OUTSIDE, QUOTE_MARKS, STOPS

# How far from its verb a clause, a relay before it and a colon stand, in words.
COMPLEMENT: Final = 30
RELAY: Final = 12
COLON: Final = 5
# A sentence after a colon has no fewer words.
MIN_WORDS: Final = 3
# How far before its verb a clause ends, in words.
NEAR: Final = 12
# A cue so near after "как" is the verb of its clause: "как сообщил X".
MANNER: Final = 4


def that_clause(sentence: Sentence, cue: Cue) -> Found | None:
    """A clause after its verb: "отметил, что […]"."""
    passage = sentence.passage
    spoken = not cue.form.frames.isdisjoint(("that", "object"))
    if not spoken or as_word(passage, cue, sentence.start) is not None:
        return None
    at = clause_comma(sentence, cue)
    if at is None or ("that" not in cue.form.frames and passage.pack.objects.isdisjoint(passage.words[cue.hi : at])):
        return None
    source = source_of(sentence, cue, at)
    if passage.words[cue.lo - 1] == "," and source is not None and passage.is_outlet(source.lo) and source.lo > cue.lo:
        # "…, пишет NEWSru.com, что"; but "источник, знакомый с ситуацией, сообщил Reuters, что"
        source = nearest_subject(passage, sentence.lo, cue.lo, cue.form.feature)
        if sentence.before(cue) is not None or source is None or source.kind == "body":
            return None
    if of_the_fact(passage, cue, at, source) or ("document" in cue.form.frames and source is None):
        return None
    return Found((at + 2, sentence.before_colon(at + 2, sentence.cut(at + 2))), source, "that-clause", 0.94)


def after_colon(sentence: Sentence, cue: Cue) -> Found | None:
    """A sentence after its verb and a colon: "Оппозиционеры уверены: власти ожидают новых акций"."""
    passage = sentence.passage
    if "that" not in cue.form.frames or passage.pack.head_final or not sentence.finite(cue):
        return None
    stop = min(sentence.hi - MIN_WORDS, cue.hi + COLON)
    at = next((index for index in range(cue.hi, stop) if not passage.words[index][0].isalpha()), stop)
    if at >= stop or passage.words[at] != ":" or passage.inside[at + 1] != OUTSIDE:
        return None
    if passage.words[at + 1] in QUOTE_MARKS or passage.is_dash(at + 1):
        return None
    source = source_of(sentence, cue, at)
    return Found((at + 1, sentence.cut(at + 1)), source, "colon", 0.8) if source is not None else None


def inverted(sentence: Sentence, cue: Cue) -> Found | None:
    """A clause before its verb: "О том, что […], заявил X", "О том, что […], X заявил вчера"."""
    passage, pack = sentence.passage, sentence.passage.pack
    if pack.head_final or "that" not in cue.form.frames:
        return None
    at = sentence.start
    if at + 4 >= cue.lo or passage.words[at + 1] not in pack.correlatives or passage.words[at + 2] != ",":
        return None
    if passage.words[at + 3] not in pack.complementisers:
        return None
    comma = next((back for back in range(cue.lo - 1, max(at + 4, cue.lo - NEAR), -1) if passage.words[back] == ","), 0)
    following = passage.words[comma + 1 : cue.lo]
    if not comma or not pack.relatives.isdisjoint(following) or any(map(pack.morphology.verb, following)):
        return None
    source = nearest_subject(passage, comma + 1, cue.lo, cue.form.feature) if following else None
    source = source or subject_after(passage, cue.hi, sentence.hi, cue.form.feature)
    return Found((at + 4, comma), source, "inverted", 0.88) if source is not None else None


def clause_comma(sentence: Sentence, cue: Cue) -> int | None:
    """Return the comma before the clause that a cue reports; None when no clause follows it."""
    passage, skip = sentence.passage, cue.hi
    for at in range(cue.hi, min(sentence.hi - 2, cue.hi + COMPLEMENT)):
        word = passage.words[at]
        if word == "," and _opens_clause(sentence, at + 1):
            return at
        if at < skip:
            continue
        if word == "," and (closing := _parenthesis(passage, at, sentence.hi)) is not None:
            skip = closing
            continue
        reports = at > cue.hi and any("that" in other.form.frames for other in passage.cues_between(at, at + 1))
        if word in STOPS or word in ":)" or reports or _is_anothers(passage, at):
            return None
    return None


def _is_anothers(passage: Passage, at: int) -> bool:
    """Whether a word shows that a clause after it belongs to another verb or to a noun.

    "призвал ввести санкции|, если выяснится, что", "верили в развязку | и мучились предчувствием, что", "жили в
    | таком состоянии, что".
    """
    pack, word, following = passage.pack, passage.words[at], passage.words[at + 1]
    if word == ",":
        return following in pack.subordinators
    return word in pack.degrees or (word in pack.conjunctions and pack.morphology.verb(following))


def _parenthesis(passage: Passage, comma: int, hi: int) -> int | None:
    """The comma that closes a relay between a verb and its clause: "считают|, пишет NEWSru.com|, что"."""
    verb, relay = passage.words[comma + 1], passage.pack.relay
    if verb not in relay.cues and verb not in relay.always:
        return None
    closing = next((at for at in range(comma + 2, min(hi, comma + RELAY)) if passage.words[at] == ","), None)
    outlet = closing is not None and passage.names_outlet(comma + 2, closing)
    return closing if outlet else None


def _opens_clause(sentence: Sentence, at: int) -> bool:
    """Whether a reported clause begins with word `at`: "что"; "как", when the clause holds somebody's own words."""
    passage, pack = sentence.passage, sentence.passage.pack
    if passage.words[at] in pack.complementisers:
        return True
    if passage.words[at] not in pack.as_words or passage.cues_between(at, at + MANNER):
        return False
    end = sentence.cut(at + 1)
    return ":" not in passage.words[at : min(end, at + COMPLEMENT)] and reported_type(passage, at + 1, end) == "mixed"


def of_the_fact(passage: Passage, cue: Cue, comma: int, source: Source | None) -> bool:
    """Whether ", что" goes on with what the sentence told: "под предлогом того, что …", "запустил …, что позволит"."""
    words, pack = passage.words, passage.pack
    if words[comma - 2] in pack.reasons or words[comma - 3] in pack.reasons:
        return True
    complement = cue.hi < comma and not (source is not None and (source.lo, source.hi) == (cue.hi, comma))
    return complement and words[comma + 2] in pack.consequences
