"""Compressed bytes → a stream of plain ones: gzip, bzip2, xz and zstd by their content, within limits.

A file that breaks off gives what could be unpacked and says so in `Unpacked.flags`; one that swells beyond the
ratio is refused in the middle of reading. Several members, and compressed files in one another, are read through.
Archives of pages keep each record in a member of its own, so damage is got over: what is unpacked goes on at the next
member that begins a WARC record, and `Unpacked.breaks` says where something is missing.
"""

import bz2
import io
import lzma
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Final, NamedTuple, Protocol

import zstandard

from flows.extract.refused import Refused

LAYERS: Final = 2  # of compression, one in the other (a .gz that was sent as .gz.zst)
_CHUNK: Final = 64 * 1024  # bytes unpacked at once, at least
FREE: Final = 16 * 1024 * 1024  # bytes that may come of anything, however small
_WINDOW: Final = 128 * 1024 * 1024  # bytes that a zstd frame may ask to be remembered
_RECORD: Final = b"WARC/"
_TAIL: Final = 64 * 1024  # packed bytes of a damaged member in which the next one is looked for
_SIP: Final = 128  # bytes probed at once, since what comes out before an error within them is lost
_PROBES: Final = 1024 * 1024  # bytes that may be probed for members, and so many more for each one that was read:
_PROBED: Final = 16


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
    """A compression: its name, what its bytes begin with and in how many of them that shows.

    `step` is how many bytes are safely unpacked at once, `probe` in how many the first bytes come out.
    """

    name: str
    begins: re.Pattern[bytes]
    width: int
    make: Callable[[], _Decompressor]
    step: int
    probe: int


# The steps bound what one call can make: gzip swells a thousandfold, the others far more.
FORMATS: Final = (
    Format("gzip", re.compile(rb"\x1f\x8b\x08[\x00-\x1f]"), 4, _Gzip, 16 * 1024, 1024),
    Format("bzip2", re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), 10, bz2.BZ2Decompressor, 512, 4096),
    Format("xz", re.compile(rb"\xfd7zXZ\x00"), 6, lambda: lzma.LZMADecompressor(memlimit=2 * _WINDOW), 2048, 4096),
    Format(
        "zstd",
        re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18"),  # a frame, or one that is to be skipped
        4,
        lambda: zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj(),
        512,
        128 * 1024,
    ),
)
_BROKEN: Final = (OSError, EOFError, ValueError, MemoryError, zlib.error, lzma.LZMAError, zstandard.ZstdError)


def compression(head: bytes) -> Format | None:
    """The compression whose magic the bytes begin with, None for plain bytes."""
    return next((one for one in FORMATS if one.begins.match(head)), None)


class Break(NamedTuple):
    """A place where something is missing among the plain bytes, because a compressed member is damaged.

    Its own plain bytes are those from `since` to `to`: none, if the two are one place. It begins at the byte `packed`
    of the compressed file.
    """

    since: int
    to: int
    packed: int


class Unpacked(io.RawIOBase):
    """The plain bytes of a compressed file, unpacked as they are read; `flags` say at its end how it went.

    `breaks` grows as it is read: a place is there before the bytes after it are given.
    """

    def __init__(self, packed: BinaryIO, format_: Format, ratio: int) -> None:
        self._packed, self._format, self._ratio = packed, format_, ratio
        self._engine = format_.make()
        self._input = b""  # read and not yet unpacked
        self._ready = memoryview(b"")  # unpacked and not yet given
        self._read, self._made = 0, 0
        self._over = False
        self._tail = bytearray()  # what of the member has gone into the engine, at least its end
        self._began, self._packed_at, self._probed = 0, 0, 0
        self.flags: list[str] = []
        self.breaks: list[Break] = []

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
            self._more(self._format.step)
        if self._engine.eof and not self._next_member():
            return
        if not self._input:
            self._damaged("truncated")
            return
        piece, self._input = self._input[: self._format.step], self._input[self._format.step :]
        self._tail += piece
        del self._tail[:-_TAIL]
        try:
            self._ready = memoryview(self._engine.decompress(piece))
        except _BROKEN:
            self._damaged("truncated")
            return
        if self._engine.eof:
            self._input = self._engine.unused_data + self._input
            self._tail.clear()
        self._made += len(self._ready)
        if self._made > max(FREE, self._ratio * self._read):
            raise Refused("over_compressed", f"{self._read} bytes unpack to more than {self._made}")

    def _more(self, size: int) -> bool:
        """Read more of the packed file; whether there was more."""
        more = self._packed.read(size)
        self._read += len(more)
        self._input += more
        return bool(more)

    def _next_member(self) -> bool:
        """Whether another compressed member follows; zero bytes between members, and at the end, are padding."""
        self._input = self._input.lstrip(b"\0")
        if len(self._input) < self._format.width:
            more = self._more(self._format.step)
            self._input = self._input.lstrip(b"\0")
            if more and len(self._input) < self._format.width:
                return False  # all padding so far: the next step looks on
        if self._format.begins.match(self._input):
            self._open()
            return True
        if self._input:
            self._damaged("trailing_data")
        else:
            self._over = True
        return False

    def _open(self) -> None:
        """Begin the member that the input begins with."""
        self._engine, self._began = self._format.make(), self._made
        self._packed_at = self._read - len(self._input)
        self._tail.clear()

    def _damaged(self, flag: str) -> None:
        """Go on at the next member that begins a WARC record; end where there is none. Raises Refused (truncated)."""
        self.flags += [flag] if flag not in self.flags else []
        after = flag == "trailing_data"  # the member is whole; what follows it is the trouble
        packed = self._read - len(self._input) if after else self._packed_at
        self.breaks.append(Break(self._made if after else self._began, self._made, packed))
        self._input = bytes(self._tail[1:]) + self._input
        if self._found():
            self._open()
            return
        self._over = True
        if not self._made:
            raise Refused(flag, f"the {self._format.name} data cannot be unpacked")

    def _found(self) -> bool:
        """Leave out what stands before the next member that begins a WARC record; False if there is none."""
        while self._probed <= _PROBES + _PROBED * self._read:
            match = self._format.begins.search(self._input)
            if match is None:
                self._input = self._input[-self._format.width :]
                if not self._more(_CHUNK):
                    return False
                continue
            self._input = self._input[match.start() :]
            while len(self._input) < self._format.probe and self._more(_CHUNK):
                pass
            if self._probe().startswith(_RECORD):
                return True
            self._input = self._input[1:]
        return False

    def _probe(self) -> bytes:
        """The first bytes of the member that the input begins with; few or none of one that is damaged or none."""
        engine, made = self._format.make(), b""
        for place in range(0, min(self._format.probe, len(self._input)), _SIP):
            piece = self._input[place : place + _SIP]
            self._probed += len(piece)
            try:
                made += engine.decompress(piece)
            except _BROKEN:
                break
            if engine.eof or len(made) >= len(_RECORD):
                break
        return made


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
    return stream.peek(16)[:16]  # type: ignore[attr-defined, no-any-return]
