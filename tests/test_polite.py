"""Servers are asked politely: by their robots.txt, at their pace, with patience,
and never inside our own network unless allowed."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from email.utils import formatdate

import pytest

from communique.errors import SourceError
from communique.sources.fetch import Answered, Page, Unreachable
from communique.sources.polite import Manners, Web, in_turn
from sites import Answer, Clock, Site, site

PAGE = b"<!doctype html><title>A page</title><p>The envoys met by the harbour.</p>"


@pytest.fixture
def local() -> Iterator[Site]:
    """A site with one page."""
    with site() as found:
        found.pages["/page"] = Answer(PAGE)
        yield found


def visitor(clock: Clock, **manners: object) -> Web:
    """A Web that may read this machine, with a clock of its own."""
    return Web(
        Manners(**{"allow_private": True, "timeout": 3.0, **manners}), clock=clock, sleep=clock.sleep,
        dice=lambda: 0.5,
    )  # type: ignore[arg-type]


def got(web: Web, url: str) -> bytes:
    """The bytes of a page."""
    return web.page(url).data


def test_a_page_at_the_pace_of_one_in_two_seconds(local: Site) -> None:
    clock = Clock()
    web = visitor(clock)
    for _ in range(3):
        assert got(web, f"{local.url}/page") == PAGE
    assert clock.slept == [2.0, 2.0]
    assert local.asked == ["/robots.txt", "/page", "/page", "/page"]
    assert local.headers[0]["User-Agent"].startswith("communique/")


def test_the_pace_by_a_real_clock(local: Site) -> None:
    web = Web(Manners(delay=0.2, allow_private=True))
    for _ in range(3):
        web.page(f"{local.url}/page")
    web.close()
    first, second, third = local.times[1:]
    assert second - first >= 0.19 and third - second >= 0.19


def test_two_hosts_do_not_wait_for_each_other(local: Site) -> None:
    with site() as other:
        other.pages["/page"] = Answer(PAGE)
        clock = Clock()
        web = visitor(clock)
        urls = [f"{local.url}/page", f"{local.url}/page", f"{other.url}/page"]
        order = []
        while urls:
            order.append(urls.pop(in_turn(urls, web)))
            web.page(order[-1])
        assert order == [f"{local.url}/page", f"{other.url}/page", f"{local.url}/page"]
        assert len(clock.slept) == 1


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /page", "/page", False),
        ("User-agent: *\nDisallow: /\nAllow: /page$", "/page", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: communique\nDisallow: /other", "/page", True),
        ("User-agent: communique\nDisallow: /", "/page", False),
        ("User-agent: othercrawler\nDisallow: /", "/page", True),
        ("<html>no rules at all</html>\0\xff", "/page", True),
        ("", "/page", True),
    ],
)
def test_robots(local: Site, rules: str, path: str, allowed: bool) -> None:
    local.pages["/robots.txt"] = Answer(rules.encode("latin-1"))
    web = visitor(Clock())
    if allowed:
        assert got(web, local.url + path) == PAGE
    else:
        for _ in range(2):
            with pytest.raises(SourceError, match=r"robots\.txt"):
                web.get(local.url + path)
        assert local.asked == ["/robots.txt"]
    assert got(visitor(Clock(), robots=False), local.url + path) == PAGE


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_no_robots_file_refuses_nothing(local: Site, status: int) -> None:
    local.pages["/robots.txt"] = Answer(status=status)
    assert got(visitor(Clock()), f"{local.url}/page") == PAGE


def test_a_robots_file_that_cannot_be_read_refuses_all(local: Site) -> None:
    local.pages["/robots.txt"] = Answer(status=503)
    with pytest.raises(Answered, match=r"robots.txt.*503"):
        visitor(Clock()).get(f"{local.url}/page")
    assert local.asked == ["/robots.txt"] * 4
    local.pages["/robots.txt"] = lambda n: Answer(status=500) if n < 6 else Answer()
    assert got(visitor(Clock()), f"{local.url}/page") == PAGE


def test_robots_are_kept_for_a_day_and_may_be_long_or_elsewhere(local: Site) -> None:
    local.pages["/robots.txt"] = Answer(status=302, headers={"Location": "/rules"})
    local.pages["/rules"] = Answer(b"User-agent: *\nDisallow: /hidden\n" + b"# more\n" * 200_000)
    clock = Clock()
    web = visitor(clock)
    web.page(f"{local.url}/page")
    with pytest.raises(SourceError, match="robots"):
        web.get(f"{local.url}/hidden")
    clock.now += 25 * 3600
    web.page(f"{local.url}/page")
    assert local.asked.count("/robots.txt") == 2


@pytest.mark.parametrize(
    ("rules", "delay"),
    [
        ("Crawl-delay: 7", 7.0), ("Crawl-delay: 0.1", 2.0), ("Request-rate: 1/10", 10.0),
        ("Crawl-delay: x", 2.0),
    ],
)
def test_the_pace_that_a_site_asks_for(local: Site, rules: str, delay: float) -> None:
    local.pages["/robots.txt"] = Answer(f"User-agent: *\n{rules}\n".encode())
    clock = Clock()
    web = visitor(clock)
    web.page(f"{local.url}/page")
    web.page(f"{local.url}/page")
    assert clock.slept == [delay]


def test_a_pace_of_hours_is_told_not_slept(local: Site) -> None:
    local.pages["/robots.txt"] = Answer(b"User-agent: *\nCrawl-delay: 7200\n")
    clock = Clock()
    web = visitor(clock)
    web.page(f"{local.url}/page")
    with pytest.raises(Unreachable, match="try again in 7200 seconds"):
        web.get(f"{local.url}/page")
    assert clock.slept == [] and web.ready(f"{local.url}/page") == 7200


def test_what_has_not_changed(local: Site) -> None:
    marks = {"ETag": '"v1"', "Last-Modified": "Fri, 28 Nov 2025 07:00:00 GMT"}
    local.pages["/page"] = lambda n: Answer(PAGE, headers=marks) if n == 1 else Answer(status=304)
    web = visitor(Clock())
    page = web.get(f"{local.url}/page")
    assert isinstance(page, Page) and (page.etag, page.modified) == ('"v1"', "Fri, 28 Nov 2025 07:00:00 GMT")
    assert web.get(f"{local.url}/page", etag=page.etag, modified=page.modified) is None
    assert local.headers[-1]["If-None-Match"] == '"v1"' and "If-Modified-Since" in local.headers[-1]
    with pytest.raises(Answered, match="304"):
        web.get(f"{local.url}/page")


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_busy_servers_are_asked_again_later_each_time(local: Site, status: int) -> None:
    local.pages["/page"] = lambda n: Answer(status=status) if n < 4 else Answer(PAGE)
    clock = Clock()
    assert got(visitor(clock, delay=0.0), f"{local.url}/page") == PAGE
    assert clock.slept == [1.0, 2.0, 4.0]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_clear_no_is_not_asked_again(local: Site, status: int) -> None:
    local.pages["/page"] = Answer(status=status)
    with pytest.raises(Answered, match=str(status)):
        visitor(Clock()).get(f"{local.url}/page")
    assert local.asked.count("/page") == 1


def test_retry_after_is_honoured(local: Site) -> None:
    local.pages["/page"] = lambda n: (
        Answer(status=429, headers={"Retry-After": "30"}) if n == 1 else Answer(PAGE)
    )
    clock = Clock()
    assert got(visitor(clock), f"{local.url}/page") == PAGE
    assert clock.slept == [30.5]
    later = {"Retry-After": formatdate(time.time() + 40, usegmt=True)}
    local.pages["/day"] = lambda n: Answer(status=503, headers=later) if n == 1 else Answer(PAGE)
    clock = Clock()
    assert got(visitor(clock), f"{local.url}/day") == PAGE
    assert 37 < clock.slept[0] < 41


def test_a_long_retry_after_leaves_the_host_alone(local: Site) -> None:
    local.pages["/page"] = Answer(status=429, headers={"Retry-After": "3600"})
    clock = Clock()
    web = visitor(clock)
    with pytest.raises(Unreachable, match=r"try again in 360[01] seconds"):
        web.get(f"{local.url}/page")
    with pytest.raises(Unreachable, match="not asked"):
        web.get(f"{local.url}/other")
    assert local.asked == ["/robots.txt", "/page"] and clock.slept == []


def test_a_dead_host_is_left_alone_after_a_while() -> None:
    with site() as gone:
        url = gone.url
    clock = Clock()
    web = visitor(clock, robots=False, delay=0.0)
    for _ in range(2):
        with pytest.raises(Unreachable, match="cannot be reached"):
            web.get(f"{url}/page")
    slept = len(clock.slept)
    with pytest.raises(Unreachable, match="did not answer; try again in 300"):
        web.get(f"{url}/page")
    assert len(clock.slept) == slept == 6


def test_slow_and_endless_answers(local: Site) -> None:
    local.pages["/slow"] = Answer(PAGE, pause=5.0)
    local.pages["/huge"] = Answer(b"x" * 100_000, again=100_000)
    web = visitor(Clock(), timeout=0.3, attempts=1, max_bytes=1_000_000)
    with pytest.raises(Unreachable, match=r"within 0\.3 seconds"):
        web.get(f"{local.url}/slow")
    web = visitor(Clock(), attempts=1, max_bytes=1_000_000)
    with pytest.raises(SourceError, match="more than 1 MB"):
        web.get(f"{local.url}/huge")


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip", "zstd", "nonsense"])
def test_encodings_that_were_not_asked_for(local: Site, encoding: str) -> None:
    local.pages["/page"] = Answer(PAGE, headers={"Content-Encoding": encoding})
    with pytest.raises(SourceError, match="encoding"):
        visitor(Clock()).get(f"{local.url}/page")


def test_a_bomb_from_a_server(local: Site) -> None:
    local.pages["/page"] = Answer(gzip.compress(b" " * 80_000_000), headers={"Content-Encoding": "gzip"})
    with pytest.raises(SourceError, match="more than 25 MB"):
        visitor(Clock()).get(f"{local.url}/page")


def test_redirects_are_checked_one_by_one(local: Site) -> None:
    local.pages["/moved"] = Answer(status=301, headers={"Location": "/page"})
    local.pages["/round"] = Answer(status=302, headers={"Location": "/round"})
    local.pages["/file"] = Answer(status=302, headers={"Location": "file:///etc/passwd"})
    local.pages["/away"] = Answer(status=302, headers={"Location": "http://169.254.169.254/latest"})
    local.pages["/hidden"] = Answer(status=302, headers={"Location": "/secret"})
    local.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /secret\n")
    web = visitor(Clock())
    page = web.page(f"{local.url}/moved")
    assert page.data == PAGE and page.url == f"{local.url}/page"
    for path, message in (
        ("/round", "more than 8 redirects"), ("/file", "only http and https"), ("/hidden", "robots.txt"),
    ):
        with pytest.raises(SourceError, match=message):
            web.get(local.url + path)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/", "http://localhost:9/", "http://10.0.0.1/", "http://[::1]/",
        "http://169.254.169.254/", "http://[::ffff:10.0.0.1]/",
    ],
)
def test_private_addresses_are_refused(url: str) -> None:
    clock = Clock()
    with pytest.raises(SourceError, match="private address"):
        Web(clock=clock, sleep=clock.sleep).get(url)
    assert clock.slept == []


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/x", "file:///etc/passwd", "javascript:1", "http://", "//a.example/x",
        "data:text/html,x",
    ],
)
def test_only_http(url: str) -> None:
    with pytest.raises(SourceError, match="http"):
        Web().get(url)


def test_few_hosts_are_remembered(monkeypatch: pytest.MonkeyPatch, local: Site) -> None:
    monkeypatch.setattr("communique.sources.polite.MAX_HOSTS", 3)
    web = visitor(Clock(), attempts=1, robots=False)
    for i in range(6):
        with pytest.raises(SourceError):
            web.get(f"http://127.0.0.{i + 2}:1/")
    assert len(web.hosts) == 3
