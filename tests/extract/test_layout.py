from hypothesis import given, settings
from hypothesis import strategies as st

from flows.extract.layout import arrange
from schemas.vocabulary import PARAGRAPH_KINDS

# Sentences of the seeds: what stands around them in these pages is the shape of real ones.
TITLE = "Конституциялық реформа Қазақстанның жаңа даму кезеңіне құқықтық негіз қалыптастырады – сенатор"
LEAD = (
    "Конституциялық реформаның басты мақсаты – мемлекеттің қазіргі тарихи, әлеуметтік және технологиялық даму кезеңіне "
    "толық сәйкес келетін тұрақты құқықтық негіз қалыптастыру. Бұл туралы Сенат депутаты Жанна Асанова айтты."
)
QUOTE = (
    '"Білім, ғылым, инновация және адами капиталды дамыту конституциялық деңгейде бекітіледі", – деді Жанна Асанова.'
)
UNMARKED = "Қазақстанның қазіргі жастары – білімді, бастамашыл әрі әлемге ашық буын, – деді партия өкілі."
RU = "В настоящее время идет активное обсуждение проекта Конституции и информирование общества о преобразованиях."


def kinds(*lines):
    return arrange(lines).kinds


def test_the_title_its_repetition_and_what_stands_around_them():
    page = ("#Референдум-2026", "Қоғам", TITLE, TITLE, "07.03.2026 14:31", LEAD, QUOTE, "Айдос Қали")
    assert kinds(*page) == ["chrome", "chrome", "title", "title", "chrome", "body", "body", "byline"]


def test_a_text_may_open_with_its_lead():
    assert kinds(LEAD, QUOTE) == ["body", "body"]


def test_a_single_line_is_the_text():
    assert kinds(TITLE) == ["body"]


def test_a_title_may_ask():
    title = "Жаңа Конституция: Өңірлердің мүмкіндігі қалай кеңейеді?"  # seed 004
    assert kinds(title, LEAD) == ["title", "body"]


def test_a_title_repeated_below_the_lead_is_a_title_again():
    assert kinds(TITLE, LEAD, TITLE, "Сурет: Ақорда", QUOTE) == ["title", "body", "title", "caption", "body"]


def test_a_title_in_a_header_full_of_other_headlines():
    page = (
        "Киев ударил по дорогому для Вашингтона",
        "Фадеев предложил перепроверить цитату Довлатова",
        "Как Одесса вернется на Родину",
        "26 февраля 2026, 02:55 • Новости дня",
        "Началось обсуждение проекта Конституции",
        "Tекст: Катерина Туманова",
        RU,
    )
    assert kinds(*page) == ["chrome", "chrome", "chrome", "chrome", "title", "byline", "body"]


def test_a_short_title_before_the_subtitle():
    page = ("Активное обсуждение", "1558", "Дмитрий Норкин", "Проект Конституции обсуждает вся страна", RU)
    assert kinds(*page) == ["title", "chrome", "byline", "heading", "body"]


def test_captions_by_label_and_by_credit():
    page = (
        LEAD,
        "Сурет: ҚР Бас прокуратурасының баспасөз қызметі",
        "Фото автора",
        "Маулен Ашимбаев. Фото: NUR.KZ",
        "референдум, выборы, сайлау",
        "Фото: Мухтор Холдорбеков / Kazinform",
        "фото Игоря Бургандинова",
        "Қызылжар Ордабасы матчын қайдан көруге болады? / фото: ҚФФ",
        QUOTE,
    )
    assert kinds(*page) == ["body", *["caption"] * 7, "body"]


def test_a_sentence_about_a_picture_is_text():
    sentence = "Бейне көріністерді экологиялық қоғамдық ұйымның белсенділері әлеуметтік желіде таратқан соң."  # KazNERD
    assert kinds(LEAD, sentence, QUOTE) == ["body", "body", "body"]


def test_items_after_a_colon():
    page = (
        "Особое внимание уделено следующим направлениям:",
        "Равенство перед законом – совершенствование механизмов правовой защиты;",
        "Приоритет защиты прав граждан – развитие сервисной модели работы;",
        "Развитие правовой культуры – повышение качества юридического образования.",
        RU,
    )
    assert kinds(*page) == ["body", "list_item", "list_item", "list_item", "body"]


def test_dashes_after_a_colon_are_items_unless_somebody_speaks():
    items = ("Шектеу енгізілген жолдар:", "- Астана – Атбасар – Жақсы", "- Мамлютка – Қостанай", LEAD)
    assert kinds(LEAD, *items)[1:] == ["body", "list_item", "list_item", "body"]
    speech = (
        "Бұл мәселеге қатысты қала әкімдігінің өкілдері былай дейді:",
        "– Ол былай деді, – деді ол.",
        "– Неге?",
        LEAD,
    )
    assert kinds(LEAD, *speech)[1:] == ["body", "body", "body", "body"]


def test_a_reply_that_opens_with_a_dash_is_text():
    assert kinds(TITLE, LEAD, f"- {UNMARKED}", LEAD)[2] == "body"
    assert kinds(TITLE, LEAD, "• Шымкент және Қостанай бағыттары", LEAD)[2] == "list_item"


def test_headings_head_something():
    assert kinds(TITLE, LEAD, "Президент: гости и визиты", QUOTE) == ["title", "body", "heading", "body"]


