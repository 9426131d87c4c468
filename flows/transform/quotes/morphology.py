"""What a word form is: the two ways a language pack can have its nouns and cue verbs inflected.

A pack names its way in `morphology`. "suffixes" is for an agglutinative language: a form is a stem and a row of
endings from the pack's tables. "pymorphy3" is for Russian: the forms of a lemma come from the OpenCorpora dictionary
that pymorphy3 ships.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any, Final, Protocol

import pymorphy3

SLOT: Final = "~"
CASES: Final = {"nomn": "nominative", "gent": "genitive", "gen2": "genitive", "loct": "locative", "loc2": "locative"}
GENDERS: Final = {"masc": "masculine", "femn": "feminine", "neut": "neuter"}


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that can name a source: its lemma, what it names (person, collective, body, document), its form.

    `cases` are those the form may stand in; `gender` is None where the language has none.
    """

    lemma: str
    kind: str
    plural: bool
    cases: frozenset[str]
    gender: str | None = None


class Morphology(Protocol):
    """How a pack's words inflect."""

    def verb_forms(self, pattern: str, table: str) -> Iterator[tuple[str, str]]:
        """Yield (form, feature) of a cue pattern; `table` names the endings, or is "lemmas"."""
        ...

    def noun(self, word: str) -> Noun | None:
        """Look a lower-cased word up among the pack's nouns."""
        ...

    def nominative(self, phrase: str, head: int) -> str:
        """Put a noun phrase into the nominative; `head` is the index of its head among its words."""
        ...

    def modifies(self, word: str) -> bool:
        """Whether a lower-cased word can stand before a noun as its attribute."""
        ...

    def depends(self, word: str) -> bool:
        """Whether a lower-cased word can stand after a noun as its complement."""
        ...


class Suffixes:
    """Stems and endings: every form is made once, when the pack is loaded."""

    def __init__(self, pack: Mapping[str, Any]) -> None:
        self._endings: Mapping[str, Mapping[str, list[str]]] = pack["endings"]
        suffixes = pack["suffixes"]
        self._genitive: tuple[str, ...] = tuple(suffixes["genitive"])
        self._locative: tuple[str, ...] = tuple(suffixes["locative"])
        self._oblique: tuple[str, ...] = tuple(suffixes["oblique"])
        self._softening: Mapping[str, str] = suffixes["softening"]
        self._singular: tuple[str, ...] = tuple(suffixes["nominative"])
        self._plural = ["".join(pair) for pair in product(suffixes["plural"], suffixes["possessed_plural"])]
        self._nouns: dict[str, Noun] = {}
        for kind, lemmas in pack["nouns"].items():
            for lemma in lemmas:
                self._add(lemma, kind)

    def _add(self, lemma: str, kind: str) -> None:
        soft = lemma[:-1] + self._softening.get(lemma[-1], lemma[-1])
        singular = [(lemma if not suffix else soft) + suffix for suffix in self._singular]
        plural = [lemma + suffix for suffix in self._plural]
        for number, forms in enumerate((singular, plural)):
            for form in forms:
                for case, endings in (
                    ("nominative", ("",)),
                    ("genitive", self._genitive),
                    ("locative", self._locative),
                    ("oblique", self._oblique),
                ):
                    noun = Noun(lemma, kind, bool(number), frozenset((case,)))
                    for ending in endings:
                        self._nouns.setdefault(form + ending, noun)

    def verb_forms(self, pattern: str, table: str) -> Iterator[tuple[str, str]]:
        for feature, endings in self._endings[table].items():
            for ending in endings:
                yield pattern.replace(SLOT, ending), feature

    def noun(self, word: str) -> Noun | None:
        return self._nouns.get(word)

    def nominative(self, phrase: str, head: int) -> str:  # noqa: ARG002  (the head stands last)
        for ending in (*self._genitive, *self._locative, *self._oblique):
            stem = phrase.removesuffix(ending)
            noun = self._nouns.get(stem.rsplit(" ", 1)[-1].lower()) if stem != phrase else None
            if noun is not None and "nominative" in noun.cases:
                return stem
        return phrase

    def modifies(self, word: str) -> bool:  # noqa: ARG002
        return False

    def depends(self, word: str) -> bool:  # noqa: ARG002
        return False


