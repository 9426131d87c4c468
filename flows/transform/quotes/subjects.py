"""Which of the words around a cue is its subject: before it, after it, first in its clause or sentence."""

from typing import Final

from flows.transform.quotes.agreement import agreeing, of_post
from flows.transform.quotes.apposition import apposed_name, extended, titled_person
from flows.transform.quotes.attributes import is_attribute, names_place, one_phrase
from flows.transform.quotes.heads import COORDINATION, Hit, hits
from flows.transform.quotes.joined import joined_subject, with_another
from flows.transform.quotes.oblique import described_before
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.sources import Source, make_source, source_of_name
from flows.transform.quotes.speaking_bodies import speaking_body, speaking_place, there
from flows.transform.quotes.strangers import unlisted_after
from flows.transform.quotes.words import CLAUSE_PUNCTUATION, OUTSIDE, QUOTE_MARKS

# How far from a cue its subject is looked for, in words.
REACH: Final = 40
# A subject stands among the first words of a clause that its verb ends.
FRONT: Final = 80


def leftmost_subject(passage: Passage, lo: int, hi: int) -> Source | None:
    """Find the subject of a clause that its verb ends: the first head in the nominative."""
    inside = passage.inside[hi] if hi < len(passage) else passage.inside[hi - 1]
    hi = min(hi, lo + FRONT)
    attribute: Source | None = None
    owner: Source | None = None
    for hit in hits(passage, lo, hi, "nominative", inside):
        if owner is not None and not hit.is_person and (hit.noun is None or hit.noun.kind != "person"):
            return owner
        start = passage.clause_start(lo, hit.lo)
        if hit.noun is not None and (
            hit.noun.kind in {"document", "collective"} or (hit.noun.plural and hit.lo - start > COORDINATION)
        ):
            continue
        if not hit.is_person and hit.pronoun is None and (_no_subject(passage, hit.hi) or _is_adverb(passage, hit)):
            if hit.noun is not None and hit.noun.plural and not hit.noun.possessed and hit.lo == start:
                # "Ата-аналар | балаларының жағдайына алаңдап отырғандарын", unless a subject comes.
                attribute = attribute or make_source(passage, hit, start)
            continue
        if owner is None and _owns(passage, hit):
            owner = make_source(passage, hit, start)
            continue
        titled = None if hit.is_person else titled_person(passage, hit, hi)
        further = titled or extended(passage, hit, hi, "nominative")
        if further is not hit and not further.is_person and _no_subject(passage, further.hi):
            continue
        if further is hit and not hit.is_person and passage.words[hit.hi : hit.hi + 1] != []:
            if passage.words[hit.hi] in passage.pack.conjunctions:
                # "Ақорда | мен азаматтардың арасы": what it is joined to is no subject.
                continue
            if is_attribute(passage, hit):
                attribute = attribute or make_source(passage, hit, start)
                continue
        return with_another(passage, make_source(passage, further, start), further, hi)
    return owner or attribute or _marked(passage, lo, hi)


def _marked(passage: Passage, lo: int, hi: int) -> Source | None:
    """The body whose name in marks is all that begins a clause: "| «Қазақтелеком» | интернеттің …"."""
    name = passage.name_at.get(lo + 1) if lo < hi and passage.words[lo] in QUOTE_MARKS else None
    closed = name is not None and passage.words[name.hi : name.hi + 1] != [] and passage.words[name.hi] in QUOTE_MARKS
    if name is None or not closed or name.mention.type != "ORG":
        return None
    return source_of_name(name)._replace(hi=name.hi + 1)


def _owns(passage: Passage, hit: Hit) -> bool:
    """Whether a body's name may own the noun after it, so that a person further on is the subject."""
    if hit.name is None or hit.is_person or hit.hi >= len(passage):
        return False
    return passage.words[hit.hi].endswith(passage.pack.owned)


def _is_adverb(passage: Passage, hit: Hit) -> bool:
    """Whether a noun is none, being nobody's after a genitive: "курорттардың | белсенді дамып келе жатқанын"."""
    noun = hit.noun
    if noun is None or noun.kind != "person" or noun.possessed or noun.plural or hit.lo == 0:
        return False
    return hit.lo - 1 not in passage.name_at and passage.pack.morphology.owner(passage.words[hit.lo - 1]) is not None


