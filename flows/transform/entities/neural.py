"""The neural tagger: slovnet's news model of Russian, whose data the natasha wheel ships (MIT)."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final

from navec import Navec
from slovnet import NER

from flows.transform.entities.lexicon import Lexicon, data_folder
from flows.transform.entities.places import find_listed
from flows.transform.entities.spans import Span, Text

_CHUNK: Final = 4000  # characters the model reads at once: its memory grows with them
_EMBEDDINGS: Final = "emb/navec_news_v1_1B_250K_300d_100q.tar"
_MODEL: Final = "model/slovnet_ner_news_v1.tar"
# Source of the figure: naeval, F1 of slovnet's NER on factRuEval, gareev, ne5 and bsnlp.
_CONFIDENCE: Final = 0.9
# The model has not met bullets: a list on one line is read as one with commas, which have the same length.
_BULLETS: Final = str.maketrans(dict.fromkeys("•●▪◦■|", ","))


class Neural:
    """Tags paragraphs with slovnet's model, long ones cut at white space, and listed places that it misses."""

    def __init__(self, words: Lexicon) -> None:
        self._words = words

    def tag(self, paragraphs: Sequence[Text]) -> list[list[Span]]:
        """See `Tagger.tag`."""
        found: list[list[Span]] = [[] for _ in paragraphs]
        chunks = [(i, at, chunk) for i, paragraph in enumerate(paragraphs) for at, chunk in _chunks(paragraph.text)]
        chunks.sort(key=lambda chunk: len(chunk[2]))  # the model pads what it reads at once to one length
        texts = [chunk.translate(_BULLETS) for _, _, chunk in chunks]
        for (i, at, _), markup in zip(chunks, _model().map(texts), strict=True):
            found[i] += [Span(at + span.start, at + span.stop, span.type, _CONFIDENCE) for span in markup.spans]
        for (_, tokens), spans in zip(paragraphs, found, strict=True):
            taken = {at for span in spans for at in range(span.start, span.end)}
            spans += [s for s in find_listed(tokens, self._words) if s.start not in taken and s.end - 1 not in taken]
        return found


@cache
def _model() -> Any:  # noqa: ANN401 - the library is untyped
    ner = NER.load(str(data_folder() / _MODEL))
    ner.navec(Navec.load(str(data_folder() / _EMBEDDINGS)))
    return ner


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while start < len(text):
        end = start + _CHUNK
        if end < len(text):
            cut = max(text.rfind(". ", start, end), text.rfind(" ", start, end) - _CHUNK // 2)
            end = cut + 1 if cut > start else end
        yield start, text[start:end]
        start = end
