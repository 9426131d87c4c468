"""The command line: `dedi`."""

import sys
from pathlib import Path
from typing import Annotated, Final, Literal

import typer
from rich.console import Console

from flows.progress import log_to_console
from flows.settings import (
    DEFAULT_DATA_DIR,
    DEFAULT_INPUT,
    DEFAULT_LIMITS,
    MEBIBYTE,
    BuildError,
    DataDir,
    Limits,
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

Inputs = Annotated[
    list[str] | None,
    typer.Argument(metavar="INPUT", help="Raw files, folders, addresses (https, s3, gs), - for standard input."),
]
DataDirectory = Annotated[Path, typer.Option("--data-dir", help="Where tables, database and releases go.")]
Direct = Annotated[bool, typer.Option("--direct", help="Run the same steps without Prefect.")]
Runner = Annotated[str, typer.Option(help="Where shards run: auto, serial, processes, dask[:ADDRESS], ray[:ADDRESS].")]
Workers = Annotated[int | None, typer.Option(min=1, help="Shards at once; one per core if not given.")]


@app.command(epilog="Examples: dedi build | dedi build news/ --workers 4 | dedi build page.txt --data-dir try --direct")
def build(
    inputs: Inputs = None,
    data_dir: DataDirectory = DEFAULT_DATA_DIR,
    runner: Runner = "auto",
    workers: Workers = None,
    direct: Direct = False,
    force: Annotated[bool, typer.Option("--force", help="Redo what is already done.")] = False,
    shard_docs: Annotated[int, typer.Option(min=1, help="Most raw files in a shard.")] = DEFAULT_LIMITS.shard_documents,
    shard_mb: Annotated[float, typer.Option(min=0.001, help="Most MiB in a shard.")] = (
        DEFAULT_LIMITS.shard_bytes / MEBIBYTE
    ),
    max_document_mb: Annotated[float, typer.Option(min=0.001, help="Largest document read, in MiB.")] = (
        DEFAULT_LIMITS.document_bytes / MEBIBYTE
    ),
    max_ratio: Annotated[int, typer.Option(min=1, help="Most times its size a compressed file may unpack to.")] = (
        DEFAULT_LIMITS.ratio
    ),
    max_paragraphs: Annotated[int, typer.Option(min=1, help="Most lines of a document.")] = DEFAULT_LIMITS.paragraphs,
    page_seconds: Annotated[float, typer.Option(min=0.1, help="Processor time an HTML page may take.")] = (
        DEFAULT_LIMITS.page_seconds
    ),
    max_nesting: Annotated[
        int, typer.Option(min=1, help="Depth of an HTML page's elements; all visible text is taken of deeper ones.")
    ] = DEFAULT_LIMITS.nesting,
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
    if direct:
        limits = Limits(
            int(max_document_mb * MEBIBYTE),
            int(shard_mb * MEBIBYTE),
            shard_docs,
            max_ratio,
            max_paragraphs,
            page_seconds,
            max_nesting,
        )
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
            shard_documents=shard_docs,
            shard_mb=shard_mb,
            document_mb=max_document_mb,
            ratio=max_ratio,
            paragraphs=max_paragraphs,
            page_seconds=page_seconds,
            nesting=max_nesting,
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


@app.command(
    epilog="Examples: dedi evaluate tests/gold --raw seeds | dedi evaluate tests/gold/quotes_kk.jsonl --half test"
)
def evaluate(
    gold_path: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD", help="Folder of annotated articles, .jsonl of texts, or .tsv of pairs of names."
        ),
    ],
    raw: Annotated[Path | None, typer.Option(help="Folder of the raw files; GOLD/../raw if not given.")] = None,
    half: Annotated[
        Literal["develop", "test"] | None, typer.Option(help="Which half of a .jsonl or .tsv; both if not given.")
    ] = None,
    format_: Annotated[Literal["text", "json"], typer.Option("--format", help="How to answer.")] = "text",
    detail: Annotated[bool, typer.Option("--detail", help="Also count errors by cause, types and mentions.")] = False,
    misses: Annotated[bool, typer.Option("--misses", help="Also list what was missed or wrong.")] = False,
) -> None:
    """Measure quotes, speakers, names and metadata against annotated articles.

    A folder's articles are built from their raw files in a scratch data directory; of annotated texts (.jsonl) only
    quotes and speakers are measured. Annotated names alone (IOB2, .jsonl of spans, .tsv of forms) are told by content;
    pairs of names (.tsv: type, kk, ru, same) measure identity across languages.
    """
    from flows import evaluate as evaluation
    from flows.evaluate import named
    from flows.evaluate.run import measure, report_identity

    if named.kind(gold_path):
        from flows.evaluate.naming import report_names

        typer.echo(report_names(gold_path, as_json=format_ == "json"), nl=False)
        return
    if gold_path.suffix == ".tsv":
        typer.echo(report_identity(gold_path, half, as_json=format_ == "json", misses=misses))
        return
    gold, predictions = measure(gold_path, raw, half)
    figures = evaluation.score(gold, predictions)
    typer.echo(evaluation.to_json(figures) if format_ == "json" else evaluation.to_text(figures))
    if detail:
        typer.echo(evaluation.to_tables(evaluation.detail(gold, predictions)), err=format_ == "json")
    if misses:
        typer.echo(evaluation.misses(gold, predictions), err=format_ == "json")


