"""An article's mentions: tagged paragraph by paragraph, each by the rules of its own language, then named together."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from flows.packs import LANGUAGES
from flows.transform.entities.bodies import find_bodies
from flows.transform.entities.capitals import Capitals
from flows.transform.entities.clues import NO_CLUE, Clue, find_clues, share_genders
from flows.transform.entities.clusters import Occurrence, name_all
from flows.transform.entities.echoes import echoes, known
from flows.transform.entities.lexicon import Lexicon, lexicon
from flows.transform.entities.neural import Neural
from flows.transform.entities.posts import find_posts
from flows.transform.entities.repair import repair
from flows.transform.entities.spans import Span, Tagger, Text, flat
from flows.transform.entities.tokens import Token, tokenize
from flows.transform.entities.trained import Trained
from flows.transform.entities.works import quoted_works, told_bodies, without_works
from flows.transform.model import Article, Mention, Paragraph
from flows.transform.names import fold

_AUTHOR: Final = re.compile(r"[^\s,;][^,;]*(?<!\s)")


def find_mentions(article: Article) -> list[Mention]:
    """All names of persons, bodies and places in an article.

    Args:
        article: Its paragraphs; those of kind chrome are left out, and those in no language of the packs are read
            in the article's.

    Returns:
        Mentions sorted by start that do not overlap (the longest name wins), with `text == article.text[start:end]`
        and `name` the fullest form of the same name in this article, in the nominative.
    """
    tagged = [_Tagged(paragraph, words, tokenize(paragraph.text), [], []) for paragraph, words in _readable(article)]
    _tag(tagged, article.author)
    places = [list(quoted_works(part.tokens, part.words)) for part in tagged]
    _drop_works(tagged, places)
    names = known((p.paragraph.text[s.start : s.end], s, p.words) for p in tagged for s in p.spans)
    for part, works in zip(tagged, places, strict=True):
        heard = echoes(part.tokens, part.spans, names, part.words)
        part.spans[:] = flat(without_works(heard, part.paragraph.text, works, frozenset()))
    found = [(part, span) for part in tagged for span in part.spans]
    surfaces = [part.paragraph.text[span.start : span.end] for part, span in found]
    clues = {part.paragraph.position: find_clues(part.tokens, part.spans, part.words) for part in tagged}
    told = share_genders([(s, _clue(clues, p, span)) for s, (p, span) in zip(surfaces, found, strict=True)])
    occurrences = [
        Occurrence(surface, span.type, part.words, clue, _is_bracketed(part.paragraph.text, before, span))
        for surface, before, (part, span), clue in zip(surfaces, _before(found), found, told, strict=True)
    ]
    full = name_all(occurrences)
    called: dict[int, dict[int, str]] = {part.paragraph.position: {} for part in tagged}
    for (part, span), name in zip(found, full, strict=True):
        called[part.paragraph.position][span.start] = name
    posts = {
        p.paragraph.position: find_posts(
            p.tokens, p.spans, p.posts, p.paragraph.text, p.words, called[p.paragraph.position]
        )
        for p in tagged
    }
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
        for (part, span), occurrence, name in zip(found, occurrences, full, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Tagged:
    """A paragraph with the lexicon of its language, its tokens and the spans and posts found so far."""

    paragraph: Paragraph
    words: Lexicon
    tokens: list[Token]
    spans: list[Span]
    posts: list[Span]


def _clue(clues: Mapping[int, Mapping[int, Clue]], part: _Tagged, span: Span) -> Clue:
    found = clues[part.paragraph.position] if span.type == "PER" else {}
    return found.get(span.start, NO_CLUE)


def _before(found: Sequence[tuple[_Tagged, Span]]) -> Iterator[int]:
    """For each span where the one before it in its paragraph ends, 0 for the first."""
    end, last = 0, None
    for part, span in found:
        yield end if part is last else 0
        end, last = span.end, part


def _is_bracketed(text: str, before: int, span: Span) -> bool:
    """Whether a name is all that stands in brackets right after the one that ends at `before`."""
    return text[before : span.start].lstrip() == "(" and text[span.end : span.end + 1] == ")"


def _readable(article: Article) -> Iterator[tuple[Paragraph, Lexicon]]:
    for paragraph in article.paragraphs:
        language = paragraph.language if paragraph.language in LANGUAGES else article.language
        if paragraph.kind != "chrome" and language in LANGUAGES:
            yield paragraph, lexicon(language)


def _tag(parts: Sequence[_Tagged], author: str | None) -> None:
    """Find the spans of all paragraphs, those of one language at once."""
    for code in dict.fromkeys(part.words.code for part in parts):
        same = [part for part in parts if part.words.code == code]
        for part, found in zip(same, _tagger(code).tag([Text(p.paragraph.text, p.tokens) for p in same]), strict=True):
            part.posts.extend(span for span in found if span.type == "ROLE")
            named = list(repair((span for span in found if span.type != "ROLE"), part.tokens, part.words))
            signed = _signed(part.paragraph, author) if author else ()
            bodies = find_bodies(part.tokens, named, part.words)
            part.spans.extend(flat([*signed, *_outside(named, bodies), *bodies]))


def _signed(paragraph: Paragraph, author: str) -> Iterator[Span]:
    """The authors in a byline, each by himself."""
    at = paragraph.text.find(author) if paragraph.kind == "byline" else -1
    if at >= 0:
        for name in _AUTHOR.finditer(author):
            yield Span(at + name.start(), at + name.end(), "PER")


def _drop_works(parts: Sequence[_Tagged], places: Sequence[Sequence[tuple[int, int]]]) -> None:
    """Take out what is a work's name; `places` are those of works in each paragraph."""
    works = frozenset(
        fold(p.paragraph.text[start:end]) for p, found in zip(parts, places, strict=True) for start, end in found
    )
    if works:
        works -= {name for p in parts for name in told_bodies(p.tokens, p.spans, p.paragraph.text, p.words)}
    for part, found in zip(parts, places, strict=True):
        part.spans[:] = without_works(part.spans, part.paragraph.text, found, works)


def _outside(named: Sequence[Span], bodies: Sequence[Span]) -> list[Span]:
    """A tagger's spans without those that the rules take for bodies, too, and are surer of, or that they list so."""
    sure = {at: body.confidence for body in bodies for at in range(body.start, body.end)}
    same = {(body.start, body.end) for body in bodies}
    return [
        s
        for s in named
        if (s.start, s.end) not in same
        and (s.type != "ORG" or not any(sure.get(i, 0) > s.confidence for i in range(s.start, s.end)))
    ]


_TAGGERS: Final[Mapping[str, Callable[[Lexicon], Tagger]]] = {
    "capitals": Capitals,  # where a pack names none
    "trained": Trained,
    "neural": Neural,
}


@cache
def _tagger(code: str) -> Tagger:
    words = lexicon(code)
    return _TAGGERS[words.tagger](words)
