"""What reading a page costs beside trafilatura with metadata on the same pages in the same run.

Knows how to time; does not know what is right on a page. Rounds alternate between the two, page by page, so
that a busy machine slows both; the median over pages of each page's fastest round counts. Both start from the
page as a string.

    python benchmarks/pages.py FOLDER                   all pages below the folder: *.html, *.htm, *.html.gz
    python benchmarks/pages.py FOLDER --limit 50        the first 50 of them, in a fixed random order
    python benchmarks/pages.py FOLDER --max-ratio 1.5   exit 1 where a page costs more than that many times
                                                        trafilatura
"""

from __future__ import annotations

import argparse
import gzip
import json
import platform
import random
import statistics
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import trafilatura

from communique.errors import SourceError
from communique.sources import from_html
from communique.sources.decode import decode

ROUNDS = 3
SUFFIXES = (".html", ".htm", ".html.gz", ".htm.gz")


def main() -> int:
    """Measure, print, and compare with the bound that was given."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="a folder of pages")
    parser.add_argument("--limit", type=int, help="take so many pages at most")
    parser.add_argument(
        "--rounds", type=int, default=ROUNDS, help=f"rounds of each, alternating (default {ROUNDS})"
    )
    parser.add_argument(
        "--max-ratio", type=float,
        help="exit 1 when the median page costs more than this many times trafilatura",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of the table")
    args = parser.parse_args()
    if args.rounds < 1 or (args.limit is not None and args.limit < 1):
        parser.error("--rounds and --limit must be at least 1")
    pages = load(args.folder, args.limit)
    if not pages:
        print(
            f"error: {args.folder}: no page to read; give a folder that holds {', '.join(SUFFIXES)} files",
            file=sys.stderr,
        )
        return 2
    result = measure(pages, args.rounds)
    print(json.dumps(result) if args.json else table(result))
    if args.max_ratio and float(result["ratio"]) > args.max_ratio:
        print(f"error: ratio is {result['ratio']:.3g}, above its bound", file=sys.stderr)
        return 1
    return 0


def load(folder: Path, limit: int | None) -> list[str]:
    """The pages below a folder as strings, in a fixed random order; what is no text is left out."""
    paths = sorted(p for p in folder.rglob("*") if p.name.lower().endswith(SUFFIXES) and p.is_file())
    random.Random(0).shuffle(paths)
    pages = []
    for path in paths[:limit]:
        try:
            data = path.read_bytes()
            pages.append(decode(gzip.decompress(data) if path.suffix == ".gz" else data, name=str(path)))
        except (OSError, EOFError, zlib.error, SourceError) as error:
            print(f"left out: {path}: {error}", file=sys.stderr)
    return pages


def ours(page: str) -> bool:
    """Read a page; whether it holds an article."""
    try:
        return bool(from_html(page).text)
    except SourceError:
        return False


def theirs(page: str) -> bool:
    """Read a page with trafilatura, metadata included; whether it holds an article."""
    found = trafilatura.bare_extraction(page, include_comments=False, with_metadata=True)
    return found is not None


def measure(pages: list[str], rounds: int) -> dict[str, float | int | str]:
    """The cost of a page for both, in milliseconds of processor time."""
    readers: tuple[Callable[[str], bool], ...] = (ours, theirs)
    for read in readers:
        read(pages[0])  # loads tables and models
    best = [
        [
            min(times)
            for times in zip(*([clock(read, page) for read in readers] for _ in range(rounds)), strict=True)
        ]
        for page in pages
    ]
    first, second = ([1000 * pair[i] for pair in best] for i in (0, 1))
    return {
        "pages": len(pages),
        "python": platform.python_version(),
        "trafilatura": trafilatura.__version__,
        "communique_ms": round(statistics.median(first), 2),
        "trafilatura_ms": round(statistics.median(second), 2),
        "communique_mean_ms": round(statistics.mean(first), 2),
        "trafilatura_mean_ms": round(statistics.mean(second), 2),
        "communique_max_ms": round(max(first), 1),
        "trafilatura_max_ms": round(max(second), 1),
        "ratio": round(statistics.median(first) / statistics.median(second), 3),
        "ratio_of_means": round(statistics.mean(first) / statistics.mean(second), 3),
    }


def clock(read: Callable[[str], bool], page: str) -> float:
    """The processor seconds that one reading of a page takes."""
    start = time.process_time()
    read(page)
    return time.process_time() - start


def table(result: dict[str, float | int | str]) -> str:
    """The result for people's eyes."""
    lines = [
        f"{result['pages']} pages, Python {result['python']}, trafilatura {result['trafilatura']}; "
        "milliseconds a page"
    ]
    lines.append(f"{'':14}{'median':>10}{'mean':>10}{'slowest':>10}")
    for who in ("communique", "trafilatura"):
        lines.append(
            f"{who:14}{result[f'{who}_ms']:>10}{result[f'{who}_mean_ms']:>10}{result[f'{who}_max_ms']:>10}"
        )
    lines.append(f"{'ratio':14}{result['ratio']:>10}{result['ratio_of_means']:>10}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
