"""What kind of file bytes are: by their beginning; the name decides only between kinds that content cannot tell."""

import json
import re
from pathlib import PurePosixPath
from typing import Final

from flows.extract.decode import binary, marked, parquet, utf16

HEAD: Final = 64 * 1024  # bytes looked at

TEXT: Final = "text/plain"
HTML: Final = "text/html"
WARC: Final = "application/warc"
JSONL: Final = "application/x-ndjson"
PARQUET: Final = "application/vnd.apache.parquet"

_COMPRESSED: Final = frozenset({".gz", ".gzip", ".bz2", ".xz", ".zst", ".zstd"})
_HTML_NAMES: Final = frozenset({".htm", ".html", ".xhtml"})
_JSONL_NAMES: Final = frozenset({".jsonl", ".ndjson"})
_TABLE_NAMES: Final = {".csv": (b",", b";", b"\t"), ".tsv": (b"\t",)}

_WARC: Final = re.compile(rb"[\r\n]*WARC/\d\.\d\s*\n")
_MARKS: Final = re.compile(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*")
_LEADING: Final = re.compile(rb"(?:<\?xml[^>]{0,200}\?>|<!--[^>]{0,2000}-->|\s)*")
_PAGE: Final = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|div|p|article|section|main|header|h[1-6]|table)"
    rb"[\s/>]",
    re.IGNORECASE,
)
_WITHIN: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_TAG: Final = re.compile(rb"</?[a-z][a-z0-9]*[\s/>]", re.IGNORECASE)
_OBJECT: Final = re.compile(rb'\{\s*"')
# Text that is no article's: feeds and drawings, JSON that is not one object a line, rich text, PostScript.
_OTHER: Final = re.compile(
    rb"<\?xml|<(?:rss|feed|svg|urlset|sitemapindex)[\s>]|\{\s*\"[^\"\n]{1,200}\"\s*:|\[\s*[\[{]|\{\\rtf|%!PS",
    re.IGNORECASE,
)
_LINES: Final = 10  # looked at for an object, since the first may be broken
_WITHIN_BYTES: Final = 2048


def suffix(name: str) -> str:
    """The ending of a file's name in small letters, endings of compression aside: `.jsonl` of `a.jsonl.zst`."""
    path = PurePosixPath(name.lower())
    while path.suffix in _COMPRESSED:
        path = path.with_suffix("")
    return path.suffix


def wide(head: bytes) -> str | None:
    """The encoding of several bytes a unit that a byte order mark shows, or every second byte; None for others."""
    found = marked(head)
    return (found[1] if found[1] != "utf-8" else None) if found else utf16(head)


def media_type(head: bytes, name: str) -> str | None:
    """Tell what a file is.

    Args:
        head: Its first `HEAD` bytes, unpacked.
        name: Its name.

    Returns:
        `text/plain`, `text/html`, `application/warc`, `application/x-ndjson`, `application/vnd.apache.parquet`; None
        for what no reader takes. Binary content is `text/plain` here: decoding it says what it is.
    """
    if _WARC.match(head):
        return WARC
    if parquet(head):
        return PARQUET
    if binary(head):
        return TEXT
    if encoding := wide(head):
        head = head.decode(encoding, errors="ignore").encode(errors="ignore")
    return _of_text(head, suffix(name))


def _of_text(head: bytes, ending: str) -> str | None:
    start = head[_MARKS.match(head).end() :].replace(b"\0", b"")  # type: ignore[union-attr]
    page = start[_LEADING.match(start).end() :]  # type: ignore[union-attr]
    if _PAGE.match(page):
        return HTML
    named = ending in _JSONL_NAMES
    if _record(start) or (named and (start.startswith((b"{", b"[")) or any(map(_is_object, _lines(start))))):
        return JSONL
    if _WITHIN.search(start[:_WITHIN_BYTES]) or (ending in _HTML_NAMES and _TAG.search(start)):
        return HTML
    return None if _OTHER.match(start) or _OTHER.match(page) or _table(start, ending) else TEXT


def _lines(start: bytes) -> list[bytes]:
    return [line for line in start.split(b"\n", _LINES)[:_LINES] if line.strip()]


def _table(start: bytes, ending: str) -> bool:
    """Whether a file that is called a table is one: each of its first lines has as many cells as the first, or more."""
    lines = _lines(start)
    return any(
        all(line.count(mark) >= lines[0].count(mark) > 0 for line in lines) for mark in _TABLE_NAMES.get(ending, ())
    )


def _record(start: bytes) -> bool:
    """Whether a file begins as JSON and one of its first lines is an object, or more of one than was looked at."""
    if not start.startswith((b"{", b"null", b"[")):
        return False
    if b"\n" not in start and _OBJECT.match(start):
        return True
    return any(map(_is_object, _lines(start)))


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
