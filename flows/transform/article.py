"""One Document → the rows of its article: the rooms of the transform, called in the order they need each other."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from flows import packs
from flows.extract import homoglyphs
from flows.extract.catalogue import Catalogue
from flows.extract.document import Block, Document
from flows.transform.entities import find_mentions
from flows.transform.language import article_language
from flows.transform.metadata import resolve
from flows.transform.model import Article, Mention, Paragraph, Quote
from flows.transform.names import entity_id, state_of
from flows.transform.quotes import find_quotes
from schemas.ids import fold, make_id

Row = dict[str, Any]

_TOKEN: Final = re.compile(r"\w+")
_SUBTAG: Final = re.compile("[-_]")
# Kinds that are the page's and not the article's: a repeated headline or a share button makes no other article.
_FURNITURE: Final = frozenset({"title", "chrome"})
# Languages and the script that quotes and names are looked for in.
_READ: Final = frozenset({"kk", "ru", "mixed"})
_READ_SCRIPT: Final = "Cyrl"


def transform(document: Document, catalogue: Catalogue) -> dict[str, list[Row]]:
    """Make the rows of an article.

    Args:
        document: What a reader made of one raw document; it has at least one block.
        catalogue: The input's publishers, for their name forms and licences.

    Returns:
        Rows for `articles`, `article_sources`, `paragraphs`, `quotes` and `mentions` (these with the nominative
        `name` beside the table's columns).
    """
    content = [block.kind not in _FURNITURE for block in document.blocks]
    spoken = article_language([block.text for block in document.blocks], content)
    metadata = resolve(document, spoken, catalogue)
    paragraphs = _paragraphs(document.blocks, spoken.paragraphs)
    body = fold(" ".join(paragraph.text for paragraph, counts in zip(paragraphs, content, strict=True) if counts))
    # Nothing but furniture: then the furniture is what there is, or all such articles were one.
    body = body or fold(" ".join(paragraph.text for paragraph in paragraphs))
    article_id = make_id("article", fold(metadata.title or ""), body)
    article = Article(article_id, spoken.language, metadata.title, metadata.author, paragraphs)

    read = spoken.language in _READ and spoken.script == _READ_SCRIPT
    # The rooms read words as what they look like; a copy of the same length, so that its offsets are the text's.
    copy = replace(article, paragraphs=tuple(replace(p, text=homoglyphs.fold(p.text)) for p in paragraphs))
    found = find_mentions(copy) if read else []
    spoken_words = find_quotes(copy, found) if read else []
    mentions = [replace(mention, text=article.text[mention.start : mention.end]) for mention in found]
    quotes = [replace(quote, text=article.text[quote.start : quote.end]) for quote in spoken_words]
    flags = {*document.flags, *metadata.flags}
    if not read:
        flags.add("unsupported_language" if spoken.language not in _READ else "unsupported_script")
    if not any(content):
        flags.add("no_content")
    if _differs(document.declared.language, spoken.language):
        flags.add("language_conflict")

    publisher = catalogue.find(metadata.outlet) if metadata.outlet else None
    tokens = [_count_tokens(paragraph.text) for paragraph in paragraphs]
    state = state_of(mention.name for mention in mentions if mention.type == "LOC")
    return {
        "articles": [
            {
                "article_id": article_id,
                "language": spoken.language,
                "script": spoken.script,
                "title": metadata.title,
                "published": metadata.published,
                "published_at": metadata.published_at,
                "author": metadata.author,
                "outlet": metadata.outlet,
                "url": metadata.url,
                "section": metadata.section,
                "tags": list(metadata.tags),
                "n_paragraphs": len(paragraphs),
                "n_chars": len(article.text),
                "n_tokens": sum(tokens),
                "text_sha256": hashlib.sha256(article.text.encode()).hexdigest(),
                "cluster_id": make_id("cluster", homoglyphs.fold(body)),
                "flags": sorted(flags),
            }
        ],
        "article_sources": [
            {
                "article_id": article_id,
                "raw_path": document.raw_path,
                "locator": document.locator,
                "raw_sha256": document.raw_sha256,
                "media_type": document.media_type,
                "url": document.url or document.declared.url,
                "collected_at": document.collected_at,
                "licence": publisher.licence if publisher else None,
            }
        ],
        "paragraphs": [
            {
                "paragraph_id": _paragraph_id(article_id, paragraph.position),
                "article_id": article_id,
                "position": paragraph.position,
                "kind": paragraph.kind,
                "language": paragraph.language,
                "text": paragraph.text,
                "start": paragraph.start,
                "end": paragraph.end,
                "n_tokens": count,
            }
            for paragraph, count in zip(paragraphs, tokens, strict=True)
        ],
        "quotes": [_quote_row(article_id, quote, mentions, state) for quote in quotes],
        "mentions": [_mention_row(article_id, mention, state) for mention in mentions],
    }


def _differs(declared: str | None, found: str) -> bool:
    """Whether a declared language (`kk`, `kaz_Cyrl`, `ru-RU`) is not the one that was found; mixed is no other."""
    if declared is None or found == "mixed":
        return False
    code = _SUBTAG.split(declared.casefold(), maxsplit=1)[0]
    known = packs.load("metadata")
    return next((language for language in known if code in known[language]["codes"]), "other") != found


def _paragraphs(blocks: Sequence[Block], languages: Sequence[str]) -> tuple[Paragraph, ...]:
    made = []
    start = 0
    for position, (block, language) in enumerate(zip(blocks, languages, strict=True)):
        end = start + len(block.text)
        made.append(Paragraph(position, block.kind, language, block.text, start, end))
        start = end + 1
    return tuple(made)


def _count_tokens(text: str) -> int:
    return sum(1 for _ in _TOKEN.finditer(text))


def _paragraph_id(article_id: str, position: int) -> str:
    return make_id("paragraph", article_id, position)


def _mention_row(article_id: str, mention: Mention, state: str) -> Row:
    return {
        "mention_id": make_id("mention", article_id, mention.start, mention.end, mention.type),
        "entity_id": entity_id(mention.name, mention.type, state),
        "article_id": article_id,
        "paragraph_id": _paragraph_id(article_id, mention.position),
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "type": mention.type,
        "role": mention.role,
        "confidence": mention.confidence,
        "name": mention.name,
    }


def _quote_row(article_id: str, quote: Quote, mentions: Sequence[Mention], state: str) -> Row:
    return {
        "quote_id": make_id("quote", article_id, quote.start, quote.end, quote.type),
        "article_id": article_id,
        "paragraph_id": _paragraph_id(article_id, quote.position),
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
        "type": quote.type,
        "language": quote.language,
        "cue": quote.cue,
        "speaker_mention": quote.speaker_mention,
        "speaker": quote.speaker,
        "speaker_entity_id": _speaker_entity(quote, mentions, state),
        "speaker_role": quote.speaker_role,
        "speaker_candidates": [{"name": name, "score": score} for name, score in quote.candidates],
        "method": quote.method,
        "confidence": quote.confidence,
        "utterance_id": make_id("utterance", fold(quote.text).casefold()),
    }


def _speaker_entity(quote: Quote, mentions: Sequence[Mention], state: str) -> str | None:
    """Id of the speaker's entity, where the speaker is one of the article's names."""
    if quote.speaker is None or quote.speaker_type is None:
        return None
    named = any(mention.name == quote.speaker and mention.type == quote.speaker_type for mention in mentions)
    return entity_id(quote.speaker, quote.speaker_type, state) if named else None