def _no_subject(passage: Passage, at: int) -> bool:
    """Whether the word after a noun shows that it is no subject: "министр | орынбасарына", "бала | үшін"."""
    if at >= len(passage):
        return False
    name = passage.name_at.get(at)
    if name is not None and name.mention.type == "PER" and not name.nominative:
        # "төраға | Си Цзиньпиннің": the post is a part of the name's phrase.
        return True
    noun = passage.pack.morphology.noun(passage.words[at])
    other = noun is not None and noun.possessed and not noun.cases & {"nominative", "locative"}
    return other or passage.words[at] in passage.pack.postpositions


def nearest_subject(passage: Passage, lo: int, hi: int, feature: str = "") -> Source | None:
    """Find the subject that stands before a verb in the middle of its clause: names first, then posts, then bodies.

    `feature` is what the verb's form says of number and gender.
    """
    located = there(passage, hi - 1, feature) if lo < hi else None
    return located or _nearest(passage, max(lo, hi - REACH), hi, feature)


def _nearest(passage: Passage, lo: int, hi: int, feature: str) -> Source | None:
    inside = passage.inside[hi]
    found = agreeing(passage, list(hits(passage, lo, hi, "nominative", inside)), feature)
    found = _outside_clause(passage, lo, hi, found)
    related = _related(passage, lo, hi, found)
    if related is not None:
        return related
    lo = max(lo, passage.clause_start(lo, hi))
    joined = joined_subject(passage, lo, hi) if feature == "plural" else None
    if joined is not None and (not found or found[-1].lo < joined.hi):
        return joined
    persons = [hit for hit in found if hit.is_person]
    if persons:
        return make_source(passage, persons[-1], lo)
    posts = [hit for hit in found if hit.noun is not None and hit.noun.kind in {"person", "collective"}]
    pronouns = [hit for hit in found if hit.pronoun is not None]
    if pronouns and (not posts or pronouns[-1].lo > posts[-1].lo):
        return make_source(passage, pronouns[-1], lo)
    if posts:
        return of_post(passage, posts[-1], lo, feature)
    source = speaking_body(passage, lo, hi, found, inside) or _place_or_stranger(passage, lo, hi, inside)
    place = passage.name_before.get(hi)
    return source or (speaking_place(passage, max(lo, place.lo - 1), hi, feature) if place is not None else None)


def _outside_clause(passage: Passage, lo: int, hi: int, found: list[Hit]) -> list[Hit]:
    """The heads that stand in no clause between commas right before the verb: "юрист, представляющий X, | сообщил"."""
    if not found or hi - 1 <= lo or passage.words[hi - 1] != "," or passage.pack.head_final:
        return found
    for at in range(hi - 2, lo, -1):
        if passage.words[at] != ",":
            continue
        following = passage.words[at + 1 : at + 3]
        which = not passage.pack.which.isdisjoint(following)
        if which or (following and passage.pack.morphology.participle(following[0])):
            return [hit for hit in found if hit.hi <= at] or found
    return found


def _related(passage: Passage, lo: int, hi: int, found: list[Hit]) -> Source | None:
    """Whom a relative clause is about whose subject is its pronoun: "слова | Налле Валруса |, который заявил"."""
    for at in range(hi - 1, max(lo, hi - COORDINATION), -1):
        word = passage.words[at]
        if word in passage.pack.which and passage.words[at - 1] == ",":
            subject = passage.pack.morphology.nominal_subject(word) and not any(hit.lo > at for hit in found)
            return described_before(passage, lo, at - 1) if subject else None
        if word in CLAUSE_PUNCTUATION or passage.pack.morphology.verb(word):
            # "помощник Клинтон, который посетил Белград | заявил": the clause has its own verb.
            return None
    return None


