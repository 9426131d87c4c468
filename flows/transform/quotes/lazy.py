"""Attributes made when they are first asked for."""

from collections.abc import Callable
from typing import Any, Final, Generic, Self, TypeVar, overload

T = TypeVar("T")


class lazy(Generic[T]):  # noqa: N801 - it is used as the decorators of the standard library are
    """A method that becomes an attribute at its first reading.

    As `functools.cached_property`, but without the lock that Python 3.11 takes there: a paragraph is read by one
    thread, and short paragraphs cost as much in locks as in rules.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make: Final = make
        self._name: Final = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type) -> T: ...

    def __get__(self, instance: object | None, owner: type) -> Self | T:
        """Make the value and keep it under the method's name, where it is found first from then on."""
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._make(instance)
        return value
