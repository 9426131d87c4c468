"""The gazetteer: the names of places and bodies that a pack lists for identity, as those to be found in texts."""

from collections.abc import Collection, Iterable
from typing import Final

from flows import packs

_TWO: Final = 2  # letters of acronyms that stand for too much


def places(code: str, unsure: Collection[str] | None) -> list[str]:
    """The names of places that a pack lists, in lower case; those of its atlas where it says which are unsure."""
    rooms = ["places"] if unsure is None else ["places", "atlas"]
    names = [name.lower() for room in rooms for names in packs.load(room)[code].values() for name in names]
    return [name for name in names if not unsure or name not in unsure]


def acronyms(code: str) -> frozenset[str]:
    """The acronyms of the bodies that a pack lists, in lower case, those of two letters left out."""
    names = (name for names in packs.load("bodies")[code].values() for name in names)
    return frozenset(name.lower() for name in names if name.isalpha() and name.isupper() and len(name) > _TWO)


def listed_bodies(code: str, posts: frozenset[str]) -> list[str]:
    """The names of two words or more of the bodies that a pack lists, in lower case, without marks and no post's."""
    names = (name.lower() for names in packs.load("bodies")[code].values() for name in names)
    plain = (name for name in names if " " in name and name.replace(" ", "").replace("-", "").isalpha())
    return [name for name in plain if name.rsplit(" ", 1)[-1] not in posts]


def fields(listed: Iterable[str], official: Collection[str], more: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """The words that say what authorities are for: those before the class noun of listed ones, and `more`."""
    named = (name.rpartition(" ") for name in listed)
    return frozenset(tuple(field.split()) for field in [*(f for f, _, noun in named if noun in official), *more])
