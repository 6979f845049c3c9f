"""The application: pages, REST and feeds on one archive, behind one guard. `create` makes it.

Knows how requests reach views and how errors are shown; does not know what any page says.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from communique.archive import EVERYTHING, open_archive
from communique.comparing.page import STATIC
from communique.errors import ArchiveError, CommuniqueError
from communique.web import api, charts, entries, feeds, keeping, questions, watchable
from communique.web.downloads import FORMATS, Table, attached, download
from communique.web.frame import Asked, Missing, Page, Settings, Shown, clocks_of, looked_from, render
from communique.web.questions import AskError, complaints, sentence
from communique.web.security import FORM, SESSION, TITLES, Guard, Keys, Limits, cookie, is_api, problem
from communique.web.views import GROUPS, PAGES, search

HERE = Path(__file__).parent
WAIT = 5.0  # seconds that a review waits for another writer
OWN = Limits(rate=2000.0, burst=20_000)  # where only this machine may ask
FORM_FIELD = "form_token"


def create(
    archive_where: str | Path | None, *, token: str | None = None, reviewer: str | None = None,
    allow_fetch: bool = False, demo: bool = False, limits: Limits | None = None,
) -> FastAPI:
    """The application on an archive.

    Args:
        token: what a client must show; without one only this machine's own names are answered to.
        reviewer: the name that reviews are kept under; None for no reviews.
        allow_fetch: let clients give addresses to read.

    Raises:
        ArchiveError: there is no archive there.
    """
    archive = open_archive(archive_where, create=False, wait=WAIT)
    app = FastAPI(title="communique", docs_url=None, redoc_url=None, openapi_url=f"{api.PREFIX}/openapi.json")
    app.state.archive, app.state.keys = archive, Keys(token)
    app.state.settings = Settings(reviewer, allow_fetch, demo)
    app.mount("/static/compare", StaticFiles(directory=STATIC), name="compare")
    # pages hold tokens and stay as they are
    app.mount("/static", GZipMiddleware(StaticFiles(directory=HERE / "static")), name="static")
    route = partial(app.add_api_route, include_in_schema=False)
    for page in PAGES:
        route(page.path, getter(page))
        if page.post is not None:
            route(page.path, poster(page), methods=["POST"])
    route("/healthz", health)
    route("/suggest", search.suggest)
    route(api.PREFIX, interface)
    route("/login", login)
    route("/login", enter, methods=["POST"])
    api.install(app)
    for name, show in feeds.FEEDS.items():
        route(f"/feeds/{name}", show)
    for kind, answer in ERRORS.items():
        app.add_exception_handler(kind, answer)
    app.add_middleware(Guard, keys=app.state.keys, limits=limits or (OWN if token is None else Limits()))
    return app


# ---------------------------------------------------------------- pages
def getter(page: Page) -> Callable[[Request], Any]:
    """The route that shows a page."""

    def get(request: Request) -> Response:
        return answered(request, page, page.show(ask(request)))

    return get


def poster(page: Page) -> Callable[[Request], Any]:
    """The route that takes what a page's form sends, if it came from that page."""

    async def post(request: Request) -> Response:
        form = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
        if not request.app.state.keys.signed(request.cookies.get(FORM), form.pop(FORM_FIELD, None)):
            foreign = "the form is not of this page, or the server was started anew"
            raise HTTPException(403, f"{foreign}; reload the page and send it again")
        assert page.post is not None
        take = page.post
        return await run_in_threadpool(lambda: answered(request, page, take(ask(request, form))))

    return post


def ask(request: Request, form: Mapping[str, str] | None = None) -> Asked:
    """What a request asks for; raises AskError."""
    given = dict(request.query_params)
    state = request.app.state
    query = questions.asked(given)
    today = query.as_of or looked_from(clocks_of(state.archive))
    return Asked(
        state.archive, query, given, request.url.path, state.settings, today, request.cookies, form,
        state.desk,
    )


