"""Names in the nominative: from a surface form to the form that stands in a list of names."""

from collections.abc import Collection
from typing import Final

from flows.transform.entities.clues import NO_CLUE, Clue
from flows.transform.entities.declension import nominatives
from flows.transform.entities.inflected import inflected
from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.morphology import Endings

_MARKED: Final = 3  # letters and marks of the shortest name between them


def candidates(
    surface: str,
    type: str,  # noqa: A002
    lexicon: Lexicon,
    attested: Collection[str],
    clue: Clue = NO_CLUE,
) -> list[str]:
    """The nominatives that a surface form may have, likeliest first; never empty.

    Args:
        surface: The name as it stands in the text.
        type: PER, ORG or LOC.
        lexicon: The language of the paragraph it stands in.
        attested: Lower-case words of the article's names: a stem that stands there by itself is preferred.
        clue: What stands beside a person's name.
    """
    if isinstance(lexicon.morphology, Endings):
        return _stripped(surface, type, lexicon, lexicon.morphology, attested)
    if type == "PER":
        return nominatives(surface, lexicon.code, clue)
    return [inflected(surface, type, lexicon, lexicon.morphology)]


def _stripped(surface: str, type: str, lexicon: Lexicon, endings: Endings, attested: Collection[str]) -> list[str]:  # noqa: A002
    """Agglutination: only the last word is inflected, so only its ending is at stake.

    After `son of` and `daughter of` it follows a possessive: `Нұрланұлын`, `Нұрланқызына`.
    """
    last = _last_word(surface)
    if type == "LOC" and surface.endswith("."):
        return [surface[:last] + lexicon.place_short.get(surface[last:-1], surface[last:])]
    if len(surface) > _MARKED and surface[0] == "«" and surface.find("»") == len(surface) - 1:
        return [f"«{name}»" for name in _stripped(surface[1:-1], type, lexicon, endings, attested)]
    word = surface[last:].lower()
    if "»" in surface[last:] or not word:
        return [surface]
    before = tuple(surface[:last].lower().split())
    options = [(stem, ending) for stem, ending in endings.strip(word) if len(stem) > 1]
    if type == "PER":
        options += [(form, "") for form in endings.bases(word) if form != word and form.endswith(lexicon.patronymic)]
    else:
        forms = dict.fromkeys(form for base in endings.bases(word) for form in endings.unpossessed(base))
        options += [(form, "") for form in forms if form != word and _is_known(form, before, type, lexicon)]
    if _is_known(word, before, type, lexicon):
        ranked = [word]
    else:
        ranked = [stem for stem, _ in options if _is_known(stem, before, type, lexicon)]
        ranked += [stem for stem, _ in options if stem in attested]
        doubtful = endings.doubtful[type]
        sure = [stem for stem, ending in options if ending not in doubtful or (before and len(ending) > 2)]
        ranked += [*sure[:1], word, *(stem for stem, _ in options)]
    names = [surface[: last + len(stem)] for stem in dict.fromkeys(ranked)]
    return [_owned(name, lexicon, endings) for name in names] if type == "ORG" else names


def _owned(name: str, lexicon: Lexicon, endings: Endings) -> str:
    """A body that is a part of another, with the other in the genitive, as its full name has it."""
    words = name.split(" ")
    pair = {words[-1].lower(), words[-2].lower()} if len(words) > 2 else set()
    listed = not lexicon.inner.isdisjoint(words) and words[-2].lower() not in lexicon.owners
    if pair and not listed and pair <= lexicon.heads and not words[-2].lower().endswith(lexicon.plural):
        words[-2] += endings.owner.get(words[-2][-1], "")
    return " ".join(words)


def _last_word(surface: str) -> int:
    """Where the last word begins; an ending after a hyphen or quotation marks belongs to it."""
    return surface.rfind(" ") + 1


def _is_known(word: str, before: tuple[str, ...], type: str, lexicon: Lexicon) -> bool:  # noqa: A002
    """Whether a last word is known to be in the nominative, after the words before it."""
    if isinstance(lexicon.morphology, Endings) and word.endswith(lexicon.morphology.whole[type]):
        return True
    if type == "PER":
        listed = word in lexicon.surnames or lexicon.is_listed_given(word)
        return listed or word.endswith(lexicon.surname_sure + lexicon.patronymic)
    if (
        (*before, word) in lexicon.places
        or (word,) in lexicon.place_heads
        or (*before[-1:], word) in lexicon.place_heads
    ):
        return True
    known = (*before, word) in lexicon.alone or (*before, word) in lexicon.teams
    return known or word in lexicon.heads or word in lexicon.acronyms
