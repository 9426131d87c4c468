"""The registry: the eight tables in the order they are loaded, each with its model and keys."""

from dataclasses import dataclass
from typing import Final

import pandera.polars as pa

from schemas.documents import Articles, ArticleSources, Paragraphs, Rejects
from schemas.links import ArticleLinks
from schemas.names import Entities, Mentions
from schemas.speech import Quotes


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """`column` holds ids of `table`.`references`; a null refers to nothing."""

    column: str
    table: str
    references: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, the model that declares its columns, and its keys. Rows are ordered by `primary_key`."""

    name: str
    model: type[pa.DataFrameModel]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def schema(self) -> pa.DataFrameSchema:
        """The pandera schema of the model."""
        return self.model.to_schema()

    @property
    def description(self) -> str:
        """What a row is: the model's docstring."""
        return (self.model.__doc__ or "").strip()

    @property
    def columns(self) -> tuple[str, ...]:
        """The column names, in order."""
        return tuple(self.schema.columns)


_ARTICLE: Final = ForeignKey("article_id", "articles", "article_id")
_PARAGRAPH: Final = ForeignKey("paragraph_id", "paragraphs", "paragraph_id")

TABLES: Final = (
    Table("articles", Articles, ("article_id",)),
    Table("article_sources", ArticleSources, ("article_id", "raw_path", "locator"), (_ARTICLE,)),
    Table("paragraphs", Paragraphs, ("paragraph_id",), (_ARTICLE,)),
    Table("entities", Entities, ("entity_id",)),
    Table(
        "quotes",
        Quotes,
        ("quote_id",),
        (_ARTICLE, _PARAGRAPH, ForeignKey("speaker_entity_id", "entities", "entity_id")),
    ),
    Table(
        "mentions",
        Mentions,
        ("mention_id",),
        (ForeignKey("entity_id", "entities", "entity_id"), _ARTICLE, _PARAGRAPH),
    ),
    Table(
        "article_links",
        ArticleLinks,
        ("article_id", "other_id", "kind"),
        (_ARTICLE, ForeignKey("other_id", "articles", "article_id")),
    ),
    Table("rejects", Rejects, ("reject_id",)),
)

_BY_NAME: Final = {entry.name: entry for entry in TABLES}


def table(name: str) -> Table:
    """Look a table up by name. Raises KeyError when there is none."""
    return _BY_NAME[name]
