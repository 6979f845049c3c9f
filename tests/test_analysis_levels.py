"""Normal levels: the fit finds what was drawn, past trouble is set aside,
and periods that are cut do not count."""
from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from communique.analysis.levels import chance, level, shape_of
from communique.analysis.series import Deed, series
from communique.errors import CommuniqueError

START = date(2024, 1, 1)  # a Monday


def deeds(numbers: list[int], type: str = "ACCUSE") -> list[Deed]:
    """So many deeds on each day from the start on."""
    return [
        Deed(f"o{i}.{k}", day(i), "NOR", "CHL", type, -3.0, None)
        for i, n in enumerate(numbers) for k in range(n)
    ]


def day(number: int) -> str:
    """The ISO day so many days after the start."""
    return (START + timedelta(days=number)).isoformat()


def drawn(days: int, mean: float, shape: float) -> list[int]:
    rng = np.random.default_rng(11)
    return [int(n) for n in rng.poisson(rng.gamma(shape, mean / shape, days))]


@pytest.mark.parametrize(("mean", "shape"), [(0.5, 0.5), (3.0, 1.5), (8.0, 4.0)])
def test_the_fit_finds_what_was_drawn(mean: float, shape: float) -> None:
    values = drawn(20_000, mean, shape)
    found = shape_of(values)
    assert found is not None and found == pytest.approx(shape, rel=0.1)
    assert sum(chance(mean, shape, n) for n in range(300)) == pytest.approx(1)
    assert np.mean([v >= 5 for v in values]) == pytest.approx(
        1 - sum(chance(mean, shape, n) for n in range(5)), abs=0.01
    )


def test_even_counts_are_a_poisson() -> None:
    assert shape_of([2, 3, 2, 3]) is None and shape_of([0, 0]) is None
    assert chance(0.0, None, 0) == 1 and chance(0.0, None, 2) == 0
    assert sum(chance(2.5, None, n) for n in range(50)) == pytest.approx(1)


def test_past_trouble_is_set_aside() -> None:
    numbers = drawn(300, 1.0, 1.0)
    calm = level(series(deeds(numbers), since=day(0), until=day(299)))
    numbers[100:103] = [60, 80, 50]
    found = level(series(deeds(numbers), since=day(0), until=day(299)))
    assert found is not None and calm is not None
    assert found.outliers - calm.outliers in (3, 4) and found.mean == pytest.approx(calm.mean, rel=0.1)
    assert found.median == calm.median and found.periods == 300


def test_weekdays_have_their_own_mean() -> None:
    found = level(series(deeds([4, 4, 4, 4, 4, 0, 0] * 30)))
    assert found is not None and found.weekday[0] > 1.3 and found.weekday[6] < 0.2


def test_weeks_and_months_cut_by_bounds_do_not_count() -> None:
    found = level(series(deeds([1] * 500), by="month", since=day(10), until=day(450)))
    assert found is not None and (found.since, found.until, found.periods) == ("2024-02-01", "2025-02-28", 13)
    assert found.median == 31 and found.weekday == ()


def test_too_little_says_none_and_faults_are_named() -> None:
    known = series(deeds([1] * 40))
    assert level(known) is None and level(series([])) is None
    with pytest.raises(CommuniqueError, match="levels are of counts"):
        level(known, "plover")


def test_an_actor_that_never_did_anything() -> None:
    empty = series([], since=day(0), until=day(99))
    found = level(empty)
    assert found is not None and found.mean == 0 and found.median == 0
