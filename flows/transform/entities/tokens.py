"""Tokens: words with what their letters' case says, and punctuation marks, each with its offsets."""

import re
from typing import Final, NamedTuple

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


class Token(NamedTuple):
    """One token of a paragraph.

    `start` and `end` are offsets into the paragraph's text, `lower` is the text in lower case, `capital` says that
    it is a word whose first letter is a capital. `opens` says that a sentence, a quotation or a list item may begin
    with it, so that its capital proves nothing; `spaced` that white space stands before it.
    """

    text: str
    start: int
    end: int
    lower: str
    is_word: bool
    is_host: bool
    capital: bool
    opens: bool
    spaced: bool

    @property
    def acronym(self) -> bool:
        """Whether it is a word of two or more capitals (before the hyphen that a case ending may follow)."""
        if not self.capital:
            return False
        stem = self.text.split("-", 1)[0]
        return len(stem) > 1 and stem.isupper()

    @property
    def initial(self) -> bool:
        """Whether it is one capital letter, as an initial is before its full stop."""
        return self.capital and len(self.text) == 1


def tokenize(text: str) -> list[Token]:
    """Split a paragraph into tokens, in linear time."""
    tokens: list[Token] = []
    opens = True
    end = 0
    for match in _TOKEN.finditer(text):
        word, kind = match[0], match.lastgroup
        start = match.start()
        is_word = kind == "word"
        capital = is_word and word[0].isupper()
        token = Token(word, start, match.end(), word.lower(), is_word, kind == "host", capital, opens, start > end)
        if kind is not None or word[0].isalnum():
            opens = False
        elif word in OPENING and (word != '"' or token.spaced or not tokens):
            opens = True
        elif word in _ENDS:
            opens = not (tokens and tokens[-1].initial and word == ".")
        tokens.append(token)
        end = token.end
    return tokens
