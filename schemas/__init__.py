"""What the data is: one pandera model per table, a registry with their keys, and everything derived from them.

A column is declared once, in its table's model: type, nullability, checks, description, source. The Arrow schema,
the DuckDB DDL, the SQL gates and the data dictionary are projections of that declaration.
"""

from schemas.registry import TABLES, ForeignKey, Table, table

__all__ = ["TABLES", "ForeignKey", "Table", "table"]
