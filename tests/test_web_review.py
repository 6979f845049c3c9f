"""Review in the browser: accept, correct, reject; the original stays, the trail shows who and when,
gold can be measured with."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.accuracy import gold
from communique.archive import open_archive
from communique.records import correction_of
from webmakers import SCRIPT, client, filled, sound

EXPELLED, REFUSED = sound().events


@pytest.fixture
def where(tmp_path: Path) -> Path:
    return filled(tmp_path)


@pytest.fixture
def browser(where: Path) -> TestClient:
    return client(where, reviewer="Ann Ó")


def say(
    browser: TestClient, record: str = EXPELLED.id, kind: str = "events", **fields: str
) -> tuple[int, str]:
    """The status and text of what a form gives."""
    address = f"/review?article=sound&kind={kind}&record={record}"
    sealed = re.search(r'name="form_token" value="(\w+)"', browser.get(address).text)
    assert sealed is not None
    got = browser.post(address, data={"form_token": sealed[1], **fields})
    return got.status_code, got.text


def test_accept_correct_reject(where: Path, browser: TestClient) -> None:
    assert say(browser, verdict="accept", note=f"good {SCRIPT}")[0] == 200
    status, text = say(
        browser, verdict="correct", type="COERCE", mode="", actors="NOR SWE", start="2024-05-26",
        end="2024-05-27",
    )
    assert status == 200 and "Kept." in text and "[" not in re.findall(r"<ins>(.*?)</ins>", text)[0][:1]
    assert say(browser, REFUSED.id, verdict="reject")[0] == 200
    with open_archive(where) as archive:
        trail = archive.reviews()
        assert [(r.verdict, r.reviewer, r.kind) for r in trail] == [
            (v, "Ann Ó", "events") for v in ("reject", "correct", "accept")
        ]
        corrected = trail[1].corrected
        assert corrected is not None and corrected["type"] == "COERCE" and corrected["quad"] == 4
        assert [a["country"] for a in corrected["actors"]] == ["NOR", "SWE"]
        assert corrected["actors"][0]["name"] == "Norway"
        assert corrected["when"]["start"] == "2024-05-26"
        assert corrected["evidence"] == EXPELLED.evidence.to_dict()
        assert trail[1].original == EXPELLED.to_dict() and trail[1].sha256
        kept = archive.reading("sound")
        assert kept is not None and (kept.events[0].type, kept.events[1]) == ("COERCE", REFUSED)
        assert (correction_of(kept.events[0]) or "").startswith("corrected by Ann Ó on 20"), (
            "who, when, and how it had been read"
        )
        assert [r.verdict for r in archive.verdicts()] == ["correct", "reject"]
    page = browser.get("/article?id=sound").text
    assert "reviewed: correct by <bdi>Ann Ó</bdi>" in page
    front = browser.get("/review").text
    assert SCRIPT not in front and "good &lt;script&gt;" in front
    assert "<td class=\"r\" data-l=\"right \">0 %</td>" in front


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"verdict": "maybe"}, "verdict"), ({"verdict": "correct"}, "nothing was changed"),
        ({"verdict": "correct", "type": "HUG"}, "HUG"),
        ({"verdict": "correct", "mode": "expel", "type": "REQUEST"}, "no &#39;expel&#39;"),
        ({"verdict": "correct", "status": "x"}, "status"),
        ({"verdict": "correct", "actors": "Atlantis"}, "actors"),
        ({"verdict": "correct", "start": "2024-02-31"}, "start"),
        ({"verdict": "correct", "start": "2024-05-02", "end": "2024-05-01"}, "before"),
        ({"verdict": "correct", "contexts": "soup"}, "soup"),
        ({"verdict": "accept", "note": "x" * 2001}, "2,001"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_named(
    where: Path, browser: TestClient, fields: dict[str, str], words: str
) -> None:
    status, text = say(browser, **fields)
    assert status == 422 and words in text
    with open_archive(where) as archive:
        assert archive.reviews() == []


def test_statements_and_others(where: Path, browser: TestClient) -> None:
    said = sound().statements[0].id
    assert say(browser, said, "statements", verdict="correct", speaker="CHL", addressees="")[0] == 200
    assert say(browser, "m1", "meetings", verdict="correct")[0] == 422
    assert say(browser, "m1", "meetings", verdict="accept", note="a\0b")[0] == 200
    with open_archive(where) as archive:
        met, words = archive.reviews()
        assert (met.kind, met.note) == ("meetings", "a b") and words.corrected is not None
        assert words.corrected["speaker"]["country"] == "CHL"


def test_without_a_name_pages_only_show(where: Path) -> None:
    browser = client(where)
    text = browser.get(f"/review?article=sound&kind=events&record={EXPELLED.id}").text
    assert "--reviewer NAME" in text and "<form method=\"post\"" not in text
    assert browser.get("/review?article=sound&kind=events&record=none").status_code == 404
    assert browser.get("/review?article=none&record=x").status_code == 404
    assert browser.get("/review?article=sound&kind=tables&record=x").status_code == 404


def test_gold(where: Path, browser: TestClient, tmp_path: Path) -> None:
    say(browser, verdict="accept")
    # the other event of the sentence is not reviewed yet
    assert browser.get("/review?export=gold").text == ""
    say(browser, REFUSED.id, verdict="reject", note="no refusal in it")
    got = browser.get("/review?export=gold")
    assert got.headers["content-disposition"].startswith("attachment")
    path = tmp_path / "gold.jsonl"
    path.write_text(got.text, "utf-8")
    (sentence,) = gold.load((path,))
    assert [(a.type, a.mode, a.actors, a.recipients) for a in sentence.events] == [
        ("SANCTION", "expel", ("NOR",), ("CHL",))
    ]
    assert sentence.text == EXPELLED.evidence.text and sentence.note == "no refusal in it"
    trail = [json.loads(line) for line in browser.get("/review?export=trail").text.splitlines()]
    assert [t["verdict"] for t in trail] == ["reject", "accept"] and trail[1]["original"]["id"] == EXPELLED.id
    assert browser.get("/review?format=csv").text.count("\r\n") == 3
