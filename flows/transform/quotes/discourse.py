"""What an article has named up to a point: people, bodies and posts, whom its sentences are about, who spoke last."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Final, NamedTuple

from flows.transform.model import Mention
from flows.transform.quotes.candidate import Candidate
from flows.transform.quotes.folding import fold
from flows.transform.quotes.names import is_nominative
from flows.transform.quotes.outlets import is_outlet, is_platform
from flows.transform.quotes.pack import QuotePack
from flows.transform.quotes.posts import Posts
from flows.transform.quotes.salience import UNNAMED, Salience, agrees, touch
from flows.transform.quotes.sources import Source
from flows.transform.quotes.speaker import NOBODY, Speaker, ranked

# A post that fits so well is the person's.
FITTING: Final = 0.9
# A person without a post, named in the same paragraph as a profession.
NAMED_HERE: Final = 2.5
# The genders that tell who is meant.
GENDERS: Final = frozenset({"masculine", "feminine"})


class Topic(NamedTuple):
    """Whom a sentence is about: a post or a group at offset `at` of paragraph `position`, or a person.

    `pack` is that of its language; `reports` tells whether the sentence reports what the source says.
    """

    at: int
    position: int
    source: Source
    pack: QuotePack
    reports: bool


class Unnamed(NamedTuple):
    """The latest speaker whom the text does not name: what shows of the gender, whether words of his were found."""

    speaker: Speaker = NOBODY
    gender: str = ""
    spoke: bool = False


class Discourse:
    """What is named before a quote, asked quote by quote in the order of the text.

    `seen` are the names, the latest last, `posts` those of the whole article; `last` is the latest speaker,
    `latest_group` the latest group, `unnamed` the latest speaker without a name; `sole` is the one person whom the
    article names, if it names one alone; `documents` maps lemmas to whole phrases; `position` is the paragraph of the
    quote asked for.
    """

    def __init__(
        self,
        mentions: Sequence[Mention],
        quoted: Sequence[tuple[int, int]],
        documents: Mapping[str, str],
        topics: Sequence[Topic] = (),
    ) -> None:
        self._mentions = mentions
        self._next = 0
        self._topics = topics
        self._next_topic = 0
        self._quoted = quoted
        self._next_quoted = 0
        self._asked: Source | None = None
        self._span = (0, 0)
        self._named: tuple[str, int] | None = None
        self.documents = documents
        self.posts = Posts(mentions)
        people = {mention.name for mention in mentions if mention.type == "PER"}
        self.sole = people.pop() if len(people) == 1 else None
        self.seen = Salience()
        self.latest_group: str | None = None
        self.last: Speaker | None = None
        self.unnamed = Unnamed()
        self.position = 0

    def come_to(self, candidate: Candidate) -> None:
        """Take in what stands before a candidate's cue."""
        self._asked = candidate.source
        self._span = candidate.start, candidate.end
        self.position = candidate.position
        self._advance(candidate.at)

    def remember(self, source: Source | None, speaker: Speaker, pack: QuotePack) -> None:
        """Make whoever a source was resolved to the latest speaker."""
        self.last = speaker
        if speaker.name is None:
            return
        if speaker.type == "PER":
            touch(self.seen.persons, speaker.name, True)
        elif speaker.type == "ORG" or (source is not None and source.kind == "body"):
            touch(self.seen.bodies, speaker.name, True)
            self.seen.types[speaker.name] = speaker.type
        elif source is not None and source.kind == "group":
            self.latest_group = speaker.name
        elif source is not None and source.kind == "post":
            self._take_unnamed(speaker, source, pack, spoke=True, topic=False)

    def person(self, name: str, sure: float, names: Sequence[str] = (), role: str | None = None) -> Speaker:
        """Make a speaker of a person by name, `names` being those considered; without a role that of the article."""
        return Speaker(name, "PER", role or self.posts.first.get(name), ranked(names or (name,)), sure)

    def fits(self, name: str, agreement: str, pack: QuotePack) -> bool:
        """Whether a pronoun or a verb can mean a person, named or not."""
        if name != UNNAMED:
            return agrees(name, agreement, pack)
        return agreement not in GENDERS or self.unnamed.gender in {agreement, ""}

    def scored(self, source: Source, pack: QuotePack, position: int) -> list[tuple[float, int, str]]:
        """The latest persons by how well a post fits them: (score, minus how far back, name), the best first."""
        scored = []
        bare = source.lemma in pack.coreference.professions and fold(source.phrase) == source.lemma
        for rank, name in enumerate(self.seen.recent()):
            if name == UNNAMED or not agrees(name, source.agreement, pack):
                continue
            score = self.posts.fit(name, source.lemma, source.phrase, pack)
            if bare and not rank and self._named == (name, position) and name not in self.posts.held:
                # "Ғалиасқар Сарыбаев мәселе көтерді. Депутат …": whoever else is a deputy, this paragraph is his.
                score = NAMED_HERE
            scored.append((score - rank * 0.01, -rank, name))
        return sorted(scored, reverse=True)

    def spoken_of(self) -> set[str]:
        """Whom the words asked for name: whoever is spoken of does not speak."""
        lo, hi = (bisect_left(self._mentions, offset, key=attrgetter("start")) for offset in self._span)
        return {mention.name for mention in self._mentions[lo:hi]}

    def _advance(self, offset: int) -> None:
        """Take in the names that stand before an offset, those inside quotes apart."""
        while self._next < len(self._mentions) and self._mentions[self._next].start < offset:
            mention = self._mentions[self._next]
            self._take_topics(mention.start)
            self._next += 1
            if self._in_quote(mention.start):
                if mention.type == "ORG":
                    touch(self.seen.spoken_of, mention.name, False)
                continue
            subject = is_nominative(mention)
            if mention.type == "PER":
                if subject or not self.seen.persons.get(mention.name, False):
                    # Who was a subject before comes no nearer by being spoken of.
                    touch(self.seen.persons, mention.name, subject)
                if subject:
                    self._named = mention.name, mention.position
            elif mention.type == "ORG" and not is_platform(mention.name):
                known = self.seen.outlets if is_outlet(mention.name) else self.seen.bodies
                touch(known, mention.name, subject)
        self._take_topics(offset)

    def _in_quote(self, offset: int) -> bool:
        while self._next_quoted < len(self._quoted) and self._quoted[self._next_quoted][1] <= offset:
            self._next_quoted += 1
        return self._next_quoted < len(self._quoted) and self._quoted[self._next_quoted][0] <= offset

    def _take_topics(self, offset: int) -> None:
        """Take in who sentences before an offset are about: "Әкім мәселені шешуді тапсырды. Оның …"."""
        while self._next_topic < len(self._topics) and self._topics[self._next_topic].at < offset:
            topic = self._topics[self._next_topic]
            self._next_topic += 1
            source, asked = topic.source, self._asked
            if asked is not None and not topic.pack.head_final and (asked.lo, asked.text) == (source.lo, source.text):
                # Who is asked for does not answer himself.
                continue
            if source.kind == "person":
                # "Пескову пришлось дать комментарий"
                touch(self.seen.persons, source.name or source.phrase, True)
            elif not self._in_quote(topic.at):
                self._take_topic(topic)

    def _take_topic(self, topic: Topic) -> None:
        """Take in the group, or the person whose post it is, that a sentence outside quotes is about."""
        source, pack = topic.source, topic.pack
        if source.kind == "group":
            if source.lemma not in pack.coreference.indefinite:
                self.latest_group = source.phrase
            return
        scored = self.scored(source, pack, topic.position)
        if scored and scored[0][0] > FITTING:
            latest = next(self.seen.recent(), UNNAMED)
            if pack.head_final or latest in self.posts.held:
                # "Порошенко заявил … Новый президент хочет": he whose post no text tells may be meant.
                touch(self.seen.persons, scored[0][2], True)
        elif (
            not pack.head_final
            and (source.lemma in pack.coreference.anonymous or self._all_have_posts(source.agreement, pack))
            and source.text != self.unnamed.speaker.role
        ):
            # "Представитель министерства сообщил об угрозе. … он заявил, что …"
            unnamed = Speaker(source.phrase, None, source.text, ((source.phrase, 0.5),), 0.5)
            self._take_unnamed(unnamed, source, pack, spoke=topic.reports, topic=True)

    def _all_have_posts(self, agreement: str, pack: QuotePack) -> bool:
        """Whether no one named so far, whose post is not told, could be meant by a post."""
        people = (name for name in self.seen.recent() if name != UNNAMED and agrees(name, agreement, pack))
        return all(name in self.posts.held for name in people)

    def _take_unnamed(self, speaker: Speaker, source: Source, pack: QuotePack, *, spoke: bool, topic: bool) -> None:
        """Take in somebody whom the text does not name, as the latest of the persons."""
        touch(self.seen.persons, UNNAMED, True)
        gender = source.agreement if source.agreement in GENDERS else ""
        # A speaker called "врач", no verb showing more, can be a woman, one called "отец" can not.
        one_gender = topic or source.lemma in pack.coreference.people or source.lemma in pack.coreference.others
        if not gender and one_gender:
            noun = pack.morphology.noun(source.lemma)
            gender = (noun.gender if noun is not None else None) or ""
        self.unnamed = Unnamed(speaker, gender, spoke)
