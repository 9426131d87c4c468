"""The one Parquet writer: codec, row groups and metadata are decided here and nowhere else."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

CODEC: Final = "zstd"
LEVEL: Final = 3
# By bytes and not by rows: article bodies and link rows differ a thousandfold, and viewers refuse huge groups.
ROW_GROUP_BYTES: Final = 32 * 1024 * 1024
SLICE_ROWS: Final = 1024


def write(path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch | pa.Table]) -> int:
    """Write batches to a Parquet file.

    The bytes depend on the rows and their order alone, not on how they were batched.

    Returns:
        The number of rows.
    """
    rows = 0
    with pq.ParquetWriter(
        path, schema, compression=CODEC, compression_level=LEVEL, write_page_index=True, data_page_version="1.0"
    ) as writer:
        for group in _row_groups(schema, batches):
            writer.write_table(group, row_group_size=max(group.num_rows, 1))
            rows += group.num_rows
    return rows


def _row_groups(schema: pa.Schema, batches: Iterable[pa.RecordBatch | pa.Table]) -> Iterator[pa.Table]:
    held: list[pa.Table] = []
    size = 0
    for piece in _slices(schema, batches):
        held.append(piece)
        size += piece.nbytes
        if size >= ROW_GROUP_BYTES:
            yield pa.concat_tables(held).combine_chunks()
            held, size = [], 0
    if held:
        yield pa.concat_tables(held).combine_chunks()


def _slices(schema: pa.Schema, batches: Iterable[pa.RecordBatch | pa.Table]) -> Iterator[pa.Table]:
    """Cut the stream into tables of exactly SLICE_ROWS rows (the last may be shorter), however it came."""
    rest = schema.empty_table()
    for batch in batches:
        table = pa.Table.from_batches([batch]) if isinstance(batch, pa.RecordBatch) else batch
        rest = pa.concat_tables([rest, table.select(schema.names).cast(schema)])
        whole = rest.num_rows - rest.num_rows % SLICE_ROWS
        for start in range(0, whole, SLICE_ROWS):
            # Copied out, so that its size is its own and not that of the buffers it was cut from.
            yield rest.slice(start, SLICE_ROWS).take(pa.array(range(SLICE_ROWS)))
        rest = rest.slice(whole)
    if rest.num_rows:
        yield rest.take(pa.array(range(rest.num_rows)))
