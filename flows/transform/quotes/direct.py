"""Direct speech: words that marks, a dash or a whole paragraph set off, with a cue beside them.

What counts is the cue, not the mark: `"…", – деді X`, `…, – деді X` without marks, `«…» деп атап өтті X`,
`X: «…»`. A marked stretch with no cue beside it is a name, a title or a term unless it is a sentence by itself.
"""

from dataclasses import dataclass, field, replace

from flows.transform.quotes.candidate import Candidate, propose
from flows.transform.quotes.pack import CueForm
from flows.transform.quotes.passage import OUTSIDE, QUOTE_MARKS, STOPS, Cue, Passage
from flows.transform.quotes.sources import Source, nearest_subject, subject_after

CLAUSE = 60
LEAD_IN = 6
SPAN_PARAGRAPHS = 3
NAME_WORDS = 3
SENTENCE_WORDS = 6
MIN_UNMARKED = 3

_QUOTATIVE = CueForm("say", frozenset({"direct"}), "finite", weak=False)
_UNKNOWN = CueForm("unknown", frozenset({"direct"}), "finite", weak=True)


@dataclass
class Thread:
    """What one paragraph leaves for the next: an opening without its close, an introduction that ends in a colon."""

    start: int = 0
    position: int = 0
    open: bool = False
    source: Source | None = None
    cue: tuple[int, str] | None = None
    introduced: bool = False


