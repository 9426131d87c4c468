"""A language pack's quotes room, compiled: cue forms in a phrase index, word lists in sets, endings in one pattern."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from typing import Any, Final, Generic, TypeVar

from flows import packs
from flows.transform.quotes.dictionary import Dictionary
from flows.transform.quotes.morphology import Morphology
from flows.transform.quotes.suffixes import Suffixes

OWNER: Final = "{}"
T = TypeVar("T")
MORPHOLOGIES: Final[Mapping[str, Callable[[Mapping[str, Any]], Morphology]]] = {
    "suffixes": Suffixes,
    "pymorphy3": Dictionary,
}


@dataclass(frozen=True, slots=True)
class CueForm:
    """One form of a cue: its class, the frames it works in, what its form tells (finite, converb, plural …)."""

    klass: str
    frames: frozenset[str]
    feature: str
    weak: bool


@dataclass(frozen=True, slots=True)
class According:
    """A phrase like "по словам": its source stands before, after or inside (`slot`: at which of its words)."""

    owner: str
    slot: int | None


def fold(text: str) -> str:
    """Fold what writers spell two ways: lower case, "е" for "ё"."""
    return text.lower().replace("ё", "е")


class Phrases(Generic[T]):
    """Phrases of one or more words, found from their first word; the longest wins."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        # By the first word, then by the second: a hundred phrases begin with "по".
        self._by_first: dict[str, dict[str, list[tuple[tuple[str, ...], T]]]] = {}
        for phrase, value in entries:
            words = tuple(fold(phrase).split())
            second = words[1] if len(words) > 1 else ""
            self._by_first.setdefault(words[0], {}).setdefault(second, []).append((words, value))
        for seconds in self._by_first.values():
            for candidates in seconds.values():
                candidates.sort(key=lambda entry: -len(entry[0]))

    def values(self) -> Iterator[T]:
        """Yield the value of every phrase."""
        return (value for seconds in self._by_first.values() for entries in seconds.values() for _, value in entries)

    @property
    def firsts(self) -> Set[str]:
        """The words that a phrase can start with."""
        return self._by_first.keys()

    def positions(self, words: Sequence[str], among: Iterable[int]) -> list[int]:
        """Return where one of the phrases can start, among the places given."""
        firsts = self._by_first
        return [at for at in among if words[at] in firsts]

    def match(self, words: Sequence[str], at: int, clitics: frozenset[str] = frozenset()) -> tuple[int, T] | None:
        """Return the end of the longest phrase that starts at `at` and its value; clitics may stand inside it."""
        seconds = self._by_first.get(words[at])
        if seconds is None:
            return None
        following = words[at + 1 : at + 2]
        if following and following[0] in clitics:
            following = words[at + 1 : at + 3]
        entries = [entry for key in (*following, "") if key in seconds for entry in seconds[key]]
        for phrase, value in entries:
            end = at + 1
            for expected in phrase[1:]:
                if end < len(words) and words[end] in clitics and words[end] != expected:
                    end += 1
                if end >= len(words) or words[end] != expected:
                    break
                end += 1
            else:
                return end, value
        return None


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
    impersonal: frozenset[str]
    bridges: frozenset[str]
    abbreviations: frozenset[str]
    postpositions: frozenset[str]
    phrase_breaks: tuple[str, ...]
    group_breaks: tuple[str, ...]
    adverbs: frozenset[str]
    whole: frozenset[str]
    participles: tuple[str, ...]
    infinitives: tuple[str, ...]
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
    reporters: frozenset[str]
    quantifiers: frozenset[str]
    attached: frozenset[str]
    verb_endings: tuple[str, ...]
    owned: tuple[str, ...]
    pronouns: Mapping[str, tuple[str, str]]
    relay_cues: frozenset[str]
    relay_always: frozenset[str]
    media: frozenset[str]
    references: frozenset[str]
    outlet_writes: frozenset[str]
    media_ending: re.Pattern[str]
    post_synonyms: Mapping[str, tuple[str, ...]]
    feminine_surnames: tuple[str, ...]
    masculine_surnames: tuple[str, ...]
    generic_posts: frozenset[str]
    messages: frozenset[str]
    unique_posts: frozenset[str]
    portfolios: frozenset[str]
    states: Mapping[str, str]
    state: re.Pattern[str] | None
    generic_bodies: frozenset[str]
    hypernyms: frozenset[str]
    bodies_meant: Mapping[str, tuple[str, ...]]
    state_bodies: tuple[str, ...]
    platforms: frozenset[str]
    press: tuple[str, ...]
    insiders: frozenset[str]
    anonymous: frozenset[str]
    others: frozenset[str]
    indefinite: frozenset[str]
    people: frozenset[str]
    professions: frozenset[str]
    inhabitants: tuple[str, ...]

    @cached_property
    def signals(self) -> frozenset[str]:
        """The words that report speech or begin what does: a paragraph without one is hardly read."""
        own = self.attributive | self.words_said | self.relay_cues | self.relay_always
        return own.union(self.cues.firsts, self.according.firsts)

    def forms_of_classes(self) -> dict[str, int]:
        """How many forms of each class of cues the pack knows."""
        classes = [form.klass for form in self.cues.values()] + ["according-to" for _ in self.according.values()]
        return dict(Counter(classes))

    def is_outlet(self, word: str) -> bool:
        """Whether a folded word names a news outlet or its reporter."""
        return word in self.media or self.media_ending.fullmatch(word) is not None

    def states_in(self, text: str) -> set[str]:
        """The codes of the states that a text names, or calls something of: "украинский президент"."""
        return {self.states[stem] for stem in self.state.findall(fold(text))} if self.state is not None else set()

    def counts(self, word: str) -> bool:
        """Whether a word counts those whom the genitive after it names: "несколько | избирателей"."""
        return word in self.quantifiers or (word.isdigit() and bool(self.quantifiers))

    def bears(self, name: str, gender: str, *, given: bool = True) -> bool:
        """Whether a person's name, as written in the nominative, can be a man's (`masculine`) or a woman's.

        With `given` its given name counts, and not the surname alone.
        """
        words = name.lower().split()
        told = {self.morphology.gender(words[0])} if given and len(words) > 1 else set()
        if words[-1].endswith(self.feminine_surnames):
            told.add("feminine")
        elif words[-1].endswith(self.masculine_surnames):
            told.add("masculine")
        told.discard(None)
        return not told or gender in told or gender not in {"masculine", "feminine"}


