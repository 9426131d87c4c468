"""What an HTML page declares of its article, in JSON-LD, in `<meta>`, in `<link>` and `<time>`, in its `<title>`.

It goes before anything guessed from the text. Runs in a child process (`child`).
"""

import html
import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final
from urllib.parse import urlsplit

from flows.extract.headline import fold

_MOST: Final = 200  # elements of a kind that are looked at
_METAS: Final[dict[str, tuple[str, ...]]] = {
    "title": ("og:title",),
    "published": ("article:published_time", "og:published_time", "datepublished", "date", "dc.date", "pubdate"),
    "author": ("article:author", "author", "dc.creator"),
    "outlet": ("og:site_name", "application-name", "twitter:site"),
    "url": ("og:url",),
    "section": ("article:section",),
    "window": ("twitter:title", "dc.title"),
}
_SITE: Final = re.compile(r"\s+[|–—•·»/-]\s+[^|–—•·»/]{1,60}$|\s*\|\s*[^|]{1,60}$")

_LD: Final = "application/ld+json"
# schema.org's Article and all below it, and what sites use in its place where they have none.
_ARTICLES: Final = frozenset((
    "Article", "AdvertiserContentArticle", "NewsArticle", "AnalysisNewsArticle", "AskPublicNewsArticle",
    "BackgroundNewsArticle", "OpinionNewsArticle", "ReportageNewsArticle", "ReviewNewsArticle", "Report",
    "SatiricalArticle", "ScholarlyArticle", "SocialMediaPosting", "BlogPosting", "LiveBlogPosting",
    "DiscussionForumPosting", "TechArticle",
))  # fmt: skip
_PAGES: Final = frozenset(("WebPage", "ItemPage"))
_SCHEMA: Final = re.compile(r"(?:https?://(?:www\.)?schema\.org/|schema:)")
_WRAPPED: Final = re.compile(r"(?:\s|//|/\*|\*/|<!--|<!\[CDATA\[)*")  # what hides a script from old browsers
_ADDRESS: Final = re.compile(r"(?:https?:)?//|www\.", re.IGNORECASE)
_JSON: Final = json.JSONDecoder(strict=False)


def first(tree: Any, tag: str) -> Iterator[Any]:  # noqa: ANN401
    """The first elements of a kind in a tree of lxml: as many as are looked at."""
    return islice(tree.iter(tag), _MOST)


def declared_of(tree: Any) -> dict[str, list[str]]:  # noqa: ANN401
    """What the page declares: JSON-LD, then `<meta>`, then `<link>` and `<time>`.

    Returns:
        Per field of `document.Declared` what is said of it, the best authority first; `window` are titles that pages
        make for other places (`<title>`, Twitter), which say less.
    """
    found: dict[str, dict[str, None]] = {}

    def add(field: str, value: object) -> None:
        if isinstance(value, str) and (text := " ".join(value.split())):
            found.setdefault(field, {})[text] = None

    metas = [(field, value) for field, value in _metas(tree) if field != "author" or not _ADDRESS.match(value or "")]
    links = [link.get("href") for link in first(tree, "link") if "canonical" in (link.get("rel") or "").lower().split()]
    hints = [value for field, value in metas if field in {"url", "title"}] + links
    for field, text in _json_ld(tree, hints):
        add(field, html.unescape(text))
    for field, value in metas:
        add(field, value)
    for link in links:
        add("url", link)
    for element in first(tree, "time"):
        # Lists of other articles have times too: the page's own says so, or stands in the article first.
        within = element.get("itemprop") == "datePublished" or element.get("pubdate") is not None
        if within or next(element.iterancestors("article", "main", "h1"), None) is not None:
            add("published", element.get("datetime"))
            break
    for element in first(tree, "title"):
        text = " ".join((element.text or "").split())
        add("window", _SITE.sub("", text) or text)
        break
    return {field: list(texts) for field, texts in found.items()}


