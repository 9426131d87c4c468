"""The table of quotes: who said what."""

from typing import Annotated

import pandera.polars as pa
import polars as pl

from schemas.columns import column, identifier, one_of
from schemas.vocabulary import QUOTE_TYPES, TEXT_LANGUAGES


class Quotes(pa.DataFrameModel):
    """One row per stretch of speech, writing or opinion that an article attributes to a source."""

    quote_id: str = identifier("Id over article, span and type.", "transform.quotes")
    article_id: str = identifier("The article.", "transform.article")
    paragraph_id: str = identifier("The paragraph where it starts.", "transform.quotes")
    start: pl.Int32 = column("Offset of its first code point in the article text.", "transform.quotes", ge=0)
    end: pl.Int32 = column("Offset after its last code point in the article text.", "transform.quotes", ge=1)
    text: str = column(
        "The words, without outer marks, cue and speaker.", "transform.quotes", str_length={"min_value": 1}
    )
    type: str = one_of(QUOTE_TYPES, "The source's own words, a report of them, or both", "transform.quotes")
    language: str = one_of(TEXT_LANGUAGES, "Language of the quote", "transform.quotes")
    cue: str = column("Verb or postposition that marks the speech, as written.", "transform.quotes", nullable=True)
    speaker_mention: str = column(
        "Shortest mention of the speaker tied to the cue, as written.", "transform.quotes", nullable=True
    )
    speaker: str = column(
        "Fullest name of the speaker in this article, in the nominative; null where the text does not settle it.",
        "transform.quotes",
        nullable=True,
    )
    speaker_entity_id: str = identifier("The speaker, where it is a named entity.", "transform.quotes", nullable=True)
    speaker_role: str = column("The speaker's post, as written.", "transform.quotes", nullable=True)
    speaker_candidates: Annotated[pl.List, pl.Struct({"name": pl.String, "score": pl.Float64})] = column(
        "Who it may be, best first, each with a score from 0 to 1.", "transform.quotes"
    )
    method: str = column("Rule or model that found it.", "transform.quotes")
    confidence: pl.Float64 = column("From 0 to 1.", "transform.quotes", ge=0, le=1)
    utterance_id: str = identifier("Shared by quotes of the same words anywhere.", "transform.quotes")
