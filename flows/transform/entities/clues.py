"""Clues: what the words around a person's name say of its case and of the person's gender.

`Евгения Минченко` is a woman in the nominative and a man in the genitive; `по мнению директора … Евгения Минченко`
and `отметил Минченко` say which. Only languages that inflect (a post's noun stands first there) need them.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.morphology import parses
from flows.transform.entities.spans import Span
from flows.transform.entities.tokens import Token

_REACH: Final = 16  # tokens between a post's noun and the name
_PAUSES: Final = frozenset(',.–—-−»”"!?…:')
_DEPENDENT: Final = frozenset({"NOUN", "ADJF", "PRTF"})
_CASES: Final = {"nomn": 0, "gent": 1, "gen2": 1, "datv": 2, "accs": 3, "ablt": 4, "loct": 5, "loc2": 5}
_ADJECTIVES: Final = frozenset({"ADJF", "PRTF"})
_GENDERS: Final = frozenset({"masc", "femn"})
_NOMINATIVE: Final = 0
_OBLIQUE: Final = frozenset(_CASES.values()) - {_NOMINATIVE}
_OWNER: Final = frozenset({1})  # what a noun owns stands in the genitive


class Clue(NamedTuple):
    """What stands beside a name: whether it is in the nominative, and the person's gender; None where nothing tells.

    `gender` is as in the declension tables, `masc` or `femn`; `cases` are those that the name can be in, by their
    place in the tables (0 the nominative); `led` tells that it follows a noun, which it may depend on.
    """

    nominative: bool | None = None
    gender: str | None = None
    cases: frozenset[int] | None = None
    led: bool = False


NO_CLUE: Final = Clue()


def find_clues(tokens: Sequence[Token], spans: Sequence[Span], lexicon: Lexicon) -> dict[int, Clue]:
    """The clues to a paragraph's persons, by the start of each person's span; none where the head stands last."""
    if lexicon.head_last:
        return {}
    starts = {token.start: i for i, token in enumerate(tokens)}
    ends = {token.end: i for i, token in enumerate(tokens)}
    names = {ends[s.end]: starts[s.start] for s in spans if s.type != "PER" and s.start in starts and s.end in ends}
    found: dict[int, Clue] = {}
    for span in spans:
        if span.type == "PER" and span.start in starts and span.end in ends:
            clue = _clue(tokens, starts[span.start], ends[span.end] + 1, names, lexicon)
            if clue != NO_CLUE:
                found[span.start] = clue
    return found


def share_genders(found: Sequence[tuple[str, Clue]]) -> list[Clue]:
    """The clues of (surface form, clue) pairs, with the gender that all verbs beside the same last word agree on."""
    told: dict[str, set[str]] = defaultdict(set)
    for surface, clue in found:
        if clue.gender is not None:
            told[_last(surface)].add(clue.gender)
    agreed: Mapping[str, str] = {word: min(genders) for word, genders in told.items() if len(genders) == 1}
    return [clue._replace(gender=clue.gender or agreed.get(_last(surface))) for surface, clue in found]


def _last(surface: str) -> str:
    return surface.lower().rsplit(maxsplit=1)[-1]


def _clue(tokens: Sequence[Token], lo: int, hi: int, names: Mapping[int, int], lexicon: Lexicon) -> Clue:
    """The clue to the name of tokens `lo` to `hi` (half-open): its post's case, then a verb beside it."""
    described = _described(tokens[lo - 1]) if lo > 0 else None
    if described is not None:
        return described
    cases = _governed(tokens, lo, names, lexicon)
    if cases is not None and _NOMINATIVE not in cases:
        return Clue(nominative=False, cases=cases)
    governed = cases is not None
    led = lo > 0 and tokens[lo - 1].is_word and _is(tokens[lo - 1], "NOUN")
    if not (led or lo - 1 in names) or (governed and hi - lo > 1):
        gender = _gender(tokens[hi]) if hi < len(tokens) else None
        if gender is not None:
            return Clue(nominative=True, gender=gender)
    if lo > 1 and tokens[lo - 2].text in _PAUSES:
        gender = _gender(tokens[lo - 1])
        if gender is not None:
            return Clue(nominative=True, gender=gender)
    return Clue(nominative=True) if governed and hi - lo > 1 else Clue(led=led and not governed)


