"""Who a cue points at, as written: a name, a pronoun, a post, a group, a body or a document beside it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from flows.transform.quotes.morphology import Noun
from flows.transform.quotes.names import Name
from flows.transform.quotes.passage import Passage
from flows.transform.quotes.phrases import group_start, own_words
from flows.transform.quotes.words import CLAUSE_PUNCTUATION, OUTSIDE, QUOTE_MARKS

# How far from a cue its source is looked for, in words.
REACH: Final = 40
COORDINATION: Final = 8
COMPLEMENTS: Final = 8
NAME: Final = 4
COUNTED: Final = 4
# The case of a hit that is counted: as it stands it is a subject.
QUANTIFIED: Final = "quantified"
# The case of a hit that is named in whichever case it stands.
OBLIQUE: Final = "oblique"
# The case of a hit that an outlet quotes: any but the nominative.
QUOTED: Final = "quoted"
DECLINED: Final = frozenset({"genitive", "locative", QUOTED})
TITLE: Final = 25


class Source(NamedTuple):
    """A source as written. `kind` is person, pronoun, post, group, body or document.

    `name` is a mention's; `phrase` the noun phrase in the nominative; `lemma` its head; `agreement` what the form
    says of number and gender (masculine, feminine, neuter, plural, singular or empty); `lo` its first word, `hi` the
    one after its last.
    """

    kind: str
    lo: int
    hi: int
    text: str
    phrase: str
    lemma: str = ""
    name: str | None = None
    type: str | None = None
    role: str | None = None
    agreement: str = ""


class Hit(NamedTuple):
    """A word or a name that can be a source's head."""

    lo: int
    hi: int
    name: Name | None = None
    noun: Noun | None = None
    pronoun: str | None = None
    case: str = ""

    @property
    def is_person(self) -> bool:
        """Whether it is a person's name."""
        return self.name is not None and self.name.mention.type == "PER"


def hits(passage: Passage, lo: int, hi: int, case: str, inside: int) -> Iterator[Hit]:
    """Yield what can head a source in the case given, among the words that share the cue's quotation marks."""
    pack, free = passage.pack, 0
    words, names, insides, noun_of = passage.words, passage.name_at, passage.inside, passage.pack.morphology.noun
    counts = case == "nominative" and bool(pack.quantifiers)
    for at in passage.heads(max(lo, 0), hi):
        name = names.get(at)
        if at < free or (insides[at] != inside and not _is_marked(passage, name, inside)):
            continue
        if name is not None and name.hi <= hi and name.mention.type in {"PER", "ORG"} and not _common(passage, name):
            if _in_case(passage, name, case):
                yield Hit(name.lo, name.hi, name=name, case=case)
            free = name.hi
            continue
        word = words[at]
        if counts and (pack.counts(word) or word in pack.partitives):
            counted = _counted(passage, at, hi) if pack.counts(word) else _one_of(passage, at, hi) or _some(passage, at)
            if counted is not None:
                yield counted
                free = counted.hi
                continue
        pronoun = pack.pronouns.get(word)
        if word in pack.reflexives and at > lo and pack.morphology.owner(words[at - 1]) is not None:
            yield from _emphasised(passage, at)
        elif pronoun is not None and pronoun[0] == case:
            yield Hit(at, at + 1, pronoun=pronoun[1], case=case)
        else:
            noun = noun_of(word)
            if noun is None or case not in noun.cases:
                continue
            following = words[at + 1] if at + 1 < len(words) and at + 1 not in names else ""
            if not pack.morphology.attributes(word, following):
                yield Hit(at, at + 1, noun=noun, case=case)


def _is_marked(passage: Passage, name: Name | None, inside: int) -> bool:
    """Whether a body's name is all that stands between two marks, which stand where the cue does: "«Аэрофлот»"."""
    if name is None or name.mention.type != "ORG" or passage.pack.head_final or passage.inside[name.lo] == OUTSIDE:
        return False
    marked = passage.marks.outer[passage.inside[name.lo]]
    return inside == OUTSIDE and (marked.start, marked.end) == (name.mention.start, name.mention.end)


def _emphasised(passage: Passage, at: int) -> Iterator[Hit]:
    """Who says something himself: "депутаттардың | өзі", "Тоқаевтың | өзі"."""
    name = passage.name_before.get(at)
    if name is not None and name.mention.type in {"PER", "ORG"}:
        yield Hit(name.lo, name.hi, name=name)
        return
    noun = passage.pack.morphology.noun(passage.words[at - 1])
    if noun is not None and noun.kind == "person" and "genitive" in noun.cases:
        yield Hit(at - 1, at, noun=noun, case="genitive")


