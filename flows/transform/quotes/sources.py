"""Who a cue points at, as written: a name, a pronoun, a post, a group, a body or a document beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from flows.transform.quotes.morphology import Noun
from flows.transform.quotes.passage import CLAUSE_PUNCTUATION, STOPS, Name, Passage

# How far from a cue its source is looked for, in words.
REACH: Final = 40
COORDINATION: Final = 8
COMPLEMENTS: Final = 8
TITLE: Final = 25


@dataclass(frozen=True, slots=True)
class Source:
    """A source as written. `kind` is person, pronoun, post, group, body or document.

    `name` is a mention's; `phrase` the noun phrase in the nominative; `lemma` its head; `agreement` what the form
    says of number and gender (masculine, feminine, neuter, plural, singular or empty); `lo` its first word, `hi` the
    one after its last.
    """

    kind: str
    lo: int
    hi: int
    text: str
    phrase: str
    lemma: str = ""
    name: str | None = None
    type: str | None = None
    role: str | None = None
    agreement: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A word or a name that can be a source's head."""

    lo: int
    hi: int
    name: Name | None = None
    noun: Noun | None = None
    pronoun: str | None = None

    @property
    def is_person(self) -> bool:
        return self.name is not None and self.name.mention.type == "PER"


def hits(passage: Passage, lo: int, hi: int, case: str, inside: int) -> Iterator[Hit]:
    """Yield what can head a source in the case given, among the words that share the cue's quotation marks."""
    at = max(lo, 0)
    pack = passage.pack
    while at < min(hi, len(passage)):
        if passage.inside[at] != inside:
            at += 1
            continue
        name = passage.name_at.get(at)
        if name is not None and name.hi <= hi and name.mention.type in {"PER", "ORG"}:
            if _in_case(passage, name, case):
                yield Hit(name.lo, name.hi, name=name)
            at = name.hi
            continue
        word = passage.words[at]
        pronoun = pack.pronouns.get(word)
        if pronoun is not None and pronoun[0] == case:
            yield Hit(at, at + 1, pronoun=pronoun[1])
        else:
            noun = pack.morphology.noun(word)
            if noun is not None and case in noun.cases:
                yield Hit(at, at + 1, noun=noun)
        at += 1


def _in_case(passage: Passage, name: Name, case: str) -> bool:
    if case == "nominative":
        return name.nominative
    if case == "genitive":
        return True
    return not name.nominative or not passage.pack.head_final


def _extended(passage: Passage, hit: Hit, limit: int, case: str) -> Hit:
    """Follow a head to the right: "Сенат | депутаты | Жанна Асанова", "X мен Y"."""
    pack = passage.pack
    while hit.hi < limit:
        if hit.is_person:
            return hit
        following = next(hits(passage, hit.hi, hit.hi + 1, case, passage.inside[hit.lo]), None)
        name = passage.name_at.get(hit.hi)
        if name is not None and name.mention.type == "PER" and _in_case(passage, name, case):
            return Hit(name.lo, name.hi, name=name)
        if following is not None and following.noun is not None:
            hit = Hit(hit.lo, following.hi, noun=following.noun)
            continue
        further = None
        if passage.words[hit.hi] in pack.conjunctions:
            further = _coordinated(passage, hit, limit, case)
        elif passage.words[hit.hi] == "," and hit.noun is not None:
            further = _apposed(passage, hit, limit, case)
        if further is None:
            return hit
        hit = further
    return hit


def _coordinated(passage: Passage, hit: Hit, limit: int, case: str) -> Hit | None:
    """ "Халықаралық заңгерлер қауымдастығы мен … сарапшылар": one group."""
    stop = min(limit, hit.hi + 1 + COORDINATION)
    other = next(hits(passage, hit.hi + 1, stop, case, passage.inside[hit.lo]), None)
    if other is None or other.pronoun is not None:
        return None
    if any(word in CLAUSE_PUNCTUATION for word in passage.words[hit.hi + 1 : other.lo]):
        return None
    noun = other.noun or Noun("", "person", plural=True, cases=frozenset((case,)))
    return Hit(hit.lo, other.hi, noun=Noun(noun.lemma, noun.kind, plural=True, cases=noun.cases))


