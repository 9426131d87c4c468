"""How well a post named in the text fits a person: by the words that stand beside the person's name elsewhere."""

from collections.abc import Iterable, Sequence, Set
from typing import Final

from flows.transform.model import Mention
from flows.transform.quotes.folding import STEM, fold
from flows.transform.quotes.pack import QuotePack

# Letters of what a compound begins with.
HEAD: Final = 3
# A post fits by its head (SURE), or by a general word ("өкіл", "спикер") and what stands beside it.
SURE: Final = 2.0
GENERAL: Final = 0.7
BESIDE: Final = 0.3
UNKNOWN: Final = 0.6


class Posts:
    """The posts that an article writes beside its people's names.

    `held` maps a name to its posts, folded; `first` to the first of them, as written.
    """

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self.held: dict[str, set[str]] = {}
        self.first: dict[str, str] = {}
        self._proper: dict[str, set[str]] = {}
        self._learned: dict[str, str] = {}
        for mention in mentions:
            if mention.type == "PER" and mention.role:
                self.held.setdefault(mention.name, set()).add(fold(mention.role))
                self._proper.setdefault(mention.name, set()).update(_proper_words(mention.role))
                self.first.setdefault(mention.name, mention.role)

    def fit(self, name: str, lemma: str, phrase: str, pack: QuotePack) -> float:
        """Score a post, its head `lemma` in `phrase`, against a person's; 0 when those are of other places."""
        known, asked = self._proper.get(name), _proper_words(phrase)
        if known and asked and not any(_has(known, word) or self._shortens(word, name) for word in asked):
            return 0.0
        if self._of_another_state(name, phrase, pack):
            return 0.0
        return post_fit(self.held.get(name), lemma, fold(phrase).split(), pack)

    def learn(self, name: str, post: str) -> None:
        """Take in a post that was told of a person of whom the text writes none: "итальянский премьер"."""
        if name not in self.held:
            self._learned.setdefault(name, post)

    def of_state(self, name: str, phrase: str, pack: QuotePack) -> bool:
        """Whether a post is of no state, or of one of those that a person's posts are of, as far as they tell."""
        return not self._of_another_state(name, phrase, pack)

    def _of_another_state(self, name: str, phrase: str, pack: QuotePack) -> bool:
        asked = pack.coreference.states_in(phrase)
        known = self.held.get(name) or {self._learned.get(name, "")}
        states = pack.coreference.states_in(" ".join(known)) if asked else asked
        return bool(states) and asked.isdisjoint(states)

    def _shortens(self, word: str, name: str) -> bool:
        """Whether a compound is made of what a person's posts say: "глава Мин|здрава", "министр здравоохранения"."""
        part = word[HEAD : HEAD + STEM]
        return len(part) == STEM and any(other.startswith(part) for role in self.held[name] for other in role.split())

    def of_same_place(self, name: str, phrase: str) -> bool:
        """Whether a post names no place or body, or one that a person's posts name too."""
        asked = _proper_words(phrase)
        known = self._proper.get(name, ())
        return not asked or any(_has(known, word) or self._shortens(word, name) for word in asked)


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
    known = synonym(words, pack)
    synonyms = pack.coreference.post_synonyms.get(known or lemma, ())
    written = [part.split() for role in sorted(roles) for part in role.split(",") if part.split()]
    heads = [_head(part, pack) for part in written]
    beside = {word for part in written for word in part}
    score = 0.0
    if (known is None and _has(heads, lemma)) or any(_is_held(word.split(), heads, beside, pack) for word in synonyms):
        score = SURE
    elif lemma in pack.coreference.generic_posts or _has(heads, lemma):
        score = GENERAL
    others = [
        word for word in words if not word.startswith(lemma[:STEM]) and word not in pack.coreference.generic_bodies
    ]
    shared = sum(_has(beside, word) for word in others)
    if known is None and lemma in pack.coreference.portfolios and others and not shared and len(beside) > len(heads):
        # "қаржы министрі" is not "ирригация министрі".
        return 0.0
    if lemma in pack.coreference.anonymous and others and not shared:
        # "представитель МВД" is not any representative.
        return 0.0
    return score + BESIDE * shared


def _is_held(synonym: Sequence[str], heads: Sequence[str], beside: Set[str], pack: QuotePack) -> bool:
    """Whether a synonym is a post held: its word for people as a head, "заместитель | министра" is no minister."""
    nouns = (pack.morphology.noun(word) for word in synonym)
    kinds = [noun is not None and noun.kind == "person" for noun in nouns]
    head = -1 if pack.head_final else 0
    if kinds[head]:
        # "заместитель | премьер", "премьер | орынбасар": of a synonym, too, one word says what it is.
        kinds = [at == head % len(kinds) for at in range(len(kinds))]
    return all(_has(heads if kind else beside, word) for word, kind in zip(synonym, kinds, strict=True))


def synonym(words: Sequence[str], pack: QuotePack) -> str | None:
    """The post that goes by several names in these words, attributes apart: "глава | украинского | государства"."""
    if len(words) <= 1:
        return words[0] if words and words[0] in pack.coreference.post_synonyms else None
    for phrase in (" ".join(words), f"{words[0]} {words[-1]}"):
        if phrase in pack.coreference.post_synonyms:
            return phrase
    # "французский лидер"
    return pack.coreference.state_posts.get(words[-1]) if pack.coreference.states_in(words[0]) else None


def _head(role: Sequence[str], pack: QuotePack) -> str:
    """The word of a post that says what it is: "облыс әкімінің | орынбасары", "заместитель | министра"."""
    if pack.head_final:
        return role[-1]
    posts = (word for word in role if (noun := pack.morphology.noun(word)) is not None and noun.kind == "person")
    return next(posts, role[0])


def _proper_words(post: str) -> set[str]:
    """The words of a post that name a place or a body, folded: "премьер-министр | Израиля"; no acronyms."""
    return {fold(word) for word in post.split()[1:] if word.istitle() and len(word) >= STEM}


def _has(words: Iterable[str], stem: str) -> bool:
    short = stem[:STEM] if len(stem) > STEM else stem[:-1] if len(stem) == STEM else stem
    return any(word.startswith(short) for word in words)
