"""What was refused, for a person: the list of rejects, and the bytes of one of them, shown safely."""

import csv
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from os import SEEK_END
from pathlib import Path
from typing import Any, BinaryIO, Final

import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table

from flows.extract.readers import records
from flows.extract.refused import Refused
from flows.extract.unpack import unpack
from flows.fetch import local
from flows.load.parts import read_markers
from flows.plan import find_inputs
from flows.query import guarded
from flows.settings import DataDir, Limits, UserError
from schemas.vocabulary import REJECT_REASONS

SHOWN: Final = 1024  # bytes of a payload that are shown
_CANDIDATES: Final = 10  # told of those that a cut id may mean
_ENDLESS: Final = 1_000_000  # columns that no table has
_ROW: Final = 16
_CHANGED: Final = "the file is not what it was when this was refused"
_PRINTABLE: Final = range(0x20, 0x7F)
_COLUMNS: Final = ("reject_id", "raw_path", "locator", "stage", "reason", "detail", "raw_sha256")
_DIGITS: Final = re.compile("([0-9]+)")


def read_rejects(data_dir: Path) -> list[dict[str, Any]]:
    """Read the rejects of the last build, by path and place. Raises UserError when nothing was built."""
    path = DataDir(data_dir).tables / "rejects.parquet"
    if not path.exists():
        message = f"{path}: no tables yet; run `dedi build` first"
        raise UserError(message)
    rows: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return sorted(rows, key=lambda row: (row["raw_path"], _natural(row["locator"]), row["reject_id"]))


def list_rejects(data_dir: Path, form: str, console: Console) -> None:
    """Print every reject: as a table, with what to do about each reason that occurs, as CSV or as JSON.

    Nothing is cut where no terminal sets the width; what a terminal might obey is shown as escapes.
    """
    rows = read_rejects(data_dir)
    if form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows([guarded(safe(row[name])) for name in _COLUMNS] for row in rows)
        return
    if form == "json":
        lines = (json.dumps({name: row[name] for name in _COLUMNS}, ensure_ascii=False) for row in rows)
        sys.stdout.write("[\n" + ",\n".join(map(_escaped, lines)) + "\n]\n" if rows else "[]\n")
        return
    table = Table("id", "file", "place", "reason", "what was found", box=None, pad_edge=False)
    table.columns[0].no_wrap = True
    for row in rows:
        table.add_row(row["reject_id"], *(safe(row[name]) for name in ("raw_path", "locator", "reason", "detail")))
    if not console.is_terminal:  # in a pipe or a file, a line may be as long as it is
        console = Console(file=console.file, width=Console(width=_ENDLESS).measure(table).maximum)
    console.print(table, markup=False)
    for reason, count in sorted(Counter(row["reason"] for row in rows).items()):
        console.print(f"{count} {reason}: {REJECT_REASONS[reason]}", markup=False, highlight=False, soft_wrap=True)
    if not rows:
        console.print("nothing was refused")


def show_reject(data_dir: Path, reject_id: str, inputs: Sequence[str | Path], console: Console) -> None:
    """Print one reject and the bytes of its raw document, as it lies in the inputs, with nothing a terminal obeys.

    The document is found as the build found it: by its place in the file, within the limits of that build.

    Raises:
        UserError: when there is no such reject or several, when its file is not under the inputs any more, or is not
            what it was.
    """
    row = _chosen(read_rejects(data_dir), reject_id)

    def say(line: str) -> None:
        console.print(line, markup=False, highlight=False, soft_wrap=True)

    for name, value in row.items():
        say(f"{name}: {safe(str(value))}")
    say(f"what to do: {REJECT_REASONS[row['reason']]}")
    name = safe(row["raw_path"])
    found = find_inputs(local(inputs, DataDir(data_dir)), data_dir, hashed=False)
    entry = next((entry for entry in found if entry.raw_path == row["raw_path"]), None)
    if entry is None:
        message = f"{name}: not among the inputs named; name those it was built from"
        raise UserError(message)
    if entry.problem:
        return  # there are no bytes to show: the detail above says why
    built = _as_built(data_dir, row["raw_path"])
    with Path(entry.path).open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        shown, payload = _payload(file, row, built[sha256]) if sha256 in built else (_CHANGED, b"")
    if shown == _CHANGED or (not row["locator"] and sha256 != row["raw_sha256"]):
        message = f"{name}: {_CHANGED}; build again, and look at `dedi rejects`"
        raise UserError(message)
    say(shown)
    for line in dump(payload):
        say(line)


