"""Bytes → clean text: the encoding told, repairs made and recorded, nothing invisible left.

Line breaks survive as they are (`plain` reads them); everything else that has no glyph goes.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from flows.extract import homoglyphs, mojibake
from flows.extract.charset import detect
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
_PARQUET: Final = re.compile(rb"PAR1[\x00-\x08\x0e-\x1f]")  # a structure follows, and it begins so
_UTF16_ROWS: Final = b"\x00\x04\x20\x21"  # the high bytes of ASCII, Cyrillic, punctuation and letter-like signs
_UTF16_SAMPLE: Final = 20_000
_ROWS_SHARE: Final = 0.95  # of the high bytes that are one of these
_SOUND: Final = 10  # so many sound signs outside ASCII for each broken one make a text UTF-8 with broken places
_REPLACEMENT: Final = "\ufffd"

_ANSI = re.compile(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)|\x1b[@-Z\\^_]")
# C0 and C1 apart from tab and the line breaks LF, VT, FF, CR and NEL.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_INVISIBLES = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_VISIBLE = re.compile(rf"[^\s{_REPLACEMENT}]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and the flags (`schemas.vocabulary.FLAGS`) of the repairs it took."""

    text: str
    flags: tuple[str, ...]


def decode(raw: bytes, declared: Iterable[str] = ()) -> Decoded:
    """Turn raw bytes into clean text: `characters`, then `clean`.

    Raises Refused for bytes that are no text (binary), whose encoding cannot be told (unknown_encoding), or that
    hold nothing visible (empty).
    """
    found = characters(raw, declared)
    cleaned = clean(found.text)
    if not _VISIBLE.search(cleaned.text):
        raise Refused("empty", f"{len(raw)} bytes, nothing visible in them")
    return Decoded(cleaned.text, (*found.flags, *cleaned.flags))


def characters(raw: bytes, declared: Iterable[str] = ()) -> Decoded:
    """Tell the encoding of raw bytes and decode them; nothing else is changed.

    In this order: a byte order mark, UTF-16 by its zero bytes, UTF-8, what `declared` (charset labels, the best
    authority first) names if it makes letters, and the one-byte encodings of the language packs. A few invalid bytes
    become U+FFFD. Raises Refused (binary, unknown_encoding).
    """
    if kind := binary(raw):
        raise Refused("binary", f"the bytes are {kind}")
    if found := marked(raw):
        mark, encoding = found
        return decoded(raw[len(mark) :], encoding)
    if wide := utf16(raw):
        return decoded(raw, wide)
    try:
        return Decoded(raw.decode("utf-8"), ())
    except UnicodeDecodeError as error:
        first = error.start
    text = raw.decode("utf-8", errors="replace")
    broken = text.count(_REPLACEMENT) - raw.count(_REPLACEMENT.encode())  # those of the source are no repair of ours
    sound = len(text) - broken - sum(text.count(chr(code)) for code in range(0x80))
    if broken * _SOUND <= sound:
        return Decoded(text, ("encoding_repaired",))
    if told := detect(raw, declared):
        encoding, guessed = told
        text = raw.decode(encoding, errors="replace")
        repaired = ("encoding_repaired",) if _REPLACEMENT in text else ()
        return Decoded(text, (*(("encoding_guessed",) if guessed else ()), *repaired))
    if broken <= max(1, len(text) // 100) and broken * 2 < len(text):
        return Decoded(text, ("encoding_repaired",))
    detail = f"{broken} invalid places in {len(text)} characters of UTF-8, the first at byte {first}"
    raise Refused("binary" if raw.count(0) * 100 > len(raw) else "unknown_encoding", detail)


def clean(text: str) -> Decoded:
    """Make text NFC with plain spaces, without controls, ANSI escapes and invisible characters; undo mojibake.

    Line breaks stay. Look-alike letters stay too, and are flagged. Raises Refused (binary) when controls abound.
    """
    flags: list[str] = []
    text, surrogates = _SURROGATES.subn(_REPLACEMENT, text)
    if surrogates:
        flags.append("encoding_repaired")
    text, garbled = mojibake.undo(text)
    if garbled:
        flags.append(garbled)
    padding = len(text)
    text = text.rstrip("\0") or text  # records of a fixed length are filled up so
    padding -= len(text)
    text, escapes = _ANSI.subn("", text)
    length = len(text)
    text, controls = _CONTROLS.subn("", text)
    if controls * 20 > length:
        raise Refused("binary", f"{controls} of {length} characters are controls")
    if escapes or controls or padding:
        flags.append("controls_removed")
    text, invisibles = _INVISIBLES.subn("", text)
    if invisibles:
        flags.append("invisibles_removed")
    text = unicodedata.normalize("NFC", _SPACES.sub(" ", text))
    if homoglyphs.mixed(text):
        flags.append("homoglyphs")
    return Decoded(text, tuple(flags))


def marked(raw: bytes) -> tuple[bytes, str] | None:
    """The byte order mark that bytes begin with and the encoding that it shows; None without one."""
    return next((found for found in _BOMS if raw.startswith(found[0])), None)


def parquet(head: bytes) -> bool:
    """Whether bytes begin as a Parquet file, and not as a text that begins with the same letters."""
    return _PARQUET.match(head) is not None


def binary(raw: bytes) -> str | None:
    """What bytes are that begin (and, of Parquet, end) as no text does: `a PNG image`; None for what may be text."""
    for magic, kind in _SIGNATURES:
        if raw.startswith(magic):
            return kind
    if raw.startswith(b"RIFF") and raw[8:12] in {b"WEBP", b"WAVE", b"AVI "}:
        return "an image or a recording"
    if raw[257:262] == b"ustar":
        return "a tar archive"
    if parquet(raw) and raw.endswith(b"PAR1"):
        return "a Parquet file"
    return None


def utf16(raw: bytes) -> str | None:
    """Which UTF-16 bytes are that have no byte order mark: every second byte is the row of an alphabet."""
    sample = raw[: _UTF16_SAMPLE - _UTF16_SAMPLE % 2]
    if 0 not in sample and 0x04 not in sample:
        return None
    for encoding, parity in (("utf-16-be", 0), ("utf-16-le", 1)):
        rows, cells = sample[parity::2], sample[1 - parity :: 2]
        known = sum(rows.count(row) for row in _UTF16_ROWS)
        spoken = rows.count(0x04) + rows.count(0) * (cells.count(0) == 0)
        if rows and known >= _ROWS_SHARE * len(rows) and spoken * 2 >= len(rows):
            other = sum(cells.count(row) for row in _UTF16_ROWS)
            if other < _ROWS_SHARE * len(cells):
                return encoding
    return None


def decoded(raw: bytes, encoding: str) -> Decoded:
    """Decode what says or shows its encoding. Raises Refused when it is not that after all."""
    try:
        return Decoded(raw.decode(encoding), ())
    except UnicodeDecodeError as error:
        first = error.start
    text = raw.decode(encoding, errors="replace")
    broken = text.count(_REPLACEMENT) - raw.count(_REPLACEMENT.encode(encoding))
    if broken > max(1, len(text) // 100) or broken * 2 >= len(text):
        detail = f"{broken} invalid places in {len(text)} characters of {encoding}, the first at byte {first}"
        raise Refused("binary" if raw.count(0) * 100 > len(raw) else "unknown_encoding", detail)
    return Decoded(text, ("encoding_repaired",))
