"""What each line of a page is: title, body, list item, heading, caption, byline or the page's own furniture.

First every line alone (`furniture`, `dates`, `byline`), then by its place: the header before the first sentence
holds the title, the tail after the last one the writer. A line is the article's unless something says otherwise.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from flows.extract import byline, dates, furniture, headline
from flows.extract.furniture import ended, words

_TITLE_WORDS: Final = 30
_FEW_WORDS: Final = 4  # words of a tag, and of the shortest sentence
_HEADING_WORDS: Final = 12
_LINK_WORDS: Final = 20
_BULLET_WORDS: Final = 40
_MOST: Final = 100  # lines looked at in one list, header or tail; keeps the work linear
_LEAD: Final = 3  # paragraphs of the text that a headline is compared with
_LONG: Final = 2000  # characters; a longer line is a paragraph, and no pattern is tried on it

_FULL_STOP = re.compile(r"(?<!\.)[.;:][»”\"’')\]]*$")
_DASH = re.compile(r"[-–—]\s")
_SPEECH = re.compile(r"[,!?…»\"”]\s?[-–—]\s|\?$")
_DATED = re.compile(r"[.!?…]\s+\d{1,2}\s+([^\W\d_]+)\.?,?\s+\d{4}$")
_OPENING: Final = tuple('«“„"-–—(')
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class Layout:
    """The kind of every line, in order, and the page's own timestamp: one below the text is another article's."""

    kinds: list[str]
    stamp: dates.Stamp | None


@dataclass(slots=True)
class _Page:
    """The lines under work: None is a line whose kind is still open."""

    lines: Sequence[str]
    kinds: list[str | None] = field(default_factory=list)
    stamps: list[tuple[int, dates.Stamp]] = field(default_factory=list)
    heads: set[int] = field(default_factory=set)  # lines that head a list of links

    def open(self, start: int, stop: int) -> list[int]:
        return [index for index in range(start, stop) if self.kinds[index] is None]


def arrange(lines: Sequence[str], title: str | None = None) -> Layout:
    """Give each line (clean, non-empty, without line breaks) its kind of `schemas.vocabulary.PARAGRAPH_KINDS`.

    `title` is the line that is known to be the title; without it the title is looked for.
    """
    page = _Page(lines)
    _alone(page)
    first = next((index for index in page.open(0, len(lines)) if _sentence(lines[index])), None)
    known = None if title is None else lines.index(title)
    if known is not None:
        first = next((index for index in page.open(known + 1, len(lines)) if _sentence(lines[index])), None)
    _title(page, first, known)
    start = len(lines) if first is None else first
    _teasers(page, start)
    _links(page, start)
    _lists(page)
    _tail(page, start)
    _names(page, start)
    _rest(page, start)
    stamp = next((found for index, found in page.stamps if index <= start and not found.updated), None)
    return Layout([kind or "body" for kind in page.kinds], stamp)


def _alone(page: _Page) -> None:
    """Kinds that a line has whatever stands around it."""
    writer = False  # the line above was a writer's label without a name
    for index, line in enumerate(page.lines):
        kind = None
        if len(line) <= _LONG:
            names = byline.labelled(line)
            kind = "byline" if names or (writer and byline.person(line)) else _furnished(page, index, line)
            writer = names == ()
            kind = "chrome" if writer else kind
        page.kinds.append(kind)


def _furnished(page: _Page, index: int, line: str) -> str | None:
    found = dates.stamp(line)
    if found and _only_stamp(line, found):
        page.stamps.append((index, found))
        return "byline" if byline.person(found.rest) else "chrome"
    if furniture.caption(line) or _caption_with_date(line):
        return "caption"
    if leads := furniture.related(line):
        if leads == "head":
            page.heads.add(index)
        return "chrome"
    if furniture.furniture(line):
        return "chrome"
    return "list_item" if furniture.listed(line) else None


def _only_stamp(line: str, found: dates.Stamp) -> bool:
    """Whether a line is a timestamp: beside day and time no more than a section or a name."""
    whole = found.moment is not None and not ended(line)
    return not found.rest or whole or furniture.section(found.rest) or byline.person(found.rest) is not None


def _caption_with_date(line: str) -> bool:
    """Whether a line is an agency's picture text: what it shows, a full stop, the day it was taken."""
    match = _DATED.search(line[-60:])
    return match is not None and dates.stamp(match[0].lstrip(".!?… ")) is not None


