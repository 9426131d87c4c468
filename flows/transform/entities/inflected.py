"""Bodies and places in the nominative where words inflect: by the dictionary, and by endings where it knows none."""

from functools import lru_cache
from itertools import takewhile
from typing import Any, Final

from flows.transform.entities.commonplace import is_contracted
from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.morphology import Dictionary, is_common, parses
from flows.transform.spelling import undotted

_TWO: Final = 2
_LONG: Final = 5  # letters of a compound before its ending


def inflected(surface: str, type: str, lexicon: Lexicon, dictionary: Dictionary) -> str:  # noqa: A002
    """The nominative of a body's or a place's name; `type` is ORG or LOC, `dictionary` the lexicon's morphology."""
    if type == "ORG" and ((surface.lower(),) in lexicon.alone or is_contracted(surface.lower(), lexicon)):
        return surface
    if type == "ORG" and " " not in surface:
        listed = next((b for b in dictionary.bases(surface.lower()) if (b,) in lexicon.alone), None)
        if listed is not None and not surface.isupper():
            return surface[: len(listed)] if surface.lower().startswith(listed) else _cased(listed, surface)
    return _place(surface, lexicon, dictionary) or _phrase(surface, lexicon, dictionary)


def _place(surface: str, lexicon: Lexicon, dictionary: Dictionary) -> str | None:
    """A listed place of one word, whose inflected form differs from it in the last letter only."""
    for ending in ("", *dictionary.places):
        for cut in (0, 1, 2, 3):
            form = surface[: len(surface) - cut] + ending
            if (len(form) > 3 or form == surface) and (form.lower(),) in lexicon.named_places:
                return form
    return None


@lru_cache(maxsize=1 << 14)
def _phrase(surface: str, lexicon: Lexicon, dictionary: Dictionary) -> str:
    """A body or place: its first noun and the adjectives before it in the nominative, the rest as it stands."""
    words = surface.split(" ")
    declined = _last_alone(words, lexicon)
    if declined is not None:
        return declined
    readings: list[list[Any]] = []
    for word in words:
        if word not in dictionary.joins or not readings:
            readings.append(_readings(word, lexicon, dictionary))
            if not readings[-1] or readings[-1][0].tag.POS == "NOUN":
                break
        else:
            readings.append(readings[-1])
    if not readings[-1]:
        return _without_tail(words[0], lexicon, dictionary) + surface[len(words[0]) :]
    agreed = set.intersection(*({_form(reading) for reading in options} for options in readings))
    fitting = [reading for reading in readings[-1] if _form(reading) in agreed]
    if words[len(readings) :] and words[len(readings)].isascii():
        # `интернет-издания Techcrunch`: one name is one body's, though the form may be a nominative plural.
        fitting.sort(key=lambda reading: _form(reading) == ("nomn", "plur"))
    head = next(iter(fitting), None)
    if head is None or head.tag.POS != "NOUN" or head.tag.case == "nomn":
        return surface
    done = [
        word if word in dictionary.joins else _agreeing(word, options, head)
        for word, options in zip(words, readings, strict=False)
    ]
    return " ".join([*done, *words[len(done) :]])


def _last_alone(words: list[str], lexicon: Lexicon) -> str | None:
    """A name that does not decline before its class noun, which alone does (`Есенов университетом`); else None."""
    last = words[-1].lower()
    if len(words) < _TWO or not lexicon.has(last, lexicon.heads) or any(is_common(word.lower()) for word in words[:-1]):
        return None
    nouns = [p for p in parses(last) if p.tag.POS == "NOUN" and p.tag.number == "sing"]
    stands = all(any(p.tag.case == "nomn" for p in parses(word.lower())) and word[:1].isupper() for word in words[:-1])
    if not nouns or not stands or any(p.tag.case == "nomn" for p in nouns):
        return None
    shared = {str(p.tag.case) for p in parses(words[0].lower())} & {str(p.tag.case) for p in nouns}
    form = None if shared else nouns[0].inflect({"nomn"})
    return " ".join([*words[:-1], _cased(form.word, words[-1])]) if form is not None else None


def _form(reading: Any) -> tuple[str, str]:  # noqa: ANN401 - pymorphy3's parses are untyped
    return str(reading.tag.case), str(reading.tag.number)


def _agreeing(word: str, readings: list[Any], head: Any) -> str:  # noqa: ANN401 - as above
    """A word in the nominative, in the number of the noun, and in its gender if it is an adjective."""
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


def _readings(word: str, lexicon: Lexicon, dictionary: Dictionary) -> list[Any]:
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
        made = word.lower().startswith(lexicon.compounds)
        found.sort(key=lambda p: (p.tag.number == "plur", p.tag.case != "nomn", str(p.tag.gender) != "masc"))
        if made:
            found.sort(key=lambda p: p.normal_form[-1] in lexicon.vowels)
    # `Большим театром`: of two words that look the same the plain one.
    classes = lexicon.heads | lexicon.place_ends  # `парке имени Ганди`: парк, not парка
    return sorted(found, key=lambda p: (p.normal_form.endswith(dictionary.comparative), p.normal_form not in classes))


def _without_tail(word: str, lexicon: Lexicon, dictionary: Dictionary) -> str:
    """An acronym without the case ending that is written in small letters (`МИДа`); `КазМунайГаза` without its."""
    if word.lower().startswith(lexicon.compounds) and word[1:] != word[1:].lower() and word.isalpha():
        stem = next((word.removesuffix(end) for end in dictionary.after_consonant if word.endswith(end)), word)
        return stem if len(stem) > _LONG and stem[-1] not in lexicon.vowels else word
    stem = word.rstrip(dictionary.alphabet)
    return stem if stem.isupper() and len(stem) > 1 and len(word) - len(stem) <= dictionary.acronym_ending else word


def _cased(form: str, like: str) -> str:
    """Give a lower-case form the capitals of the word it comes from, part by hyphenated part."""
    if undotted(like.lower()) == like.lower():
        form = undotted(form)
    parts, models = form.split("-"), like.split("-")
    if len(parts) != len(models):
        models = [like] * len(parts)
    return "-".join(
        part[:1].upper() + part[1:] if model[:1].isupper() else part for part, model in zip(parts, models, strict=True)
    )
