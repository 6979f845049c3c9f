"""What stands before every answer: who may ask, how often, how much and how long,
and the headers that keep a browser from running text.

Knows HTTP and tokens; does not know any page.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
import secrets
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.web.frame import render

LOG = logging.getLogger("communique.web")
# cookies: who has shown the token; what a form's token is made from
SESSION, FORM = "communique-session", "communique-form"
LOCAL = frozenset(("localhost", "127.0.0.1", "::1"))
OPEN = ("/login", "/healthz", "/static/")  # what needs no token
WRONG = 10  # wrong tokens of a client, then one more every ten seconds
SAFE = ("GET", "HEAD", "OPTIONS")
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY, "x-content-type-options": "nosniff", "x-frame-options": "DENY",
    "referrer-policy": "same-origin", "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
TITLES = {
    400: "Bad request", 401: "A token is needed", 403: "Forbidden", 404: "Not found",
    405: "Method not allowed", 408: "Too slow", 409: "Conflict", 413: "Too large", 415: "Unsupported type",
    421: "Misdirected request", 422: "Not understood", 429: "Too many requests", 500: "A fault in communique",
    503: "Not available",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of a body, seconds for a body to come and for an answer to begin,
    requests of one client a second and at once."""

    body: int = 2_000_000
    arrival: float = 15.0
    answer: float = 30.0
    rate: float = 100.0
    burst: int = 400


class Buckets:
    """What each client may still ask: it fills by `rate` a second up to `burst`;
    the longest unseen is forgotten first."""

    def __init__(self, rate: float, burst: float, most: int = 10_000) -> None:
        self.rate, self.burst, self.most = rate, burst, most
        self.of: OrderedDict[str, tuple[float, float]] = OrderedDict()  # what was left, and when

    def take(self, client: str) -> bool:
        """Whether the client may ask once more; it is counted."""
        now = time.monotonic()
        left, at = self.of.pop(client, (self.burst, now))
        left = min(self.burst, left + (now - at) * self.rate)
        self.of[client] = (left - (left >= 1), now)
        if len(self.of) > self.most:
            self.of.popitem(last=False)
        return left >= 1


class Keys:
    """The token and what is made from it: the cookie of who has shown it, and the tokens of forms."""

    def __init__(self, token: str | None) -> None:
        self.token = token
        self.secret = secrets.token_bytes(32)
        self.wrong = Buckets(0.1, WRONG)

    def right(self, given: str | None) -> bool:
        """Whether this is the token, in the same time whatever was given."""
        if self.token is None:
            return True
        return hmac.compare_digest(digest(given or ""), digest(self.token))

    @property
    def session(self) -> str:
        """The cookie that stands for the token."""
        return hmac.new(digest(self.token or ""), b"communique session", hashlib.sha256).hexdigest()

    def admitted(self, headers: Headers) -> bool:
        """Whether a request carries the token or its cookie."""
        if self.token is None:
            return True
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and self.right(given.strip()):
            return True
        return hmac.compare_digest(digest(cookies(headers).get(SESSION, "")), digest(self.session))

    def form(self, cookie: str) -> str:
        """The hidden token of a form, for the browser that has this cookie."""
        return hmac.new(self.secret, cookie.encode(), hashlib.sha256).hexdigest()

    def signed(self, cookie: str | None, given: str | None) -> bool:
        """Whether a form came from a page of ours in this browser."""
        return bool(cookie) and hmac.compare_digest(digest(given or ""), digest(self.form(cookie or "")))


def digest(text: str) -> bytes:
    """A hash of fixed length, so that a comparison tells nothing of the length either."""
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()


def cookies(headers: Headers) -> dict[str, str]:
    """The cookies of a request; none where they are broken."""
    try:
        return {name: part.value for name, part in SimpleCookie(headers.get("cookie", "")).items()}
    except CookieError:
        return {}


def cookie(name: str, value: str, *, secure: bool, age: int | None = None) -> str:
    """The header that sets a cookie that no other site's page can send."""
    made = f"{name}={value}; Path=/; HttpOnly; SameSite=Strict"
    return made + ("; Secure" if secure else "") + (f"; Max-Age={age}" if age else "")


def is_api(path: str) -> bool:
    """Whether programs ask there, who want errors as problem+json."""
    return path.startswith(("/api/", "/mcp"))


def problem(
    status: int, detail: str, path: str, headers: Mapping[str, str] | None = None, **more: Any
) -> Response:
    """An error for programs (RFC 9457)."""
    body = {
        "type": "about:blank", "title": TITLES.get(status, "Error"), "status": status, "detail": detail,
        "instance": path, **more,
    }
    return Response(
        json.dumps(body, ensure_ascii=True), status, dict(headers or {}), "application/problem+json"
    )


def refused(status: int, detail: str, path: str, headers: Mapping[str, str] | None = None) -> Response:
    """An error where no page can be made: problem+json for programs, a few words of HTML for people."""
    if is_api(path):
        return problem(status, detail, path, headers)
    body = render("refused", {"title": TITLES.get(status, "Error"), "detail": detail})
    return Response(body, status, dict(headers or {}), "text/html; charset=utf-8")


