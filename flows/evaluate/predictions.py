"""What a build found in each raw file, as the evaluation compares it with the gold."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import duckdb

from flows.transform.quotes.audit import Audit
from schemas.sql import literal


class PredictionError(ValueError):
    """Predictions that cannot be read or told apart; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class PredictedQuote:
    """A quote as found; `language` is that of its text."""

    text: str
    type: str
    speaker: str | None = None
    language: str | None = None
    speaker_mention: str | None = None
    method: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class PredictedEntity:
    """A mention as found, with its entity's name in the language of the article where the entity has one."""

    text: str
    type: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """Why the quotes of a text are what they are: what was refused in it, and whose words the gold's spans would be.

    `shift` maps offsets of the gold's text to the article's; `speakers` has one for each of the gold's quotes.
    """

    audit: Audit
    shift: Callable[[int], int]
    speakers: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Prediction:
    """What was found in one raw file; `published` is an ISO date, `source` the outlet or issuing body."""

    file: str
    title: str | None = None
    published: str | None = None
    author: str | None = None
    source: str | None = None
    quotes: tuple[PredictedQuote, ...] = ()
    entities: tuple[PredictedEntity, ...] = ()
    explained: Explained | None = None


_SOURCES: Final = """
    SELECT DISTINCT ON (raw_path, article_id)
        raw_path, parse_filename(raw_path), article_id, title, CAST(published AS VARCHAR), author, outlet
    FROM article_sources JOIN articles USING (article_id)
    WHERE $files IS NULL OR parse_filename(raw_path) IN (SELECT unnest($files::VARCHAR[]))
    ORDER BY raw_path, locator, article_id
"""
_QUOTES: Final = """
    SELECT article_id, text, type, speaker, language, speaker_mention, method, confidence FROM quotes
    WHERE article_id IN (SELECT unnest($articles::VARCHAR[]))
    ORDER BY article_id, start, "end", quote_id
"""
_NAMES: Final = "CREATE TEMP VIEW names AS SELECT mention_id, name FROM "
_PARTS: Final = "read_parquet([{}])"
_NO_PARTS: Final = "(SELECT NULL::VARCHAR AS mention_id, NULL::VARCHAR AS name)"
_MENTIONS: Final = """
    SELECT article_id, m.text, m.type,
        coalesce(n.name, CASE a.language WHEN 'kk' THEN e.name_kk WHEN 'ru' THEN e.name_ru END, e.name)
    FROM mentions AS m JOIN articles AS a USING (article_id) LEFT JOIN entities AS e USING (entity_id)
    LEFT JOIN names AS n ON n.mention_id = m.mention_id
    WHERE article_id IN (SELECT unnest($articles::VARCHAR[]))
    ORDER BY article_id, m.start, m."end", m.mention_id
"""


def predictions(database: Path, files: Collection[str] | None = None, parts: Sequence[Path] = ()) -> list[Prediction]:
    """Read what a build found, one Prediction per raw file in the order of their paths.

    Takes a built database and, optionally, the file names of interest (a gold directory's), so that a large database
    is not read whole. With the build's parts of `mentions`, a name is the nominative found in its own article, without
    them that of the entity it was linked to. A raw file that holds several articles gives one Prediction: the first
    article's metadata and the quotes and mentions of all, in text order. Raises PredictionError when the database
    cannot be read or lacks a table.
    """
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            wanted = None if files is None else sorted(files)
            sources = connection.execute(_SOURCES, {"files": wanted}).fetchall()
            articles = {"articles": sorted({row[2] for row in sources})}
            quotes = connection.execute(_QUOTES, articles).fetchall()
            held = _PARTS.format(", ".join(literal(path) for path in parts)) if parts else _NO_PARTS
            connection.execute(_NAMES + held)
            mentions = connection.execute(_MENTIONS, articles).fetchall()
    except duckdb.Error as error:
        reason = str(error).partition("\n")[0].rstrip(".")
        raise PredictionError(f"{database}: no predictions could be read ({reason}).") from error
    return _assemble(sources, _by_article(quotes, PredictedQuote), _by_article(mentions, PredictedEntity))


def _by_article(rows: list[tuple[Any, ...]], kind: type[Any]) -> dict[str, tuple[Any, ...]]:
    grouped: defaultdict[str, list[Any]] = defaultdict(list)
    for article, *values in rows:
        grouped[article].append(kind(*values))
    return {article: tuple(items) for article, items in grouped.items()}


def _assemble(
    sources: list[tuple[Any, ...]],
    quotes: dict[str, tuple[PredictedQuote, ...]],
    entities: dict[str, tuple[PredictedEntity, ...]],
) -> list[Prediction]:
    first: dict[str, Prediction] = {}
    articles: defaultdict[str, list[str]] = defaultdict(list)
    for raw_path, file, article, *metadata in sources:
        first.setdefault(raw_path, Prediction(file, *metadata))
        articles[raw_path].append(article)
    return [
        replace(
            prediction,
            quotes=tuple(quote for article in articles[raw_path] for quote in quotes.get(article, ())),
            entities=tuple(entity for article in articles[raw_path] for entity in entities.get(article, ())),
        )
        for raw_path, prediction in first.items()
    ]
