"""How good a model is: trained on most groups of sentences, scored on the names of the rest."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from flows.train.sentences import Name, Sentence

FOLDS: Final = 5  # parts that sentences are split into, by their groups


@dataclass(frozen=True, slots=True)
class Score:
    """Names of one type found exactly, first to last word: how many are `right`, `found` and `expected`."""

    right: int
    found: int
    expected: int

    @property
    def precision(self) -> float:
        """Of the names found, the share that is right; 0 if none is found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of the names expected, the share that is found; 0 if none is expected."""
        return self.right / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = self.found + self.expected
        return 2 * self.right / total if total else 0.0

    def __add__(self, other: "Score") -> "Score":
        """The score over both ones' names."""
        return Score(self.right + other.right, self.found + other.found, self.expected + other.expected)


def split(sentences: Iterable[Sentence], fold: int = 0) -> tuple[list[Sentence], list[Sentence]]:
    """Split sentences into those to train on and those held out: the groups that a digest puts into one of FOLDS."""
    kept: list[Sentence] = []
    held: list[Sentence] = []
    for sentence in sentences:
        digest = hashlib.blake2b(sentence.group.encode(), digest_size=4).digest()
        (held if int.from_bytes(digest, "big") % FOLDS == fold else kept).append(sentence)
    return kept, held


def score(
    sentences: Sequence[Sentence],
    find: Callable[[Sequence[Sequence[str]]], Sequence[Iterable[Name]]],
    targets: Iterable[str],
) -> dict[str, Score]:
    """Score by type what `find` finds in the words of sentences."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    expected: Counter[str] = Counter()
    for sentence, names in zip(sentences, find([sentence.words for sentence in sentences]), strict=True):
        gold, told = set(sentence.names), set(names)
        expected.update(kind for _, _, kind in gold)
        found.update(kind for _, _, kind in told)
        right.update(kind for _, _, kind in gold & told)
    return {kind: Score(right[kind], found[kind], expected[kind]) for kind in targets}
