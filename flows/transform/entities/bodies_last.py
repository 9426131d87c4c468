"""Bodies whose class noun stands last (`Қаржы министрлігі`): from it to the left as far as the name goes."""

from collections.abc import Iterator, Sequence
from typing import Final

from flows.transform.entities.bodies_alone import listed_size
from flows.transform.entities.bodies_named import is_modifier, is_named, is_of_region, is_place
from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.quoted import NUMBER
from flows.transform.entities.tokens import Token

_REACH: Final = 14  # words of a body's name before its class noun
_LOWER: Final = 5  # of these, lower-case ones in a row
_LISTED: Final = 9  # of the name of an authority that lists what it is for
_REGION: Final = 3  # words of a region's name


def headed_last(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, int, float]]:
    """Ranges of token indices of such bodies, half-open, and how sure each is."""
    for i, token in enumerate(tokens):
        if not token.is_word or not lexicon.has(token.lower, lexicon.heads):
            continue
        press = i > 0 and lexicon.match([tokens[i - 1].lower, token.lower], lexicon.press) == 2
        numbered = not press and i > 1 and tokens[i - 1].text.isdigit() and tokens[i - 2].text == NUMBER
        first = _first_word(tokens, i - press - 2 * numbered, press=press, lexicon=lexicon)
        if first is None or is_place(tokens, first, i, lexicon) or _is_division(tokens, first, i, lexicon):
            continue
        if press or is_of_region(tokens, first, i, lexicon) or is_named(tokens, first, i, lexicon):
            yield _numbered(tokens, first), _apart(tokens, first, i, lexicon), 0.85


def _is_division(tokens: Sequence[Token], first: int, head: int, lexicon: Lexicon) -> bool:
    """Whether a class noun is that of a named body's division without a name: `халық партиясы | облыстық филиалы`."""
    if not lexicon.has(tokens[head].lower, lexicon.divisions):
        return False
    for token in reversed(tokens[first + 1 : head]):
        if token.capital or not token.is_word:
            return False
        if token.lower in lexicon.heads:
            return True
    return False


def _apart(tokens: Sequence[Token], first: int, head: int, lexicon: Lexicon) -> int:
    """The end of a body's name: after its class noun, which only describes some names in foreign letters.

    `New York Times | басылымы`, `Pussy Riot | панк тобы`, but `Samsung компаниясы |`.
    """
    end = first
    while end <= head and tokens[end].capital and tokens[end].text.isascii():
        end += 1
    between = tokens[end:head]
    told = any(token.capital for token in between) or end == first
    described = any(not (is_modifier(t.lower, lexicon) or t.lower.endswith(lexicon.plural)) for t in between)
    return head + 1 if told or not (described or lexicon.has(tokens[head].lower, lexicon.apart)) else end


def _numbered(tokens: Sequence[Token], start: int) -> int:
    """Where a body's name begins that a number leads (`№4 Құлан колледжі`)."""
    led = start > 1 and tokens[start - 1].text.isdigit() and tokens[start - 2].text == NUMBER
    return start - 2 if led else start


def by_number(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, int, float]]:
    """As `headed_last`, of bodies named by a number and a class noun alone: `№2 көпсалалы қалалық аурухана`."""
    for i in range(1, len(tokens)):
        if tokens[i - 1].text != NUMBER or not tokens[i].text.isdigit():
            continue
        end = i + 1
        while (
            end < min(len(tokens), i + _LOWER) and not tokens[end].capital and is_modifier(tokens[end].lower, lexicon)
        ):
            end += 1
        if end < len(tokens) and tokens[end].is_word and lexicon.is_head(tokens[end].lower.rpartition("-")[2]):
            yield i - 1, end + 1, 0.85


