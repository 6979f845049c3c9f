"""Meetings to the accounts of each that can be laid side by side: read-outs of either side,
or the news of several outlets.

Knows that one encounter may be told as a call by one side and as talks by the other;
does not know how texts are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from communique import grouping
from communique.records import DueMeeting, Report

MOST = 3  # accounts of one meeting that are paired with one another


class Account(NamedTuple):
    """A meeting and two reports on it, of different articles and outlets."""

    meeting: DueMeeting
    a: Report
    b: Report


def accounts(meetings: Iterable[DueMeeting]) -> Iterator[Account]:
    """The pairs of accounts of meetings, in the order of the meetings;
    those of the same parties on one day are one encounter."""
    for group in grouping.lists((encounter(met), met) for met in meetings).values():
        told: dict[str, Report] = {}
        for report in (report for met in group for report in met.evidence):
            told.setdefault(report.outlet or report.article, report)
        for one, other in combinations(list(told.values())[:MOST], 2):
            if one.article != other.article:
                yield Account(group[0], one, other)


def encounter(met: DueMeeting) -> tuple[str, ...]:
    """What two meetings have in common that are one encounter: the parties and the day, where it is one."""
    day = met.start if met.end in (None, met.start) else None
    return (*sorted(met.participants), day) if day else (met.id,)
