"""Bodies that carry what others say: news outlets, and platforms where people publish."""

from functools import cache, lru_cache

from flows.packs import LANGUAGES
from flows.transform.quotes.compiled import pack_of
from flows.transform.quotes.folding import fold
from flows.transform.quotes.pack import QuotePack
from flows.transform.quotes.words import WORD


@cache
def _packs() -> tuple[QuotePack, ...]:
    """All packs: a text names outlets of all languages."""
    return tuple(pack for language in LANGUAGES if (pack := pack_of(language)) is not None)


@lru_cache(maxsize=4096)
def is_outlet(name: str) -> bool:
    """Whether a body's name is a news outlet's, in any language that has a pack."""
    words = [fold(word) for word in WORD.findall(name)]
    return any(pack.relay.is_outlet(word) for word in words for pack in _packs())


@lru_cache(maxsize=4096)
def is_platform(name: str) -> bool:
    """Whether a body's name is that of a place where people publish, in any language that has a pack."""
    return any(fold(name) in pack.coreference.platforms for pack in _packs())
