"""Scores the program on passages about what took place and when (accuracy/standing/ and its README).

Knows what counts as right: the events and meetings that are due with status and day, and no other act told as
done. Nothing is tuned on a passage before its first reading is noted.

    python benchmarks/standing.py                    all classes
    python benchmarks/standing.py counted --misses   what went wrong in one
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import causes

FOLDER = causes.FOLDER.parent / "standing"
Json = dict[str, Any]


def meetings(folder: Path = FOLDER) -> dict[str, list[Json]]:
    """The meetings that are due, by the id of the passage; only of passages that ask for them."""
    rows = (
        json.loads(line) for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    )
    return {row["id"]: row["meetings"] for row in rows if "meetings" in row}


def faults(text: causes.Text, wanted: Sequence[Json] | None, record: Mapping[str, Any]) -> list[str]:
    """What is wrong with the reading of a passage, in words; empty where it is right."""
    coded = [e for e in record["events"] if e["status"] != "negated"]
    pairs = causes.pair((*text.events, *text.may), coded, "when")
    found = [f"missed {due}" for n, due in enumerate(text.events) if n not in pairs]
    done = [
        e for n, e in enumerate(coded) if n not in pairs.values() and e["status"] in ("actual", "historical")
    ]
    found += [f"told as done: {shown(e)}" for e in done]
    return found if wanted is None else found + list(meeting_faults(wanted, record["meetings"]))


def meeting_faults(wanted: Sequence[Json], got: Sequence[Json]) -> Iterator[str]:
    """The meetings that are due and missed, and those that are too many."""
    rest = list(got)
    for due in wanted:
        fit = next((m for m in rest if meets(due, m)), None)
        if fit is None:
            yield f"no meeting {due}"
        else:
            rest.remove(fit)
    yield from (
        f"too many: {m['status']} {sorted(causes.codes(m['participants']))} {m['when']}" for m in rest
    )


def meets(due: Json, got: Json) -> bool:
    """Whether a meeting of the record is one that is due."""
    start, end = (str((got["when"] or {}).get(key) or "")[:10] for key in ("start", "end"))
    dated = "when" not in due or (bool(start and end) and due["when"][0] <= start <= end <= due["when"][1])
    same = causes.codes(got["participants"]) == set(due["participants"]) and due["status"] == got["status"]
    return same and dated and got["kind"] in causes.listed(due.get("kind") or got["kind"])


def shown(event: Json) -> str:
    sides = (" ".join(sorted(causes.codes(event[side]))) for side in ("actors", "recipients"))
    when = event["when"] or {}
    return (
        f"{event['type']} {' > '.join(sides)} {event['status']} {when.get('start')}..{when.get('end')} "
        f"({event.get('rule')})"
    )


def score(found: Iterable[tuple[causes.Text, list[str]]]) -> Json:
    """The share of passages that are wholly right, by class and over all."""
    by: dict[str, list[bool]] = {}
    for text, wrong in found:
        for name in (text.cause, "all"):
            by.setdefault(name, []).append(not wrong)
    return {
        name: {"texts": len(right), "right": round(sum(right) / len(right), 4)} for name, right in by.items()
    }


def main() -> int:
    """Read, compare, and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("classes", nargs="*")
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    from reading import read_lines

    texts, wanted = causes.load(args.classes, FOLDER), meetings()
    records = read_lines(text.line for text in texts)
    found = [(t, faults(t, wanted.get(t.id), r)) for t, r in zip(texts, records, strict=True)]
    if args.misses:
        for text, wrong in (row for row in found if row[1]):
            print(f"{text.id}: {text.text}", *wrong, sep="\n    ")
    print(json.dumps(score(found), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
