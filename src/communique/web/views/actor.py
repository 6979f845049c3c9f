"""A party: a picture of what it did, who holds its offices that day, and by tabs its acts, words, demands,
positions, ties; or a person.

Knows the tables of offices and the kept summary; does not know more of a person than the tables and the
articles say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from communique import acts
from communique import wording as words
from communique.archive import Gathered, Query
from communique.knowledge import names
from communique.knowledge.index import Term
from communique.records import Actor
from communique.web import charts, entries
from communique.web.downloads import Table
from communique.web.entries import Dealt, Summary
from communique.web.frame import Asked, Missing, Shown, called
from communique.web.views import demands
from communique.wording import before, capital, named

OFFICES = {
    "HOS": "Head of state", "HOG": "Head of government", "FM": "Foreign affairs",
    "DPM": "Deputy head of government", "DM": "Defence", "NSA": "National security", "INT": "Interior",
    "FIN": "Finance", "TRADE": "Trade", "SPOX": "Spokesperson", "IGO": "Head",
}  # fmt: skip
TABS = ("did", "received", "said", "asks", "asked", "holds", "ties", "offices")
MANY = 20  # rows of a tab
WEEKS = entries.WEEKS  # of the picture
LISTED = 60  # counterparts in the table
SAID = 200  # statements that are looked through for those of a person


def show(asked: Asked) -> Shown:
    """The page of the party that `party` names, or of the person that `name` names;
    else the busiest parties."""
    archive, query, today = asked.archive, asked.query, asked.today
    code, name = query.party or query.actor, asked.get("name")
    found = entries.summary(archive, until=asked.month)
    context: dict[str, object] = {"summary": found, "code": code, "name": name}
    if code is None and name is None:
        rows = busiest(found)
        first = capital(named(rows[0][0])) if rows else ""
        title = f"{first} does most and has most done to it" if rows else "No parties yet"
        dealt = dealt_with(found)
        listed = [(one, n, dealt[one]) for one, n in rows[:LISTED]]
        return Shown({**context, "title": title, "busiest": listed, "total": len(rows)},
                     Table("actors", lambda: ({"party": c, "acts": n} for c, n in rows)))  # fmt: skip
    terms = names.namesakes(name) if name else ()
    if name and code is None:
        code = next((t.country for t in sorted(terms, key=lambda t: t.start, reverse=True)), None)
    if code is None:
        raise Missing(
            f"nobody called {name!r} is in the tables of offices; give the party as well, as in "
            "/actor?party=CHN&name=…"
        )
    tab = asked.choice("tab", TABS)
    ties = counterparts(found, code)
    strip = chart(code, entries.of_party(archive, code, today), today)
    context |= {
        "code": code, "day": today, "offices": offices(code, today),
        "terms": sorted(terms, key=lambda t: t.start, reverse=True), "tab": tab, "strip": strip,
        "ties": ties[:LISTED], "more_ties": max(0, len(ties) - LISTED),
        "past": offices(code, None) if tab == "offices" and not name else [], "scale": demands.SCALE,
        **doings(asked, code, name, tab),
    }  # fmt: skip
    cells = []
    for other, did, got in ties:
        ways = (("did", did), ("got", got))
        counts = {f"{way}_q{quad}": n[quad] for way, n in ways for quad in (1, 2, 3, 4)}
        cells.append({"party": code, "with": other, **counts})
    return Shown(context, Table("actor", lambda: cells), charts=(strip,))


def chart(code: str, rows: Sequence[Gathered], today: str) -> charts.Chart:
    """What a party did by week: cooperation above, conflict below."""
    did = [row for row in rows if code in row.actors]
    weeks = entries.by_period(did, lambda day: (words.days_between(day, today) or 0) // 7)
    periods = []
    for back in range(WEEKS - 1, -1, -1):
        first, last = before(today, 7 * back + 6), before(today, 7 * back)
        href = entries.of_class(actor=code, since=first, until=last)
        periods.append(charts.Bars(first, weeks.get(back, {}), words.span_words(first, last), href))
    name = named(code)
    title = chart_title(name, [weeks.get(n, Dealt()) for n in range(WEEKS)])
    label = f"What {name} did by week: cooperation above the line, conflict below"
    wide, narrow = charts.Frame(charts.WIDE, 150, right=128, named=True), charts.Frame(charts.NARROW, 150)
    pictures = charts.both(periods, wide, narrow, label, "acts a week")
    table = tuple({"from": p.day, **charts.by_quad(p.quads)} for p in periods)
    return charts.Chart(
        "did", title, f"Acts of {name} by week, 26 weeks; a bar opens its acts", *pictures, table
    )


def chart_title(name: str, weeks: Sequence[Dealt]) -> str:
    """How the last four weeks differ from those before; plain where there is too little to say."""
    late = sum(week.conflict for week in weeks[:4]) / 4
    early = sum(week.conflict for week in weeks[4:]) / (WEEKS - 4)
    late_n, early_n = round(late * 4), round(early * (WEEKS - 4))
    if late_n + early_n >= 8 and early_n >= 3 and not 0.75 <= late / early <= 1.33:
        return f"Conflict acts of {name} {words.grown(early, late)} in the last four weeks"
    return f"What {name} did, by week"


# ---------------------------------------------------------------- offices
def offices(code: str, day: str | None) -> list[tuple[str, list[Term]]]:
    """Who held the first offices of a party on a day, each person once; without a day all terms in the first
    three of them; the last begun first."""
    found = []
    for kind, title in islice(OFFICES.items(), None if day else 3):
        terms = sorted(names.office(code, kind, day), key=lambda t: t.start, reverse=True)
        once = list({t.wikidata or t.person: t for t in reversed(terms)}.values())[::-1]
        found.append((title, once if day else terms[:40]))
    return [(title, terms) for title, terms in found if terms]


# ---------------------------------------------------------------- deeds and words
def doings(asked: Asked, code: str, name: str | None, tab: str) -> dict[str, object]:
    """What a tab shows of a party, or of a person of it."""
    archive, today = asked.archive, asked.today
    until = asked.query.until or (today if asked.query.as_of else None)
    base = replace(
        asked.query, party=None, actor=None, recipient=None, dyad=None, limit=MANY, after=None, until=until
    )
    found: dict[str, object] = {"acts": [], "said": [], "demands": [], "holds": []}
    if name is not None:
        query = replace(base, text=f'"{name}"', limit=SAID, actor=code)
        if tab == "said":
            told = archive.statements(query)
            return found | {"said": [row for row in told if named_so(name, [row.statement.speaker])][:MANY]}
        done = [row for row in archive.events(query) if named_so(name, row.event.actors)][:MANY]
        return found | {"acts": list(map(acts.of_event, done))}
    side = {"actor": code} if tab in ("did", "asks") else {"recipient": code}
    if tab in ("did", "received"):
        found["acts"] = acts.of_gathered(archive, archive.occurrences(replace(base, **side)))  # type: ignore[arg-type]
    elif tab == "said":
        found["said"] = archive.statements(replace(base, actor=code))
    elif tab in ("asks", "asked"):
        query = Query(since=base.since, until=base.until, limit=MANY, **side)  # type: ignore[arg-type]
        asked_ = map(entries.demand, entries.every(archive, "demands", query, today))
        listed = sorted(asked_, key=lambda one: demands.order(one, today))
        found["demands"] = [demands.row(one, entries.answers(archive, one), today) for one in listed]
    elif tab == "holds":
        held = archive.items("positions", Query(party=code, limit=MANY))
        found["holds"] = list(map(entries.position, held))
    return found


def named_so(name: str, actors: Sequence[Actor | None]) -> bool:
    """Whether one of some actors has a name, whatever its case."""
    return any(actor and called(actor).casefold() == name.casefold() for actor in actors)


# ---------------------------------------------------------------- network
def busiest(found: Summary) -> list[tuple[str, int]]:
    """The parties by the number of acts that they did or had done to them."""
    acts: Counter[str] = Counter()
    for (one, other), dealt in found.dealt.items():
        for code in {one, other}:
            acts[code] += dealt.total()
    return sorted(acts.items(), key=lambda pair: (-pair[1], pair[0]))


def counterparts(found: Summary, code: str) -> list[tuple[str, Dealt, Dealt]]:
    """With whom a party deals: what it did to each and what each did to it, the busiest first."""
    given = {other: dealt for (one, other), dealt in found.dealt.items() if one == code != other}
    got = {one: dealt for (one, other), dealt in found.dealt.items() if other == code != one}
    nothing = Dealt()
    rows = [
        (other, given.get(other, nothing), got.get(other, nothing)) for other in given.keys() | got.keys()
    ]
    return sorted(rows, key=lambda row: (-(row[1] + row[2]).total(), row[0]))


def dealt_with(found: Summary) -> dict[str, tuple[int, str | None]]:
    """For each party the share of conflict in what it did, in percent, and with whom it deals most."""
    did, conflict = Counter[str](), Counter[str]()
    between: dict[str, Counter[str]] = {}
    for (one, other), dealt in found.dealt.items():
        total = dealt.total()
        did[one] += total
        conflict[one] += dealt.conflict
        for here, there in ((one, other), (other, one)) if one != other else ((one, None),):
            ties = between.setdefault(here, Counter())
            if there is not None:
                ties[there] += total
    return {
        one: (
            round(100 * conflict[one] / did[one]) if did[one] else 0,
            min(ties, key=lambda other: (-ties[other], other), default=None),
        )
        for one, ties in between.items()
    }
