"""Heads: the words and names that a source can be named by, in the case that a rule asks for."""

from collections.abc import Iterator
from typing import Final, NamedTuple, Self

from flows.transform.quotes.morphology import Noun
from flows.transform.quotes.names import Name
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.words import OUTSIDE

# How far apart the heads of one phrase stand, in words.
COORDINATION: Final = 8
# How far from what counts people they are named.
COUNTED: Final = 4
# The case of a hit that is counted: as it stands it is a subject.
QUANTIFIED: Final = "quantified"
# The case of a hit that is named in whichever case it stands.
OBLIQUE: Final = "oblique"
# The case of a hit that an outlet quotes: any but the nominative.
QUOTED: Final = "quoted"


class Hit(NamedTuple):
    """A word or a name that can be a source's head."""

    lo: int
    hi: int
    name: Name | None = None
    noun: Noun | None = None
    pronoun: str | None = None
    case: str = ""

    @classmethod
    def of(cls, name: Name) -> Self:
        """Make a hit of a name, whatever its case."""
        return cls(name.lo, name.hi, name=name)

    @property
    def is_person(self) -> bool:
        """Whether it is a person's name."""
        return self.name is not None and self.name.mention.type == "PER"


def hits(passage: Passage, lo: int, hi: int, case: str, inside: int) -> Iterator[Hit]:
    """Yield what can head a source in the case given, among the words that share the cue's quotation marks."""
    pack, free = passage.pack, 0
    words, names, insides, noun_of = passage.words, passage.name_at, passage.inside, passage.pack.morphology.noun
    counts = case == "nominative" and bool(pack.quantifiers)
    for at in passage.heads(max(lo, 0), hi):
        name = names.get(at)
        if at < free or (insides[at] != inside and not _is_marked(passage, name, inside)):
            continue
        if name is not None and name.hi <= hi and name.mention.type in {"PER", "ORG"} and not _common(passage, name):
            if in_case(passage, name, case):
                yield Hit(name.lo, name.hi, name=name, case=case)
            free = name.hi
            continue
        if name is not None and name.mention.type == "LOC" and name.hi > at + 1 and pack.head_final:
            # "| Орталық | Азия елдерінде": no centre
            continue
        word = words[at]
        if counts and (pack.counts(word) or word in pack.partitives):
            counted = _counted(passage, at, hi) if pack.counts(word) else _one_of(passage, at, hi) or _some(passage, at)
            if counted is not None:
                yield counted
                free = counted.hi
                continue
        pronoun = pack.pronouns.get(word)
        if word in pack.reflexives and at > lo and pack.morphology.owner(words[at - 1]) is not None:
            yield from _emphasised(passage, at)
        elif pronoun is not None and pronoun[0] == case:
            yield Hit(at, at + 1, pronoun=pronoun[1], case=case)
        else:
            noun = noun_of(word)
            if noun is None or case not in noun.cases:
                continue
            following = words[at + 1] if at + 1 < len(words) and at + 1 not in names else ""
            if not pack.morphology.attributes(word, following):
                yield Hit(at, at + 1, noun=noun, case=case)


def _is_marked(passage: Passage, name: Name | None, inside: int) -> bool:
    """Whether a body's name is all that stands between two marks, which stand where the cue does: "«Аэрофлот»"."""
    if name is None or name.mention.type != "ORG" or passage.pack.head_final or passage.inside[name.lo] == OUTSIDE:
        return False
    marked = passage.marks.outer[passage.inside[name.lo]]
    return inside == OUTSIDE and (marked.start, marked.end) == (name.mention.start, name.mention.end)


def _emphasised(passage: Passage, at: int) -> Iterator[Hit]:
    """Who says something himself: "депутаттардың | өзі", "Тоқаевтың | өзі"."""
    name = passage.name_before.get(at)
    if name is not None and name.mention.type in {"PER", "ORG"}:
        yield Hit.of(name)
        return
    noun = passage.pack.morphology.noun(passage.words[at - 1])
    if noun is not None and noun.kind == "person" and "genitive" in noun.cases:
        yield Hit(at - 1, at, noun=noun, case="genitive")


def _common(passage: Passage, name: Name) -> bool:
    """Whether a name is a common noun that means many, "украинские | СМИ", or begins with one: "| СМИ Беларуси"."""
    noun = passage.pack.morphology.noun(passage.words[name.lo])
    alone = name.hi == name.lo + 1 or passage.tokens[name.lo].isupper()
    return noun is not None and noun.kind == "collective" and alone


def _counted(passage: Passage, at: int, hi: int) -> Hit | None:
    """People who are counted: "несколько избирателей", "двое очевидцев"."""
    for index in range(at + 1, min(hi, at + COUNTED)):
        noun = passage.pack.morphology.noun(passage.words[index]) if index not in passage.name_at else None
        if noun is not None and noun.kind == "person" and "genitive" in noun.cases:
            counted = Noun(noun.lemma, noun.kind, plural=True, cases=frozenset(("nominative",)))
            return Hit(at, index + 1, noun=counted, case=QUANTIFIED)
        if not passage.pack.morphology.depends(passage.words[index]):
            return None
    return None


def _some(passage: Passage, at: int) -> Hit | None:
    """Some of many, who are all that is said of them: "| некоторые считают"."""
    following = passage.words[at + 1 : at + 2]
    verb = bool(following) and (
        passage.pack.morphology.verb(following[0]) or passage.pack.morphology.adverb(following[0])
    )
    if passage.words[at] not in passage.pack.some or not verb:
        return None
    some = Noun(passage.words[at], "person", plural=True, cases=frozenset(("nominative",)))
    return Hit(at, at + 1, noun=some, case="nominative")


def _one_of(passage: Passage, at: int, hi: int) -> Hit | None:
    """Somebody of a group, unnamed: "один | из ректоров", "одна из опрошенных нами участниц"."""
    pack = passage.pack
    if passage.words[at + 1 : at + 2] == [] or passage.words[at + 1] not in pack.among:
        return None
    if not pack.morphology.nominal_subject(passage.words[at]):
        # "вдова | одного из пациентов"
        return None
    for index in range(at + 2, min(hi, at + 2 + COUNTED)):
        noun = pack.morphology.noun(passage.words[index]) if index not in passage.name_at else None
        if noun is not None and noun.kind in {"person", "body"} and noun.plural and "genitive" in noun.cases:
            gender = pack.morphology.noun_gender(passage.words[at])
            some = Noun(noun.lemma, "collective", plural=False, cases=frozenset(("nominative",)), gender=gender)
            return Hit(at, index + 1, noun=some, case="nominative")
    return None


def in_case(passage: Passage, name: Name, case: str) -> bool:
    """Whether a name can stand in a case; of the genitive its form tells too little to refuse it."""
    if case == "nominative":
        return name.nominative
    if case == "genitive":
        return True
    return passage.pack.morphology.locative(passage.words[name.hi - 1])
