"""Change points: known breaks are found with their size and happenings, and quiet,
bursty or short series have none."""
from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest

from communique.analysis.changes import breaks, changes, distribution_cost, indicators, partition
from communique.analysis.series import By, Deed, series
from communique.errors import CommuniqueError
from communique.knowledge import ontology

START = date(2023, 1, 2)


def deeds(numbers: list[int], type: str = "ACCUSE", prefix: str = "o") -> list[Deed]:
    """So many deeds on each day from the start on."""
    return [
        Deed(
            f"{prefix}{i}.{k}", (START + timedelta(days=i)).isoformat(), "NOR", "CHL", type,
            ontology.score(type), None,
        )
        for i, n in enumerate(numbers) for k in range(n)
    ]


def noise(rng: np.random.Generator, *levels: tuple[int, float]) -> list[int]:
    """Over-dispersed counts: so many days on each level."""
    return [int(n) for days, mean in levels for n in rng.poisson(rng.gamma(1.0, mean, days))]


@pytest.mark.parametrize("seed", range(5))
def test_a_break_up_and_one_down(seed: int) -> None:
    found = breaks(noise(np.random.default_rng(seed), (300, 0.6), (200, 4.0), (300, 0.6)))
    near = [b for b in found if min(abs(b.at - 300), abs(b.at - 500)) <= 14]
    assert len(near) == 2 and len(found) <= 4
    up, down = near
    assert up.before < 1.2 < up.after and down.after < 1.2 < down.before
    assert up.earliest <= up.at <= up.latest and up.gain > up.penalty and up.confidence > 0.95


def test_series_without_breaks_raise_less_than_one_alarm_a_year() -> None:
    years = 3 * 12
    alarms = sum(len(breaks(noise(np.random.default_rng(100 + seed), (1096, 0.7)))) for seed in range(12))
    assert alarms / years <= 1


@pytest.mark.parametrize("values", [
    [], [1.0], [0.0] * 500, [3.0] * 500, list(range(20)),
    [0.0] * 200 + [40.0, 25.0, 9.0] + [0.0] * 200, [1.0] * 300 + [0.0] * 3 + [1.0] * 300,
])
def test_nothing_flat_short_or_in_one_burst_is_a_break(values: list[float]) -> None:
    assert breaks(values) == []


def test_weekends_are_no_breaks() -> None:
    assert breaks([4.0, 3.0, 5.0, 4.0, 4.0, 0.0, 0.0] * 100) == []


def test_the_search_is_exact() -> None:
    y = np.array(noise(np.random.default_rng(3), (20, 0.5), (15, 5.0)), dtype=float)
    cost = distribution_cost(indicators(y))

    def price(cuts: list[int]) -> float:
        ends = [0, *cuts, len(y)]
        return sum(float(cost(np.array([a]), b)[0]) + 2.0 for a, b in pairwise(ends))

    options = [[], *([a] for a in range(5, 31)), *([a, b] for a in range(5, 31) for b in range(a + 5, 31))]
    options += [[a, b, c] for a in range(5, 31) for b in range(a + 5, 31) for c in range(b + 5, 31)]
    best = partition(cost, len(y), 2.0, 5)
    assert price(best) == pytest.approx(min(price(o) for o in options))


@pytest.mark.parametrize(("by", "slack"), [("day", 14), ("week", 14), ("month", 31)])
def test_a_change_says_what_happened(by: By, slack: int) -> None:
    numbers = noise(np.random.default_rng(1), (400, 0.5), (400, 5.0))
    known = [
        *deeds(numbers),
        Deed("trigger", (START + timedelta(days=401)).isoformat(), "CHL", "NOR", "ASSAULT", -9.0, None),
    ]
    found = changes(series(known, actor="NOR", recipient="CHL", directed=False, by=by), "conflict")
    (change,) = [c for c in found if c.ratio is not None and c.ratio > 2]
    assert abs((date.fromisoformat(change.at) - START).days - 400) <= slack
    assert change.direction == "up" and change.before < change.after
    assert change.earliest <= change.at <= change.latest <= change.until
    assert change.occurrences[0] == "trigger" and change.window > change.at


def test_a_net_score_that_turns() -> None:
    rng = np.random.default_rng(5)
    good, bad = noise(rng, (300, 1.5), (300, 0.3)), noise(rng, (300, 0.3), (300, 1.5))
    found = changes(series(deeds(good, "SUPPORT", "good") + deeds(bad, "ACCUSE", "bad")), "plover")
    change = min(found, key=lambda c: abs((date.fromisoformat(c.at) - START).days - 300))
    assert change.direction == "down" and change.before > 0 > change.after and change.ratio is None
    assert change.occurrences and all(o.startswith("bad") for o in change.occurrences)


def test_a_fall_lists_what_else_happened() -> None:
    numbers = noise(np.random.default_rng(2), (300, 4.0), (300, 0.2))
    peace = Deed("peace", (START + timedelta(days=300)).isoformat(), "NOR", "CHL", "AGREE", 3.0, None)
    found = changes(
        series([*deeds(numbers), peace], until=(START + timedelta(days=599)).isoformat()), "conflict"
    )
    change = min(found, key=lambda c: abs((date.fromisoformat(c.at) - START).days - 300))
    assert change.direction == "down" and "peace" in change.occurrences


def test_a_month_cut_short_is_left_out() -> None:
    numbers = noise(np.random.default_rng(4), (700, 2.0))
    assert changes(series(deeds(numbers), by="month", since="2023-01-28", until="2024-10-03")) == ()


def test_the_same_series_gives_the_same_changes_and_json() -> None:
    known = series(deeds(noise(np.random.default_rng(6), (200, 0.5), (200, 5.0))))
    assert changes(known) == changes(known)
    assert changes(known)[0].to_dict()["occurrences"]


def test_an_empty_series_and_an_unknown_measure() -> None:
    assert changes(series([])) == ()
    with pytest.raises(CommuniqueError, match="no measure"):
        changes(series([]), "mood")  # type: ignore[arg-type]
