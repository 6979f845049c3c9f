"""Records: the JSON of each is the one that docs/records.md promises, key by key and in order,
and ids are hashes of content."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError
from typing import Any

import pytest

from communique import records
from communique.records import (
    Actor,
    Commitment,
    Demand,
    Dispute,
    DueMeeting,
    Failure,
    HeldPosition,
    Link,
    Meeting,
    NonResponse,
    Occurrence,
    Place,
    Position,
    Reading,
    Record,
    Report,
    Response,
    Span,
    ThirdParty,
    Time,
    Version,
    When,
    identify,
    span,
)
from makers import TEXT, actor, article, event, failure, part, reading, statement, when

PLACE = Place("Oslo", "NOR", "NO", 59.91, 10.75, 3143244, False, part("Oslo"))
TIME = Time(10, 16, "Monday", "2024-05-27", "DATE", when(text="Monday"))
REPORT = Report("a", None, "Harbour Post", "2024-05-28", part("Oslo"))
VERSION = Version("status", "planned", ("a",))
# (record, its keys in JSON); written out, so that no change of a field goes unseen
KEYS: list[tuple[Record, list[str]]] = [
    (part("Oslo"), ["start", "end", "text"]),
    (when(), ["start", "end", "precision", "text"]),
    (TIME, ["start", "end", "text", "value", "type", "when"]),
    (PLACE, ["name", "country", "country2", "lat", "lon", "geonameid", "demonym", "span"]),
    (actor(), ["name", "country", "body", "sector", "role", "organization", "wikidata", "span", "because"]),
    (
        article(),
        [
            "id", "url", "title", "text", "published", "outlet", "agency", "authors", "language", "sha256",
            "genre", "issuers",
        ],
    ),
    (
        statement(),
        [
            "id", "kind", "speaker", "addressees", "cue", "content", "channel", "when", "attribution",
            "polarity", "evidence",
        ],
    ),
    (
        event(),
        [
            "id", "type", "mode", "contexts", "actors", "recipients", "addressees", "status", "when", "where",
            "attribution", "statement", "cameo", "quad", "score", "confidence", "evidence", "also", "trigger",
            "rule", "because",
        ],
    ),
    (NonResponse("n", actor(), None, None, part("Oslo")), ["id", "actor", "to", "when", "evidence"]),
    (
        Position("p", actor(), "treaty", "asks", part("Oslo"), None, None, None),
        ["id", "actor", "issue", "stance", "wording", "ascribed_by", "when", "statement"],
    ),
    (
        Meeting("m", (actor(),), "talks", "held", None, PLACE, (), part("Oslo")),
        ["id", "participants", "kind", "status", "when", "where", "agenda", "evidence"],
    ),
    (Link("l", "a", "b", "refuses", ()), ["id", "from", "to", "kind", "because"]),
    (
        reading(),
        [
            "article", "statements", "events", "nonresponses", "positions", "meetings", "links", "times",
            "places", "commitments",
        ],
    ),
    (
        Commitment("c", ("NOR",), ("CHL",), "Norway will pay", None, "open", (REPORT,)),
        ["id", "by", "to", "what", "due", "status", "evidence", "kept_by"],
    ),
    (REPORT, ["article", "url", "outlet", "published", "span"]),
    (VERSION, ["about", "value", "reports"]),
    (
        Occurrence(
            "o", "SANCTION", None, "planned", ("NOR",), ("CHL",), None, None, "2024-05-27", 0.8, 1.2,
            (REPORT,), 1, (VERSION,), ("why",),
        ),
        [
            "id", "type", "mode", "status", "actors", "recipients", "start", "end", "reported", "confidence",
            "salience", "reports", "origins", "versions", "because",
        ],
    ),
    (Response("e", "refuses"), ["event", "kind"]),
    (
        Demand("d", ("NOR",), ("CHL",), "an apology", "open", None, None, None, (), (REPORT,)),
        [
            "id", "by", "of", "asked", "status", "first", "last", "age_days", "responses", "evidence",
            "because",
        ],
    ),
    (
        HeldPosition("p", "NOR", "treaty", "asks", "a treaty", None, None, None, None, (REPORT,)),
        [
            "id", "actor", "issue", "stance", "wording", "ascribed_by", "first", "last", "changed_from",
            "evidence", "because",
        ],
    ),
    (
        DueMeeting("m", ("NOR", "CHL"), "talks", "unknown", None, None, (REPORT,)),
        ["id", "participants", "kind", "status", "start", "end", "evidence", "because"],
    ),
    (ThirdParty("SWE", "NOR", None), ["country", "courted_by", "answer"]),
    (
        Dispute(
            "x", "Chile–Norway: cod", ("CHL", "NOR"), "cod", None, "a", "rising", ("a",), (), (),
            (ThirdParty("SWE", None, "no"),), (), (),
        ),
        [
            "id", "title", "parties", "issue", "start", "trigger", "phase", "moves", "demands", "positions",
            "third_parties", "bodies", "due", "because",
        ],
    ),
    (failure(), ["id", "error"]),
]  # fmt: skip


@pytest.mark.parametrize(("record", "keys"), KEYS, ids=[type(record).__name__ for record, _ in KEYS])
def test_the_keys_of_each_record(record: Record, keys: list[str]) -> None:
    assert list(record.to_dict()) == keys


def test_every_record_is_among_them() -> None:
    kinds = {
        kind for kind in vars(records).values()
        if isinstance(kind, type) and issubclass(kind, Record) and kind is not Record
    }
    assert {type(record) for record, _ in KEYS} == kinds


@pytest.mark.parametrize(
    "record", [record for record, _ in KEYS], ids=[type(record).__name__ for record, _ in KEYS]
)
def test_json_comes_back_the_same(record: Record) -> None:
    assert json.loads(json.dumps(record.to_dict(), ensure_ascii=False)) == record.to_dict()


@pytest.mark.parametrize(
    "record", [record for record, _ in KEYS], ids=[type(record).__name__ for record, _ in KEYS]
)
def test_nothing_is_changed_later(record: Record) -> None:
    with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
        record.id = "other"  # type: ignore[attr-defined]


def test_nested_records_are_objects_and_tuples_lists() -> None:
    row: dict[str, Any] = event(when=when(text="Monday"), also=(part("Oslo"),)).to_dict()
    assert row["when"] == {"start": "2024-05-27", "end": "2024-05-27", "precision": "day", "text": "Monday"}
    assert row["also"] == [{"start": TEXT.index("Oslo"), "end": TEXT.index("Oslo") + 4, "text": "Oslo"}]
    assert [a["country"] for a in row["actors"]] == ["NOR"] and row["contexts"] == []


def test_unknown_is_null_and_none_is_an_empty_list() -> None:
    row = Actor("somebody").to_dict()
    assert row == {
        **dict.fromkeys(("country", "body", "sector", "role", "organization", "wikidata", "span")),
        "name": "somebody",
        "because": [],
    }
    empty = Reading(article("")).to_dict()
    assert [empty[key] for key in empty if key != "article"] == [[]] * 9


def test_notes_are_for_people() -> None:
    assert "notes" not in Reading(article(), notes=("reads as sport; no events coded",)).to_dict()


def test_a_link_says_from_and_to() -> None:
    assert Link("l", "later", "earlier", "retaliates", ("in kind",)).to_dict() == {
        "id": "l",
        "from": "later",
        "to": "earlier",
        "kind": "retaliates",
        "because": ["in kind"],
    }


def test_a_failure_names_the_step() -> None:
    assert Failure("a7", "read", "ValueError: odd").to_dict() == {
        "id": "a7", "error": {"step": "read", "message": "ValueError: odd"},
    }


def test_an_unknown_day_has_no_dates() -> None:
    assert When(None, None, "unknown", "one day").to_dict() == {
        "start": None, "end": None, "precision": "unknown", "text": "one day",
    }


# (when an article was published, the day that its dates are reckoned from)
DAYS = [("2024-05-28", "2024-05-28"), ("2024-05-28T23:30:00-05:00", "2024-05-28"), (None, None)]


@pytest.mark.parametrize(("published", "on"), DAYS)
def test_the_day_of_an_article_is_that_of_its_own_time_zone(published: str | None, on: str | None) -> None:
    assert article(published=published).on == on


def test_ids_are_hashes_of_content() -> None:
    assert identify("a", 1, None) == identify("a", 1, None)
    assert len(identify("a")) == 12 and int(identify("a"), 16) >= 0
    assert len({identify("ab", "c"), identify("a", "bc"), identify("abc"), identify("a", "b", "c")}) == 4


def test_an_id_of_odd_characters() -> None:
    assert len(identify("\ud800", "漢", "\x00")) == 12


def test_a_span_counts_code_points() -> None:
    text = "🕊 Oslo"
    assert span(text, 2, 6) == Span(2, 6, "Oslo")


@pytest.mark.parametrize("record", [record for record, _ in KEYS], ids=lambda record: type(record).__name__)
def test_load_is_the_inverse_of_to_dict(record: Record) -> None:
    there_and_back = json.loads(json.dumps(record.to_dict()))
    assert records.load(type(record), there_and_back) == record
    filled = {k: v for k, v in there_and_back.items() if v not in (None, [])}
    assert records.load(type(record), {**filled, "of a later version": 1}).to_dict() == record.to_dict()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"quad": "4"}, r"Event: Expected `int`, got `str` - at `\$\.quad`"),
        ({"confidence": None}, r"Event: Expected `float`, got `null` - at `\$\.confidence`"),
        ({"status": "maybe"}, r"Event: Invalid enum value 'maybe' - at `\$\.status`"),
        ({"evidence": [1]}, r"Event: Expected `object`, got `array` - at `\$\.evidence`"),
        ({"actors": {"name": "x"}}, r"Event: Expected `array`, got `object` - at `\$\.actors`"),
        ({"actors": [{"country": 5}]}, r"Event: Expected `str \| null`, got `int` - at .*\.country`"),
    ],
)
def test_load_names_the_field_that_is_wrong(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        records.load(type(event()), {**event().to_dict(), **change})
