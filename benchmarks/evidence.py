"""Times what must be fast: two long documents compared after reading,
an archive's chain verified with one byte changed.

Knows how long documents and archives are made from the project's own texts and from made-up ones;
does not know how either is done.

    python benchmarks/evidence.py [compare] [verify] [--words 5000] [--articles 10000]

What takes longer than it may, or a changed byte that is not found, ends with exit status 1.
`benchmarks/claims.py --events 100000` times `check`.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

import invented

from communique.archive import Altered, open_archive
from communique.comparing import Read, compare
from communique.reader import Reader
from communique.sources.article import make

OWN = Path(__file__).resolve().parents[1] / "accuracy"
LIMIT = 2.0  # seconds of one core for a comparison
BATCH = 500


def main() -> int:
    """Measure what was asked for; 0 where all is as it must be."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("parts", nargs="*", metavar="PART", help="compare, verify (default: both)")
    options.add_argument("--words", type=int, default=5000)
    options.add_argument("--articles", type=int, default=10_000)
    given = options.parse_args()
    parts: dict[str, Callable[[], bool]] = {
        "compare": lambda: compared(given.words),
        "verify": lambda: verified(given.articles),
    }
    done = [parts[name]() for name in given.parts or parts]
    return 0 if all(done) else 1


def compared(words: int) -> bool:
    """Whether two documents of so many words are compared in time, once they are read."""
    reader = Reader()
    reads = [
        Read(*reader.read_parsed(make(document(side, words), id=side, published="2024-05-27")))
        for side in "ab"
    ]
    started = time.process_time()
    found = compare(reads[0], reads[1], reader.grammar.vectors)
    took = time.process_time() - started
    lengths = " and ".join(str(len(read.reading.article.text.split())) for read in reads)
    print(
        f"compare: {lengths} words in {took:.2f} s of one core: {len(found.both)} points in both, "
        f"{len(found.changed)} changes"
    )
    return took <= LIMIT


def document(side: str, words: int) -> str:
    """So many words of a document: one side of each of our pairs, then texts that stand in both,
    over again where they are too few."""
    paths = [
        *sorted((OWN / "pairs").glob(f"*-{side}/article.txt")),
        *sorted((OWN / "documents").glob("*/article.txt")),
    ]
    texts = [path.read_text("utf-8") for path in paths]
    texts += [
        json.loads(line)["text"]
        for line in (OWN / "claims" / "articles.jsonl").read_text("utf-8").splitlines()
    ]
    paragraphs = (line for text in cycle(texts) for line in text.split("\n") if line.strip())
    return "\n\n".join(up_to(paragraphs, words))


def up_to(paragraphs: Iterator[str], words: int) -> Iterator[str]:
    """The paragraphs of so many words."""
    for paragraph in paragraphs:
        if words <= 0:
            return
        yield paragraph
        words -= len(paragraph.split())


def verified(articles: int) -> bool:
    """Whether one byte that was changed in an archive of so many articles is found, and nothing beside it."""
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "archive.db"
        with open_archive(where) as archive:
            rows = invented.kept(articles)
            while batch := list(islice(rows, BATCH)):
                archive.add(batch)
        whole, took = altered(where)
        with sqlite3.connect(where) as database:
            [(id, text)] = database.execute(
                "SELECT id, text FROM articles ORDER BY number LIMIT 1 OFFSET ?",
                (random.Random(7).randrange(articles),),
            ).fetchall()
            changed = chr(ord(text[0]) ^ 1) + text[1:]
            database.execute("UPDATE articles SET text = ? WHERE id = ?", (changed, id))
        database.close()
        found, _ = altered(where)
    print(
        f"verify: {articles} articles in {took:.1f} s; a byte changed in {id}: found in "
        f"{', '.join(sorted(map(str, found))) or 'none'}"
    )
    return not whole and found == {id}


def altered(where: Path) -> tuple[set[str | None], float]:
    """The articles that are found altered, and the seconds that it took."""
    started = time.perf_counter()
    with open_archive(where) as archive:
        found = {one.article for one in archive.verify() if isinstance(one, Altered)}
    return found, time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
