"""Compressed bytes → a stream of plain ones: gzip, bzip2, xz and zstd by their content, within limits.

A file that breaks off gives what could be unpacked and says so in `Unpacked.flags`; one that swells beyond the
ratio is refused in the middle of reading. Several members, and compressed files in one another, are read through.
"""

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Final, Protocol

import zstandard

from flows.extract.refused import Refused

LAYERS: Final = 2  # of compression, one in the other (a .gz that was sent as .gz.zst)
_CHUNK: Final = 64 * 1024  # bytes unpacked at once, at least
FREE: Final = 16 * 1024 * 1024  # bytes that may come of anything, however small
_WINDOW: Final = 128 * 1024 * 1024  # bytes that a zstd frame may ask to be remembered


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, /) -> bytes: ...


class _Gzip:
    """zlib's decompressor with the two calls that the others have."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, /) -> bytes:
        return self._inner.decompress(data)


@dataclass(frozen=True, slots=True)
class Format:
    """A compression: its name, what its bytes begin with, and how many bytes are safely unpacked at once."""

    name: str
    magic: bytes
    make: Callable[[], _Decompressor]
    step: int


# The steps bound what one call can make: gzip swells a thousandfold, the others far more.
FORMATS: Final = (
    Format("gzip", b"\x1f\x8b\x08", _Gzip, 16 * 1024),
    Format("bzip2", b"BZh", bz2.BZ2Decompressor, 512),
    Format("xz", b"\xfd7zXZ\x00", lambda: lzma.LZMADecompressor(memlimit=2 * _WINDOW), 2 * 1024),
    Format(
        "zstd",
        b"\x28\xb5\x2f\xfd",
        lambda: zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj(),
        512,
    ),
)
_BROKEN: Final = (OSError, EOFError, ValueError, MemoryError, zlib.error, lzma.LZMAError, zstandard.ZstdError)


def compression(head: bytes) -> Format | None:
    """The compression whose magic the bytes begin with, None for plain bytes."""
    return next((one for one in FORMATS if head.startswith(one.magic)), None)


class Unpacked(io.RawIOBase):
    """The plain bytes of a compressed file, unpacked as they are read; `flags` say at its end how it went."""

    def __init__(self, packed: BinaryIO, format_: Format, ratio: int) -> None:
        self._packed, self._format, self._ratio = packed, format_, ratio
        self._engine = format_.make()
        self._input = b""  # read and not yet unpacked
        self._ready = memoryview(b"")  # unpacked and not yet given
        self._read, self._made = 0, 0
        self._over = False
        self.flags: list[str] = []

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer; less than all of it only at the end.

        Raises Refused (over_compressed) when far more has come out than went in, (truncated) when nothing came out.
        """
        filled = 0
        while filled < len(buffer):
            while not self._ready and not self._over:
                self._step()
            count = min(len(buffer) - filled, len(self._ready))
            if not count:
                break
            buffer[filled : filled + count] = self._ready[:count]
            self._ready = self._ready[count:]
            filled += count
        return filled

    def _step(self) -> None:
        if not self._input:
            self._input = self._packed.read(self._format.step)
            self._read += len(self._input)
        if self._engine.eof and not self._next_member():
            return
        if not self._input:
            self._end("truncated")
            return
        try:
            self._ready = memoryview(self._engine.decompress(self._input))
        except _BROKEN:
            self._end("truncated")
            return
        self._input = self._engine.unused_data if self._engine.eof else b""
        self._made += len(self._ready)
        if self._made > max(FREE, self._ratio * self._read):
            raise Refused("over_compressed", f"{self._read} bytes unpack to more than {self._made}")

    def _next_member(self) -> bool:
        """Whether another compressed member follows; zero bytes between members, and at the end, are padding."""
        self._input = self._input.lstrip(b"\0")
        if len(self._input) < len(self._format.magic):
            more = self._packed.read(self._format.step)
            self._read += len(more)
            self._input = (self._input + more).lstrip(b"\0")
            if more and len(self._input) < len(self._format.magic):
                return False  # all padding so far: the next step looks on
        if self._input.startswith(self._format.magic):
            self._engine = self._format.make()
            return True
        self._over = True
        if self._input:
            self.flags.append("trailing_data")
        return False

    def _end(self, flag: str) -> None:
        self._over = True
        self.flags.append(flag)
        if not self._made:
            raise Refused(flag, f"the {self._format.name} data cannot be unpacked")


def unpack(file: BinaryIO, ratio: int) -> tuple[io.BufferedReader, list[Unpacked]]:
    """Open a file that may be compressed.

    Args:
        file: Stands at its beginning.
        ratio: How many times its size it may unpack to, above 16 MiB.

    Returns:
        A buffered stream of the plain bytes, and the layers of compression, the outermost first.

    Raises:
        Refused: too_nested; and while reading, what `Unpacked.readinto` raises.
    """
    layers: list[Unpacked] = []
    stream: io.BufferedReader = io.BufferedReader(_Raw(file), _CHUNK)
    while found := compression(_peek(stream)):
        if len(layers) == LAYERS:
            raise Refused("too_nested", f"{found.name} inside {LAYERS} layers of compression")
        layers.append(Unpacked(stream, found, ratio))
        stream = io.BufferedReader(layers[-1], _CHUNK)
    return stream, layers


class _Raw(io.RawIOBase):
    """A file without its own buffer, whose size would say how much can be looked at ahead."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._file.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


def _peek(stream: BinaryIO) -> bytes:
    return stream.peek(8)[:8]  # type: ignore[attr-defined, no-any-return]
