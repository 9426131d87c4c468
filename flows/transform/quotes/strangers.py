"""Speakers that neither the names found nor the pack's nouns know: "дейді көзтаныстары", "дейді Қамқа әжей"."""

from typing import Final

from flows.transform.quotes.passage import Passage
from flows.transform.quotes.sources import Source
from flows.transform.quotes.words import CLAUSE_PUNCTUATION, OUTSIDE, QUOTE_MARKS, STOPS

# A noun phrase of so many words can stand between a cue and the end of its clause; with a singular head, of so many.
PHRASE: Final = 8
SINGULAR: Final = 3


def unlisted_after(passage: Passage, lo: int, hi: int) -> Source | None:
    """Find whom the words between a verb and the end of its clause name, in a language that ends phrases in the head.

    Nothing but the subject, and adverbs before it, can stand there; what ends in another case is no subject.
    """
    end = lo
    while end < min(hi, lo + PHRASE) and _is_word(passage, end) and passage.inside[end] == passage.inside[lo]:
        end += 1
    if end == lo or (end < len(passage) and _is_word(passage, end)):
        return None
    return _person(passage, lo, end) or _phrase(passage, lo, end)


def unlisted_before(passage: Passage, lo: int, hi: int) -> Source | None:
    """Find a group that is all there is between the start of a sentence and a colon: "Ақпарат құралдары: «…»"."""
    if not 0 < hi - lo <= PHRASE or not all(_is_word(passage, at) for at in range(lo, hi)):
        return None
    source = _phrase(passage, lo, hi)
    return source if source is not None and source.kind == "group" else None


def _is_word(passage: Passage, at: int) -> bool:
    word = passage.words[at]
    return word not in STOPS and word not in CLAUSE_PUNCTUATION and word not in QUOTE_MARKS and word[0].isalpha()


def _person(passage: Passage, lo: int, hi: int) -> Source | None:
    """A name that nobody knows is what is written with a capital: "Қамқа | әжей"."""
    if passage.inside[lo] != OUTSIDE or passage.begins_sentence(lo):
        return None
    end = lo
    while end < hi and passage.tokens[end][0].isupper() and end not in passage.name_at:
        end += 1
    names = passage.tokens[lo:end]
    if not names or any(name.isupper() and "." not in name for name in names):
        return None
    if hi - end > 1 or passage.names_outlet(lo, hi):
        return None
    if end < hi and not passage.pack.morphology.nominal(passage.words[end]):
        return None
    text = passage.span_text(lo, end)
    return Source("person", lo, end, text, text, name=text, type="PER", agreement="singular")


def _phrase(passage: Passage, lo: int, hi: int) -> Source | None:
    pack, last = passage.pack, passage.words[hi - 1]
    plural = pack.morphology.plural(last)
    if not pack.morphology.nominal(last) or (not plural and hi - lo > SINGULAR):
        return None
    if last in pack.auxiliaries or last in pack.clitics or last in pack.postpositions or last in pack.pronouns:
        return None
    if last in pack.predicates:
        return None
    if passage.tokens[hi - 1][0].isupper() or passage.names_outlet(lo, hi):
        return None
    text = passage.span_text(lo, hi)
    phrase = text[:1].lower() + text[1:] if passage.begins_sentence(lo) and lo not in passage.name_at else text
    kind, agreement = ("group", "plural") if plural else ("post", "singular")
    return Source(kind, lo, hi, text, phrase, lemma=last, agreement=agreement)
