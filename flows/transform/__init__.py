"""Document → rows: language, metadata, names, quotes."""
