"""Quotes alone on one core: articles a second, where the rules and the dictionary are asked at all, linear time."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from flows.evaluate import read_annotated
from flows.evaluate.annotated import article_of
from flows.extract.catalogue import Catalogue
from flows.extract.plain import read
from flows.transform import article as room
from flows.transform.entities import find_mentions
from flows.transform.model import Article, Mention, Paragraph
from flows.transform.quotes import engine, find_quotes
from flows.transform.quotes.arbitrate import arbitrate
from flows.transform.quotes.candidate import Candidate
from flows.transform.quotes.clause import Sentence
from flows.transform.quotes.compiled import pack_of
from flows.transform.quotes.morphology import Morphology, Noun
from tests.corpus import ROOT

ROUNDS = 100
TEXTS = 60
UNITS = 20_000
Read = tuple[Article, list[Mention]]


def seeds(language: str, monkeypatch: pytest.MonkeyPatch) -> list[Read]:
    """The seed articles in a language, as the room of quotes is given them."""
    given: list[Read] = []

    def keep(article: Article, mentions: list[Mention]) -> list[object]:
        given.append((article, mentions))
        return []

    monkeypatch.setattr(room, "find_quotes", keep)
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        room.transform(read(path.read_bytes(), raw_path=path.name, raw_sha256="0" * 64), Catalogue())
    return [one for one in given if one[0].language == language]


def seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_articles_a_second(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = seeds(language, monkeypatch)
    spent = sorted(seconds(lambda: [find_quotes(*one) for one in articles]) for _ in range(ROUNDS))
    best, median = (len(articles) / spent[place] for place in (0, ROUNDS // 2))
    print(f"\n{language}: {best:.0f} articles a second of CPU at best, {median:.0f} in the median round")


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_share_of_sentences_and_words_read_closely(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    annotated = read_annotated(Path(ROOT / f"tests/gold/quotes_{language}.jsonl"))[:TEXTS]
    articles = [article_of(gold, text) for gold, text in annotated]
    given = [(article, find_mentions(article)) for article in articles]
    readings: list[engine.Reading] = []
    ruled = 0

    def counted(sentence: Sentence, before: Sentence | None) -> Iterator[Candidate]:
        nonlocal ruled
        ruled += 1
        return reported(sentence, before)

    reported = engine._reported
    monkeypatch.setattr(engine, "_reported", counted)
    pack = pack_of(language)
    assert pack is not None
    asked: list[str] = []
    noun = type(pack.morphology).noun

    def looked_up(morphology: Morphology, word: str) -> Noun | None:
        asked.append(word)
        return noun(morphology, word)

    monkeypatch.setattr(type(pack.morphology), "noun", looked_up)
    for article, mentions in given:
        engine.resolve(article, mentions, arbitrate, readings)
    sentences = sum(len(passage.sentences) for passage, _, _ in readings)
    words = [word for passage, _, _ in readings for word in passage.words]
    types = len(set(asked)) / len(set(words))
    print(f"\n{language}: rules for reported speech on {ruled} of {sentences} sentences ({ruled / sentences:.0%});")
    print(f"  nouns looked up for {types:.0%} of the word forms, {len(asked)} look-ups for {len(words)} words")


@pytest.mark.parametrize(
    ("unit", "language"),
    [
        ('"Бұл маңызды іс болды деп ойлаймын", – деді сенатор. ', "kk"),
        ("«Бұл маңызды ", "kk"),
        ("деді ", "kk"),
        (", – деді ", "kk"),
        ("айтуынша, ", "kk"),
        ("Министр отметил, что ", "ru"),
        ("«Мы готовы», – сказал министр. ", "ru"),
    ],
)
def test_twice_the_text_takes_twice_the_time(unit: str, language: str) -> None:
    spent = []
    for units in (1, UNITS, 2 * UNITS):
        text = unit * units
        article = Article("0" * 20, language, None, None, (Paragraph(0, "body", language, text, 0, len(text)),))
        spent.append(seconds(partial(find_quotes, article, [])))
    print(f"\n{unit!r}: {UNITS} times {spent[1]:.2f} s, {2 * UNITS} times {spent[2]:.2f} s ({spent[2] / spent[1]:.1f})")
