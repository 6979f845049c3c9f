"""Commitments, the latest first: who undertakes what, by when, and whether words say that it was kept.

Knows the ledger of commitments; does not know how one is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.archive import Archive, Query
from communique.records import Json
from communique.settle.commitments import STATUSES, commitments
from communique.web.downloads import Table
from communique.web.frame import Asked, Shown

SIZE = 40


def show(asked: Asked) -> Shown:
    """A page of commitments."""
    today = newest(asked.archive)
    rows = list(
        commitments(asked.archive, replace(asked.query, limit=asked.query.limit or SIZE, after=None), today)
    )
    query = replace(asked.query, limit=None, after=None)
    table = Table("commitments", lambda: flat(asked.archive, query, today))
    return Shown({"rows": rows, "statuses": STATUSES, "as_of": today}, table)


def newest(archive: Archive) -> str:
    """The day of the newest article, to which what is due is counted."""
    rows = archive.articles(Query(limit=1))
    return rows[0].article.day if rows else ""


def flat(archive: Archive, query: Query, today: str) -> Iterator[Json]:
    """All commitments of a query as rows of a table."""
    for one in commitments(archive, query, today):
        due = one.due
        yield {
            "id": one.id,
            "by": " ".join(one.by),
            "to": " ".join(one.to),
            "what": one.what,
            "due_start": due.start if due else None,
            "due_end": due.end if due else None,
            "status": one.status,
            "article": one.evidence[0].article if one.evidence else None,
        }
