"""The generated blocks of docs/quotes.md: `make docs` writes them.

Those that are made of vocabularies and packs are checked by a test. The figures cost a minute and change with every
rule: they are written when a release is prepared.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from flows import packs
from flows.evaluate import Detail, Report, detail, predict, read_annotated, score
from flows.evaluate.calibrate import MEASURED as HALF
from flows.evaluate.calibrate import outcomes, report
from flows.evaluate.detail import CAUSES, MENTIONS
from flows.packs import LANGUAGES
from flows.transform.quotes.compiled import pack_of
from schemas.vocabulary import CUE_CLASSES, QUOTE_METHODS, QUOTE_REJECTIONS, QUOTE_TYPES

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "quotes.md"
GOLD: Final = {language: ROOT / "tests" / "gold" / f"quotes_{language}.jsonl" for language in LANGUAGES}


def _table(*rows: tuple[object, ...]) -> str:
    first, *others = ("| " + " | ".join(map(str, row)) + " |" for row in rows)
    return "\n".join((first, "|---" * len(rows[0]) + "|", *others))


def _listed(head: str, codes: Mapping[str, str]) -> str:
    return _table((head, "what it is"), *((f"`{code}`", said) for code, said in codes.items()))


def classes() -> str:
    """The classes of cues, with the forms that each pack knows of them."""
    known = {language: pack for language in LANGUAGES if (pack := pack_of(language)) is not None}
    counts = {language: pack.forms_of_classes() for language, pack in known.items()}
    rows = [(f"`{code}`", said, *(counts[one].get(code, 0) for one in known)) for code, said in CUE_CLASSES.items()]
    return _table(("class", "what it does", *known), *rows)


def figures() -> str:
    """The figures of both languages, by type; then speakers by mention, and errors by cause."""
    reports: dict[str, Report] = {}
    details: dict[str, Detail] = {}
    for language, path in GOLD.items():
        annotated = read_annotated(path, HALF)
        gold, found = [article for article, _ in annotated], predict(annotated, explain=True)
        reports[language], details[language] = score(gold, found), detail(gold, found)
    heads = ("language", "type", "gold", "found P", "R", "F1", "strict F1", "partial F1", "soft F1")
    rows: list[tuple[object, ...]] = [(*heads, "speaker", "given", "end to end F1")]
    for language, made in reports.items():
        for kind in (None, *QUOTE_TYPES):
            counts = made.quotes_of(language, kind)
            soft, given = details[language].soft_of(language, kind), details[language].given_of(language, kind)
            numbers = (
                *(counts.found.precision, counts.found.recall, counts.found.f1),
                *(counts.strict.f1, counts.partial.f1, soft.figures.f1),
                *(_ratio(counts.speaker_right, counts.matched), _ratio(given.right, given.total)),
                counts.end_to_end.f1,
            )
            if counts.gold:
                rows.append((language, kind or "all", counts.gold, *map(_number, numbers)))
    mentions: list[tuple[object, ...]] = [("the gold's mention is", *(f"{one}: speaker right" for one in LANGUAGES))]
    for kind, what in MENTIONS.items():
        shares = [details[language].mentions[language, kind] for language in LANGUAGES]
        mentions.append((what, *(f"{share.right} of {share.total}" for share in shares)))
    causes: list[tuple[object, ...]] = [("error", *LANGUAGES)]
    for cause, what in CAUSES.items():
        counted = [details[language].causes[language, cause] for language in LANGUAGES]
        causes += [(what, *counted)] if any(counted) else []
    return "\n\n".join(_table(*block) for block in (rows, mentions, causes))


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def reliability() -> str:
    """How reliable the packs' confidence is, on texts that nothing was fitted on."""
    return report([one for path in GOLD.values() for one in outcomes(path, HALF)], packs.load("confidence"))


BLOCKS: Final[dict[str, Callable[[], str]]] = {
    "rejections": lambda: _listed("reason", QUOTE_REJECTIONS),
    "classes": classes,
    "methods": lambda: _listed("method", QUOTE_METHODS),
}
MEASURED: Final[dict[str, Callable[[], str]]] = {
    "figures": figures,
    "reliability": lambda: report(
        [one for path in GOLD.values() for one in outcomes(path, HALF)], packs.load("confidence")
    ),
}


def render(page: str, blocks: Mapping[str, Callable[[], str]]) -> str:
    """The page with these blocks made anew; a ValueError when one does not stand there once."""
    for name, make in blocks.items():
        pattern = re.compile(f"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        page, count = pattern.subn(lambda match, make=make: match[1] + make() + "\n" + match[2], page)
        if count != 1:
            message = f"docs/quotes.md: the block {name} stands there {count} times"
            raise ValueError(message)
    return page


if __name__ == "__main__":
    PAGE.write_text(render(PAGE.read_text(encoding="utf-8"), BLOCKS | MEASURED), encoding="utf-8")
