"""From an article to its quotes: the rules propose, one proposal a stretch of text stays, speakers are resolved."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, chain
from operator import attrgetter
from typing import Final

from flows.packs import LANGUAGES
from flows.transform.model import Article, Mention, Quote
from flows.transform.quotes.according import according_to, as_said, opens_as_said
from flows.transform.quotes.anaphoric import anaphoric
from flows.transform.quotes.arbitrate import arbitrate
from flows.transform.quotes.block import block, signatures
from flows.transform.quotes.candidate import Candidate
from flows.transform.quotes.clause import Sentence
from flows.transform.quotes.compiled import pack_of
from flows.transform.quotes.confidence import confidence
from flows.transform.quotes.coreference import speaker_of
from flows.transform.quotes.direct import direct_speech
from flows.transform.quotes.discourse import Discourse, Topic
from flows.transform.quotes.nominalised import nominalised, quotative
from flows.transform.quotes.owners import documents_named
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.relay import relays
from flows.transform.quotes.speaker import Speaker
from flows.transform.quotes.speech import Thread
from flows.transform.quotes.subordinate import closing, subordinate
from flows.transform.quotes.topics import opening_topic, topics_before_pronouns
from flows.transform.quotes.worded import documented, worded

SEARCHED: Final = frozenset({"body", "list_item", "heading"})
# A paragraph, its relay formulas, what the rules propose in it.
Reading = tuple[Passage, list[tuple[int, int]], list[Candidate]]


def find_quotes(article: Article, mentions: Sequence[Mention]) -> list[Quote]:
    """Find who said what in an article.

    Args:
        article: The article; only its body, list items and headings in a language with a pack are searched.
        mentions: The names found in it, in any order; their offsets count in `article.text`.

    Returns:
        The quotes in the order of the text, none overlapping another; `text == article.text[start:end]` for each.
    """
    resolved = resolve(article, mentions, arbitrate)
    return [_quote(article.text, one, speaker) for one, speaker in resolved if is_somebodys(one, speaker)]


def resolve(
    article: Article,
    mentions: Sequence[Mention],
    choose: Callable[[Iterable[Candidate]], list[Candidate]],
    readings: list[Reading] | None = None,
) -> list[tuple[Candidate, Speaker]]:
    """Propose quotes, choose among them, and say whose words the chosen ones are.

    Args:
        article: The article.
        mentions: The names found in it, in any order.
        choose: Makes of all that is proposed what stays, in the order of the text, none overlapping another.
        readings: Takes, paragraph by paragraph, what was read and proposed, for whoever asks what did not stay.

    Returns:
        What stays, each with its speaker.
    """
    ordered = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
    documents: dict[str, str] = {}
    topics: list[Topic] = []
    candidates = choose(_flat(_candidates(article, ordered, documents, topics), readings))
    quoted = [(one.start, one.end) for one in candidates if not _named_within(one)]
    topics = sorted([*topics, *topics_before_pronouns(article, ordered, candidates)], key=attrgetter("at"))
    discourse = Discourse(ordered, quoted, documents, topics)
    speakers: dict[int, Speaker] = {}
    packs = {language: pack for language in LANGUAGES if (pack := pack_of(language)) is not None}
    for one in sorted(candidates, key=lambda candidate: (candidate.at, candidate.start)):
        speakers[one.start] = speaker_of(one, discourse, packs[one.language])
    return [(one, speakers[one.start]) for one in candidates]


def _named_within(candidate: Candidate) -> bool:
    """Whether a sentence said names who says it: "Янукович намерен уйти в отпуск. Об этом он заявил"."""
    source = candidate.source
    return candidate.method == "anaphoric" and source is not None and source.kind == "pronoun"


def is_somebodys(candidate: Candidate, speaker: Speaker) -> bool:
    """Whether words are a quote: "айтылды", "сообщалось" say nobody's, unless marks or dashes say that they do."""
    return candidate.type == "direct" or not candidate.impersonal or speaker.name is not None


def _flat(found: Iterable[Reading], readings: list[Reading] | None) -> Iterator[Candidate]:
    for reading in found:
        if readings is not None:
            readings.append(reading)
        yield from reading[2]


