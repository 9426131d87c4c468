"""A sentence as the rules for reported speech see it: its words without relay formulas, its cues, its cuts."""

from dataclasses import dataclass
from functools import cached_property

from flows.transform.quotes.candidate import trimmed
from flows.transform.quotes.passage import OUTSIDE, Cue, Passage
from flows.transform.quotes.sources import Hit, Source, hits, make_source

REPORTING = frozenset({"that", "after", "before", "quotative", "dative", "noun", "accuse", "document"})


@dataclass
class Sentence:
    """Words `lo` to `hi` of a passage: one sentence, without the relay formula it may begin or end with."""

    passage: Passage
    lo: int
    hi: int

    @cached_property
    def start(self) -> int:
        """Where the sentence's own words begin: after "Сонымен қатар,", "При этом"."""
        passage, at = self.passage, self.lo
        while at < self.hi:
            found = passage.pack.connectives.match(passage.words, at)
            if found is not None:
                at = found[0]
            elif not passage.words[at][0].isalnum() and passage.words[at] in ",–—−-":
                at += 1
            else:
                break
        return at

    def cues(self) -> list[Cue]:
        """The sentence's cues outside quotation marks."""
        return [cue for cue in self.passage.cues_between(self.lo, self.hi) if self.passage.inside[cue.lo] == OUTSIDE]

    def finite(self, cue: Cue) -> bool:
        """Whether a cue is the verb of its clause here: a participle is, when its sentence ends in it."""
        if cue.form.feature == "participle" and self.passage.pack.head_final:
            return cue.hi >= self.hi or not self.passage.words[cue.hi][0].isalnum()
        return cue.form.feature not in {"participle", "converb", "comparison"}

    def cut(self, lo: int) -> int:
        """Return where what begins at word `lo` ends: at the sentence's end or before its next reporting clause."""
        passage = self.passage
        for cue in passage.cues_between(lo, self.hi):
            if passage.inside[cue.lo] != OUTSIDE or not cue.form.frames & REPORTING or passage.pack.head_final:
                continue
            at = cue.lo
            while at > lo and passage.words[at - 1][0].isalnum() and (
                passage.words[at - 1] in passage.pack.bridges
            ):
                at -= 1
            if at < cue.lo or passage.words[at - 1] == ",":
                if at > lo + 1 and (passage.words[at - 1] == "," or passage.words[at] in passage.pack.bridges):
                    return at
        return self.hi

    def all_marked(self, lo: int, hi: int) -> bool:
        """Whether all the words of a range stand in one pair of quotation marks."""
        lo, hi = trimmed(self.passage, lo, hi, keep_stop=False)
        if hi - lo < 3 or self.passage.inside[lo + 1] == OUTSIDE:
            return False
        marked = self.passage.marks.outer[self.passage.inside[lo + 1]]
        return marked.start >= self.passage.starts[lo] and marked.end <= self.passage.ends[hi - 1] and (
            marked.start - self.passage.starts[lo] <= 1 and self.passage.ends[hi - 1] - marked.end <= 1
        )

    def document(self, lo: int, hi: int) -> Source | None:
        """Find the document that speaks in words `lo` to `hi`: "Резолюция мәтінінде", "в сообщении"."""
        passage = self.passage
        found: Hit | None = None
        for hit in hits(passage, lo, hi, "locative", OUTSIDE):
            if hit.noun is not None and hit.noun.kind == "document":
                found = hit
                break
        if found is None:
            return None
        return make_source(passage, found, lo)
