"""Which encoding bytes are in: by the letters that each one would make of them."""

import codecs
import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Final

from flows import packs

_SAMPLE: Final = 100_000  # bytes or characters: more says nothing new
_FEWEST: Final = 8  # letters outside ASCII that a guess needs
_LIKELY: Final = -4.5  # mean log probability from which letters are a language's; running text has about -3
_BONUS: Final = 0.5  # how much less likely a declared encoding may be than another and still be believed
_UPPER: Final = 0.05  # share of letters that are capitals
_MARKS: Final = "«»–—“”„…№‘’•\u00a0₸°§"
_MARK: Final = 0.01  # probability of one of these marks
_ALIEN: Final = math.log(1e-6)  # of any other character

_LABEL: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,40}")
# Encodings that may be declared; others (utf-7, punycode …) are no encodings of pages.
_DECLARED: Final = frozenset(("utf-8", "cp1251", "koi8-r", "koi8-u", "iso8859-5", "kz1048", "ptcp154", "cp866")) | {
    *("mac-cyrillic", "iso8859-1", "cp1252", "cp1254", "iso8859-9")
}


def likelihood(text: str) -> float:
    """Mean log probability of the characters outside ASCII as letters of the best fitting language pack.

    Running Kazakh and Russian text has about -3, the same bytes in a wrong encoding -6 and less; minus infinity
    where there are too few such characters to tell.
    """
    counts = Counter(text[:_SAMPLE])
    strange = {character: count for character, count in counts.items() if character > "\x7f"}
    total = sum(strange.values())
    if total < _FEWEST:
        return -math.inf
    return max(
        sum(table.get(character, _ALIEN) * count for character, count in strange.items()) / total for table in _tables()
    )


def declared_encoding(label: str) -> str | None:
    """The codec that a page's or a header's charset label names; None for a label that none may bear."""
    if not _LABEL.fullmatch(label):
        return None
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    return name if name in _DECLARED else None


def detect(raw: bytes, declared: Iterable[str] = ()) -> tuple[str, bool] | None:
    """Tell the encoding of bytes that are no UTF-8.

    Args:
        raw: The bytes; their beginning is enough.
        declared: Labels that something beside the text names, the best authority first.

    Returns:
        The codec's name, and whether it is a guess (nothing declared it). None when no encoding makes letters of
        Kazakh or Russian of the bytes.
    """
    sample = raw[:_SAMPLE]
    known = {encoding: likelihood(sample.decode(encoding, errors="replace")) for encoding in _encodings()}
    best = max(known, key=lambda encoding: known[encoding])
    for label in declared:
        encoding = declared_encoding(label)
        if encoding is None or encoding == "utf-8":
            continue
        score = known.get(encoding)
        if score is None:
            score = likelihood(sample.decode(encoding, errors="replace"))
        if score >= _LIKELY and score >= known[best] - _BONUS:
            return encoding, False
    return (best, True) if known[best] >= _LIKELY else None


@cache
def _encodings() -> tuple[str, ...]:
    """Single-byte encodings of all packs; the last pack's come first, as its language needs the fewest letters."""
    return tuple(encoding for pack in reversed(packs.load("letters").values()) for encoding in pack["encodings"])


@cache
def _tables() -> tuple[dict[str, float], ...]:
    """Per pack, the log probability of each letter, small and capital, and of the usual marks."""
    made = []
    for pack in packs.load("letters").values():
        frequency: dict[str, int] = pack["frequency"]
        total = sum(frequency.values())
        table = {mark: math.log(_MARK) for mark in _MARKS}
        for letter, count in frequency.items():
            table[letter] = math.log(count / total)
            table[letter.upper()] = math.log(_UPPER * count / total)
        made.append(table)
    return tuple(made)
