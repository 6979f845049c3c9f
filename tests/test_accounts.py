"""Accounts of one meeting, paired: by parties and day, whatever kind of meeting either side calls it;
never an article with itself."""

from __future__ import annotations

from communique.records import DueMeeting, Report
from communique.settle.accounts import accounts
from makers import part


def report(article: str, outlet: str | None) -> Report:
    """A report of an article."""
    return Report(article, None, outlet, "2021-06-09", part("met", "They met."))


def met(
    id: str, kind: str, start: str | None, *reports: Report, parties: tuple[str, ...] = ("MAR", "PRT")
) -> DueMeeting:
    """A meeting of the ledger."""
    return DueMeeting(id, parties, kind, "held", start, start, reports)


def pairs(*meetings: DueMeeting) -> list[tuple[str, str, str]]:
    """The meeting of each pair, and its two articles."""
    return [(one.meeting.id, one.a.article, one.b.article) for one in accounts(meetings)]


def test_two_outlets_of_one_meeting_are_a_pair() -> None:
    assert pairs(
        met("m", "call", "2021-06-09", report("a", "Rabat"), report("b", "Lisbon"), report("c", "Rabat"))
    ) == [("m", "a", "b")]


def test_a_call_and_talks_of_the_same_parties_on_one_day_are_one_encounter() -> None:
    call, talks = (
        met("m", "call", "2021-06-09", report("a", None)), met("n", "talks", "2021-06-09", report("b", None)),
    )
    assert pairs(call, talks) == [("m", "a", "b")]
    assert pairs(call, met("n", "talks", "2021-06-10", report("b", None))) == []
    assert pairs(call, met("n", "talks", "2021-06-09", report("b", None), parties=("MAR", "ESP"))) == []


def test_meetings_without_a_day_stay_apart_and_no_article_is_its_own_pair() -> None:
    assert pairs(met("m", "call", None, report("a", None)), met("n", "talks", None, report("b", None))) == []
    assert pairs(met("m", "call", "2021-06-09", report("a", "Rabat"), report("a", "Lisbon"))) == []
