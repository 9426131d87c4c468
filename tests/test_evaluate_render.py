"""What a person and a program read: text, JSON, and the list of misses."""

import json
from dataclasses import replace
from pathlib import Path

from flows.evaluate import (
    GoldArticle,
    GoldEntity,
    GoldQuote,
    PredictedEntity,
    PredictedQuote,
    Prediction,
    misses,
    read_gold,
    score,
    to_json,
    to_text,
)

# Propositions and names of the gold article 001.
THESIS = "речь идёт об укреплении правового сознания общества и нулевой терпимости к правонарушениям"
NEED = "необходимость продолжения системной разъяснительной работы"
GOLD = GoldArticle(
    "001.txt",
    "ru",
    "Конституционная реформа",
    "2026-02-27",
    None,
    None,
    quotes=(
        GoldQuote(THESIS, "indirect", "его", "Берик Асылов", "По его словам"),
        GoldQuote(NEED, "indirect", "Генеральный Прокурор", "Берик Асылов", "подчеркнул"),
    ),
    not_quotes=("«Закон и Порядок»",),
    entities=(GoldEntity("Казахстана", "LOC", "Казахстан"), GoldEntity("Парламента", "ORG", "Парламент")),
)
FOUND = Prediction(
    "001.txt",
    "Конституционная реформа",
    None,
    quotes=(PredictedQuote(f"что {THESIS}", "direct", None, "ru"), PredictedQuote("Закон и Порядок", "direct")),
    entities=(PredictedEntity("Казахстана", "LOC", "Казахстана"), PredictedEntity("Асылов", "PER", "Асылов")),
)


def lines(found: Prediction) -> list[str]:
    return misses([GOLD], [found]).splitlines()


def test_misses_name_every_difference() -> None:
    assert lines(FOUND) == [
        "001.txt (ru): 1 of 2 quotes found and 1 false, 1 of 2 names found and 1 false",
        "  published: gold [2026-02-27], got none",
        f"  missed indirect, speaker [Берик Асылов] as [Генеральный Прокурор], cue [подчеркнул]: {NEED}",
        "  quoted name as direct (-), speaker none: Закон и Порядок",
        "  span, token F1 0.96, speaker [Берик Асылов] as [его], cue [По его словам]:",
        f"    gold {THESIS}",
        f"    got  что {THESIS}",
        f"  type: gold indirect, got direct: {THESIS}",
        f"  speaker: gold [Берик Асылов] as [его], got none: {THESIS}",
        "  missed ORG: Парламента (name [Парламент])",
        "  false PER: Асылов (name [Асылов])",
        "  name of LOC Казахстана: gold [Казахстан], got [Казахстана]",
        "",
        "0 of 1 articles without a difference",
    ]


def test_a_quote_found_in_part_is_shown_once_beside_its_gold() -> None:
    half = " ".join(THESIS.split()[:6])
    found = replace(FOUND, quotes=(PredictedQuote(half, "indirect", "Берик Асылов", "ru"),))
    listed = lines(found)
    part = listed.index("  missed, found in part, token F1 0.67, speaker [Берик Асылов] as [его], cue [По его словам]:")
    assert listed[part + 1 : part + 3] == [f"    gold {THESIS}", f"    got  {half}"]
    assert not [line for line in listed if line.startswith(("  false indirect", f"  missed indirect, {THESIS}"))]


def test_misses_of_a_perfect_and_of_a_missing_article() -> None:
    absent = replace(FOUND, file="002.txt")
    assert lines(absent) == ["001.txt (ru): not in the data, with 2 quotes", "", "0 of 1 articles without a difference"]
    empty = GoldArticle("a.txt", "kk", None, None, None, None)
    assert misses([empty], [Prediction("a.txt")]) == "1 of 1 articles without a difference\n"
    assert misses([empty], []).startswith("a.txt (kk): not in the data"), "missing even if there was nothing to find"


def test_misses_keep_to_one_line_and_clip_what_is_very_long() -> None:
    text = "Закон\nи\tПорядок " * 100
    (line,) = [line for line in lines(replace(FOUND, quotes=(PredictedQuote(text, "mixed"),))) if "false mixed" in line]
    assert "Закон и Порядок Закон" in line
    assert len(line) < 500


def test_json_has_stable_keys_and_a_row_per_language_and_type() -> None:
    data = json.loads(to_json(score([GOLD], [FOUND])))
    assert list(data) == ["documents", "missing", "quotes", "entities", "metadata"]
    assert (data["documents"], data["missing"]) == (1, 0)
    rows = [(row["language"], row["type"]) for row in data["quotes"]]
    assert rows == [(code, kind) for code in ("all", "ru") for kind in ("all", "direct", "indirect", "mixed")]
    row = data["quotes"][rows.index(("ru", "indirect"))]
    assert row == {
        "language": "ru",
        "type": "indirect",
        "gold": 2,
        "predicted": 1,
        "false_on_names": 0,
        "found": {"precision": 1.0, "recall": 0.5, "f1": 0.667},
        "strict": {"precision": 0.0, "recall": 0.0, "f1": 0.0},
        "partial": {"precision": 0.923, "recall": 0.5, "f1": 0.649},
        "end_to_end": {"precision": 0.0, "recall": 0.0, "f1": 0.0},
        "speaker": {"right": 0, "total": 1, "accuracy": 0.0},
        "quote_type": {"right": 0, "total": 1, "accuracy": 0.0},
    }
    assert data["quotes"][0]["false_on_names"] == 1
    names = {(row["language"], row["type"]): row for row in data["entities"]}
    assert names["ru", "LOC"] == {
        "language": "ru",
        "type": "LOC",
        "gold": 1,
        "predicted": 1,
        "found": {"precision": 1.0, "recall": 1.0, "f1": 1.0},
        "canonical": {"right": 0, "total": 1, "accuracy": 0.0},
    }
    assert [row["language"] for row in data["metadata"]] == ["all", "ru"]
    assert data["metadata"][1]["published"] == {"right": 0, "total": 1, "accuracy": 0.0}


def test_text_begins_with_the_summary_and_has_a_table_per_subject() -> None:
    text = to_text(score([GOLD], [FOUND]))
    assert text.startswith("docs 1 missing 0\nquotes P 0.5 R 0.5 F1 0.5 | false quotes on names/titles 1\n")
    blocks = [[line.split() for line in block.splitlines()] for block in text.split("\n\n")]
    heads = ["language", "quotes", "gold", "predicted", "found", "P", "R", "F1", "strict", "P", "R", "F1"]
    assert blocks[1][0] == [*heads, "partial", "P", "R", "F1"]
    assert blocks[1][1][:7] == ["all", "all", "2", "2", "0.500", "0.500", "0.500"]
    assert ["ru", "direct", "0.000", "-", "0.000", "-", "-"] in blocks[2]
    assert ["ru", "LOC", "1", "1", "1.000", "1.000", "1.000", "0.000"] in blocks[3]
    assert blocks[4] == [
        ["language", "title", "published", "author", "source"],
        *([c, "1/1", "0/1", "1/1", "1/1"] for c in ("all", "ru")),
    ]


def test_reports_do_not_depend_on_the_order_of_predictions() -> None:
    gold = read_gold(Path(__file__).parent / "gold")
    found = [
        Prediction(a.file, a.title, quotes=tuple(PredictedQuote(q.text, "direct") for q in a.quotes)) for a in gold
    ]
    assert to_json(score(gold, found)) == to_json(score(gold, found[::-1]))
    assert misses(gold, found) == misses(gold, found[::-1])
