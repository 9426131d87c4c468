"""Bodies called by less than their name: `Минобороны`, `МИД`, `Верховный суд` for what the article names in full."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Final

from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.morphology import parses
from flows.transform.names import code, fold, key

_MINOR: Final = 3  # words shorter than this give an abbreviation no letters
_HEAD: Final = 3  # letters that a compound takes at least of the first word, `Мин|обороны`; of the others
_PART: Final = 2
_COMPOUND: Final = 6  # letters of the shortest compound
_INITIALS: Final = 2  # words of the shortest name that has an acronym
_LOOK: Final = 32  # names that are compared with a shorter one
_ISO: Final = 2  # letters of a state's code


def fullest_bodies(names: Iterable[str], lexicon: Lexicon) -> dict[str, str]:
    """From the bodies that an article names, in the nominative, to the fullest name of the same body.

    Names are of one body where the packs list them so, where one abbreviates the other, or where it leaves out the
    place that the other ends in. Where it could be short for two, it stays. Names without a fuller one are left out.
    """
    distinct = list(dict.fromkeys(names))
    found = _listed(distinct)
    if lexicon.head_last:
        return found
    for short, longer in _shortened(distinct, lexicon):
        if short not in found:
            found[short] = found.get(longer, longer)
    return found


def _listed(names: Sequence[str]) -> dict[str, str]:
    """By the codes of the packs: a name without a state is of the one state that others with the code have."""
    by_code: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name in names:
        known = code(name)
        if known is not None:
            by_code[known[1]][known[0]].append(name)
    found: dict[str, str] = {}
    for states in by_code.values():
        groups = [[name for group in states.values() for name in group]]
        if len(states) - ("" in states) > 1:
            groups = list(states.values())
        for group in groups:
            best = max(group, key=lambda name: (len(name.split()), len(name), -group.index(name)))
            found.update((name, best) for name in group if name != best)
    return found


def _shortened(names: Sequence[str], lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Pairs of a name and the only longer one that it is short for."""
    acronyms: dict[str, dict[str, None]] = defaultdict(dict)
    beginnings: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    folded: dict[str, list[str]] = {}
    begun: dict[str, dict[str, None]] = defaultdict(dict)
    for name in names:
        words = name.split()
        if len(words) < _INITIALS:
            continue
        for letters in _initials(words):
            acronyms[letters][name] = None
        folded[name] = [fold(word) for word in words]
        beginnings[folded[name][0][:_HEAD]][folded[name][0]].append(name)
        for size in range(1, len(words)):
            begun[" ".join(folded[name][:size])][name] = None
    for name in names:
        words = name.split()
        first, rest = words[0], words[1:]
        if first.isupper() and first.isalpha():
            like = islice(acronyms.get(first.lower(), ()), _LOOK)
            longer = {full for full in like if _fits(rest, full, _after(first, full))}
        else:
            start = fold(first)
            called = " ".join(folded[name]) if rest else start
            like = islice(begun.get(called, ()), _LOOK)
            longer = {full for full in like if _of_place(name, full) or _of_class(name, full, lexicon)}
            if len(first) >= _COMPOUND:
                others = (like for word, like in beginnings[start[:_HEAD]].items() if word != start)
                ends = (
                    (full, _past_matters(full.split(), _compounds(start, folded[full], lexicon.link), lexicon))
                    for full in islice(chain.from_iterable(others), _LOOK)
                )
                longer |= {full for full, end in ends if end is not None and _fits(rest, full, end)}
        longer.discard(name)
        if longer:
            best = max(longer, key=lambda full: (len(full), full))
            if all(full == best or best.startswith(full) for full in longer):
                yield name, best


def _initials(words: Sequence[str]) -> Iterator[str]:
    """The acronyms that a name may have: its words' first letters, those of the last words left out by and by."""
    letters = ""
    for count, word in enumerate(words, 1):
        letters += fold(word)[:1] if len(word) >= _MINOR else ""
        if count >= _INITIALS and len(letters) >= _INITIALS:
            yield letters


def _after(acronym: str, full: str) -> int:
    """The word of a full name after those that an acronym is made of."""
    left = len(acronym)
    for at, word in enumerate(full.split()):
        left -= len(word) >= _MINOR
        if not left:
            return at + 1
    return len(full.split())


def _fits(rest: Sequence[str], full: str, end: int) -> bool:
    """Whether what follows an abbreviation is what the full name ends in, or one of them tells no place."""
    left = full.split()[end:]
    if left and not left[0][:1].isupper():
        return False
    return not rest or not left or _place(rest) == _place(left)


def _place(words: Sequence[str]) -> str:
    """The place that the end of a body's name tells, by its key: `РФ` and `России` are one."""
    known = parses(words[0].lower()) if len(words) == 1 else []
    return key(str(known[0].normal_form) if known else " ".join(words), "LOC")


def _of_place(name: str, full: str) -> bool:
    """Whether a longer name only adds of which place the body is: `Верховный суд | Бангладеша`."""
    words, rest = name.split(), full[len(name) :].split()
    if not rest or not rest[0][:1].isupper():
        return False
    if len(words) == 1:
        return len(rest) == 1 and len(_place(rest)) == _ISO
    known = parses(rest[0].lower())
    likeliest = (reading for reading in known if reading.score >= known[0].score)
    return not known or any(str(reading.tag.case) != "nomn" for reading in likeliest)  # `Наше радио | Санкт-Петербург`


def _of_class(name: str, full: str, lexicon: Lexicon) -> bool:
    """Whether a longer name only adds what a brand's body is: `Halyk | Bank`."""
    rest = full[len(name) :].split()
    single = " " not in name and len(rest) == 1 and rest[0][:1].isupper()
    return single and (rest[0].lower() in lexicon.foreign_heads or lexicon.is_head(rest[0].lower()))


def _past_matters(words: Sequence[str], end: int | None, lexicon: Lexicon) -> int | None:
    """The word after those that name more of what a body is for: `Министерство промышленности | и строительства`."""
    if end is not None and end < len(words) and (words[end] in lexicon.joins or words[end - 1].endswith(",")):
        while end < len(words) and not words[end][:1].isupper():
            end += 1
    return end


def _compounds(short: str, words: Sequence[str], link: str) -> int | None:
    """The word after those whose beginnings a compound is made of, each of them: `Мин|сель|хоз`; None if it is not.

    A link may stand between them: `Центр|о|банк`.
    """
    ends = {0}
    for at, word in enumerate(words):
        least = _PART if at else _HEAD
        if len(word) < _MINOR:
            continue
        reached: set[int] = set()
        for start in ends:
            size = start
            while size < len(short) and size - start < len(word) and short[size] == word[size - start]:
                size += 1
            reached.update(range(start + least, size + 1))
            reached.update(end + 1 for end in range(start + least, size + 1) if short[end : end + 1] == link)
        if len(short) in reached and at:
            return at + 1
        ends = reached - {len(short)}
        if not ends:
            return None
    return None
