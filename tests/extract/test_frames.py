"""A WARC parted into frames: each byte in one of them, and a damaged place costs its own record alone."""

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.extract.frames import frames
from tests.hostile import page, warc_record

RECORDS = [warc_record(page(title=f"Тақырып {number}").encode(), url=f"https://e.kz/{number}") for number in range(4)]
FIRST, SECOND, THIRD, FOURTH = RECORDS


def parted(raw, limit=1_000_000):
    found = []
    for frame in frames(io.BytesIO(raw), limit=limit):
        whole = frame.head + frame.content + b"".join(frame.rest)
        assert raw[frame.start : frame.start + len(whole)] == whole
        found.append((frame.start, whole, frame.damage))
    return found


def uncovered(raw, found):
    place, left = 0, b""
    for start, whole, _ in found:
        assert start >= place
        left += raw[place:start]
        place = start + len(whole)
    return left + raw[place:]


def test_records_are_parted_where_they_begin():
    found = parted(b"".join(RECORDS))
    places = [sum(map(len, RECORDS[:number])) for number in range(4)]
    assert found == [(place, record[:-4], "") for place, record in zip(places, RECORDS, strict=True)]


@pytest.mark.parametrize(
    ("damaged", "lost"),
    [
        (FIRST + b"garbage\nof lines\n" * 9 + SECOND + THIRD, b"garbage\nof lines\n" * 9),
        (FIRST + b"garbage" * 9 + SECOND + THIRD, b"garbage" * 9),
        (FIRST + FOURTH[:300] + SECOND + THIRD, FOURTH[:300]),
        (FIRST + FOURTH[:60] + SECOND + THIRD, FOURTH[:60]),
        (FIRST + FOURTH[100:] + SECOND + THIRD, FOURTH[100:]),
        (FIRST + b"\0" * 512 + SECOND + THIRD, b"\0" * 512),
        (FIRST + b"\0" * 70_000 + SECOND + THIRD, b"\0" * 70_000),
        (FIRST + warc_record(b"x" * 90, length=9_999) + SECOND + THIRD, warc_record(b"x" * 90, length=9_999)[:-4]),
        (FIRST + warc_record(b"x" * 90, length=20) + SECOND + THIRD, warc_record(b"x" * 90, length=20)),
        (FIRST + b"WARC/1.0\r\n\r\n" + SECOND + THIRD, b"WARC/1.0\r\n\r\n"),
        (FIRST + FOURTH.replace(b"Content-Length", b"Content-Breadth") + SECOND + THIRD, None),
    ],
    ids=("lines", "bytes", "cut", "header", "beginning", "zeros", "many zeros", "long", "short", "bare", "no length"),
)
def test_damage_costs_its_own_record_alone(damaged, lost):
    found = parted(damaged)
    assert [whole for _, whole, damage in found if not damage] == [one[:-4] for one in (FIRST, SECOND, THIRD)]
    broken = [(start, whole) for start, whole, damage in found if damage]
    assert len(broken) == 1
    assert broken[0][0] == len(FIRST)
    assert lost is None or broken[0][1] == lost


def test_a_page_about_archives_is_no_archive():
    quoting = warc_record(b"<p>x</p>\r\n\r\n" + SECOND)
    assert [damage for _, _, damage in parted(FIRST + quoting + THIRD)] == ["", "", ""]


def test_a_record_larger_than_the_limit_is_given_whole_in_pieces():
    large = warc_record(b"x" * 300_000)
    found = parted(FIRST + large + SECOND, limit=1000)
    assert [whole for _, whole, _ in found] == [FIRST[:-4], large[:-4], SECOND[:-4]]


def test_a_record_that_claims_far_more_than_the_limit_ends_at_the_next():
    lying = warc_record(b"x" * 200_000, length=10**12)
    found = parted(FIRST + lying + SECOND + THIRD, limit=1000)
    assert [whole for _, whole, _ in found] == [FIRST[:-4], lying[:-4], SECOND[:-4], THIRD[:-4]]


def test_no_more_than_the_limit_is_held():
    for frame in frames(io.BytesIO(b"x" * 1_000_000), limit=1000):
        assert len(frame.content) <= 70_000
    assert sum(len(whole) for _, whole, _ in parted(b"x" * 1_000_000, limit=1000)) == 1_000_000


def test_headers_that_never_end_are_read_once():
    class Counting(io.BytesIO):
        bytes_read = 0

        def read(self, size=-1):
            piece = super().read(size)
            self.bytes_read += len(piece)
            return piece

    raw = b"WARC/1.0\r\nA:x" * 100_000
    file = Counting(raw)
    found = list(frames(file, limit=1_000_000))
    assert file.bytes_read == len(raw)
    assert len(found) < 30  # 64 KiB and more at once, not 13 bytes


PIECES = [
    FIRST,
    SECOND[:400],
    THIRD[350:],
    b"WARC/1.0\r\n",
    b"\r\n\r\n",
    b"Content-Length: 7\r\n",
    b"A: b\r\n",
    b"x" * 40,
]


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=40), max_size=12), st.sampled_from([50, 1000, 10**6]))
def test_each_byte_is_in_one_frame(pieces, limit):
    raw = b"".join(pieces)
    assert re.fullmatch(rb"[\r\n]*", uncovered(raw, parted(raw, limit)))
