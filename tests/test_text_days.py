"""Days as records write them."""

from __future__ import annotations

from datetime import date

import pytest

from communique.text.days import days_between, parse_day


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-05-28", date(2024, 5, 28)),
        ("2024-05-28T10:00:00Z", date(2024, 5, 28)),
        ("2024-05", None),
        ("2024-02-30", None),
        ("", None),
        (None, None),
    ],
)
def test_a_day_is_read(written: str | None, day: date | None) -> None:
    assert parse_day(written) == day


def test_days_lie_between_two_known_ones() -> None:
    assert days_between("2024-02-28", "2024-03-01T09:00") == 2
    assert days_between("2024-03-01", "2024-02-28") == -2
    assert days_between(None, "2024-02-28") is None and days_between("2024-02-28", "soon") is None
