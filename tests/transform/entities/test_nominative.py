"""Names brought back to the nominative."""

import pytest

from flows.transform.entities.lexicon import lexicon
from flows.transform.entities.nominative import candidates


@pytest.mark.parametrize(
    ("surface", "kind", "nominative"),
    [
        ("Қасым-Жомарт Тоқаевтың", "PER", "Қасым-Жомарт Тоқаев"),  # seed 000
        ("Жанна Асанованың", "PER", "Жанна Асанова"),  # seed 003
        ("Асқар Маминнің", "PER", "Асқар Мамин"),  # KazNERD
        ("Владимир Зеленскиймен", "PER", "Владимир Зеленский"),  # KazNERD
        ("Дархан Сатыбалды", "PER", "Дархан Сатыбалды"),  # ends as an accusative does
        ("Қарағандыда", "LOC", "Қарағанды"),  # seed 004
        ("Қазақстанның", "LOC", "Қазақстан"),  # seed 000
        ("Қазақстан", "LOC", "Қазақстан"),  # ends as an ablative does
        ("Өскемен", "LOC", "Өскемен"),  # ends as an instrumental does
        ("Қарағанды облысының", "LOC", "Қарағанды облысы"),  # seed 004
        ("БҰҰ-ның", "ORG", "БҰҰ"),  # seed 002
        ("Ұлттық академиялық кітапханада", "ORG", "Ұлттық академиялық кітапхана"),  # seed 002
        ("«Amanat» партиясының", "ORG", "«Amanat» партиясы"),  # seed 004
        ("Президент әкімшілігінің", "ORG", "Президент әкімшілігі"),  # seed 000
        ("Уильям Мозерді", "PER", "Уильям Мозер"),  # KazNERD
        ("Кофи Аннан", "PER", "Кофи Аннан"),  # KazNERD: ends as an ablative does
        ("Саида", "PER", "Саида"),  # KazNERD: ends as a locative does
        ("Хұзыстан", "LOC", "Хұзыстан"),  # UD Kazakh
        ("Мажарстанды", "LOC", "Мажарстан"),  # KazNERD
        ("Теректі", "LOC", "Теректі"),  # KazNERD: ends as an accusative does
        ("Арабиясының", "LOC", "Арабия"),  # UD Kazakh: possessed
        ("Сауд Арабиясының", "LOC", "Сауд Арабиясы"),  # the pack: listed as it stands
        ("Қазақстанымыздың", "LOC", "Қазақстан"),  # KazNERD: ours
        # seeds 002 and 004: a chamber of the parliament, in full
        ("Қазақстан Республикасы Парламенті Мәжілісінің", "ORG", "Қазақстан Республикасы Парламентінің Мәжілісі"),
        ("Қазақстан Республикасы Парламенті Сенаты", "ORG", "Қазақстан Республикасы Парламентінің Сенаты"),
    ],
)
def test_kazakh(surface, kind, nominative):
    assert candidates(surface, kind, lexicon("kk"), ())[0] == nominative


@pytest.mark.parametrize(
    ("surface", "kind", "nominative"),
    [
        ("Касым-Жомарта Токаева", "PER", "Касым-Жомарт Токаев"),
        ("Касым-Жомарт Токаева", "PER", "Касым-Жомарт Токаев"),  # seed 001: the first part is not inflected
        ("Виктором Януковичем", "PER", "Виктор Янукович"),  # factRuEval book_142
        ("Реджепом Эрдоганом", "PER", "Реджеп Эрдоган"),  # factRuEval book_142
        ("Борису Николаевичу Ельцину", "PER", "Борис Николаевич Ельцин"),  # factRuEval book_253
        ("Хиллари Клинтон", "PER", "Хиллари Клинтон"),  # factRuEval
        ("Генеральной прокуратуры", "ORG", "Генеральная прокуратура"),  # seed 001
        ("Республики Казахстан", "LOC", "Республика Казахстан"),  # seed 001
        ("Курильские острова", "LOC", "Курильские острова"),  # factRuEval book_260: a plural stays one
        ("Северной Кореи", "LOC", "Северная Корея"),  # factRuEval
        ("МИДа", "ORG", "МИД"),  # factRuEval book_260
        ("Большим театром", "ORG", "Большой театр"),  # factRuEval book_424
        ("Львовском высшем военно-политическом училище", "ORG", "Львовское высшее военно-политическое училище"),  # 3828
        ("Росстата", "ORG", "Росстат"),  # factRuEval book_3775: no word of the dictionary
        ("КазМунайГаза", "ORG", "КазМунайГаз"),  # of the news of 2022
        ("Объединенными силами", "ORG", "Объединенные силы"),  # factRuEval book_3809
        ("Минэкономразвития", "ORG", "Минэкономразвития"),  # factRuEval book_475
    ],
)
def test_russian(surface, kind, nominative):
    assert candidates(surface, kind, lexicon("ru"), ())[0] == nominative


def test_a_surname_alone_may_be_a_mans_or_a_womans():
    assert set(candidates("Асанова", "PER", lexicon("ru"), ())) == {"Асанов", "Асанова"}
