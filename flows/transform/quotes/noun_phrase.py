"""Where a noun phrase begins and ends: which of the words around its head are its own.

`own_words` and `group_start` look back from a head that stands last, `phrase_of` around one that stands first.
"""

from typing import Final

from flows.transform.quotes.heads import QUOTED, Hit
from flows.transform.quotes.names import Name
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.words import CLAUSE_PUNCTUATION, OUTSIDE, QUOTE_MARKS

# So many attributes stand before a head and complements after it; so long is a name in marks among them.
COMPLEMENTS: Final = 8
NAME: Final = 4
# So long, in words, is what says in commas who insiders are.
TOLD: Final = 25


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
    return ends or word in passage.pack.adverbs or _ends_adjunct(passage, at)


def _ends_adjunct(passage: Passage, at: int) -> bool:
    """Whether a word and the one before it end an adjunct, which nothing takes: "кездесу | қорытындысы бойынша |"."""
    return at > 0 and (passage.words[at - 1], passage.words[at]) in passage.pack.adjuncts


def group_start(passage: Passage, lo: int, hi: int) -> int:
    """Return where the phrase of a group or body begins: what its clause says before it is not its own.

    A participle takes such words to itself: "көшеде жүрген | тұрғындар", but "Ақтауда | синоптиктер".
    """
    pack = passage.pack
    taken = pack.deverbal is not None and pack.deverbal.fullmatch(passage.words[hi - 1]) is not None
    head = pack.morphology.noun(passage.words[hi - 1])
    body = head is not None and head.kind == "body" and not head.plural
    for at in range(hi - 2, lo - 1, -1):
        word = passage.words[at]
        if passage.inside[at] != OUTSIDE:
            continue
        name = passage.name_before.get(at + 1)
        if name is not None:
            if not taken and not name.nominative and word.endswith(pack.group_breaks):
                return at + 1
            continue
        if _ends_adjunct(passage, at):
            return at + 1
        if word.endswith(pack.participles):
            taken = True
        elif not taken and (breaks(passage, at, pack.group_breaks) or (body and word in pack.regarding)):
            # "осы мәселеге қатысты | министрлік", but "іске қатысты тұлғалар"
            return at + 1
    return lo


def phrase_of(passage: Passage, hit: Hit) -> tuple[int, int]:
    """Return where a noun phrase begins and ends: the attributes before its head, the genitives after it."""
    morphology = passage.pack.morphology
    lo, hi = hit.lo, hit.hi
    while (
        lo > 0
        and hit.lo - lo < COMPLEMENTS
        and passage.words[lo - 1].isalpha()
        and passage.words[lo - 1] not in passage.pack.reflexives
        and morphology.modifies(passage.words[lo - 1])
        and morphology.agree(passage.words[lo - 1], passage.words[hit.lo])
    ):
        lo -= 1
    if hit.noun is not None and hit.noun.lemma in passage.pack.coreference.insiders:
        hi = _told_after(passage, hit)
    while hi < len(passage) and hi - hit.hi < COMPLEMENTS:
        name = passage.name_at.get(hi)
        apposed = passage.name_at.get(hi + 1) if passage.words[hi] in passage.pack.attached else None
        marked = passage.inside[hi + 1] if passage.words[hi] in QUOTE_MARKS and hi + 1 < len(passage) else OUTSIDE
        if marked != OUTSIDE and passage.inside[hi] == OUTSIDE and passage.inside[hi - 1] == OUTSIDE:
            # "собеседник «Коммерсант»"
            close = passage.word_at(passage.marks.outer[marked].end)
            if close - hi > NAME:
                break
            hi = close + 1
        elif apposed is not None and apposed.mention.type != "PER":
            # "оппоненты президента из | Народной партии"
            hi = apposed.hi
        elif name is not None and (name.mention.type != "PER" or _owns(hit, name)):
            # "пресс-служба | Кадырова", but "цитирует сообщение ведомства | РИА Новости"
            told = passage.is_outlet(name.lo) and (hit.case == QUOTED or (hit.case == "locative" and hi > hit.hi))
            quotes = passage.tokens[name.lo][0].islower() and not morphology.depends(passage.words[name.lo])
            if told or quotes:
                # "в пресс-службе банка | РБК сообщили": who was told; "слова министра | пресс-служба …": who quotes
                break
            hi = name.hi
        elif passage.words[hi][0].isalpha() and name is None and morphology.depends(passage.words[hi]):
            hi += 1
        elif passage.words[hi] in passage.pack.among and passage.words[hi - 1] in passage.pack.partitives:
            # "менеджер одной | из интернет-компаний"
            hi += 1
        elif hi > hit.hi and _goes_on(passage, hi):
            # "министр науки | и высшего образования"
            hi += 2
        else:
            break
    return lo, hi


def _told_after(passage: Passage, hit: Hit) -> int:
    """Where ends what says who they are: "источники | в посольстве", "источники|, близкие к правительству|,"."""
    morphology, words, at = passage.pack.morphology, passage.words, hit.hi
    if at + 2 >= len(passage):
        return at
    if words[at] == "," and morphology.modifies(words[at + 1]) and morphology.agree(words[at + 1], words[at - 1]):
        end = next((i for i in range(at + 2, min(len(passage), at + TOLD)) if words[i] in CLAUSE_PUNCTUATION), at)
        return end if words[end] == "," else at
    noun = morphology.noun(words[at + 1])
    return at + 2 if words[at] in passage.pack.attached and noun is not None and noun.kind == "body" else at


def _goes_on(passage: Passage, at: int) -> bool:
    """Whether a conjunction joins to the genitives of a noun another word that can only be in an oblique case."""
    if passage.words[at] not in passage.pack.conjunctions or at + 1 >= len(passage) or at + 1 in passage.name_at:
        return False
    after = passage.words[at + 1]
    return passage.pack.morphology.depends(after) and not passage.pack.morphology.nominal_subject(after)


def _owns(hit: Hit, name: Name) -> bool:
    """Whether a person's name after a noun is no apposition to it: "пресс-служба | Порошенко", "жена | Бута"."""
    return hit.noun is not None and (hit.noun.kind == "body" or (hit.case == "nominative" and not name.nominative))
