"""Definite descriptions: whom a post, a profession or another common noun for one person means."""

from collections.abc import Sequence
from itertools import islice
from typing import Final

from flows.transform.quotes.discourse import FITTING, GENDERS, Discourse
from flows.transform.quotes.folding import fold
from flows.transform.quotes.pack import QuotePack
from flows.transform.quotes.posts import SURE, synonym
from flows.transform.quotes.salience import LATEST, UNNAMED, agrees
from flows.transform.quotes.sources import Source
from flows.transform.quotes.speaker import Speaker

# A post that fits no worse may be that of whoever was named last.
POSSIBLE: Final = 0.4
# Words of a description of whoever has just spoken: "92-летняя женщина".
BRIEF: Final = 2
# How many persons named later are asked whether a post is theirs.
FAR: Final = 100


def described(source: Source, discourse: Discourse, pack: QuotePack) -> Speaker:
    """Say whom a description means; whoever the text does not name is called by it."""
    words = fold(source.phrase).split()
    scored = discourse.scored(source, pack, discourse.position)
    if scored and scored[0][0] > FITTING:
        names = [name for _, _, name in scored]
        return discourse.person(names[0], 0.9, names, source.text)
    latest = next(discourse.seen.recent(), UNNAMED)
    # "Токаев … Глава государства": no post stands beside the name, so this one may be his.
    bare = len(words) == 1 or synonym(words, pack) is not None or source.lemma in pack.coreference.unique_posts
    unlikely = source.lemma in pack.coreference.anonymous or _is_other(source, discourse, pack)
    bare = bare and not unlikely and not _somebodys(source, words, pack)
    if scored and latest == scored[0][2] and scored[0][0] > POSSIBLE and bare:
        return discourse.person(latest, 0.7, [latest], source.text)
    later = _later(source, discourse, pack)
    if later is not None:
        return discourse.person(later, 0.7, [later], source.text)
    name = _without_post(source, words, discourse, pack)
    name = _only(source, discourse, pack) if name is None else name
    if name == UNNAMED:
        return discourse.unnamed.speaker
    if name is not None:
        discourse.posts.learn(name, source.phrase)
        return discourse.person(name, 0.7, [name], source.text)
    return Speaker(source.phrase, None, source.text, ((source.phrase, 0.5),), 0.6)


def _later(source: Source, discourse: Discourse, pack: QuotePack) -> str | None:
    """The first of the people named further on whose post it is; whoever is spoken of does not speak."""
    posts, spoken_of = discourse.posts, discourse.spoken_of()
    for name in islice(posts.held, FAR):
        can_be = posts.of_same_place(name, source.phrase) and agrees(name, source.agreement, pack)
        if name in spoken_of or not can_be:
            continue
        if posts.fit(name, source.lemma, source.phrase, pack) >= SURE:
            return name
    return None


def _without_post(source: Source, words: Sequence[str], discourse: Discourse, pack: QuotePack) -> str | None:
    """Who is meant by a post or a profession that stands beside no name: a latest subject without another post.

    "источник", "другой эксперт" are new to the text and mean nobody named.
    """
    last, new = discourse.last, not pack.coreference.indefinite.isdisjoint(words)
    brief = len(words) <= BRIEF and not new
    people = source.lemma in pack.coreference.people or source.lemma.endswith(pack.coreference.inhabitants)
    if brief and people and last is not None and last.type == "PER":
        name = last.name
        plain = name is not None and name not in discourse.posts.held and agrees(name, _shown(source), pack)
        return name if plain else None
    if brief and people and last is None and not pack.head_final:
        return _only_named(source, discourse, pack)
    if _goes_on_unnamed(source, words, discourse, pack):
        return UNNAMED
    woman = _same_woman(source, discourse, pack) if source.lemma in pack.coreference.generic_posts and not new else None
    if woman is not None or new or source.lemma in pack.coreference.anonymous or _somebodys(source, words, pack):
        return woman
    return _latest_fitting(source, words, discourse, pack)


