"""Labels for sentences: the scores of each word's labels, then the best path through them, for many sentences at once.

What a word adds to the scores around it depends on nothing but the word, so it is computed once a type and kept: one
row of numbers for every place that the word is seen from. A text's scores are sums of such rows.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.sequence.model import Floats, Model
from flows.transform.entities.sequence.views import POINTERS, SLOTS, Ints, Views, lay_out, look
from flows.transform.entities.sequence.words import BOUNDARY, COLUMNS, REACH, Word, describe
from flows.transform.entities.viterbi import best_paths

_LONGEST: Final = 400  # words of a sentence that are decoded in one piece
_BATCH: Final = 1 << 13  # words that are scored at once
_KNOWN: Final = 1 << 16  # word types that are kept


class Decoder:
    """Gives words the labels of a model, exactly the path that scores best."""

    def __init__(self, model: Model, lexicon: Lexicon) -> None:
        self._model = model
        self._lexicon = lexicon
        # What the pairs of each column add; a last row, of zeros, is that of the pairs that are not known.
        none = np.zeros((1, 2 * len(model.labels)), np.float32)
        self._pairs = [np.concatenate([model.pairs[column].rows, none]) for column in COLUMNS]
        self._numbers: dict[str, int] = {}
        self._reset()

    def label(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """The labels of each sentence's words."""
        pieces = [
            (i, sentence[at : at + _LONGEST])
            for i, sentence in enumerate(sentences)
            for at in range(0, len(sentence), _LONGEST)
        ]
        labels: list[list[str]] = [[] for _ in sentences]
        names = np.array(self._model.labels, dtype=object)
        for batch in _batches(pieces):
            for (i, _), path in zip(batch, self._paths([words for _, words in batch]), strict=True):
                labels[i] += names[path].tolist()
        return labels

    def _paths(self, sentences: Sequence[Sequence[str]]) -> list[Ints]:
        """The label numbers of each sentence's words."""
        row, starts = lay_out(self._number(sentences))
        views = look(self._noun[row], self._stops[row], self._mark[row], self._capital[row])
        lengths = [len(sentence) for sentence in sentences]
        return best_paths(self._scores(row, views), self._model.transitions, starts, lengths)

    def _scores(self, row: Ints, views: Views) -> Floats:
        """The score of every label for every word of a batch, transitions left out."""
        half, size = len(self._model.labels), len(row)
        seen = self._near.take(row, axis=0)
        # Most words point nowhere, which is to say to the boundary.
        scores: Floats = seen[:, REACH] + self._pointed[:, 0].sum(axis=0)
        for offset in range(1, REACH + 1):
            scores[offset:] += seen[:-offset, REACH - offset]
            scores[:-offset] += seen[offset:, REACH + offset]
        for rows, name in zip(self._pointed, POINTERS, strict=True):
            at = np.flatnonzero(views.pointers[name])
            scores[at] += rows[row[views.pointers[name][at]]] - rows[0]
        for code, table in self._model.codes.items():
            scores += table.take(views.codes[code], axis=0)
        added = np.zeros((size - 1, 2 * half), np.float32)
        for column, values, rows in zip(COLUMNS, self._columns, self._pairs, strict=True):
            pairs, numbers = self._model.pairs[column], values.take(row)
            keys = numbers[:-1] * (len(pairs.numbers) + 1) + numbers[1:]
            at = np.searchsorted(pairs.keys, keys)
            at[pairs.keys.take(at) != keys] = len(rows) - 1
            added += rows.take(at, axis=0)
        scores[1:] += added[:, :half]
        scores[:-1] += added[:, half:]
        return scores

    def _number(self, sentences: Sequence[Sequence[str]]) -> list[list[int]]:
        """The words' numbers; words not met before are described and their rows computed."""
        fresh = dict.fromkeys(word for sentence in sentences for word in sentence if word not in self._numbers)
        if len(self._numbers) + len(fresh) >= _KNOWN:
            self._reset()
            fresh = dict.fromkeys(word for sentence in sentences for word in sentence)
        if fresh:
            first = len(self._numbers) + 1
            self._numbers.update({word: first + i for i, word in enumerate(fresh)})
            self._store([describe(word, self._lexicon, self._model.met) for word in fresh], first)
        numbers = self._numbers
        return [[*map(numbers.__getitem__, sentence)] for sentence in sentences]

    def _reset(self) -> None:
        """Forget all words but the boundary, whose number is 0."""
        self._numbers.clear()
        self._near = np.zeros((256, len(SLOTS) - len(POINTERS), len(self._model.labels)), np.float32)
        self._pointed = np.zeros((len(POINTERS), 256, len(self._model.labels)), np.float32)
        self._columns = np.zeros((len(COLUMNS), 256), np.int64)
        self._noun, self._mark = np.zeros(256, np.int64), np.zeros(256, np.int64)
        self._stops, self._capital = np.zeros(256, np.bool_), np.zeros(256, np.bool_)
        self._store([BOUNDARY], 0)

    def _store(self, words: Sequence[Word], first: int) -> None:
        stop = first + len(words)
        while stop > len(self._noun):
            self._grow()
        rows = self._weigh(words)
        self._near[first:stop] = rows[:, : -len(POINTERS)]
        self._pointed[:, first:stop] = rows[:, -len(POINTERS) :].transpose(1, 0, 2)
        for number, column in enumerate(COLUMNS):
            known = self._model.pairs[column].numbers
            self._columns[number, first:stop] = [known.get(word.columns[number], 0) for word in words]
        self._noun[first:stop] = [word.noun for word in words]
        self._mark[first:stop] = [word.mark for word in words]
        self._stops[first:stop] = [word.stops for word in words]
        self._capital[first:stop] = [word.capital for word in words]

    def _grow(self) -> None:
        self._near = np.concatenate([self._near, np.zeros_like(self._near)])
        self._pointed = np.concatenate([self._pointed, np.zeros_like(self._pointed)], axis=1)
        self._columns = np.tile(self._columns, 2)
        self._noun, self._mark = np.tile(self._noun, 2), np.tile(self._mark, 2)
        self._stops, self._capital = np.tile(self._stops, 2), np.tile(self._capital, 2)

    def _weigh(self, words: Sequence[Word]) -> Floats:
        """The rows of words: for every slot, what a word seen there adds to each label's score."""
        model = self._model
        owners: list[int] = []
        found: list[int] = []
        for owner, word in enumerate(words):
            known = [model.slots[a] for group in (*word.near, word.pointed) for a in group if a in model.slots]
            found += known
            owners += [owner] * len(known)
        first = model.indptr[found]
        counts = model.indptr[np.add(found, 1)] - first
        entries = np.arange(counts.sum()) + np.repeat(first - np.cumsum(counts) + counts, counts)
        width = len(SLOTS) * len(model.labels)
        cells = np.repeat(np.array(owners, np.int64) * width, counts) + model.cells[entries]
        rows = np.bincount(cells, model.weights[entries], len(words) * width)
        return rows.astype(np.float32).reshape(len(words), len(SLOTS), len(model.labels))


def _batches(pieces: Sequence[tuple[int, Sequence[str]]]) -> Iterator[list[tuple[int, Sequence[str]]]]:
    """Group sentences, in their order, into batches of bounded size."""
    batch: list[tuple[int, Sequence[str]]] = []
    size = 0
    for piece in pieces:
        if batch and size + len(piece[1]) + REACH > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += len(piece[1]) + REACH
    if batch:
        yield batch


def names(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The names that labels mark: the first word, the one after the last, and the type.

    B(egin) and U(nit) begin a name, L(ast) and U end one; so does a change of type.
    """
    start, kind = 0, ""
    for i, label in enumerate((*labels, "O")):
        place, _, name = label.partition("-")
        if kind and (place in ("O", "B", "U") or name != kind):
            yield start, i, kind
            kind = ""
        if name and not kind:
            start, kind = i, name
        if kind and place in ("L", "U"):
            yield start, i + 1, kind
            kind = ""
