import json
import re
import unicodedata
from pathlib import Path

import pytest

from flows.extract import plain
from flows.extract.catalogue import Catalogue, load
from flows.transform import outlet
from flows.transform.language import article_language
from flows.transform.metadata import resolve

ROOT = Path(__file__).resolve().parents[2]
GOLD = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "tests" / "gold").glob("*.json"))]
SHIPPED = load(ROOT / "seeds" / "sources.toml")
NOBODY = Catalogue()


def metadata(raw, catalogue=NOBODY):
    document = plain.read(raw if isinstance(raw, bytes) else raw.encode(), raw_path="a.txt", raw_sha256="0" * 64)
    return resolve(document, article_language([block.text for block in document.blocks]), catalogue)


def norm(text):
    return re.findall(r"\w+", unicodedata.normalize("NFC", (text or "").lower()))


@pytest.mark.parametrize("catalogue", [NOBODY, SHIPPED], ids=["without", "with"])
@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold["file"])
def test_the_seeds_metadata(gold, catalogue):
    found = metadata((ROOT / "seeds" / gold["file"]).read_bytes(), catalogue)
    assert norm(found.title) == norm(gold["title"])
    assert (found.published and found.published.isoformat()) == gold["published"]
    assert norm(found.author) == norm(gold["author"])
    assert norm(found.outlet) == norm(gold["source"])


def test_section_and_tags_of_a_page():
    found = metadata((ROOT / "seeds" / "003_8d1231778611cf2e.txt").read_bytes())
    assert found.section == "Қоғам"
    assert found.tags == ("Референдум-2026",)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Конституциясының жобасы талқыланды, деп хабарлайды BAQ.KZ.", "BAQ.KZ"),  # seed 002
        ("Семинар өтті деп хабарлайды ҚазАқпарат тілшісі.", "ҚазАқпарат"),
        (
            "Бұл туралы айтып берді, - деп хабарлайды Tengrinews.kz тілшісі баспасөз қызметіне сілтеме жасап.",
            "Tengrinews.kz",
        ),
        ("Жол жүру тегін болады, деп хабарлайды «Хабар 24» телеарнасы.", "Хабар 24"),
        ("Жол жүру тегін болады, деп жазады Massaget.kz-ке.", "Massaget.kz"),
        ('Жобаны сынады, деп хабарлайды Халықаралық "Kazinform" ақпарат агенттігі.', "Kazinform"),
        ("Сумма вложений поражает, передает NUR.KZ.", "NUR.KZ"),
        ("Сумма вложений поражает, передаёт корреспондент Tengrinews.kz со ссылкой на КТК.", "Tengrinews.kz"),
        ("Сумма вложений поражает, передает МИА «Казинформ».", "Казинформ"),
        ("Сумма вложений поражает, пишет «Газета.ру».", "Газета.ру"),
        ("Сумма вложений поражает, передает ТАСС.", "ТАСС"),
        ("Сумма вложений поражает, сообщает газета «Ведомости» со ссылкой на «Интерфакс».", "Ведомости"),
        ("Сумма вложений поражает, сообщает телеканал NBC News.", "NBC News"),  # factRuEval-2016
        # Bodies that inform are sources, and no outlets.
        ("Жолдар жабылды, деп хабарлайды Ішкі істер министрлігінің баспасөз қызметі.", None),  # KazNERD
        ("Сайлау басталды, деп хабарлады Ақтөбе облыстық сайлау комиссиясы.", None),
        ("Ожидаются дожди, сообщает пресс-служба РГП «Казгидромет».", None),
        ("Ожидаются дожди, сообщили в компании.", None),
        ("Он пишет экономическую часть Соглашения.", None),
        ("Музыка загадочна, пишет Морозов.", None),
        ("Бұл туралы, деп жазды Facebook парақшасында депутат.", None),
        ("Бұл туралы, деп жазды Тоқаев X парақшасында.", None),
    ],
)
def test_relay_formulas(text, name):
    assert outlet.relayed([text], NOBODY) == name


def test_the_catalogue_knows_outlets_that_look_like_other_names():
    assert outlet.relayed(["Бұл туралы Азаттық хабарлайды."], NOBODY) is None
    assert outlet.relayed(["Бұл туралы Азаттық хабарлайды."], SHIPPED) == "Азаттық"
    assert outlet.relayed(["Об этом сообщает ТАСС."], NOBODY) is None
    assert outlet.relayed(["Об этом сообщает ТАСС."], SHIPPED) == "ТАСС"
    assert outlet.relayed(["Ранее об этом сообщает РИА «Новости»."], SHIPPED) == "РИА «Новости»"


def test_an_outlet_that_asked():
    assert outlet.asked(["Рассказал он корреспонденту NUR.KZ."], NOBODY) == "NUR.KZ"
    assert outlet.asked(["Сообщил «Газете.Ru» депутат Госдумы."], SHIPPED) == "Газета.Ru"
    assert outlet.asked(["Сообщил Токаеву депутат."], SHIPPED) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("АСТАНА. KAZINFORM – Премьер-министр Олжас Бектенов", "KAZINFORM"),
        ("НҰР-СҰЛТАН. ҚазАқпарат – Бұл туралы", "ҚазАқпарат"),
        ("Алматы. 7 января. KAZAKHSTAN TODAY - Тимур Елеусизов назначен", "KAZAKHSTAN TODAY"),
        ("МОСКВА, 18 янв - РИА Новости. Возгорание произошло", "РИА Новости"),
        ("МОСКВА, 18 января. /ТАСС/. Возгорание произошло", "ТАСС"),
        ("Астана. Қазақстан – егемен ел. Бұл", None),
        ("2026 жылғы 9 ақпанда Ұлттық академиялық кітапханада", None),
    ],
)
def test_datelines(text, name):
    assert outlet.dateline(text, NOBODY) == name


