"""Names alone, measured on annotated sentences, documents and forms."""

import json

import pytest

from flows.evaluate.named import GoldName, GoldText, kind, read_texts
from flows.evaluate.naming import compare, measure_names, outermost
from flows.settings import UserError

# KazNERD AID260897, shortened; the tag of the body was GPE's in the copy that stands here, to be wrong on purpose
IOB2 = """AID260897
Ал O
« O
Ақ B-ORGANISATION
үйдің I-ORGANISATION
» O
мәлімдеуінше O
, O
Дональд B-PERSON
Трамп I-PERSON
Мәскеуде B-GPE
. O

AID1
Қаңтар B-DATE
келді O
"""
# factRuEval book_324, shortened, with full forms
DOCUMENT = {
    "lang": "ru",
    "text": "Министерство внутренних дел Пакистана сообщило,\nчто Беназир Бхутто освобождена.",
    "entities": [
        {"start": 0, "end": 37, "type": "ORG", "canonical": "Министерство внутренних дел Пакистана"},
        {"start": 28, "end": 37, "type": "LOC", "canonical": "Пакистан"},
        {"start": 52, "end": 66, "type": "PER", "canonical": "Беназир Бхутто"},
    ],
}


def figures(rows, names, finder="dedi"):
    kept = [row for row in rows if (row["names"], row["found by"]) == (names, finder)]
    return {row["type"]: (row["gold"], row["found"], row["recall"], row["canonical"]) for row in kept}


@pytest.fixture
def iob2(tmp_path):
    path = tmp_path / "names.txt"
    path.write_text(IOB2, encoding="utf-8")
    return path


@pytest.fixture
def spans(tmp_path):
    path = tmp_path / "names.jsonl"
    path.write_text(json.dumps(DOCUMENT, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def test_files_are_told_by_what_they_hold(iob2, spans, tmp_path, gold):
    forms = tmp_path / "forms.tsv"
    forms.write_text("form\tlemma\tfeatures\nАстанаға\tАстана\tCase=Dat\n", encoding="utf-8")
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("type\tkk\tru\nLOC\tАстана\tАстана\n", encoding="utf-8")
    assert [kind(path) for path in (iob2, spans, forms)] == ["iob2", "spans", "forms"]
    assert [kind(path) for path in (pairs, gold, gold / "quotes_kk.jsonl", tmp_path / "none")] == [None] * 4


def test_sentences_become_running_text_with_the_names_in_their_places(iob2):
    first, second = read_texts(iob2)
    assert first.text == "Ал «Ақ үйдің» мәлімдеуінше, Дональд Трамп Мәскеуде."
    assert [(first.text[n.start : n.end], n.type) for n in first.names] == [
        ("Ақ үйдің", "ORG"),
        ("Дональд Трамп", "PER"),
        ("Мәскеуде", "LOC"),
    ]
    assert (first.language, second.names) == ("kk", ())


def test_names_are_counted_by_type(iob2):
    counted = figures(measure_names(iob2), "outermost")
    assert counted["PER"] == (1, 1, 1.0, None)
    assert counted["LOC"] == (1, 1, 1.0, None)


def test_a_model_made_elsewhere_is_measured_beside(spans):
    rows = measure_names(spans)
    assert figures(rows, "outermost")["ORG"] == (1, 1, 1.0, 1.0)
    assert figures(rows, "outermost")["LOC"] == (0, 0, None, None)
    assert figures(rows, "all")["LOC"] == (1, 0, 0.0, None)
    assert figures(rows, "outermost")["PER"] == (1, 1, 1.0, 1.0)
    assert figures(rows, "outermost", "its model alone").keys() == {"PER", "ORG", "LOC"}


def test_forms_are_brought_to_the_nominative(tmp_path):
    path = tmp_path / "forms.tsv"
    path.write_text(
        "form\tlemma\tfeatures\nАстанаға\tАстана\tCase=Dat\nМедведевтің\tМедведев\tCase=Gen|Gender=Masc\nИрак\tИрақ\tCase=Nom\n",
        encoding="utf-8",
    )
    assert [(row["gold"], row["canonical"]) for row in measure_names(path)] == [(3, 0.667)]


def test_a_name_in_a_longer_one_is_left_out_and_two_types_of_one_name_are_not():
    names = [(0, 10, "ORG"), (4, 10, "LOC"), (12, 15, "LOC"), (12, 15, "ORG"), (14, 20, "PER")]
    assert outermost(names) == {(0, 10, "ORG"), (12, 15, "LOC"), (12, 15, "ORG"), (14, 20, "PER")}


@pytest.mark.parametrize(("nested", "expected"), [(False, (1, 1, 1)), (True, (1, 2, 1))])
def test_what_is_found_in_a_name_is_no_error_where_only_the_longest_count(nested, expected):
    class Counts:
        gold = found = right = canonical = canonical_right = 0

    counts = {"ORG": Counts(), "LOC": Counts()}
    text = GoldText("ru", "Газета «Труд Москвы» вышла", (GoldName(0, 20, "ORG"),))
    compare(text, {(0, 19, "ORG"): None, (8, 19, "ORG"): None}, counts, nested=nested)
    assert (counts["ORG"].gold, counts["ORG"].found, counts["ORG"].right) == expected


@pytest.mark.parametrize("line", ['{"entities": []}', '{"text": "а", "entities": [{"start": 0}]}', "[1]"])
def test_a_record_that_holds_no_names_is_told_with_its_line(tmp_path, line):
    path = tmp_path / "names.jsonl"
    path.write_text(json.dumps(DOCUMENT) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"names\.jsonl:2"):
        read_texts(path)
