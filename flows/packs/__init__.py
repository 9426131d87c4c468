"""Language packs: what is known of a language, as data.

A pack is a folder named by its ISO 639-1 code with one TOML file per room that reads it. The engine asks for a
file by name and gets one mapping per language, so that a third language is a new folder and no new branch.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final

LANGUAGES: Final = ("kk", "ru")


@cache
def load(name: str) -> dict[str, dict[str, Any]]:
    """Read `<language>/<name>.toml` of every pack.

    Returns a mapping from language code to the parsed file, in the order of `LANGUAGES`.
    Raises FileNotFoundError when a pack lacks the file: a pack is complete or it is not one.
    """
    root = files(__package__)
    return {code: tomllib.loads((root / code / f"{name}.toml").read_text(encoding="utf-8")) for code in LANGUAGES}
