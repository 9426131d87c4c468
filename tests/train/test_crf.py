"""A small model, trained on sentences written for it: the same labels as CRFsuite, the same bytes each time."""

from pathlib import Path

import pycrfsuite
import pytest

from flows.settings import UserError
from flows.train import crf, fit, holdout
from flows.train.sentences import encode, read
from flows.train.vocabulary import gather
from flows.transform.entities.lexicon import lexicon
from flows.transform.entities.sequence import model as models
from flows.transform.entities.sequence.decode import Decoder, names
from flows.transform.entities.sequence.words import CAPITAL, LISTED, LOWER, LOWER_TWICE

TARGETS = ("PER", "ORG", "LOC")
TYPES = {"PERSON": "PER", "ORGANISATION": "ORG", "GPE": "LOC", "NORP": "NORP"}
SETTINGS = crf.Settings(iterations=20)

PEOPLE = ["Ерлан Қарин", "Асқар Мамин", "Жанна Асанова", "Марат Башимов", "Даниал Ахметов", "Дональд Трамп"]
PLACES = ["Алматыда", "Қарағандыда", "Шымкентте", "Астанада", "Ресейде"]
BODIES = ["Қаржы министрлігі", "Ұлттық банк", "« Қазақтелеком »", "Ішкі істер министрлігі"]


def tagged(name, kind):
    words = [word for word in name.split() if word not in "«»"]
    rows = [f"{word} {'B' if i == 0 else 'I'}-{kind}" for i, word in enumerate(words)]
    return ["« O", *rows, "» O"] if "«" in name else rows


def corpus():
    """Blocks of an IOB2 file: each pair of sentences that differ in a number shares the digits of its id."""
    blocks = []
    for i, person in enumerate(PEOPLE):
        for j, place in enumerate(PLACES):
            body = BODIES[(i + j) % len(BODIES)]
            for letter, number in (("A", "үш"), ("B", "3")):
                rows = [*tagged(person, "PERSON"), *tagged(place, "GPE"), f"{number} B-CARDINAL", "қазақстандық B-NORP"]
                rows += [
                    *(f"{word} O" for word in ["тілшіге", "айтты", ",", "деп", "хабарлады"]),
                    *tagged(body, "ORGANISATION"),
                ]
                blocks.append("\n".join([f"{letter}ID{i}{j} O", *rows, ". O"]))
    return "\n\n".join(blocks) + "\n"


@pytest.fixture(scope="module")
def sentences(tmp_path_factory):
    path = tmp_path_factory.mktemp("iob") / "news.txt"
    path.write_text(corpus(), encoding="utf-8")
    return read([path], TYPES)


@pytest.fixture(scope="module")
def model(sentences):
    return crf.train(sentences[:40], TARGETS, lexicon("kk"), SETTINGS, {"name": "small"})


def test_sentences_are_read_with_their_groups_words_and_names(sentences):
    first = sentences[0]
    assert first.group == sentences[1].group == "00"
    assert first.words[:4] == ("Ерлан", "Қарин", "Алматыда", "үш")
    assert first.names == ((0, 2, "PER"), (2, 3, "LOC"), (4, 5, "NORP"), (10, 12, "ORG"))


def test_labels_mark_the_ends_of_the_names_to_be_found(sentences):
    labels = encode(sentences[0], TARGETS)
    assert labels[:5] == ["B-PER", "L-PER", "U-LOC", "O", "I-NORP"]
    assert list(names(labels)) == list(sentences[0].names)


def test_words_are_cut_as_in_articles(tmp_path):
    path = tmp_path / "one.txt"
    path.write_text("ҚР-ның B-GPE\n1-інші B-ORDINAL\nА.Мамин B-PERSON\n", encoding="utf-8")
    assert read([path], TYPES)[0].words == ("ҚР-ның", "1", "-", "інші", "А", ".", "Мамин")
    assert read([path], TYPES)[0].names == ((0, 1, "LOC"), (4, 7, "PER"))


@pytest.mark.parametrize("line", ["сөз", "сөз B", "сөз X-PERSON", "сөз O-PERSON"])
def test_a_line_that_is_no_word_with_its_tag_is_told(tmp_path, line):
    path = tmp_path / "bad.txt"
    path.write_text(f"Ерлан B-PERSON\n{line}\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"bad\.txt:2"):
        read([path], TYPES)


def test_a_split_never_parts_a_group(sentences):
    kept, held = holdout.split(sentences, 3)
    assert kept
    assert held
    assert not {s.group for s in kept} & {s.group for s in held}
    assert len(kept) + len(held) == len(sentences)


def test_the_labels_are_those_that_crfsuite_gives(sentences, tmp_path):
    texts, labels = [s.words for s in sentences], [encode(s, TARGETS) for s in sentences]
    met = gather(sentences[:40], lexicon("kk"), ["Шымкент"])
    written = list(crf.write_out(texts, lexicon("kk"), met))
    states, transitions = crf.learn(zip(written[:40], labels[:40], strict=True), SETTINGS)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for features, told in zip(written[:40], labels[:40], strict=True):
        trainer.append(features, told)
    trainer.set_params({"c1": SETTINGS.l1, "c2": SETTINGS.l2, "max_iterations": SETTINGS.iterations})
    trainer.train(str(tmp_path / "model"))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(tmp_path / "model"))
    # Cut and joined, so that words are met that the model has not seen where it sees them now.
    texts += [a[2:] + b[:7] for a, b in zip(texts, reversed(texts), strict=True)]
    written = list(crf.write_out(texts, lexicon("kk"), met))
    decoder = Decoder(models.assemble(states, transitions, met, {}), lexicon("kk"))
    assert decoder.label(texts) == [tagger.tag(features) for features in written]


