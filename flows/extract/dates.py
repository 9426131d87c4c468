"""Dates that stand beside the text: the prefix glued to the first line, and a line that is a page's timestamp."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from typing import Final

from flows import packs

# Pages of Kazakhstan give local time: UTC+5 in the whole country since 1 March 2024.
LOCAL: Final = timezone(timedelta(hours=5))
YEARS: Final = range(1900, 2101)

_PREFIX = re.compile(r"\s*date\s+(\d{4}-\d{1,2}-\d{1,2})(?!\d)\s*")
_TOKEN = re.compile(r"\d+(?:[.:/-]\d+)*|[^\W\d_]+")
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?")
_DAY_FIRST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})")
_LONGEST = 120  # characters; a longer line is a sentence
_COUNTERS = 2  # numbers beside a date that may be views and comments


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a timestamp line says.

    `day` is None without a full date, `moment` is in UTC and None without a time; `rest` is what else stands on the
    line (a section, a name); `flag` is the trouble with the date, if any; `updated` marks the date of a change.
    """

    day: date | None
    moment: datetime | None
    rest: str
    flag: str | None = None
    updated: bool = False


def strip_prefix(line: str) -> tuple[str, tuple[str, ...]]:
    """Take ` date YYYY-MM-DD ` off a line's start, as often as it stands there: the rest, and the dates as written."""
    written: list[str] = []
    while match := _PREFIX.match(line):
        written.append(match[1])
        line = line[match.end() :]
    return line, tuple(written)


def calendar(year: str | int, month: str | int, day: str | int) -> tuple[date | None, str | None]:
    """Make a date: the date and no flag, or None and the flag that says why not."""
    try:
        made = date(int(year), int(month), int(day))
    except ValueError:
        return None, "date_invalid"
    return (made, None) if made.year in YEARS else (None, "date_out_of_range")


def stamp(line: str) -> Stamp | None:
    """Read a line that holds a date or a time and little else; None when it is no such line."""
    if len(line) > _LONGEST or not any(character.isdigit() for character in line):
        return None
    words, updated, months = _words()
    found: dict[str, tuple[date | None, str | None] | time] = {}
    rest: list[str] = []
    numbers: list[str] = []
    month = 0
    day = ""
    change = False
    for token in (match[0] for match in _TOKEN.finditer(line)):
        low = token.casefold()
        if numeric := _numeric_date(token):
            found.setdefault("date", numeric)
        elif clock := _CLOCK.fullmatch(token):
            found.setdefault("time", time(int(clock[1]), int(clock[2])))
        elif token[0].isdigit():
            numbers.append(token)
        elif low in months and not month:
            month = months[low]
            day = numbers.pop() if numbers and len(numbers[-1]) <= 2 else ""
        elif low not in words:
            rest.append(token)
        change = change or low in updated
    if month and day and "date" not in found and (year := next((n for n in numbers if len(n) == 4), None)):
        numbers.remove(year)
        found["date"] = calendar(year, month, day)
    if not found and not (month and day):
        return None
    if len(numbers) > _COUNTERS or len(rest) > 3:
        return None
    made, flag = found.get("date", (None, None))  # type: ignore[misc]
    clock_time = found.get("time")
    moment = None
    if made is not None and isinstance(clock_time, time):
        moment = datetime.combine(made, clock_time, LOCAL).astimezone(UTC)
    return Stamp(made, moment, " ".join(rest), flag, change)


def counter(line: str) -> bool:
    """Whether a line is a number of views, minutes or the like: `130 рет көрсетілді`, `2021 год`."""
    if len(line) > _LONGEST or not any(character.isdigit() for character in line):
        return False
    words = _words()[0]
    return all(token[0].isdigit() or token.casefold() in words for token in _TOKEN.findall(line))


def _numeric_date(token: str) -> tuple[date | None, str | None] | None:
    if match := _DAY_FIRST.fullmatch(token):
        return calendar(match[4], match[3], match[1])
    if match := _YEAR_FIRST.fullmatch(token):
        return calendar(match[1], match[3], match[4])
    return None


@cache
def _words() -> tuple[frozenset[str], frozenset[str], dict[str, int]]:
    """Of all packs: the words beside a date, those that tell a change, and the months by every written form."""
    tables = [pack["dates"] for pack in packs.load("layout").values()]
    months = {form: number for table in tables for number, forms in enumerate(table["months"], 1) for form in forms}
    updated = frozenset(word for table in tables for word in table["updated"])
    return frozenset(word for table in tables for word in table["words"]) | updated, updated, months
