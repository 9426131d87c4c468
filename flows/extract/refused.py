"""The one way a reader says no: a reason the vocabulary knows, and what was seen."""

from schemas.vocabulary import REJECT_REASONS


class Refused(Exception):  # noqa: N818 - an answer a reader may give, not an error of the program
    """A raw document that cannot become a Document.

    `reason` is a key of `schemas.vocabulary.REJECT_REASONS`, `detail` says in a few words what was found.
    """

    def __init__(self, reason: str, detail: str) -> None:
        if reason not in REJECT_REASONS:
            raise ValueError(f"no such reject reason: {reason}")
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}"
