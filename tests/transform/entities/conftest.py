"""Articles to find names in."""

import unicodedata
from collections.abc import Callable

import pytest

from flows.transform.entities import find_mentions
from flows.transform.model import Article, Mention, Paragraph


def make(*texts: str, language: str = "kk", kinds: tuple[str, ...] = (), author: str | None = None) -> Article:
    paragraphs, start = [], 0
    for position, text in enumerate(texts):
        kind = kinds[position] if position < len(kinds) else "body"
        paragraphs.append(Paragraph(position, kind, language, text, start, start + len(text)))
        start += len(text) + 1
    return Article("a" * 20, language, None, author, tuple(paragraphs))


@pytest.fixture
def article() -> Callable[..., Article]:
    return make


@pytest.fixture
def names() -> Callable[..., set[tuple[str, str]]]:
    """The (surface form, type) pairs found in paragraphs of text."""

    def find(*texts: str, language: str = "kk") -> set[tuple[str, str]]:
        return {(mention.text, mention.type) for mention in find_mentions(make(*texts, language=language))}

    return find


@pytest.fixture
def mentions() -> Callable[..., list[Mention]]:
    return lambda *texts, language="kk": find_mentions(make(*texts, language=language))


@pytest.fixture
def seed(seeds) -> Callable[[str], Article]:
    """A seed article as its paragraphs stand in the file, the date prefix taken off."""

    def read(name: str) -> Article:
        text = unicodedata.normalize("NFC", (seeds / name).read_text(encoding="utf-8"))
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        lines[0] = lines[0].removeprefix("date ")
        return make(*lines, language="ru" if name.startswith("001") else "kk")

    return read