def _common(passage: Passage, name: Name) -> bool:
    """Whether a name is a common noun that means many, "украинские | СМИ", or begins with one: "| СМИ Беларуси"."""
    noun = passage.pack.morphology.noun(passage.words[name.lo])
    alone = name.hi == name.lo + 1 or passage.tokens[name.lo].isupper()
    return noun is not None and noun.kind == "collective" and alone


def _counted(passage: Passage, at: int, hi: int) -> Hit | None:
    """People who are counted: "несколько избирателей", "двое очевидцев"."""
    for index in range(at + 1, min(hi, at + COUNTED)):
        noun = passage.pack.morphology.noun(passage.words[index]) if index not in passage.name_at else None
        if noun is not None and noun.kind == "person" and "genitive" in noun.cases:
            counted = Noun(noun.lemma, noun.kind, plural=True, cases=frozenset(("nominative",)))
            return Hit(at, index + 1, noun=counted, case=QUANTIFIED)
        if not passage.pack.morphology.depends(passage.words[index]):
            return None
    return None


def _some(passage: Passage, at: int) -> Hit | None:
    """Some of many, who are all that is said of them: "| некоторые считают"."""
    following = passage.words[at + 1 : at + 2]
    verb = bool(following) and (
        passage.pack.morphology.verb(following[0]) or passage.pack.morphology.adverb(following[0])
    )
    if passage.words[at] not in passage.pack.some or not verb:
        return None
    some = Noun(passage.words[at], "person", plural=True, cases=frozenset(("nominative",)))
    return Hit(at, at + 1, noun=some, case="nominative")


def _one_of(passage: Passage, at: int, hi: int) -> Hit | None:
    """Somebody of a group, unnamed: "один | из ректоров", "одна из опрошенных нами участниц"."""
    pack = passage.pack
    if passage.words[at + 1 : at + 2] == [] or passage.words[at + 1] not in pack.among:
        return None
    for index in range(at + 2, min(hi, at + 2 + COUNTED)):
        noun = pack.morphology.noun(passage.words[index]) if index not in passage.name_at else None
        if noun is not None and noun.kind in {"person", "body"} and noun.plural and "genitive" in noun.cases:
            gender = pack.morphology.noun_gender(passage.words[at])
            some = Noun(noun.lemma, "collective", plural=False, cases=frozenset(("nominative",)), gender=gender)
            return Hit(at, index + 1, noun=some, case="nominative")
    return None


def _in_case(passage: Passage, name: Name, case: str) -> bool:
    if case == "nominative":
        return name.nominative
    if case == "genitive":
        return True
    return passage.pack.morphology.locative(passage.words[name.hi - 1])


def extended(passage: Passage, hit: Hit, limit: int, case: str) -> Hit:
    """Follow a head to the right: "Сенат | депутаты | Жанна Асанова", "X мен Y"."""
    pack = passage.pack
    while hit.hi < limit:
        if hit.is_person:
            return hit
        name = passage.name_at.get(hit.hi)
        if name is not None and name.mention.type == "PER" and _in_case(passage, name, case):
            joined = name.hi < limit and passage.words[name.hi] in pack.conjunctions
            if joined and hit.name is not None:
                # "Бас прокуратура | Асқар Мәмин мен басқа да тұлғаларға қатысты": whom it is about.
                return hit
            return Hit(name.lo, name.hi, name=name)
        noun = pack.morphology.noun(passage.words[hit.hi])
        of_body = noun is not None and noun.kind == "body"
        if noun is not None and noun.possessed and noun.cases & ({case, "locative"} if of_body else {case}):
            # "полиция | департаменті", "полиция | департаментінен": the later noun is the head.
            hit = Hit(hit.lo, hit.hi + 1, noun=noun, case=hit.case if case in noun.cases else "")
            continue
        head = _possessor(passage, hit.hi, limit) if noun is not None and pack.head_final else None
        if head is not None:
            hit = Hit(hit.lo, head.hi, noun=head.noun, case=case)
            continue
        further = None
        if passage.words[hit.hi] in pack.conjunctions:
            further = _coordinated(passage, hit, limit, case)
        elif passage.words[hit.hi] == "," and hit.noun is not None:
            further = _apposed(passage, hit, limit, case)
        if further is None:
            return hit
        hit = further
    return hit


def _possessor(passage: Passage, at: int, limit: int) -> Hit | None:
    """The person that a body's person belongs to: "… партиясы | төрағасының бірінші орынбасары"."""
    owner = passage.pack.morphology.noun(passage.words[at])
    if owner is None or not owner.possessed or "genitive" not in owner.cases or owner.kind != "person":
        return None
    for index in range(at + 1, min(limit, at + 1 + NAME)):
        noun = passage.pack.morphology.noun(passage.words[index])
        if not passage.words[index][0].isalnum():
            return None
        if noun is not None and noun.kind == "person" and noun.possessed and "nominative" in noun.cases:
            return Hit(at, index + 1, noun=noun)
    return None


