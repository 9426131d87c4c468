"""Nominatives that are no subjects: what stands before a noun, in a language that ends phrases in the head, is its own.

"Үкімет | отырысында", "Facebook | парақшасында", "бала | құқығын қорғаушы мамандар".
"""

from flows.transform.quotes.heads import Hit
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.words import QUOTE_MARKS


def is_attribute(passage: Passage, hit: Hit) -> bool:
    """Whether a body can belong to the noun after it: "Үкімет | отырысында", "Ассамблея | отырысына"."""
    noun = hit.noun
    if noun is None or noun.kind != "body" or noun.possessed or noun.plural:
        return False
    following = passage.pack.morphology.noun(passage.words[hit.hi])
    own = following is not None and following.possessed
    return own or passage.words[hit.hi].endswith(passage.pack.belonging)


def names_place(passage: Passage, hit: Hit, hi: int) -> bool:
    """Whether a name only says whose page or hall it is: "деп жазды Facebook | парақшасында"."""
    if not passage.pack.head_final or hit.name is None or hit.is_person or hit.hi >= hi:
        return False
    noun = passage.pack.morphology.noun(passage.words[hit.hi])
    return noun is not None and noun.possessed and "locative" in noun.cases and noun.kind != "body"


def one_phrase(passage: Passage, first: Hit, head: Hit) -> bool:
    """Whether the nominative that comes first only belongs to the head after it."""
    between = passage.words[first.hi : head.lo]
    if any(not word[0].isalnum() and word not in QUOTE_MARKS for word in between):
        return False
    is_body = first.name is not None or (first.noun is not None and first.noun.kind == "body")
    following = passage.words[first.hi]
    noun = passage.pack.morphology.noun(following)
    owned = noun is not None and noun.possessed and "genitive" in noun.cases
    return (is_body and owned) or (first.noun is not None and following.endswith(passage.pack.belonging))
