"""Comparing and checking over the web: the pages, and REST with the objects of the contract;
hostile text is text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from icalendar import Calendar
from starlette.testclient import TestClient

from communique.archive import Kept, open_archive
from communique.comparing import compare_articles
from communique.reader import Reader
from communique.records import Commitment, Reading, Report, When
from communique.settle import settle
from communique.sources.article import make
from makers import part
from webmakers import SCRIPT, client

A = (
    "Kenya and Chad held talks in Nairobi on Monday. Kenya demanded that Chad reopen the bridge at Faya "
    f"{SCRIPT}."
)
B = (
    "Chad and Kenya held talks in Nairobi on Monday. Chad noted that Kenya asked it to reopen the bridge at "
    "Faya."
)
SWORN = "Chad will reopen the bridge at Faya by 1 June 2020"
V1 = "/api/v1"


@pytest.fixture
def browser(tmp_path: Path, reader: Reader) -> TestClient:
    """A browser on an archive with two accounts of a meeting and an undertaking."""
    where = tmp_path / "web.db"
    texts = {"a": A, "b": B, "c": f"{SWORN}, its ministry said."}
    told = {
        id: reader.read(make(text, id=id, published="2020-05-12", outlet=f"Wire {id}", title=id))
        for id, text in texts.items()
    }
    sworn = Commitment(
        "s1", ("TCD",), ("KEN",), SWORN, When("2020-06-01", "2020-06-01", "day", "1 June 2020"), "open",
        (Report("c", None, "Wire c", "2020-05-12", part(SWORN, texts["c"])),),
    )  # fmt: skip
    told["c"] = replace(told["c"], commitments=(sworn,))
    late = Reading(make("Chad opened a school.", id="d", published="2020-07-01", outlet="Wire d"))
    with open_archive(where) as archive:
        archive.add([Kept(f"{id}.txt", reading) for id, reading in {**told, "d": late}.items()])
    return client(where)


@pytest.mark.model
def test_rest_gives_the_objects_of_the_contract(browser: TestClient, reader: Reader) -> None:
    got = browser.get(f"{V1}/compare?a=a&b=b")
    assert got.status_code == 200
    body = got.json()
    assert list(body) == ["a", "b", "both", "only_a", "only_b", "changed", "emphasis"]
    assert body["both"]
    article = make(A, id="a", published="2020-05-12", outlet="Wire a", title="a")
    assert compare_articles(article, article, reader).changed == ()
    assert browser.get(f"{V1}/compare?a=a&b=none").status_code == 404
    checked = browser.post(
        f"{V1}/check", json={"text": "Kenya demanded that Chad reopen the bridge at Faya."}
    ).json()
    assert [claim["verdict"] for claim in checked["claims"]] == ["supported"]
    [row] = browser.get(f"{V1}/commitments?status=overdue").json()["items"]
    assert (row["id"], row["status"]) == ("s1", "overdue")


@pytest.mark.model
def test_the_pages_show_both_texts_and_the_marked_claims(browser: TestClient) -> None:
    page = browser.get("/compare?a=a&b=b")
    assert page.status_code == 200
    assert 'id="a1"' in page.text and 'href="#b1"' in page.text
    assert SCRIPT not in page.text
    assert browser.get("/compare?a=a&b=none").status_code == 404
    form = browser.get("/check").text
    token = form.split('name="form_token" value="')[1].split('"')[0]
    said = (
        "Kenya demanded that Chad reopen the bridge at Faya. Kenya demanded that Niger reopen the bridge at "
        "Faya."
    )
    marked = browser.post("/check", data={"text": f"{said} {SCRIPT}", "form_token": token})
    assert marked.status_code == 200
    assert 'class="supported"' in marked.text and 'class="altered"' in marked.text
    assert SCRIPT not in marked.text


@pytest.mark.model
def test_commitments_have_a_page(browser: TestClient) -> None:
    page = browser.get("/commitments?status=overdue")
    assert SWORN in page.text and "no report of what became of it" in page.text
    assert SWORN not in browser.get("/commitments?status=kept").text
    assert browser.get("/commitments?format=csv").text.splitlines()[0].startswith("id,")


@pytest.mark.model
def test_what_falls_due_stands_in_the_calendar(browser: TestClient) -> None:
    assert SWORN in browser.get("/calendar?month=2020-06").text
    assert SWORN not in browser.get("/calendar?month=2020-07").text
    [entry] = Calendar.from_ical(browser.get("/feeds/commitments.ics").content).walk("VEVENT")
    assert SWORN in str(entry["summary"]) and entry["dtstart"].dt.isoformat() == "2020-06-01"
    assert not Calendar.from_ical(browser.get("/feeds/commitments.ics?actor=FRA").content).walk("VEVENT")


@pytest.mark.model
def test_accounts_of_one_meeting_are_offered_where_the_meeting_stands(
    browser: TestClient, tmp_path: Path
) -> None:
    with open_archive(tmp_path / "web.db") as archive:
        settle(archive)
    offer = 'href="/compare?a=a&amp;b=b"'
    assert offer in browser.get("/calendar?month=2020-05").text
    assert offer in browser.get("/compare").text


@pytest.mark.model
def test_rest_offers_accounts_of_one_meeting_and_tells_how_wording_drifts(
    browser: TestClient, tmp_path: Path
) -> None:
    with open_archive(tmp_path / "web.db") as archive:
        settle(archive)
    [account] = browser.get(f"{V1}/accounts?party=TCD").json()["items"]
    assert (account["a"]["article"], account["b"]["article"], account["meeting"]["start"]) == (
        "a", "b", "2020-05-11",
    )
    assert browser.get(f"{V1}/accounts?party=FRA").json()["items"] == []
    found = browser.get(f"{V1}/drift?issue=bridge+at+Faya").json()["items"]
    assert {one["actor"] for one in found} <= {"KEN", "TCD"}
    assert found[0]["variants"][0]["evidence"][0]["article"] in ("a", "b", "c")
    assert browser.get(f"{V1}/drift?issue=penguins").json()["items"] == []
    assert browser.get(f"{V1}/drift").status_code == 422


@pytest.mark.model
def test_drift_has_a_page(browser: TestClient) -> None:
    assert "Name an issue" in browser.get("/drift").text
    assert "Nobody speaks of it" in browser.get("/drift?issue=penguins").text
    found = browser.get("/drift?issue=the+bridge+at+Faya").text
    assert found.count('class="full w"') >= 1
    assert SCRIPT not in found


@pytest.mark.model
def test_an_issues_page_tells_how_its_wording_drifts(browser: TestClient) -> None:
    found = browser.get("/issue?issue=bridge+at+Faya").text
    section = found.split('<section id="drift">')[1].split("</section>")[0]
    assert "not dropped in what is kept" in section and "the bridge at Faya" in section
    assert SCRIPT not in section
    assert "No party is told" in browser.get("/issue?issue=penguins").text
