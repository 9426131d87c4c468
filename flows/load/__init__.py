"""Parts, markers, tables, gates, the database."""
