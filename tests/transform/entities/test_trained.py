"""The model that ships with the package, and what is made of it and the rules.

Sentences of KazNERD (CC BY 4.0) carry their ids; the others were written for this test.
"""

import pytest

from flows import packs
from flows.transform.entities.fusion import fuse
from flows.transform.entities.lexicon import lexicon
from flows.transform.entities.mentions import _TAGGERS
from flows.transform.entities.spans import Span, Text
from flows.transform.entities.tokens import tokenize
from flows.transform.entities.trained import load_model


def fused(text, ruled, learned):
    """The words and types kept of (words, type, confidence) that the rules and of (words, type) that a model found."""
    rules = [Span(text.index(w), text.index(w) + len(w), kind, sure) for w, kind, sure in ruled]
    model = [Span(text.index(w), text.index(w) + len(w), kind, 0.8) for w, kind in learned]
    return {(text[s.start : s.end], s.type) for s in fuse(rules, model, tokenize(text), lexicon("kk"))}


def test_the_card_tells_what_the_model_was_trained_on_and_how_well_it_does():
    card = load_model("kk").card
    assert card["types"] == packs.load("training")["kk"]["targets"]
    assert "CC BY 4.0" in card["licence"]
    assert {"folds", "sentences", "PER", "ORG", "LOC", "ROLE"} == set(card["holdout"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Новак Джокович финалда Карлос Алькарасқа есе жіберді.", ("Карлос Алькарасқа", "PER")),
        ("Бүгін Илон Маск акцияларын сатты.", ("Илон Маск", "PER")),
        ("Былтыр Samsung жаңа смартфон шығарды.", ("Samsung", "ORG")),
    ],
)
def test_names_that_no_list_or_ending_shows_are_found(names, text, expected):
    assert expected in names(text)


def test_capitals_prove_nothing_where_all_is_set_in_them(names):
    assert names("ДАЛА МӘДЕНИЕТІ БАСТАУ АЛҒАН МЕКЕН") == set()


def test_quotation_marks_of_all_kinds_tell_the_same(names):
    texts = [f"Ол бүгін {a}Барыс{b} командасына келді." for a, b in ("«»", "“”", '""', "„“")]
    assert len({frozenset((name.strip('«»“”„"'), kind) for name, kind in names(text)) for text in texts}) == 1


TEXT = "Қонаев қаласында Тесла мен Роза Бағланова кездесті."


@pytest.mark.parametrize(
    ("ruled", "learned", "kept"),
    [
        # a guess stands only if the model agrees
        ([("Тесла", "LOC", 0.4)], [], set()),
        ([("Тесла", "LOC", 0.4)], [("Тесла", "LOC")], {("Тесла", "LOC")}),
        ([("Тесла", "LOC", 0.4)], [("Тесла", "ORG")], {("Тесла", "ORG")}),
        # class nouns are the rules' say
        ([("Қонаев қаласында", "LOC", 0.85)], [("Қонаев", "LOC")], {("Қонаев қаласында", "LOC")}),
        # what the rules do not see is the model's
        ([], [("Роза Бағланова", "PER")], {("Роза Бағланова", "PER")}),
        # a sentence's first word alone is no person unless a list or an ending says so
        ([], [("Қонаев", "PER")], {("Қонаев", "PER")}),
        # a body's name ends in a name or a class noun
        ([], [("Роза Бағланова кездесті", "ORG")], set()),
    ],
)
def test_rules_and_model_have_each_their_say(ruled, learned, kept):
    assert fused(TEXT, ruled, learned) == kept


def test_a_first_word_that_nothing_shows_to_be_a_name_is_none():
    assert fused("Құқықтық реформа басталды.", [], [("Құқықтық", "PER")]) == set()


def test_a_law_is_no_place():  # seed 000
    assert fused("Негізгі Заңның Преамбуласында айтылған.", [], [("Негізгі Заңның Преамбуласында", "LOC")]) == set()


def test_a_post_that_no_rule_knows_is_the_models(mentions):
    text = "Бұл туралы Көкшетауда өткен брифингте облыстың бас ветеринары Базарбай Бұлашев мәлімдеді."  # AID277944
    assert [mention.role for mention in mentions(text) if mention.type == "PER"] == ["бас ветеринары"]


def test_a_pack_that_names_no_tagger_is_read_by_the_rules(monkeypatch):
    load = packs.load
    bare = {code: {k: v for k, v in pack.items() if k != "tagger"} for code, pack in load("entities").items()}
    monkeypatch.setattr(packs, "load", lambda name: bare if name == "entities" else load(name))
    words = lexicon.__wrapped__("kk")
    text = "Былтыр Samsung пен Ерлан Қарин Астанада кездесті."
    [found] = _TAGGERS[words.tagger](words).tag([Text(text, tokenize(text))])
    assert {(text[s.start : s.end], s.type) for s in found} == {("Ерлан Қарин", "PER"), ("Астанада", "LOC")}


@pytest.mark.parametrize("mark", ["(", ")", "«", "»", '"', "-", "…", "(«"])
def test_no_row_of_marks_is_a_name(names, mark):
    assert not names(mark * 300)
