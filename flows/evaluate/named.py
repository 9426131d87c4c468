"""Annotated names: sentences, documents and word forms on which names alone are measured.

Three kinds of file are told apart by what they hold: IOB2 (a word and its tag a line), one JSON object a line with
`text` and `entities` (`start`, `end`, `type`, and `canonical` where it is annotated), and TSV with the columns `form`,
`lemma` and `features` (of Universal Dependencies).
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from flows import packs
from flows.settings import UserError
from flows.train.sentences import Sentence, read
from flows.transform.language import article_language
from flows.transform.model import Article, Paragraph
from schemas.vocabulary import ENTITY_TYPES

_IOB2: Final = re.compile(r"\S+\s+(?:\S+\s+)*(?:O|[BI]-\w+)")
_SAMPLE: Final = 200  # texts that tell the language of a file that does not
_MARKS: Final = frozenset(" «»“”„\"'().,;:-–—")
_CLOSE: Final = frozenset(".,;:!?…)»”%")
_OPEN: Final = frozenset("(«“„")


@dataclass(frozen=True, slots=True)
class GoldName:
    """An annotated name: offsets into its text, type, and its full form in the nominative, if that is annotated."""

    start: int
    end: int
    type: str
    canonical: str | None = None


@dataclass(frozen=True, slots=True)
class GoldText:
    """A sentence or document with its names; lines are paragraphs."""

    language: str
    text: str
    names: tuple[GoldName, ...]

    def article(self) -> Article:
        """The text as an article, each of its lines a paragraph."""
        paragraphs, start = [], 0
        for position, line in enumerate(self.text.split("\n")):
            paragraphs.append(Paragraph(position, "body", self.language, line, start, start + len(line)))
            start += len(line) + 1
        return Article("0" * 20, self.language, None, None, tuple(paragraphs))

    def trimmed(self, start: int, end: int, type: str) -> tuple[int, int, str]:  # noqa: A002
        """A span without the marks at its edges, about which annotations differ."""
        while start < end and self.text[start] in _MARKS:
            start += 1
        while end > start and self.text[end - 1] in _MARKS:
            end -= 1
        return start, end, type


def kind(path: Path) -> str | None:
    """What kind of names a file holds: `iob2`, `spans` or `forms`; None for anything else."""
    if not path.is_file():
        return None
    try:
        with path.open(encoding="utf-8-sig") as lines:
            head = [
                line.rstrip("\n") for _, line in zip(range(3), (line for line in lines if line.strip()), strict=False)
            ]
    except UnicodeDecodeError:
        return None
    if head and head[0].split("\t")[:2] == ["form", "lemma"]:
        return "forms"
    if path.suffix == ".jsonl":
        record = _record(head[0]) if head else None
        return "spans" if isinstance(record, dict) and "entities" in record and "quotes" not in record else None
    return "iob2" if any(_IOB2.fullmatch(line) for line in head) else None


def read_texts(path: Path) -> list[GoldText]:
    """Read annotated sentences or documents.

    Raises:
        UserError: in one sentence that names file and line.
    """
    if kind(path) == "spans":
        return [_document(path, number, line) for number, line in enumerate(_lines(path), 1) if line.strip()]
    language = article_language([" ".join(s.words) for s in read([path], {})[:_SAMPLE]]).language
    language = language if language in packs.LANGUAGES else packs.LANGUAGES[0]
    types = {name: ours for name, ours in packs.load("training")[language]["types"].items() if ours in ENTITY_TYPES}
    return [_sentence(sentence, language) for sentence in read([path], types)]


def read_forms(path: Path) -> list[tuple[str, str, str]]:
    """Read (form, lemma, type) of names; one with a gender is a person's, another a place's."""
    rows = [line.split("\t") for line in _lines(path)[1:] if line.strip()]
    return [(row[0], row[1], "PER" if "Gender=" in "\t".join(row[2:]) else "LOC") for row in rows if len(row) > 1]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: it cannot be read ({error})") from error


def _record(line: str) -> Any:  # noqa: ANN401 - whatever the file holds
    try:
        return json.loads(line)
    except ValueError:
        return None


def _document(path: Path, number: int, line: str) -> GoldText:
    record = _record(line)
    try:
        text = record["text"]
        names = tuple(
            GoldName(int(e["start"]), int(e["end"]), e["type"], e.get("canonical"))
            for e in record["entities"]
            if e["type"] in ENTITY_TYPES
        )
        language = str(record.get("lang") or record.get("language") or article_language(text.split("\n")).language)
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise UserError(f"{path}:{number}: no object with `text` and `entities` of start, end and type") from error
    return GoldText(language, text, names)


def _sentence(sentence: Sentence, language: str) -> GoldText:
    """A sentence as running text: no space stands beside the inner side of a mark."""
    text, starts, quoted = "", [], False
    glued = True
    for word in sentence.words:
        straight = word == '"'
        closing = word in _CLOSE or (straight and quoted)
        text += "" if glued or closing else " "
        starts.append(len(text))
        text += word
        quoted = quoted != straight
        glued = word in _OPEN or (straight and quoted)
    names = (GoldName(starts[a], starts[b - 1] + len(sentence.words[b - 1]), kind) for a, b, kind in sentence.names)
    return GoldText(language, text, tuple(names))
