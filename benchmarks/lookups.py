"""How fast and how large the look-ups of actors are: `python benchmarks/lookups.py [ROWS]`.

Measures, each in a process of its own: loading the index (seconds and megabytes), resolving phrases (a
second), and loading a user's own table of ROWS rows (1,000,000 by default). Medians of three runs.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

INDEX = """
import resource, time
from communique.knowledge import names, tables
before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
names.person("Wang Yi", "2025-06-01"), names.longest(["Beijing"], 0), names.foreign("Allemagne")
print(time.perf_counter() - start, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""
PHRASES = """
import itertools, time
from communique.actors import resolve_phrase
words = ("former", "Kenyan", "the", "foreign minister", "ministry", "of Chad", "Wang Yi", "Georgia",
         "riot police", "in Berlin", "rebels")
texts = [" ".join(row) for row in itertools.product(words, repeat=3)]
resolve_phrase("Kenya", on="2025-06-01")
start = time.perf_counter()
for text in texts:
    resolve_phrase(text, on="2025-06-01")
print(len(texts) / (time.perf_counter() - start))
"""
OWN = """
import resource, sys, time
from pathlib import Path
from communique.knowledge import own, tables
tables.country_codes()
before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
own.load(Path(sys.argv[1]))
print(time.perf_counter() - start, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


def run(code: str, *arguments: str) -> list[float]:
    """The medians of the figures that a piece of code prints, run three times in new processes."""
    command = [sys.executable, "-c", code, *arguments]
    runs = [
        [float(x) for x in subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()]
        for _ in range(3)
    ]
    return [median(figures) for figures in zip(*runs, strict=True)]


def main() -> int:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    seconds, megabytes = run(INDEX)
    print(f"index: {seconds:.2f} s, {megabytes:.0f} MB")
    print(f"phrases: {run(PHRASES)[0]:,.0f} a second")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "own.csv"
        with path.open("w", encoding="utf-8") as file:
            file.write(
                "kind,name,aliases,country,sector,secondary_sector,role,class,"
                "from,until,known_until,wikidata,needs,source\n"
            )
            for i in range(rows):
                file.write(
                    f"person,Given{i} Family{i % 99_991},G. Family{i},"
                    f"KEN,GOV,,Envoy,,2020-01-{i % 28 + 1:02},,2025-10-31,,,mine\n"
                )
        seconds, megabytes = run(OWN, str(path))
    print(f"own table of {rows:,} rows: {seconds:.1f} s, {megabytes:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
