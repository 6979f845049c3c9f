"""What a model may ask, one function for each tool: arguments in, an answer with claims out.

Knows the archive's questions and what to say where nothing is found; does not know the protocol.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from communique import asking
from communique.archive import Archive, Gathered, Item, Query, all_rows
from communique.archive.query import FIRST, LAST, bound
from communique.asking.parties import Party, Unclear, party
from communique.knowledge import ontology
from communique.knowledge.spelling import key
from communique.ledgers import demands as demand_rules
from communique.ledgers import meetings as meeting_rules
from communique.occurrences.salience import FLOOR
from communique.records import (
    Actor,
    Article,
    Demand,
    DemandStatus,
    DueMeeting,
    HeldPosition,
    Json,
    Phase,
    Stance,
    Status,
    load,
)
from communique.settle.commitments import commitments as ledger_of_commitments
from communique.sources import article as made
from communique.sources.decode import without_surrogates
from communique.web.mcp.answers import Answer, Fetch
from communique.web.mcp.quoting import unfenced
from communique.web.mcp.reading import TEXT_LIMIT

LONGEST = 300  # characters of an argument
LIMIT, LARGEST = 10, 50  # claims in an answer
STOPPED = "the search stopped before its end; go on with `after`, or narrow the days"
COMING = 500  # meetings to come that are put in order of time
PARTS = 3  # demands, positions and meetings of a dispute that are shown

Words = Annotated[str, BeforeValidator(lambda value: unfenced(value) if isinstance(value, str) else value),
                  Field(min_length=1, max_length=LONGEST)]  # fmt: skip
Day = Annotated[Words, Field(description="2025, 2025-11 or 2025-11-27")]
Who = Annotated[Words, Field(description="a party by name or code")]
Issue = Annotated[Words, Field(description="words of the passage or the issue")]
Cursor = Annotated[Words, Field(description="`next` of the answer before")]
Limit = Annotated[int, Field(ge=1, le=LARGEST, description="claims")]


class Asked(BaseModel):
    """What every tool takes; an argument that is not known is refused,
    since one that is not heard would give a wrong answer."""

    model_config = ConfigDict(extra="forbid")


class Page(Asked):
    """A page of a list within some days."""

    since: Day | None = None
    until: Day | None = None
    limit: Limit = LIMIT
    after: Cursor | None = None

    def query(self, **given: Any) -> Query:
        """The archive's Query, read as every face reads it."""
        return asking.asked({
            "since": self.since, "until": self.until, "limit": self.limit, "after": self.after, **given,
        })


class Sure(Page):
    """A page of what many articles tell, as of a day."""

    min_confidence: Annotated[float, Field(ge=0, le=1, description="what is less sure is left out")] = FLOOR
    as_of: Annotated[
        Day | None, Field(description="ages are counted to it; by default the newest article's day")
    ] = None

    def query(self, **given: Any) -> Query:
        """The archive's Query."""
        return Page.query(self, min_confidence=self.min_confidence, as_of=self.as_of, **given)


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: what it takes, and what answers, by whose name it is called."""

    takes: type[Asked]
    answer: Callable[[Answer, Any], None]

    @property
    def name(self) -> str:
        """What a model calls it."""
        return self.answer.__name__

    @property
    def about(self) -> str:
        """What a model is told of it."""
        return " ".join((self.takes.__doc__ or "").split())


# ---------------------------------------------------------------- whom
def taken(answer: Answer, name: str, asked: str | None, *, anyone: bool = False) -> Party | None:
    """The party of an argument, which the answer says how it was understood; raises Unclear."""
    if asked is None:
        return None
    found = party(asked, anyone=anyone)
    answer.asked[name] = found.to_json()
    return found


def code(found: Party | None) -> str | None:
    """A party's code."""
    return found.code if found else None


def whole(answer: Answer, *found: Party | None) -> None:
    """Say where a ledger, which is kept by country, is asked about a person or an organization."""
    for one in found:
        if one is not None and one.name is not None:
            answer.note(f"ledgers are kept by country: shown is all of {one.code}, not {one.shown} alone")


