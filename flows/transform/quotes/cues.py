"""Cues: the forms that a pack's patterns and endings make, and a form where it stands in a text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Final, NamedTuple

from flows.transform.quotes.morphology import Morphology

# Where a possessive goes in a phrase: "по {} словам".
OWNER: Final = "{}"


@dataclass(frozen=True, slots=True)
class CueForm:
    """One form of a cue: its class, the frames it works in, what its form tells (finite, converb, plural …)."""

    klass: str
    frames: frozenset[str]
    feature: str
    weak: bool


class Cue(NamedTuple):
    """A cue form at words `lo` to `hi` (half-open)."""

    lo: int
    hi: int
    form: CueForm


@dataclass(frozen=True, slots=True)
class According:
    """A phrase like "по словам": its source stands before, after, inside (`slot`: where), or is a body after it."""

    owner: str
    slot: int | None


def cue_entries(groups: Sequence[Mapping[str, Any]], morphology: Morphology) -> Iterator[tuple[str, CueForm]]:
    """Yield every form of the cues of a pack's groups, which share a class and frames."""
    for group in groups:
        frames = frozenset(group["frames"])
        weak = bool(group.get("weak"))
        for form in group.get("forms", ()):
            yield form, CueForm(group["class"], frames, "finite", weak)
        for table, patterns in group.items():
            if table in {"class", "frames", "weak", "forms", "objects"}:
                continue
            for pattern in patterns:
                for form, feature in morphology.verb_forms(pattern, table):
                    for whole in [f"{form} {noun}" for noun in group.get("objects", ())] or [form]:
                        yield whole, CueForm(group["class"], frames, feature, weak)


def according_entries(
    groups: Sequence[Mapping[str, Any]], possessives: Iterable[str]
) -> Iterator[tuple[str, According]]:
    """Yield every phrase of a pack's groups, which share where their owner stands; one inside as each possessive."""
    for group in groups:
        pairs = [" ".join(pair) for parts in group.get("pairs", ()) for pair in product(*parts)]
        for form in [*group["forms"], *pairs]:
            if OWNER not in form:
                yield form, According(group["owner"], None)
                continue
            slot = form.split().index(OWNER)
            for possessive in possessives:
                yield form.replace(OWNER, possessive), According(group["owner"], slot)
