"""Hostile inputs, made anew: what files of the world hold when they are broken, wrongly encoded or meant to harm.

Each case is a file's name and its bytes. Texts are those of the seeds, so what they say is known.
"""

import bz2
import gzip
import io
import json
import lzma
import random
import unicodedata
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

SEEDS = sorted((Path(__file__).resolve().parents[1] / "seeds").glob("*.txt"))
KAZAKH, RUSSIAN = (SEEDS[index].read_text(encoding="utf-8") for index in (4, 1))
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01"

TITLE = "Өңірлердің мүмкіндігі қалай кеңейеді"
BODY = (
    "Қарағандыда жаңа Конституциядағы өңірлердің рөлі талқыланды.",
    "«Жаңа Конституцияның негізгі қағидаты – адамға бағдарлану», – деді Ермағанбет Бөлекпаев.",
    "Жобада адамның еңбек ету құқығы бекітіледі, бұл кеңірек әлеуметтік ұғым.",
)
ARTICLE = "\n".join((TITLE, *BODY))

LOOKALIKES = str.maketrans("аеорсхі", "aeopcxi")
LATIN = {"ә": "a'", "ө": "o'", "ү": "u'", "ғ": "g'", "ң": "n'", "қ": "q", "ш": "s'", "ч": "c'"}


def page(title: str = TITLE, body: tuple[str, ...] = BODY, head: str = "") -> str:
    """A page as sites make them: menus, an article, a footer."""
    paragraphs = "".join(f"<p>{line}</p>" for line in body)
    return (
        f'<!DOCTYPE html><html lang="kk"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
        f"<nav><a href='/'>Басты бет</a></nav><article><h1>{title}</h1>{paragraphs}</article>"
        "<footer>© 2026</footer></body></html>"
    )


def warc_record(
    body: bytes,
    *,
    url: str = "https://example.kz/1",
    status: str = "200 OK",
    type_: str = "response",
    headers: str = "Content-Type: text/html; charset=utf-8",
    length: int | None = None,
) -> bytes:
    """One WARC record with an HTTP response in it; `length` may lie."""
    http = f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body
    fields = (
        f"WARC/1.0\r\nWARC-Type: {type_}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-03-07T09:31:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http) if length is None else length}"
    )
    return fields.encode() + b"\r\n\r\n" + http + b"\r\n\r\n"


def parquet(rows: list[dict[str, object]] | pa.Table) -> bytes:
    """A Parquet file of rows."""
    file = io.BytesIO()
    pq.write_table(rows if isinstance(rows, pa.Table) else pa.Table.from_pylist(rows), file)
    return file.getvalue()


