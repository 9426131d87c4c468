"""Parquet → records, one a row: the columns are known by their names (`fields.NAMES`)."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

import pyarrow as pa
import pyarrow.parquet as pq

from flows.extract import fields, sniff
from flows.extract.decode import characters
from flows.extract.record import Record
from flows.extract.refused import Refused
from flows.extract.unpack import FREE

_ROWS: Final = 64  # rows in memory at once, at most
_BYTES: Final = 64 * 1024 * 1024  # of a row group's texts that as many rows may come to; a dictionary repeats them
# Times that no calendar has, zones that nobody knows.
_ODD: Final = (pa.ArrowException, ValueError, OverflowError, LookupError, ImportError)
_BROKEN: Final = (pa.ArrowException, OSError, ValueError, MemoryError)
_BUFFER: Final = 1024 * 1024  # bytes of a column read at once


def records(file: BinaryIO, *, limit: int, ratio: int) -> Iterator[Record]:
    """Read the rows of a Parquet file in small batches.

    Args:
        file: The file; it can seek.
        limit: Bytes that a row may have.
        ratio: How many times its size a group of rows may unpack to, above 16 MiB.

    Yields:
        A Record for each row, its payload the known columns as one line of JSON, as `jsonl.read` takes it; a refused
        one for the rows of a group that swells beyond the ratio (over_compressed) or is broken (truncated).

    Raises:
        Refused: when the file as a whole is broken (truncated) or has no column of text (invalid_record).
    """
    row = 0
    try:
        table = pq.ParquetFile(file, buffer_size=_BUFFER, pre_buffer=False)
        names = fields.known(table.schema_arrow.names)
        if "text" not in fields.columns(names):
            raise Refused("invalid_record", f"no column of the names {', '.join(fields.NAMES['text'])}")
        size = _rows(table)
    except _BROKEN as error:
        raise Refused("truncated", _told(error)) from None
    for number in range(table.num_row_groups):
        group = table.metadata.row_group(number)
        end = row + group.num_rows
        try:
            _check(group, names, ratio)
            for batch in table.iter_batches(batch_size=size, row_groups=[number], columns=sorted(names)):
                for held in _values(batch):
                    row += 1
                    yield _record(f"row {row}", held, limit)
            continue
        except Refused as refusal:
            refused = refusal
        except _BROKEN as error:  # the groups after a broken one may be whole
            refused = Refused("truncated", _told(error))
        first, row = row + 1, max(row + 1, end)
        yield Record(f"rows {first} to {row}", b"", sniff.PARQUET, refused=refused)


def _record(locator: str, held: dict[str, Any] | Exception, limit: int) -> Record:
    if isinstance(held, Exception):
        problem = Refused("invalid_record", f"{type(held).__name__}: {_told(held)}")
        return Record(locator, b"", sniff.PARQUET, refused=problem)
    payload = json.dumps(held, ensure_ascii=False, default=_plain).encode("utf-8", errors="replace")
    refused = Refused("too_large", f"more than {limit} bytes") if len(payload) > limit else None
    return Record(locator, payload, sniff.PARQUET, refused=refused)


def _check(group: pq.RowGroupMetaData, names: list[str], ratio: int) -> None:
    """Raise Refused (over_compressed) for a group of rows with a known column that swells beyond the ratio."""
    for column in map(group.column, range(group.num_columns)):
        packed, unpacked = column.total_compressed_size, column.total_uncompressed_size
        if column.path_in_schema.partition(".")[0] in names and unpacked > max(FREE, ratio * packed):
            raise Refused("over_compressed", f"{column.path_in_schema}: {packed} bytes unpack to {unpacked}")


def _told(error: Exception) -> str:
    return str(error).partition("\n")[0][:200]


def _rows(table: pq.ParquetFile) -> int:
    """How many rows are held at once, so that what they hold stays bounded."""
    groups = range(table.metadata.num_row_groups)
    largest = max((table.metadata.row_group(group).total_byte_size for group in groups), default=0)
    return max(1, min(_ROWS, _BYTES // max(1, largest)))


def _values(batch: pa.RecordBatch) -> list[dict[str, Any] | Exception]:
    """The rows of a batch; a value that Python cannot hold (a year 30,000) takes down its own row alone."""
    try:
        return list(batch.to_pylist())
    except _ODD as error:
        if batch.num_rows == 1:
            return [error]
        return [value for index in range(batch.num_rows) for value in _values(batch.slice(index, 1))]


def _plain(value: object) -> str:
    """What JSON has no form for, as text: bytes are decoded as any text of the world."""
    return characters(value).text if isinstance(value, bytes) else str(value)
