"""What reading past one process costs, and how fast DuckDB answers from its output;
all texts and events here are made up by chance.

Knows how to make texts and tables, and to time; does not know what is read. Ideal is the time that parser and
rules took, shared out evenly among the workers; what a run took beyond it is overhead: start of the workers,
files, tables, waiting for the last, the merge. The cost comes from what the workers had of processors, which
other work on the machine hardly changes.

    python benchmarks/scale.py                              both parts, small
    python benchmarks/scale.py pace --articles 5000 --jobs 2 --engines local ray
    python benchmarks/scale.py questions --rows 1000000 10000000
            or 100000000, which takes an hour and 40 GB of disk
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from communique import scale
from communique.knowledge import ontology, tables
from communique.reader import Reader
from communique.scale import analyse, rows
from communique.scale.merge import batches, duckdb

LANDS = (
    "China", "Japan", "Norway", "Chile", "France", "Brazil", "Egypt", "Kenya", "Poland", "Peru", "Ghana",
    "Jordan", "Turkey", "Spain",
)
ACTS = (
    "{a} on Monday expelled two envoys of {b} over the affair of ship {n}.",
    "The government of {a} urged {b} to withdraw its note to {c}.",
    "{a} and {b} signed a treaty on fishing in the waters off {c}.",
    "“We will not accept this,” the foreign minister of {a} said of {b}.",
    "{b} denied on Friday that it had promised aid to {c}.",
    "Trade between {a} and {c} grew by {n} percent in the year, a ministry said.",
    "The president of {c} will visit {a} in June, his office told reporters.",
    "{c} threatened to close its border with {b}.",
)
SENTENCES = 24  # in an article: some 330 words, as news agencies write
ROUNDS = 5
TYPES = {"string": "VARCHAR", "int64": "BIGINT", "double": "DOUBLE", "date32[day]": "DATE", "bool": "BOOLEAN"}
# dollars for a core and hour: what large clouds ask, roughly, for a general machine by the hour; say yours
# with --price
PRICE = 0.04


def main() -> int:
    """Measure what was asked for and print it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help="pace, questions (default: both)")
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--engines", nargs="+", default=["local"], choices=scale.ENGINES)
    parser.add_argument("--shard-size", type=int, default=50)
    parser.add_argument("--price", type=float, default=PRICE, help="dollars for a core and hour")
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000])
    parser.add_argument("--json", action="store_true", help="print JSON objects, one a line")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if not args.parts or "pace" in args.parts:
            for engine in args.engines:
                show(
                    pace(Path(folder), engine, args.articles, args.jobs, args.shard_size, args.price),
                    args.json,
                )
        if not args.parts or "questions" in args.parts:
            for count in args.rows:
                show(questions(Path(folder), count), args.json)
    return 0


def show(result: dict[str, Any], as_json: bool) -> None:
    """Print a result."""
    if as_json:
        print(json.dumps(result), flush=True)
    else:
        for name, value in result.items():
            print(f"{name:30}{value:,.3f}" if isinstance(value, float) else f"{name:30}{value}")
        print(flush=True)


# ---------------------------------------------------------------- pace
def text(number: int) -> str:
    """An article of our own making, which no other is like."""
    chance = random.Random(number)
    told = []
    for act in chance.choices(ACTS, k=SENTENCES):
        one, two, three = chance.sample(LANDS, 3)
        told.append(act.format(a=one, b=two, c=three, n=chance.randrange(1000)))
    return "\n".join(" ".join(told[n : n + 3]) for n in range(0, SENTENCES, 3))


def pace(
    folder: Path, engine: scale.Engine, count: int, jobs: int, size: int, price: float
) -> dict[str, Any]:
    """What a run over made texts took beyond reading them, and what a million such articles would cost."""
    source = folder / "texts.jsonl"
    with source.open("w", encoding="utf-8") as file:
        for n in range(count):
            file.write(json.dumps({"id": f"made{n}", "text": text(n), "published": "2025-11-28"}) + "\n")
    out = folder / f"out-{engine}"
    before = processor()
    found = scale.run([str(source)], out, engine=engine, jobs=jobs, shard_size=size, reader=Reader())
    if found.articles != count:
        raise SystemExit(f"error: {found.articles} of {count} articles are in the tables")
    core_hours = (processor() - before) / found.articles * 1e6 / 3600
    return {
        "engine": engine, "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "made articles": count, "jobs": jobs, "wall s": found.seconds, "of which cut s": found.cut_seconds,
        "merge s": found.merge_seconds, "start and wait s": found.seconds
        - found.merge_seconds
        - found.cut_seconds
        - found.worker_seconds / jobs, "shards ms an article": 1000 * found.worker_seconds / count,
        "articles a second": count / found.seconds, "core hours a million": core_hours,
        "dollars a million": core_hours * price,
        "output bytes an article": sum(p.stat().st_size for p in out.rglob("*") if p.is_file()) / count,
    }  # fmt: skip