def _first_word(tokens: Sequence[Token], head: int, *, press: bool, lexicon: Lexicon) -> int | None:
    """The index of the first capitalised word of the name that ends in the class noun at `head`."""
    capitals: list[int] = []
    lower = 0
    begun = False  # with a capitalised word, after which few others may stand
    part = head  # the class noun nearest to the left
    official = lexicon.has(tokens[head].lower, lexicon.official)
    listing = False  # with `and`, which joins what an authority is for
    dedicated = False  # "named after", so that a person's name belongs to the body's
    i = head
    while i > max(0, head - _REACH):
        i -= 1
        token = tokens[i]
        passed = _passed(tokens, i, head, listing=listing and not begun, lexicon=lexicon)
        if passed:
            i -= passed - 1
            continue
        if not token.is_word or (token.lower in lexicon.body_stops and not _begins_place(tokens, i, lexicon)):
            break
        owner = _listed_start(tokens, i, lexicon) if begun and _is_inflected_head(token, lexicon) else i
        if owner < i:
            capitals.append(owner)
            i = owner
            continue
        dedicated = dedicated or token.lower in lexicon.linkers
        if token.capital:
            if _is_outside(tokens, i, head, lexicon, dedicated=dedicated):
                break
            capitals.append(i)
            lower, begun = 0, True
        elif begun and token.lower in lexicon.owners and _is_part(tokens[part], lexicon):
            lower, begun = 0, False
        else:
            lower += 1
            listing = listing or (official and token.lower in lexicon.inner)
            if lower > (_LISTED if listing else _LOWER) or not _is_inside(
                tokens, i, lexicon, press=press, begun=begun, dedicated=dedicated
            ):
                break
        part = i if lexicon.has(token.lower, lexicon.heads) else part
    if len(capitals) > 1 and _is_opener(tokens, capitals[-1], lexicon):
        capitals.pop()
    first = capitals[-1] if capitals else None
    while dedicated and first is not None and first > 1 and tokens[first - 1].text == "." and tokens[first - 2].initial:
        first -= 2
    return first


def _passed(tokens: Sequence[Token], i: int, head: int, *, listing: bool, lexicon: Lexicon) -> int:
    """How many tokens that end at `i` are passed over: what a name may hold besides its words."""
    token, before = tokens[i], tokens[i - 1]
    if i and token.lower in lexicon.over and i + 1 == head and _is_headed(before, lexicon):
        return 1  # `Алматы облысы бойынша департаменті`
    if token.text.isdigit() and i > 1 and before.text == NUMBER:
        return 2  # `Алматы қаласының №12 қалалық ауруханасы`
    return int(i > 0 and token.text == "," and listing and _is_listable(before, lexicon))


