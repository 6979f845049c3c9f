"""How well copies are told from what resembles them: `python benchmarks/duplicates.py [PAIRS]`,
on pairs of invented stories.

Knows the truth of each pair, for it made them (stories.py). One seed is for tuning, the figures to quote are
those of the other, which was held back. A second part puts all stories of a half into one heap and finds the
groups by their bands, as the archive does.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import stories

from communique.occurrences import duplicates
from communique.occurrences.duplicates import Fingerprint

KINDS = (
    "syndicated",
    "shortened",
    "retitled",
    "updated",
    "edited",
    "shortened and edited",
    "rival",
    "follow-up",
    "daily",
    "digest",
    "unrelated",
)
COPIES = frozenset(KINDS[:6])


@dataclass(frozen=True, slots=True)
class Pair:
    """Two stories and what the second is to the first."""

    kind: str
    one: stories.Story
    other: stories.Story


def pairs(count: int, seed: int) -> Iterator[Pair]:
    """Pairs of all kinds in turn."""
    for i in range(count):
        yield pair(KINDS[i % len(KINDS)], random.Random(f"{seed}/{i}"), i)


def pair(kind: str, rng: random.Random, number: int) -> Pair:
    """A pair of a kind."""
    if kind == "daily":
        return Pair(kind, *stories.daily(rng, number))
    facts = stories.affair(rng)
    first = stories.story(facts, rng)
    make = {
        "syndicated": lambda: stories.syndicated(first, rng),
        "shortened": lambda: stories.shortened(first, rng),
        "retitled": lambda: stories.retitled(first, rng),
        "updated": lambda: stories.updated(first, rng, facts),
        "edited": lambda: stories.edited(first, rng),
        "shortened and edited": lambda: stories.shortened_and_edited(first, rng),
        "rival": lambda: stories.rival(first, facts, rng),
        "follow-up": lambda: stories.follow_up(first, facts, rng),
        "digest": lambda: stories.digest(first, facts, rng),
        "unrelated": lambda: stories.story(stories.affair(rng), rng),
    }
    return Pair(kind, first, make[kind]())


def fingerprint(name: str, s: stories.Story) -> Fingerprint:
    """A story as the archive has it."""
    return Fingerprint(name, s.published.isoformat(), s.outlet, s.agency, duplicates.signature(s.text))


def judged(found: list[Pair]) -> dict[str, Counter[str]]:
    """For each kind of pair, how many were taken for copies, and how many copies would meet in a band."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for p in found:
        a, b = fingerprint("a", p.one), fingerprint("b", p.other)
        counts[p.kind]["all"] += 1
        counts[p.kind]["copies"] += bool(duplicates.copies([a, b]))
        counts[p.kind]["meet"] += bool(
            set(duplicates.bands(a.signature)) & set(duplicates.bands(b.signature))
        )
    return counts


def heap(found: list[Pair]) -> tuple[float, float, float]:
    """Precision and recall of copies among all articles of all pairs in one heap,
    and seconds for each article."""
    prints = [
        fingerprint(f"{i:05}{side}", s) for i, p in enumerate(found)
        for side, s in (("a", p.one), ("b", p.other))
    ]
    start = time.perf_counter()
    groups = duplicates.copies(prints)
    seconds = time.perf_counter() - start
    where = {article: g.origin for g in groups for article in (g.origin, *g.copies)}
    told = sum(len(g.copies) * (len(g.copies) + 1) // 2 for g in groups)
    truth = [i for i, p in enumerate(found) if p.kind in COPIES]
    right = sum(where.get(f"{i:05}a", "a") == where.get(f"{i:05}b", "b") for i in truth)
    return right / told, right / len(truth), seconds / len(prints)


def report(name: str, found: list[Pair]) -> None:
    """Print a half's figures."""
    counts = judged(found)
    right = sum(c["copies"] for kind, c in counts.items() if kind in COPIES)
    wrong = sum(c["copies"] for kind, c in counts.items() if kind not in COPIES)
    truth = sum(c["all"] for kind, c in counts.items() if kind in COPIES)
    print(
        f"{name}: {len(found)} pairs, recall {right / truth:.4f}, precision "
        f"{right / max(1, right + wrong):.4f}"
    )
    for kind, c in counts.items():
        print(f"  {kind:22} {c['copies']:4} of {c['all']:4} taken for copies, {c['meet']:4} meet in a band")
    precision, recall, each = heap(found)
    print(f"  in one heap: recall {recall:.4f}, precision {precision:.4f}, {each * 1000:.2f} ms an article")


def main() -> int:
    """Both halves."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2200
    report("tuning", list(pairs(count // 2, 1)))
    report("held back", list(pairs(count - count // 2, 2)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