def _described(before: Token) -> Clue | None:
    """The clue that an adjective in another case than the nominative gives (`35-летнего | Дастана К.`), else None."""
    if not before.is_word or before.capital:
        return None
    known = [p.tag for p in parses(before.lower) if str(p.tag.POS) in _ADJECTIVES]
    tags = [tag for tag in known if tag.number == "sing" and str(tag.gender) in _GENDERS]
    cases = frozenset(_CASES[str(tag.case)] for tag in tags if str(tag.case) in _CASES)
    if not tags or len(tags) < len(known) or _NOMINATIVE in cases or not _is_adjective(before):
        return None
    genders = {str(tag.gender) for tag in tags}
    return Clue(nominative=False, gender=min(genders) if len(genders) == 1 else None, cases=cases)


def _is_adjective(token: Token) -> bool:
    return any(str(p.tag.POS) in _ADJECTIVES for p in parses(token.lower)[:1])


def _governed(tokens: Sequence[Token], lo: int, names: Mapping[int, int], lexicon: Lexicon) -> frozenset[int] | None:
    """The cases that what stands before a name lets it be in; None if nothing tells.

    A post before a name is in the same case; after a preposition or `по словам` nothing is in the nominative.
    """
    if lo == 0 or not tokens[lo - 1].is_word:
        return None
    if tokens[lo - 1].lower in lexicon.owned:
        return _OWNER
    if _is(tokens[lo - 1], "PREP"):
        return lexicon.prepositions.get(tokens[lo - 1].lower, _OBLIQUE)
    post = _post(tokens, lo, names, lexicon)
    if post is None:
        return None
    nouns = [p.tag for p in parses(tokens[post].lower) if str(p.tag.POS) == "NOUN" and p.tag.number == "sing"]
    cases = frozenset(_CASES[str(tag.case)] for tag in nouns if str(tag.case) in _CASES)
    if _NOMINATIVE in cases:
        return cases
    return None if _modified(tokens, post, lexicon) else cases or _OBLIQUE


def _post(tokens: Sequence[Token], lo: int, names: Mapping[int, int], lexicon: Lexicon) -> int | None:
    """The token of the post's noun before a name, with nothing but what depends on it between them."""
    i = lo - 1
    while i >= 0 and lo - i <= _REACH:
        if i in names:
            i = names[i] - 1
            continue
        readings = parses(tokens[i].lower) if tokens[i].is_word else ()
        if not readings or lexicon.is_post(tokens[i].lower):
            return i if readings else None
        if str(readings[0].tag.POS) not in _DEPENDENT or not any(p.tag.case == "gent" for p in readings):
            return None
        i -= 1
    return None


def _modified(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a post depends on another person's before it, whose name it may be (`советник президента …`)."""
    before = tokens[at - 1].lower if at > 0 and tokens[at - 1].is_word else ""
    return lexicon.is_post(before) or any(p.tag.animacy == "anim" for p in parses(before)[:1] if p.tag.POS == "NOUN")


def _is(token: Token, part: str) -> bool:
    """Whether a word is, first of all, a part of speech."""
    return any(str(p.tag.POS) == part for p in parses(token.lower)[:1])


def _gender(token: Token) -> str | None:
    """The gender that a verb in the past shows of its subject, None if a word is no such verb."""
    tag = parses(token.lower)[0].tag if token.is_word and parses(token.lower) else None
    past = tag is not None and str(tag.POS) == "VERB" and tag.tense == "past" and tag.number == "sing"
    return str(tag.gender) if past and tag is not None and tag.gender in {"masc", "femn"} else None
