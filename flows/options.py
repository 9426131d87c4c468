"""Options and arguments that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

Inputs = Annotated[
    list[str] | None,
    typer.Argument(metavar="INPUT", help="Raw files, folders, addresses (https, s3, gs), - for standard input."),
]
DataDirectory = Annotated[Path, typer.Option("--data-dir", help="Where tables, database and releases go.")]
Direct = Annotated[bool, typer.Option("--direct", help="Run the same steps without Prefect.")]
Runner = Annotated[str, typer.Option(help="Where shards run: auto, serial, processes, dask[:ADDRESS], ray[:ADDRESS].")]
Workers = Annotated[int | None, typer.Option(min=1, help="Shards at once; one per core if not given.")]
