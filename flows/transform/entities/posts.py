"""Posts: what stands beside a person's name and says who it is, as written (`Қарағанды облысының әкімі`)."""

from collections.abc import Mapping, Sequence
from typing import Final

from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.morphology import parses
from flows.transform.entities.nominative import candidates
from flows.transform.entities.posts_last import Paragraph, post_before
from flows.transform.entities.spans import Span
from flows.transform.entities.tokens import Token

_REACH: Final = 16  # tokens of a post
_BRACKETED: Final = 5  # tokens before a closing bracket in which its opening one stands
_NAMELESS: Final = frozenset({"VERB", "INFN", "GRND", "ADVB", "PRED", "NPRO", "PREP", "PRCL", "NUMR", "COMP", "PRTS"})


def find_posts(
    tokens: Sequence[Token],
    spans: Sequence[Span],
    tagged: Sequence[Span],
    text: str,
    lexicon: Lexicon,
    names: Mapping[int, str],
) -> dict[int, str]:
    """The posts of a paragraph's persons, by the start of each person's span.

    `names` are the persons' full names, by the same.
    `tagged` are posts that a tagger found: one right before a person is that person's where the rules find none.
    """
    starts = {token.start: i for i, token in enumerate(tokens)}
    ends = {token.end: i for i, token in enumerate(tokens)}
    whole = [span for span in spans if span.start in starts and span.end in ends]
    others = {ends[span.end]: starts[span.start] for span in whole if span.type != "PER"}
    people = [span for span in whole if span.type == "PER"]
    paragraph = Paragraph(tokens, others, {ends[span.end] for span in people}, lexicon)
    taught = {ends[post.end] + 1: starts[post.start] for post in tagged if post.start in starts and post.end in ends}
    posts: dict[int, str] = {}
    for person in people:
        first, last = starts[person.start], ends[person.end]
        before = post_before(paragraph, first) if lexicon.head_last else _first(paragraph, first)
        if (
            before is not None
            and not lexicon.head_last
            and not _agree(tokens[before:first], text, person, lexicon, names[person.start])
        ):
            before = None
        found = (before, first) if before is not None else _after(paragraph, last + 1)
        if found is None and first in taught:
            found = taught[first], first
        if found is not None:
            posts[person.start] = text[tokens[found[0]].start : tokens[found[1] - 1].end]
    return posts


def _first(paragraph: Paragraph, name: int) -> int | None:
    """Where a post begins whose noun stands before what depends on it, that before the name."""
    tokens, lexicon = paragraph.tokens, paragraph.lexicon
    start: int | None = None
    i = name - 1
    if i >= 0 and tokens[i].lower in lexicon.inner:
        return None
    head: int | None = None
    while i >= 0 and name - i < _REACH and i not in paragraph.people:
        if i in paragraph.names:
            i = paragraph.names[i] - 1
            continue
        token = tokens[i]
        if token.text == ")" and (opening := _opening(tokens, i)) is not None:
            i = opening - 1
            continue
        if not token.is_word and not (i > 0 and _parts_portfolio(tokens, i, name, lexicon)):
            break
        is_post = lexicon.is_post(token.lower)
        if is_post and head is not None and not _may_own(token, tokens[head]):
            break
        if is_post:
            head = i
        if is_post or (start is not None and start == i + 1 and _may_be(token, "ADJF")):
            start = i
        elif token.is_word and not _may_depend(token, lexicon):
            break
        i -= 1
    return start


def _opening(tokens: Sequence[Token], closing: int) -> int | None:
    """Where the brackets open that close at `closing`, a few words in them: `глава Совета (СПЧ) Михаил Федотов`."""
    back = range(closing - 1, max(0, closing - _BRACKETED) - 1, -1)
    return next((at for at in back if tokens[at].text == "("), None)


def _parts_portfolio(tokens: Sequence[Token], comma: int, name: int, lexicon: Lexicon) -> bool:
    """Whether a comma stands in a portfolio: `министр экологии|, геологии и природных ресурсов`."""
    beside = (tokens[comma - 1], tokens[comma + 1])
    joined = any(tokens[at].lower in lexicon.inner for at in range(comma + 2, name))
    return (
        tokens[comma].text == ","
        and joined
        and all("gent" in _cases(token) and not lexicon.is_post(token.lower) for token in beside)
    )


def _may_own(post: Token, other: Token) -> bool:
    """Whether a post and one after it are one: `заместитель | министра`, `доктор наук | профессор`."""
    return "gent" in _cases(other) or bool(_cases(post, "sing") & _cases(other, "sing"))


def _cases(token: Token, number: str = "") -> set[str]:
    """The cases that a word may be in, in a number or in any."""
    return {str(reading.tag.case) for reading in parses(token.lower) if number in ("", reading.tag.number)}


def _agree(post: Sequence[Token], text: str, person: Span, lexicon: Lexicon, name: str) -> bool:
    """Whether post and name are both in the nominative or both in another case (`адвокат Асанова` is another's)."""
    noun = next((token for token in post if lexicon.is_post(token.lower)), None)
    cases = {str(reading.tag.case) for reading in parses(noun.lower)} if noun is not None else set()
    surface = text[person.start : person.end]
    forms = candidates(surface, "PER", lexicon, ())
    last = name.rsplit(maxsplit=1)[-1]
    same = (form for form in forms if form.rsplit(maxsplit=1)[-1] == last)
    nominative = (name if name in forms else next(same, forms[0])) == surface
    return not cases or (bool(cases & {"nomn"}) if nominative else bool(cases - {"nomn"}))


def _may_depend(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word may stand between a post's noun and the name."""
    if token.lower in lexicon.inner:
        return True
    readings = parses(token.lower)
    return not readings or (
        str(readings[0].tag.POS) not in _NAMELESS and any(str(r.tag.case) in ("gent", "datv", "loct") for r in readings)
    )


def _is_verb(token: Token) -> bool:
    return any(str(reading.tag.POS) in ("VERB", "INFN") for reading in parses(token.lower)[:1])


def _may_be(token: Token, part: str) -> bool:
    return any(str(reading.tag.POS) == part for reading in parses(token.lower)[:1])


def _after(paragraph: Paragraph, at: int) -> tuple[int, int] | None:
    """An apposition after the name: between a comma and the next mark, with the post's noun first or last."""
    tokens, lexicon = paragraph.tokens, paragraph.lexicon
    if at >= len(tokens) or tokens[at].text != ",":
        return None
    end = at + 1
    limit = min(len(tokens), at + _REACH)
    while end < limit and tokens[end].is_word:
        end += 1
    words = tokens[at + 1 : end]
    if not words or end == limit:
        return None
    if lexicon.head_last:
        return (at + 1, end) if lexicon.is_bare_post(words[-1].lower) else None
    second = _may_be(words[0], "ADJF") and len(words) > 1 and lexicon.is_post(words[1].lower)
    led = (lexicon.is_post(words[0].lower) or second) and not any(_is_verb(word) for word in words)
    return (at + 1, end) if led else None
