"""What is refused is listed with its reason, and given spans find their speakers by the same rules."""

import pytest

from flows.transform.quotes import find_quotes
from flows.transform.quotes.attribution import attribute
from flows.transform.quotes.audit import audit
from schemas.vocabulary import QUOTE_REJECTIONS

QUOTED = "«Заң – бәріне ортақ», – деді Жанна Асанова."
NAMES = {"Жанна Асанова": ("PER", "Жанна Асанова"), "Берик Асылов": ("PER", "Берик Асылов")}


@pytest.fixture
def refused(make, mentions_of):
    def run(*paragraphs: str, language: str = "kk") -> list[tuple[str, str]]:
        article = make(paragraphs, language)
        found = audit(article, mentions_of(article, NAMES)).rejected
        assert all(one.text == article.text[one.start : one.end] for one in found)
        assert {one.reason for one in found} <= set(QUOTE_REJECTIONS)
        assert [one.start for one in found] == sorted(one.start for one in found)
        return [(one.reason, one.text) for one in found]

    return run


def test_a_quote_is_not_refused(refused) -> None:
    assert refused(QUOTED) == []


def test_names_and_slogans_in_marks(refused) -> None:
    assert refused("«Amanat» партиясы жиын өткізді.") == [("name", "Amanat")]
    theme = "Жаңа Конституция: Қазақстанның болашақ институционалдық архитектурасындағы өңірлердің рөлі"
    assert refused(f"«{theme}» тақырыбында жиын өтті.") == [("no_cue", theme)]


def test_a_name_inside_a_quote_is_a_part_of_it(refused) -> None:
    assert refused("«Біз «Amanat» партиясымен бірге жұмыс істейміз», – деді Жанна Асанова.") == []


def test_relays_and_topics(refused) -> None:
    assert ("relay", ", деп хабарлайды BAQ.KZ.") in refused("Жиын өтті, деп хабарлайды BAQ.KZ.")
    assert refused("Жанна Асанова кездесуде айтты.") == [("no_clause", "айтты")]


def test_a_negated_cue(refused) -> None:
    assert ("negated", "подтвердил") in refused("Берик Асылов не подтвердил, что реформа готова.", language="ru")


def test_what_the_audit_leaves_and_what_is_found_are_the_same(make, mentions_of) -> None:
    article = make([QUOTED, "«Amanat» партиясы жиын өткізді."], "kk")
    mentions = mentions_of(article, NAMES)
    quotes = find_quotes(article, mentions)
    rejected = audit(article, mentions).rejected
    assert [quote.text for quote in quotes] == ["Заң – бәріне ортақ"]
    assert not [one for one in rejected for quote in quotes if one.start < quote.end and quote.start < one.end]


def test_cues_are_listed_with_their_places(make) -> None:
    article = make([QUOTED], "kk")
    assert [article.text[start:end] for start, end in audit(article, []).cues] == ["деді"]


def test_given_spans_have_the_speakers_of_their_cues(make, mentions_of) -> None:
    article = make([QUOTED, "Реформа готова, сообщил Берик Асылов."], "kk")
    mentions = mentions_of(article, NAMES)
    start = article.text.index("бәріне")
    (speaker,) = attribute(article, mentions, [(start, start + len("бәріне ортақ"))])
    assert speaker.name == "Жанна Асанова"


def test_a_given_span_without_a_cue_has_the_speaker_before(make, mentions_of) -> None:
    article = make([QUOTED, "Бұл – жауапкершілік."], "kk")
    mentions = mentions_of(article, NAMES)
    spans = [(1, 19), (article.text.index("Бұл"), len(article.text))]
    assert [speaker.name for speaker in attribute(article, mentions, spans)] == ["Жанна Асанова"] * 2
    assert attribute(article, mentions, []) == []
