"""What was refused as a quote, listed from a build."""

import csv
from pathlib import Path

import pytest

from flows.audit import COLUMNS, refused, show
from flows.settings import UserError
from schemas.vocabulary import QUOTE_REJECTIONS


def test_every_refused_stretch_has_a_place_and_a_reason(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(refused(built))
    assert {row[4] for row in rows} <= set(QUOTE_REJECTIONS)
    assert ("name", "Amanat") in {(row[4], row[6]) for row in rows}
    show(built)
    printed = capsys.readouterr()
    listed = list(csv.reader(printed.out.splitlines()))
    assert tuple(listed[0]) == COLUMNS
    assert len(listed) == len(rows) + 1
    assert f"name: {QUOTE_REJECTIONS['name']}" in printed.err


def test_one_article_by_the_beginning_of_its_id(built: Path) -> None:
    article = next(iter(refused(built)))[0]
    rows = list(refused(built, article[:8]))
    assert {row[0] for row in rows} == {article}
    assert rows == [row for row in refused(built) if row[0] == article]


def test_no_build_and_no_such_article(built: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="run `dedi build` first"):
        list(refused(tmp_path))
    with pytest.raises(UserError, match="no such article"):
        list(refused(built, "zz"))
