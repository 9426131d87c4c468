"""The catalogue of publishers: who they are, how their name is written, what may be released of their texts."""

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from flows.letters import SMALL
from flows.settings import UserError

_REQUIRED: Final[dict[str, type]] = {
    "name": str,
    "forms": list,
    "languages": list,
    "licence": str,
    "full_text": bool,
    "reason": str,
}
_OPTIONAL: Final[dict[str, type]] = {"url": str, "cases": list}
_LISTS: Final = ("forms", "languages", "cases")

_ADDRESS = re.compile(r"^(?:https?://)?(?:www\.)?")
_MARKS = re.compile(r"[«»“”„‟\"'‘’`]")
_ENDING = re.compile(rf"-[a-z{SMALL}]{{1,5}}$")  # BAQ.KZ-ке, ТАСС-тың


class CatalogueError(UserError):
    """A catalogue that cannot be used; the message names the file, the entry and the key."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """One publisher: its name, every written form of it, and its rights.

    `forms` are nominative, `cases` the inflected forms met in texts (`Казинформа`, `Газете.Ru`).
    `languages` are ISO 639-1 codes; `licence` is an SPDX id, `all rights reserved` or `unknown`; `full_text` says
    whether the text of its articles may be released, `reason` why.
    """

    name: str
    forms: tuple[str, ...]
    languages: tuple[str, ...]
    licence: str
    full_text: bool
    reason: str
    url: str | None = None
    cases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Catalogue:
    """Publishers by any of their written forms."""

    publishers: tuple[Publisher, ...] = ()

    @cached_property
    def _by_form(self) -> dict[str, Publisher]:
        return {key: publisher for publisher in self.publishers for key in _keys(publisher)}

    def find(self, name: str) -> Publisher | None:
        """Find the publisher that is written so, whatever the case, marks, address or hyphenated case ending."""
        key = _fold(name)
        return self._by_form.get(key) or self._by_form.get(_ENDING.sub("", key))

    def nominative(self, name: str) -> str:
        """A publisher's name as written, without a hyphenated ending; the catalogue's where it is inflected."""
        publisher = self.find(name)
        if publisher is not None and _fold(name) in map(_fold, publisher.cases):
            return publisher.name
        return _ENDING.sub("", name) if publisher is not None and _fold(name) not in self._by_form else name


def load(path: Path) -> Catalogue:
    """Read a catalogue: a TOML file of `[[publisher]]` tables.

    Raises CatalogueError, naming file and key, when it cannot be read, lacks a key, has one too many or of the wrong
    type, or gives one written form to two publishers.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path}: {error}") from error
    if unknown := sorted(set(data) - {"publisher"}):
        raise CatalogueError(f"{path}: {unknown[0]}: no such key; publishers are [[publisher]] tables")
    tables = data.get("publisher", [])
    if not isinstance(tables, list):
        raise CatalogueError(f"{path}: publisher: must be [[publisher]] tables")
    publishers = tuple(_publisher(path, number, table) for number, table in enumerate(tables, 1))
    taken: dict[str, Publisher] = {}
    for publisher in publishers:
        for key in _keys(publisher):
            if taken.setdefault(key, publisher) is not publisher:
                raise CatalogueError(f"{path}: {publisher.name}: forms: {key!r} is {taken[key].name}'s already")
    return Catalogue(publishers)


def _publisher(path: Path, number: int, table: Any) -> Publisher:  # noqa: ANN401 - whatever TOML holds there
    if not isinstance(table, dict):
        raise CatalogueError(f"{path}: publisher {number}: must be a table")
    where = f"{path}: publisher {number} ({table.get('name', 'unnamed')})"
    for key, kind in (_REQUIRED | _OPTIONAL).items():
        if key not in table:
            if key in _REQUIRED:
                raise CatalogueError(f"{where}: {key}: missing")
        elif not isinstance(table[key], kind) or table[key] == "":
            raise CatalogueError(f"{where}: {key}: must be a non-empty {kind.__name__}")
    for key in _LISTS:
        if not all(isinstance(item, str) and item.strip() for item in table.get(key, ())):
            raise CatalogueError(f"{where}: {key}: must hold non-empty strings")
    if unknown := sorted(set(table) - set(_REQUIRED) - set(_OPTIONAL)):
        raise CatalogueError(f"{where}: {unknown[0]}: no such key")
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    return Publisher(**values)


def _keys(publisher: Publisher) -> list[str]:
    return list(dict.fromkeys(_fold(form) for form in (publisher.name, *publisher.forms, *publisher.cases)))


def _fold(name: str) -> str:
    name = _ADDRESS.sub("", " ".join(_MARKS.sub(" ", name).casefold().split()))
    return name.rstrip("/ .,")
