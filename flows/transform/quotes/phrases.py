"""Where a noun phrase that ends in its head begins: which words before the head are its own."""

from flows.transform.quotes.passage import Passage
from flows.transform.quotes.words import OUTSIDE, QUOTE_MARKS


def own_words(passage: Passage, lo: int, hi: int) -> int:
    """Return where the phrase of a post begins, its attributes with it, in words `lo` to `hi` (half-open)."""
    own = hi - 1
    while own > lo:
        marked = passage.inside[own - 1] != OUTSIDE or passage.words[own - 1] in QUOTE_MARKS
        if marked and passage.inside[hi - 1] == OUTSIDE:
            own -= 1
        elif marked or not passage.words[own - 1][0].isalnum() or breaks(passage, own - 1, passage.pack.phrase_breaks):
            break
        else:
            own -= 1
    return own


def breaks(passage: Passage, at: int, endings: tuple[str, ...]) -> bool:
    """Whether a word ends in a case or converb that the noun phrase after it cannot take in; names have endings too."""
    word = passage.words[at]
    ends = word.endswith(endings) and passage.tokens[at][0].islower() and word not in passage.pack.whole
    return ends or word in passage.pack.adverbs


def group_start(passage: Passage, lo: int, hi: int) -> int:
    """Return where the phrase of a group or body begins: what its clause says before it is not its own.

    A participle takes such words to itself: "көшеде жүрген | тұрғындар", but "Ақтауда | синоптиктер".
    """
    pack = passage.pack
    taken = pack.deverbal is not None and pack.deverbal.fullmatch(passage.words[hi - 1]) is not None
    for at in range(hi - 2, lo - 1, -1):
        word = passage.words[at]
        if passage.inside[at] != OUTSIDE:
            continue
        name = passage.name_before.get(at + 1)
        if name is not None:
            if not taken and not name.nominative and word.endswith(pack.group_breaks):
                return at + 1
            continue
        if word.endswith(pack.participles):
            taken = True
        elif not taken and breaks(passage, at, pack.group_breaks):
            return at + 1
    return lo
