"""What there is to measure: gold, and what the current code finds in the same texts."""

import shutil
import tempfile
from pathlib import Path

from flows.evaluate.annotated import predict, read_annotated
from flows.evaluate.gold import GoldArticle, GoldError, read_gold
from flows.evaluate.identity import identity_json, identity_misses, identity_text, measure_identity, read_pairs
from flows.evaluate.predictions import Prediction, PredictionError, predictions
from flows.load.parts import part_files
from flows.runners import build_direct
from flows.settings import DataDir, UserError


def measure(
    gold_path: Path, raw: Path | None = None, half: str | None = None
) -> tuple[list[GoldArticle], list[Prediction]]:
    """Give the gold and the predictions for it.

    Args:
        gold_path: A folder of annotated articles, or a .jsonl of annotated texts.
        raw: Folder of the articles' raw files; `raw` beside the gold folder if not given.
        half: Of annotated texts, the half to take; both if not given.

    Raises:
        UserError: in one sentence, when gold or raw files are missing or broken.
    """
    try:
        if gold_path.suffix == ".jsonl":
            annotated = read_annotated(gold_path, half)
            return [article for article, _ in annotated], predict(annotated, explain=True)
        gold = read_gold(gold_path)
        return gold, _build(tuple((raw or gold_path.parent / "raw") / article.file for article in gold))
    except (GoldError, PredictionError) as error:
        raise UserError(str(error)) from error


def report_identity(pairs_path: Path, half: str | None = None, *, as_json: bool = False, misses: bool = False) -> str:
    """Measure identity across languages on a .tsv of pairs of names, as text or JSON; text may list what was missed.

    Raises:
        UserError: in one sentence, when the pairs are missing or broken.
    """
    try:
        pairs = read_pairs(pairs_path, half)
    except GoldError as error:
        raise UserError(str(error)) from error
    figures = measure_identity(pairs)
    if as_json:
        return identity_json(figures)
    return identity_text(figures) + (identity_misses(pairs) if misses else "")


def _build(files: tuple[Path, ...]) -> list[Prediction]:
    scratch = Path(tempfile.mkdtemp(prefix="dedi-evaluate-"))
    try:
        build_direct(files, scratch, kind="serial")
        data = DataDir(scratch)
        keys = sorted(path.stem for path in data.shards.glob("*.json"))
        return predictions(data.database, parts=part_files(data, keys, "mentions"))
    finally:
        shutil.rmtree(scratch)
