"""A WARC of many generated pages: how much the reader adds to trafilatura alone, and whether memory stays flat."""

import gzip
import json
import os
import resource
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from trafilatura import bare_extraction

from flows.extract.child import Pages
from flows.extract.document import Document
from flows.extract.readers import documents
from flows.settings import Limits
from tests.corpus import ROOT
from tests.hostile import warc_record

PAGES = int(os.environ.get("DEDI_BENCH_PAGES", "10000"))
BATCH = 500  # pages read by one and then by the other, so that a noisy machine is as noisy for both
LINES = 14
GROWTH = 24  # MiB that memory may grow by after the first quarter, whatever the number of pages


def lines() -> list[str]:
    """The sentences of the seeds: each page takes its own stretch of them."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    return [line for text in texts for line in text.splitlines() if len(line) > 80]


def page(number: int, pool: list[str]) -> bytes:
    """A page as news sites make them, some 30 kB: metadata, menus, the article, teasers of others, scripts."""
    body = [pool[(number * 7 + step * 3) % len(pool)] for step in range(LINES)]
    title = f"{body[0][:70]} ({number})"
    day = f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}T09:00:00+05:00"
    meta = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": day,
        "author": {"@type": "Person", "name": "Айдос Қали"},
        "publisher": {"@type": "Organization", "name": "Жаңалықтар"},
        "mainEntityOfPage": f"https://example.kz/news/{number}",
    }
    menu = "".join(f'<li class="menu-item"><a href="/section/{item}">Бөлім {item}</a></li>' for item in range(40))
    teasers = "".join(
        f'<div class="card"><a href="/news/{number + step}"><img src="/i/{step}.jpg" alt=""><h3>'
        f'{pool[(number + step) % len(pool)][:60]}</h3></a><span class="date">12:0{step % 10}</span></div>'
        for step in range(1, 25)
    )
    paragraphs = "".join(f"<p>{line}</p>" for line in body)
    script = "window.dataLayer=window.dataLayer||[];" + "function f(a,b){return a+b*2;}" * 150
    return (
        f'<!DOCTYPE html><html lang="kk"><head><meta charset="utf-8"><title>{title} | Жаңалықтар</title>'
        f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="Жаңалықтар">'
        f'<meta property="article:published_time" content="{day}">'
        f'<link rel="canonical" href="https://example.kz/news/{number}">'
        f'<script type="application/ld+json">{json.dumps(meta, ensure_ascii=False)}</script><script>{script}</script>'
        f"</head><body><header><nav><ul>{menu}</ul></nav></header><main><article><h1>{title}</h1>"
        f'<time datetime="{day}">{day[:10]}</time>{paragraphs}</article>'
        f'<aside class="sidebar"><h2>Соңғы жаңалықтар</h2>{teasers}</aside></main>'
        f"<footer><p>© 2026 Жаңалықтар. Барлық құқықтар қорғалған.</p></footer><script>{script}</script></body></html>"
    ).encode()


def alone(path: Path) -> Iterator[Any]:
    """What a program of a few lines does: the pages of an archive, and trafilatura with what they declare."""
    with path.open("rb") as file:
        for record in ArchiveIterator(file, record_types=WarcRecordType.response):
            yield bare_extraction(record.reader.read(), with_metadata=True, include_comments=False)


def reader(path: Path, pages: Pages) -> Iterator[Any]:
    with path.open("rb") as file:
        yield from documents(
            file, raw_path=path.name, raw_sha256="0" * 64, limits=Limits(), pages=pages, skipped=Counter()
        )


def peak(process: int | str) -> int:
    """MiB a process has held at most."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def test_the_reader_beside_trafilatura_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pool = lines()
    path = tmp_path / "pages.warc.gz"
    with path.open("wb") as file:
        for number in range(PAGES):
            file.write(gzip.compress(warc_record(page(number, pool), url=f"https://example.kz/news/{number}"), 1))
    pages = Pages(Limits().page_seconds, Limits().nesting)
    runs = {"trafilatura alone": alone(path), "the reader": reader(path, pages)}
    wall, core = dict.fromkeys(runs, 0.0), dict.fromkeys(runs, 0.0)
    held = []
    with pages:
        for batch in range(PAGES // BATCH):
            for name in sorted(runs, reverse=batch % 2 == 0):
                began, worked = time.perf_counter(), time.process_time()
                found = [next(runs[name]) for _ in range(BATCH)]
                wall[name] += time.perf_counter() - began
                core[name] += time.process_time() - worked
                if name == "the reader":
                    assert all(isinstance(one, Document) and len(one.blocks) > LINES for one in found)
                    held.append((peak("self"), peak(pages._child.pid)))
        assert next(runs["the reader"], None) is None
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    core["the reader"] += child.ru_utime + child.ru_stime
    one, other = runs
    with capsys.disabled():
        print()
        for name in runs:
            print(
                f"{name:18} {PAGES / wall[name]:5.0f} pages a second, {1000 * wall[name] / PAGES:5.2f} ms a page, "
                f"{1000 * core[name] / PAGES:5.2f} ms of processor time"
            )
        print(
            f"speed {wall[one] / wall[other]:.2f} of trafilatura alone; by processor time {core[one] / core[other]:.2f}"
        )
        for place in range(0, len(held), max(1, len(held) // 5)):
            print(f"after {(place + 1) * BATCH:6} pages: peak {held[place][0]} MiB here, {held[place][1]} in the child")
    early = held[len(held) // 4]
    assert all(now - then <= GROWTH for now, then in zip(held[-1], early, strict=True)), (early, held[-1])
