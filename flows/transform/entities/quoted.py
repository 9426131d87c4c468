"""Names in quotation marks: a body's, where a class noun or a legal form stands beside them."""

from collections.abc import Iterator, Sequence
from typing import Final

from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.tokens import CLOSING, OPENING, Token

_LONGEST: Final = 9  # tokens between the marks of a name
_STATE: Final = 2  # words of a state's name, or of a place's class noun
NUMBER: Final = "№"
_REACH: Final = 5  # words between the marks and the class noun


def quotations(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The innermost pairs of quotation marks, as the indices of the opening and the closing one."""
    opening: int | None = None
    for i, token in enumerate(tokens):
        if token.text in OPENING and (token.text not in CLOSING or opening is None):
            opening = i
        elif token.text in CLOSING and opening is not None:
            yield opening, i
            opening = None


def quoted_bodies(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Quoted names of bodies with their class noun or legal form, as half-open ranges of token indices."""
    for opening, closing in quotations(tokens):
        if not 2 <= closing - opening <= _LONGEST + 1 or not _named(tokens[opening + 1]):
            continue
        if not _is_body_name(tokens[opening + 1 : closing], lexicon):
            continue
        before, after = _class_noun(tokens, lexicon, opening - 1, -1), _class_noun(tokens, lexicon, closing + 1, 1)
        start, end = opening, closing + 1
        if after is not None and (lexicon.head_last or tokens[after].lower in lexicon.forms):
            end = _forms_end(tokens, after + 1, lexicon)
        if before is not None and (not lexicon.head_last or tokens[before].lower in lexicon.forms):
            start = before
        last = tokens[closing - 1]
        if (
            end > closing + 1
            and opening > 1
            and tokens[opening - 2].text == NUMBER
            and tokens[opening - 1].text.isdigit()
        ):
            start = opening - 2
        if end > closing + 1:
            start, end = _state(tokens, start, lexicon), _part(tokens, end, lexicon)
        if (start, end) != (opening, closing + 1) or (lexicon.head_last and lexicon.has(last.lower, lexicon.heads)):
            yield start, end


def _is_body_name(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether what is quoted may be a body's name: no letter alone (`«А» тобы`), and no part of a sentence."""
    if len(words) == 1 and words[0].initial:
        return False
    stops = {word.lower for word in words if word.lower in lexicon.body_stops}
    return not stops or (stops <= lexicon.within and words[-1].is_word and lexicon.is_head(words[-1].lower))


def _state(tokens: Sequence[Token], opening: int, lexicon: Lexicon) -> int:
    """Where a quoted body begins that the state's name leads (`ҚР «Атамекен» ҰКП`)."""
    for start in range(max(0, opening - _STATE), opening):
        words = [token.lower for token in tokens[start:opening]]
        if tokens[start].capital and lexicon.match(words, lexicon.states) == len(words):
            return start
    return opening


def _part(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> int:
    """The end of a quoted body's part: its press service, a capitalised class noun, or a division with its place.

    `«Атамекен» палатасы | Төралқасы`, `«Ауыл» партиясының | Қостанай облыстық филиалы`.
    """
    if lexicon.match([token.lower for token in tokens[end : end + 2]], lexicon.press) > 1:
        return end + 2
    if end >= len(tokens) or not tokens[end].capital:
        return end
    if lexicon.has(tokens[end].lower, lexicon.heads):
        return end + 1
    for i in range(end + 1, min(len(tokens), end + _REACH)):
        word = tokens[i].lower
        if lexicon.has(word, lexicon.divisions):
            return i + 1
        if not (tokens[i].capital or _is_of_place(word, lexicon)):
            break
    return end


def _is_of_place(word: str, lexicon: Lexicon) -> bool:
    """Whether a lower-case word may stand between a place's name and the division that is there."""
    return word in lexicon.levels or word in lexicon.over or lexicon.match([word], lexicon.place_heads) > 0


def quoted_teams(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The names of clubs and teams that are all that stands in quotation marks, without the marks.

    A town or a common word (`«Астана»`, `«Барыс»`), and a name that no list has, is a team only where the paragraph
    has a word of sport.
    """
    sport: bool | None = None
    for opening, closing in quotations(tokens):
        words = [token.lower for token in tokens[opening + 1 : min(closing, opening + _REACH + 2)]]
        if not words or len(words) > _REACH:
            continue
        listed = lexicon.match(words, lexicon.teams) == len(words)
        if not (listed or _may_be_team(tokens[opening + 1 : closing])) or _is_another(tokens, closing + 1, lexicon):
            continue
        if not listed and (_is_thing(tokens, closing + 1, lexicon) or _is_place(tokens, opening, closing, lexicon)):
            continue
        if not listed or lexicon.match(words, lexicon.places) or lexicon.has(words[0], lexicon.common):
            if sport is None:
                sport = any(token.is_word and lexicon.has(token.lower, lexicon.sport) for token in tokens)
            if not sport:
                continue
        yield opening + 1, closing


def _may_be_team(words: Sequence[Token]) -> bool:
    """Whether what is quoted may be a team that no list has: a capitalised word or two, no acronym alone."""
    named = all(word.capital and len(word.text) > _STATE for word in words)
    return named and len(words) <= _STATE and not (len(words) == 1 and words[0].acronym)


def _is_thing(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether the noun at `at` is possessed by the quoted name and no word of sport (`«Үміт» | атағын`)."""
    if at >= len(tokens) or not tokens[at].is_word or tokens[at].capital:
        return False
    word, forms = tokens[at].lower, lexicon.morphology
    possessed = len(forms.roots(word)) > len(forms.bases(word)) and not word.endswith(lexicon.verbal)
    return possessed and word not in lexicon.joins and not lexicon.has(word, lexicon.sport)


def _is_another(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether the noun at `at` makes the quoted name before it a place's, a work's, a day's (`«Жеңіс» | күні`)."""
    following = [token.lower for token in tokens[at : at + _STATE]]
    if not following or tokens[at].capital:
        return False
    place = lexicon.match(following, lexicon.place_heads) or lexicon.match(following, lexicon.quoted_heads)
    return bool(place) or lexicon.has(following[0], lexicon.works) or lexicon.has(following[0], lexicon.not_teams)


def quoted_places(tokens: Sequence[Token], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Quoted names beside a place's class noun, one or several (`«Шымбұлақ» және «Oi-Qaragai» курорттары`), bare."""
    pairs = list(quotations(tokens))
    step = -1 if lexicon.head_last else 1  # a class noun is for the names away from it, too
    found: list[tuple[int, int]] = []
    held: tuple[int, int] | None = None
    for opening, closing in pairs[::step]:
        joined = held is not None and _joins(tokens, min(held[1], closing), max(held[0], opening), lexicon)
        fits = 2 <= closing - opening <= _REACH and _named(tokens[opening + 1])
        told = fits and (joined or _is_place(tokens, opening, closing, lexicon))
        held = (opening, closing) if told else None
        if told:
            found.append((opening + 1, closing))
    return found


def _joins(tokens: Sequence[Token], closing: int, opening: int, lexicon: Lexicon) -> bool:
    """Whether a comma or a conjunction alone stands between two quoted names."""
    between = tokens[closing + 1 : opening]
    return len(between) == 1 and (between[0].text == "," or between[0].lower in lexicon.joins)


def _is_place(tokens: Sequence[Token], opening: int, closing: int, lexicon: Lexicon) -> bool:
    """Whether a place's class noun stands beside a quoted name, adjectives between them or none."""
    if not lexicon.head_last:
        return opening > 0 and lexicon.match([tokens[opening - 1].lower], lexicon.quoted_heads) > 0
    at = closing + 1
    while at < min(len(tokens), closing + _REACH) and _is_inner(tokens[at].lower, lexicon):
        at += 1
    return lexicon.match([token.lower for token in tokens[at : at + 3]], lexicon.quoted_heads) > 0


def _is_inner(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.modifiers or word in lexicon.place_kinds or word.endswith(lexicon.adjectival)


def _is_field(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether a word after a quoted name says what the body whose class noun follows is for.

    It is one bare word (`«Алатау» | жарық | компаниясы`), or something that is done to what (`кәсіпкерлікті дамыту`).
    """
    word, forms = tokens[i].lower, lexicon.morphology
    after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    if tokens[i].capital or not lexicon.deverbal or word in lexicon.body_stops or word in lexicon.joins:
        return False
    if word.endswith(lexicon.deverbal) or after.endswith(lexicon.deverbal):
        return not word.endswith(lexicon.verbal) or after.endswith(lexicon.deverbal)
    bare = len(forms.roots(word)) == 1 and not word.endswith(lexicon.verbal) and not lexicon.is_post(word)
    return bare and lexicon.has(after, lexicon.heads)


def _may_modify(word: Token, lexicon: Lexicon) -> bool:
    """Whether a word after a quoted name may go with the class noun that follows: an adjective or a plural.

    A capitalised plural begins a name of its own: `«Бавария» | Чемпиондар лигасында`.
    """
    named = word.capital and lexicon.head_last
    return word.lower.endswith(lexicon.adjectival if named else lexicon.adjectival + lexicon.plural)


def _forms_end(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> int:
    """The end of the legal forms that follow (`ҰК" АҚ`: a mark may be left over between them)."""
    for _ in range(_REACH):
        at = end + 1 if end < len(tokens) and tokens[end].text in CLOSING else end
        if at >= len(tokens) or not lexicon.has(tokens[at].lower, lexicon.forms):
            break
        end = at + 1
    return end


def _named(token: Token) -> bool:
    return token.capital or token.is_host or token.text[0].isdigit()


def _is_linked(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether what joins two legal forms stands at `i` after one of them."""
    return i > 0 and tokens[i].lower in lexicon.form_links and lexicon.has(tokens[i - 1].lower, lexicon.forms)


def _class_noun(tokens: Sequence[Token], lexicon: Lexicon, at: int, step: int) -> int | None:
    """The index of the word farthest from the marks that belongs to the class noun beside them, or None."""
    found: int | None = None
    for i in range(at, at + step * _REACH, step):
        if not 0 <= i < len(tokens) or not tokens[i].is_word:
            break
        word = tokens[i].lower
        short = step > 0 and tokens[i].acronym and lexicon.has(word, lexicon.acronyms)
        if found is None and (short or lexicon.has(word, lexicon.heads) or lexicon.has(word, lexicon.forms)):
            found = i
        elif lexicon.has(word, lexicon.modifiers) or (step > 0 and _may_modify(tokens[i], lexicon)):
            found = i if found is not None and step < 0 else found
        elif found is not None and _is_linked(tokens, i, lexicon):
            found = i - 1  # `РГП на ПХВ`
            break
        elif found is not None or not (word in lexicon.linkers or (step > 0 and _is_field(tokens, i, lexicon))):
            break
        if found is not None and step > 0:
            break
    return found
