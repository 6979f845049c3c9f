"""One answer to a model: claims within a size, the cursor to go on from, how old the data are,
and the fence around others' words.

Knows pages, sizes and clocks; does not know any tool.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from communique import asking
from communique.archive import Archive, Query
from communique.knowledge import ontology
from communique.records import Json
from communique.text.days import days_between
from communique.web.desk import Desk
from communique.web.frame import clocks_of
from communique.web.mcp.claims import Teller
from communique.web.mcp.quoting import Fence, encoded

MOST = 24_000  # characters of the claims of one answer
SCANNED = 3000  # rows looked at for one answer where the archive cannot filter them itself
PAGE = 200  # rows in one read of such a search
T = TypeVar("T")
Fetch = Callable[[Query], Sequence[Any]]


class Answer:
    """An answer while it is made; ages are counted to the day that is asked for,
    else to that of the newest article."""

    def __init__(self, archive: Archive, fence: Fence, desk: Desk, as_of: str | None = None) -> None:
        self.archive, self.fence, self.desk = archive, fence, desk
        # of later days nobody has read
        self.today = archive.as_of(asking.asked({"as_of": as_of}).as_of)
        self.teller = Teller(archive, fence, self.today)
        self.clocks = clocks(archive)
        self.asked: Json = {}
        self.claims: list[Json] = []
        self.notes: list[str] = []
        self.more: Json = {}
        self.next: str | None = None

    def note(self, text: str) -> None:
        """Say something that is not in the claims."""
        self.notes.append(text)

    def put(
        self, rows: Sequence[T], make: Callable[[T], Json], after: str | None,
        at: Callable[[T], str] = lambda row: str(row.cursor),  # type: ignore[attr-defined]
    ) -> None:
        """Make claims of rows until the answer is full; `after` is the cursor behind the last row,
        `at` gives that behind each."""
        size = 0
        for row in rows:
            claim = make(row)
            size += len(encoded(claim))
            if self.claims and size > MOST:
                self.note(f"the answer was full at {len(self.claims)} claims; go on with `after`")
                return
            self.claims.append(claim)
            self.next = at(row)
        self.next = after

    def gather(
        self, fetch: Fetch, query: Query, limit: int, make: Callable[[Any], Json],
        keep: Callable[[Any], bool] | None = None,
    ) -> bool:
        """Make claims of the rows of a query that are wanted;
        whether the search stopped before its end."""
        rows, after, cut = scan(fetch, query, limit, keep)
        self.put(rows, make, after)
        return cut

    def body(self) -> Json:
        """The whole answer."""
        types = {claim["type"] for claim in self.claims if claim["kind"] in ("event", "occurrence")}
        legend = {name: kind.definition for name, kind in ontology.types().items() if name in types}
        return {
            "untrusted": self.fence.rule, "archive": self.clocks, "asked": self.asked, "notes": self.notes,
            "claims": self.claims, "next": self.fence.id(self.next), **self.more,
            **({"types": legend} if legend else {}),
        }  # fmt: skip


def clocks(archive: Archive) -> Json:
    """How new the data are, and whether all of them are settled."""
    now = clocks_of(archive)
    stale: list[str] = []
    if now.empty:
        stale.append("the archive is empty: `communique ingest` puts articles into it")
    if now.old:
        age = days_between(now.newest, datetime.now(UTC).date().isoformat())
        stale.append(
            f"the newest article is {age} days old: what happened since is not known here; `communique "
            "ingest` or `watch` adds"
        )
    if not now.empty and archive.method() is None:
        stale.append(
            "nothing was settled yet: no copies, occurrences or ledgers; `communique settle` makes them"
        )
    elif now.waiting:
        stale.append(
            f"{now.waiting:,} articles or occurrences wait to be settled and are not in the ledgers; run "
            "`communique settle`"
        )
    return {
        "data_up_to": now.newest, "settled_at": archive.mark("settled_at"),
        "waiting_to_be_settled": now.waiting, "stale": stale,
    }


def scan(
    fetch: Fetch, query: Query, limit: int, keep: Callable[[Any], bool] | None = None
) -> tuple[list[Any], str | None, bool]:
    """Rows of a query that are wanted, the cursor to go on from (None at the end),
    and whether the search stopped before its end."""
    kept: list[Any] = []
    looked, after, size = 0, query.after, limit + 1 if keep is None else PAGE
    while looked < SCANNED:
        rows = fetch(replace(query, limit=size, after=after))
        for row in rows:
            if keep is None or keep(row):
                if len(kept) == limit:
                    return kept, kept[-1].cursor, False
                kept.append(row)
        if len(rows) < size:
            return kept, None, False
        looked, after = looked + len(rows), rows[-1].cursor
    return kept, after, True
