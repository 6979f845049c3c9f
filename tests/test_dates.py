"""Tests of communique.dates: phrases and sentences, with the value and the days that they stand for on a
Thursday."""
from __future__ import annotations

import time

import pytest

from communique import dates
from communique.records import Time

ON = "2025-11-27"  # a Thursday

ONE = [  # text, value, start, end
    ("The envoy arrived on Thursday.", "2025-11-27", "2025-11-27", "2025-11-27"),
    ("The envoys met on Tuesday.", "2025-11-25", "2025-11-25", "2025-11-25"),
    ("She will fly to Oslo on Tuesday.", "2025-12-02", "2025-12-02", "2025-12-02"),
    ("The talks are due to be held on Tuesday in Rome.", "2025-12-02", "2025-12-02", "2025-12-02"),
    ("The summit is expected to open on Monday.", "2025-12-01", "2025-12-01", "2025-12-01"),
    ("He said on Monday that talks would resume.", "2025-11-24", "2025-11-24", "2025-11-24"),
    ("He said they would resume on Monday.", "2025-12-01", "2025-12-01", "2025-12-01"),
    ("The troops must leave by Friday.", "2025-11-28", "2025-11-28", "2025-11-28"),
    ("They refused to join the talks on Friday.", "2025-11-21", "2025-11-21", "2025-11-21"),
    ("They have been silent since Sunday.", "2025-11-23", "2025-11-23", "2025-11-23"),
    ("He flew home following Monday's raid.", "2025-11-24", "2025-11-24", "2025-11-24"),
    ("next Friday", "2025-12-05", "2025-12-05", "2025-12-05"),
    ("last Friday", "2025-11-21", "2025-11-21", "2025-11-21"),
    ("this Friday", "2025-11-28", "2025-11-28", "2025-11-28"),
    ("on Friday last week", "2025-11-21", "2025-11-21", "2025-11-21"),
    ("on Monday evening", "2025-11-24TEV", "2025-11-24", "2025-11-24"),
    ("last week", "2025-W47", "2025-11-17", "2025-11-23"),
    ("next week", "2025-W49", "2025-12-01", "2025-12-07"),
    ("this week", "2025-W48", "2025-11-24", "2025-11-30"),
    ("the week of Nov. 17", "2025-W47", "2025-11-17", "2025-11-23"),
    ("last month", "2025-10", "2025-10-01", "2025-10-31"),
    ("later this month", "2025-11", "2025-11-27", "2025-11-30"),
    ("earlier this month", "2025-11", "2025-11-01", "2025-11-27"),
    ("later this year", "2025", "2025-11-27", "2025-12-31"),
    ("last year", "2024", "2024-01-01", "2024-12-31"),
    ("in May this year", "2025-05", "2025-05-01", "2025-05-31"),
    ("in June last year", "2024-06", "2024-06-01", "2024-06-30"),
    ("They signed it in February.", "2025-02", "2025-02-01", "2025-02-28"),
    ("They will sign it in February.", "2026-02", "2026-02-01", "2026-02-28"),
    ("in 2019", "2019", "2019-01-01", "2019-12-31"),
    ("February 2019", "2019-02", "2019-02-01", "2019-02-28"),
    ("on Nov. 7", "2025-11-07", "2025-11-07", "2025-11-07"),
    ("7 November", "2025-11-07", "2025-11-07", "2025-11-07"),
    ("July 10, 2025", "2025-07-10", "2025-07-10", "2025-07-10"),
    ("July 10 - The minister spoke.", "2025-07-10", "2025-07-10", "2025-07-10"),
    ("He takes office on 20 January.", "2026-01-20", "2026-01-20", "2026-01-20"),
    ("the 24th of February 2022", "2022-02-24", "2022-02-24", "2022-02-24"),
    ("25/10/2021", "2021-10-25", "2021-10-25", "2021-10-25"),
    ("2021-10-12", "2021-10-12", "2021-10-12", "2021-10-12"),
    ("the 1990s", "199", "1990-01-01", "1999-12-31"),
    ("the 19th century", "18", "1800-01-01", "1899-12-31"),
    ("mid-November", "2025-11", "2025-11-11", "2025-11-20"),
    ("the first half of 2024", "2024-H1", "2024-01-01", "2024-06-30"),
    ("the third quarter of 2024", "2024-Q3", "2024-07-01", "2024-09-30"),
    ("the spring of 2022", "2022-SP", "2022-03-01", "2022-05-31"),
    ("two days ago", "2025-11-25", "2025-11-25", "2025-11-25"),
    ("three weeks ago", "2025-W45", "2025-11-03", "2025-11-09"),
    ("two years ago", "2023", "2023-01-01", "2023-12-31"),
    ("a day earlier", "2025-11-26", "2025-11-26", "2025-11-26"),
    ("the day before yesterday", "2025-11-25", "2025-11-25", "2025-11-25"),
    ("tomorrow", "2025-11-28", "2025-11-28", "2025-11-28"),
    ("at 9 a.m. on Friday", "2025-11-21T09:00", "2025-11-21", "2025-11-21"),
    ("17:35 GMT", "2025-11-27T17:35", "2025-11-27", "2025-11-27"),
    ("the past three days", "P3D", "2025-11-24", "2025-11-27"),
    ("Friday's planned talks", "2025-11-28", "2025-11-28", "2025-11-28"),
    ("called a meeting for Friday", "2025-11-28", "2025-11-28", "2025-11-28"),
    ("over the past fortnight", "2025-W46", "2025-11-13", "2025-11-27"),
    ("They will meet in two weeks", "2025-W50", "2025-12-08", "2025-12-14"),
    ("They met in two weeks", "P2W", None, None),
    ("They will hold the first talks in two years", "P2Y", None, None),
    ("within 48 hours", "PT48H", "2025-11-27", "2025-11-29"),
    ("the next two weeks", "P2W", "2025-11-27", "2025-12-11"),
    ("on New Year's Day", "2026-01-01", "2026-01-01", "2026-01-01"),
    ("in the coming days", "PXD", "2025-11-27", "2025-12-04"),
    ("over the next few days", "PXD", "2025-11-27", "2025-12-04"),
    ("its worst single-day loss", "P1D", None, None),
    ("for two years", "P2Y", None, None),
    ("a 30-day truce", "P30D", None, None),
    ("in recent weeks", "PXW", None, None),
    ("for decades", "PXE", None, None),
    ("every Monday", "XXXX-WXX-1", None, None),
    ("twice a year", "P1Y", None, None),
    ("currently", "PRESENT_REF", None, None),
    ("12/10/2021", "2021", None, None),
]