def answered(request: Request, page: Page, shown: Shown | Response) -> Response:
    """The response for what a view shows: a file where the URL asks for one, else the page."""
    if isinstance(shown, Response):
        return shown
    form = request.query_params.get("format")
    if name := request.query_params.get("chart"):
        return pictured(shown, name, form or "svg")
    if form:
        if form not in FORMATS or shown.table is None:
            remedy = f"give one of {', '.join(FORMATS)}" if shown.table else "the page is no list"
            raise AskError(f"format: {form[:40]!r} is not there; {remedy}")
        return download(shown.table, form)
    response = HTMLResponse("", shown.status, {"cache-control": "private, no-cache"})
    seal = request.cookies.get(FORM) or secrets.token_urlsafe(18)
    secure = request.url.scheme == "https"
    if FORM not in request.cookies:
        response.headers.append("set-cookie", cookie(FORM, seal, secure=secure))
    for name, value in shown.cookies.items():
        response.headers.append("set-cookie", cookie(name, value, secure=secure, age=366 * 86400))
    response.body = render(
        page.name, {**around(request, page.name, seal), **shown.context, "downloads": shown.table is not None}
    ).encode()
    response.headers["content-length"] = str(len(response.body))
    return response


def pictured(shown: Shown, name: str, form: str) -> Response:
    """A chart of a page as a file: a picture, its rows, or HTML to paste elsewhere."""
    chart = next((chart for chart in shown.charts if chart.name == name), None)
    if chart is None:
        there = ", ".join(one.name for one in shown.charts) or "none"
        raise Missing(f"the page has no chart {name[:40]!r}; it has {there}")
    if form == "csv":
        return download(Table(chart.name, lambda: chart.rows), "csv")
    if form not in PICTURES:
        raise AskError(f"format: {form[:40]!r} is not there; give one of csv, {', '.join(PICTURES)}")
    make, media = PICTURES[form]
    return Response(make(chart), 200, attached(f"{chart.name}.{form}"), media)


PICTURES: dict[str, tuple[Callable[[charts.Chart], str | bytes], str]] = {
    "svg": (charts.alone, "image/svg+xml"), "png": (charts.png, "image/png"),
    "html": (charts.snippet, "text/plain; charset=utf-8"),
}  # fmt: skip


def around(request: Request, name: str, seal: str = "") -> dict[str, Any]:
    """What every template may use: the menu, the clocks, the question, links to this page with changes."""
    state = request.app.state
    given = {k: v for k, v in request.query_params.items() if k not in ("token", "format")}
    try:
        query = questions.asked(given)
    except AskError:
        query = EVERYTHING
    extra = {k: v for k, v in given.items() if k not in questions.FILTERS}
    clocks, counts = clocks_of(state.archive), keeping.counted(state.archive)
    newest = looked_from(clocks)
    as_of = query.as_of
    kept = {name: getattr(query, name) for name in ("since", "until", "as_of")}
    under = None  # the page of the menu that this one belongs to: the last before it with a word there
    for page in PAGES:
        under = page.name if page.menu else under
        if page.name == name:
            break

    def this(**changes: object) -> str:
        return questions.link(request.url.path, query, **{**extra, **changes})

    return {
        "groups": GROUPS, "menu": [page for page in PAGES if page.menu], "here": name,
        "path": request.url.path, "params": given, "query": query,
        "group": next((page.group for page in PAGES if page.name == name), None), "under": under,
        "kept": kept, "clocks": clocks, "today": as_of or newest,
        "bare": questions.link(request.url.path, None, **extra), "newest": newest,
        "past": bool(as_of and as_of < newest), "settings": state.settings, "downloads": False, "this": this,
        "watch_as": watchable.offered(state.archive, this()) if state.settings.reviewer else None,
        "tallies": {"events": counts.get("events", 0), "search": counts.get("articles", 0)},
        "unsettled": lambda: entries.unsettled(state.archive),
        "form_token": lambda: Markup('<input type="hidden" name="{}" value="{}">').format(
            FORM_FIELD, state.keys.form(seal)
        ),
    }  # fmt: skip


