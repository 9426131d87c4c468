"""Made-up inputs: many articles from the five seeds, each different, so that shards and dates have something to do."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def write_corpus(folder: Path, count: int) -> Path:
    """Write `count` articles: the seeds in turn, each with a sentence of its own at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    for number in range(count):
        text = texts[number % len(texts)].rstrip("\n")
        (folder / f"{number:04}.txt").write_text(f"{text}\nБұл {number + 1}-нұсқа болатын.\n", encoding="utf-8")
    return folder


def parquet_bytes(data_dir: Path) -> dict[str, bytes]:
    """The tables, byte for byte."""
    return {path.name: path.read_bytes() for path in sorted((data_dir / "tables").glob("*.parquet"))}
