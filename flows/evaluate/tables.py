"""The detailed figures of quotes as short tables, and as records for a program."""

from dataclasses import asdict
from typing import Any

from flows.evaluate.detail import CAUSES, MENTIONS, Detail, Share
from flows.evaluate.render import _accuracy, _cell, _cells, _heads, _table
from schemas.vocabulary import QUOTE_TYPES

_NOTES = """\
soft: any overlap (Pareti 2015); given: the speaker where the gold's span is given (of annotated texts only);
mentions: the speaker of found quotes by what the gold's mention is: pronouns and posts need coreference."""


def to_tables(made: Detail) -> str:
    """The details as lines of text: spans by any overlap and speakers, types confused, errors by cause."""
    languages = _languages(made)
    soft = [
        (language, kind or "all", *_cells(made.soft_of(language, kind).figures), *_share(made.given_of(language, kind)))
        for language in languages
        for kind in (None, *QUOTE_TYPES)
    ]
    mentions = [
        (language, what, *_share(made.mentions[language, kind]))
        for language in languages
        for kind, what in MENTIONS.items()
    ]
    columns = (*QUOTE_TYPES, "missed")
    types = [
        (language, kind, *(str(made.types[language, kind][column]) for column in columns))
        for language in languages
        for kind in (*QUOTE_TYPES, "false")
    ]
    causes = [
        (what, *(str(made.causes[language, cause]) for language in languages))
        for cause, what in CAUSES.items()
        if any(made.causes[language, cause] for language in languages)
    ]
    blocks = [
        _table(("language", "quotes", *_heads("soft"), "given", "of"), soft),
        _table(("language", "mention", "speaker", "of"), mentions),
        _table(("language", "gold", *columns), types),
        _table(("errors", *languages), causes),
        _NOTES,
    ]
    return "\n\n".join(blocks) + "\n"


def _share(share: Share) -> tuple[str, str]:
    return _cell(share.right, share.total), str(share.total)


def to_records(made: Detail) -> dict[str, Any]:
    """The details as what JSON can hold, under the keys `spans`, `mentions`, `types` and `causes` (codes of CAUSES)."""
    languages = _languages(made)
    return {
        "spans": [
            {
                "language": language,
                "type": kind or "all",
                "soft": asdict(made.soft_of(language, kind).figures),
                "given": _record(made.given_of(language, kind)),
            }
            for language in languages
            for kind in (None, *QUOTE_TYPES)
        ],
        "mentions": [
            {"language": language, "mention": kind, "speaker": _record(made.mentions[language, kind])}
            for language in languages
            for kind in MENTIONS
        ],
        "types": [
            {"language": language, "gold": kind}
            | {column: made.types[language, kind][column] for column in (*QUOTE_TYPES, "missed")}
            for language in languages
            for kind in (*QUOTE_TYPES, "false")
        ],
        "causes": [
            {"language": language} | {cause: made.causes[language, cause] for cause in CAUSES} for language in languages
        ],
    }


def _languages(made: Detail) -> list[str]:
    return sorted({language for language, _ in (*made.soft, *made.types)})


def _record(share: Share) -> dict[str, float | None]:
    return _accuracy(share.right, share.total)