def _sentence(line: str) -> bool:
    """Whether a line reads as running text rather than as a headline."""
    count = words(line)
    return count > _TITLE_WORDS or (count >= _FEW_WORDS and bool(_FULL_STOP.search(line[-10:])))


def _title(page: _Page, first: int | None, known: int | None) -> None:
    """Mark the title and its repetitions; what stands before it in the header is the page's."""
    chosen = _choose(page, first) if known is None else known
    if chosen is None:
        return
    if known is not None:
        page.kinds[known] = None  # whatever it looks like
    title, longest = headline.fold(page.lines[chosen]), 2 * len(page.lines[chosen])  # a repetition is hardly longer
    for index, line in enumerate(page.lines):
        kind = page.kinds[index]
        if kind is None and (index == chosen or (len(line) <= longest and headline.fold(line) == title)):
            page.kinds[index] = "title"
        elif index < chosen and (kind == "list_item" or (kind is None and not byline.person(line))):
            page.kinds[index] = "chrome"


def _choose(page: _Page, first: int | None) -> int | None:
    """Look for the title in the header, which ends at the first sentence."""
    lines, stop = page.lines, len(page.lines) if first is None else first
    candidates = [index for index in page.open(0, stop) if lines[index][0] not in "-–—" and words(lines[index]) > 1]
    if first is None and len(page.open(0, stop)) < 2:
        return None
    stamped = [index for index, _ in page.stamps if index < stop]
    return headline.choose(lines, candidates, stamped, " ".join(lines[stop : stop + _LEAD]))


def _teasers(page: _Page, start: int) -> None:
    """Headlines of other articles within the text: two and more, each above its own time.

    In a chronicle the times stand above what happened: what stands above the first is text or a short heading.
    """
    run: list[int] = []
    for index in [*(at for at, _ in page.stamps if at > start), len(page.lines) + 2]:
        if run and index - run[-1] != 2:
            above = [at - 1 for at in run]
            if len(run) > 1 and all(page.kinds[at] is None and _teaser(page.lines[at]) for at in above):
                for at in above:
                    page.kinds[at] = "chrome"
            run = []
        run.append(index)


def _teaser(line: str) -> bool:
    return words(line) >= _FEW_WORDS and not line.startswith(_OPENING) and not _FULL_STOP.search(line[-10:])


def _links(page: _Page, start: int) -> None:
    """Headlines under `Читайте также` and its like are links, up to the next sentence."""
    listing = False
    for index in range(start, len(page.lines)):
        if index in page.heads:
            listing = True
        elif page.kinds[index] is None and listing:
            listing = not _sentence(page.lines[index])
            page.kinds[index] = "chrome" if listing else None


def _lists(page: _Page) -> None:
    """Items after a colon: lines that end in a semicolon, or two and more dashes that are no speech."""
    index = 0
    while index < len(page.lines):
        run = _run(page, index)
        for item in run:
            page.kinds[item] = "list_item"
        index += max(1, len(run))


def _run(page: _Page, start: int) -> list[int]:
    lines, limit = page.lines, min(len(page.lines), start + _MOST)
    announced = start > 0 and lines[start - 1].endswith(":")
    if not announced and not _DASH.match(lines[start]):
        return []
    stop = start
    while stop < limit and page.kinds[stop] is None and lines[stop].endswith(";"):
        stop += 1
    if stop > start:
        last = stop < len(lines) and page.kinds[stop] is None and words(lines[stop]) <= _BULLET_WORDS
        return list(range(start, stop + last))
    while announced and stop < limit and page.kinds[stop] is None and _DASH.match(lines[stop]):
        if _SPEECH.search(lines[stop]) or words(lines[stop]) > _BULLET_WORDS:
            return []
        stop += 1
    return list(range(start, stop)) if stop - start > 1 else []


