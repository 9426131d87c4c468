"""Morphology by dictionary: forms looked up in pymorphy3, which is loaded at the first word asked for."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from flows.transform.entities.declension import given_gender
from flows.transform.entities.morphology import analysed as _parses
from flows.transform.quotes.folding import as_written, fold
from flows.transform.quotes.morphology import SLOT, Morphology, Noun

RUSSIAN: Final = "ru"
CASES: Final = {
    "nomn": "nominative",
    "gent": "genitive",
    "gen2": "genitive",
    "loct": "locative",
    "loc2": "locative",
    "accs": "accusative",
}
GENDERS: Final = {"masc": "masculine", "femn": "feminine", "neut": "neuter"}
# Surnames, places and the like: they are mentions' business.
NAMES: Final = frozenset({"Name", "Surn", "Patr", "Geox"})
# A listed noun of so many letters is known in compounds too, after so many: "инфо|центр", "экс-|министр", no "в|опрос".
COMPOUNDED: Final = 5
FIRST_PART: Final = 3


class Dictionary(Morphology):
    """The pack's nouns and cue verbs as lemmas, their forms from the dictionary.

    An animate noun that the pack does not list names a person too.
    """

    def __init__(self, pack: Mapping[str, Any]) -> None:
        self._kinds = {fold(lemma): kind for kind, lemmas in pack["nouns"].items() for lemma in lemmas}
        self._inhabitants = tuple(pack.get("phrases", {}).get("inhabitants", ()))
        self._deputies = tuple(pack.get("phrases", {}).get("deputies", ()))
        self._found: dict[str, Noun | None] = {}

    def verb_forms(self, pattern: str, table: str) -> Iterator[tuple[str, str]]:  # noqa: ARG002
        """Yield a pattern with each form of its lemma that can report speech."""
        lemma = next(word for word in pattern.split() if word.endswith(SLOT))
        # Two verbs can share an infinitive: "считать" is to believe and to read off.
        verbs = [parse for parse in _parses(lemma.removesuffix(SLOT)) if parse.tag.POS == "INFN"]
        for form in dict.fromkeys(form for verb in verbs for form in verb.lexeme):
            feature = _verb_feature(form)
            if feature:
                yield pattern.replace(lemma, form.word), feature

    def noun(self, word: str) -> Noun | None:
        """Look a form up: the pack's lemmas, then any animate noun."""
        if word not in self._found:
            self._found[word] = self._deputy(word) or self._look_up(word)
        return self._found[word]

    def listed(self, lemma: str) -> bool:
        """Whether the pack lists a noun; an animate noun that it does not names a person all the same."""
        return lemma in self._kinds

    def _look_up(self, word: str) -> Noun | None:
        parses = [parse for parse in _parses(word) if parse.tag.case and not self._is_name(parse)]
        first = next((parse for parse in parses if self._kind(parse)), None)
        likeliest = _parses(word)[0]
        animate = likeliest in parses and {"NOUN", "anim"} <= likeliest.tag.grammemes
        if first is None and animate and (likeliest.is_known or likeliest.normal_form.endswith(self._inhabitants)):
            first = likeliest
        if first is None:
            # "дчс": listed, and not in the dictionary.
            kind = self._kinds.get(word)
            return Noun(word, kind, False, frozenset(CASES.values())) if kind is not None else None
        same = [parse for parse in parses if parse.normal_form == first.normal_form]
        cases = {CASES[str(parse.tag.case)] for parse in same if str(parse.tag.case) in CASES}
        numbers = {str(parse.tag.number) for parse in same if CASES.get(str(parse.tag.case)) in cases}
        nominatives = {str(parse.tag.number) for parse in same if str(parse.tag.case) == "nomn"}
        plural = "plur" in (nominatives or numbers) and "sing" not in nominatives
        one = plural and any(str(parse.tag.number) == "sing" for parse in same)
        kind = self._kind(first) or "person"
        gender = GENDERS.get(str(first.tag.gender))
        return Noun(_lemma(first), kind, plural, frozenset(cases), gender, one_declined=one)

    def _is_name(self, parse: Any) -> bool:  # noqa: ANN401
        """Whether a parse is a name's; "аким", which the pack lists, is a post before it is a given name."""
        return not NAMES.isdisjoint(parse.tag.grammemes) and _lemma(parse) not in self._kinds

    def _kind(self, parse: Any) -> str | None:  # noqa: ANN401
        """What a noun names: as the pack lists it or, of a compound, its last part."""
        lemma = _lemma(parse)
        if lemma in self._kinds or parse.tag.POS != "NOUN":
            return self._kinds.get(lemma)
        parts = (lemma[at:] for at in range(FIRST_PART, len(lemma) - COMPOUNDED + 1))
        kind = next((self._kinds[part] for part in parts if part in self._kinds), None)
        fits = kind in {"body", "document"} if "inan" in parse.tag else kind == "person"
        return kind if fits else None

    def _deputy(self, word: str) -> Noun | None:
        """Somebody's deputy, whose post stands in the genitive: "зам|руководителя"."""
        prefix = next((prefix for prefix in self._deputies if word.startswith(prefix)), None)
        post = self.noun(word.removeprefix(prefix)) if prefix is not None and word != prefix else None
        if post is None or post.kind != "person" or post.plural or "genitive" not in post.cases:
            return None
        return Noun(word, "person", False, frozenset(CASES.values()), "masculine")

    def nominative(self, phrase: str, head: int, *, declined: bool = False) -> str:
        """Put the head and the attributes before it into the nominative of the same number."""
        words = phrase.split(" ")
        heads = [parse for parse in _parses(words[head].lower()) if parse.tag.case and self._heads(parse)]
        if declined:
            heads = [parse for parse in heads if str(parse.tag.case) != "nomn"] or heads
        attribute = [_agreement(parse)[:2] for parse in _parses(words[head - 1].lower())] if head else []
        # "российских | СМИ": of a word without endings the attribute tells the case.
        noun = next((parse for parse in heads if _agreement(parse)[:2] in attribute), next(iter(heads), None))
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
                words[index] = as_written(inflected.word, word)
        return " ".join(words)

    def _heads(self, parse: Any) -> bool:  # noqa: ANN401
        return _lemma(parse) in self._kinds or {"NOUN", "anim"} <= parse.tag.grammemes

    def modifies(self, word: str) -> bool:
        """Whether a word is an adjective, a participle or a numeral first of all."""
        return str(_parses(word)[0].tag.POS) in {"ADJF", "PRTF", "NUMR"}

    def depends(self, word: str) -> bool:
        """Whether a word is a noun or an attribute that can be in the genitive."""
        noun = str(_parses(word)[0].tag.POS) in {"NOUN", "ADJF", "PRTF"}
        return noun and any(str(parse.tag.case) in {"gent", "gen2"} for parse in _parses(word))

    def nominal_subject(self, word: str) -> bool:
        """Whether a word can be a noun or an attribute in the nominative."""
        return any(str(parse.tag.case) == "nomn" for parse in _parses(word))

    def common(self, word: str) -> bool:
        """Whether the dictionary knows a word, in a form that can be a subject, and not only as a name."""
        known = (parse for parse in _parses(word) if parse.is_known and not NAMES & parse.tag.grammemes)
        return any(str(parse.tag.case) in {"nomn", "None"} for parse in known)

    def proper(self, word: str) -> bool:
        """Whether a word is a name's form first of all, or not in the dictionary."""
        first = _parses(word)[0]
        return not first.is_known or not NAMES.isdisjoint(first.tag.grammemes)

    def gender(self, given_name: str) -> str | None:
        """Return the gender of a given name that is known for one gender only."""
        return GENDERS.get(given_gender(given_name, RUSSIAN) or "")

    def agree(self, word: str, noun: str) -> bool:
        """Whether an adjective or a participle and a noun have a case and a number in common."""
        if str(_parses(word)[0].tag.POS) == "NUMR":
            return True
        own = {_agreement(parse)[:2] for parse in _parses(word) if str(parse.tag.POS) in {"ADJF", "PRTF"}}
        return not own.isdisjoint(_agreement(parse)[:2] for parse in _parses(noun) if parse.tag.case)

    def infinitive(self, word: str) -> bool:
        """Whether a word is an infinitive."""
        return str(_parses(word)[0].tag.POS) == "INFN"

    def thing(self, word: str) -> bool:
        """Whether a word is a known inanimate noun, and one that the pack does not list."""
        parses = [parse for parse in _parses(word) if {"NOUN", "nomn"} <= parse.tag.grammemes and parse.is_known]
        return bool(parses) and self.noun(word) is None and all("inan" in parse.tag for parse in parses)

    def participle(self, word: str) -> bool:
        """Whether a word is a participle first of all."""
        return str(_parses(word)[0].tag.POS) == "PRTF"

    def converb(self, word: str) -> bool:
        """Whether a word is a converb, which says what a subject does besides."""
        return str(_parses(word)[0].tag.POS) == "GRND"

    def verb(self, word: str) -> bool:
        """Whether a word is a finite verb first of all."""
        return str(_parses(word)[0].tag.POS) == "VERB"

    def present(self, word: str) -> bool:
        """Whether a word is a finite verb in the present tense first of all."""
        return str(_parses(word)[0].tag.tense) == "pres" and self.verb(word)

    def instrumental(self, word: str) -> bool:
        """Whether a word can be a noun or an attribute in the instrumental; an acronym shows no case."""
        return any(str(parse.tag.case) == "ablt" and "Abbr" not in parse.tag for parse in _parses(word))

    def preposition(self, word: str) -> bool:
        """Whether a word is a preposition first of all."""
        return str(_parses(word)[0].tag.POS) == "PREP"

    def adverb(self, word: str) -> bool:
        """Whether a word is an adverb first of all."""
        return str(_parses(word)[0].tag.POS) == "ADVB"

    def attributes(self, word: str, following: str) -> bool:
        """Whether a word has a reading as an adjective that agrees with the noun after it."""
        adjectives = {_agreement(parse) for parse in _parses(word) if str(parse.tag.POS) in {"ADJF", "PRTF"}}
        if not adjectives or not following[:1].isalpha():
            return False
        return any(_agreement(parse) in adjectives for parse in _parses(following) if parse.tag.POS == "NOUN")

    def noun_gender(self, word: str) -> str | None:
        """Return the gender of a noun in the nominative singular."""
        parse = _parses(word)[0]
        return GENDERS.get(str(parse.tag.gender)) if {"NOUN", "nomn", "sing"} <= parse.tag.grammemes else None

    def goes_on(self, word: str) -> bool:
        """Whether a word is in the locative, as a demonstrative before it would be."""
        cases = {str(parse.tag.case) for parse in _parses(word) if str(parse.tag.POS) in {"NOUN", "ADJF"}}
        return bool(cases & {"loct", "loc2"}) and "nomn" not in cases


def _agreement(parse: Any) -> tuple[str, str, str]:  # noqa: ANN401
    number = str(parse.tag.number)
    return str(parse.tag.case), number, str(parse.tag.gender) if number == "sing" else ""


def _lemma(parse: Any) -> str:  # noqa: ANN401
    if parse.tag.POS == "PRTF":
        # "пострадавшая": a participle's lemma is its verb.
        noun = parse.inflect({"nomn", "sing", "masc"})
        return fold(str(noun.word if noun else parse.normal_form))
    return fold(str(parse.normal_form))


def _verb_feature(form: Any) -> str | None:  # noqa: ANN401
    """What a form of a cue verb tells; None for the first and second person, the future and other moods."""
    tag = form.tag
    if tag.POS == "GRND":
        return "converb"
    if tag.POS == "PRTF" and "actv" in tag:
        return "participle"
    if tag.POS != "VERB" or tag.mood != "indc" or tag.person in {"1per", "2per"} or tag.tense == "futr":
        return None
    return "plural" if tag.number == "plur" else GENDERS.get(str(tag.gender), "singular")
