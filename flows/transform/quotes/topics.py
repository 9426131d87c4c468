"""Who sentences are about: the posts and groups that a pronoun further on can mean."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from flows.transform.model import Article, Mention
from flows.transform.quotes.candidate import Candidate
from flows.transform.quotes.clause import Sentence
from flows.transform.quotes.compiled import pack_of
from flows.transform.quotes.discourse import Topic
from flows.transform.quotes.heads import hits
from flows.transform.quotes.pack import QuotePack
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.sources import Source, make_source, source_of_name
from flows.transform.quotes.subjects import leftmost_subject
from flows.transform.quotes.words import OUTSIDE

# A post that a sentence is about is among so many of its first words; where subjects stand freely, among so many.
OPENING: Final = 5
CLAUSE: Final = 12
# So near after it stands the verb that tells that it reports: "представитель МВД | вчера сообщил об угрозе".
NEAR: Final = 3
# A pronoun can mean whom its own paragraph is about, or so many before it.
PARAGRAPHS: Final = 2


def opening_topic(sentence: Sentence) -> Source | None:
    """The post or group that begins a sentence as its subject: "Әкім …", where subjects come first."""
    passage = sentence.passage
    if not passage.pack.head_final:
        return None
    first = passage.name_at.get(sentence.start)
    if first is not None and first.mention.type == "PER" and first.nominative:
        return None
    hi, noun = min(sentence.hi, sentence.start + OPENING), passage.pack.morphology.noun
    # Few sentences begin with a post: the others are not read for their subject.
    opening = passage.words[sentence.start : hi]
    heads = [head for head in map(noun, opening) if head is not None and head.kind == "person"]
    joined = not passage.pack.conjunctions.isdisjoint(opening)
    if not heads or not (joined or any("nominative" in head.cases for head in heads)):
        return None
    subject = leftmost_subject(passage, sentence.start, hi)
    return subject if subject is not None and subject.kind in {"post", "group"} else None


def topics_before_pronouns(
    article: Article, mentions: Sequence[Mention], candidates: Iterable[Candidate]
) -> Iterator[Topic]:
    """Yield who the sentences near pronouns are about, where subjects stand freely, in the order of the text."""
    wanted = {
        one.position - back
        for one in candidates
        if one.source is not None and one.source.kind in {"pronoun", "post"}
        for back in range(PARAGRAPHS + 1)
    }
    if not wanted:
        return
    named: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.position in wanted:
            named.setdefault(mention.position, []).append(mention)
    for paragraph in article.paragraphs:
        pack = pack_of(paragraph.language) if paragraph.position in wanted else None
        if pack is not None and not pack.head_final:
            yield from _of_passage(Passage(paragraph, named.get(paragraph.position, ()), pack), pack)


def _of_passage(passage: Passage, pack: QuotePack) -> Iterator[Topic]:
    impersonal = [at for at, word in enumerate(passage.words) if word in pack.impersonal]
    for at in impersonal:
        name = passage.name_before.get(at) or passage.name_at.get(at + 1)
        if name is not None and name.mention.type == "PER":
            yield Topic(passage.starts[at], passage.paragraph.position, source_of_name(name), pack, reports=False)
    for lo, hi in passage.sentences:
        first = next(hits(passage, lo, min(hi, lo + CLAUSE), "nominative", OUTSIDE), None)
        if first is None or first.noun is None or first.noun.kind != "person" or first.noun.one_declined:
            continue
        source = make_source(passage, first, lo)
        if source.kind in {"post", "group"}:
            reports = any(
                "that" in cue.form.frames for cue in passage.cues_between(source.hi, min(hi, source.hi + NEAR))
            )
            yield Topic(passage.starts[first.lo], passage.paragraph.position, source, pack, reports)
