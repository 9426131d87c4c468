"""The details of an evaluation: overlap, kinds of mentions, confused types, causes of errors."""

import json
from dataclasses import replace

import pytest

from flows.evaluate import GoldArticle, GoldQuote, PredictedQuote, Prediction, detail, predict, to_records, to_tables
from flows.evaluate.annotated import article_of
from flows.evaluate.detail import CAUSES, mention_kind
from flows.evaluate.score import Figures

THESIS = "реформа готова и будет представлена парламенту в марте"
QUOTE = GoldQuote(THESIS, "indirect", "Асылов", "Берик Асылов", "отметил")
GOLD = GoldArticle("a", "ru", None, None, None, None, quotes=(QUOTE,), not_quotes=("Закон и Порядок",))


def found(*quotes: PredictedQuote) -> list[Prediction]:
    return [Prediction("a", quotes=quotes)]


RIGHT = PredictedQuote(THESIS, "indirect", "Берик Асылов", "ru", "Асылов")


def causes(*quotes: PredictedQuote) -> dict[str, int]:
    return {cause: count for (_, cause), count in detail([GOLD], found(*quotes)).causes.items()}


def test_nothing_is_wrong_with_the_gold_itself() -> None:
    made = detail([GOLD], found(RIGHT))
    assert not made.causes
    assert made.soft["ru", "indirect"].figures == Figures(1.0, 1.0, 1.0)
    assert made.types["ru", "indirect"] == {"indirect": 1}
    assert (made.mentions["ru", "name"].right, made.mentions["ru", "name"].total) == (1, 1)


def test_three_words_in_a_row_overlap_and_two_do_not() -> None:
    three, two = (PredictedQuote(text, "indirect") for text in ("в том что реформа готова и всё", "реформа готова"))
    assert detail([GOLD], found(three)).soft["ru", "indirect"].figures == Figures(1.0, 1.0, 1.0)
    assert detail([GOLD], found(replace(two, text="готова реформа"))).soft["ru", "indirect"].figures.recall == 0.0
    assert detail([GOLD], found(two)).soft["ru", "indirect"].figures.recall == 1.0, "all its words are in the gold"


@pytest.mark.parametrize(
    ("quotes", "cause"),
    [
        ((replace(RIGHT, type="mixed"),), {"type": 1}),
        ((replace(RIGHT, speaker="Е. Карин", speaker_mention="Карин"),), {"mention": 1}),
        ((replace(RIGHT, speaker="Е. Карин"),), {"coreference": 1}),
        ((replace(RIGHT, text="реформа готова и будет"),), {"boundary": 1}),
        ((), {"unexplained": 1}),
        ((RIGHT, PredictedQuote("Закон и Порядок", "direct")), {"false_name": 1}),
        ((RIGHT, PredictedQuote("совсем другие слова", "direct")), {"false": 1}),
    ],
)
def test_each_error_has_its_cause(quotes: tuple[PredictedQuote, ...], cause: dict[str, int]) -> None:
    assert causes(*quotes) == cause
    assert set(cause) <= set(CAUSES)


@pytest.mark.parametrize(
    ("text", "quote", "cause"),
    [
        ("Берик Асылов был на встрече. Реформа «Закон и Порядок» готова.", "Закон и Порядок", "name"),
        ("Берик Асылов не отметил, что реформа готова.", "реформа готова", "refused"),
        ("Берик Асылов пришёл и ушёл.", "пришёл и ушёл", "no_cue"),
    ],
)
def test_what_is_missed_is_explained_by_its_text(text: str, quote: str, cause: str) -> None:
    start = text.index(quote)
    missed = GoldQuote(quote, "indirect", "Берик Асылов", "Берик Асылов", "отметил", start, start + len(quote))
    gold = replace(GOLD, quotes=(missed,), not_quotes=())
    made = detail([gold], predict([(gold, text)], explain=True))
    assert made.causes == {("ru", cause): 1}
    assert made.given["ru", "indirect"].total == 1


@pytest.mark.parametrize(
    ("mention", "speaker", "kind"),
    [
        (None, "Берик Асылов", "none"),
        ("он", "Берик Асылов", "pronoun"),
        ("Асылова", "Берик Асылов", "name"),
        ("Генеральный Прокурор", "Берик Асылов", "post"),
        ("участники", "участники", "name"),
    ],
)
def test_kinds_of_mentions(mention: str | None, speaker: str, kind: str) -> None:
    assert mention_kind(replace(QUOTE, speaker_mention=mention, speaker=speaker), "ru") == kind


def test_tables_name_what_occurs() -> None:
    text = to_tables(detail([GOLD], found(replace(RIGHT, type="mixed"))))
    assert "found: another type" in text
    assert "missed: the cue is not known" not in text
    assert ["ru", "indirect", "0", "0", "1", "0"] in [line.split() for line in text.splitlines()]


def test_records_hold_what_the_tables_show() -> None:
    made = detail([GOLD], found(replace(RIGHT, type="mixed")))
    records = json.loads(json.dumps(to_records(made)))
    (causes,) = records["causes"]
    assert causes.pop("language") == "ru"
    assert {cause: count for cause, count in causes.items() if count} == {
        cause: count for (_, cause), count in made.causes.items()
    }
    assert {row["type"]: row["soft"]["recall"] for row in records["spans"]}["all"] == made.soft_of("ru").figures.recall
    assert sum(row["mixed"] for row in records["types"]) == 1


def test_a_long_first_line_is_no_headline() -> None:
    """Quotes in headlines are not taken; a text that begins with its first paragraph has none."""
    said = f"«{THESIS.capitalize()}», — заявил журналистам в понедельник генеральный прокурор Берик Асылов, отвечая"
    long = f"{said} на вопрос о том, когда и в каком виде документ, о котором говорят уже второй год, увидят депутаты."
    short = f"«{THESIS.capitalize()}», — Берик Асылов"
    kinds = [article_of(GOLD, f"{line}\nЗаседание продолжится.").paragraphs[0].kind for line in (long, short)]
    assert kinds == ["body", "title"]
