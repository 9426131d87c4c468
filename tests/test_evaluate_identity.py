"""Identity across languages: what counts as linked rightly, and how a pairs file is read."""

import json

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.evaluate.gold import GoldError
from flows.evaluate.identity import Pair, identity_misses, measure_identity, read_pairs
from flows.settings import UserError

HEAD = "type\tkk\tru\tsame\n"


def figures(*pairs: Pair):
    return {f.type: f for f in measure_identity(pairs)}


def test_pairs_and_what_is_kept_apart_are_counted():
    found = figures(
        Pair("PER", "Берік Асылов", "Берик Асылов", True),
        Pair("PER", "Шаһмардан Есенов", "Иса Байзаков", True),
        Pair("PER", "Жанна Асанова", "Жакып Асанов", False),
        Pair("LOC", "Мәскеу", "Москва", True),
    )
    assert (found["PER"].pairs, found["PER"].missed, found["PER"].apart, found["PER"].wrong) == (2, 1, 1, 0)
    assert (found["PER"].linked.precision, found["PER"].linked.recall) == (1.0, 0.5)
    assert (found["all"].pairs, found["all"].missed, found["all"].linked.recall) == (3, 1, 0.667)


def test_a_wrong_link_costs_precision_whether_listed_or_not():
    listed = figures(
        Pair("PER", "Болат Жәмішев", "Болат Жамишев", True), Pair("PER", "Болат Әбілов", "Булат Абилов", False)
    )
    assert listed["PER"].wrong == 1
    assert listed["PER"].linked.precision == 0.5
    unlisted = figures(
        Pair("PER", "Болат Әбілов", "Болат Абилов", True), Pair("PER", "Бұлат Әбілов", "Булат Абилов", True)
    )
    assert unlisted["PER"].wrong == 0
    assert unlisted["PER"].linked.precision == 0.333
    assert unlisted["PER"].linked.recall == 1.0


def test_pairs_that_share_a_name_make_one_group():
    found = figures(
        Pair("ORG", "Қаржы министрлігі", "Министерство финансов", True),
        Pair("ORG", "Қаржы министрлігі", "Минфин", True),
    )
    assert found["ORG"].linked.precision == 1.0


def test_misses_name_what_was_missed_and_what_was_wrong():
    pairs = [
        Pair("PER", "Шаһмардан Есенов", "Иса Байзаков", True),
        Pair("PER", "Берік Асылов", "Берик Асылов", True),
        Pair("PER", "Болат Әбілов", "Булат Абилов", False),
    ]
    assert identity_misses(pairs) == (
        "missed\tPER\tШаһмардан Есенов\tИса Байзаков\nwrong\tPER\tБолат Әбілов\tБулат Абилов\n"
    )


def test_a_missing_column_same_means_the_same(tmp_path):
    path = tmp_path / "pairs.tsv"
    path.write_text("type\tkk\tru\nLOC\tҚытай\tКитай\n", encoding="utf-8")
    assert read_pairs(path) == [Pair("LOC", "Қытай", "Китай", True)]


def test_quotation_marks_are_letters_of_the_name(tmp_path):
    path = tmp_path / "pairs.tsv"
    path.write_text(HEAD + 'ORG\t"Қазпошта" АҚ\tАО "Казпочта"\t1\n', encoding="utf-8")
    assert read_pairs(path)[0].kk == '"Қазпошта" АҚ'


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "no pairs"),
        ("type\tkk\nLOC\tҚытай\n", "no pairs"),
        (HEAD + "CITY\tҚытай\tКитай\t1\n", "line 2"),
        (HEAD + "LOC\tҚытай\tКитай\t1\nLOC\tҚытай\t\t1\n", "line 3"),
        (HEAD + "LOC\tҚытай\tКитай\tyes\n", "line 2"),
    ],
)
def test_a_broken_file_is_told_by_line(tmp_path, content, problem):
    path = tmp_path / "pairs.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=problem):
        read_pairs(path)


def test_our_pairs_are_linked_and_kept_apart(gold):
    for half in ("develop", "test"):
        found = measure_identity(read_pairs(gold / "identity.tsv", half))[-1]
        assert found.linked.recall is not None
        assert found.linked.recall >= 0.95
        assert found.linked.precision is not None
        assert found.linked.precision >= 0.99
        assert found.apart > 80
        assert found.wrong / found.apart <= 0.01


def test_the_command_gives_text_and_json(gold):
    path = str(gold / "identity.tsv")
    text = CliRunner().invoke(app, ["evaluate", path, "--half", "test", "--misses"])
    assert text.exit_code == 0
    assert "missed\tPER\t" in text.stdout
    answer = CliRunner().invoke(app, ["evaluate", path, "--half", "test", "--format", "json"])
    rows = {row["type"]: row for row in json.loads(answer.stdout)["identity"]}
    assert rows["LOC"]["missed"] == 0
    assert f"{rows['all']['linked']['recall']:.3f}" in text.stdout


def test_the_command_refuses_what_is_not_there(tmp_path):
    answer = CliRunner().invoke(app, ["evaluate", str(tmp_path / "none.tsv")])
    assert isinstance(answer.exception, UserError | SystemExit)
