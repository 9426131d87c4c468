"""Reported speech that follows its verb or stands before it as a clause by itself.

"X отметил, что […]", "подчеркнул [важность …]", "[…], сообщили в компании", "обвинил X в «…»".
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from flows.transform.quotes.candidate import Candidate, Found, propose, reported_type
from flows.transform.quotes.clause import Sentence
from flows.transform.quotes.complement import after_colon, inverted, that_clause
from flows.transform.quotes.cue_sources import first_source, is_unsaid
from flows.transform.quotes.cues import Cue
from flows.transform.quotes.parenthetical import parenthetical
from flows.transform.quotes.phrasal import accusation, called, infinitive, nominal

# In the order in which they are asked: the first that finds something has it.
RULES: Final[tuple[Callable[[Sentence, Cue], Found | None], ...]] = (
    that_clause,
    after_colon,
    nominal,
    accusation,
    called,
    infinitive,
    inverted,
    parenthetical,
)


def subordinate(sentence: Sentence) -> Iterator[Candidate]:
    """Find the clauses that a sentence's cues report."""
    seen = False
    for cue in sentence.cues:
        found = _first_found(sentence, cue)
        if found is None:
            continue
        source, confidence = found.source, found.confidence
        if source is None and not seen:
            source = first_source(sentence, cue)
            if source is None and is_unsaid(sentence, cue):
                continue
        if source is None:
            confidence = 0.8 if seen else 0.6
        kind = "mixed" if found.method in {"accusation", "called"} else reported_type(sentence.passage, *found.span)
        candidate = propose(
            sentence.passage,
            found.span,
            cue,
            source,
            kind=kind,
            method=found.method,
            confidence=confidence,
            continues=source is None and seen,
        )
        if candidate is not None:
            yield candidate
            seen = True


def _first_found(sentence: Sentence, cue: Cue) -> Found | None:
    if cue.form.feature == "comparison":
        return None
    return next((found for rule in RULES if (found := rule(sentence, cue)) is not None), None)


def closing(found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Of a sentence's clauses yield the one that a person at its end says: "[Москва считает, что …], заявил X"."""
    for one in found:
        people = one.source is not None and one.source.kind in {"person", "post"}
        if people and one.method == "parenthetical" and one.end < one.at:
            yield one
