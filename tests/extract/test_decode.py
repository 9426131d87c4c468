import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extract.decode import decode
from flows.extract.refused import Refused

LEAD = "Бас прокуратурада дөңгелек үстел өтті"  # seed 000


@pytest.mark.parametrize(
    "raw",
    [
        LEAD.encode(),
        codecs.BOM_UTF8 + LEAD.encode(),
        codecs.BOM_UTF16_LE + LEAD.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + LEAD.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + LEAD.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + LEAD.encode("utf-32-be"),
    ],
)
def test_encodings_with_and_without_a_mark(raw):
    decoded = decode(raw)
    assert decoded.text == LEAD
    assert decoded.flags == ()


def test_text_is_composed():
    assert decode("и\u0306".encode()).text == "й"


def test_spaces_of_every_width_become_plain():
    assert decode("20\u00a0000\u202fтеңге\u2009бар".encode()).text == "20 000 теңге бар"


def test_a_few_invalid_bytes_are_replaced_and_recorded():
    decoded = decode(LEAD.encode() + b"\xff" + LEAD.encode())
    assert decoded.text == f"{LEAD}\ufffd{LEAD}"
    assert decoded.flags == ("encoding_repaired",)


def test_a_replacement_character_of_the_source_is_no_repair():
    assert decode(f"{LEAD}\ufffd".encode()).flags == ()


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_another_encoding_is_not_guessed(encoding):
    with pytest.raises(Refused) as refused:
        decode("Участники подчеркнули, что изменения задают ориентиры".encode(encoding))
    assert refused.value.reason == "unknown_encoding"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_told_apart_from_binary(encoding):
    with pytest.raises(Refused) as refused:
        decode(LEAD.encode(encoding))
    assert refused.value.reason == "unknown_encoding"


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n" + LEAD.encode(),
        b"%PDF-1.7\n" + LEAD.encode(),
        b"\x7fELF\x02\x01\x01" + LEAD.encode(),
        b"\x1f\x8b\x08\x00" + LEAD.encode(),
        b"PK\x03\x04" + LEAD.encode(),
        b"PAR1\x15\x04PAR1",
        b"RIFF\x24\x00\x00\x00WEBPVP8 ",
        b"a\x00b\x00\x01\x02\x03text\x00\x00",
        b"\x00" * 64,
    ],
)
def test_binary_is_known_by_its_content(raw):
    with pytest.raises(Refused) as refused:
        decode(raw)
    assert refused.value.reason == "binary"


@pytest.mark.parametrize(
    "raw",
    [b"", b" \r\n\t\n", codecs.BOM_UTF8, "\u00a0\u2003\u200b\ufeff\n".encode(), "\u2066\u00ad\u2069".encode()],
)
def test_nothing_visible_is_empty(raw):
    with pytest.raises(Refused) as refused:
        decode(raw)
    assert refused.value.reason == "empty"


def test_controls_and_escapes_go():
    decoded = decode(f"\x1b[1;31m{LEAD}\x1b[0m\x1b]8;;https://baq.kz\x07\x07 \x9b4m{LEAD}".encode())
    assert decoded.text == f"{LEAD} {LEAD}"
    assert decoded.flags == ("controls_removed",)


def test_a_stray_nul_in_a_text_is_a_control():
    decoded = decode((LEAD + "\x00" + LEAD).encode())
    assert decoded.text == LEAD + LEAD
    assert decoded.flags == ("controls_removed",)


@pytest.mark.parametrize(
    "invisible",
    ["\u200b", "\u200c", "\u200d", "\u00ad", "\ufeff", "\u200e", "\u2067", "\u2060", "\ufe0f", "\U000e0101"],
)
def test_invisible_characters_go(invisible):
    decoded = decode(f"Жаңа Консти{invisible}туция".encode())
    assert decoded.text == "Жаңа Конституция"
    assert decoded.flags == ("invisibles_removed",)


def test_line_breaks_stay():
    text = "а\nә\r\nб\rв\x85г\x0bғ\x0cд\u2028е\u2029ж"
    assert decode(text.encode()).text == text


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(raw):
    try:
        decoded = decode(raw)
    except Refused:
        return
    assert decoded.text.strip()


def test_a_reason_must_be_known():
    with pytest.raises(ValueError, match="no such reject reason"):
        Refused("broken", "")
