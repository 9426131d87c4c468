"""Annotated sentences: any IOB2 file, read into words as the taggers see them, with their labels.

A label's first part says where in a name its word stands. Types that a tagger is to find are told apart by B(egin),
I(nside), L(ast) and U(nit), since in a language whose class noun stands last a name's end tells the most; other
types, which are there to be told from those, have a single label (I).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flows.settings import UserError
from flows.transform.entities.tokens import tokenize

Name = tuple[int, int, str]  # the first word, the one after the last, the type

_ID: Final = re.compile(r"[A-Z]?ID\d+")
_NO_DIGIT: Final = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's words and the names among them. Variants of one sentence share its `group`."""

    group: str
    words: tuple[str, ...]
    names: tuple[Name, ...]


def read(paths: Iterable[Path], types: Mapping[str, str]) -> list[Sentence]:
    """Read IOB2 files: a word and its tag a line, sentences apart by an empty line.

    Args:
        paths: The files. A sentence may begin with a line that holds its id alone, or with one tag; the digits of the
            id are its group. Without an id every sentence is a group of its own.
        types: From a file's types to those to be told; types that are not there are left out.

    Raises:
        UserError: A line is neither of these.
    """
    return [
        sentence
        for path in paths
        for number, block in _blocks(path)
        if (sentence := _sentence(path, number, block, types))
    ]


def _blocks(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The blocks of lines between empty lines, each with the number of its first line."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: {error}") from error
    block: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _sentence(path: Path, number: int, block: Sequence[str], types: Mapping[str, str]) -> Sentence | None:
    group = f"{path}:{number}"
    words: list[str] = []
    spans: list[tuple[int, int, str]] = []  # characters
    end, kind = 0, ""
    for i, line in enumerate(block):
        fields = line.split()
        word, tag = fields[0], fields[-1]
        if i == 0 and _ID.fullmatch(word) and (len(fields) == 1 or tag == "O"):
            group = _NO_DIGIT.sub("", word)
            continue
        place, _, name = tag.partition("-")
        if len(fields) < 2 or place not in ("O", "B", "I") or (place == "O") == bool(name):
            raise UserError(f"{path}:{number + i}: expected a word and its IOB2 tag, found {line[:60]!r}")
        start = end + 1 if words else 0
        end = start + len(word)
        words.append(word)
        if place == "I" and name == kind:
            spans[-1] = (spans[-1][0], end, name)
        elif name:
            spans.append((start, end, name))
        kind = name
    return _as_read(group, " ".join(words), [(a, b, types[name]) for a, b, name in spans if name in types])


def _as_read(group: str, text: str, spans: Sequence[tuple[int, int, str]]) -> Sentence | None:
    """Cut a sentence into words as an article's paragraphs are."""
    tokens = tokenize(text)
    starts = {token.start: i for i, token in enumerate(tokens)}
    ends = {token.end: i + 1 for i, token in enumerate(tokens)}
    names = tuple((starts[a], ends[b], kind) for a, b, kind in spans if a in starts and b in ends)
    return Sentence(group, tuple(token.text for token in tokens), names) if tokens else None


def encode(sentence: Sentence, targets: Iterable[str]) -> list[str]:
    """The labels of a sentence's words."""
    labels = ["O"] * len(sentence.words)
    for start, end, kind in sentence.names:
        labels[start:end] = [f"I-{kind}"] * (end - start)
        if kind in targets:
            labels[start] = f"B-{kind}"
            labels[end - 1] = f"L-{kind}" if end - start > 1 else f"U-{kind}"
    return labels