def _coordinated(passage: Passage, hit: Hit, limit: int, case: str) -> Hit | None:
    """One group of two heads: "Халықаралық заңгерлер қауымдастығы мен … сарапшылар"."""
    stop = min(limit, hit.hi + 1 + COORDINATION)
    other = next(hits(passage, hit.hi + 1, stop, case, passage.inside[hit.lo]), None)
    if other is None or other.pronoun is not None:
        return None
    if any(word in CLAUSE_PUNCTUATION for word in passage.words[hit.hi + 1 : other.lo]):
        return None
    noun = other.noun or Noun("", "person", plural=True, cases=frozenset((case,)))
    return Hit(hit.lo, other.hi, noun=Noun(noun.lemma, noun.kind, plural=True, cases=noun.cases))


def _apposed(passage: Passage, hit: Hit, limit: int, case: str) -> Hit | None:
    """The name after a second post: "… депутаты, комитет төрағасы Марат Башимов"."""
    stop = min(limit, hit.hi + 1 + 2 * COORDINATION)
    seen_post = False
    for other in hits(passage, hit.hi + 1, stop, case, passage.inside[hit.lo]):
        if other.is_person:
            return other if seen_post or other.lo == hit.hi + 1 else None
        seen_post = seen_post or other.noun is not None
    return None


def make_source(passage: Passage, hit: Hit, bound: int) -> Source:
    """Describe a hit; where the head stands last its phrase begins at word `bound`.

    Raises ValueError for a hit that is nothing.
    """
    if hit.pronoun is not None:
        text = passage.span_text(hit.lo, hit.hi)
        return Source("pronoun", hit.lo, hit.hi, text, text, agreement=hit.pronoun)
    if hit.name is not None:
        return source_of_name(hit.name)
    if hit.noun is None:
        raise ValueError("a hit is a name, a pronoun or a noun")
    if hit.noun.one_declined and hit.case in {"genitive", QUOTED}:
        # "по словам девушки"
        return make_source(passage, hit._replace(noun=replace(hit.noun, plural=False, one_declined=False)), bound)
    lo, hi = (min(bound, hit.lo), hit.hi) if passage.pack.head_final else phrase_of(passage, hit)
    if passage.pack.head_final and (hit.noun.plural or hit.noun.kind == "body"):
        lo = group_start(passage, lo, hi)
    elif not passage.pack.head_final and (named := _named_after(passage, hit, lo, hi)) is not None:
        return named
    text = passage.span_text(lo, hi)
    phrase = text
    if hit.case not in {"nominative", QUANTIFIED}:
        phrase = _in_nominative(passage, lo, hi, hit.hi - 1, declined=hit.case in DECLINED)
    if lo not in passage.name_at and not passage.tokens[lo].isupper() and passage.begins_sentence(lo):
        phrase = phrase[:1].lower() + phrase[1:]
    noun = hit.noun
    kind = noun.kind
    if kind == "person" and passage.pack.head_final and not noun.plural:
        # Of a long clause before a post only the words that can modify it are its own.
        own = own_words(passage, lo, hi)
        text, phrase = passage.span_text(own, hi), " ".join(phrase.split()[own - hi :])
        lo = own
    if kind in {"person", "collective"}:
        kind = "group" if noun.plural or kind == "collective" else "post"
    # "канцлер" can be a woman, "депутат" too; what gender a verb shows is another's to say.
    agreement = "plural" if noun.plural else "feminine" if noun.gender == "feminine" else "singular"
    return Source(kind, lo, hi, text, phrase, lemma=noun.lemma, agreement=agreement)


def _named_after(passage: Passage, hit: Hit, lo: int, hi: int) -> Source | None:
    """Whom the word after a noun phrase, words `lo` to `hi`, names, in a language where the head comes first."""
    following = passage.name_at.get(hi)
    if following is not None and following.mention.type == "PER" and hit.case == "nominative" and following.nominative:
        last = passage.pack.morphology.noun(passage.words[hi - 1]) if hi - 1 > hit.lo else None
        if last is None or last.kind != "person":
            # "пресс-секретарь компании | Алия Бекетова"
            return source_of_name(following)
    person = hit.noun is not None and hit.noun.kind == "person" and not hit.noun.plural
    if person and hi - hit.lo < NAME and hi < len(passage) and passage.inside[hi] == passage.inside[lo]:
        nickname = passage.tokens[hi]
        if nickname.isascii() and nickname.isalnum() and nickname.islower():
            # "пользователь ЖЖ | zyalt"
            return Source("person", hi, hi + 1, nickname, nickname, name=nickname, type="PER", agreement="singular")
    return None


