"""Confidence: shares fitted on outcomes, drawn to the mean where few were seen; reliability on what was held out."""

import tomllib
from pathlib import Path

import pytest

from flows.evaluate import calibrate
from flows.evaluate.calibrate import Outcome, brier, calibration_error, fit, reliability, report, to_toml
from flows.packs import LANGUAGES, load
from flows.transform.quotes.confidence import REST, probability

GOLD = Path(__file__).parent / "gold"


def outcome(number: int, *, words: bool = True, speaker: bool = True, way: str = "person-100") -> Outcome:
    return Outcome(f"text {number}", "kk", "direct-marked", way, 0.9, words, speaker)


SEEN = [outcome(n, words=n % 4 > 0, speaker=n % 5 > 0, way="post-60" if n % 3 else "person-100") for n in range(90)]


def test_shares_are_of_what_is_like() -> None:
    tables = fit([outcome(n) for n in range(50)] + [outcome(n, speaker=False, way="post-60") for n in range(50)])
    assert tables["words"]["direct-marked"] > 0.95
    assert tables["speakers"]["person-100"] > 0.95
    assert tables["speakers"]["post-60"] < 0.05
    assert 0.4 < tables["speakers"][REST] < 0.6


def test_few_are_drawn_to_the_mean() -> None:
    tables = fit([*SEEN, outcome(99, speaker=False, way="group-95")])
    assert 0.1 < tables["speakers"]["group-95"] < tables["speakers"][REST]


def test_what_was_never_seen_has_the_share_of_its_kind_or_of_all() -> None:
    tables = fit(SEEN)
    expected = tables["words"]["direct"] * tables["speakers"]["post"]
    assert probability(tables, "direct-new", "post-85") == expected
    assert probability(tables, "new", "new") == tables["words"][REST] * tables["speakers"][REST]


def test_reliability_by_hand() -> None:
    pairs = [(0.95, True), (0.95, True), (0.95, False), (1.0, True), (0.6, False)]
    assert reliability(pairs) == [
        ("0.5–0.7", 1, pytest.approx(0.6), 0.0),
        ("0.9–1.0", 4, pytest.approx(0.9625), 0.75),
    ]
    assert brier(pairs) == pytest.approx((0.0025 * 2 + 0.9025 + 0 + 0.36) / 5)
    assert calibration_error(pairs) == pytest.approx((0.6 + 4 * 0.2125) / 5)


def test_a_report_is_of_the_tables_given() -> None:
    """One share for all: one bin, its mean that share, its truth what was seen."""
    table = report(SEEN, {"kk": {"words": {REST: 0.8}, "speakers": {REST: 0.95}}})
    right = sum(one.right for one in SEEN) / len(SEEN)
    assert f"| 0.7–0.8 | 90 | 0.760 | {right:.3f} |" in table
    assert table != report(SEEN, {"kk": fit(SEEN)})


def test_the_same_outcomes_give_the_same_bytes() -> None:
    text = to_toml(fit(SEEN))
    assert text == to_toml(fit(list(reversed(SEEN))))
    assert tomllib.loads(text) == fit(SEEN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pack_has_its_shares(language: str) -> None:
    tables = load("confidence")[language]
    for name in ("words", "speakers"):
        assert REST in tables[name]
        assert all(0 < share <= 1 for share in tables[name].values())


def test_outcomes_tell_right_quotes_from_wrong(tmp_path: Path) -> None:
    text = '"Бұл маңызды іс", – деді Жанна Асанова.'
    line = (
        '{{"file": "{}", "half": "{}", "round": {}, "language": "kk", "text": {}, "quotes": [{}], '
        '"quotes_optional": [], "not_quotes": []}}'
    )
    quoted = text.replace('"', '\\"')
    quote = '{"text": "Бұл маңызды іс", "type": "direct", "speaker": "Жанна Асанова"}'
    path = tmp_path / "gold.jsonl"
    texts = [("a", "test", 3, quote), ("b", "test", 3, ""), ("c", "calibrate", 4, quote)]
    path.write_text("\n".join(line.format(*head, f'"{quoted}"', gold) for *head, gold in texts), "utf-8")
    assert [(one.file, one.right) for one in calibrate.outcomes(path, "test")] == [("a", True), ("b", False)]
    assert [one.file for one in calibrate.outcomes(path, rounds=calibrate.FITTED)] == ["c"]
