import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extract.decode import clean, decode
from flows.extract.refused import Refused
from tests.hostile import RUSSIAN

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


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "iso8859-5"])
def test_russian_in_one_byte_a_letter_is_told_by_its_letters(encoding):
    text = "Участники подчеркнули, что изменения задают ориентиры"
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.flags) == (text, ("encoding_guessed",))


@pytest.mark.parametrize("encoding", ["kz1048", "ptcp154"])
def test_kazakh_letters_survive_one_byte_encodings(encoding):
    decoded = decode(LEAD.encode(encoding))
    assert (decoded.text, decoded.flags) == (LEAD, ("encoding_guessed",))


def test_a_declared_encoding_counts_if_it_makes_letters():
    text = "Участники подчеркнули, что изменения задают ориентиры"
    assert decode(text.encode("cp1251"), ["windows-1251"]).flags == ()
    assert decode(text.encode("koi8-r"), ["windows-1251", "nonsense", "rot13"]).text == text
    assert decode(text.encode(), ["windows-1251"]).text == text


@pytest.mark.parametrize("encoding", ["cp866", "shift_jis"])
def test_an_encoding_that_nothing_tells_is_refused(encoding):
    text = {"cp866": "Участники подчеркнули, что изменения задают", "shift_jis": "全国公投将于三月十五日举行我支持新"}[
        encoding
    ]
    with pytest.raises(Refused) as refused:
        decode(text.encode(encoding, "ignore"))
    assert refused.value.reason == "unknown_encoding"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_told_without_a_mark(encoding):
    decoded = decode(LEAD.encode(encoding))
    assert (decoded.text, decoded.flags) == (LEAD, ())


@pytest.mark.parametrize("wrong", ["cp1251", "cp1252", "latin-1"])
def test_mojibake_is_undone_when_the_way_back_is_exact(wrong):
    text = "өңірлердің рөлі талқыланды"  # of seed 004; no byte of it is undefined in these encodings
    garbled = "".join(bytes([byte]).decode(wrong, "ignore") or chr(byte) for byte in text.encode())
    decoded = decode(garbled.encode())
    assert (decoded.text, decoded.flags) == (text, ("mojibake_repaired",))


def test_mojibake_with_letters_lost_is_left_and_flagged():
    text = "Участники подчеркнули, что изменения задают ориентиры для экономики"
    garbled = text.encode().decode("cp1251", "replace").replace("Р°", "Р\ufffd")
    decoded = decode(garbled.encode())
    assert "mojibake" in decoded.flags
    assert decoded.text == garbled.replace("\xa0", " ")


def test_text_of_the_letters_that_mojibake_is_made_of_is_none():
    assert decode("РСТУ РССР СССР РФ ТАСС УССР, СССР и РСФСР".encode()).flags == ()


def test_look_alikes_stay_and_are_flagged():
    decoded = decode("Кoнституция жобaсы".encode())
    assert (decoded.text, decoded.flags) == ("Кoнституция жобaсы", ("homoglyphs",))


def test_padding_of_a_record_goes():
    decoded = decode(LEAD.encode() + b"\0" * 500)
    assert (decoded.text, decoded.flags) == (LEAD, ("controls_removed",))


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


def test_a_garbled_line_among_sound_ones_is_undone():
    first, *others = RUSSIAN.split("\n")
    garbled = first.replace("И", "и").encode().decode("cp1251", "replace")
    sound = "\n".join(others)
    found = clean(f"{sound}\n{first.replace('И', 'и').encode().decode('latin-1')}\n{sound}")
    assert found.text.split("\n")[len(others)] == first.replace("И", "и")
    assert found.text.startswith(sound)
    assert "mojibake_repaired" in found.flags
    if "\ufffd" not in garbled:
        assert first.replace("И", "и") in clean(f"{sound}\n{garbled}").text


def test_capitals_that_look_like_garbling_stay():
    line = "СССР, РСФСР, УССР, ТАСС, СТС и РТР – всё это сокращения"
    found = clean(f"{line}\nСССР РСФСР СССР РСФСР СССР\n")
    assert (found.text.split("\n")[0], found.flags) == (line, ())


def test_marks_of_windows_among_letters_are_read_as_marks():
    found = clean("\x93Жоба дайын\x94, \x96 деді Асқар Мамин.")
    assert found.text == "“Жоба дайын”, – деді Асқар Мамин."
    assert found.flags == ("mojibake_repaired",)


def test_other_controls_are_no_marks():
    found = clean(f"\x93Жоба\x81 дайын\x94, деді Асқар Мамин мырза. {LEAD}.")
    assert found.text == f"Жоба дайын, деді Асқар Мамин мырза. {LEAD}."
    assert found.flags == ("controls_removed",)
