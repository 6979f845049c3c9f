"""How long it takes to settle a made-up archive, and then a little more of it:
the second must cost what is new, not what is there.

Knows made-up news of many weeks, with copies and retellings; does not know real text,
so that what is found says nothing of quality.

    python benchmarks/settling.py [--events 20000] [--more 100] [--archive URL]
    python benchmarks/settling.py --events 4000 --steps 10      how much the result depends on the steps in
                                                                which it is found
    python benchmarks/settling.py --ledgers 20000               with ledgers, on the simulated archive of
                                                                ledgers.py whose truth is known
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import ledgers

from communique.archive import Archive, Kept, Query, open_archive
from communique.ledgers.tellings import Answer, MeetingTold
from communique.records import (
    Actor,
    Article,
    Demand,
    DueMeeting,
    Event,
    Link,
    Meeting,
    NonResponse,
    Position,
    Reading,
    Span,
    When,
    identify,
    load,
    span,
)
from communique.settle import settle
from communique.settle.entries import entries

CODES = (
    "USA", "CHN", "RUS", "GBR", "FRA", "DEU", "JPN", "IND", "IRN", "ISR", "TUR", "BRA", "ZAF", "EGY", "SAU",
    "KOR", "PRK", "UKR", "POL", "ITA", "NOR", "SWE", "FIN", "CHL", "PER",
)  # fmt: skip
ACTS = {
    "REQUEST": "demanded", "CONSULT": "met", "ACCUSE": "accused", "SUPPORT": "praised",
    "SANCTION": "sanctioned", "AID": "funded", "THREATEN": "warned", "REJECT": "refused",
}  # fmt: skip
PER_ARTICLE = 4
PER_DAY = 100  # articles
LIKELY = [1 / (i + 1) for i in range(len(CODES))]  # some countries are in the news far more often than others
SYLLABLES = ["ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "zu"]


def words(dice: random.Random, n: int) -> str:
    """Made-up words, common ones more often."""
    return " ".join(
        "".join(SYLLABLES[int(dice.paretovariate(0.8)) * k % 15] for k in (3, 7, 11)) for _ in range(n)
    )


def story(
    dice: random.Random, day: date, old: list[tuple[str, str, str, str]]
) -> list[tuple[str, str, str, str]]:
    """The acts of a story: actor, recipient, type and what it is about;
    some have been told by another story."""
    found = []
    for _ in range(PER_ARTICLE):
        if old and dice.random() < 0.4:
            found.append(dice.choice(old[-200:]))
        else:
            actor, recipient = dice.choices(CODES, LIKELY, k=2)
            found.append((actor, recipient, dice.choice(list(ACTS)), words(dice, 9)))
    return found


def readings(articles: int, seed: int = 1) -> Iterator[Reading]:
    """Made-up articles in order of publication: one in ten is a copy of one of the last fifty."""
    dice = random.Random(seed)
    told: list[tuple[str, str, str, str]] = []
    last: list[tuple[str, list[tuple[str, str, str, str]]]] = []
    for i in range(articles):
        day = date(2024, 1, 1) + timedelta(days=i // PER_DAY)
        if last and dice.random() < 0.1:
            text, acts = dice.choice(last[-50:])
        else:
            acts = story(dice, day, told)
            told += acts
            text = (
                "\n".join(f"{a} {ACTS[t]} {r} over {about} {words(dice, 6)}." for a, r, t, about in acts)
                + "\n"
                + words(dice, 120)
                + "."
            )
        last = [*last[-50:], (text, acts)]
        yield reading(text, acts, f"{seed}-{i}", day, dice)


def reading(
    text: str, acts: list[tuple[str, str, str, str]], id: str, day: date, dice: random.Random
) -> Reading:
    """The reading of one article."""
    lines, at, events = text.split("\n"), 0, []
    for n, (line, (actor, recipient, type, _)) in enumerate(zip(lines, acts, strict=False)):
        here = span(text, at, at + len(line))
        verb = span(text, at + line.index(ACTS[type]), at + line.index(ACTS[type]) + len(ACTS[type]))
        when = When(day.isoformat(), day.isoformat(), "day", None) if dice.random() < 0.5 else None
        sides = (Actor(actor, actor),), (Actor(recipient, recipient),)
        events.append(
            Event(
                identify(id, n), type, None, (), *sides, (), "actual", when, None, (), None, None, 3, None,
                0.8, here, (), verb, "made up", (),
            )
        )  # fmt: skip
        at += len(line) + 1
    where = f"https://news.example/{id}"
    article = Article(
        where, where, None, text, f"{day}T{dice.randrange(24):02}:00:00Z", f"Outlet {dice.randrange(30)}",
        None, (), "en", sha256(text.encode()).hexdigest(),
    )  # fmt: skip
    return Reading(article, events=tuple(events))


# --- the simulated archive of ledgers.py --------------------------------------------------------------------


def pages(w: ledgers.World, seed: int) -> Iterator[Reading]:
    """The articles of a simulated archive as readings in order of publication,
    each with text of its own after what it says.

    An act and the old demand that it answers stand in one article where the archive's maker has linked them;
    one article in eight holds a position.
    """
    dice = random.Random(seed)
    by_id = {t.id: t for t in w.articles}
    met = {t.report.article: t for t in w.told}
    silent = {a.source[0]: a for a in w.answers if a.target is None}
    linked = {a.source[0]: a for a in w.answers if a.target is not None}
    inside = {a.target[0] for a in linked.values() if a.target is not None}
    for t in sorted(w.articles, key=lambda t: (t.published, t.id)):
        if t.id not in inside:
            yield page(t, by_id, met.get(t.id), silent.get(t.id), linked.get(t.id), dice)


def page(
    t: ledgers.Told, by_id: dict[str, ledgers.Told], met: MeetingTold | None, silent: Answer | None,
    linked: Answer | None, dice: random.Random,
) -> Reading:  # fmt: skip
    """The reading of one article."""
    text, events, links = t.text, [t.event] if t.event else [], []
    if linked and linked.target and t.event and (other := by_id[linked.target[0]]).event:
        events.append(moved(other.event, len(text) + 1))
        text = f"{text}\n{other.text}"
        links.append(Link(identify(t.id, "link"), events[0].id, events[1].id, linked.kind, ()))  # type: ignore[arg-type]
    positions = []
    if t.event and dice.random() < 0.125:
        issue = f"{dice.choice(ledgers.DATA['places'])} settlement"
        at = len(text) + 1 + len("It supported the ")
        text = f"{text}\nIt supported the {issue}."
        wording = span(text, at, at + len(issue))
        positions.append(
            Position(identify(t.id, issue), t.event.actors[0], issue, "supports", wording, None, None, None)
        )
    meetings = []
    if met:
        when = (
            When(met.start, met.end, "day" if met.start == met.end else "month", None) if met.start else None
        )
        people = tuple(Actor(code, code) for code in met.participants)
        meetings.append(
            Meeting(met.id, people, met.kind, met.status, when, None, (), span(text, 0, len(t.text)))
        )
    here = span(text, 0, len(t.text))
    silences = [
        NonResponse(identify(t.id, "silence"), Actor(c, c), None, None, here)
        for c in (silent.actors if silent else ())
    ]
    text = f"{text}\n{words(dice, 60)}."
    article = Article(
        t.id, None, None, text, f"{t.published}", t.outlet, None, (), "en", sha256(text.encode()).hexdigest()
    )
    return Reading(
        article, events=tuple(events), positions=tuple(positions), meetings=tuple(meetings),
        nonresponses=tuple(silences), links=tuple(links),
    )  # fmt: skip


def moved(event: Event, by: int) -> Event:
    """An event whose words stand further on."""
    def on(s: Span) -> Span:
        return Span(s.start + by, s.end + by, s.text)

    return replace(event, evidence=on(event.evidence), trigger=on(event.trigger))


def with_ledgers(archive: Archive, articles: int, more: int, seed: int) -> None:
    """Settle a simulated archive with its ledgers, then a little more of it;
    say how long it took and how much stands right."""
    w = ledgers.world(articles, seed)
    every = [Kept(r.article.id, r) for r in pages(w, seed)]
    for i in range(0, len(every) - more, 200):
        archive.add(every[i : min(i + 200, len(every) - more)])
    today = f"{ledgers.TODAY}"
    first = timed(archive, f"the first {len(every) - more} articles", today)
    archive.add(every[-more:])
    second = timed(archive, f"{more} more", today)
    print(f"ratio {second / first:.1%}; nothing new: {timed(archive, 'nothing', today) * 1000:.0f} ms")
    stand(archive, w, today)
    anew = timed(archive, "everything anew", today, all=True)
    print(f"ratio to settling all of it: {second / anew:.1%}")
    stand(archive, w, today)


def stand(archive: Archive, w: ledgers.World, today: str) -> None:
    """How many demands and meetings stand in the archive as they do in truth."""
    whole = Query(limit=10**6, as_of=today)
    found = [load(Demand, dict(e.record)) for e in entries(archive, "demands", whole)]
    met = [load(DueMeeting, dict(e.record)) for e in entries(archive, "meetings", whole)]
    for name, truth, told, there in (
        ("demands", w.demands, w.asked, found), ("meetings", w.meetings, w.met, met),
    ):
        share, wrong = ledgers.right(truth, ledgers.best(told, there))
        twice = Counter((r.article, r.span.start) for item in there for r in item.evidence)
        print(
            f"  {name}: {len(truth)} true, {len(there)} found, status right {share:.3f}; "
            f"{sum(n > 1 for n in twice.values())} reports in more than one; {dict(wrong.most_common(4))}"
        )


def timed(archive: Archive, name: str, today: str | None = None, *, all: bool = False) -> float:
    """Settle what is new and say how long it took; gives the seconds of this process,
    which other load on the machine does not stretch."""
    start, began = time.monotonic(), time.process_time()
    done = settle(archive, as_of=today, all=all)
    took = time.process_time() - began
    print(f"{name}: {took:.2f} s of work in {time.monotonic() - start:.2f} s; {done}")
    return took


def companions(archive: Archive) -> dict[tuple[str, str], frozenset[tuple[str, str]]]:
    """For each event those that tell the same happening, itself among them."""
    found: dict[tuple[str, str], frozenset[tuple[str, str]]] = {}
    after: str | None = None
    while rows := archive.occurrences(Query(limit=500, after=after)):
        found |= {event: frozenset(row.events) for row in rows for event in row.events}
        after = rows[-1].cursor
    return found


def compare(kept: list[Kept], steps: int, folder: Path) -> None:
    """Settle at one go and in steps, and say how alike the results are."""
    results, marks, counts = [], [], []
    for parts in (1, steps):
        with open_archive(folder / f"{parts}.db") as archive:
            for n in range(parts):
                archive.add(kept[len(kept) * n // parts : len(kept) * (n + 1) // parts])
                settle(archive)
            results.append(companions(archive))
            marks.append(archive.copies())
            spoken = {
                word for k in kept
                if isinstance(k.result, Reading) for word in k.result.article.text.lower().split()
            }
            counts.append(archive.words(spoken))
    one, other = results
    same = sum(one[event] == other[event] for event in one) / len(one)
    shared = sum(len(one[event] & other[event]) / len(one[event] | other[event]) for event in one) / len(one)
    both = len(marks[0].items() & marks[1].items())
    print(
        f"{len(one)} events, {steps} steps: {same:.2%} have the same companions, {shared:.2%} of companions "
        "are shared"
    )
    print(
        f"{both} copies the same of {len(marks[0])} and {len(marks[1])}; words are counted alike: "
        f"{counts[0] == counts[1]}"
    )


def main() -> None:
    """Settle many, then a few more."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--more", type=int, default=100)
    parser.add_argument("--archive", help="an empty archive; a temporary file by default")
    parser.add_argument("--steps", type=int, help="settle in this many steps, and compare with one go")
    parser.add_argument(
        "--ledgers", type=int, metavar="ARTICLES",
        help="settle the simulated archive of ledgers.py, of so many articles",
    )
    parser.add_argument("--seed", type=int, default=2, help="of that archive")
    given = parser.parse_args()
    if given.ledgers:
        with (
            tempfile.TemporaryDirectory() as temporary,
            open_archive(given.archive or Path(temporary) / "a.db") as archive,
        ):
            return with_ledgers(archive, given.ledgers, given.more, given.seed)
    if given.steps:
        with tempfile.TemporaryDirectory() as folder:
            return compare(
                [Kept(r.article.id, r) for r in readings(given.events // PER_ARTICLE)], given.steps,
                Path(folder),
            )
    with (
        tempfile.TemporaryDirectory() as temporary,
        open_archive(given.archive or Path(temporary) / "a.db") as archive,
    ):
        every = [Kept(r.article.id, r) for r in readings((given.events + given.more) // PER_ARTICLE)]
        cut = given.events // PER_ARTICLE
        for i in range(0, cut, 200):
            archive.add(every[i : min(i + 200, cut)])
        first = timed(archive, f"the first {given.events}")
        archive.add(every[cut:])
        second = timed(archive, f"{given.more} more")
        print(f"ratio {second / first:.1%}; nothing new: {timed(archive, 'nothing') * 1000:.0f} ms")
        print(f"{archive.count(Query())} events, {archive.counts()['occurrences']} occurrences")


if __name__ == "__main__":
    main()
