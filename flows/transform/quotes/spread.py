"""Direct speech over paragraph breaks: its opening, its introduction or its speaker stands in another paragraph."""

import re
from functools import partial
from typing import Final

from flows.transform.quotes.candidate import Candidate, propose
from flows.transform.quotes.cues import Cue
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.sources import Source, source_of_name
from flows.transform.quotes.speech import CLAUSE, LEAD_IN, NAME_WORDS, SENTENCE_WORDS, Speech, clause_end
from flows.transform.quotes.subjects import leftmost_subject, nearest_subject, subject_after
from flows.transform.quotes.words import OUTSIDE, STOPS

# A line with a speaker's name and post is no longer than this, in words; an opening waits so many paragraphs.
NAME_LINE: Final = 30
PARAGRAPHS: Final = 3
# The parts of a full name that nobody knows.
PARTS: Final = range(2, 4)
# "С.Донской:" begins a line of a transcript, whether or not the name is known.
INITIALED: Final = re.compile(r"(?:[^\W\d_]\.){1,2}[^\W\d_][\w-]+")


def attributed_after(speech: Speech) -> None:
    """Name the speaker of the paragraph before: "— деді X.", "сказано в сообщении.", "Иван Иванов, министр"."""
    passage, alone = speech.passage, speech.thread.alone
    speech.thread.alone = None
    if alone is None or passage.paragraph.position != alone.position + 1:
        return
    at = int(passage.is_dash(0))
    name = passage.name_at.get(at)
    if at < len(passage) and passage.tokens[at][0].islower():
        cue = speech.cue_at(at)
        if cue is not None and not speech.relayed(cue.lo):
            end = clause_end(passage, cue.hi)
            source = speech.speaker(at - 1, cue, end)
            _attribute(speech, alone, source, cue.lo, passage.span_text(cue.lo, cue.hi))
            speech.resume = end + 1
    elif name is not None and name.mention.type == "PER" and name.nominative and _ends_in_post(passage, name.hi):
        _attribute(speech, alone, source_of_name(name), name.lo, None)
        speech.resume = len(passage)


def _attribute(speech: Speech, alone: Candidate, source: Source | None, at: int, cue: str | None) -> None:
    place = speech.passage.starts[at]
    speech.found.append(alone._replace(source=source, cue=cue, at=place, method="direct-block", confidence=0.92))


def _ends_in_post(passage: Passage, at: int) -> bool:
    """Whether nothing but a post stands after a name that begins a line."""
    if at >= len(passage):
        return True
    sets_off = passage.words[at] in "(," or passage.is_dash(at)
    return sets_off and len(passage) <= NAME_LINE and not passage.cues and passage.words[-1] not in STOPS


def scripted(speech: Speech) -> None:
    """Read a paragraph that begins with its speaker's name and a colon, or that such a line introduces."""
    passage, thread = speech.passage, speech.thread
    if speech.found or passage.paragraph.kind == "heading":
        return
    name = passage.name_at.get(0)
    if name is not None and name.mention.type == "PER" and passage.words[name.hi : name.hi + 1] == [":"]:
        at = name.hi + 1 + passage.is_dash(name.hi + 1)
        if passage.tokens[at : at + 1] and passage.tokens[at][0].isupper():
            source = source_of_name(name)
            speech.add(at, len(passage), None, source, method="direct-script", confidence=0.8)
    elif name is None and len(passage) > 2 and passage.words[1] == ":" and INITIALED.fullmatch(passage.tokens[0]):
        text = passage.tokens[0]
        source = Source("person", 0, 1, text, text, name=text, type="PER")
        speech.add(2, len(passage), None, source, method="direct-script", confidence=0.8)
    elif (colon := _dashed_colon(passage)) is not None and (said := _announcer(speech, colon)) is not None:
        cue, source = said
        speech.add(colon + 2, len(passage), cue, source, method="direct-colon", confidence=0.85)
    elif thread.introduced and passage.paragraph.kind == "body" and _is_sentence(passage):
        add_introduced(speech, 0, len(passage))


def _dashed_colon(passage: Passage) -> int | None:
    """The first colon of a paragraph, when a dash and a sentence follow it: "X былай деді: – …"."""
    if ":" not in passage.words or not passage.dashes:
        return None
    at = passage.words.index(":")
    opens = passage.is_dash(at + 1) and passage.tokens[at + 2 : at + 3] and passage.tokens[at + 2][0].isupper()
    return at if opens and passage.inside[at] == OUTSIDE else None


def _is_sentence(passage: Passage) -> bool:
    return passage.words[-1] in STOPS and passage.count_words(0, len(passage)) >= SENTENCE_WORDS


def add_introduced(speech: Speech, lo: int, hi: int) -> bool:
    """Take words `lo` to `hi` for the speech that the paragraph before announced."""
    thread = speech.thread
    added = propose(
        speech.passage, (lo, hi), None, thread.source, kind="direct", method="direct-introduced", confidence=0.85
    )
    if added is None:
        return False
    at, text = thread.cue or (added.start, None)
    speech.found.append(added._replace(at=at, cue=text))
    return True


