"""One paragraph, read once: its words, sentences, marks, names and cues. The rules only look things up here."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from operator import sub
from typing import Final, NamedTuple

from flows.transform.model import Mention, Paragraph
from flows.transform.quotes.cues import According, CueForm
from flows.transform.quotes.folding import fold
from flows.transform.quotes.lazy import lazy
from flows.transform.quotes.marks import Marked, Marks, read_marks
from flows.transform.quotes.names import WORD, Name
from flows.transform.quotes.pack import QuotePack
from flows.transform.sentences import split

DASHES: Final = frozenset("–—−-")
QUOTE_MARKS: Final = frozenset('«»“”„‟"‹›')
STOPS: Final = frozenset(".!?…")
CLAUSE_PUNCTUATION: Final = frozenset(",;:") | DASHES
OUTSIDE: Final = -1
_OPENERS: Final = DASHES | QUOTE_MARKS
_PIECE: Final = re.compile(rf"\s*+(?:{WORD.pattern})")
_CLOSE_UP: Final = re.compile(r"\.\S")
ABBREVIATION: Final = 4
AUXILIARIES: Final = 2
LONG: Final = 500
BLOCK: Final = 64
ATTRIBUTES: Final = 2


class Cue(NamedTuple):
    """A cue form at words `lo` to `hi` (half-open)."""

    lo: int
    hi: int
    form: CueForm


class Passage:
    """A paragraph and what is read off it; all offsets are into the article, all indices count its words."""

    def __init__(self, paragraph: Paragraph, mentions: Sequence[Mention], pack: QuotePack) -> None:
        self.paragraph = paragraph
        self.pack = pack
        # Each word with the white space before it, so that the lengths of the pieces add up to the offsets.
        pieces = _PIECE.findall(paragraph.text.rstrip())
        self.tokens: list[str] = [piece.lstrip() for piece in pieces]
        self.words: list[str] = fold("\n".join(self.tokens)).split("\n") if pieces else []
        self.ends: list[int] = list(accumulate(map(len, pieces), initial=paragraph.start))[1:]
        self.starts: list[int] = list(map(sub, self.ends, map(len, self.tokens)))
        self._mentions = mentions
        self._heads: dict[int, list[int]] = {}

    def __len__(self) -> int:
        return len(self.words)

    def text(self, start: int, end: int) -> str:
        """Return the text between two offsets of this paragraph."""
        base = self.paragraph.start
        return self.paragraph.text[start - base : end - base]

    def span_text(self, lo: int, hi: int) -> str:
        """Return the text of the words `lo` to `hi` (half-open)."""
        return self.text(self.starts[lo], self.ends[hi - 1]) if lo < hi else ""

    def word_at(self, offset: int) -> int:
        """Return the index of the first word that starts at or after an offset."""
        return bisect_left(self.starts, offset)

    @lazy
    def marks(self) -> Marks:
        """The paragraph's quotation marks."""
        return read_marks(self.paragraph.text, self.paragraph.start)

    @lazy
    def inside(self) -> list[int]:
        """For each word the index of the outermost marked stretch it stands in, or OUTSIDE."""
        result = [OUTSIDE] * len(self.words)
        for index, marked in enumerate(self.marks.outer):
            for at in range(self.word_at(marked.start), self.word_at(marked.end)):
                result[at] = index
        return result

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

    @lazy
    def sentences(self) -> list[tuple[int, int]]:
        """Sentences as word ranges; what marks enclose, and a cue after its quotation, does not end one."""
        base = self.paragraph.start
        bounds = [0]
        found = {self.word_at(base + start) for start, _ in split(self.paragraph.text, self.paragraph.language)[1:]}
        found |= {at for at in map(self._mark_before, self.marks.outer) if at}
        # "… енгізілді.Бұл туралы …": the space is missing.
        if _CLOSE_UP.search(self.paragraph.text) is not None:
            found |= {at + 1 for at in range(1, len(self.words) - 1) if self.words[at] == "." and self._glued(at)}
        for at in sorted(found):
            if at < len(self.words) and at > bounds[-1] and self._begins_sentence(at):
                bounds.append(at)
        bounds.append(len(self.words))
        return [(lo, hi) for lo, hi in pairwise(bounds) if lo < hi]

    def _glued(self, at: int) -> bool:
        before, after = self.tokens[at - 1], self.tokens[at + 1]
        return self.starts[at + 1] == self.ends[at] and len(before) > 2 and before.islower() and after[:1].isupper()

    def _mark_before(self, marked: Marked) -> int:
        """The word of an opening mark that follows a full stop, as a sentence's does; 0 when it does not."""
        at = self.word_at(marked.start) - 1
        if at < 2 or self.words[at - 1] != "." or at + 1 >= len(self.words) or not self.tokens[at + 1][0].isupper():
            return 0
        before = self.tokens[at - 2]
        return 0 if before.islower() and len(before) <= ABBREVIATION else at

    def _begins_sentence(self, at: int) -> bool:
        if self.inside[at] != OUTSIDE and self.inside[at - 1] == self.inside[at]:
            return False
        first = at
        while first < len(self.words) and self.words[first] in _OPENERS:
            first += 1
        return first < len(self.words) and not self.tokens[first][0].islower()

    @lazy
    def _sentence_starts(self) -> list[int]:
        return [lo for lo, _ in self.sentences]

    def sentence_of(self, at: int) -> tuple[int, int]:
        """Return the sentence that holds a word."""
        return self.sentences[bisect_right(self._sentence_starts, at) - 1]

    def after_connectives(self, lo: int, hi: int) -> int:
        """Return where the words `lo` to `hi` begin without what joins a sentence to the one before it."""
        at = lo
        while at < hi:
            found = self.pack.connectives.match(self.words, at)
            if found is None and (self.words[at][0].isalnum() or self.words[at] not in ",–—−-"):
                break
            at = found[0] if found is not None else at + 1
        return at

    def begins_sentence(self, at: int) -> bool:
        """Whether a word is the first of a sentence, a clause after a colon or a marked stretch."""
        before = self.words[at - 1] if at else "."
        return before in STOPS or before in QUOTE_MARKS or before in DASHES or before == ":"

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
        return self.pack.is_outlet(self.words[at])

    def is_reporter(self, at: int) -> bool:
        """Whether a word names a site or its reporter, who pass reports on and do not speak for themselves."""
        return self.words[at] in self.pack.reporters or self.pack.media_ending.fullmatch(self.words[at]) is not None

    @lazy
    def dashes(self) -> list[int]:
        """The words that are dashes."""
        return [at for at, word in enumerate(self.words) if word in DASHES]

    def dash_between(self, lo: int, hi: int) -> int | None:
        """Return the first dash among words `lo` to `hi` (half-open)."""
        place = bisect_left(self.dashes, lo)
        return self.dashes[place] if place < len(self.dashes) and self.dashes[place] < hi else None

    def is_dash(self, at: int) -> bool:
        """Whether a word is a dash that stands by itself."""
        return 0 <= at < len(self.words) and self.words[at] in DASHES
