"""Raw bytes → Document: readers, decoding, page text.

`plain.read` reads one plain-text article; `decode` tells the encoding and cleans; `layout` gives each line its kind,
with `furniture`, `dates` and `byline` for what a line is by itself; `catalogue` knows the publishers. A reader
answers with a Document or raises `refused.Refused`, and nothing else.
"""
