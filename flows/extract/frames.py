"""WARC → the stretches it is made of: whole records, and what is none, each byte in one of them.

A record is taken at its word only if what follows it is the next record or the end. One that claims more or less than
it has, and bytes that are no record, end where the next record begins (`WARC/1.1` and a header); so one damaged place
costs the record it is in and no other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from flows.extract.unpack import Break

_VERSION: Final = rb"WARC/\d\.\d[ \t]*\r?\n"
_RECORD: Final = rb"(?P<record>" + _VERSION + rb"(?=[A-Za-z][A-Za-z-]{0,60}[ \t]*:))"
_BEGINS: Final = re.compile(_RECORD)
_NEXT: Final = re.compile(rb"\r?\n\r?\n" + _RECORD)
_HEAD_END: Final = re.compile(rb"\r?\n(?P<blank>\r?\n)|\n(?=" + _VERSION + rb")")
_LENGTH: Final = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_TYPE: Final = re.compile(rb"^warc-type[ \t]*:", re.IGNORECASE | re.MULTILINE)
_BREAKS: Final = re.compile(rb"[\r\n]*")
_HEADER: Final = 64 * 1024  # bytes a record's header may have
_SYNC: Final = 256  # bytes that show whether a record begins
_CHUNK: Final = 64 * 1024


@dataclass(slots=True)
class Frame:
    """A stretch of a WARC: a record, or what stands in the place of one.

    `start` is its byte offset in the unpacked stream; `head` the record's header with its blank line, empty for what is
    no record; `content` what follows it, at most one byte more than the limit; `damage` says what is wrong, if anything
    is. `rest` gives, once, what the content holds beyond the limit.
    """

    start: int
    head: bytes = b""
    content: bytes = b""
    damage: str = ""
    rest: Iterator[bytes] = field(default_factory=lambda: iter(()))


class _Ahead:
    """A stream whose next bytes can be looked at: `held` are those from `place` on.

    `breaks` are the places where unpacking met damage, as `unpack.Unpacked.breaks`: it grows while the stream is read.
    """

    def __init__(self, stream: BinaryIO, breaks: Sequence[Break]) -> None:
        self._stream, self._breaks, self._told = stream, breaks, 0
        self.held, self.place = bytearray(), 0
        self.over = False

    def hold(self, size: int) -> None:
        """Hold so many bytes, or all that are left."""
        while len(self.held) < size and not self.over:
            piece = self._stream.read(max(_CHUNK, size - len(self.held)))
            self.over = not piece
            self.held += piece

    def take(self, size: int) -> bytes:
        """Take the next bytes, as many of them as are held."""
        taken = bytes(self.held[:size])
        del self.held[:size]
        self.place += len(taken)
        return taken

    def broken(self, size: int, *, within: bool = False) -> int | None:
        """How many bytes there are until data was lost, if it is after no more than so many (fewer, for `within`).

        What was lost after exactly so many bytes counts where its own beginning is among these: else it is the next.
        """
        for since, to, _ in self._breaks[self._told :]:
            ahead = to - self.place
            if ahead > size:
                break
            if ahead > 0 and (ahead < size or (since < to and not within)):
                return ahead
        return None

    def told(self) -> None:
        """Note that the damage that was met up to here has been told, apart from what was lost right here."""
        for since, to, _ in self._breaks[self._told :]:
            if to > self.place or since == to == self.place:
                return
            self._told += 1

    def lost(self) -> Break | None:
        """The next damage up to here that has not been told; it is, then."""
        if self._told == len(self._breaks) or self._breaks[self._told].to > self.place:
            return None
        self._told += 1
        return self._breaks[self._told - 1]


def frames(stream: BinaryIO, *, limit: int, breaks: Sequence[Break] = ()) -> Iterator[Frame]:
    """Part an uncompressed WARC stream into frames, in order; each byte but line breaks between records is in one.

    Args:
        stream: The file, unpacked.
        limit: Bytes of content that are held; time and memory are bounded whatever the lengths claim.
        breaks: Where unpacking met damage, as `unpack.Unpacked.breaks`: it grows while the stream is read.
    """
    ahead = _Ahead(stream, breaks)
    while True:
        ahead.hold(_SYNC)
        if lost := ahead.lost():
            damage = f"data that cannot be unpacked, from byte {lost.packed} of the compressed file on"
            yield Frame(ahead.place, damage=damage)
        elif gap := _gap(ahead.held, 0):
            ahead.take(gap)
        elif not ahead.held:
            return
        else:
            frame = _frame(ahead, limit)
            yield frame
            for _ in frame.rest:
                pass


def _gap(held: bytearray, place: int) -> int:
    """Where the line breaks end that begin at that place."""
    return _BREAKS.match(held, place).end()  # type: ignore[union-attr]


def _frame(ahead: _Ahead, limit: int) -> Frame:
    if not _BEGINS.match(ahead.held):
        return _stretch(ahead, limit)
    ahead.hold(_HEADER)
    end = ahead.broken(_HEADER) or min(_HEADER, len(ahead.held))
    header = _HEAD_END.search(ahead.held, 0, end)
    place = header.start() + 1 if header else end
    length = _LENGTH.search(ahead.held, 0, place)
    if header and header["blank"] and length and len(_TYPE.findall(ahead.held, 0, place)) <= 1:
        return _record(ahead, limit, header.end(), int(length[1]))
    within = [match.start() for match in _BEGINS.finditer(ahead.held, 1, place)]  # it was cut in the middle of a line
    sound = within[-1] if within else header.end() if header else end
    return _stretch(ahead, limit, sound, "a record without a whole header")


def _record(ahead: _Ahead, limit: int, body: int, size: int) -> Frame:
    """The record whose header ends at `body`, and whose content claims to have that size."""
    held, claimed = ahead.held, body + size
    ahead.hold(body + min(size, limit + 1) + _SYNC)
    lost = ahead.broken(min(claimed, len(held)), within=True)
    if not lost and size <= limit and _followed(held, claimed):
        gap = _gap(held, claimed)
        return _taken(ahead, body, claimed, gap, "its compressed data are damaged" if ahead.broken(gap) else "")
    after = None if lost else (_NEXT if size > limit else _BEGINS).search(held, body - 4, min(claimed, len(held)))
    if not lost and not after and size > limit:
        start, head, content = ahead.place, ahead.take(body), ahead.take(limit + 1)
        return Frame(start, head, content, rest=_rest(ahead, size - len(content)))
    if not lost and not after and len(held) >= claimed:
        return _stretch(ahead, limit, claimed, f"a record of more than the {size} bytes that it claims")
    gap = lost or (after.start("record") if after else len(held))
    end = len(held[:gap].rstrip(b"\r\n")) if after else gap
    return _taken(ahead, body, max(body, end), gap, f"{gap - body} of {size} bytes are there")


def _followed(held: bytearray, end: int) -> bool:
    """Whether a record that claims to end there does: another one follows, a blank line, or nothing."""
    if len(held) < end:
        return False
    gap = _gap(held, end)
    return gap == len(held) or held.count(b"\n", end, gap) > 1 or _BEGINS.match(held, gap) is not None


def _taken(ahead: _Ahead, body: int, end: int, gap: int, damage: str) -> Frame:
    """A record that ends there, before the line breaks that end at `gap`."""
    frame = Frame(ahead.place, ahead.take(body), ahead.take(end - body), damage)
    ahead.take(gap - end)
    if damage:
        ahead.told()
    return frame


def _rest(ahead: _Ahead, size: int) -> Iterator[bytes]:
    """What is left of a record too large to be held, to its end or to where another one or damage shows."""
    while size > 0:
        ahead.hold(min(size, _CHUNK) + _SYNC)
        part = min(size, _CHUNK, len(ahead.held))
        after = _NEXT.search(ahead.held, 0, min(size, len(ahead.held)))
        lost = ahead.broken(part)
        end = min(part, after.start() if after else part, lost or part)
        size = size - end if end == part and part else 0
        yield ahead.take(end)


def _stretch(ahead: _Ahead, limit: int, sound: int = 1, damage: str = "no record") -> Frame:
    """What lies before the next record: up to damage, to the end, or as much as may be held; `sound` bytes at least."""
    start, seek = ahead.place, sound
    while True:
        after = _BEGINS.search(ahead.held, seek)
        lost = ahead.broken(len(ahead.held), within=not ahead.over)
        ends = [end for end in (after and after.start(), lost) if end]
        if ends or ahead.over or len(ahead.held) > sound + limit:
            end = min(ends, default=min(len(ahead.held), sound + limit))
            break
        seek = max(seek, len(ahead.held) - _SYNC)
        ahead.hold(len(ahead.held) + _CHUNK)
    content = ahead.take(end)
    ahead.told()
    return Frame(start, content=content, damage=damage)
