"""Mentions of all articles → entities: one row per id, with the names it goes by."""

# An annotation that holds a DuckDB class keeps the extension alive at exit, and it then reports a leak.
from __future__ import annotations

from typing import Final

import duckdb

from flows.link.identifiers import create_identifiers

# Of several names with the same number of mentions the first in binary order is taken, so that a tie is no luck.
_ENTITIES: Final = """
CREATE TEMP TABLE entities AS
WITH named AS (
    SELECT m.entity_id, m.type, m.name, m.article_id, p.language, a.published
    FROM mentions m
    JOIN paragraphs p USING (paragraph_id)
    JOIN articles a ON a.article_id = m.article_id
), counted AS (
    SELECT entity_id, name, count(*) AS n,
           count(*) FILTER (language = 'kk') AS n_kk, count(*) FILTER (language = 'ru') AS n_ru
    FROM named GROUP BY entity_id, name
), chosen AS (
    SELECT entity_id,
           first(name ORDER BY n DESC, name) AS name,
           first(name ORDER BY n_kk DESC, name) FILTER (n_kk > 0) AS name_kk,
           first(name ORDER BY n_ru DESC, name) FILTER (n_ru > 0) AS name_ru,
           list(name ORDER BY name) AS names
    FROM counted GROUP BY entity_id
), measured AS (
    SELECT entity_id, any_value(type) AS type, count(*) AS n_mentions, count(DISTINCT article_id) AS n_articles,
           min(published) AS first_published, max(published) AS last_published
    FROM named GROUP BY entity_id
)
SELECT entity_id, type, name, name_kk, name_ru, list_filter(names, lambda other: other <> name) AS aliases,
       n_mentions, n_articles, first_published, last_published, geonames_id, wikidata_id
FROM chosen JOIN measured USING (entity_id) LEFT JOIN identifiers USING (entity_id)
"""


def create_entities(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the table `entities` from `mentions` (with their nominative `name`), `paragraphs` and `articles`."""
    create_identifiers(connection)
    connection.execute(_ENTITIES)