def _chosen(rows: list[dict[str, Any]], reject_id: str) -> dict[str, Any]:
    """The reject that an id means, which may be cut. Raises UserError when it is none's, or may be several's."""
    found = [row for row in rows if row["reject_id"].startswith(reject_id.lower())]
    if not found:
        message = f"--show {reject_id}: no such reject; `dedi rejects` lists them"
        raise UserError(message)
    if len(found) > 1:
        named = [f"{row['reject_id']} ({safe(row['raw_path'])} {row['locator']}".rstrip() + ")" for row in found]
        more = f" and {len(found) - _CANDIDATES} more" if len(found) > _CANDIDATES else ""
        message = f"--show {reject_id}: it may be {', '.join(named[:_CANDIDATES])}{more}; write more of the id"
        raise UserError(message)
    return found[0]


def _as_built(data_dir: Path, raw_path: str) -> dict[str, Limits]:
    """The limits with which a file was read, by its SHA-256 then; shards of what it was before may be there still."""
    return {
        entry["sha256"]: Limits(**marker.get("limits", {}))
        for marker in read_markers(DataDir(data_dir))
        for entry in marker["inputs"]
        if entry["raw_path"] == raw_path
    }


def _payload(file: BinaryIO, row: dict[str, Any], limits: Limits) -> tuple[str, bytes]:
    """The first bytes of a raw document as they were read, and what they are; of what breaks off, the last ones."""
    locator = row["locator"]
    if not locator:
        return _beginning(file, limits)
    if locator.startswith("after "):
        size = file.seek(0, SEEK_END)
        file.seek(max(0, size - SHOWN))
        return f"the last of the file's {size} bytes:", file.read()
    for record in records(file, row["raw_path"], limits, Counter()):
        if record.locator == locator and record.sha256 == row["raw_sha256"]:
            size = len(record.payload)
            said = f"the first of {size} bytes read:" if size > SHOWN else f"its {size} bytes:"
            return said if size else "it has no bytes of its own", record.payload[:SHOWN]
    return _CHANGED, b""


def _beginning(file: BinaryIO, limits: Limits) -> tuple[str, bytes]:
    """The first bytes of a file that is one document, unpacked if it can be."""
    try:
        stream, layers = unpack(file, limits.ratio)
        return "the first bytes of the file, unpacked:" if layers else "the first bytes of the file:", stream.read(
            SHOWN
        )
    except Refused:
        file.seek(0)
        return "the first bytes of the file, which cannot be unpacked:", file.read(SHOWN)


def safe(text: str) -> str:
    """A text with everything that a terminal might obey, or that cannot be seen, as escapes."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


def dump(payload: bytes) -> list[str]:
    """Bytes as lines of offset, hexadecimal digits and ASCII."""
    rows = []
    for place in range(0, len(payload), _ROW):
        piece = payload[place : place + _ROW]
        text = "".join(chr(byte) if byte in _PRINTABLE else "." for byte in piece)
        rows.append(f"{place:08x}  {piece.hex(' '):<{_ROW * 3 - 1}}  {text}")
    return rows


def _escaped(line: str) -> str:
    """A line of JSON with what cannot be seen as JSON's own escapes."""
    return "".join(sign if sign.isprintable() else json.dumps(sign)[1:-1] for sign in line)


def _natural(locator: str) -> list[tuple[str, int]]:
    """What orders `line 2` before `line 10`."""
    parts = _DIGITS.split(locator)
    return [(text, int(number or 0)) for text, number in zip(parts[::2], [*parts[1::2], ""], strict=True)]
