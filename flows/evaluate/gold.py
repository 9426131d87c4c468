"""The gold standard: articles annotated by hand, one JSON file each."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from schemas.vocabulary import ARTICLE_LANGUAGES, ENTITY_TYPES, QUOTE_TYPES

_Item = TypeVar("_Item")
_KINDS: Final = {str: "a string", int: "a whole number", list: "a list", dict: "an object"}


class GoldError(ValueError):
    """A gold directory or file that cannot be used; the message is one sentence that names the file and the key."""


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """A quote as annotated: `start` and `end` count code points of the raw file, half-open."""

    text: str
    type: str
    speaker_mention: str | None = None
    speaker: str | None = None
    cue: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A name as it stands in the text, with the full form it stands for, in the nominative."""

    text: str
    type: str
    canonical: str | None = None


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An annotated article; the optional items are debatable and neither rewarded nor punished."""

    file: str
    language: str
    title: str | None
    published: str | None
    author: str | None
    source: str | None
    quotes: tuple[GoldQuote, ...] = ()
    quotes_optional: tuple[GoldQuote, ...] = ()
    not_quotes: tuple[str, ...] = ()
    entities: tuple[GoldEntity, ...] = ()
    entities_optional: tuple[GoldEntity, ...] = ()


def read_gold(directory: Path) -> list[GoldArticle]:
    """Read every `*.json` of a directory, in the order of their names.

    Keys that are not known (notes) are passed over. Raises GoldError, in one sentence that names file and key, when
    the directory holds no gold, a file cannot be read, a key lacks or holds the wrong kind of value, or two files
    annotate the same article.
    """
    paths = sorted(path for path in directory.glob("*.json") if not path.name.startswith("."))
    if not paths:
        raise GoldError(f"{directory}: no gold found, since it holds no *.json file.")
    articles: dict[str, GoldArticle] = {}
    for path in paths:
        article = _article(path)
        if article.file in articles:
            raise GoldError(f"{path}: `file` is {article.file!r}, which another gold file annotates already.")
        articles[article.file] = article
    return list(articles.values())


def _article(path: Path) -> GoldArticle:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise GoldError(f"{path}: no readable JSON in UTF-8 ({error}).") from error
    return parse_gold(path, data)


def parse_gold(path: Path, data: object) -> GoldArticle:
    """Make an annotated article of what its JSON holds. Raises GoldError, naming `path` and the key."""
    record = _Record(path, "", data)
    return GoldArticle(
        file=record.text("file"),
        language=record.code("language", ARTICLE_LANGUAGES),
        title=record.nullable("title"),
        published=record.nullable("published"),
        author=record.nullable("author"),
        source=record.nullable("source"),
        quotes=record.items("quotes", _quote),
        quotes_optional=record.items("quotes_optional", _quote),
        not_quotes=record.texts("not_quotes"),
        entities=record.items("entities", _entity),
        entities_optional=record.items("entities_optional", _entity),
    )


def _quote(record: "_Record") -> GoldQuote:
    return GoldQuote(
        text=record.text("text"),
        type=record.code("type", QUOTE_TYPES),
        speaker_mention=record.nullable("speaker_mention", required=False),
        speaker=record.nullable("speaker", required=False),
        cue=record.nullable("cue", required=False),
        start=record.offset("start"),
        end=record.offset("end"),
    )


def _entity(record: "_Record") -> GoldEntity:
    return GoldEntity(
        text=record.text("text"),
        type=record.code("type", ENTITY_TYPES),
        canonical=record.nullable("canonical", required=False),
    )


class _Record:
    """A JSON object and where it stands, so that what is wrong with a value can be said in one sentence."""

    def __init__(self, path: Path, place: str, data: object) -> None:
        self.path, self.place = path, place
        self.data: dict[str, Any] = self._kind(f"`{place[:-1]}`" if place else "the file", data, dict)

    def text(self, name: str) -> str:
        return self._kind(self._at(name), self._required(name), str)

    def code(self, name: str, codes: tuple[str, ...]) -> str:
        value = self.text(name)
        if value not in codes:
            raise GoldError(f"{self.path}: {self._at(name)} is {value!r}, not one of {', '.join(codes)}.")
        return value

    def nullable(self, name: str, *, required: bool = True) -> str | None:
        value = self._required(name) if required else self.data.get(name)
        return None if value is None else self._kind(self._at(name), value, str)

    def offset(self, name: str) -> int | None:
        value = self.data.get(name)
        return None if value is None else self._kind(self._at(name), value, int)

    def texts(self, name: str) -> tuple[str, ...]:
        values = self._kind(self._at(name), self._required(name), list)
        return tuple(self._kind(f"`{self.place}{name}[{n}]`", value, str) for n, value in enumerate(values))

    def items(self, name: str, make: Callable[["_Record"], _Item]) -> tuple[_Item, ...]:
        values = self._kind(self._at(name), self._required(name), list)
        return tuple(make(_Record(self.path, f"{self.place}{name}[{n}].", value)) for n, value in enumerate(values))

    def _at(self, name: str) -> str:
        return f"`{self.place}{name}`"

    def _required(self, name: str) -> object:
        if name not in self.data:
            raise GoldError(f"{self.path}: the key {self._at(name)} is missing.")
        return self.data[name]

    def _kind(self, place: str, value: object, kind: type[_Item]) -> _Item:
        if not isinstance(value, kind) or isinstance(value, bool):
            raise GoldError(f"{self.path}: {place} is not {_KINDS[kind]}.")
        return value
