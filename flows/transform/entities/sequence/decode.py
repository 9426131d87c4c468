"""Labels for sentences: the scores of each word's labels, then the best path through them, for many sentences at once.

What a word adds to the scores around it depends on nothing but the word, so it is computed once a type and kept: one
row of numbers for every place that the word is seen from. A text's scores are sums of such rows.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.sequence.model import Floats, Model
from flows.transform.entities.sequence.views import SLOTS, Ints, Views, lay_out, look
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
        # All columns' pairs in one table: a column's keys begin where those of the column before end, and the last
        # row, of zeros, is that of the pairs that are not known.
        pairs = [model.pairs[column] for column in COLUMNS]
        sizes = [len(column.numbers) + 1 for column in pairs]
        firsts = np.cumsum([0, *(size * size for size in sizes)])
        self._sizes, self._first_keys = np.array(sizes)[:, None], firsts[:-1, None]
        self._keys = np.append(
            np.concatenate([c.keys[:-1] + first for c, first in zip(pairs, firsts[:-1], strict=True)]), firsts[-1]
        )
        self._pairs = np.concatenate([*(c.rows for c in pairs), np.zeros((1, 2 * len(model.labels)), np.float32)])
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
        half = len(self._model.labels)
        scores = np.zeros((len(row), half), np.float32)
        for slot, name in enumerate(SLOTS):
            if name in views.pointers:
                scores += self._rows[slot].take(row[views.pointers[name]], axis=0)
            else:
                offset = slot - REACH
                seen = self._rows[slot].take(row, axis=0)
                scores[max(0, -offset) : len(row) - max(0, offset)] += seen[max(0, offset) : len(row) + min(0, offset)]
        for code, table in self._model.codes.items():
            scores += table.take(views.codes[code], axis=0)
        values = self._columns.take(row, axis=1)
        keys = self._first_keys + self._sizes * values[:, :-1] + values[:, 1:]
        at = np.searchsorted(self._keys, keys)
        at[self._keys.take(at) != keys] = len(self._keys) - 1
        seen = self._pairs.take(at, axis=0).sum(axis=0)
        scores[1:] += seen[:, :half]
        scores[:-1] += seen[:, half:]
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
        self._rows = np.zeros((len(SLOTS), 256, len(self._model.labels)), np.float32)
        self._columns = np.zeros((len(COLUMNS), 256), np.int64)
        self._noun, self._mark = np.zeros(256, np.int64), np.zeros(256, np.int64)
        self._stops, self._capital = np.zeros(256, np.bool_), np.zeros(256, np.bool_)
        self._store([BOUNDARY], 0)

    def _store(self, words: Sequence[Word], first: int) -> None:
        stop = first + len(words)
        while stop > len(self._noun):
            self._grow()
        self._rows[:, first:stop] = self._weigh(words).transpose(1, 0, 2)
        for number, column in enumerate(COLUMNS):
            known = self._model.pairs[column].numbers
            self._columns[number, first:stop] = [known.get(word.columns[number], 0) for word in words]
        self._noun[first:stop] = [word.noun for word in words]
        self._mark[first:stop] = [word.mark for word in words]
        self._stops[first:stop] = [word.stops for word in words]
        self._capital[first:stop] = [word.capital for word in words]

    def _grow(self) -> None:
        self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)], axis=1)
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
