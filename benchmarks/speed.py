"""How fast a full reading is beside the bare parser on the same texts in the same run, and the peak memory.

Knows how to time; does not know what is read. Rounds alternate between the two, so that a busy machine slows
both; the median of the rounds counts, in processor time. "Bare" is the pipeline as spaCy runs it, not as
grammar/quick.py does. "Full" goes from the text as a string to the JSON line: source, parse, all steps,
serialization.

    python benchmarks/speed.py                          60 articles made from the bundled sample
    python benchmarks/speed.py articles.jsonl           the texts of any JSON Lines file ("text" in each
                                                        object)
    python benchmarks/speed.py --max-ratio 1.4 --max-memory 1.2     exit 1 where a bound does not hold
    python benchmarks/speed.py --profile                where the time beyond the parser goes
"""
from __future__ import annotations

import argparse
import cProfile
import json
import platform
import pstats
import random
import re
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from communique import samples, sources
from communique.reader import Reader
from communique.records import Article, Failure, Reading

COPIES = 60
ROUNDS = 5
PUBLISHED = "2025-11-28"
GIGABYTE = 1e9
# Names that trade places from copy to copy, so that no copy is answered from what an earlier one left in a
# cache.
NAMES = (
    ("China", "Brazil", "Egypt", "Kenya", "Poland", "Chile"),
    ("Japan", "Peru", "Norway", "Vietnam", "Ghana", "Jordan"),
    ("France", "Mexico", "Turkey", "Canada", "Spain", "India"),
    ("Beijing", "Brasilia", "Cairo", "Nairobi", "Warsaw", "Santiago"),
    ("Tokyo", "Lima", "Oslo", "Hanoi", "Accra", "Amman"),
    ("Paris", "Mexico City", "Ankara", "Ottawa", "Madrid", "New Delhi"),
    ("Chinese", "Brazilian", "Egyptian", "Kenyan", "Polish", "Chilean"),
    ("Japanese", "Peruvian", "Norwegian", "Vietnamese", "Ghanaian", "Jordanian"),
    ("French", "Mexican", "Turkish", "Canadian", "Spanish", "Indian"),
    ("Wang", "Silva", "Hassan", "Otieno", "Nowak", "Rojas"),
    ("Takaichi", "Quispe", "Hansen", "Nguyen", "Mensah", "Haddad"),
    ("Macron", "Ortega", "Demir", "Tremblay", "Garcia", "Sharma"),
    ("Taiwan", "Guyana", "Cyprus", "Somaliland", "Kosovo", "Patagonia"),
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Sunday"),
    ("seafood", "grain", "copper", "cotton", "steel", "timber"),
    ("letter", "note", "message", "memorandum", "cable", "report"),
)


def main() -> int:
    """Measure, print, and compare with the bounds that were given."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "articles", nargs="?", type=Path,
        help="JSON Lines with a text in each object (default: made from the sample)",
    )
    parser.add_argument("--copies", type=int, default=COPIES, help=f"articles to make (default {COPIES})")
    parser.add_argument(
        "--rounds", type=int, default=ROUNDS, help=f"rounds of each, alternating (default {ROUNDS})"
    )
    parser.add_argument("--pipeline", help="an installed spaCy pipeline in place of the one that ships")
    parser.add_argument(
        "--max-ratio", type=float, help="exit 1 when a full reading costs more than this many bare parses"
    )
    parser.add_argument("--max-memory", type=float, help="exit 1 when the peak is above this many gigabytes")
    parser.add_argument(
        "--profile", action="store_true", help="print the functions that take the time of a full reading"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of the table")
    args = parser.parse_args()
    texts = load(args.articles) if args.articles else made(args.copies)
    if not texts:
        print("error: no texts to read", file=sys.stderr)
        return 2
    reader = Reader(args.pipeline)
    if args.profile:
        profile(reader, texts)
        return 0
    result = measure(reader, texts, args.rounds)
    print(json.dumps(result) if args.json else table(result))
    over = [
        name for name, bound in (("ratio", args.max_ratio), ("memory_gb", args.max_memory))
        if bound and float(result[name]) > bound
    ]
    for name in over:
        print(f"error: {name} is {result[name]:.3g}, above its bound", file=sys.stderr)
    return 1 if over else 0


def load(path: Path) -> list[str]:
    """The texts of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return [text for line in lines if line.strip() and (text := json.loads(line).get("text"))]


