"""The data dictionary in Markdown, derived from the models; the README holds it between markers."""

from collections.abc import Iterator, Mapping

import pyarrow as pa

from schemas.arrow import arrow_schema
from schemas.registry import TABLES, Table
from schemas.vocabulary import FLAGS, REJECT_REASONS


def data_dictionary() -> str:
    """Render every table with its columns, then the flags and the reject reasons, as Markdown."""
    return "\n".join([*_tables(), "### Flags\n", *_codes(FLAGS), "", "### Reject reasons\n", *_codes(REJECT_REASONS)])


def _tables() -> Iterator[str]:
    for entry in TABLES:
        yield f"### `{entry.name}`\n"
        yield f"{entry.description} Key: {', '.join(f'`{name}`' for name in entry.primary_key)}.\n"
        yield "| column | type | | description | from |"
        yield "|---|---|---|---|---|"
        yield from _rows(entry)
        yield ""


def _rows(entry: Table) -> Iterator[str]:
    references = {key.column: f"→ `{key.table}`" for key in entry.foreign_keys}
    for name, column in entry.schema.columns.items():
        field = arrow_schema(entry.name).field(name)
        notes = " ".join(note for note in (references.get(name), "null" if field.nullable else None) if note)
        source = column.metadata["source"]
        yield f"| `{name}` | {_type_name(field.type)} | {notes} | {column.description} | {source} |"


def _type_name(dtype: pa.DataType) -> str:
    if pa.types.is_list(dtype):
        return f"list of {_type_name(dtype.value_type)}"
    if pa.types.is_struct(dtype):
        return "(" + ", ".join(f"{field.name} {_type_name(field.type)}" for field in dtype) + ")"
    plain = {"string": "str", "date32[day]": "date", "timestamp[us, tz=UTC]": "timestamp UTC", "double": "float64"}
    return plain.get(str(dtype), str(dtype))


def _codes(codes: Mapping[str, str]) -> Iterator[str]:
    yield from (f"- `{code}`: {meaning}" for code, meaning in codes.items())
