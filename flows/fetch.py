"""Inputs that are no files of this machine: standard input, and addresses such as s3://, gs:// and https://.

They are copied under the data directory before a build plans, so that everything after it reads plain files. A copy
of an address is brought up to date by each build: what the store says is unchanged is not fetched again.
"""

import filecmp
import hashlib
import json
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO, Final
from urllib.parse import parse_qsl, quote, urlsplit

from flows.settings import BuildError, DataDir, UserError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

STDIN: Final = "-"
_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_INDEX: Final = ".mirror.json"  # a name that no copy has
_NAME: Final = 150  # characters of a file's name that come from an address
_DOTS: Final = frozenset({".", ".."})
# Names of what a query holds that opens a door.
_SECRET: Final = re.compile(r"sig|token|key|secret|cred|pass|pwd|auth|policy|expires|amz|goog|session", re.IGNORECASE)
_GONE: Final = frozenset({404, 410})
_WEB: Final = frozenset({"http", "https"})
# What stores call the field that changes with a file's content, the surest first.
_VERSIONS: Final = ("ETag", "etag", "md5Hash", "Content-MD5", "Digest", "generation", "LastModified", "Last-Modified")


def is_remote(name: str) -> bool:
    """Whether an input is standard input or an address, and no path."""
    return name == STDIN or _ADDRESS.match(name) is not None


def local(inputs: Iterable[str | Path], data: DataDir) -> tuple[Path, ...]:
    """Where the inputs lie on this machine: paths as they are, the copies of the others (made or not)."""
    return tuple(_copy_of(str(name), data) or Path(name) for name in inputs)


def fetch(inputs: Sequence[str | Path], data: DataDir) -> tuple[Path, ...]:
    """Copy what is no local path under the data directory.

    Returns:
        Where every input lies now, in the order given.

    Raises:
        UserError: when an address is wrong or its extra is not installed, or nothing is piped into standard input.
        BuildError: when a store fails on the way: articles must not vanish because a network did.
    """
    found = local(inputs, data)
    for name, path in zip(map(str, inputs), found, strict=True):
        if name == STDIN:
            _spool(sys.stdin.buffer, path)
        elif is_remote(name):
            _mirror(name, path)
    return found


def origins(root: Path, data: DataDir) -> dict[Path, tuple[str, datetime]]:
    """Where the files of a copy came from, and when what they hold was first seen there; nothing for other paths."""
    if not root.is_relative_to(data.fetched):
        return {}
    return {
        root.parent / name: (entry["url"], datetime.fromisoformat(entry["collected_at"]))
        for name, entry in _held(root.parent / _INDEX).items()
        if entry
    }


def _copy_of(name: str, data: DataDir) -> Path | None:
    """The file or folder that an input is copied to; None for a local path."""
    if name == STDIN:
        return data.fetched / "standard-input" / "stdin"
    if not is_remote(name):
        return None
    parts = urlsplit(name)
    key = hashlib.sha256(name.encode()).hexdigest()[:20]
    # The file's name tells host and path; what a query holds (a signature, at times) is no one's but the store's.
    place = Path("_".join(filter(None, (parts.hostname, *parts.path.split("/")))))
    return data.fetched / key / _safe(f"{place.stem}~{key[:6]}{place.suffix}" if parts.query else place.name)


def _safe(segment: str) -> str:
    """A file's name for a segment of an address: never a way out of the folder, never hidden, never too long."""
    name = quote(segment, safe=" !#$&'()+,;=@[]?") or "%"
    if name.startswith("."):
        name = f"%2E{name[1:]}"
    if len(name) > _NAME:
        name = f"{hashlib.sha256(segment.encode()).hexdigest()[:20]}-{name[-_NAME:]}"
    return name


def _spool(source: BinaryIO, target: Path) -> None:
    if source.isatty():
        message = f"{STDIN}: nothing is piped into standard input; write `… | dedi build {STDIN}`, or name a file"
        raise UserError(message)
    target.parent.mkdir(parents=True, exist_ok=True)
    _write(source, target)


def _write(source: BinaryIO, target: Path) -> bool:
    """Write a file aside and rename it, so that a copy is whole or not there; tell whether it differs from before."""
    aside = target.with_name(f".{target.name}.part")
    with aside.open("wb") as file:
        shutil.copyfileobj(source, file, 1024 * 1024)
    other = not target.is_file() or not filecmp.cmp(aside, target, shallow=False)
    aside.replace(target)
    return other


