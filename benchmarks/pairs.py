"""Scores `communique compare` on pairs of documents: points in both, in one only, and what changed,
with the kind of change.

Knows phrases of a gold and spans of a comparison; does not know how points are found.

    python benchmarks/pairs.py [FOLDER]      a folder of texts with pairs/*.json; by default the project's own
                                             (accuracy/pairs)

A phrase is met by a span of at most 700 characters that overlaps it; a point in both needs both ends.
Spans that meet nothing count against precision.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from communique.comparing import Comparison, compare_articles
from communique.reader import Reader
from communique.records import Span
from communique.sources import open_source

OWN = Path(__file__).resolve().parents[1] / "accuracy" / "pairs"
LONGEST = 700
Ends = Mapping[str, tuple[int, int]]  # where the phrases of a point stand, by side
Spans = Mapping[str, Span | None]


def main() -> int:
    """Score and print."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else OWN
    reader = Reader()
    counts = {name: [0, 0, 0, 0] for name in ("both", "only", "changed")}
    kinds = [0, 0]
    for path in sorted((folder / "pairs").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        articles = [open_source(str(folder / gold[side] / "article.txt")) for side in "ab"]
        score(gold, compare_articles(articles[0], articles[1], reader), counts, kinds)
    for name, (met, due, right, given) in counts.items():
        recall, precision = met / max(1, due), right / max(1, given)
        f1 = 2 * recall * precision / (recall + precision or 1)
        print(
            f"{name:8} recall {recall:.3f}  precision {precision:.3f}  F1 {f1:.3f}  ({due} due, {given} "
            "given)"
        )
    print(f"kind     {kinds[0] / max(1, kinds[1]):.3f} of {kinds[1]} changes found")
    return 0


def score(
    gold: Mapping[str, Any], found: Comparison, counts: Mapping[str, list[int]], kinds: list[int]
) -> None:
    """Add what one pair gives to the counts."""
    text = {"a": found.a.text, "b": found.b.text}
    changes = [(ends(text, change), change["what"]) for change in gold["changed"]]
    both = [ends(text, {"a": a, "b": b}) for a, b in gold["both"]]
    worded = [change for change, _ in changes if len(change) == 2]
    add(counts["both"], [{"a": c.a, "b": c.b} for c in found.both], both, [*both, *worded])
    for side, alone in (("a", found.only_a), ("b", found.only_b)):
        due = [ends(text, {side: phrase}) for phrase in gold[f"only_{side}"]]
        gone = [change for change, _ in changes if set(change) == {side}]
        add(counts["only"], [{side: point.span} for point in alone], due, [*due, *gone])
    add(
        counts["changed"],
        [{"a": c.a, "b": c.b} for c in found.changed],
        [c for c, _ in changes],
        [c for c, _ in changes],
    )
    for change, kind in changes:
        hits = [c for c in found.changed if meets({"a": c.a, "b": c.b}, change)]
        kinds[0] += any(c.kind == kind for c in hits)
        kinds[1] += bool(hits)


def ends(text: Mapping[str, str], point: Mapping[str, str | None]) -> Ends:
    """Where the phrases of a point stand in the texts."""
    found = {}
    for side in "ab":
        if phrase := point.get(side):
            at = text[side].index(phrase)
            found[side] = (at, at + len(phrase))
    return found


def meets(spans: Spans, gold: Ends) -> bool:
    """Whether spans meet all phrases of a point."""
    for side, (start, end) in gold.items():
        span = spans.get(side)
        if span is None or span.end - span.start > LONGEST or span.start >= end or start >= span.end:
            return False
    return True


def add(count: list[int], given: Sequence[Spans], due: Sequence[Ends], right: Iterable[Ends]) -> None:
    """Add the points that were met, those that were due, what was right and what was given."""
    allowed = list(right)
    count[0] += sum(any(meets(spans, gold) for spans in given) for gold in due)
    count[1] += len(due)
    count[2] += sum(any(meets(spans, gold) for gold in allowed) for spans in given)
    count[3] += len(given)


if __name__ == "__main__":
    sys.exit(main())
