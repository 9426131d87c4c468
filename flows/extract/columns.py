"""Parquet → records, one a row: the columns are known by their names (`fields.NAMES`)."""

import json
from collections.abc import Iterator
from typing import BinaryIO, Final

import pyarrow as pa
import pyarrow.parquet as pq

from flows.extract import fields, sniff
from flows.extract.record import Record
from flows.extract.refused import Refused

_ROWS: Final = 64  # rows in memory at once


def records(file: BinaryIO, *, limit: int) -> Iterator[Record]:
    """Read the rows of a Parquet file in small batches.

    Yields:
        A Record for each row, its payload the known columns as one line of JSON, as `jsonl.read` takes it.

    Raises:
        Refused: when the file is broken (truncated) or has no column of text (invalid_record).
    """
    row = 0
    try:
        table = pq.ParquetFile(file)
        names = fields.columns(table.schema_arrow.names)
        if "text" not in names:
            raise Refused("invalid_record", f"no column of the names {', '.join(fields.NAMES['text'])}")
        for batch in table.iter_batches(batch_size=_ROWS, columns=sorted(names.values())):
            for held in batch.to_pylist():
                row += 1
                payload = json.dumps(held, ensure_ascii=False, default=str).encode("utf-8", errors="replace")
                refused = Refused("too_large", f"more than {limit} bytes") if len(payload) > limit else None
                yield Record(f"row {row}", payload, sniff.PARQUET, refused=refused)
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        raise Refused("truncated", f"after row {row}: {str(error).partition(chr(10))[0][:200]}") from None
