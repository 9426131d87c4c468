"""The table of links between articles."""

import pandera.polars as pa
import polars as pl

from schemas.columns import column, identifier, one_of
from schemas.vocabulary import LINK_KINDS


class ArticleLinks(pa.DataFrameModel):
    """One row per pair of articles that tell the same."""

    article_id: str = identifier("The article.", "link.duplicates")
    other_id: str = identifier("The article it is linked to.", "link.duplicates")
    kind: str = one_of(LINK_KINDS, "How they are related", "link.duplicates")
    score: pl.Float64 = column("From 0 to 1.", "link.duplicates", ge=0, le=1)
