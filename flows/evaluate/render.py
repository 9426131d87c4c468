"""A report as text for a terminal, and as JSON for a program."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from flows.evaluate.match import METADATA
from flows.evaluate.score import EntityCounts, FieldCounts, Figures, QuoteCounts, Report, ratio
from schemas.vocabulary import ENTITY_TYPES, QUOTE_TYPES

_ALL: Final = "all"
_NOTES: Final = """\
found: token F1 of 0.75 or more; strict: the exact span; partial: the share of the words that overlaps (Pareti 2015);
end to end: token F1 of 0.8 or more and the right speaker; speaker, type, canonical: accuracy on what was found.
A found quote counts under its gold type, a false one under the type it was given."""


def to_text(report: Report) -> str:
    """The report as lines of text: the summary, then tables by language and type; `-` where nothing was to count."""
    spans = [
        (language, kind, str(q.gold), str(q.predicted), *_cells(q.found), *_cells(q.strict), *_cells(q.partial))
        for language, kind, q in _quotes(report)
    ]
    speakers = [
        (language, kind, *_cells(q.end_to_end), _cell(q.speaker_right, q.matched), _cell(q.type_right, q.matched))
        for language, kind, q in _quotes(report)
    ]
    names = [
        (language, kind, str(e.gold), str(e.predicted), *_cells(e.found), _cell(e.canonical_right, e.matched))
        for language, kind, e in _entities(report)
    ]
    metadata = [
        (language, *(f"{counts.right}/{counts.total}" for counts in fields.values()))
        for language, fields in _metadata(report)
    ]
    spans_heads = (*_heads("found"), *_heads("strict"), *_heads("partial"))
    blocks = [
        "\n".join(summary(report)),
        _table(("language", "quotes", "gold", "predicted", *spans_heads), spans),
        _table(("language", "quotes", *_heads("end to end"), "speaker", "type"), speakers),
        _table(("language", "names", "gold", "predicted", *_heads("found"), "canonical"), names),
        _table(("language", *METADATA), metadata),
        _NOTES,
    ]
    return "\n\n".join(blocks) + "\n"


def summary(report: Report) -> list[str]:
    """The summary lines, figure for figure those of the reference scorer that the gold came with."""
    quotes, entities = report.quotes_of(), report.entities_of()
    shares = {name: (report.metadata_of(name=name).right, report.documents) for name in METADATA}
    for kind in QUOTE_TYPES:
        counts = report.quotes_of(kind=kind)
        if counts.gold:
            shares[f"recall {kind}"] = (counts.matched, counts.gold)
    if quotes.matched:
        shares["speaker on matched"] = (quotes.speaker_right, quotes.matched)
        shares["type on matched"] = (quotes.type_right, quotes.matched)
    found = quotes.found
    false_on_names = f"false quotes on names/titles {quotes.false_on_names}"
    return [
        f"docs {report.documents} missing {report.missing}",
        f"quotes P {found.precision} R {found.recall} F1 {found.f1} | {false_on_names}",
        *(f"{name}: {right}/{total} = {ratio(right, total)}" for name, (right, total) in sorted(shares.items())),
        f"entities P {entities.found.precision} R {entities.found.recall}",
    ]


def to_json(report: Report, detail: Mapping[str, Any] | None = None) -> str:
    """The report as one JSON object with stable keys; rows of all languages or types have the value `all`.

    `detail` is what `to_records` makes, and stands under that key if given.
    """
    data = {
        "documents": report.documents,
        "missing": report.missing,
        "quotes": [_quote_record(language, kind, counts) for language, kind, counts in _quotes(report)],
        "entities": [_entity_record(language, kind, counts) for language, kind, counts in _entities(report)],
        "metadata": [
            {"language": language} | {name: _accuracy(counts.right, counts.total) for name, counts in fields.items()}
            for language, fields in _metadata(report)
        ],
    } | ({} if detail is None else {"detail": detail})
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _quote_record(language: str, kind: str, counts: QuoteCounts) -> dict[str, Any]:
    return {
        "language": language,
        "type": kind,
        "gold": counts.gold,
        "predicted": counts.predicted,
        "false_on_names": counts.false_on_names,
        "found": asdict(counts.found),
        "strict": asdict(counts.strict),
        "partial": asdict(counts.partial),
        "end_to_end": asdict(counts.end_to_end),
        "speaker": _accuracy(counts.speaker_right, counts.matched),
        "quote_type": _accuracy(counts.type_right, counts.matched),
    }


def _entity_record(language: str, kind: str, counts: EntityCounts) -> dict[str, Any]:
    return {
        "language": language,
        "type": kind,
        "gold": counts.gold,
        "predicted": counts.predicted,
        "found": asdict(counts.found),
        "canonical": _accuracy(counts.canonical_right, counts.matched),
    }


def _accuracy(right: int, total: int) -> dict[str, float | None]:
    return {"right": right, "total": total, "accuracy": ratio(right, total)}


def _languages(report: Report) -> list[tuple[str, str | None]]:
    return [(_ALL, None), *((language, language) for language in report.languages())]


def _quotes(report: Report) -> Iterator[tuple[str, str, QuoteCounts]]:
    for name, language in _languages(report):
        yield name, _ALL, report.quotes_of(language)
        for kind in QUOTE_TYPES:
            yield name, kind, report.quotes_of(language, kind)


def _entities(report: Report) -> Iterator[tuple[str, str, EntityCounts]]:
    for name, language in _languages(report):
        yield name, _ALL, report.entities_of(language)
        for kind in ENTITY_TYPES:
            yield name, kind, report.entities_of(language, kind)


def _metadata(report: Report) -> Iterator[tuple[str, dict[str, FieldCounts]]]:
    for name, language in _languages(report):
        yield name, {field: report.metadata_of(language, field) for field in METADATA}


def _heads(measure: str) -> list[str]:
    return [f"{measure} P", "R", "F1"]


def _cells(figures: Figures) -> list[str]:
    return [_number(figures.precision), _number(figures.recall), _number(figures.f1)]


def _cell(right: int, total: int) -> str:
    return _number(ratio(right, total))


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(cell) for cell in column) for column in zip(heads, *rows, strict=True)]
    lines = ([cell.ljust(width) for cell, width in zip(line, widths, strict=True)] for line in (heads, *rows))
    return "\n".join("  ".join(line).rstrip() for line in lines)
