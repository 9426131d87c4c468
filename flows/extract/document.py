"""A Document: what a reader makes of one raw document, before anything is concluded from it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the raw document: its clean text (NFC, no line break, never empty) and its kind of paragraph.

    `kind` is one of `schemas.vocabulary.PARAGRAPH_KINDS`.
    """

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Declared:
    """What stands beside the text and not in it: a date prefix, a page's metadata, a record's fields.

    `language` is a code as the record has it: `kk`, `kaz_Cyrl`, `ru-RU`.
    """

    title: str | None = None
    published: date | None = None
    published_at: datetime | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One raw document: where it came from, its blocks in reading order, and what was declared of it.

    `raw_path` is relative to the input folder, `locator` says where in the file it stands (empty for a whole file),
    `raw_sha256` is over the raw bytes. `flags` are codes of `schemas.vocabulary.FLAGS`. `url` is the address it was
    fetched from, `declared.url` the one that the page gives itself.
    """

    raw_path: str
    locator: str
    raw_sha256: str
    media_type: str
    blocks: tuple[Block, ...]
    declared: Declared = Declared()
    collected_at: datetime | None = None
    flags: tuple[str, ...] = ()
    url: str | None = None
