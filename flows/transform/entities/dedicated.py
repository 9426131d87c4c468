"""Bodies and places named after a person: `Абай атындағы мектеп`, `школа имени Абая`.

Where the class noun stands last, those whose class noun has no ending, or that end in an acronym.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.quoted import NUMBER
from flows.transform.entities.tokens import Token

_BEFORE: Final = 6  # tokens of the person's name
_NAMES: Final = 3  # words of one person's name
_AFTER: Final = 6  # words up to the class noun
_RUN: Final = 4  # tokens of the person's name that nobody has found

Ends = Mapping[int, tuple[int, str]]  # from the index of a name's first token to that after its last, and its type


def dedicated(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """Half-open ranges of token indices, from the person's name to the class noun or acronym, and the type."""
    for i, token in enumerate(tokens):
        if i and token.lower in lexicon.linkers:
            start, end = _start(tokens, i, lexicon), _end(tokens, i, lexicon)
            if start < i < end:
                place = _is_place(tokens[end - 1], lexicon)
                yield start, end, "LOC" if place else "ORG"


def dedication_end(tokens: Sequence[Token], i: int, ends: Ends, lexicon: Lexicon) -> int:
    """The index after the person's name, if `имени` or the like stands at `i` before one; else `i`."""
    if i >= len(tokens) or tokens[i].lower not in lexicon.dedicated:
        return i
    at = i + 2 if i + 1 < len(tokens) and tokens[i + 1].text == "." else i + 1
    name, kind = ends.get(at, (at, ""))
    if kind:
        return name if kind == "PER" else i
    while name < min(len(tokens), at + _RUN) and (
        tokens[name].capital or (tokens[name].text == "." and tokens[name - 1].initial)
    ):
        name += 1
    return name if name > at else i


def _start(tokens: Sequence[Token], linker: int, lexicon: Lexicon) -> int:
    """The index of the name's first word, initials included; `linker` if no name stands before it."""
    start = at = linker
    while at > max(0, linker - _BEFORE):
        token = tokens[at - 1]
        if token.text == "." and at > 1 and tokens[at - 2].initial:
            at -= 2
            start = at
        elif token.capital and not _is_outside(token, lexicon):
            at -= 1
            start = at
        elif token.is_word and (token.lower in lexicon.place_inner or token.lower in lexicon.particles):
            at -= 1
        else:
            break
    if linker - start > _NAMES:  # another's name before: `Лидия Хван | Махамбет Өтемісов атындағы`
        given = (i for i in range(linker - 2, start, -1) if lexicon.is_listed_given(tokens[i].lower))
        start = next(given, start)
    return start + 1 if start + 1 < linker and _is_opener(tokens, start, lexicon) else start


def _is_opener(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether a capital before the name is due to the sentence's beginning, as far as the pack knows."""
    token, after = tokens[i], tokens[i + 1]
    known = lexicon.is_given(token.lower) or lexicon.is_surname(after.lower, sure=False)
    known = known and not lexicon.is_local(token.lower)
    return token.opens and after.capital and not token.initial and not known


def _is_outside(token: Token, lexicon: Lexicon) -> bool:
    """Whether a capitalised word tells where a body is, or has its capital from the sentence."""
    placed = lexicon.is_local(token.lower) and lexicon.match([token.lower], lexicon.places) > 0
    return placed or lexicon.is_post(token.lower) or (token.opens and token.lower in lexicon.openers)


def _end(tokens: Sequence[Token], linker: int, lexicon: Lexicon) -> int:
    """The index after the class noun; `linker` if there is none near."""
    for i in range(linker + 1, min(len(tokens), linker + 1 + _AFTER)):
        token = tokens[i]
        if token.text == NUMBER or token.text.isdigit():
            continue  # `атындағы №7 орта мектеп`
        if not token.is_word or token.lower in lexicon.body_stops:
            break
        following = tokens[i + 1] if i + 1 < len(tokens) and not token.capital else None
        if following is not None and token.lower in lexicon.modifiers and _is_class_noun(following, lexicon):
            continue  # `атындағы орталық көше`
        if token.acronym or _is_fused(token) or _is_class_noun(token, lexicon):
            return i + 1
    return linker


def _is_class_noun(token: Token, lexicon: Lexicon) -> bool:
    return token.is_word and (lexicon.is_head(token.lower) or _is_place(token, lexicon))


def _is_place(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word is a place's class noun, possessed or not (`стадионы`, `стадион`)."""
    roots = lexicon.morphology.roots(token.lower)
    return not lexicon.is_head(token.lower) and not lexicon.place_roots.isdisjoint(roots)


def _is_fused(token: Token) -> bool:
    """Whether a word is an acronym whose first part is a syllable (`ҚазҰУ`)."""
    return token.capital and sum(letter.isupper() for letter in token.text) > 1
