"""Word forms: which base forms a word may be a form of.

Two engines, named by a pack's `morphology`: `endings` undoes the endings that the pack lists, each with the letters
it may follow (agglutination leaves the stem as it is); `dictionary` asks pymorphy3 (inflection does not).
"""

import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache, wraps
from typing import Any, Final, TypeAlias, TypeVar

import pymorphy3

from flows import packs

_PERSONAL: Final = frozenset({"Name", "Surn", "Patr"})
_PROPER: Final = _PERSONAL | {"Geox", "Orgn", "Trad", "Abbr"}
_NOMINAL: Final = frozenset({"NOUN", "ADJF", "PRTF"})
_SEPARATORS: Final = "-‑’'"
_LONGEST: Final = 49  # letters of a word
_REMEMBERED: Final = 1 << 16  # words of each kind of question that are kept with the answer

T = TypeVar("T")


def _remembered(read: Callable[[str], T]) -> Callable[[str], T]:
    """Keep the answers for words, and not for what is too long to be one: many such would fill the memory."""
    kept = lru_cache(maxsize=_REMEMBERED)(read)

    @wraps(read)
    def answer(word: str) -> T:
        return kept(word) if len(word) <= _LONGEST else read(word)

    return answer


class Endings:
    """Agglutinated case endings, stripped where the letter before them allows it."""

    def __init__(self, pack: dict[str, Any]) -> None:
        self._cases = _by_ending(pack["cases"])
        self._possessed = _by_ending(pack["possessed"])
        data = pack["endings"]
        self._possessive: tuple[str, ...] = tuple(data["possessive"])
        self._softening: dict[str, str] = data["softening"]
        self.doubtful = {kind: frozenset(endings) for kind, endings in data["doubtful"].items()}
        self.whole = {kind: tuple(endings) for kind, endings in data["whole"].items()}
        self.owner: dict[str, str] = data["owner"]
        self.genitive: frozenset[str] = frozenset(data["genitive"])
        self.local: frozenset[str] = frozenset(data["local"])
        self.locative: frozenset[str] = frozenset(data["locative"])
        self._read = _remembered(self._analyse)
        self._longest = max(len(ending) for ending in (*self._cases, *self._possessed))

    def strip(self, word: str) -> tuple[tuple[str, str], ...]:
        """The (stem, case ending) pairs that `word` can be cut into, the longest ending first."""
        return self._read(word)[0]

    def bases(self, word: str) -> tuple[str, ...]:
        """The word itself, then its stems without case endings, those after a possessive included."""
        return self._read(word)[1]

    def roots(self, word: str) -> tuple[str, ...]:
        """The bases, and each without the possessive of the third person."""
        return self._read(word)[2]

    def _analyse(self, word: str) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...], tuple[str, ...]]:
        pairs = _strip(word, self._cases, self._longest)
        bases = (
            word,
            *(stem for stem, _ in pairs),
            *(stem for stem, _ in _strip(word, self._possessed, self._longest)),
        )
        roots = dict.fromkeys(root for base in bases for root in self.unpossessed(base))
        return tuple(pairs), bases, tuple(roots)

    def unpossessed(self, base: str) -> tuple[str, ...]:
        """A base, then its stems without the possessive, the last consonant hard again (министрлігі, министрлік)."""
        found = [base]
        for suffix in self._possessive:
            stem = base.removesuffix(suffix)
            if len(stem) > 1 and stem != base:
                found += [stem, stem[:-1] + self._softening.get(stem[-1], stem[-1])]
        return tuple(found)


