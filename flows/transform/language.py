"""What language a text is in: by its letters where they settle it, by a model where they do not.

The letters of running Kazakh or Russian settle nearly every paragraph (and cost next to nothing). The rest, mostly
short, goes to py3langid (a naive Bayes model over byte n-grams: Lui and Baldwin 2012), restricted to the languages
whose letters could be meant. A short paragraph that neither settles takes the language of its article.
"""

import re
from collections import Counter
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any, Final

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from flows import packs
from flows.extract.homoglyphs import fold

_SCRIPTS: Final = (("Cyrl", 0x0400, 0x052F), ("Latn", 0x0041, 0x02AF), ("Arab", 0x0600, 0x06FF))
_SAMPLE: Final = 20_000  # characters: more of one paragraph says nothing new
_SETTLED: Final = 40  # letters that a paragraph needs for the letters alone to settle it
_ALIEN: Final = 0.01  # share of letters from outside the alphabet that names and terms may bring
_FIRM: Final = 0.9  # score from which a short paragraph keeps its own language
_PLAIN: Final = 0.6  # share of words without own letters from which those with them may be names
_RECONSIDERED: Final = 0.97  # score without those names that goes before the score with them
_BORROWED: Final = 0.15  # share of letters from outside the alphabet that such names may bring
_PRIOR: Final = 5.0  # how much likelier than a neighbour the packs' languages are, before anything is read
_SHARED: Final = 0.3  # share of a paragraph's letters that makes a second script a part of it
_MIXED: Final = 0.2  # share of the article's letters that makes a second language a language of the article

_APOSTROPHES: Final = str.maketrans(dict.fromkeys("’ʼ‘ʻ´`", "'"))

_LATIN: Final = re.compile("[A-Za-z]")

_loading = Lock()


@dataclass(frozen=True, slots=True)
class Identified:
    """A text's `language` (kk, ru or other), its `script` (Cyrl, Latn or Arab), how sure 0–1, and its letters."""

    language: str
    script: str
    score: float
    letters: int


@dataclass(frozen=True, slots=True)
class ArticleLanguage:
    """An article's `language` (kk, ru, mixed or other) and `script`, and the language of each paragraph, in order."""

    language: str
    script: str
    paragraphs: tuple[str, ...]


def identify(text: str) -> Identified:
    """Tell the language of one text, seen by itself; a text without letters is `other` with score 0."""
    return _identify(text, shortest=1)


def _identify(text: str, shortest: int) -> Identified:
    """As `identify`, but a text of fewer letters than `shortest` is not worth the model: `other` with score 0."""
    text = _spelled(fold(text[:_SAMPLE]))
    letters = Counter({sign: count for sign, count in Counter(text.lower()).items() if sign.isalpha()})
    total = sum(letters.values())
    by_script = dict.fromkeys((name for name, _, _ in _SCRIPTS), 0)
    for letter, number in letters.items():
        code = ord(letter)
        for name, low, high in _SCRIPTS:
            if low <= code <= high:
                by_script[name] += number
    script = max(by_script, key=lambda name: by_script[name])
    count = by_script[script]
    if not count or count * 2 < total:
        return Identified("other", script, 1.0 if total else 0.0, total)
    candidates = [code for code, table in packs.load("language").items() if script in table]
    settled = next((code for code in candidates if _settles(letters, count, code, script)), None)
    if settled is not None:
        return Identified(settled, script, 1.0, total)
    if total < shortest:
        return Identified("other", script, 0.0, total)
    language, score = _modelled(text, letters, count, script)
    return Identified(language, script, score, total)


def article_language(paragraphs: Sequence[str], weights: Sequence[bool] | None = None) -> ArticleLanguage:
    """Tell the language of an article and of each of its paragraphs.

    `weights` says which paragraphs count for the article (its text and not the page's furniture); all do without it
    or when none does. `mixed` is an article of which two languages hold a real share each. A paragraph that is too
    short to be sure of takes the article's larger language.
    """
    found = [_identify(text, _SETTLED) for text in paragraphs]
    read = list(zip(paragraphs, found, strict=True))
    chosen = [pair for pair, counts in zip(read, weights or (), strict=False) if counts] or read
    counted = [part for text, one in chosen for part in _parts(text, one)]
    held: Counter[str] = Counter()
    scripts: Counter[str] = Counter()
    for one in counted:
        scripts[one.script] += one.letters
        held[one.language] += one.letters if _sure(one) else 0
    if not held.total():
        whole = identify("\n".join(paragraphs))
        held[whole.language] = whole.letters + 1
    ours = {code: held[code] for code in packs.LANGUAGES if held[code]}
    larger = max(ours, key=lambda code: ours[code]) if ours else "other"
    if sum(ours.values()) * 2 < held.total():
        language = "other"
    elif len([code for code in ours if ours[code] >= _MIXED * sum(ours.values())]) > 1:
        language = "mixed"
    else:
        language = larger
    fallback = larger if language != "other" else "other"
    script = max((name for name, _, _ in _SCRIPTS), key=lambda name: scripts[name])
    return ArticleLanguage(language, script, tuple(one.language if _sure(one) else fallback for one in found))


