"""The best path through the labels of a sentence's words, for many sentences at once (Viterbi 1967)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


def best_paths(scores: Floats, transitions: Floats, starts: Sequence[int] | Ints, lengths: Sequence[int]) -> list[Ints]:
    """The best label numbers of each sentence's words: Viterbi's algorithm over all sentences in step, longest first.

    Going forward only the best scores are kept; going back, each word's label is the one that led to the next.

    Args:
        scores: A row for every word of a batch, a column for every label.
        transitions: What a label adds to the score of the next.
        starts: The row of each sentence's first word.
        lengths: The sentences' words, at least one each.
    """
    order = np.argsort(np.negative(lengths), kind="stable")
    begins, sizes = np.asarray(starts)[order], np.array(lengths)[order]
    steps = int(sizes[0])
    active = np.searchsorted(-sizes, -np.arange(steps)).tolist()  # how many sentences are longer than each step
    into = transitions[:, :, None]
    best = [scores[begins].T]  # a row for every label, a column for every sentence
    for step in range(1, steps):
        before = best[-1][:, None, : active[step]]
        best.append((before + into).max(axis=0) + scores[begins[: active[step]] + step].T)
    path = np.zeros(len(scores), np.int64)
    chosen = np.zeros(0, np.int64)
    for step in range(steps - 1, -1, -1):
        best[step][:, : len(chosen)] += transitions[:, chosen]
        chosen = best[step].argmax(axis=0)
        path[begins[: len(chosen)] + step] = chosen
    return [path[start : start + length] for start, length in zip(starts, lengths, strict=True)]
