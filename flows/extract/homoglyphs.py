"""Look-alikes: Latin and other signs that stand for Cyrillic letters inside Cyrillic words.

The stored text keeps them; `fold` makes a copy of the same length in which words read as what they look like, so
that offsets found in the copy hold in the text.
"""

import re
from functools import cache
from typing import Final

from flows import packs

_CYRILLIC: Final = "\u0400-\u045f\u048a-\u052f"  # without the historic letters, some of which are look-alikes


def fold(text: str) -> str:
    """Replace look-alikes in the words that mix them with Cyrillic letters; as many code points as before.

    A word that holds any other foreign letter (a brand, a file name) is left as it is.
    """
    if not _contact().search(text):
        return text
    return _word().sub(_folded, text)


def mixed(text: str) -> bool:
    """Whether some word holds look-alikes among its Cyrillic letters."""
    return fold(text) != text


def _folded(match: re.Match[str]) -> str:
    word = match[0]
    if not _contact().search(word) or _foreign().search(word):
        return word
    return word.translate(_table())


@cache
def _table() -> dict[int, str]:
    made: dict[int, str] = {}
    for pack in packs.load("letters").values():
        made |= {ord(sign): letter for sign, letter in pack["lookalikes"].items()}
    return made


@cache
def _signs() -> str:
    return "".join(map(chr, _table()))


@cache
def _contact() -> re.Pattern[str]:
    """A look-alike beside a Cyrillic letter."""
    signs = re.escape(_signs())
    return re.compile(f"[{signs}](?:(?![{signs}])[{_CYRILLIC}])|(?:(?![{signs}])[{_CYRILLIC}])[{signs}]")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"(?:[^\W\d_]|[{re.escape(_signs())}])+")


@cache
def _foreign() -> re.Pattern[str]:
    """A letter that is neither Cyrillic nor looks so."""
    return re.compile(rf"(?![{_CYRILLIC}{re.escape(_signs())}])[^\W\d_]")
