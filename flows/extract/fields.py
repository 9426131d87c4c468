"""The fields of a record (a JSON object, a Parquet row) by the names that corpora give them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from flows.extract import dates
from flows.extract.decode import clean
from flows.extract.document import Declared
from flows.extract.refused import Refused

# The first name that a record has counts. Names as in FineWeb, CC-News, mC4 and what news sites export.
NAMES: Final[dict[str, tuple[str, ...]]] = {
    "text": ("text", "content", "body", "article_text", "maintext", "full_text"),
    "title": ("title", "headline"),
    "url": ("url", "link", "source_url", "uri"),
    "date": ("date", "published", "published_at", "date_published", "datepublished", "date_publish", "publish_date"),
    "author": ("author", "byline"),
    "outlet": ("outlet", "publisher", "sitename", "site_name"),
    "section": ("section", "category"),
    "id": ("id", "_id", "uuid"),
}
_LONGEST: Final = {"title": 1000, "url": 4000, "author": 500, "outlet": 500, "section": 500}


def known(names: list[str]) -> list[str]:
    """Those of a record's names that some field goes by."""
    accepted = {name for several in NAMES.values() for name in several}
    return [name for name in names if name.lower() in accepted]


def columns(names: list[str]) -> dict[str, str]:
    """Map fields to the record's names for them, whatever the case of their letters."""
    known = {name.lower(): name for name in reversed(names)}
    return {
        field: known[found]
        for field, accepted in NAMES.items()
        if (found := next((name for name in accepted if name in known), None))
    }


def text_of(record: Mapping[str, Any]) -> str:
    """The text of a record. Raises Refused (invalid_record) when there is none."""
    held = columns(_filled(record))
    if "text" not in held:
        raise Refused("invalid_record", f"no field of the names {', '.join(NAMES['text'])}")
    text = record[held["text"]]
    if not isinstance(text, str):
        raise Refused("invalid_record", f"{held['text']} holds no text ({type(text).__name__})")
    return text


def _filled(record: Mapping[str, Any]) -> list[str]:
    """The record's names that hold something; all if none does, so that what is wrong can be told."""
    return [name for name, value in record.items() if value is not None] or list(record)


def declared_of(record: Mapping[str, Any]) -> tuple[Declared, list[str]]:
    """What a record declares of its text, and the flags of dates that cannot be."""
    held = columns(_filled(record))

    def value(field: str) -> str | None:
        found = record.get(held.get(field, ""))
        if not isinstance(found, str):
            return None
        return " ".join(clean(found).text.split())[: _LONGEST[field]].rstrip() or None

    day, moment, flag = parse_date(record.get(held.get("date", "")))
    declared = Declared(
        title=value("title"),
        published=day,
        published_at=moment,
        author=value("author"),
        outlet=value("outlet"),
        url=value("url"),
        section=value("section"),
    )
    return declared, [flag] if flag else []


def parse_date(value: object) -> tuple[date | None, datetime | None, str | None]:
    """Read a declared date: its day in local time, its moment in UTC if a time is given, the flag of a bad one.

    Takes dates, datetimes, their ISO 8601 form and what `dates.stamp` reads; without an offset the time is local.
    Anything else is `date_invalid`; nothing is nothing.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None, None, None
    if isinstance(value, str):
        return _parse_text(value.strip())
    if isinstance(value, datetime):
        return _localised(value, timed=True)
    if isinstance(value, date):
        return _localised(datetime(value.year, value.month, value.day, tzinfo=dates.LOCAL), timed=False)
    return None, None, "date_invalid"


def _parse_text(text: str) -> tuple[date | None, datetime | None, str | None]:
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        found = dates.stamp(text)
        if found is None or found.day is None:
            return None, None, found.flag if found and found.flag else "date_invalid"
        return found.day, found.moment, None
    return _localised(value, timed=len(text) > len("2026-03-07"))


def _localised(value: datetime, *, timed: bool) -> tuple[date | None, datetime | None, str | None]:
    """Day and moment; a time in UTC is one of a server and not of the reader, so its day is the local one."""
    if value.year not in dates.YEARS:
        return None, None, "date_out_of_range"
    local = value.replace(tzinfo=dates.LOCAL) if value.tzinfo is None else value
    if not local.utcoffset():
        local = local.astimezone(dates.LOCAL)
    return local.date(), local.astimezone(UTC) if timed else None, None
