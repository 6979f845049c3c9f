"""Rows of the archive as JSON objects for programs, and flat for tables: one function a kind,
the same for pages and REST.

Knows the rows' fields; does not know what was asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import starmap
from typing import Any

from communique import archive as archives
from communique.archive import Archive, Gathered, Head, Item, Query
from communique.formats.coded import Coded
from communique.records import Actor, Demand, DueMeeting, HeldPosition, Json, Occurrence, Record, load
from communique.web.downloads import flat_head
from communique.web.frame import called
from communique.wording import time_words

# disputes are kept as they are
ENTRIES: dict[str, type[Record]] = {"demands": Demand, "positions": HeldPosition, "meetings": DueMeeting}


def origin(head: Head) -> Json:
    """The article of a row."""
    return {name: getattr(head, name) for name in ("id", "url", "title", "outlet", "published", "copy_of")}


def told(name: str) -> Callable[[Any], Json]:
    """What makes an object of a record as one article tells of it, with this article,
    under the record's name."""

    def made(row: Any) -> Json:
        more = {"origin": row.origin, "goldstein": row.goldstein} if name == "event" else {}
        record = getattr(row, name).to_dict()
        return {"article": origin(row.article), "day": row.day or None, **more, name: record,
                "cursor": row.cursor}  # fmt: skip

    return made


def article(row: archives.ArticleRow) -> Json:
    """An article found, without its text."""
    snippet = [{"text": piece.text, "hit": piece.hit} for piece in row.snippet]
    return {
        "article": origin(row.article), "events": row.events, "statements": row.statements, "rank": row.rank,
        "snippet": snippet, "cursor": row.cursor,
    }  # fmt: skip


def whole(cls: type[Record], record: Mapping[str, Any]) -> Json:
    """A record that may have been kept without its empty keys, with all of them."""
    return load(cls, record).to_dict()


def occurrence(row: Gathered) -> Json:
    """An occurrence."""
    return {"occurrence": whole(Occurrence, row.record), "cursor": row.cursor}


def item(kind: str, row: Item) -> Json:
    """An entry of a ledger."""
    return {
        "record": whole(ENTRIES[kind], row.record) if kind in ENTRIES else dict(row.record),
        "cursor": row.cursor,
    }


# ---------------------------------------------------------------- flat, for tables
def who(actors: Sequence[Actor | None]) -> list[str]:
    """Names of actors."""
    return [called(actor) for actor in actors if actor]


def codes(actors: Sequence[Actor | None]) -> list[str]:
    """Countries of actors."""
    return [actor.country or "" for actor in actors if actor]


def flat_statement(row: archives.StatementRow) -> Json:
    said = row.statement
    return {
        **flat_head(row.article), "day": row.day or None, "id": said.id, "kind": said.kind,
        "speaker": who([said.speaker]), "speaker_country": codes([said.speaker]),
        "addressees": who(said.addressees), "addressee_countries": codes(said.addressees),
        "channel": said.channel, "polarity": said.polarity,
        "words": " … ".join(part.text for part in said.content), "attribution": who(said.attribution),
        "evidence": said.evidence.text, "start": said.evidence.start, "end": said.evidence.end,
    }  # fmt: skip


def flat_meeting(row: archives.MeetingRow) -> Json:
    met = row.meeting
    return {
        **flat_head(row.article), "day": row.day or None, "id": met.id, "kind": met.kind,
        "status": met.status, "when": time_words(met.when), "participants": who(met.participants),
        "countries": codes(met.participants), "place": met.where.name if met.where else None,
        "evidence": met.evidence.text, "start": met.evidence.start, "end": met.evidence.end,
    }  # fmt: skip


def flat_position(row: archives.PositionRow) -> Json:
    held = row.position
    return {
        **flat_head(row.article), "day": row.day or None, "id": held.id, "actor": called(held.actor),
        "country": held.actor.country, "issue": held.issue, "stance": held.stance,
        "wording": held.wording.text, "ascribed_by": called(held.ascribed_by) if held.ascribed_by else None,
        "start": held.wording.start, "end": held.wording.end,
    }  # fmt: skip


def flat_article(row: archives.ArticleRow) -> Json:
    return {
        **flat_head(row.article), "agency": row.article.agency, "language": row.article.language,
        "copy_of": row.article.copy_of, "state": row.article.state, "events": row.events,
        "statements": row.statements, "rank": row.rank,
        "snippet": "".join(piece.text for piece in row.snippet),
    }  # fmt: skip


def flat_record(record: Mapping[str, Any]) -> Json:
    """An occurrence or an entry of a ledger: its reports as the outlets and the words of the first."""
    told = record.get("reports") or record.get("evidence") or ()
    rest = {key: value for key, value in record.items() if key not in ("reports", "evidence")}
    first = told[0] if told else {}
    return {**rest, "reports": len(told), "outlets": sorted({r["outlet"] for r in told if r.get("outlet")}),
            "article": first.get("article"), "words": (first.get("span") or {}).get("text")}  # fmt: skip


FLAT: dict[str, Callable[[Any], Json]] = {
    "statements": flat_statement, "meetings": flat_meeting, "positions": flat_position,
    "articles": flat_article, "occurrences": lambda row: flat_record(row.record),
}  # fmt: skip


def coded(archive: Archive, query: Query) -> Iterator[Coded]:
    """All events that a query has, as they are written to files."""
    return starmap(Coded, archive.stream(query))
