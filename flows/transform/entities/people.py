"""People of one article: which of their names are one person's, and the fullest form of each."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Final

from flows.transform.names import fold, is_patronymic, key
from flows.transform.spelling import VOWELS

_Handle = tuple[str, str]
_LOOK: Final = 16  # patronymics that a family name is compared with
_DOMINANT: Final = 4  # who is named so many times as often keeps a family name that another bears, too
_MISSPELT: Final = 5  # letters of the shortest family name that is known though a vowel is wrong


def name_people(options: Sequence[Sequence[str]]) -> list[str]:
    """The fullest form of each name: full names by their key, then short ones by the full names before them.

    Args:
        options: The nominatives that each name of the article may have, likeliest first, in the order of the text.
    """
    chosen = _choose(options)
    single = {_parts(name)[0][0] for name in chosen if len(_parts(name)[0]) == 1}
    full = [_is_full(name, single) for name in chosen]
    fullest = _fullest([name for name, is_full in zip(chosen, full, strict=True) if is_full])
    fullest |= _fathers(chosen, full, fullest)
    longer = _longer(fullest)
    handles = {group: _handles(name) for group, name in fullest.items()}
    index: dict[_Handle, str] = {}  # who a word of a name, with an initial or none, stands for at this point
    for group, held in handles.items():
        for handle in held:
            index.setdefault(handle, group)
    counts = Counter(key(name, "PER") for name, is_full in zip(chosen, full, strict=True) if is_full)
    blurred = _blurred_all(handles)
    names = list(chosen)
    alone: list[int] = []
    for i, name in enumerate(chosen):
        found = key(name, "PER") if full[i] else _match(options[i], index, fullest) or _alike(name, blurred)
        if found is None:
            alone.append(i)
            continue
        names[i] = fullest[longer.get(found, found)]
        if full[i]:
            for handle in handles[found]:
                if counts[found] * _DOMINANT > counts[index[handle]]:
                    index[handle] = found
    short: dict[str, str] = {}
    for i in alone:
        surname = " ".join(_parts(chosen[i])[0])
        short[surname] = max(short.get(surname, ""), chosen[i], key=len)
    for i in alone:
        names[i] = short[" ".join(_parts(chosen[i])[0])]
    return names


def _parts(name: str) -> tuple[list[str], list[str]]:
    """The key of each word of a person's name, and the folded letters of its initials."""
    words, initials = [], []
    for word in name.replace(".", ". ").split():
        bare = word.strip(".-")
        if len(bare) == 1 and bare.isalpha():
            initials.append(fold(bare))
        else:
            words.append(key(bare, "PER"))
    return words, initials


def _is_full(name: str, single: Set[str]) -> bool:
    """Whether a name holds a family name beside a given one, not only a given name and a patronymic.

    What ends as patronymics do is a family name where the article has it alone, too: `Филип Вуянович`, `Вуянович`.
    """
    words = _parts(name)[0]
    if len(words) == 2 and words[-1] not in single:
        return not is_patronymic(name.rsplit(maxsplit=1)[-1])
    return len(words) > 1


def _fathers(names: Sequence[str], full: Sequence[bool], fullest: Mapping[str, str]) -> dict[str, str]:
    """From full names to those that make the family name a patronymic: `Әсемгүл Қуамерген`, `Әсемгүл Қуамергенқызы`."""
    by_given: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in dict.fromkeys(name for name, whole in zip(names, full, strict=True) if not whole):
        parts = _parts(name)[0]
        if len(parts) == 2:
            by_given[parts[0]].append((parts[1], name))
    found: dict[str, str] = {}
    for group, name in fullest.items():
        words = _parts(name)[0]
        if len(words) == 2:
            near = by_given.get(words[0], ())[:_LOOK]
            longer = next((other for word, other in near if word.startswith(words[1])), name)
            found[group] = longer
    return found


def _longer(fullest: Mapping[str, str]) -> dict[str, str]:
    """From full names of two words to the one that has more between them: `Реджеп Эрдоган`, `Реджеп Тайип Эрдоган`."""
    outer: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    parts = {group: _parts(name)[0] for group, name in fullest.items()}
    for group, words in parts.items():
        if len(words) > 2:
            outer[words[0], words[-1]].append(group)
    pairs = {group: outer.get((words[0], words[1]), []) for group, words in parts.items() if len(words) == 2}
    return {group: found[0] for group, found in pairs.items() if len(found) == 1}


def _handles(name: str) -> list[_Handle]:
    """What a full name may be called for short: each of its words, alone or with the initial of another."""
    words = _parts(name)[0]
    letters = ["", *(fold(word)[:1] for word in name.split())]
    return [(word, letter) for word in words for letter in dict.fromkeys(letters)]


def _blurred_all(handles: Mapping[str, Sequence[_Handle]]) -> dict[str, str | None]:
    """From the words of full names but for one vowel to the group, None where several people's look so."""
    found: dict[str, str | None] = {}
    for group, held in handles.items():
        for blurred in {form for word, letter in held if not letter for form in _blurred(word)}:
            found[blurred] = None if blurred in found else group
    return found


def _blurred(word: str) -> Iterator[str]:
    """A word with one of its vowels left open; not the first letter or the last two, which tell people apart."""
    if len(word) >= _MISSPELT:
        for i in range(1, len(word) - 2):
            if word[i] in VOWELS:
                yield f"{word[:i]}*{word[i + 1 :]}"


def _alike(name: str, blurred: Mapping[str, str | None]) -> str | None:
    """The group of the one full name that a family name alone differs from in a vowel (`Бонер`, `Джон Бенер`)."""
    words, initials = _parts(name)
    if len(words) != 1 or initials:
        return None
    return next((group for form in _blurred(words[0]) if (group := blurred.get(form))), None)


def _match(names: Sequence[str], index: dict[_Handle, str], fullest: dict[str, str]) -> str | None:
    """The group a short name belongs to: that which its likeliest nominative fits."""
    for name in names:
        words, initials = _parts(name)
        if len(words) > 1 and is_patronymic(name.rsplit(maxsplit=1)[-1]):
            words = words[:-1]
        group = index.get((words[0], initials[0] if initials else "")) if words else None
        if group is not None and set(words) <= set(_parts(fullest[group])[0]):
            return group
    return None


def _choose(options: Sequence[Sequence[str]]) -> list[str]:
    """Of each name's possible nominatives the one that most names of the article agree on, else the likeliest.

    Names of several words agree as a whole, lest a family's other members decide (`Жанна Асанова` beside `Асанов`).
    """
    agreed: Counter[str] = Counter()
    for names in dict.fromkeys(map(tuple, options)):
        agreed.update({key(name, "PER") for name in names})
        agreed.update({word for name in names for word in _parts(name)[0] if len(_parts(names[0])[0]) > 1})

    def support(name: str) -> int:
        words = _parts(name)[0]
        return agreed[key(name, "PER")] if len(words) > 1 else sum(agreed[word] for word in words)

    return [max(names, key=lambda name: (support(name), -names.index(name))) for names in options]


def _fullest(names: Sequence[str]) -> dict[str, str]:
    """From each key to the form with most words, a patronymic whole, then the most frequent, then the first."""
    counts = Counter(names)

    def fullness(name: str) -> tuple[int, bool, int]:
        words = name.split()
        return len(words), is_patronymic(words[-1]), counts[name]

    best: dict[str, str] = {}
    for name in dict.fromkeys(names):
        group = key(name, "PER")
        if group not in best or fullness(name) > fullness(best[group]):
            best[group] = name
    return best
