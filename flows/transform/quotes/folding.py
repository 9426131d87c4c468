"""Letters that writers choose between: words are compared as if all had chosen alike."""

from collections.abc import Mapping
from functools import cache

from flows import packs


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
