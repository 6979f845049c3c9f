"""Review: what a person says of a record; accepted, corrected or rejected, with a note. The original stays,
every word is kept.

Knows what may be corrected in a record; does not know how it is stored.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, get_args

from starlette.responses import RedirectResponse, Response

from communique import asking, grouping
from communique.archive import Archive, Review
from communique.knowledge import ontology
from communique.records import Actor, Event, Json, Reading, Statement, Status, When, passage
from communique.web.downloads import Table, attached
from communique.web.frame import Asked, Missing, Shown, storable
from communique.web.questions import AskError, link, party
from communique.web.remarks import now
from communique.web.views.article import KINDS, Found
from communique.web.views.events import Context, context_of

VERDICTS = ("accept", "correct", "reject")
LONGEST = 2000  # characters of a note
QUEUE = 20  # records that are offered
AROUND = 600  # characters of context on either side
STATUSES: tuple[str, ...] = get_args(Status)
CORRECTABLE = ("events", "statements")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def show(asked: Asked) -> Shown | Response:
    """A record to review with what was said of it; without one, what waits, what was said,
    and the accuracy from it."""
    form = asked.get("export")
    if form in EXPORTS:
        return export(asked.archive, form)
    record = chosen(asked) if asked.get("record") else None
    said = asked.archive.verdicts()
    waiting = queue(asked, said)
    context = {
        "chosen": record, "reviewer": asked.settings.reviewer, "statuses": STATUSES,
        "correctable": CORRECTABLE,
        "trail": asked.archive.reviews(None if asked.get("saved") else asked.get("article"), limit=50),
        "scores": scores(said), "queue": waiting,
        "context": around(asked, record) if record else None, "saved": asked.get("saved"),
        "done": len(said), "shown": len(waiting) + (1 if record else 0),
        "modes": asking.modes(),
    }  # fmt: skip
    return Shown(context, Table("reviews", lambda: lines(asked.archive)))


def take(asked: Asked) -> Shown | Response:
    """Keep what a form says of a record, and go on to it."""
    form = asked.form or {}
    if asked.settings.reviewer is None:
        raise AskError("reviews are kept under a name: start the server with --reviewer NAME")
    verdict, note = among("verdict", form.get("verdict", ""), VERDICTS), form.get("note", "").strip()
    if len(note) > LONGEST:
        raise AskError(f"note: {len(note):,} characters; give at most {LONGEST:,}")
    found = chosen(asked)
    original = found.record.to_dict()
    corrected = correction(found, form) if verdict == "correct" else None
    if verdict == "correct" and corrected == original:
        raise AskError("nothing was changed; change a field, or accept the record")
    article = asked.archive.article(asked.get("article") or "")
    assert article is not None
    said = Review(
        article.id, found.kind, found.record.id, verdict, original, corrected,  # type: ignore[arg-type]
        storable(note), asked.settings.reviewer, now(), article.sha256,
    )  # fmt: skip
    asked.archive.add_review(said)
    following = next(iter(queue(asked, asked.archive.verdicts())), None)
    where = {"article": article.id, "kind": found.kind, "record": found.record.id}
    if form.get("then") == "next" and following is not None:
        where = {"article": following.article.id, "kind": "events", "record": following.event.id}
    return RedirectResponse(link("/review", **where, saved="1"), 303)


def among(name: str, given: str, choices: Collection[str]) -> str:
    """A word of a form that is one of some; AskError for another."""
    if given not in choices:
        raise AskError(f"{name}: {given[:40]!r} is none of {', '.join(choices)}")
    return given


def around(asked: Asked, found: Found) -> Context | None:
    """The words of a record in their surroundings."""
    span, trigger = passage(found.record), getattr(found.record, "trigger", None)
    return context_of(asked.archive, asked.get("article") or "", span, trigger, AROUND)


def chosen(asked: Asked) -> Found:
    """The record that the address names."""
    article, kind, id = asked.get("article"), asked.get("kind") or "events", asked.get("record")
    reading = asked.archive.reading(article) if article else None
    if reading is None or kind not in KINDS:
        raise Missing("there is no such article, or no such kind of record")
    for record in getattr(reading, kind):
        if record.id == id:
            said = asked.archive.reviews(article, limit=500)
            last = next((r for r in said if (r.kind, r.record) == (kind, id)), None)
            return Found(kind, record, (), None, last, True)
    raise Missing(f"the article has no record {id!r} of this kind; it may have been read anew since")


# ---------------------------------------------------------------- corrections
def correction(found: Found, form: Mapping[str, str]) -> Json:
    """The record as the form wants it; AskError names the field that cannot be."""
    record = found.record
    if isinstance(record, Event):
        return corrected_event(record, form).to_dict()
    if isinstance(record, Statement):
        speakers = actors("speaker", form, (record.speaker,) if record.speaker else ())
        if len(speakers) > 1:
            raise AskError("speaker: more than one; give one code")
        return replace(record, speaker=speakers[0] if speakers else None,
                       addressees=actors("addressees", form, record.addressees)).to_dict()  # fmt: skip
    raise AskError(
        "only events and statements can be corrected; accept or reject the record, and say why in the note"
    )


def corrected_event(record: Event, form: Mapping[str, str]) -> Event:
    """An event with the form's fields."""
    type = among("type", form.get("type", record.type), ontology.types())
    mode = form.get("mode", record.mode or "").strip() or None
    if mode and mode not in ontology.modes(type):
        raise AskError(
            f"mode: {type} has no {mode[:40]!r}; it has {', '.join(ontology.modes(type)) or 'none'}"
        )
    status = among("status", form.get("status", record.status), STATUSES)
    contexts = tuple(dict.fromkeys(form.get("contexts", " ".join(record.contexts)).split()))
    for context in contexts:
        among("contexts", context, ontology.contexts())
    if (type, mode) != (record.type, record.mode):
        record = replace(
            record, quad=ontology.quad(type), score=ontology.score(type, mode),
            cameo=ontology.cameo_for(type, mode),
        )
    return replace(
        record, type=type, mode=mode, status=status, contexts=contexts,  # type: ignore[arg-type]
        when=days(record.when, form),
        actors=actors("actors", form, record.actors),
        recipients=actors("recipients", form, record.recipients),
    )  # fmt: skip