def _metas(tree: Any) -> Iterator[tuple[str, str | None]]:  # noqa: ANN401
    """The fields of the page's `<meta>` elements: a name's first one counts, tags all."""
    metas: dict[str, str | None] = {}
    for element in first(tree, "meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        metas.setdefault(name, element.get("content"))
        if name in {"article:tag", "keywords"}:
            yield from (("tags", tag) for tag in (element.get("content") or "").split(",")[:_MOST])
    for field, names in _METAS.items():
        yield from ((field, metas.get(name)) for name in names)


def _json_ld(tree: Any, hints: list[str | None]) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """The fields of the page's JSON-LD: of its own article, then of what is declared of it as a page."""
    entries = list(_entries(tree))
    known = {name: entry for entry in entries if isinstance(name := entry.get("@id"), str) and len(entry) > 1}
    articles = [entry for entry in entries if not _ARTICLES.isdisjoint(_kinds(entry))]
    # Pages declare the articles that they link to as well: their own is at their address, or has their title.
    places, titles = _places(hints), {fold(hint) for hint in hints if hint}
    own = next((entry for entry in articles if places & _places(_addresses(entry))), None) or next(
        (entry for entry in articles if titles & set(map(fold, _texts(entry.get("headline"))))), None
    )
    pages = (entry for entry in entries if not _PAGES.isdisjoint(_kinds(entry)))
    for entry in (own or next(iter(articles), None), next(pages, None)):
        if entry is not None:
            yield from _ld_fields(entry, known)


def _entries(tree: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    """The objects of the page's JSON-LD that stand at its top, in a graph, or as the main thing of another."""
    for element in first(tree, "script"):
        if (element.get("type") or "").partition(";")[0].strip().lower() != _LD:
            continue
        text = element.text or ""
        try:
            held = [_JSON.raw_decode(text, _WRAPPED.match(text).end())[0]]  # type: ignore[union-attr]
        except (ValueError, RecursionError):
            continue  # the page's own mistake; what it declares elsewhere is read
        for _ in range(_MOST):
            if not held:
                break
            entry = held.pop(0)
            if isinstance(entry, list):
                held = [*entry[:_MOST], *held]
            elif isinstance(entry, dict):
                held = [entry.get("@graph"), entry.get("mainEntity"), *held]
                yield entry


def _kinds(entry: dict[str, Any]) -> list[str]:
    """The types of an object as schema.org calls them, by their short names."""
    return [_SCHEMA.sub("", kind, count=1) for kind in _texts(entry.get("@type"))]


def _addresses(entry: dict[str, Any]) -> list[str]:
    """The addresses of an object: of the page that it is the main thing of, its own."""
    page = entry.get("mainEntityOfPage")
    named = [page.get("@id"), page.get("url")] if isinstance(page, dict) else [page]
    return [address for value in (*named, entry.get("url")) for address in _texts(value)]


def _places(addresses: list[Any]) -> set[str]:
    """What is left of addresses that may be relative: their paths, of home pages none."""
    found: set[str] = set()
    for address in filter(None, addresses):
        try:
            found.add(urlsplit(address).path.rstrip("/"))
        except ValueError:
            continue  # no address
    return found - {""}


def _ld_fields(entry: dict[str, Any], known: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for field, name in (("title", "headline"), ("published", "datePublished"), ("section", "articleSection")):
        yield from ((field, text) for text in _texts(entry.get(name))[:1])
    yield "author", ", ".join(_names(entry.get("author"), known))
    yield from (("outlet", name) for name in _names(entry.get("publisher"), known)[:1])
    yield from (("url", address) for address in _addresses(entry))
    words = entry.get("keywords")
    several = _texts(words) if isinstance(words, list) else [word for text in _texts(words) for word in text.split(",")]
    yield from (("tags", word) for word in several[:_MOST])


def _names(value: object, known: dict[str, dict[str, Any]]) -> list[str]:
    """The names of people or bodies as JSON-LD writes them: a text, an object with a name or the id of one, several."""
    several = value[:_MOST] if isinstance(value, list) else [value]
    found: list[str] = []
    for one in several:
        if isinstance(one, dict):
            told = one if "name" in one else known.get(str(one.get("@id")), {})
            found += _texts(told.get("name"))[:1]
        else:
            found += _texts(one)
    return [name for name in found if not _ADDRESS.match(name)]


def _texts(value: object) -> list[str]:
    """The texts of a value: itself, what it wraps, or those of a list."""
    several = value[:_MOST] if isinstance(value, list) else [value]
    held = (one.get("@value") if isinstance(one, dict) else one for one in several)
    return [text for text in held if isinstance(text, str)]
