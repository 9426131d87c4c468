"""Quotation marks: which of them open, which close, and what they enclose.

The marks are told apart by their shape («, “, „ …) and, where a shape serves both sides ("), by what stands beside
them. One pass with a stack: linear in the text, whatever it holds.
"""

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

MARK: Final = re.compile('[«»“”„‟"‚‘’‹›]')
# Marks that can stand on the other side of one another.
FAMILY: Final = {
    **dict.fromkeys("«»", "angle"),
    **dict.fromkeys("‹›", "angle-single"),
    **dict.fromkeys('“”„‟"', "curly"),
    **dict.fromkeys("‚‘’", "single"),
}
OPENING: Final = frozenset("«„‚‹")
CLOSING: Final = frozenset("»›")
BEFORE_OPENING: Final = frozenset(' \t\n\u00a0([{«“„"‚‘–—-/')


class Marked(NamedTuple):
    """What two marks enclose: `start` and `end` are the offsets of the words between them."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one paragraph: outermost pairs in order, marks that nothing closes, marks that open nowhere."""

    outer: tuple[Marked, ...]
    unclosed: tuple[int, ...]
    unopened: tuple[int, ...]


UNMARKED: Final = Marks((), (), ())


def _opens(text: str, at: int, mark: str, open_family: int) -> bool | None:
    """Say whether the mark at `at` opens (True), closes (False) or is an apostrophe (None)."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if mark in "‘’" and before.isalnum() and after.isalnum():
        return None
    if mark in OPENING:
        return True
    if mark in CLOSING:
        return False
    at_start = not before or before in BEFORE_OPENING
    at_end = not after or not (after.isalnum() or after in '«“„"‚‘…')
    if at_start and not at_end:
        return True
    if at_end and not at_start:
        # German-style „…“ closes with the mark that opens elsewhere.
        return False
    return not open_family


def read_marks(text: str, offset: int = 0) -> Marks:
    """Pair the quotation marks of `text`; offsets come out shifted by `offset`."""
    if MARK.search(text) is None:
        return UNMARKED
    stack: list[tuple[str, int]] = []
    depth_of: dict[str, int] = dict.fromkeys(FAMILY.values(), 0)
    pairs: list[tuple[int, int]] = []
    unclosed: list[int] = []
    unopened: list[int] = []
    for match in MARK.finditer(text):
        at, mark = match.start(), match.group()
        family = FAMILY[mark]
        opens = _opens(text, at, mark, depth_of[family])
        if opens is None:
            continue
        if opens:
            stack.append((family, at))
            depth_of[family] += 1
        elif depth_of[family]:
            while True:
                opened, start = stack.pop()
                depth_of[opened] -= 1
                if opened == family:
                    break
                unclosed.append(start)
            pairs.append((start, at))
        else:
            unopened.append(at)
    unclosed.extend(start for _, start in stack)
    return Marks(
        tuple(Marked(start + 1 + offset, end + offset) for start, end in _outermost(pairs)),
        tuple(start + offset for start in sorted(unclosed)),
        tuple(at + offset for at in unopened),
    )


def _outermost(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    outer: list[tuple[int, int]] = []
    reach = -1
    for start, end in sorted(pairs):
        if end > reach:
            outer.append((start, end))
            reach = end
    return outer
