"""One Query on every face: the same names and values, the same errors and suggestions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique import asking
from communique.alerts.rules import RulesError, load
from communique.archive import Query
from communique.asking import AskError
from communique.cli import main
from communique.web import questions
from webmakers import client, filled


@pytest.mark.parametrize(
    ("given", "of", "query"),
    [
        ({"actor": "NATO", "recipient": "the Arab League"}, None, Query(actor="NAT", recipient="ARL")),
        ({"party": "un"}, None, Query(party="UNO")),
        ({"dyad": "Guinea-Bissau - Chile"}, None, Query(dyad=("GNB", "CHL"))),
        (
            {"dyad": ("China", "jpn"), "type": "request", "mode": "YIELD"}, None,
            Query(dyad=("CHN", "JPN"), type="REQUEST", mode="yield"),
        ),
        ({"status": "Held", "as_of": "2025-11-28"}, "meetings", Query(status="held", as_of="2025-11-28")),
        (
            {"min_confidence": "0.5", "no_copies": True, "limit": 7}, "events",
            Query(min_confidence=0.5, copies=False, limit=7),
        ),
        ({"text": " ", "since": None, "until": "2025"}, None, Query(until="2025")),
    ],
)  # fmt: skip
def test_what_is_asked(given: dict[str, object], of: str | None, query: Query) -> None:
    assert asking.asked(given, of) == query


@pytest.mark.parametrize(("given", "of", "said"), [
    ({"actor": "Norwy"}, None, "actor: 'Norwy' is no code.*did you mean NOR \\(Norway\\)"),
    ({"actor": "JAP"}, None, "JPN"),
    ({"party": "Congo"}, None, "several.*COD.*COG"),
    ({"dyad": "CHN-JAP"}, None, "dyad: 'JAP' is no code"),
    ({"dyad": "CHN"}, None, "no dyad; give two parties"),
    ({"type": "REQEST"}, None, "type: 'REQEST' is no type.*did you mean REQUEST"),
    ({"type": "direct"}, "events", "is no type; give one of AGREE"),
    ({"status": "open"}, "meetings", "no status of meetings; give one of planned"),
    ({"mode": "expell"}, None, "did you mean expel"),
    ({"since": "2025-02-30"}, None, "since: '2025-02-30' is no date"),
    ({"as_of": "2025"}, None, "as_of: '2025' is no day"),
    ({"min_confidence": "nan"}, None, "no number from 0 to 1"),
    ({"limit": "0"}, None, "limit"),
    ({"actr": "CHN"}, None, "no filter 'actr'.*did you mean actor"),
    ({"text": "x" * 400}, None, "400 characters; give at most 300"),
])  # fmt: skip
def test_what_cannot_be_asked(given: dict[str, object], of: str | None, said: str) -> None:
    with pytest.raises(AskError, match=said):
        asking.asked(given, of)


def test_every_query_comes_back_from_its_address() -> None:
    query = asking.asked({
        "dyad": "NATO-RUS", "status": "negated", "no_copies": "1", "order": "salience", "domestic": "0",
    })
    assert questions.asked(questions.params(query)) == query


def test_every_face_says_the_same_of_a_misspelt_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = filled(tmp_path)
    assert main(["find", "--actor", "Norwy", "--archive", str(where)]) == 2
    said = capsys.readouterr().err
    assert said.startswith("error: 'Norwy' is no code") and "found in   --actor Norwy" in said
    assert "near it    NOR (Norway)" in said
    browser = client(where)
    for address in (
        "/events?actor=Norwy", "/api/v1/events?actor=Norwy", "/feeds/events.atom?actor=Norwy",
        "/api/v1/demands?actor=Norwy",
    ):
        got = browser.get(address)
        assert got.status_code == 422 and "NOR (Norway)" in got.text, address
    problem = browser.get("/api/v1/events?actor=Norwy").json()
    assert problem["errors"][0]["near"] == ["NOR (Norway)"]
    (tmp_path / "rules.toml").write_text("[[rule]]\nname = 'x'\nactor = 'Norwy'")
    with pytest.raises(RulesError, match="NOR \\(Norway\\)"):
        load(tmp_path / "rules.toml")


def test_a_body_is_a_party_on_every_face(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = filled(tmp_path)
    assert main(["find", "--actor", "NATO", "--json", "--archive", str(where)]) == 0
    assert capsys.readouterr().out == ""
    browser = client(where)
    assert browser.get("/actor?party=NAT").text.count("NATO")
    assert browser.get("/api/v1/events?actor=NATO").json() == browser.get("/api/v1/events?actor=NAT").json()
    assert any(one["label"] == "NATO" for one in json.loads(browser.get("/suggest?q=nat").text))


def test_errors_hold_no_words_of_a_library(tmp_path: Path) -> None:
    browser = client(filled(tmp_path))
    for address in (
        "events?limit=x", "events?limit=501", "events?min_confidence=x", "search", "events?after=1",
        "events?no_copies=x", "events?actr=CHN", "occurrences?order=up",
    ):  # fmt: skip
        detail = browser.get(f"/api/v1/{address}").json()["detail"]
        assert not any(
            word in detail
            for word in ("Input should", "Extra inputs", "unable to", "Field required", "pattern '")
        ), detail
    assert "did you mean actor" in browser.get("/api/v1/events?actr=CHN").json()["detail"]