def _latest_fitting(source: Source, words: Sequence[str], discourse: Discourse, pack: QuotePack) -> str | None:
    """The latest subject who can hold a post or ply a trade, no other post being told of him."""
    last, posts = discourse.last, discourse.posts
    # "Михалков рассказал … признался мастер": by whatever he is called who has just spoken.
    called = (
        len(words) == 1 and source.lemma not in pack.coreference.others and not pack.morphology.listed(source.lemma)
    )
    for name in islice(discourse.seen.subjects(), LATEST):
        if called and last is not None and name == last.name and agrees(name, source.agreement, pack):
            return name
        if name == UNNAMED:
            if source.lemma in fold(discourse.unnamed.speaker.role or "").split():
                return UNNAMED
            continue
        if _is_other(source, discourse, pack):
            continue
        fits = agrees(name, source.agreement, pack) and posts.of_state(name, source.phrase, pack)
        if fits and (name not in posts.held or source.lemma in pack.coreference.professions):
            return name
    only = source.agreement == "feminine" and source.lemma in pack.coreference.professions
    return discourse.seen.only_woman(pack) if only else None


def _is_other(source: Source, discourse: Discourse, pack: QuotePack) -> bool:
    """Whether a noun means none of those named: "муж" is somebody's, and not the one person named so far."""
    return source.lemma in pack.coreference.others and sum(map(bool, islice(discourse.seen.persons, 3))) <= 1


def _only_named(source: Source, discourse: Discourse, pack: QuotePack) -> str | None:
    """The one person named so far, nobody having spoken: "Айгуль Сатпаева потеряла работу. | Женщина | говорит"."""
    named = list(islice((name for name in discourse.seen.recent() if name != UNNAMED), 2))
    if len(named) != 1 or named[0] not in set(islice(discourse.seen.subjects(), LATEST)):
        return None
    roles = discourse.posts.held.get(named[0], ())
    plain = all(role.split()[0] in pack.coreference.people for role in roles)
    return named[0] if plain and agrees(named[0], _shown(source), pack) else None


def _same_woman(source: Source, discourse: Discourse, pack: QuotePack) -> str | None:
    """She who has just spoken, where a verb shows that a man's noun means a woman: "отметила представитель X"."""
    noun, last = pack.morphology.noun(source.lemma), discourse.last
    if source.agreement != "feminine" or noun is None or noun.gender == "feminine" or last is None:
        return None
    name = last.name if last.type == "PER" else None
    woman = name is not None and pack.bears(name, "feminine") and not pack.bears(name, "masculine")
    return name if woman and name not in discourse.posts.held else None


def _goes_on_unnamed(source: Source, words: Sequence[str], discourse: Discourse, pack: QuotePack) -> bool:
    """Whether the latest, unnamed speaker is called by less: "представитель министерства … Чиновник …"."""
    unnamed = discourse.unnamed.speaker
    if unnamed.name is None or discourse.last is not unnamed:
        return False
    general = len(words) == 1 and source.lemma in pack.coreference.generic_posts
    return general or _shortened(source, fold(unnamed.role or "").split())


def _only(source: Source, discourse: Discourse, pack: QuotePack) -> str | None:
    """The one person whom the article names, further on: "Глава Минздрава заявил … – сказал Алексей Цой"."""
    sole = discourse.sole
    if source.lemma in pack.coreference.anonymous or sole is None or sole in discourse.seen.persons:
        return None
    plain = sole not in discourse.posts.held and agrees(sole, source.agreement, pack)
    return sole if plain and sole not in discourse.spoken_of() else None


def _somebodys(source: Source, words: Sequence[str], pack: QuotePack) -> bool:
    """Whether a noun is somebody's: of "бапкері", his coach, the text says who the other is, not who this one is."""
    return pack.head_final and len(words) == 1 and words[0] != source.lemma


def _shortened(source: Source, known: Sequence[str]) -> bool:
    """Whether a post has the head of a known one, and ends in a part of its last word: "представитель | студии"."""
    words = fold(source.text).split()
    return len(words) > 1 and known[:1] == words[:1] and known[-1].endswith(words[-1])


def _shown(source: Source) -> str:
    """The gender that a description shows; where it shows none, the nouns for people that are listed mean men."""
    return source.agreement if source.agreement in GENDERS else "masculine"
