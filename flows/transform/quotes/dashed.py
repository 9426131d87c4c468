"""Direct speech closed by a dash and a cue: "…", – деді X; …, – деді X without marks; «A, – сказал X. – B»."""

from typing import Final

from flows.transform.quotes.candidate import propose
from flows.transform.quotes.cues import Cue
from flows.transform.quotes.sources import Source, source_of_name
from flows.transform.quotes.speech import (
    CLAUSE,
    NAME_WORDS,
    SENTENCE_WORDS,
    UNKNOWN_VERB,
    Speech,
    clause_end,
)
from flows.transform.quotes.strangers import unlisted_before
from flows.transform.quotes.subjects import nearest_subject
from flows.transform.quotes.words import OUTSIDE, QUOTE_MARKS, STOPS

MIN_UNMARKED: Final = 3
SIGNATURE: Final = 6


class Dashes:
    """Reads a paragraph's dashes from left to right; each cue after one closes the speech before it."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._passage = speech.passage
        self._unclosed = [self._passage.word_at(offset) for offset in self._passage.marks.unclosed]
        self._next_unclosed = 0
        self._next_span = 0

    def read(self) -> None:
        """Find the speech that dashes close, and what goes on after their cues."""
        speech, passage = self._speech, self._passage
        clause = OUTSIDE
        for at in passage.dashes:
            if not 0 < at < len(passage) - 1 or at < speech.resume or not self._may_end_speech(at - 1):
                continue
            marked = passage.words[at - 1] in QUOTE_MARKS or passage.words[at - 2] in QUOTE_MARKS
            cue = speech.cue_at(at + 1, marked=marked)
            if cue is None or (cue.form is UNKNOWN_VERB and self._ends_in_name(at)):
                self._signed(at)
                continue
            if speech.relayed(cue.lo) and cue.form.klass != "quote":
                continue
            if passage.words[cue.hi : cue.hi + 1] == [":"] and not marked:
                # "X, оглядев собравшихся, – спрашивает: «…»": the speech comes after.
                continue
            if clause != OUTSIDE and passage.inside[clause] not in {OUTSIDE, passage.inside[at]}:
                self._rest(clause)
            end = clause_end(passage, cue.hi)
            self._close(at, cue, speech.speaker(at, cue, end))
            speech.resume = end + 1
            clause = end
        self._rest(clause)

    def open_mark(self) -> int | None:
        """Return the word of the mark that opens a quotation which the paragraph does not close."""
        if self._next_unclosed >= len(self._unclosed):
            return None
        opening = self._unclosed[-1] if self._speech.found else self._unclosed[self._next_unclosed]
        return opening if opening >= self._speech.resume else None

    def _may_end_speech(self, at: int) -> bool:
        word = self._passage.words[at]
        # "A, – отметил X. – Поэтому …": after a full stop a capital begins a sentence of the speech.
        resumes = word == "." and self._passage.tokens[at + 2][:1].isupper()
        return word == "," or (word in STOPS and not resumes) or word in QUOTE_MARKS

    def _close(self, dash: int, cue: Cue, source: Source | None) -> None:
        """Find where the speech that ends before a dash begins."""
        speech, passage = self._speech, self._passage
        last = dash - 2 if passage.words[dash - 1] == "," else dash - 1
        region = passage.inside[dash]
        if region != OUTSIDE:
            start = max(speech.spans[region][0], speech.resume)
            speech.add(start, dash, cue, source, method="direct-marked", confidence=0.97)
            speech.used.add(region)
        elif last in speech.closed_at:
            self._close_marked(dash, last, cue, source)
        elif passage.words[last] in QUOTE_MARKS and speech.thread.open:
            self.from_thread(last - 1, cue, source)
        elif (opening := self._open_before(dash)) is not None:
            speech.add(opening + 1, dash, cue, source, method="direct-marked", confidence=0.85)
        else:
            self._unmarked(dash, cue, source)

    def _close_marked(self, dash: int, last: int, cue: Cue, source: Source | None) -> None:
        speech, passage = self._speech, self._passage
        index = speech.closed_at[last]
        lo, hi = speech.spans[index]
        opening = self._open_before(lo - 1)
        if opening is not None:
            # One mark closes both a name and the quotation that ends in it.
            speech.add(opening + 1, last + 1, cue, source, method="direct-marked", confidence=0.9)
        elif self._is_name(lo, hi):
            self._unmarked(dash, cue, source)
        else:
            if source is None and lo > 1 and (passage.pack.head_final or passage.words[lo - 2] == ":"):
                # "Тұрғындар: «…», – дейді."
                sentence, _ = passage.sentence_of(lo - 2)
                sentence = max(sentence, speech.resume, lo - CLAUSE)
                before = lo - 2 if passage.words[lo - 2] == ":" else lo - 1
                sentence = passage.after_connectives(sentence, before)
                source = nearest_subject(passage, sentence, before) if sentence < before else None
                if before == lo - 2 and (source is None or (passage.pack.head_final and source.hi != before)):
                    source = unlisted_before(passage, sentence, before) or source
            if source is None and lo <= 1:
                source = speech.thread.lead()
            start = max(lo, speech.resume)
            speech.add(start, hi, cue, source, method="direct-marked", confidence=0.98)
        speech.used.add(index)

    def _open_before(self, limit: int) -> int | None:
        """The first opening mark, since the last cue, that nothing closes."""
        unclosed = self._unclosed
        while self._next_unclosed < len(unclosed) and unclosed[self._next_unclosed] < self._speech.resume:
            self._next_unclosed += 1
        if self._next_unclosed < len(unclosed) and unclosed[self._next_unclosed] < limit:
            self._next_unclosed += 1
            return unclosed[self._next_unclosed - 1]
        return None

    def _ends_in_name(self, dash: int) -> bool:
        """Whether nothing but a name is marked before a dash: "… пост главы «Эха Москвы» - собираются вернуть"."""
        index = self._speech.closed_at.get(dash - 2 if self._passage.words[dash - 1] == "," else dash - 1)
        return index is not None and self._is_name(*self._speech.spans[index])

    def _is_name(self, lo: int, hi: int) -> bool:
        """Whether a marked stretch at the end of speech is a name in it and not the speech."""
        words = self._passage.words
        after_quotation = words[lo - 2] in QUOTE_MARKS and words[lo - 3] in STOPS
        begins = lo - 2 < self._speech.resume or words[lo - 2] in STOPS or words[lo - 2] in ":–—-" or after_quotation
        short = self._passage.count_words(lo, hi) <= NAME_WORDS
        return short and not begins and words[hi - 1] not in STOPS and words[hi - 1] != ","

    def _unmarked(self, dash: int, cue: Cue, source: Source | None) -> None:
        """Speech without marks: back to the last cue or to the paragraph's start."""
        speech, passage = self._speech, self._passage
        if speech.thread.open and not (speech.thread.within or speech.resume or passage.is_dash(0)):
            self.from_thread(dash - 1, cue, source)
        elif passage.count_words(speech.resume, dash) >= (1 if self._replies() else self._least(dash)):
            start, named = self._lead_in(speech.resume, dash)
            end = dash - 2 if passage.words[dash - 1] == "," else dash - 1
            unopened = passage.words[end] in QUOTE_MARKS and passage.starts[end] in passage.marks.unopened
            if unopened:
                start = max(start, self._opening_name(dash))
            source = source or named or speech.thread.lead()
            speech.add(start, end if unopened else dash, cue, source, method="direct-unmarked", confidence=0.95)
        while self._next_span < len(speech.spans) and speech.spans[self._next_span][0] < dash:
            speech.used.add(self._next_span)
            self._next_span += 1

    def _least(self, dash: int) -> int:
        """How many words before a dash are speech: a verb that ends a clause needs but a subject."""
        words = self._passage.words
        clause = words[dash - 1] == "," and words[dash - 2].endswith(self._passage.pack.predicates or "\0")
        return MIN_UNMARKED - clause

    def _replies(self) -> bool:
        """Whether a dash opens the paragraph, and the speech: "— Отырыңыздар, — деді …"."""
        return not self._speech.resume and self._passage.is_dash(0)

    def _opening_name(self, dash: int) -> int:
        """The word of the mark that opens a name and the speech it begins: "… «Южный поток» — это …», — сказал X"."""
        speech, words = self._speech, self._passage.words
        place = self._next_span
        while place < len(speech.spans) and speech.spans[place][0] < dash:
            lo, place = speech.spans[place][0], place + 1
            if lo > speech.resume + 1 and (words[lo - 2] in STOPS or words[lo - 2] == ":"):
                return lo - 1
        return 0

    def _lead_in(self, lo: int, hi: int) -> tuple[int, Source | None]:
        """Where unmarked speech begins, and who says it, after "Министр:"."""
        passage = self._passage
        for at in range(lo + 1, min(hi - MIN_UNMARKED, lo + SIGNATURE + 1)):
            if passage.words[at] != ":":
                continue
            first = at + 2 if passage.words[at + 1] in QUOTE_MARKS or passage.is_dash(at + 1) else at + 1
            source = nearest_subject(passage, passage.after_connectives(lo, at), at)
            opens = passage.tokens[first][0].isupper() and passage.inside[at] == OUTSIDE
            return (first, source) if source is not None and source.hi == at and opens else (lo, None)
        return lo, None

    def from_thread(self, last: int, cue: Cue | None, source: Source | None) -> None:
        """Close speech that an earlier paragraph opened; it ends with word `last`."""
        speech, thread = self._speech, self._speech.thread
        source = source or thread.source
        added = propose(
            self._passage, (0, last + 1), cue, source, kind="direct", method="direct-spread", confidence=0.88
        )
        if added is not None:
            speech.found.append(added._replace(start=thread.start, position=thread.position))
        thread.open = False

    def _signed(self, dash: int) -> None:
        """«…» – Асқар Оразов: a sentence in marks, a dash and its speaker's name."""
        speech, passage = self._speech, self._passage
        last = dash - 2 if passage.words[dash - 1] == "," else dash - 1
        index = speech.closed_at.get(last)
        if index is None or index in speech.used:
            return
        lo, hi = speech.spans[index]
        names = [name for name in passage.names_between(dash + 1, dash + SIGNATURE) if name.mention.type == "PER"]
        if not names or not names[0].nominative or passage.count_words(lo, hi) < SENTENCE_WORDS:
            return
        end = clause_end(passage, dash + 1)
        if not passage.cues_between(dash + 1, end) and ":" not in passage.words[dash:end]:
            speech.add(lo, hi, None, source_of_name(names[0]), method="direct-signed", confidence=0.85)
            speech.used.add(index)
            speech.resume = end + 1

    def _rest(self, clause: int) -> None:
        """What goes on after a cue clause: "«A, – деді X. – B»", "A, – деді X. – B"."""
        speech, passage = self._speech, self._passage
        if clause < 0 or clause >= len(passage) or not speech.found:
            return
        region = passage.inside[clause]
        if region != OUTSIDE:
            end = speech.spans[region][1]
            speech.add(clause + 1, end, None, None, method="direct-marked", confidence=0.95, continues=True)
            return
        dash = next((at for at in range(clause, min(clause + 3, len(passage))) if passage.is_dash(at)), None)
        if dash is None or dash + 1 >= len(passage):
            return
        opened = speech.opened_at.get(dash + 1)
        if opened is None:
            speech.add(dash + 1, len(passage), None, None, method="direct-unmarked", confidence=0.85, continues=True)
        elif opened not in speech.used:
            speech.used.add(opened)
            lo, hi = speech.spans[opened]
            speech.add(lo, hi, None, None, method="direct-marked", confidence=0.95, continues=True)
