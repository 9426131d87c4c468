"""Articles that tell the same → links between them."""

# An annotation that holds a DuckDB class keeps the extension alive at exit, and it then reports a leak.
from __future__ import annotations

from typing import Final

import duckdb

# A star around the first article of a cluster: pairs of all with all would be quadratic.
_ARTICLE_LINKS: Final = """
CREATE TEMP TABLE article_links AS
SELECT article_id, min(article_id) OVER (PARTITION BY cluster_id) AS other_id, 'near_duplicate' AS kind, 1.0 AS score
FROM articles QUALIFY article_id <> other_id
"""


def create_article_links(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the table `article_links` from `articles`."""
    connection.execute(_ARTICLE_LINKS)
