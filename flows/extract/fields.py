"""The fields of a record (a JSON object, a Parquet row) by the names that corpora give them."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
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
    "collected": (
        "collected_at", "crawled_at", "fetched_at", "crawl_date", "date_crawled", "date_download", "download_date",
        "warc_date", "timestamp",
    ),
    "author": ("author", "authors", "byline"),
    "outlet": ("outlet", "publisher", "sitename", "site_name"),
    "section": ("section", "category"),
    "language": ("language", "lang"),
    "tags": ("tags", "keywords"),
    "id": ("id", "_id", "uuid"),
    "dump": ("dump",),
    "archive": ("file_path", "warc_path", "warc_filename"),
}  # fmt: skip
_ARCHIVE: Final = re.compile(r"\.(?:warc|wet|wat)\b|\bcrawl", re.IGNORECASE)
_MOST: Final = 200  # entries of a list
_PARTED: Final = re.compile("[,;]")
_LONGEST: Final = {"title": 1000, "url": 4000, "author": 500, "outlet": 500, "section": 500, "language": 40}


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


def declared_of(record: Mapping[str, Any]) -> tuple[Declared, datetime | None, list[str]]:
    """What a record declares of its text, when the text was collected, and the flags of dates that cannot be.

    A record that names the crawl it comes from, as FineWeb's do, has the day of the crawl for its `date`.
    """
    held = columns(_filled(record))

    def values(field: str) -> list[str]:
        found = record.get(held.get(field, ""))
        return [line for one in (found[:_MOST] if isinstance(found, list) else [found]) if (line := _line(one))]

    def value(field: str) -> str | None:
        return next((line[: _LONGEST[field]].rstrip() for line in values(field)), None)

    crawled = bool(values("dump")) or any(map(_ARCHIVE.search, values("archive")))
    if crawled and held.get("date", "").lower() == "date":
        held = {"collected": held["date"], **columns([name for name in _filled(record) if name != held["date"]])}
    day, moment, flag = parse_date(record.get(held.get("date", "")))
    _, collected_at, doubt = parse_date(record.get(held.get("collected", "")), local=UTC, whole_days=True)
    tags = values("tags")
    declared = Declared(
        title=value("title"),
        published=day,
        published_at=moment,
        author=", ".join(values("author"))[: _LONGEST["author"]].rstrip(", ") or None,
        outlet=value("outlet"),
        url=value("url"),
        section=value("section"),
        language=value("language"),
        tags=tuple(dict.fromkeys(tag for text in tags for part in _PARTED.split(text) if (tag := part.strip()))),
    )
    return declared, collected_at, list(dict.fromkeys(filter(None, (flag, doubt))))


def _line(value: object) -> str:
    """A text, or the name of the object that wraps it, as one clean line; nothing where there is none."""
    text = value.get("name") if isinstance(value, dict) else value
    try:
        return " ".join(clean(text).text.split()) if isinstance(text, str) else ""
    except Refused:
        return ""


def parse_date(
    value: object, *, local: tzinfo = dates.LOCAL, whole_days: bool = False
) -> tuple[date | None, datetime | None, str | None]:
    """Read a declared date: its day in local time, its moment in UTC if a time is given, the flag of a bad one.

    Takes dates, datetimes, their ISO 8601 form and what `dates.stamp` reads. Anything else is `date_invalid`; nothing
    is nothing.

    Args:
        value: What is declared.
        local: The zone of a time without an offset.
        whole_days: Whether a day without a time has a moment too, its beginning.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None, None, None
    if isinstance(value, str):
        return _parse_text(value.strip(), local, whole_days=whole_days)
    if isinstance(value, datetime):
        return _localised(value, local, timed=True)
    if isinstance(value, date):
        return _localised(datetime(value.year, value.month, value.day, tzinfo=local), local, timed=whole_days)
    return None, None, "date_invalid"


def _parse_text(text: str, local: tzinfo, *, whole_days: bool) -> tuple[date | None, datetime | None, str | None]:
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        found = dates.stamp(text)
        if found is None or found.day is None:
            return None, None, found.flag if found and found.flag else "date_invalid"
        return found.day, found.moment, None
    return _localised(value, local, timed=whole_days or len(text) > len("2026-03-07"))


def _localised(value: datetime, local: tzinfo, *, timed: bool) -> tuple[date | None, datetime | None, str | None]:
    """Day and moment; a time in UTC is one of a server and not of the reader, so its day is the local one."""
    if value.year not in dates.YEARS:
        return None, None, "date_out_of_range"
    zoned = value.replace(tzinfo=local) if value.tzinfo is None else value
    day = (zoned if zoned.utcoffset() else zoned.astimezone(dates.LOCAL)).date()
    return day, zoned.astimezone(UTC) if timed else None, None
