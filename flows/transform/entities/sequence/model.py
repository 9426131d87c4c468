"""A trained model: the weights of a linear-chain CRF, sorted by the view that a feature is seen through.

A feature is written `view<TAB>value`, as `features` makes it. Its view is one of `SLOTS` (an attribute of the word
seen there), a column of words followed by `<` or `>` (a pair of neighbours, seen from the right or the left one), or
one of `CODES`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from flows.transform.entities.sequence.views import CODES, SLOTS, Ints, Views
from flows.transform.entities.sequence.words import (
    COLUMNS,
    LEXICAL,
    LEXICAL_ATTRIBUTES,
    REACH,
    Word,
)

Floats = NDArray[np.float32]

_SEPARATOR: Final = "\t"
_ABOVE: Final = np.iinfo(np.int64).max
_SIDES: Final = ("<", ">")  # a pair seen from its right word, from its left one
_OFFSETS: Final = {str(offset): abs(offset) for offset in range(-REACH, REACH + 1)}


@dataclass(frozen=True, slots=True)
class Pairs:
    """Weights of pairs of neighbours in one column: a value's number (0 unknown), and the pairs' sorted keys.

    A pair's key is the left value's number times the count of numbers, plus the right one's; its row holds the
    weights for the right word, then those for the left. The last key is above every pair's.
    """

    numbers: dict[str, int]
    keys: Ints
    rows: Floats


@dataclass(frozen=True, slots=True)
class Model:
    """A linear-chain CRF: a label's score is the sum of its features' weights and of the transition into it.

    `slots` leads from an attribute to its row of (`indptr`, `cells`, `weights`), whose cells are numbered slot by slot
    and label by label. `met` says how words were met in the training's texts (flags of `words`), `card` what the
    model was trained on and how well it does.
    """

    labels: tuple[str, ...]
    transitions: Floats
    slots: dict[str, int]
    indptr: Ints
    cells: Ints
    weights: Floats
    pairs: dict[str, Pairs]
    codes: dict[str, Floats]
    met: dict[str, int]
    card: dict[str, Any]


def features(words: Sequence[Word], views: Views, at: int) -> Iterator[str]:
    """Write out the features of the word at `at` in a batch."""
    for slot in SLOTS:
        word = words[at + int(slot)] if slot in _OFFSETS else words[int(views.pointers[slot][at])]
        seen = word.near[_OFFSETS[slot] :] if slot in _OFFSETS else (word.pointed,)
        for attributes in seen:
            for attribute in attributes:
                yield f"{slot}{_SEPARATOR}{attribute}"
    for number, column in enumerate(COLUMNS):
        left, here, right = (words[at + step].columns[number] for step in (-1, 0, 1))
        yield f"{column}<{_SEPARATOR}{left}{_SEPARATOR}{here}"
        yield f"{column}>{_SEPARATOR}{here}{_SEPARATOR}{right}"
    for code, values in views.codes.items():
        yield f"{code}{_SEPARATOR}{values[at]}"


def is_lexical(feature: str) -> bool:
    """Whether a feature holds a word, its stem, or a pair of words' beginnings."""
    view, _, value = feature.partition(_SEPARATOR)
    return view[:-1] in LEXICAL or value.startswith(LEXICAL_ATTRIBUTES)


def assemble(
    states: Mapping[tuple[str, str], float],
    transitions: Mapping[tuple[str, str], float],
    met: dict[str, int],
    card: dict[str, Any],
) -> Model:
    """Sort a CRF's weights into a model.

    Args:
        states: From (feature, label) to its weight.
        transitions: From (label, next label) to its weight.
        met: How words were met in the training's texts.
        card: What is to be known of the model.
    """
    labels = tuple(sorted({label for _, label in states} | {label for pair in transitions for label in pair}))
    number = {label: i for i, label in enumerate(labels)}
    matrix = np.zeros((len(labels), len(labels)), np.float32)
    for (label, following), weight in transitions.items():
        matrix[number[label], number[following]] = weight
    unary: dict[str, list[tuple[int, float]]] = {}
    pairs: dict[str, dict[tuple[str, str], list[tuple[int, float]]]] = {column: {} for column in COLUMNS}
    codes = {code: np.zeros((size, len(labels)), np.float32) for code, size in CODES.items()}
    for (feature, label), weight in sorted(states.items()):
        view, _, value = feature.partition(_SEPARATOR)
        cell = number[label]
        if view in codes:
            codes[view][int(value), cell] = weight
        elif view[-1] in _SIDES:
            left, _, right = value.partition(_SEPARATOR)
            side = _SIDES.index(view[-1]) * len(labels)
            pairs[view[:-1]].setdefault((left, right), []).append((side + cell, weight))
        else:
            unary.setdefault(value, []).append((SLOTS.index(view) * len(labels) + cell, weight))
    entries = [entry for value in unary.values() for entry in value]
    return Model(
        labels=labels,
        transitions=matrix,
        slots={value: i for i, value in enumerate(unary)},
        indptr=np.cumsum([0, *(len(value) for value in unary.values())]),
        cells=np.array([cell for cell, _ in entries], np.int64),
        weights=np.array([weight for _, weight in entries], np.float32),
        pairs={column: _pairs(held, 2 * len(labels)) for column, held in pairs.items()},
        codes=codes,
        met=met,
        card=card,
    )


