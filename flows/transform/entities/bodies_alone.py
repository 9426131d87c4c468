"""Bodies known by a name that needs no class noun: host names, acronyms, and what the pack lists."""

from collections.abc import Iterator, Sequence
from typing import Final

from flows.transform.entities.commonplace import is_contracted
from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.phrases import Phrases
from flows.transform.entities.tokens import Token

_REGION: Final = 3  # words of a region's name
_FOREIGN: Final = 8  # words in foreign letters that a known name may go on in
_MINOR: Final = 3  # letters of the shortest acronym that no list has
_CHAIN: Final = 3  # acronyms of bodies, each of which is a part of the one before
_ACRONYM: Final = 5  # letters of the longest of them
_ADDRESS: Final = frozenset("/@")


def named_alone(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, int, float]]:
    """Ranges of token indices of such bodies, half-open, and how sure each is."""
    done = 0  # the end of the last name that goes on in foreign letters: what it holds begins none
    for i, token in enumerate(tokens):
        if i < done:
            continue
        if token.is_host:
            if not _is_address(tokens, i):
                yield i, i + 1, 0.9
        elif not token.capital:
            size = listed_size(tokens, i, lexicon.lower, lexicon) if token.is_word else 0
            if size:
                yield i, i + size, 0.85
        elif token.acronym and lexicon.has(token.lower, lexicon.acronyms):
            yield _owner(tokens, i, lexicon), _chain_end(tokens, i + 1, lexicon), 0.9
        else:
            size = lexicon.match([t.lower for t in tokens[i : i + 4]], lexicon.alone)
            size = max(size, listed_size(tokens, i, lexicon.listed, lexicon), is_contracted(token.lower, lexicon))
            if size:
                end = foreign_end(tokens, i + size)
                done = end if end > i + size else done
                yield i, end, 0.8


def _is_address(tokens: Sequence[Token], i: int) -> bool:
    """Whether a host name is a part of an address of a page or a mailbox, not an outlet's name."""
    after = i + 1 < len(tokens) and tokens[i + 1].text == "/" and not tokens[i + 1].spaced
    return after or (i > 0 and tokens[i - 1].text in _ADDRESS and not tokens[i].spaced)


def listed_size(tokens: Sequence[Token], i: int, phrases: Phrases, lexicon: Lexicon) -> int:
    """How many tokens from `i` on are a name of two words or more that the pack lists."""
    longest = phrases.longest.get(tokens[i].lower, 0)
    return lexicon.match([t.lower for t in tokens[i : i + longest]], phrases) if longest else 0


def foreign_end(tokens: Sequence[Token], end: int) -> int:
    """The end of a name in foreign letters, which goes on in them (`Bloomberg | Markets`)."""
    if tokens[end - 1].text.isascii():
        last = min(len(tokens), end + _FOREIGN)
        while end < last and tokens[end].capital and tokens[end].text.isascii() and tokens[end].spaced:
            end += 1
    return end


def _is_owned(body: Token, state: Token, lexicon: Lexicon) -> bool:
    """Whether a body's acronym that no list has follows the state's (`ҚР | ҚМ | МКК`)."""
    unknown = body.acronym and body.text.isalpha() and len(body.text) <= _ACRONYM and body.lower not in lexicon.common
    return unknown and state.acronym and lexicon.match([state.lower], lexicon.states) > 0


def _chain_end(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> int:
    """The end of the acronyms of a body and its parts side by side (`ІІМ | ҚАЖК`)."""
    last = min(len(tokens), end + _CHAIN) if lexicon.head_last else end
    while end < last and tokens[end - 1].text.isalpha() and _is_link(tokens[end], lexicon):
        end += 1
    return end


def _is_link(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word may be the acronym of a body beside another's: no state's, no legal form, in the same letters."""
    stem = token.text.partition("-")[0]
    fits = token.acronym and token.spaced and _MINOR <= len(stem) <= _ACRONYM and not stem[0].isascii()
    word = stem.lower()
    other = word in lexicon.forms or word in lexicon.common or lexicon.match([word], lexicon.places)
    return bool(fits and not other)


def _owner(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> int:
    """Where a body begins whose acronym stands at `i`: at the state or region whose body it is (`ҚР ІІМ`)."""
    if not lexicon.head_last or i == 0:
        return i
    before = tokens[i - 1].lower
    if i > 1 and _is_owned(tokens[i - 1], tokens[i - 2], lexicon):
        return i - 2
    if tokens[i - 1].acronym and lexicon.match([before], lexicon.places):
        return i - 1
    if tokens[i].lower not in lexicon.branches or lexicon.is_local(before):
        return i
    for start in range(max(0, i - _REGION), i):
        words = [t.lower for t in tokens[start:i]]
        if tokens[start].capital and lexicon.match(words, lexicon.places) == len(words):
            return start
    told = before in lexicon.levels or lexicon.match([before], lexicon.place_heads)
    headed = i > 1 and tokens[i - 2].capital and told
    return i - 2 if headed else i