def _parts(text: str, one: Identified) -> list[Identified]:
    """A paragraph's languages: of its words in each script, where two scripts share it, else of all of it."""
    sample = text[:_SAMPLE]
    if one.script == "Cyrl" and not _LATIN.search(sample):
        return [one]
    by_script = {
        name: sum(low <= ord(sign) <= high and sign.isalpha() for sign in sample) for name, low, high in _SCRIPTS
    }
    shared = [name for name, count in by_script.items() if count >= _SHARED * sum(by_script.values()) > 0]
    if len(shared) < 2:
        return [one]
    words = sample.split()
    ranges = [(low, high) for name, low, high in _SCRIPTS if name in shared]
    return [
        _identify(" ".join(word for word in words if any(low <= ord(sign) <= high for sign in word)), _SETTLED)
        for low, high in ranges
    ]


def _sure(one: Identified) -> bool:
    return one.score >= 1.0 or (one.score >= _FIRM and one.letters >= _SETTLED)


def _spelled(text: str) -> str:
    """The text with the letters that are written as two signs, a letter and an apostrophe, as one each.

    A letter that only looks like one of them regardless of case (`ı'`) stays.
    """
    if "'" not in _plain(text):
        return text
    return _two_signs().sub(lambda match: _spellings().get(_plain(match[0]), match[0]), text)


def _plain(text: str) -> str:
    return text.translate(_APOSTROPHES).lower()


@cache
def _spellings() -> dict[str, str]:
    tables = [table for pack in packs.load("language").values() for table in pack.values()]
    return {written: letter for table in tables for written, letter in table.get("spellings", {}).items()}


@cache
def _two_signs() -> re.Pattern[str]:
    first = "".join(sorted({written[0] for written in _spellings()}))
    return re.compile(f"[{first}][{''.join(map(chr, _APOSTROPHES))}']", re.IGNORECASE)


def _settles(letters: Counter[str], count: int, code: str, script: str) -> bool:
    """Whether the letters alone say that a text is in the language `code`."""
    table = packs.load("language")[code][script]
    alphabet = frozenset(table["alphabet"])
    low, high = next((low, high) for name, low, high in _SCRIPTS if name == script)
    alien = sum(number for letter, number in letters.items() if low <= ord(letter) <= high and letter not in alphabet)
    own = sum(letters[letter] for letter in table["own"])
    groups = ((sum(letters[letter] for letter in group), least) for group, least in table["proof"].items())
    proven = all(held and held >= count * least for held, least in groups)
    return proven and alien <= count * _ALIEN and own >= count * table["share"] and (own > 2 or count >= _SETTLED)


def _modelled(text: str, letters: Counter[str], count: int, script: str) -> tuple[str, float]:
    """The model's answer; without the words that look like another language's names where that makes it sure."""
    language, score = _ranked(text, letters, count, script)
    rest = _without_names(text, script)
    if rest is not None:
        other, surer = _ranked(rest, letters, count, script)
        if surer >= _RECONSIDERED and surer > score:
            return other, surer
    return language, score


def _ranked(text: str, letters: Counter[str], count: int, script: str) -> tuple[str, float]:
    """The model's best language and its share of the scores; one whose alphabet lacks the text's letters is out."""
    scores: dict[str, float] = dict(_model(script).rank(text))
    packed = packs.load("language").items()
    known = {code: table[script]["alphabet"] for code, table in packed if script in table and code in scores}
    low, high = next((low, high) for name, low, high in _SCRIPTS if name == script)
    for code, alphabet in known.items():
        strange = sum(n for letter, n in letters.items() if low <= ord(letter) <= high and letter not in alphabet)
        scores[code] *= 0.0 if strange > count * _BORROWED + 1 else _PRIOR
    best = max(scores, key=lambda code: scores[code])
    return (best if best in known else "other"), min(scores[best] / sum(scores.values()), 0.99)


def _without_names(text: str, script: str) -> str | None:
    """The text without the words that hold one language's own letters, where they are few enough to be names."""
    own = frozenset("".join(table[script]["own"] for table in packs.load("language").values() if script in table))
    words = text.split()
    plain = [word for word in words if own.isdisjoint(word.lower())]
    return " ".join(plain) if len(words) > len(plain) >= len(words) * _PLAIN else None


@cache
def _loaded() -> Any:  # noqa: ANN401 - the library has no types
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _restricted(script: str) -> Any:  # noqa: ANN401 - the library has no types
    model = copy(_loaded())
    tables = [table[script] for table in packs.load("language").values() if script in table]
    model.set_languages([code for table in tables for code in table["model"]])
    return model


def _model(script: str) -> Any:  # noqa: ANN401 - the library has no types
    """The model for a script, loaded once a process."""
    with _loading:
        return _restricted(script)
