"""How long 5 million mentions of 500,000 names take to link on two cores, and how much memory.

In a process of its own, so that the peak is the linking's alone: first the keys and ids of all names, as a build makes
them article by article, then the entities of all mentions, as the link stage does. Half of the names are in Kazakh
spelling and half in Russian; few are mentioned often and most seldom, as in news.
"""

import subprocess
import sys
import textwrap
from pathlib import Path

from tests.corpus import ROOT

N_MENTIONS, N_NAMES, N_ARTICLES = 5_000_000, 500_000, 400_000
SECONDS, GIGABYTES = 180, 6

GENERATE = f"""
COPY (SELECT lpad(to_hex(i), 20, '0') AS article_id, DATE '2020-01-01' + (i % 2000)::INTEGER AS published
      FROM range({N_ARTICLES}) t(i)) TO '$/articles.parquet';
COPY (SELECT lpad(to_hex(i), 20, '0') AS paragraph_id, lpad(to_hex(i // 8), 20, '0') AS article_id,
             CASE (i // 8) % 2 WHEN 0 THEN 'kk' ELSE 'ru' END AS language
      FROM range({N_ARTICLES * 8}) t(i)) TO '$/paragraphs.parquet';
COPY (SELECT lpad(to_hex(i), 20, '0') AS mention_id, entity_id, lpad(to_hex(nth_paragraph // 8), 20, '0') AS article_id,
             lpad(to_hex(nth_paragraph), 20, '0') AS paragraph_id, 'PER' AS type, name
      FROM (SELECT i, hash(i, 'paragraph') % {N_ARTICLES * 8} AS nth_paragraph,
                   ({N_NAMES} * pow((hash(i, 'name') % 1000003) / 1000003, 3))::BIGINT AS nth
            FROM range({N_MENTIONS}) t(i))
      JOIN names USING (nth)) TO '$/mentions.parquet';
"""

NAMES = """
from itertools import islice, product
from flows.transform.entities.given import spelled_names
from flows.transform.names import entity_id

given = sorted(name.title() for name in spelled_names())[::7]
family = [f"{stem}{end}" for stem in given[::3] for end in ("ов", "ова", "ұлы", "баев", "баева", "бек")]
names = list(islice((f"{g} {f}" for f, g in product(family, given)), N))
"""

LINK = f"""
import resource, sys, time
N = {N_NAMES}
{NAMES}
import duckdb
from flows.link.entities import create_entities
started = time.perf_counter()
ids = [entity_id(name, "PER") for name in names]
keyed = time.perf_counter()
connection = duckdb.connect(config={{"threads": 2, "memory_limit": "4GB", "temp_directory": sys.argv[1] + "/spill"}})
for table in ("articles", "paragraphs", "mentions"):
    connection.execute(f"CREATE VIEW {{table}} AS FROM '{{sys.argv[1]}}/{{table}}.parquet'")
create_entities(connection)
linked = time.perf_counter()
entities = connection.execute("SELECT count(*), sum(n_mentions) FROM entities").fetchone()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
print(len(set(ids)), *entities, keyed - started, linked - keyed, peak)
"""

WRITE = f"""
import sys
N = {N_NAMES}
{NAMES}
import duckdb, pyarrow as pa
table = pa.table({{"nth": range(N), "name": names, "entity_id": [entity_id(name, "PER") for name in names]}})
connection = duckdb.connect()
connection.register("names", table)
connection.execute(sys.argv[2].replace("$", sys.argv[1]))
"""


def run(code: str, *arguments: str) -> str:
    command = [sys.executable, "-c", textwrap.dedent(code), *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def test_millions_of_mentions_are_linked(tmp_path: Path) -> None:
    run(WRITE, str(tmp_path), GENERATE)
    n_keys, n_entities, n_mentions, keying, linking, peak = map(
        float, run(LINK, str(tmp_path)).splitlines()[-1].split()
    )
    print(
        f"\n{n_mentions:,.0f} mentions of {N_NAMES:,} names: {n_keys:,.0f} keys, {n_entities:,.0f} entities"
        f"\nkeys and ids {keying:5.1f} s, linking {linking:5.1f} s on two cores, peak memory {peak:.2f} GiB"
    )
    assert n_mentions == N_MENTIONS
    assert keying + linking < SECONDS
    assert peak < GIGABYTES