@dataclass
class Direct:
    """The direct speech of one paragraph."""

    passage: Passage
    relays: list[tuple[int, int]]
    thread: Thread
    found: list[Candidate] = field(default_factory=list)
    resume: int = 0
    used: set[int] = field(default_factory=set)

    def read(self) -> list[Candidate]:
        """Find the paragraph's direct speech; `thread` is left as the next paragraph needs it."""
        self._dashes()
        self._regions()
        self._carry_on()
        return self.found

    # -- cues after a dash ---------------------------------------------------------------------------------------

    def _dashes(self) -> None:
        passage = self.passage
        self._closes = {marked.end: index for index, marked in enumerate(passage.marks.outer)}
        self._unclosed = [passage.word_at(offset) for offset in passage.marks.unclosed]
        self._next_unclosed = 0
        after_clause = OUTSIDE
        for at in range(1, len(passage) - 1):
            if at < self.resume or not passage.is_dash(at) or not self._may_end_speech(at - 1):
                continue
            cue = self._cue_after(at + 1, marked=passage.words[at - 1] in QUOTE_MARKS or passage.words[at - 2] in QUOTE_MARKS)
            if cue is None or self._relayed(cue.lo):
                continue
            end = clause_end(passage, cue.hi)
            source = subject_after(passage, cue.hi, end) or nearest_subject(passage, at + 1, cue.lo)
            self._close_at(at, cue, source, end)
            after_clause = end
        self._rest(after_clause)

    def _may_end_speech(self, at: int) -> bool:
        word = self.passage.words[at]
        return word == "," or word in STOPS or word in QUOTE_MARKS

    def _cue_after(self, at: int, *, marked: bool) -> Cue | None:
        """The cue that a clause after a quotation begins with."""
        passage, pack = self.passage, self.passage.pack
        stop = at
        while stop < min(len(passage), at + LEAD_IN + 2) and passage.words[stop][0].isalnum():
            stop += 1
        cues = [cue for cue in passage.cues_between(at, stop) if cue.form.frames & {"direct", "after"}]
        quotative = passage.words[at] in pack.quotatives if at < len(passage) else False
        if cues and (quotative or cues[0].lo - at <= (0 if pack.head_final else 4)):
            return Cue(at if quotative else cues[0].lo, cues[0].hi, cues[0].form)
        if quotative:
            return Cue(at, min(at + 2, stop), _QUOTATIVE)
        if marked and at < stop and passage.tokens[at][0].islower() and passage.words[at].endswith(pack.verb_endings):
            return Cue(at, at + 1, _UNKNOWN)
        return None

    def _relayed(self, at: int) -> bool:
        return any(lo <= at < hi for lo, hi in self.relays)

    def _close_at(self, dash: int, cue: Cue, source: Source | None, end: int) -> None:
        """Find where the speech that ends before a dash begins."""
        passage = self.passage
        last = dash - 1
        if passage.words[last] == "," and last:
            last -= 1
        region = passage.inside[dash]
        if region != OUTSIDE:
            start = max(passage.word_at(passage.marks.outer[region].start), self.resume)
            self._add(start, dash, cue, source, "direct-marked", 0.97)
            self.used.add(region)
        elif (closed := self._closes.get(passage.starts[last])) is not None:
            opening = self._open_before(passage.word_at(passage.marks.outer[closed].start) - 1)
            if opening is not None:
                self._add(opening + 1, last + 1, cue, source, "direct-marked", 0.9)
            elif self._is_name(closed):
                self._unmarked(dash, cue, source)
            else:
                marked = passage.marks.outer[closed]
                start = max(passage.word_at(marked.start), self.resume)
                self._add(start, passage.word_at(marked.end), cue, source, "direct-marked", 0.98)
            self.used.add(closed)
        elif passage.words[last] in QUOTE_MARKS and self.thread.open:
            self._add_from_thread(last, cue, source)
        else:
            opening = self._open_before(dash)
            if opening is not None:
                self._add(opening + 1, dash, cue, source, "direct-marked", 0.85)
            else:
                self._unmarked(dash, cue, source)
        self.resume = end + 1

    def _open_before(self, limit: int) -> int | None:
        """The first opening mark, since the last cue, that nothing closes."""
        while self._next_unclosed < len(self._unclosed) and self._unclosed[self._next_unclosed] < self.resume:
            self._next_unclosed += 1
        if self._next_unclosed < len(self._unclosed) and self._unclosed[self._next_unclosed] < limit:
            self._next_unclosed += 1
            return self._unclosed[self._next_unclosed - 1]
        return None

    def _is_name(self, region: int) -> bool:
        """Whether a marked stretch at a quotation's end is a name that the quotation ends in."""
        passage = self.passage
        marked = passage.marks.outer[region]
        lo, hi = passage.word_at(marked.start), passage.word_at(marked.end)
        words = sum(passage.words[at][0].isalnum() for at in range(lo, min(hi, lo + 2 * NAME_WORDS)))
        begins = lo - 2 < self.resume or passage.words[lo - 2] in STOPS or passage.words[lo - 2] in ":–—-"
        return words <= NAME_WORDS and not begins and passage.words[hi - 1] not in STOPS and passage.words[hi - 1] != ","

    def _unmarked(self, dash: int, cue: Cue, source: Source | None) -> None:
        passage, thread = self.passage, self.thread
        if thread.open and not self.resume:
            self._add_from_thread(dash - 1, cue, source)
        elif sum(passage.words[at][0].isalnum() for at in range(self.resume, min(dash, self.resume + 12))) >= MIN_UNMARKED:
            self._add(self.resume, dash, cue, source, "direct-unmarked", 0.9)
        for region in range(len(passage.marks.outer)):
            if self.resume <= passage.word_at(passage.marks.outer[region].start) < dash:
                self.used.add(region)

    def _rest(self, clause: int) -> None:
        """What goes on after the last cue clause: "«A, – деді X. – B»", "A, – деді X. – B"."""
        passage = self.passage
        if clause < 0 or not self.found:
            return
        dash = next((at for at in range(clause, min(clause + 3, len(passage))) if passage.is_dash(at)), None)
        region = passage.inside[clause] if clause < len(passage) else OUTSIDE
        if region != OUTSIDE:
            self._add(clause + 1, passage.word_at(passage.marks.outer[region].end), None, None, "direct-marked", 0.95)
        elif dash is not None and passage.inside[dash] == OUTSIDE and dash + 1 < len(passage):
            opened = next((i for i, m in enumerate(passage.marks.outer) if passage.word_at(m.start) - 2 == dash), None)
            if opened is not None:
                marked = passage.marks.outer[opened]
                self.used.add(opened)
                self._add(passage.word_at(marked.start), passage.word_at(marked.end), None, None, "direct-marked", 0.95)
            else:
                self._add(dash + 1, len(passage), None, None, "direct-unmarked", 0.85)

    # -- marked stretches with a cue before or right after them --------------------------------------------------

    def _regions(self) -> None:
        passage = self.passage
        for index, marked in enumerate(passage.marks.outer):
            if index in self.used:
                continue
            lo, hi = passage.word_at(marked.start), passage.word_at(marked.end)
            if lo >= hi:
                continue
            words = _count_words(passage, lo, hi)
            if self._cued_after(index, lo, hi, words) or self._cued_before(index, lo, hi, words):
                continue
            self._alone(index, lo, hi, words)

    def _cued_after(self, index: int, lo: int, hi: int, words: int) -> bool:
        """«…», деді X and «…» деп атап өтті X: no dash between."""
        passage, pack = self.passage, self.passage.pack
        at = hi + 1
        comma = at < len(passage) and passage.words[at] == ","
        at += comma
        if at >= len(passage) or (not comma and not pack.head_final):
            return False
        ends_sentence = passage.words[hi - 1] in STOPS or passage.words[hi - 1] == ","
        if not comma and words < 3 and not ends_sentence:
            return False
        cue = self._cue_after(at, marked=False)
        if cue is None or self._relayed(cue.lo) or cue.form is _UNKNOWN:
            return False
        if cue.form is _QUOTATIVE and not comma and not ends_sentence:
            return False
        if cue.lo != at:
            return False
        end = clause_end(passage, cue.hi)
        sentence, _ = passage.sentence_of(lo - 1)
        source = subject_after(passage, cue.hi, end)
        if source is None and pack.head_final:
            source = nearest_subject(passage, sentence, lo - 1)
        self._add(lo, hi, cue, source, "direct-marked", 0.93 if comma else 0.85)
        self.used.add(index)
        return True

    def _cued_before(self, index: int, lo: int, hi: int, words: int) -> bool:
        """X заявил: «…», X: «…», he said «…»."""
        passage = self.passage
        before = lo - 2
        if before < 0:
            if self.thread.introduced and not self.found:
                self._add_introduced(lo, hi)
                self.used.add(index)
                return True
            return False
        sentence, _ = passage.sentence_of(before)
        sentence = max(sentence, self.resume if self.resume <= before else sentence)
        cues = [cue for cue in passage.cues_between(sentence, lo - 1) if passage.inside[cue.lo] == OUTSIDE]
        cues = [cue for cue in cues if "direct" in cue.form.frames and not self._relayed(cue.lo)]
        if passage.words[before] == ":":
            return self._after_colon(index, lo, hi, words, cues, sentence)
        if cues and cues[-1].hi == lo - 1 and words >= NAME_WORDS and not passage.pack.head_final:
            source = nearest_subject(passage, sentence, cues[-1].lo)
            self._add(lo, hi, cues[-1], source, "direct-marked", 0.75)
            self.used.add(index)
            return True
        return False

    def _after_colon(self, index: int, lo: int, hi: int, words: int, cues: list[Cue], sentence: int) -> bool:
        passage = self.passage
        if cues:
            cue = cues[-1]
            source = nearest_subject(passage, sentence, cue.lo) or subject_after(passage, cue.hi, lo - 2)
            self._add(lo, hi, cue, source, "direct-colon", 0.93)
            self.used.add(index)
            return True
        source = nearest_subject(passage, max(sentence, lo - 2 - CLAUSE), lo - 2)
        if source is not None and source.hi == lo - 2 and words >= NAME_WORDS:
            self._add(lo, hi, None, source, "direct-colon", 0.85)
            self.used.add(index)
            return True
        return False

    def _alone(self, index: int, lo: int, hi: int, words: int) -> None:
        """A marked sentence with no cue: the words of whoever spoke last."""
        passage = self.passage
        if words < SENTENCE_WORDS:
            return
        begins = lo - 1 == 0 or passage.words[lo - 2] in STOPS
        after = hi + 1
        ends = after >= len(passage) or passage.words[after] in STOPS or (
            passage.words[hi - 1] in STOPS and passage.tokens[after][0].isupper()
        )
        if begins and ends and passage.tokens[lo][0].isupper():
            self.used.add(index)
            self._add(lo, hi, None, None, "direct-alone", 0.6)

    # -- over paragraph breaks -----------------------------------------------------------------------------------

    def _carry_on(self) -> None:
        passage, thread = self.passage, self.thread
        if thread.open and passage.paragraph.position - thread.position > SPAN_PARAGRAPHS:
            thread.open = False
        if thread.open and passage.marks.unopened and not self.found:
            close = passage.word_at(passage.marks.unopened[0])
            cue = self._cue_after(close + 1 + (passage.words[close + 1 : close + 2] == [","]), marked=False)
            source = subject_after(passage, cue.hi, clause_end(passage, cue.hi)) if cue is not None else None
            self._add_from_thread(close - 1, cue, source)
        if self.found:
            thread.open = False
        if not thread.open and self._next_unclosed < len(self._unclosed):
            opening = self._unclosed[-1] if self.found else self._unclosed[self._next_unclosed]
            if opening >= self.resume and (opening == 0 or passage.words[opening - 1] in ":–—-" or passage.words[opening - 1] in STOPS):
                self._open_thread(opening + 1)
        elif not thread.open and not self.found and len(passage) > 1 and passage.is_dash(0) and passage.tokens[1][0].isupper():
            self._open_thread(1)

    def _open_thread(self, at: int) -> None:
        if at >= len(self.passage):
            return
        thread = self.thread
        thread.open, thread.start, thread.position = True, self.passage.starts[at], self.passage.paragraph.position
        if not thread.introduced:
            thread.source = thread.cue = None

    def _add_from_thread(self, last: int, cue: Cue | None, source: Source | None) -> None:
        thread = self.thread
        added = propose(
            self.passage, (0, last + 1), cue, source or thread.source, kind="direct", method="direct-spread", confidence=0.88
        )
        if added is not None:
            self.found.append(replace(added, start=thread.start, position=thread.position))
        thread.open = False

    def _add_introduced(self, lo: int, hi: int) -> None:
        thread = self.thread
        added = propose(self.passage, (lo, hi), None, thread.source, kind="direct", method="direct-colon", confidence=0.85)
        if added is not None:
            at, text = thread.cue or (added.start, None)
            self.found.append(replace(added, at=at, cue=text))

    def _add(
        self, lo: int, hi: int, cue: Cue | None, source: Source | None, method: str, confidence: float
    ) -> None:
        continues = cue is None and method in {"direct-marked", "direct-unmarked"}
        added = propose(
            self.passage, (lo, hi), cue, source, kind="direct", method=method, confidence=confidence, continues=continues
        )
        if added is not None:
            self.found.append(added)


def clause_end(passage: Passage, at: int) -> int:
    """Return where the clause of a cue ends: before a full stop, a closing mark, or the dash that resumes."""
    _, sentence = passage.sentence_of(min(at, len(passage)) - 1)
    stop = min(sentence, at + CLAUSE, len(passage))
    inside = passage.inside[at - 1]
    for index in range(at, stop):
        word = passage.words[index]
        if word in STOPS and not _abbreviates(passage, index):
            return index
        if passage.inside[index] != inside and passage.inside[index - 1] == inside and inside != OUTSIDE:
            return index
        if word in ",:" and passage.is_dash(index + 1):
            return index
    return stop


def _abbreviates(passage: Passage, stop: int) -> bool:
    before = passage.tokens[stop - 1]
    return passage.words[stop] == "." and (len(before) == 1 or before.lower() in passage.pack.abbreviations) and before[0].isalpha()


def _count_words(passage: Passage, lo: int, hi: int) -> int:
    return sum(passage.words[at][0].isalnum() for at in range(lo, min(hi, lo + 4 * SENTENCE_WORDS)))
