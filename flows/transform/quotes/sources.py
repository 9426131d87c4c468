"""Who a cue points at, as written: a name, a pronoun, a post, a group, a body or a document beside it."""

from dataclasses import replace
from typing import Final, NamedTuple

from flows.transform.quotes.heads import QUANTIFIED, QUOTED, Hit
from flows.transform.quotes.names import Name
from flows.transform.quotes.noun_phrase import group_start, own_words, phrase_of
from flows.transform.quotes.passage import Passage

# A head and the genitives after it are no more words when a nickname follows.
NICKNAMED: Final = 4
# Cases of hits whose form is not the nominative, even where it looks so.
DECLINED: Final = frozenset({"genitive", "locative", QUOTED})


class Source(NamedTuple):
    """A source as written. `kind` is person, pronoun, post, group, body or document.

    `name` is a mention's; `phrase` the noun phrase in the nominative; `lemma` its head; `agreement` what the form
    says of number and gender (masculine, feminine, neuter, plural, singular or empty); `lo` its first word, `hi` the
    one after its last.
    """

    kind: str
    lo: int
    hi: int
    text: str
    phrase: str
    lemma: str = ""
    name: str | None = None
    type: str | None = None
    role: str | None = None
    agreement: str = ""


def source_of_name(name: Name) -> Source:
    """Describe a name as the source it is."""
    mention = name.mention
    kind = "person" if mention.type == "PER" else "body"
    return Source(
        kind, name.lo, name.hi, mention.text, mention.name, name=mention.name, type=mention.type, role=mention.role
    )


def make_source(passage: Passage, hit: Hit, bound: int) -> Source:
    """Describe a hit; where the head stands last its phrase begins at word `bound`.

    Raises ValueError for a hit that is nothing.
    """
    if hit.pronoun is not None:
        text = passage.span_text(hit.lo, hit.hi)
        return Source("pronoun", hit.lo, hit.hi, text, text, agreement=hit.pronoun)
    if hit.name is not None:
        return source_of_name(hit.name)
    if hit.noun is None:
        raise ValueError("a hit is a name, a pronoun or a noun")
    if hit.noun.one_declined and hit.case in {"genitive", QUOTED}:
        # "по словам девушки"
        return make_source(passage, hit._replace(noun=replace(hit.noun, plural=False, one_declined=False)), bound)
    lo, hi = (min(bound, hit.lo), hit.hi) if passage.pack.head_final else phrase_of(passage, hit)
    if passage.pack.head_final and (hit.noun.plural or hit.noun.kind == "body"):
        lo = group_start(passage, lo, hi)
    elif not passage.pack.head_final and (named := _named_after(passage, hit, lo, hi)) is not None:
        return named
    text = passage.span_text(lo, hi)
    phrase = text
    if hit.case not in {"nominative", QUANTIFIED}:
        phrase = _in_nominative(passage, lo, hi, hit.hi - 1, declined=hit.case in DECLINED)
    body = passage.pack.morphology.body_of(passage.words[hi - 1])
    phrase = phrase if body is None else phrase[: len(phrase) - len(passage.words[hi - 1]) + len(body)]
    phrase = uncapitalised(passage, lo, phrase)
    noun = hit.noun
    kind = noun.kind
    if kind == "person" and passage.pack.head_final and not noun.plural:
        # Of a long clause before a post only the words that can modify it are its own.
        own = own_words(passage, lo, hi)
        text, phrase = passage.span_text(own, hi), " ".join(phrase.split()[own - hi :])
        lo = own
    if kind in {"person", "collective"}:
        kind = "group" if noun.plural or kind == "collective" else "post"
    # "канцлер" can be a woman, "депутат" too; what gender a verb shows is another's to say.
    agreement = "plural" if noun.plural else "feminine" if noun.gender == "feminine" else "singular"
    return Source(kind, lo, hi, text, phrase, lemma=noun.lemma, agreement=agreement)


def _named_after(passage: Passage, hit: Hit, lo: int, hi: int) -> Source | None:
    """Whom the word after a noun phrase, words `lo` to `hi`, names, in a language where the head comes first."""
    following = passage.name_at.get(hi)
    if following is not None and following.mention.type == "PER" and hit.case == "nominative" and following.nominative:
        last = passage.pack.morphology.noun(passage.words[hi - 1]) if hi - 1 > hit.lo else None
        if last is None or last.kind != "person":
            # "пресс-секретарь компании | Алия Бекетова"
            return source_of_name(following)
    person = hit.noun is not None and hit.noun.kind == "person" and not hit.noun.plural
    if person and hi - hit.lo < NICKNAMED and hi < len(passage) and passage.inside[hi] == passage.inside[lo]:
        nickname = passage.tokens[hi]
        if nickname.isascii() and nickname.isalnum() and nickname.islower():
            # "пользователь ЖЖ | zyalt"
            return Source("person", hi, hi + 1, nickname, nickname, name=nickname, type="PER", agreement="singular")
    return None


def _in_nominative(passage: Passage, lo: int, hi: int, head: int, *, declined: bool) -> str:
    """The phrase of words `lo` to `hi` in the nominative, spaced as written; `declined` if it stands in another."""
    phrase = " ".join(passage.tokens[lo:hi])
    words = passage.pack.morphology.nominative(phrase, head - lo, declined=declined).split(" ")
    if len(words) != hi - lo:
        return " ".join(words)
    gaps = [passage.text(passage.ends[at - 1], passage.starts[at]) if at > lo else "" for at in range(lo, hi)]
    return "".join(gap + word for gap, word in zip(gaps, words, strict=True))


def uncapitalised(passage: Passage, lo: int, phrase: str) -> str:
    """Return a phrase that begins at word `lo` without the capital of a sentence's first word; a name keeps its own."""
    if lo in passage.name_at or passage.tokens[lo].isupper() or not passage.begins_sentence(lo):
        return phrase
    return phrase[:1].lower() + phrase[1:]
