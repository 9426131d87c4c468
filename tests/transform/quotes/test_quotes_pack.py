"""The packs: they compile, and the forms made from their stems and lemmas are words that people write."""

import pytest

from flows.packs import LANGUAGES
from flows.transform.quotes.compiled import pack_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_pack(language: str) -> None:
    assert pack_of(language) is not None


def test_no_pack_for_other_languages() -> None:
    assert pack_of("other") is None


@pytest.mark.parametrize(
    ("language", "phrase", "feature"),
    [
        # forms attested in the gold articles and in KazNERD
        ("kk", "атап өтті", "finite"),
        ("kk", "айтқан", "participle"),
        ("kk", "мәлімдеді", "finite"),
        ("kk", "хабарлады", "finite"),
        ("kk", "ескертеді", "finite"),
        ("kk", "еске салды", "finite"),
        # in factRuEval-2016
        ("ru", "отметил", "masculine"),
        ("ru", "заявила", "feminine"),
        ("ru", "сообщило", "neuter"),
        ("ru", "подчеркнули", "plural"),
        ("ru", "считают", "plural"),
        ("ru", "заявив", "converb"),
        ("ru", "обратил внимание", "masculine"),
    ],
)
def test_cue_forms(language: str, phrase: str, feature: str) -> None:
    pack = pack_of(language)
    assert pack is not None
    found = pack.cues.match(phrase.split(), 0)
    assert found is not None
    assert (found[0], found[1].feature) == (len(phrase.split()), feature)


def test_a_particle_may_stand_inside_a_cue() -> None:
    pack = pack_of("kk")
    assert pack is not None
    found = pack.cues.match(["атап", "та", "өтті"], 0, pack.clitics)
    assert found is not None
    assert found[0] == 3


@pytest.mark.parametrize(
    ("language", "word", "lemma", "plural", "case"),
    [
        ("kk", "сенатордың", "сенатор", False, "genitive"),
        ("kk", "мамандар", "маман", True, "nominative"),
        ("kk", "әкімі", "әкім", False, "nominative"),
        ("kk", "министрлігі", "министрлік", False, "nominative"),
        ("ru", "участники", "участник", True, "nominative"),
        ("ru", "жителей", "житель", True, "genitive"),
        ("ru", "компании", "компания", False, "locative"),
        ("ru", "учёный", "ученый", False, "nominative"),
    ],
)
def test_nouns(language: str, word: str, lemma: str, plural: bool, case: str) -> None:
    pack = pack_of(language)
    assert pack is not None
    noun = pack.morphology.noun(word)
    assert noun is not None
    assert (noun.lemma, case in noun.cases) == (lemma, True)
    if word != "компании":  # singular or plural: the form does not tell
        assert noun.plural is plural
