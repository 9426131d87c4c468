"""Plain text → Document: one article a file, one block a line."""

from typing import Final

from flows.extract.compose import compose
from flows.extract.decode import decode
from flows.extract.document import Declared, Document

MEDIA_TYPE: Final = "text/plain"


def read(
    raw: bytes,
    *,
    raw_path: str,
    locator: str = "",
    raw_sha256: str,
    flags: tuple[str, ...] = (),
    paragraphs: int | None = None,
) -> Document:
    """Read one plain-text article of at most `paragraphs` lines; `flags` are those of its unpacking.

    Raises Refused when the bytes are no text or hold nothing to read.
    """
    decoded = decode(raw)
    return compose(
        decoded.text,
        Declared(),
        raw_path=raw_path,
        locator=locator,
        raw_sha256=raw_sha256,
        media_type=MEDIA_TYPE,
        flags=(*flags, *decoded.flags),
        paragraphs=paragraphs,
    )
