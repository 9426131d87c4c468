"""One paragraph, read once: its words, names and cues. The rules only look things up here."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

from flows.transform.model import Mention, Paragraph
from flows.transform.quotes.cues import According, Cue, CueForm
from flows.transform.quotes.lazy import lazy
from flows.transform.quotes.names import Name
from flows.transform.quotes.pack import QuotePack
from flows.transform.quotes.words import DASHES, OUTSIDE, Words

# So many auxiliaries belong to a verb, so many attributes to the noun of a phrase like "по данным".
AUXILIARIES: Final = 2
ATTRIBUTES: Final = 2
# In a paragraph of more words than these what can name a source is looked up a block at a time.
LONG: Final = 500
BLOCK: Final = 64
# What can stand between the connectives that begin a sentence.
_LINKS: Final = DASHES | {","}


class Passage(Words):
    """A paragraph and what a language's pack reads off its words."""

    def __init__(self, paragraph: Paragraph, mentions: Sequence[Mention], pack: QuotePack) -> None:
        super().__init__(paragraph)
        self.pack = pack
        self._mentions = mentions
        self._heads: dict[int, list[int]] = {}

    @lazy
    def names(self) -> list[Name]:
        """The paragraph's mentions, as words, in order."""
        names = []
        for mention in self._mentions:
            lo, hi = self.word_at(mention.start), self.word_at(mention.end)
            if lo >= len(self.words) or self.starts[lo] >= mention.end:
                # The name is a part of a word: "сауда-Астана".
                lo = max(0, bisect_right(self.starts, mention.start) - 1)
            names.append(Name(lo, max(hi, lo + 1), mention))
        return names

    def names_between(self, lo: int, hi: int) -> list[Name]:
        """Return the names that begin at words `lo` to `hi` (half-open)."""
        return self.names[bisect_left(self._name_starts, lo) : bisect_left(self._name_starts, hi)]

    @lazy
    def _name_starts(self) -> list[int]:
        return [name.lo for name in self.names]

    @lazy
    def name_at(self) -> dict[int, Name]:
        """The name that begins at a word."""
        return {name.lo: name for name in self.names}

    @lazy
    def name_before(self) -> dict[int, Name]:
        """The name that ends before a word."""
        return {name.hi: name for name in self.names}

    def heads(self, lo: int, hi: int) -> Iterable[int]:
        """Return, of the words `lo` to `hi` (half-open), those to be asked whether they name who speaks.

        Those are all in an ordinary paragraph. In a long one many cues can ask for the same words: names, pronouns
        and nouns that can speak are looked up once, a stretch of BLOCK words at a time.
        """
        hi = min(hi, len(self.words))
        if len(self.words) <= LONG:
            return range(lo, hi)
        blocks = (self._heads_of(block) for block in range(lo // BLOCK, -(-hi // BLOCK)))
        return (at for block in blocks for at in block if lo <= at < hi)

    def _heads_of(self, block: int) -> list[int]:
        found = self._heads.get(block)
        if found is None:
            names, pack = self.name_at, self.pack
            known = pack.pronouns.keys() | pack.reflexives
            found = [
                at
                for at, word in enumerate(self.words[block * BLOCK : (block + 1) * BLOCK], block * BLOCK)
                if at in names or word in known or pack.counts(word) or pack.morphology.noun(word) is not None
            ]
            self._heads[block] = found
        return found

    def after_connectives(self, lo: int, hi: int) -> int:
        """Return where the words `lo` to `hi` begin without what joins a sentence to the one before it."""
        at = lo
        while at < hi:
            found = self.pack.connectives.match(self.words, at)
            if found is None and (self.words[at][0].isalnum() or self.words[at] not in _LINKS):
                break
            at = found[0] if found is not None else at + 1
        return at

    @lazy
    def signals(self) -> list[int]:
        """The words that report speech, begin what does, or are spelt so."""
        signals = self.pack.signals
        return [at for at, word in enumerate(self.words) if word in signals]

    @lazy
    def cues(self) -> list[Cue]:
        """Every cue of the paragraph that is not negated, in order, none inside another."""
        return [cue for cue in self._verbs if not self._negated(cue.lo, cue.hi)]

    @lazy
    def _verbs(self) -> list[Cue]:
        """Every cue, negated or not; auxiliaries belong to their verb."""
        cues: list[Cue] = []
        pack, free = self.pack, 0
        for at in pack.cues.positions(self.words, self.signals):
            found = pack.cues.match(self.words, at, pack.clitics) if at >= free else None
            if found is None:
                continue
            end, form = found
            free = end
            while free < len(self.words) and free < end + AUXILIARIES and self.words[free] in pack.auxiliaries:
                free += 1
            if free > end and form.feature in {"converb", "participle"}:
                form = CueForm(form.klass, form.frames, "finite", form.weak)
            cues.append(Cue(at, free, form))
        return cues

    def _negated(self, lo: int, hi: int) -> bool:
        before, after = self.words[lo - 1 : lo], self.words[hi : hi + 1]
        return not self.pack.negations.isdisjoint(before) or not self.pack.negations_after.isdisjoint(after)

    def cues_between(self, lo: int, hi: int) -> list[Cue]:
        """Return the cues that begin at words `lo` to `hi` (half-open)."""
        starts = self._cue_starts
        return self.cues[bisect_left(starts, lo) : bisect_left(starts, hi)]

    @lazy
    def _cue_starts(self) -> list[int]:
        return [cue.lo for cue in self.cues]

    def verbs_between(self, lo: int, hi: int) -> list[Cue]:
        """Return the cues, negated or not, that begin at words `lo` to `hi` (half-open)."""
        starts = self._verb_starts
        return self._verbs[bisect_left(starts, lo) : bisect_left(starts, hi)]

    @lazy
    def _verb_starts(self) -> list[int]:
        return [cue.lo for cue in self._verbs]

    @lazy
    def according(self) -> list[tuple[int, int, According]]:
        """Every phrase like "айтуынша" outside quotation marks: its first word, the one after its last, its kind."""
        found: list[tuple[int, int, According]] = []
        for at in self.pack.according.positions(self.words, self.signals):
            match = self.pack.according.match(self.words, at) or self._modified(at)
            if match is None or self.words[at - 1 : at] == ["("]:
                continue
            if self.inside[at] == OUTSIDE and (not found or at >= found[-1][1]):
                found.append((at, *match))
        return found

    @lazy
    def attributive(self) -> list[int]:
        """The words that make a clause the attribute of a noun: "[…] деген | қорытынды"."""
        return [at for at in self.signals if self.words[at] in self.pack.attributive]

    @lazy
    def words_said(self) -> bool:
        """Whether a noun of the paragraph can say whose words some are: "X-тың | пікірі"."""
        return any(self.words[at] in self.pack.words_said for at in self.signals)

    def _modified(self, at: int) -> tuple[int, According] | None:
        """Match a phrase whose noun has attributes: "по | предварительным | данным"."""
        end = at + 1
        while end < min(len(self.words), at + 1 + ATTRIBUTES) and self.pack.morphology.modifies(self.words[end]):
            end += 1
        if end == at + 1 or end >= len(self.words):
            return None
        found = self.pack.according.match([self.words[at], self.words[end]], 0)
        return (end + 1, found[1]) if found is not None and found[1].owner == "after" else None

    def is_outlet(self, at: int) -> bool:
        """Whether a word names a news outlet or its reporter."""
        return self.pack.relay.is_outlet(self.words[at])

    def names_outlet(self, lo: int, hi: int) -> bool:
        """Whether one of the words `lo` to `hi` (half-open) names a news outlet or its reporter."""
        return any(map(self.pack.relay.is_outlet, self.words[lo:hi]))

    def is_reporter(self, at: int) -> bool:
        """Whether a word names a site or its reporter, who pass reports on and do not speak for themselves."""
        return self.pack.relay.is_reporter(self.words[at])
