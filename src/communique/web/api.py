"""REST under /api/v1: every list of the archive with the same filters as the pages, cursors, ETags,
and reading a text that is posted.

Knows routes, their parameters and their answers; does not know SQL or how anything is read.
"""

from __future__ import annotations

import dataclasses
import hashlib
import inspect
import json
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from fastapi import APIRouter, FastAPI, Path, Query, Request
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.json_schema import SkipJsonSchema
from starlette.datastructures import State
from starlette.exceptions import HTTPException
from starlette.responses import Response

from communique import archive as archives
from communique import asking, records
from communique.comparing import Comparison
from communique.comparing.drift import Formula
from communique.knowledge import ontology
from communique.occurrences.salience import FLOOR
from communique.records import Article, DueMeeting, Json, Reading
from communique.settle.accounts import accounts
from communique.settle.commitments import commitments as ledger_of_commitments
from communique.settle.entries import LEDGERS, entries
from communique.sources import article as made
from communique.sources import fetch
from communique.sources.decode import without_surrogates
from communique.web import listing, questions, schemas
from communique.web.desk import Desk
from communique.web.entries import read_as
from communique.web.frame import STEERING, Missing, storable
from communique.web.schemas import by_name, closed, many, maybe, page, ref

PREFIX = "/api/v1"
MEDIA = "application/json"
TEXT_LIMIT = 200_000  # characters of a text that is posted
FETCHING = 10.0  # seconds for a page that a client names
BUSY = 10.0  # seconds that a text waits for another one to be read
WAITING = 5  # texts that are read or wait
FRESH = 1.0  # seconds for which an answer is given again
KEPT, KEPT_BYTES = 256, 500_000  # answers that are kept, and the largest of them
DAY = r"([0-9]{4}-[0-9]{2}-[0-9]{2})?"
DATE = (
    "^((19|20)[0-9]{2}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    "|02-(0[1-9]|1[0-9]|2[0-8]))"
    "|(19(0[48]|[2468][048]|[13579][26])|20([02468][048]|[13579][26]))-02-29)$"
)

router = APIRouter(prefix=PREFIX)


# ---------------------------------------------------------------- parameters
# a parameter that is left out; there is no way to send null in an address
Nothing: TypeAlias = SkipJsonSchema[None]


def typing(*more: Any) -> Any:
    """A text with further conditions, or nothing."""
    return Annotated[(str, *more)] | Nothing


def cursor(pattern: str) -> Any:
    """Where a list goes on."""
    return typing(Field(pattern=pattern, description="`next` of the page before"))


def worded(about: str, form: Any) -> Any:
    """That a text is read by `asking`: what is said of it, and how it looks, for the reader of the schema."""
    return Field(min_length=1, max_length=asking.LONGEST, description=about, json_schema_extra=form)


def filter_of(name: str, choices: Sequence[str] = ()) -> Any:
    """A filter, with the words that it may be, where they are counted."""
    form = {"enum": list(choices)} if choices else FORMS.get(name)
    return typing(worded(asking.FILTERS[name].about, form))


DATE_FORM = {"format": "day", "examples": ["2025", "2025-11", "2025-11-27"]}
PARTY_FORM = {"format": "party", "examples": ["China", "CHN", "NATO"]}
FORMS: dict[str, Json] = {  # how a filter's value looks, for the schema
    "actor": PARTY_FORM, "recipient": PARTY_FORM, "party": PARTY_FORM,
    "dyad": {"format": "dyad", "examples": ["CHN-JPN"]}, "since": DATE_FORM, "until": DATE_FORM,
    "as_of": {"format": "whole-day", "examples": ["2025-11-27"]}, "text": {"pattern": r"\S"},
    "issue": {"pattern": r"\S"}, "outlet": {"pattern": r"\S"}, "origin": {"pattern": r"\S"},
}  # fmt: skip
Text: Any = filter_of("text")
Edge: Any = filter_of("since")
RECORD = cursor(rf"^{DAY}\|[0-9]{{1,15}}\|[^\n\r]{{1,200}}$")
ARTICLE = cursor(rf"^(@[0-9]{{1,9}}|{DAY}\|[0-9]{{1,15}})$")
ITEM = cursor(rf"^{DAY}\|[^\n\r]{{0,200}}$")
NUMBER = cursor(r"^@[0-9]{1,9}$")
Words = Annotated[str, Field(min_length=1, max_length=asking.LONGEST, pattern=r"\S")]
FLOORED = (Annotated[float, Field(ge=0, le=1, description="what is less sure is left out")], FLOOR)


