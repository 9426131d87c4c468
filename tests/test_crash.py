"""A build killed at any point, then repeated, leaves the tables an undisturbed one leaves."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.runners import build_direct
from tests.corpus import ROOT, parquet_bytes, write_corpus

COUNT = 12
WAIT_SECONDS = 120.0


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("crash") / "in", COUNT)


@pytest.fixture(scope="module")
def expected(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    data_dir = tmp_path_factory.mktemp("undisturbed")
    build_direct((corpus,), data_dir, kind="serial")
    return parquet_bytes(data_dir)


def command(corpus: Path, data_dir: Path) -> list[str]:
    options = ["--data-dir", str(data_dir), "--direct", "--runner", "serial", "--shard-docs", "1"]
    return [sys.executable, "-m", "flows", "build", str(corpus), *options]


POINTS: dict[str, Callable[[Path], bool]] = {
    "in the first shard": lambda data: (data / "work").exists(),
    "half-way through the shards": lambda data: len(list(data.glob("shards/*.json"))) >= COUNT // 2,
    "while the tables are made": lambda data: bool(list(data.glob(".tables/.*.tmp"))),
    "while the database is made": lambda data: bool(list(data.glob(".dedi.duckdb.tmp"))),
}


@pytest.mark.parametrize("point", POINTS)
def test_killed_and_repeated(point: str, corpus: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    reached = POINTS[point]
    process = subprocess.Popen(
        command(corpus, tmp_path), cwd=ROOT, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    until = time.monotonic() + WAIT_SECONDS
    while not reached(tmp_path) and process.poll() is None and time.monotonic() < until:
        time.sleep(0.002)
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL, "the build ended before it could be killed"
    assert not (tmp_path / "dedi.duckdb").exists()
    run = build_direct((corpus,), tmp_path, kind="serial")
    assert run["status"] == "ok"
    assert run["shards_reused"] == (0 if point == "in the first shard" else run["shards_reused"])
    assert parquet_bytes(tmp_path) == expected