def _cue_entries(groups: Sequence[Mapping[str, Any]], morphology: Morphology) -> Iterable[tuple[str, CueForm]]:
    for group in groups:
        frames = frozenset(group["frames"])
        weak = bool(group.get("weak"))
        for form in group.get("forms", ()):
            yield form, CueForm(group["class"], frames, "finite", weak)
        for table, patterns in group.items():
            if table in {"class", "frames", "weak", "forms", "objects"}:
                continue
            for pattern in patterns:
                for form, feature in morphology.verb_forms(pattern, table):
                    for whole in [f"{form} {noun}" for noun in group.get("objects", ())] or [form]:
                        yield whole, CueForm(group["class"], frames, feature, weak)


def _according_entries(
    groups: Sequence[Mapping[str, Any]], possessives: Iterable[str]
) -> Iterable[tuple[str, According]]:
    for group in groups:
        pairs = [" ".join(pair) for firsts, seconds in group.get("pairs", ()) for pair in product(firsts, seconds)]
        for form in [*group["forms"], *pairs]:
            if OWNER not in form:
                yield form, According(group["owner"], None)
                continue
            slot = form.split().index(OWNER)
            for possessive in possessives:
                yield form.replace(OWNER, possessive), According(group["owner"], slot)


def _words(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


def _clause(clause: Mapping[str, Any], case: str) -> re.Pattern[str] | None:
    if not clause["nominalised"]:
        return None
    return re.compile(f"\\w+{clause['nominalised']}(?:{'|'.join(clause[case].split())})")


def _posts(posts: Mapping[str, Sequence[str]], aliases: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    named = {post: tuple(stems) for post, stems in posts.items()}
    return named | {alias: named[post] for post, others in aliases.items() for alias in others}


def _compile(language: str, data: Mapping[str, Any]) -> QuotePack:
    morphology = MORPHOLOGIES[data["morphology"]](data)
    clause, relay, coreference = data["clause"], data["relay"], data["coreference"]
    phrases = data.get("phrases", {})
    states = {fold(stem): code for code, stems in coreference.get("states", {}).items() for stem in stems}
    pronouns = {
        fold(word): (case, number) for case, words in data["pronouns"].items() for word, number in words.items()
    }
    return QuotePack(
        language=language,
        morphology=morphology,
        head_final=data["head_final"],
        cues=Phrases(_cue_entries(data["cues"], morphology)),
        according=Phrases(_according_entries(data["according"], data["pronouns"]["possessive"])),
        anaphors=Phrases((phrase, True) for phrase in data["anaphors"]["phrases"]),
        connectives=Phrases((phrase, True) for phrase in data["connectives"]),
        nouns_of_need=_words(clause["nouns"]),
        accusative=_clause(clause, "accusative"),
        nominative=_clause(clause, "nominative"),
        dative=_clause(clause, "dative"),
        possessed_accusative=clause["possessed_accusative"],
        about=_words(clause["about"]),
        between=_words(clause["between"]),
        objects=_words(noun.split()[0] for group in data["cues"] for noun in group.get("objects", ())),
        clitics=_words(data["clitics"]),
        complementisers=_words(data["complementisers"]),
        quotatives=_words(data["quotatives"]),
        attributive=_words(data["attributive"]),
        as_words=_words(data["as_words"]),
        correlatives=_words(data["correlatives"]),
        negations=_words(data["negations"]),
        negations_after=_words(data["negations_after"]),
        conjunctions=_words(data["conjunctions"]),
        auxiliaries=_words(data["auxiliaries"]),
        settings=Phrases((phrase, True) for phrase in data["settings"]),
        preludes=Phrases((phrase, True) for phrase in data["preludes"]),
        places=_words(data["places"]),
        there=_words(data.get("there", ())),
        impersonal=_words(data.get("impersonal", ())),
        bridges=_words(data["bridges"]),
        abbreviations=_words(data["abbreviations"]),
        postpositions=_words(data["postpositions"]),
        phrase_breaks=tuple(data["phrase_breaks"]),
        group_breaks=tuple(phrases.get("group_breaks", ())),
        adverbs=_words(phrases.get("adverbs", ())),
        whole=_words(phrases.get("whole", ())),
        participles=tuple(phrases.get("participles", ())),
        infinitives=tuple(phrases.get("infinitives", ())),
        deverbal=re.compile(phrases["deverbal"]) if "deverbal" in phrases else None,
        belonging=tuple(phrases.get("belonging", ())),
        reflexives=_words(phrases.get("reflexives", ())),
        demonstratives=_words(phrases.get("demonstratives", ())),
        manner=_words(phrases.get("manner", ())),
        naming=_words(phrases.get("naming", ())),
        words_said=_words(phrases.get("words_said", ())),
        quoted=_words(phrases.get("quoted", ())),
        partitives=_words(phrases.get("partitives", ())),
        among=_words(phrases.get("among", ())),
        some=_words(phrases.get("some", ())),
        own_words=tuple(phrases.get("own_words", ())),
        attributive_not_after=tuple(phrases.get("attributive_not_after", ())),
        verbatim_words=phrases.get("verbatim_words", 2),
        predicates=tuple(data["predicates"]),
        personal=tuple(phrases.get("personal", ())),
        relatives=_words(data["relatives"]),
        rankings=_words(data.get("rankings", ())),
        which=_words(data["which"]),
        subordinators=_words(data["relatives"]) - _words(data["which"]),
        consequences=_words(clause["consequences"]),
        reasons=_words(clause["reasons"]),
        degrees=_words(clause["degrees"]),
        reporters=_words(relay["reporters"]),
        quantifiers=_words(data["quantifiers"]),
        attached=_words(data["attached"]),
        verb_endings=tuple(data["verb_endings"]),
        owned=tuple(data["owned"]),
        pronouns=pronouns,
        relay_cues=_words(relay["cues"]),
        relay_always=_words(relay["always"]),
        media=_words(relay["media"]),
        references=_words(relay["references"]),
        outlet_writes=_words(relay.get("writes", ())),
        media_ending=re.compile("|".join(relay["endings"])),
        post_synonyms=_posts(coreference["posts"], coreference["aliases"]),
        feminine_surnames=tuple(coreference["surnames"]["feminine"]),
        masculine_surnames=tuple(coreference["surnames"]["masculine"]),
        generic_posts=_words(coreference["generic"]["posts"]),
        messages=_words(coreference["generic"]["messages"]),
        unique_posts=_words(coreference["generic"]["unique"]),
        states=states,
        state=re.compile(rf"\b(?:{'|'.join(sorted(states, key=len, reverse=True))})") if states else None,
        portfolios=_words(coreference["generic"].get("portfolios", ())),
        hypernyms=_words(coreference["generic"].get("hypernyms", ())),
        generic_bodies=_words(coreference["generic"]["bodies"]),
        bodies_meant={body: tuple(stems) for body, stems in coreference["bodies"].items()},
        state_bodies=tuple(coreference["generic"]["state"]),
        platforms=_words(coreference["generic"]["platforms"]),
        press=tuple(coreference["generic"]["press"]),
        insiders=_words(coreference["generic"]["insiders"]),
        others=_words(coreference["generic"].get("others", ())),
        anonymous=_words(coreference["generic"]["anonymous"]),
        indefinite=_words(coreference["generic"]["indefinite"]),
        people=_words(coreference["generic"]["people"]),
        inhabitants=tuple(phrases.get("inhabitants", ())),
        professions=_words(coreference["generic"]["professions"]),
    )


@cache
def pack_of(language: str) -> QuotePack | None:
    """Return the compiled pack of a language; None when there is no pack for it."""
    data = packs.load("quotes")
    return _compile(language, data[language]) if language in data else None
