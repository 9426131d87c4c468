"""What a word form is: what the engine asks of a language's inflection, whichever way a pack has it done.

A pack names its way in `morphology`: "suffixes" (`suffixes`: stems and rows of endings, for an agglutinative
language) or "pymorphy3" (`dictionary`: the OpenCorpora dictionary that pymorphy3 ships, for Russian). What a language
does not have keeps the answer given here.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

# Where the ending goes in a cue pattern.
SLOT: Final = "~"


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that can name a source: its lemma, what it names (person, collective, body, document), its form.

    `cases` are those the form may stand in; `gender` is None where the language has none; `possessed` tells that it
    ends in a possessive, so that the words before it belong to it ("облыс | әкімі"), `one_declined` that a form which
    is plural in the nominative is singular in another case ("девушки").
    """

    lemma: str
    kind: str
    plural: bool
    cases: frozenset[str]
    gender: str | None = None
    possessed: bool = False
    one_declined: bool = False


class Morphology(ABC):
    """How a language's words inflect; all words are given lower-cased."""

    @abstractmethod
    def verb_forms(self, pattern: str, table: str) -> Iterator[tuple[str, str]]:
        """Yield (form, feature) of a cue pattern; `table` names its endings, or is "lemmas"."""

    @abstractmethod
    def noun(self, word: str) -> Noun | None:
        """Look a word up among the nouns that can name a source."""

    @abstractmethod
    def nominative(self, phrase: str, head: int, *, declined: bool = False) -> str:
        """Put a noun phrase, as written, into the nominative; `head` is the index of its head among its words.

        With `declined` it stands in another case, whatever its form looks like.
        """

    def listed(self, lemma: str) -> bool:  # noqa: ARG002
        """Whether the pack lists a noun, by its lemma."""
        return True

    def plural(self, word: str) -> bool:
        """Whether a noun in the nominative, known or not, is plural."""
        noun = self.noun(word)
        return noun is not None and noun.plural

    def owner(self, word: str) -> str | None:  # noqa: ARG002
        """Return a word without its genitive ending; None when it has none."""
        return None

    def body_of(self, word: str) -> str | None:  # noqa: ARG002
        """Return the form of a body in a word for those who are in it: "министрлігі|ндегілер"."""
        return None

    def locative(self, word: str) -> bool:  # noqa: ARG002
        """Whether a name's last word can be in the case that tells where words come from."""
        return True

    def nominal(self, word: str) -> bool:  # noqa: ARG002
        """Whether an unknown word can, by its ending, be a noun in the nominative."""
        return False

    def modifies(self, word: str) -> bool:  # noqa: ARG002
        """Whether a word can stand before a noun as its attribute and agrees with it."""
        return False

    def depends(self, word: str) -> bool:  # noqa: ARG002
        """Whether a word can stand after a noun as its complement."""
        return False

    def common(self, word: str) -> bool:  # noqa: ARG002
        """Whether a word is known as an ordinary one, so that it is no name."""
        return True

    def proper(self, word: str) -> bool:  # noqa: ARG002
        """Whether a word that begins a sentence can be a name: it is one, or no dictionary knows it."""
        return True

    def gender(self, given_name: str) -> str | None:  # noqa: ARG002
        """Return the gender of those who bear a given name, None when it does not tell."""
        return None

    def agree(self, word: str, noun: str) -> bool:  # noqa: ARG002
        """Whether an attribute can belong to a noun by its case and number."""
        return True

    def nominal_subject(self, word: str) -> bool:  # noqa: ARG002
        """Whether a word can be a noun or an attribute in the nominative."""
        return False

    def infinitive(self, word: str) -> bool:  # noqa: ARG002
        """Whether a word is an infinitive."""
        return False

    def thing(self, word: str) -> bool:  # noqa: ARG002
        """Whether a word is a noun in the nominative that names neither people nor a body."""
        return False

    def participle(self, word: str) -> bool:  # noqa: ARG002
        """Whether a word is a participle."""
        return False

    def converb(self, word: str) -> bool:  # noqa: ARG002
        """Whether a word is a converb, which says what a subject does besides."""
        return False

    def verb(self, word: str) -> bool:  # noqa: ARG002
        """Whether a word is a finite verb first of all."""
        return False

    def present(self, word: str) -> bool:  # noqa: ARG002
        """Whether a word is a verb in the present tense first of all."""
        return False

    def instrumental(self, word: str) -> bool:  # noqa: ARG002
        """Whether a word can be a noun or an attribute in the instrumental."""
        return False

    def preposition(self, word: str) -> bool:  # noqa: ARG002
        """Whether a word is a preposition first of all."""
        return False

    def adverb(self, word: str) -> bool:  # noqa: ARG002
        """Whether a word is an adverb, which can stand between a subject and its verb."""
        return False

    def attributes(self, word: str, following: str) -> bool:  # noqa: ARG002
        """Whether a word that can be a noun is the attribute of the noun after it: "рабочий | климат"."""
        return False

    def noun_gender(self, word: str) -> str | None:  # noqa: ARG002
        """Return the gender of a noun in the nominative; None when it has none or does not show it."""
        return None

    def goes_on(self, word: str) -> bool:  # noqa: ARG002
        """Whether a word makes one phrase with a demonstrative before it: "об этом | человеке"."""
        return False
