"""What a build costs when there is nothing to do, beside an empty Prefect flow and beside no Prefect at all.

Whole processes, wall clock, the three in turn so that the machine's mood is shared; quote the ratios.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from tests.corpus import ROOT

ROUNDS = 3
EMPTY_FLOW = "from prefect import flow\n@flow\ndef empty() -> None: ...\nempty()\n"


def seconds(command: list[str], environment: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return time.perf_counter() - began


def test_overhead_of_a_build_with_nothing_to_do(tmp_path: Path) -> None:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    home = {
        **plain,
        "DO_NOT_TRACK": "1",
        "PREFECT_HOME": str(tmp_path / "home"),
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
    }
    (tmp_path / "home").mkdir()
    build = [sys.executable, "-m", "flows", "build", "seeds", "--data-dir", str(tmp_path / "data")]
    cases = {
        "an empty Prefect flow": ([sys.executable, "-c", EMPTY_FLOW], home),
        "dedi build, nothing new": (build, plain),
        "dedi build --direct, nothing new": ([*build, "--direct"], plain),
        "python -c pass": ([sys.executable, "-c", "pass"], plain),
    }
    for command, environment in cases.values():  # first: databases are made, models are loaded
        seconds(command, environment)
    times: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(ROUNDS):
        for name, (command, environment) in cases.items():
            times[name].append(seconds(command, environment))
    base = statistics.median(times["an empty Prefect flow"])
    for name, measured in times.items():
        median = statistics.median(measured)
        print(f"\n{name:34} {median:6.2f} s  {median / base:5.2f} x an empty flow", end="")
    print()
