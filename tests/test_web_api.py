"""REST and the feeds: filters, cursors, ETags, errors as problem+json, a text read; hostile text is data;
schemathesis finds nothing."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as Xml

import pytest
from icalendar import Calendar
from starlette.testclient import TestClient

from communique.archive import Item, Kept, Query, open_archive
from communique.records import Demand, DueMeeting, HeldPosition, Reading, Report, load
from communique.web import app, schemas
from makers import article, part, when
from webmakers import HOME, HOSTILE, OVERRIDE, SCRIPT, client, filled, hostile, sound

V1 = "/api/v1"
LISTS = (
    "articles", "events", "statements", "occurrences", "meetings/reports", "positions/reports", "demands",
    "positions", "meetings", "disputes", "commitments",
)  # fmt: skip
REPORT = Report(
    "sound", None, "Fjord News", "2024-05-28", part("Norway on Monday expelled two Chilean envoys.")
)
DEMAND = Demand("d1", ("NOR",), ("CHL",), "an apology", "open", "2024-05-27", "2024-05-28", 3, (), (REPORT,))
HELD = HeldPosition(
    "p1", "NOR", "envoys", "opposes", "We had no choice", None, "2024-05-27", "2024-05-28", None, (REPORT,)
)
MET = DueMeeting("m1", ("NOR", "CHL"), "talks", "planned", "2024-06-03", "2024-06-03", (REPORT,))


@pytest.fixture
def where(tmp_path: Path) -> Path:
    made = filled(tmp_path)
    with open_archive(made) as archive:
        asks, both = (("actor", "NOR"), ("recipient", "CHL")), (("party", "CHL"), ("party", "NOR"))
        for kind, record, parties in (
            ("demands", DEMAND, asks), ("positions", HELD, asks[:1]), ("meetings", MET, both),
        ):
            status = getattr(record, "status", "held")
            first, last = ("2024-06-03",) * 2 if kind == "meetings" else ("2024-05-27", "2024-05-28")
            archive.put_items(
                kind, ["b"],
                [Item(kind, record.id, "b", status, first, last, parties, "envoys", record.to_dict())],
            )
    return made


@pytest.fixture
def api(where: Path) -> TestClient:
    return client(where)


@pytest.mark.parametrize("name", LISTS)
def test_lists(api: TestClient, name: str) -> None:
    got = api.get(f"{V1}/{name}")
    assert got.status_code == 200 and got.headers["content-type"] == "application/json"
    body = got.json()
    assert set(body) - {"as_of"} == {"items", "next"} and body["next"] is None
    assert body["items"] or name in ("disputes", "commitments")


def test_filters(api: TestClient) -> None:
    def ids(query: str) -> list[str]:
        return [row["event"]["id"] for row in api.get(f"{V1}/events?{query}").json()["items"]]

    assert ids("type=SANCTION&outlet=Fjord News") == [sound().events[0].id]
    assert len(ids("dyad=CHL-NOR")) == len(ids("actor=NOR&recipient=CHL")) == 3
    assert ids("actor=FRA") == ids("since=2025") == []
    assert api.get(f"{V1}/demands?recipient=CHL&status=open").json()["items"][0]["record"] == {
        **DEMAND.to_dict(), "age_days": 2,
    }
    later = api.get(f"{V1}/demands?recipient=CHL&as_of=2024-07-01").json()
    assert later["as_of"] == "2024-07-01" and later["items"][0]["record"]["age_days"] == 35
    assert api.get(f"{V1}/demands?recipient=NOR").json()["items"] == []
    assert load(HeldPosition, api.get(f"{V1}/positions").json()["items"][0]["record"]) == HELD


def test_cursors_walk_through_all(api: TestClient) -> None:
    seen: list[str] = []
    address = f"{V1}/events?limit=1"
    while address:
        got = api.get(address)
        seen += [row["event"]["id"] for row in got.json()["items"]]
        following = got.links.get("next", {}).get("url")
        assert bool(following) == bool(got.json()["next"])
        address = following or ""
    assert len(seen) == len(set(seen)) == 3
    assert api.get(f"{V1}/articles?after=@3").status_code == 409


def test_etags(api: TestClient) -> None:
    first = api.get(f"{V1}/events")
    tag = first.headers["etag"]
    for known in (tag, f'"x", W/{tag}', "*"):
        again = api.get(f"{V1}/events", headers={"if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert api.get(f"{V1}/events", headers={"if-none-match": '"x"'}).status_code == 200


def test_an_article(api: TestClient, where: Path) -> None:
    body = api.get(f"{V1}/articles/sound").json()
    assert load(Reading, body["reading"]).events == sound().events and body["revisions"] == []
    with open_archive(where) as archive:
        archive.add([Kept("sound.txt", Reading(article("Norway expelled three envoys.", id="sound")))])
    other = client(where).get(f"{V1}/articles/sound").json()
    assert [r["revision"] for r in other["revisions"]] == [1]
    odd = hostile().article.id
    assert api.get(f"{V1}/articles/{quote(odd, safe='')}").json()["reading"]["article"]["id"] == odd


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("articles/none", 404), ("occurrences/none", 404), ("nothing", 404), ("events?actr=CHN", 422),
        ("events?actor=chinna", 422), ("events?limit=501", 422), ("events?since=2025-13", 422),
        ("events?min_confidence=nan", 422), ("search", 422), ("series", 422), ("events?after=1|2|3", 422),
        ("events?after=2024-05-01|99999999999999999999|x", 422), ("statements?type=SANCTION", 422),
    ],
)  # fmt: skip
def test_errors_are_problems(api: TestClient, path: str, status: int) -> None:
    got = api.get(f"{V1}/{path}")
    assert got.status_code == status and got.headers["content-type"] == "application/problem+json"
    body = got.json()
    assert body["status"] == status and body["detail"] and body["title"] and body["instance"].startswith(V1)


def test_other_methods(api: TestClient) -> None:
    assert api.post(f"{V1}/events").status_code == 405 and api.put(f"{V1}/read").headers["allow"]
    assert api.post(f"{V1}/events").headers["content-type"] == "application/problem+json"


def test_hostile_text_is_data(api: TestClient) -> None:
    for path in ("events", "statements", "articles", f"search?text={SCRIPT}", "occurrences"):
        got = api.get(f"{V1}/{path}")
        assert OVERRIDE not in got.text and got.headers["x-content-type-options"] == "nosniff"
    event = next(r for r in api.get(f"{V1}/events").json()["items"] if r["event"]["id"] == "hostile-event")
    assert event["event"]["evidence"]["text"] == HOSTILE  # verbatim, once the escapes are read
    assert "\\u202e" in api.get(f"{V1}/events").text


def test_search_and_series(api: TestClient) -> None:
    body = api.get(f"{V1}/search?text=envoys").json()
    assert {"value": "SANCTION", "events": 2} in body["facets"]["type"] and body["items"][0]["snippet"]
    months = api.get(f"{V1}/series?dyad=NOR-CHL&type=SANCTION").json()["items"]
    assert [(m["month"], m["events"]) for m in months] == [("2024-05", 2)]
    assert api.get(f"{V1}/counts").json()["articles"] == 2


@pytest.mark.model
def test_reading_a_text(api: TestClient) -> None:
    text = "Sweden on Tuesday urged Iran to free two detainees."
    body = api.post(f"{V1}/read", json={"text": text, "published": "2024-05-29", "outlet": "x"}).json()
    read = load(Reading, body["reading"])
    assert [(e.type, e.actors[0].country, e.recipients[0].country) for e in read.events] == [
        ("REQUEST", "SWE", "IRN")
    ]
    assert read.article.text == text
    assert all(text[e.trigger.start : e.trigger.end] == e.trigger.text for e in read.events)
    assert api.get(f"{V1}/counts").json()["articles"] == 2  # it is not kept
    assert api.post(
        f"{V1}/read", json={"text": "Die Regierung in Wien hat den Botschafter einbestellt."}
    ).json()["notes"]


@pytest.mark.parametrize(
    "body",
    [
        {}, {"text": ""}, {"text": 5}, {"text": "x", "more": 1}, {"text": "x", "published": "2024-02-30"}, [],
        "x",
    ],
)  # fmt: skip
def test_what_cannot_be_read(api: TestClient, body: object) -> None:
    assert api.post(f"{V1}/read", json=body).status_code == 422


def test_addresses_are_not_fetched(where: Path) -> None:
    assert client(where).post(f"{V1}/read/address", json={"url": "http://127.0.0.1:9/"}).status_code == 403
    open_ = client(where, allow_fetch=True)
    for url in ("http://127.0.0.1:9/", "http://localhost/", "http://169.254.169.254/latest"):
        # never in a private network
        assert open_.post(f"{V1}/read/address", json={"url": url}).status_code == 422
    for url in ("file:///etc/passwd", "/etc/passwd", "-", "gopher://x/"):
        assert open_.post(f"{V1}/read/address", json={"url": url}).status_code == 422


# ---------------------------------------------------------------- feeds
ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_feed_of_events(api: TestClient) -> None:
    got = api.get("/feeds/events.atom?type=SANCTION")
    assert got.headers["content-type"].startswith("application/atom+xml") and OVERRIDE not in got.text
    assert SCRIPT not in got.text
    feed = Xml.fromstring(got.content)
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 2 and "type SANCTION" in (feed.findtext(f"{ATOM}title") or "")
    assert SCRIPT in "".join(e.findtext(f"{ATOM}summary") or "" for e in entries)  # as text
    assert len({e.findtext(f"{ATOM}id") for e in entries}) == 2
    assert all(e.findtext(f"{ATOM}updated") and e.find(f"{ATOM}author") is not None for e in entries)
    link = entries[1].find(f"{ATOM}link")
    assert link is not None and client_follows(api, link.attrib["href"])


def client_follows(api: TestClient, address: str) -> bool:
    """Whether a link of a feed leads to a page."""
    return api.get(address.removeprefix(HOME)).status_code == 200


def test_the_feed_of_demands(api: TestClient) -> None:
    feed = Xml.fromstring(api.get("/feeds/demands.atom").content)
    assert [e.findtext(f"{ATOM}title") for e in feed.findall(f"{ATOM}entry")] == ["Norway → Chile: open"]
    assert "first said 2 days before 2024-05-29" in (feed.findtext(f"{ATOM}entry/{ATOM}summary") or "")
    later = Xml.fromstring(api.get("/feeds/demands.atom?as_of=2024-07-01").content)
    assert "first said 35 days before 2024-07-01" in (later.findtext(f"{ATOM}entry/{ATOM}summary") or "")
    pages = [
        link.attrib["href"] for link in later.findall(f"{ATOM}link") if link.attrib["rel"] == "alternate"
    ]
    assert pages == [f"{HOME}/demands?as_of=2024-07-01"] and client_follows(api, pages[0])


def test_the_calendar(api: TestClient, tmp_path: Path) -> None:
    calendar = Calendar.from_ical(api.get("/feeds/meetings.ics").content)
    due = {str(event["DTSTART"].dt): str(event["SUMMARY"]) for event in calendar.walk("VEVENT")}
    assert "Norway" in due["2024-06-03"]
    assert not Calendar.from_ical(api.get("/feeds/meetings.ics?party=FRA").content).walk("VEVENT")
    (tmp_path / "bare").mkdir()
    bare = Calendar.from_ical(
        client(filled(tmp_path / "bare")).get("/feeds/meetings.ics?as_of=2024-07-01").content
    )
    assert not bare.walk("VEVENT")  # settled: a plan whose day has passed is unknown, and due no more


def test_bad_questions_to_feeds(api: TestClient) -> None:
    assert api.get("/feeds/events.atom?actor=zz").status_code == 422
    assert api.get("/feeds/demands.atom?as_of=2024").status_code == 422
    for feed in ("demands.atom", "meetings.ics"):
        assert "give one of" in api.get(f"/feeds/{feed}?status=gone").text


# ---------------------------------------------------------------- OpenAPI
FORMS = {
    "party": ["CHN", "China", "nato", "Norwegian", "UNO"], "dyad": ["CHN-JPN", "Norway–Chile", "NATO-RUS"],
    "day": ["2024", "2024-05", "2024-05-27"], "whole-day": ["2024-05-27", "2024-07-01"],
}  # fmt: skip


def test_every_reference_is_there(api: TestClient) -> None:
    document = api.get(f"{V1}/openapi.json").json()
    known = set(document["components"]["schemas"])
    assert {word.split("/")[-1] for word in references(document)} <= known
    assert known >= set(schemas.components()) and document["openapi"].startswith("3.")


def references(value: object) -> list[str]:
    """All references in a document."""
    if isinstance(value, dict):
        return [v for k, v in value.items() if k == "$ref"] + [
            r for v in value.values() for r in references(v)
        ]
    return [r for v in value for r in references(v)] if isinstance(value, list) else []


@pytest.mark.model
def test_schemathesis_finds_nothing(where: Path) -> None:
    schemathesis = pytest.importorskip("schemathesis")
    from hypothesis import HealthCheck, Phase, given, settings, strategies

    for form, values in FORMS.items():
        schemathesis.openapi.format(form, strategies.sampled_from(values))
    made = app.create(where, limits=app.Limits(rate=1e9, burst=10**9))
    document = json.loads(json.dumps(made.openapi()))
    schema = schemathesis.openapi.from_dict(document)
    schema.app = made
    browser = TestClient(made, base_url=HOME)
    asked: list[int] = []
    for result in schema.get_all_operations():
        operation = result.ok()

        @given(case=operation.as_strategy())
        @settings(
            max_examples=8, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck),
            database=None,
        )
        def check(case: object) -> None:
            asked.append(1)
            case.validate_response(sent(browser, case))  # type: ignore[attr-defined]

        check()
    assert len(asked) > 100


def sent(browser: TestClient, case: object) -> object:
    """The answer to a case of schemathesis."""
    return case.call(base_url=HOME, session=browser, timeout=120)  # type: ignore[attr-defined]


def test_downloads_are_bytes(api: TestClient) -> None:
    assert io.BytesIO(api.get("/events?format=parquet").content).read(4) == b"PAR1"


def test_a_page_to_browse(api: TestClient) -> None:
    text = api.get(V1).text
    document = api.get(f"{V1}/openapi.json").json()
    assert all(f"{path}</code>" in text for path in document["paths"]) and "China, CHN, NATO" in text
    for example in set(re.findall(rf'href="({V1}/[^"]+)"', text)):
        assert api.get(example.replace("&amp;", "&")).status_code == 200, example


def test_atom_is_in_the_order_of_the_reports(where: Path) -> None:
    with open_archive(where) as archive:
        late = replace(sound().events[0], id="told-late", when=when("2019-01-01"))
        archive.add([
            Kept(
                "late",
                Reading(
                    article(
                        "Norway on Monday expelled two Chilean envoys. It was long ago.", id="late",
                        published="2024-07-01",
                    ),
                    events=(late,),
                ),
            )
        ])  # fmt: skip
    browser = client(where)
    entries = Xml.fromstring(browser.get("/feeds/events.atom").content).findall(f"{ATOM}entry")
    days = [e.findtext(f"{ATOM}updated") or "" for e in entries]
    assert days == sorted(days, reverse=True) and "told-late" in (entries[0].findtext(f"{ATOM}id") or "")
    first = browser.get(f"{V1}/events?limit=1").json()["items"][0]
    assert first["event"]["id"] != "told-late", "lists are by the day of the act"
    with open_archive(where) as archive:
        rows = archive.events(Query(order="reported", limit=2))
        assert [r.event.id for r in archive.events(Query(order="reported", limit=2, after=rows[1].cursor))]
        assert not {r.event.id for r in rows} & {
            r.event.id for r in archive.events(Query(order="reported", after=rows[1].cursor))
        }
