"""Reported speech that follows its verb or stands before it as a clause by itself.

"X отметил, что […]", "подчеркнул [важность …]", "[…], сообщили в компании", "обвинил X в «…»".
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from flows.transform.quotes.according import as_word
from flows.transform.quotes.candidate import Candidate, propose, reported_type
from flows.transform.quotes.clause import Sentence
from flows.transform.quotes.complement import COMPLEMENT, clause_comma, of_the_fact
from flows.transform.quotes.cues import Cue
from flows.transform.quotes.oblique import described_before, document_source, quoted_source
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.sources import Source
from flows.transform.quotes.speech import NAME_WORDS, count_words
from flows.transform.quotes.subjects import first_subject, nearest_subject, subject_after
from flows.transform.quotes.words import OUTSIDE, QUOTE_MARKS

NOUN_REACH = 3
TAIL = 30
MIN_WORDS = 3
MIN_SAID = 2
# Forms that nobody uses without a subject of whom he has spoken just before.
NEED_SUBJECT = frozenset({"plural", "singular", "neuter", "participle"})
ACCUSATION = 15
ACCUSED = 3
# Among how many first words of what is called so one stands in the instrumental.
CALLED = 5
NEAR = 12
# How far from a cue its colon stands.
COLON = 5


def subordinate(sentence: Sentence) -> Iterator[Candidate]:
    """Find the clauses that a sentence's cues report."""
    seen = False
    for cue in sentence.cues:
        if cue.form.feature == "comparison":
            continue
        for rule in (_that, _colon, _noun, _accusation, _called, _infinitive, _inverted, _after):
            found = rule(sentence, cue)
            if found is None:
                continue
            span, source, method, confidence = found
            if source is None and not seen:
                source = _first_subject(sentence, cue)
                if source is None and _unsaid(sentence, cue):
                    break
            if source is None:
                confidence = 0.8 if seen else 0.6
            kind = "mixed" if method in {"accusation", "called"} else reported_type(sentence.passage, *span)
            candidate = propose(
                sentence.passage,
                span,
                cue,
                source,
                kind=kind,
                method=method,
                confidence=confidence,
                continues=source is None and seen,
            )
            if candidate is not None:
                yield candidate
                seen = True
            break