def _apposed(passage: Passage, hit: Hit, limit: int, case: str) -> Hit | None:
    """ "… депутаты, комитет төрағасы Марат Башимов": the name after a second post."""
    stop = min(limit, hit.hi + 1 + 2 * COORDINATION)
    seen_post = False
    for other in hits(passage, hit.hi + 1, stop, case, passage.inside[hit.lo]):
        if other.is_person:
            return other if seen_post or other.lo == hit.hi + 1 else None
        seen_post = seen_post or other.noun is not None
    return None


def make_source(passage: Passage, hit: Hit, bound: int) -> Source:
    """Describe a hit; where the head stands last its phrase begins at word `bound`."""
    if hit.pronoun is not None:
        text = passage.span_text(hit.lo, hit.hi)
        return Source("pronoun", hit.lo, hit.hi, text, text, agreement=hit.pronoun)
    if hit.name is not None:
        mention = hit.name.mention
        kind = "person" if mention.type == "PER" else "body"
        return Source(
            kind, hit.lo, hit.hi, mention.text, mention.name, name=mention.name, type=mention.type, role=mention.role
        )
    assert hit.noun is not None
    lo, hi = (min(bound, hit.lo), hit.hi) if passage.pack.head_final else _phrase(passage, hit)
    text = passage.span_text(lo, hi)
    phrase = passage.pack.morphology.nominative(" ".join(passage.tokens[lo:hi]), hit.hi - 1 - lo)
    phrase = text if phrase == " ".join(passage.tokens[lo:hi]) else phrase
    if lo not in passage.name_at and not passage.tokens[lo].isupper():
        phrase = phrase[:1].lower() + phrase[1:]
    noun = hit.noun
    kind = noun.kind
    if kind in {"person", "collective"}:
        kind = "group" if noun.plural or kind == "collective" else "post"
    agreement = "plural" if noun.plural else noun.gender or "singular"
    return Source(kind, lo, hi, text, phrase, lemma=noun.lemma, agreement=agreement)


def _phrase(passage: Passage, hit: Hit) -> tuple[int, int]:
    """The attributes before a head and the genitives after it."""
    morphology = passage.pack.morphology
    lo, hi = hit.lo, hit.hi
    while lo > 0 and hit.lo - lo < COMPLEMENTS and passage.words[lo - 1].isalpha() and morphology.modifies(
        passage.words[lo - 1]
    ):
        lo -= 1
    while hi < len(passage) and hi - hit.hi < COMPLEMENTS:
        name = passage.name_at.get(hi)
        if name is not None and name.mention.type != "PER" and not name.nominative:
            hi = name.hi
        elif passage.words[hi][0].isalpha() and name is None and morphology.depends(passage.words[hi]):
            hi += 1
        else:
            break
    return lo, hi


def leftmost_subject(passage: Passage, lo: int, hi: int) -> Source | None:
    """Find the subject of a clause that its verb ends: the first head in the nominative."""
    inside = passage.inside[hi] if hi < len(passage) else passage.inside[hi - 1]
    for hit in hits(passage, lo, hi, "nominative", inside):
        start = _clause_start(passage, lo, hit.lo)
        if hit.noun is not None and (hit.noun.kind == "document" or (hit.noun.plural and hit.lo - start > COORDINATION)):
            continue
        titled = None if hit.is_person else _titled(passage, hit, hi)
        return make_source(passage, titled or _extended(passage, hit, hi, "nominative"), start)
    return None


def _titled(passage: Passage, hit: Hit, hi: int) -> Hit | None:
    """The person whose post, as written beside the name, the hit is a part of."""
    for name in passage.names_between(hit.hi, min(hi, hit.hi + TITLE)):
        mention = name.mention
        if mention.type != "PER" or not mention.role or not name.nominative:
            continue
        written = passage.text(passage.starts[hit.lo], mention.start).rstrip(" ,–—-")
        if len(written) <= len(mention.role) + 2 and mention.role.endswith(written.lstrip('«“"')):
            return Hit(name.lo, name.hi, name=name)
    return None


def _clause_start(passage: Passage, lo: int, at: int) -> int:
    while at > lo and passage.words[at - 1] not in CLAUSE_PUNCTUATION and passage.words[at - 1] not in STOPS:
        at -= 1
    return at