def _pairs(held: Mapping[tuple[str, str], Sequence[tuple[int, float]]], width: int) -> Pairs:
    values = dict.fromkeys(value for pair in sorted(held) for value in pair)
    numbers = {value: i for i, value in enumerate(values, start=1)}
    keyed = sorted((numbers[left] * (len(numbers) + 1) + numbers[right], (left, right)) for left, right in held)
    rows = np.zeros((len(keyed), width), np.float32)
    for row, (_, pair) in enumerate(keyed):
        for cell, weight in held[pair]:
            rows[row, cell] = weight
    return Pairs(numbers, np.array([*(key for key, _ in keyed), _ABOVE], np.int64), rows)


def save(model: Model, path: Path) -> None:
    """Write a model to one .npz file; the same model gives the same bytes."""
    arrays: dict[str, NDArray[Any]] = {
        "head": _bytes(json.dumps({"labels": model.labels, "card": model.card}, ensure_ascii=False, sort_keys=True)),
        "transitions": model.transitions,
        "slots": _bytes("\n".join(model.slots)),
        "counts": np.diff(model.indptr).astype(np.uint16),
        "cells": model.cells.astype(np.uint16),
        "weights": model.weights,
        "met": _bytes("\n".join(model.met)),
        "met flags": np.array(list(model.met.values()), np.uint8),
    }
    for column, pairs in model.pairs.items():
        arrays[f"{column} values"] = _bytes("\n".join(pairs.numbers))
        arrays[f"{column} keys"] = pairs.keys
        rows, cells = np.nonzero(pairs.rows)
        arrays[f"{column} rows"] = rows.astype(np.uint32)
        arrays[f"{column} cells"] = cells.astype(np.uint16)
        arrays[f"{column} weights"] = pairs.rows[rows, cells]
    for code, table in model.codes.items():
        arrays[f"{code} table"] = table
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)


def load(path: Path) -> Model:
    """Read a model; raises FileNotFoundError where there is none, ValueError or KeyError for another kind of file."""
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    head = json.loads(_text(arrays["head"]))
    labels = tuple(head["labels"])
    pairs: dict[str, Pairs] = {}
    for column in COLUMNS:
        keys = arrays[f"{column} keys"]
        rows = np.zeros((len(keys) - 1, 2 * len(labels)), np.float32)
        rows[arrays[f"{column} rows"], arrays[f"{column} cells"]] = arrays[f"{column} weights"]
        values = _text(arrays[f"{column} values"]).split("\n")
        pairs[column] = Pairs({value: i for i, value in enumerate(values, start=1)}, keys, rows)
    return Model(
        labels=labels,
        transitions=arrays["transitions"],
        slots={value: i for i, value in enumerate(_text(arrays["slots"]).split("\n"))},
        indptr=np.cumsum(np.insert(arrays["counts"].astype(np.int64), 0, 0)),
        cells=arrays["cells"].astype(np.int64),
        weights=arrays["weights"],
        pairs=pairs,
        codes={code: arrays[f"{code} table"] for code in CODES},
        met=dict(zip(_text(arrays["met"]).split("\n"), arrays["met flags"].tolist(), strict=True)),
        card=head["card"],
    )


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode(), np.uint8)


def _text(data: NDArray[Any]) -> str:
    return data.tobytes().decode()