def test_hard_wrapped_lines_are_text():
    wrapped = (LEAD, "Сенатор жаңа Конституция жобасында", "білім мен ғылымды дамытуға", "мән берілгенін атап өтті.")
    assert kinds(*wrapped) == ["body"] * 4


def test_links_to_other_articles():
    page = (TITLE, LEAD, "Читайте также:", "Сколько будет стоить уголь в новом году", "Что ждет сенаторов?", QUOTE)
    assert kinds(*page) == ["title", "body", "chrome", "chrome", "chrome", "body"]
    assert kinds(TITLE, LEAD, "Оқи отырыңыз: Референдум қашан өтеді?", QUOTE)[2] == "chrome"


def test_headlines_above_their_own_times_within_the_text():
    teasers = (
        "Ауыл мектебіне жаңа директор келді",
        "27 сәуір 18:41 1",
        "Көктемде су тасқыны бола ма?",
        "29 сәуір 08:10",
    )
    assert kinds(TITLE, LEAD, *teasers, QUOTE) == ["title", "body", *["chrome"] * 4, "body"]
    # One is a heading or a line of the text as likely.
    assert kinds(TITLE, LEAD, *teasers[:2], QUOTE)[2] != "chrome"


def test_a_chronicle_is_text():
    entries = ("12 апреля, 12:05", "В Кобде начали эвакуацию людей", "12 апреля, 12:40", "Вода пошла через плотину")
    assert "chrome" not in kinds(TITLE, LEAD, *entries, QUOTE)[3:6:2]
    assert kinds(TITLE, LEAD, "Хроника событий", *entries, QUOTE)[4] != "chrome"
    said = ("12:05", "«Нас никто не предупредил», – говорит житель дома", "12:40", "«Был взрыв», – рассказала соседка")
    assert [kind for kind in kinds(TITLE, LEAD, *said, QUOTE) if kind != "chrome"] == ["title", *["body"] * 4]


def test_a_list_of_what_is_discussed():
    heads = ("ҚАЗІР ТАЛҚЫЛАНЫП ЖАТЫР", "ОБСУЖДАЕТСЯ СЕЙЧАС")
    for head in heads:
        assert kinds(TITLE, LEAD, head, "Ауыл мектебіне жаңа директор келді", "27 сәуір 18:41 1", QUOTE) == [
            "title",
            "body",
            *["chrome"] * 3,
            "body",
        ]


def test_the_pages_own_lines():
    own = ("Бөлісу", "1558", "рет көрсетілді", "https://baq.kz/news", "Подписывайтесь на наш Telegram!", "Мәдениет")
    own += ("На сайте используются cookies. Продолжая работу, вы соглашаетесь с этим.", "Дереккөз: ҚазАқпарат", "***")
    assert kinds(TITLE, LEAD, *own, QUOTE)[2:-1] == ["chrome"] * len(own)


def test_a_press_service_signs():
    assert kinds(RU, RU + " Да.", "Пресс-служба Генеральной прокуратуры")[-1] == "byline"


def test_the_writer_the_paper_and_the_place():
    tail = ("Дінмұхамед АЙАЗБЕКОВ,", "«Егемен Қазақстан»", "АЛМАТЫ")
    assert kinds(TITLE, LEAD, *tail)[2:] == ["byline", "byline", "chrome"]


def test_a_label_names_the_writer_on_the_next_line():
    assert kinds(TITLE, "Автор:", "Айдос Қали", LEAD)[1:3] == ["chrome", "byline"]


def test_the_name_of_somebody_the_text_speaks_of_is_no_byline():
    assert kinds(TITLE, "Жанна Асанова", "Жанна Асанова. Фото: Сенат", LEAD)[1] == "caption"
    assert kinds(TITLE, LEAD, QUOTE, "Жанна Асанова")[-1] == "chrome"


def test_the_name_under_a_quotation_is_its_speakers():
    quotation = '"Осындай маңызды құжат халықтың тікелей дауыс беруі арқылы қабылданады."'
    assert kinds(TITLE, LEAD, quotation, "Жанна Асанова", UNMARKED)[3] == "body"
    assert kinds(TITLE, LEAD, quotation, "Жанна Асанова")[3] == "body"


def test_headlines_after_the_text_are_other_articles():
    after = (
        "Очередная атака на Москву провалилась в ночь на воскресенье",
        "Основатель компании умер на 57-м году жизни",
    )
    assert kinds(TITLE, RU, RU + " Да.", *after)[3:] == ["chrome", "chrome"]
    assert kinds(TITLE, RU, *after[:1])[2:] == ["body"]


def test_a_timestamp_below_the_text_is_another_articles():
    assert arrange((TITLE, "07.03.2026 14:31", LEAD)).stamp is not None
    assert arrange((TITLE, LEAD, QUOTE, "07.03.2026 14:31")).stamp is None
    assert arrange((TITLE, "Обновлено 07.03.2026 14:31", LEAD)).stamp is None


LINE = st.one_of(
    st.sampled_from(
        [TITLE, LEAD, QUOTE, "Айдос Қали", "Қоғам", "Автор:", "- а;", "Читайте также", "07.03.2026", "#а", "—"]
    ),
    st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=20),
)


@given(st.lists(LINE, min_size=1, max_size=30))
@settings(deadline=None)
def test_every_line_gets_one_known_kind(lines):
    found = kinds(*lines)
    assert len(found) == len(lines)
    assert set(found) <= set(PARAGRAPH_KINDS)