LEAD = "Конституция жобасы кеңінен талқыланып, қоғамға жан-жақты ақпарат беріліп жатыр."


def test_the_outlet_in_the_lead_goes_before_the_one_that_signs_and_others_below():
    below = "Сонымен қатар жоба адам құқықтарын қорғау жүйесін күшейтуді көздейді."
    text = f"{LEAD[:-1]}, деп хабарлайды BAQ.KZ.\n{below}\n{below}\n{below}\nБұл туралы, деп жазады The Guardian."
    assert metadata(text).outlet == "BAQ.KZ"
    assert metadata(f"{LEAD}\n{below}\n{below}\n{below}\nҚР Бас прокуратурасының баспасөз қызметі").outlet == (
        "ҚР Бас прокуратурасының баспасөз қызметі"
    )
    assert metadata(f"{LEAD}\nДереккөз: ҚазАқпарат.").outlet == "ҚазАқпарат"


def test_the_paper_under_the_writers_name_is_the_outlet():
    found = metadata(f"{LEAD}\n{LEAD}\nДінмұхамед АЙАЗБЕКОВ,\n«Егемен Қазақстан»\nАЛМАТЫ")
    assert (found.author, found.outlet) == ("Дінмұхамед АЙАЗБЕКОВ", "Егемен Қазақстан")


def test_several_writers_and_one_beside_the_timestamp():
    title = "Жаңа Конституция: Өңірлердің мүмкіндігі қалай кеңейеді?"
    assert (
        metadata(f"{title}\nАвторы: Дмитрий Норкин, Лилия Сыздыкова\n{LEAD}").author
        == "Дмитрий Норкин, Лилия Сыздыкова"
    )
    assert metadata(f"{title}\nСағыныш Сардарова 19 қар. 2024 17:45 202\n{LEAD}").author == "Сағыныш Сардарова"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Подписывайтесь на канал Massaget.kz в WhatsApp", "Massaget.kz"),
        (
            "При использовании материалов гиперссылка на информационное агентство «Степные вести» обязательна.",
            "Степные вести",
        ),
        ("Больше новостей в Telegram-канале «zakon.kz». Подписывайся!", "zakon.kz"),
        ("Massaget.kz материалдарын пайдалану үшін сілтеме жасау міндетті", "Massaget.kz"),
        ("Подписывайтесь на наш канал в Telegram!", None),
        ("Читайте нас в Google News", None),
    ],
)
def test_an_outlet_that_calls_to_subscribe(line, name):
    text = "Дорогу перекрыли из-за снега\nВчера из-за сильного снега перекрыли дорогу между двумя городами.\n"
    assert metadata(text + line).outlet == name


def test_a_correspondent_who_asks_is_the_outlets():
    assert (
        outlet.asked(["Корреспондент Massaget.kz поинтересовалась у врача, как лечить простуду."], NOBODY)
        == "Massaget.kz"
    )
    assert outlet.asked(["Massaget.kz тілшісі дәрігерден сұрап білді."], NOBODY) == "Massaget.kz"
    assert outlet.asked(["Ранее Massaget.kz сообщал, что дорогу закрыли."], NOBODY) == "Massaget.kz"
    assert outlet.asked(["Ранее МЧС сообщало, что дорогу закрыли."], SHIPPED) is None


def test_a_writer_and_the_time_under_one_label():
    found = metadata(
        "Басты бет\nҚалада жаңа мектеп ашылды\nАвторы және күні: Мерей Сәрсенова 21.03.2016, 18:45\n"
        "Қалада мың орындық жаңа мектеп ашылды. Онда балалар екі ауысымда оқиды."
    )
    assert (found.author, found.published and found.published.isoformat()) == ("Мерей Сәрсенова", "2016-03-21")


def test_a_counter_of_shares_is_no_title():
    found = metadata(
        "Главная\nНовости Казахстана\nСегодня, 14:45\nНовостью поделились: 8 человек\n\n"
        "Жители села построили мост через реку. Работы заняли два месяца, рассказал аким."
    )
    assert found.title is None


def test_a_title_is_without_its_hashtags():
    found = metadata(
        f"#Референдум-2026 Конституциялық реформа жаңа даму кезеңіне негіз қалыптастырады – сенатор\n{LEAD}"
    )
    assert found.title == "Конституциялық реформа жаңа даму кезеңіне негіз қалыптастырады – сенатор"


def test_what_is_not_read_is_flagged():
    english = "The Ministry of Justice published the draft of the new constitution on Monday."
    latin = "Elorda ákimdiginde atap ótkendeı, qalanyń 25 jyldyǵyna oraı merekelik is-shara ótkizý josparlanǵan."
    assert metadata(english).flags == ("unsupported_language",)
    assert metadata(latin).flags == ("unsupported_script",)
    assert metadata(LEAD).flags == ()
