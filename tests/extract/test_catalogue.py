from pathlib import Path

import pytest

from flows.extract.catalogue import Catalogue, CatalogueError, load

SEEDS = Path(__file__).resolve().parents[2] / "seeds" / "sources.toml"

ENTRY = """
[[publisher]]
name = "Казинформ"
forms = ["Kazinform", "ҚазАқпарат", "inform.kz"]
cases = ["Казинформа"]
languages = ["kk", "ru"]
licence = "unknown"
full_text = false
reason = "Not known."
url = "https://www.inform.kz"
"""


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "sources.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    "name",
    [
        "Казинформ",
        "KAZINFORM",
        "«Казинформ»",
        "ҚазАқпарат",
        "https://www.inform.kz/",
        "inform.kz",
        "Казинформа",
        "inform.kz-ке",
    ],
)
def test_a_publisher_is_found_by_every_written_form(written, name):
    assert load(written(ENTRY)).find(name).name == "Казинформ"


def test_an_unknown_name_is_nobody(written):
    assert load(written(ENTRY)).find("BAQ.KZ") is None
    assert Catalogue().find("Казинформ") is None


def test_inflected_forms_are_read_as_the_name(written):
    catalogue = load(written(ENTRY))
    assert catalogue.nominative("Казинформа") == "Казинформ"
    assert catalogue.nominative("KAZINFORM") == "KAZINFORM"
    assert catalogue.nominative("inform.kz-ке") == "inform.kz"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (ENTRY.replace('licence = "unknown"\n', ""), "licence: missing"),
        (ENTRY.replace("false", '"no"'), "full_text: must be"),
        (ENTRY.replace('name = "Казинформ"', 'name = ""'), "name: must be"),
        (ENTRY.replace('["kk", "ru"]', '["kk", 1]'), "languages: must hold"),
        (ENTRY + 'licenze = "x"\n', "licenze: no such key"),
        ("[publishers]\n", "publishers: no such key"),
        ('publisher = "x"\n', "publisher: must be"),
        (ENTRY + ENTRY.replace('name = "Казинформ"', 'name = "BAQ.KZ"'), "is Казинформ's already"),
        ("name = \n", "Invalid value"),
    ],
)
def test_an_error_names_the_file_and_the_key(written, text, message):
    path = written(text)
    with pytest.raises(CatalogueError, match=message) as error:
        load(path)
    assert str(path) in str(error.value)


def test_a_catalogue_that_is_not_there(tmp_path):
    with pytest.raises(CatalogueError, match=r"sources\.toml"):
        load(tmp_path / "sources.toml")


def test_the_shipped_catalogue_knows_the_seeds_publishers():
    catalogue = load(SEEDS)
    assert catalogue.find("BAQ.KZ")
    assert catalogue.find("Пресс-служба Генеральной прокуратуры")
    assert [
        publisher.name for publisher in catalogue.publishers if publisher.full_text and publisher.licence == "unknown"
    ] == []
