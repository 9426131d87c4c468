"""The words of a language pack that names are found by, compiled once a process."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from flows import packs
from flows.transform.entities.gazetteer import acronyms, fields, listed_bodies, places
from flows.transform.entities.given import given_names
from flows.transform.entities.morphology import Dictionary, Endings, Morphology
from flows.transform.entities.phrases import Phrases, beginnings, may_begin
from flows.transform.names import fold

__all__ = ["Lexicon", "given_names", "lexicon"]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """A pack's words, in lower case and the nominative, and its morphology."""

    code: str
    tagger: str
    head_last: bool
    morphology: Morphology
    vowels: str
    surname_sure: tuple[str, ...]
    surname: tuple[str, ...]
    surnames: frozenset[str]
    patronymic: tuple[str, ...]
    particles: frozenset[str]
    context: frozenset[str]
    told: tuple[str, ...]
    posts: frozenset[str]
    post_modifiers: frozenset[str]
    post_stops: frozenset[str]
    owned: frozenset[str]
    prepositions: Mapping[str, frozenset[int]]
    verbal: tuple[str, ...]
    attributive: tuple[str, ...]
    post_breaks: tuple[str, ...]
    plural: tuple[str, ...]
    heads: frozenset[str]
    weak_heads: frozenset[str]
    foreign_heads: frozenset[str]
    bare_heads: frozenset[str]
    head_roots: frozenset[str]
    leading: frozenset[str]
    press: Phrases
    alone: Phrases
    listed: Phrases
    lower: Phrases
    teams: Phrases
    sport: frozenset[str]
    not_teams: frozenset[str]
    acronyms: frozenset[str]
    branches: frozenset[str]
    compounds: tuple[str, ...]
    contracted: tuple[str, ...]
    link: str
    forms: frozenset[str]
    modifiers: frozenset[str]
    adjectival: tuple[str, ...]
    linkers: frozenset[str]
    official: frozenset[str]
    open_ended: frozenset[str]
    inner: frozenset[str]
    missions: frozenset[str]
    owners: frozenset[str]
    parts: frozenset[str]
    states: Phrases
    apart: frozenset[str]
    body_stops: frozenset[str]
    over: frozenset[str]
    under: frozenset[str]
    dedicated: frozenset[str]
    rulers: frozenset[str]
    founded: frozenset[str]
    form_links: frozenset[str]
    of: frozenset[str]
    roads: frozenset[str]
    place_heads: Phrases
    place_inner: frozenset[str]
    place_kinds: frozenset[str]
    place_plurals: frozenset[str]
    place_short: Mapping[str, str]
    directions: frozenset[str]
    divisions: frozenset[str]
    fields: frozenset[tuple[str, ...]]
    governing: frozenset[str]
    within: frozenset[str]
    objective: tuple[str, ...]
    deverbal: tuple[str, ...]
    quoted_heads: Phrases
    levels: frozenset[str]
    joins: frozenset[str]
    place_ends: frozenset[str]
    place_roots: frozenset[str]
    facilities: frozenset[str]
    place_stems: frozenset[str]
    inhabitants: tuple[str, ...]
    homes: frozenset[str]
    places: Phrases
    named_places: Phrases
    common: frozenset[str]
    openers: frozenset[str]
    works: frozenset[str]
    tells: frozenset[str]

    def has(self, word: str, words: frozenset[str]) -> bool:
        """Whether a lower-case word is a form of one of `words`."""
        return may_begin(word, beginnings(words)) and not words.isdisjoint(self.morphology.bases(word))

    def match(self, words: Sequence[str], phrases: Phrases) -> int:
        """How many of the first `words` are a form of one of `phrases` (the longest), 0 if none.

        Where the class noun stands last, only the last word of a phrase is inflected; else every one may be.
        """
        if not words or not may_begin(words[0], phrases.beginnings):
            return 0
        bases = self.morphology.bases
        longest = phrases.longest.get(words[0], 1)
        if not self.head_last:
            longest = max(longest, phrases.longest.get(bases(words[0])[-1], 1))
        for size in range(min(len(words), longest), 1, -1):
            if self.head_last:
                if any((*words[: size - 1], base) in phrases.names for base in bases(words[size - 1])):
                    return size
            elif tuple(words[:size]) in phrases.names or tuple(bases(w)[-1] for w in words[:size]) in phrases.names:
                return size
        return 0 if phrases.single.isdisjoint(bases(words[0])) else 1

    def is_head(self, word: str) -> bool:
        """Whether a lower-case word is a form of a body's class noun, possessed or not (`орталығы`, `орталық`)."""
        return self.has(word, self.heads) or not self.head_roots.isdisjoint(self.morphology.bases(word))

    def is_post(self, word: str) -> bool:
        """Whether a lower-case word is a form of a post's noun."""
        return any(root in self.posts for root in self.morphology.roots(word))

    def is_bare_post(self, word: str) -> bool:
        """Whether a lower-case word is a post's noun without a case ending, possessed or not."""
        if not isinstance(self.morphology, Endings):
            return self.is_post(word)
        return any(root in self.posts for root in self.morphology.unpossessed(word))

    def is_whole_post(self, word: str) -> bool:
        """Whether a lower-case word is a post's noun that nothing possesses (`президент`, not `президенті`)."""
        if not isinstance(self.morphology, Endings) or word not in self.posts:
            return False
        return self.posts.isdisjoint(self.morphology.unpossessed(word)[1:])

    def is_surname(self, word: str, *, sure: bool) -> bool:
        """Whether a lower-case word ends as family names do: as no other word does (`sure`), or may."""
        if self.head_last and self.is_listed_surname(word) and not self.is_given(word):
            return True
        endings = self.surname_sure if sure else self.surname_sure + self.surname
        return len(word) > 3 and any(base.endswith(endings) and len(base) > 3 for base in self.morphology.bases(word))

    def is_listed_surname(self, word: str) -> bool:
        """Whether a lower-case word is a form of a family name that the pack lists."""
        return not self.surnames.isdisjoint(self.morphology.bases(word))

    def is_local(self, word: str) -> bool:
        """Whether a lower-case word stands in a case of place or direction (and is no place's name by itself)."""
        if (word,) in self.places or not isinstance(self.morphology, Endings):
            return False
        return any(e in self.morphology.local and len(stem) > 2 for stem, e in self.morphology.strip(word))

    def is_locative(self, word: str) -> bool:
        """Whether a lower-case word stands in the case of where something is, as its ending tells."""
        endings = self.morphology
        return isinstance(endings, Endings) and any(e in endings.locative for _, e in endings.strip(word))

    def is_genitive(self, word: str) -> bool:
        """Whether a lower-case word stands in the genitive, as its ending tells."""
        endings = self.morphology
        return isinstance(endings, Endings) and any(e in endings.genitive for _, e in endings.strip(word))

    def is_listed_given(self, word: str) -> bool:
        """Whether a lower-case word is itself a given name."""
        return fold(word) in given_names()

    def is_given(self, word: str) -> bool:
        """Whether a lower-case word is a form of a given name."""
        return any(fold(base) in given_names() for base in self.morphology.bases(word))


