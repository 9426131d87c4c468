"""Structures that hang whatever is not linear: twice the text may take twice the work, and no more."""

import tracemalloc

import pytest

from flows.transform.entities.fusion import fuse
from flows.transform.entities.lexicon import lexicon
from flows.transform.entities.morphology import analysed
from flows.transform.entities.spans import Span
from flows.transform.entities.tokens import tokenize
from tests.counting import lines_run

# Enough for what is read differently in a long paragraph to be so in both.
UNITS = 300
TRAPS = (
    ("Bloomberg ", "kk"),
    ("Bloomberg ", "ru"),
    ("городской ", "ru"),
    ("министрлігінің ", "kk"),
    ("Министрлігінің ", "kk"),
    ("Министрлігі ", "kk"),
    ("Министерства ", "ru"),
    ("Российского ", "ru"),
    ("Қазақстан ", "kk"),
    ("Абай ", "kk"),
    ("Иванов ", "ru"),
    ("Иванович ", "ru"),
    ("(КЗЖ) ", "ru"),
    ("«Коммерсантъ» ", "ru"),
    ("«Барыс» ", "kk"),
    ("атындағы мектеп ", "kk"),
    ("№4 ", "kk"),
    ("облысы ", "kk"),
    ("XXVI ", "kk"),
    ("LLC ", "ru"),
)


@pytest.mark.parametrize(("unit", "language"), TRAPS, ids=lambda value: str(value)[:24])
def test_twice_the_text_is_twice_the_work(mentions, unit: str, language: str) -> None:
    texts = [unit * units for units in (UNITS, 2 * UNITS)]
    for text in texts:
        mentions(text, language=language)  # the pack is loaded and its words are looked up
    once, twice = (lines_run(lambda text=text: mentions(text, language=language)) for text in texts)
    assert UNITS < once < twice <= 2.2 * once


def test_words_too_long_to_be_words_are_not_kept() -> None:
    words = [letter * 1_000_000 for letter in "абвгд"]
    tracemalloc.start()
    try:
        for code in ("kk", "ru"):
            for word in words:
                lexicon(code).has(word, lexicon(code).heads)
                assert word in lexicon(code).morphology.bases(f"{word}a")[0]
                assert analysed(f"{word}б")
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < len(words[0])


def test_a_model_name_is_looked_up_beside_the_rules() -> None:
    """How far a name goes is asked of the tokens of the name, not of all that follow."""

    class Counted(list):
        asked = 0

        def __getitem__(self, at):
            size = len(range(*at.indices(len(self)))) if isinstance(at, slice) else 1
            Counted.asked += size
            return super().__getitem__(at)

    units = 1_000
    text = "Президент Эрнест Бай Корома келді. " * units
    tokens = Counted(tokenize(text))
    starts = [text.index("Эрнест") + i * (len(text) // units) for i in range(units)]
    ruled = [Span(at, at + len("Эрнест Бай"), "PER", 0.9) for at in starts]
    learned = [Span(at, at + len("Эрнест Бай Корома"), "PER", 0.9) for at in starts]
    assert len(list(fuse(ruled, learned, tokens, lexicon("kk")))) >= units
    assert Counted.asked < 50 * units
