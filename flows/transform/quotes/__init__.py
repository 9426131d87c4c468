"""Who said what: quotations and reported speech in Kazakh and Russian news, with their speakers.

`find_quotes` is the room's one door. Marks, dashes and cue phrases propose stretches of text (`marks`, `direct`,
`according`, `nominalised`, `subordinate`, `worded`, `anaphoric`), `arbitrate` keeps one proposal a stretch,
`coreference` says who is meant. What is known of a language is in its pack (`flows/packs/<language>/quotes.toml`).
"""

from flows.transform.quotes.engine import find_quotes

__all__ = ["find_quotes"]
