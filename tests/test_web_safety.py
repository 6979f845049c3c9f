"""Who may ask and how: tokens, cookies, forms, foreign hosts and pages, sizes, rates and times,
over real requests."""

from __future__ import annotations

import asyncio
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from starlette.testclient import TestClient

from communique.errors import ArchiveError
from communique.web import app, connections
from communique.web.security import Buckets, Keys, Limits
from webmakers import HOME, client, filled

TOKEN = "a-token-of-some-length"


@pytest.fixture
def where(tmp_path: Path) -> Path:
    return filled(tmp_path)


@contextmanager
def served(made: FastAPI) -> Iterator[int]:
    """A real server; gives its port."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        server = uvicorn.Server(connections.settings(made, log_level="critical"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield door.getsockname()[1]
        server.should_exit = True
        thread.join(10)


def test_headers_stand_on_every_answer(where: Path) -> None:
    browser = client(where)
    for address in (
        "/events", "/nothing", "/static/style.css", "/api/v1/counts", "/healthz", "/events?actor=zz",
    ):
        headers = browser.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
        assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"


def test_other_names_are_refused_without_a_token(where: Path) -> None:
    for name in ("evil.example", "127.0.0.1.evil.example", "[::2]", "", "localhost.evil"):
        assert client(where).get("/events", headers={"host": name}).status_code == 421
    for name in ("localhost:8020", "127.0.0.1", "[::1]:99", "LOCALHOST"):
        assert client(where).get("/events", headers={"host": name}).status_code == 200


def test_a_token_is_asked_for(where: Path) -> None:
    browser = client(where, token=TOKEN)
    got = browser.get("/events", follow_redirects=False)
    assert (got.status_code, got.headers["location"]) == (303, "/login?to=%2Fevents")
    assert browser.get("/api/v1/counts").status_code == 401
    assert browser.get("/api/v1/openapi.json").status_code == 401
    assert browser.get("/api/v1/counts", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert browser.get("/api/v1/counts", headers={"authorization": "Bearer wrong"}).status_code == 401
    assert (
        browser.get("/healthz").status_code
        == browser.get("/static/style.css").status_code
        == browser.get("/login").status_code
        == 200
    )
    # any name, with the token
    assert browser.get("/events", headers={"host": "news.example"}, follow_redirects=False).status_code == 303


def test_a_token_in_the_address_becomes_a_cookie(where: Path) -> None:
    browser = client(where, token=TOKEN)
    got = browser.get(f"/events?type=SANCTION&token={TOKEN}", follow_redirects=False)
    assert (got.status_code, got.headers["location"]) == (303, "/events?type=SANCTION")
    cookie = got.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and TOKEN not in cookie
    assert browser.get("/events").status_code == 200
    refused = client(where, token=TOKEN).get("/events?token=x", follow_redirects=False)
    assert refused.headers["location"].startswith("/login")


def test_the_login_page(where: Path) -> None:
    browser = client(where, token=TOKEN)
    assert browser.post("/login?to=/method", data={"token": "wrong"}).status_code == 401
    got = browser.post("/login?to=/method", data={"token": TOKEN}, follow_redirects=False)
    assert (got.status_code, got.headers["location"]) == (303, "/method")
    assert browser.get("/method").status_code == 200
    for elsewhere in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"):
        assert (
            browser.post(
                "/login", params={"to": elsewhere}, data={"token": TOKEN}, follow_redirects=False
            ).headers["location"]
            == "/"
        )


def test_wrong_tokens_are_few(where: Path) -> None:
    browser = client(where, token=TOKEN)
    statuses = [browser.post("/login", data={"token": f"wrong{n}"}).status_code for n in range(14)]
    assert statuses[0] == 401 and statuses[-1] == 429
    assert browser.get("/api/v1/counts", headers={"authorization": "Bearer x"}).status_code == 429


def test_the_comparison_takes_any_text() -> None:
    keys = Keys("tökén")
    assert keys.right("tökén") and not keys.right("") and not keys.right(None) and not keys.right("\ud800")
    assert Keys(None).right("anything")


def test_forms_come_from_our_pages_alone(where: Path) -> None:
    browser = client(where, reviewer="Ann")
    address = f"/review?article=sound&kind=events&record={record(browser)}"
    page = browser.get(address)
    sealed = re.search(r'name="form_token" value="(\w+)"', page.text)
    assert sealed is not None
    good = {"form_token": sealed[1], "verdict": "accept"}
    assert browser.post(address, data={"verdict": "accept"}).status_code == 403
    assert browser.post(address, data=good, headers={"origin": "https://evil.example"}).status_code == 403
    assert browser.post(address, data=good, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert client(where, reviewer="Ann").post(address, data=good).status_code == 403  # another browser
    assert (
        browser.post(address, data=good, headers={"origin": HOME}, follow_redirects=False).status_code == 303
    )


def record(browser: TestClient) -> str:
    """The id of an event of the sound article."""
    return str(browser.get("/api/v1/articles/sound").json()["reading"]["events"][0]["id"])


def test_bodies_have_a_limit(where: Path) -> None:
    browser = client(where, limits=Limits(body=1000))
    assert browser.post("/api/v1/read", json={"text": "a" * 2000}).status_code == 413
    parts = (b"a" * 400 for _ in range(10))  # no length is given
    assert (
        browser.post("/api/v1/read", content=parts, headers={"content-type": "application/json"}).status_code
        == 413
    )
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert browser.post("/login", content=(b"a" * 400 for _ in range(10)), headers=form).status_code == 413


def test_requests_of_a_client_are_limited(where: Path) -> None:
    browser = client(where, limits=Limits(rate=0.001, burst=5))
    statuses = [browser.get("/healthz").status_code for _ in range(7)]
    assert statuses == [200] * 5 + [429] * 2
    buckets = Buckets(0, 1, most=2)
    # a was forgotten for b and c
    assert [buckets.take(name) for name in "aabcca"] == [True, False, True, True, False, True]


def test_slow_answers_and_slow_bodies_end(where: Path) -> None:
    made = app.create(where, limits=Limits(answer=1.0, arrival=0.2))

    async def sleep() -> dict[str, str]:
        await asyncio.sleep(3600)
        return {}

    made.add_api_route("/api/v1/sleep", sleep)
    with served(made) as port:
        assert status(port, b"GET /api/v1/sleep HTTP/1.1\r\nHost: localhost\r\n\r\n") == 503
        head = (
            b"POST /api/v1/read HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            b"Content-Length: 50\r\n\r\n{"
        )
        assert status(port, head) == 408


def status(port: int, request: bytes) -> int:
    """The status of an answer to some bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=300) as line:
        line.sendall(request)
        return int(line.recv(4096).split(b" ")[1])