def called(one: Party, actors: Sequence[Actor | None]) -> bool:
    """Whether one of some actors is this party."""
    wanted = key(one.name or "")
    for actor in actors:
        if actor is None or (one.code and actor.country != one.code):
            continue
        names = {key(n) for n in (actor.name, actor.organization) if n}
        if not wanted or any(
            f" {wanted} " in f" {n} " or (" " in n and f" {n} " in f" {wanted} ") for n in names
        ):
            return True
    return False


# ---------------------------------------------------------------- ledgers
def kept(answer: Answer, ledger: str) -> Fetch | None:
    """What gives the entries of a ledger; None where it has none, and the answer says why."""
    fetch = partial(answer.archive.items, ledger)
    if fetch(Query(limit=1)):
        return fetch
    if answer.archive.method() is None:
        answer.note(
            f"the ledger of {ledger} is empty since the archive was never settled: run `communique settle`, "
            "then ask again"
        )
    else:
        answer.note(
            f"the ledger of {ledger} is empty: nothing of the kind was found when the archive was settled, "
            "or not by this version (`communique settle --all` settles everything anew)"
        )
    return None


def told_singly(answer: Answer, what: str) -> None:
    """Say that claims come from single articles."""
    answer.note(
        f"shown instead are {what} as single articles tell of them: not gathered, and not followed over time"
    )


def nothing(answer: Answer, what: str, wider: Query, fetch: Fetch) -> None:
    """Say what is missing where nothing was found, and what would find something."""
    if answer.claims:
        return
    if wider.after is not None:
        answer.note("there is nothing after this cursor")
        return
    free = replace(wider, since=None, until=None, limit=1)
    if (wider.since or wider.until) and fetch(free):
        answer.note(f"no {what} in these days; there are some on other days: leave out `since` and `until`")
    elif wider.issue and fetch(replace(free, issue=None)):
        answer.note(f"no {what} with these words; there are some without them: use fewer or other words")
    else:
        answer.note(
            f"no {what} in this archive: nothing was read that says so (that it is not here does not mean "
            "that it is not so); `search` shows what the archive holds, `communique ingest` adds articles"
        )


class PositionsOf(Sure):
    """What a party holds on an issue: its formulas in their exact wording, by day, with who ascribes them to
    it where it is not itself, and which formula came before."""

    actor: Who
    issue: Issue | None = None
    status: Annotated[Stance | None, Field(description="the stance")] = None


def positions_of(answer: Answer, given: PositionsOf) -> None:
    """The positions of a party."""
    holder = taken(answer, "actor", given.actor)
    query = given.query(actor=code(holder), issue=given.issue)
    if fetch := kept(answer, "positions"):
        whole(answer, holder)
        wanted = (lambda row: row.record.get("stance") == given.status) if given.status else None
        answer.gather(
            fetch, query, given.limit, lambda row: answer.teller.held(load(HeldPosition, dict(row.record))),
            wanted,
        )
    else:
        told_singly(answer, "positions")
        query, fetch = replace(query, type=given.status), answer.archive.positions
        answer.gather(fetch, query, given.limit, answer.teller.of_archive("position"))
    nothing(answer, "position of this party", query, fetch)


class OpenDemands(Sure):
    """What is demanded, by whom and of whom, and what came back: open demands by default, with their age in
    days. `status` asks for others (met, partly, refused, answered, unanswered), or any."""

    actor: Annotated[Who | None, Field(description="who asks")] = None
    recipient: Annotated[Who | None, Field(description="who is asked")] = None
    party: Annotated[Who | None, Field(description="either side")] = None
    issue: Issue | None = None
    status: DemandStatus | Literal["any"] = "open"


