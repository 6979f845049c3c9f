"""The archive to a brief of one page: five lines, the acts that matter, what changed, silences, what is due,
demands, sources.

Knows which acts, demands and meetings come first and how much fits; does not know how a page is written down.
Quotations stand in the stored text to the letter; everything else is worded by rule from the record, so that
two runs give the same page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import Literal, NamedTuple

from communique import wording as words
from communique.acts import Act, clause, cut, of_gathered, unlike
from communique.archive import Archive, Gathered
from communique.briefs import gather
from communique.briefs.subjects import Subject, entries
from communique.occurrences.salience import FLOOR
from communique.records import Commitment, Demand, DueMeeting, HeldPosition, Report, load
from communique.settle.commitments import commitments
from communique.settle.entries import standing
from communique.text.days import parse_day
from communique.wording import before, capital, country, joined, named

Style = Literal["plain", "bold", "quote", "tag"]
RECENT, AHEAD = 7, 10  # days that count as new without a brief before, and days ahead that are due
LOOKED = 80  # acts whose words are looked up
READ = 12  # articles whose silences are looked at
QUOTED = 200  # characters of a quotation
ASKED = 90  # characters of what is demanded
MATERIAL = ("SANCTION", "COERCE", "MOBILIZE", "ASSAULT", "AID", "RETREAT", "COOPERATE")
LIFTED = "RETREAT"


class Piece(NamedTuple):
    """Some words and how they stand: plain, bold, a source's own in quotation marks, or a tag in a frame."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a label or day before it, its pieces, and the numbers of its sources."""

    label: str
    pieces: tuple[Piece, ...]
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A demand as a row: who asks whom, the words, the day first said, how many days ago, how it stands."""

    who: str
    what: str
    first: str
    days: str
    state: str
    note: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A footnote: who published it when, under which title, where, and the id that `explain` takes."""

    number: int
    outlet: str
    day: str
    title: str | None
    url: str | None
    id: str


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the page beside the acts: its heading, its lines, and what it says where there are none."""

    title: str
    entries: tuple[Entry, ...]
    none: str = "none reported"


@dataclass(frozen=True, slots=True)
class Page:
    """A brief of one page, the same in every format."""

    subject: str
    headline: str
    day: str
    covers: str
    five: tuple[Entry, ...]
    acts: tuple[Entry, ...]
    blocks: tuple[Block, ...]
    demands: tuple[Asked, ...]
    older: int
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """How many of each fit; a page that is too long is made again with less."""

    acts: int = 8
    changed: int = 4
    silences: int = 3
    due: int = 4
    demands: int = 6


ROOMS = (
    Room(), Room(7, 3, 2, 3, 5), Room(6, 2, 2, 2, 4), Room(5, 2, 1, 2, 3), Room(4, 1, 1, 1, 2),
    Room(3, 1, 1, 1, 1),
)


@dataclass(slots=True)
class Notes:
    """Numbers the sources in the order in which they are first used: an entry is made only where it is
    shown, in the order of the page."""

    archive: Archive
    found: dict[str, Source] = field(default_factory=dict)

    def of_act(self, act: Act) -> tuple[int, ...]:
        """The number of the article that an act's words are from."""
        return (self.number(act.article, act.event or act.id),) if act.article else ()

    def of_reports(self, reports: Iterable[Report], most: int = 2) -> tuple[int, ...]:
        """The numbers of a few articles."""
        ids = dict.fromkeys(r.article for r in reports)
        return tuple(sorted(self.number(id, id) for id in islice(ids, most)))

    def number(self, article: str, id: str) -> int:
        """The number of an article."""
        if article not in self.found:
            head = self.archive.head(article)
            outlet = (head.outlet if head else None) or "outlet not named"
            day = words.short_day(head.published[:10] if head and head.published else None, "0000")
            self.found[article] = Source(
                len(self.found) + 1, outlet, day, head.title if head else None, head.url if head else None, id
            )
        return self.found[article].number


