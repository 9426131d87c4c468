"""What the rules for direct speech share: the paragraph, what was found in it, what it leaves to the next."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from flows.transform.quotes.candidate import Candidate, propose
from flows.transform.quotes.cues import Cue, CueForm
from flows.transform.quotes.lazy import lazy
from flows.transform.quotes.oblique import document_source, quoted_source
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.sources import Source
from flows.transform.quotes.subjects import nearest_subject, subject_after
from flows.transform.quotes.words import OUTSIDE, STOPS

# How far a cue's clause is read, and how deep into it its cue may stand, in words.
CLAUSE: Final = 60
LEAD_IN: Final = 6
ADVERBS: Final = 4
# A complementiser, a subject and a verb.
INVERTED: Final = 3
# A marked stretch of so few words can be a name; one of so many can be a sentence.
NAME_WORDS: Final = 3
SENTENCE_WORDS: Final = 6

QUOTATIVE: Final = CueForm("say", frozenset({"direct"}), "finite", weak=False)
# A complementiser after a clause in marks: it counts where somebody is there to speak.
SPOKEN: Final = CueForm("say", frozenset({"direct"}), "finite", weak=True)
UNKNOWN_VERB: Final = CueForm("unknown", frozenset({"direct"}), "finite", weak=True)


def nobody() -> None:
    """Whom the first paragraph's lead names."""


@dataclass
class Thread:
    """What one paragraph leaves for the next.

    An opening without its close (`open`, from offset `start` of paragraph `position`; `within` a sentence, only a mark
    closes it), an introduction that ends in a colon (`introduced`, with its `source` and `cue`), whom a line that ends
    in a colon names, with a cue or not (`lead`, asked for when needed), a quotation that nobody was named for yet
    (`alone`).
    """

    start: int = 0
    position: int = 0
    open: bool = False
    within: bool = False
    source: Source | None = None
    cue: tuple[int, str] | None = None
    introduced: bool = False
    lead: Callable[[], Source | None] = nobody
    alone: Candidate | None = None


