"""The quote rules, measured on our own annotated sentences and documents: what they reach must not be lost.

The rules are developed on the one part; on the other they are only measured (`gold/README.md` says which rounds are
which). The floors stand a few points under what is reached.
"""

from pathlib import Path

import pytest

from flows.evaluate import Report, predict, read_annotated, score

GOLD = Path(__file__).parent / "gold"
SLOW = 120


def measured(language: str, rounds: set[int]) -> Report:
    annotated = read_annotated(GOLD / f"quotes_{language}.jsonl", rounds=rounds)
    return score([gold for gold, _ in annotated], predict(annotated))


@pytest.mark.timeout(SLOW)
@pytest.mark.parametrize(
    ("language", "rounds", "found", "speakers", "directs", "on_names"),
    [
        ("kk", {1, 2}, 0.97, 0.95, 0.97, 0),
        ("kk", {3}, 0.93, 0.92, 0.92, 0),
        ("kk", {6}, 0.95, 0.85, 0.97, 0),
        ("ru", {1, 2}, 0.96, 0.92, 0.94, 0),
        ("ru", {3}, 0.90, 0.85, 0.95, 0),
        ("ru", {5}, 0.96, 0.86, 0.98, 1),
        ("ru", {6}, 0.95, 0.84, 0.98, 0),
        ("ru", {7}, 0.89, 0.90, 0.93, 2),
    ],
)
def test_quotes_and_their_speakers(
    language: str, rounds: set[int], found: float, speakers: float, directs: float, on_names: int
) -> None:
    report = measured(language, rounds)
    quotes, direct = report.quotes_of(language), report.quotes_of(language, "direct")
    assert (quotes.found.f1 or 0) >= found
    assert quotes.speaker_right / quotes.matched >= speakers
    assert (direct.found.recall or 0) >= directs
    assert quotes.false_on_names <= on_names
