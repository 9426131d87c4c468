"""The article of an HTML page: its lines and what the page declares of it. Runs in a child process (`child`).

The article is found by trafilatura (Barbaresi 2021); where it finds none, all visible text is taken.
"""

import re
from collections import Counter
from html.parser import HTMLParser
from typing import Any, Final

from lxml import etree, html

from flows.extract.declared import declared_of, first

_SHORT: Final = 250  # characters; trafilatura's own measure of too little
# What trafilatura takes for a sign that an article holds more than itself.
_FURNITURE: Final = frozenset((
    "aside", "audio", "button", "fencedframe", "fieldset", "figure", "footer", "iframe", "input", "label", "link",
    "nav", "noindex", "noscript", "object", "option", "select", "source", "svg", "time",
))  # fmt: skip
_DEEPEST: Final = 4096  # levels; the parser makes no deeper tree
_UNSEEN: Final = frozenset(
    ("script", "style", "template", "noscript", "iframe", "svg", "math", "object", "canvas", "select", "textarea")
)
_NOT_ARTICLE: Final = frozenset(("nav", "footer", "aside", "button", "title"))
# Elements that end a line, of HTML and of trafilatura's own tree.
_END: Final = "\x1e"  # between lines; no page shows it
_OPEN_TITLE: Final = re.compile(rb"<title\b[^>]{0,500}>[^<]{0,2000}", re.IGNORECASE)
_BLOCKS: Final = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
    "hr", "html", "item", "lb", "legend", "li", "list", "main", "nav", "ol", "option", "p", "pre", "quote",
    "row", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul", "cell",
    "ab",
))  # fmt: skip


def read(page: bytes, nesting: int) -> dict[str, Any]:
    """Read a page in UTF-8.

    Args:
        page: The page.
        nesting: Depth of elements beyond which the article is not looked for: all visible text is taken.

    Returns:
        `lines`, the article's in order; `whole` when they are the whole page's; `declared`, what each authority says
        (`declared.declared_of`); `headlines`, the texts of the page's `<h1>`; `guessed`, what trafilatura makes of a
        page that declares no title or no day.
    """
    if b"</title" not in page.lower():
        page = _OPEN_TITLE.sub(rb"\g<0></title>", page, count=1)  # else the whole page were its title
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(page, parser=parser, ensure_head_body=False)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return {"lines": _visible(page), "whole": True, "declared": {}, "headlines": [], "guessed": {}}
    declared = declared_of(tree)
    headlines = [text for element in first(tree, "h1") if (text := " ".join("".join(element.itertext()).split()))]
    etree.strip_elements(tree, *_UNSEEN, with_tail=False)  # what is never shown
    known = not declared.keys().isdisjoint(("title", "window")) and "published" in declared
    found, guessed = ([], {}) if _deeper(tree, nesting) else _article(tree, guess=not known)
    whole = not found
    return {
        "lines": found or _visible(page),
        "whole": whole,
        "declared": declared,
        "headlines": headlines,
        "guessed": guessed,
    }


def _lines(tree: Any) -> list[str]:  # noqa: ANN401 - lxml has no types
    """The lines of trafilatura's tree, an element that is a block ending one."""
    held: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        held += [_END] if element.tag in _BLOCKS else []
        text = element.text if event == "start" else element.tail
        held += [text] if text and (event == "start" or element is not tree) else []
    return _split(held)


def _visible(page: bytes) -> list[str]:
    """The lines of all visible text of a page, however its elements are nested."""
    reader = _Visible(convert_charrefs=True)
    reader.feed(page.decode("utf-8", errors="replace"))
    reader.close()
    return _split(reader.held)


def _split(held: list[str]) -> list[str]:
    return [line for part in "".join(held).split(_END) if (line := " ".join(part.split()))]


class _Visible(HTMLParser):
    """Collects the text that a reader of the page sees, without its menus and forms."""

    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.held: list[str] = []
        self._hidden: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - its interface
        self.held += [_END] if tag in _BLOCKS else []
        self._hidden[tag] += tag in _UNSEEN or tag in _NOT_ARTICLE

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.held += [_END] if tag in _BLOCKS else []

    def handle_endtag(self, tag: str) -> None:
        self.held += [_END] if tag in _BLOCKS else []
        self._hidden[tag] -= self._hidden[tag] > 0

    def handle_data(self, data: str) -> None:
        self.held += [data] if not self._hidden.total() else []


def _article(tree: Any, *, guess: bool) -> tuple[list[str], dict[str, str]]:  # noqa: ANN401
    """The article's lines and, if asked, trafilatura's guesses; none where it finds no article."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - the parent process, which imports this module, has no use for it

    def extract(*, fast: bool) -> Any:  # noqa: ANN401
        return bare_extraction(
            tree,
            fast=fast,
            include_comments=False,
            include_tables=True,
            with_metadata=guess,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )

    shown = len(" ".join(tree.xpath("string()").split()))
    written = sum(len(paragraph.xpath("string()")) for paragraph in tree.iter("p"))
    found: Any = extract(fast=True) if 2 * written > shown and not guess else None
    if found is None or not _settled(found, shown):
        found = extract(fast=False)
    if found is None or found.body is None:
        return [], {}
    guesses = {"title": found.title, "author": found.author, "outlet": found.sitename, "published": found.date}
    return _lines(found.body), {field: value for field, value in guesses.items() if value and guess}


def _settled(found: Any, shown: int) -> bool:  # noqa: ANN401
    """Whether trafilatura's first extractor has found what no second opinion would replace.

    It asks other extractors for one, a quarter of its time, and takes theirs only where its own article is short, in
    tables, without paragraphs, holds furniture, or is less than half as long: none is longer than all that is shown.
    """
    if found.body is None or len(found.text) < _SHORT or 2 * len(found.text) < shown:
        return False
    tags = Counter(element.tag for element in found.body.iter() if element.tag != "p" or element.text)
    return tags["p"] > tags["table"] and _FURNITURE.isdisjoint(tags)


def _deeper(tree: Any, nesting: int) -> bool:  # noqa: ANN401
    """Whether elements are nested deeper than that, the tree's root being the first level."""
    return bool(tree.xpath("boolean(/*" + "/*" * min(nesting, _DEEPEST) + ")"))
