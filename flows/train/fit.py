"""From IOB2 files to a model file, with the figures of a grouped hold-out in its card."""

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from flows import packs
from flows.train import crf
from flows.train.holdout import FOLDS, Score, score, split
from flows.train.places import cities
from flows.train.sentences import Sentence, read
from flows.transform.entities.lexicon import Lexicon, lexicon
from flows.transform.entities.sequence.decode import Decoder, names
from flows.transform.entities.sequence.model import Model, save


@dataclass(frozen=True, slots=True)
class Report:
    """What training came to: how much the model learned from, and how models of four fifths did on the rest.

    `scores` are pooled over the `folds` that were held out in turn, `held_out` sentences in all.
    """

    sentences: int
    folds: int
    held_out: int
    places: int
    scores: dict[str, Score]

    def lines(self) -> list[str]:
        """The report as lines of text, a type each."""
        told = [f"trained on {self.sentences} sentences and {self.places} names of cities"]
        if self.scores:
            fifths = "a fifth" if self.folds == 1 else f"{self.folds} fifths in turn"
            told.append(f"held out {fifths}, {self.held_out} sentences: exact names of a model of the others")
        return told + [
            f"{kind:5} P {100 * s.precision:5.2f}  R {100 * s.recall:5.2f}  F1 {100 * s.f1:5.2f}  ({s.expected} names)"
            for kind, s in self.scores.items()
        ]


def fit(
    paths: Sequence[Path],
    output: Path,
    language: str = "kk",
    *,
    beside: Sequence[Path] = (),
    folds: int = 1,
    settings: crf.Settings | None = None,
    told: dict[str, Any] | None = None,
    places: Collection[str] | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Report:
    """Train on all sentences of IOB2 files and write the model.

    Args:
        paths: The files; see `flows.train.sentences.read`.
        output: Where the model goes (.npz).
        language: The pack whose `training.toml` maps the files' types to ours.
        beside: Files that are trained on, too, of which nothing is held out.
        folds: How many fifths of the groups of sentences are held out in turn, to score a model of all others on; 0
            to 5.
        settings: How to train.
        told: What the model's card is to say besides, as its data's source and licence.
        places: Names of places that words are looked up in; GeoNames' cities if not given.
        progress: Told each step as it begins.

    Raises:
        UserError: A file is not IOB2, or what the `train` extra holds is not installed.
    """
    plan, words = packs.load("training")[language], lexicon(language)
    given, sentences = read(beside, plan["types"]), read(paths, plan["types"])
    if places is None:
        places = cities()
    targets: list[str] = plan["targets"]
    settings = settings or crf.Settings()
    card: dict[str, Any] = {
        "language": language,
        "types": targets,
        "files": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (*beside, *paths)},
        "sentences": len(given) + len(sentences),
        "places": len(places),
        "settings": asdict(settings),
        **(told or {}),
    }
    scores: dict[str, Score] = {}
    held_out = 0
    for fold in range(folds):
        kept, held = split(sentences, fold)
        progress(f"fold {fold + 1} of {folds}: {len(given) + len(kept)} sentences, {len(held)} held out")
        model = crf.train([*given, *kept], targets, words, settings, card, places)
        held_out += len(held)
        for kind, found in evaluate(model, held, targets, words).items():
            scores[kind] = scores.get(kind, Score(0, 0, 0)) + found
    if scores:
        figures = {kind: [round(s.precision, 4), round(s.recall, 4), round(s.f1, 4)] for kind, s in scores.items()}
        card["holdout"] = {"folds": f"{folds} of {FOLDS}", "sentences": held_out, **figures}
    progress(f"all {len(given) + len(sentences)} sentences")
    save(crf.train([*given, *sentences], targets, words, settings, card, places), output)
    return Report(len(given) + len(sentences), folds, held_out, len(places), scores)


def evaluate(model: Model, sentences: Sequence[Sentence], targets: Sequence[str], words: Lexicon) -> dict[str, Score]:
    """Score a model by type on sentences."""
    decoder = Decoder(model, words)
    return score(sentences, lambda texts: [list(names(labels)) for labels in decoder.label(texts)], targets)
