"""Where a reported clause begins after its verb: "отметил[, что] …", "считают, пишет X[, что] …", and what is none."""

from flows.transform.quotes.candidate import reported_type
from flows.transform.quotes.clause import Sentence
from flows.transform.quotes.cues import Cue
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.sources import Source
from flows.transform.quotes.words import STOPS

# How far from its verb a clause begins, in words.
COMPLEMENT = 30
RELAY = 12
# A cue so near after "как" is the verb of its clause: "как сообщил X".
MANNER = 4


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
    if passage.words[comma + 1] not in passage.pack.relay_cues | passage.pack.relay_always:
        return None
    closing = next((at for at in range(comma + 2, min(hi, comma + RELAY)) if passage.words[at] == ","), None)
    outlet = closing is not None and any(passage.is_outlet(at) for at in range(comma + 2, closing))
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
