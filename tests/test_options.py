"""Limits as options: every command that builds has them, and they reach the flow."""

from datetime import timedelta

import prefect
import pytest
import typer

from flows import options
from flows.build import build
from flows.cli import app
from flows.serve import serve
from flows.settings import Limits

CHOSEN = Limits(1_572_864, 3_145_728, 7, 11, 13, 1.5, 17)


def named(command: str) -> set[str]:
    group = typer.main.get_command(app)
    return {name for parameter in group.commands[command].params for name in parameter.opts}


def test_serve_has_the_options_of_build() -> None:
    assert named("build") - named("serve") == {"--direct", "--force"}


def test_the_options_are_limits_and_parameters_of_the_flow() -> None:
    assert options.limits(7, 3, 1.5, 11, 13, 1.5, 17) == CHOSEN
    assert options.parameters(CHOSEN) == {
        "shard_documents": 7,
        "shard_mb": 3,
        "document_mb": 1.5,
        "ratio": 11,
        "paragraphs": 13,
        "page_seconds": 1.5,
        "nesting": 17,
    }
    assert set(options.parameters(CHOSEN)) <= set(build.parameters.properties)


def test_what_is_served_is_built_within_the_limits(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    served = []
    monkeypatch.setattr(prefect, "serve", lambda *deployments, **_: served.extend(deployments))
    hour = timedelta(hours=1)
    serve(["seeds"], tmp_path, hour, hour, {"runner": "serial", **options.parameters(CHOSEN)})
    built = served[0].parameters
    assert (built["paragraphs"], built["document_mb"], built["runner"]) == (13, 1.5, "serial")
    assert built["data_dir"] == str(tmp_path.resolve())