def brief(
    archive: Archive, about: Subject, *, since: str | None = None, until: str | None = None,
    as_of: str | None = None, after: tuple[int, str] | None = None, room: Room = ROOMS[0],
) -> Page:  # fmt: skip
    """The brief on a subject, as of a day; what is new counts from the last brief, from `since`,
    or from a week before."""
    today = min(archive.as_of(as_of), f"{until or '9999'}-12-31"[:10])
    after = after if after and after[1] <= today else None  # a brief of a later day is none before this one
    begun = before(today, gather.FIRST_DAYS) if about.kind == "new" else None
    first = since or (after[1] if after else None) or begun
    days = replace(about.query, since=first, until=until or today, as_of=today)
    # then all that is found is told since, however old it is
    goes_on = about.kind == "new" and after is not None and since is None
    fresh = after[1] if after else before(today, RECENT)
    found = gather.happenings(archive, about, days, after if since is None else None)
    acts = ranked(archive, found.acts, "" if goes_on else first or "", today)
    notes = Notes(archive)
    asked = demands_of(archive, about, today, first)
    due = due_of(archive, about, today)
    top = unlike(acts, room.acts, lambda act: (act.type, act.actors, act.recipients))
    mine = about.query.dyad or ((about.query.party,) if about.query.party else ())
    # always these, in this order; what is not in the record is said to be so
    five = (
        new_line(acts, "" if goes_on else fresh, notes), stands_line(asked, today, notes),
        done_line(acts, notes), others_line(acts, mine, notes), next_line(due, today, notes),
    )  # fmt: skip
    lines = tuple(
        act_entry(act, notes, today) for act in sorted(top, key=lambda a: (a.first, a.id), reverse=True)
    )
    new = changed(archive, about, acts, asked, "" if goes_on else fresh, today, notes)
    blocks = (
        Block(f"Changed since {words.title_day(fresh)}", tuple(islice(new, room.changed))),
        Block("Silences", silences(archive, acts, notes, room.silences)),
        Block(
            "Due in the next ten days",
            tuple(islice(due_entries(due, sworn_of(archive, about, today), notes, today), room.due)),
        ),
        *one_sided(archive, top, notes),
    )
    rows = tuple(demand_row(one, notes, today) for one in asked[: room.demands])
    return Page(
        about.title, headline(five, about, today), words.long_day(today),
        covers(first, today, found.acts, acts), five, lines, blocks, rows, max(0, len(asked) - room.demands),
        tuple(notes.found.values()),
    )  # fmt: skip


# ---------------------------------------------------------------- what matters
def ranked(archive: Archive, rows: Sequence[Gathered], first: str, today: str) -> list[Act]:
    """The acts of the page, by salience: done, sure enough, between different parties, and told by then."""
    within = [row for row in rows if first <= row.first <= today]
    sure = [row for row in within if row.status == "actual" and row.confidence >= FLOOR]
    sure = [row for row in sure if not row.domestic]
    best = sorted(sure, key=lambda row: (-row.salience, row.first, row.id))[:LOOKED]
    return [act for act in of_gathered(archive, best, today) if act.span is not None]


def demands_of(archive: Archive, about: Subject, today: str, since: str | None) -> list[Demand]:
    """The demands on the table: open ones, and refused ones still asked in these days,
    the most reported first."""
    asked = replace(about.query, as_of=today, min_confidence=FLOOR)
    rows = [row for row in entries(archive, "demands", asked) if gather.belongs(about, "demands", row)]
    found = [load(Demand, row.record) for row in standing(archive, "demands", rows, today)]
    known = [one for one in found if one.by and one.of and (one.first or "9") <= today]
    here = [one for one in known if set(one.by) != set(one.of)]
    floor = since or before(today, 60)
    table = [
        one for one in here if one.status in ("open", "unanswered", "refused") and (one.last or "") >= floor
    ]
    return sorted(table, key=lambda d: (-len(d.evidence), -len(d.responses), d.first or "9999", d.id))


def due_of(archive: Archive, about: Subject, today: str) -> list[DueMeeting]:
    """Meetings of the next ten days, the next first."""
    asked = replace(about.query, since=today, until=before(today, -AHEAD), as_of=today)
    rows = [
        row for row in entries(archive, "meetings", asked)
        if gather.belongs(about, "due", row) or about.dispute is None
    ]
    found = [load(DueMeeting, row.record) for row in standing(archive, "meetings", rows, today)]
    planned = [m for m in found if m.status == "planned" and m.start]
    soon = [m for m in planned if (m.start or "") <= before(today, -AHEAD)]
    ahead = [m for m in soon if (m.end or m.start or "") >= today]
    return sorted(ahead, key=lambda m: (m.start or "", m.id))


