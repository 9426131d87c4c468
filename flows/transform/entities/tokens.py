"""Tokens: words with what their letters' case says, and punctuation marks, each with its offsets."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

OPENING: Final = frozenset('«“„"')
CLOSING: Final = frozenset('»”“"')
_ENDS: Final = frozenset(".!?…:•|")
# A host name (Газета.ру), a word with inner hyphens or apostrophes, a number, or one mark. The parts of a host name
# are bounded, and elsewhere no two parts can match the same character, so that a scan is linear.
_TOKEN: Final = re.compile(
    r"(?P<host>(?:\b[^\W_][\w-]{0,60}\.){1,4}(?i:kz|ru|com|org|net|info|tv|today|uz|kg|by|ua|ру|рф|қаз)\b(?:-\w{1,6}\b)?)"
    r"|(?P<word>[^\W\d_]\w*(?:[-‑’'][^\W_]\w*)*)"
    r"|\w+"
    r"|[^\w\s]"
)


@dataclass(frozen=True)
class Token:
    """One token of a paragraph.

    `start` and `end` are offsets into the paragraph's text. `opens` says that a sentence, a quotation or a list item
    may begin with it, so that its capital letter proves nothing; `spaced` that white space stands before it.
    """

    text: str
    start: int
    end: int
    is_word: bool
    is_host: bool
    opens: bool
    spaced: bool

    @cached_property
    def lower(self) -> str:
        """The text in lower case."""
        return self.text.lower()

    @cached_property
    def capital(self) -> bool:
        """Whether it is a word whose first letter is a capital."""
        return self.is_word and self.text[0].isupper()

    @cached_property
    def acronym(self) -> bool:
        """Whether it is a word of two or more capitals (before the hyphen that a case ending may follow)."""
        stem = self.text.split("-", 1)[0]
        return self.is_word and len(stem) > 1 and stem.isupper()

    @cached_property
    def initial(self) -> bool:
        """Whether it is one capital letter, as an initial is before its full stop."""
        return self.is_word and len(self.text) == 1 and self.text.isupper()


def tokenize(text: str) -> list[Token]:
    """Split a paragraph into tokens, in linear time."""
    tokens: list[Token] = []
    opens = True
    end = 0
    for match in _TOKEN.finditer(text):
        is_word, is_host = match["word"] is not None, match["host"] is not None
        token = Token(match[0], match.start(), match.end(), is_word, is_host, opens, match.start() > end)
        if is_word or is_host or token.text[0].isalnum():
            opens = False
        elif token.text in OPENING and (token.text != '"' or token.spaced or not tokens):
            opens = True
        elif token.text in _ENDS:
            opens = not (tokens and tokens[-1].initial and token.text == ".")
        tokens.append(token)
        end = token.end
    return tokens