def _in_nominative(passage: Passage, lo: int, hi: int, head: int, *, declined: bool) -> str:
    """The phrase of words `lo` to `hi` in the nominative, spaced as written; `declined` if it stands in another."""
    phrase = " ".join(passage.tokens[lo:hi])
    words = passage.pack.morphology.nominative(phrase, head - lo, declined=declined).split(" ")
    if len(words) != hi - lo:
        return " ".join(words)
    gaps = [passage.text(passage.ends[at - 1], passage.starts[at]) if at > lo else "" for at in range(lo, hi)]
    return "".join(gap + word for gap, word in zip(gaps, words, strict=True))


def phrase_of(passage: Passage, hit: Hit) -> tuple[int, int]:
    """Return where a noun phrase begins and ends: the attributes before its head, the genitives after it."""
    morphology = passage.pack.morphology
    lo, hi = hit.lo, hit.hi
    while (
        lo > 0
        and hit.lo - lo < COMPLEMENTS
        and passage.words[lo - 1].isalpha()
        and passage.words[lo - 1] not in passage.pack.reflexives
        and morphology.modifies(passage.words[lo - 1])
        and morphology.agree(passage.words[lo - 1], passage.words[hit.lo])
    ):
        lo -= 1
    if hit.noun is not None and hit.noun.lemma in passage.pack.insiders:
        hi = _told_after(passage, hit)
    while hi < len(passage) and hi - hit.hi < COMPLEMENTS:
        name = passage.name_at.get(hi)
        apposed = passage.name_at.get(hi + 1) if passage.words[hi] in passage.pack.attached else None
        marked = passage.inside[hi + 1] if passage.words[hi] in QUOTE_MARKS and hi + 1 < len(passage) else OUTSIDE
        if marked != OUTSIDE and passage.inside[hi] == OUTSIDE and passage.inside[hi - 1] == OUTSIDE:
            # "собеседник «Коммерсант»"
            close = passage.word_at(passage.marks.outer[marked].end)
            if close - hi > NAME:
                break
            hi = close + 1
        elif apposed is not None and apposed.mention.type != "PER":
            # "оппоненты президента из | Народной партии"
            hi = apposed.hi
        elif name is not None and (name.mention.type != "PER" or _owns(hit, name)):
            # "пресс-служба | Кадырова", but "цитирует сообщение ведомства | РИА Новости"
            told = passage.is_outlet(name.lo) and (hit.case == QUOTED or (hit.case == "locative" and hi > hit.hi))
            quotes = passage.tokens[name.lo][0].islower() and not morphology.depends(passage.words[name.lo])
            if told or quotes:
                # "в пресс-службе банка | РБК сообщили": who was told; "слова министра | пресс-служба …": who quotes
                break
            hi = name.hi
        elif passage.words[hi][0].isalpha() and name is None and morphology.depends(passage.words[hi]):
            hi += 1
        elif passage.words[hi] in passage.pack.among and passage.words[hi - 1] in passage.pack.partitives:
            # "менеджер одной | из интернет-компаний"
            hi += 1
        elif hi > hit.hi and _goes_on(passage, hi):
            # "министр науки | и высшего образования"
            hi += 2
        else:
            break
    return lo, hi


def _told_after(passage: Passage, hit: Hit) -> int:
    """Where ends what says who they are: "источники | в посольстве", "источники|, близкие к правительству|,"."""
    morphology, words, at = passage.pack.morphology, passage.words, hit.hi
    if at + 2 >= len(passage):
        return at
    if words[at] == "," and morphology.modifies(words[at + 1]) and morphology.agree(words[at + 1], words[at - 1]):
        end = next((i for i in range(at + 2, min(len(passage), at + TITLE)) if words[i] in CLAUSE_PUNCTUATION), at)
        return end if words[end] == "," else at
    noun = morphology.noun(words[at + 1])
    return at + 2 if words[at] in passage.pack.attached and noun is not None and noun.kind == "body" else at


def _goes_on(passage: Passage, at: int) -> bool:
    """Whether a conjunction joins to the genitives of a noun another word that can only be in an oblique case."""
    if passage.words[at] not in passage.pack.conjunctions or at + 1 >= len(passage) or at + 1 in passage.name_at:
        return False
    after = passage.words[at + 1]
    return passage.pack.morphology.depends(after) and not passage.pack.morphology.nominal_subject(after)


def _owns(hit: Hit, name: Name) -> bool:
    """Whether a person's name after a noun is no apposition to it: "пресс-служба | Порошенко", "жена | Бута"."""
    return hit.noun is not None and (hit.noun.kind == "body" or (hit.case == "nominative" and not name.nominative))


def source_of_name(name: Name) -> Source:
    """Describe a name as the source it is."""
    mention = name.mention
    kind = "person" if mention.type == "PER" else "body"
    return Source(
        kind, name.lo, name.hi, mention.text, mention.name, name=mention.name, type=mention.type, role=mention.role
    )
