"""What a model may ask, one class for each tool: its fields are what it takes, `fill` puts claims into an
answer.

Knows the archive's questions and what to say where nothing is found; does not know the protocol.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from communique import asking
from communique.archive import Item, Query, all_rows
from communique.archive.query import FIRST, LAST, bound
from communique.asking.parties import Party, Unclear, party
from communique.knowledge import ontology
from communique.knowledge.spelling import key
from communique.ledgers.meetings import calendar
from communique.occurrences.salience import FLOOR
from communique.records import Actor, Article, DemandStatus, DueMeeting, Json, Phase, Stance, Status
from communique.settle.commitments import commitments as ledger_of_commitments
from communique.settle.entries import entries as standing_entries
from communique.sources import article as made
from communique.sources.decode import without_surrogates
from communique.web import entries
from communique.web.mcp.answers import Answer, Fetch
from communique.web.mcp.quoting import unfenced

LONGEST = 300  # characters of an argument
TEXT_LIMIT = 100_000  # characters of a text that is posted: some thirty pages
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

    def fill(self, answer: Answer) -> None:
        """Put what is asked for into an answer; raises Unclear, AskError."""
        raise NotImplementedError

    def taken(self, answer: Answer, name: str, *, anyone: bool = False) -> Party | None:
        """The party of an argument, which the answer says how it was understood; raises Unclear."""
        if (asked := getattr(self, name)) is None:
            return None
        found = party(asked, anyone=anyone)
        answer.asked[name] = found.to_json()
        return found


class Page(Asked):
    """A page of a list within some days."""

    since: Day | None = None
    until: Day | None = None
    limit: Limit = LIMIT
    after: Cursor | None = None

    def query(self, **given: Any) -> Query:
        """The archive's Query of the fields that are filters, read as every face reads it; `given` are those
        that are read otherwise here: the parties and the status among them."""
        read = asking.FILTERS.keys() - {"actor", "recipient", "party", "status"}
        return asking.asked({**self.model_dump(include=set(read)), **given})


class Sure(Page):
    """A page of what many articles tell, as of a day."""

    min_confidence: Annotated[float, Field(ge=0, le=1, description="what is less sure is left out")] = FLOOR
    as_of: Annotated[
        Day | None, Field(description="ages are counted to it; by default the newest article's day")
    ] = None


# ---------------------------------------------------------------- whom
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
        alike = (f" {wanted} " in f" {n} " or (" " in n and f" {n} " in f" {wanted} ") for n in names)
        if not wanted or any(alike):
            return True
    return False


# ---------------------------------------------------------------- ledgers
def kept(answer: Answer, ledger: str) -> Fetch | None:
    """What gives the entries of a ledger as they stand; None where it has none, and the answer says why."""
    if answer.archive.items(ledger, Query(limit=1)):
        return lambda query: list(standing_entries(answer.archive, ledger, query))
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

    def fill(self, answer: Answer) -> None:
        """The positions of a party."""
        holder = self.taken(answer, "actor")
        query = self.query(actor=code(holder))
        make: Callable[[Any], Json]
        if fetch := kept(answer, "positions"):
            whole(answer, holder)
            query, make = replace(query, status=self.status), answer.teller.held
        else:
            told_singly(answer, "positions")
            query, fetch = replace(query, type=self.status), answer.archive.positions
            make = answer.teller.of_archive("position")
        answer.gather(fetch, query, self.limit, make)
        nothing(answer, "position of this party", query, fetch)


class OpenDemands(Sure):
    """What is demanded, by whom and of whom, and what came back: open demands by default, with their age in
    days. `status` asks for others (met, partly, refused, answered, unanswered), or any."""

    actor: Annotated[Who | None, Field(description="who asks")] = None
    recipient: Annotated[Who | None, Field(description="who is asked")] = None
    party: Annotated[Who | None, Field(description="either side")] = None
    issue: Issue | None = None
    status: DemandStatus | Literal["any"] = "open"

    def fill(self, answer: Answer) -> None:
        """Demands by status."""
        sides = {name: self.taken(answer, name) for name in ("actor", "recipient", "party")}
        query = self.query(**{name: code(side) for name, side in sides.items()})
        if (fetch := kept(answer, "demands")) is None:
            told_singly(answer, "requests")
            answer.note("whether they were answered is not known before the archive is settled")
            query, fetch = replace(query, type="REQUEST", copies=False, origin="read"), answer.archive.events
            answer.gather(fetch, query, self.limit, answer.teller.event_row)
            nothing(answer, "request", query, fetch)
            return
        whole(answer, *sides.values())
        query = query if self.status == "any" else replace(query, status=self.status)
        answer.gather(fetch, query, self.limit, answer.teller.demand)
        answer.more["as_of"] = answer.today
        missed = not answer.claims and self.status != "any" and self.after is None
        if missed and fetch(replace(query, status=None, limit=1)):
            answer.note(
                f"no demand of these parties that is {self.status}; there are some of another status: ask "
                "with status=any"
            )
        else:
            nothing(answer, "such demand", query, fetch)


class UpcomingMeetings(Sure):
    """Meetings that are due, the soonest first: who meets whom, when, where it was said. `since` is the day
    of the newest article, or `as_of`, unless it is given; from an earlier day on, meetings that were due and
    of which nothing was reported since are shown as unknown."""

    party: Who | None = None
    other: Annotated[Who | None, Field(description="who must take part as well")] = None

    def fill(self, answer: Answer) -> None:
        """Meetings to come, in order of time; the cursor is the number of the last one."""
        both = [found for name in ("party", "other") if (found := self.taken(answer, name))]
        whole(answer, *both)
        codes = [code(one) or "" for one in both]
        since = bound(self.since, FIRST) if self.since else answer.today
        query = replace(
            self.query(), since=since, after=None, dyad=(codes[0], codes[1]) if len(codes) == 2 else None,
            party=codes[0] if len(codes) == 1 else None,
        )  # fmt: skip
        answer.more["as_of"], answer.more["since"] = answer.today, since
        if fetch := kept(answer, "meetings"):
            met = map(entries.meeting, fetch(replace(query, limit=None)))
            due = calendar(filter(standing, met), since, self.until and bound(self.until, LAST))
            numbered(answer, due, self.after, self.limit, answer.teller.due)
            if any(claim["status"] == "postponed" for claim in answer.claims):
                answer.note(
                    "the day of a postponed meeting is the one from which it was put off where no report "
                    "gives a new one"
                )
        else:
            told_singly(answer, "planned meetings")
            planned = list(all_rows(answer.archive.meetings, replace(query, status="planned", limit=COMING)))
            planned.sort(key=lambda row: (row.day, row.cursor))
            numbered(answer, planned, self.after, self.limit, answer.teller.of_archive("meeting"))
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
    answer: Answer, rows: Sequence[Any], after: str | None, limit: int, make: Callable[[Any], Json]
) -> None:
    """Claims of a list that has an order of its own; its cursors are numbers."""
    start = place(after)
    chosen = list(enumerate(rows))[start : start + limit]
    following = str(start + limit) if start + limit < len(rows) else None
    answer.more["total"] = len(rows)
    answer.put(chosen, lambda pair: make(pair[1]), following, lambda pair: str(pair[0] + 1))


# ---------------------------------------------------------------- disputes
class Disputes(Sure):
    """Disputes, those with the newest moves first: their parties, issue, phase, and how many moves, demands
    and positions they hold. `dispute` shows one of them."""

    party: Who | None = None
    other: Annotated[Who | None, Field(description="the other side")] = None
    issue: Issue | None = None
    status: Annotated[Phase | None, Field(description="the phase")] = None

    def fill(self, answer: Answer) -> None:
        """A page of disputes."""
        query = between(answer, self)
        if fetch := kept(answer, "disputes"):
            query = replace(query, status=self.status)
            answer.gather(fetch, query, self.limit, answer.teller.dispute)
            nothing(answer, "such dispute", query, fetch)
        else:
            answer.note("`events_between` shows what two parties did, move by move")


def between(answer: Answer, given: Disputes | Dispute) -> Query:
    """The query of one party or two."""
    first, second = (given.taken(answer, name) for name in ("party", "other"))
    whole(answer, first, second)
    if first and second:
        return given.query(dyad=(first.code or "", second.code or ""))
    return given.query(party=code(first or second))


class Dispute(Sure):
    """One dispute: its moves in order of time, each with its words; how it stands, the demands and positions
    in it, third parties and what is due. Give the id that `disputes` shows, or its two parties."""

    id: Annotated[Words | None, Field(description="the id of the dispute")] = None
    party: Who | None = None
    other: Annotated[Who | None, Field(description="the other side")] = None
    issue: Issue | None = None

    def fill(self, answer: Answer) -> None:
        """One dispute, its moves a page at a time; the cursor is the number of the last move."""
        if self.id is None and self.party is None:
            raise Unclear(
                "neither the id of a dispute nor a party is given",
                "give `id` as `disputes` shows it, or `party` and `other`",
            )
        fetch = kept(answer, "disputes")
        if fetch is None:
            if self.party:
                between(answer, self)
            answer.note("`events_between` shows what two parties did, move by move")
        elif row := self.chosen(answer, fetch):
            self.show(answer, row)
        else:
            answer.note("no such dispute in the ledger; `disputes` lists those that there are")

    def chosen(self, answer: Answer, fetch: Fetch) -> Item | None:
        """The dispute that is meant; raises Unclear with the candidates where it may be several."""
        if self.id is not None:
            return next(iter(entries.of_ids(answer.archive, "disputes", [self.id], answer.today)), None)
        query = between(answer, self)
        rows: Sequence[Item] = fetch(replace(query, limit=LIMIT, after=None, since=None, until=None))
        if len(rows) > 1:
            titles = {row.id: answer.fence.around(str(row.record.get("title") or row.issue)) for row in rows}
            shown = [{"id": row.id, "title": titles[row.id], "last": row.last} for row in rows]
            many = f"there are {len(rows)} disputes of these parties"
            raise Unclear(many, "ask again with the id of one", shown)
        return rows[0] if rows else None

    def show(self, answer: Answer, row: Item) -> None:
        """A dispute with its moves and, on the first page, the demands, positions and meetings in it,
        a few of each."""
        archive, tell = answer.archive, answer.teller
        answer.more["dispute"] = tell.dispute(row)
        moves = [str(id) for id in row.record.get("moves") or ()]
        known = {told.id: told for told in archive.occurrences_of(moves)}
        told = [known[id] for id in moves if id in known]
        first, last = bound(self.since, FIRST), bound(self.until, LAST)
        if self.since or self.until:
            told = [m for m in told if m.first and first <= (m.last or m.first) and m.first <= last]
        numbered(answer, told, self.after, self.limit, tell.occurrence)
        if gone := len(moves) - len(known):
            answer.note(
                f"{gone} moves are no occurrences of the archive any more; `communique settle` brings the "
                "ledger up to date"
            )
        makers = {"demands": ("demands", tell.demand), "positions": ("positions", tell.held),
                  "due": ("meetings", lambda item: tell.due(entries.meeting(item)))}  # fmt: skip
        for name, (ledger, make) in makers.items() if place(self.after) == 0 else ():
            ids = list(row.record.get(name) or ())[:PARTS]
            answer.more[name] = [make(item) for item in entries.of_ids(archive, ledger, ids, answer.today)]


# ---------------------------------------------------------------- what articles tell
class WhatDidXSay(Page):
    """What a country, an organization or a person said, in the exact words, the newest first; `issue` are
    words of the passage, `recipient` is who was addressed."""

    actor: Who
    issue: Issue | None = None
    recipient: Who | None = None

    def fill(self, answer: Answer) -> None:
        """Statements of a speaker."""
        speaker, to = self.taken(answer, "actor", anyone=True), self.taken(answer, "recipient")
        assert speaker is not None
        # the longest word of a name finds the articles that hold it
        word = max((speaker.name or "").replace('"', " ").split(), key=len, default=None)
        query = self.query(actor=speaker.code, recipient=code(to), no_copies=True,
                           text=word and f'"{word}"')  # fmt: skip

        def keep(row: Any) -> bool:
            said = row.statement
            return called(speaker, [said.speaker]) and (
                to is None or to.name is None or called(to, said.addressees)
            )

        exact = speaker.name is None and (to is None or to.name is None)
        make, wanted = answer.teller.of_archive("statement"), None if exact else keep
        if answer.gather(answer.archive.statements, query, self.limit, make, wanted):
            answer.note(STOPPED)
        if not answer.claims and speaker.code is None and self.after is None:
            answer.note(
                f"{self.actor!r} is in no table and speaks in no article here; give a country, or the name "
                "as articles have it"
            )
        else:
            nothing(answer, "statement of this speaker", query, answer.archive.statements)


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

    def fill(self, answer: Answer) -> None:
        """Events of a pair."""
        one, other = self.taken(answer, "one"), self.taken(answer, "other")
        assert one is not None and other is not None
        if one.code == other.code and one.name == other.name:
            raise Unclear("both sides are the same", "give two different parties")
        sides: Json = {"actor": one.code, "recipient": other.code}
        sides = {"dyad": (one.code, other.code)} if self.direction == "either" else sides
        query = self.query(
            **sides, status=self.status, no_copies=True, min_confidence=self.min_confidence or None,
            origin=None if self.imported else "read",
        )  # fmt: skip
        named = [side for side in (one, other) if side.name is not None]

        def keep(row: Any) -> bool:
            return all(called(side, [*row.event.actors, *row.event.recipients]) for side in named)

        wanted = keep if named else None
        if answer.gather(answer.archive.events, query, self.limit, answer.teller.event_row, wanted):
            answer.note(STOPPED)
        missed = not answer.claims and not self.imported and self.after is None
        if missed and (n := answer.archive.count(replace(query, origin=None))):
            answer.note(f"{n:,} events that others coded are there: ask with imported=true")
        nothing(answer, "event between these parties", query, answer.archive.events)


class Search(Page):
    """Articles that hold all of some words, the best match first, each with the passage;
    "in quotes" a phrase."""

    text: Annotated[Words, Field(description='words, all of which must occur; "in quotes" a phrase')]
    outlet: Words | None = None

    def fill(self, answer: Answer) -> None:
        """Articles found by words."""
        query = self.query(no_copies=True)
        if not any(c.isalnum() for c in self.text):
            raise Unclear(f"{self.text!r} holds no word", "give at least one word with letters or digits")
        answer.gather(answer.archive.articles, query, self.limit, answer.teller.found)
        if not answer.claims and len(self.text.split()) > 1 and self.after is None:
            answer.note("no article holds all of these words; use fewer")
        else:
            nothing(answer, "article with these words", query, answer.archive.articles)


# ---------------------------------------------------------------- reading
class Posted(Asked):
    """A text that is posted, a page of what is found in it at a time."""

    text: Annotated[str, Field(min_length=1, max_length=TEXT_LIMIT)]
    published: Annotated[
        str | None, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="the day that “Thursday” is told from")
    ] = None
    limit: Limit = LARGEST
    after: Cursor | None = None

    def article(self, remedy: str, title: str | None = None, outlet: str | None = None) -> Article:
        """The article that the text stands for; Unclear where it holds no letters."""
        if self.published:
            asking.day("published", self.published)
        if not any(c.isalpha() for c in self.text):
            raise Unclear("the text holds no letters", remedy)
        return made.make(without_surrogates(self.text), title=title, published=self.published, outlet=outlet)


class Read(Posted):
    """Reads a text that you post (English news of diplomacy) and gives its record: events, statements,
    positions, meetings, silences, with the words and offsets. The text is not kept. `published` is the day
    from which “Thursday” is told."""

    published: Annotated[
        str | None, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="the day of publication: 2025-11-27")
    ] = None
    title: Words | None = None
    outlet: Words | None = None
    limit: Limit = 20

    def fill(self, answer: Answer) -> None:
        """The record of a text, a page at a time."""
        asked = self.article("post the words of an article", self.title, self.outlet)
        found = answer.desk.read(asked)
        article, tell = found.article, answer.teller
        tell.articles[article.id] = article
        told: tuple[Any, ...] = (*found.events, *found.statements, *found.meetings, *found.nonresponses)
        spans = {record.id: record.evidence for record in told}
        makers: dict[str, Callable[[Any, Article], Json]] = {
            "events": tell.event, "statements": tell.statement, "positions": tell.position,
            "meetings": tell.meeting, "nonresponses": tell.silence,
            "links": lambda link, article: tell.link(link, spans, article),
        }  # fmt: skip
        rows = [(record, make) for kind, make in makers.items() for record in getattr(found, kind)]
        numbered(answer, rows, self.after, self.limit, lambda pair: pair[1](pair[0], article))
        answer.more["read"] = {
            "sha256": article.sha256, "characters": len(article.text), "language": article.language,
            "counts": {kind: len(getattr(found, kind)) for kind in makers},
        }  # fmt: skip
        answer.notes += list(found.notes)
        if self.published is None and rows:
            answer.note(
                "no day of publication was given: “Thursday” and “yesterday” have no day, and offices are "
                "those of today"
            )
        if not rows and not found.notes:
            answer.note(
                "nothing was coded in this text: no act, statement, position or meeting of a known form was "
                "found in it"
            )


class CheckClaims(Posted):
    """Checks a text that you post, such as a brief that you wrote, before it is sent: each of its claims is
    said in the archive ("supported"), said there otherwise ("altered", with `differs`: party, number, date,
    polarity, status or wording) or not there ("absent"), with the archive's words. Quotations are compared to
    the character. The text is not kept."""

    def fill(self, answer: Answer) -> None:
        """The verdicts on the claims of a text, a page at a time."""
        found = answer.desk.check(self.article("post the sentences that are to be checked"), answer.archive)
        numbered(answer, found, self.after, self.limit, answer.teller.verdict)
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

    def fill(self, answer: Answer) -> None:
        """The ledger of commitments."""
        one, other = self.taken(answer, "actor"), self.taken(answer, "recipient")
        query = self.query(actor=code(one), recipient=code(other), status=self.status)
        query = replace(query, limit=place(self.after) + self.limit + 1, after=None)
        whole(answer, one, other)
        rows = list(ledger_of_commitments(answer.archive, query, answer.today))
        numbered(answer, rows, self.after, self.limit, answer.teller.commitment)
        if not rows:
            answer.note(
                "no such undertaking was read; documents and speeches hold most of them, and `communique "
                "recode` reads older ones anew"
            )


class Drift(Asked):
    """How the wording on an issue drifts: the life of each formula, first and last said, its wordings and
    what changed between them, which parties took it up, and when it was dropped."""

    issue: Annotated[Words, Field(description="words that the sentence itself holds")]
    actor: Annotated[Who | None, Field(description="whose formulas; all parties' by default")] = None
    limit: Limit = LIMIT
    after: Cursor | None = None

    def fill(self, answer: Answer) -> None:
        """The formulas on an issue."""
        one = self.taken(answer, "actor")
        whole(answer, one)
        found = answer.desk.drift(answer.archive, self.issue, code(one))
        numbered(answer, found, self.after, self.limit, answer.teller.formula)
        if not found:
            answer.note("no sentence of a statement or a position holds all of these words; use fewer")


TOOLS: dict[str, type[Asked]] = {  # by the names that a model calls them: what_did_x_say
    re.sub("(?!^)(?=[A-Z])", "_", tool.__name__).lower(): tool for tool in (
        PositionsOf, OpenDemands, WhatDidXSay, UpcomingMeetings, Disputes, Dispute, EventsBetween, Search,
        Read, CheckClaims, Commitments, Drift,
    )
}  # fmt: skip
