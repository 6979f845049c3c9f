"""Rows of the archive as claims for a model: what is said to be so, and the words that say it with offsets,
outlet, day and hash.

Knows the records' fields; does not know what was asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from communique import asking, records
from communique.archive import Archive, ArticleRow, EventRow, Gathered, Head, Item
from communique.checking import Verdict
from communique.comparing.drift import Formula
from communique.knowledge.names import country_name
from communique.records import Article, Json, Report, Span, correction_of, load, report_of
from communique.text.days import days_between
from communique.web import entries
from communique.web.mcp.quoting import Fence, cut

REPORTS = 3  # reports of one entry that are quoted; how many there are is said
VARIANTS = 4  # wordings of a formula that are shown, the latest
WORDS = 400  # characters of what was said, and of a formula
REASONS = 4
PASSAGE = 320  # characters around a word that was searched
ISO = re.compile(r"\d{4}-\d{2}-\d{2}([T ][0-9:.+Z-]{2,24})?")
PLAIN = re.compile(r"[A-Z]{3}|[0-9a-f]{8,64}|\d{4}(-\d{2}){0,2}")  # a code, an id, a day
KEEP = frozenset(("rising", "steady", "falling", "dormant"))  # the phases of a dispute


class Teller:
    """Makes claims out of rows: quotes behind one fence, and looks up each article once.

    `today` is the day to which ages are counted; `articles` takes those that are not in the archive, by id.
    """

    def __init__(self, archive: Archive, fence: Fence, today: str) -> None:
        self.archive, self.fence, self.today = archive, fence, today
        self.articles: dict[str, Article | None] = {}

    # -- words -----------------------------------------------------------------------------------------------

    def article(self, id: str) -> Article | None:
        """An article with its text, fetched once; None if it is not kept."""
        if id not in self.articles:
            self.articles[id] = self.archive.article(id)
        return self.articles[id]

    def evidence(self, told: Report, around: Span | None = None) -> Json:
        """The words of a report with where they stand; `remark` says what is wrong with them,
        where something is."""
        span, short = cut(told.span, around)
        hash, remark = self.hash(told)
        found = {
            "quote": self.fence.around(span.text) if span.text else None, "start": span.start,
            "end": span.end, "sha256": hash, "article": self.fence.id(told.article),
            "outlet": self.fence.around(told.outlet), "published": self.moment(told.published),
            "url": self.fence.url(told.url),
        }  # fmt: skip
        if short:
            found["cut"] = f"a part of the passage from {told.span.start} to {told.span.end}"
        return found | ({"remark": remark} if remark else {})

    def hash(self, told: Report) -> tuple[str | None, str | None]:
        """The SHA-256 of the text that holds a report's words,
        and a remark where it is an earlier text or none."""
        kept, span = self.article(told.article), told.span
        if not span.text:
            return None, "no words are kept: the article is known from others' files only"
        if kept is not None and kept.text[span.start : span.end] == span.text:
            return kept.sha256, None
        for old in reversed(self.archive.revisions(told.article)):
            if old.text[span.start : span.end] == span.text:
                remark = f"the words stand in revision {old.revision}; the article was changed since"
                return old.sha256, remark
        return None, "the text that held these words is not kept any more"

    def moment(self, published: str | None) -> str | None:
        """A day or moment; in the fence where it is none."""
        return published if published is None or ISO.fullmatch(published) else self.fence.around(published)

    # -- parties ---------------------------------------------------------------------------------------------

    def who(self, actor: records.Actor | None) -> Json | None:
        """An actor."""
        if actor is None:
            return None
        name = actor.name or actor.organization or (actor.span.text if actor.span else None)
        return {"name": self.fence.around(name), "code": actor.country, "role": self.fence.around(actor.role)}

    def all(self, actors: Iterable[records.Actor]) -> list[Json]:
        """Actors."""
        return [found for actor in actors if (found := self.who(actor))]

    def parts(self, spans: Sequence[Span]) -> list[Json]:
        """Stretches of a text."""
        shown = [cut(span, most=WORDS)[0] for span in spans]
        return [
            {"text": self.fence.around(span.text), "start": span.start, "end": span.end} for span in shown
        ]

    def reasons(self, because: Sequence[str]) -> list[str | None]:
        """Reasons, which may quote the words of articles."""
        return [self.fence.around(short(reason)) for reason in because[:REASONS]]

    # -- what one article tells ------------------------------------------------------------------------------

    def told(
        self, kind: str, record: Any, source: Head | Article, span: Span, around: Span | None = None,
        **more: Any,
    ) -> Json:
        """A record as one article tells of it, with the words that say so."""
        evidence = [self.evidence(report_of(source, span), around)]
        return {"kind": kind, "id": self.fence.id(record.id), **more, "evidence": evidence}

    def event(self, act: records.Event, head: Head | Article) -> Json:
        """An event."""
        return self.told(
            "event", act, head, act.evidence, act.trigger, type=act.type, mode=self.plain(act.mode),
            quad=act.quad, score=act.score, status=act.status, **days(act.when), actors=self.all(act.actors),
            recipients=self.all(act.recipients), addressees=self.all(act.addressees),
            according_to=self.all(act.attribution), confidence=act.confidence,
        )  # fmt: skip

    def statement(self, said: records.Statement, head: Head | Article) -> Json:
        """A statement; `said` are the words themselves, within the passage that is quoted."""
        return self.told(
            "statement", said, head, said.evidence, said.content[0] if said.content else None, form=said.kind,
            speaker=self.who(said.speaker), to=self.all(said.addressees), said=self.parts(said.content),
            channel=said.channel, polarity=said.polarity, **days(said.when),
            according_to=self.all(said.attribution),
        )  # fmt: skip

    def position(self, held: records.Position, head: Head | Article) -> Json:
        """A position as one article tells of it."""
        return self.told(
            "position", held, head, held.wording, actor=self.who(held.actor),
            issue=self.fence.around(short(held.issue)), stance=held.stance,
            wording=self.parts([held.wording])[0], ascribed_by=self.who(held.ascribed_by), **days(held.when),
        )  # fmt: skip

    def meeting(self, met: records.Meeting, head: Head | Article) -> Json:
        """A meeting as one article tells of it."""
        return self.told(
            "meeting", met, head, met.evidence, participants=self.all(met.participants), form=met.kind,
            status=met.status, **days(met.when), agenda=self.parts(met.agenda[:REPORTS]),
            place=self.fence.around(met.where.name) if met.where else None,
        )  # fmt: skip

    def silence(self, told: records.NonResponse, head: Head | Article) -> Json:
        """A party that gave no answer."""
        return self.told("non-response", told, head, told.evidence, actor=self.who(told.actor),
                         to=self.who(told.to), **days(told.when))  # fmt: skip

    def link(self, link: records.Link, spans: Mapping[str, Span], head: Article) -> Json:
        """That one record answers another; the words are those of the later one."""
        span = spans.get(link.source)
        return {
            "kind": "link", "id": link.id, "link": link.kind, "from": link.source, "to": link.target,
            "because": self.reasons(link.because),
            "evidence": [self.evidence(report_of(head, span))] if span else [],
        }  # fmt: skip

    def of_archive(self, name: str) -> Callable[[Any], Json]:
        """What makes a claim of a row of the archive: of its event, statement, position or meeting."""
        make = getattr(self, name)
        return lambda row: make(getattr(row, name), row.article) | self.told_by(row.article)

    def event_row(self, row: EventRow) -> Json:
        """An event of the archive."""
        claim = self.of_archive("event")(row)
        if row.origin != "read":
            claim["coded_by"] = self.plain(row.origin)
        if correction := correction_of(row.event):
            claim["corrected"] = self.fence.around(correction)
        return claim

    def told_by(self, head: Head) -> Json:
        """That an article is a syndicated copy, where it is one."""
        return {"copy_of": self.fence.id(head.copy_of)} if head.copy_of else {}

    def found(self, row: ArticleRow) -> Json:
        """An article that was found, with the passage in which the words stand."""
        head, kept = row.article, self.article(row.article.id)
        snippet = "".join(piece.text for piece in row.snippet).strip("…")
        hit = next((piece.text for piece in row.snippet if piece.hit), "")
        span = passage(kept.text, snippet, hit) if kept else Span(0, 0, "")
        return {
            "kind": "article", "id": self.fence.id(head.id),
            "title": self.fence.around(short(head.title or "") or None), "events": row.events,
            "statements": row.statements, **self.told_by(head),
            "evidence": [self.evidence(report_of(head, span))],
        }  # fmt: skip

    def verdict(self, found: Verdict) -> Json:
        """The verdict on a claim of a text that was posted."""
        return {
            "kind": "verdict", "verdict": found.verdict, "differs": list(found.differs),
            "claim": self.parts([found.claim])[0], "because": self.reasons(found.because),
            "evidence": [self.evidence(r) for r in found.evidence[:REPORTS]],
        }  # fmt: skip

    def formula(self, one: Formula) -> Json:
        """The life of a formula; the words are those of its latest wording."""
        around = self.fence.around
        changes = [
            {"wording": around(short(v.wording)), "first": v.first, "last": v.last, "change": v.kind,
             "because": around(v.because and short(v.because))} for v in one.variants[-VARIANTS:]
        ]  # fmt: skip
        return {
            "kind": "formula", "id": one.id, "actor": one.actor and codes([one.actor])[0], "first": one.first,
            "last": one.last, "dropped": one.dropped, "variants": len(one.variants), "latest": changes,
            "taken_up": [{"by": codes([a.actor])[0], "on": a.first} for a in one.adopted],
            **self.reports(one.variants[-1].evidence),
        }  # fmt: skip

    def commitment(self, told: records.Commitment) -> Json:
        """An undertaking as it stands."""
        return {
            "kind": "commitment", "id": self.fence.id(told.id), "by": list(told.by), "to": list(told.to),
            "what": self.fence.around(short(told.what)), "status": told.status, **days(told.due),
            "kept_by": [self.evidence(r) for r in told.kept_by[:REPORTS]], **self.reports(told.evidence),
        }  # fmt: skip

    # -- what many articles tell -----------------------------------------------------------------------------

    def reports(self, told: Sequence[Report]) -> Json:
        """The words of the first reports, of different outlets where there are some,
        and how many there are."""
        first = {r.outlet: r for r in reversed(told)}
        chosen = sorted(told, key=lambda r: first[r.outlet] is not r)[:REPORTS]
        return {"reports": len(told), "evidence": [self.evidence(r) for r in chosen]}

    def occurrence(self, row: Gathered) -> Json:
        """One happening, from all reports of it."""
        told = load(records.Occurrence, row.record)
        versions = [
            {"about": v.about, "value": self.fence.around(short(v.value)), "reports": len(v.reports)}
            for v in told.versions[:6]
        ]
        return {
            "kind": "occurrence", "id": told.id, "type": told.type, "mode": told.mode, "status": told.status,
            "actors": codes(told.actors), "recipients": codes(told.recipients), "start": told.start,
            "end": told.end, "reported": told.reported, "confidence": told.confidence,
            "salience": told.salience, "independent_origins": told.origins, "accounts_differ": versions,
            **self.reports(told.reports),
        }  # fmt: skip

    def demand(self, row: Item) -> Json:
        """A demand with what came back; `answers` are the words that tell of it."""
        demand = entries.demand(row)
        return {
            "kind": "demand", "id": demand.id, "by": codes(demand.by), "of": codes(demand.of),
            "asked": self.fence.around(short(demand.asked)), "status": demand.status, "first": demand.first,
            "last": demand.last, "age_days": demand.age_days,
            "responses": [{"event": r.event, "kind": r.kind} for r in demand.responses[:10]],
            "because": self.reasons(demand.because), **self.reports(demand.evidence),
            "answers": self.answers(demand),
        }  # fmt: skip

    def answers(self, demand: records.Demand) -> list[Json]:
        """The words of what answers a demand, a few of them."""
        places = self.archive.passages_of("demands", [demand.id]) if demand.responses else []
        found: list[Json] = []
        for place in dict.fromkeys(place for place in places if place.answer):
            if len(found) < REPORTS and (told := entries.passage(self.article(place.article), place)):
                found.append(self.evidence(told))
        return found

    def held(self, row: Item) -> Json:
        """The formula that a party holds."""
        held = entries.position(row)
        by: Any = held.ascribed_by
        by = by and (codes([by])[0] if country_name(by) else self.fence.around(by))
        return {
            "kind": "position", "id": held.id, "actor": codes([held.actor])[0],
            "issue": self.fence.around(short(held.issue)), "stance": held.stance,
            "wording": self.fence.around(short(held.wording)), "ascribed_by": by, "first": held.first,
            "last": held.last, "changed_from": held.changed_from, "because": self.reasons(held.because),
            **self.reports(held.evidence),
        }  # fmt: skip

    def due(self, met: records.DueMeeting) -> Json:
        """A meeting, as all reports have it."""
        return {
            "kind": "meeting", "id": met.id, "participants": codes(met.participants), "form": met.kind,
            "status": met.status, "start": met.start, "end": met.end,
            "in_days": days_between(self.today, met.start),
            "because": self.reasons(met.because), **self.reports(met.evidence),
        }  # fmt: skip

    def dispute(self, row: Item) -> Json:
        """A dispute with the words of the move that began it, or else of its first one;
        every string that is no code, id or day is in the fence."""
        record, held = row.record, ("moves", "demands", "positions", "due")
        rest = {key: self.guarded(value) for key, value in record.items() if key not in held}
        counts = {f"{key}_in_it": len(record.get(key) or ()) for key in held}
        ids = [str(id) for id in (record.get("trigger"), *(record.get("moves") or ())[:1]) if id]
        known = {told.id: told for told in self.archive.occurrences_of(ids)}
        began = next((known[id] for id in ids if id in known), None)
        told = tuple(entries.reports(began))
        return {"kind": "dispute", **rest, **counts, "began_as": began and began.type, **self.reports(told)}

    def guarded(self, value: Any) -> Any:
        """A value with every string in it fenced that could be words."""
        if isinstance(value, Mapping):
            return {str(key): self.guarded(part) for key, part in value.items()}
        if isinstance(value, list | tuple):
            return [self.guarded(part) for part in value]
        return self.plain(value) if isinstance(value, str) else value

    def plain(self, text: str | None) -> str | None:
        """A word of our own tables as it is, anything else in the fence."""
        if text is None or text in KEEP or text in asking.modes():
            return text
        if PLAIN.fullmatch(text) or ISO.fullmatch(text):
            return text
        return self.fence.around(short(text))


# ---------------------------------------------------------------- small things
def codes(given: Iterable[str]) -> list[Json]:
    """Codes with their names."""
    return [{"code": code, "name": country_name(code) or code} for code in given]


def days(when: records.When | None) -> Json:
    """The days of a record, and how sure they are."""
    if when is None:
        return {"start": None, "end": None, "precision": "unknown"}
    return {"start": when.start, "end": when.end, "precision": when.precision}


def short(text: str, most: int = WORDS) -> str:
    """A text cut between words."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def passage(text: str, snippet: str, hit: str) -> Span:
    """The stretch of a text in which a word stands that was searched;
    its beginning where the word is only in the title."""
    at = text.find(snippet) if snippet else -1
    if at >= 0:
        return Span(at, at + len(snippet), snippet)
    at = max(text.find(hit) if hit else -1, 0)
    start = max(0, text.rfind(" ", 0, max(0, at - PASSAGE // 2)) + 1)
    end = min(len(text), start + PASSAGE)
    end = end if end == len(text) else max(text.rfind(" ", start, end), min(start + 1, end))
    return Span(start, end, text[start:end])
