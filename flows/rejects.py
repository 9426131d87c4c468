"""What was refused, for a person: the list of rejects, and the bytes of one of them, shown safely."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Final

import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table

from flows.extract.readers import records
from flows.fetch import local
from flows.plan import find_inputs
from flows.settings import DEFAULT_LIMITS, DataDir, UserError
from schemas.vocabulary import REJECT_REASONS

SHOWN: Final = 1024  # bytes of a payload that are shown
_ROW: Final = 16
_PRINTABLE: Final = range(0x20, 0x7F)


def read_rejects(data_dir: Path) -> list[dict[str, Any]]:
    """Read the rejects of the last build, by path and place. Raises UserError when nothing was built."""
    path = DataDir(data_dir).tables / "rejects.parquet"
    if not path.exists():
        message = f"{path}: no tables yet; run `dedi build` first"
        raise UserError(message)
    rows: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return sorted(rows, key=lambda row: (row["raw_path"], row["locator"], row["reject_id"]))


def list_rejects(data_dir: Path, console: Console) -> None:
    """Print every reject, and what to do about each reason that occurs."""
    rows = read_rejects(data_dir)
    table = Table("id", "file", "place", "reason", "what was found", box=None)
    for row in rows:
        table.add_row(row["reject_id"], *(safe(row[name]) for name in ("raw_path", "locator", "reason", "detail")))
    console.print(table, markup=False)
    for reason, count in sorted(Counter(row["reason"] for row in rows).items()):
        console.print(f"{count} {reason}: {REJECT_REASONS[reason]}", markup=False, highlight=False)


def show_reject(data_dir: Path, reject_id: str, inputs: Sequence[str | Path], console: Console) -> None:
    """Print one reject and the beginning of its raw document, as it lies in the inputs, with nothing a terminal obeys.

    Raises:
        UserError: when there is no such reject, or its file is not under the inputs any more.
    """
    row = next((row for row in read_rejects(data_dir) if row["reject_id"].startswith(reject_id)), None)
    if row is None:
        message = f"--show {reject_id}: no such reject; `dedi rejects` lists them"
        raise UserError(message)
    for name, value in row.items():
        console.print(f"{name}: {safe(str(value))}", markup=False, highlight=False, soft_wrap=True)
    console.print(f"what to do: {REJECT_REASONS[row['reason']]}", markup=False, highlight=False, soft_wrap=True)
    found = find_inputs(local(inputs, DataDir(data_dir)), data_dir)
    found = find_inputs(local(inputs, DataDir(data_dir)), data_dir)
    entry = next((entry for entry in found if entry.raw_path == row["raw_path"]), None)
    if entry is None:
        message = f"{safe(row['raw_path'])}: not among the inputs named; name those it was built from"
        raise UserError(message)
    if entry.problem:
        return  # there are no bytes to show: the detail above says why
    with Path(entry.path).open("rb") as file:
        payload = _payload(file, row["raw_path"], row["locator"])
    console.print(f"{len(payload)} bytes shown" if payload else "no bytes to show", highlight=False)
    console.print("\n".join(dump(payload)), markup=False, highlight=False, soft_wrap=True)


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


def _payload(file: BinaryIO, raw_path: str, locator: str) -> bytes:
    """The first bytes of a record as they were read; of the file itself where it could not be taken apart."""
    with suppress(Exception):  # what made the build refuse the file: its detail is shown above the bytes
        for record in records(file, raw_path, DEFAULT_LIMITS, Counter()):
            if record.locator == locator and record.payload:
                return record.payload[:SHOWN]
    file.seek(0)
    return file.read(SHOWN)
