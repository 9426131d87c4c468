"""Canonical keys of names: one key for the spellings of one name across articles and languages."""

import re
from functools import cache
from typing import Final

from flows import packs
from flows.transform.spelling import skeleton

# Kazakh letters to the Russian ones that stand for them, and Russian ones whose use varies. Source: the practice of
# writing Kazakh names in Russian (Нұрлан - Нурлан, Мәулен - Маулен, Серік - Серик, Бақытжан - Бакытжан/Бакитжан).
_LETTERS: Final = str.maketrans("әғқңөұүһіыэёйщ‑–", "агкноуухииееиш--", "ьъ’'`")
_DOUBLE: Final = re.compile(r"(\w)\1+")
_WORD: Final = re.compile(r"\w+")
_PATRONYMIC: Final = re.compile(r"(?:ули|кизи|(?:[ое]в|ин)ич|[ое]вна|инична|огл[иу])$")
_SPACED_PATRONYMIC: Final = re.compile(r" (?=(?:ұлы|улы|қызы|кызы|оглы|оғлы|оглу)(?: |$))")
_FAMILY: Final = re.compile(r"(?:(?:[ое]в|[иы]н)а?|ск(?:и|ая)|ули|кизи)$")
_JOINED: Final = dict.fromkeys(map(ord, "-‑–"))


def fold(text: str) -> str:
    """Spell a name in the letters that Kazakh and Russian share, in lower case, double letters once."""
    return _DOUBLE.sub(r"\1", text.lower().translate(_LETTERS).replace("дж", "ж"))


def is_patronymic(word: str) -> bool:
    """Whether a word in the nominative ends as patronymics do, in either language."""
    return _PATRONYMIC.search(fold(word)) is not None


def _person(name: str) -> str:
    """Key of a person: the given name before the family name, without the patronymic where two others are left.

    The words are reduced to their sound. Their order is kept where no single one ends as family names do, since
    then it alone tells Серік Нұрлан from Нұрлан Серік.
    """
    words = _WORD.findall(_SPACED_PATRONYMIC.sub("", name.lower()).translate(_JOINED))
    if len(words) > 2:
        father = next((i for i in range(1, len(words)) if is_patronymic(words[i])), None)
        words = [word for i, word in enumerate(words) if i != father]
    families = [word for word in words if _FAMILY.search(fold(word))]
    if len(families) == 1:
        words = [word for word in words if word is not families[0]] + families
    return " ".join(part for part in map(skeleton, words) if part)


@cache
def _known(room: str) -> dict[str, str]:
    """From the folded names that the packs list to the code they share."""
    known: dict[str, str] = {}
    for pack in packs.load(room).values():
        for code, names in pack.items():
            for name in names:
                known.setdefault(" ".join(_WORD.findall(fold(name))), code)
    return known


def key(name: str, type: str) -> str:  # noqa: A002 - the column's name
    """Canonical key of a name in the nominative, the same for its Kazakh and its Russian spelling.

    Args:
        name: A name as `Mention.name` gives it.
        type: PER, ORG or LOC.

    Returns:
        For a place or a body that the packs list, its code; else the folded name. Never empty: a name without
        letters is its own key.
    """
    if type == "PER":
        return _person(name) or name
    folded = " ".join(_WORD.findall(fold(name)))
    room = "places" if type == "LOC" else "bodies"
    return _known(room).get(folded, folded) or name
