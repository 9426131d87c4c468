"""What tests share: the seeds, the gold, and one built data directory that nobody may change."""

import os
import shutil
from pathlib import Path

import pytest

os.environ.setdefault("DO_NOT_TRACK", "1")

ROOT = Path(__file__).resolve().parent.parent
# Modules that wait for servers or run many builds: begun first, they do not keep the other cores waiting at the end.
LONG = ("test_serve", "test_cli", "test_quotes_scale", "test_crash", "test_pipeline")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long modules first."""
    order = {name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: order.get(item.path.stem, len(LONG)))


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def gold() -> Path:
    return ROOT / "tests" / "gold"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with the seeds built; read it, never write to it."""
    from flows.runners import build_direct

    data_dir = tmp_path_factory.mktemp("built") / "data"
    run = build_direct((ROOT / "seeds",), data_dir, kind="serial")
    assert run["status"] == "ok"
    return data_dir


@pytest.fixture
def copied(built: Path, tmp_path: Path) -> Path:
    """A copy of the built data directory, to do with as a test likes."""
    return Path(shutil.copytree(built, tmp_path / "data", symlinks=True))
