"""Training a sequence tagger: CRFsuite finds the weights, by L-BFGS, so that the same data give the same model.

The model is the mean of two, one of which does without what is known of words elsewhere in the texts: what they are
wrong about differs, and the mean of linear models is one as fast as either (a logarithmic opinion pool; Smith, Cohn
and Osborne, ACL 2005).
"""

import importlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from flows.settings import UserError
from flows.train.sentences import Sentence, encode
from flows.train.vocabulary import gather
from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.sequence.model import Model, assemble, features, is_of_met
from flows.transform.entities.sequence.views import lay_out, look
from flows.transform.entities.sequence.words import BOUNDARY, Word, describe

_BATCH: Final = 500  # sentences whose features are written out at once

Written = list[list[str]]  # a sentence's features, word by word
Weights = tuple[dict[tuple[str, str], float], dict[tuple[str, str], float]]  # of (feature, label), of (label, next)


@dataclass(frozen=True, slots=True)
class Settings:
    """How a model is trained: penalties on the weights' size (`l1`) and square (`l2`), and the most iterations."""

    l1: float = 0.1
    l2: float = 0.01
    iterations: int = 80


def train(
    sentences: Sequence[Sentence],
    targets: Sequence[str],
    lexicon: Lexicon,
    settings: Settings,
    card: dict[str, Any],
    places: Iterable[str] = (),
) -> Model:
    """Train a model.

    Args:
        sentences: What to learn from.
        targets: The types that the tagger is to find; the others are there to be told from them.
        lexicon: The language's words, which features ask.
        settings: How to train.
        card: What is to be known of the model.
        places: Names of places, which words are looked up in.

    Raises:
        UserError: CRFsuite is not installed.
    """
    met = gather(sentences, lexicon, places)
    members = [
        learn(_examples(sentences, targets, lexicon, met, with_met=with_met), settings) for with_met in (False, True)
    ]
    return assemble(_mean([states for states, _ in members]), _mean([moves for _, moves in members]), met, card)


def learn(examples: Iterable[tuple[Written, Sequence[str]]], settings: Settings) -> Weights:
    """Find the weights of a linear-chain CRF from written sentences and their labels."""
    crfsuite = _crfsuite()
    trainer = crfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for written, labels in examples:
        trainer.append(written, labels)
    trainer.set_params({"c1": settings.l1, "c2": settings.l2, "max_iterations": settings.iterations})
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = crfsuite.Tagger()
        tagger.open(path)
        weights = tagger.info()
        tagger.close()
    return weights.state_features, weights.transitions


def write_out(sentences: Sequence[Sequence[str]], lexicon: Lexicon, met: Mapping[str, int]) -> Iterator[Written]:
    """The features of every word of every sentence, as CRFsuite reads them."""
    known: dict[str, int] = {}
    words: list[Word] = [BOUNDARY]
    for sentence in sentences:
        for text in sentence:
            if text not in known:
                known[text] = len(words)
                words.append(describe(text, lexicon, met))
    row, starts = lay_out([[known[text] for text in sentence] for sentence in sentences])
    seen = [words[i] for i in row]
    views = look(
        np.array([word.noun for word in seen]),
        np.array([word.stops for word in seen]),
        np.array([word.mark for word in seen]),
        np.array([word.capital for word in seen]),
    )
    for start, sentence in zip(starts.tolist(), sentences, strict=True):
        yield [list(features(seen, views, at)) for at in range(start, start + len(sentence))]


def _examples(
    sentences: Sequence[Sentence], targets: Sequence[str], lexicon: Lexicon, met: Mapping[str, int], *, with_met: bool
) -> Iterator[tuple[Written, list[str]]]:
    for start in range(0, len(sentences), _BATCH):
        batch = sentences[start : start + _BATCH]
        for sentence, written in zip(batch, write_out([s.words for s in batch], lexicon, met), strict=True):
            if not with_met:
                written = [[feature for feature in word if not is_of_met(feature)] for word in written]  # noqa: PLW2901
            yield written, encode(sentence, targets)


def _mean(members: Sequence[Mapping[tuple[str, str], float]]) -> dict[tuple[str, str], float]:
    keys = dict.fromkeys(key for weights in members for key in weights)
    return {key: sum(weights.get(key, 0.0) for weights in members) / len(members) for key in keys}


def _crfsuite() -> Any:  # noqa: ANN401 - the library is untyped
    try:
        return importlib.import_module("pycrfsuite")
    except ModuleNotFoundError as error:
        raise UserError("training needs CRFsuite: pip install 'dedi[train]'") from error
