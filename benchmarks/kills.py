"""`kill -9` in the middle of an ingest, again and again, then the same command to its end: the same archive,
row by row, as without kills?

Knows how to make articles, kill processes and compare databases; does not know how anything is read or kept.

    python benchmarks/kills.py                         2,000 short invented articles, ten kills, on SQLite
    python benchmarks/kills.py --server                on PostgreSQL too (a server of its own: Debian's
                                                       postgresql)
    python benchmarks/kills.py --articles 300 --kills 3 --seed 5
Exit status 1 where a row differs. Each kill falls on the process that keeps;
before every other one a process that reads is killed too.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import stories
from sqlalchemy import select

from communique.archive import open_archive, schema

ARTICLES, KILLS, JOBS = 2000, 10, 2
PUBLISHED = "2024-05-28"
PATIENCE = 600.0  # seconds for one run
START = 8.0  # seconds in which a run loads what it reads with
SURROGATE = "number"  # counts rows; says nothing
OF_THE_RUN = (("failures", "last"), ("chain", "link"))  # a link's hash is over the moment of its ingest, too
MOMENTS = {"added", "at", "checked", "succeeded"}  # when something was written
Tables = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a series of kills led to: how many there were, and the rows that only one of the two archives has,
    by table."""

    kills: int
    workers: int
    missing: Tables
    extra: Tables
    rows: int

    @property
    def same(self) -> bool:
        """Whether the two archives are alike."""
        return not (self.missing or self.extra)


