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
    "mojibake_repaired": "The text, or lines of it, was garbled by a wrong decoding; the exact way back was taken.",
    "mojibake": "The text is garbled by a wrong decoding, and letters were lost: it is stored as it is.",
    "homoglyphs": "Latin or other look-alikes stand for Cyrillic letters; the text keeps them.",
    "truncated": "The compressed file breaks off or is damaged; what could be unpacked was kept.",
    "trailing_data": "Something that is no compressed data follows the compressed file; it was left out.",
    "whole_page": "The article's place on the page could not be told, so all visible text of the page was taken.",
    "title_conflict": "Titles that the page declares, or declares and shows, differ; the first declared was kept.",
    "author_conflict": "Writers that the page declares in several places differ; the first was kept.",
    "outlet_conflict": "Names of its site that the page declares in several places differ; the first was kept.",
    "url_conflict": "Addresses that the page declares for itself differ in their paths; the first was kept.",
    "language_conflict": "The record declares another language than its text is in; the text's own was kept.",
    "controls_removed": "Control characters were removed.",
    "invisibles_removed": "Invisible characters (zero-width, soft hyphens, direction marks) were removed.",
    "date_invalid": "A date was written that no calendar has; `published` does not come from it.",
    "date_out_of_range": "A date lies before 1900 or after 2100; `published` does not come from it.",
    "date_conflict": "Dates declared beside the text or written in it differ; the first declared was kept.",
    "no_content": "Nothing but page furniture was left of the article.",
    "unsupported_language": "Neither Kazakh nor Russian: stored, but no quotes or names are looked for.",
    "unsupported_script": "Kazakh in Latin or Arabic script: stored, but no quotes or names are looked for.",
}

QUOTE_METHODS: Final[dict[str, str]] = {
    "direct-marked": "Words in quotation marks with a cue beside them.",
    "direct-unmarked": "Words without marks, closed by a comma, a dash and a cue, or going on after one.",
    "direct-colon": "Words in marks after a colon.",
    "direct-signed": "A sentence in marks, a dash and its speaker's name.",
    "direct-block": "A paragraph of speech whose speaker is named in the next.",
    "direct-script": "A paragraph that begins with its speaker's name and a colon.",
    "direct-introduced": "Words that the paragraph before announces.",
    "direct-spread": "Speech that runs over several paragraphs.",
    "direct-alone": "A sentence in marks without a cue: the speaker before goes on.",
    "that-clause": "A clause after its verb: отметил, что […].",
    "colon": "A clause after its verb and a colon.",
    "inverted": "A clause before its verb: О том, что […], заявил X.",
    "nominal": "A noun of need or importance after its verb: подчеркнул [важность …].",
    "parenthetical": "A clause with its verb after a comma: […], сообщили в компании.",
    "accusation": "Words in marks that somebody is accused of.",
    "called": "What somebody calls something, in marks: назвал [встречу «хорошей»].",
    "infinitive": "What somebody promises to do: пообещал [начать переговоры].",
    "nominalised": "A clause made a noun before its verb: […екенін] атап өтті.",
    "quotative": "A clause before a complementiser: […] деп есептейді.",
    "worded": "A clause before a noun for words: […] деген комиссияның қорытындысы.",
    "according-to": "A phrase that says whose words a sentence gives: X-ның айтуынша, по словам X.",
    "as-said": "A clause of manner that says so: Как заявил X, […].",
    "anaphoric": "A sentence of its own after the words: […]. Бұл туралы X айтты.",
}

CUE_CLASSES: Final[dict[str, str]] = {
    "say": "tells that words were said, and no more",
    "claim": "asserts, stresses or admits",
    "promise": "promises or assures",
    "deny": "denies or refutes",
    "think": "holds an opinion, hopes or expects",
    "ask": "asks",
    "order": "demands, urges or proposes",
    "write": "writes or publishes",
    "exclaim": "exclaims, jokes, whispers: counts beside marks only",
    "accuse": "accuses of, calls, blames for",
    "quote": "quotes somebody else",
    "passive": "names nobody: атап өтілді, сообщалось",
    "according-to": "a phrase instead of a verb: айтуынша, по словам",
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
    "truncated": "The file or a record breaks off or is damaged here; what else can be read is. Fetch it again.",
    "invalid_record": "The line or row holds no text under a known name; the detail says what. Mend or drop it.",
    "not_a_page": "An archived record that is no page that was served: an error, a redirect, a picture. Nothing to do.",
    "page_timeout": "Reading the page took longer than the limit. Raise `--page-seconds`, or save it as plain text.",
    "page_crashed": "Reading the page ended the process that did it. Save it as plain text, and please report it.",
    "outside_input": "A link that leads out of the input folder is not followed. Copy the file in, or name it.",
    "invalid_row": "What was made of it broke the schema; the detail names column and check. Please report it.",
    "failed": "The document made a stage fail; the detail names the error. Please report it.",
}
