"""Block quotes: a paragraph without marks or cue, below it a line that is a name, with a post or without."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from flows.transform.model import Article, Mention, Paragraph
from flows.transform.quotes.candidate import Candidate, propose
from flows.transform.quotes.compiled import pack_of
from flows.transform.quotes.names import Name
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.sources import source_of_name
from flows.transform.quotes.speech import SENTENCE_WORDS
from flows.transform.quotes.words import QUOTE_MARKS, STOPS

# A longer line, in characters and in words, is more than a name and a post.
_LONGEST: Final = 200
_WORDS: Final = 20
# So many people whom only such lines name are a list of people, each above what is told of them.
_LISTED: Final = 3
_LINES: Final = frozenset({"body", "heading", "list_item"})


def signatures(article: Article, by_paragraph: Mapping[int, Sequence[Mention]]) -> dict[int, Name]:
    """Find the lines that say whose words the paragraph above them is.

    Args:
        article: The article.
        by_paragraph: Its mentions by the position of their paragraphs.

    Returns:
        The name by the position of its line. The line stands below a body paragraph that is not the article's first,
        ends as a sentence does and does not name the person; it is the nominative of a name and perhaps a post, and
        either has the post or the article names the person elsewhere too.
    """
    found: dict[int, Name] = {}
    seen: Counter[str] = Counter()
    bodies = 0
    above: Paragraph | None = None
    for paragraph in article.paragraphs:
        mentions = by_paragraph.get(paragraph.position, ())
        name = _name(paragraph, mentions) if above is not None and bodies > 1 else None
        if name is not None and above is not None and _is_block(above, name, by_paragraph.get(above.position, ())):
            found[paragraph.position] = name
        else:
            seen.update(mention.name for mention in mentions if mention.type == "PER")
            bodies += paragraph.kind == "body"
        above = paragraph
    strangers = {name.mention.name for name in found.values() if not seen[name.mention.name]}
    listed = len(strangers) >= _LISTED
    last = article.paragraphs[-1].position if article.paragraphs else 0
    return {
        at: name
        for at, name in found.items()
        if seen[name.mention.name] or (name.mention.role is not None and not listed and at != last)
    }


def block(passage: Passage, name: Name) -> Candidate | None:
    """Propose a whole paragraph as the words of whom the line below it names; None for one that is no sentence."""
    if passage.count_words(0, len(passage)) < SENTENCE_WORDS:
        return None
    return propose(
        passage,
        (0, len(passage)),
        None,
        source_of_name(name),
        kind="direct",
        method="direct-block",
        confidence=0.8,
    )


def _is_block(above: Paragraph, name: Name, mentions: Sequence[Mention]) -> bool:
    ending = above.text.rstrip()[-2:]
    return (
        above.kind == "body"
        and any(sign in STOPS for sign in ending)
        and all(mention.name != name.mention.name for mention in mentions)
    )


def _name(paragraph: Paragraph, mentions: Sequence[Mention]) -> Name | None:
    """The name that is, with its post, all of a line; None for other lines."""
    pack = pack_of(paragraph.language)
    people = [mention for mention in mentions if mention.type == "PER"]
    if pack is None or paragraph.kind not in _LINES or len(people) != 1 or len(paragraph.text) > _LONGEST:
        return None
    if paragraph.text.rstrip()[-1:] in STOPS:
        return None
    passage = Passage(paragraph, mentions, pack)
    if len(passage) > _WORDS or passage.cues or not QUOTE_MARKS.isdisjoint(passage.words):
        return None
    (name,) = (name for name in passage.names if name.mention is people[0])
    before, after = passage.span_text(0, name.lo), passage.span_text(name.hi, len(passage))
    post = (before or after).strip(" ,–—-")
    alone = not (before and after) and ":" not in passage.words
    full = passage.count_words(name.lo, name.hi) > 1 and name.nominative
    return name if alone and full and post == (people[0].role or "") else None
