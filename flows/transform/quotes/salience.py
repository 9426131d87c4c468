"""What an article has named up to a point, the latest last: whom a later word can mean."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from flows.transform.quotes.folding import fold
from flows.transform.quotes.pack import QuotePack
from flows.transform.quotes.speaker import NOBODY, Speaker, ranked

# How many of the latest names a word is compared with.
LOOK_BACK: Final = 30
# Stands among the persons for a speaker whom the text does not name.
UNNAMED: Final = ""
# Whom a description that fits nobody by name can mean: one of so many latest subjects.
LATEST: Final = 3


@dataclass
class Salience:
    """Names in the order in which they were last named, each with whether it was a subject.

    `persons`, `bodies`, `outlets` are named outside quotes, `spoken_of` are bodies named within; `types` tells the
    entity type of bodies that have spoken. Dictionaries keep the order of insertion: the latest is last.
    """

    persons: dict[str, bool] = field(default_factory=dict)
    bodies: dict[str, bool] = field(default_factory=dict)
    outlets: dict[str, bool] = field(default_factory=dict)
    spoken_of: dict[str, bool] = field(default_factory=dict)
    types: dict[str, str | None] = field(default_factory=dict)

    def recent(self) -> Iterator[str]:
        """The latest persons: subjects and speakers first, then those named in passing."""
        latest = list(islice(reversed(self.persons.items()), LOOK_BACK))
        yield from (name for name, subject in latest if subject)
        yield from (name for name, subject in latest if not subject)

    def subjects(self) -> Iterator[str]:
        """Those of the latest persons who were subjects or have spoken, the latest first."""
        yield from (name for name, subject in islice(reversed(self.persons.items()), LOOK_BACK) if subject)

    def only_woman(self, pack: QuotePack) -> str | None:
        """The one woman named so far, in whichever case: "здоровье Людмилы Гурченко … актриса попросила"."""
        women = [name for name in islice(reversed(self.persons), LOOK_BACK) if name and pack.bears(name, "feminine")]
        women = [name for name in women if not pack.bears(name, "masculine")]
        return women[0] if len(women) == 1 else None

    def latest_body(self) -> Speaker:
        """The latest body; "МВД объявило награду за … сотрудников ГИБДД": a subject before what is only named."""
        latest = list(islice(reversed(self.bodies.items()), LATEST))
        body = next((name for name, subject in latest if subject), latest[0][0] if latest else None)
        type_ = self.types.get(body, "ORG") if body else None
        return Speaker(body, type_, None, ranked((body,)), 0.6) if body else NOBODY

    def body_of_gender(self, agreement: str, pack: QuotePack) -> Speaker:
        """The latest body whose name's first noun has the gender of a pronoun that fits no person."""
        for name in islice(reversed(self.bodies), LATEST):
            if pack.morphology.noun_gender(fold(name).split()[0]) == agreement:
                return Speaker(name, self.types.get(name, "ORG"), None, ranked((name,)), 0.7)
        return NOBODY


def touch(names: dict[str, bool], name: str, subject: bool) -> None:
    """Make a name the latest of those it is among."""
    names.pop(name, None)
    names[name] = subject


def agrees(name: str, agreement: str, pack: QuotePack) -> bool:
    """Whether a person's name can have the gender that a pronoun or a verb shows."""
    if agreement not in {"masculine", "feminine"}:
        return True
    words = name.lower().split()
    if words[-1].endswith(pack.coreference.feminine_surnames):
        return agreement == "feminine"
    if words[-1].endswith(pack.coreference.masculine_surnames):
        return agreement == "masculine"
    return pack.morphology.gender(words[0]) in {agreement, None}
