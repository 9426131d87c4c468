"""How words are met in the training's texts, of which no one need have marked the names.

A word that is met in lower case elsewhere is capitalised for the sentence's sake when it begins one; a word that is
met capitalised within sentences is a name there, too.
"""

from collections.abc import Iterable
from typing import Final

from flows.train.sentences import Sentence
from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.sequence.words import CAPITAL, LISTED, LOWER, LOWER_TWICE, stem_of

_OPENING: Final = frozenset('«“„"—–-:.!?…(')


def gather(sentences: Iterable[Sentence], lexicon: Lexicon, places: Iterable[str]) -> dict[str, int]:
    """From words in lower case, and their stems, to flags of how they are met, variants of a sentence counted once.

    Args:
        sentences: The texts.
        lexicon: The language's words, for stems.
        places: Names of places; those that are also met in lower case are left out.
    """
    lower: dict[str, set[str]] = {}
    capital: dict[str, set[str]] = {}
    for sentence in sentences:
        for i, word in enumerate(sentence.words):
            if not word[0].isalpha():
                continue
            if word[0].islower():
                _add(lower, word, sentence.group, lexicon)
            elif i and sentence.words[i - 1] not in _OPENING:
                _add(capital, word.lower(), sentence.group, lexicon)
    met = {form: LOWER | (LOWER_TWICE if len(groups) > 1 else 0) for form, groups in lower.items()}
    for form, groups in capital.items():
        if len(groups) > 1:
            met[form] = met.get(form, 0) | CAPITAL
    for place in places:
        name = place.lower()
        if not met.get(name, 0) & LOWER:
            met[name] = met.get(name, 0) | LISTED
    return dict(sorted(met.items()))


def _add(forms: dict[str, set[str]], word: str, group: str, lexicon: Lexicon) -> None:
    for form in {word, stem_of(word, lexicon)}:
        groups = forms.setdefault(form, set())
        if len(groups) < 2:
            groups.add(group)
