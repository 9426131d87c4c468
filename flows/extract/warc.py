"""WARC → records: the pages that were served become documents, everything else is told and counted."""

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from io import BufferedReader, BytesIO
from typing import Any, BinaryIO, Final

from fastwarc.warc import ArchiveIterator, WarcRecordType

from flows.extract import sniff
from flows.extract.dates import YEARS
from flows.extract.record import Record
from flows.extract.refused import Refused
from flows.extract.unpack import compression, unpack

_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
# Records about other records: no raw documents, so they are counted and nothing more.
_ABOUT: Final = WarcRecordType.warcinfo | WarcRecordType.request | WarcRecordType.metadata | WarcRecordType.continuation
_NEXT: Final = re.compile(rb"\r?\n\r?\n(?=WARC/\d)")
_CHUNK_SIZE: Final = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")
_URL: Final = 2000


class _Stream:
    """What FastWARC asks of a stream; a buffered file would offer to seek, and it cannot."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner, self._place = inner, 0

    def read(self, size: int = -1) -> bytes:
        piece = self._inner.read(size)
        self._place += len(piece)
        return piece

    def tell(self) -> int:
        return self._place


def _archive(source: BinaryIO) -> Iterator[Any]:
    stream: Any = _Stream(source)
    return iter(ArchiveIterator(stream, parse_http=True, auto_decode="none", quirks_mode=True))


def records(stream: BinaryIO, *, limit: int, ratio: int, skipped: Counter[str]) -> Iterator[Record]:
    """Read the records of an uncompressed WARC stream one at a time.

    Args:
        stream: The file, unpacked.
        limit: Bytes a payload may have, packed and unpacked.
        ratio: How many times its size a compressed payload may unpack to.
        skipped: Counts the records that are about others (requests, metadata), by their type.

    Yields:
        A Record for every response, resource, revisit and conversion, in file order; `refused` on those that are no
        page that was served with status 200, that break off, or that cannot be unpacked.
    """
    number = 0
    pending: list[BinaryIO] = [stream]
    while pending:
        source = pending.pop()
        archive = _archive(source)
        while True:
            number += 1
            try:
                found = next(archive, None)
                if found is None:
                    number -= 1
                    break
                if found.record_type & _ABOUT:
                    skipped[str(found.record_type)] += 1
                    continue
                payload = found.reader.read(limit + 1)
            except OSError as error:
                yield _broken(number, b"", f"{error}; the rest of the file is not read")
                break
            if found.content_length > len(payload) and len(payload) <= limit:
                whole, rest = _overrun(payload)
                yield _broken(number, whole, f"{len(payload)} of {found.content_length} bytes are there")
                if rest:
                    pending.append(BytesIO(rest))
                    break
                continue
            yield _record(f"record {number}", found, payload, limit, ratio)


def _broken(number: int, payload: bytes, detail: str) -> Record:
    return Record(f"record {number}", payload, sniff.WARC, refused=Refused("truncated", detail))


def _overrun(payload: bytes) -> tuple[bytes, bytes]:
    """Part a record that claims more bytes than the file has from the records it would swallow."""
    match = _NEXT.search(payload)
    return (payload, b"") if match is None else (payload[: match.start()], payload[match.end() :])


def _record(locator: str, found: Any, payload: bytes, limit: int, ratio: int) -> Record:  # noqa: ANN401 - no types
    http = found.http_headers if found.is_http else None
    status = http.status_code if http is not None else None
    kind = (found.http_content_type or "") if http is not None else (found.headers.get("Content-Type") or "")
    kind = kind.partition(";")[0].strip().lower()
    url = "".join(found.headers.get("WARC-Target-URI") or "").strip("<> ")[:_URL] or None
    refused = None
    if len(payload) > limit:
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
    )


def _text(text: str | None) -> str | None:
    """What a header holds as text that any table takes."""
    return text and "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


def _decoded(payload: bytes, http: Any, limit: int, ratio: int) -> bytes:  # noqa: ANN401
    """Undo chunks and compression, which archives keep or undo without changing the headers. Raises Refused."""
    body = payload
    if "chunked" in (http.get("Transfer-Encoding") or "").lower():
        body = _unchunked(body)
    coding = (http.get("Content-Encoding") or "").lower()
    if compression(body) is not None:
        stream, layers = unpack(BufferedReader(BytesIO(body)), ratio)
        body = stream.read(limit + 1)
        if any("truncated" in layer.flags for layer in layers):
            raise Refused("truncated", "the compressed page breaks off")
    elif "deflate" in coding:
        body = _inflated(body, limit)
    elif "br" in coding and not sniff.media_type(body[: sniff.HEAD], ""):
        raise Refused("unsupported_format", "a page compressed with brotli")
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
