"""The one writer: bytes depend on the rows alone."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.load import parquet

SCHEMA = pa.schema([pa.field("n", pa.int32(), nullable=False), pa.field("text", pa.string())])


def rows(count: int) -> pa.Table:
    return pa.table({"n": range(count), "text": [f"сөз {number}" for number in range(count)]}, schema=SCHEMA)


def test_bytes_do_not_depend_on_the_batches(tmp_path: Path) -> None:
    table = rows(5000)
    whole, split = tmp_path / "whole.parquet", tmp_path / "split.parquet"
    assert parquet.write(whole, SCHEMA, [table]) == 5000
    parquet.write(split, SCHEMA, table.to_batches(max_chunksize=37))
    assert whole.read_bytes() == split.read_bytes()
    assert pq.read_table(whole).equals(table)


def test_an_empty_table_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.parquet"
    assert parquet.write(path, SCHEMA, []) == 0
    assert pq.read_table(path).schema.equals(SCHEMA)


def test_row_groups_are_bounded_by_bytes(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(parquet, "ROW_GROUP_BYTES", 50_000)
    path = tmp_path / "groups.parquet"
    parquet.write(path, SCHEMA, [rows(10_000)])
    metadata = pq.read_metadata(path)
    assert metadata.num_row_groups > 1
    assert metadata.num_rows == 10_000
    assert metadata.row_group(0).column(0).compression == "ZSTD"
