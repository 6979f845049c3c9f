"""Records as blocks: an article's acts and words by section, and the rows of the archive and its ledgers.

Knows the plain words for what was done and how it stands; does not know how wide a terminal is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from communique import records
from communique.knowledge import acts as wording
from communique.show.blocks import Block, Section, Sheet, one_list
from communique.show.plain import line, short
from communique.wording import DEMAND, STANCE_ON, country, days_between, plural, states

if TYPE_CHECKING:
    from communique.archive import EventRow, Gathered, Head, StatementRow

SURE, UNSURE = 0.5, 0.7  # below the first an act is only counted; below the second it is marked
FRESH = 2  # days before publication that count as new
LEAD = 2  # paragraphs in which an undated act counts as new
NO_DAY = "no day"
STANCES = {"asks": STANCE_ON["asks"]}  # a stance before its issue, where it is read as another word
Entry = Mapping[str, Any]


# ---------------------------------------------------------------- parties and headings
def party(actor: records.Actor) -> str:
    """An actor by its country first, with the person in brackets: "China (Wang Yi)"."""
    name = line(actor.name or actor.organization or (actor.span.text if actor.span else ""))
    if not actor.country:
        return name or "not said"
    own = country(actor.country)
    return own if not name or name in (own, actor.country) else f"{own} ({name})"


def parties(actors: Iterable[records.Actor]) -> str:
    """Several actors, each once."""
    return ", ".join(dict.fromkeys(party(a) for a in actors)) or "not said"


def heading(who: Sequence[str], whom: str, what: str) -> tuple[str, int]:
    """Who did what to whom, and how many characters of it name the parties."""
    mutual = len(who) > 1 and not whom
    sides = " ↔ ".join(who) if mutual else (", ".join(who) or "not said") + (f" → {whom}" if whom else "")
    return f"{sides}: {what}", len(sides)


def between(by: Sequence[str], of: Sequence[str], what: str) -> tuple[str, int]:
    """What some did to others, by their codes, as a heading."""
    return heading([country(code) for code in by], states(of) if of else "", what)


def deed(type: str, mode: str | None, status: str) -> str:
    """What was done, in words, as it stands."""
    words = wording.wording(type, mode)
    if status == "planned":
        return f"is due to {words.plan}"
    if status == "hypothetical":
        return f"{words.past}, as a possibility"
    if status == "historical":
        return f"{words.past}, earlier"
    return f"did not: {words.past}" if status == "negated" else words.past


def day_of(when: records.When | None) -> tuple[str, str]:
    """The day of a time, and the end of a span below it."""
    if when is None or when.start is None:
        return NO_DAY, ""
    return when.start, until(when.start, when.end)


def until(start: str | None, end: str | None) -> str:
    """The end of a span of days, below its beginning."""
    return f"–{end}" if end and end != start else ""


def printed(head: Head) -> str:
    """Where a row is from: outlet and day of publication."""
    return f"{line(head.outlet) or 'outlet not named'}, {(head.published or NO_DAY)[:10]}"


def source(head: Head) -> str:
    """Where a row is from, and that it is a copy."""
    return printed(head) + (" · a copy" if head.copy_of else "")


def of_event(event: records.Event) -> tuple[str, int]:
    """An event as a heading."""
    whom = parties(event.recipients) if event.recipients else ""
    who = list(dict.fromkeys(party(a) for a in event.actors))
    return heading(who, whom, deed(event.type, event.mode, event.status))


# ---------------------------------------------------------------- an article
def reading(read: records.Reading, *, everything: bool = False) -> Sheet:
    """An article's record: what is new, earlier, to come, said, and not answered; `everything`:
    what is unsure or only possible too."""
    article = read.article
    sure = [
        e for e in read.events
        if everything or (e.confidence >= SURE and e.status in ("actual", "planned", "negated"))
    ]
    done = [e for e in sure if e.status != "planned"]
    new = [e for e in done if is_new(e, read)]
    earlier = sorted(
        (e for e in done if e not in new), key=lambda e: ((e.when and e.when.start) or "", -e.trigger.start),
        reverse=True,
    )
    links = {link.source: (link.kind, link.target) for link in read.links}
    named = {e.id: f"{parties(e.actors)}: {deed(e.type, e.mode, e.status)}" for e in read.events}
    quotes = [s for s in read.statements if everything or s.kind in ("direct", "partial")]
    sections = [
        Section("New", tuple(act(e, links, named) for e in new)),
        Section("Earlier", tuple(act(e, links, named) for e in earlier)),
        Section("To come", tuple(act(e, links, named) for e in sure if e.status == "planned")),
        Section("Said", tuple(said(s) for s in quotes)),
        Section("No answer", tuple(silent(n) for n in read.nonresponses)),
        Section("Commitments", tuple(map(undertaken, read.commitments))),
    ]
    if everything:
        sections.append(Section("Positions", tuple(map(held, read.positions))))
        sections.append(Section("Meetings", tuple(map(met, read.meetings))))
    hidden = len(read.events) - len(sure)
    more = f"{plural(hidden, 'more is', 'more are')} less sure or only possible: --all"
    below = (f"{more} · whole sentences: --evidence",) if hidden else ()
    shown = tuple(section for section in sections if section.blocks)
    nothing = () if shown else ("Nothing of diplomacy was found in it.",)
    return Sheet((line(article.title) or line(article.id), *facts(read), *nothing), shown, below)


def facts(read: records.Reading) -> list[str]:
    """What is known of the article, and how much is in it."""
    article = read.article
    dateless = "no day of publication: --published dates “Thursday” and the like"
    told = f"published {article.published[:10]}" if article.published else dateless
    told += f" · {line(article.outlet)}" if article.outlet else " · no outlet named"
    told += f" · {line(article.url)}" if article.url else ""
    planned = sum(e.status == "planned" for e in read.events)
    refused = sum(link.kind == "refuses" for link in read.links)
    counts = (
        (len(read.events), "act", "acts"), (planned, "to come", "to come"),
        (len(read.statements), "statement", "statements"),
        (len(read.nonresponses), "gave no answer", "gave no answer"),
        (refused, "demand refused", "demands refused"),
    )  # fmt: skip
    shown = " · ".join(plural(n, one, many) for n, one, many in counts if n)
    return [told, *([shown] if shown else []), *(f"Note: {line(note)}" for note in read.notes)]


def is_new(event: records.Event, read: records.Reading) -> bool:
    """Whether an act is news: dated in the days before publication,
    or undated and told at the head of the text."""
    on = event.when.start if event.when else None
    if on is None:
        lead = read.article.text.split("\n\n", LEAD)[:LEAD]
        return event.trigger.start < sum(map(len, lead)) + 2 * len(lead)
    age = days_between(on, read.article.on)
    return age is not None and 0 <= age <= FRESH


def act(event: records.Event, links: Mapping[str, tuple[str, str]], named: Mapping[str, str]) -> Block:
    """An act of an article."""
    day, end = day_of(event.when)
    said, bold = of_event(event)
    notes = [correction] if (correction := records.correction_of(event)) else []
    if event.addressees:
        notes.append(f"told to {parties(event.addressees)}")
    if event.attribution:
        notes.append(f"according to {parties(event.attribution)}")
    if event.id in links and links[event.id][1] in named:
        kind, target = links[event.id]
        notes.append(f"{kind} {target}, {named[target]}")
    return Block(day, said, event.id, event.evidence.text, tuple(notes), end, bold, event.confidence < UNSURE)


def said(statement: records.Statement) -> Block:
    """Words that were said."""
    day, end = day_of(statement.when)
    who = party(statement.speaker) if statement.speaker else "not said"
    whom = f", to {parties(statement.addressees)}" if statement.addressees else ""
    notes = (f"according to {parties(statement.attribution)}",) if statement.attribution else ()
    return Block(
        day, f"{who}{whom}", statement.id, " … ".join(s.text for s in statement.content), notes, end,
        len(who), most=4,
    )


def silent(one: records.NonResponse) -> Block:
    """Somebody who did not answer."""
    day, end = day_of(one.when)
    return Block(day, party(one.actor), one.id, one.evidence.text, (), end, len(party(one.actor)))


def held(one: records.Position) -> Block:
    """A position of an article."""
    return Block(
        day_of(one.when)[0], f"{party(one.actor)} {STANCES.get(one.stance, one.stance)} {line(one.issue)}",
        one.id, one.wording.text,
    )


def met(one: records.Meeting) -> Block:
    """A meeting of an article."""
    day, end = day_of(one.when)
    who = parties(one.participants)
    return Block(day, f"{who}: {one.kind}, {one.status}", one.id, one.evidence.text, (), end, len(who))


def undertaken(one: records.Commitment) -> Block:
    """What an article says somebody undertakes, and by when."""
    day, end = day_of(one.due)
    who = f"{states(one.by)} → {states(one.to)}" if one.to else states(one.by)
    return Block(
        day, f"{who}: {line(one.what)}", one.id, one.evidence[0].span.text if one.evidence else "", (), end,
        len(who),
    )


# ---------------------------------------------------------------- the archive
def found(rows: Sequence[EventRow], total: int) -> Sheet:
    """Events with their sources, the newest first."""
    title = plural(total, "act") + (f", the newest {len(rows)} shown" if total > len(rows) else "")
    return one_list(title, map(event_row, rows))


def event_row(row: EventRow) -> Block:
    """An event of the archive."""
    event, head = row.event, row.article
    day, end = row.day or NO_DAY, "or before" if row.day else ""
    if event.when and event.when.start:
        day, end = day_of(event.when)
    told, bold = of_event(event)
    notes = [source(head) + (f" · {parties(event.attribution)}" if event.attribution else "")]
    notes += [correction] if (correction := records.correction_of(event)) else []
    words = event.evidence.text or "(imported: no text)"
    return Block(day, told, event.id, words, tuple(notes), end, bold, event.confidence < UNSURE)


def statements(rows: Sequence[StatementRow]) -> Sheet:
    """Statements with their sources."""
    made = []
    for row in rows:
        block = said(row.statement)
        notes = (*block.notes, printed(row.article))
        made.append(
            Block(row.day or NO_DAY, block.heading, block.id, block.words, notes, bold=block.bold)
        )
    return one_list(plural(len(rows), "statement"), made)


def occurrences(rows: Sequence[Gathered]) -> Sheet:
    """Happenings, each in the words of its first report."""
    return one_list(plural(len(rows), "occurrence"), map(occurrence, rows))


def occurrence(row: Gathered) -> Block:
    """A happening."""
    reports = row.record.get("reports") or ()
    told, bold = between(row.actors, row.recipients, deed(row.type, row.mode, row.status))
    first = next((r for r in reports if r.get("span") and r["span"]["text"]), None)
    words = first["span"]["text"] if first else "(imported: no text)"
    notes = [source_of(reports) + (f", of {row.origins} origins" if row.origins > 1 else "")]
    notes += [f"{len(row.record['versions'])} accounts differ"] if row.record.get("versions") else []
    below = until(row.start, row.end) if row.start else "or before"
    day = row.start or row.first or NO_DAY
    return Block(day, told, row.id, words, tuple(notes), below, bold, row.confidence < UNSURE)


def source_of(reports: Sequence[Entry]) -> str:
    """The first report of something, and how many there are."""
    if not reports:
        return "no report is kept"
    first = reports[0]
    more = f" · told in {plural(len(reports), 'report')}" if len(reports) > 1 else ""
    return (
        f"{line(first.get('outlet')) or 'outlet not named'}, {(first.get('published') or NO_DAY)[:10]}{more}"
    )


# ---------------------------------------------------------------- ledgers
def by_status(
    title: str, rows: Sequence[Entry], names: Mapping[str, str], make: Callable[[Entry], Block]
) -> Sheet:
    """Entries by how they stand, under the names of what they may be, in their order."""
    groups = ((name, [row for row in rows if row["status"] == status]) for status, name in names.items())
    shown = ((f"{name.capitalize()}: {len(some)}", some) for name, some in groups if some)
    return Sheet((title,), tuple(Section(head, tuple(map(make, some))) for head, some in shown))


def demands(rows: Sequence[Entry]) -> Sheet:
    """Demands by how they stand, what is open first."""
    title = f"Demands ({len(rows)}), days counted to the newest article unless --as-of says otherwise"
    order = ("open", "unanswered", "refused", "partly", "met", "answered")
    return by_status(title, rows, {status: DEMAND[status] for status in order}, demand)


def demand(d: Entry) -> Block:
    """A demand."""
    days = d["age_days"]
    age = NO_DAY if days is None else "1 day" if days == 1 else f"{days} days"
    told, bold = between(d["by"], d["of"], short(d["asked"], 100))
    kinds = list(dict.fromkeys(r["kind"] for r in d["responses"]))
    reported = (d["evidence"][0].get("published") or "")[:10] if d["evidence"] else ""
    since = f" · asked on {d['first']}" if d["first"] and d["first"] != reported else ""
    notes = [f"{source_of(d['evidence'])}{since}{' · no answer reported' if d['status'] == 'open' else ''}"]
    notes += [f"{', '.join(kinds)}: {short(d['because'][-1], 120)}"] if kinds and d.get("because") else []
    words = d["evidence"][0]["span"]["text"] if d["evidence"] else ""
    return Block(age, told, d["id"], words, tuple(notes), "", bold)


def commitments(rows: Sequence[Entry]) -> Sheet:
    """Commitments by how they stand, what is over its day first."""
    title = f"Commitments ({len(rows)}), as of the newest article unless --as-of says otherwise"
    return by_status(title, rows, {name: name for name in ("overdue", "open", "broken", "kept")}, commitment)


def commitment(c: Entry) -> Block:
    """A commitment, by the last day on which it can be kept."""
    day, end = (c["due"]["start"] or c["due"]["end"], c["due"]["end"]) if c["due"] else (None, None)
    told, bold = between(c["by"], c["to"], short(c["what"], 100))
    late = " · no report of what became of it" if c["status"] == "overdue" else ""
    notes = [f"{source_of(c['evidence'])}{late}"]
    if c["kept_by"]:
        words = short(c["kept_by"][-1]["span"]["text"], 120)
        notes.append(f"{c['status']}: {source_of(c['kept_by'])}: {words}")
    words = c["evidence"][0]["span"]["text"] if c["evidence"] else ""
    return Block(day or NO_DAY, told, c["id"], words, tuple(notes), until(day, end), bold)


def position(p: Entry) -> Block:
    """A position."""
    who = country(p["actor"]) + (f", as {country(p['ascribed_by'])} says" if p["ascribed_by"] else "")
    changed = ("changed: " + line(p["because"][-1]),) if p["changed_from"] and p.get("because") else ()
    end = until(p["first"], p["last"])
    notes = (source_of(p["evidence"]), *changed)
    return Block(
        p["first"] or NO_DAY, f"{who} {STANCES.get(p['stance'], p['stance'])} {line(p['issue'])}", p["id"],
        p["wording"], notes, end, len(who),
    )


def meeting(m: Entry) -> Block:
    """A meeting of the ledger."""
    who = states(m["participants"])
    words = m["evidence"][-1]["span"]["text"] if m["evidence"] else ""
    return Block(
        m["start"] or NO_DAY, f"{who}: {m['kind']}, {m['status']}", m["id"], words,
        (source_of(m["evidence"]),), until(m["start"], m["end"]), len(who),
    )  # fmt: skip


def dispute(d: Entry) -> Block:
    """A dispute."""
    counts = (
        (len(d["moves"]), "move"), (len(d["demands"]), "demand"), (len(d["positions"]), "position"),
        (len(d["due"]), "meeting due"),
    )
    shown = ", ".join(
        plural(n, noun, "meetings due" if noun == "meeting due" else None) for n, noun in counts if n
    )
    drawn = d["third_parties"][:4]
    others = [
        country(t["country"]) + (f", turned to by {country(t['courted_by'])}" if t["courted_by"] else "")
        for t in drawn
    ]
    notes = [
        shown, *([f"drawn in: {'; '.join(others)}"] if others else []),
        *([f"before {states(d['bodies'])}"] if d["bodies"] else []),
    ]
    return Block(
        d["start"] or NO_DAY, f"{line(d['title'])}, {d['phase']}", d["id"], "", tuple(notes), "",
        len(line(d["title"])),
    )


def newest(title: str, make: Callable[[Entry], Block]) -> Callable[[Sequence[Entry]], Sheet]:
    """What sets entries in their order, the newest first."""
    return lambda rows: one_list(f"{title} ({len(rows)})", map(make, rows))


SHEETS: Mapping[str, Callable[[Sequence[Entry]], Sheet]] = {
    "demands": demands, "commitments": commitments, "positions": newest("Positions", position),
    "meetings": newest("Meetings", meeting), "disputes": newest("Disputes", dispute),
}  # fmt: skip