@app.command(epilog="Examples: dedi audit | dedi audit 3f2a --data-dir data")
def audit(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="An article's id (it may be cut); all if none.")
    ] = "",
    data_dir: DataDirectory = DEFAULT_DATA_DIR,
) -> None:
    """List what was refused as a quote in built articles, each with the reason, as CSV."""
    from flows.audit import show

    show(data_dir, article)


@app.command(epilog="Examples: dedi rejects | dedi rejects news/ --show 3f2a")
def rejects(
    inputs: Inputs = None,
    data_dir: DataDirectory = DEFAULT_DATA_DIR,
    show: Annotated[str | None, typer.Option(metavar="ID", help="Show this one's bytes (its id may be cut).")] = None,
) -> None:
    """List what was refused and what to do about it, or show one with its bytes, escaped."""
    from flows import rejects as refused

    if show is None:
        refused.list_rejects(data_dir, Console())
    else:
        refused.show_reject(data_dir, show, inputs or [str(DEFAULT_INPUT)], Console())


@app.command(epilog="Example: dedi train valid.txt test.txt --output kk.npz")
def train(
    files: Annotated[
        list[Path], typer.Argument(metavar="IOB2", help="Annotated sentences, a word and its tag a line.")
    ],
    output: Annotated[Path, typer.Option(help="The model to write.")],
    language: Annotated[str, typer.Option(help="Language pack that maps the tags.")] = "kk",
    holdout: Annotated[bool, typer.Option(help="Measure first, on a fifth of the sentences held out by group.")] = True,
) -> None:
    """Train a name tagger on annotated sentences (needs the extra `train`)."""
    from flows.plan import require
    from flows.train import fit

    require(files)
    typer.echo("\n".join(fit(files, output, language, holdout=holdout).lines()))


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
) -> None:
    """Build and release on schedule until stopped, with a local Prefect server if none is configured."""
    from flows import serve as serving
    from flows.plan import require

    named = tuple(inputs or [str(DEFAULT_INPUT)])
    interval = serving.parse_interval(every)
    release_interval = serving.parse_interval(release_every or every)
    require(named)
    configure_prefect(data_dir)
    with serving.prefect_server(DataDir(data_dir).prefect / "server.log"):
        typer.echo(f"building every {every}, releasing every {release_every or every}; Ctrl-C stops")
        serving.serve(named, data_dir, interval, release_interval)


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
