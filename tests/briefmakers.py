"""An archive on one made-up affair, beside a hostile article and one that differs,
for the tests of briefs and alerts.

Knows which records there are; does not know what a test is after.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

from communique.archive import Archive, Item, Kept, open_archive
from communique.records import Commitment, Position, Reading, Report, identify
from communique.settle import settle
from copies import copy
from makers import actors, article, event, part, when

SCRIPT, LINK, SUM, OVERRIDE = "<script>alert(1)</script>", "[x](javascript:alert(1))", "{{7*7}}", "\u202e"
HOSTILE = f"Norway {SCRIPT} asked {LINK} Iceland {SUM} to return the nets {OVERRIDE}gnorw."
DEMAND = "Norway demanded that Iceland let the trawler Havbris sail home."
AGAIN = "Oslo wants the trawler Havbris to sail home from Iceland, it told Reykjavik."
REFUSAL = "Iceland refused to let the trawler Havbris sail home, as Norway had demanded."
TALKS = "The ministers of Norway and Iceland will meet in Bergen on 20 March."
POLICY = "Norway holds to the shared-stocks policy."
PRINCIPLE = "Norway holds to the shared-stocks principle."
RAILWAY = "Kenya and Uganda signed an agreement on a railway."
TODAY = "2025-03-12"


def told(
    id: str, words: str, day: str, outlet: str | None = "Fjord News", url: str | None = "", **fields: Any
) -> Kept:
    """An article with one act in all of its words; `positions` and the like are added as they are,
    `type` None leaves the act out."""
    page = article(
        words, id=id, url=f"https://news.example/{id}" if url == "" else url, published=day, outlet=outlet,
        sha256=sha256(words.encode()).hexdigest(), title=words[:40],
    )  # fmt: skip
    given: dict[str, Any] = {
        "type": "REQUEST", "mode": "yield", "actor": "NOR", "recipient": "ISL", "when": when(day), **fields,
    }
    beside = {
        name: tuple(given.pop(name, ()))
        for name in ("positions", "meetings", "links", "nonresponses", "commitments")
    }
    acts = ()
    if given["type"] is not None:
        made = {
            "evidence": part(words, words), "trigger": part(words.split()[1], words), "quad": 3,
            "id": f"e-{id}", **given,
        }
        acts = (event(**made),)
    return Kept(f"{id}.txt", Reading(page, events=acts, **beside))


def holds(words: str, issue: str, who: str = "NOR") -> Position:
    """A position, in all of some words."""
    return Position(
        identify("p", words), actors(who)[0], issue, "supports", part(words, words), None, None, None
    )


def swears(words: str, id: str, by: str = "ISL", to: str = "NOR", due: str | None = None) -> Commitment:
    """An undertaking, in all of some words of an article."""
    report = Report(id, f"https://news.example/{id}", "Fjord News", None, part(words, words))
    return Commitment(
        identify("commitment", words), (by,), (to,), words, when(due) if due else None, "open", (report,)
    )


def affair() -> list[Kept]:
    """The articles."""
    return [
        told("demand", DEMAND, "2025-03-03"),
        told("again", AGAIN, "2025-03-04", "Harbour Post", when=when("2025-03-02")),
        told("refusal", REFUSAL, "2025-03-05", "Harbour Post", type="REJECT", actor="ISL", recipient="NOR"),
        told("policy", POLICY, "2025-02-01", type=None, positions=[holds(POLICY, "shared-stocks policy")]),
        told(
            "principle", PRINCIPLE, "2025-03-10", "Coast Times", type=None,
            positions=[holds(PRINCIPLE, "shared-stocks principle")],
        ),
        told(
            "hostile/?a=1&b=2", HOSTILE, "2025-03-06", f"{SCRIPT}{LINK}{SUM}{OVERRIDE}",
            "javascript:alert(1)", confidence=0.3, trigger=part("asked", HOSTILE),
        ),
        told(
            "railway", RAILWAY, "2025-03-07", "Lake Daily", type="AGREE", mode=None, actor="KEN",
            recipient="UGA", quad=1,
        ),
    ]


def fill(where: Path, today: str = TODAY) -> None:
    """Make an archive of it, settled."""
    with open_archive(where) as archive:
        archive.add(affair(), coder="1")
        settle(archive, as_of=today)


def filled(path: Path) -> Path:
    """An archive of it, settled, in a folder."""
    return copy(fill, path / "affair.db")


def add(archive: Archive, *kept: Kept, today: str = TODAY) -> None:
    """Add articles and settle them."""
    archive.add(kept, coder="1")
    settle(archive, as_of=today)


def put_dispute(archive: Archive, **changes: Any) -> str:
    """Keep a dispute about the trawler in the place of what is settled; its id."""
    archive.put_items("disputes", (), (), gone=[row.id for row in archive.items("disputes")])
    acts = {act.record["reports"][0]["article"]: act for act in archive.occurrences()}
    demand, refusal = acts.get("demand") or acts["again"], acts["refusal"]
    record = {
        "id": "d15b07e00001", "title": "Norway and Iceland on the trawler Havbris", "parties": ["ISL", "NOR"],
        "issue": "trawler Havbris", "start": "2025-03-03", "trigger": demand.id, "phase": "rising",
        "moves": [demand.id, refusal.id], "demands": [], "positions": [],
        "third_parties": [
            {"country": "UGA", "courted_by": None, "answer": RAILWAY},
            {"country": "FRA", "courted_by": "NOR", "answer": None},
        ],
        "bodies": [], "due": [], "because": [], **changes,
    }  # fmt: skip
    item = Item(
        "disputes", record["id"], "ISL NOR", record["phase"], "2025-03-03", "2025-03-05",
        (("party", "ISL"), ("party", "NOR")), record["issue"], record,
    )  # fmt: skip
    archive.put_items("disputes", (), [item])
    return str(record["id"])