def actors(name: str, form: Mapping[str, str], before: Sequence[Actor]) -> tuple[Actor, ...]:
    """The actors of a field of codes: those who were there keep their names and words."""
    given = form.get(name)
    if given is None:
        return tuple(before)
    left, made = list(before), []
    for word in re.split(r"[\s,;]+", given.strip()):
        if word:
            country = None if word == "?" else party(name, word)
            same = next((actor for actor in left if actor.country == country), None)
            if same is not None:
                left.remove(same)
            made.append(same or Actor(None, country, because=("a reviewer says so",)))
    return tuple(made)


def days(before: When | None, form: Mapping[str, str]) -> When | None:
    """The time of a form's fields."""
    start, end = (form.get(name, "").strip() for name in ("start", "end"))
    if "start" not in form or (start or None, end or None) == (
        (before.start, before.end) if before else (None, None)
    ):
        return before
    for name, day in (("start", start), ("end", end)):
        try:
            if day and (not DAY.fullmatch(day) or not datetime.fromisoformat(day)):
                raise ValueError
        except ValueError:
            raise AskError(f"{name}: {day[:40]!r} is no day; write it as 2025-11-27") from None
    if not start:
        return When(None, None, "unknown", before.text if before else None)
    if end and end < start:
        raise AskError(f"end: {end} is before {start}")
    return When(
        start, end or start, "day" if end in ("", start) else "range", before.text if before else None
    )


# ---------------------------------------------------------------- what waits, and what was said
def queue(asked: Asked, said: Sequence[Review]) -> list[Any]:
    """The newest events that nobody has reviewed, the least sure first."""
    done = {(review.article, review.record) for review in said}
    rows = asked.archive.events(replace(asked.query, limit=200, after=None, origin="read"))
    waiting = [row for row in rows if (row.article.id, row.event.id) not in done]
    return sorted(waiting, key=lambda row: row.event.confidence)[:QUEUE]


def scores(said: Sequence[Review]) -> list[tuple[str, int, int, int, int]]:
    """For each type: records reviewed, accepted, corrected, rejected."""
    by_type: dict[str, Counter[str]] = {}
    for review in said:
        by_type.setdefault(str(review.original.get("type")), Counter())[review.verdict] += 1
    return [
        (name, sum(n.values()), *(n[verdict] for verdict in VERDICTS))  # type: ignore[misc]
        for name, n in sorted(by_type.items())
    ]


# ---------------------------------------------------------------- gold
def export(archive: Archive, form: str) -> Response:
    """Gold sentences, or the whole trail, as JSON Lines."""
    body = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in EXPORTS[form](archive))
    data = body.encode("utf-8", "replace")
    return Response(data, 200, attached(f"{form}.jsonl"), "application/jsonl; charset=utf-8")


def gold(archive: Archive) -> Iterator[Json]:
    """Sentences with the events that reviewers left in them, as `communique accuracy FILE` reads them.

    A sentence counts only if all its events were reviewed; what nobody found in it is not known.
    """
    said = {(r.article, r.record): r for r in archive.verdicts()}
    for id in dict.fromkeys(article for article, _ in said):
        reading = archive.reading(id)
        if reading is not None:
            yield from sentences(reading, said)


def sentences(reading: Reading, said: Mapping[tuple[str, str], Review]) -> Iterator[Json]:
    """The gold sentences of one article."""
    groups = grouping.lists(((e.evidence.start, e.evidence.end), e) for e in reading.events)
    for (start, _), events in groups.items():
        found = [said.get((reading.article.id, event.id)) for event in events]
        if all(found):
            kept = [r.corrected or r.original for r in found if r and r.verdict != "reject"]
            notes = "; ".join(r.note for r in found if r and r.note)
            yield {
                "id": f"{reading.article.id}#{start}",
                "text": events[0].evidence.text, "published": reading.article.on,
                "events": [act(record) for record in kept], "note": notes or None,
            }  # fmt: skip


def act(record: Mapping[str, Any]) -> Json:
    """An event as gold has it."""
    sides = {side: [actor["country"] for actor in record[side]] for side in ("actors", "recipients")}
    return {
        "type": record["type"], "mode": record["mode"], **sides, "status": record["status"],
        "contexts": list(record["contexts"]),
    }


def lines(archive: Archive) -> Iterator[Json]:
    """The whole trail, the newest first, as rows of a download."""
    after: int | None = None
    while page := archive.reviews(after=after, limit=500):
        yield from ({name: getattr(review, name) for name in TRAIL} for review in page)
        after = page[-1].number


TRAIL = (
    "number", "at", "reviewer", "verdict", "note", "article", "kind", "record", "sha256", "original",
    "corrected",
)


EXPORTS: dict[str, Callable[[Archive], Iterator[Json]]] = {"gold": gold, "trail": lines}
