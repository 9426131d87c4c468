"""Confidence fitted on annotated texts, and how reliable it is on texts it was not fitted on.

    python -m flows.evaluate.calibrate tests/gold/quotes_kk.jsonl tests/gold/quotes_ru.jsonl [--write]

With `--write` it fits the rounds of annotation that most rules, or all, were written before (where rules are developed
they are right more often than elsewhere), and writes `confidence.toml` of each pack. Then it prints how reliable the
packs' confidence is on the part on which nothing was fitted (`test`). The same texts and rules give the same bytes.
"""

import sys
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from flows import packs
from flows.evaluate.annotated import article_of, read_annotated
from flows.evaluate.match import align
from flows.evaluate.predictions import PredictedQuote, Prediction
from flows.transform.entities import find_mentions
from flows.transform.quotes.arbitrate import arbitrate
from flows.transform.quotes.confidence import REST, features, probability
from flows.transform.quotes.engine import is_somebodys, resolve

FITTED: Final = frozenset((2, 4, 5))
MEASURED: Final = "test"
# A share is drawn towards that of its kind as if so many quotes of the kind had been seen with it.
PRIOR: Final = 2
BINS: Final = (0.0, 0.5, 0.7, 0.8, 0.9, 1.0)

Tables = dict[str, dict[str, float]]
Pairs = Sequence[tuple[float, bool]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A quote that was found: what it is like, the weight its rules give it by hand, and what of it is right."""

    file: str
    language: str
    words: str
    way: str
    by_hand: float
    words_right: bool
    speaker_right: bool

    @property
    def right(self) -> bool:
        """Whether words and speaker are right."""
        return self.words_right and self.speaker_right


def outcomes(path: Path, half: str | None = None, rounds: Container[int] | None = None) -> Iterator[Outcome]:
    """Find the quotes of a part of annotated texts, or of rounds, say which are right; optional ones are left out."""
    for gold, text in read_annotated(path, half, rounds):
        article = article_of(gold, text)
        found = [pair for pair in resolve(article, find_mentions(article), arbitrate) if is_somebodys(*pair)]
        quotes = [PredictedQuote(article.text[one.start : one.end], one.type, who.name) for one, who in found]
        (alignment,) = align([gold], [Prediction(gold.file, quotes=tuple(quotes))])
        right = {id(pair.predicted): pair.speaker_right for pair in alignment.pairs}
        false = {id(quote) for quote in alignment.false}
        for quote, (one, who) in zip(quotes, found, strict=True):
            if id(quote) in right or id(quote) in false:
                by_hand = one.confidence * (0.5 + 0.5 * who.sure)
                is_found, named = id(quote) in right, right.get(id(quote), False)
                yield Outcome(gold.file, gold.language, *features(one, who), by_hand, is_found, named)


def fit(seen: Sequence[Outcome]) -> Tables:
    """Fit the shares of one language: of right words by rule, of right speakers, the words being right, by way."""
    return {
        "words": _shares((one.words, one.words_right) for one in seen),
        "speakers": _shares((one.way, one.speaker_right) for one in seen if one.words_right),
    }


def _shares(seen: Iterable[tuple[str, bool]]) -> dict[str, float]:
    """Shares by name, each drawn to that of its kind, and the kind's to that of all."""
    names: defaultdict[str, list[bool]] = defaultdict(list)
    kinds: defaultdict[str, list[bool]] = defaultdict(list)
    every: list[bool] = []
    for name, right in seen:
        names[name].append(right)
        kinds[name.partition("-")[0]].append(right)
        every.append(right)
    shares = {REST: (sum(every) + 1) / (len(every) + 2)}
    for kind, rights in sorted(kinds.items()):
        shares[kind] = _drawn(rights, shares[REST])
    for name, rights in sorted(names.items()):
        if name not in kinds:
            shares[name] = _drawn(rights, shares[name.partition("-")[0]])
    return {name: round(share, 3) for name, share in shares.items()}


def _drawn(rights: Sequence[bool], towards: float) -> float:
    return (sum(rights) + PRIOR * towards) / (len(rights) + PRIOR)


def reliability(pairs: Pairs) -> list[tuple[str, int, float, float]]:
    """Bins of confidence: range, quotes, mean confidence, share that is right; empty ones are left out."""
    rows = []
    for low, high in pairwise(BINS):
        held = [pair for pair in pairs if low <= pair[0] < high or pair[0] == high == BINS[-1]]
        if held:
            mean, share = (sum(column) / len(held) for column in zip(*held, strict=True))
            rows.append((f"{low:.1f}–{high:.1f}", len(held), mean, share))
    return rows


def brier(pairs: Pairs) -> float:
    """Mean squared distance of confidence and truth (Brier 1950)."""
    return sum((sure - right) ** 2 for sure, right in pairs) / len(pairs)


def calibration_error(pairs: Pairs) -> float:
    """Mean distance of confidence and share right over the bins, weighted by their quotes (ECE, Naeini 2015)."""
    return sum(count * abs(mean - share) for _, count, mean, share in reliability(pairs)) / len(pairs)


def report(seen: Sequence[Outcome], tables: Mapping[str, Tables]) -> str:
    """Reliability of what tables (by language) give, in Markdown: in bins, and by language beside the rules' own."""
    languages = sorted({one.language for one in seen})
    fitted: dict[str, Pairs] = {}
    by_hand: dict[str, Pairs] = {}
    for language in languages:
        own = [one for one in seen if one.language == language]
        fitted[language] = [(probability(tables[language], one.words, one.way), one.right) for one in own]
        by_hand[language] = [(one.by_hand, one.right) for one in own]
    for held in (fitted, by_hand):
        held["all"] = [pair for language in languages for pair in held[language]]
    lines = ["| confidence | quotes | mean | right |", "|---|---|---|---|"]
    lines += [f"| {name} | {n} | {mean:.3f} | {share:.3f} |" for name, n, mean, share in reliability(fitted["all"])]
    lines += ["", "| language | quotes | right | Brier | ECE | Brier of rules' weights | ECE of rules' weights |"]
    lines += ["|---" * 7 + "|"]
    for name, pairs in fitted.items():
        right = sum(truth for _, truth in pairs) / len(pairs)
        figures = (
            right,
            brier(pairs),
            calibration_error(pairs),
            brier(by_hand[name]),
            calibration_error(by_hand[name]),
        )
        lines.append(f"| {name} | {len(pairs)} | {' | '.join(f'{figure:.3f}' for figure in figures)} |")
    return "\n".join(lines)


def to_toml(tables: Tables) -> str:
    """The shares as a pack's file."""
    lines = [
        "# The share of quotes with the right words, by rule, and of these that with the right speaker, by the way it",
        "# was reached; drawn to the mean where few were seen. Written by flows/evaluate/calibrate.py.",
    ]
    for name, table in tables.items():
        lines += ["", f"[{name}]", *(f"{key} = {share}" for key, share in sorted(table.items()))]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str], write: Callable[[str], object] = print) -> None:
    """Fit the packs' tables on the .jsonl files named, if `--write` stands among them; print their reliability."""
    paths = [Path(path) for path in arguments if not path.startswith("--")]
    if "--write" in arguments:
        seen = [one for path in paths for one in outcomes(path, rounds=FITTED)]
        for language in sorted({one.language for one in seen}):
            tables = fit([one for one in seen if one.language == language])
            path = Path(str(packs.__file__)).parent / language / "confidence.toml"
            path.write_text(to_toml(tables), encoding="utf-8")
        packs.load.cache_clear()
    write(report([one for path in paths for one in outcomes(path, MEASURED)], packs.load("confidence")))


if __name__ == "__main__":
    main(sys.argv[1:])