@dataclass
class Speech:
    """The direct speech of one paragraph as it is being found.

    `resume` is the first word that no quotation or cue clause covers yet, `used` the marked stretches already read.
    """

    passage: Passage
    relays: list[tuple[int, int]]
    thread: Thread
    found: list[Candidate] = field(default_factory=list)
    resume: int = 0
    used: set[int] = field(default_factory=set)

    @lazy
    def spans(self) -> list[tuple[int, int]]:
        """The words of each outermost marked stretch (half-open, without the marks)."""
        word_at = self.passage.word_at
        return [(word_at(marked.start), word_at(marked.end)) for marked in self.passage.marks.outer]

    @lazy
    def opened_at(self) -> dict[int, int]:
        """The marked stretch that an opening mark, given as a word, begins."""
        return {lo - 1: index for index, (lo, _) in enumerate(self.spans)}

    @lazy
    def closed_at(self) -> dict[int, int]:
        """The marked stretch that a closing mark, given as a word, ends."""
        return {hi: index for index, (_, hi) in enumerate(self.spans)}

    @lazy
    def _relay_starts(self) -> list[int]:
        return [lo for lo, _ in self.relays]

    def relayed(self, at: int) -> bool:
        """Whether a word stands in a relay formula."""
        place = bisect_right(self._relay_starts, at) - 1
        return place >= 0 and at < self.relays[place][1]

    def add(
        self,
        lo: int,
        hi: int,
        cue: Cue | None,
        source: Source | None,
        *,
        method: str,
        confidence: float,
        continues: bool = False,
    ) -> None:
        """Propose words `lo` to `hi` (half-open) as direct speech."""
        added = propose(
            self.passage,
            (lo, hi),
            cue,
            source,
            kind="direct",
            method=method,
            confidence=confidence,
            continues=continues,
        )
        if added is not None:
            self.found.append(added)

    def cue_at(self, at: int, *, marked: bool = False) -> Cue | None:
        """Return the cue that a clause after a quotation, from word `at`, begins with.

        A verb that no pack lists counts after marked words, where hardly anything else can stand.
        """
        passage, pack = self.passage, self.passage.pack
        stop = at
        while stop < min(len(passage), at + LEAD_IN + 2) and passage.words[stop][0].isalnum():
            stop += 1
        if at >= stop or passage.words[at] in pack.complementisers:
            # "«Мне кажется, – продолжил Брод, – | что уже много сказали о Свиридове»"
            return None
        cues = [cue for cue in passage.cues_between(at, stop) if cue.form.frames & {"direct", "after"}]
        quotative = passage.words[at] in pack.quotatives
        if cues and not marked and pack.morphology.infinitive(passage.words[min(cues[0].hi, len(passage) - 1)]):
            # "– продолжает представлять": no word of speech.
            return None
        if cues and (quotative or cues[0].lo - at <= (0 if pack.head_final else ADVERBS)):
            return Cue(at if quotative else cues[0].lo, cues[0].hi, cues[0].form)
        if quotative:
            hi = min(at + 2, stop)
            while at + 1 < hi < stop and passage.words[hi] in pack.auxiliaries:
                hi += 1
            return Cue(at, hi, QUOTATIVE)
        if marked and passage.tokens[at][0].islower() and passage.words[at].endswith(pack.verb_endings):
            return Cue(at, at + 1, UNKNOWN_VERB)
        return None

    def speaker(self, dash: int, cue: Cue, end: int) -> Source | None:
        """Say whom a cue clause names: it begins after word `dash` and ends before word `end`."""
        passage = self.passage
        if cue.form.klass == "quote":
            return quoted_source(passage, cue.hi, end)
        if cue.form.klass == "passive":
            return document_source(passage, [(cue.hi, end)], passage.inside[cue.lo])
        subject = subject_after(passage, cue.hi, end, cue.form.feature, any_noun=True) or subject_within(passage, cue)
        return subject or (nearest_subject(passage, dash + 1, cue.lo) if dash + 1 < cue.lo else None)

    def ends_sentence(self, hi: int) -> bool:
        """Whether a sentence ends with the closing mark at word `hi`."""
        passage, after = self.passage, hi + 1
        return (
            after >= len(passage) - (passage.words[-1] == ",")
            or passage.words[after] in STOPS
            or (passage.words[after] == "," and self.relayed(after))
            or (passage.words[hi - 1] in STOPS and passage.tokens[after][0].isupper())
        )


def subject_within(passage: Passage, cue: Cue) -> Source | None:
    """Find the subject between a complementiser and its verb: «…», – деп | министр | атап өтті."""
    if passage.words[cue.lo] not in passage.pack.quotatives or cue.hi - cue.lo < INVERTED:
        return None
    return nearest_subject(passage, cue.lo + 1, cue.hi - 1)


def clause_end(passage: Passage, at: int) -> int:
    """Return where the clause of a cue ends: before a full stop, a closing mark, or the dash that resumes."""
    _, sentence = passage.sentence_of(min(at, len(passage)) - 1)
    stop = min(sentence, at + CLAUSE, len(passage))
    inside = passage.inside[at - 1]
    for index in range(at, stop):
        word = passage.words[index]
        if word in STOPS and not _abbreviates(passage, index):
            return index
        if inside != OUTSIDE and passage.inside[index] != inside and passage.inside[index - 1] == inside:
            return index
        if word in ",:" and (passage.is_dash(index + 1) or (inside == OUTSIDE and _more_speech(passage, index + 2))):
            return index
    return stop


def _more_speech(passage: Passage, at: int) -> bool:
    """Whether a marked stretch that a dash follows begins with word `at`: "…, – деп едім, «Иә», – деді"."""
    if at >= len(passage) or passage.inside[at] == OUTSIDE or passage.inside[at - 1] != OUTSIDE:
        return False
    after = passage.word_at(passage.marks.outer[passage.inside[at]].end) + 1
    return passage.is_dash(after + (passage.words[after : after + 1] == [","]))


def _abbreviates(passage: Passage, stop: int) -> bool:
    before = passage.words[stop - 1]
    return (
        passage.words[stop] == "." and before.isalpha() and (len(before) == 1 or before in passage.pack.abbreviations)
    )
