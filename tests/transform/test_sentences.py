from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.transform.sentences import split


def sentences(text, language):
    return [text[start:end] for start, end in split(text, language)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        # Seed 004: an unmarked quotation of several sentences.
        ("kk", ["Жаңа Конституция жобасында адамның еңбек ету құқығы бекітіледі.", "Бұл – кеңірек әлеуметтік ұғым."]),
        # Seed 003: the words after the closing mark belong to the last sentence.
        (
            "kk",
            [
                '"Референдум – демократияның ең жоғары көріністерінің бірі.',
                'Ол әрбір азаматқа мемлекет болашағына ықпал ету мүмкіндігін береді", – деді сенатор.',
                "Оның пікірінше, Конституцияны талқылау үдерісі де ықпал етеді.",
            ],
        ),
        # KazNERD: questions and calls inside marks.
        ("kk", ["Сондықтан ол қысы-жазы «Кім су әкеп берер екен?» деген үмітпен отырады.", "Ол кетті."]),
        ("kk", ["«Келіп тұр ма?» — деп сұрады.", "Жастар жылы аясында «Жастар шақырады!» атты форум өткізілмек."]),
        # Seed 002: an address at the end of a sentence.
        ("kk", ["Жобасы талқыланды, деп хабарлайды BAQ.KZ.", "Дөңгелек үстел жұмысына өкілдер қатысты."]),
        # factRuEval-2016.
        ("ru", ["Так же 18 апреля театр примет участие в Музейных пятницах в ГМИИ им. Пушкина.", "Это так."]),
        ("ru", ["Правительство выделяет 500 млн. евро на исследования.", "500 млн. евро будут выделены."]),
        ("ru", ["В то же время на сайте Facebook побывало 714 млн.", "Однако рост числа посетителей тут уже 30%."]),
        (
            "ru",
            ["Показаны на сценах Гамбурга, Праги, Сантьяго и т. д.", "Художественный руководитель театра – артист."],
        ),
        ("ru", ["Александр обнаружит упоминание о Н. Н. Вертинской в журнале.", "Он напишет ей."]),
        ("ru", ["Попыткой увильнуть от обсуждения, начатой М.С. Горбачевым.", "В 19.58 мск он приземлился."]),
        # Seed 001.
        ("ru", ["По его словам, речь идёт об укреплении «нулевой терпимости».", "В целом, изменения прогрессивны."]),
    ],
)
def test_attested_sentences(language, expected):
    assert sentences(" ".join(expected), language) == expected


@pytest.mark.parametrize("ending", ['."', ".»", '".', "».", "...", "…", "?!", "!»", ".)"])
def test_marks_that_end_a_sentence(ending):
    assert sentences(f"Бұл туралы айтты{ending} Ол кетті.", "kk") == [f"Бұл туралы айтты{ending}", "Ол кетті."]


@pytest.mark.parametrize(
    "text",
    [
        "Осылай... бірақ ертең қайта оралды",
        "1. Заң алдындағы теңдік",
        "Е. Карин айтты",
        "Дж. Байден келді",
        "Сумма составила 3.5 млн рублей",
        "«Кто там?» – спросил он",
        "Неге? – деді ол",
        "См. рис. 5",
    ],
)
def test_marks_that_do_not(text):
    assert sentences(text, "kk" if "ә" in text or "қ" in text else "ru") == [text]


def test_a_reply_after_a_dash_is_a_sentence_of_its_own():
    assert sentences("– Неге? – деді ол. – Сен кел.", "kk") == ["– Неге? – деді ол.", "– Сен кел."]


def test_line_breaks_end_sentences_and_white_space_is_outside():
    assert sentences("  Бірінші жол\nекінші жол \n\n", "kk") == ["Бірінші жол", "екінші жол"]


def test_another_language_uses_all_abbreviations():
    assert sentences("ГМИИ им. Пушкина. Ол кетті.", "other") == ["ГМИИ им. Пушкина.", "Ол кетті."]


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_nothing_has_no_sentences(text):
    assert split(text, "kk") == []


@given(st.text(st.sampled_from('аӘБ .!?…"»«–\n1(т'), max_size=60))
def test_sentences_are_trimmed_ordered_and_lose_nothing(text):
    spans = split(text, "kk")
    found = [text[start:end] for start, end in spans]
    assert all(sentence and sentence == sentence.strip() for sentence in found)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert "".join("".join(found).split()) == "".join(text.split())
