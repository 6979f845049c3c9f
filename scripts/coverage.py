"""How complete the office-holders are: `python scripts/coverage.py [CODE…]`.

Reads the tables under tables/, prints for each state the days from 2015 to 2026-01 on which nobody is known
as head of government (vacancies of up to 31 days between two holders are not counted), the head of government
and foreign minister on the days that count, and the totals. With codes (FRA DEU) only those states, each with
all its gaps.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import sys
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIRST, LAST = date(2015, 1, 1), date(2026, 1, 1)
FM_DAY = date(2025, 10, 31)
VACANT = 31  # days between two holders that no table can close: elections, deaths
Row = dict[str, str]


def rows() -> list[Row]:
    """Every row of every table of persons, hand tables last."""
    found: list[Row] = []
    for path in sorted((ROOT / "tables").rglob("*.csv*"), key=lambda p: ("hand" in p.parts, p)):
        with (
            gzip.open(path, "rt", encoding="utf-8")
            if path.suffix == ".gz"
            else path.open(encoding="utf-8") as file
        ):
            found += [row for row in csv.DictReader(file) if row.get("kind") == "person"]
    return found


def day(text: str, *, last: bool = False) -> date | None:
    """An ISO day, month or year as a date; the last of its days if asked."""
    if not text:
        return None
    parts = [int(p) for p in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    if not last:
        return date(parts[0], parts[1] if len(parts) > 1 else 1, 1)
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def spans(table: list[Row], class_: str) -> dict[str, list[tuple[date, date, str]]]:
    """From, until (or the last day known) and holder of an office class, by country."""
    found: dict[str, list[tuple[date, date, str]]] = defaultdict(list)
    for row in table:
        if class_ in row["class"].split("+"):
            start, end = day(row["from"]), day(row["until"] or row["known_until"], last=True)
            if start and end:
                found[row["country"]].append((start, end, row["name"]))
    return found


def gaps(held: list[tuple[date, date, str]]) -> list[tuple[date, date]]:
    """The stretches of more than VACANT days between FIRST and LAST that nobody holds."""
    found, at = [], FIRST
    for start, end, _ in sorted(held):
        if start > at and (start - at).days > VACANT and at < LAST:
            found.append((at, min(start, LAST)))
        at = max(at, end)
    if at < LAST:
        found.append((at, LAST))
    return found


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("codes", nargs="*", help="country codes; all states when none is given")
    wanted = options.parse_args().codes
    with (ROOT / "src/communique/knowledge/countries.csv").open(encoding="utf-8") as file:
        states = [r for r in csv.DictReader(file) if not r["parent"] and r["code"] != "HKG"]
    table = rows()
    heads, ministers = spans(table, "HOG"), spans(table, "FM")
    whole = fm = 0
    for state in states:
        code = state["code"]
        if wanted and code not in wanted:
            continue
        open_days = gaps(heads.get(code, []))
        holders = [name for start, end, name in ministers.get(code, []) if start <= FM_DAY <= end]
        whole, fm = whole + (not open_days), fm + bool(holders)
        if open_days or not holders or wanted:
            print(
                f"{code} {state['name']}: head of government unknown "
                f"{', '.join(f'{a}..{b}' for a, b in open_days) or 'never'}; foreign minister on {FM_DAY}: "
                f"{', '.join(holders) or 'unknown'}"
            )
    print(f"{whole} of {len(states)} states have a dated head of government from {FIRST} to {LAST}; "
          f"{fm} a foreign minister on {FM_DAY}")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
