"""Which line of a page's header is the title.

A headline that the page repeats is the title. Else it is the first long line, unless the header is full of other
headlines (a list of news, a topic above the time of publication): then it is the first that speaks of the same
things as the text below.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from flows.extract import byline
from flows.extract.furniture import words

LONG: Final = 4  # words; a shorter line is a title only if it is the first one or there is no other
_CROWD: Final = 4  # long lines that make a header a list of headlines
_ALIKE: Final = 0.6  # part of the best line's likeness to the text that a title has
_STEM: Final = 5  # letters of a word that its case forms share
_TEXT: Final = 3000  # characters of the text that a headline is compared with

_WORD = re.compile(r"[^\W\d_]+")


def fold(line: str) -> str:
    """A line's words alone: what two writings of one headline share."""
    return " ".join(_WORD.findall(line.casefold()))


def choose(lines: Sequence[str], candidates: Sequence[int], stamped: Sequence[int], text: str) -> int | None:
    """Choose the title among the header's lines.

    Args:
        lines: The page's lines.
        candidates: Indexes of the header's lines that may be the title, in order.
        stamped: Indexes of the header's timestamps.
        text: The article's text below the header, of which the beginning is enough.

    Returns:
        The title's index, None when no line will do.
    """
    stems = _stems(text[:_TEXT])
    long = [index for index in candidates if words(lines[index]) >= LONG]
    counts = Counter(fold(lines[index]) for index in candidates)
    if repeated := [index for index in long or candidates if counts[fold(lines[index])] > 1]:
        return repeated[0]
    if candidates and candidates[0] == 0 and candidates[0] not in long and not stamped:
        first = lines[0]
        if first[0].isupper() and not byline.person(first) and _alike(first, stems):
            return 0
    if not long:
        return next((index for index in candidates if not byline.person(lines[index])), None)
    parted = any(long[0] < stamp < long[-1] for stamp in stamped)
    if len(long) < _CROWD and not parted:
        return long[0]
    scores = [_alike(lines[index], stems) for index in long]
    return next(index for index, score in zip(long, scores, strict=True) if score >= _ALIKE * max(scores))


def _alike(line: str, text: set[str]) -> float:
    """How much of a headline the text repeats: the share of its stems found there, 0 to 1."""
    stems = _stems(line)
    return len(stems & text) / len(stems) if stems else 0.0


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.casefold()) if len(word) >= LONG}
