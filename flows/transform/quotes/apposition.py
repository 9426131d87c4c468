"""Heads followed to the right: what stands beside a head in apposition, belongs to it or is coordinated with it."""

from typing import Final

from flows.transform.quotes.heads import COORDINATION, Hit, hits, in_case
from flows.transform.quotes.morphology import Noun
from flows.transform.quotes.noun_phrase import breaks
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.words import CLAUSE_PUNCTUATION

# How long a post before a name can be, in words.
TITLE: Final = 25
# How far from its owner a person's post stands, in words.
OWNED: Final = 4


def extended(passage: Passage, hit: Hit, limit: int, case: str) -> Hit:
    """Follow a head to the right: "Сенат | депутаты | Жанна Асанова", "X мен Y"."""
    pack = passage.pack
    while hit.hi < limit:
        if hit.is_person:
            return hit
        name = passage.name_at.get(hit.hi)
        if name is not None and name.mention.type == "PER" and in_case(passage, name, case):
            joined = name.hi < limit and passage.words[name.hi] in pack.conjunctions
            if joined and hit.name is not None:
                # "Бас прокуратура | Асқар Мәмин мен басқа да тұлғаларға қатысты": whom it is about.
                return hit
            return Hit.of(name)
        noun = pack.morphology.noun(passage.words[hit.hi])
        of_body = noun is not None and noun.kind == "body"
        if noun is not None and noun.possessed and noun.cases & ({case, "locative"} if of_body else {case}):
            # "полиция | департаменті", "полиция | департаментінен": the later noun is the head.
            hit = Hit(hit.lo, hit.hi + 1, noun=noun, case=hit.case if case in noun.cases else "")
            continue
        head = _possessor(passage, hit.hi, limit) if noun is not None and pack.head_final else None
        if head is not None:
            hit = Hit(hit.lo, head.hi, noun=head.noun, case=case)
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


def _possessor(passage: Passage, at: int, limit: int) -> Hit | None:
    """The person that a body's person belongs to: "… партиясы | төрағасының бірінші орынбасары"."""
    owner = passage.pack.morphology.noun(passage.words[at])
    if owner is None or not owner.possessed or "genitive" not in owner.cases or owner.kind != "person":
        return None
    for index in range(at + 1, min(limit, at + 1 + OWNED)):
        noun = passage.pack.morphology.noun(passage.words[index])
        if not passage.words[index][0].isalnum():
            return None
        if noun is not None and noun.kind == "person" and noun.possessed and "nominative" in noun.cases:
            return Hit(at, index + 1, noun=noun)
    return None


def _coordinated(passage: Passage, hit: Hit, limit: int, case: str) -> Hit | None:
    """One group of two heads: "Халықаралық заңгерлер қауымдастығы мен … сарапшылар"."""
    stop = min(limit, hit.hi + 1 + COORDINATION)
    other = next(hits(passage, hit.hi + 1, stop, case, passage.inside[hit.lo]), None)
    if other is None or other.pronoun is not None:
        return None
    if any(word in CLAUSE_PUNCTUATION for word in passage.words[hit.hi + 1 : other.lo]):
        return None
    noun = other.noun or Noun("", "person", plural=True, cases=frozenset((case,)))
    return Hit(hit.lo, other.hi, noun=Noun(noun.lemma, noun.kind, plural=True, cases=noun.cases))


def _apposed(passage: Passage, hit: Hit, limit: int, case: str) -> Hit | None:
    """The name after a second post: "… депутаты, комитет төрағасы Марат Башимов"."""
    stop = min(limit, hit.hi + 1 + 2 * COORDINATION)
    seen_post = False
    for other in hits(passage, hit.hi + 1, stop, case, passage.inside[hit.lo]):
        if other.is_person:
            return other if seen_post or other.lo == hit.hi + 1 else None
        seen_post = seen_post or other.noun is not None
    return None


def titled_person(passage: Passage, hit: Hit, hi: int) -> Hit | None:
    """Find the person whose post, as written beside the name, the hit is a part of."""
    for name in passage.names_between(hit.hi, min(hi, hit.hi + TITLE)):
        mention = name.mention
        if mention.type != "PER" or not name.nominative:
            continue
        if not mention.role:
            if passage.pack.head_final:
                return Hit.of(name) if ends_in_post(passage, hit.hi, name.lo) else None
            continue
        written = passage.text(passage.starts[hit.lo], mention.start).rstrip(" ,–—-")
        if len(written) <= len(mention.role) + 2 and mention.role.endswith(written.lstrip('«“"')):
            return Hit.of(name)
    return None


def ends_in_post(passage: Passage, lo: int, hi: int) -> bool:
    """Return whether words before a name end in a post and are one phrase: "құрама | команда бас бапкері"."""
    post = passage.pack.morphology.noun(passage.words[hi - 1]) if hi > lo else None
    if post is None or post.kind != "person" or not post.possessed or "nominative" not in post.cases:
        return False
    words = passage.words[lo:hi]
    return all(map(str.isalpha, words)) and not any(
        breaks(passage, at, passage.pack.phrase_breaks) for at in range(lo, hi)
    )


def apposed_name(passage: Passage, post: Hit, hi: int, feature: str) -> Hit | None:
    """Find the name beside a post that agrees with the verb, by its surname alone: "сообщила майор | Салтанат"."""
    pack = passage.pack
    for name in passage.names_between(post.hi, min(hi, post.hi + TITLE)) if not pack.head_final else ():
        between = passage.words[post.hi : name.lo]
        if pack.which.isdisjoint(between) and between.count(",") <= 1 and not any(map(pack.morphology.verb, between)):
            beside = name.mention.type == "PER" and name.nominative
            if beside and pack.bears(name.mention.text, feature, given=False):
                return Hit.of(name)
    return None