def nearest_subject(passage: Passage, lo: int, hi: int) -> Source | None:
    """Find the subject that stands before a verb in the middle of its clause: names first, then posts, then bodies."""
    lo = max(lo, hi - REACH)
    inside = passage.inside[hi]
    found = list(hits(passage, lo, hi, "nominative", inside))
    persons = [hit for hit in found if hit.is_person]
    if persons:
        return make_source(passage, persons[-1], lo)
    posts = [hit for hit in found if hit.noun is not None and hit.noun.kind in {"person", "collective"}]
    pronouns = [hit for hit in found if hit.pronoun is not None]
    if pronouns and (not posts or pronouns[-1].lo > posts[-1].lo):
        return make_source(passage, pronouns[-1], lo)
    if posts:
        return make_source(passage, posts[-1], lo)
    return _speaking_body(passage, lo, hi, found, inside)


def _speaking_body(passage: Passage, lo: int, hi: int, found: list[Hit], inside: int) -> Source | None:
    """ "В компании отметили": a body after a preposition of place; else a body as the subject."""
    pack = passage.pack
    for hit in hits(passage, lo, hi, "locative", inside):
        is_body = (hit.noun is not None and hit.noun.kind == "body") or (hit.name is not None and not hit.is_person)
        if is_body and (_after_place(passage, hit.lo, lo) or (pack.head_final and hit.noun is not None)):
            return make_source(passage, hit, hit.lo if not pack.head_final else lo)
    bodies = [hit for hit in found if not hit.is_person and hit.pronoun is None]
    bodies = [hit for hit in bodies if hit.noun is None or hit.noun.kind == "body"]
    return make_source(passage, bodies[-1], lo) if bodies else None


def _after_place(passage: Passage, at: int, lo: int) -> bool:
    back = at - 1
    while back >= lo and at - back <= 3 and passage.words[back].isalpha():
        if passage.words[back] in passage.pack.places:
            return True
        back -= 1
    return False


def subject_after(passage: Passage, lo: int, hi: int) -> Source | None:
    """Find the subject that follows a verb: "деді X", "сообщили в компании"."""
    hi = min(hi, lo + REACH)
    if lo >= hi:
        return None
    inside = passage.inside[lo - 1] if lo else passage.inside[lo]
    found = list(hits(passage, lo, hi, "nominative", inside))
    first = next(iter(found), None)
    if first is not None and first.pronoun is not None and first.lo - lo <= 2:
        return make_source(passage, first, lo)
    start = lo
    while start < hi and passage.words[start] in passage.pack.between:
        start += 1
    person = next((hit for hit in found if hit.is_person), None)
    post = next((hit for hit in found if hit.noun is not None and hit.noun.kind in {"person", "collective"}), None)
    if person is not None:
        return make_source(passage, person, start)
    if passage.pack.head_final and first is not None and first.pronoun is None:
        return make_source(passage, _extended(passage, first, hi, "nominative"), start)
    if post is not None:
        return make_source(passage, post, start)
    body = _speaking_body(passage, lo, hi, found, inside)
    if body is not None:
        return body
    return make_source(passage, first, start) if first is not None else None


def owner_before(passage: Passage, lo: int, at: int) -> Source | None:
    """Find whose words they are, before "айтуынша": a name, a pronoun or a noun phrase that ends there."""
    for back in range(at - 1, max(lo, at - 4) - 1, -1):
        name = passage.name_before.get(back + 1)
        if name is not None and name.lo >= lo and (name.mention.type == "PER" or back == at - 1):
            return make_source(passage, Hit(name.lo, name.hi, name=name), lo)
        pronoun = passage.pack.pronouns.get(passage.words[back])
        if pronoun is not None and pronoun[0] == "genitive":
            return make_source(passage, Hit(back, back + 1, pronoun=pronoun[1]), lo)
        noun = passage.pack.morphology.noun(passage.words[back])
        if noun is not None and (noun.cases & {"genitive", "nominative"}):
            return make_source(passage, Hit(back, back + 1, noun=noun), _clause_start(passage, lo, back))
    return None


def owner_after(passage: Passage, at: int, hi: int) -> Source | None:
    """Find whose words they are, after "по словам": the first genitive, and the name that follows its post."""
    hi = min(hi, at + REACH)
    first: Hit | None = None
    for hit in hits(passage, at, hi, "genitive", passage.inside[at - 1]):
        if any(word in CLAUSE_PUNCTUATION for word in passage.words[at if first is None else first.hi : hit.lo]):
            break
        if hit.is_person:
            return make_source(passage, hit, at)
        first = first or hit
    return make_source(passage, first, at) if first is not None else None