NONE = [
    "You may go.", "They march on Rome.", "A second man read The Sun.",
    "She told the Sunday Courier so.", "some 2,019 people",
    "The party won 1999 seats.", "a 20-year-old man", "The April Smith affair", "World War II", "$2000",
    "May God help them", "three-quarters of the land", "31 June",
]


def only(text: str, on: str | None = ON) -> Time:
    """The one time of a text."""
    (found,) = dates.find(text, on, language="en")
    return found


@pytest.mark.parametrize(("text", "value", "start", "end"), ONE)
def test_one(text: str, value: str, start: str | None, end: str | None) -> None:
    found = only(text)
    assert (found.value, found.when.start, found.when.end) == (value, start, end)
    assert text[found.start:found.end] == found.text == found.when.text


@pytest.mark.parametrize("text", NONE)
def test_none(text: str) -> None:
    assert [
        t.text for t in dates.find(text, ON, language="en") if t.type == "DATE" and t.when.precision == "day"
    ] == []
    assert all("2019" not in t.value and "1999" not in t.value for t in dates.find(text, ON, language="en"))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("On 18 October the envoys appealed. He summoned them the next day.", ["2025-10-18", "2025-10-19"]),
        (
            "On October 5 he left. That day they met. Two days later he was back.",
            ["2025-10-05", "2025-10-05", "2025-10-07"],
        ),
        # a day with an article is one of the round that is told of, and news that goes on is not
        ("A round ended on 9 November. A Saturday meeting was its last.", ["2025-11-09", "2025-11-08"]),
        ("A round ended on 9 November. On Saturday they met.", ["2025-11-09", "2025-11-22"]),
        ("A round ended on 9 November. They will hold a Saturday vote.", ["2025-11-09", "2025-11-29"]),
        ("On the Monday Peru recalled its envoy. It was on the Sunday Courier's pages.", ["2025-11-24"]),
        ("The vote is on Friday; a year earlier it failed.", ["2025-11-21", "2024"]),
        # Friday's meeting was, unless something is still given time until then
        ("They would give Chile until Friday's talks. Friday's talks failed.", ["2025-11-28", "2025-11-21"]),
        ("He was jailed in 2013 and freed the same day.", ["2013", "XXXX-XX-XX"]),
        ("They have not met since 1999 and will do so before the end of the year.", ["1999", "2025"]),
        ("Peru refused to take part in April, and on Friday its minister quit.", ["2025-04", "2025-11-21"]),
        (
            "In 1911 war broke out. In March 1912 and in July 1912 they tried again; on 3 August all was "
            "lost, in 1913 forgotten.",
            ["1911", "1912-03", "1912-07", "1912-08-03", "1913"],
        ),
    ],
)
def test_reference(text: str, values: list[str]) -> None:
    assert [t.value for t in dates.find(text, ON, language="en")] == values


