"""Articles that tell the same → links between them."""

from typing import Final

import duckdb

# A star around the first article of a cluster: pairs of all with all would be quadratic.
_ARTICLE_LINKS: Final = """


def create_article_links(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the table `article_links` from `articles`."""
    connection.execute(_ARTICLE_LINKS)
