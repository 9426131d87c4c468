"""WARC → records: the pages that were served become documents, everything else is told and counted."""

import hashlib
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BufferedReader, BytesIO
from typing import Any, BinaryIO, Final

import pyarrow as pa
from fastwarc.warc import ArchiveIterator, WarcRecordType

from flows.extract import sniff
from flows.extract.dates import YEARS
from flows.extract.frames import Frame, frames
from flows.extract.record import Record
from flows.extract.refused import Refused
from flows.extract.unpack import Break, compression, unpack

_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
# Records about other records: no raw documents, so they are counted and nothing more.
_ABOUT: Final = WarcRecordType.warcinfo | WarcRecordType.request | WarcRecordType.metadata | WarcRecordType.continuation
_CHUNK_SIZE: Final = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")
_URL: Final = 2000
_HEADERS: Final = 64 * 1024  # bytes that HTTP headers may add to a payload
_PIECE: Final = 1024 * 1024  # bytes of brotli unpacked at once


def records(
    stream: BinaryIO, *, limit: int, ratio: int, skipped: Counter[str], breaks: Sequence[Break] = ()
) -> Iterator[Record]:
    """Read the records of an uncompressed WARC stream one at a time.

    Args:
        stream: The file, unpacked.
        limit: Bytes a payload may have, packed and unpacked.
        ratio: How many times its size a compressed payload may unpack to.
        skipped: Counts the records that are about others (requests, metadata), by their type.
        breaks: Where unpacking met damage, as `unpack.Unpacked.breaks`.

    Yields:
        A Record for every response, resource, revisit and conversion, in file order; `refused` on those that are no
        page that was served with status 200, that are damaged, or that cannot be unpacked. What is no record at all is
        refused in its place, so that each byte of the file is in a Record or in one that is about others.
    """
    for number, frame in enumerate(frames(stream, limit=limit + _HEADERS, breaks=breaks), 1):
        locator = f"record {number}, byte {frame.start}"
        found = None if frame.damage else _parsed(frame)
        if found is None:
            yield _broken(locator, frame)
        elif found.record_type & _ABOUT:
            skipped[str(found.record_type)] += 1
        else:
            yield _record(locator, found, frame, limit, ratio)


class _Stream:
    """What FastWARC asks of a stream."""

    def __init__(self, content: bytes) -> None:
        inner = BytesIO(content)
        self.read, self.tell = inner.read, inner.tell


def _parsed(frame: Frame) -> Any:  # noqa: ANN401 - no types
    """FastWARC's reading of a record; None where it finds none."""
    stream: Any = _Stream(frame.head + frame.content)
    try:
        return next(iter(ArchiveIterator(stream, parse_http=True, auto_decode="none", quirks_mode=True)), None)
    except OSError:
        return None


def _broken(locator: str, frame: Frame) -> Record:
    detail = frame.damage or "a record whose header cannot be read"
    return Record(locator, frame.head + frame.content, sniff.WARC, refused=Refused("truncated", detail))


def _record(locator: str, found: Any, frame: Frame, limit: int, ratio: int) -> Record:  # noqa: ANN401
    http = found.http_headers if found.is_http else None
    status = http.status_code if http is not None else None
    kind = (found.http_content_type or "") if http is not None else (found.headers.get("Content-Type") or "")
    kind = kind.partition(";")[0].strip().lower()
    payload = found.reader.read()
    url = "".join(found.headers.get("WARC-Target-URI") or "").strip("<> ")[:_URL] or None
    refused, digest = None, None
    if len(payload) > limit:
        whole = hashlib.sha256(payload)
        for piece in frame.rest:
            whole.update(piece)
        digest = whole.hexdigest()
        refused = Refused("too_large", f"more than {limit} bytes")
    elif found.record_type not in (WarcRecordType.response, WarcRecordType.resource):
        refused = Refused("not_a_page", f"a {found.record_type} of {url}")
    elif (status or 0) < 100 and found.record_type == WarcRecordType.response:
        refused = Refused("truncated", f"a response without a whole HTTP header, of {url}")
    elif http is not None and status != 200:
        refused = Refused("not_a_page", f"status {status}, {url}")
    body, charset = payload, None
    if refused is None and http is not None:
        charset = found.http_charset
        try:
            body = _decoded(payload, http, limit, ratio)
        except Refused as refusal:
            refused = refusal
    if refused is None and kind not in _PAGES and (kind or sniff.media_type(body[: sniff.HEAD], "") != sniff.HTML):
        refused = Refused("not_a_page", f"{kind or 'no content type'}, {url}")
    date = found.record_date
    return Record(
        locator,
        payload if refused else body,
        sniff.HTML,
        url=_text(url),
        charset=charset,
        collected_at=date if date is not None and date.year in YEARS else None,
        refused=refused and Refused(refused.reason, _text(refused.detail) or ""),
        digest=digest,
    )


def _text(text: str | None) -> str | None:
    """What a header holds as text that any table takes."""
    return text and "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


def _decoded(payload: bytes, http: Any, limit: int, ratio: int) -> bytes:  # noqa: ANN401
    """Undo chunks and compression, which archives keep or undo without changing the headers. Raises Refused."""
    body = payload
    if "chunked" in (http.get("Transfer-Encoding") or "").lower():
        body = _unchunked(body)
    coding = (http.get("Content-Encoding") or "").lower().replace(" ", "")
    if compression(body) is not None:
        stream, layers = unpack(BufferedReader(BytesIO(body)), ratio)
        body = stream.read(limit + 1)
        if any("truncated" in layer.flags for layer in layers):
            raise Refused("truncated", "the compressed page breaks off")
    elif "deflate" in coding:
        body = _inflated(body, limit)
    elif "br" in coding.split(","):
        body = _unbrotlied(body, limit)
    if len(body) > limit:
        raise Refused("too_large", f"it unpacks to more than {limit} bytes")
    return body


def _unchunked(body: bytes) -> bytes:
    """Join the chunks of a body; one that was joined before, or is broken, is given as it is."""
    parts: list[bytes] = []
    place = 0
    while match := _CHUNK_SIZE.match(body, place):
        size = int(match[1], 16)
        if not size:
            return b"".join(parts)
        parts.append(body[match.end() : match.end() + size])
        place = match.end() + size
        place += 2 if body[place : place + 2] == b"\r\n" else 1
    return body


def _inflated(body: bytes, limit: int) -> bytes:
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            return zlib.decompressobj(bits).decompress(body, limit + 1)
        except zlib.error:
            continue
    return body


def _unbrotlied(body: bytes, limit: int) -> bytes:
    """Unpack brotli, which has no magic: what is none, and a page, is given as it is. Raises Refused (truncated)."""
    parts: list[bytes] = []
    try:
        with pa.CompressedInputStream(pa.BufferReader(body), "brotli") as stream:
            while sum(map(len, parts)) <= limit and (piece := stream.read(_PIECE)):
                parts.append(piece)
    except OSError as error:
        if sniff.media_type(body[: sniff.HEAD], "") == sniff.HTML:
            return body
        raise Refused("truncated", f"brotli data that cannot be unpacked: {error}") from None
    return b"".join(parts)
