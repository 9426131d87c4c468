"""Letters that writers choose between: words are compared without the choice, and a form is given that of a text."""

from typing import Final

from flows.transform.spelling import undotted

# Words that may have different endings are compared by so many first letters.
STEM: Final = 5


def fold(text: str) -> str:
    """Fold what writers spell two ways: lower case, "е" for "ё"."""
    return undotted(text.lower())


def as_written(form: str, word: str) -> str:
    """Return an inflected form, as a dictionary has it, with the letters and capitals of the word in the text."""
    form = _spelled(form, word.lower())
    if word.isupper() and len(word) > 1:
        return form.upper()
    return form.capitalize() if word[:1].isupper() else form


def _spelled(form: str, word: str) -> str:
    """A form with the letters that the word has, where the dictionary has others: "блоггеров", "ученых"."""
    if fold(word) == word:
        form = fold(form)
    doubled = next((at for at in range(1, len(word)) if word[at] == word[at - 1]), None)
    if (
        doubled is None
        or form[:doubled] != word[:doubled]
        or form[doubled : doubled + 1] != word[doubled + 1 : doubled + 2]
    ):
        return form
    return form[:doubled] + word[doubled] + form[doubled:]