def test_faults_say_nothing_of_the_inside(where: Path, caplog: pytest.LogCaptureFixture) -> None:
    made = app.create(where)

    def fail() -> None:
        raise RuntimeError("secret")

    made.add_api_route("/api/v1/fail", fail)
    made.add_api_route("/fail", fail)
    browser = TestClient(made, base_url=HOME)
    for address in ("/api/v1/fail", "/fail"):
        got = browser.get(address)
        assert got.status_code == 500 and "secret" not in got.text
        assert "content-security-policy" in got.headers
    assert "secret" in caplog.text


def test_head_has_no_body(where: Path) -> None:
    got = client(where).head("/events")
    assert got.status_code == 200 and got.content == b"" and int(got.headers["content-length"]) > 1000


def test_no_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no archive there"):
        app.create(tmp_path / "none.db")


def test_connections_that_ask_for_nothing_keep_nobody_out(where: Path) -> None:
    with served(app.create(str(where))) as port, ExitStack() as open_ones:
        for n in range(580):
            door = open_ones.enter_context(socket.create_connection(("127.0.0.1", port)))
            if n % 2:
                door.sendall(b"GET / HTTP/1.1\r\nHost: local")
            if n % 50 == 0:
                assert status(port, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n") == 200
        assert status(port, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n") == 200


def test_the_head_of_a_request_must_come_in_time(where: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEADERS", 0.2)
    with served(app.create(str(where))) as port:
        for sent in (
            b"", b"GET /healthz HTTP/1.1\r\nHost: local",
            b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET /he",
        ):
            with socket.create_connection(("127.0.0.1", port), timeout=60) as door:
                door.sendall(sent)
                answered = b"".join(iter(lambda door=door: door.recv(65536), b""))
            assert answered.startswith(b"HTTP/1.1 200") == sent.endswith(b"GET /he")