class Closed(BaseModel):
    """What is sent; a parameter that is not known is refused,
    since a filter that is not heard would give a wrong answer."""

    model_config = ConfigDict(extra="forbid")


class Filters(Closed):
    """What every list takes, and what it is of."""

    of: ClassVar[str] = "events"
    limit: int = Field(questions.ROWS, ge=1, le=questions.MOST)
    since: Edge = None
    until: filter_of("until") = None  # type: ignore[valid-type]

    def query(self) -> archives.Query:
        """The archive's Query."""
        return asking.asked(self.model_dump(), self.of)


OTHERS: dict[str, Any] = {  # parameters that are no words
    "no_copies": (bool, False), "with_rejected": (bool, False),
    "min_confidence": (Annotated[float, Field(ge=0, le=1)] | Nothing, None),
}
PARTIES = ("actor", "recipient", "party", "dyad", "issue")
TOLD = (*PARTIES, "text", "outlet", "no_copies", "with_rejected")
ACTS = (*TOLD, "type", "mode", "status", "context", "min_confidence", "origin")
ENTRIES = (*ACTS, "as_of", "after")  # type, mode, words and outlet are asked of the passages that tell of it


def filters_of(of: str, after: Any, /, *names: str, **own: Any) -> Any:
    """The filters of a list by their names, in its own words; `own` are those that are otherwise here."""
    words = {
        "type": asking.types(of), "status": asking.statuses(of), "mode": asking.modes(),
        "context": tuple(ontology.contexts()),
    }
    fields = {name: OTHERS.get(name) or (filter_of(name, words.get(name, ())), None)
              for name in names if name != "after"}  # fmt: skip
    fields = {name: fields.get(name, (after, None)) for name in names}
    made = create_model(f"Filters of {of}", __base__=Filters, **{**fields, **own})
    made.of = of
    return made


ArticleFilters: Any = filters_of("events", ARTICLE, *ACTS, "after")
SearchFilters: Any = filters_of("events", NUMBER, *ACTS, "after", text=(Words, ...))
EventFilters: Any = filters_of("events", RECORD, *ACTS, "after")
# type, mode, status and confidence are those of occurrences, all else is asked of the events in them
OccurrenceFilters: Any = filters_of(
    "events", ITEM, *ACTS, min_confidence=FLOORED, domestic=(bool | Nothing, None),
    order=(Literal["newest", "salience"], "newest"), after=(ITEM, None),
)
# of what single articles tell: actor is the speaker or the holder, recipient the addressee
StatementFilters: Any = filters_of("statements", RECORD, *TOLD, "after", "type")
MeetingFilters: Any = filters_of("meeting reports", RECORD, *TOLD, "after", "type", "status")
PositionFilters: Any = filters_of("position reports", RECORD, *TOLD, "after", "type")
# of ledgers, as of a day: actor asks or holds, recipient is asked; status is the stance or the phase
OF_LEDGER = {of: filters_of(of, ITEM, *ENTRIES, min_confidence=FLOORED) for of in LEDGERS}
DueFilters: Any = OF_LEDGER["meetings"]
CommitmentFilters: Any = filters_of("commitments", NUMBER, *PARTIES, "status", "as_of", "after")


class Two(Closed):
    """Two articles of the archive, by their ids."""

    a: Annotated[str, Field(min_length=1, max_length=300)]
    b: Annotated[str, Field(min_length=1, max_length=300)]


class DriftFilters(Closed):
    """Whose formulas, on which issue."""

    issue: Annotated[Words, Field(description="words that the sentence itself holds")]
    actor: filter_of("party") = None  # type: ignore[valid-type]
    outlet: filter_of("outlet") = None  # type: ignore[valid-type]


