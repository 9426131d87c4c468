"""How well two annotations of the same texts agree, the second made blind to the first.

    python -m flows.evaluate.agreement tests/gold/quotes_kk.jsonl tests/gold/second_kk.jsonl

Quotes are matched as in an evaluation. What either annotation calls optional counts neither way. Over words the measure
is Krippendorff's alpha, nominal: 1 is agreement, 0 that of chance (Krippendorff, Content Analysis, 2004; Pareti reports
it for quotations by word, PARC 3.0, 2016).
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flows.evaluate.annotated import read_annotated
from flows.evaluate.compare import Bag
from flows.evaluate.gold import GoldArticle, GoldQuote
from flows.evaluate.match import MATCH, align
from flows.evaluate.predictions import PredictedQuote, Prediction
from flows.evaluate.score import ratio

NONE: Final = "none"
OPTIONAL: Final = "optional"
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two annotations of `texts` texts: `matched` quotes, those `only_first` or `only_second` has, and how they agree.

    `aside` are quotes of one that the other calls optional; `exact`, `types` and `speakers` are counts of
    matched quotes that are the same in their span, type and speaker; `alpha` is over words, each of no quote or a type.
    """

    texts: int
    matched: int
    only_first: int
    only_second: int
    aside: int
    exact: int
    types: int
    speakers: int
    alpha: float

    def lines(self) -> list[str]:
        """The figures as lines of text."""
        both = 2 * self.matched
        f1 = ratio(both, both + self.only_first + self.only_second)
        return [
            f"{self.texts} texts: {self.matched} quotes in both, {self.only_first} only in the first, "
            f"{self.only_second} only in the second: F1 {f1}; {self.aside} that one calls optional left aside",
            f"of those in both: span {self.exact}, type {self.types}, speaker {self.speakers} the same "
            f"({ratio(self.exact, self.matched)}, {ratio(self.types, self.matched)}, "
            f"{ratio(self.speakers, self.matched)})",
            f"alpha over words: {self.alpha:.3f}",
        ]


def agreement(first: Iterable[tuple[GoldArticle, str]], second: Sequence[tuple[GoldArticle, str]]) -> Agreement:
    """Compare annotations, as `read_annotated` gives them, of the texts that the second has.

    Raises:
        ValueError: The first lacks one of the texts.
    """
    known = {gold.file: (gold, text) for gold, text in first}
    golds: list[GoldArticle] = []
    others: list[Prediction] = []
    pairs: Counter[tuple[str, str]] = Counter()
    for other, text in second:
        if known.get(other.file, (other, ""))[1] != text:
            raise ValueError(f"{other.file}: the first annotation has no such text.")
        gold = known[other.file][0]
        golds.append(gold)
        others.append(Prediction(other.file, quotes=tuple(map(_found, other.quotes))))
        pairs.update(zip(_labels(gold, text), _labels(other, text), strict=True))
    matched = only_first = only_second = aside = exact = types = speakers = 0
    for alignment, (other, _) in zip(align(golds, others), second, strict=True):
        optional = [Bag.of(quote.text) for quote in other.quotes_optional]
        missed = sum(all(Bag.of(m.text).f1(o, MATCH) < MATCH for o in optional) for m in alignment.missed)
        only_first += missed
        only_second += len(alignment.false)
        aside += len(alignment.missed) - missed + len(other.quotes) - len(alignment.pairs) - len(alignment.false)
        matched += len(alignment.pairs)
        exact += sum(pair.exact for pair in alignment.pairs)
        types += sum(pair.type_right for pair in alignment.pairs)
        speakers += sum(pair.speaker_right for pair in alignment.pairs)
    return Agreement(len(golds), matched, only_first, only_second, aside, exact, types, speakers, alpha(pairs))


def alpha(pairs: Counter[tuple[str, str]]) -> float:
    """Krippendorff's nominal alpha of two annotators, from how often each pair of labels was given; 1 if all agree."""
    pairs = Counter({pair: count for pair, count in pairs.items() if OPTIONAL not in pair})
    units = pairs.total()
    given: Counter[str] = Counter()
    for (one, other), count in pairs.items():
        given[one] += count
        given[other] += count
    total = given.total()
    expected = total * total - sum(count * count for count in given.values())
    differing = sum(count for (one, other), count in pairs.items() if one != other)
    return 1 - differing / units * total * (total - 1) / expected if expected else 1.0


def _found(quote: GoldQuote) -> PredictedQuote:
    return PredictedQuote(quote.text, quote.type, quote.speaker)


def _labels(gold: GoldArticle, text: str) -> Iterator[str]:
    """What each word of a text is: none, optional, or the type of the quote that it stands in."""
    spans = [(quote.start, quote.end, OPTIONAL) for quote in gold.quotes_optional]
    spans += [(quote.start, quote.end, quote.type) for quote in gold.quotes]  # the last that covers a word names it
    for word in _WORD.finditer(text):
        label = NONE
        for start, end, kind in spans:
            if start is not None and end is not None and start <= word.start() < end:
                label = kind
        yield label


def main(arguments: Sequence[str], write: Callable[[str], object] = print) -> None:
    """Print how well the annotations in two files agree."""
    first, second = (read_annotated(Path(path)) for path in arguments)
    for line in agreement(first, second).lines():
        write(line)


if __name__ == "__main__":
    main(sys.argv[1:])
