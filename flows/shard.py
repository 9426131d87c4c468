"""One shard, from raw bytes to sealed parts: a pure function of its inputs' bytes and the fingerprint."""

import hashlib
import json
import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from io import BufferedReader
from pathlib import Path
from typing import Any, Final

from flows.extract.catalogue import Catalogue, load
from flows.extract.child import Pages
from flows.extract.document import Document
from flows.extract.readers import Rejected, documents
from flows.extract.record import Origin
from flows.extract.refused import Refused
from flows.load.parts import PART_TABLES, Row, Rows, invalid, write_marker, write_parts
from flows.plan import Input
from flows.settings import DataDir, Limits
from flows.transform.article import transform
from schemas.ids import make_id

# Metadata that a copy of an article may have and another lack.
_TOLD: Final = ("published", "published_at", "author", "outlet", "url", "section", "tags")
_CHANGED: Final = "it was changed while it was being read; build again"


@dataclass(frozen=True, slots=True)
class ShardResult:
    """What a shard came to: raw documents read, rows per table, rejects by reason, seconds of work."""

    key: str
    documents: int
    rows: dict[str, int]
    rejects: dict[str, int]
    seconds: float


@dataclass(slots=True)
class _Collected:
    """What the documents of a shard came to: one set of rows per article, all their sources, the rejects.

    Which document's rows stand for an article must depend on the documents alone, not on how they were packed into
    shards or in which order they came: those of the one that tells most of it, of several the first by content, path
    and place. The tables choose among shards by the same rank. What was repaired in any of its documents is flagged.
    """

    articles: dict[str, dict[str, list[Row]]] = field(default_factory=dict)
    sources: list[Row] = field(default_factory=list)
    rejects: list[Row] = field(default_factory=list)
    characters: int = 0

    def full(self, limits: Limits) -> bool:
        """Whether it holds as much as a shard may: then it is written, so that memory does not grow with an archive."""
        documents = len(self.sources) + len(self.rejects)
        return documents >= limits.shard_documents or self.characters >= limits.shard_bytes

    def take(self, rows: dict[str, list[Row]]) -> None:
        """Add the rows of one document."""
        (source,) = rows["article_sources"]
        self.sources.append(source)
        self.characters += rows["articles"][0]["n_chars"]
        rows["articles"][0]["rank"] = _rank(rows["articles"][0], source)
        held = self.articles.setdefault(source["article_id"], rows)
        if held is not rows:
            flags = sorted({flag for made in (held, rows) for flag in made["articles"][0]["flags"]})
            chosen = min(rows, held, key=lambda made: made["articles"][0]["rank"])
            chosen["articles"][0]["flags"] = flags
            self.articles[source["article_id"]] = chosen

    def refuse(self, raw_path: str, locator: str, raw_sha256: str, stage: str, refusal: Refused) -> None:
        """Add a reject."""
        self.rejects.append(
            {
                "reject_id": make_id(raw_path, locator, raw_sha256, stage, refusal.reason),
                "raw_path": raw_path,
                "locator": locator,
                "raw_sha256": raw_sha256,
                "stage": stage,
                "reason": refusal.reason,
                "detail": refusal.detail,
            }
        )

    def validated(self) -> Rows:
        """Give all rows; an article that breaks its schema is left out and each of its documents is a reject."""
        rows = Rows()
        for made in self.articles.values():
            rows.add({name: made[name] for name in made if name != "article_sources"})
        rows["article_sources"].extend(self.sources)
        broken = invalid(rows)
        for source in self.sources:
            if source["article_id"] in broken:
                self.refuse(
                    source["raw_path"],
                    source["locator"],
                    source["raw_sha256"],
                    "validate",
                    Refused("invalid_row", broken[source["article_id"]]),
                )
        for name in PART_TABLES:
            rows.tables[name] = [row for row in rows[name] if row["article_id"] not in broken]
        rows["rejects"].extend(self.rejects)
        return rows


def _rank(article: Row, source: Row) -> str:
    """What a copy of an article is compared by: how much of the metadata it lacks, its bytes, path and place."""
    lacking = sum(not article[name] for name in _TOLD)
    return f"{lacking}:{source['raw_sha256']}:{source['raw_path']}:{source['locator']}"


