"""Predictions read from a database with the tables' own DDL."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from flows.evaluate import PredictedEntity, PredictedQuote, Prediction, PredictionError, predictions
from schemas import table
from schemas.arrow import arrow_schema
from schemas.sql import create_table

KK, RU, MORE = "k" * 20, "r" * 20, "m" * 20


def insert(connection: duckdb.DuckDBPyConnection, table_name: str, /, **values: object) -> None:
    """Insert a row: null or an empty value where nothing is said."""

    def empty(field: pa.Field) -> Any:
        kinds = (
            (pa.types.is_string, ""),
            (pa.types.is_integer, 0),
            (pa.types.is_floating, 0.0),
            (pa.types.is_list, []),
        )
        return None if field.nullable else next(value for kind, value in kinds if kind(field.type))

    schema = arrow_schema(table_name)
    assert set(values) <= set(schema.names)
    row = {field.name: values.get(field.name, empty(field)) for field in schema}
    connection.execute(f"INSERT INTO {table_name} VALUES ({', '.join('?' for _ in row)})", list(row.values()))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "dedi.duckdb"
    with duckdb.connect(str(path)) as connection:
        for name in ("articles", "article_sources", "quotes", "entities", "mentions"):
            connection.execute(create_table(table(name)))

        def article(article_id: str, language: str, **values: object) -> None:
            insert(connection, "articles", article_id=article_id, language=language, **values)

        article(KK, "kk", title="Бас прокуратурада өтті", published=date(2026, 2, 27), author="Айдос Қали")
        article(RU, "ru", outlet="Казинформ")
        article(MORE, "mixed", title="Парламент")
        for article_id, raw_path, locator in (
            (RU, "ru/b.txt", ""),
            (KK, "kk/a.txt", ""),
            (KK, "copies.jsonl", "1"),
            (KK, "copies.jsonl", "3"),
            (MORE, "copies.jsonl", "2"),
        ):
            insert(connection, "article_sources", article_id=article_id, raw_path=raw_path, locator=locator)
        for n, (article_id, start, text, kind, speaker) in enumerate(
            (
                (KK, 40, "белгілейтінін", "indirect", None),
                (KK, 5, "диалогтың маңыздылығын", "mixed", "Берік Асылов"),
                (RU, 0, "необходимость", "indirect", "Берик Асылов"),
            )
        ):
            insert(
                connection,
                "quotes",
                quote_id=str(n),
                article_id=article_id,
                start=start,
                end=start + len(text),
                text=text,
                type=kind,
                language="ru" if article_id == RU else "kk",
                speaker=speaker,
            )
        insert(
            connection, "entities", entity_id="e", type="PER", name="Касым-Жомарт Токаев", name_kk="Қасым-Жомарт Тоқаев"
        )
        for n, (article_id, start, text) in enumerate(
            ((KK, 30, "Тоқаев"), (KK, 3, "Қасым-Жомарт Тоқаевтың"), (RU, 0, "Токаева"), (MORE, 0, "Тоқаев"))
        ):
            insert(
                connection,
                "mentions",
                mention_id=str(n),
                entity_id="e",
                article_id=article_id,
                start=start,
                end=start + len(text),
                text=text,
                type="PER",
            )
    return path


KK_QUOTES = (
    PredictedQuote("диалогтың маңыздылығын", "mixed", "Берік Асылов", "kk", method="", confidence=0.0),
    PredictedQuote("белгілейтінін", "indirect", None, "kk", method="", confidence=0.0),
)
KK_ENTITIES = (
    PredictedEntity("Қасым-Жомарт Тоқаевтың", "PER", "Қасым-Жомарт Тоқаев"),
    PredictedEntity("Тоқаев", "PER", "Қасым-Жомарт Тоқаев"),
)


def test_one_prediction_per_raw_file_in_text_order(database: Path) -> None:
    kk, ru = predictions(database)[1:]
    assert kk == Prediction("a.txt", "Бас прокуратурада өтті", "2026-02-27", "Айдос Қали", None, KK_QUOTES, KK_ENTITIES)
    assert ru == Prediction(
        "b.txt",
        source="Казинформ",
        quotes=(PredictedQuote("необходимость", "indirect", "Берик Асылов", "ru", method="", confidence=0.0),),
        entities=(PredictedEntity("Токаева", "PER", "Касым-Жомарт Токаев"),),
    )


def test_articles_of_one_raw_file_are_one_prediction_and_a_repeated_one_counts_once(database: Path) -> None:
    copies = predictions(database)[0]
    assert (copies.file, copies.title) == ("copies.jsonl", "Бас прокуратурада өтті")
    assert copies.quotes == KK_QUOTES
    assert copies.entities == (*KK_ENTITIES, PredictedEntity("Тоқаев", "PER", "Касым-Жомарт Токаев"))


def test_only_the_files_asked_for_are_read(database: Path) -> None:
    assert [found.file for found in predictions(database, ["b.txt", "none.txt"])] == ["b.txt"]
    assert predictions(database, []) == []


def test_what_is_no_database_is_named_in_one_sentence(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "empty.duckdb")):
        pass
    (tmp_path / "text.duckdb").write_text("деді")
    for name in ("missing.duckdb", "empty.duckdb", "text.duckdb"):
        with pytest.raises(PredictionError, match=rf"^{tmp_path / name}: no predictions could be read \([^\n]+\)\.$"):
            predictions(tmp_path / name)
    assert not (tmp_path / "missing.duckdb").exists()
