"""Declaring a column: the few shapes of column the tables are made of."""

from collections.abc import Iterable
from typing import Any, Final

import pandera.polars as pa

ID: Final = r"^[0-9a-f]{20}$"
SHA256: Final = r"^[0-9a-f]{64}$"


def column(description: str, source: str, **checks: Any) -> Any:  # noqa: ANN401 - pandera's own field type
    """Declare one column of a model.

    Args:
        description: One sentence (or phrase) for the dictionary, the COMMENTs and the Parquet metadata.
        source: The room that fills the column.
        **checks: pandera's checks and options (`nullable`, `isin`, `str_matches`, `ge`, `le` …).
    """
    return pa.Field(description=description, metadata={"source": source}, **checks)


def identifier(description: str, source: str, **options: Any) -> Any:  # noqa: ANN401
    """Declare a column of ids: 20 hex digits of BLAKE2b."""
    return column(description, source, str_matches=ID, **options)


def one_of(codes: Iterable[str], description: str, source: str, **options: Any) -> Any:  # noqa: ANN401
    """Declare a column that holds one code of a closed vocabulary; the description is completed with its codes."""
    allowed = tuple(codes)
    return column(f"{description}: {' · '.join(allowed)}.", source, isin=allowed, **options)
