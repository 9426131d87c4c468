"""What is said of a source once it is resolved: who it is, in which post, who else it could be, how sure that is."""

from collections.abc import Sequence
from typing import Final, NamedTuple

CANDIDATES: Final = 3


class Speaker(NamedTuple):
    """A resolved source: the name (None when unsettled), its type, the post, ranked names, and how sure."""

    name: str | None
    type: str | None
    role: str | None
    ranked: tuple[tuple[str, float], ...]
    sure: float


NOBODY: Final = Speaker(None, None, None, (), 0.5)


def ranked(names: Sequence[str]) -> tuple[tuple[str, float], ...]:
    """Score names that a source can mean, the likeliest first: (name, 0 to 0.9)."""
    return tuple((name, round(0.9 / (place + 1), 3)) for place, name in enumerate(names[:CANDIDATES]))
