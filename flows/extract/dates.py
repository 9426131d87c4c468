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

_PREFIX = re.compile(r"\s*date\s+(\d{1,5}[./-]\d{1,2}[./-]\d{1,4})(?!\d)\s*")
_ISO = re.compile(r"(\d{4,5})-(\d{1,2})-(\d{1,2})")
_TOKEN = re.compile(r"\d+(?:[.:/-]\d+)*|[^\W\d_]+")
_DIGIT = re.compile(r"\d")
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


def strip_prefix(line: str) -> tuple[str, tuple[date, ...], list[str]]:
    """Take the dates off the beginning of a text's first line.

    They are ` date YYYY-MM-DD `, as often as it stands there, and a date in words before a headline
    (`2026 жылғы 11 наурыз Жаңа Конституция …`).

    Returns:
        The rest, the dates that a calendar has, and flags of `schemas.vocabulary.FLAGS` for the others.
    """
    found: list[date] = []
    flags: list[str] = []
    while match := _PREFIX.match(line):
        line = line[match.end() :]
        iso = _ISO.fullmatch(match[1])
        day, flag = calendar(*iso.groups()) if iso else (None, "date_invalid")
        found += [day] if day else []
        flags += [flag] if flag else []
    if not found and not flags and (spoken := _spoken(line)):
        end, day, flag = spoken
        line = line[end:]
        found += [day] if day else []
        flags += [flag] if flag else []
    return line, tuple(found), flags


def _spoken(line: str) -> tuple[int, date | None, str | None] | None:
    """A date in words that a headline follows: where it ends, the day or the flag of a bad one."""
    words, _, months = _words()
    stamps = _stamp_forms()
    end = year = day = month = 0
    for match in _TOKEN.finditer(line[:_LONGEST]):
        token = match[0].casefold()
        if token.isdecimal() and len(token) == 4 and not year:
            year = int(token)
        elif token.isdecimal() and len(token) <= 2 and not day:
            day = int(token)
        elif token in stamps and not month:
            month = months[token]
        elif not (year or day) or token not in words or (len(token) == 1 and line[match.end()] != "."):
            break  # one letter is the abbreviation of a year, or else a preposition
        end = match.end()
    rest = line[end:].lstrip(" .,")
    if not (year and month and day) or not rest[:1].isupper() or rest.rstrip().endswith((".", "!", ":", ";")):
        return None
    return (len(line) - len(rest), *calendar(year, month, day))


def calendar(year: str | int, month: str | int, day: str | int) -> tuple[date | None, str | None]:
    """Make a date: the date and no flag, or None and the flag that says why not."""
    try:
        made = date(int(year), int(month), int(day))
    except ValueError:
        return None, "date_invalid"
    return (made, None) if made.year in YEARS else (None, "date_out_of_range")


def stamp(line: str) -> Stamp | None:
    """Read a line that holds a date or a time and little else; None when it is no such line."""
    if len(line) > _LONGEST or not _DIGIT.search(line):
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
    if len(line) > _LONGEST or not _DIGIT.search(line):
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


@cache
def _stamp_forms() -> frozenset[str]:
    """The form of each month that dates alone have, the first in its list; the others stand in sentences."""
    return frozenset(forms[0] for pack in packs.load("layout").values() for forms in pack["dates"]["months"])
