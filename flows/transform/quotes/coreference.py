"""Who is meant: names, pronouns, posts, groups and bodies resolved to the fullest name in the article.

A salience sieve over what the text has named so far: subjects and speakers first, the latest first, posts by the
words that stand beside the names. What the text does not settle stays None.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from operator import attrgetter
from typing import Final

from flows.transform.model import Mention
from flows.transform.quotes.bodies import bodies_meant, is_part
from flows.transform.quotes.candidate import Candidate
from flows.transform.quotes.folding import fold
from flows.transform.quotes.names import is_nominative
from flows.transform.quotes.pack import QuotePack
from flows.transform.quotes.posts import STEM, SURE, Posts, synonym
from flows.transform.quotes.salience import LATEST, LOOK_BACK, UNNAMED, Salience, agrees, touch
from flows.transform.quotes.sources import Source
from flows.transform.quotes.speaker import NOBODY, Speaker, ranked

# Words of a description of whoever has just spoken: "92-летняя женщина".
BRIEF: Final = 2
# A post that fits so well is the person's.
FITTING: Final = 0.9
# A person without a post, named in the same paragraph as a profession.
NAMED_HERE: Final = 2.5
# The genders that tell who is meant.
GENDERS: Final = frozenset({"masculine", "feminine"})
# How many persons named later are asked whether a post is theirs.
FAR: Final = 100


# The post or group that a sentence is about: its offset, its paragraph, the source, the pack of its language, whether
# the sentence reports what it says.
Topic = tuple[int, int, Source, QuotePack, bool]


class Discourse:
    """What an article has named up to a point; asked quote by quote, in the order of the text."""

    def __init__(
        self,
        mentions: Sequence[Mention],
        quoted: Sequence[tuple[int, int]],
        documents: Mapping[str, str],
        outlet: Callable[[str], bool],
        platform: Callable[[str], bool],
        topics: Sequence[Topic] = (),
    ) -> None:
        self._mentions = mentions
        self._next = 0
        self._topics = topics
        self._next_topic = 0
        self._quoted = quoted
        self._documents = documents
        self._outlet = outlet
        self._platform = platform
        self._next_quoted = 0
        self._posts = Posts(mentions)
        people = {mention.name for mention in mentions if mention.type == "PER"}
        self._sole = people.pop() if len(people) == 1 else None
        self._seen = Salience()
        self._latest_group: str | None = None
        self._last: Speaker | None = None
        self._asked: Source | None = None
        self._span = (0, 0)
        self._position = 0
        self._named: tuple[str, int] | None = None
        self._unnamed: Speaker = NOBODY
        # What shows of the gender of whoever is unnamed, and whether words of his were found.
        self._unnamed_gender = ""
        self._unnamed_spoke = False
        self._resolvers: Final[Mapping[str, Callable[[Source, QuotePack], Speaker]]] = {
            "person": self._person,
            "body": self._body,
            "pronoun": self._pronoun,
            "post": self._post,
            "group": self._group,
            "document": self._document,
        }

    def advance(self, offset: int) -> None:
        """Take in the names that stand before an offset, those inside quotes apart."""
        while self._next < len(self._mentions) and self._mentions[self._next].start < offset:
            mention = self._mentions[self._next]
            self._take_topics(mention.start)
            self._next += 1
            if self._in_quote(mention.start):
                if mention.type == "ORG":
                    touch(self._seen.spoken_of, mention.name, False)
                continue
            subject = is_nominative(mention)
            if mention.type == "PER":
                if subject or not self._seen.persons.get(mention.name, False):
                    # Who was a subject before comes no nearer by being spoken of.
                    touch(self._seen.persons, mention.name, subject)
                if subject:
                    self._named = mention.name, mention.position
            elif mention.type == "ORG" and not self._platform(mention.name):
                known = self._seen.outlets if self._outlet(mention.name) else self._seen.bodies
                touch(known, mention.name, subject)

        self._take_topics(offset)

    def _take_topics(self, offset: int) -> None:
        """Take in who sentences before an offset are about: "Әкім мәселені шешуді тапсырды. Оның …"."""
        while self._next_topic < len(self._topics) and self._topics[self._next_topic][0] < offset:
            at, position, source, pack, reports = self._topics[self._next_topic]
            self._next_topic += 1
            asked = self._asked
            if asked is not None and not pack.head_final and (asked.lo, asked.text) == (source.lo, source.text):
                # Who is asked for does not answer himself.
                continue
            if source.kind == "person":
                # "Пескову пришлось дать комментарий"
                touch(self._seen.persons, source.name or source.phrase, True)
                continue
            if source.kind == "group":
                if source.lemma not in pack.indefinite and not self._in_quote(at):
                    self._latest_group = source.phrase
                continue
            scored = self._scored(source, pack, position) if not self._in_quote(at) else []
            if scored and scored[0][0] > FITTING:
                latest = next(self._seen.recent(), UNNAMED)
                if pack.head_final or latest in self._posts.held:
                    # "Порошенко заявил … Новый президент хочет": he whose post no text tells may be meant.
                    touch(self._seen.persons, scored[0][2], True)
            elif (
                not pack.head_final
                and (source.lemma in pack.anonymous or self._all_have_posts(source.agreement, pack))
                and source.text != self._unnamed.role
                and not self._in_quote(at)
            ):
                # "Представитель министерства сообщил об угрозе. … он заявил, что …"
                unnamed = Speaker(source.phrase, None, source.text, ((source.phrase, 0.5),), 0.5)
                self._take_unnamed(unnamed, source, pack, spoke=reports, topic=True)

    def _take_unnamed(self, speaker: Speaker, source: Source, pack: QuotePack, *, spoke: bool, topic: bool) -> None:
        """Take in somebody whom the text does not name, as the latest of the persons."""
        touch(self._seen.persons, UNNAMED, True)
        self._unnamed, self._unnamed_spoke = speaker, spoke
        self._unnamed_gender = source.agreement if source.agreement in GENDERS else ""
        # A speaker called "врач", no verb showing more, can be a woman, one called "отец" can not.
        one_gender = topic or source.lemma in pack.people or source.lemma in pack.others
        if not self._unnamed_gender and one_gender:
            noun = pack.morphology.noun(source.lemma)
            self._unnamed_gender = (noun.gender if noun is not None else None) or ""

    def _fits(self, name: str, agreement: str, pack: QuotePack) -> bool:
        """Whether a pronoun or a verb can mean a person, named or not."""
        if name != UNNAMED:
            return agrees(name, agreement, pack)
        return agreement not in GENDERS or self._unnamed_gender in {agreement, ""}

    def _all_have_posts(self, agreement: str, pack: QuotePack) -> bool:
        """Whether no one named so far, whose post is not told, could be meant by a post."""
        people = (name for name in self._seen.recent() if name != UNNAMED and agrees(name, agreement, pack))
        return all(name in self._posts.held for name in people)

    def _in_quote(self, offset: int) -> bool:
        while self._next_quoted < len(self._quoted) and self._quoted[self._next_quoted][1] <= offset:
            self._next_quoted += 1
        return self._next_quoted < len(self._quoted) and self._quoted[self._next_quoted][0] <= offset

    def _names_within(self, span: tuple[int, int]) -> set[str]:
        """The people named between two offsets: whoever is spoken of does not speak."""
        lo, hi = (bisect_left(self._mentions, offset, key=attrgetter("start")) for offset in span)
        return {mention.name for mention in self._mentions[lo:hi]}

    def resolve(self, candidate: Candidate, pack: QuotePack) -> Speaker:
        """Say whose words a candidate is; the answer becomes the latest speaker."""
        self._asked = candidate.source
        self.advance(candidate.at)
        self._span = candidate.start, candidate.end
        self._position = candidate.position
        source = candidate.source
        speaker = self._unsaid(candidate, pack) if source is None else self._resolvers[source.kind](source, pack)
        self._remember(source, speaker, pack)
        return speaker

    def _remember(self, source: Source | None, speaker: Speaker, pack: QuotePack) -> None:
        self._last = speaker
        if speaker.name is None:
            return
        if speaker.type == "PER":
            touch(self._seen.persons, speaker.name, True)
        elif speaker.type == "ORG" or (source is not None and source.kind == "body"):
            touch(self._seen.bodies, speaker.name, True)
            self._seen.types[speaker.name] = speaker.type
        elif source is not None and source.kind == "group":
            self._latest_group = speaker.name
        elif source is not None and source.kind == "post":
            self._take_unnamed(speaker, source, pack, spoke=True, topic=False)

    # -- one method a kind of source -----------------------------------------------------------------------------

    def _said(self, feature: str, pack: QuotePack) -> bool:
        """Whether the latest speaker can be the subject of a verb: "рассказали" is said of no single person."""
        last = self._last
        if last is None or last.name is None or pack.head_final:
            return True
        if feature == "plural":
            return last.name == self._latest_group or last.name in self._seen.bodies or last.name in self._seen.outlets
        return last.type != "PER" or agrees(last.name, feature, pack)

    def _unsaid(self, candidate: Candidate, pack: QuotePack) -> Speaker:
        if self._last is not None and not candidate.continues and not self._said(candidate.feature, pack):
            fitting = (name for name in self._seen.subjects() if name != UNNAMED)
            name = next((name for name in islice(fitting, LATEST) if agrees(name, candidate.feature, pack)), None)
            return self._person_named(name, 0.6) if name and candidate.feature != "plural" else NOBODY
        if self._last is not None:
            return Speaker(
                self._last.name,
                self._last.type,
                self._last.role,
                self._last.ranked,
                0.9 if candidate.continues else 0.7,
            )
        name = next(self._seen.subjects(), None)
        return self._person_named(name, 0.6) if name else NOBODY

    def _person(self, source: Source, pack: QuotePack) -> Speaker:  # noqa: ARG002
        name = source.name or source.phrase
        if name not in self._posts.first and name not in self._seen.persons:
            name = self._known(name) or name
        return Speaker(name, "PER", source.role or self._posts.first.get(name), ((name, 1.0),), 1.0)

    def _known(self, written: str) -> str | None:
        """The person named before whose surname, and initial, a name that was not recognised has: "С.Донской"."""
        initial, _, surname = written.rpartition(".")
        latest = islice(reversed(self._seen.persons), LOOK_BACK)
        return next((name for name in latest if name.startswith(initial[:1]) and name.endswith(f" {surname}")), None)

    def _body(self, source: Source, pack: QuotePack) -> Speaker:
        if source.name is not None:
            return Speaker(source.name, source.type, None, ((source.name, 1.0),), 1.0)
        outlet = pack.is_outlet(source.lemma)
        bodies = list(islice(reversed(self._seen.outlets if outlet else self._seen.bodies), LOOK_BACK))
        stem = source.lemma[:STEM]
        same = [name for name in bodies if _names_kind(name, stem, pack.press)]
        if not same and source.lemma in pack.generic_bodies:
            # "«Холдинг "Газпром-Медиа" инициировал собрание» … В холдинге уточнили"
            same = [
                name
                for name in islice(reversed(self._seen.spoken_of), LOOK_BACK)
                if _names_kind(name, stem, pack.press)
            ]
        single = " " not in source.text
        if single and not same and source.lemma in pack.generic_bodies:
            same = bodies_meant(source.lemma, bodies, pack)
        if not single:
            same = [name for name in same if is_part(source.phrase, name)]
        if same:
            return Speaker(same[0], self._seen.types.get(same[0], "ORG"), None, ranked(same), 0.85)
        return Speaker(source.phrase, None, None, ((source.phrase, 0.7),), 0.7)

    def _pronoun(self, source: Source, pack: QuotePack) -> Speaker:
        if source.agreement == "there":
            spoke = self._last is not None and self._last.name in self._seen.bodies
            return self._last if spoke and self._last is not None else self._seen.latest_body()
        if source.agreement == "plural":
            return self._many()
        fitting = [name for name in self._seen.recent() if self._fits(name, source.agreement, pack)]
        if not fitting:
            return self._seen.body_of_gender(source.agreement, pack)
        if fitting[0] == UNNAMED and not self._unnamed_spoke and source.agreement in GENDERS:
            # "Токаев прибыл … Водитель открыл дверь. Он заявил": who was a subject by name before who has not spoken.
            named = (name for name in fitting if name != UNNAMED and self._seen.persons[name])
            meant = next(named, UNNAMED)
            fitting.sort(key=lambda name: name != meant)
        if fitting[0] == UNNAMED:
            # A pronoun without gender leaves open who an unnamed speaker is: "– деді министр. … – деді ол".
            return self._unnamed if source.agreement in GENDERS else NOBODY
        return self._person_named(fitting[0], 0.85, [name for name in fitting if name])

    def _many(self) -> Speaker:
        """Whom "они" means: the latest group, else a body that has just spoken."""
        if self._latest_group is not None:
            return Speaker(self._latest_group, None, None, ((self._latest_group, 0.8),), 0.8)
        return self._last if self._last is not None and self._last.type != "PER" else NOBODY

    def _post(self, source: Source, pack: QuotePack) -> Speaker:
        words = fold(source.phrase).split()
        scored = self._scored(source, pack, self._position)
        if scored and scored[0][0] > FITTING:
            names = [name for _, _, name in scored]
            return self._person_named(names[0], 0.9, names, source.text)
        latest = next(self._seen.recent(), UNNAMED)
        # "Токаев … Глава государства": no post stands beside the name, so this one may be his.
        bare = len(words) == 1 or synonym(words, pack) is not None or source.lemma in pack.unique_posts
        unlikely = source.lemma in pack.anonymous or self._is_other(source, pack)
        bare = bare and not unlikely and not _somebodys(source, words, pack)
        if scored and latest == scored[0][2] and scored[0][0] > 0.4 and bare:
            return self._person_named(latest, 0.7, [latest], source.text)
        later = self._later(source, pack)
        if later is not None:
            return self._person_named(later, 0.7, [later], source.text)
        described = self._described(source, words, pack)
        described = self._only(source, pack) if described is None else described
        if described == UNNAMED:
            return self._unnamed
        if described is not None:
            self._posts.learn(described, source.phrase)
            return self._person_named(described, 0.7, [described], source.text)
        return Speaker(source.phrase, None, source.text, ((source.phrase, 0.5),), 0.6)

    def _scored(self, source: Source, pack: QuotePack, position: int) -> list[tuple[float, int, str]]:
        """The latest persons by how well a post fits them: (score, minus how far back, name), the best first."""
        scored = []
        bare = source.lemma in pack.professions and fold(source.phrase) == source.lemma
        for rank, name in enumerate(self._seen.recent()):
            if name == UNNAMED or not agrees(name, source.agreement, pack):
                continue
            score = self._posts.fit(name, source.lemma, source.phrase, pack)
            if bare and not rank and self._named == (name, position) and name not in self._posts.held:
                # "Ғалиасқар Сарыбаев мәселе көтерді. Депутат …": whoever else is a deputy, this paragraph is his.
                score = NAMED_HERE
            scored.append((score - rank * 0.01, -rank, name))
        return sorted(scored, reverse=True)

    def _later(self, source: Source, pack: QuotePack) -> str | None:
        """The first of the people named further on whose post it is; whoever is spoken of does not speak."""
        spoken_of = self._names_within(self._span)
        for name in islice(self._posts.held, FAR):
            can_be = self._posts.of_same_place(name, source.phrase) and agrees(name, source.agreement, pack)
            if name in spoken_of or not can_be:
                continue
            if self._posts.fit(name, source.lemma, source.phrase, pack) >= SURE:
                return name
        return None

    def _described(self, source: Source, words: Sequence[str], pack: QuotePack) -> str | None:
        """Who is meant by a post or a profession that stands beside no name: a latest subject without another post.

        "источник", "другой эксперт" are new to the text and mean nobody named.
        """
        new = not pack.indefinite.isdisjoint(words)
        brief = len(words) <= BRIEF and not new
        people = source.lemma in pack.people or source.lemma.endswith(pack.inhabitants)
        if brief and people and self._last is not None and self._last.type == "PER":
            name = self._last.name
            plain = name is not None and name not in self._posts.held and agrees(name, _shown(source), pack)
            return name if plain else None
        if self._goes_on_unnamed(source, words, pack):
            return UNNAMED
        woman = self._same_woman(source, pack) if source.lemma in pack.generic_posts and not new else None
        if woman is not None or new or source.lemma in pack.anonymous or _somebodys(source, words, pack):
            return woman
        return self._latest_fitting(source, words, pack)

    def _latest_fitting(self, source: Source, words: Sequence[str], pack: QuotePack) -> str | None:
        """The latest subject who can hold a post or ply a trade, no other post being told of him."""
        # "Михалков рассказал … признался мастер": by whatever he is called who has just spoken.
        called = len(words) == 1 and source.lemma not in pack.others and not pack.morphology.listed(source.lemma)
        for name in islice(self._seen.subjects(), LATEST):
            if called and self._last is not None and name == self._last.name and agrees(name, source.agreement, pack):
                return name
            if name == UNNAMED:
                if source.lemma in fold(self._unnamed.role or "").split():
                    return UNNAMED
                continue
            if self._is_other(source, pack):
                continue
            fits = agrees(name, source.agreement, pack) and self._posts.of_state(name, source.phrase, pack)
            if fits and (name not in self._posts.held or source.lemma in pack.professions):
                return name
        only = source.agreement == "feminine" and source.lemma in pack.professions
        return self._seen.only_woman(pack) if only else None

    def _is_other(self, source: Source, pack: QuotePack) -> bool:
        """Whether a noun means none of those named: "муж" is somebody's, and not the one person named so far."""
        return source.lemma in pack.others and sum(map(bool, islice(self._seen.persons, 3))) <= 1

    def _same_woman(self, source: Source, pack: QuotePack) -> str | None:
        """She who has just spoken, where a verb shows that a man's noun means a woman: "отметила представитель X"."""
        noun = pack.morphology.noun(source.lemma)
        if source.agreement != "feminine" or noun is None or noun.gender == "feminine" or self._last is None:
            return None
        name = self._last.name if self._last.type == "PER" else None
        woman = name is not None and pack.bears(name, "feminine") and not pack.bears(name, "masculine")
        return name if woman and name not in self._posts.held else None

    def _goes_on_unnamed(self, source: Source, words: Sequence[str], pack: QuotePack) -> bool:
        """Whether the latest, unnamed speaker is called by less: "представитель министерства … Чиновник …"."""
        if self._unnamed.name is None or self._last is not self._unnamed:
            return False
        general = len(words) == 1 and source.lemma in pack.generic_posts
        return general or _shortened(source, fold(self._unnamed.role or "").split())

    def _only(self, source: Source, pack: QuotePack) -> str | None:
        """The one person whom the article names, further on: "Глава Минздрава заявил … – сказал Алексей Цой"."""
        if source.lemma in pack.anonymous or self._sole is None or self._sole in self._seen.persons:
            return None
        plain = self._sole not in self._posts.held and agrees(self._sole, source.agreement, pack)
        return self._sole if plain and self._sole not in self._names_within(self._span) else None

    def _group(self, source: Source, pack: QuotePack) -> Speaker:  # noqa: ARG002
        return Speaker(source.phrase, None, None, ((source.phrase, 0.9),), 0.95)

    def _document(self, source: Source, pack: QuotePack) -> Speaker:
        if source.lemma in pack.messages:
            last = self._last
            if last is not None and last.name in self._seen.bodies:
                return last
            return self._seen.latest_body()
        named = (self._documents[lemma] for lemma in self._documents if lemma in source.phrase.lower())
        phrase = next(named, source.phrase)
        return Speaker(phrase, None, None, ((phrase, 0.6),), 0.7)

    def _person_named(self, name: str, sure: float, names: Sequence[str] = (), role: str | None = None) -> Speaker:
        return Speaker(name, "PER", role or self._posts.first.get(name), ranked(names or (name,)), sure)


def _names_kind(name: str, stem: str, press: tuple[str, ...]) -> bool:
    """Whether a body's name has a word that begins so; of "пресс-служба правительства" only the first is its kind."""
    words = name.lower().replace("«", "").split()
    return any(word.startswith(stem) for word in (words[:1] if words[0].startswith(press) else words))


def _somebodys(source: Source, words: Sequence[str], pack: QuotePack) -> bool:
    """Whether a noun is somebody's: of "бапкері", his coach, the text says who the other is, not who this one is."""
    return pack.head_final and len(words) == 1 and words[0] != source.lemma


def _shortened(source: Source, known: Sequence[str]) -> bool:
    """Whether a post has the head of a known one, and ends in a part of its last word: "представитель | студии"."""
    words = fold(source.text).split()
    return len(words) > 1 and known[:1] == words[:1] and known[-1].endswith(words[-1])


def _shown(source: Source) -> str:
    return source.agreement if source.agreement in {"masculine", "feminine"} else "masculine"
