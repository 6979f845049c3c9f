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
from communique.records import correction_of
from communique.show.plain import line

Column = str | Callable[[Any], Any]  # the path to what it holds, or what gives it
Columns = Mapping[str, Column]


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
            click.echo("\t".join(cell(take(row, column)) for column in columns.values()))
        sys.stdout.flush()
    return count


def cell(value: Any) -> str:
    """A value as a cell: no tab and no line break in it, codes joined by blanks."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return " ".join(cell(part) for part in value)
    return line(f"{value:g}" if isinstance(value, float) else str(value)).replace("\t", " ")


def take(row: Any, column: Column) -> Any:
    """What a column holds of a row."""
    return at(row, column.split(".")) if isinstance(column, str) else column(row)


def at(value: Any, path: Sequence[str]) -> Any:
    """What stands at a path of fields, keys or places; "*" goes through all of a list, "#" counts it;
    None where the way breaks off."""
    for n, name in enumerate(path):
        if name == "#":
            return None if value is None else len(value)
        if value is None:
            return None
        if name == "*":
            return [at(one, path[n + 1 :]) for one in value]
        if name.isdigit():
            value = value[int(name)] if len(value) > int(name) else None
        else:
            value = value.get(name) if isinstance(value, Mapping) else getattr(value, name)
    return value


# ---------------------------------------------------------------- columns
def codes(path: str) -> Callable[[Any], list[str]]:
    """What gives the codes of some actors, each once."""
    return lambda row: list(dict.fromkeys(filter(None, take(row, f"{path}.*.code"))))


def published(row: Any) -> str | None:
    return row.article.published[:10] if row.article.published else None


def alike(*names: str) -> Columns:
    """Columns that are called as what they hold."""
    return {name: name for name in names}


def told(record: str, *dates: str) -> Columns:
    """The columns that rows of a record of one article begin with."""
    days = {"from": f"{record}.when.start", "until": f"{record}.when.end"}
    return {"id": f"{record}.id", **{name: days[name] for name in dates}, "reported": published}


OUTLET, ARTICLE = {"outlet": "article.outlet"}, {"article": "article.id"}
FIRST = {"outlet": "evidence.0.outlet", "words": "evidence.0.span.text"}  # of the first report of an entry
LEDGER: dict[str, Columns] = {
    "demands": {
        **alike("id", "by", "of", "asked", "status", "first", "last"), "days": "age_days",
        "answer_id": "responses.*.event", **FIRST,
    },
    "commitments": {
        **alike("id", "by", "to", "what", "status"), "due_from": "due.start", "due_until": "due.end",
        "outlet": "evidence.0.outlet",
    },
    "positions": {
        **alike("id", "actor", "stance", "issue", "wording", "ascribed_by", "first", "last", "changed_from"),
        "outlet": "evidence.0.outlet",
    },
    "meetings": {
        "id": "id", "who": "participants", "kind": "kind", "status": "status", "from": "start",
        "until": "end", **FIRST,
    },
    "disputes": {
        **alike("id", "title", "parties", "issue", "start", "phase", "trigger"), "moves": "moves.#",
        "demands": "demands.#", "positions": "positions.#", "due": "due.#",
    },
    "occurrences": {
        "id": "id", "from": "start", "until": "end", "reported": "reported", "who": "actors",
        "whom": "recipients", "type": "type", "mode": "mode", "status": "status", "reports": "reports.#",
        "outlet": "reports.0.outlet", "words": "reports.0.span.text", "confidence": "confidence",
        "salience": "salience",
    },
}  # fmt: skip
FOUND: dict[str, Columns] = {
    "events": {
        **told("event", "from", "until"), "who": codes("event.actors"), "whom": codes("event.recipients"),
        "type": "event.type", "mode": "event.mode", "status": "event.status", "reports": lambda r: 1,
        **OUTLET, "words": "event.evidence.text", "confidence": "event.confidence", **ARTICLE,
        "corrected": lambda r: correction_of(r.event),
    },
    "statements": {
        **told("statement", "from", "until"), "who": "statement.speaker.code",
        "name": "statement.speaker.name", "whom": codes("statement.addressees"), "kind": "statement.kind",
        "polarity": "statement.polarity", **OUTLET,
        "words": lambda r: " … ".join(part.text for part in r.statement.content), **ARTICLE,
    },
    "meetings": {
        **told("meeting", "from", "until"), "who": codes("meeting.participants"), "kind": "meeting.kind",
        "status": "meeting.status", **OUTLET, "words": "meeting.evidence.text", **ARTICLE,
    },
    "positions": {
        **told("position", "from"), "who": "position.actor.code", "stance": "position.stance",
        "issue": "position.issue", "ascribed_by": "position.ascribed_by.code", **OUTLET,
        "words": "position.wording.text", **ARTICLE,
    },
    "articles": {
        "id": "article.id", "reported": published, **OUTLET, "title": "article.title", "events": "events",
        "statements": "statements", "url": "article.url", "copy_of": "article.copy_of",
    },
    "occurrences": {name: f"record.{path}" for name, path in LEDGER["occurrences"].items()},
}  # fmt: skip
SERIES: Columns = {
    "from": "start", "until": "end", "conflict_words": "verbal_conflict",
    "conflict_deeds": "material_conflict", "cooperation_words": "verbal_cooperation",
    "cooperation_deeds": "material_cooperation", "score": "plover.net",
}  # fmt: skip
FAILURES: Columns = alike("origin", "id", "step", "attempts", "message")
