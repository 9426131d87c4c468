"""Writing files so that a reader, or the next build, never meets half of one."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def fsync(path: Path) -> None:
    """Make a file's content, or a folder's entries, durable."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_json(path: Path, content: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Write a JSON file in one step: aside, fsynced, renamed."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with aside.open("w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=1, sort_keys=True)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    fsync(path.parent)


@contextmanager
def directory_aside(target: Path) -> Iterator[Path]:
    """Give an empty folder to write into, that takes the place of `target` when the block ends without error.

    What stood at `target` before is removed: callers do this only where nobody relies on it.
    """
    aside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    if aside.exists():
        shutil.rmtree(aside)
    aside.mkdir(parents=True)
    yield aside
    for entry in aside.rglob("*"):
        fsync(entry)
    fsync(aside)
    if target.exists():
        shutil.rmtree(target)
    aside.rename(target)
    fsync(target.parent)


def point(link: Path, target: Path) -> None:
    """Make `link` a relative symbolic link to `target`, in one step."""
    aside = link.with_name(f".{link.name}.{os.getpid()}.tmp")
    aside.unlink(missing_ok=True)
    aside.symlink_to(os.path.relpath(target, link.parent))
    aside.replace(link)
    fsync(link.parent)
