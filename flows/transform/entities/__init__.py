"""The entities room: the names of persons, bodies and places in an article."""

from flows.transform.entities.mentions import find_mentions

__all__ = ["find_mentions"]
