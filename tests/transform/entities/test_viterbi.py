"""The best path through labels, against all paths there are."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.transform.entities.viterbi import best_paths


def test_the_best_path_may_turn_away_from_the_best_label():
    scores = np.array([[0, 0], [1, 0], [0, 0.6], [0, 0], [0, 9]], np.float32)
    transitions = np.array([[0, -1], [0, 0]], np.float32)  # the second label never follows the first for nothing
    assert [path.tolist() for path in best_paths(scores, transitions, [1, 4], [2, 1])] == [[0, 0], [1]]


@settings(deadline=None)
@given(
    st.lists(st.integers(1, 5), min_size=1, max_size=60),
    st.integers(0, 2**32 - 1),
)
def test_the_best_path_is_the_best_of_all(lengths, seed):
    chance = np.random.default_rng(seed)
    transitions = chance.normal(size=(3, 3)).astype(np.float32)
    starts = list(itertools.accumulate((length + 2 for length in lengths), initial=2))[:-1]  # two empty rows apart
    scores = (chance.normal(size=(starts[-1] + lengths[-1], 3)) * 3).astype(np.float32)
    paths = best_paths(scores, transitions, starts, lengths)
    for start, path in zip(starts, paths, strict=True):

        def total(labels, start=start):
            steps = sum(float(transitions[a, b]) for a, b in itertools.pairwise(labels))
            return steps + sum(float(scores[start + i, label]) for i, label in enumerate(labels))

        best = max(total(labels) for labels in itertools.product(range(3), repeat=len(path)))
        assert total(path.tolist()) == pytest.approx(best, abs=1e-4)
