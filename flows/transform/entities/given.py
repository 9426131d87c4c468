"""Given names of all languages: those that the natasha wheel lists (MIT), and the packs' own."""

import importlib.util
from functools import cache
from pathlib import Path

from flows import packs
from flows.transform.names import fold


@cache
def spelled_names() -> frozenset[str]:
    """Given names in lower case, as they are spelled."""
    own = {name.lower() for pack in packs.load("entities").values() for name in pack["persons"]["given"]}
    listed = (data_folder() / "dict" / "first.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(own | {name for name in listed if len(name) > 2})


@cache
def given_names() -> frozenset[str]:
    """The same names folded, so that a name is found in the other language's spelling too."""
    return frozenset(fold(name) for name in spelled_names())


@cache
def data_folder() -> Path:
    """The data of the natasha wheel, found without importing it; raises FileNotFoundError where it is missing."""
    spec = importlib.util.find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        msg = "the natasha wheel, which holds the Russian models, is not installed"
        raise FileNotFoundError(msg)
    return Path(spec.submodule_search_locations[0]) / "data"
