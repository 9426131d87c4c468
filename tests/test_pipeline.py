"""The build: what comes out, what is refused, what is redone, and what is left alone."""

import hashlib
import json
import shutil
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from flows.load.lock import locked
from flows.runners import build_direct
from flows.settings import BuildError, DataDir, Limits, UserError
from schemas import TABLES
from tests.corpus import parquet_bytes, write_corpus

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"


def build(folder: Path, data_dir: Path, **options):
    return build_direct((folder,), data_dir, kind="serial", **options)


def tables(data_dir: Path) -> dict[str, list[dict]]:
    return {entry.name: pq.read_table(data_dir / "tables" / f"{entry.name}.parquet").to_pylist() for entry in TABLES}


def digest(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        str(path.relative_to(folder)): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_seeds_become_tables(built: Path) -> None:
    rows = tables(built)
    assert len(rows["articles"]) == 5
    assert len(rows["article_sources"]) == 5
    assert rows["rejects"] == []
    assert {row["language"] for row in rows["articles"]} == {"kk", "ru"}
    for name in ("quotes", "entities", "mentions"):
        assert rows[name]


def test_keys_are_unique_rows_are_in_their_order_and_references_resolve(built: Path) -> None:
    rows = tables(built)
    for entry in TABLES:
        keys = [tuple(row[column] for column in entry.primary_key) for row in rows[entry.name]]
        assert keys == sorted(set(keys))
        for foreign in entry.foreign_keys:
            held = {row[foreign.references] for row in rows[foreign.table]}
            assert {row[foreign.column] for row in rows[entry.name]} - {None} <= held


def test_every_text_stands_at_its_offsets(built: Path) -> None:
    rows = tables(built)
    texts: dict[str, str] = {}
    for row in sorted(rows["paragraphs"], key=lambda row: (row["article_id"], row["position"])):
        held = texts.get(row["article_id"])
        texts[row["article_id"]] = row["text"] if held is None else f"{held}\n{row['text']}"
    for row in (*rows["paragraphs"], *rows["quotes"], *rows["mentions"]):
        assert row["text"] == texts[row["article_id"]][row["start"] : row["end"]]
    for article in rows["articles"]:
        assert article["text_sha256"] == hashlib.sha256(texts[article["article_id"]].encode()).hexdigest()


def test_every_line_of_a_raw_file_is_in_one_paragraph(built: Path, seeds: Path) -> None:
    rows = tables(built)
    path_of = {row["article_id"]: row["raw_path"] for row in rows["article_sources"]}
    for article_id, raw_path in path_of.items():
        lines = [line.strip() for line in (seeds / raw_path).read_text(encoding="utf-8").splitlines() if line.strip()]
        ordered = sorted(
            (row for row in rows["paragraphs"] if row["article_id"] == article_id), key=lambda row: row["position"]
        )
        assert len(ordered) == len(lines)
        assert all(row["text"] in line for row, line in zip(ordered, lines, strict=True))


def test_the_database_holds_the_tables_with_comments_and_views(built: Path) -> None:
    rows = tables(built)
    with duckdb.connect(str(built / "dedi.duckdb"), read_only=True) as connection:
        for entry in TABLES:
            count = connection.execute(f"SELECT count(*) FROM {entry.name}").fetchall()[0][0]
            assert count == len(rows[entry.name])
        uncommented = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL "
            "AND table_name NOT IN ('article_texts', 'quotes_full')"
        ).fetchall()
        assert uncommented == []
        run = connection.execute("SELECT status, inputs, shards_done, rows['articles'] FROM runs").fetchall()
        assert run == [("ok", 5, 1, 5)]
        speech = connection.execute(
            "SELECT count(*) FROM quotes_full WHERE speaker IS NOT NULL AND published = DATE '2026-03-07'"
        ).fetchall()
        assert speech[0][0] > 0


def test_dates_reach_the_table(built: Path) -> None:
    published = {row["published"] for row in tables(built)["articles"]}
    assert published == {None, date(2026, 2, 9), date(2026, 2, 27), date(2026, 3, 7), date(2026, 3, 11)}


