"""Declined persons' names: the nominatives whose forms a name can be, by the tables of a language pack.

A name is read as a man's or a woman's and in one case, in which all of its words agree: `Жанны Асановой` is Жанна
Асанова, `Дональда Трампа` is Дональд Трамп. A man's first name left undeclined (`Касым-Жомарт Токаева`) is read so
where its own gender is known.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import permutations, product
from typing import Final

from flows import packs
from flows.transform.entities.clues import NO_CLUE, Clue
from flows.transform.entities.given import given_names, spelled_names
from flows.transform.entities.morphology import parses
from flows.transform.names import fold

_INITIALS: Final = re.compile(r"((?:\w\.-?){1,3})(\w{2,}(?:-\w+)?)")
_LONGEST: Final = 4  # words of a name
_NOMINATIVE: Final = 0
_PREPOSITIONAL: Final = 5
_CASES: Final = 6
_MARGIN: Final = 2.0  # a reading this much worse than the best is none
# How likely readings are, as far as it matters which is the likelier.
_SPELLED: Final = 2.0  # a known name, letter by letter
_FOLDED: Final = 1.9  # a known name but for letters that the two languages write differently
_LISTED: Final = 2.1  # a family name that the pack lists
_FAMILY: Final = 2.0  # a name that ends as family names or patronymics do
_OTHER: Final = -1.0  # a name of the other gender, or no nominative
_AS_IT_STANDS: Final = 0.3  # most names stand in the nominative
_ALONE: Final = 0.6  # what a word alone is taken back to is a guess
_UNDECLINED: Final = 0.7  # lost by a man's name that stands undeclined
_ASTRAY: Final = 1.2  # lost by names that stand in two cases
_LOOK: Final = 0.1  # lost by a name that stands undeclined, but ends as oblique forms do
_LOCATED: Final = 0.3  # lost by the prepositional where no preposition is seen
_RARE: Final = 0.5  # a name that is rarer than the oblique form of another that looks the same
_DOUBTED: Final = 1.5  # a known name that ends as few nominatives do
_SUBJECT: Final = 0.7  # a name where a subject stands
_MISFIT: Final = -2.0  # a reading that what stands beside the name speaks against
_ODD: Final = -0.6  # ends as few nominatives do
_VOWEL: Final = -0.3  # ends in a vowel, by which no list knows it
_UNDECLINABLE: Final = -0.1  # ends in one that does not decline
_CONSONANT: Final = {"masc": 0.0, "femn": -0.2}


@dataclass(frozen=True, slots=True)
class _Row:
    """One paradigm of the pack: see there."""

    gender: str
    stems: tuple[str, ...]
    nominative: str
    cases: tuple[tuple[str, ...], ...]
    sure: bool


@dataclass(frozen=True, eq=False, slots=True)
class _Table:
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
    family: tuple[tuple[str, str], ...]
    families: tuple[str, ...]
    rows: tuple[_Row, ...]


def nominatives(name: str, code: str, clue: Clue = NO_CLUE) -> list[str]:
    """The nominatives of a person's name in the language `code`, likeliest beside `clue` first; never empty."""
    joined = _INITIALS.fullmatch(name)  # `С.Донского`: the family name is declined, the space is not added
    if joined is None:
        return list(_nominatives(name, code, clue))
    return [joined[1] + form.partition(" ")[2] for form in _nominatives(f"{joined[1][:2]} {joined[2]}", code, clue)]


def given_gender(name: str, code: str) -> str | None:
    """The gender of those who bear a given name, `masc` or `femn`; None where it does not tell, or is not known."""
    lower, table = name.lower(), _table(code)
    if lower in table.masculine or lower.endswith(table.feminine):
        return _genders(lower, table)[0]
    told = _named(lower)
    return min(told) if len(told) == 1 else None


