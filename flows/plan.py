"""The plan: which inputs there are, which finished shards cover them, and the shards still to be done."""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Final

from flows.fetch import is_remote, origins
from flows.load.parts import read_markers
from flows.settings import DataDir, Limits, UserError
from schemas.ids import make_id

CATALOGUE: Final = "sources.toml"
_NOTHING: Final = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """One raw file: `raw_path` as it goes into the tables, `path` where it lies; `problem` is a reject reason.

    Of a copy, `url` says where it came from and `collected_at` when (ISO 8601).
    """

    raw_path: str
    sha256: str
    bytes: int
    path: str
    problem: str | None = None
    detail: str = ""
    url: str | None = None
    collected_at: str | None = None

    @property
    def identity(self) -> tuple[str, str, str]:
        """What decides whether a finished shard covers this input."""
        return (self.raw_path, self.sha256, self.problem or "")


@dataclass(frozen=True, slots=True)
class Plan:
    """All inputs as shards: those a marker covers (`done`) and those to do, as keys, in order."""

    done: tuple[str, ...]
    todo: tuple[str, ...]
    inputs: int

    @property
    def keys(self) -> tuple[str, ...]:
        """Every shard the tables are made of."""
        return tuple(sorted((*self.done, *self.todo)))


def make_plan(
    inputs: Sequence[Path],
    data: DataDir,
    limits: Limits,
    fingerprint: str,
    catalogues: Sequence[Path] = (),
    *,
    force: bool = False,
) -> Plan:
    """Find the inputs, match them with finished shards, and write one work order per shard to do.

    A finished shard counts only if all its inputs are still there unchanged, so that adding files never disturbs
    old shards, and removing one redoes no more than the shard it was in.

    Raises:
        UserError: when an input path does not exist.
    """
    found = find_inputs(inputs, data.root)
    left = {entry.identity: entry for entry in found}
    done = [] if force else list(_covering(data, fingerprint, left))
    todo = []
    data.work.mkdir(parents=True, exist_ok=True)
    for members in _pack(sorted(left.values()), limits):
        key = make_id(fingerprint, *(part for entry in members for part in entry.identity))
        order = {
            "key": key,
            "fingerprint": fingerprint,
            "data_dir": str(data.root.resolve()),
            "catalogues": [str(path.resolve()) for path in catalogues],
            "limits": asdict(limits),
            "inputs": [asdict(entry) for entry in members],
        }
        order_path(data, key).write_text(json.dumps(order), encoding="utf-8")
        todo.append(key)
    return Plan(tuple(sorted(done)), tuple(todo), len(found))


def order_path(data: DataDir, key: str) -> Path:
    """Where the work order of a shard to do lies."""
    return data.work / f"{key}.json"


def find_catalogues(roots: Sequence[Path]) -> list[Path]:
    """List the catalogues that lie in the input folders."""
    return [root / CATALOGUE for root in roots if (root / CATALOGUE).is_file()]


def _covering(data: DataDir, fingerprint: str, left: dict[tuple[str, str, str], Input]) -> Iterator[str]:
    """Yield the keys of finished shards that cover inputs in `left`, taking what they cover out of it."""
    for marker in read_markers(data):
        members = [(entry["raw_path"], entry["sha256"], entry["problem"] or "") for entry in marker["inputs"]]
        if marker["fingerprint"] == fingerprint and members and all(member in left for member in members):
            for member in members:
                del left[member]
            yield marker["key"]


def _pack(entries: Iterable[Input], limits: Limits) -> Iterator[list[Input]]:
    held: list[Input] = []
    size = 0
    for entry in entries:
        if held and (len(held) >= limits.shard_documents or size + entry.bytes > limits.shard_bytes):
            yield held
            held, size = [], 0
        held.append(entry)
        size += entry.bytes
    if held:
        yield held


def require(roots: Sequence[str | Path]) -> None:
    """Raise UserError, naming it, when an input path does not exist; of addresses, only fetching tells."""
    for root in (Path(root) for root in roots if not is_remote(str(root))):
        try:
            there = root.exists()
        except OSError as error:
            message = f"{root}: it cannot be looked at ({error.strerror}); check its permissions"
            raise UserError(message) from error
        if not there:
            message = f"{root}: no such file or folder; name an existing one, as in `dedi build seeds`"
            raise UserError(message)


