"""Speakers of words that somebody else found: what the rules for speakers reach, the spans given."""

from collections.abc import Iterable, Sequence
from typing import Final

from flows.transform.model import Article, Mention
from flows.transform.quotes.candidate import Candidate
from flows.transform.quotes.engine import resolve
from flows.transform.quotes.speaker import Speaker

# A proposal speaks for a span when the two share so much of the shorter.
SHARED: Final = 0.5


def attribute(article: Article, mentions: Sequence[Mention], spans: Sequence[tuple[int, int]]) -> list[Speaker]:
    """Say whose words given spans are.

    Args:
        article: The article; every paragraph with a span in it is in a language that has a pack.
        mentions: The names found in it.
        spans: Half-open offsets into `article.text`, in order, none overlapping another.

    Returns:
        A speaker a span; where no rule sees a cue by it, the speaker before.
    """

    def given(proposed: Iterable[Candidate]) -> list[Candidate]:
        found = list(proposed)
        return [_fitting(article, found, start, end) for start, end in spans]

    return [speaker for _, speaker in resolve(article, mentions, given)]


def _fitting(article: Article, proposed: Sequence[Candidate], start: int, end: int) -> Candidate:
    """The proposal that covers a span best, with its span; of equal ones the more reliable."""

    def fit(one: Candidate) -> float:
        shared = min(end, one.end) - max(start, one.start)
        return shared / min(end - start, one.end - one.start)

    best = max(proposed, key=lambda one: (fit(one), one.source is not None, one.confidence), default=None)
    if best is not None and fit(best) >= SHARED:
        return best._replace(start=start, end=end)
    paragraph = next(p for p in reversed(article.paragraphs) if p.start <= start)
    return Candidate(paragraph.position, paragraph.language, start, end, "indirect", "given", 0.0, end, None, None)
