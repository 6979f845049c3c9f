"""Scores the program on forty texts for each of ten causes of misses (accuracy/causes/ and its README).

Knows what counts as right: the types, actors and recipients that are due, each once, and no event too many; a
negated event costs nothing. Does not know how the program works. Nothing is tuned on these texts: look at
single ones only after the figures are noted.

    python benchmarks/causes.py                     all causes
    python benchmarks/causes.py said noun           only these
    python benchmarks/causes.py said --misses       what is missed and what is too many
    python benchmarks/causes.py --folder accuracy/deeds
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "accuracy" / "causes"
LEVELS = ("type", "parties", "status", "when")  # each asks for what stands before it, too
TOGETHER = ("CONSULT", "COOPERATE")  # acts without a direction
NO_DAY = ("", "")  # of an act that the text gives no day
Json = dict[str, Any]


class BadText(Exception):
    """A line that is not of the form that the README has."""


@dataclass(frozen=True, slots=True)
class Due:
    """An event that is due, or one that may be there; a side that is None may be anybody."""

    types: tuple[str, ...]
    actors: tuple[str, ...] | None
    recipients: tuple[str, ...] | None
    statuses: tuple[str, ...] = ()
    when: tuple[str, str] | None = None
    optional: bool = False

    @property
    def undirected(self) -> bool:
        """Whether the parties do it together, so that only all of them count."""
        if self.actors is None or self.recipients is None:
            return False
        several = len(self.actors) > 1 and not self.recipients
        return (
            several
            or any(t in TOGETHER for t in self.types)
            or (self.types == ("AGREE",) and "planned" in self.statuses)
        )


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a cause with what is due and what may be there."""

    id: str
    cause: str
    text: str
    published: str
    events: tuple[Due, ...]
    may: tuple[Due, ...] = ()
    # kinds; which event answers which, by their places
    links: tuple[tuple[tuple[str, ...], int, int], ...] = ()

    @property
    def line(self) -> Json:
        """The text as `communique read --jsonl` takes it."""
        return {"id": self.id, "text": self.text, "published": self.published}


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a text was read: how much of what is due stands, by level, and what went wrong."""

    text: Text
    found: dict[str, int]  # by level: how many of the due events stand
    extra: tuple[Json, ...]  # events that nobody asked for, at the level of types and parties
    missed: tuple[Due, ...]
    linked: int = 0  # how many of the links that are due stand
    loose: int = 0  # links that nobody asked for

    def right(self, level: str = "parties") -> bool:
        """Whether everything due stands up to a level, and no event too many."""
        return not self.extra and self.found[level] == len(self.text.events)


# ---------------------------------------------------------------- the texts
def load(names: Sequence[str] = (), folder: Path = FOLDER) -> tuple[Text, ...]:
    """The texts of some causes, or of all; raises BadText."""
    paths = [folder / f"{name}.jsonl" for name in names] or sorted(folder.glob("*.jsonl"))
    return tuple(text for path in paths for text in read_file(path))


def read_file(path: Path) -> Iterator[Text]:
    """The texts of one cause; raises BadText."""
    if not path.is_file():
        raise BadText(
            f"{path}: no such file; there are {', '.join(sorted(p.stem for p in FOLDER.glob('*.jsonl')))}"
        )
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            yield read_row(json.loads(line), path.stem)
        except (ValueError, KeyError, TypeError) as error:
            raise BadText(f"{path}: line {number}: {type(error).__name__}: {error}") from None


def read_row(row: Json, cause: str) -> Text:
    """A text from its JSON object; raises ValueError or KeyError."""
    date.fromisoformat(row["published"])
    due = tuple(read_due(r) for r in row["events"])
    return Text(
        row["id"],
        cause,
        row["text"],
        row["published"],
        due,
        tuple(read_due(r, optional=True) for r in row.get("may", ())),
        tuple((listed(r["kind"]), int(r["from"]), int(r["to"])) for r in row.get("links", ())),
    )


def read_due(row: Json, *, optional: bool = False) -> Due:
    """An event that is due or may be there, from its JSON object."""
    sides = [None if key not in row else tuple(row[key]) for key in ("actors", "recipients")]
    if None in sides and not optional:
        raise ValueError("an event that is due names its actors and its recipients")
    when = tuple(row["when"] or NO_DAY) if "when" in row else None
    return Due(listed(row["type"]), sides[0], sides[1], listed(row.get("status", ())), when, optional)


def listed(value: str | Sequence[str]) -> tuple[str, ...]:
    """A value or a list of values as a tuple."""
    return (value,) if isinstance(value, str) else tuple(value)


# ---------------------------------------------------------------- comparing
def judge(text: Text, events: Iterable[Json], links: Iterable[Json] = ()) -> Verdict:
    """How the events and links of a record answer a text."""
    coded = [event for event in events if event["status"] != "negated"]
    found = {level: len(pair(text.events, coded, level)) for level in LEVELS}
    pairs = pair((*text.events, *text.may), coded, "parties")
    extra = tuple(event for n, event in enumerate(coded) if n not in pairs.values())
    missed = tuple(due for n, due in enumerate(text.events) if n not in pairs)
    ids = {n: coded[at]["id"] for n, at in pairs.items() if n < len(text.events)} if text.links else {}
    due_links = [{(kind, ids.get(a), ids.get(b)) for kind in kinds} for kinds, a, b in text.links]
    made = [(link["kind"], link["from"], link["to"]) for link in links]
    linked = sum(any(one in due for one in made) for due in due_links)
    return Verdict(
        text, found, extra, missed, linked, sum(not any(one in due for due in due_links) for one in made)
    )


def pair(dues: Sequence[Due], coded: Sequence[Json], level: str) -> dict[int, int]:
    """The most pairs of due and coded events, one to one, those that are due first."""
    edges = [[n for n, event in enumerate(coded) if fits(due, event, level)] for due in dues]
    owner: dict[int, int] = {}

    def place(at: int, seen: set[int]) -> bool:
        for n in edges[at]:
            if n in seen:
                continue
            seen.add(n)
            if n not in owner or place(owner[n], seen):
                owner[n] = at
                return True
        return False

    for at in range(len(dues)):
        place(at, set())
    return {at: n for n, at in owner.items()}


def fits(due: Due, event: Json, level: str) -> bool:
    """Whether a coded event is the one that is due, up to a level."""
    tests: tuple[Callable[[Due, Json], bool], ...] = (fits_type, fits_parties, fits_status, fits_day)
    return all(test(due, event) for test in tests[: LEVELS.index(level) + 1])


def fits_type(due: Due, event: Json) -> bool:
    """Whether the type is one of those that are right."""
    return event["type"] in due.types


def fits_parties(due: Due, event: Json) -> bool:
    """Whether both sides are those that are right; of an act done together only all of its parties."""
    actors, recipients = codes(event["actors"]), codes(event["recipients"])
    if due.undirected:
        return fits_side((*(due.actors or ()), *(due.recipients or ())), actors | recipients, due.optional)
    return fits_side(due.actors, actors, due.optional) and fits_side(due.recipients, recipients, due.optional)


def fits_side(wanted: tuple[str, ...] | None, got: set[str], optional: bool) -> bool:
    """Whether a set of countries is the one wanted: "X" needed, "X?" allowed, "X|Y" one of them, no other."""
    if wanted is None:
        return True
    allowed = {code for want in wanted for code in want.rstrip("?").split("|")}
    needed = [] if optional else [set(want.split("|")) for want in wanted if not want.endswith("?")]
    return got <= allowed and all(got & want for want in needed)


def fits_status(due: Due, event: Json) -> bool:
    """Whether the status is one of those that are right."""
    return not due.statuses or event["status"] in due.statuses


def fits_day(due: Due, event: Json) -> bool:
    """Whether the day lies where it should, if one is due."""
    if due.when is None:
        return True
    start, end = (str((event["when"] or {}).get(key) or "")[:10] for key in ("start", "end"))
    if due.when == NO_DAY:
        return not start
    return bool(start and end) and due.when[0] <= start <= end <= due.when[1]


def codes(actors: Iterable[Json]) -> set[str]:
    """The countries of actors; those without one do not count."""
    return {
        "KOS" if actor["country"] in ("XKX", "XKS") else actor["country"]
        for actor in actors
        if actor["country"]
    }


# ---------------------------------------------------------------- figures
def score(verdicts: Sequence[Verdict]) -> Json:
    """The share of texts that are wholly right, by level, over all texts and by cause."""
    causes = sorted({v.text.cause for v in verdicts})
    return {
        "all": shares(verdicts),
        "causes": {cause: shares([v for v in verdicts if v.text.cause == cause]) for cause in causes},
    }


def shares(verdicts: Sequence[Verdict]) -> Json:
    """Figures over some texts."""
    due, n = sum(len(v.text.events) for v in verdicts), len(verdicts)
    return {
        "texts": n,
        **{f"right_{level}": round(sum(v.right(level) for v in verdicts) / n, 4) for level in LEVELS[1:]},
        **{f"found_{level}": round(sum(v.found[level] for v in verdicts) / due, 4) for level in LEVELS},
        "too_many": round(sum(bool(v.extra) for v in verdicts) / n, 4),
    }


def read_texts(texts: Sequence[Text], records: Iterable[Json]) -> list[Verdict]:
    """The verdict on each text, given the records in the same order."""
    read = zip(texts, records, strict=True)
    return [judge(text, record.get("events", ()), record.get("links", ())) for text, record in read]


def links_of(verdicts: Sequence[Verdict]) -> str:
    """How many links are due, found, and too many."""
    due, found, loose = (
        sum(n) for n in zip(*((len(v.text.links), v.linked, v.loose) for v in verdicts), strict=True)
    )
    return f"links: {found} of {due} found, {loose} too many"


def show(figures: Json) -> Iterator[str]:
    """A table, one row a cause: wholly right, with status and day as well, what is found, and too many."""
    heads = ["texts", "right", "+status", "+day", "type", "parties", "too_many"]
    yield f"{'cause':<12}" + "".join(f"{head:>9}" for head in heads)
    keys = ("right_parties", "right_status", "right_when", "found_type", "found_parties", "too_many")
    for cause, row in (*figures["causes"].items(), ("all", figures["all"])):
        yield f"{cause:<12}{row['texts']:>9}" + "".join(f"{row[key]:>9.3f}" for key in keys)


def show_miss(verdict: Verdict) -> Iterator[str]:
    """What went wrong with a text."""
    yield f"{verdict.text.id}: {verdict.text.text}"
    for due in verdict.missed:
        sides = [" ".join(side or ()) for side in (due.actors, due.recipients)]
        yield f"    missed   {'|'.join(due.types)} {sides[0]} > {sides[1]}"
    for event in verdict.extra:
        sides = [" ".join(sorted(codes(event[side]))) for side in ("actors", "recipients")]
        yield f"    too many {event['type']} {sides[0]} > {sides[1]} {event['status']} ({event.get('rule')})"


def main() -> int:
    """Read, compare, and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("causes", nargs="*")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    args = parser.parse_args()
    try:
        texts = load(args.causes, args.folder)
    except BadText as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    from reading import read_lines

    verdicts = read_texts(texts, read_lines(text.line for text in texts))
    if args.misses:
        print("\n".join(line for v in verdicts if not v.right() for line in show_miss(v)))
    figures = score(verdicts)
    print("\n".join(show(figures)))
    if any(text.links for text in texts):
        print(links_of(verdicts))
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
