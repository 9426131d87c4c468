"""DuckDB's side of a table, derived from its model: DDL with COMMENTs, and each check as a predicate for the gates."""

from collections.abc import Iterator

import pyarrow as pa

from schemas.arrow import arrow_schema
from schemas.registry import Table


def literal(value: object) -> str:
    """Write a value as a SQL literal: numbers bare, anything else as a quoted string."""
    if isinstance(value, int | float):
        return str(value)
    return "'" + str(value).replace("'", "''") + "'"


def duckdb_type(dtype: pa.DataType) -> str:
    """Map an Arrow type to DuckDB's. Raises TypeError for one no table uses."""
    names = {
        pa.string(): "VARCHAR",
        pa.int32(): "INTEGER",
        pa.int64(): "BIGINT",
        pa.float64(): "DOUBLE",
        pa.date32(): "DATE",
        pa.timestamp("us", tz="UTC"): "TIMESTAMP WITH TIME ZONE",
    }
    if dtype in names:
        return names[dtype]
    if pa.types.is_list(dtype):
        return duckdb_type(dtype.value_type) + "[]"
    if pa.types.is_struct(dtype):
        return "STRUCT(" + ", ".join(f'"{field.name}" {duckdb_type(field.type)}' for field in dtype) + ")"
    message = f"no DuckDB type is declared for {dtype}"
    raise TypeError(message)


def create_table(entry: Table) -> str:
    """Give the statements that create a table with its comments.

    Keys are checked by the gates and not declared: an index per key would make the file several times larger.
    """
    schema = arrow_schema(entry.name)
    columns = ",\n".join(
        f'    "{field.name}" {duckdb_type(field.type)}{"" if field.nullable else " NOT NULL"}' for field in schema
    )
    comments = [f"COMMENT ON TABLE {entry.name} IS {literal(entry.description)};"]
    comments += [
        f'COMMENT ON COLUMN {entry.name}."{name}" IS {literal(column.description)};'
        for name, column in entry.schema.columns.items()
    ]
    return f"CREATE TABLE {entry.name} (\n{columns}\n);\n" + "\n".join(comments)


def violations(entry: Table) -> Iterator[tuple[str, str]]:
    """Give (check, predicate) pairs: a row for which a predicate is true breaks that check of its table.

    Raises NotImplementedError for a pandera check that has no SQL form, so that none is silently left out.
    """
    for name, column in entry.schema.columns.items():
        quoted = f'"{name}"'
        if not column.nullable:
            yield f"{name} is null", f"{quoted} IS NULL"
        for check in column.checks:
            yield f"{name} breaks {check.name}", _broken(quoted, check.name, check.statistics or {})


def _broken(column: str, check: str, statistics: dict[str, object]) -> str:
    match check, statistics:
        case "isin", {"allowed_values": [*allowed]}:
            return f"{column} NOT IN ({', '.join(literal(value) for value in allowed)})"
        case "str_matches", {"pattern": pattern}:
            return f"NOT regexp_matches({column}, {literal(pattern)})"
        case "str_length", {"min_value": least}:
            return f"length({column}) < {literal(least)}"
        case "greater_than_or_equal_to", {"min_value": least}:
            return f"{column} < {literal(least)}"
        case "less_than_or_equal_to", {"max_value": most}:
            return f"{column} > {literal(most)}"
    message = f"the check {check} of {column} has no SQL form"
    raise NotImplementedError(message)