def test_the_features_that_a_member_does_without():
    [[_, word]] = crf.write_out([["Ерлан", "Алматыда"]], lexicon("kk"), {"алматыда": CAPITAL})
    lexical = {feature for feature in word if models.is_lexical(feature)}
    assert {"0\tw=алматыда", "0\tW=Алматыда", "0\tb=алматы", "-1\tw=ерлан", "lower<\tерлан\tалматыда"} <= lexical
    assert {"0\tp=алма", "0\ts=Xx", "0\tk=place"} <= set(word) - lexical


def test_small_weights_are_left_out(sentences):
    settings = crf.Settings(iterations=5, epochs=2, smallest=0.05)
    sparse = crf.train(sentences[:20], TARGETS, lexicon("kk"), settings, {})
    kept = [*sparse.weights, *(w for p in sparse.pairs.values() for w in p.rows[p.rows != 0])]
    assert kept
    assert min(map(abs, kept)) >= settings.smallest


def test_how_words_are_met_elsewhere(sentences):
    met = gather(sentences, lexicon("kk"), ["Токио", "Тілші"])
    assert met["тілшіге"] == LOWER | LOWER_TWICE
    assert met["алматыда"] == met["алматы"] == CAPITAL
    assert met["токио"] == LISTED
    assert "ерлан" not in met  # it only begins sentences
    assert met["тілші"] & LISTED == 0  # a word in lower case is no place


def test_a_model_finds_what_it_was_taught_and_says_so(sentences, model):
    decoder = Decoder(model, lexicon("kk"))
    scores = holdout.score(sentences, lambda texts: [list(names(labels)) for labels in decoder.label(texts)], TARGETS)
    assert {kind: score.f1 for kind, score in scores.items()} == pytest.approx(dict.fromkeys(TARGETS, 1.0), abs=0.05)


def test_a_file_holds_all_of_a_model_in_the_same_bytes(tmp_path, sentences, model):
    again = crf.train(sentences[:40], TARGETS, lexicon("kk"), SETTINGS, {"name": "small"})
    paths: list[Path] = [tmp_path / "a.npz", tmp_path / "b.npz"]
    for path, written in zip(paths, (model, again), strict=True):
        models.save(written, path)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    loaded = models.load(paths[0])
    assert loaded.card == {"name": "small"}
    texts = [sentence.words for sentence in sentences]
    assert Decoder(loaded, lexicon("kk")).label(texts) == Decoder(model, lexicon("kk")).label(texts)


def test_labels_do_not_depend_on_the_batch_or_on_what_was_read_before(sentences, model):
    texts = [sentence.words for sentence in sentences]
    decoder = Decoder(model, lexicon("kk"))
    one_by_one = [labels for text in texts for labels in decoder.label([text])]
    assert one_by_one == Decoder(model, lexicon("kk")).label(texts)


def test_empty_and_endless_sentences_are_labelled(model):
    decoder = Decoder(model, lexicon("kk"))
    endless = ["Ерлан", "Қарин", ","] * 5000
    assert [len(labels) for labels in decoder.label([[], endless, ["."]])] == [0, 15000, 1]
    assert decoder.label([]) == []


def test_a_file_is_made_into_a_model_with_the_figures_of_a_hold_out(tmp_path):
    source, output = tmp_path / "news.txt", tmp_path / "kk.npz"
    source.write_text(corpus(), encoding="utf-8")
    report = fit([source], output, "kk", settings=SETTINGS, told={"licence": "none"}, places=["Токио"])
    assert report.sentences == 60
    assert 0 < report.held_out < 60
    assert report.scores["PER"].expected > 0
    card = models.load(output).card
    assert card["licence"] == "none"
    assert card["sentences"] == 60
    assert card["holdout"]["PER"][2] == pytest.approx(report.scores["PER"].f1, abs=1e-4)
    assert any("PER" in line for line in report.lines())


def test_fifths_are_held_out_in_turn_and_what_stands_beside_never(tmp_path, sentences):
    held = [sentence for fold in range(holdout.FOLDS) for sentence in holdout.split(sentences, fold)[1]]
    assert sorted(held, key=sentences.index) == sentences
    source, other, output = tmp_path / "news.txt", tmp_path / "more.txt", tmp_path / "kk.npz"
    blocks = corpus().strip().split("\n\n")
    source.write_text("\n\n".join(blocks[:20]), encoding="utf-8")
    other.write_text("\n\n".join(blocks[20:]), encoding="utf-8")
    steps = []
    few = crf.Settings(iterations=4, epochs=1)
    report = fit([source], output, "kk", beside=[other], folds=5, settings=few, places=[], progress=steps.append)
    assert (report.sentences, report.held_out) == (60, 20)
    assert report.scores["PER"].expected == 20
    assert len(steps) == 6
    assert "5 fifths in turn, 20 sentences" in "\n".join(report.lines())
    assert models.load(output).card["holdout"]["folds"] == "5 of 5"
