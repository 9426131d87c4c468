"""A raw file → its documents: what kind of file it is by its content, and the reader that takes it."""

import io
import shutil
import tempfile
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final, cast

from flows.extract import columns, html, jsonl, plain, sniff, warc
from flows.extract.child import Pages
from flows.extract.document import Document
from flows.extract.record import Origin, Record
from flows.extract.refused import Refused
from flows.extract.unpack import FREE, Unpacked, unpack
from flows.settings import Limits

_AHEAD: Final = 8  # records begun before the one that is given is finished, at most
_AHEAD_BYTES: Final = 1024 * 1024  # of their payloads; a larger record is begun alone
_HERE: Final = Origin()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A raw document that was refused: where it lies, the SHA-256 of its bytes, why."""

    locator: str
    raw_sha256: str
    refused: Refused


def documents(
    file: BinaryIO,
    *,
    raw_path: str,
    raw_sha256: str,
    limits: Limits,
    pages: Pages,
    skipped: Counter[str],
    scratch: Path | None = None,
    origin: Origin = _HERE,
) -> Iterator[Document | Rejected]:
    """Read every document of a raw file, one at a time, in file order.

    Args:
        file: The file, at its beginning; it can seek.
        raw_path: Its path in the tables; the name tells kinds apart that content cannot.
        raw_sha256: Of the whole file, given to a file that is one document.
        limits: The bounds of what is taken.
        pages: Where HTML pages are taken apart.
        skipped: Counts what is no document: blank lines, records about other records.
        scratch: A folder for what must be unpacked whole; the system's if not given.
        origin: Where the file came from: the address of the document that it is, if it is one.

    Yields:
        Each document, or why it was refused: as many items as the file holds raw documents.
    """
    found = records(file, raw_path, limits, skipped, scratch)
    traced = (one if one.locator else replace(one, url=origin.url, collected_at=origin.collected_at) for one in found)
    begun = (_begin(record, raw_sha256, pages) for record in traced)
    for one in _ahead(begun):
        try:
            yield _finish(one, raw_path, limits, pages)
        except Refused as refusal:
            yield Rejected(one.record.locator, one.digest, refusal)


@dataclass(frozen=True, slots=True)
class _Begun:
    """A record that is being read: the SHA-256 of its bytes, and the page that it is or why it is refused."""

    record: Record
    digest: str
    page: html.Begun | None = None
    refused: Refused | None = None


def _ahead(begun: Iterator[_Begun]) -> Iterator[_Begun]:
    """The same records, begun ahead of the one that is given: the child reads pages while its parent does the rest."""
    held: deque[_Begun] = deque()
    size, failure = 0, None
    while failure is None:
        try:
            held.append(next(begun))
            size += len(held[-1].record.payload)
        except Exception as error:  # noqa: BLE001 - StopIteration, or raised again when what came before it is given
            failure = error
        while held and (failure or len(held) > _AHEAD or size > _AHEAD_BYTES):
            size -= len(held[0].record.payload)
            yield held.popleft()
    if not isinstance(failure, StopIteration):
        raise failure


def records(
    file: BinaryIO, raw_path: str, limits: Limits, skipped: Counter[str], scratch: Path | None = None
) -> Iterator[Record]:
    """Take a raw file apart into its records, unread; one that breaks off, or holds none, ends with a refused one."""
    locator = ""
    broken, found = False, False
    layers: list[Unpacked] = []
    try:
        stream, layers = unpack(file, limits.ratio)
        for record in _records(file, stream, layers, raw_path, limits, skipped, scratch):
            locator, found = record.locator, True
            broken |= record.refused is not None and record.refused.reason == "truncated"
            yield record
        if locator and not broken and any(layer.flags for layer in layers):
            raise Refused("truncated", f"the compressed file breaks off, or holds something else, after {locator}")
        if not found:
            raise Refused("empty", "no document in it")
    except Refused as refusal:
        yield Record(f"after {locator}" if locator else "", b"", "application/octet-stream", refused=refusal)


def _records(
    file: BinaryIO,
    stream: io.BufferedReader,
    layers: list[Unpacked],
    raw_path: str,
    limits: Limits,
    skipped: Counter[str],
    scratch: Path | None,
) -> Iterator[Record]:
    head = stream.peek(sniff.HEAD)[: sniff.HEAD]
    kind = sniff.media_type(head, raw_path)
    if kind == sniff.WARC:
        breaks = layers[-1].breaks if layers else ()
        limit, ratio = limits.document_bytes, limits.ratio
        yield from warc.records(stream, limit=limit, ratio=ratio, skipped=skipped, breaks=breaks)
    elif kind == sniff.JSONL:
        encoding = sniff.wide(head)
        yield from jsonl.records(stream, limit=limits.document_bytes, skipped=skipped, encoding=encoding)
    elif kind == sniff.PARQUET:
        with _seekable(file, stream, layers, scratch) as whole:
            yield from columns.records(whole, limit=limits.document_bytes, ratio=limits.ratio)
    elif kind is None:
        raise Refused("unsupported_format", "markup, JSON or a table that no reader takes")
    else:
        payload = _whole(stream, limits)
        flags = tuple(flag for layer in layers for flag in layer.flags)
        yield Record("", payload, kind, flags=flags)


@contextmanager
def _seekable(file: BinaryIO, stream: BinaryIO, layers: list[Unpacked], scratch: Path | None) -> Iterator[BinaryIO]:
    """The file itself if it is not compressed, else a copy, on disk if it is large: Parquet is read from its end."""
    if not layers:
        file.seek(0)
        yield file
        return
    with tempfile.SpooledTemporaryFile(FREE, dir=None if scratch is None else str(scratch)) as copy:
        shutil.copyfileobj(stream, copy, FREE // 16)
        copy.seek(0)
        yield cast("BinaryIO", copy)


def _whole(stream: BinaryIO, limits: Limits) -> bytes:
    raw = stream.read(limits.document_bytes + 1)
    if len(raw) > limits.document_bytes:
        raise Refused("too_large", f"more than {limits.document_bytes} bytes")
    return raw


def _begin(record: Record, raw_sha256: str, pages: Pages) -> _Begun:
    digest = record.sha256 if record.locator else raw_sha256
    if record.refused or record.media_type != sniff.HTML:
        return _Begun(record, digest, refused=record.refused)
    try:
        return _Begun(record, digest, html.begin(record, pages))
    except Refused as refusal:
        return _Begun(record, digest, refused=refusal)


def _finish(begun: _Begun, raw_path: str, limits: Limits, pages: Pages) -> Document:
    record, digest = begun.record, begun.digest
    if begun.refused:
        raise begun.refused
    if begun.page:
        return html.finish(begun.page, pages, raw_path=raw_path, raw_sha256=digest, paragraphs=limits.paragraphs)
    if record.media_type in {sniff.JSONL, sniff.PARQUET}:
        return jsonl.read(record, raw_path=raw_path, raw_sha256=digest, paragraphs=limits.paragraphs)
    return plain.read(
        record.payload,
        raw_path=raw_path,
        locator=record.locator,
        raw_sha256=digest,
        flags=record.flags,
        paragraphs=limits.paragraphs,
        url=record.url,
        collected_at=record.collected_at,
    )
