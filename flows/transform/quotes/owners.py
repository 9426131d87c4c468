"""Whose words a phrase gives: the owner before "айтуынша", the owner after "по словам", a document's."""

from collections.abc import Iterator
from typing import Final

from flows.transform.quotes.heads import Hit, hits
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.sources import Source, make_source, source_of_name
from flows.transform.quotes.words import CLAUSE_PUNCTUATION

REACH: Final = 40


def owner_before(passage: Passage, lo: int, at: int) -> Source | None:
    """Find whose words they are, before "айтуынша": a name, a pronoun or a noun phrase that ends there."""
    for back in range(at - 1, max(lo, at - 4) - 1, -1):
        name = passage.name_before.get(back + 1)
        if name is not None and name.lo >= lo and (name.mention.type == "PER" or back == at - 1):
            return source_of_name(name)
        pronoun = passage.pack.pronouns.get(passage.words[back])
        if pronoun is not None and pronoun[0] == "genitive":
            return make_source(passage, Hit(back, back + 1, pronoun=pronoun[1]), lo)
        noun = passage.pack.morphology.noun(passage.words[back])
        if back == at - 1 and noun is not None and noun.kind == "body" and "locative" in noun.cases:
            # "Полиция | департаментінде | хабарлағандай"
            return make_source(passage, Hit(back, back + 1, noun=noun, case="locative"), passage.clause_start(lo, back))
        if noun is not None and (noun.cases & {"genitive", "nominative"}):
            return make_source(passage, Hit(back, back + 1, noun=noun), passage.clause_start(lo, back))
        if back == at - 1 and (owner := passage.pack.morphology.owner(passage.words[back])) is not None:
            return _unlisted_owner(passage, lo, back, owner)
    return None


def _unlisted_owner(passage: Passage, lo: int, at: int, owner: str) -> Source:
    """An owner in the genitive that is no mention and no listed noun: "Ердоғанның айтуынша"."""
    token = passage.tokens[at]
    if token[0].isupper() and at > lo:
        name = token[: len(owner)]
        return Source("person", at, at + 1, token, name, name=name, type="PER", agreement="singular")
    start = passage.clause_start(lo, at)
    text = passage.span_text(start, at + 1)
    phrase = text[: len(text) - len(token) + len(owner)]
    plural = passage.pack.morphology.plural(owner)
    if start not in passage.name_at and not passage.tokens[start].isupper():
        phrase = phrase[:1].lower() + phrase[1:]
    return Source("group" if plural else "post", start, at + 1, text, phrase, lemma=owner)


def owner_after(passage: Passage, at: int, hi: int) -> Source | None:
    """Find whose words they are, after "по словам": the first genitive, and the name that follows its post."""
    hi = min(hi, at + REACH)
    first: Hit | None = None
    for hit in hits(passage, at, hi, "genitive", passage.inside[at - 1]):
        between = passage.words[at if first is None else first.hi : hit.lo]
        if any(word in CLAUSE_PUNCTUATION or passage.pack.morphology.verb(word) for word in between):
            # "по официальным данным | приняли участие около 2 тысяч человек"
            break
        if hit.is_person:
            if first is not None and first.name is not None and _is_subject(hit):
                # "чемпион мира по версии WBA | Камшыбек Конкабаев |, который …"
                break
            return make_source(passage, hit, at)
        first = first or hit
    if first is not None:
        return _with_another(passage, make_source(passage, first, at), hi)
    # "по мнению России"
    place = passage.name_at.get(at)
    return source_of_name(place) if place is not None else None


def named_body(passage: Passage, at: int) -> Source | None:
    """Find the body whose name is all that stands between word `at` and a comma: "согласно | IDC |,"."""
    name, end = passage.name_at.get(at), at + 1
    if name is not None and name.mention.type == "ORG":
        end = name.hi
    comma = passage.words[end : end + 1] == [","]
    if name is not None:
        return source_of_name(name) if comma and name.mention.type == "ORG" else None
    text = passage.tokens[at] if comma else ""
    known = text.isascii() and text.isupper() and len(text) > 1
    return Source("body", at, end, text, text, name=text, type="ORG") if known else None


def _is_subject(hit: Hit) -> bool:
    """Whether a name of several words stands in the nominative: few such names look so in the genitive, too."""
    return hit.name is not None and hit.name.nominative and hit.name.hi - hit.name.lo > 1


def _with_another(passage: Passage, source: Source, hi: int) -> Source:
    """Two groups that a conjunction joins are one source: "по сообщениям | блоггеров и СМИ"."""
    at = source.hi
    if source.kind != "group" or at + 1 >= hi or passage.words[at] not in passage.pack.conjunctions:
        return source
    other = next(hits(passage, at + 1, min(hi, at + 4), "genitive", passage.inside[at]), None)
    if other is None or other.noun is None or other.noun.kind not in {"person", "collective"}:
        return source
    second = make_source(passage, other, at + 1)
    if second.kind != "group" or second.lo != at + 1:
        return source
    text = passage.span_text(source.lo, second.hi)
    phrase = f"{source.phrase} {passage.tokens[at]} {second.phrase}"
    return source._replace(hi=second.hi, text=text, phrase=phrase, agreement="plural")


def documents_named(passage: Passage) -> Iterator[tuple[str, str]]:
    """Yield documents with whose they are: (lemma, phrase in the nominative), "… қауымдастығының резолюциясы"."""
    morphology = passage.pack.morphology
    for name in passage.names:
        if name.hi >= len(passage):
            continue
        lo, at = name.lo, name.hi
        if not passage.pack.head_final:
            lo, at = name.lo - 1, name.lo - 1
            name_hi = name.hi
        else:
            name_hi = at + 1
        noun = morphology.noun(passage.words[at]) if at >= 0 else None
        if noun is not None and noun.kind == "document" and not noun.plural and not name.nominative:
            words = passage.tokens[lo:name_hi]
            yield noun.lemma, morphology.nominative(" ".join(words), at - lo)
