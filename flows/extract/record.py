"""One raw document as it lies in a file, before it is read: its bytes and its place."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from flows.extract.refused import Refused


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file came from and when it was fetched, for files that are copies."""

    url: str | None = None
    collected_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A raw document or what stands in a document's place.

    `locator` says where in the file, unpacked, it lies: empty for a whole file, `record 3, byte 5120`,
    `line 7, byte 90`, `row 12`. `payload` are its own bytes (a page's body, a line, a cell); `charset` is the label
    that its transport declares; `refused` says why it is not read any further; `digest` is the SHA-256 of a payload too
    large to be held.
    """

    locator: str
    payload: bytes
    media_type: str
    url: str | None = None
    charset: str | None = None
    collected_at: datetime | None = None
    flags: tuple[str, ...] = ()
    refused: Refused | None = None
    digest: str | None = None

    @property
    def sha256(self) -> str:
        """The SHA-256 of its own bytes, all of them."""
        return self.digest or hashlib.sha256(self.payload).hexdigest()
