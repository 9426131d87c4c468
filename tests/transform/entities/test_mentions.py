"""What find_mentions promises, and how it does on the annotated seeds."""

import itertools
import json
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.transform.entities import find_mentions
from flows.transform.model import Article, Paragraph

SEEDS = [
    "000_5de47f00145f216c",
    "001_ab191d72db7e6b32",
    "002_e85907fa4190b7cf",
    "003_8d1231778611cf2e",
    "004_2876ecaa0636d879",
]


def words(text):
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", text.lower())))


def scored(article, gold):
    """True positives, false positives (optional and nested names are neutral) and false negatives."""
    wanted = {(words(e["text"]), e["type"]) for e in gold["entities"]}
    optional = {words(e["text"]) for e in gold["entities_optional"]}
    found = {(words(m.text), m.type) for m in find_mentions(article)}
    extra = [
        text
        for text, kind in found - wanted
        if text not in optional and not any(f" {text} " in f" {other} " and other != text for other, _ in wanted)
    ]
    return len(wanted & found), len(extra), len(wanted - found)


def test_the_seeds_names_are_found(seed, gold):
    totals = [scored(seed(f"{name}.txt"), json.loads((gold / f"{name}.json").read_text())) for name in SEEDS]
    right, wrong, missed = (sum(column) for column in zip(*totals, strict=True))
    assert right / (right + wrong) >= 0.9
    assert right / (right + missed) >= 0.9


@pytest.mark.parametrize("name", SEEDS)
def test_the_seeds_names_are_named_in_full_and_in_the_nominative(seed, gold, name):
    wanted = {
        words(e["text"]): words(e["canonical"])
        for e in json.loads((gold / f"{name}.json").read_text())["entities"]
        if e["type"] != "ORG"
    }
    found = {words(m.text): words(m.name) for m in find_mentions(seed(f"{name}.txt"))}
    assert {text: found[text] for text in wanted if text in found} == wanted


@pytest.mark.parametrize("name", SEEDS)
def test_mentions_are_sorted_flat_and_true_to_the_text(seed, name):
    article = seed(f"{name}.txt")
    end = 0
    for mention in find_mentions(article):
        assert article.text[mention.start : mention.end] == mention.text
        assert mention.start >= end
        assert mention.type in {"PER", "ORG", "LOC"}
        paragraph = article.paragraphs[mention.position]
        assert paragraph.start <= mention.start < mention.end <= paragraph.end
        end = mention.end


PIECES = st.sampled_from(
    ["Қасым-Жомарт", "Тоқаевтың", "«", "»", '"', "министрлігі", "Астанада", "А.", "ЖШС", "в", "Токаева", "МВД", "РК"]
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.one_of(PIECES, st.text("абВГәІ-.,(«»\"' ", max_size=8)), max_size=14), max_size=4),
    st.sampled_from(["kk", "ru"]),
)
def test_any_text_gives_exact_offsets_and_the_same_answer_twice(pieces, language):
    paragraphs, start = [], 0
    for position, piece in enumerate(pieces):
        text = " ".join(piece)
        paragraphs.append(Paragraph(position, "body", language, text, start, start + len(text)))
        start += len(text) + 1
    article = Article("a" * 20, language, None, None, tuple(paragraphs))
    found = find_mentions(article)
    assert all(article.text[m.start : m.end] == m.text and m.name for m in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert find_mentions(article) == found


def test_page_chrome_is_not_read_and_titles_and_captions_are(article):
    made = article(
        "Қарағандыда Қазақстанның жаңа Конституциясындағы өңірлердің рөлі талқыланды.",  # seed 004
        "Сурет: ҚР Бас прокуратурасының баспасөз қызметі",  # seed 000
        "Қарағанды облысының әкімі Ермағанбет Бөлекпаев",  # seed 004
        kinds=("title", "caption", "chrome"),
    )
    assert [m.text for m in find_mentions(made)] == [
        "Қарағандыда",
        "Қазақстанның",
        "ҚР Бас прокуратурасының баспасөз қызметі",
    ]


def test_the_byline_names_the_author_whatever_the_name_looks_like(article):
    made = article("Айдос Қали", kinds=("byline",), author="Айдос Қали")  # seed 003
    assert [(m.text, m.type) for m in find_mentions(made)] == [("Айдос Қали", "PER")]


def test_a_paragraph_is_read_by_the_rules_of_its_own_language():
    texts = [
        ("kk", "Қарағандыда Қазақстанның жаңа Конституциясындағы өңірлердің рөлі талқыланды."),  # seed 004
        ("ru", "Пресс-служба Генеральной прокуратуры"),  # seed 001
        ("other", "Қарағандыда"),
    ]
    paragraphs, start = [], 0
    for position, (language, text) in enumerate(texts):
        paragraphs.append(Paragraph(position, "body", language, text, start, start + len(text)))
        start += len(text) + 1
    found = find_mentions(Article("a" * 20, "kk", None, None, tuple(paragraphs)))
    assert [(m.position, m.text, m.type) for m in found] == [
        (0, "Қарағандыда", "LOC"),
        (0, "Қазақстанның", "LOC"),
        (1, "Пресс-служба Генеральной прокуратуры", "ORG"),
        (2, "Қарағандыда", "LOC"),
    ]


def test_an_article_in_no_language_of_the_packs_has_no_mentions():
    text = "Бишкекте жаңы китепкана ачылды."
    article = Article("a" * 20, "other", None, None, (Paragraph(0, "body", "other", text, 0, len(text)),))
    assert find_mentions(article) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("А" * 200_000, "kk"),
        ("«" * 20_000, "kk"),
        ("«" * 4_000, "ru"),
        ("министрлігі " * 5_000, "kk"),
        ("министерство " * 2_000, "ru"),
        ("Асанов " * 3_000, "kk"),
        ("А." * 10_000, "kk"),
    ],
)
def test_hostile_paragraphs_are_read_to_the_end(text, language):
    found = find_mentions(
        Article("a" * 20, language, None, None, (Paragraph(0, "body", language, text, 0, len(text)),))
    )
    assert all(text[m.start : m.end] == m.text for m in found)