def process_shard(order_path: str) -> ShardResult:
    """Do one shard: read, transform and validate its inputs, write its parts, seal them with a marker.

    Args:
        order_path: The work order the plan wrote.
    """
    began = time.perf_counter()
    order: dict[str, Any] = json.loads(Path(order_path).read_text(encoding="utf-8"))
    data = DataDir(Path(order["data_dir"]))
    catalogue = read_catalogues(order["catalogues"])
    inputs = [Input(**entry) for entry in order["inputs"]]
    limits = Limits(**order["limits"])
    work = _Work(catalogue, limits, data.work)
    with Pages(limits.page_seconds, limits.nesting) as pages:
        counts, rejects = write_parts(data, order["key"], work.chunks(inputs, pages))
    marker = {
        "key": order["key"],
        "fingerprint": order["fingerprint"],
        "limits": order["limits"],
        "inputs": [
            {"raw_path": entry.raw_path, "sha256": entry.sha256, "bytes": entry.bytes, "problem": entry.problem}
            for entry in inputs
        ],
        "documents": work.documents,
        "rows": dict(counts),
        "rejects": dict(sorted(rejects.items())),
        "skipped": dict(sorted(work.skipped.items())),
    }
    write_marker(data, order["key"], marker)
    return ShardResult(order["key"], work.documents, marker["rows"], marker["rejects"], time.perf_counter() - began)


def read_catalogues(paths: Sequence[str]) -> Catalogue:
    """Read the catalogues of the input folders as one. Raises CatalogueError, naming file and key."""
    return Catalogue(tuple(publisher for path in paths for publisher in load(Path(path)).publishers))


@dataclass(slots=True)
class _Work:
    """A shard's inputs on their way: how many raw documents were read, and what was no document."""

    catalogue: Catalogue
    limits: Limits
    scratch: Path
    documents: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    def chunks(self, inputs: Sequence[Input], pages: Pages) -> Iterator[Rows]:
        """Take every document of the inputs; yield the rows of as many as a shard may hold at once."""
        collected = _Collected()
        for entry in inputs:
            for found in self._read(entry, pages):
                self.documents += 1
                self._take(found, entry, collected)
                if collected.full(self.limits):
                    yield collected.validated()
                    collected = _Collected()
        yield collected.validated()

    def _take(self, found: Document | Rejected, entry: Input, collected: _Collected) -> None:
        if isinstance(found, Rejected):
            stage = "plan" if entry.problem else "extract"
            collected.refuse(entry.raw_path, found.locator, found.raw_sha256, stage, found.refused)
            return
        try:
            collected.take(transform(found, self.catalogue))
        except Exception as error:  # noqa: BLE001 - one document must not take the others down; it is signalled
            refusal = Refused("failed", f"{type(error).__name__}: {error}")
            collected.refuse(entry.raw_path, found.locator, found.raw_sha256, "transform", refusal)

    def _read(self, entry: Input, pages: Pages) -> Iterator[Document | Rejected]:
        """Yield an input's documents; an input that cannot be read, or not to its end, yields why not."""
        place = ""
        try:
            with _opened(entry) as file:
                for found in documents(
                    file,
                    raw_path=entry.raw_path,
                    raw_sha256=entry.sha256,
                    limits=self.limits,
                    pages=pages,
                    skipped=self.skipped,
                    scratch=self.scratch,
                    origin=_origin(entry),
                ):
                    place = f"after {found.locator}"
                    yield found
        except Refused as refusal:
            yield Rejected("", entry.sha256, refusal)
        except Exception as error:  # noqa: BLE001 - one input must not take the others down; it is signalled
            yield Rejected(place, entry.sha256, Refused("failed", f"{type(error).__name__}: {error}"))


def _origin(entry: Input) -> Origin:
    return Origin(entry.url, None if entry.collected_at is None else datetime.fromisoformat(entry.collected_at))


@contextmanager
def _opened(entry: Input) -> Iterator[BufferedReader]:
    """Open an input whose bytes are those that were planned. Raises Refused (unreadable, or the plan's reason)."""
    if entry.problem:
        raise Refused(entry.problem, entry.detail)
    try:
        file = Path(entry.path).open("rb")  # noqa: SIM115 - closed below
    except OSError as error:
        raise Refused("unreadable", error.strerror or str(error)) from error
    with file:
        before = os.fstat(file.fileno())
        if hashlib.file_digest(file, "sha256").hexdigest() != entry.sha256:
            raise Refused("unreadable", _CHANGED)
        file.seek(0)
        yield file
        after = os.fstat(file.fileno())
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise Refused("unreadable", _CHANGED)
