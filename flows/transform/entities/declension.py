"""Declined persons' names: the nominatives whose forms a name can be, by the tables of a language pack.

A name is read as a man's or a woman's and in one case, in which all of its words agree: `Жанны Асановой` is Жанна
Асанова, `Дональда Трампа` is Дональд Трамп. A man's first name left undeclined (`Касым-Жомарт Токаева`) is read so
where its own gender is known.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import permutations, product
from typing import Final

from flows.transform.entities.clues import NO_CLUE, Clue
from flows.transform.entities.fitness import (
    CONSONANT,
    FAMILY,
    FOLDED,
    LISTED,
    ODD,
    OTHER,
    genders_of,
    named_genders,
    rank_of,
)
from flows.transform.entities.given import spelled_names
from flows.transform.entities.morphology import parses
from flows.transform.entities.paradigms import Paradigms, paradigms

_INITIALS: Final = re.compile(r"((?:\w\.-?){1,3})(\w{2,}(?:-\w+)?)")
_LONGEST: Final = 4  # words of a name
_NOMINATIVE: Final = 0
_PREPOSITIONAL: Final = 5
_CASES: Final = 6
_MARGIN: Final = 2.0  # a reading this much worse than the best is none
# What a reading gains or loses beside the fitness of its words.
_AS_IT_STANDS: Final = 0.3  # most names stand in the nominative
_ALONE: Final = 0.6  # what a word alone is taken back to is a guess
_UNDECLINED: Final = 0.7  # lost by a man's name that stands undeclined
_ASTRAY: Final = 1.2  # lost by names that stand in two cases
_DECLINED: Final = 1.5  # lost by a man's nominative that looks like a woman's name in another case, and the reverse
_HERS: Final = -0.5  # a woman's name that looks like a man's and stands undeclined
_LOOK: Final = 0.1  # lost by a name that stands undeclined, but ends as oblique forms do
_LOCATED: Final = 0.3  # lost by the prepositional where no preposition is seen
_SUBJECT: Final = 0.7  # a name where a subject stands
_MISFIT: Final = -2.0  # a reading that what stands beside the name speaks against


def nominatives(name: str, code: str, clue: Clue = NO_CLUE) -> list[str]:
    """The nominatives of a person's name in the language `code`, likeliest beside `clue` first; never empty."""
    joined = _INITIALS.fullmatch(name)  # `С.Донского`: the family name is declined, the space is not added
    if joined is None:
        return list(_nominatives(name, code, clue))
    return [joined[1] + form.partition(" ")[2] for form in _nominatives(f"{joined[1][:2]} {joined[2]}", code, clue)]


def given_gender(name: str, code: str) -> str | None:
    """The gender of those who bear a given name, `masc` or `femn`; None where it does not tell, or is not known."""
    lower, table = name.lower(), paradigms(code)
    if lower in table.masculine or lower.endswith(table.feminine):
        return genders_of(lower, table)[0]
    told = named_genders(lower)
    return min(told) if len(told) == 1 else None


@lru_cache(maxsize=1 << 15)
def _nominatives(name: str, code: str, clue: Clue) -> tuple[str, ...]:
    words = name.split()
    if not 0 < len(words) <= _LONGEST:
        return (name,)
    family = _family(name, paradigms(code)) if len(words) == 1 else None
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


def _family(name: str, table: Paradigms) -> str | None:
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
            sure = given[1] >= FOLDED and family[1] >= FAMILY
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
    table = paradigms(code)
    lower = word.lower()
    if _is_whole(lower, table) or len(word.rstrip(".")) < 3 or not word[0].isupper() or word.isupper():
        man, woman = lower in table.masculine or lower.endswith(table.sons), lower.endswith(table.daughters)
        return ((word, OTHER if (man if gender == "femn" else woman) else 0.0),)
    rank = rank_of(lower, gender, table)
    if is_family_name and gender == "femn" and word[-1] not in table.vowels:
        rank = max(rank, CONSONANT[gender])  # `Камалы Харрис`, though Харрис is a man's name, too
    if case == _NOMINATIVE:
        declined = lower.endswith(table.hers) and lower not in table.masculine
        return ((word, rank - (_DECLINED if declined else 0.0)),)
    found: dict[str, float] = {}
    fixed = word[-1] in table.fixed_letters or _is_fixed(lower)
    if rank > ODD and (fixed or (gender == "femn" and word[-1] not in table.feminine_declined)):
        found[word] = rank
    elif fixed:
        found[word] = rank - _LOOK  # `Марком Рютте`
    elif gender == "femn" and is_family_name == (word[-1] in table.vowel_like) and word[-1] not in table.vowels:
        found[word] = _HERS - (_UNDECLINED if is_family_name else 0.0)  # `Оралхан Бокеевой`, `Светлане Цой`
    elif gender == "masc" and ((rank >= FOLDED and "-" in word) or (not is_family_name and _is_syllable(lower, table))):
        found[word] = rank - _UNDECLINED  # `Касым-Жомарт Токаева`, `Ким Чен Ына`
    his = gender == "femn" and not is_family_name and rank_of(lower, "masc", table) >= FOLDED
    for form, score in _declined(lower, gender, case, table):
        found.setdefault(_cased(form, word), score - (_DECLINED if his and score < FOLDED else 0.0))
    return tuple(found.items())


def _is_whole(word: str, table: Paradigms) -> bool:
    """Whether a name ends as those do that are never declined, and is no form of a known one (`Урсулы`)."""
    return word.endswith(table.fixed) and word[:-1] + table.fixed_stands_for not in spelled_names()


def _is_fixed(word: str) -> bool:
    """Whether the dictionary knows a given name that is not declined: `Франсуа`."""
    return any(p.is_known and "Name" in p.tag and "Fixd" in p.tag for p in parses(word))


def _is_syllable(word: str, table: Paradigms) -> bool:
    """Whether a word is a syllable that ends in a consonant, as the words of eastern names are."""
    return sum(letter in table.vowels for letter in word) == 1 and word[-1] not in table.vowels


def _declined(lower: str, gender: str, case: int, table: Paradigms) -> Iterator[tuple[str, float]]:
    for form, cases in table.irregular.items():
        if gender == "masc" and cases[case - 1] == lower:
            yield form, LISTED
    for row in table.rows:
        if row.gender != gender:
            continue
        for ending in row.cases[case - 1]:
            stem = lower.removesuffix(ending)
            if stem != lower and len(stem) > 1 and stem.endswith(row.stems):
                form = stem + row.nominative
                yield form, rank_of(form, gender, table)


def _cased(form: str, like: str) -> str:
    """Give a lower-case form the capitals of the word it comes from: the endings have none."""
    size = 0
    while size < min(len(form), len(like)) and like[size].lower() == form[size]:
        size += 1
    return like[:size] + form[size:]
