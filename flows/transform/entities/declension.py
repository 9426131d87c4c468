"""Declined persons' names: the nominatives whose forms a name can be, by the tables of a language pack.

Case and gender must agree between the words: `Жанны Асановой` is Жанна Асанова, `Дональда Трампа` is Дональд Трамп.
A first name left undeclined (`Касым-Жомарт Токаева`) outweighs agreement where its own gender is known.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any, Final

from flows import packs
from flows.transform.entities.lexicon import given_names, spelled_names
from flows.transform.names import fold

_VOWELS: Final = "аеёиоуыэюя"
_LONGEST: Final = 4  # words of a name
_AS_IT_STANDS: Final = 0.05
_SPELLED: Final = 2.0  # a known name, letter by letter
_FOLDED: Final = 1.9  # a known name but for letters that the two languages write differently
# For a word that no list knows: what its ending is taken back to (`Трампа` to Трамп, `Обамы` to Обама).
_INSTRUMENTAL: Final = ("ом", "ем")  # few names end so in the nominative
_GUESSED: Final = {
    "а": ("",),
    "у": ("",),
    "ом": ("",),
    "ем": ("",),
    "е": ("",),
    "ы": ("а",),
    "ой": ("а",),
    "ого": ("ый",),
    "ому": ("ый",),
}


@dataclass(frozen=True, slots=True)
class _Option:
    """One reading of a word: its nominative, whether the word is in another case, and how likely that is."""

    form: str
    oblique: bool
    score: float


def nominatives(name: str, code: str) -> list[str]:
    """The nominatives of a person's name in the language `code`, likeliest first; never empty."""
    return list(_nominatives(name, code))


@lru_cache(maxsize=1 << 14)
def _nominatives(name: str, code: str) -> tuple[str, ...]:
    words = name.split()
    if not 0 < len(words) <= _LONGEST:
        return (name,)
    table = packs.load("entities")[code]["declension"]
    ranked: list[tuple[float, str]] = []
    for gender in ("masc", "femn"):
        readings = [_options(word, gender, table) for word in words]
        for choice in product(*readings):
            told = {option.oblique for option, word in zip(choice, words, strict=True) if len(word.rstrip(".")) > 1}
            # `Алия Бекетова`: of two readings as good as each other, the name as it stands is the likelier.
            score = sum(option.score for option in choice) + (len(told) < 2) + (not any(told)) * _AS_IT_STANDS
            ranked.append((score, " ".join(option.form for option in choice)))
    ranked.sort(key=lambda pair: -pair[0])
    best = ranked[0][0]
    return tuple(dict.fromkeys(form for score, form in ranked if score > best - 2))


def _options(word: str, gender: str, table: dict[str, Any]) -> list[_Option]:
    lower = word.lower()
    if lower.endswith(tuple(table["fixed"])):
        return [_Option(word, oblique=False, score=1.0)]
    if len(word.rstrip(".")) < 3 or not word[0].isupper() or word.isupper():
        return [_Option(word, oblique=False, score=0.0)]
    found = [_Option(word, oblique=False, score=_rank(lower, gender, table))]
    for row in table["rows"]:
        if row["gender"] != gender:
            continue
        for ending in row["oblique"]:
            stem = lower.removesuffix(ending)
            if stem == lower or len(stem) < 2 or (row["stems"] and not stem.endswith(tuple(row["stems"]))):
                continue
            if not row["nominative"] and stem[-1] in _VOWELS:
                continue
            form = stem + row["nominative"]
            score = _rank(form, gender, table)
            if score >= _FOLDED:
                found.append(_Option(_cased(form, word), oblique=True, score=score))
            elif not row["sure"] and row["nominative"] in _GUESSED.get(ending, ()) and score > -1.0:
                score = 0.3 if ending in _INSTRUMENTAL and len(stem) > 3 else -0.2
                found.append(_Option(_cased(form, word), oblique=True, score=score))
    return found


def _rank(form: str, gender: str, table: dict[str, Any]) -> float:
    """How well a nominative fits a person of a gender: 2 for a known name, -1 if it is the other gender's."""
    for row in table["rows"]:
        if row["sure"] and form.endswith(tuple(stem + row["nominative"] for stem in row["stems"])):
            if row["gender"] == gender:
                return 2.0
            if row["nominative"]:
                return -1.0
    if fold(form) not in given_names() and not _compound(form):
        return 0.0
    known = _SPELLED if form in spelled_names() or "-" in form else _FOLDED
    feminine = form.endswith(tuple(table["feminine"])) or (form[-1] in "ая" and form not in table["masculine"])
    if form[-1] not in "ьиеоу" or feminine:
        return known if feminine == (gender == "femn") else -1.0
    return known


def _compound(form: str) -> bool:
    """Whether a name with a hyphen ends in a given name, or holds one and does not end as a declined one may."""
    first, _, last = form.partition("-")
    return bool(last) and (fold(last) in given_names() or (fold(first) in given_names() and last[-1] not in _VOWELS))


def _cased(form: str, like: str) -> str:
    """Give a lower-case form the capitals of the word it comes from: the endings have none."""
    size = 0
    while size < min(len(form), len(like)) and like[size].lower() == form[size]:
        size += 1
    return like[:size] + form[size:]
