"""The command line: `dedi`."""

import sys
from pathlib import Path
from typing import Annotated, Final, Literal

import typer
from rich.console import Console

from flows import options, workbench
from flows.options import DataDirectory, Direct, Inputs, Runner, Workers
from flows.progress import log_to_console
from flows.settings import (
    DEFAULT_DATA_DIR,
    DEFAULT_INPUT,
    DEFAULT_LIMITS,
    BuildError,
    DataDir,
    UserError,
    configure_prefect,
)

FAILURE: Final = 1
USER_ERROR: Final = 2

app = typer.Typer(
    name="dedi",
    help="Who said what: Kazakh and Russian news into an open dataset of speaker-attributed quotes.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.command(epilog="Examples: dedi build | dedi build news/ --workers 4 | dedi build page.txt --data-dir try --direct")
def build(
    inputs: Inputs = None,
    data_dir: DataDirectory = DEFAULT_DATA_DIR,
    runner: Runner = "auto",
    workers: Workers = None,
    direct: Direct = False,
    force: Annotated[bool, typer.Option("--force", help="Redo what is already done.")] = False,
    shard_docs: options.ShardDocs = DEFAULT_LIMITS.shard_documents,
    shard_mb: options.ShardMb = options.SHARD_MB,
    max_document_mb: options.MaxDocumentMb = options.DOCUMENT_MB,
    max_ratio: options.MaxRatio = DEFAULT_LIMITS.ratio,
    max_paragraphs: options.MaxParagraphs = DEFAULT_LIMITS.paragraphs,
    page_seconds: options.PageSeconds = DEFAULT_LIMITS.page_seconds,
    max_nesting: options.MaxNesting = DEFAULT_LIMITS.nesting,
) -> None:
    """Build tables and database from raw articles (those in seeds/ if none are named).

    Only what is new is processed. Whoever reads the database sees the old or the new one, never a half.
    """
    from flows.plan import require
    from flows.runners import build_direct, split_runner
    from flows.status import report

    named = tuple(inputs or [str(DEFAULT_INPUT)])
    kind, _ = split_runner(runner)
    require(named)  # a wrong path is told at once, before Prefect starts
    limits = options.limits(shard_docs, shard_mb, max_document_mb, max_ratio, max_paragraphs, page_seconds, max_nesting)
    if direct:
        run = build_direct(named, data_dir, limits, kind=kind, workers=workers, force=force)
    else:
        configure_prefect(data_dir, quiet=True)
        from flows.build import build as build_flow

        run = build_flow(
            inputs=list(named),
            data_dir=str(data_dir),
            runner=runner,
            workers=workers,
            force=force,
            **options.parameters(limits),
        )
    report(run, data_dir)


@app.command(epilog="Example: dedi status --data-dir data")
def status(data_dir: DataDirectory = DEFAULT_DATA_DIR) -> None:
    """Show what the data directory holds: the last builds, the tables, the rejects, the releases."""
    from flows.status import show

    show(data_dir, Console())


@app.command(
    epilog='Examples: dedi query "SELECT speaker, text FROM quotes_full" | '
    'dedi query "FROM articles" --format csv --output articles.csv'
)
def query(
    sql: Annotated[str, typer.Argument(help="One SQL question, in DuckDB's dialect.")],
    data_dir: DataDirectory = DEFAULT_DATA_DIR,
    format_: Annotated[Literal["table", "csv", "json", "parquet"], typer.Option("--format", help="How to answer.")] = (
        "table"
    ),
    output: Annotated[Path | None, typer.Option(help="File to write; the terminal if not given.")] = None,
) -> None:
    """Ask the database in SQL. It is opened read-only, and other files are out of reach."""
    from flows.query import run

    run(DataDir(data_dir).database, sql, format_, output)


@app.command(epilog="Examples: dedi rejects | dedi rejects --format csv | dedi rejects news/ --show 3f2a")
def rejects(
    inputs: Inputs = None,
    data_dir: DataDirectory = DEFAULT_DATA_DIR,
    show: Annotated[str | None, typer.Option(metavar="ID", help="Show this one's bytes (its id may be cut).")] = None,
    format_: Annotated[Literal["table", "csv", "json"], typer.Option("--format", help="How to list them.")] = "table",
) -> None:
    """List what was refused and what to do about it, or show one with its bytes, escaped.

    INPUT need be named only to show bytes of what was not built from seeds/.
    """
    from flows import rejects as refused

    if show is None:
        refused.list_rejects(data_dir, format_, Console())
    else:
        refused.show_reject(data_dir, show, inputs or [str(DEFAULT_INPUT)], Console())


@app.command(epilog="Example: dedi doctor")
def doctor(data_dir: DataDirectory = DEFAULT_DATA_DIR) -> None:
    """Look at versions, models and paths, and say what is missing. Exit code 1 if something a build needs is."""
    from flows.doctor import show

    configure_prefect(data_dir)
    if not show(data_dir, Console()):
        raise typer.Exit(FAILURE)


@app.command(epilog="Examples: dedi release | dedi release --data-dir data --direct")
def release(
    data_dir: DataDirectory = DEFAULT_DATA_DIR,
    direct: Direct = False,
    force: Annotated[bool, typer.Option("--force", help="Release even if nothing changed since the last.")] = False,
) -> None:
    """Publish the current tables as a release under DATA_DIR/releases/, named after the day."""
    if direct:
        from flows.publish.release import make_release

        made = make_release(data_dir, force=force)
        version, new = made.version, made.new
    else:
        from flows.publish.release import latest, read_index

        before = [entry["version"] for entry in read_index(DataDir(data_dir).releases)]
        if not DataDir(data_dir).tables.exists():
            raise UserError(f"{DataDir(data_dir).tables}: no tables to release; run `dedi build` first")
        configure_prefect(data_dir, quiet=True)
        from flows.release import release as release_flow

        release_flow(data_dir=str(data_dir), force=force)
        version = latest(data_dir).name
        new = version not in before
    said = "released" if new else "nothing changed since"
    typer.echo(f"{said} {version}: {DataDir(data_dir).releases / version}")


@app.command(epilog="Examples: dedi verify | dedi verify data/releases/2026.03.01")
def verify(
    directory: Annotated[Path | None, typer.Argument(help="A release; the latest if not given.")] = None,
    data_dir: DataDirectory = DEFAULT_DATA_DIR,
) -> None:
    """Check a release: every file there, none too many, each byte as its manifest says. Exit code 1 if not."""
    from flows.publish.release import latest
    from flows.publish.verify import problems

    path = directory or latest(data_dir)
    if not path.is_dir():
        raise UserError(f"{path}: no such folder; name a release, as in data/releases/2026.03.01")
    found = problems(path)
    for problem in found:
        typer.echo(f"{path}: {problem}", err=True)
    if found:
        raise typer.Exit(FAILURE)
    typer.echo(f"{path}: verified")


@app.command(epilog="Examples: dedi serve | dedi serve news/ --every 15m --release-every 1d")
def serve(
    inputs: Inputs = None,
    data_dir: DataDirectory = DEFAULT_DATA_DIR,
    every: Annotated[str, typer.Option(help="Time between builds: 90s, 15m, 1h, 1d.")] = "1h",
    release_every: Annotated[str | None, typer.Option(help="Time between releases; as --every if not given.")] = None,
    runner: Runner = "auto",
    workers: Workers = None,
    shard_docs: options.ShardDocs = DEFAULT_LIMITS.shard_documents,
    shard_mb: options.ShardMb = options.SHARD_MB,
    max_document_mb: options.MaxDocumentMb = options.DOCUMENT_MB,
    max_ratio: options.MaxRatio = DEFAULT_LIMITS.ratio,
    max_paragraphs: options.MaxParagraphs = DEFAULT_LIMITS.paragraphs,
    page_seconds: options.PageSeconds = DEFAULT_LIMITS.page_seconds,
    max_nesting: options.MaxNesting = DEFAULT_LIMITS.nesting,
) -> None:
    """Build and release on schedule until stopped, with a local Prefect server if none is configured."""
    from flows import serve as serving
    from flows.plan import require
    from flows.runners import split_runner

    named = tuple(inputs or [str(DEFAULT_INPUT)])
    interval = serving.parse_interval(every)
    release_interval = serving.parse_interval(release_every or every)
    split_runner(runner)
    require(named)
    limits = options.limits(shard_docs, shard_mb, max_document_mb, max_ratio, max_paragraphs, page_seconds, max_nesting)
    configure_prefect(data_dir)
    with serving.prefect_server(DataDir(data_dir).prefect / "server.log"):
        typer.echo(f"building every {every}, releasing every {release_every or every}; Ctrl-C stops")
        serving.serve(
            named,
            data_dir,
            interval,
            release_interval,
            {"runner": runner, "workers": workers, **options.parameters(limits)},
        )


workbench.register(app)


def main() -> None:
    """Run the command line; an error is one sentence on standard error. Exit codes: 0, 1 failed, 2 user's to mend."""
    log_to_console()
    try:
        app()
    except UserError as error:
        typer.echo(f"dedi: {error}", err=True)
        sys.exit(USER_ERROR)
    except BuildError as error:
        typer.echo(f"dedi: {error}", err=True)
        sys.exit(FAILURE)
