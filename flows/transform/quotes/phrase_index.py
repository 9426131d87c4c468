"""Phrases of a pack, found in a text's words by how they begin."""

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Generic, TypeVar

from flows.transform.quotes.folding import fold

T = TypeVar("T")


class Phrases(Generic[T]):
    """Phrases of one or more words, found from their first word; the longest wins."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        # By the first word, then by the second: a hundred phrases begin with "по".
        self._by_first: dict[str, dict[str, list[tuple[tuple[str, ...], T]]]] = {}
        for phrase, value in entries:
            words = tuple(fold(phrase).split())
            second = words[1] if len(words) > 1 else ""
            self._by_first.setdefault(words[0], {}).setdefault(second, []).append((words, value))
        for seconds in self._by_first.values():
            for candidates in seconds.values():
                candidates.sort(key=lambda entry: -len(entry[0]))

    def values(self) -> Iterator[T]:
        """Yield the value of every phrase."""
        return (value for seconds in self._by_first.values() for entries in seconds.values() for _, value in entries)

    @property
    def firsts(self) -> Set[str]:
        """The words that a phrase can start with."""
        return self._by_first.keys()

    def positions(self, words: Sequence[str], among: Iterable[int]) -> list[int]:
        """Return where one of the phrases can start, among the places given."""
        firsts = self._by_first
        return [at for at in among if words[at] in firsts]

    def match(self, words: Sequence[str], at: int, clitics: frozenset[str] = frozenset()) -> tuple[int, T] | None:
        """Return the end of the longest phrase that starts at `at` and its value; clitics may stand inside it."""
        seconds = self._by_first.get(words[at])
        if seconds is None:
            return None
        following = words[at + 1 : at + 2]
        if following and following[0] in clitics:
            following = words[at + 1 : at + 3]
        entries = [entry for key in (*following, "") if key in seconds for entry in seconds[key]]
        for phrase, value in entries:
            end = at + 1
            for expected in phrase[1:]:
                if end < len(words) and words[end] in clitics and words[end] != expected:
                    end += 1
                if end >= len(words) or words[end] != expected:
                    break
                end += 1
            else:
                return end, value
        return None
