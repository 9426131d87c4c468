"""Morphology of an agglutinative language: a form is a stem and endings from the pack's tables, made once."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product
from typing import Any, Final

from flows.transform.quotes.morphology import SLOT, Morphology, Noun

NAMING: Final = "nominative"
# Words looked up by their endings are few and short.
CACHED: Final = 65_536
LONGEST: Final = 40


class Suffixes(Morphology):
    """Stems and endings of a pack. Vowel harmony is not checked: a form that nobody writes is never looked up."""

    def __init__(self, pack: Mapping[str, Any]) -> None:
        self._endings: Mapping[str, Mapping[str, list[str]]] = pack["endings"]
        suffixes = pack["suffixes"]
        self._softening: Mapping[str, str] = suffixes["softening"]
        self._clipping = tuple(suffixes["clipping"])
        self._singular: list[str] = suffixes["nominative"]
        self._plurals = tuple(suffixes["plural"])
        self._plural = ["".join(pair) for pair in product(suffixes["plural"], suffixes["possessed_plural"])]
        self._cases: dict[str, tuple[str, ...]] = {
            NAMING: ("",),
            **{case: tuple(suffixes[case]) for case in ("genitive", "locative", "oblique")},
        }
        self._within = tuple(suffixes["within"])
        self._not_nominal = tuple(suffixes["not_nominal"])
        cases = "|".join(f"(?P<{case}>{'|'.join(endings)})" for case, endings in self._cases.items() if case != NAMING)
        agent, plural, possessive = map("|".join, (suffixes["agent"], self._plurals, suffixes["possessive"]))
        self._group = re.compile(f"\\w+?(?:{agent})(?:{plural})(?P<possessive>{possessive})?(?:{cases})?")
        self._group_of = lru_cache(maxsize=CACHED)(self._grouped)
        self._nouns: dict[str, Noun] = {}
        for kind, lemmas in pack["nouns"].items():
            for lemma in lemmas:
                self._add(lemma, kind)

    def _add(self, lemma: str, kind: str) -> None:
        if kind == "people":
            # Listed in the plural, because the singular is an adjective: "жас", young; "жастар", the youth.
            self._add_forms(lemma, "person", [lemma + suffix for suffix in self._singular], {lemma}, is_plural=True)
            return
        soft = lemma[:-1] + self._softening.get(lemma[-1], lemma[-1])
        singular = [(soft if suffix else lemma) + suffix for suffix in self._singular]
        plural = [lemma + suffix for suffix in self._plural]
        if lemma.endswith(self._clipping):
            plural += [lemma[:-1] + suffix for suffix in self._plural]
            singular += [lemma[:-1] + suffix for suffix in self._singular if suffix]
        bare = {lemma, *(stem + suffix for stem in (lemma, lemma[:-1]) for suffix in self._plurals)}
        self._add_forms(lemma, kind, singular, bare, is_plural=False)
        self._add_forms(lemma, kind, plural, bare, is_plural=True)

    def _add_forms(self, lemma: str, kind: str, forms: list[str], bare: set[str], *, is_plural: bool) -> None:
        for form, (case, endings) in product(forms, self._cases.items()):
            noun = Noun(lemma, kind, is_plural, frozenset((case,)), possessed=form not in bare)
            for ending in endings:
                self._nouns.setdefault(form + ending, noun)

    def verb_forms(self, pattern: str, table: str) -> Iterator[tuple[str, str]]:
        """Yield a pattern with each ending of its table."""
        for feature, endings in self._endings[table].items():
            for ending in endings:
                yield pattern.replace(SLOT, ending), feature

    def noun(self, word: str) -> Noun | None:
        """Look a form up among those made from the pack's nouns, then take it for a group by its endings."""
        body = self.body_of(word)
        return self._nouns.get(word if body is None else body) or self._group_of(word)

    def body_of(self, word: str) -> str | None:
        """Return the form of a body in a word for those who are in it: "министрлігі|ндегілер"."""
        if not word.endswith(self._within):
            return None
        forms = (word.removesuffix(ending) for ending in self._within if word.endswith(ending))
        return next((form for form in forms if form in self._nouns and self._nouns[form].kind == "body"), None)

    def _grouped(self, word: str) -> Noun | None:
        """People named by what they do: "болжау-шы-лар", "қатыс-қан-дар"."""
        found = self._group.fullmatch(word) if len(word) <= LONGEST else None
        if found is None:
            return None
        case = next((case for case in self._cases if case != NAMING and found[case]), NAMING)
        return Noun(word, "person", plural=True, cases=frozenset((case,)), possessed=found["possessive"] is not None)

    def nominative(self, phrase: str, head: int, *, declined: bool = False) -> str:  # noqa: ARG002
        """Take the case ending off the phrase: its head stands last."""
        for case, endings in self._cases.items():
            for ending in endings if case != "nominative" else ():
                stem = phrase.removesuffix(ending)
                noun = self.noun(stem.rsplit(" ", 1)[-1].lower()) if stem != phrase else None
                if noun is not None and "nominative" in noun.cases:
                    return stem
        return phrase

    def plural(self, word: str) -> bool:
        """Whether a noun ends as plurals do."""
        return word.endswith((*self._plurals, *self._plural))

    def owner(self, word: str) -> str | None:
        """Return a word without its genitive ending."""
        ending = next((ending for ending in self._cases["genitive"] if word.endswith(ending)), None)
        return word.removesuffix(ending) if ending is not None else None

    def nominal(self, word: str) -> bool:
        """Whether a word has none of the endings that no nominative has."""
        return not word.endswith(self._not_nominal)

    def locative(self, word: str) -> bool:
        """Whether a word ends as the locative and the ablative do."""
        return word.endswith(self._cases["locative"])
