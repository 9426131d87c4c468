"""The news model read in numpy: the same words and the same labels as by the libraries it comes from."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from navec import Navec
from razdel import tokenize
from slovnet import NER

from flows.transform.entities.convolution import split
from flows.transform.entities.given import data_folder
from flows.transform.entities.neural import recognize

TEXTS = [  # factRuEval-2016 (MIT)
    "В среду началась новая сессия Конгресса США.",
    "Министерство внутренних дел Пакистана заявило о том, что Беназир Бхутто освобождена, сообщает France-Presse.",
    "О том, почему ООО «Алтек» решило отступить от договорённости, в администрации телеканала не знают.",
    "Доля правительства Китая в Industrial and Commercial Bank of China составляет 70 процентов.",
    "Акция",
]
PIECES = [
    "слово",
    "Слово-",
    "-то",
    "10",
    "10,",
    ",5",
    "3/4",
    "А.",
    "…",
    "?!",
    "--",
    "«",
    "»",
    "Yahoo!",
    "U.S.",
    "Δσ",
    "_",
    "-",
    "1.",
]


@pytest.fixture(scope="module")
def original():
    ner = NER.load(str(data_folder() / "model/slovnet_ner_news_v1.tar"))
    ner.navec(Navec.load(str(data_folder() / "emb/navec_news_v1_1B_250K_300d_100q.tar")))
    return ner


def test_names_are_those_that_the_library_finds(original):
    found = [[(s.start, s.end, s.type) for s in spans] for spans in recognize(["", *TEXTS])[1:]]
    assert found == [[(s.start, s.stop, s.type) for s in markup.spans] for markup in original.map(TEXTS)]
    assert sum(map(len, found)) > 5


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " ", "  "])), max_size=8))
def test_texts_are_cut_as_the_library_cuts_them(pieces):
    text = "".join(piece + space for piece, space in pieces)
    assert split(text) == [(token.start, token.text) for token in tokenize(text)]