def open_demands(answer: Answer, given: OpenDemands) -> None:
    """Demands by status."""
    sides = {name: taken(answer, name, getattr(given, name)) for name in ("actor", "recipient", "party")}
    query = given.query(**{name: code(side) for name, side in sides.items()}, issue=given.issue)
    if (fetch := kept(answer, "demands")) is None:
        told_singly(answer, "requests")
        answer.note("whether they were answered is not known before the archive is settled")
        query, fetch = replace(query, type="REQUEST", copies=False, origin="read"), answer.archive.events
        answer.gather(fetch, query, given.limit, answer.teller.event_row)
        nothing(answer, "request", query, fetch)
        return
    whole(answer, *sides.values())
    if given.status != "any":
        query = replace(query, status=given.status)

    def now(row: Item) -> Demand:
        return aged(row, answer.today)

    answer.gather(
        fetch, query, given.limit, lambda row: answer.teller.demand(now(row)),
        lambda row: given.status == "any" or now(row).status == given.status,
    )
    answer.more["as_of"] = answer.today
    if (
        not answer.claims
        and given.status != "any"
        and given.after is None
        and fetch(replace(query, status=None, limit=1))
    ):
        answer.note(
            f"no demand of these parties that is {given.status}; there are some of another status: ask with "
            "status=any"
        )
    else:
        nothing(answer, "such demand", query, fetch)


def aged(item: Item, today: str) -> Demand:
    """A demand as it stands on a day."""
    return demand_rules.aged(load(Demand, dict(item.record)), today)


class UpcomingMeetings(Sure):
    """Meetings that are due, the soonest first: who meets whom, when, where it was said. `since` is the day
    of the newest article, or `as_of`, unless it is given; from an earlier day on, meetings that were due and
    of which nothing was reported since are shown as unknown."""

    party: Who | None = None
    other: Annotated[Who | None, Field(description="who must take part as well")] = None


def upcoming_meetings(answer: Answer, given: UpcomingMeetings) -> None:
    """Meetings to come, in order of time; the cursor is the number of the last one."""
    both = [found for name in ("party", "other") if (found := taken(answer, name, getattr(given, name)))]
    whole(answer, *both)
    codes = [code(one) or "" for one in both]
    today = answer.today
    since = bound(given.since, FIRST) if given.since else today
    query = replace(
        given.query(), since=since, after=None, dyad=(codes[0], codes[1]) if len(codes) == 2 else None,
        party=codes[0] if len(codes) == 1 else None,
    )  # fmt: skip
    answer.more["as_of"], answer.more["since"] = today, since
    start = place(given.after)
    if fetch := kept(answer, "meetings"):
        rows = all_rows(fetch, replace(query, limit=COMING))
        met = [meeting_rules.aged(load(DueMeeting, dict(row.record)), today) for row in rows]
        due = [
            m for m in meeting_rules.calendar(met, since, given.until and bound(given.until, LAST))
            if standing(m)
        ]
        numbered(answer, due, start, given.limit, lambda one: answer.teller.due(one, today))
        if any(claim["status"] == "postponed" for claim in answer.claims):
            answer.note(
                "the day of a postponed meeting is the one from which it was put off where no report gives a "
                "new one"
            )
    else:
        told_singly(answer, "planned meetings")
        planned = list(all_rows(answer.archive.meetings, replace(query, status="planned", limit=COMING)))
        planned.sort(key=lambda row: (row.day, row.cursor))
        numbered(answer, planned, start, given.limit, answer.teller.of_archive("meeting"))
    if not answer.claims:
        answer.note("no meeting is known to be due in these days")


def standing(met: DueMeeting) -> bool:
    """Whether a meeting is or was to come as far as is known: planned, put off to a day,
    or overdue without a word since."""
    return met.status in ("planned", "unknown") or (met.status == "postponed" and met.start is not None)


def place(after: str | None) -> int:
    """Where a numbered list goes on."""
    if after is None:
        return 0
    if not (after.isascii() and after.isdecimal() and len(after) < 7):
        raise Unclear(
            f"{after!r} is not a valid cursor", "take `next` of the answer before, or leave `after` out"
        )
    return int(after)


def numbered(
    answer: Answer, rows: Sequence[Any], start: int, limit: int, make: Callable[[Any], Json]
) -> None:
    """Claims of a list that has an order of its own; its cursors are numbers."""
    chosen = list(enumerate(rows))[start : start + limit]
    after = str(start + limit) if start + limit < len(rows) else None
    answer.more["total"] = len(rows)
    answer.put(chosen, lambda pair: make(pair[1]), after, lambda pair: str(pair[0] + 1))