class SeriesFilters(Closed):
    """Which series: a pair, or one direction of it."""

    dyad: Annotated[str, worded("both sides", FORMS["dyad"])]
    directed: bool = False
    since: Edge = None
    until: Edge = None
    type: filter_of("type", asking.types("events")) = None  # type: ignore[valid-type]
    origin: Text = None


class Posted(Closed):
    """A text to read; it is not kept."""

    model_config = ConfigDict(strict=True)
    text: Annotated[str, Field(pattern=r"[A-Za-z]", max_length=TEXT_LIMIT)]
    published: Annotated[
        str | None, Field(pattern=DATE, description="the day that “Thursday” is told from")
    ] = None
    title: Annotated[str | None, Field(max_length=1000)] = None
    outlet: Annotated[str | None, Field(max_length=300)] = None


class Address(Closed):
    """The address of a page to read."""

    model_config = ConfigDict(strict=True)
    url: Annotated[str, Field(pattern=r"^https?://[A-Za-z0-9.-]{1,250}(:[0-9]{1,5})?(/[!-~]{0,1500})?$")]


# ---------------------------------------------------------------- answers
def encoded(body: Any) -> bytes:
    """JSON in which characters that steer or hide stand as escapes."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return STEERING.sub(lambda m: f"\\u{ord(m[0]):04x}", text).encode("utf-8", "replace")


class Answers:
    """Answers given a moment ago, by their addresses."""

    def __init__(self) -> None:
        self.kept: OrderedDict[str, tuple[float, bytes, dict[str, str]]] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, key: str) -> tuple[bytes, dict[str, str]] | None:
        """The answer, if it is fresh."""
        found = self.kept.get(key)
        return found[1:] if found and time.monotonic() - found[0] < FRESH else None

    def put(self, key: str, body: bytes, headers: dict[str, str]) -> None:
        """Keep an answer, and forget the oldest."""
        if len(body) <= KEPT_BYTES:
            with self.lock:
                self.kept[key] = (time.monotonic(), body, headers)
                self.kept.move_to_end(key)
                while len(self.kept) > KEPT:
                    self.kept.popitem(last=False)


def answer(request: Request, make: Callable[[], Json]) -> Response:
    """JSON with its ETag, made from the archive or given again; 304 where the client has it;
    a link to the next page."""
    answers: Answers = request.app.state.answers
    key = f"{request.url.path}?{request.url.query}"
    found = answers.get(key)
    if found is None:
        body = make()
        data = encoded(body)
        headers = {"etag": f'"{hashlib.sha256(data).hexdigest()[:32]}"', "cache-control": "private, no-cache"}
        if body.get("next"):
            following = request.url.include_query_params(after=body["next"])
            headers["link"] = f'<{following.path}?{following.query}>; rel="next"'
        answers.put(key, data, headers)
        found = data, headers
    data, headers = found
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if headers["etag"] in known or "*" in known:
        return Response(status_code=304, headers=headers)
    return Response(data, headers=headers, media_type=MEDIA)


def paged(rows: Sequence[Any], limit: int, make: Callable[[Any], Json], **more: Any) -> Json:
    """A page of a list, with the cursor of the next one where there may be one."""
    return {
        "items": [make(row) for row in rows],
        "next": rows[-1].cursor if rows and len(rows) == limit else None, **more,
    }


PROBLEM: Json = {"content": {"application/problem+json": {"schema": ref("Problem")}}}
TROUBLES = {
    400: "a request that is no HTTP or JSON", 404: "not there", 409: "the cursor is of another list",
    413: "too large", 415: "not JSON", 422: "a parameter that cannot be", 429: "too many requests",
    503: "not available now",
}  # fmt: skip


def told(schema: Json, *troubles: int) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of a route's answers."""
    found: dict[int | str, dict[str, Any]] = {
        200: {"description": "found", "content": {MEDIA: {"schema": schema}}}
    }
    found |= {status: {"description": TROUBLES[status], **PROBLEM} for status in (*troubles, 422, 429, 503)}
    return found


def got(schema: Json, *troubles: int) -> dict[int | str, dict[str, Any]]:
    """The same for what is got rather than posted."""
    return told(schema, *troubles) | {304: {"description": "the client has it (If-None-Match)"}}


