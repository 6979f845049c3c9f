"""Scores the commitments of documents: who undertakes what, and by which day;
`--errors` lists what is missed and what is too many.

Knows gold of the form of `document.json` (`commitments`: by, what, to, due);
does not know how an undertaking is found.

    python benchmarks/commitments.py [FOLDER] [--errors]      by default the project's own
                                                              (accuracy/documents)

A commitment is met by one of the same words (the spans overlap), each by one only. Told three ways: by its
words, with who undertakes it, and with the last day on which it can be kept as well.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from communique.reader import Reader
from communique.records import Commitment
from communique.sources import open_source

OWN = Path(__file__).resolve().parents[1] / "accuracy" / "documents"
WAYS = ("words", "party", "party and due day", "party and both days")


def main() -> int:
    """Score and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", nargs="?", type=Path, default=OWN)
    options.add_argument("--errors", action="store_true", help="list what is missed and what is too many")
    given = options.parse_args()
    reader = Reader()
    met = dict.fromkeys(WAYS, 0)
    due = found = 0
    for path in sorted(given.folder.glob("*/document.json")):
        gold = json.loads(path.read_text("utf-8")).get("commitments", [])
        reading = reader.read(open_source(str(path.parent / "article.txt")))
        pairs = paired(gold, reading.commitments, reading.article.text)
        due, found = due + len(gold), found + len(reading.commitments)
        for way in WAYS:
            met[way] += sum(agree(gold[g], reading.commitments[f], way) for g, f in pairs)
        if given.errors:
            tell(path.parent.name, gold, reading.commitments, pairs)
    for way in WAYS:
        recall, precision = met[way] / max(1, due), met[way] / max(1, found)
        f1 = 2 * recall * precision / (recall + precision or 1)
        print(
            f"{way:20} recall {recall:.3f}  precision {precision:.3f}  F1 {f1:.3f}  ({due} due, {found} "
            "given)"
        )
    return 0


def paired(
    gold: Sequence[Mapping[str, Any]], found: Sequence[Commitment], text: str
) -> list[tuple[int, int]]:
    """Which of the found stands for which of the gold, by number: those that agree most first,
    then those of most words in common."""
    spans = [(text.index(one["what"]), text.index(one["what"]) + len(one["what"])) for one in gold]
    choices = []
    for g, (start, end) in enumerate(spans):
        for f, one in enumerate(found):
            span = one.evidence[0].span
            shared = min(end, span.end) - max(start, span.start)
            if shared > 0:
                choices.append((sum(agree(gold[g], one, way) for way in WAYS), shared, -g, -f))
    pairs: list[tuple[int, int]] = []
    for *_, g, f in sorted(choices, reverse=True):
        if all(-g != a and -f != b for a, b in pairs):
            pairs.append((-g, -f))
    return pairs


def agree(gold: Mapping[str, Any], one: Commitment, way: str) -> bool:
    """Whether a commitment says what the gold says, as far as a way of telling asks."""
    days = (one.due.start, one.due.end) if one.due else (None, None)
    wanted = tuple(gold["due"]) if gold["due"] else (None, None)
    return (
        (way == "words" or set(one.by) == set(gold["by"]))
        and (way != "party and due day" or days[1] == wanted[1])
        and (way != "party and both days" or days == wanted)
    )


def tell(
    name: str,
    gold: Sequence[Mapping[str, Any]],
    found: Sequence[Commitment],
    pairs: Sequence[tuple[int, int]],
) -> None:
    """Print what is missed, what is too many, and what was met with another party or day."""
    for g, one in enumerate(gold):
        f = next((b for a, b in pairs if a == g), None)
        if f is None:
            print(f"{name}: MISSED {','.join(one['by'])} {one['due']} {one['what']}")
        elif not agree(one, found[f], WAYS[-1]):
            days = (found[f].due.start, found[f].due.end) if found[f].due else None  # type: ignore[union-attr]
            print(
                f"{name}: OTHER {one['by']} {one['due']} {one['what']}\n    read: {found[f].by} {days} "
                f"{found[f].what}"
            )
    for f, extra in enumerate(found):
        if f not in {b for _, b in pairs}:
            print(f"{name}: EXTRA {','.join(extra.by)} {extra.due and extra.due.text} {extra.what}")


if __name__ == "__main__":
    sys.exit(main())