# ---------------------------------------------------------------- disputes
class Disputes(Sure):
    """Disputes, those with the newest moves first: their parties, issue, phase, and how many moves, demands
    and positions they hold. `dispute` shows one of them."""

    party: Who | None = None
    other: Annotated[Who | None, Field(description="the other side")] = None
    issue: Issue | None = None
    status: Annotated[Phase | None, Field(description="the phase")] = None


def disputes(answer: Answer, given: Disputes) -> None:
    """A page of disputes."""
    query = between(answer, given, given.party, given.other, given.issue)
    if fetch := kept(answer, "disputes"):
        wanted = (lambda row: row.record.get("phase") == given.status) if given.status else None
        answer.gather(
            fetch, query, given.limit,
            lambda row: answer.teller.dispute(row.record, opening(answer.archive, row)), wanted,
        )
        nothing(answer, "such dispute", query, fetch)
    else:
        answer.note("`events_between` shows what two parties did, move by move")


def between(answer: Answer, given: Page, one: str | None, other: str | None, issue: str | None) -> Query:
    """The query of one party or two."""
    first, second = taken(answer, "party", one), taken(answer, "other", other)
    whole(answer, first, second)
    if first and second:
        return given.query(dyad=(first.code or "", second.code or ""), issue=issue)
    return given.query(party=code(first or second), issue=issue)


def opening(archive: Archive, row: Item) -> Gathered | None:
    """The move that began a dispute, or else its first one."""
    first = [str(id) for id in (row.record.get("trigger"), *(row.record.get("moves") or ())[:1]) if id]
    known = {told.id: told for told in archive.occurrences_of(first)}
    return next((known[id] for id in first if id in known), None)


class Dispute(Sure):
    """One dispute: its moves in order of time, each with its words; how it stands, the demands and positions
    in it, third parties and what is due. Give the id that `disputes` shows, or its two parties."""

    id: Annotated[Words | None, Field(description="the id of the dispute")] = None
    party: Who | None = None
    other: Annotated[Who | None, Field(description="the other side")] = None
    issue: Issue | None = None


def dispute(answer: Answer, given: Dispute) -> None:
    """One dispute, its moves a page at a time; the cursor is the number of the last move."""
    if given.id is None and given.party is None:
        raise Unclear(
            "neither the id of a dispute nor a party is given",
            "give `id` as `disputes` shows it, or `party` and `other`",
        )
    if not kept(answer, "disputes"):
        if given.party:
            between(answer, given, given.party, given.other, None)
        answer.note("`events_between` shows what two parties did, move by move")
        return
    row = chosen(answer, given)
    if row is None:
        answer.note("no such dispute in the ledger; `disputes` lists those that there are")
        return
    record = row.record
    answer.more["dispute"] = answer.teller.dispute(record, opening(answer.archive, row))
    moves = [str(id) for id in record.get("moves") or ()]
    known = {told.id: told for told in answer.archive.occurrences_of(moves)}
    told = [known[id] for id in moves if id in known]
    first, last = bound(given.since, FIRST), bound(given.until, LAST)
    if given.since or given.until:
        told = [m for m in told if m.first and first <= (m.last or m.first) and m.first <= last]
    numbered(answer, told, place(given.after), given.limit, answer.teller.occurrence)
    if len(known) < len(moves):
        gone = len(moves) - len(known)
        answer.note(
            f"{gone} moves are no occurrences of the archive any more; `communique settle` brings the ledger "
            "up to date"
        )
    if place(given.after) == 0:
        answer.more |= parts(answer, row)


