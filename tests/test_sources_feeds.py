"""Feeds: the file that names them, what stands in them,
and a watch that goes on whatever one of them does."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from communique.errors import SourceError
from communique.records import Article, Failure
from communique.sources import feeds
from communique.sources.arrivals import Arrival
from communique.sources.feeds import Feed
from communique.sources.polite import Manners
from communique.sources.watching import FeedState, watch
from sites import Answer, Clock, Site, site

SENTENCE = "The trade envoy told her hosts on Friday that the talks on the canal would go on after the feast."
BODY = "".join(f"<p>{SENTENCE} That was remark {i}.</p>" for i in range(8))
PAGE = (
    f"<!doctype html><html><head><title>Canal</title></head><body><article>{BODY}</article></body></html>"
).encode()


def rss(*items: str, head: str = "") -> bytes:
    """An RSS feed with these items."""
    start = (
        f'<?xml version="1.0" encoding="utf-8"?>{head}<rss version="2.0"><channel><title>Canal News</title>'
    )
    return f"{start}{''.join(items)}</channel></rss>".encode()


def item(
    url: str, title: str = "Talks on the canal", when: str = "Fri, 28 Nov 2025 07:42:00 +0530", body: str = ""
) -> str:
    """An item of an RSS feed."""
    return (
        f"<item><title>{title}</title><link>{url}</link><pubDate>{when}</pubDate><description><![CDATA["
        f"{body}]]></description></item>"
    )


# --- feeds.toml


def test_a_file_of_feeds(tmp_path: Path) -> None:
    file = tmp_path / "feeds.toml"
    file.write_text(
        'every = 15\n[[feed]]\nname = "Canal"\nurl = "https://canal.example/rss"\noutlet = "Canal News"\n'
        '[[feed]]\nname = "Harbour"\nurl = "https://harbour.example/atom"\nevery = 2.5\ntake = "feed"\nlimit '
        '= 5\n'
    )
    assert feeds.load(file) == (
        Feed("Canal", "https://canal.example/rss", "Canal News", 15.0),
        Feed("Harbour", "https://harbour.example/atom", None, 2.5, "feed", 5),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no feeds"),
        ("feed = 3", "no feeds"),
        ("[[feeds]]", "'feeds' is no key of this file"),
        ("[[feed]\n", "TOML.*line 1"),
        ('[[feed]]\nname = "A"', r"feed 1 \(A\): no url"),
        ('[[feed]]\nurl = "https://a.example/"', r"feed 1 \(https://a.example/\): no name"),
        ('[[feed]]\nname = ""\nurl = "https://a.example/"', "name is empty"),
        ('[[feed]]\nname = "A"\nurl = "a.example/rss"', r"feed 1 \(A\): .*http"),
        ('[[feed]]\nname = "A"\nurl = "file:///etc/passwd"', "only http"),
        ('[[feed]]\nname = "A"\nurl = 5', "url is 5, not a string"),
        ('[[feed]]\nname = "A"\nurl = "https://a.example/"\nevery = 0', "every = 0 minutes"),
        ('[[feed]]\nname = "A"\nurl = "https://a.example/"\nevery = nan', "every = nan"),
        ('[[feed]]\nname = "A"\nurl = "https://a.example/"\nevery = true', "not a number"),
        ('[[feed]]\nname = "A"\nurl = "https://a.example/"\ntake = "all"', "take = 'all'"),
        ('[[feed]]\nname = "A"\nurl = "https://a.example/"\nlimit = 0', "limit = 0"),
        ('[[feed]]\nname = "A"\nurl = "https://a.example/"\nevry = 3', "'evry' is no key of a feed"),
        ('[[feed]]\nname = "A"\nurl = "https://a.example/"\n' * 2, "feed 2: name 'A' is that of feed 1"),
    ],
)
def test_a_faulty_file_names_the_entry(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "feeds.toml"
    file.write_text(text)
    with pytest.raises(SourceError, match=message) as error:
        feeds.load(file)
    assert str(file) in str(error.value)


def test_a_missing_or_binary_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        feeds.load(tmp_path / "none.toml")
    (tmp_path / "b.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SourceError, match="UTF-8"):
        feeds.load(tmp_path / "b.toml")
    with pytest.raises(SourceError, match="cannot be read"):
        feeds.load(tmp_path)


# --- what stands in a feed


def test_rss_and_atom_and_rdf() -> None:
    atom = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>'
        b'<entry><title type="html">Talks &amp;amp; &lt;b&gt;tea&lt;/b&gt;</title>'
        b'<link rel="alternate" href="/one#top"/><id>tag:1</id>'
        b'<published>2025-11-28T07:42:00+05:30</published></entry></feed>'
    )
    [entry] = feeds.entries(atom, "https://a.example/feed")
    assert (entry.url, entry.title, entry.published) == (
        "https://a.example/one", "Talks & tea", "2025-11-28T07:42:00+05:30",
    )
    [entry] = feeds.entries(rss(item("https://a.example/2", body="<p>words</p>")), "https://a.example/feed")
    assert (entry.url, entry.published, entry.html) == (
        "https://a.example/2", "2025-11-28T07:42:00+05:30", "<p>words</p>",
    )
    rdf = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>c</title></channel>'
        b'<item rdf:about="https://a.example/3">'
        b"<title>t</title><link>https://a.example/3</link><dc:date>2025-11-28</dc:date></item></rdf:RDF>"
    )
    [entry] = feeds.entries(rdf, "https://a.example/feed")
    assert (entry.url, entry.published) == ("https://a.example/3", "2025-11-28")


@pytest.mark.parametrize(
    "when", ["", "soon", "Thu, 01 Jan 1970 00:00:00 GMT", "2999-01-01", "Fri, 99 Nov 2025 07:42:00 GMT"]
)
def test_a_day_that_is_none_is_left_out(when: str) -> None:
    [entry] = feeds.entries(rss(item("https://a.example/1", when=when)), "https://a.example/feed")
    assert entry.published is None


def test_entries_without_an_address_and_twice() -> None:
    data = rss(
        item("ftp://a.example/1"), item("javascript:1"), item(""), item("https://a.example/1"),
        item("https://a.example/1#c"),
    )
    assert [e.url for e in feeds.entries(data, "https://a.example/f")] == ["https://a.example/1"]
    assert (
        len(feeds.entries(rss(*(item(f"https://a.example/{i}") for i in range(3000))), "https://a.example/f"))
        == 1000
    )
    assert (
        len(
            feeds.entries(
                rss(*(item(f"https://a.example/{i}") for i in range(30))), "https://a.example/f", limit=4
            )
        )
        == 4
    )


def bomb(levels: int) -> str:
    """A document type whose last entity expands to ten times what each one before does."""
    rows = [f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, levels)]
    return f'<!DOCTYPE rss [<!ENTITY e0 "canal canal">{"".join(rows)}]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32"])
def test_entities_that_expand_are_refused(encoding: str) -> None:
    text = (
        rss(item("https://a.example/1", title="x &e8;"), head=bomb(9))
        .decode()
        .replace('"utf-8"', f'"{encoding[:6]}"')
    )
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    with pytest.raises(SourceError, match="declares entities"):
        feeds.entries(text.encode(encoding), "https://a.example/f")
    assert time.process_time() - start < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def test_entities_from_outside_are_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("TOPSECRET")
    for entity in (
        f'<!ENTITY e SYSTEM "file://{tmp_path}/secret">', '<!ENTITY % p SYSTEM "http://a.example/d">%p;',
    ):
        head = f"<!DOCTYPE rss [{entity}]>"
        with pytest.raises(SourceError, match="declares entities"):
            feeds.entries(rss(item("https://a.example/1", title="&e;"), head=head), "https://a.example/f")
    old = (
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
        '"http://my.netscape.com/publish/formats/rss-0.91.dtd">'
    )
    assert len(feeds.entries(rss(item("https://a.example/1"), head=old), "https://a.example/f")) == 1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (PAGE, "an HTML page, not a feed"),
        (b'{"a": 1}', "no RSS or Atom"),
        (b"words", "no RSS or Atom"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"<rss>" + b" " * 10_000_001, "more than 10 MB"),
    ],
)
def test_what_is_no_feed(data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message) as error:
        feeds.entries(data, "https://a.example/f")
    assert "https://a.example/f" in str(error.value)


def test_a_feed_that_is_cut_short_gives_what_it_has() -> None:
    data = rss(item("https://a.example/1"), item("https://a.example/2"))
    assert [e.url for e in feeds.entries(data[:-120], "https://a.example/f")][:1] == ["https://a.example/1"]


def test_a_deep_feed_is_read_quickly() -> None:
    start = time.process_time()
    feeds.entries(rss("<item><title>" + "<a>" * 100_000 + "</title></item>"), "https://a.example/f")
    assert time.process_time() - start < 20


# --- the watch


@pytest.fixture
def local() -> Iterator[Site]:
    """A site with a feed of two articles."""
    with site() as found:
        found.pages["/feed"] = Answer(
            rss(item(f"{found.url}/2"), item(f"{found.url}/1")), headers={"ETag": '"v1"'}
        )
        found.pages |= {"/1": Answer(PAGE), "/2": Answer(PAGE)}
        yield found


def watched(feed_list: list[Feed], clock: Clock, **options: object) -> list[Arrival | FeedState]:
    """What a watch yields by a clock that runs only in sleep."""
    manners = Manners(allow_private=True, timeout=3.0)
    return list(
        watch(feed_list, manners=manners, clock=clock, sleep=clock.sleep, dice=lambda: 0.0, **options)
    )  # type: ignore[arg-type]


def origins(found: list[Arrival | FeedState]) -> list[str]:
    """The origins of the articles."""
    return [a.origin for a in found if isinstance(a, Arrival) and isinstance(a.item, Article)]


def test_new_articles_and_the_state_of_the_feed(local: Site) -> None:
    found = watched([Feed("Canal", f"{local.url}/feed", "Canal News")], Clock(), rounds=1)
    first, *arrived, last = found
    assert origins(found) == [f"{local.url}/1", f"{local.url}/2"] and len(arrived) == 2
    article = arrived[0].item if isinstance(arrived[0], Arrival) else None
    assert isinstance(article, Article)
    assert (article.outlet, article.published) == ("Canal News", "2025-11-28T07:42:00+05:30")
    # its marks come when all is handed over
    assert isinstance(first, FeedState) and first.etag is None and first.failures == 0
    assert isinstance(last, FeedState) and (last.etag, last.seen, last.message) == ('"v1"', 2, None)
    assert last.checked == last.succeeded == "2025-11-28T03:20:00+00:00"


def test_a_later_run_goes_on_where_the_first_ended(local: Site) -> None:
    feed = Feed("Canal", f"{local.url}/feed")
    clock = Clock()
    *_, state = watched([feed], clock, rounds=1)
    assert isinstance(state, FeedState)
    local.pages["/feed"] = lambda n: Answer(status=304)
    again = watched([feed], clock, states={feed.url: state}, rounds=1)
    assert [type(x) for x in again] == [FeedState] and local.headers[-1]["If-None-Match"] == '"v1"'
    assert sum(clock.slept) >= 1800  # it was not due before
    assert isinstance(again[0], FeedState) and (again[0].etag, again[0].seen) == ('"v1"', 2)


def test_what_is_known_is_not_fetched(local: Site) -> None:
    found = watched(
        [Feed("Canal", f"{local.url}/feed")], Clock(), known=lambda url: url.endswith("/1"), rounds=1
    )
    assert origins(found) == [f"{local.url}/2"] and "/1" not in local.asked


def test_it_looks_again_and_takes_only_what_is_new(local: Site) -> None:
    items = [item(f"{local.url}/{i}") for i in range(1, 5)]
    local.pages |= {f"/{i}": Answer(PAGE) for i in range(1, 5)}
    local.pages["/feed"] = lambda n: Answer(rss(*items[: n + 1]))
    clock = Clock()
    found = watched([Feed("Canal", f"{local.url}/feed", every=10)], clock, rounds=3)
    assert sorted(origins(found)) == [f"{local.url}/{i}" for i in range(1, 5)]
    assert 1200 <= sum(clock.slept) < 1300 and max(clock.slept) <= 1.0


def test_a_dead_feed_is_backed_off_and_stops_nobody(local: Site) -> None:
    with site() as gone:
        dead = f"{gone.url}/feed"
    local.pages["/broken"] = Answer(b"<html>not a feed</html>")
    local.pages["/bomb"] = Answer(rss(item("https://a.example/1", title="&e8;"), head=bomb(9)))
    paths = {"Broken": "broken", "Bomb": "bomb", "None": "none", "Good": "feed"}
    names = {"Dead": dead} | {name: f"{local.url}/{path}" for name, path in paths.items()}
    clock = Clock()
    found = watched([Feed(n, u, every=1) for n, u in names.items()], clock, rounds=4)
    assert origins(found) == [f"{local.url}/1", f"{local.url}/2"]
    last = {s.url: s for s in found if isinstance(s, FeedState)}
    assert {u: s.failures for u, s in last.items()} == {u: 0 if n == "Good" else 4 for n, u in names.items()}
    for name, words in {
        "Dead": "cannot be reached", "Broken": "not a feed", "Bomb": "entities", "None": "404",
    }.items():
        message = last[names[name]].message
        assert message and words in message and names[name] in message
    assert local.asked.count("/feed") == 4
    assert sum(clock.slept) >= (2 + 4 + 8) * 60


def test_the_pause_grows_to_a_day_and_ends_with_success(local: Site) -> None:
    url = f"{local.url}/feed"
    local.pages["/feed"] = lambda n: Answer(status=500) if n < 3 else Answer(rss())
    clock = Clock()
    state = FeedState(url, failures=30, checked="2025-11-01T00:00:00+00:00")
    found = watched([Feed("Canal", url, every=60)], clock, states={url: state}, rounds=3)
    assert [s.failures for s in found if isinstance(s, FeedState)] == [31, 32, 0]
    assert 2 * 86400 <= sum(clock.slept) < 2 * 86400 + 120


def test_retry_after_of_a_feed(local: Site) -> None:
    local.pages["/feed"] = lambda n: (
        Answer(status=429, headers={"Retry-After": "5000"}) if n == 1 else Answer(rss())
    )
    clock = Clock()
    watched([Feed("Canal", f"{local.url}/feed", every=1)], clock, rounds=2)
    assert sum(clock.slept) >= 5000


def test_a_page_that_fails_is_tried_again_and_then_told(local: Site) -> None:
    local.pages["/1"] = Answer(status=503)
    local.pages["/2"] = lambda n: Answer(status=503) if n == 1 else Answer(PAGE)
    clock = Clock()
    found = watched([Feed("Canal", f"{local.url}/feed", every=600)], clock, rounds=1)
    assert origins(found) == [f"{local.url}/2"] and local.asked.count("/1") == 3
    [failed] = [a.item for a in found if isinstance(a, Arrival) and isinstance(a.item, Failure)]
    assert "503" in failed.message and failed.id == f"{local.url}/1"
    last = found[-1]
    assert isinstance(last, FeedState) and last.etag == '"v1"' and last.seen == 2


def test_text_from_the_feed_itself(local: Site) -> None:
    local.pages["/feed"] = Answer(
        rss(item(f"{local.url}/1", body=BODY), item(f"{local.url}/2", body="Read more"))
    )
    found = watched([Feed("Canal", f"{local.url}/feed", take="feed")], Clock(), rounds=1)
    assert origins(found) == [f"{local.url}/1"] and local.asked == ["/robots.txt", "/feed"]
    [article] = [a.item for a in found if isinstance(a, Arrival) and isinstance(a.item, Article)]
    assert article.title == "Talks on the canal" and "remark 7" in article.text
    assert article.published == "2025-11-28T07:42:00+05:30"


def test_feeds_take_turns(local: Site) -> None:
    with site() as other:
        for s in (local, other):
            s.pages["/feed"] = Answer(rss(*(item(f"{s.url}/{i}") for i in range(6))))
            s.pages |= {f"/{i}": Answer(PAGE) for i in range(6)}
        clock = Clock()
        found = watched([Feed("A", f"{local.url}/feed"), Feed("B", f"{other.url}/feed")], clock, rounds=1)
        hosts = [o.startswith(local.url) for o in origins(found)]
        assert len(hosts) == 12 and all(hosts[i] != hosts[i + 1] for i in range(0, 12, 2))
        assert sum(clock.slept) < 16


def test_it_stops_when_told_and_in_the_middle(local: Site) -> None:
    clock = Clock()
    found = watched([Feed("Canal", f"{local.url}/feed")], clock, stop=lambda: len(clock.slept) > 30)
    assert origins(found) and len(clock.slept) == 31
    stream = watch([Feed("Canal", f"{local.url}/feed")], manners=Manners(allow_private=True, delay=0.0))
    assert isinstance(next(stream), FeedState)
    stream.close()  # type: ignore[attr-defined]
    assert watched([], clock) == []


def test_private_feeds_are_refused(local: Site) -> None:
    clock = Clock()
    stream = watch([Feed("Canal", f"{local.url}/feed")], clock=clock, sleep=clock.sleep, rounds=1)
    [state] = list(stream)
    assert isinstance(state, FeedState) and "private address" in (state.message or "")
    assert replace(state, message=None).failures == 1
