"""Annotated texts: sentences and documents with their text inline, on which the quote rules alone are measured.

One JSON object a line: `file` (an id), `half` (develop, calibrate or test), `round`, `language`, `text`, `quotes`,
`quotes_optional`, `not_quotes`, as in a gold file. Rules may be developed on `develop`, their confidence is fitted on
`calibrate`; `test` is only measured.
"""

import json
import re
from collections.abc import Container, Sequence
from pathlib import Path
from typing import Any, Final

from flows.evaluate.gold import GoldArticle, GoldError, parse_gold
from flows.evaluate.predictions import Explained, PredictedQuote, Prediction
from flows.transform.entities import find_mentions
from flows.transform.model import Article, Mention, Paragraph
from flows.transform.quotes import find_quotes
from flows.transform.quotes.attribution import attribute
from flows.transform.quotes.audit import audit

# A first line of more words is no headline: some texts begin with their first paragraph; nor is a sentence of so many.
HEADLINE: Final = 30
SENTENCE: Final = 15
_ENDED: Final = re.compile(r"[.!…][»”\"’')\]]*\s*$")
_NO_METADATA: Final[dict[str, Any]] = {
    "title": None, "published": None, "author": None, "source": None, "entities": [], "entities_optional": [],
}  # fmt: skip


def read_annotated(
    path: Path, half: str | None = None, rounds: Container[int] | None = None
) -> list[tuple[GoldArticle, str]]:
    """Read annotated texts: of one part or of all, of some rounds of annotation or of all.

    Returns:
        Each with its text, in the order of the file.

    Raises:
        GoldError: in one sentence that names file, line and key.
    """
    found = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise GoldError(f"{path}: it cannot be read ({error}).") from error
    for number, line in enumerate(lines, 1):
        try:
            record = json.loads(line)
        except ValueError as error:
            raise GoldError(f"{path}, line {number}: no JSON ({error}).") from error
        if not isinstance(record, dict) or not isinstance(record.get("text"), str):
            raise GoldError(f"{path}, line {number}: no object with a `text`.")
        if half in (None, record.get("half")) and (rounds is None or record.get("round") in rounds):
            found.append((parse_gold(path, _NO_METADATA | record), record["text"]))
    if not found:
        raise GoldError(f"{path}: no annotated text{f' of the part {half}' if half else ''}.")
    return found


def predict(annotated: Sequence[tuple[GoldArticle, str]], *, explain: bool = False) -> list[Prediction]:
    """Find the quotes of each text, read as an article by its lines; the first of several is a headline if short.

    With `explain` each prediction also says what was refused, and whose words the gold's spans would be.
    """
    return [_predict(gold, text, explain=explain) for gold, text in annotated]


def article_of(gold: GoldArticle, text: str) -> Article:
    """Read an annotated text as an article."""
    lines = [line for line in text.split("\n") if line.strip()]
    paragraphs = []
    start = 0
    for position, line in enumerate(lines):
        longest = SENTENCE if _ENDED.search(line[-10:]) else HEADLINE
        headline = position == 0 and len(lines) > 1 and len(line.split()) <= longest
        kind = "title" if headline else "body"
        paragraphs.append(Paragraph(position, kind, gold.language, line, start, start + len(line)))
        start += len(line) + 1
    return Article(gold.file, gold.language, None, None, tuple(paragraphs))


def _predict(gold: GoldArticle, text: str, *, explain: bool) -> Prediction:
    article = article_of(gold, text)
    mentions = find_mentions(article)
    found = tuple(
        PredictedQuote(q.text, q.type, q.speaker, q.language, q.speaker_mention, q.method, q.confidence)
        for q in find_quotes(article, mentions)
    )
    return Prediction(gold.file, quotes=found, explained=_explain(gold, text, article, mentions) if explain else None)


def _explain(gold: GoldArticle, text: str, article: Article, mentions: Sequence[Mention]) -> Explained:
    left_out = []  # where blank lines end, and how many characters they take
    start = 0
    for line in text.split("\n"):
        if not line.strip():
            left_out.append((start, len(line) + 1))
        start += len(line) + 1

    def shift(offset: int) -> int:
        return offset - sum(length for place, length in left_out if place < offset)

    spans = {(shift(q.start), shift(q.end)): None for q in gold.quotes if q.start is not None and q.end is not None}
    ordered = sorted(spans)
    speakers = {
        span: speaker.name for span, speaker in zip(ordered, attribute(article, mentions, ordered), strict=True)
    }
    given = tuple(speakers.get((shift(q.start or 0), shift(q.end or 0))) for q in gold.quotes)
    return Explained(audit(article, mentions), shift, given)
