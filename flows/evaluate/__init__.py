"""Evaluation: what a build found, measured against articles annotated by hand."""

from flows.evaluate.annotated import predict, read_annotated
from flows.evaluate.detail import Detail, detail
from flows.evaluate.gold import GoldArticle, GoldEntity, GoldError, GoldQuote, read_gold
from flows.evaluate.misses import misses
from flows.evaluate.predictions import PredictedEntity, PredictedQuote, Prediction, PredictionError, predictions
from flows.evaluate.render import to_json, to_text
from flows.evaluate.score import Report, score
from flows.evaluate.tables import to_records, to_tables

__all__ = [
    "Detail",
    "GoldArticle",
    "GoldEntity",
    "GoldError",
    "GoldQuote",
    "PredictedEntity",
    "PredictedQuote",
    "Prediction",
    "PredictionError",
    "Report",
    "detail",
    "misses",
    "predict",
    "predictions",
    "read_annotated",
    "read_gold",
    "score",
    "to_json",
    "to_records",
    "to_tables",
    "to_text",
]