def test_a_second_build_does_nothing(copied: Path, seeds: Path) -> None:
    before = parquet_bytes(copied)
    run = build(seeds, copied)
    assert (run["status"], run["shards_done"], run["shards_reused"]) == ("unchanged", 0, 1)
    assert parquet_bytes(copied) == before
    with duckdb.connect(str(copied / "dedi.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT status FROM runs ORDER BY run_id").fetchall() == [("ok",), ("unchanged",)]


def test_bad_input_is_named_and_the_rest_goes_on(seeds: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(seeds, tmp_path / "in"))
    (folder / "empty.txt").touch()
    (folder / "photo.txt").write_bytes(PNG)
    run = build(folder, tmp_path / "data")
    assert run["rows"]["articles"] == 5
    rejects = {row["raw_path"]: (row["stage"], row["reason"]) for row in tables(tmp_path / "data")["rejects"]}
    assert rejects == {"empty.txt": ("extract", "empty"), "photo.txt": ("extract", "binary")}


def test_what_cannot_be_taken_is_a_reject_with_its_reason(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "page.pdf").write_bytes(b"%PDF-1.7\n")
    (folder / "long.txt").write_text("Қазақстан " * 200, encoding="utf-8")
    (tmp_path / "outside.txt").write_text("Сырттағы мәтін.", encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "elsewhere").symlink_to(tmp_path)
    (folder / ".hidden.txt").write_text("жасырын", encoding="utf-8")
    (folder / "sources.toml").touch()
    run = build(folder, tmp_path / "data", limits=Limits(document_bytes=1000))
    rejects = {row["raw_path"]: row["reason"] for row in tables(tmp_path / "data")["rejects"]}
    assert rejects == {
        "page.pdf": "binary",
        "long.txt": "too_large",
        "link.txt": "outside_input",
        "elsewhere": "outside_input",
        "loop.txt": "unreadable",
    }
    assert run["inputs"] == 5


def test_a_missing_input_leaves_everything_as_it_was(copied: Path, tmp_path: Path) -> None:
    before = digest(copied)
    with pytest.raises(UserError, match=r"nowhere.*no such file"):
        build(tmp_path / "nowhere", copied)
    after = digest(copied)
    changed = {name for name in after if after.get(name) != before.get(name)}
    assert changed <= {"runs.jsonl", ".lock"}
    assert json.loads((copied / "runs.jsonl").read_text().splitlines()[-1])["status"] == "failed"


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(UserError, match="no files to read"):
        build(tmp_path / "in", tmp_path / "data")


def test_inputs_are_never_changed_and_nothing_is_written_elsewhere(seeds: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(seeds, tmp_path / "in"))
    before = digest(tmp_path)
    build(folder, tmp_path / "data")
    after = {name: value for name, value in digest(tmp_path).items() if not name.startswith("data/")}
    assert after == before


def test_a_new_file_does_not_disturb_old_shards(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path / "in", 4)
    data_dir = tmp_path / "data"
    build(folder, data_dir, limits=Limits(shard_documents=2))
    old = digest(data_dir / "parts")
    write_corpus(folder, 5)
    run = build(folder, data_dir, limits=Limits(shard_documents=2))
    assert (run["shards_done"], run["shards_reused"], run["rows"]["articles"]) == (1, 2, 5)
    assert old.items() <= digest(data_dir / "parts").items()


def test_a_file_taken_away_is_gone_and_only_its_shard_is_redone(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path / "in", 6)
    data_dir = tmp_path / "data"
    build(folder, data_dir, limits=Limits(shard_documents=2))
    (folder / "0003.txt").unlink()
    run = build(folder, data_dir, limits=Limits(shard_documents=2))
    assert (run["shards_done"], run["shards_reused"], run["rows"]["articles"]) == (1, 2, 5)
    build(folder, tmp_path / "fresh")
    assert parquet_bytes(data_dir) == parquet_bytes(tmp_path / "fresh")


def test_tables_do_not_depend_on_shards_workers_or_the_order_of_arrival(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path / "in", 7)
    shutil.copyfile(folder / "0000.txt", folder / "copy.txt")  # the same article in several shards
    build(folder, tmp_path / "one")
    expected = parquet_bytes(tmp_path / "one")
    build(folder, tmp_path / "each", limits=Limits(shard_documents=1))
    assert parquet_bytes(tmp_path / "each") == expected
    build_direct((folder,), tmp_path / "two", Limits(shard_documents=3), kind="processes", workers=2)
    assert parquet_bytes(tmp_path / "two") == expected
    late = tmp_path / "late"
    late.mkdir()
    for name in sorted((path.name for path in folder.iterdir()), reverse=True):
        shutil.copyfile(folder / name, late / name)
        if name in ("0005.txt", "0002.txt", "0000.txt"):
            build(late, tmp_path / "arrived")
    assert parquet_bytes(tmp_path / "arrived") == expected


def test_one_article_in_two_files_is_one_article_with_two_sources(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path / "in", 1)
    text = (folder / "0000.txt").read_text(encoding="utf-8")
    (folder / "spaced.txt").write_text(text.replace("\n", " \r\n\r\n").replace(" ", "  "), encoding="utf-8")
    run = build(folder, tmp_path / "data", limits=Limits(shard_documents=1))
    assert (run["rows"]["articles"], run["rows"]["article_sources"]) == (1, 2)


def test_the_same_body_under_another_title_is_linked(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path / "in", 1)
    text = (folder / "0000.txt").read_text(encoding="utf-8")
    title = "Бас прокуратурада жаңа Конституция жобасын талқылауға арналған дөңгелек үстел өтті"
    assert title in text
    (folder / "other.txt").write_text(text.replace(title, "Бас прокуратурада жаңа жоба талқыланды"), encoding="utf-8")
    build(folder, tmp_path / "data")
    rows = tables(tmp_path / "data")
    assert len({row["article_id"] for row in rows["articles"]}) == 2
    assert len({row["cluster_id"] for row in rows["articles"]}) == 1
    (link,) = rows["article_links"]
    assert (link["kind"], link["score"]) == ("near_duplicate", 1.0)


def test_half_finished_work_is_swept(copied: Path, seeds: Path) -> None:
    before = parquet_bytes(copied)
    for leftover in ("parts/shard=00000000000000000000", ".tables/99-00000000000000000000", "work/old"):
        (copied / leftover).mkdir(parents=True)
        (copied / leftover / "articles.parquet").write_bytes(b"PAR1")
    (copied / ".dedi.duckdb.tmp").write_bytes(b"half a database")
    (copied / "shards" / ".11111111111111111111.json.1.tmp").write_text("{")
    with (copied / "runs.jsonl").open("a", encoding="utf-8") as ledger:
        ledger.write('{"run_id": 2, "sta')
    assert build(seeds, copied)["status"] == "unchanged"
    assert parquet_bytes(copied) == before
    assert not list(copied.glob("parts/shard=000000*")) + list(copied.glob(".*.tmp")) + list(copied.glob("shards/.*"))
    assert len(list((copied / ".tables").iterdir())) == 1


def test_a_build_that_stopped_between_tables_and_database_is_healed(copied: Path, seeds: Path) -> None:
    expected = parquet_bytes(copied)
    current = (copied / "tables").resolve()
    torn = Path(shutil.copytree(current, current.with_name("2-11111111111111111111")))
    (torn / "quotes.parquet").unlink()
    (copied / "tables").unlink()
    (copied / "tables").symlink_to(Path(".tables") / torn.name)
    assert build(seeds, copied)["status"] == "ok"
    assert parquet_bytes(copied) == expected


def test_a_lost_database_is_made_again(copied: Path, seeds: Path) -> None:
    (copied / "dedi.duckdb").unlink()
    assert build(seeds, copied)["status"] == "ok"
    assert (copied / "dedi.duckdb").exists()


def test_a_breach_stops_the_build_and_keeps_the_last_good_one(copied: Path, seeds: Path, tmp_path: Path) -> None:
    (part,) = copied.glob("parts/*/*/quotes.parquet")
    quotes = pq.read_table(part)
    first = quotes.column_names.index("text")
    wrong = [["!" + text for text in quotes["text"].to_pylist()]]
    spoiled = quotes.set_column(first, quotes.schema.field("text"), wrong)
    pq.write_table(spoiled, part)
    database, before = (copied / "dedi.duckdb").read_bytes(), parquet_bytes(copied)
    folder = Path(shutil.copytree(seeds, tmp_path / "in"))
    write_corpus(folder, 1)
    with pytest.raises(BuildError, match="quotes: text is not at its offsets"):
        build(folder, copied)
    assert (copied / "dedi.duckdb").read_bytes() == database
    assert parquet_bytes(copied) == before


def test_one_builder_at_a_time(tmp_path: Path) -> None:
    data = DataDir(tmp_path)
    with locked(data), pytest.raises(BuildError, match="another build"), locked(data, patience=0):
        pass


def test_the_data_directory_is_no_input(seeds: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(seeds, tmp_path / "in"))
    build(folder, folder / "data")
    assert build(folder, folder / "data")["inputs"] == 5


def test_two_inputs_with_one_name_are_told_apart(tmp_path: Path) -> None:
    write_corpus(tmp_path / "a" / "news", 1)
    write_corpus(tmp_path / "b" / "news", 1)
    run = build_direct((tmp_path / "a" / "news", tmp_path / "b" / "news"), tmp_path / "data", kind="serial")
    assert run["inputs"] == 2
    paths = {row["raw_path"] for row in tables(tmp_path / "data")["article_sources"]}
    assert paths == {"a/news/0000.txt", "b/news/0000.txt"}


def test_spans_in_a_long_paragraph_are_gated_too(seeds: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    sentence = "«Бұл — өте маңызды қадам», – деді Берік Асылов. "
    (folder / "long.txt").write_text(sentence * 1000, encoding="utf-8")
    data_dir = tmp_path / "data"
    run = build(folder, data_dir)
    assert run["rows"]["quotes"] == 1000
    (part,) = data_dir.glob("parts/*/*/quotes.parquet")
    quotes = pq.read_table(part)
    wrong = [["!" + text for text in quotes["text"].to_pylist()]]
    index = quotes.column_names.index("text")
    pq.write_table(quotes.set_column(index, quotes.schema.field("text"), wrong), part)
    shutil.copyfile(next(seeds.glob("*.txt")), folder / "more.txt")
    with pytest.raises(BuildError, match=r"quotes: text is not at its offsets \(1000 rows"):
        build(folder, data_dir)