# ---------------------------------------------------------------- the five lines
def new_line(acts: Sequence[Act], fresh: str, notes: Notes) -> Entry:
    """The weightiest act since the last brief, or of the last week."""
    new = [act for act in acts if act.reported > fresh or act.first > fresh]
    if not new:
        since = f" after {words.title_day(fresh)}" if fresh else ""
        return Entry("New", (Piece(f"No act of weight is reported{since}."),))
    return Entry("New", (Piece(f"{capital(clause(new[0]))}, {on_day(new[0])}."),), notes.of_act(new[0]))


def stands_line(asked: Sequence[Demand], today: str, notes: Notes) -> Entry:
    """How the main demand stands."""
    if not asked:
        return Entry("Stands", (Piece("No demand is reported as open or refused."),))
    one = asked[0]
    by, of = (words.listed([named(code) for code in side], 2) for side in (one.by, one.of))
    since = f", first asked {words.short_day(one.first, today)}" if one.first else ""
    stands = STATES[one.status][len(one.of) > 1]
    said = f"{capital(of)} {stands} what {by} {'asks' if len(one.by) < 2 else 'ask'}: "
    pieces = (Piece(said), quoted(one.asked), Piece(f"{since}."))
    return Entry("Stands", pieces, notes.of_reports(one.evidence))


def quoted(text: str, most: int = ASKED) -> Piece:
    """A source's own words on one line."""
    return Piece(cut(" ".join(text.split()), most), "quote")


# How a demand stands, of one who is asked and of several.
STATES = {
    "refused": ("has refused", "have refused"),
    "unanswered": ("is reported to keep silent on", "are reported to keep silent on"),
    "open": ("has not answered, as far as reported,", "have not answered, as far as reported,"),
}


def done_line(acts: Sequence[Act], notes: Notes) -> Entry:
    """Deeds and sanctions that no report has lifted."""
    lifted = {(act.actors, act.recipients): act.first for act in acts if act.type == LIFTED}
    deeds = [act for act in acts if act.type in MATERIAL and act.type != LIFTED]
    deeds = [act for act in deeds if lifted.get((act.actors, act.recipients), "") <= act.first]
    unlike = list({(act.type, act.actors): act for act in reversed(deeds)}.values())[::-1][:2]
    if not unlike:
        return Entry("Done", (Piece("No deed or sanction between them is reported."),))
    said = [f"{clause(act)} ({days_of(act)})" for act in unlike]
    eased = "" if lifted else "; no easing is reported"
    return Entry("Done", (Piece(f"{joined(said)}{eased}."),), merged(notes.of_act(act) for act in unlike))


def others_line(acts: Sequence[Act], mine: Sequence[str | None], notes: Notes) -> Entry:
    """Third parties and bodies, with what they did."""
    if not mine:
        first = {code for act in acts[:1] for code in (*act.actors, *act.recipients)}
        pairs = [act for act in acts[1:] if not {*act.actors, *act.recipients} & first]
    else:
        pairs = [act for act in acts if act.actors and not set(act.actors) & set(mine)]
    one_each = list({act.actors: act for act in reversed(pairs)}.values())[::-1][:2]
    if not one_each:
        return Entry("Others", (Piece("No act of others is reported."),))
    return Entry(
        "Others", (Piece(f"{joined([clause(act) for act in one_each])}."),),
        merged(notes.of_act(act) for act in one_each),
    )


def next_line(due: Sequence[DueMeeting], today: str, notes: Notes) -> Entry:
    """The nearest day due."""
    if not due:
        return Entry("Next", (Piece("Nothing is reported as due in the next ten days."),))
    one = due[0]
    span = words.span_words(one.start, one.end, today)
    kind = f"{'between' if one.end != one.start and one.end else 'on'} {span}"
    who = words.listed([named(code) for code in one.participants], 3)
    return Entry("Next", (Piece(f"{capital(one.kind)} of {who}, {kind}."),), notes.of_reports(one.evidence))


