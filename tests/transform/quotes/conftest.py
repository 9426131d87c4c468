"""An article from plain paragraphs and the names declared in it, so that the rules are tested by themselves."""

import re
from collections.abc import Callable, Mapping, Sequence

import pytest

from flows.transform.model import Article, Mention, Paragraph, Quote
from flows.transform.quotes import find_quotes

Names = Mapping[str, tuple[str, ...]]
Read = Callable[..., list[Quote]]


def build(paragraphs: Sequence[str | tuple[str, str]], language: str) -> Article:
    made, start = [], 0
    for position, entry in enumerate(paragraphs):
        kind, text = ("body", entry) if isinstance(entry, str) else entry
        made.append(Paragraph(position, kind, language, text, start, start + len(text)))
        start += len(text) + 1
    return Article("0" * 20, language, None, None, tuple(made))


def declare(article: Article, names: Names) -> list[Mention]:
    """Mentions of the surfaces in `names`: each maps to (type, full name) or (type, full name, role)."""
    found: dict[int, Mention] = {}
    for surface in sorted(names, key=len, reverse=True):
        type_, name, *role = names[surface]
        for paragraph in article.paragraphs:
            for match in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", paragraph.text):
                start, end = paragraph.start + match.start(), paragraph.start + match.end()
                if not any(other.start < end and start < other.end for other in found.values()):
                    found[start] = Mention(
                        paragraph.position, start, end, surface, type_, name, role[0] if role else None
                    )
    return [found[start] for start in sorted(found)]


@pytest.fixture
def read() -> Read:
    """Quotes of an article given as paragraphs (text or (kind, text)), a language and names."""

    def run(*paragraphs: str | tuple[str, str], language: str = "kk", names: Names | None = None) -> list[Quote]:
        article = build(paragraphs, language)
        quotes = find_quotes(article, declare(article, names or {}))
        for quote in quotes:
            assert quote.text == article.text[quote.start : quote.end]
        return quotes

    return run


@pytest.fixture(scope="session")
def make() -> Callable[..., Article]:
    """An article of paragraphs in a language."""
    return build


@pytest.fixture(scope="session")
def mentions_of() -> Callable[..., list[Mention]]:
    """The mentions of declared names in an article."""
    return declare
