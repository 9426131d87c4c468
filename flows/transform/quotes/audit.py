"""What was considered and refused: for the audit of an article, never on the way of a build.

The codes are `QUOTE_REJECTIONS` of the vocabulary.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.transform.model import Article, Mention
from flows.transform.quotes.arbitrate import arbitrate
from flows.transform.quotes.candidate import Candidate
from flows.transform.quotes.engine import Reading, is_somebodys, resolve
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.speech import SENTENCE_WORDS
from flows.transform.quotes.words import OUTSIDE


@dataclass(frozen=True, slots=True)
class Rejected:
    """A stretch that is no quote, why (`reason`), and the rule that proposed it (`method`), if one did.

    `text == article.text[start:end]`; `position` is that of its paragraph.
    """

    position: int
    start: int
    end: int
    text: str
    reason: str
    method: str | None = None


@dataclass(frozen=True, slots=True)
class Audit:
    """What stands between an article and its quotes: `cues` as spans, and what was `rejected`, in text order."""

    cues: tuple[tuple[int, int], ...]
    rejected: tuple[Rejected, ...]


def audit(article: Article, mentions: Sequence[Mention]) -> Audit:
    """Read an article once more and list what is no quote in it.

    Args:
        article: The article.
        mentions: The names found in it.

    Returns:
        Every cue's span, and every refused stretch: marks without a cue, relays, negated cues, cues by which nothing
        was said, proposals that another one beat, words of nobody.
    """
    readings: list[Reading] = []
    resolved = resolve(article, mentions, arbitrate, readings)
    kept = [one for one, _ in resolved]
    stays = {id(one) for one in kept}
    rejected = [_proposal(article, one, "overlap") for _, _, found in readings for one in found if id(one) not in stays]
    rejected += [_proposal(article, one, "impersonal") for one, speaker in resolved if not is_somebodys(one, speaker)]
    cues: list[tuple[int, int]] = []
    starts: dict[int, list[Candidate]] = {}
    for one in kept:
        starts.setdefault(one.position, []).append(one)
    for passage, formulas, found in readings:
        base = starts.get(passage.paragraph.position, [])
        cues += [(passage.starts[cue.lo], passage.ends[cue.hi - 1]) for cue in passage.cues]
        cues += [(passage.starts[lo], passage.ends[hi - 1]) for lo, hi, _ in passage.according]
        rejected += _marked(passage, base)
        rejected += [_words(passage, lo, hi, "relay") for lo, hi in formulas]
        rejected += _cues(passage, formulas, {one.at for one in found})
    return Audit(tuple(sorted(cues)), tuple(sorted(rejected, key=lambda one: (one.start, one.end, one.reason))))


def _marked(passage: Passage, kept: Sequence[Candidate]) -> Iterator[Rejected]:
    """Marked stretches that are no quote, and no part of one."""
    following = iter(kept)
    quote = next(following, None)
    for marked in passage.marks.outer:
        while quote is not None and quote.end <= marked.start:
            quote = next(following, None)
        if marked.start >= marked.end or (quote is not None and quote.start < marked.end):
            continue
        lo, hi = passage.word_at(marked.start), passage.word_at(marked.end)
        reason = "name" if passage.count_words(lo, hi) < SENTENCE_WORDS else "no_cue"
        if lo < hi:
            yield _words(passage, lo, hi, reason)


def _cues(passage: Passage, formulas: Sequence[tuple[int, int]], used: set[int]) -> Iterator[Rejected]:
    """Cues that are negated, and cues outside marks and relays by which no words were taken for what was said."""
    held = {cue.lo: cue for cue in passage.cues}
    relayed = iter(formulas)
    formula = next(relayed, None)
    free = 0
    for at in passage.pack.cues.positions(passage.words, passage.signals):
        match = passage.pack.cues.match(passage.words, at, passage.pack.clitics) if at >= free else None
        while formula is not None and formula[1] <= at:
            formula = next(relayed, None)
        if match is None or passage.inside[at] != OUTSIDE or (formula is not None and formula[0] <= at):
            continue
        cue = held.get(at)
        free = cue.hi if cue is not None else match[0]
        if cue is None:
            yield _words(passage, at, free, "negated")
        elif passage.starts[at] not in used and cue.form.frames:
            yield _words(passage, at, free, "no_clause")


def _proposal(article: Article, one: Candidate, reason: str) -> Rejected:
    return Rejected(one.position, one.start, one.end, article.text[one.start : one.end], reason, one.method)


def _words(passage: Passage, lo: int, hi: int, reason: str) -> Rejected:
    return Rejected(
        passage.paragraph.position, passage.starts[lo], passage.ends[hi - 1], passage.span_text(lo, hi), reason
    )