def made(copies: int) -> list[str]:
    """Articles made from the bundled sample: names traded, paragraphs in another order,
    so that no two are the same."""
    body, chance = sources.from_string(samples.text()).text.split("\n"), random.Random(7)
    return [
        "\n".join(traded(paragraph, n) for paragraph in chance.sample(body, len(body))) for n in range(copies)
    ]


def traded(text: str, n: int) -> str:
    """The text with each name of NAMES replaced by another of its row,
    by a different step in each row and copy."""
    names = {row[0]: row[(n // (1 + i % 3) + i * n) % len(row)] for i, row in enumerate(NAMES)}
    return re.sub(
        r"\b(" + "|".join(sorted(names, key=len, reverse=True)) + r")\b", lambda m: names[m[0]], text
    )


def measure(reader: Reader, texts: Sequence[str], rounds: int) -> dict[str, float | int | str]:
    """The times of both, alternating, after a warm-up that loads the model and the tables."""
    tokens = reader.grammar.bare(texts[:3])
    full(reader, texts[:3])
    bare_times, full_times, read_times = [], [], []
    articles = [sources.from_string(text, published=PUBLISHED) for text in texts]
    for _ in range(rounds):
        bare_times.append(timed(lambda: reader.grammar.bare(texts)))
        read_times.append(timed(lambda: read(reader, articles)))
        full_times.append(timed(lambda: full(reader, texts)))
    tokens = reader.grammar.bare(texts)
    bare, reading, whole = (statistics.median(times) for times in (bare_times, read_times, full_times))
    return {
        "machine": f"{platform.machine()}, Python {platform.python_version()}", "articles": len(texts),
        "tokens": tokens, "rounds": rounds, "bare_s": bare, "read_s": reading, "full_s": whole,
        "bare_articles_per_s": len(texts) / bare, "full_articles_per_s": len(texts) / whole,
        "bare_tokens_per_s": tokens / bare, "full_tokens_per_s": tokens / whole, "read_ratio": reading / bare,
        "ratio": whole / bare, "memory_gb": peak(),
    }


def timed(work: Callable[[], object]) -> float:
    """The processor seconds that a piece of work takes, those of all its threads together."""
    start = time.process_time()
    work()
    return time.process_time() - start


def read(reader: Reader, articles: Sequence[Article]) -> int:
    """Read articles that are ready; gives the number of readings, and stops at a failure:
    its speed is not worth knowing."""
    return len([checked(result) for result in reader.read_many(articles)])


def full(reader: Reader, texts: Sequence[str]) -> int:
    """From texts to JSON lines; gives the number of characters."""
    articles = (sources.from_string(text, published=PUBLISHED) for text in texts)
    return sum(
        len(json.dumps(checked(result).to_dict(), ensure_ascii=False))
        for result in reader.read_many(articles)
    )


def checked(result: Reading | Failure) -> Reading:
    """The reading, or an end of the measurement."""
    if isinstance(result, Failure):
        raise SystemExit(f"error: {result.step}: {result.message}")
    return result


def peak() -> float:
    """The largest memory that the process has held, in gigabytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / GIGABYTE


def table(result: dict[str, float | int | str]) -> str:
    """The result for people."""
    r = result
    return "\n".join((
        f"{r['articles']} articles, {r['tokens']} tokens, median of {r['rounds']} alternating rounds, "
        f"{r['machine']}",
        f"{'':14}{'seconds':>10}{'articles/s':>12}{'tokens/s':>12}{'ratio':>8}",
        f"{'bare parser':14}{r['bare_s']:>10.2f}{r['bare_articles_per_s']:>12.1f}"
        f"{r['bare_tokens_per_s']:>12.0f}{1:>8.2f}",
        f"{'full reading':14}{r['full_s']:>10.2f}{r['full_articles_per_s']:>12.1f}"
        f"{r['full_tokens_per_s']:>12.0f}{r['ratio']:>8.2f}",
        f"without source and JSON: ratio {r['read_ratio']:.2f}; peak memory {r['memory_gb']:.2f} GB",
    ))


def profile(reader: Reader, texts: Sequence[str]) -> None:
    """Print the functions of the package by the time spent in them and below."""
    full(reader, texts[:3])
    profiler = cProfile.Profile()
    profiler.runcall(full, reader, texts)
    pstats.Stats(profiler).sort_stats("cumulative").print_stats("communique", 40)


if __name__ == "__main__":
    sys.exit(main())
