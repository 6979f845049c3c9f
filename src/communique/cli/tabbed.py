"""Lists as lines for programs: a heading line, one record a line, tab-separated; ids and days in full,
nothing cut, what is unknown empty.

Knows the columns of each list, whose order never changes (new ones come last); does not know what was asked.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import click

from communique.cli.output import to_pipe
from communique.records import When, correction_of
from communique.show.plain import line

Columns = Mapping[str, Callable[[Any], Any]]


def piped() -> bool:
    """Whether standard output is no terminal, so that a list becomes lines;
    COLUMNS in the environment asks for the page all the same."""
    return not sys.stdout.isatty() and not os.environ.get("COLUMNS")


def put_lines(columns: Columns, rows: Iterable[Any]) -> int:
    """Print the heading line and a line for each row; how many rows there were."""
    count = 0
    with to_pipe():
        click.echo("\t".join(columns))
        for count, row in enumerate(rows, 1):  # noqa: B007
            click.echo("\t".join(cell(take(row)) for take in columns.values()))
        sys.stdout.flush()
    return count


def cell(value: Any) -> str:
    """A value as a cell: no tab and no line break in it, codes joined by blanks."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return " ".join(cell(part) for part in value)
    return line(f"{value:g}" if isinstance(value, float) else str(value)).replace("\t", " ")


# ---------------------------------------------------------------- columns
def codes(actors: Sequence[Any]) -> list[str]:
    """The codes of actors."""
    return list(dict.fromkeys(actor.code for actor in actors if actor and actor.code))


def first(when: When | None) -> str | None:
    return when.start if when else None


def last(when: When | None) -> str | None:
    return when.end if when else None


def published(row: Any) -> str | None:
    return row.article.published[:10] if row.article.published else None


def told(
    name: str, take: Callable[[Mapping[str, Any]], Any] = lambda report: report["span"]["text"]
) -> Callable[[Any], Any]:
    """What the first report of an entry of a ledger says."""
    return lambda entry: take(entry[name][0]) if entry.get(name) else None


def field(name: str) -> Callable[[Any], Any]:
    """A field of an entry of a ledger."""
    return lambda entry: entry.get(name)


def number(name: str) -> Callable[[Any], int]:
    """How many a field of an entry of a ledger holds."""
    return lambda entry: len(entry[name])


def outlet(name: str) -> Callable[[Any], Any]:
    """Who published the first report of an entry."""
    return told(name, lambda report: report.get("outlet"))


FOUND: dict[str, Columns] = {
    "events": {
        "id": lambda r: r.event.id, "from": lambda r: first(r.event.when),
        "until": lambda r: last(r.event.when), "reported": published, "who": lambda r: codes(r.event.actors),
        "whom": lambda r: codes(r.event.recipients), "type": lambda r: r.event.type,
        "mode": lambda r: r.event.mode, "status": lambda r: r.event.status, "reports": lambda r: 1,
        "outlet": lambda r: r.article.outlet, "words": lambda r: r.event.evidence.text,
        "confidence": lambda r: r.event.confidence, "article": lambda r: r.article.id,
        "corrected": lambda r: correction_of(r.event),
    },
    "statements": {
        "id": lambda r: r.statement.id, "from": lambda r: first(r.statement.when),
        "until": lambda r: last(r.statement.when), "reported": published,
        "who": lambda r: codes([r.statement.speaker]),
        "name": lambda r: r.statement.speaker.name if r.statement.speaker else None,
        "whom": lambda r: codes(r.statement.addressees), "kind": lambda r: r.statement.kind,
        "polarity": lambda r: r.statement.polarity, "outlet": lambda r: r.article.outlet,
        "words": lambda r: " … ".join(part.text for part in r.statement.content),
        "article": lambda r: r.article.id,
    },
    "meetings": {
        "id": lambda r: r.meeting.id, "from": lambda r: first(r.meeting.when),
        "until": lambda r: last(r.meeting.when), "reported": published,
        "who": lambda r: codes(r.meeting.participants), "kind": lambda r: r.meeting.kind,
        "status": lambda r: r.meeting.status, "outlet": lambda r: r.article.outlet,
        "words": lambda r: r.meeting.evidence.text, "article": lambda r: r.article.id,
    },
    "positions": {
        "id": lambda r: r.position.id, "from": lambda r: first(r.position.when), "reported": published,
        "who": lambda r: r.position.actor.code, "stance": lambda r: r.position.stance,
        "issue": lambda r: r.position.issue,
        "ascribed_by": lambda r: r.position.ascribed_by.code if r.position.ascribed_by else None,
        "outlet": lambda r: r.article.outlet, "words": lambda r: r.position.wording.text,
        "article": lambda r: r.article.id,
    },
    "articles": {
        "id": lambda r: r.article.id, "reported": published, "outlet": lambda r: r.article.outlet,
        "title": lambda r: r.article.title, "events": lambda r: r.events,
        "statements": lambda r: r.statements, "url": lambda r: r.article.url,
        "copy_of": lambda r: r.article.copy_of,
    },
}  # fmt: skip
LEDGER: dict[str, Columns] = {
    "demands": {
        **{name: field(name) for name in ("id", "by", "of", "asked", "status", "first", "last")},
        "days": field("age_days"), "answer_id": lambda d: [r["event"] for r in d["responses"]],
        "outlet": outlet("evidence"), "words": told("evidence"),
    },
    "commitments": {
        **{name: field(name) for name in ("id", "by", "to", "what", "status")},
        "due_from": lambda c: (c["due"] or {}).get("start"),
        "due_until": lambda c: (c["due"] or {}).get("end"), "outlet": outlet("evidence"),
    },
    "positions": {
        **{
            name: field(name)
            for name in (
                "id", "actor", "stance", "issue", "wording", "ascribed_by", "first", "last", "changed_from",
            )
        },
        "outlet": outlet("evidence"),
    },
    "meetings": {
        "id": field("id"), "who": field("participants"), "kind": field("kind"), "status": field("status"),
        "from": field("start"), "until": field("end"), "outlet": outlet("evidence"),
        "words": told("evidence"),
    },
    "disputes": {
        **{name: field(name) for name in ("id", "title", "parties", "issue", "start", "phase", "trigger")},
        **{name: number(name) for name in ("moves", "demands", "positions", "due")},
    },
    "occurrences": {
        "id": field("id"), "from": field("start"), "until": field("end"), "reported": field("reported"),
        "who": field("actors"), "whom": field("recipients"), "type": field("type"), "mode": field("mode"),
        "status": field("status"), "reports": lambda o: len(o.get("reports") or ()),
        "outlet": outlet("reports"), "words": told("reports"), "confidence": field("confidence"),
        "salience": field("salience"),
    },
}  # fmt: skip


def of_record(take: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """What a column of a ledger takes, from the row that holds the entry."""
    return lambda row: take(row.record)


FOUND["occurrences"] = {name: of_record(take) for name, take in LEDGER["occurrences"].items()}
SERIES: Columns = {
    "from": lambda p: p.start, "until": lambda p: p.end, "conflict_words": lambda p: p.verbal_conflict,
    "conflict_deeds": lambda p: p.material_conflict, "cooperation_words": lambda p: p.verbal_cooperation,
    "cooperation_deeds": lambda p: p.material_cooperation, "score": lambda p: p.plover.net,
}  # fmt: skip
FAILURES: Columns = {
    "origin": lambda f: f.origin, "id": lambda f: f.id, "step": lambda f: f.step,
    "attempts": lambda f: f.attempts, "message": lambda f: f.message,
}  # fmt: skip
