"""The trained tagger: names by a sequence model that ships with the package, sentence by sentence."""

from collections.abc import Iterator, Sequence
from importlib.resources import as_file, files
from typing import Final

from flows.transform.entities.fusion import fuse
from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.persons import find_persons
from flows.transform.entities.places import find_places
from flows.transform.entities.quoted import quotations
from flows.transform.entities.sequence.decode import Decoder, names
from flows.transform.entities.sequence.model import Model, load
from flows.transform.entities.spans import Span, Text
from flows.transform.entities.tokens import CLOSING, Token

_ENDS: Final = frozenset(".!?…")
_DASHES: Final = frozenset("-–")
_DASH: Final = "—"
_SHOUTED: Final = 3  # words in capitals, of a sentence that is set in them
# Share of the found names that were right in the grouped hold-out, a little lowered for written news.
_SINGLE: Final = 0.7  # of one word
_CONFIDENCE: Final = {"PER": 0.85, "LOC": 0.85, "ORG": 0.75, "ROLE": 0.85}


class Trained:
    """Tags with a pack's model, and with the rules where they say more."""

    def __init__(self, words: Lexicon) -> None:
        self._words = words
        self._decoder = Decoder(load_model(words.code), words)

    def tag(self, paragraphs: Sequence[Text]) -> list[list[Span]]:
        """See `Tagger.tag`; posts (ROLE) are among the spans."""
        learned = self._learned([paragraph.tokens for paragraph in paragraphs])
        found: list[list[Span]] = []
        for (_, tokens), spans in zip(paragraphs, learned, strict=True):
            ruled = find_persons(tokens, self._words) + find_places(tokens, self._words)
            found.append(list(fuse(ruled, spans, tokens, self._words)))
        return found

    def _learned(self, paragraphs: Sequence[Sequence[Token]]) -> list[list[Span]]:
        pieces = [
            (i, piece) for i, tokens in enumerate(paragraphs) for piece in _sentences(tokens) if not _is_shouted(piece)
        ]
        found: list[list[Span]] = [[] for _ in paragraphs]
        labelled = self._decoder.label([_plain(piece) for _, piece in pieces])
        for (i, piece), labels in zip(pieces, labelled, strict=True):
            found[i] += [
                Span(piece[start].start, piece[end - 1].end, kind, _CONFIDENCE[kind] if end - start > 1 else _SINGLE)
                for start, end, kind in names(labels)
                if kind in _CONFIDENCE
            ]
        return found


def _plain(tokens: Sequence[Token]) -> list[str]:
    """The words, the marks among them written one way, as in the texts that the model was trained on."""
    words = [_DASH if token.text in _DASHES and token.spaced else token.text for token in tokens]
    for opening, closing in quotations(tokens):
        words[opening], words[closing] = "«", "»"
    return words


def _is_shouted(tokens: Sequence[Token]) -> bool:
    """Whether a sentence is set in capitals, so that they prove nothing."""
    words = [token for token in tokens if token.is_word]
    capitals = sum(token.capital and token.acronym for token in words)
    return capitals >= _SHOUTED and capitals * 2 > len(words)


def load_model(code: str) -> Model:
    """Read the model that ships for the language `code`; raises FileNotFoundError if none does."""
    with as_file(files(__package__) / "models" / f"{code}.npz") as path:
        return load(path)


def _sentences(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Cut a paragraph where a capital may be due to a sentence's beginning, after a full stop and its like."""
    start = 0
    for i in range(1, len(tokens)):
        before = tokens[i - 2] if tokens[i - 1].text in CLOSING and i > 1 else tokens[i - 1]
        if tokens[i].opens and tokens[i].is_word and before.text in _ENDS and i > start:
            yield tokens[start:i]
            start = i
    if start < len(tokens):
        yield tokens[start:]