def route(
    path: str, responses: dict[int | str, dict[str, Any]], name: str | None = None, about: str | None = None
) -> Callable[[Callable[..., Json]], Callable[..., Json]]:
    """Makes a route of what gives the body of its answer from the server's state and what is asked;
    by default it is called and described as that is."""

    def add(make: Callable[..., Json]) -> Callable[..., Json]:
        def endpoint(request: Request, **asked: Any) -> Response:
            return answer(request, lambda: make(request.app.state, **asked))

        known = inspect.signature(make, eval_str=True)
        state, *rest = known.parameters.values()
        endpoint.__signature__ = known.replace(  # type: ignore[attr-defined]
            parameters=[state.replace(name="request", annotation=Request), *rest], return_annotation=Response
        )
        router.add_api_route(
            path, endpoint, name=name or make.__name__, description=about or inspect.getdoc(make) or "",
            responses=responses,
        )
        return make

    return add


# ---------------------------------------------------------------- lists
def rows(name: str, **more: Json) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of a list of such rows."""
    return got(page(ref(name), **more), 409)


def listed(
    kind: str, filters: Any, row: str, make: Callable[[Any], Json], about: str, *, path: str | None = None,
    name: str | None = None,
) -> None:
    """Add the route of one of the archive's lists."""

    def body(state: State, asked: Any) -> Json:
        return paged(getattr(state.archive, kind)(asked.query()), asked.limit, make)

    body.__annotations__["asked"] = Annotated[filters, Query()]
    route(path or f"/{kind}", rows(row), name or kind, about)(body)


def ledger(kind: str, row: str, about: str) -> None:
    """Add the route of a ledger."""

    def body(state: State, asked: Any) -> Json:
        query = asked.query()
        found, today = list(entries(state.archive, kind, query)), state.archive.as_of(query.as_of)
        return paged(found, asked.limit, lambda row: listing.item(kind, row), as_of=today)

    body.__annotations__["asked"] = Annotated[OF_LEDGER[kind], Query()]
    route(f"/{kind}", rows(row, as_of=schemas.TEXT), kind, about)(body)


listed("articles", ArticleFilters, "ArticleRow", listing.article,
       "Articles, the newest first; with `text` the best match first, with a snippet.")  # fmt: skip


@route("/search", got(page(ref("ArticleRow"), looked=schemas.WHOLE, facets=by_name(many(ref("Facet"))))))
def search(state: State, asked: Annotated[SearchFilters, Query()]) -> Json:
    """Articles with some words, the best match first, and what the newest `looked` events in them are."""
    looked, facets = state.archive.facets(asked.query())
    shown = {name: [facet._asdict() for facet in values] for name, values in facets.items()}
    found = state.archive.articles(asked.query())
    return paged(found, asked.limit, listing.article, looked=looked, facets=shown)


ONE_ARTICLE = closed(
    reading=ref("Reading"), origin=schemas.TEXT, state=schemas.TEXT, copy_of=maybe(schemas.TEXT),
    notes=many(schemas.TEXT), revisions=many(ref("Revision")),
)


@route("/articles/{id:path}", got(ONE_ARTICLE, 404))
def article(state: State, id: Annotated[str, Path(min_length=1, max_length=2000)]) -> Json:
    """An article with its text and everything that was read in it, and its revisions."""
    head, reading = state.archive.head(storable(id)), state.archive.reading(storable(id))
    if head is None or reading is None:
        raise Missing(f"there is no article {id!r}")
    parts = ("revision", "title", "published", "sha256", "added")
    revisions = [{name: getattr(old, name) for name in parts} for old in state.archive.revisions(head.id)]
    return {
        "reading": reading.to_dict(), "origin": head.origin, "state": head.state, "copy_of": head.copy_of,
        "notes": list(head.notes), "revisions": revisions,
    }  # fmt: skip


listed("events", EventFilters, "EventRow", listing.told("event"), "Events, the newest first.")
listed("statements", StatementFilters, "StatementRow", listing.told("statement"),
       "Statements, the newest first.")  # fmt: skip
listed("occurrences", OccurrenceFilters, "OccurrenceRow", listing.occurrence,
       "Occurrences: what several articles tell of one happening.")  # fmt: skip


