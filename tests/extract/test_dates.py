from datetime import UTC, date, datetime

import pytest

from flows.extract.dates import calendar, stamp, strip_prefix


@pytest.mark.parametrize(
    ("line", "rest", "days", "flags"),
    [
        (" date 2026-02-27 Бас прокуратурада", "Бас прокуратурада", (date(2026, 2, 27),), []),
        ("date 2026-02-27Бас прокуратурада", "Бас прокуратурада", (date(2026, 2, 27),), []),
        (" date 2026-02-27 date 2026-02-28 Бас", "Бас", (date(2026, 2, 27), date(2026, 2, 28)), []),
        (" date 2026-02-27", "", (date(2026, 2, 27),), []),
        (" date 2026-13-45 Бас", "Бас", (), ["date_invalid"]),
        (" date 02/27/2026 Бас", "Бас", (), ["date_invalid"]),
        (" date 99999-02-27 Бас", "Бас", (), ["date_invalid"]),
        (" date 0001-02-27 Бас", "Бас", (), ["date_out_of_range"]),
        ("update 2026-02-27", "update 2026-02-27", (), []),
    ],
)
def test_the_prefix_comes_off_as_often_as_it_stands(line, rest, days, flags):
    assert strip_prefix(line) == (rest, days, flags)


def test_a_date_in_words_comes_off_a_headline_and_stays_in_a_sentence():
    title = "Жаңа Конституция: Өңірлердің мүмкіндігі қалай кеңейеді?"  # seed 004
    assert strip_prefix(f"2026 жылғы 11 наурыз {title}") == (title, (date(2026, 3, 11),), [])
    for line in (
        "2026 жылғы 9 ақпанда Ұлттық академиялық кітапханада дөңгелек үстел өтті",  # after seed 002
        "2026 жылғы 11 наурыз",
        "11 марта 2026 года в Астане",
        "11 марта 2026 года Парламент принял закон.",
    ):
        assert strip_prefix(line) == (line, (), [])


@pytest.mark.parametrize(
    ("line", "day", "moment"),
    [
        ("07.03.2026 14:31", date(2026, 3, 7), datetime(2026, 3, 7, 9, 31, tzinfo=UTC)),  # seed 003
        ("07.01.2026, 16:34 49266", date(2026, 1, 7), datetime(2026, 1, 7, 11, 34, tzinfo=UTC)),
        ("15:00, 23 Ноябрь 2025", date(2025, 11, 23), datetime(2025, 11, 23, 10, 0, tzinfo=UTC)),
        ("16:12, 02 Қаңтар 2026 | GMT +5", date(2026, 1, 2), datetime(2026, 1, 2, 11, 12, tzinfo=UTC)),
        ("03 февраля 2026 в 23:48", date(2026, 2, 3), datetime(2026, 2, 3, 18, 48, tzinfo=UTC)),
        ("27 марта 2015, 02:46", date(2015, 3, 27), datetime(2015, 3, 26, 21, 46, tzinfo=UTC)),
        ("Опубликовано: 7 марта 2026 года", date(2026, 3, 7), None),
        ("2026 жылғы 7 наурыз", date(2026, 3, 7), None),
        ("2026-03-07", date(2026, 3, 7), None),
        ("Бүгін, 16:16", None, None),
        ("14:31", None, None),
    ],
)
def test_a_timestamp_line_gives_the_day_and_the_moment_in_utc(line, day, moment):
    found = stamp(line)
    assert found is not None
    assert (found.day, found.moment, found.rest, found.flag) == (day, moment, "", None)


def test_what_else_stands_on_the_line_is_kept():
    assert stamp("Футбол • 15 Маусым, 2021").rest == "Футбол"
    assert stamp("Сағыныш Сардарова 19 қар. 2024 17:45 202").rest == "Сағыныш Сардарова"


def test_the_date_of_a_change_is_marked():
    assert stamp("Обновлено 03.04.2026 12:00").updated
    assert not stamp("Опубликовано 03.04.2026 12:00").updated


@pytest.mark.parametrize(
    "line",
    [
        "1558",
        "#Референдум-2026",
        "Итог матча 2:1",
        "2026 жылғы 9 ақпанда Ұлттық академиялық кітапханада дөңгелек үстел өтті",  # after seed 002
        "",
    ],
)
def test_other_lines_are_no_timestamps(line):
    assert stamp(line) is None


def test_dates_that_no_calendar_has_are_flagged():
    assert stamp("31.02.2026 10:00").flag == "date_invalid"
    assert calendar("2026", "13", "45") == (None, "date_invalid")
    assert calendar("0001", "01", "01") == (None, "date_out_of_range")
    assert calendar("2101", "01", "01") == (None, "date_out_of_range")
    assert calendar("2100", "12", "31") == (date(2100, 12, 31), None)
