"""Rows of all articles → entities and links between articles: SQL over the parts."""
