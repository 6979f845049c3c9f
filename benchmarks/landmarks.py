"""Are the landmarks of a crisis in an archive of its articles: found, gathered, dated, and ranked?
`python benchmarks/landmarks.py [CRISIS…]`, each of accuracy/crises by default.

Reads the articles of a crisis into an archive, settles it, and looks for each landmark of
CRISIS.landmarks.json among the occurrences: one of its types, of its actors and of its recipients (where it
has any), actual, and within `slack` days of its day (its days, of seven at most; else the day of its first
report). Prints the share found, the median reports of the best match (`told`), the median number that match
(`fragments`), and the share found among the first by salience between parties. Of crises that nobody looked
at (halves.json) nothing is printed but figures.

    python benchmarks/landmarks.py qatar --misses      and each landmark with what was found
    python benchmarks/landmarks.py --keep FOLDER       and the archives, as CRISIS.db
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import reading

from communique.archive import Kept, Query, open_archive
from communique.settle import settle

CRISES = Path(__file__).parents[1] / "accuracy" / "crises"
FIRST = 100  # occurrences between parties that are shown first
WEEK = 7  # days of an occurrence that says when it was
Row = Mapping[str, Any]


def main() -> None:
    """Read the arguments, build the archives, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    known = sorted(path.name.partition(".")[0] for path in CRISES.glob("*.landmarks.json"))
    parser.add_argument("crises", nargs="*", metavar="CRISIS", help=f"of {', '.join(known)} (default: all)")
    parser.add_argument("--misses", action="store_true", help="print each landmark, of what was looked at")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the archives there")
    given = parser.parse_args()
    if unknown := set(given.crises) - set(known):
        parser.error(f"no crisis {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    if given.keep is not None:
        given.keep.mkdir(parents=True, exist_ok=True)
    halves = json.loads((CRISES / "halves.json").read_text("utf-8"))
    looked = {name.partition("-")[0] for name in halves["look"]}
    print(f"{'crisis':10} landmarks  found   told  fragments  first {FIRST}")
    for crisis in given.crises or known:
        with tempfile.TemporaryDirectory() as folder:
            where = (given.keep or Path(folder)) / f"{crisis}.db"
            where.unlink(missing_ok=True)
            rows = list(occurrences(crisis, where))
        marks = json.loads((CRISES / f"{crisis}.landmarks.json").read_text("utf-8"))
        print(f"{crisis:10} {line(marks, rows)}{'' if crisis in looked else '  (unseen)'}")
        for mark in marks if given.misses and crisis in looked else ():
            found = ", ".join(row["type"] for row in rows if fits(mark, row))
            print(f"    {mark['day']} {mark['what']}: {found or 'MISSED'}")


def occurrences(crisis: str, where: Path) -> Iterator[Row]:
    """The occurrences of a crisis, read anew into an archive."""
    folders = sorted(path.parent for path in CRISES.glob(f"{crisis}-*/expected.json"))
    read = reading.reader().read_many(map(reading.open_folder, folders))
    with open_archive(where) as archive:
        archive.add([Kept(path.name, result) for path, result in zip(folders, read, strict=True)], coder="1")
        settle(archive)
        query = Query(limit=1000, min_confidence=0.0)
        while rows := archive.occurrences(query):
            yield from (row.record for row in rows)
            query = Query(limit=1000, min_confidence=0.0, after=rows[-1].cursor)


def line(marks: Sequence[Row], rows: Sequence[Row]) -> str:
    """The figures of a crisis."""
    between = [row for row in rows if between_parties(row)]
    first = {row["id"] for row in sorted(between, key=lambda row: -row["salience"])[:FIRST]}
    hits = [found for mark in marks if (found := [row for row in rows if fits(mark, row)])]
    told = median([max(len(row["reports"]) for row in found) for found in hits] or [0])
    top = sum(not first.isdisjoint(row["id"] for row in found) for found in hits)
    parts = median(map(len, hits or [[]]))
    share, at_top = len(hits) / len(marks), top / len(marks)
    return f"{len(marks):9} {share:6.3f} {told:6.1f} {parts:10.1f} {at_top:10.3f}"


def between_parties(row: Row) -> bool:
    """Whether several parties are in an occurrence."""
    return bool(set(row["actors"]) - set(row["recipients"])) and len({*row["actors"], *row["recipients"]}) > 1


def fits(mark: Row, row: Row) -> bool:
    """Whether an occurrence is a landmark."""
    alike = row["type"] in mark["types"] and row["status"] == "actual"
    sides = [key for key in ("actors", "recipients") if mark[key]]
    if not alike or any(set(mark[key]).isdisjoint(row[key]) for key in sides):
        return False
    start, end = days(row)
    if start is None or end is None:
        return False
    at, slack = date.fromisoformat(mark["day"]), int(mark["slack"])
    return (start - at).days <= slack and (at - end).days <= slack


def days(row: Row) -> tuple[date | None, date | None]:
    """The first and last day of an occurrence, or of its first report."""
    start, end = (row[key] and date.fromisoformat(row[key][:10]) for key in ("start", "end"))
    if start and (end or start).toordinal() - start.toordinal() <= WEEK:
        return start, end or start
    first = min((r["published"][:10] for r in row["reports"] if r["published"]), default=None)
    return (date.fromisoformat(first),) * 2 if first else (None, None)


if __name__ == "__main__":
    main()
