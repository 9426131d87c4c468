"""Training a sequence tagger: CRFsuite finds the weights; the same data give the same model.

The model is the mean of two that differ in what they see and how they are found, since what they are wrong about
differs, too, and the mean of linear models is one as fast as any (a logarithmic opinion pool; Smith, Cohn and Osborne,
ACL 2005). One is found by L-BFGS under an L1 penalty. The other, by stochastic gradient descent, does without the words
themselves: it must learn to tell names that it has not met (weights that lean on the words alone are undertrained;
Sutton, Sindelar and McCallum, NAACL 2006).
"""

import ctypes
import importlib
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from flows.settings import UserError
from flows.train.sentences import Sentence, encode
from flows.train.vocabulary import gather
from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.sequence.model import Model, assemble, features, is_lexical
from flows.transform.entities.sequence.views import lay_out, look
from flows.transform.entities.sequence.words import BOUNDARY, Word, describe

_BATCH: Final = 500  # sentences whose features are written out at once

Written = list[list[str]]  # a sentence's features, word by word
Weights = tuple[dict[tuple[str, str], float], dict[tuple[str, str], float]]  # of (feature, label), of (label, next)


@dataclass(frozen=True, slots=True)
class Settings:
    """How a model is trained.

    By L-BFGS: penalties on the weights' size (`l1`) and square (`l2`), and the most iterations. By gradient descent:
    the penalty on the square (`descent_l2`), how often all sentences are gone through (`epochs`), and the `seed` of
    the order in which they are. Weights of the mean that are smaller than `smallest` are left out.
    """

    l1: float = 0.1
    l2: float = 0.01
    iterations: int = 80
    descent_l2: float = 0.3
    epochs: int = 14
    seed: int = 1
    smallest: float = 0.005


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
    members: list[Weights] = []
    for find, leaves_out in ((learn, _nothing), (descend, is_lexical)):
        members.append(find(_examples(sentences, targets, lexicon, met, leaves_out), settings))
    states, moves = _mean([states for states, _ in members]), _mean([moves for _, moves in members])
    states = {feature: weight for feature, weight in states.items() if abs(weight) >= settings.smallest}
    return assemble(states, moves, met, card)


def learn(examples: Iterable[tuple[Written, Sequence[str]]], settings: Settings) -> Weights:
    """Find the weights of a linear-chain CRF from written sentences and their labels, by L-BFGS."""
    limits = {"c1": settings.l1, "c2": settings.l2, "max_iterations": settings.iterations}
    return _find("lbfgs", limits, examples)


def descend(examples: Iterable[tuple[Written, Sequence[str]]], settings: Settings) -> Weights:
    """Find the weights as `learn` does, by stochastic gradient descent."""
    # CRFsuite takes the order of the sentences from the C library's random numbers.
    ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None).srand(settings.seed)
    return _find("l2sgd", {"c2": settings.descent_l2, "max_iterations": settings.epochs, "delta": 1e-4}, examples)


def _find(algorithm: str, limits: Mapping[str, float], examples: Iterable[tuple[Written, Sequence[str]]]) -> Weights:
    crfsuite = _crfsuite()
    trainer = crfsuite.Trainer(algorithm=algorithm, verbose=False)
    for written, labels in examples:
        trainer.append(written, labels)
    trainer.set_params(limits)
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
    sentences: Sequence[Sentence],
    targets: Sequence[str],
    lexicon: Lexicon,
    met: Mapping[str, int],
    leaves_out: Callable[[str], bool],
) -> Iterator[tuple[Written, list[str]]]:
    for start in range(0, len(sentences), _BATCH):
        batch = sentences[start : start + _BATCH]
        for sentence, written in zip(batch, write_out([s.words for s in batch], lexicon, met), strict=True):
            yield [[f for f in word if not leaves_out(f)] for word in written], encode(sentence, targets)


def _nothing(_: str) -> bool:
    return False


def _mean(members: Sequence[Mapping[tuple[str, str], float]]) -> dict[tuple[str, str], float]:
    keys = dict.fromkeys(key for weights in members for key in weights)
    return {key: sum(weights.get(key, 0.0) for weights in members) / len(members) for key in keys}


def _crfsuite() -> Any:  # noqa: ANN401 - the library is untyped
    try:
        return importlib.import_module("pycrfsuite")
    except ModuleNotFoundError as error:
        raise UserError("training needs CRFsuite: pip install 'dedi[train]'") from error
