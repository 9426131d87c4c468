"""A language pack's quotes room, compiled from its tables."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final

from flows import packs
from flows.transform.quotes.cues import according_entries, cue_entries
from flows.transform.quotes.dictionary import Dictionary
from flows.transform.quotes.folding import fold
from flows.transform.quotes.morphology import Morphology
from flows.transform.quotes.pack import Coreference, QuotePack, Relay
from flows.transform.quotes.phrase_index import Phrases
from flows.transform.quotes.suffixes import Suffixes

MORPHOLOGIES: Final[Mapping[str, Callable[[Mapping[str, Any]], Morphology]]] = {
    "suffixes": Suffixes,
    "pymorphy3": Dictionary,
}


def _words(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


def _phrases(phrases: Iterable[str]) -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in phrases)


def _clause(clause: Mapping[str, Any], case: str) -> re.Pattern[str] | None:
    if not clause["nominalised"]:
        return None
    return re.compile(f"\\w+{clause['nominalised']}(?:{'|'.join(clause[case].split())})")


def _posts(posts: Mapping[str, Sequence[str]], aliases: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    named = {post: tuple(stems) for post, stems in posts.items()}
    return named | {alias: named[post] for post, others in aliases.items() for alias in others}


def _relay(table: Mapping[str, Any]) -> Relay:
    return Relay(
        cues=_words(table["cues"]),
        always=_words(table["always"]),
        writes=_words(table.get("writes", ())),
        references=_words(table["references"]),
        reporters=_words(table["reporters"]),
        media=_words(table["media"]),
        own_names=_words(table.get("own_names", ())),
        media_ending=re.compile("|".join(table["endings"])),
    )


def _coreference(table: Mapping[str, Any], inhabitants: Iterable[str]) -> Coreference:
    generic, surnames = table["generic"], table["surnames"]
    states = {fold(stem): code for code, stems in table.get("states", {}).items() for stem in stems}
    return Coreference(
        post_synonyms=_posts(table["posts"], table["aliases"]),
        feminine_surnames=tuple(surnames["feminine"]),
        masculine_surnames=tuple(surnames["masculine"]),
        generic_posts=_words(generic["posts"]),
        unique_posts=_words(generic["unique"]),
        portfolios=_words(generic.get("portfolios", ())),
        professions=_words(generic["professions"]),
        people=_words(generic["people"]),
        inhabitants=tuple(inhabitants),
        anonymous=_words(generic["anonymous"]),
        others=_words(generic.get("others", ())),
        indefinite=_words(generic["indefinite"]),
        insiders=_words(generic["insiders"]),
        generic_bodies=_words(generic["bodies"]),
        hypernyms=_words(generic.get("hypernyms", ())),
        bodies_meant={body: tuple(stems) for body, stems in table["bodies"].items()},
        state_bodies=tuple(generic["state"]),
        platforms=_words(generic["platforms"]),
        press=tuple(generic["press"]),
        messages=_words(generic["messages"]),
        states=states,
        state_posts=table.get("state_posts", {}),
        state=re.compile(rf"\b(?:{'|'.join(sorted(states, key=len, reverse=True))})") if states else None,
    )


def _compile(language: str, data: Mapping[str, Any]) -> QuotePack:
    morphology = MORPHOLOGIES[data["morphology"]](data)
    clause, phrases = data["clause"], data.get("phrases", {})
    pronouns = {
        fold(word): (case, number) for case, words in data["pronouns"].items() for word, number in words.items()
    }
    return QuotePack(
        language=language,
        morphology=morphology,
        head_final=data["head_final"],
        cues=Phrases(cue_entries(data["cues"], morphology)),
        according=Phrases(according_entries(data["according"], data["pronouns"]["possessive"])),
        anaphors=_phrases(data["anaphors"]["phrases"]),
        connectives=_phrases(data["connectives"]),
        nouns_of_need=_words(clause["nouns"]),
        accusative=_clause(clause, "accusative"),
        nominative=_clause(clause, "nominative"),
        dative=_clause(clause, "dative"),
        possessed_accusative=clause["possessed_accusative"],
        about=_words(clause["about"]),
        between=_words(clause["between"]),
        objects=_words(noun.split()[0] for group in data["cues"] for noun in group.get("objects", ())),
        clitics=_words(data["clitics"]),
        complementisers=_words(data["complementisers"]),
        quotatives=_words(data["quotatives"]),
        attributive=_words(data["attributive"]),
        as_words=_words(data["as_words"]),
        correlatives=_words(data["correlatives"]),
        negations=_words(data["negations"]),
        negations_after=_words(data["negations_after"]),
        conjunctions=_words(data["conjunctions"]),
        auxiliaries=_words(data["auxiliaries"]),
        settings=_phrases(data["settings"]),
        preludes=_phrases(data["preludes"]),
        places=_words(data["places"]),
        there=_words(data.get("there", ())),
        where=_words(data.get("where", ())),
        impersonal=_words(data.get("impersonal", ())),
        bridges=_words(data["bridges"]),
        abbreviations=_words(data["abbreviations"]),
        postpositions=_words(data["postpositions"]),
        phrase_breaks=tuple(data["phrase_breaks"]),
        group_breaks=tuple(phrases.get("group_breaks", ())),
        adverbs=_words(phrases.get("adverbs", ())),
        adjuncts=frozenset(tuple(phrase.split()) for phrase in phrases.get("adjuncts", ())),
        regarding=_words(phrases.get("regarding", ())),
        whole=_words(phrases.get("whole", ())),
        participles=tuple(phrases.get("participles", ())),
        infinitives=tuple(phrases.get("infinitives", ())),
        progressive=tuple(phrases.get("progressive", ())),
        questions=_words(clause.get("questions", ())),
        deverbal=re.compile(phrases["deverbal"]) if "deverbal" in phrases else None,
        belonging=tuple(phrases.get("belonging", ())),
        reflexives=_words(phrases.get("reflexives", ())),
        demonstratives=_words(phrases.get("demonstratives", ())),
        manner=_words(phrases.get("manner", ())),
        naming=_words(phrases.get("naming", ())),
        words_said=_words(phrases.get("words_said", ())),
        quoted=_words(phrases.get("quoted", ())),
        partitives=_words(phrases.get("partitives", ())),
        among=_words(phrases.get("among", ())),
        some=_words(phrases.get("some", ())),
        own_words=tuple(phrases.get("own_words", ())),
        attributive_not_after=tuple(phrases.get("attributive_not_after", ())),
        verbatim_words=phrases.get("verbatim_words", 2),
        predicates=tuple(data["predicates"]),
        personal=tuple(phrases.get("personal", ())),
        relatives=_words(data["relatives"]),
        rankings=_words(data.get("rankings", ())),
        which=_words(data["which"]),
        subordinators=_words(data["relatives"]) - _words(data["which"]),
        consequences=_words(clause["consequences"]),
        reasons=_words(clause["reasons"]),
        degrees=_words(clause["degrees"]),
        quantifiers=_words(data["quantifiers"]),
        attached=_words(data["attached"]),
        verb_endings=tuple(data["verb_endings"]),
        owned=tuple(data["owned"]),
        pronouns=pronouns,
        relay=_relay(data["relay"]),
        coreference=_coreference(data["coreference"], phrases.get("inhabitants", ())),
    )


@cache
def pack_of(language: str) -> QuotePack | None:
    """Return the compiled pack of a language; None when there is no pack for it."""
    data = packs.load("quotes")
    return _compile(language, data[language]) if language in data else None
