"""The rule tagger: persons and places by capital letters, endings and lists, for a language without a model."""

from collections.abc import Sequence

from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.persons import find_persons
from flows.transform.entities.places import find_places
from flows.transform.entities.spans import Span, Text


class Capitals:
    """Tags persons and places; bodies are found by the rules that all languages share."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def tag(self, paragraphs: Sequence[Text]) -> list[list[Span]]:
        """See `Tagger.tag`."""
        return [find_persons(t.tokens, self._lexicon) + find_places(t.tokens, self._lexicon) for t in paragraphs]
