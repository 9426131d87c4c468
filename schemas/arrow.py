"""The Arrow schema of a table, derived from its model."""

from functools import cache
from typing import Final

import polars as pl
import pyarrow as pa
from polars.datatypes import DataTypeClass

from schemas.registry import Table, table

SCHEMA_VERSION: Final = "1.0.0"


_PLAIN: Final[dict[pl.DataType, pa.DataType]] = {
    pl.String(): pa.string(),
    pl.Int32(): pa.int32(),
    pl.Int64(): pa.int64(),
    pl.Float64(): pa.float64(),
    pl.Date(): pa.date32(),
    pl.Datetime("us", "UTC"): pa.timestamp("us", tz="UTC"),
}


def arrow_type(dtype: pl.DataType | DataTypeClass) -> pa.DataType:
    """Map a polars type to the Arrow type the Parquet files hold. Raises TypeError for one no table uses."""
    instance = dtype() if isinstance(dtype, type) else dtype
    if isinstance(instance, pl.List):
        return pa.list_(pa.field("element", arrow_type(instance.inner)))
    if isinstance(instance, pl.Struct):
        return pa.struct([pa.field(field.name, arrow_type(field.dtype)) for field in instance.fields])
    if instance in _PLAIN:
        return _PLAIN[instance]
    message = f"no Arrow type is declared for {dtype}"
    raise TypeError(message)


def polars_schema(entry: Table) -> dict[str, pl.DataType | DataTypeClass]:
    """Column names and polars types of a table, in order."""
    return {name: column.dtype.type for name, column in entry.schema.columns.items()}


@cache
def arrow_schema(name: str) -> pa.Schema:
    """Arrow schema of a table, by name: nullability, and description and source in each field's metadata.

    Raises KeyError when there is no such table.
    """
    entry = table(name)
    fields = [
        pa.field(
            column_name,
            arrow_type(column.dtype.type),
            nullable=bool(column.nullable),
            metadata={"description": column.description, "source": column.metadata["source"]},
        )
        for column_name, column in entry.schema.columns.items()
    ]
    metadata = {
        "dedi.table": entry.name,
        "dedi.schema_version": SCHEMA_VERSION,
        "description": entry.description,
        "primary_key": ",".join(entry.primary_key),
    }
    return pa.schema(fields, metadata=metadata)
