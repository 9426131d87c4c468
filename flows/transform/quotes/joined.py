"""Subjects of a plural verb that a conjunction joins: "Израиль и США", "Иван Бозович и его коллеги"."""

from typing import Final

from flows.transform.quotes.apposition import ends_in_post
from flows.transform.quotes.heads import Hit, hits
from flows.transform.quotes.noun_phrase import phrase_of
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.sources import Source, uncapitalised
from flows.transform.quotes.words import CLAUSE_PUNCTUATION, OUTSIDE, STOPS

# How far from the conjunction its two heads stand, in words.
REACH: Final = 6
# How long a post before a name can be, in words.
TITLE: Final = 25


def joined_subject(passage: Passage, lo: int, hi: int) -> Source | None:
    """Find the last two heads in the nominative among words `lo` to `hi` that a conjunction joins, as one group."""
    for at in range(hi - 2, lo, -1):
        if passage.words[at] not in passage.pack.conjunctions or passage.inside[at] != OUTSIDE:
            continue
        right = next(hits(passage, at + 1, min(hi, at + REACH), "nominative", OUTSIDE), None) or _place(passage, at + 1)
        if right is None or right.pronoun is not None or _parted(passage, at + 1, right.lo):
            continue
        left = _head_before(passage, lo, at)
        if left is None:
            continue
        start = phrase_of(passage, left)[0] if left.noun is not None else left.lo
        while (further := _listed(passage, start)) is not None:
            start = further  # "Меркель, | Путин и Порошенко"
        right = _titled(passage, right, hi) or right
        end = phrase_of(passage, right)[1] if right.noun is not None else right.hi
        text = passage.span_text(start, end)
        phrase = uncapitalised(passage, start, _in_full(passage, start, at, right, end))
        return Source("group", start, end, text, phrase, agreement="plural")
    return None


def with_another(passage: Passage, source: Source, hit: Hit, hi: int) -> Source:
    """Return the group of a person and another whom a conjunction joins: "X | пен басқарма басшысы Y"."""
    at = source.hi
    if not hit.is_person or at + 1 >= hi or passage.words[at] not in passage.pack.conjunctions:
        return source
    other = next(
        (name for name in passage.names_between(at + 1, min(hi, at + TITLE)) if name.mention.type == "PER"), None
    )
    if other is None or not other.nominative or other.hi > hi or not _is_title(passage, at + 1, other.lo):
        return source
    text = passage.span_text(source.lo, other.hi)
    phrase = f"{source.name} {passage.tokens[at]} {other.mention.name}"
    return Source("group", source.lo, other.hi, text, phrase, agreement="plural")


def _is_title(passage: Passage, lo: int, hi: int) -> bool:
    """Whether nothing stands between two words, or a phrase that ends in a post."""
    return lo == hi or ends_in_post(passage, lo, hi)


def _titled(passage: Passage, hit: Hit, hi: int) -> Hit | None:
    """The person whose post a head is: "… и | командующий силами Филип Бридлав"."""
    if hit.noun is None or hit.noun.kind != "person" or hit.noun.plural:
        return None
    name = next(iter(passage.names_between(hit.hi, min(hi, hit.hi + TITLE))), None)
    while name is not None and name.mention.type != "PER":
        name = next(iter(passage.names_between(name.hi, min(hi, hit.hi + TITLE))), None)
    if name is None or not name.nominative or _parted(passage, hit.hi, name.lo):
        return None
    return Hit.of(name)


def _in_full(passage: Passage, start: int, at: int, right: Hit, end: int) -> str:
    """The words `start` to `end` around a conjunction, people by their full names and the last without his post."""
    left = _named(passage, start, at)
    further = right.name.mention.name if right.name is not None else _named(passage, at + 1, end)
    return f"{left} {passage.tokens[at]} {further}"


def _named(passage: Passage, lo: int, hi: int) -> str:
    """The words `lo` to `hi` as written, but for people's names: those are in full."""
    parts, at = [], passage.starts[lo]
    for name in passage.names_between(lo, hi):
        if name.mention.type == "PER" and name.nominative:
            parts += [passage.text(at, name.mention.start), name.mention.name]
            at = name.mention.end
    return "".join([*parts, passage.text(at, passage.ends[hi - 1])])


def _head_before(passage: Passage, lo: int, at: int) -> Hit | None:
    """The head of the phrase that ends before a conjunction."""
    name = passage.name_before.get(at)
    if name is not None and name.lo >= lo and name.nominative:
        return Hit.of(name)
    found = list(hits(passage, max(lo, at - REACH), at, "nominative", OUTSIDE))
    if not found or found[-1].pronoun is not None or _parted(passage, found[-1].hi, at):
        return None
    return found[-1]


def _listed(passage: Passage, at: int) -> int | None:
    """Where the name begins that a comma parts from the one at `at`."""
    name = passage.name_before.get(at - 1) if at > 1 and passage.words[at - 1] == "," else None
    return name.lo if name is not None and name.nominative and at in passage.name_at else None


def _place(passage: Passage, at: int) -> Hit | None:
    name = passage.name_at.get(at)
    return Hit.of(name) if name is not None and name.nominative else None


def _parted(passage: Passage, lo: int, hi: int) -> bool:
    return any(word in CLAUSE_PUNCTUATION or word in STOPS for word in passage.words[lo:hi])