def first_subject(passage: Passage, lo: int, hi: int) -> Source | None:
    """Find the subject of a sentence that begins with word `lo`, for a converb in it: its first nominative."""
    first = next(hits(passage, lo, min(hi, lo + REACH), "nominative", OUTSIDE), None)
    place = passage.name_at.get(lo)
    if place is not None and place.nominative and (first is None or place.lo <= first.lo):
        first = Hit.of(place)
    if first is None:
        return None
    joined = joined_subject(passage, lo, min(hi, first.hi + COORDINATION))
    return joined if joined is not None and joined.lo <= first.lo else make_source(passage, first, lo)


def _place_or_stranger(passage: Passage, lo: int, hi: int, inside: int) -> Source | None:
    """A country, "Южная Корея заявила", or a name that nobody knows, "Бонер заявил", right before the verb."""
    last = hi - 1
    while last >= lo and (
        passage.words[last] in passage.pack.bridges or passage.pack.morphology.adverb(passage.words[last])
    ):
        last -= 1
    name = passage.name_before.get(last + 1)
    if last >= lo and passage.is_reporter(last):
        return None
    if name is not None and name.lo >= lo and name.nominative and passage.inside[name.lo] == inside:
        return source_of_name(name)
    if last < lo or name is not None or passage.words[last] in passage.pack.pronouns:
        return None
    text = passage.tokens[last]
    kind, type_ = ("body", "ORG") if text.isupper() and len(text) > 1 else ("person", "PER")
    morphology = passage.pack.morphology
    if not text[0].isupper() or (kind == "person" and morphology.common(passage.words[last])):
        return None
    if kind == "person" and passage.begins_sentence(last) and not morphology.proper(passage.words[last]):
        # "Группу | назвали …": an object
        return None
    return Source(kind, last, last + 1, text, text, name=text, type=type_, agreement="singular")


def subject_after(passage: Passage, lo: int, hi: int, feature: str = "", *, any_noun: bool = False) -> Source | None:
    """Find the subject that follows a verb: "деді X", "сообщили в компании".

    With `any_noun` nothing but the subject can stand there, so that words nobody knows may name it.
    """
    hi = min(hi, lo + REACH)
    if lo >= hi:
        return None
    located = there(passage, lo, feature)
    if located is not None:
        return located
    inside = passage.inside[lo - 1] if lo else passage.inside[lo]
    found = agreeing(passage, list(hits(passage, lo, hi, "nominative", inside)), feature)
    found = [hit for hit in found if not names_place(passage, hit, hi)]
    first = next(iter(found), None)
    if first is not None and first.pronoun is not None and first.lo - lo <= 2:
        return make_source(passage, first, lo)
    start = lo
    while start < hi and passage.words[start] in passage.pack.between:
        start += 1
    person = next((hit for hit in found if hit.is_person), None)
    post = next((hit for hit in found if hit.noun is not None and hit.noun.kind in {"person", "collective"}), None)
    if person is None and passage.pack.head_final and first is not None and first.pronoun is None:
        person = extended(passage, _last_head(passage, first, hi), hi, "nominative")
        later = next((hit for hit in found if hit.lo >= person.hi and hit.noun and hit.noun.kind == "person"), None)
        if later is not None and not person.is_person and one_phrase(passage, person, later):
            # "«…» партиясы төрағасының бірінші | орынбасары", "бала құқығын қорғаушы | мамандар"
            person = extended(passage, _last_head(passage, later, hi), hi, "nominative")
    chosen = person or (apposed_name(passage, post, hi, feature) if post is not None else None) or post
    if chosen is not None:
        return of_post(passage, chosen, start, feature)
    body = speaking_body(passage, lo, hi, found, inside)
    if body is None and first is None and any_noun and passage.pack.head_final:
        return unlisted_after(passage, start, hi)
    source = body or (make_source(passage, first, start) if first is not None else None)
    return source or speaking_place(passage, lo, hi, feature)


def _last_head(passage: Passage, hit: Hit, hi: int) -> Hit:
    """The later of two heads side by side, in a language where the head is last: "белсенді | жастар"."""
    noun = passage.pack.morphology.noun(passage.words[hit.hi]) if hit.noun is not None and hit.hi < hi else None
    if noun is None or "nominative" not in noun.cases or noun.possessed or hit.hi in passage.name_at:
        return hit
    return Hit(hit.lo, hit.hi + 1, noun=noun, case="nominative")
