"""Series from deeds: each occurrence once, gaps with zeros, weeks and months cut by bounds,
and bad rows named."""
from __future__ import annotations

from typing import Any

import pytest

from communique.analysis.series import Deed, Series, series
from communique.errors import CommuniqueError
from communique.knowledge import ontology


def deed(
    id: str, day: str | None, actor: str | None = "NOR", recipient: str | None = "CHL", type: str = "REQUEST",
    **more: Any,
) -> Deed:
    """A deed with the score of its type."""
    plover = more["plover"] if "plover" in more else ontology.score(type)
    return Deed(id, day, actor, recipient, type, plover, more.get("goldstein"))


DEEDS = [
    deed("a", "2024-12-30", type="SUPPORT", goldstein=3.0),
    deed("b", "2025-01-02", type="REJECT", goldstein=-4.0),
    deed("c", "2025-01-02", "CHL", "NOR", type="THREATEN"),
    deed("d", "2025-01-05", "CHL", "PER", type="AID"),
    deed("e", None, type="ACCUSE"),
    deed("f", "2025-02-01", type="COERCE", goldstein=-7.0),
]


def test_days_without_a_happening_are_zeros() -> None:
    found = series(DEEDS, actor="NOR", recipient="CHL")
    assert [p.label for p in found.periods[:4]] == ["2024-12-30", "2024-12-31", "2025-01-01", "2025-01-02"]
    assert [p.n for p in found.periods[:4]] == [1, 0, 0, 1] and len(found.periods) == 34
    assert found.periods[1].plover.mean is None and found.periods[1].plover.net == 0
    assert found.undated == 1


def test_quads_and_scores_add_up() -> None:
    (month,) = series(
        DEEDS, actor="NOR", recipient="CHL", directed=False, by="month", since="2025-01-01",
        until="2025-01-31",
    ).periods
    assert (month.n, month.verbal_conflict, month.verbal_cooperation) == (2, 2, 0)
    assert month.plover.net == ontology.score("REJECT") + ontology.score("THREATEN")
    assert month.plover.scored == 2
    assert (month.goldstein.net, month.goldstein.mean, month.goldstein.scored) == (-4.0, -4.0, 1)


@pytest.mark.parametrize(("by", "labels", "days"), [
    ("week", ["2025-W01", "2025-W02", "2025-W03"], [5, 7, 1]),
    ("month", ["2025-01"], [13]),
])
def test_bounds_cut_the_first_and_last_period(by: Any, labels: list[str], days: list[int]) -> None:
    found = series(DEEDS, by=by, since="2025-01-01", until="2025-01-13")
    assert [p.label for p in found.periods] == labels
    assert [p.days for p in found.periods] == days
    assert sum(p.n for p in found.periods) == 3


def test_the_iso_week_of_new_year() -> None:
    assert series(DEEDS, by="week").periods[0].label == "2025-W01"  # 30 December 2024 is in it


def test_directed_both_ways_and_anyone() -> None:
    def ids(found: Series) -> list[str]:
        return [d.occurrence for d in found.deeds]

    assert ids(series(DEEDS, actor="CHL", recipient="NOR")) == ["c"]
    assert ids(series(DEEDS, actor="CHL", recipient="NOR", directed=False)) == ["a", "b", "c", "f"]
    assert ids(series(DEEDS, actor="CHL")) == ["c", "d"]
    assert ids(series(DEEDS, recipient="PER")) == ["d"]


def test_an_occurrence_of_many_parties_counts_once() -> None:
    talks = [
        deed("t", "2025-03-01", a, b, "CONSULT", goldstein=g)
        for a, b, g in [("NOR", "CHL", 1.0), ("CHL", "NOR", 3.0)]
    ]
    (day,) = series(talks, actor="NOR", recipient="CHL", directed=False).periods
    assert day.n == 1 and day.goldstein.net == 2.0
    assert series(talks).periods == series(talks[::-1]).periods


def test_nothing_gives_no_periods_or_empty_ones() -> None:
    assert series([]).periods == ()
    assert [p.n for p in series([], since="2025-01-01", until="2025-01-03").periods] == [0, 0, 0]
    assert series([], since="2025-01-01").periods == ()


@pytest.mark.parametrize(("deeds", "given", "message"), [
    ([deed("x", "2025-1-2")], {}, "occurrence x: '2025-1-2' is no day"),
    ([deed("x", "20250102")], {}, "is no day"),
    ([deed("x", "2025-02-30")], {}, "is no day"),
    ([], {"since": "2025-02-01", "until": "2025-01-01"}, "swap them"),
    ([], {"since": "soon"}, "since: 'soon' is no day"),
    ([], {"by": "year"}, "there are day, week and month"),
    ([deed("x", "2025-01-02"), deed("x", "2025-01-03")], {}, "occurrence x: .* one day and type"),
    ([deed("x", "2025-01-02", type="SHRUG", plover=0.0)], {}, "SHRUG"),
])
def test_bad_rows_are_named(deeds: list[Deed], given: dict[str, Any], message: str) -> None:
    with pytest.raises(CommuniqueError, match=message):
        series(deeds, **given)


def test_an_unknown_measure_is_named() -> None:
    with pytest.raises(CommuniqueError, match="no measure 'mood'; there are n, cooperation"):
        series(DEEDS).values("mood")  # type: ignore[arg-type]


def test_a_series_has_json() -> None:
    json = series(DEEDS, actor="NOR", by="month").to_dict()
    assert json["periods"][0]["plover"]["scored"] == 1 and json["by"] == "month"
