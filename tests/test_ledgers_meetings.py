"""Meetings: planned, held, postponed, cancelled, overdue; the calendar."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.ledgers import meetings as ledger
from communique.ledgers import tellings
from communique.records import Span, When, load
from ledgermakers import told

PLAN = told("FRA DEU", "planned", "2025-03-01", "2025-03-20")


def due(*tellings, today="2025-03-25", old=()):
    return ledger.due(tellings, today, old)


@pytest.mark.parametrize(
    ("tellings", "today", "expected"),
    [
        ([PLAN], "2025-03-15", [("planned", "2025-03-20")]),
        ([PLAN], "2025-03-22", [("planned", "2025-03-20")]),  # it may still be reported on
        ([PLAN], "2025-03-23", [("unknown", "2025-03-20")]),  # overdue, and not held by default
        ([PLAN, told("FRA DEU", "held", "2025-03-21", "2025-03-20")], "2025-03-25", [("held", "2025-03-20")]),
        ([PLAN, told("FRA DEU", "held", "2025-03-20", kind="visit")], "2025-03-25", [("held", "2025-03-20")]),
        (
            [PLAN, told("FRA DEU", "held", "2025-03-20", kind="call")], "2025-03-25",
            [("unknown", "2025-03-20"), ("held", None)],
        ),
        (
            [PLAN, told("FRA ITA", "held", "2025-03-20", "2025-03-20")], "2025-03-21",
            [("planned", "2025-03-20"), ("held", "2025-03-20")],
        ),
        (
            [PLAN, told("FRA DEU", "held", "2025-03-05", "2025-03-04")], "2025-03-21",
            [("held", "2025-03-04"), ("planned", "2025-03-20")],
        ),
        ([PLAN, told("FRA DEU", "cancelled", "2025-03-10")], "2025-03-25", [("cancelled", "2025-03-20")]),
        ([PLAN, told("FRA DEU", "postponed", "2025-03-10")], "2025-03-25", [("postponed", "2025-03-20")]),
        (
            [PLAN, told("FRA DEU", "postponed", "2025-03-10", "2025-04-10")], "2025-03-25",
            [("planned", "2025-04-10")],
        ),
        (
            [
                PLAN, told("FRA DEU", "postponed", "2025-03-10"),
                told("FRA DEU", "planned", "2025-03-12", "2025-04-10"),
            ],
            "2025-03-25", [("planned", "2025-04-10")],
        ),
        (
            [
                PLAN, told("FRA DEU", "postponed", "2025-03-10"),
                told("FRA DEU", "held", "2025-04-12", "2025-04-11"),
            ],
            "2025-04-25", [("held", "2025-04-11")],
        ),
        (
            [
                PLAN, told("FRA DEU", "cancelled", "2025-03-10"),
                told("FRA DEU", "planned", "2025-03-20", "2025-05-10"),
            ],
            "2025-03-25", [("cancelled", "2025-03-20"), ("planned", "2025-05-10")],
        ),
        (
            [told("FRA DEU", "planned", "2025-03-01", "2025-03-01", "2025-03-31"), PLAN], "2025-03-15",
            [("planned", "2025-03-20")],
        ),
        ([told("FRA DEU", "planned", "2025-03-01")], "2025-03-15", [("planned", None)]),
        ([told("FRA DEU", "planned", "2025-03-01")], "2025-07-15", [("unknown", None)]),
        (
            [told("FRA DEU", "planned", "2025-03-01"), told("FRA DEU", "held", "2025-04-02")], "2025-07-15",
            [("held", None)],
        ),
        # not yet
        ([told("FRA DEU", "held", "2025-03-01", "2025-06-01")], "2025-03-02", [("planned", "2025-06-01")]),
        (
            [told("FRA DEU", "planned", None, "2025-03-20"), told("FRA DEU", "held", None, "2025-03-20")],
            "2025-04-01", [("held", "2025-03-20")],
        ),
        ([told("FRA DEU", "planned", None)], "2025-04-01", [("planned", None)]),
        (
            [told("FRA", "planned", "2025-03-01", "2025-03-20", placed=True, kind="summit")], "2025-03-02",
            [("planned", "2025-03-20")],
        ),
        ([told("FRA", "planned", "2025-03-01", "2025-03-20")], "2025-03-02", []),  # with nobody, and nowhere
        ([], "2025-03-02", []),
    ],
)  # fmt: skip
def test_what_becomes_of_a_meeting(tellings, today, expected):
    assert [(m.status, m.start) for m in due(*tellings, today=today)] == expected


def test_a_meeting_has_the_json_of_the_contract():
    [found] = due(PLAN)
    data = found.to_dict()
    assert list(data) == ["id", "participants", "kind", "status", "start", "end", "evidence", "because"]
    assert "no report since says whether it took place" in data["because"][-1]
    assert load(type(found), data) == found


def test_contradictory_reports_are_weighed_by_outlets():
    yes, no = (
        told("FRA DEU", "held", "2025-03-21", "2025-03-20"),
        told("FRA DEU", "cancelled", "2025-03-21", "2025-03-20", outlet="Post"),
    )
    [found] = due(PLAN, yes, no)
    assert found.status == "held" and "contradict" in " ".join(found.because)
    assert (
        due(PLAN, yes, no, told("FRA DEU", "cancelled", "2025-03-22", "2025-03-20", outlet="Globe"))[0].status
        == "cancelled"
    )


def test_settling_anew_keeps_ids_and_ages_what_is_out_of_reach():
    first = due(PLAN, today="2025-03-02")
    early = told("FRA DEU", "planned", "2025-02-20", "2025-03-20", outlet="Post")
    again = due(early, PLAN, told("FRA DEU", "cancelled", "2025-03-10"), today="2025-03-11", old=first)
    assert [(m.id, m.status) for m in again] == [(first[0].id, "cancelled")]
    assert [m.status for m in due(today="2025-06-01", old=first)] == ["unknown"]
    assert ledger.touched(first, [PLAN]) == first and ledger.touched(first, [early]) == []


def test_the_calendar_gives_the_meetings_of_some_days():
    found = due(
        PLAN, told("FRA ITA", "planned", "2025-03-01", "2025-04-02", "2025-04-04"),
        told("FRA POL", "planned", "2025-03-01"), today="2025-03-02",
    )  # fmt: skip
    assert [m.start for m in ledger.calendar(found)] == ["2025-03-20", "2025-04-02", None]
    assert [m.start for m in ledger.calendar(found, "2025-04-03")] == ["2025-04-02", None]
    assert [m.start for m in ledger.calendar(found, "2025-03-01", "2025-03-31")] == ["2025-03-20"]


def test_blocks_are_pairs_of_participants():
    assert ledger.blocks_of(told("FRA DEU", "held", None)) == (("DEU", "FRA"),)
    assert ledger.blocks_of(told("FRA", "held", None)) == (("FRA",),)
    assert len(ledger.blocks_of(told("FRA DEU ITA POL ESP", "held", None))) == 4
    assert ledger.beside(("DEU", "FRA")) == (("DEU", "FRA"), ("DEU",), ("FRA",))


def test_who_is_named_alone_confirms_no_others_plan() -> None:
    plan = told("DEU FRA", "planned", "2025-03-10")
    alone = told("FRA", "held", "2025-03-19", "2025-03-18", kind="multilateral", placed=True)
    assert [(m.status, m.participants) for m in ledger.due([plan, alone], "2025-03-20")] == [
        ("held", ("FRA",)), ("planned", ("DEU", "FRA")),
    ]


def test_meetings_in_two_countries_are_two() -> None:
    here = told("DEU FRA", "held", "2025-03-19", country="DEU")
    there = told("DEU FRA", "held", "2025-03-20", country="FRA")
    assert len(ledger.due([here, there], "2025-03-21")) == 2


def test_a_carried_day_stands_below_one_that_is_said() -> None:
    around = told("DEU FRA", "held", "2025-03-19", "2025-03-19", carried=True)
    said = told("DEU FRA", "held", "2025-03-20", "2025-03-18", outlet="Post")
    [one] = ledger.due([around, said], "2025-03-21")
    assert (one.start, one.end) == ("2025-03-18", "2025-03-18")
    [alone] = ledger.due([around], "2025-03-21")
    assert alone.start is None and "the day of what is told around it" in " ".join(alone.because)


def test_the_day_of_the_news_told_shortly_before_is_that_of_a_meeting_without_another() -> None:
    around = told("DEU FRA", "held", "2025-03-19", "2025-03-19", carried=True, beside=True)
    [alone] = ledger.due([around], "2025-03-21")
    assert alone.start == "2025-03-19"
    said = told("DEU FRA", "held", "2025-03-20", "2025-03-18", outlet="Post")
    [one] = ledger.due([around, said], "2025-03-21")
    assert one.start == "2025-03-18"


@pytest.mark.parametrize(
    ("before", "words", "published", "beside"),
    [
        ("Soto said on Friday that it was late. She spoke after ", "talks with Kenya", "2025-03-21", True),
        ("Soto said on Friday: too late. " + "She was. " * 100, "talks with Kenya", "2025-03-21", False),
        ("Soto said on Friday that it was late. She spoke after ", "talks with Kenya", "2025-03-24", False),
        ("Soto said on Friday that it was late. She left ", "to meet Kenya's king", "2025-03-21", False),
    ],
)
def test_a_day_shortly_before(before: str, words: str, published: str, beside: bool) -> None:
    at = Span(len(before), len(before) + len(words), words)
    day = When("2025-03-21", "2025-03-21", "day", "Friday")
    assert tellings.day_beside(at, day, before + words, published) is beside


def test_the_day_that_most_articles_say_is_taken() -> None:
    days = ("2025-03-17", "2025-03-18", "2025-03-18")
    tellings = [told("DEU FRA", "held", "2025-03-19", d, outlet=f"o{i}") for i, d in enumerate(days)]
    [one] = ledger.due(tellings, "2025-03-21")
    assert one.start == "2025-03-18" and len(one.evidence) == 3


def test_one_side_alone_joins_only_what_stands_beside_it() -> None:
    both = told("FRA DEU", "held", "2025-03-19", "2025-03-18")
    for far, number in ((100, 1), (5000, 2)):
        alone = told("FRA", "held", "2025-03-19", kind="multilateral", placed=True)
        here = replace(
            alone.report, article=both.report.article, span=replace(alone.report.span, start=far, end=far + 5)
        )
        found = ledger.due([both, replace(alone, report=here)], "2025-03-21")
        assert len(found) == number, far


def test_this_year_is_no_day_of_a_visit() -> None:
    year = told("FRA TUR", "held", "2025-11-30", "2025-01-01", "2025-11-30", kind="visit")
    visit = told("FRA TUR", "held", "2025-11-18", "2025-11-17", kind="visit")
    assert len(ledger.due([year, visit], "2025-12-01")) == 2


def test_other_persons_of_a_side_meet_apart() -> None:
    king = told("FRA TUR", "held", "2025-03-19", people=("FRA jean petit", "TUR ali demir"))
    minister = told("FRA TUR", "held", "2025-03-20", people=("FRA eva roux", "TUR ali demir"))
    unnamed = told("FRA TUR", "held", "2025-03-21", people=("TUR ali demir",))
    assert len(due(king, minister)) == 2
    assert len(due(king, unnamed)) == 1


def test_what_one_article_tells_as_held_and_as_called_off_is_two() -> None:
    held, off = told("FRA DEU", "held", "2025-03-19"), told("FRA DEU", "cancelled", "2025-03-19")
    beside = replace(off, report=replace(off.report, article=held.report.article))
    assert len(due(held, beside)) == 2