def closing(found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Of a sentence's clauses yield the one that a person at its end says: "[Москва считает, что …], заявил X"."""
    for one in found:
        people = one.source is not None and one.source.kind in {"person", "post"}
        if people and one.method == "parenthetical" and one.end < one.at:
            yield one


def _first_subject(sentence: Sentence, cue: Cue) -> Source | None:
    """The subject of the sentence's first cue: "X рассказал о …, отметив, что …"; of the verb a converb goes with."""
    passage, first = sentence.passage, sentence.cues[0]
    source = None
    if first is not cue:
        source = nearest_subject(passage, sentence.lo, first.lo, first.form.feature)
        source = source or subject_after(passage, first.hi, cue.lo, first.form.feature)
    if source is None and cue.form.feature == "converb":
        source = first_subject(passage, sentence.start, cue.lo)
    return source


def _unsaid(sentence: Sentence, cue: Cue) -> bool:
    """Whether a cue without a source is unsaid: "говорят, что", "многое говорит", "анализ показал, что"."""
    if cue.form.klass in {"think", "passive"} or cue.form.feature in NEED_SUBJECT:
        return True
    passage, at = sentence.passage, cue.lo - 1
    while at > sentence.lo and passage.pack.morphology.adverb(passage.words[at]):
        at -= 1
    return at >= sentence.lo and passage.pack.morphology.thing(passage.words[at])


Found = tuple[tuple[int, int], Source | None, str, float]


def source_of(sentence: Sentence, cue: Cue, hi: int) -> Source | None:
    """Find the subject of a cue in the middle of a sentence: after it when it opens its clause, else before it."""
    passage = sentence.passage
    if "document" in cue.form.frames:
        return _document(sentence, cue, hi)
    feature = cue.form.feature
    if feature == "participle" and passage.words[cue.lo - 1] == ",":
        return described_before(passage, sentence.lo, cue.lo - 1)
    opens = (
        cue.lo <= sentence.start
        or passage.words[cue.lo - 1] == ","
        or passage.words[cue.lo - 1] in passage.pack.conjunctions
    )
    after = subject_after(passage, cue.hi, hi, feature)
    joined = sentence.before(cue)
    if opens and after is not None and after.kind == "body" and after.lo > cue.hi and joined is None:
        # "Перепёлкин, которому …, оповестил всех партнёров WFC": the body stands in an object.
        before = nearest_subject(passage, sentence.lo, cue.lo, feature)
        return before if before is not None and before.kind in {"person", "pronoun", "post"} else after
    if opens and after is not None:
        return after
    if feature == "converb" or (joined is not None and (opens or _goes_on(passage, cue.lo))):
        return None
    lo = joined.hi if joined is not None else sentence.lo
    return nearest_subject(passage, lo, _before_parenthesis(passage, lo, cue.lo), feature) or after


def _before_parenthesis(passage: Passage, lo: int, at: int) -> int:
    """Where a verb's clause breaks off for a parenthesis right before it: "полиция|, по данным газеты, отметила"."""
    if at <= lo or passage.words[at - 1] != ",":
        return at
    place = bisect_left(passage.according, (at,)) - 1
    begin = passage.according[place][0] if place >= 0 else 0
    parted = lo < begin - 1 and at - begin <= NEAR and passage.words[begin - 1] == ","
    return begin - 1 if parted else at


def _goes_on(passage: Passage, at: int) -> bool:
    """Whether nothing but "но", "а также" parts a verb from the comma before it."""
    while passage.words[at - 1] in passage.pack.bridges and passage.words[at - 1] not in passage.pack.pronouns:
        at -= 1
    return passage.words[at - 1] == ","


def _document(sentence: Sentence, cue: Cue, hi: int) -> Source | None:
    return document_source(sentence.passage, [(cue.hi, hi), (max(sentence.lo, cue.lo - ACCUSATION), cue.lo)])


def _that(sentence: Sentence, cue: Cue) -> Found | None:
    passage = sentence.passage
    spoken = not cue.form.frames.isdisjoint(("that", "object"))
    if not spoken or as_word(passage, cue, sentence.start) is not None:
        return None
    at = clause_comma(sentence, cue)
    if at is None or ("that" not in cue.form.frames and passage.pack.objects.isdisjoint(passage.words[cue.hi : at])):
        return None
    source = source_of(sentence, cue, at)
    if passage.words[cue.lo - 1] == "," and source is not None and passage.is_outlet(source.lo) and source.lo > cue.lo:
        # "…, пишет NEWSru.com, что"
        return None
    if of_the_fact(passage, cue, at, source) or ("document" in cue.form.frames and source is None):
        return None
    return (at + 2, sentence.before_colon(at + 2, sentence.cut(at + 2))), source, "that-clause", 0.94


def _colon(sentence: Sentence, cue: Cue) -> Found | None:
    """A sentence after its verb and a colon: "Оппозиционеры уверены: власти ожидают новых акций"."""
    passage = sentence.passage
    if "that" not in cue.form.frames or passage.pack.head_final or not sentence.finite(cue):
        return None
    stop = min(sentence.hi - MIN_WORDS, cue.hi + COLON)
    at = next((index for index in range(cue.hi, stop) if not passage.words[index][0].isalpha()), stop)
    if at >= stop or passage.words[at] != ":" or passage.inside[at + 1] != OUTSIDE:
        return None
    if passage.words[at + 1] in QUOTE_MARKS or passage.is_dash(at + 1):
        return None
    source = source_of(sentence, cue, at)
    return ((at + 1, sentence.cut(at + 1)), source, "colon", 0.8) if source is not None else None


def _inverted(sentence: Sentence, cue: Cue) -> Found | None:
    """A clause before its verb: "О том, что […], заявил X", "О том, что […], X заявил вчера"."""
    passage, pack = sentence.passage, sentence.passage.pack
    if pack.head_final or "that" not in cue.form.frames:
        return None
    at = sentence.start
    if at + 4 >= cue.lo or passage.words[at + 1] not in pack.correlatives or passage.words[at + 2] != ",":
        return None
    if passage.words[at + 3] not in pack.complementisers:
        return None
    comma = next((back for back in range(cue.lo - 1, max(at + 4, cue.lo - NEAR), -1) if passage.words[back] == ","), 0)
    following = passage.words[comma + 1 : cue.lo]
    if not comma or not pack.relatives.isdisjoint(following) or any(map(pack.morphology.verb, following)):
        return None
    source = nearest_subject(passage, comma + 1, cue.lo, cue.form.feature) if following else None
    source = source or subject_after(passage, cue.hi, sentence.hi, cue.form.feature)
    return ((at + 4, comma), source, "inverted", 0.88) if source is not None else None


def _noun(sentence: Sentence, cue: Cue) -> Found | None:
    passage, pack = sentence.passage, sentence.passage.pack
    if "noun" not in cue.form.frames:
        return None
    for at in range(cue.hi, min(sentence.hi, cue.hi + NOUN_REACH)):
        if passage.words[at] in pack.nouns_of_need:
            source = source_of(sentence, cue, cue.hi)
            return (cue.hi, _noun_end(passage, at + 1, sentence.cut(at + 1))), source, "nominal", 0.88
        if not passage.words[at][0].isalpha() or not pack.morphology.modifies(passage.words[at]):
            return None
    return None


def _noun_end(passage: Passage, lo: int, hi: int) -> int:
    """Where a noun phrase ends: before a further verb of its sentence, "важность вакцинации | и призвала"."""
    for at in range(lo, min(hi - 1, lo + COMPLEMENT)):
        if passage.words[at] == ",":
            break
        if passage.words[at] in passage.pack.conjunctions and passage.pack.morphology.verb(passage.words[at + 1]):
            return at
    return hi


def _accusation(sentence: Sentence, cue: Cue) -> Found | None:
    passage = sentence.passage
    if "accuse" not in cue.form.frames:
        return None
    for at in range(cue.hi, min(sentence.hi, cue.hi + ACCUSATION)):
        region = passage.inside[at]
        if region == OUTSIDE or passage.words[at - 1] not in QUOTE_MARKS:
            continue
        end = passage.word_at(passage.marks.outer[region].end)
        # "обвинил X в | «…»", "обвинил X в | нежелании «…»"
        near = range(at - 2, max(cue.hi, at - 1 - ACCUSED) - 1, -1)
        place = next((index for index in near if passage.words[index] in passage.pack.places), None)
        if place is None or (place < at - 2 and count_words(passage, at, end) <= NAME_WORDS):
            return None
        span = (at, end) if place == at - 2 else (place + 1, end + 1)
        return span, source_of(sentence, cue, cue.hi), "accusation", 0.85
    return None


def _infinitive(sentence: Sentence, cue: Cue) -> Found | None:
    """What somebody promises to do: "пообещал [начать переговоры о мире]"."""
    passage, morphology = sentence.passage, sentence.passage.pack.morphology
    if "infinitive" not in cue.form.frames or not sentence.finite(cue):
        return None
    for at in range(cue.hi, min(sentence.hi - 1, cue.hi + NOUN_REACH)):
        negated = passage.words[at] in passage.pack.negations
        if morphology.infinitive(passage.words[at + negated]):
            source = source_of(sentence, cue, at)
            return ((at, _before_but(sentence, at)), source, "infinitive", 0.75) if source is not None else None
        if not passage.words[at][0].isalpha() or morphology.verb(passage.words[at]):
            return None
    return None


def _before_but(sentence: Sentence, lo: int) -> int:
    """Where what is promised from word `lo` on ends: before ", но …", ", однако …", "| и скрылся"."""
    pack, words, hi = sentence.passage.pack, sentence.passage.words, sentence.cut(lo + 1)
    alone = True
    for at in range(lo, min(hi - 1, lo + TAIL)):
        if words[at] == ",":
            if words[at + 1] in pack.bridges:
                return at
            # A verb of a clause within: "сделать все, чтобы завод работал и | рос".
            alone = False
        if alone and words[at] in pack.conjunctions:
            verb = at + 1 + pack.morphology.adverb(words[at + 1])
            if verb < hi and pack.morphology.verb(words[verb]):
                return at
    return hi


def _called(sentence: Sentence, cue: Cue) -> Found | None:
    """What somebody calls something, in words of his own: "назвал [встречу «хорошей» и «откровенной»]"."""
    passage = sentence.passage
    if "called" not in cue.form.frames or passage.pack.head_final:
        return None
    stop = min(sentence.hi, cue.hi + ACCUSATION)
    at = next((index for index in range(cue.hi, stop) if not passage.words[index][0].isalnum()), stop)
    marked = at + 1 < stop and passage.words[at] in QUOTE_MARKS and passage.inside[at + 1] != OUTSIDE
    if not marked or not passage.tokens[at + 1][0].islower():
        return None
    end = _last_marked(passage, at + 1, sentence.hi)
    if passage.words[at - 1] not in passage.pack.as_words and not _instrumental(passage, at + 1, end):
        # "назвал магазин «у дома»": its name, not what it is called.
        return None
    source = nearest_subject(passage, sentence.lo, cue.lo, cue.form.feature)
    lo = cue.hi
    if source is None and (after := subject_after(passage, cue.hi, at, cue.form.feature)) is not None:
        source, lo = after, after.hi
    if source is None and sentence.before(cue) is None:
        return None
    many = source is not None and source.agreement == "plural" and cue.form.klass != "think"
    if many and passage.pack.morphology.present(passage.words[cue.lo]):
        # "Ученые называют такие звезды «красными карликами»": a term.
        return None
    return (lo, end), source, "called", 0.85


def _instrumental(passage: Passage, lo: int, hi: int) -> bool:
    """Whether marked words tell early what somebody is called: "не самым удачным", not "с сюрпризом"."""
    morphology = passage.pack.morphology
    for at in range(lo, min(hi, lo + CALLED)):
        if not passage.words[at][0].isalnum():
            return False
        if morphology.instrumental(passage.words[at]):
            return at == lo or not morphology.preposition(passage.words[at - 1])
    return False


def _last_marked(passage: Passage, at: int, hi: int) -> int:
    """The word after the last of the marked stretches that a conjunction or a comma joins, the first at a word."""
    while True:
        end = passage.word_at(passage.marks.outer[passage.inside[at]].end) + 1
        joins = end + 2 < hi and (passage.words[end] in passage.pack.conjunctions or passage.words[end] == ",")
        if not joins or passage.words[end + 1] not in QUOTE_MARKS or passage.inside[end + 2] == OUTSIDE:
            return end
        at = end + 2


def _after(sentence: Sentence, cue: Cue) -> Found | None:
    passage = sentence.passage
    if "after" not in cue.form.frames or passage.pack.head_final or not sentence.finite(cue):
        return None
    if cue.lo - sentence.start < 2 or passage.words[cue.lo - 1] != "," or sentence.all_marked(sentence.start, cue.lo):
        return None
    source = _document(sentence, cue, sentence.hi) if "document" in cue.form.frames else None
    if cue.form.klass == "quote":
        # "ЕС должен действовать, процитировали | её | участники"
        source = quoted_source(passage, cue.hi, sentence.hi)
    source = source or subject_after(passage, cue.hi, sentence.hi, cue.form.feature)
    if source is None or source.lo - cue.hi > NEAR or "," in passage.words[cue.hi : source.lo]:
        return None
    span = sentence.around(cue.lo - 1, _comma(sentence, source.hi))
    if sentence.hi - cue.hi > TAIL and span[0] < cue.lo:
        return None
    words = sum(word[0].isalnum() for word in passage.words[span[0] : min(span[1], span[0] + MIN_WORDS)])
    return (span, source, "parenthetical", 0.87) if words >= MIN_SAID else None


def _comma(sentence: Sentence, lo: int) -> int:
    """Where a parenthesis ends: at the comma after its subject and what describes it, or with the sentence."""
    passage, words = sentence.passage, sentence.passage.words
    commas = [at for at in range(lo, min(sentence.hi, lo + TAIL)) if words[at] == ","]
    if not commas or commas[0] >= lo + NEAR:
        return sentence.hi
    following = words[commas[0] + 1 : commas[0] + 3]
    described = any(word in passage.pack.which or passage.pack.morphology.participle(word) for word in following)
    if not described:
        return commas[0]
    # "писал Колесников|, позже покинувший Россию|"
    return commas[1] if len(commas) > 1 else sentence.hi
