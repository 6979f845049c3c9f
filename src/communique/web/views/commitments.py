"""Commitments, the latest first: who undertakes what, by when, and whether words say that it was kept.

Knows the ledger of commitments; does not know how one is found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from communique import wording as words
from communique.archive import Archive, Query
from communique.records import Commitment, Json
from communique.settle.commitments import STATUSES, commitments
from communique.web.downloads import Table
from communique.web.frame import Asked, Shown

SIZE = 40


def show(asked: Asked) -> Shown:
    """A page of commitments."""
    query, today = asked.query, asked.today
    start = int(query.after) if query.after and query.after.isdecimal() else 0
    size = query.limit or SIZE
    found = commitments(asked.archive, replace(query, limit=start + size + 1, after=None), today)
    rows = list(islice(found, start, None))
    context = {
        "rows": rows[:size], "statuses": STATUSES, "start": start, "title": title(rows[:size]),
        "following": str(start + size) if len(rows) > size else None,
    }  # fmt: skip
    whole = replace(query, limit=None, after=None)
    return Shown(context, Table("commitments", lambda: flat(asked.archive, whole, today)))


def title(rows: Sequence[Commitment]) -> str:
    """The finding: how those shown stand."""
    counts = Counter(str(one.status) for one in rows)
    told = [f"{words.number(counts[status])} {status}" for status in STATUSES if counts[status]]
    if not rows:
        return "No commitments are reported"
    return f"{words.plural(len(rows), 'commitment')}: {words.listed(told, len(told))}"


def flat(archive: Archive, query: Query, today: str) -> Iterator[Json]:
    """All commitments of a query as rows of a table."""
    for one in commitments(archive, query, today):
        due = one.due
        yield {
            "id": one.id, "by": " ".join(one.by), "to": " ".join(one.to), "what": one.what,
            "due_start": due.start if due else None, "due_end": due.end if due else None,
            "status": one.status, "article": one.evidence[0].article if one.evidence else None,
        }
