"""The list of events that a question leaves, the newest first, each with its words.

Knows the archive's events; does not know HTML.
"""

from __future__ import annotations

from dataclasses import replace

from communique.formats.coded import Coded
from communique.web.downloads import Table
from communique.web.frame import Asked, Shown
from communique.web.questions import ROWS


def show(asked: Asked) -> Shown:
    """A page of events."""
    query = asked.query
    size = query.limit or ROWS
    rows = asked.archive.events(replace(query, limit=size))
    following = rows[-1].cursor if len(rows) == size else None
    context = {"rows": rows, "total": asked.archive.count(query), "following": following}
    everything = replace(query, limit=None, after=None)
    return Shown(context, Table("events", lambda: (Coded(event, article) for event, article in asked.archive.stream(everything)), True))
