"""Words by how they are made: inhabitants, `Telegram-канал` and verbs are nobody's name, `Минпромышленности` is."""

from typing import Final

from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.morphology import is_common, is_nominal, parses

_ACRONYM: Final = 4  # letters of most acronyms
_SYLLABLE: Final = 3  # letters of a word's beginning in a contraction, or one more
_WHOLE: Final = 5  # letters of a contraction's last word, one more after two beginnings
_STEM: Final = 4  # letters of a place's name that its inhabitants' has at least


def is_inhabitant(word: str, lexicon: Lexicon) -> bool:
    """Whether a lower-case word calls who lives in a listed place or what is of it (`астанчанка`, `алматинский`)."""
    if any("Surn" in p.tag and p.is_known for p in parses(word)):
        return False
    for base in lexicon.morphology.bases(word):
        for ending in lexicon.inhabitants:
            stem = base.removesuffix(ending)
            if stem != base and len(stem) >= _STEM and stem in lexicon.place_stems:
                return True
    return False


def is_compounded(text: str) -> bool:
    """Whether a word is a common noun after an acronym or a foreign word (`СМС-сообщениях`, `Telegram-канал`)."""
    first, _, last = text.rpartition("-")
    if not first or not last.islower():
        return False
    foreign = first.isascii() or (first.isupper() and 1 < len(first) <= _ACRONYM)
    return foreign and any(p.is_known and str(p.tag.POS) == "NOUN" for p in parses(last))


def is_verbal(word: str) -> bool:
    """Whether a lower-case word is a verb or the like, whatever its capital (`Заслушав`, `Поручил`)."""
    return not is_nominal(word)


def is_contracted(word: str, lexicon: Lexicon) -> bool:
    """Whether a lower-case word is a ministry's name, of the beginnings of words and one whole (`минводресурсов`)."""
    beginning = next((b for b in lexicon.contracted if word.startswith(b)), None)
    if beginning is None or is_common(word):
        return False
    rest = word.removeprefix(beginning)
    if len(rest) >= _WHOLE and _is_owned_by(rest):
        return True
    return any(len(rest) - cut > _WHOLE and _is_owned_by(rest[cut:]) for cut in (_SYLLABLE, _SYLLABLE + 1))


def _is_owned_by(word: str) -> bool:
    return any(p.is_known and p.tag.POS == "NOUN" and p.tag.case == "gent" for p in parses(word))
