"""Which reader takes which raw file."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from flows.extract import plain
from flows.extract.document import Document
from flows.extract.refused import Refused

_PLAIN_TEXT: Final = frozenset({"", ".txt", ".text"})


def documents(raw: bytes, *, raw_path: str, raw_sha256: str) -> Iterator[Document | Refused]:
    """Read every document of a raw file.

    Yields:
        In file order, each document, or why it was refused: as many items as the file holds raw documents.
    """
    suffix = PurePosixPath(raw_path).suffix.lower()
    if suffix not in _PLAIN_TEXT:
        yield Refused("unsupported_format", f"no reader for {suffix} files")
        return
    try:
        yield plain.read(raw, raw_path=raw_path, raw_sha256=raw_sha256)
    except Refused as refusal:
        yield refusal
