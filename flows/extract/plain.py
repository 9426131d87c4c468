"""Plain text → Document: one article a file, one block a line."""

from datetime import datetime
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
    url: str | None = None,
    collected_at: datetime | None = None,
) -> Document:
    """Read one plain-text article of at most `paragraphs` lines; `flags` are those of its unpacking.

    `url` and `collected_at` say where it was fetched from and when; on the web that is the article's own address.

    Raises Refused when the bytes are no text or hold nothing to read.
    """
    decoded = decode(raw)
    return compose(
        decoded.text,
        Declared(url=url if url and url.lower().startswith(("http://", "https://")) else None),
        raw_path=raw_path,
        locator=locator,
        raw_sha256=raw_sha256,
        media_type=MEDIA_TYPE,
        flags=(*flags, *decoded.flags),
        paragraphs=paragraphs,
        url=url,
        collected_at=collected_at,
    )