def chosen(answer: Answer, given: Dispute) -> Item | None:
    """The dispute that is meant; raises Unclear with the candidates where it may be several."""
    if given.id is not None:
        return next(iter(answer.archive.entries("disputes", [given.id])), None)
    query = replace(
        between(answer, given, given.party, given.other, given.issue), limit=LIMIT, after=None, since=None,
        until=None,
    )
    rows = list(answer.archive.items("disputes", query))
    if len(rows) > 1:
        shown = [
            {
                "id": row.id, "title": answer.fence.around(str(row.record.get("title") or row.issue)),
                "last": row.last,
            }
            for row in rows
        ]
        raise Unclear(
            f"there are {len(rows)} disputes of these parties", "ask again with the id of one", shown
        )
    return rows[0] if rows else None


def parts(answer: Answer, row: Item) -> Json:
    """The demands, positions and meetings that a dispute holds, a few of each."""
    tell = answer.teller
    makers: dict[str, tuple[str, Callable[[Item], Json]]] = {
        "demands": ("demands", lambda item: tell.demand(aged(item, answer.today))),
        "positions": ("positions", lambda item: tell.held(load(HeldPosition, dict(item.record)))),
        "due": ("meetings", lambda item: tell.due(load(DueMeeting, dict(item.record)), answer.today)),
    }  # fmt: skip
    found: Json = {}
    for name, (ledger, make) in makers.items():
        wanted = [str(id) for id in row.record.get(name) or ()][:PARTS]
        known = {item.id: item for item in answer.archive.entries(ledger, wanted)}
        found[name] = [make(known[id]) for id in wanted if id in known]
    return found


# ---------------------------------------------------------------- what articles tell
class WhatDidXSay(Page):
    """What a country, an organization or a person said, in the exact words, the newest first; `issue` are
    words of the passage, `recipient` is who was addressed."""

    actor: Who
    issue: Issue | None = None
    recipient: Who | None = None


def what_did_x_say(answer: Answer, given: WhatDidXSay) -> None:
    """Statements of a speaker."""
    speaker = taken(answer, "actor", given.actor, anyone=True)
    to = taken(answer, "recipient", given.recipient)
    assert speaker is not None
    query = given.query(actor=speaker.code, recipient=code(to), issue=given.issue, no_copies=True,
                        text=f'"{last_word(speaker.name)}"' if speaker.name else None)  # fmt: skip

    def keep(row: Any) -> bool:
        said = row.statement
        return called(speaker, [said.speaker]) and (
            to is None or to.name is None or called(to, said.addressees)
        )

    exact = speaker.name is None and (to is None or to.name is None)
    make, wanted = answer.teller.of_archive("statement"), None if exact else keep
    if answer.gather(answer.archive.statements, query, given.limit, make, wanted):
        answer.note(STOPPED)
    if not answer.claims and speaker.code is None and given.after is None:
        answer.note(
            f"{given.actor!r} is in no table and speaks in no article here; give a country, or the name as "
            "articles have it"
        )
    else:
        nothing(answer, "statement of this speaker", query, answer.archive.statements)


def last_word(name: str | None) -> str:
    """The word of a name by which articles are found that hold it: its longest."""
    return max((name or "").replace('"', " ").split() or [""], key=len)


class EventsBetween(Page):
    """What two parties did to one another, the newest first, by PLOVER type,
    each act with the words that say it; copies of one story are left out."""

    one: Who
    other: Who
    direction: Annotated[
        Literal["either", "one to other"], Field(description="whether only what `one` did to `other` counts")
    ] = "either"
    type: Annotated[Words | None, Field(description="PLOVER type: " + ", ".join(ontology.types()))] = None
    mode: Annotated[Words | None, Field(description="PLOVER mode (expel)")] = None
    context: Annotated[Words | None, Field(description="PLOVER context (military)")] = None
    status: Annotated[
        Status | None, Field(description="actual acts, or planned, hypothetical, negated, historical ones")
    ] = None
    issue: Issue | None = None
    outlet: Words | None = None
    min_confidence: Annotated[float, Field(ge=0, le=1, description="what is less sure is left out")] = FLOOR
    imported: Annotated[
        bool, Field(description="also events that others coded, of which no words are kept")
    ] = False


