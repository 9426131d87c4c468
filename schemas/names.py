"""Tables about names: the entities, and every mention of them."""

from typing import Annotated

import pandera.polars as pa
import polars as pl

from schemas.columns import column, identifier, one_of
from schemas.vocabulary import ENTITY_TYPES


class Entities(pa.DataFrameModel):
    """One row per person, body or place, over all articles and both languages."""

    entity_id: str = identifier("Id over type and canonical key.", "transform.names")
    type: str = one_of(ENTITY_TYPES, "Person, body or place", "transform.entities")
    name: str = column("Its most frequent nominative name.", "link.entities", str_length={"min_value": 1})
    name_kk: str = column("Its most frequent name in Kazakh text.", "link.entities", nullable=True)
    name_ru: str = column("Its most frequent name in Russian text.", "link.entities", nullable=True)
    aliases: Annotated[pl.List, pl.String] = column("Its other nominative names, sorted.", "link.entities")
    n_mentions: pl.Int32 = column("Number of mentions.", "link.entities", ge=1)
    n_articles: pl.Int32 = column("Number of articles that mention it.", "link.entities", ge=1)
    first_published: pl.Date = column("Earliest day of an article that mentions it.", "link.entities", nullable=True)
    last_published: pl.Date = column("Latest day of an article that mentions it.", "link.entities", nullable=True)
    geonames_id: pl.Int64 = column("GeoNames id of a place, where known.", "link.entities", nullable=True, ge=1)
    wikidata_id: str = column(
        "Wikidata id, where known.", "link.entities", nullable=True, str_matches=r"^Q[1-9][0-9]*$"
    )


class Mentions(pa.DataFrameModel):
    """One row per name as it stands in an article."""

    mention_id: str = identifier("Id over article, span and type.", "transform.entities")
    entity_id: str = identifier("Who or what is named.", "transform.names")
    article_id: str = identifier("The article.", "transform.article")
    paragraph_id: str = identifier("The paragraph.", "transform.entities")
    start: pl.Int32 = column("Offset of its first code point in the article text.", "transform.entities", ge=0)
    end: pl.Int32 = column("Offset after its last code point in the article text.", "transform.entities", ge=1)
    text: str = column("The name as written, with its case ending.", "transform.entities", str_length={"min_value": 1})
    type: str = one_of(ENTITY_TYPES, "Person, body or place", "transform.entities")
    role: str = column("Post written beside a person's name, as written.", "transform.entities", nullable=True)
    confidence: pl.Float64 = column("From 0 to 1.", "transform.entities", ge=0, le=1)
