"""What was refused: listed for people and for programs, shown with its own bytes and never with others."""

import csv
import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from rich.console import Console
from typer.testing import CliRunner

from flows.cli import app
from flows.rejects import _natural, dump, list_rejects, read_rejects, safe, show_reject
from flows.runners import build_direct
from flows.settings import Limits, UserError
from flows.status import report
from tests.hostile import ARTICLE, BODY, jsonl, page, warc_record

LINES = b"\n".join([*(jsonl([{"text": text}]).strip() for text in BODY), b'{"text": 42}', b"", b'{"text": "cut'] * 3)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A folder with files that are refused, in whole and in part, and what was built of it."""
    tmp_path = tmp_path_factory.mktemp("rejects")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "lines.jsonl").write_bytes(LINES)
    (folder / "a\x1b[31m\n.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x1b[31m")
    (folder / "page.warc").write_bytes(warc_record(b"x", status="404 Not Found") + warc_record(page().encode()))
    (folder / "cut.warc").write_bytes(warc_record(page().encode()) + warc_record(page().encode())[:900])
    (folder / "=long.txt").write_text(ARTICLE * 20, encoding="utf-8")
    run = build_direct((folder,), tmp_path / "data", Limits(document_bytes=2500), kind="serial")
    return folder, tmp_path / "data", run


def dedi(*arguments):
    return CliRunner().invoke(app, ["rejects", *map(str, arguments)], env={"COLUMNS": "60"})


def id_of(data_dir, raw_path, locator=""):
    return next(
        row["reject_id"]
        for row in read_rejects(data_dir)
        if (row["raw_path"], row["locator"].partition(",")[0]) == (raw_path, locator)
    )


def show(folder, data_dir, reject_id):
    said = dedi(folder, "--data-dir", data_dir, "--show", reject_id)
    if said.exception:
        raise said.exception
    return said.stdout


def test_the_list_is_whole_in_a_pipe(built):
    _, data_dir, run = built
    said = dedi("--data-dir", data_dir).stdout
    for row in read_rejects(data_dir):
        (line,) = (line for line in said.splitlines() if line.startswith(row["reject_id"]))
        assert safe(row["raw_path"]) in line
        assert safe(row["detail"]) in line
    assert "\x1b" not in said
    for reason, count in run["rejects"].items():
        assert f"\n{count} {reason}: " in said


def test_the_list_as_csv_and_as_json(built):
    _, data_dir, _ = built
    expected = [row["reject_id"] for row in read_rejects(data_dir)]
    as_csv = dedi("--data-dir", data_dir, "--format", "csv").stdout
    rows = list(csv.DictReader(as_csv.splitlines()))
    assert [row["reject_id"] for row in rows] == expected
    assert "'=long.txt" in {row["raw_path"] for row in rows}  # no spreadsheet runs it
    as_json = dedi("--data-dir", data_dir, "--format", "json").stdout
    assert [row["reject_id"] for row in json.loads(as_json)] == expected
    assert "a\x1b[31m\n.txt" in {row["raw_path"] for row in json.loads(as_json)}
    assert "\x1b" not in as_csv + as_json


def test_nothing_refused_is_told(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    run = build_direct((tmp_path / "a.txt",), tmp_path / "data", kind="serial")
    report(run, tmp_path / "data")
    list_rejects(tmp_path / "data", "table", Console())
    list_rejects(tmp_path / "data", "json", Console())
    said = capsys.readouterr().out
    assert "nothing was refused" in said
    assert said.endswith("[]\n")
    assert "no documents" not in said


def test_a_record_is_shown_with_its_own_bytes(built):
    folder, data_dir, _ = built
    said = show(folder, data_dir, id_of(data_dir, "lines.jsonl", "line 10"))
    assert b'{"text": 42}'.hex(" ") in said
    assert "its 12 bytes:" in said
    said = show(folder, data_dir, id_of(data_dir, "page.warc", "record 1"))
    assert "reason: not_a_page" in said
    assert said.split()[-2:] == ["78", "x"]
    said = show(folder, data_dir, id_of(data_dir, "cut.warc", "record 2"))
    assert "reason: truncated" in said
    assert b"WARC/1.0\r\n".hex(" ") in said


def test_a_whole_file_is_shown_from_its_beginning_as_far_as_is_useful(built):
    folder, data_dir, _ = built
    said = show(folder, data_dir, id_of(data_dir, "=long.txt"))
    assert ARTICLE.encode()[:16].hex(" ") in said
    assert said.count("\n") < 100
    assert "89 50 4e 47" in show(folder, data_dir, id_of(data_dir, "a\x1b[31m\n.txt"))
    assert "\x1b" not in said


def test_the_limits_are_those_of_the_build(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(jsonl([{"text": ARTICLE}, {"text": BODY[0]}]))
    build_direct((path,), tmp_path / "data", Limits(document_bytes=300), kind="serial")
    said = show(path, tmp_path / "data", id_of(tmp_path / "data", "a.jsonl", "line 1"))
    assert "its 301 bytes:" in said


@pytest.mark.parametrize(("name", "locator"), [("lines.jsonl", "line 4"), ("=long.txt", "")])
def test_a_file_that_is_another_now_is_not_shown(built, tmp_path, name, locator):
    folder, data_dir, _ = built
    reject_id = id_of(data_dir, name, locator)
    changed = Path(shutil.copytree(folder, tmp_path / "in"))
    (changed / name).write_bytes((folder / name).read_bytes() + b"\n{}")
    with pytest.raises(UserError, match="the file is not what it was"):
        show(changed, data_dir, reject_id)


def test_a_file_that_went_back_to_what_it_was_before_is_not_shown(tmp_path):
    path, data_dir = tmp_path / "a.jsonl", tmp_path / "data"
    for number in (1, 2):
        path.write_bytes(jsonl([{"text": ARTICLE}, {"text": number}]))
        build_direct((path,), data_dir, kind="serial")
    reject_id = id_of(data_dir, "a.jsonl", "line 2")
    assert b": 2}".hex(" ") in show(path, data_dir, reject_id)
    path.write_bytes(jsonl([{"text": ARTICLE}, {"text": 1}]))
    with pytest.raises(UserError, match="not what it was"):
        show(path, data_dir, reject_id)


def test_a_file_that_is_not_there_is_told(built, tmp_path):
    _, data_dir, _ = built
    with pytest.raises(UserError, match="not among the inputs named"):
        show(tmp_path, data_dir, id_of(data_dir, "=long.txt"))


def test_an_id_that_may_be_several_is_told_with_them(built, capsys):
    folder, data_dir, _ = built
    found = read_rejects(data_dir)
    with pytest.raises(UserError, match="write more of the id") as caught:
        show_reject(data_dir, "", [folder], Console())
    assert all(row["reject_id"] in str(caught.value) for row in found[:10])
    assert "\x1b" not in str(caught.value)
    assert capsys.readouterr().out == ""
    whole = found[0]["reject_id"]
    assert whole in show(folder, data_dir, whole.upper())


def test_what_is_no_document_is_counted_for_the_user(built, capsys):
    _, data_dir, run = built
    assert run["skipped"] == {"blank line": 3}
    report(run, data_dir)
    assert "no documents: 3 blank line" in capsys.readouterr().out
    said = CliRunner().invoke(app, ["status", "--data-dir", str(data_dir)]).stdout
    assert "No documents: blank line 3" in said
    question = ["query", "SELECT skipped['blank line'] AS blank FROM runs", "--data-dir", str(data_dir)]
    assert json.loads(CliRunner().invoke(app, [*question, "--format", "json"]).stdout) == [{"blank": 3}]


def test_places_are_in_their_order():
    assert sorted(["line 10", "line 2", "", "after line 3"], key=_natural) == ["", "after line 3", "line 2", "line 10"]


def test_bytes_are_shown_as_digits_and_letters():
    assert dump(b"ab\x1b" + bytes(14))[0].endswith("ab..............")
    assert len(dump(bytes(17))) == 2


def test_rejects_are_ordered_and_read_from_the_tables(built):
    _, data_dir, run = built
    held = pq.read_table(data_dir / "tables" / "rejects.parquet").num_rows
    assert len(read_rejects(data_dir)) == held == sum(run["rejects"].values())
