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

_ROWS: Final = 64  # rows in memory at once, at most
_BYTES: Final = 64 * 1024 * 1024  # of a row group's texts that as many rows may come to; a dictionary repeats them
# Times that no calendar has, zones that nobody knows.
_ODD: Final = (pa.ArrowException, ValueError, OverflowError, LookupError, ImportError)
_BUFFER: Final = 1024 * 1024  # bytes of a column read at once


def records(file: BinaryIO, *, limit: int) -> Iterator[Record]:
    """Read the rows of a Parquet file in small batches.

    Yields:
        A Record for each row, its payload the known columns as one line of JSON, as `jsonl.read` takes it.

    Raises:
        Refused: when the file is broken (truncated) or has no column of text (invalid_record).
    """
    row = 0
    try:
        table = pq.ParquetFile(file, buffer_size=_BUFFER, pre_buffer=False)
        names = fields.known(table.schema_arrow.names)
        if "text" not in fields.columns(names):
            raise Refused("invalid_record", f"no column of the names {', '.join(fields.NAMES['text'])}")
        for batch in table.iter_batches(batch_size=_rows(table), columns=sorted(names)):
            for held in _values(batch):
                row += 1
                if isinstance(held, Exception):
                    problem = Refused(
                        "invalid_record", f"{type(held).__name__}: {str(held).partition(chr(10))[0][:200]}"
                    )
                    yield Record(f"row {row}", b"", sniff.PARQUET, refused=problem)
                    continue
                payload = json.dumps(held, ensure_ascii=False, default=_plain).encode("utf-8", errors="replace")
                refused = Refused("too_large", f"more than {limit} bytes") if len(payload) > limit else None
                yield Record(f"row {row}", payload, sniff.PARQUET, refused=refused)
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        raise Refused("truncated", f"after row {row}: {str(error).partition(chr(10))[0][:200]}") from None


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
