"""How the data moves: one room per stage, in the order the data walks them.

`extract` → `transform` → `link` → `load` → `publish`; no room imports a later one. `packs` holds what is known
of each language as data, and every room may read it.
"""

import os

# One BLAS thread a process: the matrices are small, workers share the cores, and threads only get in each other's way.
# It must be set before numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
