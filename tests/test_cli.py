"""The command line: exit codes, one-sentence errors, formats."""

import contextlib
import csv
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from tests.corpus import ROOT


def dedi(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "flows", *map(str, arguments)],
        cwd=cwd, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


def one_sentence(result: subprocess.CompletedProcess[str]) -> str:
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, result.stderr
    assert lines[0].startswith("dedi: ")
    return lines[0]


def test_a_missing_path_is_one_sentence_and_exit_code_2(copied: Path) -> None:
    database = (copied / "dedi.duckdb").read_bytes()
    result = dedi("build", "no/such/folder", "--data-dir", copied)
    assert result.returncode == 2
    assert "no/such/folder" in one_sentence(result)
    assert (copied / "dedi.duckdb").read_bytes() == database


def test_a_wrong_runner_is_told(tmp_path: Path) -> None:
    result = dedi("build", "--runner", "abacus", "--data-dir", tmp_path)
    assert result.returncode == 2
    assert "--runner abacus" in one_sentence(result)


def test_a_broken_catalogue_is_named(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "sources.toml").write_text("[[publisher]\n", encoding="utf-8")
    (tmp_path / "in" / "a.txt").write_text("Мәтін.", encoding="utf-8")
    result = dedi("build", tmp_path / "in", "--data-dir", tmp_path / "data", "--direct")
    assert result.returncode == 2
    assert "sources.toml" in one_sentence(result)


def test_plain_log_lines_where_nobody_watches(tmp_path: Path, seeds: Path) -> None:
    result = dedi("build", seeds, "--data-dir", tmp_path, "--direct")
    assert result.returncode == 0
    assert "shards: 1 of 1 (5 articles, 0 rejects)" in result.stderr
    assert "\x1b" not in result.stderr
    assert "5 articles" in result.stdout


def test_query_as_csv_json_and_parquet(built: Path, tmp_path: Path) -> None:
    sql = "SELECT title, published, tags FROM articles WHERE title IS NOT NULL ORDER BY published, title"
    as_csv = dedi("query", sql, "--data-dir", built, "--format", "csv")
    rows = list(csv.DictReader(as_csv.stdout.splitlines()))
    assert [row["published"] for row in rows] == ["2026-02-27", "2026-03-07", "2026-03-11"]
    as_json = json.loads(dedi("query", sql, "--data-dir", built, "--format", "json").stdout)
    assert [row["title"] for row in as_json] == [row["title"] for row in rows]
    path = tmp_path / "titles.parquet"
    assert dedi("query", sql, "--data-dir", built, "--format", "parquet", "--output", path).returncode == 0
    assert pl.read_parquet(path)["title"].to_list() == [row["title"] for row in rows]


def test_query_shows_a_table(built: Path) -> None:
    result = dedi("query", "SELECT count(*) AS quotes FROM quotes", "--data-dir", built)
    assert "quotes" in result.stdout
    assert result.returncode == 0


@pytest.mark.parametrize(
    "sql", ["DROP TABLE quotes", "COPY quotes TO 'out.csv'", "SELECT * FROM read_csv('/etc/passwd')", "SELEC 1"]
)
def test_query_only_reads_the_database(built: Path, sql: str, tmp_path: Path) -> None:
    before = (built / "dedi.duckdb").read_bytes()
    result = dedi("query", sql, "--data-dir", built)
    assert result.returncode == 2
    assert result.stderr.startswith("dedi: the query failed")
    assert (built / "dedi.duckdb").read_bytes() == before
    assert list(tmp_path.iterdir()) == []


def test_csv_keeps_formulas_from_running(built: Path) -> None:
    result = dedi("query", "SELECT '=1+1' AS a, '-5' AS b, -5 AS c, 'сөз' AS d", "--data-dir", built, "--format", "csv")
    assert result.stdout == "a,b,c,d\n'=1+1,'-5,-5,сөз\n"


def test_query_without_a_database(tmp_path: Path) -> None:
    result = dedi("query", "SELECT 1", "--data-dir", tmp_path)
    assert result.returncode == 2
    assert "dedi build" in one_sentence(result)


def test_status_and_doctor(built: Path) -> None:
    status = dedi("status", "--data-dir", built)
    assert status.returncode == 0
    assert "article_sources" in status.stdout
    assert "Rejects: none" in status.stdout
    doctor = dedi("doctor", "--data-dir", built)
    assert doctor.returncode == 0, doctor.stdout
    assert "Касым-Жомарт Токаев" in doctor.stdout
    assert "MISSING" not in doctor.stdout


def test_evaluate_the_seeds(gold: Path, seeds: Path) -> None:
    result = dedi("evaluate", gold, "--raw", seeds, "--format", "json", "--misses", "--detail")
    assert result.returncode == 0
    assert json.loads(result.stdout)["detail"]["types"]


def test_evaluate_names_what_is_missing(gold: Path, tmp_path: Path) -> None:
    result = dedi("evaluate", gold, "--raw", tmp_path)
    assert result.returncode == 2
    assert "000_5de47f00145f216c.txt" in one_sentence(result)


def test_a_bar_on_a_terminal(tmp_path: Path, seeds: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "flows", "build", str(seeds), "--data-dir", str(tmp_path), "--direct"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=theirs, env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    # A terminal whose other end is closed reads as an error on Linux.
    with contextlib.suppress(OSError):
        while piece := os.read(ours, 4096):
            shown += piece
    os.close(ours)
    said, _ = process.communicate()
    assert process.returncode == 0
    assert "━".encode() in shown
    assert b"1/1" in shown
    assert b"5 articles" in said


def test_rejects_are_listed_and_shown(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x1b[31m")
    assert dedi("build", folder, "--data-dir", tmp_path / "data", "--direct").returncode == 0
    listed = dedi("rejects", "--data-dir", tmp_path / "data")
    assert "photo.txt" in listed.stdout
    assert "binary" in listed.stdout
    asked = "SELECT reject_id FROM rejects"
    found = json.loads(dedi("query", asked, "--data-dir", tmp_path / "data", "--format", "json").stdout)
    shown = dedi("rejects", folder, "--show", found[0]["reject_id"], "--data-dir", tmp_path / "data")
    assert shown.returncode == 0
    assert "\x1b" not in shown.stdout


def test_train_writes_a_model_that_says_what_it_is(tmp_path: Path) -> None:
    # A sentence in the manner of KazNERD's files: a word and its IOB2 tag a line, its id before it.
    words = [("Берік", "B-PERSON"), ("Асылов", "I-PERSON"), ("Астанада", "B-GPE"), ("айтты", "O"), (".", "O")]
    lines = [f"AID{number}\n" + "\n".join(f"{word} {tag}" for word, tag in words) + "\n" for number in range(10, 30)]
    (tmp_path / "sentences.txt").write_text("\n".join(lines), encoding="utf-8")
    result = dedi("train", tmp_path / "sentences.txt", "--output", tmp_path / "kk.npz")
    assert result.returncode == 0, result.stderr
    assert "trained on 20 sentences" in result.stdout
    assert (tmp_path / "kk.npz").stat().st_size > 0
