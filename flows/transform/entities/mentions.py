"""An article's mentions: tagged paragraph by paragraph, each by the rules of its own language, then named together."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from flows.packs import LANGUAGES
from flows.transform.entities.bodies import find_bodies
from flows.transform.entities.capitals import Capitals
from flows.transform.entities.clusters import Occurrence, name_all
from flows.transform.entities.echoes import echoes, known
from flows.transform.entities.lexicon import Lexicon, lexicon
from flows.transform.entities.neural import Neural
from flows.transform.entities.posts import find_posts
from flows.transform.entities.repair import repair
from flows.transform.entities.spans import Span, Tagger, flat
from flows.transform.entities.tokens import Token, tokenize
from flows.transform.model import Article, Mention, Paragraph


def find_mentions(article: Article) -> list[Mention]:
    """All names of persons, bodies and places in an article.

    Args:
        article: Its paragraphs; those of kind chrome are left out, and those in no language of the packs are read
            in the article's.

    Returns:
        Mentions sorted by start that do not overlap (the longest name wins), with `text == article.text[start:end]`
        and `name` the fullest form of the same name in this article, in the nominative.
    """
    tagged = [_Tagged(paragraph, words, tokenize(paragraph.text), []) for paragraph, words in _readable(article)]
    for part in tagged:
        part.spans.extend(_spans(part, article.author))
    names = known((p.paragraph.text[s.start : s.end], s, p.words) for p in tagged for s in p.spans)
    for part in tagged:
        part.spans[:] = flat(echoes(part.tokens, part.spans, names, part.words))
    found = [(part, span) for part in tagged for span in part.spans]
    occurrences = [Occurrence(p.paragraph.text[s.start : s.end], s.type, p.words) for p, s in found]
    posts = {p.paragraph.position: find_posts(p.tokens, p.spans, p.paragraph.text, p.words) for p in tagged}
    return [
        Mention(
            position=part.paragraph.position,
            start=part.paragraph.start + span.start,
            end=part.paragraph.start + span.end,
            text=occurrence.surface,
            type=span.type,
            name=name,
            role=posts[part.paragraph.position].get(span.start) if span.type == "PER" else None,
            confidence=span.confidence,
        )
        for (part, span), occurrence, name in zip(found, occurrences, name_all(occurrences), strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Tagged:
    """A paragraph with the lexicon of its language, its tokens and the spans found so far."""

    paragraph: Paragraph
    words: Lexicon
    tokens: list[Token]
    spans: list[Span]


def _readable(article: Article) -> Iterator[tuple[Paragraph, Lexicon]]:
    for paragraph in article.paragraphs:
        language = paragraph.language if paragraph.language in LANGUAGES else article.language
        if paragraph.kind != "chrome" and language in LANGUAGES:
            yield paragraph, lexicon(language)


def _spans(part: _Tagged, author: str | None) -> list[Span]:
    text = part.paragraph.text
    tagged = list(repair(_tagger(part.words.code).tag(text), part.tokens, part.words))
    at = text.find(author) if author and part.paragraph.kind == "byline" else -1
    signed = [Span(at, at + len(author), "PER")] if author and at >= 0 else []
    return flat([*signed, *tagged, *find_bodies(part.tokens, tagged, part.words)])


@cache
def _tagger(code: str) -> Tagger:
    words = lexicon(code)
    return Capitals(words) if words.tagger == "capitals" else Neural()
