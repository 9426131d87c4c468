"""How words are compared: by the letters that writers agree on, and those before the endings."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from flows import packs

# Words that may have different endings are compared by so many first letters.
STEM: Final = 5


@cache
def _folded() -> Mapping[str, str]:
    """Which letter stands for which, in any language that has a pack: a text names people of all of them."""
    data = packs.load("quotes")
    return {letter: other for name in sorted(data) for letter, other in data[name]["folded"].items()}


def fold(text: str) -> str:
    """Fold what writers spell two ways: lower case, "е" for "ё"."""
    text = text.lower()
    for letter, other in _folded().items():
        text = text.replace(letter, other)
    return text
