"""What the transform's rooms hand to each other: an article, its paragraphs, the mentions and quotes found in it.

All offsets are Unicode code points, half-open `[start, end)`, into the article text: its paragraphs' texts joined
by one line feed.
"""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: `position` counts from 0, `language` is kk, ru or other, `text` is NFC without line breaks."""

    position: int
    kind: str
    language: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Article:
    """An article as the rooms see it: `language` is kk, ru, mixed or other; `author` the byline's name, if any."""

    article_id: str
    language: str
    title: str | None
    author: str | None
    paragraphs: tuple[Paragraph, ...]

    @cached_property
    def text(self) -> str:
        """The article text that all offsets count in."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it stands in the text.

    `type` is PER, ORG or LOC; `name` the fullest form of the same name in this article, in the nominative;
    `role` the post written beside a person's name, as written; `position` that of the paragraph it stands in.
    """

    position: int
    start: int
    end: int
    text: str
    type: str
    name: str
    role: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Quote:
    """Words or a proposition that the article attributes to a source other than its narrator.

    `text == article.text[start:end]`; `position` is that of the paragraph where it starts; `type` is direct,
    indirect or mixed; `cue` and `speaker_mention` are as written; `speaker` is the fullest name in this article,
    in the nominative, None where the text does not settle it; `speaker_type` the type of the entity the speaker is
    (None for a group or an unnamed source); `candidates` are (name, score) pairs, best first; `method` names the
    rule or model.
    """

    position: int
    start: int
    end: int
    text: str
    type: str
    language: str
    cue: str | None
    speaker_mention: str | None
    speaker: str | None
    speaker_type: str | None
    speaker_role: str | None
    candidates: tuple[tuple[str, float], ...]
    method: str
    confidence: float
