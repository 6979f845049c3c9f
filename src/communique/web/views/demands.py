"""Demands, the latest first, or one of them: in the words of its reports, with what came back.

Knows the ledger of demands; does not know how an answer is found.
"""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from communique.records import DemandStatus
from communique.web import entries
from communique.web.frame import Asked, Shown

SIZE = 20  # rows of a page where none are asked for: each brings its answers


def show(asked: Asked) -> Shown:
    """A page of demands, or the one that `id` names."""
    archive, query = asked.archive, asked.query
    id, size = asked.get("id"), query.limit or SIZE
    if id is not None:
        items = [entries.by_id(archive, "demands", id, asked.today)]
    else:
        items = entries.listed(archive, "demands", replace(query, limit=size), asked.today)
    answers = entries.Answers(archive)
    rows = [entries.demand(item) for item in items]
    context = {
        "state": entries.state(archive), "rows": [(row, answers.of(row)) for row in rows], "alone": id is not None,
        "following": items[-1].cursor if id is None and len(items) == size else None, "statuses": get_args(DemandStatus),
        "reports": entries.reports, "quad": entries.quad, "score": entries.score,
    }  # fmt: skip
    return Shown(context, entries.table(archive, "demands", query, asked.today))
