"""What the engine knows of one language: word lists as sets, endings as patterns, cues in a phrase index."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from flows.transform.quotes.cues import According, CueForm
from flows.transform.quotes.folding import fold
from flows.transform.quotes.morphology import Morphology
from flows.transform.quotes.phrase_index import Phrases


@dataclass(frozen=True, slots=True)
class Relay:
    """How outlets pass reports on: the verbs, with an outlet or `always`, and the words that name outlets (`media`)."""

    cues: frozenset[str]
    always: frozenset[str]
    writes: frozenset[str]
    references: frozenset[str]
    reporters: frozenset[str]
    media: frozenset[str]
    own_names: frozenset[str]
    media_ending: re.Pattern[str]

    def is_outlet(self, word: str) -> bool:
        """Whether a folded word names a news outlet or its reporter."""
        return word in self.media or self._is_site(word)

    def is_reporter(self, word: str) -> bool:
        """Whether a folded word names a site or a reporter, who pass reports on and do not speak for themselves."""
        return word in self.reporters or self._is_site(word)

    def _is_site(self, word: str) -> bool:
        return self.media_ending.fullmatch(word) is not None and word not in self.own_names


@dataclass(frozen=True, slots=True)
class Coreference:
    """Whom common nouns can mean: posts and what they are called too, bodies, people, words for somebody new."""

    post_synonyms: Mapping[str, tuple[str, ...]]
    feminine_surnames: tuple[str, ...]
    masculine_surnames: tuple[str, ...]
    generic_posts: frozenset[str]
    unique_posts: frozenset[str]
    portfolios: frozenset[str]
    professions: frozenset[str]
    people: frozenset[str]
    inhabitants: tuple[str, ...]
    anonymous: frozenset[str]
    others: frozenset[str]
    indefinite: frozenset[str]
    insiders: frozenset[str]
    generic_bodies: frozenset[str]
    hypernyms: frozenset[str]
    bodies_meant: Mapping[str, tuple[str, ...]]
    state_bodies: tuple[str, ...]
    platforms: frozenset[str]
    press: tuple[str, ...]
    messages: frozenset[str]
    states: Mapping[str, str]
    state_posts: Mapping[str, str]
    state: re.Pattern[str] | None

    def states_in(self, text: str) -> set[str]:
        """The codes of the states that a text names, or calls something of: "украинский президент"."""
        return {self.states[stem] for stem in self.state.findall(fold(text))} if self.state is not None else set()


@dataclass(frozen=True)
class QuotePack:
    """What the engine knows of one language."""

    language: str
    morphology: Morphology
    head_final: bool
    cues: Phrases[CueForm]
    according: Phrases[According]
    anaphors: Phrases[bool]
    connectives: Phrases[bool]
    nouns_of_need: frozenset[str]
    accusative: re.Pattern[str] | None
    nominative: re.Pattern[str] | None
    dative: re.Pattern[str] | None
    possessed_accusative: str
    about: frozenset[str]
    between: frozenset[str]
    objects: frozenset[str]
    clitics: frozenset[str]
    complementisers: frozenset[str]
    quotatives: frozenset[str]
    attributive: frozenset[str]
    as_words: frozenset[str]
    correlatives: frozenset[str]
    negations: frozenset[str]
    negations_after: frozenset[str]
    conjunctions: frozenset[str]
    auxiliaries: frozenset[str]
    settings: Phrases[bool]
    preludes: Phrases[bool]
    places: frozenset[str]
    there: frozenset[str]
    where: frozenset[str]
    impersonal: frozenset[str]
    bridges: frozenset[str]
    abbreviations: frozenset[str]
    postpositions: frozenset[str]
    phrase_breaks: tuple[str, ...]
    group_breaks: tuple[str, ...]
    adverbs: frozenset[str]
    adjuncts: frozenset[tuple[str, ...]]
    regarding: frozenset[str]
    whole: frozenset[str]
    participles: tuple[str, ...]
    infinitives: tuple[str, ...]
    progressive: tuple[str, ...]
    questions: frozenset[str]
    deverbal: re.Pattern[str] | None
    belonging: tuple[str, ...]
    reflexives: frozenset[str]
    demonstratives: frozenset[str]
    manner: frozenset[str]
    naming: frozenset[str]
    words_said: frozenset[str]
    quoted: frozenset[str]
    partitives: frozenset[str]
    among: frozenset[str]
    some: frozenset[str]
    own_words: tuple[str, ...]
    attributive_not_after: tuple[str, ...]
    verbatim_words: int
    predicates: tuple[str, ...]
    personal: tuple[str, ...]
    relatives: frozenset[str]
    rankings: frozenset[str]
    which: frozenset[str]
    subordinators: frozenset[str]
    consequences: frozenset[str]
    reasons: frozenset[str]
    degrees: frozenset[str]
    quantifiers: frozenset[str]
    attached: frozenset[str]
    verb_endings: tuple[str, ...]
    owned: tuple[str, ...]
    pronouns: Mapping[str, tuple[str, str]]
    relay: Relay
    coreference: Coreference

    @cached_property
    def signals(self) -> frozenset[str]:
        """The words that report speech or begin what does: a paragraph without one is hardly read."""
        own = self.attributive | self.words_said | self.relay.cues | self.relay.always
        return own.union(self.cues.firsts, self.according.firsts)

    def forms_of_classes(self) -> dict[str, int]:
        """How many forms of each class of cues the pack knows."""
        classes = [form.klass for form in self.cues.values()] + ["according-to" for _ in self.according.values()]
        return dict(Counter(classes))

    def counts(self, word: str) -> bool:
        """Whether a word counts those whom the genitive after it names: "несколько | избирателей"."""
        return word in self.quantifiers or (word.isdigit() and bool(self.quantifiers))

    def bears(self, name: str, gender: str, *, given: bool = True) -> bool:
        """Whether a person's name, as written in the nominative, can be a man's (`masculine`) or a woman's.

        With `given` its given name counts, and not the surname alone.
        """
        words = name.lower().split()
        told = {self.morphology.gender(words[0])} if given and len(words) > 1 else set()
        if words[-1].endswith(self.coreference.feminine_surnames):
            told.add("feminine")
        elif words[-1].endswith(self.coreference.masculine_surnames):
            told.add("masculine")
        told.discard(None)
        return not told or gender in told or gender not in {"masculine", "feminine"}
