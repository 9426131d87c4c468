"""One paragraph, read once: its words, sentences, marks, names and cues. The rules only look things up here."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from flows.transform.model import Mention, Paragraph
from flows.transform.quotes.marks import Marks, read_marks
from flows.transform.quotes.pack import CueForm, QuotePack
from flows.transform.sentences import split

WORD: Final = re.compile(r"\d+(?:[.,]\d+)*(?:-\w+)?|\w+(?:[-.’'ʼ]\w+)*|\S")
DASHES: Final = frozenset("–—−-")
QUOTE_MARKS: Final = frozenset("«»“”„‟\"‹›")
STOPS: Final = frozenset(".!?…")
CLAUSE_PUNCTUATION: Final = frozenset(",;:") | DASHES
OUTSIDE: Final = -1


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue form at words `lo` to `hi` (half-open)."""

    lo: int
    hi: int
    form: CueForm


@dataclass(frozen=True, slots=True)
class Name:
    """A mention and the words it covers."""

    lo: int
    hi: int
    mention: Mention

    @property
    def nominative(self) -> bool:
        """Whether it stands as in the dictionary: its last word is one of the full name's."""
        return is_nominative(self.mention)


def is_nominative(mention: Mention) -> bool:
    """Whether a mention stands as in the dictionary: its last word is one of the full name's."""
    written = WORD.findall(mention.text.lower())
    last = next((word for word in reversed(written) if word[0].isalnum()), "")
    return last in WORD.findall(mention.name.lower())


class Passage:
    """A paragraph and what is read off it; all offsets are into the article, all indices count its words."""

    def __init__(self, paragraph: Paragraph, mentions: Sequence[Mention], pack: QuotePack) -> None:
        self.paragraph = paragraph
        self.pack = pack
        base = paragraph.start
        found = [(match.group(), base + match.start()) for match in WORD.finditer(paragraph.text)]
        self.tokens: list[str] = [token for token, _ in found]
        self.words: list[str] = [token.lower() for token in self.tokens]
        self.starts: list[int] = [start for _, start in found]
        self.ends: list[int] = [start + len(token) for token, start in found]
        self._mentions = mentions

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

    @cached_property
    def marks(self) -> Marks:
        """The paragraph's quotation marks."""
        return read_marks(self.paragraph.text, self.paragraph.start)

    @cached_property
    def inside(self) -> list[int]:
        """For each word the index of the outermost marked stretch it stands in, or OUTSIDE."""
        result = [OUTSIDE] * len(self.words)
        for index, marked in enumerate(self.marks.outer):
            for at in range(self.word_at(marked.start), self.word_at(marked.end)):
                result[at] = index
        return result

    @cached_property
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

    @cached_property
    def _name_starts(self) -> list[int]:
        return [name.lo for name in self.names]

    @cached_property
    def name_at(self) -> dict[int, Name]:
        """The name that begins at a word."""
        return {name.lo: name for name in self.names}

    @cached_property
    def name_before(self) -> dict[int, Name]:
        """The name that ends before a word."""
        return {name.hi: name for name in self.names}

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Sentences as word ranges; what marks enclose, and a cue after its quotation, does not end one."""
        base = self.paragraph.start
        bounds = [0]
        for start, _ in split(self.paragraph.text, self.paragraph.language)[1:]:
            at = self.word_at(base + start)
            if at < len(self.words) and at > bounds[-1] and self._begins_sentence(at):
                bounds.append(at)
        bounds.append(len(self.words))
        return [(lo, hi) for lo, hi in zip(bounds, bounds[1:], strict=False) if lo < hi]

    def _begins_sentence(self, at: int) -> bool:
        if self.inside[at] != OUTSIDE and self.inside[at - 1] == self.inside[at]:
            return False
        first = at
        while first < len(self.words) and self.words[first] in DASHES | QUOTE_MARKS:
            first += 1
        return first < len(self.words) and not self.tokens[first][0].islower()

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [lo for lo, _ in self.sentences]

    def sentence_of(self, at: int) -> tuple[int, int]:
        """Return the sentence that holds a word."""
        return self.sentences[bisect_right(self._sentence_starts, at) - 1]

    @cached_property
    def cues(self) -> list[Cue]:
        """Every cue of the paragraph, in order, none inside another; auxiliaries belong to their verb."""
        cues: list[Cue] = []
        at, pack = 0, self.pack
        while at < len(self.words):
            found = pack.cues.match(self.words, at, pack.clitics)
            if found is None:
                at += 1
                continue
            end, form = found
            hi = end
            while hi < len(self.words) and hi < end + 2 and self.words[hi] in pack.auxiliaries:
                hi += 1
            if hi > end and form.feature in {"converb", "participle"}:
                form = CueForm(form.klass, form.frames, "finite", form.weak)
            if not self._negated(at):
                cues.append(Cue(at, hi, form))
            at = hi
        return cues

    def _negated(self, at: int) -> bool:
        return at > 0 and self.words[at - 1] in self.pack.negations

    def cues_between(self, lo: int, hi: int) -> list[Cue]:
        """Return the cues that begin at words `lo` to `hi` (half-open)."""
        starts = self._cue_starts
        return self.cues[bisect_left(starts, lo) : bisect_left(starts, hi)]

    @cached_property
    def _cue_starts(self) -> list[int]:
        return [cue.lo for cue in self.cues]

    def is_dash(self, at: int) -> bool:
        """Whether a word is a dash that stands by itself."""
        return 0 <= at < len(self.words) and self.words[at] in DASHES
