"""Whatever the text: no crash, exact offsets, quotes in order and none over another."""

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.transform.quotes import find_quotes
from flows.transform.quotes.arbitrate import arbitrate
from flows.transform.quotes.candidate import Candidate

PIECES = [
    "«", "»", '"', "“", "”", "„", "‚", "‘", "’", "–", "—", "-", ",", ".", "!", "?", ":", "…", "(", ")", "\u00a0",
    "деді", "дейді", "деп", "атап өтті", "айтты", "ол", "Ол", "оның айтуынша", "екенін", "Бұл туралы", "сенатор",
    "заявил", "сообщили", "что", "по словам", "Об этом", "Как", "он", "в компании", "говорится", "министр",
    "Жанна Асанова", "Жол жабық", "Дорога закрыта", "BAQ.KZ", "деп хабарлайды", "передает", "İ", "1,5", "Қ.Тоқаев",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).map(
    lambda pieces: " ".join(" ".join(pieces).split()) or "x"
)
NAMES = {"Жанна Асанова": ("PER", "Жанна Асанова", "Сенат депутаты"), "BAQ.KZ": ("ORG", "BAQ.KZ")}


@settings(max_examples=300, deadline=None)
@given(paragraphs=st.lists(TEXT, min_size=1, max_size=5), language=st.sampled_from(["kk", "ru"]))
def test_offsets_are_exact_whatever_the_text(make, mentions_of, paragraphs: list[str], language: str) -> None:
    article = make(paragraphs, language)
    quotes = find_quotes(article, mentions_of(article, NAMES))
    end = 0
    for quote in quotes:
        assert quote.text == article.text[quote.start : quote.end]
        assert quote.text
        assert quote.start >= end
        assert 0 <= quote.confidence <= 1
        end = quote.end
    assert find_quotes(article, mentions_of(article, NAMES)) == quotes


def test_of_two_proposals_the_more_reliable_stays() -> None:
    def proposal(start: int, end: int, confidence: float) -> Candidate:
        return Candidate(0, "kk", start, end, "direct", "rule", confidence, start, None, None)

    kept = arbitrate([proposal(0, 10, 0.5), proposal(5, 20, 0.9), proposal(20, 30, 0.1)])
    assert [(one.start, one.end) for one in kept] == [(5, 20), (20, 30)]
