"""The Prefect flow `release`: publish the current tables, then verify what was published."""

from pathlib import Path

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE

from flows.publish.manifest import MANIFEST, read
from flows.publish.release import Release, make_release
from flows.publish.verify import problems
from flows.settings import DEFAULT_DATA_DIR, BuildError, DataDir


@task(name="publish", task_run_name="publish", cache_policy=NO_CACHE)
def publish(data_dir: Path, *, force: bool = False) -> Release:
    """Make a release. Raises UserError when there are no tables yet."""
    return make_release(data_dir, force=force)


@task(name="verify", task_run_name="verify", cache_policy=NO_CACHE)
def verify(path: Path) -> None:
    """Check a release. Raises BuildError with every problem."""
    found = problems(path)
    if found:
        message = f"{path}: the release does not verify: " + "; ".join(found)
        raise BuildError(message)


@flow(name="release", flow_run_name="release {data_dir}", persist_result=False)
def release(data_dir: str = str(DEFAULT_DATA_DIR), force: bool = False, required: bool = True) -> str | None:
    """Release the current tables and verify the release.

    Args:
        data_dir: The data directory with tables a build left.
        force: Make a release even when nothing changed since the last.
        required: Fail when there are no tables yet; a schedule that starts with nothing built does not ask for that.

    Returns:
        The version of the latest release; None when there is nothing to release and none was required.
    """
    if not required and not DataDir(Path(data_dir)).tables.exists():
        get_run_logger().info("no tables yet, so nothing to release")
        return None
    made = publish(Path(data_dir), force=force)
    verify(made.path)
    get_run_logger().info("%s is %s", made.version, "released" if made.new else "the latest release; nothing changed")
    create_table_artifact(table=read(made.path / MANIFEST)["files"], key="release-files", description=made.version)
    return made.version