def _mirror(address: str, target: Path) -> None:
    """Bring the copy of an address up to date: fetch what is new or changed, delete what is gone."""
    store, root = _store(address)
    index = target.parent / _INDEX
    held = _held(index)
    target.parent.mkdir(parents=True, exist_ok=True)
    seen: dict[str, dict[str, str]] = {}
    now = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        for path, place, version in _files(store, address, root, target):
            name = place.relative_to(target.parent).as_posix()
            known = held.get(name, {})
            if not (version and known.get("version") == version and place.is_file()):
                place.parent.mkdir(parents=True, exist_ok=True)
                with store.open(path, "rb") as source:
                    known = {} if _write(source, place) else known
            # What is unchanged was collected when it was first seen: a build must not depend on its own day.
            seen[name] = {
                "version": version,
                "url": _public(address if place == target else f"{address.rstrip('/')}/{path[len(root) :].strip('/')}"),
                "collected_at": known.get("collected_at", now),
            }
    except Exception as error:  # every store has errors of its own; whichever it was stops the build and is told
        if _missing(error):
            message = f"{address}: no such file or folder there"
            raise UserError(message) from error
        message = f"{address}: cannot be fetched ({type(error).__name__}: {error}); what was built last is in place"
        raise BuildError(message) from error
    for name in held.keys() - seen.keys():
        (target.parent / name).unlink(missing_ok=True)
    index.write_text(json.dumps(seen, indent=1, sort_keys=True), encoding="utf-8")


def _held(index: Path) -> dict[str, dict[str, str]]:
    """What a copy's index says of its files; nothing where it is of an older kind."""
    held: dict[str, Any] = json.loads(index.read_text(encoding="utf-8")) if index.exists() else {}
    return {name: entry if isinstance(entry, dict) else {} for name, entry in held.items()}


def _public(address: str) -> str:
    """An address as it may be told: without user and password, and without a query that holds a key of any kind."""
    parts = urlsplit(address)
    hidden = any(_SECRET.search(name) for name, _ in parse_qsl(parts.query, keep_blank_values=True))
    return parts._replace(
        netloc=parts.netloc.rpartition("@")[2], query="" if hidden else parts.query, fragment=""
    ).geturl()


def _missing(error: Exception) -> bool:
    """Whether a store says that there is nothing; over HTTP an unreachable one says so too, its cause apart."""
    cause = error.__cause__
    unreached = isinstance(cause, OSError) or getattr(cause, "status", 404) not in _GONE
    return isinstance(error, FileNotFoundError) and not unreached


def _store(address: str) -> tuple["AbstractFileSystem", str]:
    import fsspec  # noqa: PLC0415 - most builds read local files

    try:
        store, root = fsspec.core.url_to_fs(address)
    except ImportError as error:
        message = f"{address}: such addresses need an extra that is not installed: install dedi[remote]"
        raise UserError(message) from error
    except ValueError as error:
        message = f"{address}: no such kind of address; s3://, gs:// and https:// are read"
        raise UserError(message) from error
    store.invalidate_cache()  # a schedule asks again and again
    return store, root


def _files(store: "AbstractFileSystem", address: str, root: str, target: Path) -> Iterator[tuple[str, Path, str]]:
    """Every file of an address: its path in the store, its place here, its version ("" where the store tells none)."""
    if urlsplit(address).scheme.lower() in _WEB:  # a page is a page: the links on it are not followed
        yield root, target, _version(store.info(root))
        return
    details: dict[str, dict[str, Any]] = store.find(root, detail=True)
    if not details:
        raise FileNotFoundError(root)
    stem = root.rstrip("/")
    folders = {str(parent) for path in details for parent in PurePosixPath(path).parents}
    for path, info in sorted(details.items()):
        inner = path[len(stem) :].strip("/")
        if path.rstrip("/") in folders or path.endswith("/"):
            if not info.get("size"):
                continue  # what stores keep in place of a folder
            inner += "/%"  # a file that has files under it, which no folder here can hold
        if any(part.startswith(".") and part not in _DOTS for part in inner.split("/")):
            continue  # hidden, as in a local folder
        yield path, target.joinpath(*map(_safe, inner.split("/"))) if inner else target, _version(info)


def _version(info: dict[str, Any]) -> str:
    return next((f"{field} {info[field]} {info.get('size')}" for field in _VERSIONS if info.get(field)), "")
