"""What is wrong, article by article: the page to read when a rule is to be improved."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from flows.evaluate.compare import key
from flows.evaluate.gold import GoldArticle, GoldQuote
from flows.evaluate.match import Alignment, Pair, align
from flows.evaluate.predictions import Prediction

_LONGEST: Final = 400


def misses(gold: Sequence[GoldArticle], predictions: Iterable[Prediction]) -> str:
    """List what differs from the gold, under a heading per article; articles without a difference are counted only.

    Per article: wrong metadata; quotes missed, false (those on quoted names apart), found in part or with another
    span, type or speaker; names missed, false, or taken to stand for another full name. Values stand in square
    brackets; long texts lose their middle.
    """
    blocks, right = [], 0
    for alignment in align(gold, predictions):
        lines = list(_lines(alignment)) if alignment.prediction else []
        if alignment.prediction and not lines:
            right += 1
        else:
            blocks.append("\n".join((_heading(alignment), *(f"  {line}" for line in lines))))
    blocks.append(f"{right} of {len(gold)} articles without a difference")
    return "\n\n".join(blocks) + "\n"


def _heading(alignment: Alignment) -> str:
    gold = alignment.gold
    if alignment.prediction is None:
        return f"{gold.file} ({gold.language}): not in the data, with {len(gold.quotes)} quotes"
    return (
        f"{gold.file} ({gold.language}): {len(alignment.pairs)} of {len(gold.quotes)} quotes found"
        f" and {len(alignment.false)} false, {len(alignment.names)} of"
        f" {len(alignment.names) + len(alignment.names_missed)} names found and {len(alignment.names_false)} false"
    )


def _lines(alignment: Alignment) -> Iterator[str]:
    for name, gold, got, right in alignment.metadata():
        if not right:
            yield f"{name}: gold {_shown(gold)}, got {_shown(got)}"
    in_part = {id(quote) for pair in alignment.overlaps for quote in (pair.gold, pair.predicted)}
    for quote in alignment.missed:
        if id(quote) not in in_part:
            yield f"missed {quote.type}, {_attribution(quote)}: {_clip(quote.text)}"
    for found in alignment.false:
        if id(found) not in in_part:
            what = "quoted name as" if alignment.on_name(found) else "false"
            language = found.language or "-"
            yield f"{what} {found.type} ({language}), speaker {_shown(found.speaker)}: {_clip(found.text)}"
    for pair in alignment.overlaps:
        yield from _differences(pair, "missed, found in part")
    for pair in alignment.pairs:
        yield from _differences(pair, "span")
    yield from _names(alignment)


def _differences(pair: Pair, what: str) -> Iterator[str]:
    if not pair.exact:
        yield f"{what}, token F1 {pair.f1:.2f}, {_attribution(pair.gold)}:"
        yield f"  gold {_clip(pair.gold.text)}"
        yield f"  got  {_clip(pair.predicted.text)}"
    if not pair.type_right:
        yield f"type: gold {pair.gold.type}, got {pair.predicted.type}: {_clip(pair.gold.text)}"
    if not pair.speaker_right:
        gold = f"{_shown(pair.gold.speaker)} as {_shown(pair.gold.speaker_mention)}"
        yield f"speaker: gold {gold}, got {_shown(pair.predicted.speaker)}: {_clip(pair.gold.text)}"


def _names(alignment: Alignment) -> Iterator[str]:
    for missed in alignment.names_missed:
        yield f"missed {missed.type}: {_clip(missed.text)} (name {_shown(missed.canonical)})"
    for false in alignment.names_false:
        yield f"false {false.type}: {_clip(false.text)} (name {_shown(false.name)})"
    for gold, got in alignment.names:
        if key(gold.canonical) != key(got.name):
            yield f"name of {gold.type} {_clip(gold.text)}: gold {_shown(gold.canonical)}, got {_shown(got.name)}"


def _attribution(quote: GoldQuote) -> str:
    return f"speaker {_shown(quote.speaker)} as {_shown(quote.speaker_mention)}, cue {_shown(quote.cue)}"


def _shown(value: str | None) -> str:
    return "none" if value is None else f"[{_clip(value)}]"


def _clip(text: str) -> str:
    folded = " ".join(text.split())
    half = _LONGEST // 2
    return folded if len(folded) <= _LONGEST else f"{folded[:half]} … {folded[-half:]}"
