"""How much memory an ingest holds as it goes on: what is resident at every thousandth article.

    python benchmarks/memory.py                         10,000 articles made from the sample
    python benchmarks/memory.py corpus.jsonl            the texts of a JSON Lines file ("text" in each object)
    python benchmarks/memory.py --most-growth 50        exit 1 where it grows by more MB after the first mark

Articles are read in this process, one after the other, into an archive in a folder of its own. Where there
are fewer texts than articles they come again with other names, so that there are always words not met yet.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import speed

from communique import pipeline, sources
from communique.archive import open_archive
from communique.reader import Reader
from communique.sources.arrivals import Arrival

ARTICLES, EACH, BATCH = 10_000, 1_000, 32
PUBLISHED = "2025-11-28"
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{4,}")  # a capital within a sentence
CHANGED = 0.2  # share of the names of a text that are others when it comes again
SYLLABLES = ("ba", "den", "dor", "fa", "gor", "ha", "kel", "lin", "mar", "no", "rus", "sem", "ti", "vo")


def main() -> int:
    """Read, print what is held at each mark, and compare with the bound that was given."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", nargs="?", type=Path, help="JSON Lines (default: made from the sample)")
    parser.add_argument("--articles", type=int, default=ARTICLES, help=f"how many (default {ARTICLES})")
    parser.add_argument("--each", type=int, default=EACH, help=f"articles between two marks (default {EACH})")
    parser.add_argument("--most-growth", type=float, metavar="MB", help="exit 1 where it grows by more")
    args = parser.parse_args()
    texts = speed.load(args.texts) if args.texts else speed.made(min(args.articles, EACH))
    held: list[float] = []
    print(f"{'articles':>10}{'resident MB':>14}{'growth MB':>12}{'CPU s':>10}")
    for number, megabytes in marks(texts, args.articles, args.each):
        held.append(megabytes)
        grown = megabytes - held[0]
        print(f"{number:>10,}{megabytes:>14,.0f}{grown:>12,.1f}{time.process_time():>10,.0f}", flush=True)
    return int(bool(args.most_growth) and held[-1] - held[0] > args.most_growth)


def marks(texts: Sequence[str], count: int, each: int) -> Iterator[tuple[int, float]]:
    """How many articles were read and how much is held, whenever so many more were."""
    reader = Reader()
    with tempfile.TemporaryDirectory(prefix="communique-memory-") as folder, \
            open_archive(Path(folder) / "memory.db") as archive:  # fmt: skip
        for first in range(0, count, each):
            numbers = range(first, min(first + each, count))
            pipeline.ingest(arriving(texts, numbers), archive, reader, batch=BATCH)
            yield numbers.stop, resident()


def arriving(texts: Sequence[str], numbers: Sequence[int]) -> Iterator[Arrival]:
    """The articles of these numbers."""
    for number in numbers:
        text = renamed(texts[number % len(texts)], number // len(texts))
        yield Arrival(f"{number}.txt", sources.from_string(text, published=PUBLISHED))


def renamed(text: str, copy: int) -> str:
    """A text that comes again, with some of its names made up anew; the first time as it stands."""
    chance = random.Random(f"{copy} {text[:80]}")

    def other(name: re.Match[str]) -> str:
        if chance.random() > CHANGED:
            return name[0]
        return "".join(chance.choices(SYLLABLES, k=4)).capitalize()

    return NAME.sub(other, text) if copy else text


def resident() -> float:
    """Megabytes in memory now; where the system does not say so, the most that there were."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return speed.peak() * 1024
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    sys.exit(main())
