"""Fitness: how likely a word is the nominative of a man's or a woman's name, by lists, the dictionary and endings."""

from functools import lru_cache
from typing import Final

from flows.transform.entities.given import given_names, spelled_names
from flows.transform.entities.morphology import parses
from flows.transform.entities.paradigms import Paradigms
from flows.transform.names import fold

# How likely readings are, as far as it matters which is the likelier.
_SPELLED: Final = 2.0  # a known name, letter by letter
FOLDED: Final = 1.9  # a known name but for letters that the two languages write differently
LISTED: Final = 2.1  # a family name that the pack lists
FAMILY: Final = 2.0  # a name that ends as family names or patronymics do
OTHER: Final = -1.0  # a name of the other gender, or no nominative
_RARE: Final = 0.5  # a name that is rarer than the oblique form of another that looks the same
_DOUBTED: Final = 1.5  # a known name that ends as few nominatives do
ODD: Final = -0.6  # ends as few nominatives do
_VOWEL: Final = -0.3  # ends in a vowel that the pack gives no weight
_UNDECLINABLE: Final = -0.1  # ends in one with which nothing declines
CONSONANT: Final = {"masc": 0.0, "femn": -0.2}  # ends in a consonant


@lru_cache(maxsize=1 << 16)
def rank_of(form: str, gender: str, table: Paradigms) -> float:
    """How well a nominative fits a person of a gender: 2 for a known name, -1 if it is the other gender's."""
    if form in table.rare:
        return _RARE
    if form.endswith(table.oblique) and form not in table.masculine:
        return OTHER
    for row in table.rows:
        if row.sure and form.endswith(tuple(stem + row.nominative for stem in row.stems)):
            if row.gender == gender:
                return FAMILY
            if row.nominative:
                return OTHER
    known = _known(form, table)
    if known and form.endswith(table.odd) and not named_genders(form):
        known = _DOUBTED if form in spelled_names() else 0.0
    if known:
        return known if gender in genders_of(form, table) else OTHER
    return _guessed(form, gender, table)


def _guessed(form: str, gender: str, table: Paradigms) -> float:
    """The same of a word that is no given name and has no family name's ending."""
    if form in table.masculine:
        return LISTED if gender == "masc" else OTHER
    if form.endswith(table.odd):
        return ODD
    last = form[-1]
    if last in table.vowels or last in table.vowel_like:
        likely = table.unknown[gender]
        if form[-2:] in likely:
            return likely[form[-2:]]
        return likely.get(last, _UNDECLINABLE if last in table.fixed_letters else _VOWEL)
    return CONSONANT[gender]


def _known(form: str, table: Paradigms) -> float:
    """How well a nominative is known as a given name, 0 if not."""
    named = [p.tag for p in parses(form) if p.is_known and "Name" in p.tag]
    listed = form in table.feminine
    if named and not listed and not any(tag.case == "nomn" and tag.number == "sing" for tag in named):
        return 0.0  # lists of names hold oblique forms, too
    if named or form in spelled_names() or _compound(form, table):
        return _SPELLED
    return FOLDED if fold(form) in given_names() else 0.0


def named_genders(form: str) -> frozenset[str]:
    """The genders of a given name that the dictionary knows."""
    return frozenset(
        str(p.tag.gender)
        for p in parses(form)
        if p.is_known and "Name" in p.tag and p.tag.case == "nomn" and p.tag.number == "sing"
    ) & {"masc", "femn"}


def genders_of(form: str, table: Paradigms) -> tuple[str, ...]:
    """The genders of those who bear a known given name."""
    if form in table.masculine:
        return ("masc",)
    if form.endswith(table.feminine):
        return ("femn",)
    told = named_genders(form)
    if told:
        return tuple(sorted(told))
    if form[-1] in table.feminine_letters:
        return ("femn",)
    return ("masc", "femn") if form[-1] in table.common_letters else ("masc",)


def _compound(form: str, table: Paradigms) -> bool:
    """Whether a name with a hyphen ends in a given name, or holds one and does not end as a declined one may."""
    first, _, last = form.partition("-")
    return bool(last) and (
        fold(last) in given_names() or (fold(first) in given_names() and last[-1] not in table.vowels)
    )
