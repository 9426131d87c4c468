"""The figures: how much of the gold was found, and how much of what was found is right."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, field
from typing import Self, TypeVar

from flows.evaluate.compare import key
from flows.evaluate.gold import GoldArticle
from flows.evaluate.match import Alignment, Pair, align
from flows.evaluate.predictions import Prediction

_Counts = TypeVar("_Counts")


def ratio(part: float, whole: float) -> float | None:
    """A share rounded to three digits, None where there is nothing to share."""
    return round(part / whole, 3) if whole else None


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and their harmonic mean, 0 to 1, each None where it has no denominator."""

    precision: float | None
    recall: float | None
    f1: float | None

    @classmethod
    def of(cls, right: float, predicted: int, gold: int) -> Self:
        """From counts: `right` of what was predicted and of what is gold."""
        return cls(ratio(right, predicted), ratio(right, gold), ratio(2 * right, predicted + gold))


@dataclass(slots=True)
class _Sum:
    """Counts that can be added up over languages and types."""

    def __add__(self, other: Self) -> Self:
        return type(self)(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


@dataclass(slots=True)
class QuoteCounts(_Sum):
    """Counts over quotes; a matched quote counts under its gold type, a false one under the type it was given.

    `matched` pairs reach the token F1 from which two quotes are the same; the optional is in none of the counts.
    `gold_share` and `predicted_share` add up, over matched and overlapping pairs, the share of the gold's and of
    the prediction's words that the two have in common.
    """

    gold: int = 0
    matched: int = 0
    false: int = 0
    false_on_names: int = 0
    exact: int = 0
    type_right: int = 0
    speaker_right: int = 0
    right_end_to_end: int = 0
    gold_share: float = 0.0
    predicted_share: float = 0.0

    @property
    def predicted(self) -> int:
        """How many quotes were predicted, the optional aside."""
        return self.matched + self.false

    @property
    def found(self) -> Figures:
        """Quotes whose words are mostly right."""
        return Figures.of(self.matched, self.predicted, self.gold)

    @property
    def strict(self) -> Figures:
        """Quotes whose span is exact (Pareti 2015)."""
        return Figures.of(self.exact, self.predicted, self.gold)

    @property
    def partial(self) -> Figures:
        """Quotes counted by the share of their words that overlaps (Pareti 2015)."""
        precision = self.predicted_share / self.predicted if self.predicted else 0.0
        recall = self.gold_share / self.gold if self.gold else 0.0
        f1 = ratio(2 * precision * recall, precision + recall) if precision + recall else 0.0
        return Figures(
            ratio(self.predicted_share, self.predicted),
            ratio(self.gold_share, self.gold),
            f1 if self.predicted + self.gold else None,
        )

    @property
    def end_to_end(self) -> Figures:
        """Quotes whose words and speaker are right."""
        return Figures.of(self.right_end_to_end, self.predicted, self.gold)


@dataclass(slots=True)
class EntityCounts(_Sum):
    """Counts over an article's distinct names; `canonical_right` of the matched stand for the right full name."""

    matched: int = 0
    missed: int = 0
    false: int = 0
    canonical_right: int = 0

    @property
    def gold(self) -> int:
        """How many names the gold has."""
        return self.matched + self.missed

    @property
    def predicted(self) -> int:
        """How many names were predicted, the optional and the nested aside."""
        return self.matched + self.false

    @property
    def found(self) -> Figures:
        """Names of which text and type are right."""
        return Figures.of(self.matched, self.predicted, self.gold)


@dataclass(slots=True)
class FieldCounts(_Sum):
    """How many articles have a metadata field right."""

    right: int = 0
    total: int = 0


@dataclass(slots=True)
class Report:
    """The counts of an evaluation, by language of the article and by type (or, of metadata, by field)."""

    documents: int = 0
    missing: int = 0
    quotes: defaultdict[tuple[str, str], QuoteCounts] = field(default_factory=lambda: defaultdict(QuoteCounts))
    entities: defaultdict[tuple[str, str], EntityCounts] = field(default_factory=lambda: defaultdict(EntityCounts))
    metadata: defaultdict[tuple[str, str], FieldCounts] = field(default_factory=lambda: defaultdict(FieldCounts))

    def languages(self) -> list[str]:
        """The languages of the gold articles."""
        return sorted({language for language, _ in self.metadata})

    def quotes_of(self, language: str | None = None, kind: str | None = None) -> QuoteCounts:
        """Counts over quotes of one language and type, each None for all."""
        return sum(_select(self.quotes, language, kind), QuoteCounts())

    def entities_of(self, language: str | None = None, kind: str | None = None) -> EntityCounts:
        """Counts over names of one language and type, each None for all."""
        return sum(_select(self.entities, language, kind), EntityCounts())

    def metadata_of(self, language: str | None = None, name: str | None = None) -> FieldCounts:
        """Counts over a metadata field of the articles of one language, each None for all."""
        return sum(_select(self.metadata, language, name), FieldCounts())


def score(gold: Sequence[GoldArticle], predictions: Iterable[Prediction]) -> Report:
    """Compare predictions with the gold.

    Quotes are matched greedily, best token F1 first; what is optional counts on neither side. Raises PredictionError
    when two predictions claim the same gold article.
    """
    report = Report()
    for alignment in align(gold, predictions):
        language = alignment.gold.language
        report.documents += 1
        report.missing += alignment.prediction is None
        _count_quotes(report, language, alignment)
        _count_entities(report, language, alignment)
        for name, _, _, right in alignment.metadata():
            report.metadata[language, name] += FieldCounts(int(right), 1)
    return report


def _count_quotes(report: Report, language: str, alignment: Alignment) -> None:
    for quote in alignment.gold.quotes:
        report.quotes[language, quote.type].gold += 1
    for pair in alignment.pairs:
        counts = report.quotes[language, pair.gold.type]
        counts.matched += 1
        counts.exact += pair.exact
        counts.type_right += pair.type_right
        counts.speaker_right += pair.speaker_right
        counts.right_end_to_end += pair.end_to_end
        _count_shares(counts, counts, pair)
    for false in alignment.false:
        counts = report.quotes[language, false.type]
        counts.false += 1
        counts.false_on_names += alignment.on_name(false)
    for pair in alignment.overlaps:
        _count_shares(report.quotes[language, pair.gold.type], report.quotes[language, pair.predicted.type], pair)


def _count_shares(gold: QuoteCounts, predicted: QuoteCounts, pair: Pair) -> None:
    gold.gold_share += pair.shared / pair.gold_words
    predicted.predicted_share += pair.shared / pair.predicted_words


def _count_entities(report: Report, language: str, alignment: Alignment) -> None:
    for gold, predicted in alignment.names:
        counts = report.entities[language, gold.type]
        counts.matched += 1
        counts.canonical_right += key(gold.canonical) == key(predicted.name)
    for gold in alignment.names_missed:
        report.entities[language, gold.type].missed += 1
    for predicted in alignment.names_false:
        report.entities[language, predicted.type].false += 1


def _select(counts: dict[tuple[str, str], _Counts], language: str | None, kind: str | None) -> list[_Counts]:
    return [
        item for (code, name), item in counts.items() if (language is None or code == language) and kind in (None, name)
    ]
