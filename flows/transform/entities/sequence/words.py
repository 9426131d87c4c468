"""What a word says of itself to the sequence tagger: its letters, its stem and ending, the lists it is in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Final

from flows.transform.entities.lexicon import Lexicon, given_names
from flows.transform.entities.tokens import CLOSING, OPENING
from flows.transform.names import fold

REACH: Final = 3  # words to either side that a word's attributes are seen from
MET: Final = "met"  # the column and attribute that say how a word was met elsewhere
MET_ATTRIBUTE: Final = "m="
COLUMNS: Final = ("lower", "shape", "prefix", "stem", "ending", "kinds", MET)  # what pairs of neighbours are made of
LEXICAL: Final = ("lower", "stem", "prefix")  # the columns, and the attributes, that hold words or their beginnings
LEXICAL_ATTRIBUTES: Final = ("w=", "W=", "b=", "@b=")
POST, BODY, PLACE, FACILITY = 1, 2, 3, 4  # kinds of class nouns
LOWER, LOWER_TWICE, CAPITAL, LISTED = 1, 2, 4, 8  # how a word was met: flags
OPENS, CLOSES, EITHER = 1, 2, 3  # kinds of quotation marks
_NOUNS: Final = {"post": POST, "body noun": BODY, "place noun": PLACE, "facility": FACILITY}  # the first counts

_AFFIX: Final = 5  # letters of an affix that is seen from neighbours
_PREFIX: Final = 10  # letters of the longest prefix
_SUFFIX: Final = 6
_CODED: Final = 40  # letters of a word that are looked at
_PAIRED: Final = 4  # letters of a prefix in pairs
_CLOSED: Final = frozenset('«»“”„"-–—‑’')  # marks that may stand inside a name's context
_SHORTEST: Final = 3  # letters of a family name, one fewer


@dataclass(frozen=True, slots=True)
class Word:
    """A word type as the tagger sees it.

    `columns` are the values of COLUMNS; `near[d]` the attributes that are seen from up to `d` words away and no
    farther; `pointed` those, marked by an @, that are seen by words that point to this one. `noun` is the kind of
    class noun it is (0 none), `stops` says that a name does not reach over it, `mark` which quotation mark it is.
    """

    columns: tuple[str, ...]
    near: tuple[tuple[str, ...], ...]
    pointed: tuple[str, ...]
    noun: int
    stops: bool
    mark: int
    capital: bool


BOUNDARY: Final = Word(("",) * len(COLUMNS), ((), (), (), ("",)), ("@",), 0, True, 0, False)


def stem_of(lower: str, lexicon: Lexicon) -> str:
    """The stem of a word in lower case."""
    bases = lexicon.morphology.bases(lower)
    return _stem(bases, _given(bases), lexicon)


def describe(text: str, lexicon: Lexicon, met: Mapping[str, int]) -> Word:
    """Describe a word or mark (no white space in it); `met` says how words were met in the training's texts."""
    text = text[:_CODED]
    lower, shape = text.lower(), _shape(text)
    mark = (text in OPENING) * OPENS + (text in CLOSING) * CLOSES
    far = (f"w={lower}", f"s={shape}")
    if not text[0].isalpha():
        number = (f"n={len(text)}",)
        columns = (lower, shape, lower[:_PAIRED], lower, "", "", shape)
        return Word(columns, (number, (), (), far), (f"@s={shape}",), 0, text not in _CLOSED, mark, False)
    bases = lexicon.morphology.bases(lower)
    given = _given(bases)
    kinds = _kinds(lower, bases, given, lexicon)
    joined = "+".join(kinds)
    stem = _stem(bases, given, lexicon)
    ending = fold(lower.removeprefix(stem)) if lower.startswith(stem) else ""
    stems = tuple(f"b={base}" for base in dict.fromkeys((stem, *bases[1:3])))
    prefixes = [f"p={lower[:size]}" for size in range(1, min(_PREFIX, len(lower)) + 1)]
    suffixes = [f"u={lower[-size:]}" for size in range(1, min(_SUFFIX, len(lower)) + 1)]
    padded = f"<{lower}>"
    here = (
        f"W={text}",
        f"n={min(len(text), 12)}",
        *prefixes[_AFFIX:],
        *suffixes[_AFFIX:],
        *dict.fromkeys(f"t={padded[i : i + 3]}" for i in range(len(padded) - 2)),
    )
    shown = tuple(f"k={kind}" for kind in kinds)
    known = _known(lower, stem, shape, met)
    seen = (f"e={ending}", f"K={joined}", f"{MET_ATTRIBUTE}{known}", *shown, *prefixes[:_AFFIX], *suffixes[:_AFFIX])
    noun = next((code for kind, code in _NOUNS.items() if kind in kinds), 0)
    return Word(
        columns=(lower, shape, lower[:_PAIRED], stem, ending + shape[:1], joined, known),
        near=(here, stems, seen, far),
        pointed=(f"@b={stem}", f"@p={lower[:_AFFIX]}", f"@K={joined}", *(f"@{kind}" for kind in kinds)),
        noun=noun,
        stops="stop" in kinds and lower not in lexicon.particles,
        mark=mark,
        capital=text[0].isupper(),
    )


