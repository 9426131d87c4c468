"""Releases: what is in them, that they verify, that damage is named, that others can read them."""

import json
import subprocess
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest

from flows.publish.release import latest, make_release
from flows.publish.verify import problems
from flows.settings import UserError
from schemas import TABLES

FILES = {f"{entry.name}.parquet" for entry in TABLES} | {"dedi.duckdb", "manifest.json", "SHA256SUMS"}


@pytest.fixture
def released(copied: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772841600")  # 2026-03-07
    return make_release(copied).path


def test_the_exact_files_of_a_release(released: Path) -> None:
    assert released.name == "2026.03.07"
    assert {path.name for path in released.iterdir()} == FILES
    manifest = json.loads((released / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["version"] == "2026.03.07"
    assert {entry["path"] for entry in manifest["files"]} == FILES - {"manifest.json"}
    rows = {entry["path"]: entry["rows"] for entry in manifest["files"]}
    assert rows["articles.parquet"] == 5
    assert problems(released) == []


def test_the_checksums_are_those_sha256sum_reads(released: Path) -> None:
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=released, check=True)


def test_the_index_is_the_commit_point(released: Path) -> None:
    index = json.loads((released.parent / "index.json").read_text(encoding="utf-8"))
    assert index["latest"] == "2026.03.07"
    assert latest(released.parent.parent) == released


def test_nothing_new_makes_no_new_release_unless_forced(released: Path) -> None:
    data_dir = released.parent.parent
    assert not make_release(data_dir).new
    forced = make_release(data_dir, force=True)
    assert (forced.version, forced.new) == ("2026.03.07.1", True)
    assert problems(released) == []
    assert problems(forced.path) == []
    for entry in TABLES:
        name = f"{entry.name}.parquet"
        assert (forced.path / name).read_bytes() == (released / name).read_bytes()


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_flipped_byte_is_named(released: Path, name: str) -> None:
    path = released / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x01
    path.write_bytes(content)
    try:
        found = problems(released)
    except UserError as error:  # a manifest that is no JSON any more
        found = [str(error)]
    assert any(name in problem for problem in found)


def test_missing_and_foreign_files_are_named(released: Path) -> None:
    (released / "quotes.parquet").unlink()
    (released / "extra.txt").touch()
    assert {problem.split(":")[0] for problem in problems(released)} == {"quotes.parquet", "extra.txt"}


def test_a_folder_that_is_no_release(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"manifest\.json"):
        problems(tmp_path)


def test_pandas_polars_and_duckdb_read_every_table(released: Path) -> None:
    for entry in TABLES:
        path = released / f"{entry.name}.parquet"
        rows = pq.read_metadata(path).num_rows
        assert len(pd.read_parquet(path)) == rows
        assert pl.read_parquet(path).height == rows
        assert duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall() == [(rows,)]


def test_the_views_read_the_files_beside_them(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(released)
    with duckdb.connect("dedi.duckdb", read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchall() == [(5,)]
        assert connection.execute("SELECT count(*) FROM quotes_full").fetchall()[0][0] > 0
        assert connection.execute("SELECT count(*) FROM article_texts").fetchall() == [(5,)]
        comment = connection.execute(
            "SELECT comment FROM duckdb_columns() WHERE table_name = 'quotes' AND column_name = 'speaker'"
        ).fetchall()
    assert comment[0][0].startswith("Fullest name")


def test_the_views_are_in_the_format_duckdb_1_opens(released: Path) -> None:
    # The main header: 8 bytes of checksum, the magic "DUCK", the storage version; 64 is that of 1.0.
    header = (released / "dedi.duckdb").read_bytes()[:20]
    assert header[8:12] == b"DUCK"
    assert int.from_bytes(header[12:20], "little") == 64


def test_parquet_says_what_its_columns_mean(released: Path) -> None:
    field = pq.read_schema(released / "quotes.parquet").field("speaker")
    assert field.metadata[b"description"].startswith(b"Fullest name")


def test_without_tables_there_is_nothing_to_release(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="dedi build"):
        make_release(tmp_path)
