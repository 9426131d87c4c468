"""The README's generated blocks. `make readme` writes them; a test fails when one is out of date.

A block stands between `<!-- name -->` and `<!-- /name -->`.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import typer
from typer.core import TyperGroup

from flows.cli import app
from flows.query import ask, open_database
from flows.runners import build_direct
from flows.settings import DataDir
from schemas.dictionary import data_dictionary

ROOT = Path(__file__).resolve().parent.parent
EXCERPT = """
SELECT speaker_kk, speaker_ru, speaker_role AS post, type, cue, text
FROM quotes_full WHERE speaker_entity_id IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY speaker_entity_id ORDER BY published, start) = 1
ORDER BY published, start
"""
_WIDTH = 90


def commands() -> str:
    """Every command with its options, from the command line itself."""
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    lines = []
    for name, command in group.commands.items():
        lines += [f"#### `dedi {name}`", "", (command.help or "").replace("\n", " ").strip(), ""]
        for parameter in command.params:
            record = getattr(parameter, "help", None) or ""
            named = parameter.opts if parameter.param_type_name == "option" else [str(parameter.name).upper()]
            lines.append(f"- {', '.join(f'`{name}`' for name in named)}: {record}")
        lines += ["", f"{command.epilog}", ""]
    return "\n".join(lines)


def excerpt(data_dir: Path) -> str:
    """A few rows of the database built from the seeds."""
    with open_database(DataDir(data_dir).database) as connection:
        columns = ask(connection, EXCERPT)
        rows = connection.fetchall()
    lines = ["```sql", EXCERPT.strip(), "```", "", "| " + " | ".join(columns) + " |", "|---" * len(columns) + "|"]
    for row in rows:
        cells = ["" if cell is None else str(cell) for cell in row]
        cells = [cell if len(cell) <= _WIDTH else cell[:_WIDTH].rstrip() + " …" for cell in cells]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def render(readme: str, data_dir: Path) -> str:
    """The README with every generated block made anew."""
    blocks: dict[str, Callable[[], str]] = {
        "excerpt": lambda: excerpt(data_dir),
        "commands": commands,
        "dictionary": data_dictionary,
    }
    for name, make in blocks.items():
        pattern = re.compile(f"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        readme, count = pattern.subn(lambda match, make=make: match[1] + make().strip() + "\n" + match[2], readme)
        if count != 1:
            message = f"README.md: the block {name} stands there {count} times"
            raise ValueError(message)
    return readme


if __name__ == "__main__":
    build_direct((ROOT / "seeds",), Path(sys.argv[1]), kind="serial")
    path = ROOT / "README.md"
    path.write_text(render(path.read_text(encoding="utf-8"), Path(sys.argv[1])), encoding="utf-8")
