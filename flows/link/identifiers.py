"""Known people, bodies and places → their ids elsewhere (GeoNames, Wikidata), from tables reviewed by hand."""

# An annotation that holds a DuckDB class keeps the extension alive at exit, and it then reports a leak.
from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import duckdb

from flows.transform.names import coded_entity_id

_IDENTIFIERS: Final = """
CREATE TEMP TABLE identifiers AS
SELECT unnest($entity_id::VARCHAR[]) AS entity_id, unnest($geonames_id::BIGINT[]) AS geonames_id,
       unnest($wikidata_id::VARCHAR[]) AS wikidata_id
"""
_TABLES: Final = {"PER": "people.tsv", "ORG": "bodies.tsv", "LOC": "places.tsv"}


@dataclass(frozen=True, slots=True)
class Known:
    """A person, body or place of the packs: its code there, its English name and its ids elsewhere, where attested."""

    type: str
    code: str
    name: str
    geonames_id: int | None
    wikidata_id: str | None


@cache
def known() -> tuple[Known, ...]:
    """All people, bodies and places of the reviewed tables, in their order."""
    found = []
    for type_, name in _TABLES.items():
        text = (files(__package__) / name).read_text(encoding="utf-8")
        for row in csv.DictReader(text.splitlines(), delimiter="\t"):
            place = row.get("geonames_id")
            found.append(
                Known(type_, row["code"], row["name"], int(place) if place else None, row["wikidata_id"] or None)
            )
    return tuple(found)


def create_identifiers(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the table `identifiers`: entity_id, geonames_id and wikidata_id of what is known."""
    columns = {
        "entity_id": [coded_entity_id(row.code, row.type) for row in known()],
        "geonames_id": [row.geonames_id for row in known()],
        "wikidata_id": [row.wikidata_id for row in known()],
    }
    connection.execute(_IDENTIFIERS, columns)
