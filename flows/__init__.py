"""How the data moves: one room per stage, in the order the data walks them.

`extract` → `transform` → `link` → `load` → `publish`; no room imports a later one. `packs` holds what is known
of each language as data, and every room may read it.
"""
