"""Quotes in detail: spans by any overlap, speakers on given spans, coreference, types confused, errors by cause."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from flows.evaluate.compare import key, words
from flows.evaluate.gold import GoldArticle, GoldQuote
from flows.evaluate.match import Alignment, Pair, align
from flows.evaluate.predictions import Explained, PredictedQuote, Prediction
from flows.evaluate.score import Figures
from flows.transform.quotes.compiled import pack_of

# Texts overlap that share so many words in a row, or all the words of the shorter.
RUN: Final = 3
# A cue belongs to a quote that stands so many characters from it.
NEAR: Final = 200
STEM: Final = 4

CAUSES: Final[dict[str, str]] = {
    "boundary": "missed: found in part, with other boundaries",
    "name": "missed: refused as a name, a title or a slogan",
    "refused": "missed: proposed and refused (another proposal, nobody's words, negated, relay)",
    "no_rule": "missed: the cue is known, no rule proposes the words",
    "no_cue": "missed: the cue is not known",
    "no_cue_written": "missed: no cue is written",
    "unexplained": "missed: no text to look into",
    "type": "found: another type",
    "mention": "found: another mention of a speaker",
    "coreference": "found: the mention, taken for somebody else",
    "false_name": "false: a name, a title, a term",
    "false": "false: no quote",
}
MENTIONS: Final[dict[str, str]] = {
    "name": "a name, or a noun that stands for itself",
    "pronoun": "a pronoun",
    "post": "a post or another noun for somebody named elsewhere",
    "none": "none",
}


@dataclass(slots=True)
class Share:
    """How many of how many."""

    right: int = 0
    total: int = 0

    def add(self, right: bool) -> None:
        """Count one."""
        self.right += right
        self.total += 1


@dataclass(slots=True)
class Soft:
    """Gold quotes that overlap a prediction, and predictions that overlap the gold."""

    gold: Share = field(default_factory=Share)
    predicted: Share = field(default_factory=Share)

    @property
    def figures(self) -> Figures:
        """Precision, recall and F1 by any overlap (Pareti 2015)."""
        made = Figures.of(0, self.predicted.total, self.gold.total)
        precision = self.predicted.right / self.predicted.total if self.predicted.total else None
        recall = self.gold.right / self.gold.total if self.gold.total else None
        if precision is None or recall is None:
            return Figures(_round(precision), _round(recall), made.f1)
        total = precision + recall
        return Figures(_round(precision), _round(recall), _round(2 * precision * recall / total if total else 0.0))


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


@dataclass(slots=True)
class Detail:
    """The counts, by language first."""

    soft: defaultdict[tuple[str, str], Soft] = field(default_factory=lambda: defaultdict(Soft))
    given: defaultdict[tuple[str, str], Share] = field(default_factory=lambda: defaultdict(Share))
    mentions: defaultdict[tuple[str, str], Share] = field(default_factory=lambda: defaultdict(Share))
    types: defaultdict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    causes: Counter[tuple[str, str]] = field(default_factory=Counter)

    def soft_of(self, language: str, kind: str | None = None) -> Soft:
        """Overlaps of one language and type, None for all types."""
        held = [one for (code, name), one in self.soft.items() if code == language and kind in (None, name)]
        return Soft(_added(one.gold for one in held), _added(one.predicted for one in held))

    def given_of(self, language: str, kind: str | None = None) -> Share:
        """Speakers on given spans of one language and type, None for all types."""
        return _added(one for (code, name), one in self.given.items() if code == language and kind in (None, name))


def _added(shares: Iterable[Share]) -> Share:
    held = list(shares)
    return Share(sum(one.right for one in held), sum(one.total for one in held))


def detail(gold: Sequence[GoldArticle], predictions: Iterable[Prediction]) -> Detail:
    """Lay predictions beside the gold and count what the figures of `score` do not tell.

    Speakers on given spans, and causes of what is missed, need predictions that are explained (`Explained`).
    """
    made = Detail()
    for alignment in align(gold, predictions):
        _soft(made, alignment)
        _speakers(made, alignment)
        _types(made, alignment)
        made.causes.update((alignment.gold.language, cause) for cause in _causes(alignment))
    return made


def _runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    size = min(RUN, len(found))
    return {tuple(found[at : at + size]) for at in range(len(found) - size + 1)} if size else set()


def _overlap(a: str, b: str) -> bool:
    if min(len(words(a)), len(words(b))) < RUN:
        return f" {key(a)} " in f" {key(b)} " or f" {key(b)} " in f" {key(a)} "
    return not _runs(a).isdisjoint(_runs(b))


def _soft(made: Detail, alignment: Alignment) -> None:
    language, quotes = alignment.gold.language, alignment.gold.quotes
    predicted = [*(pair.predicted for pair in alignment.pairs), *alignment.false]
    for quote in quotes:
        made.soft[language, quote.type].gold.add(any(_overlap(quote.text, other.text) for other in predicted))
    for one in predicted:
        made.soft[language, one.type].predicted.add(any(_overlap(one.text, quote.text) for quote in quotes))


def _speakers(made: Detail, alignment: Alignment) -> None:
    language = alignment.gold.language
    explained = alignment.prediction.explained if alignment.prediction else None
    if explained is not None:
        for quote, speaker in zip(alignment.gold.quotes, explained.speakers, strict=True):
            made.given[language, quote.type].add(key(quote.speaker) == key(speaker))
    for pair in alignment.pairs:
        made.mentions[language, mention_kind(pair.gold, language)].add(pair.speaker_right)


def mention_kind(quote: GoldQuote, language: str) -> str:
    """Tell what a gold quote's mention of its speaker is: a code of MENTIONS."""
    mention = words(quote.speaker_mention)
    pack = pack_of(language)
    if not mention:
        return "none"
    if pack is not None and not pack.pronouns.keys().isdisjoint(mention):
        return "pronoun"
    if quote.speaker is None:
        return "name"
    stems = {word[:STEM] for word in words(quote.speaker)}
    return "name" if any(word[:STEM] in stems for word in mention) else "post"


