"""A paragraph as words: where each stands, which marks enclose it, which sentence holds it."""

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate, pairwise
from operator import sub
from typing import Final

from flows.transform.model import Paragraph
from flows.transform.quotes.folding import fold
from flows.transform.quotes.lazy import lazy
from flows.transform.quotes.marks import Marked, Marks, read_marks
from flows.transform.sentences import split

_JOINED: Final = r"(?:[-’'ʼ]\w++|\.(?:[A-Za-z]\w*+|[а-я]{2,3}\b))*+"
WORD: Final = re.compile(
    rf"[^\W\d_]{{2}}\w*+{_JOINED}"  # words and addresses: BAQ.KZ, Лента.ру; of two letters or more, as most are
    r"|\d+(?:[.,]\d+)*(?:-\w+)?"  # numbers, with their endings
    r"|(?:[^\W\d_]\.)+[^\W\d_][\w-]*"  # initials: Қ.Тоқаев
    rf"|\w++{_JOINED}"
    r"|\S"
)

DASHES: Final = frozenset("–—−-")
QUOTE_MARKS: Final = frozenset('«»“”„‟"‹›')
STOPS: Final = frozenset(".!?…")
CLAUSE_PUNCTUATION: Final = frozenset(",;:") | DASHES
# For a word that no marks enclose.
OUTSIDE: Final = -1
# Of a long range so many words are counted: whether it can be a sentence or a name shows by then.
COUNTED: Final = 24
# An abbreviation has no more letters.
ABBREVIATION: Final = 4
# How far back a clause is followed, in words.
CLAUSE: Final = 40
_OPENERS: Final = DASHES | QUOTE_MARKS
_PIECE: Final = re.compile(rf"\s*+(?:{WORD.pattern})")
_CLOSE_UP: Final = re.compile(r"\.\S")


class Words:
    """The words of a paragraph; all offsets are into the article, all indices count its words.

    `tokens` are the words as written, `words` the same folded; `starts` and `ends` are their offsets.
    """

    def __init__(self, paragraph: Paragraph) -> None:
        self.paragraph = paragraph
        # Each word with the white space before it, so that the lengths of the pieces add up to the offsets.
        pieces = _PIECE.findall(paragraph.text.rstrip())
        self.tokens: list[str] = [piece.lstrip() for piece in pieces]
        self.words: list[str] = fold("\n".join(self.tokens)).split("\n") if pieces else []
        self.ends: list[int] = list(accumulate(map(len, pieces), initial=paragraph.start))[1:]
        self.starts: list[int] = list(map(sub, self.ends, map(len, self.tokens)))

    def __len__(self) -> int:
        return len(self.words)

    def text(self, start: int, end: int) -> str:
        """Return the text between two offsets of this paragraph."""
        base = self.paragraph.start
        return self.paragraph.text[start - base : end - base]

    def span_text(self, lo: int, hi: int) -> str:
        """Return the text of the words `lo` to `hi` (half-open)."""
        return self.text(self.starts[lo], self.ends[hi - 1]) if lo < hi else ""

    def count_words(self, lo: int, hi: int, limit: int = COUNTED) -> int:
        """Count the words, punctuation apart, of a range (half-open), or of so many as `limit` at its start."""
        return sum(self.words[at][0].isalnum() for at in range(lo, min(hi, lo + limit)))

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
            if at < len(self.words) and at > bounds[-1] and self._can_begin(at):
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

    def _can_begin(self, at: int) -> bool:
        """Whether a sentence may begin with a word: not inside a marked stretch, not in lower case."""
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

    def begins_sentence(self, at: int) -> bool:
        """Whether a word is the first of a sentence, a clause after a colon or a marked stretch."""
        before = self.words[at - 1] if at else "."
        return before in STOPS or before in QUOTE_MARKS or before in DASHES or before == ":"

    def clause_start(self, lo: int, at: int) -> int:
        """Return where the words before `at` that no punctuation parts from it begin, from `lo` on and not far back."""
        lo = max(lo, at - CLAUSE)
        while at > lo and self.words[at - 1] not in CLAUSE_PUNCTUATION and self.words[at - 1] not in STOPS:
            at -= 1
        return at

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
