"""Names: which words a mention covers, and whether it stands in the nominative."""

from functools import cache, lru_cache
from typing import Final, NamedTuple

from flows import packs
from flows.transform.model import Mention
from flows.transform.quotes.words import WORD

# Of a word its ending apart, no fewer letters than these are compared.
STEM: Final = 4


class Name(NamedTuple):
    """A mention and the words it covers."""

    lo: int
    hi: int
    mention: Mention

    @property
    def nominative(self) -> bool:
        """Whether it stands as in the dictionary: its last word is one of the full name's."""
        return is_nominative(self.mention)


def is_nominative(mention: Mention) -> bool:
    """Whether a mention stands as in the dictionary: its last word is one of the full name's, none is inflected.

    An acronym has no endings to tell: "РАЭК" for "Российская ассоциация электронных коммуникаций".
    """
    acronym = mention.type != "PER" and mention.text.isupper() and mention.text.isalpha()
    return acronym or _stands_as(mention.text, mention.name, mention.type)


@cache
def _patronymics() -> tuple[str, ...]:
    """How patronymics end, in any language that has a pack."""
    data = packs.load("quotes")
    return tuple(ending for name in sorted(data) for ending in data[name].get("phrases", {}).get("patronymics", ()))


@lru_cache(maxsize=4096)
def _stands_as(text: str, name: str, type_: str) -> bool:
    written = [word.rpartition(".")[2] for word in WORD.findall(text.lower()) if word[0].isalnum()]
    full = [word.rpartition(".")[2] for word in WORD.findall(name.lower())]
    if len(written) > 1 and type_ == "PER" and written[-1].endswith(_patronymics()):
        # "Нұрлыбек Машбекұлы" beside "Нұрлыбек Нәлібаев"
        full.append(written[-1])
    if not written or written[-1] not in full:
        return False
    # "правительства США": the last word shows no case, the first does.
    stems = tuple(word[: max(STEM, len(word) - 2)] for word in full if len(word) >= STEM)
    return all(word in full or not word.startswith(stems) for word in written)
