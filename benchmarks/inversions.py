"""Counts the acts that are told the wrong way round: `python benchmarks/inversions.py FOLDER [FOLDER ...]
[--half look|gate] [--list]`.

An event is inverted where it has the type of a due act at the same words, but one of its actors is due as a
recipient and not as an actor, or one of its recipients as an actor and not as a recipient, while no act due
there has it as it stands. What several do together has no direction, and an act that is aimed at its own
actors is wrong in another way. Needs a folder of articles with expected.json (`accuracy/documents`,
`DATA/documents`, `DATA/news`) and the scorer's module `matching` of DATA (`--data`, ../shared); knows no
article and no cause. Exits 1 where any is found. Of a gate half only the count is printed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from communique.reader import Reader
from communique.records import Event, Reading, countries
from communique.sources import open_source

ROOT = Path(__file__).resolve().parents[1]
SIDES = ("actors", "recipients")


@dataclass(frozen=True, slots=True)
class Due:
    """An act that is due or may be told: its types, where it stands, and who stands on either side."""

    types: frozenset[str]
    evidence: tuple[str, ...]
    actors: frozenset[str]
    recipients: frozenset[str]

    together: bool  # what several do together: it does not matter who stands on which side


def dues(expected: dict[str, Any]) -> Iterator[Due]:
    """The acts of an expected.json, those that are due and those that may be told."""
    for item in (*expected["events"].get("must", ()), *expected["events"].get("may", ())):
        types = item["type"] if isinstance(item["type"], list) else [item["type"]]
        sides = (
            frozenset(c for code in item.get(side, ()) for c in code.rstrip("?").split("|")) for side in SIDES
        )
        actors, recipients = sides
        planned = item.get("status") == "planned" and types == ["AGREE"]
        together = (
            planned or bool({"CONSULT", "COOPERATE"} & set(types)) or (len(actors) > 1 and not recipients)
        )
        yield Due(frozenset(types), tuple(item["evidence"]), actors, recipients, together)


def inverted(event: Event, here: Iterable[Due]) -> bool:
    """Whether an event has the sides of an act the wrong way round,
    and no act of its type at its words the right way."""
    acts = [due for due in here if event.type in due.types]
    actors = countries(event.actors)
    sides = actors, countries(event.recipients) - actors
    right = any(actors <= due.actors | due.recipients and not crossed(due, *sides) for due in acts)
    return not right and any(crossed(due, *sides) for due in acts)


def crossed(due: Due, actors: frozenset[str], recipients: frozenset[str]) -> bool:
    """Whether somebody stands on the side of an act where the other one is due."""
    return not due.together and bool(
        actors & (due.recipients - due.actors) or recipients & (due.actors - due.recipients)
    )


def folders(root: Path, half: str | None) -> list[Path]:
    """The articles of a folder, or of one of its halves."""
    listed = json.loads((root / "halves.json").read_text("utf-8"))[half] if half else None
    return [
        p.parent for p in sorted(root.glob("*/expected.json")) if listed is None or p.parent.name in listed
    ]


def read(reader: Reader, found: list[Path]) -> Iterator[tuple[Path, Reading]]:
    """Each article with its reading."""
    articles = []
    for folder in found:
        meta = folder / "meta.json"
        day = json.loads(meta.read_text("utf-8")).get("published") if meta.exists() else None
        text = next(p for p in (folder / "article.txt", folder / "article.html") if p.exists())
        articles.append(open_source(str(text), published=day))
    for folder, reading in zip(found, reader.read_many(articles), strict=True):
        if not isinstance(reading, Reading):
            raise SystemExit(f"{folder}: {reading.message}")
        yield folder, reading


def main() -> None:
    """Print how many events of each folder are inverted, with `--list` which."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    options.add_argument("folders", nargs="+", type=Path)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared")
    options.add_argument(
        "--half", choices=("look", "gate"), help="only this half of the folder's halves.json"
    )
    options.add_argument("--list", action="store_true", help="print each that is inverted")
    args = options.parse_args()
    if args.list and args.half == "gate":
        options.error("the gate half is counted, not read: no --list")
    sys.path.append(str(args.data / "examples"))
    spots = import_module("matching").Text
    reader, faults = Reader(), 0
    for root in args.folders:
        count = wrong = 0
        for folder, reading in read(reader, folders(root, args.half)):
            text = spots(reading.article.text)
            acts = list(dues(json.loads((folder / "expected.json").read_text("utf-8"))))
            for event in reading.events:
                count += 1
                span = {"start": event.evidence.start, "end": event.evidence.end}
                if not inverted(event, (due for due in acts if text.near(list(due.evidence), span))):
                    continue
                wrong += 1
                if args.list:
                    who = " > ".join(",".join(sorted(countries(getattr(event, side)))) for side in SIDES)
                    print(f"{folder.name}: {event.type} {event.status} {who} {event.evidence.text!r}")
        print(f"{root}: {wrong} of {count} events inverted")
        faults += wrong
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
