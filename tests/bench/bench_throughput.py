"""Articles a second on one core, room by room, and what two worker processes make of a build."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.extract.catalogue import Catalogue
from flows.extract.plain import read
from flows.runners import build_direct
from flows.transform import article
from tests.corpus import ROOT, write_corpus

ROUNDS = 20
ARTICLES = 400


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_articles_a_second_room_by_room(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [
        read(path.read_bytes(), raw_path=path.name, raw_sha256="0" * 64)
        for path in sorted((ROOT / "seeds").glob("*.txt"))
        if (path.name.startswith("001")) == (language == "ru")
    ]
    for document in documents:
        article.transform(document, Catalogue())
    spent: dict[str, float] = {}

    def timed(name: str) -> Callable[..., Any]:
        room = getattr(article, name)

        def call(*arguments: Any) -> Any:
            began = time.process_time()
            made = room(*arguments)
            spent[name] = spent.get(name, 0.0) + time.process_time() - began
            return made

        return call

    for name in ("article_language", "resolve", "find_mentions", "find_quotes"):
        monkeypatch.setattr(article, name, timed(name))
    began = time.process_time()
    for _ in range(ROUNDS):
        for document in documents:
            article.transform(document, Catalogue())
    total = time.process_time() - began
    count = ROUNDS * len(documents)
    print(f"\n{language}: {count / total:.0f} articles a second of CPU")
    for name, seconds in spent.items():
        print(f"  {name:18} {count / seconds:7.0f} a second, {100 * seconds / total:3.0f} %")


def test_builds_with_one_and_two_workers(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "in", ARTICLES)
    for workers in (1, 2):
        began = time.perf_counter()
        run = build_direct((corpus,), tmp_path / f"data{workers}", kind="processes", workers=workers)
        wall = time.perf_counter() - began
        stages = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in run["seconds_per_stage"].items())
        print(f"\n{workers} workers: {ARTICLES / wall:.0f} articles a second ({stages})")