@pytest.mark.parametrize(("text", "value"), [
    ("The envoy left a day after the vote of 3 May 2024.", "2024-05-04"),
    ("Oslo replied two days after Peru recalled its envoy on 3 May 2024.", "2024-05-05"),
    ("Chile quit two days before Tuesday's summit.", "2025-11-23"),
    ("They stayed for two days after the vote of 3 May 2024.", "P2D"),
    ("They quit more than two days after the vote of 3 May 2024.", "P2D"),
    ("They left a day after the vote, and on 3 May 2024 they returned.", "P1D"),
    ("They left a day after the vote. On 3 May 2024 they returned.", "P1D"),
])
def test_counted_from_a_named_day(text: str, value: str) -> None:
    assert dates.find(text, ON, language="en")[0].value == value


@pytest.mark.parametrize(("text", "value"), [("last summer", "XXXX-SU"), ("that winter", "XXXX-WI")])
def test_season_without_a_day(text: str, value: str) -> None:
    assert only(text, None).value == value


@pytest.mark.parametrize(("text", "start", "end"), [
    ("from 3 to 5 May 2026", "2026-05-03", "2026-05-05"),
    ("3-5 May 2026", "2026-05-03", "2026-05-05"),
    ("Dec 1-3, 2025", "2025-12-01", "2025-12-03"),
    ("between 2010 and 2014", "2010-01-01", "2014-12-31"),
    ("2019-2021", "2019-01-01", "2021-12-31"),
    ("from Monday to Wednesday", "2025-11-24", "2025-11-26"),
    ("met on Monday and Tuesday", "2025-11-24", "2025-11-25"),  # two days running
])
def test_ranges(text: str, start: str, end: str) -> None:
    found = dates.find(text, ON, language="en")
    assert len(found) == 2
    assert {(t.when.start, t.when.end, t.when.precision) for t in found} == {(start, end, "range")}


@pytest.mark.parametrize("text", [
    "met on Monday and Wednesday", "met on Monday and Tuesday's papers told of it",
    "met in May and June",
])
def test_two_times_are_no_stretch(text: str) -> None:
    assert "range" not in {t.when.precision for t in dates.find(text, ON, language="en")}


def test_last_week_on_a_sunday_is_the_week_that_ends() -> None:
    for day, value in (("2025-11-30", "2025-W48"), ("2025-11-29", "2025-W47"), ("2025-12-01", "2025-W48")):
        assert [t.value for t in dates.find("They called him last week.", day, language="en")] == [value], day


@pytest.mark.parametrize(
    ("text", "value"), [("on Thursday", "XXXX-WXX-4"), ("last week", "XXXX-WXX"), ("7 May", "XXXX-05-07")]
)
def test_without_a_day(text: str, value: str) -> None:
    found = only(text, None)
    assert (found.value, found.when.precision, found.when.start) == (value, "unknown", None)


def test_days_of_a_month_after_a_year_in_a_text_without_a_day() -> None:
    found = dates.find("Parliament met in 1998. The fair ran from Nov. 3 to 6 in Oslo.", None, language="en")
    assert [t.value for t in found] == ["1998", "XXXX-11-03", "XXXX-11-06"]


def test_tense_is_asked() -> None:
    found = dates.find("on Tuesday", ON, tense=lambda start, end: "future", language="en")
    assert found[0].value == "2025-12-02"


def test_parse() -> None:
    when = dates.parse("next week", ON, language="en")
    assert when and (when.start, when.end, when.precision) == ("2025-12-01", "2025-12-07", "week")
    assert dates.parse("the embassy", ON, language="en") is None


def test_covering() -> None:
    text = "On Monday they met, on Tuesday they parted, on Wednesday they wrote."
    times = dates.find(text, ON, language="en")
    assert [t.text for t in dates.covering(times, 10, 42)] == ["Tuesday"]
    assert dates.covering(times, 0, 3) == ()


def test_fast() -> None:
    text = (
        "The foreign minister said on Tuesday that talks with the two neighbours would go on in Geneva next "
        "week. "
        * 100
    )
    dates.find(text, ON, language="en")
    start = time.process_time()
    dates.find(text, ON, language="en")
    assert time.process_time() - start < 0.1


def test_the_future_of_a_clause_dates_a_month() -> None:
    text = "He said that the conference in London in January would discuss it."
    (time_,) = dates.find(text, "2009-12-02", tense=lambda start, end: "future", language="en")
    assert time_.when.start == "2010-01-01"


# (a chronology, the day of publication, the days of its entries)
CHRONOLOGIES = [
    ("Nov. 12, 2010 - A strike begins.\n\nJan. 2 - It ends.", "2012-10-20", ["2010-11-12", "2011-01-02"]),
    ("Feb. 26 – Crowds gather.\n\nMarch 3 – The king leaves.", "2011-10-20", ["2011-02-26", "2011-03-03"]),
]


@pytest.mark.parametrize(("text", "on", "days"), CHRONOLOGIES, ids=["year in the first", "no year"])
def test_chronologies(text: str, on: str, days: list[str]) -> None:
    assert [t.when.start for t in dates.find(text, on, language="en")] == days