def find_inputs(roots: Sequence[Path], data_dir: Path, *, hashed: bool = True) -> list[Input]:
    """List every raw file under the roots (files, or folders taken recursively), in order of raw path.

    With one root, raw paths are relative to it; with several, they begin with the root's name, and with as much of
    the path to it as tells it apart from others of that name. Hidden files, the root's `sources.toml` and the data
    directory are no inputs. A link that is a root is followed, and links to files inside their root; a link to a
    folder of the same root adds nothing that is not found anyway.

    Args:
        roots: Files and folders.
        data_dir: The data directory.
        hashed: Whether to read the files; if not, no `sha256` is given.

    Raises:
        UserError: when a root does not exist.
    """
    require(roots)
    found: dict[str, Input] = {}
    again: list[Input] = []
    for root, prefix in _named(roots).items():
        known = {str(path.absolute()): origin for path, origin in origins(root, DataDir(data_dir)).items()}
        for entry in _under(root, prefix, data_dir.resolve(), hashed=hashed):
            url, moment = known.get(entry.path, (None, None))
            traced = replace(entry, url=url, collected_at=None if moment is None else moment.isoformat())
            if found.setdefault(entry.raw_path, traced).path != entry.path:
                again.append(traced)
    for entry in sorted(again, key=lambda entry: os.fsencode(entry.path)):
        name = _free(entry.raw_path, found)  # two names that are shown alike: bytes that are no text, written out
        found[name] = replace(entry, raw_path=name)
    return [found[name] for name in sorted(found)]


def _named(roots: Sequence[Path]) -> dict[Path, Path]:
    """What the raw paths of each root begin with; of a root that is a file, its raw path."""
    whole = {(root.resolve() if root.is_dir() else root.parent.resolve() / root.name).parts: root for root in roots}
    parts = {root: path for path, root in whole.items()}
    if len(parts) == 1:
        return {root: Path() if root.is_dir() else Path(root.name) for root in parts}
    kept = dict.fromkeys(parts, 1)
    while True:
        names = {root: parts[root][-kept[root] :] for root in parts}
        counts = Counter(names.values())
        longer = [root for root, name in names.items() if counts[name] > 1 and kept[root] < len(parts[root])]
        if not longer:
            return {root: Path(*name[name[0] == os.sep :]) for root, name in names.items()}
        for root in longer:
            kept[root] += 1


def _free(name: str, taken: Collection[str]) -> str:
    path = PurePosixPath(name)
    return next(
        other
        for number in count(2)
        if (other := str(path.with_name(f"{path.stem}~{number}{path.suffix}"))) not in taken
    )


def _under(root: Path, prefix: Path, data_dir: Path, *, hashed: bool) -> Iterator[Input]:
    if not root.is_dir():
        yield _examine(root, prefix.as_posix(), None, hashed=hashed)
        return
    inside = root.resolve()
    unlisted: list[OSError] = []
    for folder, folders, names in os.walk(root, onerror=unlisted.append):
        here = Path(folder)
        visible = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in visible if (here / name).is_symlink()]
        folders[:] = [name for name in visible if name not in links and (here / name).resolve() != data_dir]
        outside = [name for name in links if not (here / name).resolve().is_relative_to(inside)]
        files = [name for name in names if not name.startswith(".") and not (here == root and name == CATALOGUE)]
        for name in sorted((*files, *outside)):
            path = here / name
            yield _examine(path, (prefix / path.relative_to(root)).as_posix(), inside, hashed=hashed)
    for error in unlisted:
        path = Path(error.filename)
        name = (prefix / path.relative_to(root)).as_posix()
        yield Input(
            name, _NOTHING, 0, str(path.absolute()), "unreadable", f"the folder cannot be listed: {error.strerror}"
        )


def _examine(path: Path, raw_path: str, root: Path | None, *, hashed: bool) -> Input:
    """Look at a file; one under a root may lead nowhere outside it, one that was named by itself may."""
    # A name that is not UTF-8 stays a name: its bytes are shown as escapes.
    name = raw_path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    try:
        target = path.resolve(strict=True)
        if root is not None and path.is_symlink() and not target.is_relative_to(root):
            return Input(
                name, _NOTHING, 0, str(path.absolute()), "outside_input", "it links to a place outside the input folder"
            )
        if not target.is_file():
            return Input(name, _NOTHING, 0, str(path.absolute()), "unreadable", "it is not a regular file")
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest() if hashed else ""
        return Input(name, digest, path.stat().st_size, str(path.absolute()))
    except (OSError, RuntimeError) as error:  # a loop of links is a RuntimeError up to Python 3.12
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "a loop of links"
        return Input(name, _NOTHING, 0, str(path.absolute()), "unreadable", reason)
