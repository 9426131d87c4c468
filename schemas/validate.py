"""Row-level validation: pandera, lazily, on a collected frame."""

import pandera.polars as pa
import polars as pl

from schemas.registry import Table


def failures(entry: Table, frame: pl.DataFrame) -> dict[int, str]:
    """Check every row of a frame against its table's model.

    Args:
        entry: The table the frame is meant for.
        frame: Its rows, with the table's columns in any order and possibly more.

    Returns:
        For each bad row's index, what is wrong with it ("column: check (value)", joined by "; ").

    Raises:
        ValueError: when the frame as a whole does not fit (a column is missing or of another type).
    """
    try:
        entry.schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
        whole = cases.filter(pl.col("index").is_null())
        if whole.height:
            message = f"rows for {entry.name} do not fit its schema: {whole.row(0, named=True)}"
            raise ValueError(message) from error
        found: dict[int, list[str]] = {}
        for case in cases.sort("index", "column", "check").iter_rows(named=True):
            found.setdefault(case["index"], []).append(f"{case['column']}: {case['check']} ({case['failure_case']})")
        return {index: "; ".join(problems) for index, problems in found.items()}
    return {}
