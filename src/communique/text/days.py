"""Days as records write them, "2024-05-28" or with a time behind it, and how many lie between two.

Knows ISO dates; does not know what happened on a day.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=65536)  # ledgers ask for the same days over and over
def parse_day(written: str | None) -> date | None:
    """The day of an ISO date or moment; None for what is none, or a month or year alone."""
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None


def days_between(first: str | None, last: str | None) -> int | None:
    """How many days one day comes after another; None where one is unknown."""
    one, other = parse_day(first), parse_day(last)
    return (other - one).days if one and other else None