def _tail(page: _Page, start: int) -> None:
    """After the last sentence: a press service's or a writer's name, the outlet under it, tags."""
    lines = page.lines
    content = [i for i, kind in enumerate(page.kinds) if kind == "list_item" or (kind is None and _running(lines[i]))]
    last = max(content[-1] if content else -1, start if start < len(lines) else -1)
    signed = False
    for index in page.open(last + 1, min(len(lines), last + 1 + _MOST)):
        line = lines[index]
        if byline.signature(line):
            page.kinds[index] = "byline"
            signed = True
        elif byline.person(line):
            if _names_speaker(lines, index):
                page.kinds[index] = "body"
            else:
                page.kinds[index] = "chrome" if signed or _mentioned(lines, index) else "byline"
                signed = True
        elif signed and line.startswith(_OPENING) and words(line) <= _FEW_WORDS:
            page.kinds[index] = "byline"
        elif words(line) <= _FEW_WORDS and (signed or not (line.startswith(_OPENING) or line.endswith(":"))):
            page.kinds[index] = "chrome"
    left = page.open(last + 1, len(lines))
    longest = max((words(lines[index]) for index in left), default=0)
    if 1 < len(left) <= len(content) and longest <= _LINK_WORDS and not lines[last].endswith(":"):
        for index in left:  # headlines of other articles
            page.kinds[index] = "body" if lines[index].startswith(_OPENING) else "chrome"


def _names(page: _Page, start: int) -> None:
    """A name alone in the header: the writer's, unless the text speaks of its bearer (then it is a picture's)."""
    for index in page.open(0, min(start, len(page.lines), _MOST)):
        if byline.person(page.lines[index]):
            page.kinds[index] = "caption" if _mentioned(page.lines, index) else "byline"


def _rest(page: _Page, start: int) -> None:
    """What is still open: a line above a caption, a heading, and else the article's text."""
    lines, kinds = page.lines, page.kinds
    settled = True  # the line above ended
    for index in page.open(0, len(lines)):
        line, after = lines[index], lines[index + 1] if index + 1 < len(lines) else ""
        below = kinds[index + 1] if after else None
        short = words(line) <= _HEADING_WORDS and not ended(line) and not line.endswith((",", ";", ":", "-", "–", "—"))
        if short and index < start and words(line) < _FEW_WORDS:
            kinds[index] = "chrome"
        elif short and below == "caption" and len(line) <= _LONG:
            kinds[index] = "caption"
        elif short and settled and after and not line.startswith(_OPENING) and not _names_speaker(lines, index):
            wrapped = line[0].islower() or after[0].islower()
            kinds[index] = "body" if wrapped or not _follows(page, index) else "heading"
        else:
            kinds[index] = "body"
        settled = kinds[index] != "body" or ended(line) or not short


def _follows(page: _Page, index: int) -> bool:
    """Whether article text follows a line: a heading heads something."""
    return any(kind in {None, "body", "list_item"} for kind in page.kinds[index + 1 : index + 8])


def _running(line: str) -> bool:
    return ended(line) and not (words(line) < _FEW_WORDS and byline.person(line)) and not byline.signature(line)


def _names_speaker(lines: Sequence[str], index: int) -> bool:
    """Whether a name stands under a line that is nothing but a quotation: then it is its speaker's."""
    above = lines[index - 1] if index else ""
    quoted = above.startswith(("«", "“", '"', "„")) and above.rstrip(".").endswith(("»", "”", '"', "“"))
    return quoted and byline.person(lines[index]) is not None


def _mentioned(lines: Sequence[str], index: int) -> bool:
    """Whether other lines speak of the person named on this one, in any case form."""
    name = byline.person(lines[index]) or lines[index]
    stems = [word.casefold()[: max(3, len(word) - 2)] for word in _LETTERS.findall(name) if len(word) > 2]
    rest = "\n".join(line for place, line in enumerate(lines) if place != index).casefold()
    return all(re.search(rf"\b{re.escape(stem)}", rest) for stem in stems)
