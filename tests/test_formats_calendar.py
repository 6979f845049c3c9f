"""iCalendar: planned meetings on whole days, stretches of days marked as such,
nothing that was held or has no day."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import icalendar
import pytest

from communique import formats
from communique.formats.coded import Planned
from communique.records import Actor, Meeting, Place, Span, When
from makers import article, part

WORDS = part("The two ministers will meet in Oslo on June 3.")


JUNE = When("2024-06-03", "2024-06-03", "day", "June 3")


def meeting(status: str = "planned", when: When | None = JUNE, **fields: Any) -> Planned:
    """A planned meeting of the ministers, with other fields where given."""
    given: dict[str, Any] = {
        "id": "m1",
        "participants": (Actor("Kari Berg", "NOR", "GOV", "Foreign Minister"), Actor(None, "CHL")),
        "kind": "talks", "where": Place("Oslo", "NOR", "NO", 59.91, 10.75, 3143244, False, part("Oslo")),
        "agenda": (part("envoys"),), "evidence": WORDS, **fields,
    }
    return Planned(
        Meeting(status=status, when=when, **given),
        article(url="https://news.example/a?b=1,2", outlet="Fjord Wire"),
    )


def calendar(*rows: Planned) -> tuple[int, list[Any], bytes]:
    """How many were written, the entries as another reader sees them, and the bytes."""
    file = io.BytesIO()
    count = formats.write("icalendar", rows, file)
    return count, list(icalendar.Calendar.from_ical(file.getvalue()).walk("VEVENT")), file.getvalue()


def test_a_meeting_on_a_day() -> None:
    count, (entry,), data = calendar(meeting())
    assert count == 1
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (date(2024, 6, 3), date(2024, 6, 4))
    assert str(entry["summary"]) == "Talks: Norway, Chile" and str(entry["location"]) == "Oslo"
    assert "status" not in entry
    assert "Kari Berg, Foreign Minister" in entry["description"] and WORDS.text in entry["description"]
    assert str(entry["url"]) == "https://news.example/a?b=1,2"
    assert entry["dtstamp"].dt.date() == date(2024, 5, 28)
    assert data.startswith(b"BEGIN:VCALENDAR\r\n") and b"DTSTART;VALUE=DATE:20240603" in data
    assert max(map(len, data.split(b"\r\n"))) <= 75  # the standard folds longer lines


def test_a_vague_day_stays_vague() -> None:
    _, (entry,), _ = calendar(meeting(when=When("2024-06-01", "2024-06-30", "month", "in June")))
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (date(2024, 6, 1), date(2024, 7, 1))
    assert str(entry["status"]) == "TENTATIVE" and str(entry["summary"]).endswith("(day not known)")
    assert "in June (month)" in entry["description"]


@pytest.mark.parametrize(
    ("status", "written"), [("planned", 1), ("cancelled", 1), ("held", 0), ("postponed", 0)]
)
def test_what_is_to_come(status: str, written: int) -> None:
    count, entries, _ = calendar(meeting(status))
    assert count == len(entries) == written
    assert [str(e["status"]) for e in entries if "status" in e] == (
        ["CANCELLED"] if status == "cancelled" else []
    )


@pytest.mark.parametrize("when", [None, When(None, None, "unknown", "soon")])
def test_without_a_day_there_is_no_entry(when: When | None) -> None:
    assert calendar(meeting(when=when))[0] == 0


def test_the_same_meeting_once_and_the_same_file_again() -> None:
    first, second = calendar(meeting(), meeting()), calendar(meeting())
    assert first[0] == 1 and first[2] == second[2]
    assert len({str(e["uid"]) for e in calendar(meeting(), meeting(id="m2"))[1]}) == 2


@pytest.mark.parametrize(
    "name", ["Ruiz; Lie, Dahl\\n", "Line\nbreak", "BEGIN:VEVENT\r\nSUMMARY:x", "Ærø 漢字 " * 20, "a\x00\x07b"]
)
def test_words_cannot_break_the_file(name: str) -> None:
    where = Place(name, None, None, None, None, None, False, Span(0, 1, "x"))
    count, (entry,), data = calendar(meeting(participants=(Actor(name, None),), where=where))
    assert count == 1 and str(entry["summary"]).startswith("Talks: ")
    assert not set(data) & set(range(32)) - set(b"\r\n")


def test_the_last_day_there_is() -> None:
    assert calendar(meeting(when=When("9999-12-31", "9999-12-31", "day", None)))[0] == 1
