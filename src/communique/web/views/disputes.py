"""Disputes, those with the latest moves first, each with the words of its latest or first move.

Knows the entries of the ledger of disputes; does not know how a dispute is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from communique.archive import Archive, Gathered, Item
from communique.records import Report
from communique.web import entries
from communique.web.frame import Asked, Shown, country
from communique.web.questions import ROWS, link

PHASES = ("rising", "steady", "falling", "dormant")


@dataclass(frozen=True, slots=True)
class Dispute:
    """A dispute as its page shows it: the entry's fields, whose ids are all text, and the words of its latest or first move."""

    id: str
    title: str
    parties: tuple[str, ...]
    issue: str
    start: str | None
    last: str
    trigger: str | None
    phase: str
    moves: tuple[str, ...]
    demands: tuple[str, ...]
    positions: tuple[str, ...]
    third_parties: tuple[Mapping[str, Any], ...]
    bodies: tuple[str, ...]
    due: tuple[str, ...]
    because: tuple[str, ...]
    which: str = ""
    words: tuple[Report, ...] = ()

    @property
    def link(self) -> str:
        """Its page."""
        return link("/dispute", id=self.id, dyad="-".join(self.parties[:2]) if len(self.parties) > 1 else None)


def show(asked: Asked) -> Shown:
    """A page of disputes."""
    query = asked.query
    size = query.limit or ROWS // 2
    items = entries.listed(asked.archive, "disputes", replace(query, limit=size), asked.today)
    context = {"state": entries.state(asked.archive), "rows": disputes(asked.archive, items), "phases": PHASES,
               "following": items[-1].cursor if len(items) == size else None,
               "reports": entries.reports, "quad": entries.quad, "score": entries.score}  # fmt: skip
    return Shown(context, entries.table(asked.archive, "disputes", query, asked.today))


def disputes(archive: Archive, items: Iterable[Item]) -> list[Dispute]:
    """Disputes with the words of their latest move, else of their trigger."""
    found = [dispute(item) for item in items]
    ids = {id for one in found for id in (*one.moves[-1:], *([one.trigger] if one.trigger else []))}
    acts = {row.id: row for row in archive.occurrences_of(ids)}
    return [worded(one, acts) for one in found]


def worded(one: Dispute, acts: Mapping[str, Gathered]) -> Dispute:
    """A dispute with words."""
    for which, id in (("Latest move", one.moves[-1] if one.moves else None), ("It began with", one.trigger)):
        if id is not None and id in acts:
            return replace(one, which=which, words=tuple(entries.reports(acts[id])))
    return one


def dispute(item: Item) -> Dispute:
    """A dispute from its entry; keys that are missing are none."""
    record = item.record
    parties = texts(record.get("parties"))
    title = record.get("title") or " – ".join(country(code) for code in parties) or item.id
    return Dispute(
        item.id, str(title), parties, str(record.get("issue") or item.issue or ""), record.get("start") or item.first or None, item.last,
        record.get("trigger"), str(record.get("phase") or item.status), texts(record.get("moves")), texts(record.get("demands")),
        texts(record.get("positions")), tuple(t for t in record.get("third_parties") or () if isinstance(t, Mapping)),
        texts(record.get("bodies")), texts(record.get("due")), texts(record.get("because")),
    )  # fmt: skip


def texts(given: Any) -> tuple[str, ...]:
    """A list of words or ids; an entry that is an object gives its id."""
    return tuple(str(one.get("id") if isinstance(one, Mapping) else one) for one in given or ())
