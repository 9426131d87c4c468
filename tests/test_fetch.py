"""Inputs that are no files of this machine: standard input, HTTP on the loopback, a store of objects."""

import io
import json
import os
import re
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import fsspec
import pyarrow.parquet as pq
import pytest

from flows.fetch import fetch, local, origins
from flows.runners import build_direct
from flows.serve import serve
from flows.settings import BuildError, DataDir, UserError
from tests.hostile import ARTICLE, BODY, jsonl, page, warc_record


def dedi(*arguments: str, stdin=subprocess.DEVNULL, **options) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "flows", *arguments]
    if "input" not in options:
        options["stdin"] = stdin
    return subprocess.run(command, check=False, capture_output=True, **options)


def table(data_dir: Path, name: str) -> list[dict]:
    return pq.read_table(data_dir / "tables" / f"{name}.parquet").to_pylist()


def sources(data_dir: Path) -> list[tuple[str, str]]:
    return sorted((row["raw_path"], row["locator"]) for row in table(data_dir, "article_sources"))


@pytest.fixture
def site(tmp_path):
    """A folder served over HTTP; `asked` lists the requests that came."""
    folder = tmp_path / "site"
    folder.mkdir()
    asked = []

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, _format, *arguments):
            asked.append(arguments[0])

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield folder, f"http://127.0.0.1:{server.server_port}", asked, server
    server.shutdown()
    server.server_close()
    thread.join()


def test_standard_input_is_one_raw_file(tmp_path):
    lines = jsonl([{"text": ARTICLE}, {"text": 42}])
    done = dedi("build", "-", "--direct", "--data-dir", str(tmp_path), input=lines)
    assert done.returncode == 0, done.stderr
    assert sources(tmp_path) == [("stdin", "line 1, byte 0")]
    reject = pq.read_table(tmp_path / "tables" / "rejects.parquet").to_pylist()[0]
    assert (reject["raw_path"], reject["locator"]) == ("stdin", f"line 2, byte {lines.index(10) + 1}")
    shown = dedi("rejects", "-", "--data-dir", str(tmp_path), "--show", reject["reject_id"])
    assert b"42" in shown.stdout, shown.stderr


def test_standard_input_from_a_terminal_is_refused(tmp_path):
    ours, theirs = os.openpty()
    try:
        done = dedi("build", "-", "--direct", "--data-dir", str(tmp_path), stdin=theirs)
    finally:
        os.close(ours)
        os.close(theirs)
    assert done.returncode == 2
    assert b"nothing is piped" in done.stderr


def test_a_schedule_cannot_read_standard_input(tmp_path):
    with pytest.raises(UserError, match="read but once"):
        serve(["-"], tmp_path, timedelta(hours=1), timedelta(hours=1))


def test_pages_and_archives_over_http(site, tmp_path):
    folder, address, asked, _ = site
    data_dir = tmp_path / "data"
    (folder / "page.html").write_text(page(), encoding="utf-8")
    (folder / "crawl.warc").write_bytes(warc_record(page().encode()))
    inputs = (f"{address}/page.html", f"{address}/crawl.warc")
    assert build_direct(inputs, data_dir, kind="serial")["status"] == "ok"
    assert sources(data_dir) == [("127.0.0.1_crawl.warc", "record 1, byte 0"), ("127.0.0.1_page.html", "")]
    asked.clear()
    assert build_direct(inputs, data_dir, kind="serial")["status"] == "unchanged"
    assert [one for one in asked if one.startswith("GET")] == []
    path = folder / "page.html"
    path.write_text(page().replace("</article>", "<p>Бұл туралы ресми сайтта жазылды.</p></article>"), encoding="utf-8")
    os.utime(path, (0, 0))
    run = build_direct(inputs, data_dir, kind="serial")
    assert run["rows"]["articles"] == 2
    assert any(one.startswith("GET /page.html") for one in asked)


