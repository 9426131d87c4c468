"""Sources that are no subject: whom a participle describes, an outlet quotes, a colon follows; whose a document is."""

from collections.abc import Sequence
from typing import Final

from flows.transform.quotes.heads import COORDINATION, OBLIQUE, QUOTED, Hit, hits
from flows.transform.quotes.names import Name
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.sources import Source, make_source, source_of_name
from flows.transform.quotes.words import CLAUSE_PUNCTUATION, OUTSIDE

# How far from a cue its source is looked for, in words.
REACH: Final = 40
# How much of a sentence is read for a document, in words.
FAR: Final = 150


def described_before(passage: Passage, lo: int, at: int) -> Source | None:
    """Find whom a participle that begins with word `at` describes, in whatever case: "лидеров, аргументировавших"."""
    body: Hit | None = None
    for index in range(at - 1, max(lo, at - COORDINATION) - 1, -1):
        name, noun = passage.name_before.get(index + 1), passage.pack.morphology.noun(passage.words[index])
        if name is not None and name.mention.type == "PER":
            return source_of_name(name)
        if noun is not None and noun.kind in {"person", "collective"}:
            return make_source(passage, Hit(index, index + 1, noun=noun, case=OBLIQUE), lo)
        if body is None and (name is not None or (noun is not None and noun.kind == "body")):
            body = Hit(index, index + 1, noun=noun, case=OBLIQUE) if name is None else Hit.of(name)
    return make_source(passage, body, lo) if body is not None else None


def last_person(passage: Passage, lo: int, hi: int) -> Source | None:
    """Find who is named last before a colon, in whatever case: "прямая линия с | Владимиром Путиным |: «…»"."""
    lo = max(lo, hi - REACH)
    names = [name for name in passage.names_between(lo, hi) if name.mention.type == "PER"]
    if names:
        return source_of_name(names[-1])
    for at in range(hi - 1, lo - 1, -1):
        noun = passage.pack.morphology.noun(passage.words[at])
        if noun is not None and noun.kind == "person" and not noun.plural:
            return make_source(passage, Hit(at, at + 1, noun=noun, case=OBLIQUE), lo)
    return None


def quoted_source(passage: Passage, lo: int, hi: int) -> Source | None:
    """Find whom an outlet quotes: "цитирует ТАСС | слова премьер-министра", "цитирует РБК | пресс-службу Порошенко"."""
    found: list[Hit] = []
    hi = min(hi, lo + REACH)
    at = lo
    while at < hi:
        name, noun = passage.name_at.get(at), passage.pack.morphology.noun(passage.words[at])
        pronoun = passage.pack.pronouns.get(passage.words[at])
        if pronoun is not None and at == lo:
            # "приводит | его | «Росбалт»"
            return make_source(passage, Hit(at, at + 1, pronoun=pronoun[1]), lo)
        if passage.words[at] in passage.pack.quoted and not any(hit.is_person for hit in found):
            found = []  # "приводит сайт института | слова Стивена Хокинга"
        if name is None and noun is not None and noun.cases & {"genitive", "accusative"}:
            found.append(Hit(at, at + 1, noun=noun, case=QUOTED))
        elif name is not None and (name.mention.type == "PER" or _is_press(passage, name)):
            found.append(Hit.of(name))
        at = name.hi if name is not None else at + 1
    bodies = [hit for hit in found if hit.noun is not None and hit.noun.kind == "body"]
    bodies = [hit for hit in bodies if not passage.names_outlet(hit.lo, hit.hi)]
    persons = [hit for hit in found if hit.is_person]
    posts = [hit for hit in found if hit.noun is not None and hit.noun.kind == "person"]
    press = next((hit for hit in found if hit.name is not None and not hit.is_person), None)
    if press is not None and not persons and not (posts and posts[0].lo < press.lo):
        return make_source(passage, press, lo)
    if bodies and all(bodies[0].lo < hit.lo for hit in (*persons, *posts)):
        # "пресс-службу | Порошенко"
        return make_source(passage, bodies[0], lo)
    chosen = persons or posts or [hit for hit in found if is_document(hit)]
    return make_source(passage, chosen[0], lo) if chosen else None


def _is_press(passage: Passage, name: Name) -> bool:
    """Whether a name is a press service's: "пресс-служба Кремля"; other bodies can be the outlets that quote."""
    noun = passage.pack.morphology.noun(passage.words[name.lo])
    return noun is not None and noun.kind == "body" and not passage.is_outlet(name.lo)


def document_source(
    passage: Passage, spans: Sequence[tuple[int, int]], inside: int = OUTSIDE, case: str = "locative"
) -> Source | None:
    """Find the document that speaks and whose it is, in the first of the word ranges that names one in a case.

    "говорится в сообщении МВД": the body; "Резолюция мәтінінде": the document.
    """
    for lo, far in spans:
        hi = min(far, lo + FAR)
        hit = next((hit for hit in hits(passage, lo, hi, case, inside) if is_document(hit)), None)
        if hit is None:
            continue
        document = make_source(passage, hit, lo)
        start = lo if passage.pack.head_final else hit.hi
        stop = hit.lo if passage.pack.head_final else _phrase_end(passage, hit.hi, min(hi, hit.hi + COORDINATION))
        names = passage.names_between(start, stop)
        # The owner stands beside its document: after it, or before it where the head is last.
        for name in reversed(names) if passage.pack.head_final else names:
            beside = name.lo == hit.hi and not passage.pack.head_final
            kinds = {"ORG", "PER", "LOC"} if beside else {"ORG", "PER"}
            if name.mention.type in kinds and (beside or document.lemma in passage.pack.coreference.messages):
                return source_of_name(name)
        if document.lemma not in passage.pack.coreference.messages:
            return document
        owner = next(
            (o for o in hits(passage, start, stop, "genitive", inside) if o.noun and o.noun.kind == "body"), None
        )
        return make_source(passage, owner, start) if owner is not None else document
    return None


def _phrase_end(passage: Passage, lo: int, hi: int) -> int:
    """Where what belongs to a document ends: "в комментарии|, который получил РБК"."""
    return next((at for at in range(lo, hi) if passage.words[at] in CLAUSE_PUNCTUATION), hi)


def is_document(hit: Hit) -> bool:
    """Whether a hit is a document's name."""
    return hit.noun is not None and hit.noun.kind == "document"
