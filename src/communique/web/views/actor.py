"""A party: who held its offices on a day, what it did, said, was asked and met with, and with whom it deals; or the offices of a person.

Knows the tables of offices and the kept summary; does not know more of a person than the tables and the articles say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from communique.archive import EventRow, Query, StatementRow
from communique.knowledge import names
from communique.knowledge.index import Term
from communique.web import charts, entries
from communique.web.downloads import Table
from communique.web.entries import Dealt, Summary
from communique.web.frame import Asked, Missing, Shown, called, country
from communique.web.questions import link

OFFICES = {
    "HOS": "Head of state", "HOG": "Head of government", "FM": "Foreign affairs", "DPM": "Deputy head of government", "DM": "Defence",
    "NSA": "National security", "INT": "Interior", "FIN": "Finance", "TRADE": "Trade", "SPOX": "Spokesperson", "IGO": "Head",
}  # fmt: skip
FEW = 6  # of each list
AROUND = 14  # counterparts in the chart
LISTED = 60  # counterparts in the table
SAID = 200  # statements that are looked through for those of a person


def show(asked: Asked) -> Shown:
    """The page of the party that `party` names, or of the person that `name` names; else the busiest parties."""
    archive, query = asked.archive, asked.query
    code, name = query.party or query.actor, asked.get("name")
    found = entries.summary(archive)
    context = {"state": entries.state(archive), "summary": found, "code": code, "name": name, "reports": entries.reports,
               "quad": entries.quad, "score": entries.score}  # fmt: skip
    if code is None and name is None:
        rows = busiest(found)
        return Shown({**context, "busiest": rows[:60]}, Table("actors", lambda: ({"party": c, "acts": n} for c, n in rows)))
    day = asked.today if query.until is None else query.until + "-12-31"[{4: 0, 7: 3, 10: 6}[len(query.until)] :]
    terms = names.namesakes(name) if name else ()
    if name and code is None:
        code = next((t.country for t in sorted(terms, key=lambda t: t.start, reverse=True)), None)
    if code is None:
        raise Missing(f"nobody called {name!r} is in the tables of offices; give the party as well, as in /actor?party=CHN&name=…")
    context |= {"code": code, "day": day, "offices": offices(code, day), "terms": sorted(terms, key=lambda t: t.start, reverse=True),
                "holders": holders, "labels": OFFICES, **doings(asked, code, name), **around(code, found)}  # fmt: skip
    ties = counterparts(found, code)
    return Shown(context, Table("actor", lambda: ({"party": code, "with": other, **flat(given, got)} for other, given, got in ties)))


# ---------------------------------------------------------------- offices
def offices(code: str, day: str) -> list[tuple[str, list[Term]]]:
    """Who held the first offices of a party on a day."""
    found = [(title, distinct(names.office(code, kind, day))) for kind, title in OFFICES.items()]
    return [(title, terms) for title, terms in found if terms]


def distinct(terms: Sequence[Term]) -> list[Term]:
    """Terms of different persons, the last begun first."""
    ordered = sorted(terms, key=lambda t: t.start, reverse=True)
    return list({t.wikidata or t.person: t for t in reversed(ordered)}.values())[::-1]


def holders(code: str) -> list[tuple[str, list[Term]]]:
    """All terms in the first three offices of a party, the last begun first."""
    found = [(OFFICES[kind], sorted(names.office(code, kind, None), key=lambda t: t.start, reverse=True)) for kind in ("HOS", "HOG", "FM")]
    return [(title, terms[:40]) for title, terms in found if terms]


# ---------------------------------------------------------------- deeds and words
def doings(asked: Asked, code: str, name: str | None) -> dict[str, object]:
    """What a party, or a person of it, did, had done to it, said, asked and was asked."""
    archive = asked.archive
    base = replace(asked.query, party=None, actor=None, recipient=None, dyad=None, limit=FEW, after=None)
    if name is not None:
        query = replace(base, text=f'"{name}"', limit=SAID)
        did = [row for row in archive.events(replace(query, actor=code)) if whose(row, name)]
        told = archive.statements(replace(query, actor=code))
        said = [row for row in told if row.statement.speaker and same(called(row.statement.speaker), name)]
        return {"did": did[:FEW], "got": [], "spoke": said[:FEW], "asked_of": [], "asks": [], "holds": []}
    demands = Query(since=asked.query.since, until=asked.query.until, limit=FEW)
    answers = entries.Answers(archive)
    asked_of = [entries.demand(i) for i in entries.listed(archive, "demands", replace(demands, recipient=code), asked.today)]
    asks = [entries.demand(i) for i in entries.listed(archive, "demands", replace(demands, actor=code), asked.today)]
    said_rows: list[StatementRow] = archive.statements(replace(base, actor=code))
    return {
        "did": archive.events(replace(base, actor=code)), "got": archive.events(replace(base, recipient=code)), "spoke": said_rows,
        "asked_of": [(d, answers.of(d)) for d in asked_of], "asks": [(d, answers.of(d)) for d in asks],
        "holds": [entries.position(i) for i in archive.items("positions", replace(demands, party=code))],
    }  # fmt: skip


def whose(row: EventRow, name: str) -> bool:
    """Whether somebody of this name did it."""
    return any(same(called(actor), name) for actor in row.event.actors)


def same(one: str, other: str) -> bool:
    """Whether two names are the same but for case."""
    return one.casefold() == other.casefold()


# ---------------------------------------------------------------- network
def busiest(found: Summary) -> list[tuple[str, int]]:
    """The parties by the number of acts that they did or had done to them."""
    acts: Counter[str] = Counter()
    for (one, other), dealt in found.dealt.items():
        for code in {one, other}:
            acts[code] += dealt.total
    return sorted(acts.items(), key=lambda pair: (-pair[1], pair[0]))


def counterparts(found: Summary, code: str) -> list[tuple[str, Dealt, Dealt]]:
    """With whom a party deals: what it did to each and what each did to it, the busiest first."""
    given = {other: dealt for (one, other), dealt in found.dealt.items() if one == code != other}
    got = {one: dealt for (one, other), dealt in found.dealt.items() if other == code != one}
    nothing = Dealt(Counter())
    rows = [(other, given.get(other, nothing), got.get(other, nothing)) for other in given.keys() | got.keys()]
    return sorted(rows, key=lambda row: (-(row[1].total + row[2].total), row[0]))


def around(code: str, found: Summary) -> dict[str, object]:
    """The counterparts as chart and table."""
    rows = counterparts(found, code)
    words = (f"{country(code)} and those it dealt with most from {found.since} to {found.until}: the thicker the line the more reports of "
             "acts, red where most are conflict; a line leads to the two")  # fmt: skip
    ties = [
        charts.Tie(country(other), n, (a.conflict + b.conflict) / n,
                   charts.Link(link("/dyad", dyad=(code, other)), f"{country(other)}: {n} acts"))
        for other, a, b in rows[:AROUND] if (n := a.total + b.total)
    ]  # fmt: skip
    drawn = charts.drawn(charts.network, country(code), ties, words) if ties else None
    return {"ties": rows[:LISTED], "more_ties": max(0, len(rows) - LISTED), "chart": drawn, "words": words}


def flat(given: Dealt, got: Dealt) -> dict[str, int]:
    """Two directions as cells."""
    return {f"{way}_q{quad}": dealt.quads[quad] for way, dealt in (("did", given), ("got", got)) for quad in (1, 2, 3, 4)}