def _known(lower: str, stem: str, shape: str, met: Mapping[str, int]) -> str:
    """How a word was met elsewhere: l(ower-case), c(apitalised within a sentence), p(lace) in a list; and its shape.

    A word in lower case must have been met so twice, since the training's own words have all been met once.
    """
    flags = met.get(lower, 0) | met.get(stem, 0)
    common = flags & (LOWER_TWICE if shape[0] == "x" else LOWER | LOWER_TWICE)
    return f"{shape[:2]}{'l' if common else ''}{'c' if flags & CAPITAL else ''}{'p' if flags & LISTED else ''}"


def _shape(text: str) -> str:
    """The kinds of characters in their order, each run once: Xx, XX for an acronym, a leading L for Latin letters."""
    if text.isalpha() and text[1:].islower():
        shape = "Xx" if text[0].isupper() else "x"
    else:
        shape = "".join(kind for kind, _ in groupby(map(_character, text)))
        if shape == "X" and len(text) > 1:
            shape = "XX"
    return ("L" + shape if text[0].isascii() and text[0].isalpha() else shape)[:8]


def _character(character: str) -> str:
    if character.isalpha():
        return "X" if character.isupper() else "x"
    return "d" if character.isdigit() else character


def _given(bases: Sequence[str]) -> frozenset[str]:
    """Of the forms a word may come from, those that are given names."""
    names = given_names()
    return frozenset(base for base in bases if fold(base) in names)


def _kinds(lower: str, bases: Sequence[str], given: frozenset[str], lexicon: Lexicon) -> tuple[str, ...]:
    """The lists of the pack that a word, or a form it may come from, is in, and what its ending shows."""
    lists = _lists(lexicon)
    kinds = {kind for base in bases for kind in lists.of_bases.get(base, ())}
    kinds.update(kind for root in lexicon.morphology.roots(lower) for kind in lists.of_roots.get(root, ()))
    kinds.update(lists.of_words.get(lower, ()))
    if given:
        kinds.add("given")
    for base in bases:
        if len(base) > _SHORTEST and base.endswith(lexicon.surname_sure):
            kinds.add("surname")
        elif len(base) > _SHORTEST and base.endswith(lexicon.surname):
            kinds.add("surname?")
        if base.endswith(lexicon.patronymic):
            kinds.add("patronymic")
    if lower.endswith(lexicon.verbal):
        kinds.add("verbal")
    if lower.endswith(lexicon.adjectival):
        kinds.add("adjectival")
    return tuple(sorted(kinds))


def _stem(bases: Sequence[str], given: frozenset[str], lexicon: Lexicon) -> str:
    """Of the forms a word may come from, the first that is known to be a base; else the one without its ending."""
    lists = _lists(lexicon)
    endings = lexicon.surname_sure + lexicon.patronymic
    for base in bases:
        if base in lists.of_bases or base in lists.of_roots or base.endswith(endings) or base in given:
            return base
    return bases[min(1, len(bases) - 1)]


@dataclass(frozen=True, slots=True)
class _Lists:
    """From a word, one of its base forms or one of its roots to the lists of the pack that it is in."""

    of_words: Mapping[str, Sequence[str]]
    of_bases: Mapping[str, Sequence[str]]
    of_roots: Mapping[str, Sequence[str]]


@cache
def _lists(lexicon: Lexicon) -> _Lists:
    return _Lists(
        of_words=_invert({"leading": lexicon.leading, "opener": lexicon.openers, "stop": lexicon.body_stops}),
        of_bases=_invert(
            {
                "place": {name[0] for name in lexicon.places.names if len(name) == 1},
                "place noun": lexicon.place_ends,
                "body noun": lexicon.heads,
                "modifier": lexicon.modifiers,
                "form": lexicon.forms,
                "acronym": lexicon.acronyms,
            }
        ),
        of_roots=_invert({"post": lexicon.posts, "common": lexicon.common, "facility": lexicon.facilities}),
    )


def _invert(lists: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for kind, words in lists.items():
        for word in words:
            kinds.setdefault(word, []).append(kind)
    return kinds
