"""How well tellings of one happening are gathered: `python benchmarks/gathering.py [HAPPENINGS]`,
on invented happenings of known truth.

Reporters use other words, leave out the day or a party, err by one, write before and after; the same parties
do similar things on the same and on the following days. B-cubed precision and recall, for happenings of the
tuning seed and of one that was held back.
"""

from __future__ import annotations

import random
import re
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import stories

from communique.occurrences.gathering import Happening, gather
from communique.occurrences.tellings import Telling
from communique.occurrences.versions import occurrence
from communique.records import Actor, Event, Span, When, identify

DATA = tomllib.loads(Path(__file__).with_name("happenings.toml").read_text("utf-8"))
PLACES = ["Alder Ford", "Birch Hill", "Cedar Quay", "Dunmore", "Eastwick", "Fenham", "Goswell", "Hartfield"]
DISASTERS = ["flood", "storm", "earthquake"]
Party = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Truth:
    """A happening that was made up."""

    name: str
    type: str
    a: Party
    b: Party
    day: date
    topic: tuple[str, ...]
    persons: tuple[tuple[str, str], tuple[str, str]]
    number: int
    place: str


def happenings(count: int, rng: random.Random) -> Iterator[Truth]:
    """Happenings among few parties in few weeks, many with a sibling:
    the same parties and type with another topic, or some days later."""
    for i in range(count):
        a, b = rng.sample([tuple(c) for c in DATA["codes"]], 2)
        people = tuple(
            (rng.choice(DATA["roles"]), f"{rng.choice(stories.GIVEN)} {name}")
            for name in rng.sample(stories.FAMILY, 2)
        )
        first = Truth(
            f"{i}",
            rng.choice(list(DATA["types"])),
            a,
            b,
            date(2024, 3, 1) + timedelta(days=rng.randint(0, 60)),
            tuple(rng.choice(DATA["topics"])),
            people,  # type: ignore[arg-type]
            rng.randint(2, 60),
            rng.choice(PLACES),
        )
        yield first
        for sibling in range(rng.choice([0, 0, 1, 1, 2])):
            yield another(first, f"{i}.{sibling}", rng)


def another(first: Truth, name: str, rng: random.Random) -> Truth:
    """A happening that resembles one: the same day and another topic, or the same topic on a later day."""
    other = tuple(rng.choice([t for t in DATA["topics"] if tuple(t) != first.topic]))
    people = tuple(
        (rng.choice(DATA["roles"]), f"{rng.choice(stories.GIVEN)} {n}") for n in rng.sample(stories.FAMILY, 2)
    )
    made = replace(
        first, name=name, number=rng.randint(2, 60), place=rng.choice([p for p in PLACES if p != first.place])
    )
    if first.type in ("CONSULT", "AID", "SANCTION"):  # seldom twice a day between the same
        return replace(
            made, day=first.day + timedelta(days=rng.choice([4, 6, 9])), topic=other,
            persons=people,  # type: ignore[arg-type]
        )
    if rng.random() < 0.6:
        return replace(made, topic=other)
    return replace(made, day=first.day + timedelta(days=rng.choice([4, 5, 8])))


def tellings(truth: Truth, rng: random.Random) -> Iterator[Telling]:
    """The reports of a happening, some of them copies of earlier ones."""
    made: list[Telling] = []
    for i in range(rng.choice([1, 1, 2, 2, 3, 4, 6, 9])):
        article = f"{truth.name}/{i}"
        if made and rng.random() < 0.3:
            old = rng.choice(made)
            made.append(replace(old, article=article, outlet=rng.choice(stories.OUTLETS)))
        else:
            made.append(told(truth, article, rng))
    yield from made


