"""The closed vocabularies of the tables: every code a column may hold, and what it means.

Sets that only list names are tuples; those a reader must be able to look up (flags, reject reasons) are mappings
from the code to one sentence, from which the README's lists are generated.
"""

from typing import Final

ARTICLE_LANGUAGES: Final = ("kk", "ru", "mixed", "other")
TEXT_LANGUAGES: Final = ("kk", "ru", "other")
SCRIPTS: Final = ("Cyrl", "Latn", "Arab")
PARAGRAPH_KINDS: Final = ("title", "body", "list_item", "heading", "caption", "byline", "chrome")
QUOTE_TYPES: Final = ("direct", "indirect", "mixed")
ENTITY_TYPES: Final = ("PER", "ORG", "LOC")
LINK_KINDS: Final = ("translation", "near_duplicate", "contains")
STAGES: Final = ("plan", "extract", "transform", "validate")

FLAGS: Final[dict[str, str]] = {
    "encoding_repaired": "Bytes that are not valid in the text's encoding were replaced by U+FFFD.",
    "encoding_guessed": "The encoding was declared nowhere; it was told by the letters that its bytes make.",
    "mojibake_repaired": "The text was garbled by a wrong decoding long ago; the exact way back was found and taken.",
    "mojibake": "The text is garbled by a wrong decoding, and letters were lost: it is stored as it is.",
    "homoglyphs": "Latin or other look-alikes stand for Cyrillic letters; the text keeps them.",
    "truncated": "The compressed file breaks off or is damaged; what could be unpacked was kept.",
    "trailing_data": "Something that is no compressed data follows the compressed file; it was left out.",
    "whole_page": "The article's place on the page could not be told, so all visible text of the page was taken.",
    "title_conflict": "The page declares another title than its headline; the declared one was kept.",
    "controls_removed": "Control characters were removed.",
    "invisibles_removed": "Invisible characters (zero-width, soft hyphens, direction marks) were removed.",
    "date_invalid": "A date was written that no calendar has; `published` does not come from it.",
    "date_out_of_range": "A date lies before 1900 or after 2100; `published` does not come from it.",
    "date_conflict": "Dates declared beside the text or written in it differ; the first declared was kept.",
    "no_content": "Nothing but page furniture was left of the article.",
    "unsupported_language": "Neither Kazakh nor Russian: stored, but no quotes or names are looked for.",
    "unsupported_script": "Kazakh in Latin or Arabic script: stored, but no quotes or names are looked for.",
}

QUOTE_REJECTIONS: Final[dict[str, str]] = {
    "name": "A few words in marks with no cue beside them: a name, a title, a term, a scare quote.",
    "no_cue": "A longer stretch in marks with no cue beside it: a headline, a slogan, a text nobody is said to say.",
    "relay": "An outlet passes a report on; what it says of itself is no quote.",
    "negated": "The cue is negated: it tells that somebody did not say so.",
    "no_clause": "A cue by which no words stand that were said: a topic, or an act.",
    "impersonal": "The cue names nobody, and the text does not tell whose words they are.",
    "overlap": "Another proposal for the same words is more reliable.",
}

REJECT_REASONS: Final[dict[str, str]] = {
    "unreadable": "The file could not be read. Check its permissions and that it is still there.",
    "empty": "The file holds no visible text. Nothing to do, or fetch it again.",
    "binary": "The bytes are no text (an image, a PDF, a program …) whatever the name says. Convert it to text first.",
    "unsupported_format": "No reader for this kind of file. Convert it to plain text in UTF-8.",
    "unknown_encoding": "The text's encoding could not be told. Convert it to UTF-8.",
    "too_large": "The document is larger than the limit. Split it, or raise `--max-document-mb`.",
    "over_compressed": "It unpacks to too many times its size. Unpack it yourself, or raise `--max-ratio`.",
    "too_nested": "Compressed inside compressed inside compressed. Unpack it first.",
    "too_many_paragraphs": "The document has more lines than the limit. Split it, or raise `--max-paragraphs`.",
    "truncated": "The file or a record breaks off or is damaged here; what stands before was read. Fetch it again.",
    "invalid_record": "The line or row holds no text under a known name; the detail says what. Mend or drop it.",
    "not_a_page": "An archived record that is no page that was served: an error, a redirect, a picture. Nothing to do.",
    "page_timeout": "Reading the page took longer than the limit. Raise `--page-seconds`, or save it as plain text.",
    "page_crashed": "Reading the page ended the process that did it. Save it as plain text, and please report it.",
    "outside_input": "A link that leads out of the input folder is not followed. Copy the file in, or name it.",
    "invalid_row": "What was made of it broke the schema; the detail names column and check. Please report it.",
    "failed": "The document made a stage fail; the detail names the error. Please report it.",
}
