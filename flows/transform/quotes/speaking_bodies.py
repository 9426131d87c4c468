"""Bodies that speak: from inside, "в компании отметили", "отметили там", or as the subject of the verb."""

from flows.transform.quotes.heads import COORDINATION, Hit, hits
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.sources import Source, make_source, source_of_name
from flows.transform.quotes.words import QUOTE_MARKS


def there(passage: Passage, at: int, feature: str) -> Source | None:
    """Find the body that an adverb of place beside a plural verb stands for: "отметили | там"."""
    if feature != "plural" or passage.words[at : at + 1] == [] or passage.words[at] not in passage.pack.there:
        return None
    return Source("pronoun", at, at + 1, passage.tokens[at], passage.words[at], agreement="there")


def speaking_body(passage: Passage, lo: int, hi: int, found: list[Hit], inside: int) -> Source | None:
    """Find a body after a preposition of place, "в компании отметили"; else a body as the subject."""
    pack = passage.pack
    for hit in hits(passage, lo, hi, "locative", inside):
        is_body = (hit.noun is not None and hit.noun.kind == "body") or (hit.name is not None and not hit.is_person)
        if is_body and (pack.head_final or _after_place(passage, hit.lo, lo)):
            return make_source(passage, hit, hit.lo if not pack.head_final else lo)
    bodies = [hit for hit in found if not hit.is_person and hit.pronoun is None]
    bodies = [hit for hit in bodies if hit.noun is None or hit.noun.kind == "body"]
    bodies = [hit for hit in bodies if not any(passage.is_reporter(at) for at in range(hit.lo, hit.hi))]
    if len(bodies) > 1 and bodies[-2].noun is not None and bodies[-2].hi == bodies[-1].lo and bodies[-1].name:
        # "пресс-служба | МВД": the name belongs to the noun.
        return make_source(passage, bodies[-2], lo)
    return make_source(passage, bodies[-1], lo) if bodies else None


def speaking_place(passage: Passage, lo: int, hi: int, feature: str) -> Source | None:
    """Find a place that stands for those who rule in it, all that is said of who speaks: "| в Киеве | считают"."""
    if feature != "plural" or passage.pack.head_final:
        return None
    for name in passage.names_between(lo, hi):
        alone = name.lo == lo + 1 and passage.words[lo] in passage.pack.where
        if alone and name.mention.type == "LOC" and passage.inside[lo] == passage.inside[name.lo]:
            return source_of_name(name)
    return None


def _after_place(passage: Passage, at: int, lo: int) -> bool:
    """Whether a preposition of place stands before a word, with nothing but attributes between."""
    pack, back = passage.pack, at - 2 if at > lo and passage.words[at - 1] in QUOTE_MARKS else at - 1
    while back >= lo and at - back <= COORDINATION and passage.words[back].isalpha():
        if passage.words[back] in pack.places:
            return True
        if not pack.morphology.modifies(passage.words[back]):
            return False
        back -= 1
    return False