def told(truth: Truth, article: str, rng: random.Random) -> Telling:
    """One reporter's account."""
    before = truth.type == "CONSULT" and rng.random() < 0.2
    published = (
        truth.day - timedelta(days=rng.randint(1, 3))
        if before
        else truth.day + timedelta(days=rng.choice([0, 0, 0, 1, 1, 2]))
    )
    number = truth.number + (rng.choice([-1, 1, 2]) if rng.random() < 0.2 else 0)
    slots = {
        "A": truth.a[0],
        "B": truth.b[0],
        "Bcap": truth.b[2],
        "a": truth.persons[0][1],
        "b": truth.persons[1][1],
        "n": str(number),
        "x": rng.choice(truth.topic),
        "place": truth.place,
        "z": DISASTERS[len(truth.place) % len(DISASTERS)],
    }
    template = rng.choice(DATA["types"][truth.type]["tellings"])
    text = re.sub(r"\{([^{}]*)\}", lambda m: rng.choice(m.group(1).split("|")), template)
    text = re.sub(r"<(\w+)>", lambda m: slots[m.group(1)], text)
    words = next((w for w in DATA["types"][truth.type]["triggers"] if w in text), text.split()[0])
    at = text.index(words)
    event = Event(
        identify(article, text),
        truth.type,
        None,
        (),
        (actor(truth.a, truth.persons[0], text),),
        recipients(truth, text, rng),
        (),
        "planned" if before else "actual",
        when(truth.day, rng, before=before),
        None,
        (),
        None,
        None,
        1,
        None,
        0.8,
        Span(0, len(text), text),
        (),
        Span(at, at + len(words), words),
        "made",
        (),
    )
    if truth.type == "CONSULT":
        event = replace(event, actors=(*event.actors, *event.recipients), recipients=())
    return Telling(article, None, rng.choice(stories.OUTLETS), published.isoformat(), article, None, event)


def actor(party: Party, person: tuple[str, str], text: str) -> Actor:
    """A party, by its person if the text names one."""
    return Actor(person[1], party[1], role=person[0]) if person[1] in text else Actor(party[0], party[1])


def recipients(truth: Truth, text: str, rng: random.Random) -> tuple[Actor, ...]:
    """The other party, now and then missed."""
    return () if rng.random() < 0.08 else (actor(truth.b, truth.persons[1], text),)


def when(day: date, rng: random.Random, *, before: bool) -> When | None:
    """The day as a reporter gives it: said, not said, as a week, or wrong by one."""
    draw = rng.random()
    if draw < (0.15 if before else 0.3):
        return None
    if draw < 0.38:
        monday = day - timedelta(days=day.weekday())
        return When(monday.isoformat(), (monday + timedelta(days=6)).isoformat(), "week", "this week")
    day += timedelta(days=rng.choice([-1, 1])) if rng.random() < 0.05 else timedelta(0)
    return When(day.isoformat(), day.isoformat(), "day", "on the day")


def b_cubed(found: list[Happening]) -> tuple[float, float, float]:
    """Precision, recall and F1: for each telling, how much of its happening belongs with it,
    and how much of the truth is in it."""
    truth: dict[str, int] = defaultdict(int)
    for h in found:
        for t in h.tellings:
            truth[t.article.split("/")[0]] += 1
    precision = recall = 0.0
    for h in found:
        inside: dict[str, int] = defaultdict(int)
        for t in h.tellings:
            inside[t.article.split("/")[0]] += 1
        precision += sum(n * n / len(h.tellings) for n in inside.values())
        recall += sum(n * n / truth[name] for name, n in inside.items())
    total = sum(truth.values())
    precision, recall = precision / total, recall / total
    return precision, recall, 2 * precision * recall / (precision + recall)


def late(h: Happening, day: str) -> bool:
    """Whether a happening was told of in the last weeks: the archive fetches those within reach."""
    return (
        max(str(t.published) for t in h.tellings)
        >= (date.fromisoformat(day) - timedelta(days=35)).isoformat()
    )


def report(name: str, count: int, seed: int) -> None:
    """Print the figures of one set of happenings, at once and in daily batches."""
    rng = random.Random(seed)
    truths = list(happenings(count, rng))
    every = [t for truth in truths for t in tellings(truth, rng)]
    start = time.perf_counter()
    found = gather(every)
    seconds = time.perf_counter() - start
    precision, recall, f1 = b_cubed(found)
    print(
        f"{name}: {len(every)} tellings of {len(truths)} happenings, {len(found)} found; "
        f"B-cubed precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}; "
        f"{seconds / len(every) * 1000:.2f} ms a telling"
    )
    kept: dict[str, Happening] = {}
    for day in sorted({t.published for t in every}, key=str):
        new = [t for t in every if t.published == day]
        kept |= {h.id: h for h in gather(new, [h for h in kept.values() if late(h, str(day))])}
    precision, recall, f1 = b_cubed(list(kept.values()))
    print(f"  day by day: precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}")
    for type in DATA["types"]:
        p, r, f = b_cubed([h for h in found if h.tellings[0].event.type == type])
        print(f"  {type:10} precision {p:.3f}, recall {r:.3f}, F1 {f:.3f}")
    print(f"  records: {sum(bool(occurrence(h).versions) for h in found)} of {len(found)} with versions")


def main() -> int:
    """Both sets."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    report("tuning", count, 1)
    report("held back", count, 5)
    return 0


if __name__ == "__main__":
    sys.exit(main())
