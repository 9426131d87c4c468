"""Prefect for real: scheduled builds and a release in one serving process, and a build against a running server."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import httpx
import pytest

from flows.load.ledger import read_runs
from flows.publish.verify import problems
from flows.serve import parse_interval
from flows.settings import DataDir, UserError
from tests.corpus import ROOT, parquet_bytes, write_corpus

PATIENCE_SECONDS = 600.0  # a Prefect server and its flows on a machine with much else to do
pytestmark = pytest.mark.timeout(2 * PATIENCE_SECONDS)


def wait_for(what: str, reached: Callable[[], Any]) -> Any:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if found := reached():
            return found
        time.sleep(0.5)
    pytest.fail(f"waited in vain for {what}")


@dataclass
class Serving:
    folder: Path
    data_dir: Path
    api: str
    log: Path

    def good_runs(self) -> list[dict[str, Any]]:
        return [run for run in read_runs(DataDir(self.data_dir)) if run["status"] in ("ok", "unchanged")]


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    home = tmp_path_factory.mktemp("serve")
    folder = Path(shutil.copytree(ROOT / "seeds", home / "in"))
    log = home / "serve.log"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    environment["PREFECT_RUNNER_POLL_FREQUENCY"] = "2"
    command = [sys.executable, "-m", "flows", "serve", str(folder), "--data-dir", str(home / "data"), "--every", "15s"]
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    try:
        address = wait_for(
            "the server's address",
            lambda: re.search(r"http://127\.0\.0\.1:[0-9]+", log.read_text(encoding="utf-8")),
        )
        yield Serving(folder, home / "data", f"{address[0]}/api", log)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def test_scheduled_builds_take_in_what_is_dropped_and_release_it(serving: Serving) -> None:
    wait_for("a first build", serving.good_runs)
    write_corpus(serving.folder, 1)
    wait_for("the dropped file", lambda: any(run["inputs"] == 6 for run in serving.good_runs()))
    wait_for("three builds", lambda: len(serving.good_runs()) >= 3)
    releases = serving.data_dir / "releases"
    wait_for("a release", (releases / "index.json").exists)
    assert [run for run in read_runs(DataDir(serving.data_dir)) if run["status"] == "failed"] == []
    for release in (path for path in releases.iterdir() if path.is_dir() and not path.name.startswith(".")):
        assert problems(release) == []
    with duckdb.connect(str(serving.data_dir / "dedi.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchall() == [(6,)]


def test_a_build_shows_in_a_running_server(serving: Serving, built: Path, tmp_path: Path, seeds: Path) -> None:
    environment = {**os.environ, "PREFECT_API_URL": serving.api}
    command = [sys.executable, "-m", "flows", "build", str(seeds), "--data-dir", str(tmp_path), "--shard-docs", "3"]
    done = subprocess.run(
        [*command, "--workers", "2"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert parquet_bytes(tmp_path) == parquet_bytes(built)
    assert not (tmp_path / "prefect").exists()
    with httpx.Client(base_url=serving.api) as client:
        flows = client.post("/flow_runs/filter", json={"flow_runs": {"name": {"any_": [f"build {tmp_path}"]}}}).json()
        assert [flow["state_type"] for flow in flows] == ["COMPLETED"]
        mine = {"flow_runs": {"id": {"any_": [flows[0]["id"]]}}}
        tasks = wait_for("all tasks", lambda: _completed(client.post("/task_runs/filter", json=mine).json(), 6))
        stages = sorted(re.sub(r"[0-9a-f]{8}$", "…", task["name"]) for task in tasks)
        assert stages == ["gate", "link", "load", "plan", "transform shard …", "transform shard …"]
        artifacts = client.post("/artifacts/filter", json=mine).json()
        assert {artifact["type"] for artifact in artifacts} == {"progress", "table"}
        assert all("5 inputs" in artifact["description"] for artifact in artifacts if artifact["type"] == "table")


def _completed(tasks: list[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    """Task runs reach the server a little after the flow: only all of them together count."""
    done = [task for task in tasks if task["state_type"] == "COMPLETED"]
    return done if len(done) == count else []


@pytest.mark.parametrize(("text", "seconds"), [("90s", 90), ("15m", 900), ("1h", 3600), ("2d", 172800)])
def test_intervals(text: str, seconds: int) -> None:
    assert parse_interval(text).total_seconds() == seconds


@pytest.mark.parametrize("text", ["", "0s", "1", "h", "-5m", "1w", "١h"])
def test_intervals_that_are_none(text: str) -> None:
    with pytest.raises(UserError, match="--every"):
        parse_interval(text)