def processor() -> float:
    """The seconds of a processor that this process and those it started and waited for have had;
    not those of a Ray cluster."""
    parts = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(part.ru_utime + part.ru_stime for part in parts)


# ---------------------------------------------------------------- questions
def questions(folder: Path, count: int) -> dict[str, Any]:
    """How long DuckDB takes over questions to so many made events, the median of some rounds."""
    out = folder / f"events-{count}"
    begun = time.perf_counter()
    made(out, count)
    asked: dict[str, Callable[[], Sequence[object]]] = {
        "frequent dyad by month ms": lambda: analyse.ask(out, dyad=("USA", "CHN")),
        "rare dyad by month ms": lambda: analyse.ask(out, dyad=("TUV", "KIR")),
        "dyad, one year, one type ms": lambda: analyse.ask(
            out, dyad=("USA", "CHN"), type="THREATEN", since="2020", until="2020", by="week"
        ),
        "all by year ms": lambda: analyse.ask(out, by="year"),
        "all, one type, by month ms": lambda: analyse.ask(out, type="AID"),
    }
    size = sum(p.stat().st_size for p in out.rglob("*.parquet"))
    result: dict[str, Any] = {
        "made events": count, "made in s": time.perf_counter() - begun, "bytes an event": size / count,
    }
    for name, question in asked.items():
        result[name] = 1000 * statistics.median(timed(question) for _ in range(ROUNDS))
    return result


def timed(work: Callable[[], object]) -> float:
    """The seconds that a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def made(out: Path, count: int) -> None:
    """Write tables of events by chance, as a merge would: few countries have most of them, over ten years."""
    known = [code for code in tables.country_codes() if code.isalpha() and len(code) == 3]
    lands = ["USA", "CHN", "RUS", *sorted(set(known) - {"USA", "CHN", "RUS", "TUV", "KIR"}), "TUV", "KIR"]
    with duckdb().connect(
        config={"memory_limit": "4GB", "temp_directory": str(out.parent / "spill")}
    ) as base:
        base.execute("SELECT setseed(0.5)")
        base.execute(
            "CREATE TABLE lands AS SELECT unnest(?) AS code, unnest(range(?)) AS n", [lands, len(lands)]
        )
        kinds = sorted(ontology.types())
        base.execute(
            "CREATE TABLE kinds AS SELECT unnest(?) AS type, unnest(?) AS quad, unnest(range(?)) AS n",
            [kinds, [ontology.quad(kind) for kind in kinds], len(kinds)],
        )
        base.execute(
            "CREATE TEMP TABLE chance AS SELECT i, CAST(floor(power(random(), 3) * ?) AS INT) AS a, "
            "CAST(floor(power(random(), 3) * ?) AS INT) AS r, CAST(floor(random() * ?) AS INT) AS k, "
            "DATE '2015-01-01' + CAST(floor(random() * 3650) AS INT) AS day FROM range(?) t(i)",
            [len(lands), len(lands), len(kinds), count],
        )  # fmt: skip
        for name, keys in rows.SORTED.items():
            parts = rows.Parts(out / name, name)
            order = ", ".join(f"{key} NULLS LAST" for key in keys)
            joined = "chance JOIN lands x ON x.n = a JOIN lands y ON y.n = r JOIN kinds ON kinds.n = k"
            for batch in batches(base, f"SELECT {columns(name)} FROM {joined} ORDER BY {order}"):
                parts.add(batch)
            parts.close()


def columns(name: str) -> str:
    """The columns of a table, made of chance; those that no question is about are empty."""
    known = {
        "id": "lower(hex(hash(i))[1:12])", "article": "'made' || (i // 3)",
        "dyad": "least(x.code, y.code) || '-' || greatest(x.code, y.code)", "day": "day", "type": "type",
        "quad": "CAST(quad AS BIGINT)",
        "status": "CASE WHEN hash(i) % 10 = 0 THEN 'planned' ELSE 'actual' END",
        "score": "CAST(hash(i) % 200 AS DOUBLE) / 10 - 10",
        "goldstein": "CAST(hash(i + 1) % 200 AS DOUBLE) / 10 - 10", "confidence": "0.8",
        "outlet": "'Outlet ' || (hash(i) % 500)", "actor": "x.code", "recipient": "y.code", "mirror": "false",
        "first": "true", "actor_country": "[x.code]", "recipient_country": "[y.code]",
        "evidence": "md5(CAST(i AS VARCHAR)) || md5(CAST(i + 1 AS VARCHAR))",
        "evidence_start": "CAST(0 AS BIGINT)", "evidence_end": "CAST(64 AS BIGINT)",
        "rule": "type || '.made'",
    }  # fmt: skip
    return ", ".join(
        f'{known.get(field.name, empty(str(field.type)))} AS "{field.name}"' for field in rows.schema(name)
    )


def empty(kind: str) -> str:
    """Nothing, of a type."""
    return f"CAST(NULL AS {TYPES.get(kind, 'VARCHAR[]')})"


if __name__ == "__main__":
    sys.exit(main())
