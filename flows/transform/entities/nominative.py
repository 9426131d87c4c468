"""Names in the nominative: from a surface form to the form that stands in a list of names."""

from collections.abc import Collection
from functools import lru_cache
from itertools import takewhile
from typing import Any, Final

from flows.transform.entities.clues import NO_CLUE, Clue
from flows.transform.entities.declension import nominatives
from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.morphology import Endings, parses

_JOINS: Final = ("и",)  # between two adjectives of one noun
_TAIL: Final = 2  # letters of a case ending after an acronym
_TAILS: Final = ("ом", "а", "у", "е")  # the case endings after a consonant
_LONG: Final = 5  # letters of a compound before its ending
_VOWELS: Final = "аеёиоуыэюя"
_COMPARATIVE: Final = "ьший"
_PLACE_ENDINGS: Final = ("а", "я", "й", "ь", "ый")


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
    if type == "ORG" and (surface.lower(),) in lexicon.alone:
        return [surface]
    if type == "ORG" and " " not in surface:
        listed = next((b for b in lexicon.morphology.bases(surface.lower()) if (b,) in lexicon.alone), None)
        if listed is not None and not surface.isupper():
            return [surface[: len(listed)] if surface.lower().startswith(listed) else _cased(listed, surface)]
    return [_place(surface, lexicon) or _phrase(surface, lexicon.compounds)]


def _stripped(surface: str, type: str, lexicon: Lexicon, endings: Endings, attested: Collection[str]) -> list[str]:  # noqa: A002
    """Agglutination: only the last word is inflected, so only its ending is at stake."""
    last = _last_word(surface)
    word = surface[last:].lower()
    if "»" in surface[last:] or not word:
        return [surface]
    before = tuple(surface[:last].lower().split())
    options = [(stem, ending) for stem, ending in endings.strip(word) if len(stem) > 1]
    if type != "PER":
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
    if pair and pair <= lexicon.heads and not words[-2].lower().endswith(lexicon.plural):
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
        return word.endswith(lexicon.surname_sure + lexicon.patronymic) or lexicon.is_listed_given(word)
    if (
        (*before, word) in lexicon.places
        or (word,) in lexicon.place_heads
        or (*before[-1:], word) in lexicon.place_heads
    ):
        return True
    return (*before, word) in lexicon.alone or word in lexicon.heads or word in lexicon.acronyms


def _place(surface: str, lexicon: Lexicon) -> str | None:
    """A listed place of one word, whose inflected form differs from it in the last letter only."""
    for ending in ("", *_PLACE_ENDINGS):
        for cut in (0, 1, 2, 3):
            form = surface[: len(surface) - cut] + ending
            if len(form) > 3 and (form.lower(),) in lexicon.named_places:
                return form
    return None


@lru_cache(maxsize=1 << 14)
def _phrase(surface: str, compounds: tuple[str, ...]) -> str:
    """A Russian body or place: its first noun and the adjectives before it in the nominative, the rest as it stands."""
    words = surface.split(" ")
    readings: list[list[Any]] = []
    for word in words:
        if word not in _JOINS or not readings:
            readings.append(_readings(word, compounds))
            if not readings[-1] or readings[-1][0].tag.POS == "NOUN":
                break
        else:
            readings.append(readings[-1])
    if not readings[-1]:
        return _without_tail(words[0], compounds) + surface[len(words[0]) :]
    agreed = set.intersection(*({_form(reading) for reading in options} for options in readings))
    fitting = [reading for reading in readings[-1] if _form(reading) in agreed]
    if words[len(readings) :] and words[len(readings)].isascii():
        # `интернет-издания Techcrunch`: one name is one body's, though the form may be a nominative plural.
        fitting.sort(key=lambda reading: _form(reading) == ("nomn", "plur"))
    head = next(iter(fitting), None)
    if head is None or head.tag.POS != "NOUN" or head.tag.case == "nomn":
        return surface
    done = [_agreeing(word, options, head) for word, options in zip(words, readings, strict=False)]
    return " ".join([*done, *words[len(done) :]])


def _form(reading: Any) -> tuple[str, str]:  # noqa: ANN401 - pymorphy3's parses are untyped
    return str(reading.tag.case), str(reading.tag.number)


def _agreeing(word: str, readings: list[Any], head: Any) -> str:  # noqa: ANN401 - as above
    """A word in the nominative, in the number of the noun, and in its gender if it is an adjective."""
    if word in _JOINS:
        return word
    reading = next(reading for reading in readings if _form(reading) == _form(head))
    want = {"nomn", head.tag.number}
    if reading.tag.POS != "NOUN" and head.tag.number == "sing" and head.tag.gender is not None:
        want.add(head.tag.gender)
    form = reading.inflect(want)
    if form is not None and "Supr" in reading.tag:
        # `высшее`, not `высочайшее`: the form that shares most letters with the word as it stands.
        forms = [other for other in reading.lexeme if want <= other.tag.grammemes]
        form = max(forms, key=lambda other: _shared(other.word, word.lower()))
    return _cased(form.word, word) if form is not None else word


def _shared(form: str, word: str) -> int:
    """How many letters two words begin with in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(form, word, strict=False)))


def _readings(word: str, compounds: tuple[str, ...]) -> list[Any]:
    """The readings of a word as a noun or an adjective, likeliest first; none for what is no plain word.

    Of a word that the dictionary does not know, one that may stand in the nominative does, and else a masculine
    stem is likelier than one that ends in a vowel or is plural; of one made of others (`Росстата`) in any case.
    """
    if not word.replace("-", "").isalpha() or any(part[1:] != part[1:].lower() for part in word.split("-")):
        return []
    found = [p for p in parses(word.lower()) if p.tag.POS in ("NOUN", "ADJF", "PRTF") and p.tag.case and p.tag.number]
    if found and not found[0].is_known:
        if all(p.tag.number == "plur" for p in found):
            return []  # `Узынагаш`: one place, whatever its ending looks like
        found = [p for p in found if p.tag.POS == "ADJF"] or found
        made = word.lower().startswith(compounds)
        found.sort(key=lambda p: (p.tag.number == "plur", p.tag.case != "nomn", str(p.tag.gender) != "masc"))
        if made:
            found.sort(key=lambda p: p.normal_form[-1] in _VOWELS)
    # `Большим театром`: of two words that look the same the plain one.
    return sorted(found, key=lambda p: p.normal_form.endswith(_COMPARATIVE))


def _without_tail(word: str, compounds: tuple[str, ...]) -> str:
    """An acronym without the case ending that is written in small letters (`МИДа`); `КазМунайГаза` without its."""
    if word.lower().startswith(compounds) and word[1:] != word[1:].lower() and word.isalpha():
        stem = next((word.removesuffix(end) for end in _TAILS if word.endswith(end)), word)
        return stem if len(stem) > _LONG and stem[-1] not in _VOWELS else word
    stem = word.rstrip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
    return stem if stem.isupper() and len(stem) > 1 and len(word) - len(stem) <= _TAIL else word


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
