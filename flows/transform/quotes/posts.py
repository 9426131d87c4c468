"""How well a post named in the text fits a person: by the words that stand beside the person's name elsewhere."""

from collections.abc import Iterable, Sequence, Set
from typing import Final

from flows.transform.quotes.pack import QuotePack

# Words of a post are compared by their first letters: endings differ.
STEM: Final = 5
# A post fits by its head (SURE), or by a general word ("өкіл", "спикер") and what stands beside it.
SURE: Final = 2.0
GENERAL: Final = 0.7
BESIDE: Final = 0.3
UNKNOWN: Final = 0.6


def post_fit(roles: Set[str] | None, lemma: str, words: Sequence[str], pack: QuotePack) -> float:
    """Score a post against the posts written beside a name.

    Args:
        roles: The posts as written, folded; None or empty when the text gives the person none.
        lemma: The head of the post asked for.
        words: All its words, folded, in the nominative.
        pack: The language's pack, for posts that go by several names.

    Returns:
        SURE and more when it is that person's post, 0 when it is another's.
    """
    if not roles:
        return UNKNOWN
    phrase = " ".join(words)
    synonyms = pack.post_synonyms.get(phrase) or pack.post_synonyms.get(lemma, ())
    written = [part.split() for role in sorted(roles) for part in role.split(",") if part.split()]
    heads = [_head(part, pack) for part in written]
    beside = {word for part in written for word in part}
    score = 0.0
    if (phrase not in pack.post_synonyms and _has(heads, lemma)) or any(_has(beside, word) for word in synonyms):
        score = SURE
    elif lemma in pack.generic_posts:
        score = GENERAL
    others = [word for word in words if not word.startswith(lemma[:STEM])]
    return score + BESIDE * sum(_has(beside, word) for word in others)


def _head(role: Sequence[str], pack: QuotePack) -> str:
    """The word of a post that says what it is: "облыс әкімінің | орынбасары", "заместитель | министра"."""
    if pack.head_final:
        return role[-1]
    posts = (word for word in role if (noun := pack.morphology.noun(word)) is not None and noun.kind == "person")
    return next(posts, role[0])


def _has(words: Iterable[str], stem: str) -> bool:
    return any(word.startswith(stem[:STEM]) for word in words)
