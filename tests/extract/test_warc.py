"""WARC files as disks and networks leave them: what is damaged is refused in its place, the rest is read."""

import bz2
import gzip
import hashlib
import io
from collections import Counter

import pyarrow as pa
import pytest
import zstandard

from flows.extract import unpack
from flows.extract.readers import records
from flows.settings import Limits
from tests.hostile import KAZAKH, jsonl, noise, page, warc_record

PAGES = [page(title=f"Тақырып {number}", body=(line,)).encode() for number, line in enumerate(KAZAKH.split("\n")[:6])]
RECORDS = [warc_record(one, url=f"https://example.kz/{number}") for number, one in enumerate(PAGES)]
MEMBERS = [gzip.compress(record) for record in RECORDS]
FIRST, SECOND, THIRD = MEMBERS[:3]
LARGE = gzip.compress(warc_record("".join(f"<p>{number} сөз</p>" for number in range(60_000)).encode()))


def read(raw, name="a.warc.gz", limits=Limits()):  # noqa: B008 - it is frozen
    skipped = Counter()
    return list(records(io.BytesIO(raw), name, limits, skipped))


def outcomes(raw, **options):
    """The pages by number, and the reasons of what was refused, in order."""
    return [
        one.refused.reason if one.refused else PAGES.index(one.payload) if one.payload in PAGES else "another"
        for one in read(raw, **options)
    ]


def hurt(raw, place, count=3):
    damaged = bytearray(raw)
    damaged[place : place + count] = bytes(byte ^ 0x5A for byte in damaged[place : place + count])
    return bytes(damaged)


@pytest.mark.parametrize(
    "middle",
    [
        hurt(SECOND, len(SECOND) // 2),
        hurt(SECOND, len(SECOND) - 6, 1),
        hurt(SECOND, 0, 2),
        hurt(SECOND, 12),
        SECOND[:-1],
        SECOND[:100],
        SECOND[100:],
        b"neither a record nor gzip" * 30,
        b"\x1f\x8b\x08\x00" * 30,
        hurt(LARGE, len(LARGE) // 2),
        LARGE[: len(LARGE) // 2],
        hurt(LARGE, len(LARGE) - 6, 1),
    ],
    ids=(
        "data", "checksum", "magic", "header", "last byte", "cut", "beginning lost", "no gzip", "magics",
        "large", "large cut", "large checksum",
    ),
)  # fmt: skip
def test_a_damaged_member_costs_its_own_record_alone(middle):
    assert outcomes(FIRST + middle + THIRD + MEMBERS[3]) == [0, "truncated", 2, 3]
    assert outcomes(FIRST + middle) == [0, "truncated"]
    if middle.startswith(b"\x1f\x8b\x08"):
        assert outcomes(middle + THIRD) == ["truncated", 2]


def test_damaged_members_in_a_row_are_refused_each():
    rows = [FIRST, *(member[:-4] for member in MEMBERS[1:4]), MEMBERS[4], hurt(MEMBERS[5], len(MEMBERS[5]) // 2), THIRD]
    assert outcomes(b"".join(rows)) == [0, "truncated", "truncated", "truncated", 4, "truncated", 2]


def test_a_member_that_holds_no_record_is_told():
    assert outcomes(FIRST + gzip.compress(b"no record") + THIRD) == [0, "truncated", 2]


def test_every_damaged_record_is_refused_at_its_place():
    found = read(FIRST + hurt(SECOND, 0) + THIRD + hurt(LARGE, 60_000) + MEMBERS[3] + MEMBERS[4][:-9])
    second, fourth = len(RECORDS[0]), len(RECORDS[0]) + len(RECORDS[2])
    assert [one.locator for one in found[:4]] == [
        "record 1, byte 0",
        f"record 2, byte {second}",
        f"record 3, byte {second}",
        f"record 4, byte {fourth}",
    ]
    assert [one.refused is not None for one in found] == [False, True, False, True, False, True]
    assert f"from byte {len(FIRST)} of the compressed file" in found[1].refused.detail


def test_one_member_that_holds_many_records_is_read_to_the_damage():
    raw = gzip.compress(b"".join(warc_record(noise(100_000, seed)) for seed in range(3)))
    raw = hurt(raw, 250_000)
    assert [one.refused and one.refused.reason for one in read(raw)] == [None, None, "truncated"]


@pytest.mark.parametrize("pack", [zstandard.ZstdCompressor(write_checksum=True).compress, bz2.compress])
def test_damage_in_other_compressions_is_told(pack):
    members = [pack(record) for record in RECORDS[:4]]
    found = outcomes(members[0] + hurt(members[1], len(members[1]) // 2) + members[2] + members[3])
    assert found in ([0, "truncated", 2, 3], [0, "truncated"])


def test_a_zstd_file_may_begin_with_a_frame_that_is_skipped():
    skipped = b"\x5d\x2a\x4d\x18" + (300).to_bytes(4, "little") + b"x" * 300
    members = b"".join(zstandard.ZstdCompressor().compress(record) for record in RECORDS[:2])
    assert outcomes(skipped + members, name="a.warc.zst") == [0, 1]
    (text,) = read(skipped + zstandard.ZstdCompressor().compress(KAZAKH.encode()), name="a.txt.zst")
    assert text.payload == KAZAKH.encode()


def test_looking_for_members_among_false_ones_stays_bounded(monkeypatch):
    probed = []
    probe = unpack.Unpacked._probe

    def counted(self):
        found = probe(self)
        probed.append((self._probed, self._read))
        return found

    monkeypatch.setattr(unpack.Unpacked, "_probe", counted)
    monkeypatch.setattr(unpack, "_PROBES", 10_000)
    false = gzip.compress(b"x", mtime=0)[:18]
    assert outcomes(FIRST + false * 20_000 + THIRD)[:2] == [0, "truncated"]
    assert len(probed) > 100
    assert all(count <= 10_000 + 17 * read for count, read in probed)


def test_a_record_larger_than_the_limit_bears_the_hash_of_all_its_bytes():
    body = b"<p>" + b"x" * 900_000
    raw = RECORDS[0] + warc_record(body) + RECORDS[1]
    for packed in (raw, gzip.compress(raw)):
        found = read(packed, limits=Limits(document_bytes=10_000))
        assert [one.refused and one.refused.reason for one in found] == [None, "too_large", None]
        assert found[1].digest == hashlib.sha256(body).hexdigest()


def test_bytes_after_compressed_lines_are_told():
    found = read(gzip.compress(jsonl([{"text": KAZAKH}])) + b"no gzip", name="a.jsonl.gz")
    assert [one.refused and one.refused.reason for one in found] == [None, "truncated"]


def packed(raw):
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "brotli") as stream:
        stream.write(raw)
    return sink.getvalue().to_pybytes()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (packed(PAGES[0]), 0),
        (PAGES[0], 0),  # archives undo it without changing the header
        (packed(PAGES[0])[:-20], "truncated"),
        (packed(b"x" * 20_000_000), "too_large"),
        (b"\xff" * 500, "truncated"),
    ],
    ids=["packed", "unpacked", "cut", "bomb", "none"],
)
def test_pages_in_brotli(body, expected):
    raw = warc_record(body, headers="Content-Type: text/html\r\nContent-Encoding: br")
    assert outcomes(raw, name="a.warc") == [expected]
