"""Who is meant: names, pronouns, posts, groups and bodies resolved to the fullest name in the article.

A salience sieve over what the text has named so far: subjects and speakers first, the latest first, posts by the
words that stand beside the names. What the text does not settle stays None.
"""

from collections.abc import Callable, Mapping
from itertools import islice
from typing import Final

from flows.transform.quotes.bodies import bodies_meant, is_called, is_part
from flows.transform.quotes.candidate import Candidate
from flows.transform.quotes.descriptions import described
from flows.transform.quotes.discourse import GENDERS, Discourse
from flows.transform.quotes.folding import STEM
from flows.transform.quotes.pack import QuotePack
from flows.transform.quotes.salience import LATEST, LOOK_BACK, UNNAMED, agrees
from flows.transform.quotes.sources import Source
from flows.transform.quotes.speaker import NOBODY, Speaker, ranked


def speaker_of(candidate: Candidate, discourse: Discourse, pack: QuotePack) -> Speaker:
    """Say whose words a candidate is; the answer becomes the latest speaker.

    Args:
        candidate: What a rule proposed; those of an article are asked for in the order of their cues.
        discourse: What the article has named up to the candidate asked for before.
        pack: The pack of the candidate's language.
    """
    discourse.come_to(candidate)
    source = candidate.source
    if source is None:
        speaker = _without_source(candidate, discourse, pack)
    else:
        speaker = _RESOLVERS[source.kind](source, discourse, pack)
    discourse.remember(source, speaker, pack)
    return speaker


def _without_source(candidate: Candidate, discourse: Discourse, pack: QuotePack) -> Speaker:
    last, seen = discourse.last, discourse.seen
    if last is not None and not candidate.continues and not _can_say(last, candidate.feature, discourse, pack):
        fitting = (name for name in seen.subjects() if name != UNNAMED)
        name = next((name for name in islice(fitting, LATEST) if agrees(name, candidate.feature, pack)), None)
        return discourse.person(name, 0.6) if name and candidate.feature != "plural" else NOBODY
    if last is not None:
        return last._replace(sure=0.9 if candidate.continues else 0.7)
    name = next(seen.subjects(), None)
    return discourse.person(name, 0.6) if name else NOBODY


def _can_say(last: Speaker, feature: str, discourse: Discourse, pack: QuotePack) -> bool:
    """Whether the latest speaker can be the subject of a verb: "рассказали" is said of no single person."""
    seen = discourse.seen
    if last.name is None or pack.head_final:
        return True
    if feature == "plural":
        return last.name == discourse.latest_group or last.name in seen.bodies or last.name in seen.outlets
    return last.type != "PER" or agrees(last.name, feature, pack)


def _person(source: Source, discourse: Discourse, pack: QuotePack) -> Speaker:  # noqa: ARG001
    name, posts = source.name or source.phrase, discourse.posts.first
    if name not in posts and name not in discourse.seen.persons:
        name = _known(name, discourse) or name
    return Speaker(name, "PER", source.role or posts.get(name), ((name, 1.0),), 1.0)


def _known(written: str, discourse: Discourse) -> str | None:
    """The person named before whose surname, and initial, a name that was not recognised has: "С.Донской"."""
    initial, _, surname = written.rpartition(".")
    latest = islice(reversed(discourse.seen.persons), LOOK_BACK)
    return next((name for name in latest if name.startswith(initial[:1]) and name.endswith(f" {surname}")), None)


def _body(source: Source, discourse: Discourse, pack: QuotePack) -> Speaker:
    if source.name is not None:
        return Speaker(source.name, source.type, None, ((source.name, 1.0),), 1.0)
    seen, stem = discourse.seen, source.lemma[:STEM]
    bodies = list(islice(reversed(seen.outlets if pack.relay.is_outlet(source.lemma) else seen.bodies), LOOK_BACK))
    same = [name for name in bodies if is_called(name, stem, pack.coreference.press)]
    if not same and source.lemma in pack.coreference.generic_bodies:
        # "«Холдинг "Газпром-Медиа" инициировал собрание» … В холдинге уточнили"
        same = [
            name
            for name in islice(reversed(seen.spoken_of), LOOK_BACK)
            if is_called(name, stem, pack.coreference.press)
        ]
    if " " in source.text:
        same = [name for name in same if is_part(source.phrase, name)]
    elif not same and source.lemma in pack.coreference.generic_bodies:
        same = bodies_meant(source.lemma, bodies, pack)
    if same:
        return Speaker(same[0], seen.types.get(same[0], "ORG"), None, ranked(same), 0.85)
    return Speaker(source.phrase, None, None, ((source.phrase, 0.7),), 0.7)


def _pronoun(source: Source, discourse: Discourse, pack: QuotePack) -> Speaker:
    last, seen, unnamed = discourse.last, discourse.seen, discourse.unnamed
    if source.agreement == "there":
        return last if last is not None and last.name in seen.bodies else seen.latest_body()
    if source.agreement == "plural":
        return _many(discourse)
    fitting = [name for name in seen.recent() if discourse.fits(name, source.agreement, pack)]
    if not fitting:
        return seen.body_of_gender(source.agreement, pack)
    if fitting[0] == UNNAMED and not unnamed.spoke and source.agreement in GENDERS:
        # "Токаев прибыл … Водитель открыл дверь. Он заявил": who was a subject by name before who has not spoken.
        named = (name for name in fitting if name != UNNAMED and seen.persons[name])
        meant = next(named, UNNAMED)
        fitting.sort(key=lambda name: name != meant)
    if fitting[0] == UNNAMED:
        # A pronoun without gender leaves open who an unnamed speaker is: "– деді министр. … – деді ол".
        return unnamed.speaker if source.agreement in GENDERS else NOBODY
    return discourse.person(fitting[0], 0.85, [name for name in fitting if name])


def _many(discourse: Discourse) -> Speaker:
    """Whom "они" means: the latest group, else a body that has just spoken."""
    group, last = discourse.latest_group, discourse.last
    if group is not None:
        return Speaker(group, None, None, ((group, 0.8),), 0.8)
    return last if last is not None and last.type != "PER" else NOBODY


def _group(source: Source, discourse: Discourse, pack: QuotePack) -> Speaker:  # noqa: ARG001
    return Speaker(source.phrase, None, None, ((source.phrase, 0.9),), 0.95)


def _document(source: Source, discourse: Discourse, pack: QuotePack) -> Speaker:
    last, documents = discourse.last, discourse.documents
    if source.lemma in pack.coreference.messages:
        if last is not None and last.name in discourse.seen.bodies:
            return last
        body = discourse.seen.latest_body()
        # "Токаев поздравил … говорится в поздравлении"
        name = next(discourse.seen.subjects(), None) if body.name is None else None
        return discourse.person(name, 0.6) if name else body
    named = (documents[lemma] for lemma in documents if lemma in source.phrase.lower())
    phrase = next(named, source.phrase)
    return Speaker(phrase, None, None, ((phrase, 0.6),), 0.7)


# By the kind of source.
_RESOLVERS: Final[Mapping[str, Callable[[Source, Discourse, QuotePack], Speaker]]] = {
    "person": _person,
    "body": _body,
    "pronoun": _pronoun,
    "post": described,
    "group": _group,
    "document": _document,
}
