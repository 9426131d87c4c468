"""Names in the nominative: from a surface form to the form that stands in a list of names."""

from collections.abc import Collection
from functools import lru_cache
from typing import Any, Final

from flows.transform.entities.declension import nominatives
from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.morphology import Endings, parses

_PLACE_ENDINGS: Final = ("а", "я", "й", "ь")


def candidates(surface: str, type: str, lexicon: Lexicon, attested: Collection[str]) -> list[str]:  # noqa: A002
    """The nominatives that a surface form may have, likeliest first; never empty.

    Args:
        surface: The name as it stands in the text.
        type: PER, ORG or LOC.
        lexicon: The language of the paragraph it stands in.
        attested: Lower-case words of the article's names: a stem that stands there by itself is preferred.
    """
    if isinstance(lexicon.morphology, Endings):
        return _stripped(surface, type, lexicon, lexicon.morphology, attested)
    return nominatives(surface, lexicon.code) if type == "PER" else [_place(surface, lexicon) or _phrase(surface)]


def _stripped(surface: str, type: str, lexicon: Lexicon, endings: Endings, attested: Collection[str]) -> list[str]:  # noqa: A002
    """Agglutination: only the last word is inflected, so only its ending is at stake."""
    last = _last_word(surface)
    word = surface[last:].lower()
    if "»" in surface[last:] or not word:
        return [surface]
    before = tuple(surface[:last].lower().split())
    options = [(stem, ending) for stem, ending in endings.strip(word) if len(stem) > 1]
    if type != "PER":
        options += [(stem, "") for stem in endings.bases(word)[1:] if _is_known(stem, before, type, lexicon)]
    if _is_known(word, before, type, lexicon):
        ranked = [word]
    else:
        ranked = [stem for stem, _ in options if _is_known(stem, before, type, lexicon)]
        ranked += [stem for stem, _ in options if stem in attested]
        sure = [stem for stem, e in options if e not in endings.doubtful or type == "LOC" or (before and len(e) > 2)]
        ranked += [*sure[:1], word, *(stem for stem, _ in options)]
    return [surface[: last + len(stem)] for stem in dict.fromkeys(ranked)]


def _last_word(surface: str) -> int:
    """Where the last word begins; an ending after a hyphen or quotation marks belongs to it."""
    return surface.rfind(" ") + 1


def _is_known(word: str, before: tuple[str, ...], type: str, lexicon: Lexicon) -> bool:  # noqa: A002
    """Whether a last word is known to be in the nominative, after the words before it."""
    if type == "PER":
        return word.endswith(lexicon.surname_sure + lexicon.patronymic) or lexicon.is_listed_given(word)
    if (*before, word) in lexicon.places or (word,) in lexicon.place_heads:
        return True
    return (*before, word) in lexicon.alone or word in lexicon.heads or word in lexicon.acronyms


def _place(surface: str, lexicon: Lexicon) -> str | None:
    """A listed place of one word, whose inflected form differs from it in the last letter only."""
    for ending in ("", *_PLACE_ENDINGS):
        for cut in (0, 1, 2):
            form = surface[: len(surface) - cut] + ending
            if len(form) > 3 and (form.lower(),) in lexicon.places:
                return form
    return None


@lru_cache(maxsize=1 << 14)
def _phrase(surface: str) -> str:
    """A Russian body or place: its first noun and the adjectives before it in the nominative, the rest as it stands."""
    words = surface.split(" ")
    head: Any = None
    chosen: list[Any] = []
    for word in words:
        parse = _reading(word)
        chosen.append(parse)
        if parse is None or parse.tag.POS == "NOUN":
            head = parse
            break
    if head is None or head.tag.case in (None, "nomn"):
        return surface
    number = {"plur"} if head.tag.number == "plur" else {"sing"}
    gender = {head.tag.gender} if "sing" in number and head.tag.gender in ("masc", "femn", "neut") else set()
    done: list[str] = []
    for word, parse in zip(words, chosen, strict=False):
        form = parse.inflect({"nomn"} | number | (gender if parse.tag.POS != "NOUN" else set()))
        done.append(_cased(form.word, word) if form is not None else word)
    return " ".join([*done, *words[len(done) :]])


def _reading(word: str) -> Any:  # noqa: ANN401 - pymorphy3's parses are untyped
    """The likeliest reading of a word as a noun or an adjective, None for what is no word of the dictionary."""
    if not word.isalpha() and "-" not in word or word.isupper():
        return None
    for parse in parses(word.lower()):
        if parse.tag.POS in ("NOUN", "ADJF", "PRTF"):
            return parse
    return None


def _cased(form: str, like: str) -> str:
    """Give a lower-case form the capitals of the word it comes from, part by hyphenated part."""
    if "ё" not in like.lower():
        form = form.replace("ё", "е")
    parts, models = form.split("-"), like.split("-")
    if len(parts) != len(models):
        models = [like] * len(parts)
    return "-".join(
        part[:1].upper() + part[1:] if model[:1].isupper() else part for part, model in zip(parts, models, strict=True)
    )