class Dictionary:
    """Inflected forms, looked up; and, from the pack's `inflection`, what the dictionary leaves to letters."""

    def __init__(self, data: dict[str, Any], code: str) -> None:
        self.after_consonant: tuple[str, ...] = tuple(data["after_consonant"])
        self.acronym_ending: int = data["acronym_ending"]
        self.comparative: str = data["comparative"]
        self.places: tuple[str, ...] = tuple(data["places"])
        self.joins: frozenset[str] = frozenset(data["joins"])
        self.alphabet = "".join(script["alphabet"] for script in packs.load("language")[code].values())
        self._read = _remembered(self._normal_forms)

    def bases(self, word: str) -> tuple[str, ...]:
        """The word itself and the normal forms of its parses."""
        return self._read(word)

    def roots(self, word: str) -> tuple[str, ...]:
        """The word itself and the normal form of its likeliest parse: possession is no ending here."""
        return (word, *(parse.normal_form for parse in parses(word)[:1]))

    def _normal_forms(self, word: str) -> tuple[str, ...]:
        found = parses(word)
        known = any(p.is_known for p in found)
        # Of a word that the dictionary does not know the stem may be a name that it takes for another form: `Антикора`.
        guessed = () if known else tuple(word.removesuffix(e) for e in self.after_consonant if word.endswith(e))
        return tuple(dict.fromkeys((word, *(parse.normal_form for parse in found), *guessed)))


# What the rules ask of a language's word forms, in lower case: `bases`, all base forms a word may be a form of, itself
# first, where possession counts as a part of the base; and `roots`, the same and without possession.
Morphology: TypeAlias = Endings | Dictionary


@cache
def analyzer() -> pymorphy3.MorphAnalyzer:
    """The dictionary of Russian, loaded once a process."""
    return pymorphy3.MorphAnalyzer()


def parses(word: str) -> tuple[Any, ...]:
    """What the dictionary says of a word, likeliest first; a word too long to be one has no parses."""
    return analysed(word) if len(word) <= _LONGEST else ()


def analysed(word: str) -> tuple[Any, ...]:
    """What the dictionary makes of a word, likeliest first and never nothing; of a long one, of its end."""
    return _analysed(word[-_LONGEST:])


@lru_cache(maxsize=_REMEMBERED)
def _analysed(word: str) -> tuple[Any, ...]:
    # The dictionary asks for the names of letters, and Unicode's newest and some old scripts have none here.
    letters = ("\ufffd" if c.isalpha() and not unicodedata.name(c, "") else c for c in word)
    return tuple(analyzer().parse("".join(letters)))


@_remembered
def is_known(word: str) -> bool:
    """Whether the dictionary knows a word as any but a family name."""
    return any(p.is_known and "Surn" not in p.tag for p in parses(word))


@_remembered
def is_common(word: str) -> bool:
    """Whether the dictionary knows a word, and not as a name or an abbreviation."""
    return bool(found := parses(word)) and not any(not p.is_known or _PROPER & p.tag.grammemes for p in found)


@_remembered
def is_nominal(word: str) -> bool:
    """Whether a word may be a noun or an adjective, as far as the dictionary knows it."""
    return not (found := parses(word)) or any(not p.is_known or str(p.tag.POS) in _NOMINAL for p in found)


@_remembered
def is_place(word: str) -> bool:
    """Whether the dictionary knows a word as a place's name and as no person's."""
    found = [p.tag for p in parses(word) if p.is_known]
    return any("Geox" in tag for tag in found) and not any(_PERSONAL & tag.grammemes for tag in found)


def _by_ending(table: list[dict[str, Any]]) -> dict[str, frozenset[str]]:
    letters: dict[str, set[str]] = {}
    for row in table:
        for ending in row["endings"]:
            letters.setdefault(ending, set()).update(row["after"])
    return {ending: frozenset(after) for ending, after in letters.items()}


def _strip(word: str, table: dict[str, frozenset[str]], longest: int) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for length in range(min(longest, len(word) - 2), 0, -1):
        stem, ending = word[:-length], word[-length:]
        if ending in table and (stem[-1] in table[ending] or stem[-1] in _SEPARATORS):
            found.append((stem.rstrip(_SEPARATORS), ending))
    return found
