"""Mentions of all articles → entities: SQL over the parts, ids that depend on the name alone."""

import duckdb
import pytest

from flows.link.entities import create_entities
from flows.link.identifiers import known
from flows.packs import load
from flows.settings import DataDir
from flows.transform.names import coded_entity_id, entity_id

Named = tuple[str, str, str]  # language, type, name


@pytest.fixture
def link():
    """The entities of articles, each a list of (language, type, name), by id."""

    def run(*articles: list[Named]):
        with duckdb.connect() as connection:
            connection.execute("CREATE TABLE articles (article_id VARCHAR, published DATE)")
            connection.execute("CREATE TABLE paragraphs (paragraph_id VARCHAR, language VARCHAR)")
            connection.execute(
                "CREATE TABLE mentions "
                "(entity_id VARCHAR, type VARCHAR, name VARCHAR, article_id VARCHAR, paragraph_id VARCHAR)"
            )
            for i, named in enumerate(articles):
                connection.execute("INSERT INTO articles VALUES (?, ?::DATE)", [f"a{i}", f"2025-01-{i + 1:02}"])
                for j, (language, type_, name) in enumerate(named):
                    connection.execute("INSERT INTO paragraphs VALUES (?, ?)", [f"a{i}p{j}", language])
                    connection.execute(
                        "INSERT INTO mentions VALUES (?, ?, ?, ?, ?)",
                        [entity_id(name, type_), type_, name, f"a{i}", f"a{i}p{j}"],
                    )
            create_entities(connection)
            rows = connection.sql("FROM entities").to_arrow_table().to_pylist()
        return {row["entity_id"]: row for row in rows}

    return run


FIRST: list[Named] = [("kk", "PER", "Берік Асылов"), ("kk", "ORG", "Бас прокуратура"), ("kk", "LOC", "Мәскеу")]
SECOND: list[Named] = [("ru", "PER", "Берик Асылов"), ("ru", "ORG", "Генпрокуратура"), ("ru", "LOC", "Москва")]


def test_both_languages_make_one_entity_with_a_name_in_each(link):
    entities = link(FIRST, SECOND)
    assert len(entities) == 3
    person = entities[entity_id("Берік Асылов", "PER")]
    assert (person["name_kk"], person["name_ru"], person["n_articles"]) == ("Берік Асылов", "Берик Асылов", 2)
    assert str(person["first_published"]) == "2025-01-01"
    assert str(person["last_published"]) == "2025-01-02"


def test_the_usual_name_is_the_most_frequent_and_the_others_are_aliases(link):
    (body,) = link(SECOND[1:2], SECOND[1:2], [("ru", "ORG", "Генеральная прокуратура")]).values()
    assert body["name"] == "Генпрокуратура"
    assert body["aliases"] == ["Генеральная прокуратура"]


def test_people_of_one_family_stay_two(link):
    assert (
        len(link([("kk", "PER", "Жақып Асанов"), ("kk", "PER", "Жанна Асанова"), ("ru", "PER", "Жакып Асанов")])) == 2
    )


def test_places_and_bodies_have_their_ids_elsewhere(link):
    entities = link(FIRST, [("kk", "LOC", "Қазақстан Республикасы"), ("ru", "LOC", "Карагандинская область")])
    assert entities[entity_id("Казахстан", "LOC")]["geonames_id"] == 1522867
    assert entities[entity_id("Казахстан", "LOC")]["wikidata_id"] == "Q232"
    assert entities[entity_id("Қарағанды облысы", "LOC")]["geonames_id"] == 1523401
    assert entities[entity_id("Берик Асылов", "PER")]["geonames_id"] is None


def test_listed_people_have_their_id_and_one_entity_by_names_that_differ_in_more_than_spelling(link):
    entities = link(
        [("kk", "PER", "Қасым-Жомарт Кемелұлы Тоқаев"), ("kk", "PER", "Ахмет Байтұрсынұлы")],
        [("ru", "PER", "Токаев Касым-Жомарт"), ("ru", "PER", "Ахмет Байтурсынов")],
    )
    assert len(entities) == 2
    assert entities[entity_id("Касым-Жомарт Токаев", "PER")]["wikidata_id"] == "Q200881"


def test_further_articles_change_no_id(link):
    """Whoever comes later, whatever else they are called: what was one entity stays it."""
    alone = link(FIRST)
    more: list[list[Named]] = [
        SECOND,
        [("ru", "PER", "Асылов"), ("kk", "PER", "Берік Ноғайұлы Асылов"), ("ru", "PER", "Берика Асылова")],
        [("ru", "LOC", "Московская область"), ("kk", "ORG", "Қарағанды облысының прокуратурасы")],
    ]
    for n in range(1, len(more) + 1):
        assert alone.keys() <= link(FIRST, *more[:n]).keys()
    both = link(FIRST, *more), link(*more, FIRST)
    assert both[0].keys() == both[1].keys()


def test_the_seeds_people_are_linked_across_languages_and_families_are_not(built):
    with duckdb.connect(DataDir(built).database, read_only=True) as connection:
        people = connection.execute("SELECT name_kk, name_ru FROM entities WHERE type = 'PER'").fetchall()
    for surname, names in {
        "Тоқаев": [("Қасым-Жомарт Тоқаев", "Касым-Жомарт Токаев")],
        "Асылов": [("Берік Асылов", "Берик Асылов")],
        "Асанов": [("Жанна Асанова", None), ("Жақып Асанов", None)],
    }.items():
        assert sorted(pair for pair in people if pair[0] and surname in pair[0]) == names


def test_every_code_of_the_packs_has_one_row_and_ids_are_not_shared():
    for type_, rooms in (("PER", ("people",)), ("LOC", ("places", "atlas")), ("ORG", ("bodies",))):
        rows = [row for row in known() if row.type == type_]
        codes = [row.code for row in rows]
        for language in ("kk", "ru"):
            assert codes == list(dict.fromkeys(code for room in rooms for code in load(room)[language]))
        assert len(set(codes)) == len(codes)
        for ids in ([r.geonames_id for r in rows if r.geonames_id], [r.wikidata_id for r in rows if r.wikidata_id]):
            assert len(set(ids)) == len(ids)


def test_what_is_known_has_its_id_by_each_of_its_names():
    """Each listed name leads to its own code: no name of the tables is claimed by two."""
    for room, type_ in (("people", "PER"), ("places", "LOC"), ("atlas", "LOC"), ("bodies", "ORG")):
        for pack in load(room).values():
            for code, names in pack.items():
                assert {entity_id(name, type_) for name in names} == {coded_entity_id(code, type_)}, names
