"""Text that was decoded wrongly before it came here: UTF-8 once read as a one-byte encoding and stored so.

It is undone only if the way back is exact, byte for byte and letter for letter; otherwise it is left and flagged. Where
only some lines of a text are garbled, those are undone.
"""

import re
from functools import cache
from typing import Final

from flows.extract.charset import likelihood

_READ_AS: Final = ("cp1251", "cp1252")  # the latter with the controls of latin-1, as programs take both for one
_LEADS: Final = bytes(range(0xD0, 0xD4))  # the first byte of every Cyrillic letter in UTF-8
_SHARE: Final = 3  # in mojibake every second sign is such a byte; one in three is asked for
_BETTER: Final = 1.5  # gain in mean log probability that shows what the text was
_LOST: Final = 8  # one sign in so many may be beyond repair for the text still to be known as mojibake


# The marks of Windows' encodings where latin-1 has controls that no text holds; NEL, which is 0x85, breaks lines.
_PUNCTUATION: Final = {
    byte: bytes([byte]).decode("cp1252")
    for byte in (0x82, 0x84, *range(0x86, 0x88), 0x89, 0x8B, *range(0x91, 0x98), 0x99)
}
_CONTROLS: Final = re.compile("[\x80-\x84\x86-\x9f]")


def undo(text: str) -> tuple[str, str | None]:
    """Undo mojibake.

    Returns:
        The text and None when it is none; the repaired text and `mojibake_repaired`; or, when signs were lost on
        the way, the text as it is and `mojibake`.
    """
    if text.isascii():
        return text, None
    repaired, flag = _undone(text)
    if flag is None and (lines := _lines(text)) != text:
        repaired, flag = lines, "mojibake_repaired"
    marks = set(_CONTROLS.findall(repaired))
    if marks and flag != "mojibake" and all(ord(mark) in _PUNCTUATION for mark in marks):
        return repaired.translate(_PUNCTUATION), flag or "mojibake_repaired"
    return repaired, flag


def _lines(text: str) -> str:
    """The text with each line undone that is garbled while the text as a whole is not."""
    undone = ((line, *_undone(line)) for line in text.splitlines(keepends=True))
    return "".join(repaired if flag == "mojibake_repaired" else line for line, repaired, flag in undone)


def _undone(text: str) -> tuple[str, str | None]:
    """A text, or a line, undone as a whole."""
    for encoding in _READ_AS:
        table = _bytes_of(encoding)
        leads = sum(text.count(sign) for sign in _leads(encoding))
        if not leads or leads * _SHARE < len(text) - len(text.encode("ascii", errors="ignore")):
            continue
        try:
            repaired = text.translate(table).encode("latin-1").decode("utf-8")
        except UnicodeError:
            lossy = text.translate(table).encode("latin-1", errors="replace").decode("utf-8", errors="replace")
            lost = lossy.count("\ufffd") + lossy.count("?") - text.count("?")
            kept = lossy.replace("\ufffd", "")
            if lost * _LOST <= len(kept) and likelihood(kept) > likelihood(text) + _BETTER:
                return text, "mojibake"
            continue
        if likelihood(repaired) > likelihood(text) + _BETTER:
            return repaired, "mojibake_repaired"
    return text, None


@cache
def _bytes_of(encoding: str) -> dict[int, int]:
    """From each character that the encoding makes to the latin-1 character of its byte; undefined bytes stay."""
    table = {}
    for byte in range(0x80, 0x100):
        character = bytes([byte]).decode(encoding, errors="replace")
        table[byte if character == "\ufffd" else ord(character)] = byte
    return table


@cache
def _leads(encoding: str) -> str:
    return _LEADS.decode(encoding)
