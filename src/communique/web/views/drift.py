"""The life of formulas on an issue: first and last said, variants with what changed, who took them up,
when they were dropped.

Knows what is asked; does not know how wordings are gathered.
"""

from __future__ import annotations

from communique.comparing.drift import Formula
from communique.web.frame import Asked, Shown

MOST = 60  # formulas of a page


def show(asked: Asked) -> Shown:
    """The formulas on an issue, or the empty form."""
    issue = asked.query.issue
    found: list[Formula] = []
    if issue and asked.desk is not None:
        found = asked.desk.drift(asked.archive, issue, asked.query.actor, asked.query.outlet)
    return Shown({"formulas": found[:MOST], "cut": len(found) > MOST, "issue": issue or ""})
