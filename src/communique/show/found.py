"""What the archive answers as tables for people: events, statements, articles, meetings, positions,
occurrences, failures, changes.

Knows how a row should look on a terminal; does not know any SQL.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.text import Text

from communique.records import Event, Failure, FeedState
from communique.show import called, line, records, short
from communique.show.blocks import Block, Sheet, one_list
from communique.show.records import NO_DAY, source
from communique.wording import plural

if TYPE_CHECKING:
    from communique.archive import ArticleRow, FailureRow, MeetingRow, PositionRow
    from communique.pipeline import Change


def articles(rows: Sequence[ArticleRow]) -> Sheet:
    """Articles with the words that were asked for, where they occur."""
    made = []
    for row in rows:
        head = row.article
        snippet = "".join(piece.text for piece in row.snippet)
        counts = f"{plural(row.events, 'act')}, {plural(row.statements, 'statement')}"
        outlet = line(head.outlet) or "outlet not named"
        notes = (
            f"{f'{outlet} · ' if head.title else ''}{counts}{' · a copy' if head.copy_of else ''}",
            head.url or head.id,
        )
        title = line(head.title) or outlet
        made.append(Block((head.published or NO_DAY)[:10], title, "", snippet, notes, "", len(title)))
    return one_list(plural(len(rows), "article"), made)


def meetings(rows: Sequence[MeetingRow]) -> Sheet:
    """Meetings with their sources, as single articles tell of them."""
    made = ((records.met(row.meeting), row.article) for row in rows)
    told = (replace(block, notes=(*block.notes, source(head))) for block, head in made)
    return one_list(plural(len(rows), "meeting"), told)


def positions(rows: Sequence[PositionRow]) -> Sheet:
    """Positions with their sources, as single articles tell of them."""
    made = []
    for row in rows:
        block, by = records.held(row.position), row.position.ascribed_by
        made.append(replace(block, notes=(*((f"as {called(by)} says",) if by else ()), source(row.article))))
    return one_list(plural(len(rows), "position"), made)


LISTS: Mapping[str, Callable[[Sequence[Any]], RenderableType]] = {
    "statements": records.statements, "articles": articles, "meetings": meetings, "positions": positions,
    "occurrences": records.occurrences,
}  # fmt: skip


def failures(rows: Sequence[FailureRow]) -> Sheet:
    """What could not be read: where, at which step, why, how often."""
    made = [
        Block(
            row.last[:10], line(row.origin), "", row.message,
            (f"at {row.step}, {plural(row.attempts, 'try', 'tries')}",),
        )
        for row in rows
    ]  # fmt: skip
    return one_list(f"Could not be read ({len(rows):,})", made)


def feed(state: FeedState, name: str | None = None) -> Text:
    """The state of a feed on one line."""
    if state.failures:
        called = f"{line(name)} ({line(state.url)})" if name else line(state.url)
        return Text(
            f"{called}: {short(state.message or 'failed')} ({state.failures} times in a row)", "yellow"
        )
    return Text(
        f"{line(state.url)}: {state.seen} articles so far, looked at {state.checked or 'never'}", "dim"
    )


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
    failures = f", {failed:,} could not be read" if failed else ""
    types = sorted({*before, *after})
    heading = Text(
        f"{'act':14}" + "".join(f"{name:>9}" for name in ("before", "after", "same", "gone", "new")), "dim"
    )
    title = Text(f"{plural(read, 'article')} read again, {changed:,} changed{failures}", "bold")
    found = (numbers(name, before[name], after[name], same[name]) for name in types)
    return Group(title, *((Text(), heading) if types else ()), *found)


def numbers(type_: str, before: int, after: int, same: int) -> Text:
    """A type of act with its numbers."""
    gone, new = before - same, after - same
    found = Text(f"{type_:14}" + "".join(f"{n:>9,}" for n in (before, after, same)))
    return found.append(f"{gone:>9,}", "red" if gone else "dim").append(
        f"{new:>9,}", "green" if new else "dim"
    )


def sort(event: Event) -> tuple[str, ...]:
    """What makes two codings of one article the same: type, mode, parties,
    status and the words that say it."""
    parties = (" ".join(sorted(str(a.country) for a in side)) for side in (event.actors, event.recipients))
    return (event.type, event.mode or "", *parties, event.status, str(event.trigger.start))
