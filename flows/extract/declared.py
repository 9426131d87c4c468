"""What an HTML page declares of its article, in JSON-LD, in `<meta>`, in `<link>` and `<time>`, in its `<title>`.

It goes before anything guessed from the text. Runs in a child process (`child`).
"""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

_MOST: Final = 200  # elements of a kind that are looked at
_ARTICLES: Final = frozenset(
    ("NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "WebPage", "LiveBlogPosting")
)
_METAS: Final[dict[str, tuple[str, ...]]] = {
    "title": ("og:title", "twitter:title", "dc.title"),
    "published": ("article:published_time", "og:published_time", "datepublished", "date", "dc.date", "pubdate"),
    "author": ("article:author", "author", "dc.creator"),
    "outlet": ("og:site_name", "application-name", "twitter:site"),
    "url": ("og:url",),
    "section": ("article:section",),
}
_SITE: Final = re.compile(r"\s+[|–—•·»/-]\s+[^|–—•·»/]{1,60}$|\s*\|\s*[^|]{1,60}$")


def first(tree: Any, tag: str) -> Iterator[Any]:  # noqa: ANN401
    """The first elements of a kind in a tree of lxml: as many as are looked at."""
    for count, element in enumerate(tree.iter(tag)):
        if count == _MOST:
            return
        yield element


def declared_of(tree: Any) -> dict[str, list[str]]:  # noqa: ANN401
    """What the page declares: JSON-LD, then `<meta>`, then `<link>` and `<time>`, then `<title>`."""
    found: dict[str, list[str]] = {}

    def add(field: str, value: object) -> None:
        if isinstance(value, str) and (text := " ".join(value.split())) and text not in found.setdefault(field, []):
            found[field].append(text)

    for field, value in _json_ld(tree):
        add(field, value)
    for field, value in _metas(tree):
        add(field, value)
    for element in first(tree, "link"):
        if (element.get("rel") or "").lower() == "canonical":
            add("url", element.get("href"))
    for element in first(tree, "time"):
        # Lists of other articles have times too: the page's own says so, or stands in the article first.
        within = element.get("itemprop") == "datePublished" or element.get("pubdate") is not None
        if within or next(element.iterancestors("article", "main", "h1"), None) is not None:
            add("published", element.get("datetime"))
            break
    for element in first(tree, "title"):
        text = " ".join((element.text or "").split())
        add("title", _SITE.sub("", text) or text)
        break
    return found


def _metas(tree: Any) -> Iterator[tuple[str, object]]:  # noqa: ANN401
    """The fields of the page's `<meta>` elements: a name's first one counts, tags all."""
    metas: dict[str, str | None] = {}
    for element in first(tree, "meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        metas.setdefault(name, element.get("content"))
        if name in {"article:tag", "keywords"}:
            yield from (("tags", tag) for tag in (element.get("content") or "").split(",")[:_MOST])
    for field, names in _METAS.items():
        yield from ((field, metas.get(name)) for name in names)


def _json_ld(tree: Any) -> Iterator[tuple[str, object]]:  # noqa: ANN401
    """The fields of the page's JSON-LD articles, in order of the page."""
    for element in first(tree, "script"):
        if (element.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            held = [json.loads(element.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue  # the page's own mistake; what it declares elsewhere is read
        for _ in range(_MOST):
            if not held:
                break
            entry = held.pop(0)
            if isinstance(entry, list):
                held = [*entry[:_MOST], *held]
            elif isinstance(entry, dict):
                held = [entry.get("@graph"), *held]
                kinds = entry.get("@type")
                if not _ARTICLES.isdisjoint(kinds if isinstance(kinds, list) else [kinds]):
                    yield from _ld_fields(entry)


def _ld_fields(entry: dict[str, Any]) -> Iterator[tuple[str, object]]:
    yield "title", entry.get("headline")
    yield "published", entry.get("datePublished")
    yield "author", ", ".join(_names(entry.get("author")))
    yield "outlet", next(iter(_names(entry.get("publisher"))), None)
    page = entry.get("mainEntityOfPage")
    yield "url", page.get("@id") if isinstance(page, dict) else page
    yield "url", entry.get("url")
    section = entry.get("articleSection")
    yield "section", section[0] if isinstance(section, list) and section else section
    words = entry.get("keywords")
    for word in words[:_MOST] if isinstance(words, list) else str(words or "").split(",")[:_MOST]:
        yield "tags", word


def _names(value: object) -> list[str]:
    """The names of people or bodies as JSON-LD writes them: a text, an object with a name, or several."""
    several = value if isinstance(value, list) else [value]
    named = (entry.get("name") if isinstance(entry, dict) else entry for entry in several[:_MOST])
    return [name for name in named if isinstance(name, str)]
