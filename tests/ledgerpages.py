"""An archive with a quarrel of two made-up ministers in it, settled and with ledgers,
for the tests of the pages on ledgers.

Knows harmless and hostile words for every ledger; does not know how a ledger is made.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from communique.archive import Archive, Gathered, Item, Kept, Query, open_archive
from communique.archive.rows import Passage
from communique.records import (
    Article,
    Demand,
    DueMeeting,
    FeedState,
    HeldPosition,
    Reading,
    Report,
    Response,
    Span,
    identify,
)
from communique.settle import settle
from copies import copy
from makers import actor, event, when
from webmakers import HOSTILE, OVERRIDE, SCRIPT, SUM, hostile, sound

TODAY = date(2025, 11, 15)  # mid-month, so that all that it tells lies on one page of the calendar
ISSUE = f"fishing rights {SUM}"
ACTS = (
    ("REQUEST", "NOR", "CHL", 3), ("REJECT", "CHL", "NOR", 3), ("SANCTION", "NOR", "CHL", 4),
    ("CONSULT", "NOR", "PER", 1), ("REJECT", "PER", "NOR", 3), ("AGREE", "CHL", "NOR", 1),
)  # fmt: skip


def day(back: int) -> str:
    """The day so many before today."""
    return (TODAY - timedelta(back)).isoformat()


def told(n: int, type: str, one: str, other: str, quad: int, on: str) -> Reading:
    """An article that tells of one act."""
    text = (
        f"Note {n}: the minister of {one} spoke about {other} and the {type.lower()} number {n} over the "
        "fjord. More follows."
    )
    span = Span(0, text.index(" More"), text[: text.index(" More")])
    act = event(
        type, [actor(one)], [actor(other)], quad=quad, evidence=span, trigger=Span(0, 4, text[:4]),
        when=when(on), id=identify("event", n),
    )  # fmt: skip
    return Reading(
        Article(
            f"told-{n}", f"https://fjord.example/{n}", f"Note {n}", text, on, "Fjord News", language="en"
        ),
        (), (act,),
    )


def report(
    words: str, article: str = "sound", on: str | None = "2024-05-28", outlet: str = "Fjord News"
) -> Report:
    """A report of some words."""
    return Report(article, "https://fjord.example/a", outlet, on, Span(0, len(words), words))


def act(archive: Archive, n: int) -> Gathered:
    """The happening of the article with a number."""
    found = archive.occurrence(f"told-{n}", identify("event", n))
    assert found is not None
    return found


def demands() -> list[Demand]:
    """An open demand of hostile words, and one that was refused."""
    return [
        Demand(
            "d-open", ("NOR",), ("CHL",), HOSTILE, "open", day(2), day(2), 2, (),
            (report(HOSTILE, hostile().article.id, day(2), SCRIPT),), (f"no answer {SCRIPT}",),
        ),
        Demand(
            "d-refused", ("NOR",), ("CHL",), "open the harbour", "refused", day(12), day(8), 12,
            (Response(identify("event", 1), "refuses"), Response("gone", "answers")),
            (report("open the harbour", on=day(9)),),
        ),
    ]  # fmt: skip


def positions() -> list[HeldPosition]:
    """A formula that was changed, and one that another ascribes."""
    return [
        HeldPosition(
            "p1", "NOR", ISSUE, "supports", "the shelf is ours", None, day(40), day(30), None,
            (report("the shelf is ours"),),
        ),
        HeldPosition(
            "p2", "NOR", ISSUE, "supports", f"the shelf is shared {SCRIPT}", None, day(5), day(1), "p1",
            (report(f"the shelf is shared {SCRIPT}"),), ("“ours”, then “shared”",),
        ),
        HeldPosition(
            "p3", "CHL", ISSUE, "opposes", "no shelf at all", "NOR", day(20), day(20), None,
            (report("no shelf at all"),),
        ),
    ]  # fmt: skip


def meetings() -> list[DueMeeting]:
    """One that is due, one that was cancelled."""
    return [
        DueMeeting(
            "m1", ("CHL", "NOR"), "talks", "planned", day(-3), day(-4), (report("will meet in Oslo"),)
        ),
        DueMeeting(
            "m2", ("NOR", "PER"), "visit", "cancelled", day(-4), day(-4), (report(f"called off {OVERRIDE}"),)
        ),
    ]


def dispute(moves: list[str]) -> dict[str, Any]:
    """The entry of a dispute."""
    return {
        "id": "q1", "title": f"Norway and Chile {SCRIPT}{OVERRIDE}", "parties": ["CHL", "NOR"],
        "issue": ISSUE, "start": day(30), "trigger": moves[0], "phase": "rising",
        "moves": [*moves, "lost-move"], "demands": ["d-open", "d-refused", "gone"],
        "positions": ["p1", "p2", "p3"],
        "third_parties": [
            {"country": "PER", "courted_by": "NOR", "answer": moves[-2]},
            {"country": "ECU", "courted_by": None, "answer": f"silent {SCRIPT}"},
        ],
        "bodies": ["UNO"], "due": ["m1"],
    }  # fmt: skip


def ledgers(archive: Archive, moves: list[str]) -> None:
    """Put the ledgers' entries, with the places of what answers them."""
    def sides(d: Demand) -> tuple[tuple[str, str], ...]:
        return (*(("actor", c) for c in d.by), *(("recipient", c) for c in d.of))

    put = archive.put_items
    put(
        "demands", ["b"],
        [
            Item(
                "demands", d.id, "b", d.status, d.first or "", d.last or "", sides(d), d.asked, d.to_dict(),
                (), places,
            )
            for d in demands()
            for places in [(Passage("told-1", 0, 40, True),) if d.responses else ()]
        ],
    )  # fmt: skip
    put(
        "positions", ["b"],
        [
            Item(
                "positions", p.id, "b", p.stance, p.first or "", p.last or "", (("party", p.actor),), p.issue,
                p.to_dict(),
            )
            for p in positions()
        ],
    )  # fmt: skip
    put(
        "meetings", ["b"],
        [
            Item(
                "meetings", m.id, "b", m.status, m.start or "", m.end or "",
                tuple(("party", c) for c in m.participants), m.kind, m.to_dict(),
            )
            for m in meetings()
        ],
    )  # fmt: skip
    one = dispute(moves)
    put(
        "disputes", ["b"],
        [
            Item(
                "disputes", "q1", "b", "rising", day(30), day(1), (("party", "CHL"), ("party", "NOR")), ISSUE,
                one,
            )
        ],
    )


