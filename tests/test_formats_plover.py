"""PLOVER JSON Lines: everything of our record in it, both sets of names of an actor,
and lines that are no record."""

from __future__ import annotations

import json
from typing import Any

import pytest

from communique.knowledge import ontology
from communique.records import Actor, Json, Place, Span, When
from makers import part
from rows import bad, good, own, write

LEAST = {"id": "r1", "date": "2024-05-27", "actor": [{"code": "NOR"}], "event": ["SANCTION"]}


def line(**changes: Any) -> bytes:
    """A line with what PLOVER requires, and more."""
    return json.dumps({**LEAST, **changes}).encode() + b"\n"


def objects(data: bytes) -> list[Json]:
    """The objects of a file."""
    return [json.loads(text) for text in data.splitlines()]


def test_the_least_record() -> None:
    (row,) = good("plover", line())
    assert (row.event.id, row.event.type, row.event.actors, row.article.id) == (
        "plover:r1", "SANCTION", (Actor(None, "NOR"),), "plover:r1",
    )
    assert row.event.when == When("2024-05-27", "2024-05-27", "day", None)
    assert row.event.quad == ontology.quad("SANCTION")


def test_an_event_of_ours_has_plovers_names() -> None:
    where = Place("Oslo", "NOR", "NO", 59.91, 10.75, 3143244, False, Span(0, 4, "Oslo"))
    berg = Actor("Kari Berg", "NOR", "GOV", "Foreign Minister", "Foreign Ministry", "Q1", part("Kari Berg"))
    given = own(
        actor=[berg], mode="expel", quad=3, score=-5.5,
        when=When("2024-05-20", "2024-05-26", "week", "last week"), where=where,
        addressees=(Actor("UN", "UNO"),), cameo="161", contexts=("diplomatic",), also=(part("expelled"),),
        status="planned", confidence=0.75,
    )
    (found,) = objects(write("plover", given))
    assert found["event"] == ["SANCTION"] and found["mode"] == ["expel"]
    assert found["context"] == ["diplomatic"]
    assert (found["date"], found["enddate"], found["quad_code"], found["event_scale"]) == (
        "2024-05-20", "2024-05-26", 3, -5.5)
    assert [found["actor"][0][key] for key in ("code", "office", "identifier_id")] == [
        "NOR", "Foreign Minister", "Q1",
    ]
    assert found["event_loc"]["country_code"] == "NOR" and found["event_loc"]["resolution"] == 4
    assert found["cite_info"]["url"] == "https://news.example/a" and found["x_when"]["precision"] == "week"
    assert found["x_evidence"]["exact"] == "Norway on Monday expelled two Chilean envoys."
    assert found["x_status"] == "planned"
    assert "text" not in found  # a whole text goes out only with the rights to it


def test_what_comes_back() -> None:
    given = own(
        actor=[
            Actor(
                "Kari Berg", "NOR", "GOV", "Foreign Minister", "Foreign Ministry", "Q1", part("Kari Berg"),
                ("said so",),
            )
        ],
        when=When(None, None, "unknown", "soon"), addressees=(Actor("UN", "UNO"),),
        attribution=(Actor("Ana Ruiz", "CHL"),), statement="s1", cameo="161", status="hypothetical",
        confidence=0.75,
    )
    (back,) = good("plover", write("plover", given))
    for field in (
        "id", "type", "mode", "contexts", "status", "when", "cameo", "confidence", "statement", "addressees",
        "attribution",
    ):
        assert getattr(back.event, field) == getattr(given.event, field), field
    assert back.event.actors == (
        Actor("Kari Berg", "NOR", "GOV", "Foreign Minister", "Foreign Ministry", "Q1", None, ("said so",)),
    )
    assert (back.article.id, back.article.url, back.article.published) == (
        given.article.id, given.article.url, given.article.published,
    )
    assert back.event.rule == "import:plover"
    assert any('"x_rule": "sanction.expel"' in reason for reason in back.event.because)
    assert objects(write("plover", back)) == objects(write("plover", given))


def test_both_sets_of_names_of_an_actor() -> None:
    first = {
        "code": "NOR", "sector": "GOV", "entity_text": "Berg", "identifier_text": "Kari Berg",
        "identifier_id": "Q1",
    }
    second = {
        "country_name": "Norway", "sector_code": "GOV", "raw_text": "Berg", "entity_name": "Kari Berg",
        "wikidata_id": "Q1",
    }
    rows = good("plover", line(actor=[first]) + line(actor=[second]))
    assert [row.event.actors for row in rows] == [(Actor("Kari Berg", "NOR", "GOV", wikidata="Q1"),)] * 2


@pytest.mark.parametrize("event", ["DEMAND", "THREAT", "FIGHT"])
def test_older_names_of_types(event: str) -> None:
    (row,) = good("plover", line(event=[event]))
    assert row.event.type in ("REQUEST", "THREATEN", "ASSAULT")
    assert objects(write("plover", row))[0]["event"] == [event]


def test_of_several_types_the_first_and_the_others_are_not_lost() -> None:
    (row,) = good("plover", line(event=["AGREE", "CONSULT"], mode=["visit"]))
    assert row.event.type == "AGREE" and 'PLOVER {"event": ["AGREE", "CONSULT"]}' in row.event.because


def test_unknown_fields_are_kept() -> None:
    data = line(size={"dead": 3}, **{"note: odd": "kept"})
    (row,) = good("plover", data)
    assert objects(write("plover", row))[0]["size"] == {"dead": 3}
    assert objects(write("plover", row))[0]["note: odd"] == "kept"
    assert good("plover", write("plover", row)) == [row]


def test_two_days_without_a_precision_are_a_stretch() -> None:
    (row,) = good("plover", line(enddate="2024-05-30"))
    assert row.event.when == When("2024-05-27", "2024-05-30", "range", None)


def test_a_record_of_no_event_is_left_out() -> None:
    assert bad("plover", line(has_event=False, event=[])).step == "no type"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{'id': 1}\n", "not JSON"), (b"[1, 2]\n", "a JSON list, not an object"),
        (b'{"id": NaN}\n', "not JSON (NaN"), (b"[" * 5000 + b"\n", "nested too deeply"),
        (line(id=None), 'no "id"'), (line(event=[]), '"event" is empty'),
        (line(event=["MEET"]), "\"event\" is 'MEET'"), (line(date="May 27"), "date is 'May 27'"),
        (line(actor=[3]), '"actor" holds a int'),
        (line(event_loc="Oslo"), '"event_loc" is a str; give an object'),
        (line(event_loc={"lat": 91, "lon": 0}), '"lat" is 91'), (line(x_status="done"), "x_status is 'done'"),
        (line(x_when={"precision": "hour"}), "x_when.precision is 'hour'"),
        (line(id={}), '"id" is a dict; give a text'), (line(comment="\ud800"), "lone surrogate"),
        (line(comment="a\u0000b"), "null character"), (line(x_confidence=2), '"x_confidence" is 2'),
        (b'{"id": "\xff"}\n', "not UTF-8"), (line(x_article={"published": "soon"}), "x_article.published"),
    ],
)
def test_lines_that_are_no_record(data: bytes, words: str) -> None:
    failure = bad("plover", data + b"\n" + line(id="r2"))
    assert words in failure.message and failure.id == "made.txt#line=1"