class Guard:
    """The ASGI application that lets a request through to another, or refuses it.

    Without a token only this machine's own names are answered to,
    so that a page elsewhere cannot reach us through a name of its own.
    """

    def __init__(self, app: ASGIApp, keys: Keys, limits: Limits) -> None:
        self.app, self.keys, self.limits = app, keys, limits
        self.all = Buckets(limits.rate, limits.burst)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        send = with_headers(send, HEADERS)
        if scope["method"] == "HEAD":  # the server sends no body then
            scope = {**scope, "method": "GET"}
        answer = self.refusal(scope, headers)
        if answer is not None:
            await answer(scope, receive, send)
            return
        await self.within(scope, self.arriving(receive), send)

    def refusal(self, scope: Scope, headers: Headers) -> Response | None:
        """Why a request is not let through."""
        path, client = scope["path"], (scope.get("client") or ("",))[0]
        if not self.all.take(client):
            text = "more requests than one client may send; try again in a second"
            return refused(429, text, path, {"retry-after": "1"})
        if self.keys.token is None and host(headers.get("host", "")) not in LOCAL:
            ours = ", ".join(sorted(LOCAL))
            text = f"this server answers to {ours} alone; start it with --token for other names"
            return refused(421, text, path)
        if length(headers) > self.limits.body:
            return refused(413, f"the body has more than {self.limits.body:,} bytes", path)
        if scope["method"] not in SAFE and foreign(headers):
            return refused(403, "the request comes from a page of another site", path)
        return None if path.startswith(OPEN) else self.stranger(scope, headers, path, client)

    def stranger(self, scope: Scope, headers: Headers, path: str, client: str) -> Response | None:
        """The answer to who has not shown the token; a token in the address becomes a cookie,
        and the address loses it."""
        if self.keys.token is None:
            return None
        pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = next((value for name, value in pairs if name == "token"), None)
        if given is None and self.keys.admitted(headers):
            return None
        if given is not None or "authorization" in headers:
            if given is not None and self.keys.right(given):
                rest = urlencode([(n, v) for n, v in pairs if n != "token"])
                set_ = cookie(SESSION, self.keys.session, secure=scope["scheme"] == "https")
                target = "/" + path.lstrip("/\\")
                where = {"location": f"{target}?{rest}" if rest else target, "set-cookie": set_}
                return Response(status_code=303, headers=where)
            if not self.keys.wrong.take(client):
                return refused(429, "too many wrong tokens; wait ten seconds", path, {"retry-after": "10"})
        if is_api(path) or scope["method"] not in SAFE:
            text = "send the token that the server was started with"
            return refused(401, text, path, {"www-authenticate": "Bearer"})
        return Response(status_code=303, headers={"location": "/login?" + urlencode({"to": path})})

    def arriving(self, receive: Receive) -> Receive:
        """The same messages, unless the body is too long or too slow."""
        got, done = 0, False

        async def limited() -> Message:
            nonlocal got, done
            if done:
                return await receive()
            try:
                message = await asyncio.wait_for(receive(), self.limits.arrival)
            except TimeoutError:
                late = f"the body did not come within {self.limits.arrival:g} seconds"
                raise HTTPException(408, late) from None
            got += len(message.get("body", b""))
            if got > self.limits.body:
                raise HTTPException(413, f"the body has more than {self.limits.body:,} bytes")
            done = not message.get("more_body", False)
            return message

        return limited

    async def within(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and answer in the application's place where it takes too long;
        work in a thread cannot be cut short."""
        started = late = False

        async def timely(message: Message) -> None:
            nonlocal started
            if not late:
                started = True
                await send(message)

        work: asyncio.Task[None] = asyncio.create_task(self.app(scope, receive, timely))  # type: ignore[arg-type]
        try:
            await asyncio.wait({work}, timeout=self.limits.answer)
            if not work.done() and not started:
                late = True
                work.cancel()
                text = f"no answer within {self.limits.answer:g} seconds; ask for less"
                text += " (shorter days, a smaller limit)"
                await refused(503, text, scope["path"], {"retry-after": "10"})(scope, receive, send)
                return
            await work
        except asyncio.CancelledError:
            work.cancel()
            raise
        except Exception:
            LOG.exception("%s %s", scope["method"], scope["path"])
            if not started:
                text = "a fault of communique, not of what you asked; the server's log has it"
                await refused(500, text, scope["path"])(scope, receive, send)


def with_headers(send: Send, more: Mapping[str, str]) -> Send:
    """The same answers, with headers that they do not set themselves."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in more.items():
                headers.setdefault(name, value)
        await send(message)

    return sending


def host(header: str) -> str:
    """The name in a Host header, without its port."""
    try:
        return (urlsplit(f"//{header}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def length(headers: Headers) -> int:
    """The length that a request gives for its body; 0 where it gives none."""
    given = headers.get("content-length", "0")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 16 else 0


def foreign(headers: Headers) -> bool:
    """Whether a browser says that a request comes from another site's page."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()
