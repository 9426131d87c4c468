"""Canonical keys of names: one key for the spellings of one name across articles and languages."""

import re
from functools import cache
from typing import Final

from flows import packs

# Kazakh letters to the Russian ones that stand for them, and Russian ones whose use varies. Source: the practice of
# writing Kazakh names in Russian (Нұрлан - Нурлан, Мәулен - Маулен, Серік - Серик, Бақытжан - Бакытжан/Бакитжан).
_LETTERS: Final = str.maketrans("әғқңөұүһіыэёйщ‑–", "агкноуухииееиш--", "ьъ’'`")
_DOUBLE: Final = re.compile(r"(\w)\1+")
_WORD: Final = re.compile(r"\w+")
_NARROW: Final = re.compile(r"(?<=[^\Wаеиоуюя\d_])и(?=[^\Wаеиоуюя\d_])")
_VOICELESS: Final = re.compile(r"(?<=[ткхсш])п")
_FIRST_E: Final = re.compile(r"^е(?=[^\Wаеиоуюя\d_])")
_PATRONYMIC: Final = re.compile(r"(?:улу?и|кизи|(?:[ое]в|ин)ич|[ое]вна|инична|огли)$")


def fold(text: str) -> str:
    """Spell a name in the letters that Kazakh and Russian share, in lower case, double letters once."""
    return _DOUBLE.sub(r"\1", text.lower().translate(_LETTERS).replace("дж", "ж"))


def is_patronymic(word: str) -> bool:
    """Whether a word in the nominative ends as patronymics do, in either language."""
    return _PATRONYMIC.search(fold(word)) is not None


def _person(name: str) -> str:
    """Key of a person: the parts in the order of the alphabet, without the patronymic where two others are left.

    Vowels that the two spellings interchange are made one: о and у, and a narrow vowel between consonants is
    dropped (Мүсірепов - Мусрепов, Бөлекпаев - Булекпаев); so are б and п after a voiceless consonant, and the first
    letters of Ерғалиев - Иргалиев, Уәлиханов - Валиханов. The last letters stay, so Асанов is not Асанова.
    """
    parts = _WORD.findall(fold(name).replace("-", ""))
    if len(parts) > 2:
        parts = [part for part in parts if not _PATRONYMIC.search(part)] or parts
    return " ".join(sorted(_skeleton(part) for part in parts))


def _skeleton(part: str) -> str:
    part = _VOICELESS.sub("б", part.replace("о", "у").replace("ч", "ш"))
    part = _NARROW.sub("", _FIRST_E.sub("и", part))
    return "в" + part[1:] if part.startswith("уа") else part


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
