"""Two annotations of the same texts, compared."""

import json
from collections import Counter
from pathlib import Path

import pytest

from flows.evaluate.agreement import agreement, alpha, main
from flows.evaluate.annotated import read_annotated

TEXT = "Министр «жол дайын» деді. Ол көпір салынғанын айтты. Әкім келмейтінін хабарлады."


def quote(text: str, kind: str = "indirect", speaker: str | None = "министр") -> dict[str, object]:
    start = TEXT.index(text)
    return {"text": text, "type": kind, "speaker": speaker, "start": start, "end": start + len(text)}


def written(path: Path, quotes: list[object], optional: list[object] | None = None, text: str = TEXT) -> Path:
    record = {"file": "a", "language": "kk", "text": text, "quotes": quotes, "quotes_optional": optional or []}
    path.write_text(json.dumps(record | {"not_quotes": []}, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def test_alpha_is_krippendorffs() -> None:
    # Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), the binary example of two observers.
    assert alpha(Counter({("0", "0"): 5, ("0", "1"): 3, ("1", "0"): 1, ("1", "1"): 1})) == pytest.approx(
        0.095, abs=5e-4
    )
    assert alpha(Counter({("a", "a"): 3, ("b", "b"): 1})) == 1
    assert alpha(Counter({("a", "a"): 3})) == 1
    assert alpha(Counter({("a", "a"): 3, ("b", "b"): 1, ("optional", "a"): 9})) == 1


def test_what_two_annotations_share_and_what_not(tmp_path: Path) -> None:
    said, built, comes = quote("жол дайын", "direct"), quote("көпір салынғанын"), quote("келмейтінін", speaker="әкім")
    first = read_annotated(written(tmp_path / "1.jsonl", [said, built]))
    second = read_annotated(written(tmp_path / "2.jsonl", [said | {"type": "mixed", "speaker": None}, comes]))
    found = agreement(first, second)
    assert (found.texts, found.matched, found.only_first, found.only_second) == (1, 1, 1, 1)
    assert (found.exact, found.types, found.speakers) == (1, 0, 0)
    assert found.alpha < 1


def test_what_one_calls_optional_counts_neither_way(tmp_path: Path) -> None:
    said, built = quote("жол дайын", "direct"), quote("көпір салынғанын")
    first = read_annotated(written(tmp_path / "1.jsonl", [said, built]))
    second = read_annotated(written(tmp_path / "2.jsonl", [said], [built]))
    for one, other in ((first, second), (second, first)):
        found = agreement(one, other)
        assert (found.matched, found.only_first, found.only_second, found.aside, found.alpha) == (1, 0, 0, 1, 1)


def test_a_text_that_the_first_lacks_is_named(tmp_path: Path) -> None:
    first = read_annotated(written(tmp_path / "1.jsonl", []))
    with pytest.raises(ValueError, match=r"^a: "):
        agreement(first, read_annotated(written(tmp_path / "2.jsonl", [], text="Басқа мәтін.")))


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_second_annotations_are_of_texts_of_the_first(gold: Path, language: str) -> None:
    lines: list[str] = []
    main([str(gold / f"{kind}_{language}.jsonl") for kind in ("quotes", "second")], lines.append)
    assert lines[0].startswith(f"{len(read_annotated(gold / f'second_{language}.jsonl'))} texts: ")
