"""Bytes → clean text: the encoding told, repairs made and recorded, nothing invisible left.

Line breaks survive as they are (`plain` reads them); everything else that has no glyph goes.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from flows.extract.refused import Refused

# What a file begins with, whatever its name says. The text-like magics carry the bytes that no text has.
_SIGNATURES: Final = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"%PDF-", "a PDF"),
    (b"\x7fELF", "an ELF program"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"BZh91AY&SY", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x00asm", "a WebAssembly program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"OggS\x00", "an Ogg recording"),
    (b"fLaC\x00", "a FLAC recording"),
)
_BOMS: Final = (  # UTF-32 first: its little-endian mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UTF16_ROWS: Final = frozenset(b"\x00\x04\x20")  # the high bytes of ASCII, Cyrillic and general punctuation
_REPLACEMENT: Final = "\ufffd"

_ANSI = re.compile(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)|\x1b[@-Z\\^_]")
# C0 and C1 apart from tab and the line breaks LF, VT, FF, CR and NEL.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_INVISIBLES = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Clean text and the flags (`schemas.vocabulary.FLAGS`) of the repairs it took."""

    text: str
    flags: tuple[str, ...]


def decode(raw: bytes) -> Decoded:
    """Turn raw bytes into NFC text with plain spaces, without controls, ANSI escapes and invisible characters.

    Reads UTF-8 with or without a byte order mark, UTF-16 and UTF-32 with one. A few invalid bytes become U+FFFD.
    Raises Refused for bytes that are no text (binary), whose encoding cannot be told (unknown_encoding), or that
    hold nothing visible (empty).
    """
    _refuse_binary(raw)
    text, flags = _characters(raw)
    text, escapes = _ANSI.subn("", text)
    length = len(text)
    text, controls = _CONTROLS.subn("", text)
    if controls * 20 > length:
        raise Refused("binary", f"{controls} of {length} characters are controls")
    if escapes or controls:
        flags.append("controls_removed")
    text, invisibles = _INVISIBLES.subn("", text)
    if invisibles:
        flags.append("invisibles_removed")
    text = unicodedata.normalize("NFC", _SPACES.sub(" ", text))
    if not text or text.isspace():
        raise Refused("empty", f"{len(raw)} bytes, nothing visible in them")
    return Decoded(text, tuple(flags))


def _refuse_binary(raw: bytes) -> None:
    for magic, kind in _SIGNATURES:
        if raw.startswith(magic):
            raise Refused("binary", f"the bytes are {kind}")
    if raw.startswith(b"RIFF") and raw[8:12] in {b"WEBP", b"WAVE", b"AVI "}:
        raise Refused("binary", "the bytes are an image or a recording")
    if raw.startswith(b"PAR1") and raw.endswith(b"PAR1"):
        raise Refused("binary", "the bytes are a Parquet file")


def _characters(raw: bytes) -> tuple[str, list[str]]:
    """The text in the encoding that its mark names, else in UTF-8; what else it may be is decided here."""
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _repaired(raw[len(mark) :], encoding)
    for parity in (0, 1):
        rows, cells = set(raw[parity::2]), set(raw[1 - parity :: 2])
        if rows <= _UTF16_ROWS and not rows.isdisjoint(b"\x00\x04") and not cells <= _UTF16_ROWS:
            raise Refused("unknown_encoding", "the bytes look like UTF-16 without a byte order mark")
    return _repaired(raw, "utf-8")


def _repaired(raw: bytes, encoding: str) -> tuple[str, list[str]]:
    try:
        return raw.decode(encoding), []
    except UnicodeDecodeError as error:
        first = error
    text = raw.decode(encoding, errors="replace")
    written = raw.count(_REPLACEMENT.encode(encoding))  # those the source itself holds are no repair of ours
    broken = text.count(_REPLACEMENT) - written
    if broken > max(1, len(text) // 100) or broken * 2 >= len(text):
        detail = f"{broken} invalid places in {len(text)} characters of {encoding}, the first at byte {first.start}"
        raise Refused("binary" if raw.count(0) * 100 > len(raw) else "unknown_encoding", detail)
    return text, ["encoding_repaired"]
