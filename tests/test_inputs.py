"""Builds of hostile and of wrapped inputs: everything is accounted for, and the command line shows what was refused."""

import gzip
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.runners import build_direct
from flows.settings import Limits
from tests import hostile
from tests.corpus import parquet_bytes
from tests.hostile import ARTICLE, BODY, PACKERS, TITLE, jsonl, page, parquet, warc_record


def build(folder: Path, data_dir: Path, **limits):
    return build_direct((folder,), data_dir, Limits(**limits), kind="serial")


def rows(data_dir: Path, name: str) -> list[dict]:
    return pq.read_table(data_dir / "tables" / f"{name}.parquet").to_pylist()


@pytest.fixture(scope="module")
def hostile_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    for name, raw in hostile.cases().items():
        (folder / name).write_bytes(raw)
    return folder


@pytest.fixture(scope="module")
def hostile_build(hostile_folder, tmp_path_factory):
    data_dir = tmp_path_factory.mktemp("data")
    return data_dir, build(hostile_folder, data_dir, document_bytes=4_000_000)


def test_every_hostile_input_is_a_source_or_a_reject(hostile_folder, hostile_build):
    data_dir, run = hostile_build
    assert run["status"] == "ok"
    told = {row["raw_path"] for name in ("article_sources", "rejects") for row in rows(data_dir, name)}
    assert told == {path.name for path in hostile_folder.iterdir()}
    assert "failed" not in run["rejects"]
    assert "invalid_row" not in run["rejects"]


def test_what_is_neither_kazakh_nor_russian_has_no_quotes(hostile_build):
    data_dir, _ = hostile_build
    spoken = {row["article_id"]: row["language"] for row in rows(data_dir, "articles")}
    assert "other" not in {spoken[row["article_id"]] for row in rows(data_dir, "quotes")}


def test_one_article_in_five_wrappings_is_one_article(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    html = page().encode()
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "a.html").write_bytes(html)
    (folder / "a.warc.gz").write_bytes(gzip.compress(warc_record(html)))
    (folder / "a.jsonl.zst").write_bytes(PACKERS[".zst"](jsonl([{"title": TITLE, "text": "\n".join(BODY)}])))
    (folder / "a.parquet").write_bytes(parquet([{"text": ARTICLE}]))
    build(folder, tmp_path / "data")
    assert len(rows(tmp_path / "data", "articles")) == 1
    sources = {
        (row["raw_path"], row["locator"], row["media_type"]) for row in rows(tmp_path / "data", "article_sources")
    }
    assert sources == {
        ("a.txt", "", "text/plain"),
        ("a.html", "", "text/html"),
        ("a.warc.gz", "record 1, byte 0", "text/html"),
        ("a.jsonl.zst", "line 1, byte 0", "application/x-ndjson"),
        ("a.parquet", "row 1", "application/vnd.apache.parquet"),
    }


@pytest.mark.parametrize("shard_documents", [1, 10])
def test_what_was_repaired_in_any_source_is_told_of_the_article(tmp_path, shard_documents):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "b.txt").write_text(ARTICLE.replace("\n", "\n\u200b"), encoding="utf-8")
    (folder / "c.txt").write_text(ARTICLE + "\x07", encoding="utf-8")
    build(folder, tmp_path / "data", shard_documents=shard_documents)
    (article,) = rows(tmp_path / "data", "articles")
    assert article["flags"] == ["controls_removed", "invisibles_removed"]
    assert len(rows(tmp_path / "data", "article_sources")) == 3


@pytest.mark.parametrize("shard_documents", [1, 10])
def test_a_copy_that_tells_less_takes_nothing_away(tmp_path, shard_documents):
    """The copy that tells most stands for an article, whatever the hashes, and whichever came first."""
    told = {"title": TITLE, "date": "2026-02-03", "author": "Асан Үсенов", "url": "https://n.kz/7"}
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "told.jsonl").write_bytes(jsonl([{"text": ARTICLE, **told}]))
    build(folder, tmp_path / "data", shard_documents=shard_documents)
    (before,) = rows(tmp_path / "data", "articles")
    assert (str(before["published"]), before["url"]) == ("2026-02-03", "https://n.kz/7")
    for number in range(8):  # some of their hashes are less
        (folder / f"{number}.txt").write_text(ARTICLE + "\n" * (number + 1), encoding="utf-8")
    build(folder, tmp_path / "data", shard_documents=shard_documents)
    assert rows(tmp_path / "data", "articles") == [before]
    assert len(rows(tmp_path / "data", "article_sources")) == 9


def test_an_archive_is_written_in_chunks_that_do_not_show(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    texts = [f"{BODY[index % 3]} Бұл {index % 7}-мәлімдеме, деді Жанна Асанова." for index in range(20)]
    (folder / "a.jsonl").write_bytes(jsonl([{"text": text} for text in texts]))
    build(folder, tmp_path / "whole")
    run = build(folder, tmp_path / "chunks", shard_documents=3)
    assert run["rows"]["article_sources"] == 20
    assert len(list((tmp_path / "chunks" / "parts").glob("*/chunk=*"))) == 7
    assert parquet_bytes(tmp_path / "chunks") == parquet_bytes(tmp_path / "whole")


def test_rejects_are_listed_with_what_to_do(hostile_build):
    data_dir, run = hostile_build
    said = CliRunner().invoke(app, ["rejects", "--data-dir", str(data_dir)], env={"COLUMNS": "250"})
    assert said.exit_code == 0
    assert "lines.jsonl" in said.stdout
    assert "\x1b" not in said.stdout
    for reason in run["rejects"]:
        assert f"{run['rejects'][reason]} {reason}: " in said.stdout


def test_a_reject_is_shown_with_its_own_bytes(hostile_folder, hostile_build):
    data_dir, _ = hostile_build
    held = {(row["raw_path"], row["locator"]): row["reject_id"] for row in rows(data_dir, "rejects")}
    assert Counter(held.values()).most_common(1)[0][1] == 1

    def show(raw_path, locator=""):
        arguments = ["rejects", str(hostile_folder), "--data-dir", str(data_dir), "--show", held[raw_path, locator]]
        return CliRunner().invoke(app, arguments, env={"COLUMNS": "250"})

    line = show("lines.jsonl", f"line 2, byte {(hostile_folder / 'lines.jsonl').read_bytes().index(10) + 1}")
    assert line.exit_code == 0
    assert b'{"text": "cut'.hex(" ") in line.stdout
    assert "89 50 4e 47" in show("picture.txt").stdout
    assert "ustar" in show("tree.tar.gz").stdout


def test_a_reject_that_is_not_there_is_told(hostile_build):
    data_dir, _ = hostile_build
    said = CliRunner().invoke(app, ["rejects", "--data-dir", str(data_dir), "--show", "zzz"])
    assert "no such reject" in str(said.exception)