def events_between(answer: Answer, given: EventsBetween) -> None:
    """Events of a pair."""
    one, other = taken(answer, "one", given.one), taken(answer, "other", given.other)
    assert one is not None and other is not None
    if one.code == other.code and one.name == other.name:
        raise Unclear("both sides are the same", "give two different parties")
    sides: Json = (
        {"dyad": (one.code, other.code)}
        if given.direction == "either"
        else {"actor": one.code, "recipient": other.code}
    )
    query = given.query(
        **sides, type=given.type, mode=given.mode, context=given.context, status=given.status,
        issue=given.issue, outlet=given.outlet, no_copies=True, min_confidence=given.min_confidence or None,
        origin=None if given.imported else "read",
    )  # fmt: skip
    named = [side for side in (one, other) if side.name is not None]

    def keep(row: Any) -> bool:
        return all(called(side, [*row.event.actors, *row.event.recipients]) for side in named)

    wanted = keep if named else None
    if answer.gather(answer.archive.events, query, given.limit, answer.teller.event_row, wanted):
        answer.note(STOPPED)
    if (
        not answer.claims
        and not given.imported
        and given.after is None
        and (n := answer.archive.count(replace(query, origin=None)))
    ):
        answer.note(f"{n:,} events that others coded are there: ask with imported=true")
    nothing(answer, "event between these parties", query, answer.archive.events)


class Search(Page):
    """Articles that hold all of some words, the best match first, each with the passage;
    "in quotes" a phrase."""

    text: Annotated[Words, Field(description='words, all of which must occur; "in quotes" a phrase')]
    outlet: Words | None = None


def search(answer: Answer, given: Search) -> None:
    """Articles found by words."""
    query = given.query(text=given.text, outlet=given.outlet, no_copies=True)
    if not any(c.isalnum() for c in given.text):
        raise Unclear(f"{given.text!r} holds no word", "give at least one word with letters or digits")
    answer.gather(answer.archive.articles, query, given.limit, answer.teller.found)
    if not answer.claims and len(given.text.split()) > 1 and given.after is None:
        answer.note("no article holds all of these words; use fewer")
    elif not answer.claims:
        nothing(answer, "article with these words", query, answer.archive.articles)


# ---------------------------------------------------------------- reading
class Read(Asked):
    """Reads a text that you post (English news of diplomacy) and gives its record: events, statements,
    positions, meetings, silences, with the words and offsets. The text is not kept. `published` is the day
    from which “Thursday” is told."""

    text: Annotated[str, Field(min_length=1, max_length=TEXT_LIMIT)]
    published: Annotated[
        str | None, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="the day of publication: 2025-11-27")
    ] = None
    title: Words | None = None
    outlet: Words | None = None
    limit: Limit = 20
    after: Cursor | None = None


def posted(given: Read | CheckClaims, remedy: str) -> Article:
    """The article that a text stands for; Unclear where it holds no letters."""
    if given.published:
        asking.day("published", given.published)
    if not any(c.isalpha() for c in given.text):
        raise Unclear("the text holds no letters", remedy)
    title, outlet = (getattr(given, name, None) for name in ("title", "outlet"))
    return made.make(without_surrogates(given.text), title=title, published=given.published, outlet=outlet)


def read(answer: Answer, given: Read) -> None:
    """The record of a text, a page at a time."""
    found = answer.desk.read(posted(given, "post the words of an article"))
    article, tell = found.article, answer.teller
    tell.articles[article.id] = article
    spans = {
        r.id: r.evidence for group in (found.events, found.statements, found.meetings, found.nonresponses)
        for r in group
    }
    makers: dict[str, Callable[[Any, Article], Json]] = {
        "events": tell.event, "statements": tell.statement, "positions": tell.position,
        "meetings": tell.meeting, "nonresponses": tell.silence,
        "links": lambda link, article: tell.link(link, spans, article),
    }  # fmt: skip
    rows = [(record, make) for kind, make in makers.items() for record in getattr(found, kind)]
    numbered(answer, rows, place(given.after), given.limit, lambda pair: pair[1](pair[0], article))
    answer.more["read"] = {
        "sha256": article.sha256, "characters": len(article.text), "language": article.language,
        "counts": {kind: len(getattr(found, kind)) for kind in makers},
    }  # fmt: skip
    answer.notes += list(found.notes)
    if given.published is None and rows:
        answer.note(
            "no day of publication was given: “Thursday” and “yesterday” have no day, and offices are those "
            "of today"
        )
    if not rows and not found.notes:
        answer.note(
            "nothing was coded in this text: no act, statement, position or meeting of a known form was "
            "found in it"
        )