def jsonl(rows: list[dict[str, object]]) -> bytes:
    """A JSON Lines file of rows."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def zst(raw: bytes) -> bytes:
    """The bytes as a zstd file."""
    return zstandard.ZstdCompressor().compress(raw)


PACKERS = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress, ".zst": zst}


def noise(size: int, seed: int = 7) -> bytes:
    """Bytes of no meaning, the same every time."""
    return random.Random(seed).randbytes(size)  # noqa: S311 - reproducible on purpose


def cases() -> dict[str, bytes]:
    """Every case by its file name; the kinds of trouble are those that crawls and users' disks hold."""
    kazakh, russian = KAZAKH.encode(), RUSSIAN.encode()
    html = page().encode()
    made = {
        "empty.txt": b"",
        "blank.txt": " \n\t\u00a0\u200b\ufeff".encode(),
        "broken-utf8.txt": kazakh[:200] + b"\xff\xfe\x80" + kazakh[200:],
        "cut-letter.txt": kazakh[:1001],
        "surrogates.txt": kazakh[:400] + b"\xed\xa0\xbd\xed\xb8\x80\n",
        "utf16.txt": KAZAKH.encode("utf-16"),
        "utf16-unmarked.txt": KAZAKH.encode("utf-16-le"),
        "utf32.txt": KAZAKH.encode("utf-32"),
        "mojibake.txt": RUSSIAN.replace("И", "и").encode().decode("cp1251", "replace").encode(),
        "mojibake-latin.txt": KAZAKH.encode().decode("latin-1").encode(),
        "nul.txt": kazakh.replace(b" ", b" \0", 20) + b"\0" * 300,
        "escapes.txt": b"\x1b[31m" + kazakh + b"\x07\x1b[0m",
        "menu.txt": "Басты бет\nБөлісу\nFacebook\nСурет: BAQ.KZ\n07.03.2026 14:31\n".encode(),
        "picture.txt": PNG + noise(500),
        "program.txt": b"\x7fELF" + noise(500),
        "open-tags.html": b"<html><head><title>\xd0\x96\xd0\xb0\xd2\xa3\xd0\xb0<body><div class=x<p>" + kazakh,
        "deep.html": b"<div>" * 20_000 + f"<p>{BODY[0]}</p>".encode(),
        "no-text.html": b"<!DOCTYPE html><html><body><script>var a = '<p>text</p>'</script></body></html>",
        "twice-escaped.html": b"<p>&amp;laquo;" + BODY[0].encode() + b"&amp;raquo;</p>",
        "declared.html": page(body=(*RUSSIAN.split("\n"),))
        .replace("utf-8", "windows-1251")
        .encode("cp1251", "replace"),
        "bomb.txt.gz": gzip.compress(b"\0" * 30_000_000),
        "cut.txt.gz": gzip.compress(kazakh * 3)[:-60],
        "two.txt.gz": gzip.compress(kazakh) + gzip.compress(russian),
        "tail.txt.gz": gzip.compress(kazakh) + b"no gzip",
        "not.txt.gz": kazakh,
        "twice.txt.gz.xz": lzma.compress(gzip.compress(kazakh)),
        "thrice.txt.gz": gzip.compress(lzma.compress(bz2.compress(kazakh))),
        "tree.tar.gz": gzip.compress(b"a.txt".ljust(257, b"\0") + b"ustar\x0000" + bytes(1000)),
        "cut.warc": warc_record(html) + warc_record(html)[:300],
        "cut.warc.gz": gzip.compress(warc_record(html)) + gzip.compress(warc_record(html))[:120],
        "lying.warc": warc_record(html, length=999_999) + warc_record(page(body=(RUSSIAN,)).encode()),
        "short.warc": warc_record(html, length=10) + warc_record(html),
        "no.warc": kazakh,
        "mixed.warc": b"".join(
            (
                b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n",
                warc_record(html, status="404 Not Found"),
                warc_record(b"", status="301 Moved Permanently"),
                warc_record(PNG, headers="Content-Type: image/png"),
                warc_record(gzip.compress(html), headers="Content-Type: text/html\r\nContent-Encoding: gzip"),
                warc_record(
                    b"%x\r\n%s\r\n0\r\n\r\n" % (len(html), html),
                    headers="Content-Type: text/html\r\nTransfer-Encoding: chunked",
                ),
                warc_record(html, headers="Server: x"),
                warc_record(html, type_="revisit"),
                warc_record(b"User-agent: *", headers="Content-Type: text/plain"),
            )
        ),
        "lines.jsonl": b"\n".join(
            (
                jsonl([{"id": "a", "text": KAZAKH}]).strip(),
                b'{"text": "cut',
                b"",
                b"null",
                b"[]",
                b"42",
                b"{}",
                b'{"text": null}',
                b'{"text": 5}',
                b'{"text": NaN}',
                b'{"text": "\\ud83d"}',
                b"[" * 100_000,
                '\ufeff{"id": "a", "text": "Тағы бір мәтін осында тұр."}'.encode(),
                '{"id": "../../etc\\u0000", "text": "Үшінші мәтін осында тұр."}'.encode(),
            )
        ),
        "rows.parquet": parquet([{"text": ARTICLE, "url": "https://example.kz"}, {"text": None, "url": "x"}]),
        "cut.parquet": parquet([{"text": ARTICLE}])[:-20],
        "no-text.parquet": parquet([{"number": 1}]),
        "openers.txt": ("«" * 3000 + KAZAKH).encode(),
        "closers.txt": (KAZAKH + "»" * 3000).encode(),
        "nested.txt": ("«" * 500 + "орталық" + "»" * 500 + ", – деді Жанна Асанова.").encode(),
        "languages.txt": "\n".join(
            line for pair in zip(KAZAKH.split("\n"), RUSSIAN.split("\n"), strict=False) for line in pair
        ).encode(),
        "apostrophes.txt": "".join(LATIN.get(sign, sign) for sign in KAZAKH.lower()).encode(),
        "lookalikes.txt": KAZAKH.translate(LOOKALIKES).encode(),
        "decomposed.txt": unicodedata.normalize("NFD", KAZAKH).encode(),
        "zalgo.txt": "".join(sign + "\u0301\u0323" * 8 for sign in BODY[0]).encode(),
        "bidi.txt": ("\u2067\u202e" + KAZAKH.replace(" ", "\u00a0\u200f", 40)).encode(),
        "breaks.txt": KAZAKH.replace("\n", "\u2028").encode(),
        "year-99999.txt": " date 99999-03-11 Жаңа Конституция талқыланды деп хабарлайды BAQ.KZ.".encode(),
        "february-31.txt": f" date 2026-02-31 {ARTICLE}".encode(),
        "date-alone.txt": b" date 2026-03-07 ",
        "word.txt": ("ә" * 100_000).encode(),
        "dots.txt": ("." * 50_000 + "\n" + "– " * 5000 + "деді " * 5000).encode(),
        "formulas.txt": b"=cmd|'/C calc'!A0\n'); DROP TABLE quotes;--\n<script>alert(1)</script> {{7*7}}",
        "chinese.txt": "全国公投将于三月十五日举行。“我们支持新宪法”，他说。\n".encode() * 3,
        "digits.txt": b"1234567890 !@#$%^&*()\n" * 20,
        "noise.bin": noise(2000),
        "feed.xml": f"<?xml version='1.0'?><rss><item><title>{TITLE}</title></item></rss>".encode(),
        "new\nline.txt": kazakh,
    }
    for encoding in ("cp1251", "koi8-r", "iso8859-5"):
        made[f"{encoding}.txt"] = RUSSIAN.encode(encoding, "replace")
    for encoding in ("kz1048", "ptcp154"):
        made[f"{encoding}.txt"] = KAZAKH.encode(encoding, "replace")
    for ending, pack in PACKERS.items():
        made[f"packed.txt{ending}"] = pack(kazakh)
    return made