def _is_listable(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word before a comma may be one of the things that an authority is for: no body, no place, no case."""
    word = token.lower
    inflected = lexicon.is_local(word) or lexicon.is_genitive(word) or lexicon.is_post(word)
    return token.is_word and not (inflected or lexicon.is_head(word) or lexicon.match([word], lexicon.places))


def _is_headed(token: Token, lexicon: Lexicon) -> bool:
    return lexicon.match([token.lower], lexicon.place_heads) > 0


def _listed_start(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> int:
    """Where a listed body begins whose class noun stands at `end`, else `end`."""
    for i in range(max(0, end - _REACH), end):
        if tokens[i].capital and i + listed_size(tokens, i, lexicon.listed, lexicon) == end + 1:
            return i
    return end


def _is_part(head: Token, lexicon: Lexicon) -> bool:
    """Whether a class noun is a part's and stands in the nominative or the genitive.

    Else the name before it is another body's: `Қаржы министрлігі | Ұлттық статистика орталығымен бірге`.
    """
    return lexicon.has(head.lower, lexicon.parts) and (head.lower in lexicon.heads or lexicon.is_genitive(head.lower))


def _begins_place(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether a listed place of several words begins at `i` (`Жаңа Зеландия`)."""
    words = [token.lower for token in tokens[i : i + _REGION]]
    return tokens[i].capital and lexicon.match(words, lexicon.places) > 1


def _is_opener(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether a capital is due to the sentence's beginning alone: nothing but another name follows it."""
    token = tokens[i]
    known = token.lower in lexicon.leading or lexicon.match([token.lower], lexicon.places) or token.text.isascii()
    known = (
        known
        or listed_size(tokens, i, lexicon.listed, lexicon) > 0
        or token.acronym
        or (lexicon.is_genitive(token.lower) and lexicon.match([token.lower], lexicon.alone) > 0)
        or lexicon.has(token.lower, lexicon.acronyms)
        or _begins_place(tokens, i, lexicon)
    )
    known = known or lexicon.is_listed_given(token.lower)
    return token.opens and not known and tokens[i + 1].lower not in lexicon.inner


def _is_inside(tokens: Sequence[Token], i: int, lexicon: Lexicon, *, press: bool, begun: bool, dedicated: bool) -> bool:
    """Whether a lower-case word may stand inside a body's name (`begun`: a capitalised word follows it there)."""
    token = tokens[i]
    word = token.lower
    object_ = word.endswith(lexicon.objective) and tokens[i + 1].lower.endswith(lexicon.deverbal)
    if object_:
        return not begun  # `Жер | ресурстарын | басқару комитеті`
    if word not in lexicon.modifiers and word.endswith(tuple(e for e in lexicon.verbal if len(e) > 2)):
        return False
    if lexicon.is_locative(word) and lexicon.match([word], lexicon.place_heads):
        return False  # `Теміртау қаласындағы | металлургия комбинаты`
    inflected = _is_inflected_head(token, lexicon)
    if begun and not dedicated:
        linked = word in lexicon.levels or (lexicon.match([word], lexicon.place_heads) and not lexicon.is_local(word))
        return bool(linked or inflected)
    return press or not inflected


def _is_inflected_head(token: Token, lexicon: Lexicon) -> bool:
    return token.lower not in lexicon.heads and lexicon.has(token.lower, lexicon.heads)


def _is_outside(tokens: Sequence[Token], i: int, head: int, lexicon: Lexicon, *, dedicated: bool) -> bool:
    """Whether a capitalised word before a class noun is no part of the body's name."""
    word = tokens[i].lower
    if i + 1 < head and listed_size(tokens, i, lexicon.listed, lexicon):
        return False  # `Президент Іс басқармасы`, though a post begins it
    field = i + 1 == head and (word,) in lexicon.fields and lexicon.has(tokens[head].lower, lexicon.official)
    form = word in lexicon.forms and not (word in lexicon.acronyms and i > 0 and tokens[i - 1].acronym)
    if form or tokens[i].initial or (tokens[i].opens and word in lexicon.openers and not field):
        return True
    if dedicated:
        return lexicon.is_local(word) and lexicon.match([word], lexicon.places) > 0
    if lexicon.is_post(word):
        return not (i + 1 == head and word in lexicon.posts)
    return _is_anothers(tokens, i, head, lexicon)


def _is_anothers(tokens: Sequence[Token], i: int, head: int, lexicon: Lexicon) -> bool:
    """Whether a capitalised word before a class noun is an owner's, a person's or where the body is."""
    word = tokens[i].lower
    place = lexicon.match([word], lexicon.places) > 0 or _begins_place(tokens, i, lexicon)
    known = place or lexicon.match([word], lexicon.place_heads) > 0 or lexicon.has(word, lexicon.heads)
    known = known or (i > 0 and lexicon.match([tokens[i - 1].lower, word], lexicon.alone) > 1)  # `Жоғарғы Соттың`
    if lexicon.is_genitive(word):
        # `Қырғызстанның Кеден Одағына`: nobody's own
        general = lexicon.match([token.lower for token in tokens[i + 1 : head + 1]], lexicon.alone) > 1
        if general or not (known or lexicon.match([word], lexicon.alone)):
            return True
    if i + 1 == head and lexicon.has(tokens[head].lower, lexicon.missions) and word.endswith(lexicon.attributive):
        return not place
    given = i + 1 < head and lexicon.is_listed_given(word) and tokens[i + 1].capital
    given = given and not (i + 2 == head and tokens[i + 1].lower in lexicon.posts)  # `Әзірет Сұлтан мешіті`
    named = i > 0 and lexicon.is_listed_given(tokens[i - 1].lower) and lexicon.is_surname(word, sure=False)
    person = given or named or lexicon.is_surname(word, sure=True)
    governed = tokens[i + 1].lower in lexicon.governing  # `Өртке қарсы қызмет`
    return (person and not known) or (lexicon.is_local(word) and not governed)
