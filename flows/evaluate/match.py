"""One article's prediction laid beside its gold: what is found, what is missed, what is false."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from flows.evaluate.compare import Bag, bare, key
from flows.evaluate.gold import GoldArticle, GoldEntity, GoldQuote
from flows.evaluate.predictions import PredictedEntity, PredictedQuote, Prediction, PredictionError

METADATA: Final = ("title", "published", "author", "source")

MATCH: Final = 0.75
"""The token F1 from which a predicted quote is taken for a gold one."""

OVERLAP: Final = 0.5
"""The token F1 from which a missed and a false quote are taken for parts of the same speech: less is chance."""

END_TO_END: Final = 0.8
"""The token F1 from which, with the right speaker, a quote counts as right from end to end."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold quote and the predicted one taken for it; `shared` words of `gold_words` and `predicted_words`."""

    gold: GoldQuote
    predicted: PredictedQuote
    shared: int
    gold_words: int
    predicted_words: int

    @property
    def f1(self) -> float:
        """Token F1 of the two texts, 0 to 1."""
        return 2 * self.shared / (self.gold_words + self.predicted_words)

    @property
    def exact(self) -> bool:
        """Whether the spans are the same, outer marks and trailing punctuation aside."""
        return bare(self.gold.text) == bare(self.predicted.text)

    @property
    def type_right(self) -> bool:
        """Whether the type is the gold's."""
        return self.gold.type == self.predicted.type

    @property
    def speaker_right(self) -> bool:
        """Whether the speaker is the gold's: the same words, or unknown in both."""
        return key(self.gold.speaker) == key(self.predicted.speaker)

    @property
    def end_to_end(self) -> bool:
        """Whether both the words and the speaker are right."""
        return self.f1 >= END_TO_END and self.speaker_right


@dataclass(frozen=True, slots=True)
class Alignment:
    """An article's gold and prediction, item by item, in text order.

    `pairs` are the matched quotes, `missed` and `false` what is left over on either side once the optional is set
    aside, `overlaps` those of the missed and false that cover one another in part. `names` are the matched entities.
    """

    gold: GoldArticle
    prediction: Prediction | None
    pairs: tuple[Pair, ...]
    missed: tuple[GoldQuote, ...]
    false: tuple[PredictedQuote, ...]
    overlaps: tuple[Pair, ...]
    names: tuple[tuple[GoldEntity, PredictedEntity], ...]
    names_missed: tuple[GoldEntity, ...]
    names_false: tuple[PredictedEntity, ...]

    def on_name(self, quote: PredictedQuote) -> bool:
        """Whether a false quote is one of the article's quoted names, titles or terms."""
        return any(key(name) == key(quote.text) for name in self.gold.not_quotes)

    def metadata(self) -> list[tuple[str, str | None, str | None, bool]]:
        """Every metadata field with its gold value, the predicted value, and whether they are the same."""
        values = ((name, getattr(self.gold, name), getattr(self.prediction, name, None)) for name in METADATA)
        return [(name, gold, got, key(gold) == key(got)) for name, gold, got in values]


def align(gold: Sequence[GoldArticle], predicted: Iterable[Prediction]) -> list[Alignment]:
    """Lay predictions beside the gold articles of the same file name, in the order of the gold.

    Predictions of other files are passed over; a gold article without one has nothing found in it. Raises
    PredictionError when two predictions claim the file of one gold article.
    """
    wanted = {article.file for article in gold}
    by_file: dict[str, Prediction] = {}
    for prediction in predicted:
        if prediction.file in wanted and by_file.setdefault(prediction.file, prediction) is not prediction:
            raise PredictionError(f"{prediction.file}: two raw files have this name, so neither can be evaluated.")
    return [_align(article, by_file.get(article.file)) for article in gold]


def _align(gold: GoldArticle, prediction: Prediction | None) -> Alignment:
    found = prediction or Prediction(gold.file)
    gold_bags = [Bag.of(quote.text) for quote in gold.quotes]
    bags = [Bag.of(quote.text) for quote in found.quotes]
    optional = [Bag.of(quote.text) for quote in gold.quotes_optional]

    def pair(i: int, j: int) -> Pair:
        a, b = gold_bags[i], bags[j]
        return Pair(gold.quotes[i], found.quotes[j], a.shared(b), a.size, b.size)

    matched = _greedy((a.f1(b, MATCH), i, j) for i, a in enumerate(gold_bags) for j, b in enumerate(bags))
    taken = set(matched.values())
    missed = [i for i in range(len(gold_bags)) if i not in matched]
    false = [
        j for j, bag in enumerate(bags) if j not in taken and all(bag.f1(other, MATCH) < MATCH for other in optional)
    ]
    overlaps = _greedy(((gold_bags[i].f1(bags[j], OVERLAP), i, j) for i in missed for j in false), OVERLAP)
    names, names_missed, names_false = _names(gold, found.entities)
    return Alignment(
        gold=gold,
        prediction=prediction,
        pairs=tuple(pair(i, j) for i, j in sorted(matched.items())),
        missed=tuple(gold.quotes[i] for i in missed),
        false=tuple(found.quotes[j] for j in false),
        overlaps=tuple(pair(i, j) for i, j in sorted(overlaps.items())),
        names=names,
        names_missed=names_missed,
        names_false=names_false,
    )


def _greedy(scored: Iterable[tuple[float, int, int]], at_least: float = MATCH) -> dict[int, int]:
    """Match gold i to prediction j, best first; of equal scores the later gold, then the later prediction, wins."""
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted((item for item in scored if item[0] >= at_least), reverse=True):
        if i not in matched and j not in taken:
            matched[i] = j
            taken.add(j)
    return matched


def _names(
    gold: GoldArticle, entities: Sequence[PredictedEntity]
) -> tuple[tuple[tuple[GoldEntity, PredictedEntity], ...], tuple[GoldEntity, ...], tuple[PredictedEntity, ...]]:
    """Match distinct names by words and type; what is optional, or lies within a longer gold name, is not false."""
    wanted: dict[tuple[str, str], GoldEntity] = {}
    for name in gold.entities:
        wanted.setdefault((key(name.text), name.type), name)
    found: dict[tuple[str, str], PredictedEntity] = {}
    for entity in entities:
        found.setdefault((key(entity.text), entity.type), entity)
    optional = {key(name.text) for name in gold.entities_optional}

    def neutral(text: str) -> bool:
        return text in optional or any(f" {text} " in f" {longer} " for longer, _ in wanted if longer != text)

    return (
        tuple((name, found[spot]) for spot, name in wanted.items() if spot in found),
        tuple(name for spot, name in wanted.items() if spot not in found),
        tuple(entity for spot, entity in found.items() if spot not in wanted and not neutral(spot[0])),
    )