def _types(made: Detail, alignment: Alignment) -> None:
    language = alignment.gold.language
    for pair in alignment.pairs:
        made.types[language, pair.gold.type][pair.predicted.type] += 1
    for quote in alignment.missed:
        made.types[language, quote.type]["missed"] += 1
    for false in alignment.false:
        made.types[language, "false"][false.type] += 1


def _causes(alignment: Alignment) -> Iterator[str]:
    in_part = {id(pair.gold) for pair in alignment.overlaps}
    covering = {id(pair.predicted) for pair in alignment.overlaps}
    explained = alignment.prediction.explained if alignment.prediction else None
    for quote in alignment.missed:
        yield "boundary" if id(quote) in in_part else _why_missed(quote, explained)
    for pair in alignment.pairs:
        yield from _why_wrong(pair)
    for false in alignment.false:
        if id(false) not in covering:
            yield "false_name" if alignment.on_name(false) else "false"


def _why_missed(quote: GoldQuote, explained: Explained | None) -> str:
    if explained is None or quote.start is None or quote.end is None:
        return "unexplained"
    start, end = explained.shift(quote.start), explained.shift(quote.end)
    over = [
        one for one in explained.audit.rejected if one.start < end and start < one.end and one.reason != "no_clause"
    ]
    if any(one.reason in {"overlap", "impersonal"} for one in over):
        return "refused"
    if any(one.reason in {"name", "no_cue"} and _overlap(one.text, quote.text) for one in over):
        return "name"
    if quote.cue is None:
        return "no_cue_written"
    near = [one for one in explained.audit.rejected if start - NEAR < one.end and one.start < end + NEAR]
    if any(one.reason in {"negated", "relay"} and key(quote.cue) in key(one.text) for one in near):
        return "refused"
    known = any(start - NEAR < stop and begin < end + NEAR for begin, stop in explained.audit.cues)
    return "no_rule" if known else "no_cue"


def _why_wrong(pair: Pair) -> Iterator[str]:
    if not pair.type_right:
        yield "type"
    if not pair.speaker_right:
        yield "coreference" if _same_mention(pair.gold, pair.predicted) else "mention"


def _same_mention(gold: GoldQuote, predicted: PredictedQuote) -> bool:
    """Whether both point at the same words, titles aside."""
    a, b = key(gold.speaker_mention), key(predicted.speaker_mention)
    return a == b or (bool(a) and bool(b) and (f" {a} " in f" {b} " or f" {b} " in f" {a} "))
