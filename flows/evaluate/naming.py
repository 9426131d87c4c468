"""Names alone: how exactly they are found in annotated texts, and how well they are brought to the nominative."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from flows.evaluate.compare import key
from flows.evaluate.named import GoldText, kind, read_forms, read_texts
from flows.evaluate.score import Figures, ratio
from flows.transform.entities import find_mentions
from flows.transform.entities.lexicon import lexicon
from flows.transform.entities.neural import recognize
from flows.transform.entities.nominative import candidates
from schemas.vocabulary import ENTITY_TYPES

Name = tuple[int, int, str]  # start, end, type
_HEADS: Final = ("names", "found by", "type", "gold", "found", "P", "R", "F1", "canonical")
_NOTES: Final = """\
names: outermost are those that lie in no longer one, and what is found inside one is neither right nor wrong; of all,
those in others count, too, of which nothing that finds no name in a name can find both.
found: with the same type and the same edges, marks at the edges aside."""


@dataclass(slots=True)
class _Counts:
    """Names of one type: in the gold, found, and both; full forms annotated of these, and right."""

    gold: int = 0
    found: int = 0
    right: int = 0
    canonical: int = 0
    canonical_right: int = 0


def outermost(names: Iterable[Name]) -> set[Name]:
    """The names that lie in no longer one."""
    kept: set[Name] = set()
    reach = -1
    for name in sorted(set(names), key=lambda name: (name[0], -name[1])):
        if name[1] > reach or any((*name[:2], type_) in kept for type_ in ENTITY_TYPES):
            kept.add(name)
        reach = max(reach, name[1])
    return kept


def compare(gold: GoldText, found: Mapping[Name, str | None], counts: Mapping[str, _Counts], *, nested: bool) -> None:
    """Add one text's names to the counts by type.

    Args:
        gold: The text.
        found: What was found in it, with its full form if that is told.
        counts: By type.
        nested: Whether names within names count; if not, what is found in one is neither right nor wrong.
    """
    full = {gold.trimmed(n.start, n.end, n.type): n.canonical for n in gold.names}
    wanted = set(full) if nested else outermost(full)
    told = {gold.trimmed(*name): form for name, form in found.items()}
    if not nested:
        around = {at: name[:2] for name in sorted(wanted) for at in range(name[0], name[1])}
        told = {n: form for n, form in told.items() if n[:2] == around.get(n[0], n[:2]) or n[1] > around[n[0]][1]}
    for name in wanted:
        counts[name[2]].gold += 1
    for name in told:
        counts[name[2]].found += 1
    for name in wanted & told.keys():
        count, canonical = counts[name[2]], full[name]
        count.right += 1
        count.canonical += canonical is not None
        count.canonical_right += canonical is not None and key(canonical) == key(told[name])


def measure_names(path: Path) -> list[dict[str, Any]]:
    """Find the names of a file's texts, or the nominatives of its forms, and count what is right.

    Returns:
        Rows of figures: per type, for names with and without those inside others, found by the rules and models
        together and, where a language has a model that was trained elsewhere, by that alone.

    Raises:
        UserError: in one sentence that names file and line.
    """
    if kind(path) == "forms":
        return [_forms(path)]
    texts = read_texts(path)
    told = {"dedi": [_mentions(text) for text in texts]}
    if all(lexicon(text.language).tagger == "neural" for text in texts):
        told["its model alone"] = [_recognized(text) for text in texts]
    rows = []
    for names in ("outermost", "all"):
        for finder, found in told.items():
            counts = {type_: _Counts() for type_ in ENTITY_TYPES}
            for text, spans in zip(texts, found, strict=True):
                compare(text, spans, counts, nested=names == "all")
            rows += [_row(names, finder, type_, counts[type_]) for type_ in ENTITY_TYPES]
    return rows


def _row(names: str, finder: str, type_: str, counts: _Counts) -> dict[str, Any]:
    figures = Figures.of(counts.right, counts.found, counts.gold)
    canonical = ratio(counts.canonical_right, counts.canonical)
    row = {"names": names, "found by": finder, "type": type_, "gold": counts.gold, "found": counts.found}
    return row | asdict(figures) | {"canonical": canonical}


def _forms(path: Path) -> dict[str, Any]:
    forms = read_forms(path)
    right = sum(candidates(form, type_, lexicon("kk"), ())[0] == lemma for form, lemma, type_ in forms)
    row = {"names": "forms", "found by": "dedi", "type": "all", "gold": len(forms), "found": len(forms)}
    return row | {"precision": None, "recall": None, "f1": None, "canonical": ratio(right, len(forms))}


def _mentions(text: GoldText) -> dict[Name, str | None]:
    return {(m.start, m.end, m.type): m.name for m in find_mentions(text.article())}


def _recognized(text: GoldText) -> dict[Name, str | None]:
    paragraphs = text.article().paragraphs
    found = recognize([paragraph.text for paragraph in paragraphs])
    return {
        (paragraph.start + span.start, paragraph.start + span.end, span.type): None
        for paragraph, spans in zip(paragraphs, found, strict=True)
        for span in spans
    }


def report_names(path: Path, *, as_json: bool) -> str:
    """The figures of a file's names as text or JSON; see `measure_names`."""
    rows = measure_names(path)
    if as_json:
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    return _table([_HEADS, *(tuple(map(_cell, row.values())) for row in rows)]) + "\n\n" + _NOTES + "\n"


def _cell(value: str | float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "\n".join(lines)
