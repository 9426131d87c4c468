"""Identity across languages: whether the spellings of one name, and no others, are linked to one entity.

The gold is a TSV with the columns `type`, `kk` and `ru` (two names; a pair to be kept apart may be of one language),
and optionally `same` (1, or 0 for a pair that must not be linked; 1 if the column is missing) and `half`.
"""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from flows.evaluate.gold import GoldError
from flows.evaluate.score import Figures
from flows.transform.names import entity_id
from schemas.vocabulary import ENTITY_TYPES

_COLUMNS: Final = frozenset({"type", "kk", "ru"})
_Name = tuple[str, str]  # the column and the name in it
_Counts = tuple[int, int, int]
_HEADS: Final = ("names", "pairs", "P", "R", "F1", "missed", "apart", "wrong")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names of a type, and whether they are one entity's."""

    type: str
    kk: str
    ru: str
    same: bool


@dataclass(frozen=True, slots=True)
class IdentityFigures:
    """Figures of one type, or of `all`.

    `linked` counts pairs of names: of the names listed as some entity's, those of one entity are to be linked and no
    others; nor are the `apart` pairs, listed as not the same, of which `wrong` were.
    """

    type: str
    pairs: int
    missed: int
    linked: Figures
    apart: int
    wrong: int


def read_pairs(path: Path, half: str | None = None) -> list[Pair]:
    """Read pairs of names, of one half or of both.

    Raises:
        GoldError: in one sentence that names file and line.
    """
    try:
        rows = list(
            csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
        )
    except (OSError, ValueError) as error:
        raise GoldError(f"{path}: it cannot be read ({error}).") from error
    if not rows or not rows[0].keys() >= _COLUMNS:
        raise GoldError(f"{path}: no pairs under the columns type, kk and ru.")
    pairs = []
    for number, row in enumerate(rows, 2):
        same = row.get("same", "1")
        if row["type"] not in ENTITY_TYPES or not row["kk"] or not row["ru"] or same not in {"0", "1"}:
            raise GoldError(f"{path}, line {number}: no type, two names and 0 or 1.")
        if half is None or row.get("half") == half:
            pairs.append(Pair(row["type"], row["kk"], row["ru"], same == "1"))
    if not pairs:
        raise GoldError(f"{path}: no pairs of the half {half}.")
    return pairs


def measure_identity(pairs: Sequence[Pair]) -> list[IdentityFigures]:
    """Link the names of the pairs and count, per type and over all."""
    types = [type_ for type_ in ENTITY_TYPES if any(pair.type == type_ for pair in pairs)]
    of = {type_: [pair for pair in pairs if pair.type == type_] for type_ in types}
    counts = {type_: _count(of[type_]) for type_ in types}
    right, linked, gold = map(sum, zip(*counts.values(), strict=True))
    return [
        *(_figures(type_, of[type_], counts[type_]) for type_ in types),
        _figures("all", pairs, (right, linked, gold)),
    ]


def identity_text(figures: Sequence[IdentityFigures]) -> str:
    """The figures as a table; `-` where nothing was to count."""
    rows = [
        (
            f.type,
            str(f.pairs),
            *(_cell(v) for v in asdict(f.linked).values()),
            str(f.missed),
            str(f.apart),
            str(f.wrong),
        )
        for f in figures
    ]
    widths = [max(map(len, column)) for column in zip(_HEADS, *rows, strict=True)]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n"
        for row in (_HEADS, *rows)
    )


def identity_json(figures: Sequence[IdentityFigures]) -> str:
    """The figures as one JSON object with stable keys; the row of all types has the value `all`."""
    return json.dumps({"identity": [asdict(f) for f in figures]}, ensure_ascii=False, indent=2)


def identity_misses(pairs: Iterable[Pair]) -> str:
    """The listed pairs that were not linked, or were and should not have been."""
    wrong = [pair for pair in pairs if pair.same != _is_linked(pair)]
    return "".join(f"{'missed' if p.same else 'wrong'}\t{p.type}\t{p.kk}\t{p.ru}\n" for p in wrong)


def _is_linked(pair: Pair) -> bool:
    return entity_id(pair.kk, pair.type) == entity_id(pair.ru, pair.type)


def _figures(type_: str, pairs: Sequence[Pair], counts: _Counts) -> IdentityFigures:
    same = [pair for pair in pairs if pair.same]
    apart = [pair for pair in pairs if not pair.same]
    wrong = sum(map(_is_linked, apart))
    return IdentityFigures(
        type=type_,
        pairs=len(same),
        missed=sum(not _is_linked(pair) for pair in same),
        linked=Figures.of(counts[0], counts[1] + wrong, counts[2]),
        apart=len(apart),
        wrong=wrong,
    )


def _count(pairs: Sequence[Pair]) -> _Counts:
    """Pairs of a type's names that are linked rightly, that are linked, and that are to be linked."""
    group: dict[_Name, _Name] = {}

    def root(name: _Name) -> _Name:
        while group.setdefault(name, name) != name:
            group[name] = group[group[name]]
            name = group[name]
        return name

    for pair in pairs:
        if pair.same:
            group[root(("kk", pair.kk))] = root(("ru", pair.ru))
    ids = {name: entity_id(name[1], pairs[0].type) for name in group}
    both = Counter((root(name), ids[name]) for name in group)
    return _n_pairs(both), _n_pairs(Counter(ids.values())), _n_pairs(Counter(map(root, group)))


def _n_pairs(sizes: Counter[Any]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def _cell(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
