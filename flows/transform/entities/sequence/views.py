"""Where a sentence's words are seen from: neighbours, the class noun ahead, the words around a quoted name.

One batch holds many sentences in a row, with a boundary's pseudo-words between them, so that every view is a numpy
array over all of them. Training writes the views out as features; tagging looks their weights up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from flows.transform.entities.sequence.words import EITHER, OPENS, POST, REACH

Ints = NDArray[np.int64]

POINTERS: Final = ("head", "post", "after", "before")  # class noun and post ahead, the words around a quoted name
SLOTS: Final = (*(str(offset) for offset in range(-REACH, REACH + 1)), *POINTERS)
# Small numbers, and how many values each takes.
CODES: Final = {"distance": 30, "quoted": 17, "run": 26, "since": 7, "posted": 6}

_AHEAD: Final = 12  # words to the class noun ahead
_QUOTED: Final = 9  # words of a quoted name
_NEAR: Final = np.array([0, 1, 2, 3, 3, 4, 4, 4, 5, 5, 5, 5, 5])  # the class noun's distance, in five steps
_RUN: Final = 4  # capitalised words in a row
_SINCE: Final = 6  # words since the last capitalised one


@dataclass(frozen=True, slots=True)
class Views:
    """The views of a batch; all arrays are as long as the batch.

    `pointers` holds, for each of POINTERS, the index of the word seen there (0, a boundary, where there is none),
    `codes` the values of CODES.
    """

    pointers: dict[str, Ints]
    codes: dict[str, Ints]


def lay_out(sentences: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
    """Put sentences of word numbers in a row.

    Returns:
        The words' numbers with REACH boundaries (number 0) before each sentence and after the last, and where each
        sentence begins.
    """
    gap = [0] * REACH
    row: list[int] = []
    starts: list[int] = []
    for sentence in sentences:
        row += gap
        starts.append(len(row))
        row += sentence
    row += gap
    return np.array(row, dtype=np.int64), np.array(starts, dtype=np.int64)


def look(noun: Ints, stops: NDArray[np.bool_], mark: Ints, capital: NDArray[np.bool_]) -> Views:
    """Compute the views from what each word of a batch is (see `Word`)."""
    size = len(noun)
    places = np.arange(size)
    pointers: dict[str, Ints] = {}
    ahead = _next(noun > 0)
    reached = (ahead <= _next(stops)) & (ahead - places <= _AHEAD) & (ahead < size)
    pointers["head"] = np.where(reached, ahead, 0)
    distance = np.where(reached, noun[pointers["head"]] * 6 + _NEAR[np.where(reached, ahead - places, 0)], 0)

    # A body or a place before a post is a part of it, however long its own name (`қаласының әкімі`).
    post = _next(noun == POST)
    reached = (post <= _next(stops)) & (post - places <= _AHEAD) & (post < size)
    pointers["post"] = np.where(reached, post, 0)
    posted = np.where(reached, _NEAR[np.where(reached, post - places, 0)], 0)

    last = _last(capital)
    since = np.where((last >= 0) & (last >= _last(stops)), np.minimum(places - last, _SINCE), 0)
    before = np.minimum(places - _last(~capital) - 1, _RUN)
    after = np.minimum(_next(~capital) - places - 1, _RUN)
    run = np.where(capital, 1 + (_RUN + 1) * before + after, 0)

    pointers["after"], pointers["before"] = np.zeros(size, np.int64), np.zeros(size, np.int64)
    quoted = np.zeros(size, np.int64)
    for opening, closing in _quotations(mark):
        inside = slice(opening + 1, closing)
        pointers["after"][inside], pointers["before"][inside] = closing + 1, opening - 1
        length = min(closing - opening - 1, 4)
        quoted[inside] = 4 * length - 3 + np.minimum(np.arange(closing - opening - 1), 3)
    return Views(pointers, {"distance": distance, "quoted": quoted, "run": run, "since": since, "posted": posted})


def _next(flags: NDArray[np.bool_]) -> Ints:
    """The index of the next flag after each place, or the length."""
    found = np.where(flags, np.arange(len(flags)), len(flags))
    nearest = np.minimum.accumulate(found[::-1])[::-1]
    return np.concatenate([nearest[1:], [len(flags)]])


def _last(flags: NDArray[np.bool_]) -> Ints:
    """The index of the last flag before each place, or -1."""
    nearest = np.maximum.accumulate(np.where(flags, np.arange(len(flags)), -1))
    return np.concatenate([[-1], nearest[:-1]])


def _quotations(mark: Ints) -> list[tuple[int, int]]:
    """The pairs of quotation marks with one to `_QUOTED` words between them."""
    pairs: list[tuple[int, int]] = []
    opening = -1
    for at in np.flatnonzero(mark).tolist():
        if opening >= 0 and at - opening > _QUOTED + 1:
            opening = -1
        kind = mark[at]
        if kind == OPENS or (kind == EITHER and opening < 0):
            opening = at
        elif opening >= 0:
            if at - opening > 1:
                pairs.append((opening, at))
            opening = -1
    return pairs
