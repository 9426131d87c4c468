"""Which of the bodies that a text has named a common noun or a shorter name means."""

from collections.abc import Sequence

from flows.transform.quotes.folding import STEM, fold
from flows.transform.quotes.pack import QuotePack


def bodies_meant(lemma: str, bodies: Sequence[str], pack: QuotePack) -> list[str]:
    """Return the latest of the bodies named that a common noun can mean: "ведомство" a ministry, "компания" none."""
    stems = pack.coreference.bodies_meant.get(lemma)
    if stems is not None:
        fitting = [name for name in bodies if any(word.startswith(stems) for word in fold(name).split())]
    else:
        fitting = [name for name in bodies if not fold(name).startswith(pack.coreference.state_bodies or "\0")]
        fitting = [name for name in fitting if lemma in pack.coreference.hypernyms or not _is_of_a_kind(name, pack)]
    return fitting[:1]


def _is_of_a_kind(name: str, pack: QuotePack) -> bool:
    """Whether a name says by its first word what kind of body it is, where a head stands first: "радиостанция X"."""
    words = fold(name).split()
    noun = pack.morphology.noun(words[0]) if len(words) > 1 and not pack.head_final else None
    return noun is not None and noun.kind == "body"


def is_part(phrase: str, name: str) -> bool:
    """Whether all the words of a phrase are a longer name's: "авиационное управление", "Федеральное авиационное …"."""
    words, known = fold(phrase).split(), [word[:STEM] for word in fold(name).split()]
    return len(words) < len(known) and all(word[:STEM] in known for word in words)


def is_called(name: str, stem: str, press: tuple[str, ...]) -> bool:
    """Whether a body's name has a word that begins so; of "пресс-служба правительства" only the first is its kind."""
    words = name.lower().replace("«", "").split()
    return any(word.startswith(stem) for word in (words[:1] if words[0].startswith(press) else words))
