"""Which of the bodies that a text has named a common noun or a shorter name means."""

from collections.abc import Sequence
from typing import Final

from flows.transform.quotes.pack import QuotePack, fold

# Words of names are compared by their first letters: endings differ.
STEM: Final = 5


def bodies_meant(lemma: str, bodies: Sequence[str], pack: QuotePack) -> list[str]:
    """Return the latest of the bodies named that a common noun can mean: "ведомство" a ministry, "компания" none."""
    stems = pack.bodies_meant.get(lemma)
    if stems is not None:
        fitting = [name for name in bodies if any(word.startswith(stems) for word in fold(name).split())]
    else:
        fitting = [name for name in bodies if not fold(name).startswith(pack.state_bodies or "\0")]
    return fitting[:1]


def is_part(phrase: str, name: str) -> bool:
    """Whether all the words of a phrase are a longer name's: "авиационное управление", "Федеральное авиационное …"."""
    words, known = fold(phrase).split(), [word[:STEM] for word in fold(name).split()]
    return len(words) < len(known) and all(word[:STEM] in known for word in words)