def fill(where: Path) -> None:
    """Make the archive with everything, settled, its ledgers filled."""
    with open_archive(where) as archive:
        archive.add([Kept("sound.txt", sound()), Kept("hostile.txt", hostile())], coder="1")
        archive.add([Kept(f"{n}.txt", told(n, *a, day(12 - n))) for n, a in enumerate(ACTS)], coder="1")
        settle(archive)
        ledgers(archive, [act(archive, n).id for n in range(len(ACTS))])
        archive.put_feed(
            FeedState("https://fjord.example/feed", failures=2, message=f"no answer {SCRIPT}", seen=7)
        )
        archive.put_feed(
            replace(FeedState("https://coast.example/feed"), succeeded=f"{day(0)}T08:00:00Z", seen=3)
        )


def quarrel(path: Path) -> Path:
    """The archive with everything, settled, its ledgers filled, in a folder."""
    return copy(fill, path / "quarrel.db")


def grow(archive: Archive, n: int = 50) -> None:
    """One more act, settled."""
    archive.add([Kept(f"{n}.txt", told(n, "THREATEN", "NOR", "CHL", 3, day(0)))], coder="1")
    settle(archive)


def found(archive: Archive) -> int:
    """How many happenings there are."""
    return len(archive.occurrences(Query(limit=100)))
