"""One record for each stretch of text: where proposals overlap, the more reliable one stays."""

from bisect import bisect_right, insort
from collections.abc import Iterable
from operator import attrgetter

from flows.transform.quotes.candidate import Candidate


def arbitrate(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Choose candidates that do not overlap, the most reliable first; returns them in the order of the text."""
    ordered = sorted(candidates, key=lambda one: (-one.confidence, one.start, -one.end, one.method))
    starts: list[int] = []
    kept: dict[int, Candidate] = {}
    for one in ordered:
        at = bisect_right(starts, one.start)
        if at and kept[starts[at - 1]].end > one.start:
            continue
        if at < len(starts) and starts[at] < one.end:
            continue
        insort(starts, one.start)
        kept[one.start] = one
    return sorted(kept.values(), key=attrgetter("start"))
