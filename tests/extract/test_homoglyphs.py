import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extract.homoglyphs import fold, mixed


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Кoнcтитуция", "Конституция"),
        ("Қaзaқcтaн", "Қазақстан"),
        ("мүмкiндiгi", "мүмкіндігі"),  # the Latin i that keyboards without і leave
        ("Конституциялыќ ѓылым", "Конституциялық ғылым"),  # another alphabet's letters at Kazakh places
        ("Tекст", "Текст"),
    ],
)
def test_a_word_reads_as_what_it_looks_like(written, meant):
    assert fold(written) == meant
    assert mixed(written)


@pytest.mark.parametrize("text", ["BAQ.KZ", "BAQ.KZ-ке", "COVID", "Бас прокуратура", "iPhone", "Wi-Fi арқылы", ""])
def test_other_words_are_left(text):
    assert fold(text) == text


@given(st.text(alphabet="aeioіаеә ¥қzѓ-1", max_size=60))
def test_the_length_never_changes(text):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)
