"""Serving: builds and releases on a schedule, in one process, with a Prefect server of its own if none is given."""

import logging
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, cast

from flows.fetch import STDIN, is_remote
from flows.settings import BuildError, UserError

logger = logging.getLogger("dedi")

_UNITS: Final = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_START_SECONDS: Final = 120.0
_STOP_SECONDS: Final = 15.0


def parse_interval(text: str) -> timedelta:
    """Read an interval such as 90s, 15m, 1h or 1d. Raises UserError for anything else, and for nought."""
    match = re.fullmatch(r"([0-9]{1,6})([smhd])", text.strip().lower())
    if not match or not int(match[1]):
        message = f"--every {text}: write a number and a unit, as in 90s, 15m, 1h or 1d"
        raise UserError(message)
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


@contextmanager
def prefect_server(log: Path) -> Iterator[str]:
    """Give the address of the configured Prefect server, or of one started here on the loopback until the block ends.

    Raises BuildError when the server does not come up.
    """
    configured = os.environ.get("PREFECT_API_URL")
    if configured:
        yield configured
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with log.open("ab") as output:
        server = subprocess.Popen(command, stdout=output, stderr=output)  # noqa: S603 - our own interpreter
    url = f"http://127.0.0.1:{port}/api"
    try:
        _await_health(url, server, log)
        logger.info("a Prefect server runs at http://127.0.0.1:%d until this is stopped", port)
        os.environ["PREFECT_API_URL"] = url
        yield url
    finally:
        os.environ.pop("PREFECT_API_URL", None)
        server.terminate()
        try:
            server.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _await_health(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=2):  # noqa: S310 - loopback
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.3)
    message = f"the Prefect server did not start; its log is {log}"
    raise BuildError(message)


def serve(
    inputs: Sequence[str],
    data_dir: Path,
    every: timedelta,
    release_every: timedelta,
    parameters: Mapping[str, Any] | None = None,
) -> None:
    """Build and release on schedule until stopped.

    Args:
        inputs: Files or folders with raw articles, read anew by each build.
        data_dir: Where tables, database and releases go.
        every: Time between builds.
        release_every: Time between releases; one is made only when the tables changed.
        parameters: Further ones of the flow `build`: the runner, the limits.

    Raises:
        UserError: for standard input, which can be read but once.
    """
    if STDIN in inputs:
        message = f"{STDIN}: standard input can be read but once; name files or addresses to serve from"
        raise UserError(message)
    # Imported here, after Prefect's environment is set and its server is up.
    import prefect
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
    from prefect.deployments.runner import RunnerDeployment
    from prefect.types.entrypoint import EntrypointType

    from flows.build import build
    from flows.release import release

    # A build that takes longer than the interval must not pile up others behind it.
    one = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)
    home = str(data_dir.resolve())
    named = [name if is_remote(name) else str(Path(name).resolve()) for name in inputs]
    builds = build.to_deployment(
        name="scheduled",
        interval=every,
        parameters={**(parameters or {}), "inputs": named, "data_dir": home},
        concurrency_limit=one,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    releases = release.to_deployment(
        name="scheduled",
        interval=release_every,
        parameters={"data_dir": home, "required": False},
        concurrency_limit=one,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    prefect.serve(cast(RunnerDeployment, builds), cast(RunnerDeployment, releases), print_starting_message=False)
