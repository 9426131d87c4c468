"""What is known of an article: its title, day, writer, outlet, section and tags, from the page and from the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile
from typing import Final

from flows.extract import byline, dates, furniture
from flows.extract.catalogue import Catalogue
from flows.extract.document import Document
from flows.transform import outlet
from flows.transform.language import ArticleLanguage

_LEAD: Final = 3  # paragraphs in which an outlet names itself; later formulas may name others
_TAGGED = re.compile(r"^(?:#\S+\s+)+")
_HASHTAG = re.compile(r"#([^\s#,;]+)")


@dataclass(frozen=True, slots=True)
class Metadata:
    """An article's metadata, as written in the source; `published_at` is in UTC, `flags` are `vocabulary.FLAGS`."""

    title: str | None
    published: date | None
    published_at: datetime | None
    author: str | None
    outlet: str | None
    url: str | None
    section: str | None
    tags: tuple[str, ...]
    flags: tuple[str, ...]


def resolve(document: Document, language: ArticleLanguage, catalogue: Catalogue | None = None) -> Metadata:
    """Conclude an article's metadata from its document; what was declared beside the text goes before the text.

    `catalogue` helps to recognise outlets that look like other names; none is needed.
    """
    declared = document.declared
    flags = list(document.flags)
    if language.language == "other":
        flags.append("unsupported_language")
    elif language.script != "Cyrl":
        flags.append("unsupported_script")
    titles = (_TAGGED.sub("", block.text) for block in document.blocks if block.kind == "title")
    return Metadata(
        title=declared.title or next(titles, None),
        published=declared.published,
        published_at=declared.published_at,
        author=declared.author or ", ".join(dict.fromkeys(_writers(document))) or None,
        outlet=declared.outlet or _outlet(document, catalogue or Catalogue()),
        url=declared.url,
        section=declared.section or next(_sections(document), None),
        tags=declared.tags or tuple(dict.fromkeys(_tags(document))),
        flags=tuple(dict.fromkeys(flags)),
    )


def _writers(document: Document) -> Iterator[str]:
    """The people who sign the text; a press service or an outlet is nobody."""
    for block in document.blocks:
        if block.kind == "byline" and not byline.signature(block.text):
            stamped = dates.stamp(block.text)
            text = stamped.rest if stamped else block.text
            yield from byline.labelled(text) or filter(None, [byline.person(text)])


def _outlet(document: Document, catalogue: Catalogue) -> str | None:
    """The outlet or the issuing body that the article names: by a formula, by signing, by a line for it."""
    body = [block.text for block in document.blocks if block.kind in {"body", "list_item"}]
    signed = [block.text for block in document.blocks if block.kind == "byline"]
    named = (furniture.source(block.text) for block in document.blocks if block.kind == "chrome")
    candidates = (
        outlet.relayed(body[:_LEAD], catalogue),
        next(filter(None, (outlet.dateline(text, catalogue) for text in body[:_LEAD])), None),
        next(filter(None, map(byline.signature, signed)), None),
        outlet.relayed(body[_LEAD:], catalogue),
        outlet.asked(body, catalogue),
        next((text.strip("«»“”\"' .,") for text in signed if text.startswith(("«", '"', "“"))), None),
        next(filter(None, named), None),
        outlet.advertised((block.text for block in document.blocks if block.kind == "chrome"), catalogue),
    )
    return next(filter(None, candidates), None)


def _sections(document: Document) -> Iterator[str]:
    header = takewhile(lambda block: block.kind not in {"body", "list_item"}, document.blocks)
    return (block.text.strip(" •-") for block in header if block.kind == "chrome" and furniture.section(block.text))


def _tags(document: Document) -> Iterator[str]:
    return (tag for block in document.blocks if block.kind == "chrome" for tag in _HASHTAG.findall(block.text))
