"""The neural tagger: slovnet's news model of Russian, whose data the natasha wheel ships (MIT)."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from navec import Navec
from slovnet import NER

from flows.transform.entities.convolution import Convolution, Word, split
from flows.transform.entities.given import data_folder
from flows.transform.entities.lexicon import Lexicon
from flows.transform.entities.morphology import is_common
from flows.transform.entities.persons import find_initialled, find_surnames
from flows.transform.entities.places import dedicated_places, find_listed
from flows.transform.entities.quoted import quoted_places
from flows.transform.entities.spans import Span, Text
from flows.transform.entities.tokens import Token

_CHUNK: Final = 4000  # characters the model reads at once: its memory grows with them
_SHOUTED: Final = 3  # words in capitals, of a paragraph that is set in them
_ACRONYM: Final = 4  # letters of most acronyms
_EMBEDDINGS: Final = "emb/navec_news_v1_1B_250K_300d_100q.tar"
_MODEL: Final = "model/slovnet_ner_news_v1.tar"
# Source of the figure: naeval, F1 of slovnet's NER on factRuEval, gareev, ne5 and bsnlp.
_LED: Final = 0.95  # of a quoted name after a place's class noun
_CONFIDENCE: Final = 0.9
# The model has not met bullets: a list on one line is read as one with commas, which have the same length.
_BULLETS: Final = str.maketrans(dict.fromkeys("•●▪◦■|", ","))


class Neural:
    """Tags paragraphs with slovnet's model, long ones cut at white space, and with rules for what it misses."""

    def __init__(self, words: Lexicon) -> None:
        self._words = words

    def tag(self, paragraphs: Sequence[Text]) -> list[list[Span]]:
        """See `Tagger.tag`."""
        found = recognize([_plain(paragraph, self._words) for paragraph in paragraphs])
        for (_, tokens), spans in zip(paragraphs, found, strict=True):
            spans.extend([*self._missed(tokens, spans), *find_initialled(tokens, self._words)])
            ranges = [*quoted_places(tokens, self._words), *dedicated_places(tokens, self._words)]
            led = [Span(tokens[i].start, tokens[j - 1].end, "LOC", _LED) for i, j in ranges]
            taken = {at for span in led for at in range(span.start, span.end)}
            spans[:] = [*led, *(span for span in spans if span.start not in taken)]
        return found

    def _missed(self, tokens: Sequence[Token], spans: Sequence[Span]) -> Iterator[Span]:
        """Listed places and unmistakable family names outside of spans."""
        taken = {at for span in spans for at in range(span.start, span.end)}
        for span in find_listed(tokens, self._words) + find_surnames(tokens, self._words):
            if span.start not in taken and span.end - 1 not in taken:
                yield span


def recognize(texts: Sequence[str]) -> list[list[Span]]:
    """The names in each text by the model alone."""
    found: list[list[Span]] = [[] for _ in texts]
    cut = ((i, at, split(chunk)) for i, text in enumerate(texts) for at, chunk in _chunks(text))
    chunks = [(i, at, words) for i, at, words in cut if words]
    labelled = _model().label([[word for _, word in words] for _, _, words in chunks])
    for (i, at, words), labels in zip(chunks, labelled, strict=True):
        found[i] += _spans(words, labels, at)
    return found


def _spans(words: Sequence[Word], labels: Sequence[str], offset: int) -> Iterator[Span]:
    """The names that labels mark: B begins one, I belongs to the one before, whatever its type."""
    start, end, kind = 0, 0, ""
    for (at, word), label in zip(words, labels, strict=True):
        place, _, type_ = label.partition("-")
        if kind and place in "OB":
            yield Span(offset + start, offset + end, kind, _CONFIDENCE)
            kind = ""
        if place == "B":
            start, kind = at, type_
        end = at + len(word)
    if kind:
        yield Span(offset + start, offset + end, kind, _CONFIDENCE)


def _plain(paragraph: Text, words: Lexicon) -> str:
    """A paragraph of the same length as the model knows texts: without bullets and words set in capitals."""
    text = paragraph.text.translate(_BULLETS)
    capitals = [token for token in paragraph.tokens if token.acronym]
    if not capitals:
        return text
    shouted = len(capitals) > _SHOUTED and 2 * len(capitals) > sum(token.is_word for token in paragraph.tokens)
    if shouted:
        capitals = [token for token in paragraph.tokens if token.acronym or token.initial]
    pieces: list[str] = []
    end = 0
    for token in capitals:
        written = _calm(token, words, shouted=shouted)
        if len(written) == len(token.text):
            pieces += text[end : token.start], written
            end = token.end
    return "".join(pieces) + text[end:]


def _calm(token: Token, words: Lexicon, *, shouted: bool) -> str:
    """A word in capitals as it is written in running text; acronyms stay."""
    common = token.initial or (is_common(token.lower) and not words.is_surname(token.lower, sure=True))
    if common and shouted:
        return token.lower
    if common or len(token.text) <= _ACRONYM or words.has(token.lower, words.acronyms):
        return token.text
    return "-".join(part[:1] + part[1:].lower() for part in token.text.split("-"))


@cache
def _model() -> Convolution:
    ner = NER.load(str(data_folder() / _MODEL))
    ner.navec(Navec.load(str(data_folder() / _EMBEDDINGS)))
    return Convolution(ner)


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while start < len(text):
        end = start + _CHUNK
        if end < len(text):
            cut = max(text.rfind(". ", start, end), text.rfind(" ", start, end) - _CHUNK // 2)
            end = cut + 1 if cut > start else end
        yield start, text[start:end]
        start = end
