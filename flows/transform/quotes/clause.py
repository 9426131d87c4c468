"""A sentence as the rules for reported speech see it: its words without relay formulas, its cues, its cuts."""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from flows.transform.quotes.candidate import is_pair, trimmed
from flows.transform.quotes.cues import According, Cue
from flows.transform.quotes.lazy import lazy
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.words import OUTSIDE, QUOTE_MARKS

# How far on a sentence's next reporting clause is looked for, in words.
CUT = 150
SUBJECT = 15
# A sentence in marks has no fewer words.
MIN_WORDS = 3
# A parenthesis after this many words and this share of its sentence is an afterword: what is said stands before it.
EARLY = 4
DATELINE = 6
AFTERWORD = 0.6
# So near after a converb its own clause begins, or what is marked.
NEAR = 12
CLAUSE_MARKS = QUOTE_MARKS | {":"}
THAT = frozenset({"that"})
REPORTING = frozenset({"that", "after", "before", "quotative", "dative", "noun", "accuse", "document"})


@dataclass
class Sentence:
    """Words `lo` to `hi` of a passage: one sentence, without the relay formula it may begin or end with."""

    passage: Passage
    lo: int
    hi: int

    @lazy
    def start(self) -> int:
        """Where the sentence's own words begin: after "Сонымен қатар,", "При этом", "АСТАНА. КАЗИНФОРМ –"."""
        passage = self.passage
        at = passage.after_connectives(self.lo, self.hi)
        dash = passage.dash_between(at, min(at + DATELINE, self.hi))
        if dash is not None and passage.names_outlet(at, dash):
            return dash + 1
        return at

    @lazy
    def cues(self) -> list[Cue]:
        """The sentence's cues outside quotation marks."""
        return [cue for cue in self.passage.cues_between(self.lo, self.hi) if self.passage.inside[cue.lo] == OUTSIDE]

    @property
    def according(self) -> list[tuple[int, int, According]]:
        """The sentence's phrases like "айтуынша"."""
        found = self.passage.according
        return found[bisect_left(found, (self.lo,)) : bisect_left(found, (self.hi,))] if found else []

    @property
    def attributive(self) -> list[int]:
        """The sentence's words that make a clause the attribute of a noun: "деген"."""
        found = self.passage.attributive
        return found[bisect_left(found, self.lo) : bisect_left(found, self.hi)] if found else []

    @lazy
    def _places(self) -> dict[int, int]:
        return {cue.lo: place for place, cue in enumerate(self.cues)}

    def before(self, cue: Cue) -> Cue | None:
        """Return the cue before one of the sentence's cues."""
        place = self._places[cue.lo]
        return self.cues[place - 1] if place else None

    def finite(self, cue: Cue) -> bool:
        """Whether a cue is the verb of its clause here: a participle is, when its sentence ends in it."""
        if cue.form.feature == "participle" and self.passage.pack.head_final:
            return cue.hi >= self.hi or not self.passage.words[cue.hi][0].isalnum()
        return cue.form.feature not in {"participle", "converb", "comparison"}

    def cut(self, lo: int) -> int:
        """Return where what begins at word `lo` ends: at the sentence's end or before what it reports next."""
        passage = self.passage
        phrases = self.passage.according
        following = bisect_left(phrases, (lo + 2,))
        end = min(self.hi, phrases[following][0]) if following < len(phrases) else self.hi
        end -= 2 if self._joined(end) else 0
        if passage.pack.head_final:
            return end
        end = self._before_relative(lo, end)
        attributed = self._attributed(lo, min(end, lo + CUT))
        end = end if attributed is None else attributed
        for cue in passage.verbs_between(lo, min(end, lo + CUT)):
            if passage.inside[cue.lo] != OUTSIDE or cue.lo <= lo:
                continue
            if passage.words[cue.lo - 1] in passage.pack.conjunctions and passage.words[cue.lo - 2] == ",":
                return cue.lo - 2
            if not cue.form.frames & REPORTING or not self._tells(cue):
                continue
            at = cue.lo
            while at > lo and cue.lo - at < SUBJECT and passage.words[at - 1] != ",":
                at -= 1
            joined = at < cue.lo and passage.words[at] in passage.pack.bridges
            if joined and not passage.pack.relatives.isdisjoint(passage.words[at : cue.lo]):
                continue
            if at > lo + 1 and passage.words[at - 1] == "," and (joined or at == cue.lo):
                return at - 1
            if passage.words[cue.lo - 1] in passage.pack.conjunctions and self._has_clause(cue):
                return cue.lo - 1
        return end

    def before_colon(self, lo: int, hi: int) -> int:
        """Where a clause ends that a colon and a sentence in marks follow: "что [порядок охраняют|: «…»"."""
        passage = self.passage
        for at in range(lo, min(hi, lo + CUT) - MIN_WORDS):
            region = passage.inside[at + 2] if passage.words[at] == ":" else OUTSIDE
            if region == OUTSIDE or passage.inside[at] != OUTSIDE or not passage.tokens[at + 2][0].isupper():
                continue
            closed = passage.word_at(passage.marks.outer[region].end) + 1
            dash = closed + (passage.words[closed : closed + 1] == [","])
            if closed + 1 >= hi or (dash < len(passage) and passage.is_dash(dash)):
                # "…: «Мы готовы», – отметил X": the words in marks have a cue of their own.
                return at
        return hi

    def _before_relative(self, lo: int, end: int) -> int:
        """Where a clause ends whose last words begin another: "с Москвой|, без которого, | по её словам"."""
        words = self.passage.words
        last = end - 1 if words[end - 1] == "," else end
        for at in range(last - 1, max(lo, last - 4), -1):
            if words[at] == ",":
                return at
            if words[at] not in self.passage.pack.which and at == last - 1:
                break
        return end

    def _tells(self, cue: Cue) -> bool:
        """Whether a verb that needs a clause of its own has one near: "…, размышляя | о судьбе" has none."""
        if cue.form.feature not in {"converb", "participle"} and cue.form.frames != THAT:
            return True
        words, pack = self.passage.words, self.passage.pack
        near = words[cue.hi : min(self.hi, cue.hi + NEAR)]
        opens = any(one == "," and other in pack.complementisers for one, other in pairwise(near))
        return opens or not pack.nouns_of_need.isdisjoint(near) or not CLAUSE_MARKS.isdisjoint(near)

    def _attributed(self, lo: int, hi: int) -> int | None:
        """The comma before an attribution of its own: "[A]|, об этом он сообщил"."""
        words, anaphors = self.passage.words, self.passage.pack.anaphors
        for at in anaphors.positions(words, range(lo + 2, hi)):
            if words[at - 1] == "," and anaphors.match(words, at) is not None:
                return at - 1
        return None

    def _has_clause(self, cue: Cue) -> bool:
        words = self.passage.words
        return words[cue.hi : cue.hi + 1] == [","] and words[cue.hi + 1] in self.passage.pack.complementisers

    def around(self, lo: int, hi: int) -> tuple[int, int]:
        """Return what a parenthesis at words `lo` to `hi` speaks of: the sentence after it, or before it when late."""
        phrases = self.passage.according
        place = bisect_left(phrases, (lo,))
        start = max(self.start, phrases[place - 1][1]) if place else self.start
        before, after = lo - start, self.hi - hi
        if self._ends_in_marks(hi):
            # "…, по выражению X, «сказителем земли русской»"
            return hi, self.hi
        if before and (self._joined(lo) or self._before_relative(start, lo) < lo - 1):
            return hi, self.cut(hi)  # "…, без которого, по её словам, […]"
        if after <= 2 or (before > EARLY and before > AFTERWORD * (before + after)):
            return start, lo
        return hi, self.cut(hi)

    def _joined(self, at: int) -> bool:
        """Whether a conjunction before word `at` begins a clause: "[A], | а | по данным МЧС, [B]"."""
        words, pack = self.passage.words, self.passage.pack
        joins = words[at - 1] in pack.bridges or words[at - 1] in pack.conjunctions
        return at < self.hi and at - 2 > self.lo and joins and words[at - 2] == ","

    def _ends_in_marks(self, at: int) -> bool:
        """Whether nothing but one marked stretch stands between a comma at word `at` and the sentence's end."""
        words = self.passage.words
        return words[at : at + 1] == [","] and at + 2 < self.hi and self.all_marked(at, self.hi)

    def all_marked(self, lo: int, hi: int) -> bool:
        """Whether all the words of a range stand in one pair of quotation marks."""
        return is_pair(self.passage, *trimmed(self.passage, lo, hi, keep_stop=False))