def test_a_fetched_document_keeps_where_and_when_it_was_fetched(site, tmp_path):
    folder, address, _, _ = site
    (folder / "page.html").write_text(page(), encoding="utf-8")
    (folder / "note.txt").write_text(BODY[0], encoding="utf-8")
    (folder / "crawl.warc").write_bytes(warc_record(page(body=BODY[1:]).encode(), url="https://baq.kz/1"))
    (folder / "lines.jsonl").write_bytes(jsonl([{"text": BODY[1]}]))
    asked = ("page.html?id=5", "note.txt?X-Amz-Signature=1", "crawl.warc", "lines.jsonl")
    inputs = tuple(f"{address.replace('//', '//me:secret@')}/{name}" for name in asked)
    before = datetime.now(UTC).replace(microsecond=0)
    build_direct(inputs, tmp_path, kind="serial")
    told = {(row["media_type"], row["locator"]): row for row in table(tmp_path, "article_sources")}
    whole, archived = told["text/html", ""], told["text/html", "record 1, byte 0"]
    note, line = told["text/plain", ""], told["application/x-ndjson", "line 1, byte 0"]
    assert whole["url"] == f"{address}/page.html?id=5"
    assert before <= whole["collected_at"] <= datetime.now(UTC)
    assert note["url"] == f"{address}/note.txt"
    assert (archived["url"], archived["collected_at"].year) == ("https://baq.kz/1", 2026)
    assert (line["url"], line["collected_at"]) == (None, None)  # an archive's address is not that of what is in it
    assert {row["url"] for row in table(tmp_path, "articles")} == {whole["url"], note["url"], "https://baq.kz/1", None}
    assert "secret" not in (tmp_path / "tables" / "article_sources.parquet").read_bytes().decode("latin-1")


def test_what_is_unchanged_was_collected_when_it_was_first_seen(tmp_path):
    store = fsspec.filesystem("memory")
    data = DataDir(tmp_path)
    store.pipe_file("/seen/2026/a.txt", b"a")
    store.pipe_file("/seen/b.txt", b"b")
    try:
        (root,) = fetch(["memory://seen"], data)
        index = root.parent / ".mirror.json"
        index.write_text(re.sub(r"\d{4}-\d\d-\d\dT", "2001-01-01T", index.read_text()))
        assert all(moment.year == 2001 for _, moment in origins(root, data).values())
        store.pipe_file("/seen/b.txt", b"c")
        fetch(["memory://seen"], data)
        found = {path.name: origin for path, origin in origins(root, data).items()}
        assert found["a.txt"][0] == "memory://seen/2026/a.txt"
        assert found["a.txt"][1].year == 2001
        assert found["b.txt"][1].year > 2001
        index.write_text(json.dumps({"seen/b.txt": "a version", "seen/gone.txt": "a version"}))
        (root / "gone.txt").touch()
        fetch(["memory://seen"], data)
        assert (len(origins(root, data)), (root / "gone.txt").exists()) == (2, False)
    finally:
        store.rm("/seen", recursive=True)


def test_addresses_of_one_name_are_told_apart(site, tmp_path):
    folder, address, _, _ = site
    (folder / "a").mkdir()
    (folder / "a" / "x.txt").write_text(BODY[0], encoding="utf-8")
    (folder / "a_x.txt").write_text(BODY[1], encoding="utf-8")
    assert build_direct((f"{address}/a/x.txt", f"{address}/a_x.txt"), tmp_path, kind="serial")["rows"]["articles"] == 2
    assert {row["url"] for row in table(tmp_path, "article_sources")} == {f"{address}/a/x.txt", f"{address}/a_x.txt"}


def test_a_file_called_nothing_that_is_known_is_read(site, tmp_path):
    folder, address, _, _ = site
    (folder / "2026").write_text(ARTICLE, encoding="utf-8")
    assert build_direct((f"{address}/2026",), tmp_path, kind="serial")["rejects"] == {}


def test_an_address_without_a_file_is_the_users_to_mend(site, tmp_path):
    _, address, _, _ = site
    with pytest.raises(UserError, match=f"{address}/none.html: no such file"):
        fetch([f"{address}/none.html"], DataDir(tmp_path))


