"""Training a sequence tagger: CRFsuite finds the weights, by L-BFGS, so that the same data give the same model."""

import importlib
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from flows.settings import UserError
from flows.train.sentences import Sentence, encode
from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.sequence.model import Model, assemble, features
from flows.transform.entities.sequence.views import lay_out, look
from flows.transform.entities.sequence.words import BOUNDARY, Word, describe

_BATCH: Final = 500  # sentences whose features are written out at once


@dataclass(frozen=True, slots=True)
class Settings:
    """How a model is trained: penalties on the weights' size (`l1`) and square (`l2`), and the most iterations."""

    l1: float = 0.1
    l2: float = 0.01
    iterations: int = 100


def train(
    sentences: Sequence[Sentence], targets: Sequence[str], lexicon: Lexicon, settings: Settings, card: dict[str, Any]
) -> Model:
    """Train a model.

    Args:
        sentences: What to learn from.
        targets: The types that the tagger is to find; the others are there to be told from them.
        lexicon: The language's words, which features ask.
        settings: How to train.
        card: What is to be known of the model.

    Raises:
        UserError: CRFsuite is not installed.
    """
    crfsuite = _crfsuite()
    trainer = crfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for start in range(0, len(sentences), _BATCH):
        batch = sentences[start : start + _BATCH]
        for sentence, written in zip(batch, write_out([s.words for s in batch], lexicon), strict=True):
            trainer.append(written, encode(sentence, targets))
    trainer.set_params({"c1": settings.l1, "c2": settings.l2, "max_iterations": settings.iterations})
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = crfsuite.Tagger()
        tagger.open(path)
        weights = tagger.info()
        tagger.close()
    return assemble(weights.state_features, weights.transitions, card)


def _crfsuite() -> Any:  # noqa: ANN401 - the library is untyped
    try:
        return importlib.import_module("pycrfsuite")
    except ModuleNotFoundError as error:
        raise UserError("training needs CRFsuite: pip install 'dedi[train]'") from error


def write_out(sentences: Sequence[Sequence[str]], lexicon: Lexicon) -> Iterable[list[list[str]]]:
    """The features of every word of every sentence, as CRFsuite reads them."""
    known: dict[str, int] = {}
    words: list[Word] = [BOUNDARY]
    for sentence in sentences:
        for text in sentence:
            if text not in known:
                known[text] = len(words)
                words.append(describe(text, lexicon))
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
