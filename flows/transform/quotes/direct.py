"""Direct speech: words that marks, a dash or a whole paragraph set off, with a cue beside them.

What counts is the cue, not the mark: a good part of direct speech in the news has no marks at all, and most marks
enclose names. The rules are in `dashed`, `marked` and `spread`; this module says in what order they read.
"""

from flows.transform.quotes.candidate import Candidate
from flows.transform.quotes.dashed import Dashes
from flows.transform.quotes.marked import marked_stretches
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.speech import Speech, Thread, clause_end
from flows.transform.quotes.spread import attributed_after, leave, scripted


def direct_speech(passage: Passage, relays: list[tuple[int, int]], thread: Thread) -> list[Candidate]:
    """Find the direct speech of a paragraph; `thread` is left as the next paragraph needs it."""
    speech = Speech(passage, relays, thread)
    attributed_after(speech)
    dashes = Dashes(speech)
    dashes.read()
    marked_stretches(speech)
    scripted(speech)
    if thread.open and passage.marks.unopened and not speech.found:
        close = passage.word_at(passage.marks.unopened[0])
        cue = speech.cue_at(close + 1 + (passage.words[close + 1 : close + 2] == [","]))
        source = speech.speaker(close, cue, clause_end(passage, cue.hi)) if cue is not None else None
        dashes.from_thread(close - 1, cue, source)
    leave(speech, dashes.open_mark())
    return speech.found
