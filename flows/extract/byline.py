"""Who signs a text: a writer's name on its line, or a press service."""

import re
from functools import cache
from typing import Final

from flows import packs
from flows.letters import SMALL

# Two to four capitalised words, of which initials may be some: Айдос Қали, Руслан ЖЫЛҚЫБАЙ, А. Серік, Иван ван Дейк.
_WORD: Final = rf"[^\W\d_a-z{SMALL}](?:[^\W\d_]|['’ʼ-](?=[^\W\d_]))*"
_NAME = re.compile(rf"(?:{_WORD}(?:\.\s?|\s)){{1,3}}{_WORD}")
_AFTER = re.compile(rf"\s*(?:[,–—-]\s*(?P<rest>[«\"“].{{1,60}}|[^a-z{SMALL}]{{1,40}})?|[.;])?\s*$")
_LABELLED = re.compile(r"(?P<label>[^:–—|/]{2,30}?)\s*(?:[:|]|\s[–—-]\s)\s*(?P<names>.*)")
_SPLIT = re.compile(r"\s*[,;&]\s*|\s+(?:және|мен|и)\s+")
_LONGEST = 90  # characters
_SIGNATURE_WORDS = 14
_SHORTEST_WORD = 3  # letters that one word of a name has at least


def person(line: str) -> str | None:
    """The name when a line is a person's name and at most an outlet's or a place's after a comma, else None.

    A matter of shape and of what is nobody's name; whether the person wrote the text is for the layout to say.
    """
    if len(line) > _LONGEST:
        return None
    match = _NAME.match(line)
    if match is None or not _AFTER.match(line, match.end()):
        return None
    name = match[0].strip()
    words = [word.strip(".") for word in name.split()]
    if len(words) > 4 or max(map(len, words)) < _SHORTEST_WORD or name.isascii():
        return None
    if not _lexicon()[1].isdisjoint(word.casefold() for word in words):
        return None
    return name


def labelled(line: str) -> tuple[str, ...] | None:
    """The names after a writer's label (`Автор: …`), () for the label alone, None for another line."""
    if len(line) > 2 * _LONGEST:
        return None
    labels = _lexicon()[0]
    if line.rstrip(": ").casefold() in labels:
        return ()
    match = _LABELLED.fullmatch(line)
    if match is None or match["label"].strip().casefold() not in labels:
        return None
    names = tuple(name for part in _SPLIT.split(match["names"]) if (name := person(part)))
    return names or None


def signature(line: str) -> str | None:
    """The press service that signs with this line, as written without a label or a full stop; else None."""
    words = line.split(maxsplit=_SIGNATURE_WORDS)
    if len(words) >= _SIGNATURE_WORDS or "," in line:
        return None
    text = line.strip(" .()")
    low = text.casefold()
    for mark in _lexicon()[2]:
        if low.startswith(mark) or low.endswith(mark):
            return text
    return None


@cache
def _lexicon() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    """Of all packs: labels before a writer's name, words that are nobody's name, words a press service signs with."""
    tables = [pack["bylines"] for pack in packs.load("layout").values()]
    labels = frozenset(label for table in tables for label in table["labels"])
    nobody = frozenset(word for table in tables for word in table["not_names"])
    return labels, nobody, tuple(mark for table in tables for mark in table["signatures"])