def _stems(names: Sequence[str], endings: tuple[str, ...]) -> frozenset[str]:
    """What is left of places' names without one of the endings, the longest first."""
    found: set[str] = set()
    for name in names:
        ending = next((e for e in endings if name.endswith(e)), "")
        found.add(name.removesuffix(ending))
    return frozenset(found)


@cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language; raises KeyError for one without a pack."""
    pack = packs.load("entities")[code]
    persons, posts, bodies = pack["persons"], pack["posts"], pack["bodies"]
    morphology: Morphology = Endings(pack) if pack["morphology"] == "endings" else Dictionary(pack["inflection"], code)
    names = places(code, pack["places"].get("unsure"))
    head_last = pack["head"] == "last"
    listed = listed_bodies(code, frozenset(posts["words"])) if head_last else []
    official = frozenset(bodies["official"])
    plain = [name for name in listed if name.count(" ") > 1 or name.split()[-1] in official]
    return Lexicon(
        code=code,
        tagger=pack.get("tagger", "capitals"),
        head_last=head_last,
        morphology=morphology,
        vowels=persons["vowels"],
        surname_sure=tuple(persons["surname_sure"]),
        surname=tuple(persons["surname"]),
        surnames=frozenset(persons["surnames"]),
        patronymic=tuple(persons["patronymic"]),
        particles=frozenset(persons["particles"]),
        context=frozenset(persons["context"]),
        told=tuple(persons.get("told", ())),
        posts=frozenset(posts["words"]),
        post_modifiers=frozenset(posts["modifiers"]),
        post_stops=frozenset(posts["stops"]),
        owned=frozenset(posts["owned"]),
        prepositions={word: frozenset(cases) for word, cases in pack.get("prepositions", {}).items()},
        verbal=tuple(posts["verbal"]),
        attributive=tuple(posts["attributive"]),
        post_breaks=tuple(posts["breaks"]),
        plural=tuple(posts["plural"]),
        heads=frozenset(bodies["heads"]),
        weak_heads=frozenset(bodies["weak"]),
        foreign_heads=frozenset(bodies.get("foreign", ())),
        bare_heads=frozenset(bodies["bare"]),
        head_roots=frozenset(root for head in bodies["heads"] for root in morphology.roots(head)),
        leading=frozenset(bodies["leading"]),
        press=Phrases.of(bodies["press"]),
        alone=Phrases.of(bodies["alone"]),
        listed=Phrases.of(listed),
        lower=Phrases.of([*plain, *bodies.get("lower", ())]),
        teams=Phrases.of(bodies.get("teams", ())),
        sport=frozenset(bodies.get("sport", ())),
        not_teams=frozenset(bodies.get("not_teams", ())),
        acronyms=frozenset(bodies["acronyms"]) | acronyms(code),
        branches=frozenset(bodies.get("branches", ())),
        compounds=tuple(bodies.get("compounds", ())),
        contracted=tuple(bodies.get("contracted", ())),
        link=bodies.get("link", ""),
        forms=frozenset(bodies["forms"]),
        modifiers=frozenset(bodies["modifiers"]),
        adjectival=tuple(bodies["adjectival"]),
        linkers=frozenset(bodies["linkers"]),
        official=official,
        open_ended=frozenset(bodies["open_ended"]),
        inner=frozenset(bodies["inner"]),
        states=Phrases.of(bodies.get("states", ())),
        owners=frozenset(bodies.get("owners", ())),
        parts=frozenset(bodies.get("parts", ())),
        missions=frozenset(bodies.get("missions", ())),
        apart=frozenset(bodies.get("apart", ())),
        body_stops=frozenset(bodies["stops"]),
        over=frozenset(bodies["over"]),
        under=frozenset(bodies.get("under", ())),
        dedicated=frozenset(bodies.get("dedicated", ())),
        rulers=frozenset(bodies.get("rulers", ())),
        founded=frozenset(bodies.get("founded", ())),
        form_links=frozenset(bodies.get("form_links", ())),
        of=frozenset(bodies.get("of", ())),
        roads=frozenset(pack["places"]["roads"]),
        place_heads=Phrases.of(pack["places"]["heads"]),
        quoted_heads=Phrases.of([*pack["places"]["heads"], *pack["places"].get("quoted", ())]),
        place_inner=frozenset(pack["places"].get("inner", ())),
        place_kinds=frozenset(pack["places"].get("kinds", ())),
        place_plurals=frozenset(pack["places"].get("plurals", ())),
        place_short=pack["places"].get("short", {}),
        directions=frozenset(pack["places"].get("directions", ())),
        divisions=frozenset(bodies.get("divisions", ())),
        within=frozenset(bodies.get("within", ())),
        governing=frozenset(bodies.get("governing", ())),
        objective=tuple(bodies.get("objective", ())),
        deverbal=tuple(bodies.get("deverbal", ())),
        fields=fields(listed, official, bodies.get("fields", ())),
        joins=frozenset(pack["places"].get("joins", ())),
        levels=frozenset(pack["places"].get("levels", ())),
        place_ends=frozenset(name.split()[-1] for name in pack["places"]["heads"]),
        place_roots=frozenset(root for name in pack["places"]["heads"] for root in morphology.roots(name.split()[-1])),
        facilities=frozenset(pack["places"].get("facilities", ())),
        place_stems=_stems(names, tuple(pack["places"].get("inhabited", ()))),
        inhabitants=tuple(pack["places"].get("inhabitants", ())),
        homes=frozenset(pack["places"].get("homes", ())),
        places=Phrases.of(names),
        named_places=Phrases.of(places(code, ())),
        common=frozenset(word.lower() for word in pack["words"]["common"]),
        openers=frozenset(pack["words"]["openers"]),
        works=frozenset(pack["words"]["works"]),
        tells=frozenset(pack["words"]["tells"]),
    )
