"""Commands for those who make rules and models: measure them, see what they refused, train a tagger."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from flows.options import DataDirectory
from flows.settings import DEFAULT_DATA_DIR


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        epilog="Examples: dedi evaluate tests/gold --raw seeds | dedi evaluate tests/gold/quotes_kk.jsonl --half test"
    )(evaluate)
    app.command(epilog="Examples: dedi audit | dedi audit 3f2a --data-dir data")(audit)
    app.command(
        epilog="Examples: dedi train valid.txt test.txt --output kk.npz | "
        "dedi train test.txt --beside valid.txt --folds 5 --output kk.npz"
    )(train)


def evaluate(
    gold_path: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD", help="Folder of annotated articles, .jsonl of texts, or .tsv of pairs of names."
        ),
    ],
    raw: Annotated[Path | None, typer.Option(help="Folder of the raw files; GOLD/../raw if not given.")] = None,
    half: Annotated[
        Literal["develop", "calibrate", "test"] | None,
        typer.Option(help="Which part of a .jsonl or .tsv; all if not given."),
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
    details = evaluation.detail(gold, predictions) if detail else None
    if format_ == "json":
        typer.echo(evaluation.to_json(figures, evaluation.to_records(details) if details else None), nl=False)
    else:
        typer.echo(evaluation.to_text(figures))
        if details is not None:
            typer.echo(evaluation.to_tables(details))
    if misses:
        typer.echo(evaluation.misses(gold, predictions), err=format_ == "json")


def audit(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="An article's id (it may be cut); all if none.")
    ] = "",
    data_dir: DataDirectory = DEFAULT_DATA_DIR,
) -> None:
    """List what was refused as a quote in built articles, each with the reason, as CSV."""
    from flows.audit import show

    show(data_dir, article)


def train(
    files: Annotated[
        list[Path], typer.Argument(metavar="IOB2", help="Annotated sentences, a word and its tag a line.")
    ],
    output: Annotated[Path, typer.Option(help="The model to write.")],
    language: Annotated[str, typer.Option(help="Language pack that maps the tags.")] = "kk",
    beside: Annotated[
        list[Path] | None, typer.Option(metavar="IOB2", help="Also to train on, but never held out.")
    ] = None,
    folds: Annotated[
        int, typer.Option(min=0, max=5, help="How many fifths of the groups to hold out in turn, to measure on.")
    ] = 1,
    data: Annotated[str, typer.Option(help="What the model's card says of the sentences.")] = "",
    licence: Annotated[str, typer.Option(help="Their licence, for the card.")] = "",
) -> None:
    """Train a name tagger on annotated sentences (needs the extra `train`)."""
    from flows.plan import require
    from flows.train import fit

    require([*files, *(beside or ())])
    told = {name: value for name, value in (("data", data), ("licence", licence)) if value}
    report = fit(
        files,
        output,
        language,
        beside=beside or (),
        folds=folds,
        told=told,
        progress=lambda step: typer.echo(step, err=True),
    )
    typer.echo("\n".join(report.lines()))