def leave(speech: Speech, opening: int | None) -> None:
    """Leave to the next paragraph what this one opened (at the mark at word `opening`), announced or left unsigned."""
    passage, thread = speech.passage, speech.thread
    if thread.open and (speech.found or passage.paragraph.position - thread.position >= PARAGRAPHS):
        thread.open = False
    dashed = len(passage) > 1 and passage.is_dash(0) and passage.tokens[1][0].isupper()
    if not thread.open and opening is not None:
        _open(speech, opening + 1)
    elif not thread.open and not speech.found and dashed:
        _open(speech, 1)
    thread.introduced = _introduces(speech)
    thread.lead = partial(_leads, passage)
    last = speech.found[-1] if speech.found else None
    if last is not None and last.source is None and not last.continues:
        whole = last.start <= passage.starts[0] + 2 and last.end >= passage.ends[-1] - 2
        thread.alone = last if whole else None


def _open(speech: Speech, at: int) -> None:
    """Leave what begins with word `at`, after a mark or a dash, open; within a sentence if it may be speech at all."""
    passage, thread = speech.passage, speech.thread
    if at >= len(passage):
        return
    begins = at == 1 or passage.words[at - 2] in STOPS or passage.words[at - 2] in ":–—-"
    sentence = passage.tokens[at][0].isupper() and passage.words[-1] in STOPS
    if not begins and not (sentence and passage.count_words(at, len(passage)) > NAME_WORDS):
        return
    thread.open, thread.start, thread.position = True, passage.starts[at], passage.paragraph.position
    thread.within = not begins
    # "Қарин «…": whom the sentence names before its mark.
    start = passage.sentence_of(at - 1)[0]
    thread.source = None if begins else nearest_subject(passage, max(start, at - CLAUSE), at - 1)


def _introduces(speech: Speech) -> bool:
    """Whether a paragraph announces speech: it ends in a colon after a cue, or is a speaker's name and a colon."""
    passage, thread = speech.passage, speech.thread
    last = len(passage) - 1
    if passage.words[last] != ":":
        return False
    thread.cue = None
    thread.source = _name_line(passage)
    if thread.source is not None:
        return True
    cue, source = _announcer(speech, last) or (None, None)
    if cue is None:
        return False
    thread.source = source
    thread.cue = (passage.starts[cue.lo], passage.span_text(cue.lo, cue.hi))
    return True


def _announcer(speech: Speech, colon: int) -> tuple[Cue | None, Source] | None:
    """The cue and the subject of a sentence that announces speech with the colon at a word; the name before it."""
    passage = speech.passage
    start = max(passage.sentence_of(colon)[0], colon - CLAUSE)
    cues = [cue for cue in passage.cues_between(start, colon) if "direct" in cue.form.frames]
    cues = [cue for cue in cues if cue.form.klass != "order" and colon - cue.hi <= LEAD_IN]
    if not cues:
        name = passage.name_before.get(colon)
        person = name is not None and name.mention.type == "PER" and name.nominative
        return (None, source_of_name(name)) if name is not None and person else None
    cue = cues[-1]
    source = nearest_subject(passage, start, cue.lo, cue.form.feature) or subject_after(passage, cue.hi, colon)
    return (cue, source) if source is not None and not speech.relayed(cue.lo) else None


def _leads(passage: Passage) -> Source | None:
    """Who a paragraph says will speak: it ends in a colon ("… деген сауалға Әшімбаев жымиып:") or a verb of speech."""
    last = len(passage) - 1
    if passage.words[last] == ":":
        return nearest_subject(passage, max(passage.sentence_of(last)[0], last - CLAUSE), last)
    cues = passage.cues_between(last - LEAD_IN, last + 1) if passage.pack.head_final else []
    if not cues or cues[-1].hi < last or passage.inside[cues[-1].lo] != OUTSIDE:
        return None
    start = passage.after_connectives(max(passage.sentence_of(last)[0], last - CLAUSE), cues[-1].lo)
    return leftmost_subject(passage, start, cues[-1].lo)


def _ends_line_in_post(passage: Passage, lo: int, last: int) -> bool:
    """Whether the words `lo` to `last` tell of a post, as far as a parenthesis."""
    end = passage.words.index("(", lo, last) if "(" in passage.words[lo:last] else last
    nouns = (passage.pack.morphology.noun(passage.words[at]) for at in range(lo, end))
    return any(noun is not None and noun.kind == "person" and "nominative" in noun.cases for noun in nouns)


def _name_line(passage: Passage) -> Source | None:
    """The speaker of a line like "Аида Балаева, мәдениет министрі:", in capitals or not."""
    last = len(passage) - 1
    name = passage.name_at.get(0)
    if len(passage) > NAME_LINE or passage.cues:
        return None
    if name is not None and name.mention.type == "PER" and (name.hi == last or passage.words[name.hi] == ","):
        return source_of_name(name)
    comma = passage.words.index(",") if "," in passage.words[:LEAD_IN] else last
    if _ends_line_in_post(passage, comma if name is None else name.hi, last):
        # "Талғат Жаңбаев кеден бекетінің жетекшісі:", "Орынбасар Еркебұлан, БИЛ президенті (Тараз):"
        if name is not None and name.mention.type == "PER":
            return source_of_name(name)
        names = passage.tokens[:comma]
        if name is None and len(names) in PARTS and all(map(str.istitle, names)):
            text = passage.span_text(0, comma)
            return Source("person", 0, comma, text, text, name=text, type="PER")
    if comma < 2 or not passage.paragraph.text.isupper():
        return None
    text = passage.span_text(0, comma)
    return Source("person", 0, comma, text, text.title(), name=text.title(), type="PER")
