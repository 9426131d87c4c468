"""What one line is, taken alone: a caption, a bullet, a piece of the page; None for what may be the article's."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from flows import packs
from flows.extract.dates import counter

SHORT: Final = 30  # words; what is longer is the article's, whatever it holds
_WORD = re.compile(r"[^\W_]+")
_LINK = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|(?:[\w-]+\.)+(?i:kz|ru|com|org|net|info|kg|uz)(?:/\S*)?")
_POST = re.compile(r"pic\.twitter\.com|@\s?\w|[—–-]\s?[^@]{1,60}\(@\w+\)")
_HASHTAGS = re.compile(r"#\S+(?:[\s,]+#\S+)*")
_BULLET = re.compile(r"[•·▪■●◦‣∙*✓✔➢➤►▶]\s*\S")
_NUMBERED = re.compile(r"\d{1,2}[.)]\s+\S")
_CRUMBS = re.compile(r"[^/>›|]{1,40}(?:\s[/>›|]\s[^/>›|]{1,60}){2,6}")
_TAG_WORDS = 6  # words of a line that opens with a hashtag
_CREDIT_WORDS = 4  # words after a picture's label that has no colon
_CREDITED_WORDS = 35  # words of a caption that ends in its credit
_ENDS = (".", "!", "?", "…")


@lru_cache(1024)  # a line is asked about by every question of the layout
def words(text: str) -> int:
    """How many words a line has."""
    return len(_WORD.findall(text))


def ended(text: str) -> bool:
    """Whether a line ends as a sentence does, closing marks and brackets aside."""
    return text.rstrip("»”\"’')] ").endswith(_ENDS)


def caption(text: str) -> bool:
    """Whether a line belongs to a picture: its label first (`Сурет: …`) or its credit last (`… / Фото: …`)."""
    lexicon = _lexicon()
    if text.casefold().rstrip(".") in lexicon.captions:
        return True
    if words(text[:1000]) > _CREDITED_WORDS:
        return False
    if match := lexicon.opening.match(text):
        after = text[match.end() :].lstrip()
        if after[:1] in {":", "/", "|", "©"}:
            return True
        if not ended(text) and (after[:1] in {"–", "—", "-"} or words(after) <= _CREDIT_WORDS):
            return True
    return text.startswith("©") or bool(lexicon.credit.search(text[-200:]))


def listed(text: str) -> bool:
    """Whether a line opens with a bullet or a number; a dash may open speech, so it is no bullet here."""
    return bool(_BULLET.match(text) or _NUMBERED.match(text))


def section(text: str) -> bool:
    """Whether a line is the name of a page's section."""
    return text.strip(" •|·/—–-:").casefold() in _lexicon().sections


def related(text: str) -> str | None:
    """`link` for a line that leads to another article, `head` for one that heads a list of them, else None."""
    match = _lexicon().related.match(text)
    if match is None:
        return None
    after = text[match.end() :].strip()
    if not after.strip(":.…!-–—>»| "):
        return "head"
    if after[0] in ":–—-|>»" or (" " in match[0] and not ended(text)):
        return "link"
    return None


def source(text: str) -> str | None:
    """What follows `Источник:`, `Дереккөз:` and their like; None on another line."""
    match = _lexicon().sources.match(text)
    return text[match.end() :].strip(" .") or None if match and words(text) <= SHORT else None


def furniture(text: str) -> bool:
    """Whether a line is the page's: hashtags, links, counters, buttons, section names, calls to subscribe."""
    if not any(character.isalpha() for character in text):
        return True
    lexicon = _lexicon()
    folded = text.casefold()
    exact = folded.strip(" •|·/—–-")
    if exact in lexicon.lines or exact.rstrip(":") in lexicon.lines or section(text) or counter(text) or _marked(text):
        return True
    if words(text[:1000]) > SHORT:
        return False
    return bool(lexicon.starts.match(text) or any(map(folded.__contains__, lexicon.holds)) or source(text))


def _marked(text: str) -> bool:
    """Whether a line is a hashtag, a link, an address, breadcrumbs or the signature of an embedded post."""
    if _HASHTAGS.fullmatch(text) or _LINK.fullmatch(text) or _POST.match(text):
        return True
    if ended(text):
        return False
    return bool((text[0] == "#" and words(text) <= _TAG_WORDS) or (len(text) < 300 and _CRUMBS.fullmatch(text)))


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """What all packs know of pages: exact lines as sets, the rest as patterns."""

    captions: frozenset[str]
    sections: frozenset[str]
    lines: frozenset[str]
    opening: re.Pattern[str]
    credit: re.Pattern[str]
    starts: re.Pattern[str]
    holds: tuple[str, ...]
    related: re.Pattern[str]
    sources: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    packed = packs.load("layout").values()

    def every(table: str, key: str) -> frozenset[str]:
        return frozenset(entry for pack in packed for entry in pack[table][key])

    def pattern(before: str, phrases: frozenset[str], after: str = "") -> re.Pattern[str]:
        longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
        return re.compile(before + "(?:" + "|".join(map(re.escape, longest_first)) + ")" + after, re.IGNORECASE)

    return _Lexicon(
        captions=every("captions", "lines"),
        sections=every("chrome", "sections"),
        lines=every("chrome", "lines"),
        opening=pattern("", every("captions", "labels"), r"\b"),
        credit=pattern(r"©[^©]{2,60}$|[\s.,/|(]", every("captions", "credits"), r"\s*[:©][^:]{2,80}$"),
        starts=pattern("", every("chrome", "starts")),
        holds=tuple(sorted(phrase.casefold() for phrase in every("chrome", "holds"))),
        related=pattern("", every("chrome", "related"), r"\b"),
        sources=pattern("", every("chrome", "sources"), r"\s*[:–—-]"),
    )
