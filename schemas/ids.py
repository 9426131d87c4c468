"""Ids: 20 hex digits of BLAKE2b over canonical content, so that the same thing has one id on every machine."""

import hashlib
import re
import unicodedata
from typing import Final

# Default-ignorable code points: they change no word, and crawlers add and drop them at will.
INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
_SPACE: Final = re.compile(r"\s+")


def fold(text: str) -> str:
    """Canonical form of a text: NFC, no invisible characters, runs of white space as one space, none at the ends."""
    visible = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return _SPACE.sub(" ", visible).strip()


def make_id(*parts: str | int) -> str:
    """Give the id over the parts, in their order. A unit separator keeps ("a", "bc") and ("ab", "c") apart."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()