def _candidates(
    article: Article,
    mentions: Sequence[Mention],
    documents: dict[str, str],
    topics: list[Topic],
) -> Iterator[Reading]:
    by_paragraph: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_paragraph.setdefault(mention.position, []).append(mention)
    several = len(article.paragraphs) > 1
    thread, previous = Thread(), None
    signed = signatures(article, by_paragraph)
    for paragraph in article.paragraphs:
        pack = pack_of(paragraph.language)
        if paragraph.kind not in SEARCHED or pack is None:
            continue
        passage = Passage(paragraph, by_paragraph.get(paragraph.position, ()), pack)
        if not len(passage):
            continue
        for lemma, phrase in documents_named(passage):
            documents.setdefault(lemma, phrase)
        formulas = relays(passage)
        said = direct_speech(passage, formulas, thread)
        reported: list[Candidate] = []
        silent = not (passage.cues or passage.according or passage.attributive or passage.words_said)
        for sentence in _sentences(passage, formulas):
            previous, before = sentence, previous
            topic = opening_topic(sentence) if several else None
            if topic is not None:
                topics.append(Topic(passage.starts[topic.lo], paragraph.position, topic, pack, reports=False))
            if not silent and (sentence.cues or sentence.according or sentence.attributive or passage.words_said):
                reported.extend(_reported(sentence, before))
        found = [*reported, *_after_narration(passage, said, reported)]
        signature = signed.get(paragraph.position + 1)
        if signature is not None and not found and (one := block(passage, signature)) is not None:
            found.append(one)
        yield passage, formulas, found


def _reported(sentence: Sentence, before: Sentence | None) -> Iterator[Candidate]:
    inner = [one for rule in (nominalised, quotative, documented, worded, subordinate) for one in rule(sentence)]
    manner = list(as_said(sentence))
    yield from manner
    # "Как рассказал X, врачи объяснили …, что": all of it is X's.
    encloses = manner[:1] if opens_as_said(sentence) else ()
    outer = sorted(chain(according_to(sentence), encloses, closing(inner)), key=attrgetter("start"))
    yield from (one for one in outer if one not in encloses)
    starts, reach = [one.start for one in outer], list(accumulate((one.end for one in outer), max))
    yield from (one for one in inner if not _is_within(one, starts, reach))
    anaphor = anaphoric(sentence, before)
    if anaphor is not None:
        yield anaphor


def _is_within(one: Candidate, starts: Sequence[int], reach: Sequence[int]) -> bool:
    """Whether what others say is in somebody's words: "по мнению X, | правительство понимает, что …" is X's.

    `starts` are where such words begin, in order, `reach` how far those that begin there or before it go.
    """
    before = bisect_left(starts, min(one.start, one.at + 1))
    return before > 0 and reach[before - 1] >= max(one.end, one.at + 1)


def _after_narration(passage: Passage, said: Sequence[Candidate], reported: Sequence[Candidate]) -> Iterator[Candidate]:
    """Unmarked speech reaches back to the paragraph's start, but not into a first sentence that reports speech."""
    if not reported or not any(one.method == "direct-unmarked" for one in said):
        yield from said
        return
    second = passage.starts[passage.sentences[1][0]] if len(passage.sentences) > 1 else None
    narrated = second is not None and any(
        one.source is not None and one.method != "anaphoric" and one.start < second for one in reported
    )
    for one in said:
        unmarked = one.method == "direct-unmarked" and second is not None and one.start < second < one.end
        yield one._replace(start=second) if unmarked and narrated and second is not None else one


def _sentences(passage: Passage, formulas: Sequence[tuple[int, int]]) -> Iterator[Sentence]:
    """The sentences of a passage without their relay formulas; one that is nothing else is left out."""
    following = iter(formulas)
    formula = next(following, None)
    for lo, hi in passage.sentences:
        while formula is not None and formula[1] <= lo:
            formula = next(following, None)
        start, end = lo, hi
        if formula is not None and formula[0] < hi:
            if formula[0] <= lo:
                start = min(formula[1], hi)
            else:
                end = formula[0]
        if start < end:
            yield Sentence(passage, start, end)


def _quote(text: str, one: Candidate, speaker: Speaker) -> Quote:
    return Quote(
        position=one.position,
        start=one.start,
        end=one.end,
        text=text[one.start : one.end],
        type=one.type,
        language=one.language,
        cue=one.cue,
        speaker_mention=one.source.text if one.source is not None else None,
        speaker=speaker.name,
        speaker_type=speaker.type,
        speaker_role=speaker.role,
        candidates=speaker.ranked,
        method=one.method,
        confidence=confidence(one, speaker),
    )
