"""Reported speech by a document or by a noun: "[…], делінген хабарламада", "[…] деген комиссияның қорытындысы"."""

from collections.abc import Iterator
from typing import Final

from flows.transform.quotes.candidate import Candidate, propose, reported_type
from flows.transform.quotes.clause import Sentence
from flows.transform.quotes.cues import Cue
from flows.transform.quotes.heads import hits
from flows.transform.quotes.oblique import document_source
from flows.transform.quotes.sources import make_source
from flows.transform.quotes.words import OUTSIDE, QUOTE_MARKS

REACH: Final = 7
MIN_WORDS: Final = 3


def documented(sentence: Sentence) -> Iterator[Candidate]:
    """Find what a document says in a clause before its verb."""
    for cue in sentence.cues:
        if "document" in cue.form.frames and cue.lo > sentence.start + MIN_WORDS:
            yield from _before_document(sentence, cue)


def _before_document(sentence: Sentence, cue: Cue) -> Iterator[Candidate]:
    """Find what a document says in a clause before its verb: "[…], делінген хабарламада"."""
    passage, last = sentence.passage, cue.lo - 1
    if passage.words[last] != "," or not passage.pack.head_final or sentence.all_marked(sentence.start, last):
        return
    source = document_source(passage, [(cue.hi, sentence.hi)])
    if source is None or passage.words[last - 1] in QUOTE_MARKS:
        return
    span = (sentence.start, last)
    kind = reported_type(passage, *span)
    candidate = propose(passage, span, cue, source, kind=kind, method="quotative", confidence=0.87)
    if candidate is not None:
        yield candidate


def worded(sentence: Sentence) -> Iterator[Candidate]:
    """Find clauses that are somebody's words by a noun: "[…] деген комиссияның қорытындысы"."""
    passage, pack = sentence.passage, sentence.passage.pack
    for at in sentence.attributive:
        if not sentence.start + MIN_WORDS <= at < sentence.hi - 2 or not passage.words[at - 1].endswith(
            pack.predicates
        ):
            continue
        stop = min(sentence.hi, at + REACH)
        said = next((index for index in range(at + 2, stop) if passage.words[index] in pack.words_said), None)
        owner = next(hits(passage, at + 1, said, "genitive", OUTSIDE), None) if said is not None else None
        if owner is None or said is None:
            continue
        span = (sentence.start, at)
        if passage.inside[at] == OUTSIDE and not sentence.all_marked(*span):
            kind = reported_type(passage, *span)
            source = make_source(passage, owner, at + 1)
            candidate = propose(passage, span, (said, said + 1), source, kind=kind, method="worded", confidence=0.8)
            if candidate is not None:
                yield candidate