@route("/occurrences/{id}", got(ref("Occurrence"), 404))
def occurrence(state: State, id: Annotated[str, Path(min_length=1, max_length=200)]) -> Json:
    """One occurrence."""
    found = state.archive.occurrences_of([storable(id)])
    if not found:
        raise Missing(f"there is no occurrence {id!r}; it may be one with another by now")
    return listing.whole(records.Occurrence, found[0].record)


listed("meetings", MeetingFilters, "MeetingRow", listing.told("meeting"),
       "Meetings as single articles tell of them.", path="/meetings/reports", name="meeting_reports")
listed("positions", PositionFilters, "PositionRow", listing.told("position"),
       "Positions as single articles tell of them.", path="/positions/reports", name="position_reports")
ledger("demands", "DemandRow",
       "What one party asks of another, in all reports, with what came back: actor asks, recipient is asked.")
ledger("positions", "HeldPositionRow",
       "Which formula an actor holds on an issue, from its first report to its last.")
ledger("meetings", "DueMeetingRow", "Meetings as all reports have them.")
ledger("disputes", "DisputeRow", "Disputes: what belongs together between two parties.")


@route("/commitments", got(page(ref("Commitment"), as_of=schemas.TEXT)))
def commitments(state: State, asked: Annotated[CommitmentFilters, Query()]) -> Json:
    """What somebody undertakes, in all reports, with how it stands: actor undertakes,
    recipient is to have it."""
    start = int((asked.after or "@0")[1:])
    query = dataclasses.replace(asked.query(), limit=start + asked.limit, after=None)
    today = state.archive.as_of(query.as_of)
    rows = list(ledger_of_commitments(state.archive, query, today))[start:]
    after = f"@{start + asked.limit}" if len(rows) == asked.limit else None
    return {"items": [row.to_dict() for row in rows], "next": after, "as_of": today}


@route("/series", got(closed(items=many(ref("Month")))))
def series(state: State, asked: Annotated[SeriesFilters, Query()]) -> Json:
    """The months of a pair: how many actual events of each type outside copies, and their mean scores."""
    query = asking.asked(asked.model_dump(exclude={"directed"}))
    rows = state.archive.dyad_months(
        query.dyad, query.since, query.until, query.type, directed=asked.directed, origin=query.origin
    )
    items = [
        {
            "actor": r.actor, "recipient": r.recipient, "month": r.month, "type": r.type, "quad": r.quad,
            "origin": r.origin, "events": r.events, "score": r.score / r.scored if r.scored else None,
            "goldstein": r.goldstein / r.rated if r.rated else None,
        }
        for r in rows
    ]  # fmt: skip
    return {"items": items}


@route("/counts", got(by_name(schemas.WHOLE)))
def counts(state: State) -> Json:
    """How many there are of each kind in the archive."""
    return dict(state.archive.counts())


# ---------------------------------------------------------------- reading
READ = told(closed(reading=ref("Reading"), notes=many(schemas.TEXT)), 400, 413)


@router.post("/read", responses=READ)
def read(request: Request, posted: Posted) -> Response:
    """The record of a text, whose characters the offsets count; the text is not kept."""
    text = without_surrogates(posted.text)
    title, outlet = (without_surrogates(value) if value else None for value in (posted.title, posted.outlet))
    return read_by(request, made.make(text, title=title, published=posted.published, outlet=outlet))


def read_by(request: Request, article: Article) -> Response:
    """The record of an article."""
    found: Reading = request.app.state.desk.read(article)
    return Response(encoded({"reading": found.to_dict(), "notes": list(found.notes)}), media_type=MEDIA)


@route("/compare", got(ref("Comparison"), 404))
def compare(state: State, asked: Annotated[Two, Query()]) -> Json:
    """Two articles of the archive point by point: what both say, what one leaves out,
    what is worded otherwise."""
    a, b = (state.archive.article(storable(id)) for id in (asked.a, asked.b))
    if a is None or b is None:
        raise Missing(f"no article {asked.a if a is None else asked.b}; /api/v1/articles lists them")
    found: Comparison = state.desk.compare(a, b)
    return found.to_dict()