def test_a_store_that_fails_leaves_the_last_build_in_place(site, tmp_path):
    folder, address, _, server = site
    data_dir = tmp_path / "data"
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    build_direct((f"{address}/a.txt",), data_dir, kind="serial")
    server.shutdown()
    server.server_close()
    with pytest.raises(BuildError, match="cannot be fetched"):
        build_direct((f"{address}/a.txt",), data_dir, kind="serial")
    assert sources(data_dir) == [("127.0.0.1_a.txt", "")]
    assert json.loads((data_dir / "runs.jsonl").read_text().splitlines()[-1])["status"] == "failed"


def test_a_store_is_mirrored_and_nothing_is_written_outside(tmp_path):
    store = fsspec.filesystem("memory")
    data = DataDir(tmp_path / "data")
    names = ("2026/a.txt", "2026/б ү.txt", ".hidden/b.txt", "x/../../../escape.txt")
    for name in names:
        store.store.pop(f"/news/{name}", None)
        store.pipe_file(f"/news/{name}", name.encode())
    try:
        (root,) = fetch(["memory://news"], data)
        found = {
            path.relative_to(root).as_posix(): path.read_bytes().decode() for path in root.rglob("*") if path.is_file()
        }
        assert sorted(found.values()) == sorted(set(names) - {".hidden/b.txt"})
        assert found["2026/a.txt"] == "2026/a.txt"
        assert all(path.resolve().is_relative_to(data.root.resolve()) for path in root.rglob("*"))
        store.rm("/news/2026/a.txt")
        assert fetch(["memory://news"], data) == local(["memory://news"], data) == (root,)
        assert not (root / "2026/a.txt").exists()
    finally:
        store.rm("/news", recursive=True)


class Flat(fsspec.AbstractFileSystem):
    """A store as S3 is one: keys and what they hold, and no folders."""

    protocol = "flat"
    keys: ClassVar = {
        "m/2026/": b"",
        "m/2026/a.txt": b"a",
        "m/old": b"",
        "m/old/o.txt": b"o",
        "m/b": b"b",
        "m/b/c": b"c",
    }

    def find(self, path, **_options):
        return {key: {"name": key, "size": len(raw)} for key, raw in self.keys.items() if key.startswith(path)}

    def _open(self, path, *_arguments, **_options):
        return io.BytesIO(self.keys[path])


def test_what_stores_keep_in_place_of_folders_is_no_file(tmp_path):
    fsspec.register_implementation("flat", Flat, clobber=True)
    (root,) = fetch(["flat://m"], DataDir(tmp_path))
    found = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert found == {"2026/a.txt": b"a", "old/o.txt": b"o", "b/%25": b"b", "b/c": b"c"}


def test_an_address_gives_a_name_without_its_query_or_its_password(tmp_path):
    data = DataDir(tmp_path)
    one, other, third = local(
        ["https://me:secret@host.kz/a/x.txt?Signature=SECRET", "https://host.kz/b/x.txt", "s3://news/2026"], data
    )
    assert one.name.startswith("host.kz_a_x~")
    assert one.suffix == ".txt"
    assert "secret" not in str(one).lower()
    assert (other.name, third.name) == ("host.kz_b_x.txt", "news_2026")


def test_wrong_addresses_are_told(tmp_path):
    data = DataDir(tmp_path)
    with pytest.raises(UserError, match="memory://nothing: no such file or folder"):
        fetch(["memory://nothing"], data)
    with pytest.raises(UserError, match="gopher://x: no such kind of address"):
        fetch(["gopher://x"], data)


def test_a_missing_extra_is_named(tmp_path):
    arguments = ["dedi", "build", "http://127.0.0.1:9/a", "--direct", "--data-dir", str(tmp_path)]
    code = f"import sys; sys.modules['aiohttp'] = None; sys.argv = {arguments}; from flows.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert done.returncode == 2
    assert b"install dedi[remote]" in done.stderr
