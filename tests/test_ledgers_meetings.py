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
    assert tellings.told_by(first, [PLAN.report]) == first and tellings.told_by(first, [early.report]) == []


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
        ("Soto met Togo's king on Friday. She spoke after ", "talks with Kenya", "2025-03-21", False),
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


def test_talks_between_nobody_in_particular_are_no_meeting_of_persons() -> None:
    people = ("DEU anna kern", "FRA luc morel")
    met = told("FRA DEU", "planned", "2025-03-19", words="to meet Anna Kern on gas", people=people)
    talks = told("FRA DEU", "held", "2025-03-20", words="secret talks with Germany on gas")
    assert len(due(met, talks)) == 2
    assert len(due(met, replace(talks, words="the talks with Germany on gas"))) == 1


def test_a_visit_is_in_a_country_of_its_own() -> None:
    visit = told("FRA DEU", "held", "2025-03-20", kind="visit")
    talks = told("FRA DEU", "held", "2025-03-20", "2025-03-19", placed=True)
    assert [len(due(visit, replace(talks, country=code))) for code in ("DEU", "FRA", "PER")] == [1, 1, 2]


def test_who_meet_again_met_before() -> None:
    people = ("DEU anna kern", "FRA luc morel")
    held = told("FRA DEU", "held", "2025-03-19", "2025-03-19", people=people)
    anew = told("FRA DEU", "planned", "2025-03-19", "2025-03-20", words="to meet Kern again", people=people)
    assert [m.start for m in due(held, anew)] == ["2025-03-19", "2025-03-20"]
    assert len(due(held, replace(anew, words="to meet Kern"))) == 1


def test_a_month_is_not_the_next_one() -> None:
    march = told("FRA DEU", "held", "2025-05-20", "2025-03-01", "2025-03-31")
    april = told("FRA DEU", "held", "2025-05-20", "2025-04-01", "2025-04-30")
    assert len(due(march, april)) == 2


def test_talks_that_were_put_off_are_no_visit() -> None:
    off = told("FRA DEU", "postponed", "2025-03-01")
    visit = told("FRA DEU", "planned", "2025-03-10", "2025-03-20", kind="visit")
    assert len(due(off, visit)) == 2 and len(due(off, replace(visit, kind="talks"))) == 1


def test_who_leaves_open_who_met_says_not_that_it_took_place() -> None:
    plan = told("FRA DEU", "planned", "2025-03-01", "2025-03-20")
    vague = told("FRA DEU", "held", "2025-03-20", "2025-03-20", near=False)
    assert [m.status for m in due(plan, vague)] == ["unknown"]
    assert [m.status for m in due(plan, replace(vague, near=True))] == ["held"]


def test_a_vague_day_counts_within_the_days_of_another() -> None:
    week = told("FRA DEU", "held", "2025-03-20", "2025-03-10", "2025-03-16")
    vague = told("FRA DEU", "held", "2025-03-20", "2025-03-12", near=False)
    assert [m.start for m in due(week, vague)] == ["2025-03-12"]
    away = replace(vague, start="2025-03-17", end="2025-03-17")
    assert [m.start for m in due(week, away)] == ["2025-03-10"]


def test_a_call_that_all_know_is_the_one_that_was_told() -> None:
    people = ("DEU anna kern", "FRA luc morel")
    call = told("FRA DEU", "held", "2025-03-01", "2025-02-28", kind="call", people=people)
    later = told(
        "FRA DEU", "held", "2025-03-20", kind="call", words="the historic call between them", people=people
    )
    assert [m.start for m in due(call, later)] == ["2025-02-28"]
    assert len(due(call, replace(later, words="a call on the line"))) == 2


def test_a_host_of_others_met_not_whom_it_meets_beside() -> None:
    both = told("FRA DEU", "held", "2025-03-19")
    alone = told("FRA", "held", "2025-03-19", "2025-03-10", "2025-03-19", kind="multilateral", placed=True)
    here = replace(alone.report, article=both.report.article)
    assert len(due(both, replace(alone, report=here), today="2025-03-21")) == 2


def test_the_minister_meets_another_than_the_president() -> None:
    head = told("FRA DEU", "planned", "2025-03-19", levels=("DEU head", "FRA foreign"))
    other = told("FRA DEU", "planned", "2025-03-20", levels=("DEU foreign", "FRA foreign"))
    assert len(due(head, other, today="2025-03-21")) == 2
    assert len(due(head, replace(other, levels=("FRA foreign",)), today="2025-03-21")) == 1


def test_the_first_talks_of_two_are_the_call_that_a_sentence_tells() -> None:
    call = told("FRA DEU", "held", "2025-03-20", kind="call", words="a call between the two leaders")
    talks = told("FRA DEU", "held", "2025-03-20", words="the first direct talks since 1999", first=True)
    beside = replace(talks.report.span, start=32, end=60)
    here = replace(talks.report, article=call.report.article, span=beside)
    assert [m.kind for m in due(call, replace(talks, report=here))] == ["call"]
    assert len(due(call, talks)) == 2  # another article


def test_a_vague_word_elsewhere_joins_no_meeting_of_another_kind() -> None:
    visit = told("FRA DEU", "held", "2025-03-20", kind="visit")
    vague = told("FRA DEU", "held", "2025-03-21", kind="multilateral", near=False)
    assert len(due(visit, vague)) == 2 and len(due(visit, replace(vague, near=True))) == 1


def test_a_summit_without_a_day_is_not_the_dinner_before_it() -> None:
    dinner = told("FRA DEU", "planned", "2025-03-19", "2025-03-19")
    summit = told("FRA DEU", "held", "2025-03-20", kind="summit", placed=True)
    assert len(due(dinner, summit)) == 2


def test_two_of_several_who_met_are_another_meeting() -> None:
    four = told("CHN DEU FRA IRN", "held", "2025-03-20", "2025-03-19", kind="multilateral")
    two = told("FRA IRN", "held", "2025-03-20", "2025-03-19")
    assert len(due(four, two)) == 2


def test_a_doubtful_meeting_says_why() -> None:
    (met,) = due(told("FRA DEU", "held", "2025-03-20", near=False))
    assert any("doubtful" in why for why in met.because)


def test_a_later_plan_stands_before_the_earlier_one() -> None:
    first = told("FRA DEU", "planned", "2025-03-14", "2025-03-15", "2025-03-16")
    later = told("FRA DEU", "planned", "2025-03-15", "2025-03-17", "2025-03-23")
    assert [m.start for m in due(first, later)] == ["2025-03-17"]


def test_one_known_meeting_that_is_told_as_held_was_held() -> None:
    plan = told("FRA DEU", "planned", "2025-03-01")
    for words, status in (("The long meeting", "held"), ("the talks between both", "unknown")):
        vague = told("FRA DEU", "held", "2025-03-02", "2025-03-02", words=words, near=False, carried=True)
        (met,) = due(plan, vague, today="2025-09-01")
        assert met.status == status


@pytest.mark.parametrize(
    ("text", "words", "own"),
    [
        ("They spoke by phone. The call was made on Monday.", "They spoke by phone", True),
        ("It was Monday. They spoke by phone. They were glad on Monday.", "They spoke by phone", False),
        ("They spoke by phone.", "They spoke by phone", False),
    ],
)
def test_the_next_sentence_may_tell_the_day(text: str, words: str, own: bool) -> None:
    here = text.index(words)
    day = When("2025-03-03", "2025-03-03", "day", "Monday")
    assert tellings.next_told(Span(here, here + len(words), words), day, text) is own