@route("/accounts", got(page(ref("Account"))), "accounts_of_meetings")
def of_meetings(state: State, asked: Annotated[DueFilters, Query()]) -> Json:
    """Meetings told by several articles, with two accounts of each that /compare lays side by side."""
    rows = state.archive.items("meetings", asked.query())
    told = accounts(read_as(DueMeeting, row) for row in rows)
    items = [{"meeting": t.meeting.to_dict(), "a": t.a.to_dict(), "b": t.b.to_dict()} for t in told]
    return {"items": items, "next": rows[-1].cursor if len(rows) == asked.limit else None}


@route("/drift", got(closed(items=many(ref("Formula")))))
def drift(state: State, asked: Annotated[DriftFilters, Query()]) -> Json:
    """The life of each formula on an issue: first and last said, variants and what changed, who took it up,
    when it was dropped."""
    query = asking.asked(asked.model_dump())
    found: list[Formula] = state.desk.drift(state.archive, asked.issue, query.actor, query.outlet)
    return {"items": [one.to_dict() for one in found[:questions.MOST]]}


@router.post("/check", responses=told(closed(claims=many(ref("Verdict"))), 400, 413))
def check(request: Request, posted: Posted) -> Response:
    """Each claim of a text against the archive: said there, said otherwise, or not there;
    the text is not kept."""
    article = made.make(without_surrogates(posted.text), published=posted.published)
    found = request.app.state.desk.check(article, request.app.state.archive)
    return Response(encoded({"claims": [verdict.to_dict() for verdict in found]}), media_type=MEDIA)


@router.post(
    "/read/address", responses=READ | {403: {"description": "addresses are not fetched here", **PROBLEM}},
)
def read_address(request: Request, posted: Address) -> Response:
    """The record of a page that the server fetches; only where it was started with --allow-fetch,
    and never in a private network."""
    if not request.app.state.settings.allow_fetch:
        raise HTTPException(
            403, "this server fetches no addresses for clients; it may be started with --allow-fetch"
        )
    return read_by(request, request.app.state.desk.article(fetch.fetch(posted.url, timeout=FETCHING)))


# ---------------------------------------------------------------- what it says of itself
EXAMPLES = {  # a question that can be asked by following a link
    "events": "?dyad=CHN-JPN&limit=5", "occurrences": "?order=salience&limit=5", "articles": "?limit=5",
    "search": "?text=talks", "demands": "?status=open", "positions": "?limit=5", "meetings": "?limit=5",
    "disputes": "?limit=5", "statements": "?limit=5", "commitments": "?limit=5", "accounts": "?limit=50",
    "drift": "?issue=talks", "counts": "", "series": "?dyad=CHN-JPN",
}  # fmt: skip


KINDS_IN_WORDS = {"boolean": "true or false", "integer": "a number", "number": "a number"}


def form(schema: Json) -> str:
    """How the value of a parameter looks, in words."""
    if "anyOf" in schema:
        return " or ".join(form(one) for one in schema["anyOf"])
    if words_ := schema.get("enum"):
        return ", ".join(map(str, words_))
    if shown := schema.get("examples"):
        return ", ".join(map(str, shown))
    return str(schema.get("const") or KINDS_IN_WORDS.get(schema.get("type", ""), "text"))


def install(app: FastAPI) -> None:
    """Put REST and its description into an application."""
    busy = partial(
        HTTPException, 503, "other texts are being read; try again in some seconds", {"retry-after": "10"}
    )
    app.state.answers, app.state.desk = Answers(), Desk(WAITING, BUSY, busy)
    app.include_router(router)
    app.openapi = lambda: described(app)  # type: ignore[method-assign]


def described(app: FastAPI) -> Json:
    """The OpenAPI document, made once."""
    if app.openapi_schema is None:
        made = get_openapi(
            title="communique", version="1",
            summary="Who did what to whom, who said what, and the words that say so", routes=app.routes,
        )  # fmt: skip
        made["components"]["schemas"] |= schemas.components()
        if app.state.keys.token is not None:
            made["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
            made["security"] = [{"token": []}]
            for path in made["paths"].values():
                for operation in path.values():
                    operation["responses"]["401"] = {"description": "a token is needed", **PROBLEM}
        app.openapi_schema = made
    return app.openapi_schema
