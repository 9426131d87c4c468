"""From IOB2 files to a model file, with the figures of a grouped hold-out in its card."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from flows import packs
from flows.train import crf
from flows.train.holdout import Score, score, split
from flows.train.places import cities
from flows.train.sentences import Sentence, read
from flows.transform.entities.lexicon import Lexicon, lexicon
from flows.transform.entities.sequence.decode import Decoder, names
from flows.transform.entities.sequence.model import Model, save


@dataclass(frozen=True, slots=True)
class Report:
    """What training came to: how much the model learned from, and how a model of four fifths did on the rest."""

    sentences: int
    held_out: int
    places: int
    scores: dict[str, Score]

    def lines(self) -> list[str]:
        """The report as lines of text, a type each."""
        told = [f"trained on {self.sentences} sentences and {self.places} names of cities"]
        if self.scores:
            told.append(f"held out {self.held_out} sentences: exact names of a model of the others")
        return told + [
            f"{kind:5} P {100 * s.precision:5.2f}  R {100 * s.recall:5.2f}  F1 {100 * s.f1:5.2f}  ({s.expected} names)"
            for kind, s in self.scores.items()
        ]


def fit(
    paths: Sequence[Path],
    output: Path,
    language: str = "kk",
    *,
    holdout: bool = True,
    settings: crf.Settings | None = None,
    told: dict[str, Any] | None = None,
    places: Collection[str] | None = None,
) -> Report:
    """Train on all sentences of IOB2 files and write the model.

    Args:
        paths: The files; see `flows.train.sentences.read`.
        output: Where the model goes (.npz).
        language: The pack whose `training.toml` maps the files' types to ours.
        holdout: Whether to train first on four fifths of the groups of sentences and score on the rest.
        settings: How to train.
        told: What the model's card is to say besides, as its data's source and licence.
        places: Names of places that words are looked up in; GeoNames' cities if not given.

    Raises:
        UserError: A file is not IOB2, or what the `train` extra holds is not installed.
    """
    plan, words = packs.load("training")[language], lexicon(language)
    sentences = read(paths, plan["types"])
    if places is None:
        places = cities()
    targets: list[str] = plan["targets"]
    settings = settings or crf.Settings()
    card: dict[str, Any] = {
        "language": language,
        "types": targets,
        "files": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths},
        "sentences": len(sentences),
        "places": len(places),
        "settings": asdict(settings),
        **(told or {}),
    }
    scores: dict[str, Score] = {}
    held: list[Sentence] = []
    if holdout:
        kept, held = split(sentences)
        scores = evaluate(crf.train(kept, targets, words, settings, card, places), held, targets, words)
        card["holdout"] = {
            "sentences": len(held),
            **{kind: [round(s.precision, 4), round(s.recall, 4), round(s.f1, 4)] for kind, s in scores.items()},
        }
    save(crf.train(sentences, targets, words, settings, card, places), output)
    return Report(len(sentences), len(held), len(places), scores)


def evaluate(model: Model, sentences: Sequence[Sentence], targets: Sequence[str], words: Lexicon) -> dict[str, Score]:
    """Score a model by type on sentences."""
    decoder = Decoder(model, words)
    return score(sentences, lambda texts: [list(names(labels)) for labels in decoder.label(texts)], targets)