@cache
def _analyser() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer(lang="ru")


@cache
def _parses(word: str) -> tuple[Any, ...]:
    return tuple(_analyser().parse(word))


class Dictionary:
    """Forms looked up in pymorphy3's dictionary, which is loaded at the first word asked for."""

    def __init__(self, pack: Mapping[str, Any]) -> None:
        self._kinds = {lemma: kind for kind, lemmas in pack["nouns"].items() for lemma in lemmas}
        self._found: dict[str, Noun | None] = {}

    def verb_forms(self, pattern: str, table: str) -> Iterator[tuple[str, str]]:  # noqa: ARG002
        lemma = next(word for word in pattern.split() if word.endswith(SLOT))
        for form in _parses(lemma.removesuffix(SLOT))[0].lexeme:
            feature = _verb_feature(form.tag)
            if feature:
                yield pattern.replace(lemma, form.word), feature

    def noun(self, word: str) -> Noun | None:
        if word not in self._found:
            self._found[word] = self._look_up(word)
        return self._found[word]

    def _look_up(self, word: str) -> Noun | None:
        named = [parse for parse in _parses(word) if parse.normal_form in self._kinds and parse.tag.case]
        if not named:
            return None
        first = named[0]
        same = [parse for parse in named if parse.normal_form == first.normal_form]
        cases = {CASES[str(parse.tag.case)] for parse in same if str(parse.tag.case) in CASES}
        numbers = {str(parse.tag.number) for parse in same if CASES.get(str(parse.tag.case)) in cases}
        nominatives = {str(parse.tag.number) for parse in same if str(parse.tag.case) == "nomn"}
        plural = "plur" in (nominatives or numbers) and "sing" not in nominatives
        return Noun(
            first.normal_form,
            self._kinds[first.normal_form],
            plural,
            frozenset(cases),
            GENDERS.get(str(first.tag.gender)),
        )

    def nominative(self, phrase: str, head: int) -> str:
        words = phrase.split(" ")
        noun = next((parse for parse in _parses(words[head].lower()) if parse.normal_form in self._kinds), None)
        if noun is None or str(noun.tag.case) == "nomn":
            return phrase
        number = str(noun.tag.number)
        for index, word in enumerate(words[: head + 1]):
            agreeing = noun if index == head else next((p for p in _parses(word.lower()) if "ADJF" in p.tag), None)
            if agreeing is None:
                continue
            wanted = {"nomn", number}
            if index != head and number == "sing" and noun.tag.gender:
                wanted.add(str(noun.tag.gender))
            inflected = agreeing.inflect(wanted)
            if inflected:
                words[index] = _as_written(inflected.word, word)
        return " ".join(words)

    def modifies(self, word: str) -> bool:
        return any(str(parse.tag.POS) in {"ADJF", "PRTF", "NUMR"} for parse in _parses(word)[:3])

    def depends(self, word: str) -> bool:
        first = _parses(word)[0].tag
        return str(first.POS) in {"NOUN", "ADJF", "PRTF"} and any(
            str(parse.tag.case) in {"gent", "gen2"} for parse in _parses(word)
        )


def _as_written(form: str, model: str) -> str:
    return form.upper() if model.isupper() and len(model) > 1 else form.capitalize() if model[:1].isupper() else form


def _verb_feature(tag: Any) -> str | None:
    if tag.POS == "GRND":
        return "converb"
    if tag.POS == "PRTF" and tag.case == "nomn" and "actv" in tag:
        return "participle"
    if tag.POS != "VERB" or tag.mood != "indc" or tag.person in {"1per", "2per"} or tag.tense == "futr":
        return None
    if tag.number == "plur":
        return "plural"
    return GENDERS.get(str(tag.gender), "finite")


def morphology_of(pack: Mapping[str, Any]) -> Morphology:
    """Make the morphology that a pack names; KeyError when there is none by that name."""
    return {"suffixes": Suffixes, "pymorphy3": Dictionary}[pack["morphology"]](pack)
