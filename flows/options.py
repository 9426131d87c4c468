"""Options and arguments that several commands have."""

from pathlib import Path
from typing import Annotated, Any

import typer

from flows.settings import DEFAULT_LIMITS, MEBIBYTE, Limits

Inputs = Annotated[
    list[str] | None,
    typer.Argument(metavar="INPUT", help="Raw files, folders, addresses (https, s3, gs), - for standard input."),
]
DataDirectory = Annotated[Path, typer.Option("--data-dir", help="Where tables, database and releases go.")]
Direct = Annotated[bool, typer.Option("--direct", help="Run the same steps without Prefect.")]
Runner = Annotated[str, typer.Option(help="Where shards run: auto, serial, processes, dask[:ADDRESS], ray[:ADDRESS].")]
Workers = Annotated[int | None, typer.Option(min=1, help="Shards at once; one per core if not given.")]

ShardDocs = Annotated[int, typer.Option(min=1, help="Most raw files in a shard.")]
ShardMb = Annotated[float, typer.Option(min=0.001, help="Most MiB in a shard.")]
MaxDocumentMb = Annotated[float, typer.Option(min=0.001, help="Largest document read, in MiB.")]
MaxRatio = Annotated[int, typer.Option(min=1, help="Most times its size a compressed file may unpack to.")]
MaxParagraphs = Annotated[int, typer.Option(min=1, help="Most lines of a document.")]
PageSeconds = Annotated[float, typer.Option(min=0.1, help="Processor time an HTML page may take.")]
MaxNesting = Annotated[
    int, typer.Option(min=1, help="Depth of an HTML page's elements; all visible text is taken of deeper ones.")
]

SHARD_MB = DEFAULT_LIMITS.shard_bytes / MEBIBYTE
DOCUMENT_MB = DEFAULT_LIMITS.document_bytes / MEBIBYTE


def limits(
    shard_docs: int,
    shard_mb: float,
    max_document_mb: float,
    max_ratio: int,
    max_paragraphs: int,
    page_seconds: float,
    max_nesting: int,
) -> Limits:
    """The limits that the options ask for."""
    return Limits(
        document_bytes=int(max_document_mb * MEBIBYTE),
        shard_bytes=int(shard_mb * MEBIBYTE),
        shard_documents=shard_docs,
        ratio=max_ratio,
        paragraphs=max_paragraphs,
        page_seconds=page_seconds,
        nesting=max_nesting,
    )


def parameters(chosen: Limits) -> dict[str, Any]:
    """Limits as the flow `build` takes them."""
    return {
        "shard_documents": chosen.shard_documents,
        "shard_mb": chosen.shard_bytes / MEBIBYTE,
        "document_mb": chosen.document_bytes / MEBIBYTE,
        "ratio": chosen.ratio,
        "paragraphs": chosen.paragraphs,
        "page_seconds": chosen.page_seconds,
        "nesting": chosen.nesting,
    }
