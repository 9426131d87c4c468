"""What was considered and refused as a quote, for whoever checks the rules: a built article is read once more."""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import duckdb

from flows.load.parts import part_files
from flows.settings import DataDir, UserError
from flows.transform.model import Article, Mention, Paragraph
from flows.transform.quotes.audit import audit
from schemas.sql import literal
from schemas.vocabulary import QUOTE_REJECTIONS

COLUMNS: Final = ("article_id", "position", "start", "end", "reason", "method", "text")
_ARTICLES: Final = """
    SELECT DISTINCT ON (article_id) article_id, language FROM read_parquet({})
    WHERE starts_with(article_id, $article) ORDER BY article_id
"""
_PARAGRAPHS: Final = """
    SELECT DISTINCT ON (position) position, kind, language, text, start, "end"
    FROM read_parquet({}) WHERE article_id = $article ORDER BY position
"""
_MENTIONS: Final = """
    SELECT DISTINCT ON (mention_id) p.position, m.start, m."end", m.text, m.type, m.name, m.role, m.confidence
    FROM read_parquet({}) AS m JOIN read_parquet({}) AS p USING (paragraph_id)
    WHERE m.article_id = $article ORDER BY mention_id
"""


def refused(data_dir: Path, article_id: str = "") -> Iterator[tuple[Any, ...]]:
    """Yield what is no quote in the articles of the last build, in the order of their ids and texts.

    Args:
        data_dir: A data directory with a build's parts.
        article_id: Only this article; the beginning of its id will do.

    Yields:
        The values of COLUMNS; offsets count code points of the article's text.

    Raises:
        UserError: when nothing was built, or no article has the id.
    """
    data = DataDir(data_dir)
    keys = sorted(path.stem for path in data.shards.glob("*.json"))
    parts = {name: part_files(data, keys, name) for name in ("articles", "paragraphs", "mentions")}
    if not all(parts.values()):
        raise UserError(f"{data.parts}: no parts of a build; run `dedi build` first")
    lists = {name: f"[{', '.join(literal(path) for path in paths)}]" for name, paths in parts.items()}
    with duckdb.connect() as connection:

        def ask(question: str, *names: str, article: str) -> list[tuple[Any, ...]]:
            sql = question.format(*(lists[name] for name in names))
            return connection.execute(sql, {"article": article}).fetchall()

        articles = ask(_ARTICLES, "articles", article=article_id)
        if not articles:
            raise UserError(f"{article_id}: no such article in {data.parts}")
        for found, language in articles:
            paragraphs = tuple(Paragraph(*row) for row in ask(_PARAGRAPHS, "paragraphs", article=found))
            mentions = [Mention(*row) for row in ask(_MENTIONS, "mentions", "paragraphs", article=found)]
            for one in audit(Article(found, language, None, None, paragraphs), mentions).rejected:
                yield found, one.position, one.start, one.end, one.reason, one.method, one.text


def show(data_dir: Path, article_id: str = "") -> None:
    """Print what was refused as CSV, and on standard error how often each reason occurs and what it means."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    counts: dict[str, int] = {}
    for row in refused(data_dir, article_id):
        writer.writerow(row)
        counts[row[4]] = counts.get(row[4], 0) + 1
    for reason, count in sorted(counts.items()):
        sys.stderr.write(f"{count} {reason}: {QUOTE_REJECTIONS[reason]}\n")
