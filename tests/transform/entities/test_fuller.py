"""Bodies called by less than their name (names of factRuEval-2016 where nothing else is said)."""

import pytest

from flows.transform.entities.fuller import fullest_bodies
from flows.transform.entities.lexicon import lexicon


def fullest(*names: str, language: str = "ru") -> list[str]:
    found = fullest_bodies(names, lexicon(language))
    return [found.get(name, name) for name in names]


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Нацфронт", "Национальный фронт"),  # book_367
        ("Госдума", "Государственная дума"),  # book_3885
        ("Минсельхоз", "Министерство сельского хозяйства"),  # book_622
        ("Минобороны", "Министерство обороны"),  # book_3700
        ("МИД", "министерство иностранных дел Украины"),  # book_3910
        ("Генпрокуратура", "Генпрокуратура РФ"),  # book_3775
        ("Законодательное собрание", "Законодательное собрание Приморского края"),  # book_302
        ("Верховный суд", "Верховный суд Бангладеша"),  # book_1256
        ("Конгресс", "Конгресс США"),  # book_124
        ("ЕС", "Евросоюз"),  # book_3746
        ("Центробанк", "Центральный банк"),  # of the news of 2022
        ("Центризбирком", "Центральная избирательная комиссия Монголии"),  # book_3828
        ("ЦИК", "Центральная избирательная комиссия Монголии"),
    ],
)
def test_an_abbreviation_and_a_name_without_its_place_are_the_full_name(short: str, full: str) -> None:
    assert fullest(short, full) == [full, full]
    assert fullest(full, short) == [full, full]


def test_what_can_be_short_for_two_stays() -> None:
    names = ["МИД", "МИД России", "МИД Украины"]
    assert fullest(*names) == names
    names = ["Верховный суд", "Верховный суд США", "Верховный суд Украины"]
    assert fullest(*names) == names


def test_the_name_that_tells_the_state_is_the_fuller_one() -> None:
    assert fullest("Центризбирком", "ЦИК Монголии") == ["ЦИК Монголии"] * 2  # book_3828


def test_one_state_named_in_two_ways_is_one() -> None:
    assert fullest("МИД РФ", "Министерство иностранных дел России")[0] == "Министерство иностранных дел России"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Совет", "Совет Европы"),  # another's
        ("Наше радио", "Наше радио Санкт-Петербург"),  # book_3927: a name of its own
        ("Минфин", "Министерство иностранных дел"),
        ("Роскосмос", "Российские железные дороги"),
        ("Минсельхоз РФ", "Министерство сельского хозяйства Молдавии"),
    ],
)
def test_what_only_begins_alike_stays(one: str, other: str) -> None:
    assert fullest(one, other) == [one, other]


def test_in_kazakh_the_packs_tell() -> None:
    assert fullest("ДДСҰ", "Дүниежүзілік денсаулық сақтау ұйымы", language="kk")[0] == (
        "Дүниежүзілік денсаулық сақтау ұйымы"
    )


def test_many_names_take_linear_time() -> None:
    names = [f"Министерство {chr(1072 + i % 30)}{i} дел" for i in range(20_000)]
    assert len(fullest("Минобороны", *names)) == 20_001