@lru_cache(maxsize=1 << 15)
def _nominatives(name: str, code: str, clue: Clue) -> tuple[str, ...]:
    words = name.split()
    if not 0 < len(words) <= _LONGEST:
        return (name,)
    family = _family(name, _table(code)) if len(words) == 1 else None
    if family is not None:
        return (family,)
    alone = _ALONE if len(words) == 1 and not clue.led else 0.0
    ranked: list[tuple[float, str]] = []
    for gender in ("masc", "femn"):
        for case in range(_CASES):
            readings = [_readings(word, gender, case, code) for word in words[:-1]]
            readings.append(_readings(words[-1], gender, case, code, len(words) > 1))
            bonus = (0.0 if case else _AS_IT_STANDS + alone) + _clued(clue, gender, case)
            ranked += [
                (bonus + sum(s for _, s in choice), " ".join(f for f, _ in choice)) for choice in product(*readings)
            ]
    ranked += _astray(words, code, clue)
    if not ranked:
        return (name,)
    ranked.sort(key=lambda pair: -pair[0])
    best = ranked[0][0]
    return tuple(dict.fromkeys(form for score, form in ranked if score > best - _MARGIN))


def _family(name: str, table: _Table) -> str | None:
    """The nominative of a family's name in the plural (`Жанабыловых`, `Жанабыловы`); None for any other name."""
    for ending, nominative in table.family:
        stem = name.removesuffix(ending)
        if stem != name and stem.endswith(table.families):
            return stem + nominative
    return None


def _astray(words: Sequence[str], code: str, clue: Clue) -> Iterator[tuple[float, str]]:
    """Readings of a man's two names in two oblique cases, by a slip of the pen: `Куандыка Бишимбаеву`."""
    if len(words) != 2:
        return
    for one, other in permutations(range(1, _CASES), 2):
        bonus = _clued(clue, "masc", other) - _ASTRAY
        for given, family in product(
            _readings(words[0], "masc", one, code), _readings(words[1], "masc", other, code, True)
        ):
            sure = given[1] >= _FOLDED and family[1] >= _FAMILY
            if sure and given[0] != words[0] and family[0] != words[1]:
                yield bonus + given[1] + family[1], f"{given[0]} {family[0]}"


def _clued(clue: Clue, gender: str, case: int) -> float:
    """What a reading gains or loses by what stands beside the name."""
    other = _MISFIT if clue.gender not in {None, gender} else 0.0
    if clue.cases is not None:
        other += _MISFIT if case not in clue.cases else 0.0
    elif case == _PREPOSITIONAL:
        other -= _LOCATED
    if clue.nominative is None:
        return other
    if clue.nominative:
        return other + (_SUBJECT if case == _NOMINATIVE else 0.0)
    return other + (_MISFIT if case == _NOMINATIVE and clue.cases is None else 0.0)


@lru_cache(maxsize=1 << 16)
def _readings(
    word: str, gender: str, case: int, code: str, is_family_name: bool = False
) -> tuple[tuple[str, float], ...]:
    """The nominatives of a word that stands in a case, and how well each fits a person of a gender."""
    table = _table(code)
    lower = word.lower()
    if _is_whole(lower, table) or len(word.rstrip(".")) < 3 or not word[0].isupper() or word.isupper():
        man, woman = lower in table.masculine or lower.endswith(table.sons), lower.endswith(table.daughters)
        return ((word, _OTHER if (man if gender == "femn" else woman) else 0.0),)
    rank = _rank(lower, gender, table)
    if is_family_name and gender == "femn" and word[-1] not in table.vowels:
        rank = max(rank, _CONSONANT[gender])  # `Камалы Харрис`, though Харрис is a man's name, too
    if case == _NOMINATIVE:
        return ((word, rank),)
    found: dict[str, float] = {}
    fixed = word[-1] in table.fixed_letters or _is_fixed(lower)
    if rank > _ODD and (fixed or (gender == "femn" and word[-1] not in table.feminine_declined)):
        found[word] = rank
    elif fixed:
        found[word] = rank - _LOOK  # `Марком Рютте`
    elif gender == "masc" and (
        (rank >= _FOLDED and "-" in word) or (not is_family_name and _is_syllable(lower, table))
    ):
        found[word] = rank - _UNDECLINED  # `Касым-Жомарт Токаева`, `Ким Чен Ына`
    for form, score in _declined(lower, gender, case, table):
        found.setdefault(_cased(form, word), score)
    return tuple(found.items())


def _is_whole(word: str, table: _Table) -> bool:
    """Whether a name ends as those do that are never declined, and is no form of a known one (`Урсулы`)."""
    return word.endswith(table.fixed) and word[:-1] + table.fixed_stands_for not in spelled_names()


