"""One shard, from raw bytes to sealed parts: a pure function of its inputs' bytes and the fingerprint."""

import hashlib
import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flows.extract.catalogue import Catalogue, load
from flows.extract.readers import documents
from flows.extract.refused import Refused
from flows.load.parts import PART_TABLES, Row, Rows, invalid, write_marker, write_parts
from flows.plan import Input
from flows.settings import DataDir
from flows.transform.article import transform
from schemas.ids import make_id


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
    shards or in which order they came: those of its first source by content, path and place. The tables choose among
    shards by the same order.
    """

    articles: dict[str, tuple[tuple[str, str, str], dict[str, list[Row]]]] = field(default_factory=dict)
    sources: list[Row] = field(default_factory=list)
    rejects: list[Row] = field(default_factory=list)

    def take(self, rows: dict[str, list[Row]]) -> None:
        """Add the rows of one document."""
        (source,) = rows["article_sources"]
        self.sources.append(source)
        order = (source["raw_sha256"], source["raw_path"], source["locator"])
        held = self.articles.get(source["article_id"])
        if held is None or order < held[0]:
            self.articles[source["article_id"]] = (order, rows)

    def refuse(self, entry: Input, locator: str, stage: str, refusal: Refused) -> None:
        """Add a reject."""
        self.rejects.append(
            {
                "reject_id": make_id(entry.raw_path, locator, entry.sha256, stage, refusal.reason),
                "raw_path": entry.raw_path,
                "locator": locator,
                "raw_sha256": entry.sha256,
                "stage": stage,
                "reason": refusal.reason,
                "detail": refusal.detail,
            }
        )

    def validated(self) -> Rows:
        """Give all rows; an article that breaks its schema is left out and each of its documents is a reject."""
        rows = Rows()
        for _, made in self.articles.values():
            rows.add({name: made[name] for name in made if name != "article_sources"})
        rows["article_sources"].extend(self.sources)
        broken = invalid(rows)
        for source in self.sources:
            if source["article_id"] in broken:
                entry = Input(source["raw_path"], source["raw_sha256"], 0, "")
                self.refuse(entry, source["locator"], "validate", Refused("invalid_row", broken[source["article_id"]]))
        for name in PART_TABLES:
            rows.tables[name] = [row for row in rows[name] if row["article_id"] not in broken]
        rows["rejects"].extend(self.rejects)
        return rows


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
    collected = _Collected()
    read = sum(_take(entry, catalogue, order["document_bytes"], collected) for entry in inputs)
    rows = collected.validated()
    write_parts(data, order["key"], rows)
    rejects = Counter(row["reason"] for row in rows["rejects"])
    marker = {
        "key": order["key"],
        "fingerprint": order["fingerprint"],
        "inputs": [
            {"raw_path": entry.raw_path, "sha256": entry.sha256, "bytes": entry.bytes, "problem": entry.problem}
            for entry in inputs
        ],
        "documents": read,
        "rows": {name: len(found) for name, found in rows.tables.items()},
        "rejects": dict(sorted(rejects.items())),
    }
    write_marker(data, order["key"], marker)
    return ShardResult(order["key"], read, marker["rows"], marker["rejects"], time.perf_counter() - began)


def read_catalogues(paths: Sequence[str]) -> Catalogue:
    """Read the catalogues of the input folders as one. Raises CatalogueError, naming file and key."""
    return Catalogue(tuple(publisher for path in paths for publisher in load(Path(path)).publishers))


def _take(entry: Input, catalogue: Catalogue, document_bytes: int, collected: _Collected) -> int:
    """Take every document of one input; give how many it held."""
    try:
        raw = _read(entry, document_bytes)
    except Refused as refusal:
        collected.refuse(entry, "", "plan" if entry.problem else "extract", refusal)
        return 1
    count = 0
    for found in documents(raw, raw_path=entry.raw_path, raw_sha256=entry.sha256):
        count += 1
        if isinstance(found, Refused):
            collected.refuse(entry, "", "extract", found)
            continue
        try:
            collected.take(transform(found, catalogue))
        except Exception as error:  # noqa: BLE001 - one document must not take the others down; it is signalled
            collected.refuse(entry, found.locator, "transform", Refused("failed", f"{type(error).__name__}: {error}"))
    return count


def _read(entry: Input, document_bytes: int) -> bytes:
    if entry.problem:
        raise Refused(entry.problem, entry.detail)
    if entry.bytes > document_bytes:
        raise Refused("too_large", f"{entry.bytes} bytes, the limit is {document_bytes}")
    try:
        raw = Path(entry.path).read_bytes()
    except OSError as error:
        raise Refused("unreadable", error.strerror or str(error)) from error
    if hashlib.sha256(raw).hexdigest() != entry.sha256:
        raise Refused("unreadable", "it was changed while it was being read; build again")
    return raw