def main() -> int:
    """Make articles, ingest them undisturbed, then with kills on each database; print what differs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=ARTICLES, help=f"how many (default {ARTICLES})")
    parser.add_argument(
        "--kills", type=int, default=KILLS, help=f"how many kills on each database (default {KILLS})"
    )
    parser.add_argument("--jobs", type=int, default=JOBS, help=f"processes that read (default {JOBS})")
    parser.add_argument("--seed", type=int, default=1, help="of the articles and of the moments")
    parser.add_argument(
        "--server", action="store_true", help="also on a PostgreSQL server that is started for it"
    )
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="communique-kills-") as name:
        folder = Path(name)
        corpus = write(folder / "news.jsonl", args.articles, args.seed)
        took = ingest(corpus, str(folder / "whole.db"), args.jobs)
        wanted = contents(str(folder / "whole.db"))
        print(
            f"{args.articles} articles undisturbed: {took:.0f} s, {sum(map(len, wanted.values()))} rows",
            flush=True,
        )
        good = True
        for kind, where in places(folder, args.server):
            outcome = disturbed(corpus, where, wanted, took, kills=args.kills, jobs=args.jobs, seed=args.seed)
            good &= outcome.same
            print(f"{kind}: {outcome.kills} kills of the process that keeps, {outcome.workers} of readers; "
                  f"{'the same, row by row' if outcome.same else 'DIFFERENT'}", flush=True)  # fmt: skip
            print(described(outcome), end="", flush=True)
    return 0 if good else 1


def places(folder: Path, server: bool) -> Iterator[tuple[str, str]]:
    """The databases to ingest into."""
    yield "SQLite", str(folder / "killed.db")
    if server:
        sys.path.append(str(Path(__file__).parents[1] / "tests"))
        from postgres import Server  # type: ignore[import-not-found]

        running = Server()
        try:
            yield "PostgreSQL", running.database()
        finally:
            running.remove()


# ---------------------------------------------------------------- articles
def write(path: Path, count: int, seed: int) -> Path:
    """JSON Lines of short invented articles, and among them what makes a second run hard.

    In every forty: one with a new text under an old id, one that stands twice, one that fails at first and
    comes again whole, one without a text, one line that is no JSON, one in another language.
    """
    with path.open("w", encoding="utf-8") as file:
        for n in range(count):
            file.write(line(n, random.Random(f"{seed}/{n}")) + "\n")
    return path


def line(n: int, rng: random.Random) -> str:
    """One line of the corpus."""
    kind = n % 40
    if kind == 33:
        return '{"id": "torn", "text": "The line ends in the mid'
    known = n - {7: 3, 11: 5, 21: 4, 39: 39}.get(kind, 0)  # the id of an earlier line
    entry: dict[str, Any] = {
        "id": f"s{known}", "published": PUBLISHED,
        "text": told(random.Random(f"{known}") if kind == 11 else rng),
    }
    if kind == 11:  # the same article a second time
        entry["text"] = told(random.Random(f"twice/{known}"))
    if kind == 6:
        entry["text"] = told(random.Random(f"twice/{n}"))
    if kind in (17, 28):
        entry["text"] = " "  # 17 comes again as 21, and whole
    if kind == 25:
        entry["language"] = "fr"
    return json.dumps(entry, ensure_ascii=False)


def told(rng: random.Random) -> str:
    """A short invented story."""
    facts = stories.affair(rng)
    facts["day"] = "Monday"
    sentences = [
        s for kind in ("lead", "detail", "quote", "reaction") for s in stories.pieces(kind, 1, facts, rng)
    ]
    return "\n".join(sentences[: rng.randint(2, 4)])


# ---------------------------------------------------------------- runs and kills
def command(corpus: Path, where: str, jobs: int) -> list[str]:
    """The command that is run and killed."""
    return [
        sys.executable, "-m", "communique", "ingest", str(corpus), "--archive", where, "--jobs", str(jobs),
    ]


Command = Callable[[Path, str, int], list[str]]


def ingest(corpus: Path, where: str, jobs: int, command: Command = command) -> float:
    """Run the command to its end; the seconds it took."""
    start = time.monotonic()
    done = subprocess.run(command(corpus, where, jobs), capture_output=True, text=True, timeout=PATIENCE)
    if done.returncode not in (0, 1):  # 1: some articles failed, as they must
        raise SystemExit(f"error: the ingest ended with {done.returncode}: {done.stderr[-2000:]}")
    return time.monotonic() - start


def disturbed(
    corpus: Path, where: str, wanted: Tables, took: float, *, kills: int, jobs: int, seed: int,
    command: Command = command,
) -> Outcome:
    """Ingest with kills at random moments, then to the end, and compare with what is wanted.

    `took` is the time in seconds of an undisturbed run on this machine; the first kill falls before that,
    so that there is one.
    """
    rng, dead, workers = random.Random(f"kills/{seed}/{where[:4]}"), 0, 0
    for turn in range(kills):
        run = subprocess.Popen(
            command(corpus, where, jobs), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        longest = min(START + 1.6 * took / kills, 0.9 * took)
        life = rng.uniform(0.2, longest)  # some before the first article, most while batches are kept
        if turn % 2:
            wait(run, life * 0.6)
            workers += sum(map(killed, readers(run.pid)[:1]))
            life *= 0.4
        wait(run, life)
        orphans = readers(run.pid)
        dead += run.poll() is None
        run.kill()
        run.wait()
        alone = [pid for pid in orphans if not gone(pid)]
        if alone:
            raise SystemExit(f"error: the readers {alone} outlive the process that they read for")
    ingest(corpus, where, jobs, command)
    return compared(wanted, contents(where), dead, workers)


def wait(run: subprocess.Popen[bytes], seconds: float) -> None:
    """Wait, but not for what is over."""
    with suppress(subprocess.TimeoutExpired):
        run.wait(seconds)


def readers(pid: int) -> list[int]:
    """The processes that read for this one."""
    found = []
    with suppress(OSError):
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            if b"communique.processes" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.append(int(child))
    return found


def killed(pid: int) -> bool:
    """Kill a process; whether it was there."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def gone(pid: int, patience: float = 10.0) -> bool:
    """Whether a process ends by itself before long."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


# ---------------------------------------------------------------- comparing
def contents(where: str) -> Tables:
    """Every row of every table as text, sorted; without moments,
    and with articles by their ids in place of their numbers."""
    article = schema.articles.c
    with open_archive(where, create=False) as archive, archive.read() as connection:
        names = {row.number: row.id for row in connection.execute(select(article.number, article.id))}
        found: Tables = {}
        for table in schema.metadata.sorted_tables:
            columns = [
                c for c in table.c
                if c.name not in MOMENTS | {SURROGATE} and (table.name, c.name) not in OF_THE_RUN
            ]
            rows = connection.execute(select(*columns)).mappings()
            found[table.name] = sorted(
                repr({**row, **({"article": names[row["article"]]} if "article" in row else {})})
                for row in rows
            )
        if "://" not in where:
            # full text agrees with the articles
            connection.exec_driver_sql("INSERT INTO search(search) VALUES('integrity-check')")
            [fault] = connection.exec_driver_sql("PRAGMA integrity_check").scalars()
            found["integrity"] = [] if fault == "ok" else [str(fault)]
    return found


def compared(wanted: Tables, found: Tables, kills: int, workers: int) -> Outcome:
    """What is missing and what is too much."""
    missing = {name: rows for name in wanted if (rows := only(wanted[name], found.get(name, [])))}
    extra = {name: rows for name in found if (rows := only(found[name], wanted.get(name, [])))}
    return Outcome(kills, workers, missing, extra, sum(map(len, found.values())))


def only(these: Sequence[str], those: Sequence[str]) -> list[str]:
    """The rows that the first has more often than the second."""
    left = list(those)
    counts: dict[str, int] = {}
    for row in left:
        counts[row] = counts.get(row, 0) + 1
    found = []
    for row in these:
        if counts.get(row):
            counts[row] -= 1
        else:
            found.append(row)
    return found


def described(outcome: Outcome) -> str:
    """The first rows that differ, by table."""
    lines = []
    for sign, tables in (("-", outcome.missing), ("+", outcome.extra)):
        for name, rows in tables.items():
            lines.append(f"  {sign} {name}: {len(rows)}\n")
            lines += [f"      {row[:300]}\n" for row in rows[:1]]
    return "".join(lines)


if __name__ == "__main__":
    sys.exit(main())
