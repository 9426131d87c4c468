"""A tagger of words by convolutions, as slovnet's models are: the same scores, with what words share computed once.

The first layer holds most of the work and is linear in each word it sees: what a word adds to the sums of its left
neighbour, its own and its right neighbour's is computed when the word is first met, and kept. Texts are laid out in
one row, apart by an empty place, and read at once.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from razdel import tokenize
from razdel.segmenters.tokenize import PUNCTS
from slovnet.shape import word_shape

from flows.transform.entities.viterbi import best_paths

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_KNOWN: Final = 1 << 14  # words that are kept
_BATCH: Final = 1 << 11  # words that are read at once
_CHUNK: Final = re.compile(r"\S+")
# Signs by whose neighbours, spaces aside, the tokenizer decides.
_JOINTS: Final = re.compile(r"[-‐−‒⁃–—―_.,/\\]")

Word = tuple[int, str]  # where it starts, and its text


class _Layer(NamedTuple):
    """A convolution over three words, then a rectifier, then a scale and a shift."""

    weights: Floats  # a row for every input of the left, the middle and the right word
    bias: Floats
    scale: Floats
    shift: Floats


class Convolution:
    """Labels words with the weights of a loaded slovnet model."""

    def __init__(self, ner: Any) -> None:  # noqa: ANN401 - the library is untyped
        model, encoder = ner.infer.model, ner.infer.encoder
        self.labels: list[str] = ner.infer.decoder.tags_vocab.items
        self._embed = model.emb
        self._words, self._shapes = encoder.words_vocab, encoder.shapes_vocab
        self._first, *self._layers = [_layer(layer) for layer in model.encoder.layers]
        self._weights, self._bias = model.head.proj.weight.array, model.head.proj.bias.array
        self._transitions: Floats = model.head.crf.transitions.array
        self._numbers: dict[str, int] = {}
        self._reset()

    def label(self, texts: Sequence[Sequence[str]]) -> list[list[str]]:
        """The labels of each text's words."""
        labels: list[list[str]] = []
        for batch in _batches(texts):
            labels += [[self.labels[number] for number in path.tolist()] for path in self._paths(batch)]
        return labels

    def _paths(self, texts: Sequence[Sequence[str]]) -> list[Ints]:
        numbers = self._number(texts)
        starts = list(accumulate((len(text) + 1 for text in texts), initial=1))
        row = np.zeros(starts[-1], np.int64)
        for start, text in zip(starts, numbers, strict=False):
            row[start : start + len(text)] = text
        return best_paths(self._scores(row), self._transitions, starts[:-1], [len(text) for text in texts])

    def _scores(self, row: Ints) -> Floats:
        """The score of every label for every word of a row, in which 0 stands for an empty place."""
        inside = (row > 0)[:, None]
        x = self._first.bias + self._sums[row, 1]
        x[1:] += self._sums[row[:-1], 0]
        x[:-1] += self._sums[row[1:], 2]
        x = _activate(x, self._first) * inside
        for layer in self._layers:
            wide = np.zeros((len(x), 3, x.shape[1]), np.float32)
            wide[1:, 0], wide[:, 1], wide[:-1, 2] = x[:-1], x, x[1:]
            x = _activate(wide.reshape(len(x), -1) @ layer.weights + layer.bias, layer) * inside
        scores: Floats = x @ self._weights + self._bias
        return scores

    def _number(self, texts: Sequence[Sequence[str]]) -> list[list[int]]:
        """The words' numbers; words not met before are added, and all forgotten first where they are too many."""
        fresh = dict.fromkeys(word for text in texts for word in text if word not in self._numbers)
        if len(self._numbers) + len(fresh) >= _KNOWN:
            self._reset()
            fresh = dict.fromkeys(word for text in texts for word in text)
        if fresh:
            self._store(list(fresh))
        numbers = self._numbers
        return [[numbers[word] for word in text] for text in texts]

    def _reset(self) -> None:
        self._numbers.clear()
        self._sums = np.zeros((256, 3, len(self._first.bias)), np.float32)

    def _store(self, words: Sequence[str]) -> None:
        first = len(self._numbers) + 1
        self._numbers.update({word: first + i for i, word in enumerate(words)})
        stop = first + len(words)
        if stop > len(self._sums):
            grown = np.zeros((max(stop, 2 * len(self._sums)), *self._sums.shape[1:]), np.float32)
            grown[:first] = self._sums[:first]
            self._sums = grown
        known = np.array([self._words.encode(word.lower()) for word in words])
        shapes = np.array([self._shapes.encode(word_shape(word)) for word in words])
        seen = self._embed(known, shapes)
        parts = self._first.weights.reshape(3, -1, len(self._first.bias))
        for place in range(3):
            self._sums[first:stop, place] = seen @ parts[place]


def _layer(layer: Any) -> _Layer:  # noqa: ANN401 - as above
    weights = layer.conv.weight.array  # outputs, inputs, places
    scale = layer.norm.weight.array / layer.norm.std.array
    shift = layer.norm.bias.array - layer.norm.mean.array * scale
    return _Layer(
        np.ascontiguousarray(weights.transpose(2, 1, 0)).reshape(-1, len(weights)),
        layer.conv.bias.array,
        scale.astype(np.float32),
        shift.astype(np.float32),
    )


def _activate(x: Floats, layer: _Layer) -> Floats:
    np.maximum(x, 0, out=x)
    x *= layer.scale
    x += layer.shift
    return x


def split(text: str) -> list[Word]:
    """The words of a text as razdel cuts it, for which the model was trained."""
    chunks = list(_CHUNK.finditer(text))
    found: list[Word] = []
    for i, chunk in enumerate(chunks):
        piece, start = chunk[0], chunk.start()
        before = _kind(chunks[i - 1][0][-1]) if i and _JOINTS.match(piece[0]) else ""
        after = _kind(chunks[i + 1][0][0]) if i + 1 < len(chunks) and _JOINTS.match(piece[-1]) else ""
        found += [(start + at, word) for at, word in _cut(piece, before, after)]
    return found


@lru_cache(maxsize=1 << 16)
def _cut(piece: str, before: str, after: str) -> tuple[Word, ...]:
    """The words of what stands between two spaces, with the kinds of what stands beyond them."""
    lead = len(before) + 1 if before else 0
    words = tokenize(f"{before} {piece} {after}" if before else f"{piece} {after}")
    return tuple((word.start - lead, word.text) for word in words if lead <= word.start < lead + len(piece))


def _kind(sign: str) -> str:
    """What stands for a sign's kind: a number, a mark, or a letter and whatever else."""
    return "1" if sign.isdecimal() else "!" if sign in PUNCTS else "а"


def _batches(texts: Sequence[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    """Group texts, in their order, into batches of bounded size."""
    batch: list[Sequence[str]] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text) + 1
    if batch:
        yield batch