def _is_fixed(word: str) -> bool:
    """Whether the dictionary knows a given name that is not declined: `Франсуа`."""
    return any(p.is_known and "Name" in p.tag and "Fixd" in p.tag for p in parses(word))


def _is_syllable(word: str, table: _Table) -> bool:
    """Whether a word is a syllable that ends in a consonant, as the words of eastern names are."""
    return sum(letter in table.vowels for letter in word) == 1 and word[-1] not in table.vowels


def _declined(lower: str, gender: str, case: int, table: _Table) -> Iterator[tuple[str, float]]:
    for form, cases in table.irregular.items():
        if gender == "masc" and cases[case - 1] == lower:
            yield form, _LISTED
    for row in table.rows:
        if row.gender != gender:
            continue
        for ending in row.cases[case - 1]:
            stem = lower.removesuffix(ending)
            if stem != lower and len(stem) > 1 and stem.endswith(row.stems):
                form = stem + row.nominative
                yield form, _rank(form, gender, table)


@lru_cache(maxsize=1 << 16)
def _rank(form: str, gender: str, table: _Table) -> float:
    """How well a nominative fits a person of a gender: 2 for a known name, -1 if it is the other gender's."""
    if form in table.rare:
        return _RARE
    if form.endswith(table.oblique):
        return _OTHER
    for row in table.rows:
        if row.sure and form.endswith(tuple(stem + row.nominative for stem in row.stems)):
            if row.gender == gender:
                return _FAMILY
            if row.nominative:
                return _OTHER
    known = _known(form, table)
    if known and form.endswith(table.odd) and not _named(form):
        known = _DOUBTED if form in spelled_names() else 0.0
    if known:
        return known if gender in _genders(form, table) else _OTHER
    return _guessed(form, gender, table)


def _guessed(form: str, gender: str, table: _Table) -> float:
    """The same of a word that is no given name and has no family name's ending."""
    if form in table.masculine:
        return _LISTED if gender == "masc" else _OTHER
    if form.endswith(table.odd):
        return _ODD
    last = form[-1]
    if last in table.vowels or last in table.vowel_like:
        return table.unknown[gender].get(last, _UNDECLINABLE if last in table.fixed_letters else _VOWEL)
    return _CONSONANT[gender]


def _known(form: str, table: _Table) -> float:
    """How well a nominative is known as a given name, 0 if not."""
    named = [p.tag for p in parses(form) if p.is_known and "Name" in p.tag]
    if named and not any(tag.case == "nomn" and tag.number == "sing" for tag in named):
        return 0.0  # lists of names hold oblique forms, too
    if named or form in spelled_names() or _compound(form, table):
        return _SPELLED
    return _FOLDED if fold(form) in given_names() else 0.0


def _named(form: str) -> frozenset[str]:
    """The genders of a given name that the dictionary knows."""
    return frozenset(
        str(p.tag.gender)
        for p in parses(form)
        if p.is_known and "Name" in p.tag and p.tag.case == "nomn" and p.tag.number == "sing"
    ) & {"masc", "femn"}


def _genders(form: str, table: _Table) -> tuple[str, ...]:
    """The genders of those who bear a known given name."""
    if form in table.masculine:
        return ("masc",)
    if form.endswith(table.feminine):
        return ("femn",)
    told = _named(form)
    if told:
        return tuple(sorted(told))
    if form[-1] in table.feminine_letters:
        return ("femn",)
    return ("masc", "femn") if form[-1] in table.common_letters else ("masc",)


def _compound(form: str, table: _Table) -> bool:
    """Whether a name with a hyphen ends in a given name, or holds one and does not end as a declined one may."""
    first, _, last = form.partition("-")
    return bool(last) and (
        fold(last) in given_names() or (fold(first) in given_names() and last[-1] not in table.vowels)
    )


def _cased(form: str, like: str) -> str:
    """Give a lower-case form the capitals of the word it comes from: the endings have none."""
    size = 0
    while size < min(len(form), len(like)) and like[size].lower() == form[size]:
        size += 1
    return like[:size] + form[size:]


@cache
def _table(code: str) -> _Table:
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
    return _Table(
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
        family=tuple((ending, nominative) for ending, nominative in pack.get("family", ())),
        families=tuple(pack.get("families", ())),
        rows=rows,
    )
