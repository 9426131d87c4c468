"""What words of names end in, in all packs' languages: a name is compared with others in whichever it stands."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from flows import packs
from flows.transform.spelling import fold


@dataclass(frozen=True, slots=True)
class NameEndings:
    """The packs' `identity`, as endings of folded words.

    `spaced` is the space before a word that makes a patronymic, in a name in lower case not folded; `possessive`
    the possessive of a body's last word.
    """

    patronymics: tuple[str, ...]
    families: tuple[str, ...]
    spaced: re.Pattern[str]
    possessive: re.Pattern[str]


@cache
def endings() -> NameEndings:
    """The endings of all packs."""
    packed = [pack["identity"] for pack in packs.load("entities").values()]
    words = [word for pack in packed for word in pack["patronymic_words"]]
    possessive: list[str] = []
    for table in (pack["possessive"] for pack in packed if "possessive" in pack):
        vowels = "".join(dict.fromkeys(map(fold, table["vowels"])))
        after_vowel, after_others = fold(table["after_vowel"]), fold(table["after_others"])
        possessive += rf"(?<=[{vowels}]){after_vowel}", rf"(?<=[^{vowels}]){after_others}"
    return NameEndings(
        patronymics=_folded([*words, *(ending for pack in packed for ending in pack["patronymics"])]),
        families=_folded(ending for pack in packed for ending in pack["families"]),
        spaced=re.compile(rf" (?=(?:{'|'.join(words)})(?: |$))"),
        possessive=re.compile(rf"(?:{'|'.join(possessive)})$"),
    )


def _folded(endings: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(fold, endings)))
