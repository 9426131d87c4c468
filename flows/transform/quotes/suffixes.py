"""Morphology of an agglutinative language: a form is a stem and endings from the pack's tables, made once."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from flows.transform.quotes.morphology import SLOT, Morphology, Noun


class Suffixes(Morphology):
    """Stems and endings of a pack. Vowel harmony is not checked: a form that nobody writes is never looked up."""

    def __init__(self, pack: Mapping[str, Any]) -> None:
        self._endings: Mapping[str, Mapping[str, list[str]]] = pack["endings"]
        suffixes = pack["suffixes"]
        self._softening: Mapping[str, str] = suffixes["softening"]
        self._singular: list[str] = suffixes["nominative"]
        self._plurals = tuple(suffixes["plural"])
        self._plural = ["".join(pair) for pair in product(suffixes["plural"], suffixes["possessed_plural"])]
        self._cases: dict[str, tuple[str, ...]] = {
            "nominative": ("",),
            **{case: tuple(suffixes[case]) for case in ("genitive", "locative", "oblique")},
        }
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
        bare = {lemma, *(lemma + suffix for suffix in self._plurals)}
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
        """Look a form up among those made from the pack's nouns."""
        return self._nouns.get(word)

    def nominative(self, phrase: str, head: int) -> str:  # noqa: ARG002
        """Take the case ending off the phrase: its head stands last."""
        for case, endings in self._cases.items():
            for ending in endings if case != "nominative" else ():
                stem = phrase.removesuffix(ending)
                noun = self._nouns.get(stem.rsplit(" ", 1)[-1].lower()) if stem != phrase else None
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

    def locative(self, word: str) -> bool:
        """Whether a word ends as the locative and the ablative do."""
        return word.endswith(self._cases["locative"])
