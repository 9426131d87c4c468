"""What a rule proposes: a stretch of text, its cue and its source, before anything is compared or resolved."""

from bisect import bisect_left
from operator import attrgetter
from typing import NamedTuple

from flows.transform.quotes.cues import Cue
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.sources import Source
from flows.transform.quotes.words import CLAUSE_PUNCTUATION, OUTSIDE

# A marked stretch of more words than these is somebody's wording, not a name; one that begins in lower case is with
# as many as the pack says.
VERBATIM_SENTENCE = 5
# More marked stretches of a clause than these are not looked at.
MARKED = 20
_STOPS = frozenset(".…")


class Candidate(NamedTuple):
    """A possible quote.

    `start` and `end` are article offsets of the words said; `at` is the offset of the cue, from where the source is
    resolved; `cue` is its text. `continues` marks a quotation that goes on after its cue or a further clause of the
    same sentence: it has the speaker of the candidate before it. `impersonal`: the verb lets nobody be named. `feature`
    is what the verb's form says of number and gender.
    """

    position: int
    language: str
    start: int
    end: int
    type: str
    method: str
    confidence: float
    at: int
    cue: str | None
    source: Source | None
    continues: bool = False
    impersonal: bool = False
    feature: str = ""


class Found(NamedTuple):
    """What a rule for one cue finds: the words said (`span`, half-open indices), whose they are, as far as it sees."""

    span: tuple[int, int]
    source: Source | None
    method: str
    confidence: float


def propose(
    passage: Passage,
    span: tuple[int, int],
    cue: Cue | tuple[int, int] | None,
    source: Source | None,
    *,
    kind: str,
    method: str,
    confidence: float,
    continues: bool = False,
) -> Candidate | None:
    """Make a candidate of the words `span` (half-open indices); None when nothing but punctuation is in it."""
    lo, hi = trimmed(passage, *span, keep_stop=kind == "direct")
    if is_pair(passage, lo, hi):
        lo, hi = trimmed(passage, lo + 1, hi - 1, keep_stop=kind == "direct")
    if lo >= hi:
        return None
    lo_cue, hi_cue = (cue.lo, cue.hi) if isinstance(cue, Cue) else cue or (hi - 1, hi)
    return Candidate(
        passage.paragraph.position,
        passage.paragraph.language,
        passage.starts[lo],
        passage.ends[hi - 1],
        kind,
        method,
        confidence,
        passage.starts[lo_cue],
        passage.span_text(lo_cue, hi_cue) if cue is not None else None,
        source,
        continues,
        source is None and isinstance(cue, Cue) and cue.form.klass == "passive",
        cue.form.feature if isinstance(cue, Cue) else "",
    )


def trimmed(passage: Passage, lo: int, hi: int, *, keep_stop: bool) -> tuple[int, int]:
    """Take dashes and commas off both ends of a word range, and what ends the sentence off its right."""
    right = CLAUSE_PUNCTUATION if keep_stop else CLAUSE_PUNCTUATION | _STOPS
    while lo < hi and passage.words[lo] in CLAUSE_PUNCTUATION:
        lo += 1
    while lo < hi and passage.words[hi - 1] in right:
        hi -= 1
    return lo, hi


def is_pair(passage: Passage, lo: int, hi: int) -> bool:
    """Whether a range begins and ends with the two marks of one stretch."""
    if hi - lo < 3 or passage.inside[lo + 1] == OUTSIDE or passage.inside[lo] != OUTSIDE:
        return False
    marked = passage.marks.outer[passage.inside[lo + 1]]
    return passage.starts[lo] == marked.start - 1 and passage.starts[hi - 1] == marked.end


def reported_type(passage: Passage, lo: int, hi: int) -> str:
    """Say whether a reported clause is indirect or holds somebody's own words in marks (mixed)."""
    first = bisect_left(passage.marks.outer, passage.starts[lo], key=attrgetter("start")) if lo < hi else 0
    for marked in passage.marks.outer[first : first + MARKED]:
        at = passage.word_at(marked.start)
        end = min(hi, passage.word_at(marked.end))
        words = passage.count_words(at, end, limit=2 * VERBATIM_SENTENCE)
        if at < end and (
            words > VERBATIM_SENTENCE or (passage.tokens[at][0].islower() and words >= passage.pack.verbatim_words)
        ):
            return "mixed"
    return "indirect"
