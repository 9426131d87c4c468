"""Where sentences begin and end: a full stop counts unless what stands before or after it says otherwise.

Own rules and some hundred abbreviations; on blocks of treebank and news sentences such a splitter beats the general
ones for Kazakh and Russian, because what it must know is short: abbreviations, initials, numbers, marks of speech.
"""

import re
from functools import cache
from typing import Final

from flows import packs

# The end of a sentence: a mark, closing quotes and brackets, white space; a line break ends one in any case.
# A run of marks is tried from its first one alone, so that a page of dots costs no more than its length.
_MARK = r"(?P<mark>[.!?…](?<![.!?…]{2})[.!?…]*+)(?P<close>[»”’\"')\]]*+)\s+"
_END = re.compile(_MARK)
_END_OR_BREAK = re.compile(rf"{_MARK}|\n\s*")
_BEFORE: Final = 24  # characters looked at before a full stop: the longest abbreviation is shorter
_QUOTES: Final = frozenset("«“„‘\"'([")
_SIGNS: Final = frozenset("№•…#@$€₸%")
_DASHES: Final = frozenset("-–—")
_INITIAL = re.compile(r"(?:[^\W\d_]{1,2}\.)*[^\W\d_]{1,2}")
_SPACED = re.compile(r"\b([^\W\d_]{1,2})\. (?=[^\W\d_]{1,2}(?:\.|$))")  # т. б, А. С: one abbreviation in two pieces
_STRIPPED: Final = "«“„‘\"'([—–-"


def split(text: str, language: str) -> list[tuple[int, int]]:
    """Split a text into sentences: their `[start, end)` in code points, without white space at either end.

    `language` chooses the pack with the abbreviations; all packs' serve for a language that has none.
    """
    found: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    # Most texts hold no line break, and a pattern of one branch is several times as fast.
    for match in (_END_OR_BREAK if "\n" in text else _END).finditer(text):
        end = match.start() if match["mark"] is None else match.end("close")
        if match.end() >= len(text) or match.start() < start:
            continue
        if "\n" in match[0] or _ends(text, start, match, language):
            while end > start and text[end - 1].isspace():
                end -= 1
            if end > start:
                found.append((start, end))
            start = match.end()
    stop = len(text.rstrip())
    if stop > start:
        found.append((start, stop))
    return found


def _ends(text: str, start: int, match: re.Match[str], language: str) -> bool:
    """Whether the mark ends the sentence that began at `start`."""
    following = text[match.end()]
    if following in _DASHES:
        # `«…!» – деді X`, `Неге? – деді X`: what follows the dash speaks of what was said.
        said = text[match.end() + 1 : match.end() + 4].lstrip()
        return not match["close"] and not said[:1].islower()
    if following in _QUOTES:
        if match["mark"] == "." and text[match.end() + 1 : match.end() + 2].islower():
            return False
    elif following.islower() or not (following.isalnum() or following in _SIGNS):
        return False
    return match["mark"] != "." or bool(match["close"]) or not _abbreviated(text, start, match, language)


def _abbreviated(text: str, start: int, match: re.Match[str], language: str) -> bool:
    """Whether the word before a full stop is an abbreviation, an initial or a list's number."""
    stop, following = match.start(), text[match.end()]
    before = text[max(start, stop - _BEFORE) : stop]
    joined = _SPACED.sub(r"\1.", before) if ". " in before else before
    word = joined.split()[-1].lstrip(_STRIPPED) if before.strip() else ""
    never, before_number = _abbreviations(language)
    low = word.casefold()
    if low in never or (following.isdigit() and low in before_number):
        return True
    if word.isdigit():
        return len(before) == len(word) and len(word) <= 2  # `1. Заң` opens a list's item
    return bool(_INITIAL.fullmatch(word)) and word[-1].isupper() and not _acronym(word)


def _acronym(word: str) -> bool:
    """Whether a word of one or two capitals is no initial: АҚ, РК, ЕС (Дж is one: its second letter is small)."""
    return len(word) == 2 and word.isupper()


@cache
def _abbreviations(language: str) -> tuple[frozenset[str], frozenset[str]]:
    tables = packs.load("sentences")
    chosen = [tables[language]] if language in tables else list(tables.values())
    never = frozenset(word for table in chosen for word in table["never"])
    return never, frozenset(word for table in chosen for word in table["before_number"])
