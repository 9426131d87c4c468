"""How sure a quote is: what share of quotes like it were right on annotated texts.

A quote is like another when the same rule proposed it (its words) and its speaker was reached in the same way. The
shares are data (`confidence.toml` of a pack), fitted by `python -m flows.evaluate.calibrate`.
"""

from collections.abc import Mapping
from typing import Final

from flows import packs
from flows.transform.quotes.candidate import Candidate
from flows.transform.quotes.speaker import Speaker

# What stands for the rules and ways that a table has no line for.
REST: Final = "rest"


def features(candidate: Candidate, speaker: Speaker) -> tuple[str, str]:
    """Name the rule that found a quote's words, and the way its speaker was reached."""
    unsourced = "continued" if candidate.continues else "unsaid"
    way = candidate.source.kind if candidate.source is not None else unsourced
    return candidate.method, f"{way}-open" if speaker.name is None else f"{way}-{round(100 * speaker.sure)}"


def confidence(candidate: Candidate, speaker: Speaker) -> float:
    """Return how probable it is, 0 to 1, that both the words and the speaker of a quote are right."""
    return round(probability(packs.load("confidence")[candidate.language], *features(candidate, speaker)), 3)


def probability(tables: Mapping[str, Mapping[str, float]], words: str, way: str) -> float:
    """Multiply the shares that tables hold for a rule and for a way to the speaker."""
    return _share(tables["words"], words) * _share(tables["speakers"], way)


def _share(table: Mapping[str, float], name: str) -> float:
    """The share of a name, else that of its kind, "post" of "post-90", else that of all."""
    found = table.get(name)
    return found if found is not None else table.get(name.partition("-")[0], table[REST])
