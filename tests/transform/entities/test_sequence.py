"""What the sequence tagger sees of a sentence: words, views, the names that labels mark, the best path."""

import numpy as np
import pytest

from flows.transform.entities.lexicon import lexicon
from flows.transform.entities.sequence.decode import names
from flows.transform.entities.sequence.views import lay_out, look
from flows.transform.entities.sequence.words import BODY, BOUNDARY, COLUMNS, FACILITY, PLACE, REACH, describe

# KazNERD AID239913, shortened
SENTENCE = ["Жобаны", "ұсынған", "—", "«", "Нест", "Инвестментс", "Холдингс", "»", "компаниясы", "."]


def looked(sentence):
    """The views of one sentence, and where it begins in them."""
    words = [describe(text, lexicon("kk"), {}) for text in sentence]
    row, starts = lay_out([range(1, len(words) + 1)])
    seen = [([BOUNDARY, *words])[number] for number in row]
    columns = ([w.noun for w in seen], [w.stops for w in seen], [w.mark for w in seen], [w.capital for w in seen])
    return look(*map(np.array, columns)), starts.tolist()[0]


@pytest.fixture(scope="module")
def views():
    return looked(SENTENCE)


def told(word, kind):
    return dict(zip(COLUMNS, describe(word, lexicon("kk"), {}).columns, strict=True))[kind]


@pytest.mark.parametrize(
    ("word", "stem", "ending"),
    [
        ("Тоқаевтың", "тоқаев", "тинX"),
        ("Қазақстан", "қазақстан", "X"),
        ("облысының", "облысы", "нинx"),
        ("Алматыда", "алматы", "даX"),
    ],
)
def test_a_word_is_seen_as_stem_and_ending(word, stem, ending):
    assert (told(word, "stem"), told(word, "ending")) == (stem, ending)


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("Тоқаев", "Xx"),
        ("деді", "x"),
        ("ҚР", "XX"),
        ("IT", "LXX"),
        ("Қасым-Жомарт", "Xx-Xx"),
        ("2026", "d"),
        ("»", "»"),
    ],
)
def test_a_word_has_a_shape(word, shape):
    assert told(word, "shape") == shape


def test_a_quoted_name_sees_the_words_around_its_marks(views):
    seen, start = views
    inside = slice(start + 4, start + 7)
    assert seen.pointers["after"][inside].tolist() == [start + 8] * 3
    assert seen.pointers["before"][inside].tolist() == [start + 2] * 3
    assert len(set(seen.codes["quoted"][inside].tolist())) == 3
    assert seen.codes["quoted"][start + 8] == 0


def test_a_word_sees_the_class_noun_ahead_and_not_over_a_mark(views):
    seen, start = views
    assert seen.pointers["head"][start + 4 : start + 8].tolist() == [start + 8] * 4
    assert seen.pointers["head"][start + 8] == 0
    apart, begins = looked(["Қаржы", ",", "министрлігі"])
    assert apart.pointers["head"][begins] == 0


def test_a_word_sees_the_post_that_it_may_be_a_part_of():
    seen, start = looked(["Төлеби", "ауданы", "әкімінің", "сөзі", ",", "депутат"])
    assert seen.pointers["post"][start : start + 3].tolist() == [start + 2, start + 2, 0]
    assert seen.codes["posted"][start : start + 4].tolist() == [2, 1, 0, 0]


def test_a_facility_is_a_class_noun_after_all_others():
    kinds = [describe(word, lexicon("kk"), {}).noun for word in ("шипажайында", "ауруханасында", "көпірінде", "жобаны")]
    assert kinds == [PLACE, BODY, FACILITY, 0]


def test_capitalised_words_in_a_row_are_counted(views):
    seen, start = views
    runs = seen.codes["run"][start + 4 : start + 7].tolist()
    assert runs == [3, 7, 11]  # how many before, five times, and after, plus one


def test_sentences_are_laid_out_apart():
    row, starts = lay_out([[5, 6], [7]])
    assert row.tolist() == [0] * REACH + [5, 6] + [0] * REACH + [7] + [0] * REACH
    assert starts.tolist() == [REACH, 2 * REACH + 2]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("B-PER L-PER O U-LOC", [(0, 2, "PER"), (3, 4, "LOC")]),
        ("U-PER U-PER", [(0, 1, "PER"), (1, 2, "PER")]),
        ("B-PER I-PER", [(0, 2, "PER")]),
        ("O I-ORG L-ORG I-ORG", [(1, 3, "ORG"), (3, 4, "ORG")]),
        ("B-PER L-ORG", [(0, 1, "PER"), (1, 2, "ORG")]),
    ],
)
def test_labels_mark_names(labels, expected):
    assert list(names(labels.split())) == expected