class CheckClaims(Asked):
    """Checks a text that you post, such as a brief that you wrote, before it is sent: each of its claims is
    said in the archive ("supported"), said there otherwise ("altered", with `differs`: party, number, date,
    polarity, status or wording) or not there ("absent"), with the archive's words. Quotations are compared to
    the character. The text is not kept."""

    text: Annotated[str, Field(min_length=1, max_length=TEXT_LIMIT)]
    published: Annotated[
        str | None, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="the day that “Thursday” is told from")
    ] = None
    limit: Limit = LARGEST
    after: Cursor | None = None


def check_claims(answer: Answer, given: CheckClaims) -> None:
    """The verdicts on the claims of a text, a page at a time."""
    article = posted(given, "post the sentences that are to be checked")
    found = answer.desk.check(article, answer.archive)
    numbered(answer, found, place(given.after), given.limit, answer.teller.verdict)
    answer.more["verdicts"] = {
        name: sum(v.verdict == name for v in found) for name in ("supported", "altered", "absent")
    }
    if not found:
        answer.note("no claim was found in this text: only whole English sentences are checked")


# ---------------------------------------------------------------- commitments
class Commitments(Page):
    """What governments undertake in public, the latest first: by whom, to whom, what, by when, and how it
    stands: kept or broken only where words say so (`kept_by`), overdue where its day is over and no report
    says what became of it."""

    actor: Annotated[Who | None, Field(description="who undertakes it")] = None
    recipient: Annotated[Who | None, Field(description="to whom")] = None
    issue: Issue | None = None
    status: Literal["open", "kept", "broken", "overdue"] | None = None


def commitments(answer: Answer, given: Commitments) -> None:
    """The ledger of commitments."""
    one, other = taken(answer, "actor", given.actor), taken(answer, "recipient", given.recipient)
    start = place(given.after)
    query = replace(
        given.query(actor=code(one), recipient=code(other), issue=given.issue, status=given.status),
        after=None,
    )
    whole(answer, one, other)
    rows = list(
        ledger_of_commitments(answer.archive, replace(query, limit=start + given.limit + 1), answer.today)
    )
    numbered(answer, rows, start, given.limit, answer.teller.commitment)
    if not rows:
        answer.note(
            "no such undertaking was read; documents and speeches hold most of them, and `communique recode` "
            "reads older ones anew"
        )


class Drift(Asked):
    """How the wording on an issue drifts: the life of each formula, first and last said, its wordings and
    what changed between them, which parties took it up, and when it was dropped."""

    issue: Annotated[Words, Field(description="words that the sentence itself holds")]
    actor: Annotated[Who | None, Field(description="whose formulas; all parties' by default")] = None
    limit: Limit = LIMIT
    after: Cursor | None = None


def drift(answer: Answer, given: Drift) -> None:
    """The formulas on an issue."""
    one = taken(answer, "actor", given.actor)
    whole(answer, one)
    found = answer.desk.drift(answer.archive, given.issue, code(one))
    numbered(answer, found, place(given.after), given.limit, answer.teller.formula)
    if not found:
        answer.note("no sentence of a statement or a position holds all of these words; use fewer")


TOOLS = {
    tool.name: tool for tool in (
        Tool(PositionsOf, positions_of), Tool(OpenDemands, open_demands),
        Tool(WhatDidXSay, what_did_x_say), Tool(UpcomingMeetings, upcoming_meetings),
        Tool(Disputes, disputes), Tool(Dispute, dispute), Tool(EventsBetween, events_between),
        Tool(Search, search), Tool(Read, read), Tool(CheckClaims, check_claims),
        Tool(Commitments, commitments), Tool(Drift, drift),
    )
}  # fmt: skip