def headline(five: Sequence[Entry], about: Subject, today: str) -> str:
    """The first of the five lines, with the second where a demand was refused or waits:
    the brief in a sentence."""
    if not five[0].sources:
        return f"{about.title}: no act of weight in the week to {words.title_day(today)}"
    new = five[0].pieces[0].text.rsplit(",", 1)[0]
    return f"{new}; {five[1].pieces[0].text.rstrip(': ')}" if five[1].sources else new


# ---------------------------------------------------------------- acts and blocks
def days_of(act: Act, today: str = "") -> str:
    """The days of an act, or by when it was reported."""
    return words.act_words(act.first, act.last, dated=act.dated, today=today)


def act_entry(act: Act, notes: Notes, today: str) -> Entry:
    """An act in a line: day, who to whom, what, and the words."""
    who = " and ".join(country(code) for code in act.actors[:3]) or "Somebody unnamed"
    whom = ", ".join(country(code) for code in act.recipients[:3] if code not in act.actors)
    parties = f"{who} → {whom}" if whom else who
    day = days_of(act, today)
    said = act.words(QUOTED)
    quote = (Piece(": "), Piece(f"{said.before}{said.act}{said.after}", "quote")) if said else (Piece("."),)
    one = (Piece(" "), Piece("one source", "tag")) if act.reports < 2 else ()
    verb = act.verb if len(act.actors) < 2 else words.several(act.verb)
    return Entry(day, (Piece(parties, "bold"), Piece(f" {verb}"), *quote, *one), notes.of_act(act))


def changed(
    archive: Archive, about: Subject, acts: Sequence[Act], asked: Sequence[Demand], fresh: str, today: str,
    notes: Notes,
) -> Iterator[Entry]:  # fmt: skip
    """What is new, said again, firmer or softer worded, or lifted since the last brief."""
    told_since = (act for act in acts if fresh < act.reported and act.reported[:10] <= today)
    for act in islice(told_since, 3):
        label = "Lifted" if act.type == LIFTED else "New"
        yield Entry(label, (Piece(capital(clause(act))),), notes.of_act(act))
    again = [one for one in asked if one.first and one.last and one.first <= fresh < one.last <= today]
    for one in again[:2]:
        by = words.listed([country(code) for code in one.by], 2)
        told = (Piece(f"{by}: "), quoted(one.asked))
        yield Entry("Again", told, notes.of_reports(one.evidence[::-1], 1))
    shifts = replace(about.query, since=before(fresh, -1) if fresh else None, as_of=today)
    reworded = (
        row for row in entries(archive, "positions", shifts)
        if row.record.get("changed_from") and str(row.record.get("first") or "") <= today
        and gather.belongs(about, "positions", row)
    )
    for row in islice(reworded, 2):
        held = load(HeldPosition, row.record)
        told = (Piece(f"{country(held.actor)} on {held.issue}: "), quoted(held.wording))
        yield Entry("Reworded", told, notes.of_reports(held.evidence, 1))


def silences(archive: Archive, acts: Sequence[Act], notes: Notes, most: int) -> tuple[Entry, ...]:
    """Who declined or did not reply, in the words of the articles of the page."""
    found: dict[tuple[str, Piece], tuple[str, str]] = {}
    articles = list(dict.fromkeys(act.article for act in acts))[:READ]
    for id in articles:
        reading = archive.reading(id)
        for silent in reading.nonresponses if reading else ():
            who = silent.actor
            name = country(who.country) if who.country else who.name or who.organization or "Not named"
            found[name, quoted(silent.evidence.text, ASKED + 30)] = id, silent.id
    shown = islice(found.items(), most)
    return tuple(Entry(name, (said,), (notes.number(*place),)) for (name, said), place in shown)


def due_entry(met: DueMeeting, notes: Notes, today: str) -> Entry:
    """A meeting ahead."""
    who = words.listed([country(code) for code in met.participants], 4)
    one = (Piece(" "), Piece("one source", "tag")) if len({r.article for r in met.evidence}) < 2 else ()
    return Entry(
        words.span_words(met.start, met.end, today), (Piece(f"{capital(met.kind)}: {who}"), *one),
        notes.of_reports(met.evidence),
    )


