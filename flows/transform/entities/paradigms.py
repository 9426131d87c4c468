"""Paradigms: the endings of persons' names in their cases, and lists of names, by the pack's `declension`."""

from dataclasses import dataclass
from functools import cache

from flows import packs


@dataclass(frozen=True, slots=True)
class _Row:
    """One paradigm of the pack: see there."""

    gender: str
    stems: tuple[str, ...]
    nominative: str
    cases: tuple[tuple[str, ...], ...]
    sure: bool


@dataclass(frozen=True, eq=False, slots=True)
class Paradigms:
    """A pack's `declension`, each key as the pack explains it; `vowels` are its persons'."""

    vowels: str
    fixed_letters: str
    feminine_declined: str
    feminine_letters: str
    common_letters: str
    vowel_like: str
    fixed_stands_for: str
    unknown: dict[str, dict[str, float]]
    fixed: tuple[str, ...]
    daughters: tuple[str, ...]
    sons: tuple[str, ...]
    feminine: tuple[str, ...]
    masculine: frozenset[str]
    rare: frozenset[str]
    irregular: dict[str, tuple[str, ...]]
    odd: tuple[str, ...]
    oblique: tuple[str, ...]
    hers: tuple[str, ...]
    family: tuple[tuple[str, str], ...]
    families: tuple[str, ...]
    rows: tuple[_Row, ...]


@cache
def paradigms(code: str) -> Paradigms:
    """The paradigms of a language; raises KeyError for one whose pack has none."""
    entities = packs.load("entities")[code]
    pack = entities["declension"]
    rows = tuple(
        _Row(
            row["gender"],
            tuple(row["stems"]),
            row["nominative"],
            tuple(tuple(endings) for endings in row["cases"]),
            row["sure"],
        )
        for row in pack["rows"]
    )
    return Paradigms(
        vowels=entities["persons"]["vowels"],
        fixed_letters=pack["fixed_letters"],
        feminine_declined=pack["feminine_declined"],
        feminine_letters=pack["feminine_letters"],
        common_letters=pack["common_letters"],
        vowel_like=pack["vowel_like"],
        fixed_stands_for=pack["fixed_stands_for"],
        unknown=pack["unknown"],
        fixed=tuple(pack["fixed"]),
        daughters=tuple(pack.get("daughters", ())),
        sons=tuple(pack.get("sons", ())),
        feminine=tuple(pack["feminine"]),
        masculine=frozenset(pack["masculine"]),
        rare=frozenset(pack["rare"]),
        irregular={form: tuple(cases) for form, cases in pack.get("irregular", {}).items()},
        odd=tuple(pack["odd"]),
        oblique=tuple(pack.get("oblique", ())),
        hers=tuple(pack.get("hers", ())),
        family=tuple((ending, nominative) for ending, nominative in pack.get("family", ())),
        families=tuple(pack.get("families", ())),
        rows=rows,
    )