# ---------------------------------------------------------------- other routes
def health(request: Request) -> Response:
    """Whether the archive answers; for whatever watches the server."""
    request.app.state.archive.edition()
    return JSONResponse({"status": "ok"}, headers={"cache-control": "no-store"})


def interface(request: Request) -> Response:
    """The page about REST: what can be asked, with examples to follow."""
    paths, base = api.described(request.app)["paths"], f"{api.PREFIX}/"
    examples = {base + name: base + name + asked for name, asked in api.EXAMPLES.items()}
    body = render("api", {**around(request, "api"), "paths": paths, "examples": examples, "form": api.form})
    return HTMLResponse(body, 200, {"cache-control": "private, no-cache"})


def login(request: Request) -> Response:
    """The page that asks for the token."""
    return entrance(request, 200)


def entrance(request: Request, status: int, wrong: bool = False) -> Response:
    """The page that asks for the token, or says that it was wrong."""
    body = render("login", {"to": local(request.query_params.get("to")), "wrong": wrong})
    return HTMLResponse(body, status, {"cache-control": "no-store"})


async def enter(request: Request) -> Response:
    """Take the token of the login page: a cookie stands for it from here on."""
    given = (await request.form()).get("token")
    keys: Keys = request.app.state.keys
    client = request.client.host if request.client else ""
    if not keys.right(given if isinstance(given, str) else ""):
        return entrance(request, 401 if keys.wrong.take(client) else 429, wrong=True)
    response = RedirectResponse(local(request.query_params.get("to")), 303)
    response.headers.append("set-cookie", cookie(SESSION, keys.session, secure=request.url.scheme == "https"))
    return response


def local(target: str | None) -> str:
    """A path of ours to go to; nowhere else."""
    parts = questions.ours(target or "/")
    return parts.path if parts else "/"


# ---------------------------------------------------------------- errors
def failed(
    request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None, **more: Any
) -> Response:
    """An error as the asker takes it: problem+json for programs, a page for people."""
    if is_api(request.url.path):
        return problem(status, detail, request.url.path, headers, **more)
    title = TITLES.get(status, "Error")
    told = {"title": title, "detail": detail, "status": status}
    try:
        body = render("error", {**around(request, "error"), **told})
    except ArchiveError as error:  # the clocks fail with the archive: the page comes without them
        body = render("broken", {"title": title, "detail": str(error)})
    return HTMLResponse(body, status, headers)


def of_http(request: Request, error: Any) -> Response:
    told = isinstance(error.detail, str) and error.detail != "Not Found"
    detail = error.detail if told else f"{request.url.path} is not here"
    return failed(request, error.status_code, detail, error.headers)


def of_values(request: Request, error: Any) -> Response:
    wrong = complaints(error.errors())
    return failed(request, 422, sentence(wrong), errors=wrong)


def of_question(request: Request, error: Exception) -> Response:
    more: dict[str, Any] = {}
    if isinstance(error, AskError) and error.name:
        where, near = ["query", error.name], list(error.near)
        more["errors"] = [{"where": where, "message": error.found, "remedy": error.remedy, "near": near}]
    return failed(request, 422, str(error), None, **more)


def of_archive(request: Request, error: Exception) -> Response:
    cursor = "is not a valid cursor" in str(error)
    return failed(request, 409 if cursor else 503, str(error), None if cursor else {"retry-after": "10"})


ERRORS: dict[Any, Callable[[Request, Exception], Response]] = {
    HTTPException: of_http, RequestValidationError: of_values, AskError: of_question,
    Missing: lambda request, error: failed(request, 404, str(error)), ArchiveError: of_archive,
    CommuniqueError: of_question,
}  # fmt: skip
