"""The README is current, and every question in it has an answer."""

import re
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
import yaml

from flows.query import ask, open_database
from flows.settings import DataDir
from tests.corpus import ROOT
from tests.readme import render

README = (ROOT / "README.md").read_text(encoding="utf-8")
COOKBOOK = re.findall(r"```sql\n(.*?)```", README.partition("## Questions to ask")[2].partition("\n## ")[0], re.DOTALL)


def test_generated_blocks_are_current(built: Path) -> None:
    assert render(README, built) == README, "run `make readme`"


def test_there_are_a_dozen_questions() -> None:
    assert len(COOKBOOK) >= 12


@pytest.mark.parametrize("sql", COOKBOOK)
def test_every_question_has_an_answer(sql: str, built: Path) -> None:
    with open_database(DataDir(built).database) as connection:
        assert ask(connection, sql)
        assert connection.fetchall()


def test_the_two_commands_are_those_of_the_makefile_and_of_ci() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^build: setup$", makefile, re.MULTILINE)
    assert re.search(r"^test: setup$", makefile, re.MULTILINE)
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_lock_names_no_registry() -> None:
    hosts = set(re.findall(r"https?://([^/\"]+)", (ROOT / "uv.lock").read_text(encoding="utf-8")))
    assert hosts == {"registry.invalid"}


def test_versions_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == project["version"]


def test_deployments_name_flows_that_exist() -> None:
    deployments = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    assert {deployment["entrypoint"] for deployment in deployments} == {
        "flows/build.py:build",
        "flows/release.py:release",
    }
    for deployment in deployments:
        path, name = deployment["entrypoint"].split(":")
        flow = getattr(import_module(path.removesuffix(".py").replace("/", ".")), name)
        assert set(deployment["parameters"]) <= set(flow.parameters.properties)