def sworn_of(archive: Archive, about: Subject, today: str) -> list[Commitment]:
    """What is undertaken and falls due within ten days, the next first; nothing whose keeping is told."""
    asked = replace(about.query, since=None, until=None, as_of=today, status="open")
    found = islice(commitments(archive, asked, today), gather.SWORN)
    ahead = [
        one for one in found if one.due and one.due.end and today <= one.due.end <= before(today, -AHEAD)
    ]
    return sorted(ahead, key=lambda one: (last_day(one), one.id))


def last_day(one: Commitment) -> str:
    """The last day on which a commitment can be kept."""
    return (one.due.end if one.due else None) or ""


def due_entries(
    due: Sequence[DueMeeting], sworn: Sequence[Commitment], notes: Notes, today: str
) -> Iterator[Entry]:
    """Meetings and commitments that are due, by day."""
    days = [(met.start or "", partial(due_entry, met, notes, today)) for met in due]
    days += [(last_day(one), partial(sworn_entry, one, notes, today)) for one in sworn]
    for _, make in sorted(days, key=lambda row: row[0]):
        yield make()


def sworn_entry(one: Commitment, notes: Notes, today: str) -> Entry:
    """A commitment that falls due."""
    who = words.listed([country(code) for code in one.by], 4)
    day = words.span_words(last_day(one), last_day(one), today)
    return Entry(day, (Piece(f"{who} by then: "), quoted(one.what)), notes.of_reports(one.evidence))


def one_sided(archive: Archive, acts: Sequence[Act], notes: Notes) -> tuple[Block, ...]:
    """Meetings and calls of which only one party's account is held; no block where there are none."""
    found = []
    for act in acts:
        if act.type != "CONSULT":
            continue
        held = archive.held([act.id]).get(act.id, [])
        tellers = {a.country for h in held for a in h.row.event.attribution}
        silent = [h for h in held if not h.row.event.attribution]
        if len(tellers) == 1 and not silent and tellers <= {*act.actors, *act.recipients}:
            told = next(iter(tellers))
            alone = Piece(f"{capital(clause(act))}: {country(told)}’s account alone")
            found.append(Entry(days_of(act), (alone,), notes.of_act(act)))
    return (Block("Known from one side only", tuple(found[:2])),) if found else ()


def demand_row(one: Demand, notes: Notes, today: str) -> Asked:
    """A demand as a row of the table."""
    who = (
        f"{words.listed([country(code) for code in one.by], 2)} → "
        f"{words.listed([country(code) for code in one.of], 2)}"
    )
    age = words.days_between(one.first, today)
    state = {"open": "Open", "unanswered": "No answer", "refused": "Refused"}[one.status]
    times = len({r.article for r in one.evidence})
    note = f"told in {times} reports" if times > 1 else "no answer reported" if one.status == "open" else ""
    return Asked(
        who, cut(" ".join(one.asked.split()), ASKED),
        words.short_day(one.first, today) if one.first else "not said", str(age) if age is not None else "",
        state, note, notes.of_reports(one.evidence),
    )  # fmt: skip


def merged(numbers: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    """Numbers of sources in order, each once."""
    return tuple(sorted({n for some in numbers for n in some}))


def on_day(act: Act) -> str:
    """When an act was done, or by when it was reported."""
    if act.dated and act.first != act.last:
        return f"between {words.title_day(act.first)} and {words.title_day(act.last)}"
    return f"on {words.title_day(act.first)}" if act.dated else f"reported by {words.title_day(act.first)}"


def covers(first: str | None, today: str, rows: Sequence[Gathered], acts: Sequence[Act]) -> str:
    """What the page rests on."""
    begin = first or min((act.first for act in acts), default=today)
    reports = {r["article"] for row in rows for r in row.record.get("reports", ())}
    outlets = {r["outlet"] for row in rows for r in row.record.get("reports", ()) if r.get("outlet")}
    span = words.span_words(begin, today, "") if parse_day(begin) else f"{begin} to {words.short_day(today)}"
    of = f" of {words.plural(len(outlets), 'named outlet')}" if outlets else ""
    told = f"{words.plural(len(reports), 'article')}{of} · by salience, confidence {FLOOR:.2f} and above"
    return f"Covers {span} {today[:4]} · {told}"
