"""What the archive answers as tables for people: events, statements, articles, meetings, positions, occurrences, failures, changes.

Knows how a row should look on a terminal; does not know any SQL.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from communique.records import Event, Failure, FeedState
from communique.show import QUAD, UNKNOWN, act, called, dated, grid, legend, line, listed, short, stacked, word_of

if TYPE_CHECKING:
    from communique.archive import ArticleRow, EventRow, FailureRow, Gathered, Head, MeetingRow, PositionRow, StatementRow
    from communique.pipeline import Change

NO_TEXT = "(imported: no text)"


def source(head: Head) -> Text:
    """Where a row is from: outlet, day of publication, and that it is a copy."""
    return stacked((line(head.outlet or head.url or head.id), ""), (head.published[:10] if head.published else "", "dim"),
                   ("a copy" if head.copy_of else "", "yellow"))  # fmt: skip


def events(rows: Sequence[EventRow], total: int) -> Table:
    """Events with their sources, coloured by quad class."""
    table = grid(heading("Events", len(rows), total), ("when", 2), ("who → whom", 3), ("act", 2), ("the words", 6), ("source", 2))
    table.caption_justify, table.caption = "left", legend([r.event for r in rows])
    for row in rows:
        e = row.event
        parties = stacked((listed(e.actors), "bold"), (f"→ {listed(e.recipients)}" if e.recipients else "", "bold"))
        deed = stacked((act(e), QUAD.get(e.quad, "")), (e.status, "" if e.status == "actual" else "yellow"), (f"{e.confidence:.2f}", "dim"))
        words = stacked(
            (short(e.evidence.text) or NO_TEXT, ""), (f"on the word of {word_of(e.attribution)}" if e.attribution else "", "dim")
        )
        table.add_row(
            stacked((dated(e.when) if e.when else row.day or UNKNOWN, "blue"), (e.id, "dim")), parties, deed, words, source(row.article)
        )
    return table


def statements(rows: Sequence[StatementRow]) -> Table:
    """Statements with their sources."""
    table = grid(heading("Statements", len(rows)), ("when", 2), ("who said it", 3), ("the words", 7), ("source", 2))
    for row in rows:
        s = row.statement
        who = stacked((called(s.speaker), "bold"), (f"to {listed(s.addressees)}" if s.addressees else "", "magenta"))
        table.add_row(stacked((row.day or UNKNOWN, "blue")), who, short(" … ".join(c.text for c in s.content)), source(row.article))
    return table


def articles(rows: Sequence[ArticleRow]) -> Table:
    """Articles with the words that were asked for, where they occur."""
    table = grid(heading("Articles", len(rows)), ("source", 2), ("article", 8), ("records", 2))
    for row in rows:
        hit = Text()
        for piece in row.snippet:
            hit.append(
                line(piece.text) if piece.text.strip() == piece.text else f" {line(piece.text)} ", "bold reverse" if piece.hit else "dim"
            )
        body = Group(Text(line(row.article.title or row.article.id), "bold"), hit)
        table.add_row(source(row.article), body, f"{row.events} events\n{row.statements} statements")
    return table


def meetings(rows: Sequence[MeetingRow]) -> Table:
    """Meetings with their sources."""
    table = grid(heading("Meetings", len(rows)), ("when", 2), ("who", 3), ("what", 2), ("the words", 6), ("source", 2))
    for row in rows:
        m = row.meeting
        what = stacked((m.kind, ""), (m.status, "" if m.status == "held" else "yellow"))
        when = stacked((dated(m.when) if m.when else UNKNOWN, "blue"))
        table.add_row(when, listed(m.participants), what, short(m.evidence.text), source(row.article))
    return table


def positions(rows: Sequence[PositionRow]) -> Table:
    """Positions with their sources."""
    table = grid(heading("Positions", len(rows)), ("who", 3), ("stance", 3), ("the words", 6), ("source", 2))
    for row in rows:
        p = row.position
        who = stacked((called(p.actor), "bold"), (f"says {called(p.ascribed_by)}" if p.ascribed_by else "", "yellow"))
        table.add_row(who, stacked((p.stance, ""), (line(p.issue), "dim")), short(p.wording.text), source(row.article))
    return table


def occurrences(rows: Sequence[Gathered]) -> Table:
    """Happenings with how many report them, and from how many independent origins."""
    table = grid(heading("Occurrences", len(rows)), ("when", 2), ("who → whom", 3), ("act", 2), ("reports", 2), ("the words", 6))
    for row in rows:
        days = row.start or UNKNOWN if row.start == row.end else f"{row.start} – {row.end}"
        parties = stacked((", ".join(row.actors) or UNKNOWN, "bold"), (f"→ {', '.join(row.recipients)}" if row.recipients else "", "bold"))
        reports = row.record.get("reports") or ()
        first = next((r["span"]["text"] for r in reports if r.get("span") and r["span"]["text"]), NO_TEXT)
        counted = stacked((f"{len(reports)} reports", ""), (f"{row.origins} origins", "dim"),
                          (f"{len(row.record['versions'])} versions differ" if row.record.get("versions") else "", "yellow"))  # fmt: skip
        table.add_row(stacked((days, "blue"), (row.id, "dim")), parties, row.type, counted, short(first))
    return table


def failures(rows: Sequence[FailureRow]) -> Table:
    """What could not be read: where, at which step, why, how often."""
    table = grid(heading("Could not be read", len(rows)), ("where", 4), ("step", 1), ("why", 6), ("tries", 1))
    for row in rows:
        table.add_row(line(row.origin), row.step, short(row.message), str(row.attempts))
    return table


def feed(state: FeedState, name: str | None = None) -> Text:
    """The state of a feed on one line."""
    if state.failures:
        called = f"{line(name)} ({line(state.url)})" if name else line(state.url)
        return Text(f"{called}: {short(state.message or 'failed')} ({state.failures} times in a row)", "yellow")
    return Text(f"{line(state.url)}: {state.seen} articles so far, looked at {state.checked or 'never'}", "dim")


# ---------------------------------------------------------------- what changed
def changes(rows: Iterable[Change]) -> RenderableType:
    """What other rules made of stored texts: by type how many events there were, stayed, went and came."""
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    same: Counter[str] = Counter()
    read = changed = failed = 0
    for row in rows:
        read += 1
        if isinstance(row.after, Failure):
            failed += 1
            continue
        old, new = {sort(e) for e in row.before.events}, {sort(e) for e in row.after.events}
        changed += row.before.to_dict() != row.after.to_dict()
        before.update(e[0] for e in old)
        after.update(e[0] for e in new)
        same.update(e[0] for e in old & new)
    table = grid(f"Events by type, before and after ({read} articles, {changed} changed{f', {failed} failed' if failed else ''})",
                 ("type", 3), ("before", 1), ("after", 1), ("the same", 1), ("gone", 1), ("new", 1))  # fmt: skip
    table.leading = 0
    for type_ in sorted({*before, *after}):
        went, came = before[type_] - same[type_], after[type_] - same[type_]
        table.add_row(type_, str(before[type_]), str(after[type_]), str(same[type_]), Text(str(went), "red" if went else "dim"),
                      Text(str(came), "green" if came else "dim"))  # fmt: skip
    return table


def sort(event: Event) -> tuple[str, ...]:
    """What makes two codings of one article the same: type, mode, parties, status and the words that say it."""
    parties = (" ".join(sorted(str(a.country) for a in side)) for side in (event.actors, event.recipients))
    return (event.type, event.mode or "", *parties, event.status, str(event.trigger.start))


def heading(what: str, shown: int, total: int | None = None) -> str:
    """The title of a table that may show only the first rows."""
    return f"{what} ({shown} of {total:,})" if total is not None and total > shown else f"{what} ({shown:,})"
