"""Tables about documents: articles, where they came from, their paragraphs, and what was refused."""

from typing import Annotated

import pandera.polars as pa
import polars as pl

from schemas.columns import SHA256, column, identifier, one_of
from schemas.vocabulary import ARTICLE_LANGUAGES, PARAGRAPH_KINDS, REJECT_REASONS, SCRIPTS, STAGES, TEXT_LANGUAGES


class Articles(pa.DataFrameModel):
    """One row per article, however many raw documents hold it."""

    article_id: str = identifier("Id over title and content text, the same on every machine.", "transform.article")
    language: str = one_of(ARTICLE_LANGUAGES, "Language of the article", "transform.language")
    script: str = one_of(SCRIPTS, "Script most of its letters are in (ISO 15924)", "transform.language")
    title: str = column("Headline, without date prefix, hashtags and section.", "transform.metadata", nullable=True)
    published: pl.Date = column(
        "Day of publication as declared, else as the text's own time stamp says.", "transform.metadata", nullable=True
    )
    published_at: Annotated[pl.Datetime, "us", "UTC"] = column(
        "Moment of publication in UTC, where a time of day is given.", "transform.metadata", nullable=True
    )
    author: str = column("Person named in the byline.", "transform.metadata", nullable=True)
    outlet: str = column("Outlet or issuing body the article names.", "transform.metadata", nullable=True)
    url: str = column("Address of the page.", "transform.metadata", nullable=True)
    section: str = column("Section of the site it stood in.", "transform.metadata", nullable=True)
    tags: Annotated[pl.List, pl.String] = column("Hashtags and keywords, in order.", "transform.metadata")
    n_paragraphs: pl.Int32 = column("Number of paragraphs.", "transform.article", ge=1)
    n_chars: pl.Int32 = column("Length of the article text in code points.", "transform.article", ge=1)
    n_tokens: pl.Int32 = column("Number of words and numbers in the article text.", "transform.article", ge=0)
    text_sha256: str = column("SHA-256 of the article text in UTF-8.", "transform.article", str_matches=SHA256)
    cluster_id: str = identifier("Shared by articles whose content text is the same.", "transform.article")
    flags: Annotated[pl.List, pl.String] = column(
        "What was repaired or is doubtful, sorted; the codes are listed under the tables.", "extract, transform"
    )


class ArticleSources(pa.DataFrameModel):
    """One row per raw document that holds an article."""

    article_id: str = identifier("The article.", "transform.article")
    raw_path: str = column("Path of the raw file, relative to the input folder.", "plan")
    locator: str = column("Record, line or offset in the file; empty for a whole file.", "extract")
    raw_sha256: str = column("SHA-256 of the raw document's bytes.", "plan, extract", str_matches=SHA256)
    media_type: str = column("Media type of the raw document, by its content.", "extract")
    url: str = column("Address it was fetched from.", "extract", nullable=True)
    collected_at: Annotated[pl.Datetime, "us", "UTC"] = column("When it was fetched.", "extract", nullable=True)
    licence: str = column("Licence of the text, by the input's `sources.toml`.", "extract.catalogue", nullable=True)


class Paragraphs(pa.DataFrameModel):
    """One row per line of an article; their texts joined by line feeds are the article text."""

    paragraph_id: str = identifier("Id over article and position.", "transform.article")
    article_id: str = identifier("The article.", "transform.article")
    position: pl.Int32 = column("Place in the article, from 0.", "transform.article", ge=0)
    kind: str = one_of(PARAGRAPH_KINDS, "What it is on the page", "extract.layout")
    language: str = one_of(TEXT_LANGUAGES, "Language of the paragraph", "transform.language")
    text: str = column("The text, NFC, without line breaks.", "extract", str_length={"min_value": 1})
    start: pl.Int32 = column("Offset of its first code point in the article text.", "transform.article", ge=0)
    end: pl.Int32 = column("Offset after its last code point in the article text.", "transform.article", ge=1)
    n_tokens: pl.Int32 = column("Number of words and numbers.", "transform.article", ge=0)


class Rejects(pa.DataFrameModel):
    """One row per input that did not become an article, with the reason."""

    reject_id: str = identifier("Id over path, locator, bytes, stage and reason.", "plan, extract, transform")
    raw_path: str = column("Path of the raw file, relative to the input folder.", "plan")
    locator: str = column("Record, line or offset in the file; empty for a whole file.", "extract")
    raw_sha256: str = column(
        "SHA-256 of the raw document's bytes, of none where they could not be read.",
        "plan, extract",
        str_matches=SHA256,
    )
    stage: str = one_of(STAGES, "Where it was refused", "plan, extract, transform")
    reason: str = one_of(REJECT_REASONS, "Why it was refused", "plan, extract, transform")
    detail: str = column("What was found, for a person to read.", "plan, extract, transform")
