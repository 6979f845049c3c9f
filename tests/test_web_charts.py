"""Pictures of pages: sixty moves of five parties whose labels cover none, arrows with words,
what stands on an issue by period."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest

from communique.records import Demand, HeldPosition
from communique.web import charts
from communique.web.views import demands, dispute, disputes, issue
from communique.wording import before

PARTIES = (
    ("CHN", "China"), ("JPN", "Japan"), ("USA", "United States"), ("UNO", "United Nations"),
    ("KOR", "South Korea"),
)
VERBS = (
    "demands", "accuses", "refuses", "sanctions", "deploys", "talks", "gives way", "asks for support",
    "cuts off trade: Philippines",
)
TEXT = re.compile(r'<text class="([^"]*)" x="([\d.-]+)" y="([\d.-]+)">([^<]*)</text>')
TODAY = "2025-11-26"


def moves(count: int, seed: int) -> list[charts.Move]:
    """So many moves of the five by chance, in order of time."""
    rng = random.Random(seed)
    made = [
        charts.Move(
            rng.choices([code for code, _ in PARTIES], [5, 5, 2, 1, 1])[0], before(TODAY, rng.randrange(60)),
            rng.choice(("vc", "mc", "vx", "mx")), rng.choice(VERBS), rng.random(),
            charts.Link("#x", "x"),
        )
        for _ in range(count)
    ]  # fmt: skip
    return sorted(made, key=lambda move: move.day)


def boxes(svg: str, words: tuple[str, ...]) -> list[tuple[float, float, float, float]]:
    """The places of these words in a picture, as wide as the placer takes them."""
    found = []
    for classes, x, y, said in TEXT.findall(svg):
        if said in words:
            wide, at = len(said) * charts.CHAR, float(x)
            left = at - wide / 2 if "m" in classes.split() else at - wide if "e" in classes.split() else at
            found.append((left, float(y) - 10, left + wide, float(y) + 3))
    return found


@pytest.mark.parametrize("seed", range(8))
def test_labels_of_sixty_moves_cover_none(seed: int) -> None:
    told = moves(60, seed)
    asked = [move for move in told if move.lane in ("CHN", "JPN")][:12:2]
    arrows = [
        charts.Arrow(
            m.lane, m.day, "JPN" if m.lane == "CHN" else "CHN", before(m.day, -5 - n) if n % 3 else None,
            "refused" if n % 3 else "open, 12 days",
        )
        for n, m in enumerate(asked)
    ]  # fmt: skip
    svg = str(charts.lanes(PARTIES, told, arrows, told[0].day, TODAY, "sixty moves"))
    assert svg.count('<use href="#') == 60 and all(f">{name}</text>" in svg for _, name in PARTIES)
    for words in (VERBS, ("refused",)):
        placed = boxes(svg, words)
        assert len(placed) >= 2
        assert all(charts.apart(one, placed[n + 1 :]) for n, one in enumerate(placed)), words
    assert all(box[0] >= -1 and box[2] <= 1233 for box in boxes(svg, VERBS))
    narrow = str(
        charts.lanes(
            PARTIES, told, arrows, told[0].day, TODAY, "sixty moves", width=charts.NARROW, classes="narrow"
        )
    )
    assert narrow.count('<use href="#') == 60 and boxes(narrow, VERBS) == []


def test_words_on_the_map_stand_above_all_arcs() -> None:
    pairs = enumerate(("JPN", "USA", "AUS"))
    arcs = [
        charts.Arc("CHN", other, 9 - n, True, f"China–{other} {9 - n}", charts.Link("#x", "x"))
        for n, other in pairs
    ]
    svg = str(charts.arcs_map(arcs, "three pairs"))
    assert svg.rindex('class="arcx"') < svg.index("China–JPN") and "China–AUS" in svg


def held(first: str, last: str, actor: str = "NOR") -> HeldPosition:
    """A formula that was held between two days."""
    return HeldPosition(
        f"{actor}{first}", actor, "the shelf", "supports", f"ours since {first}", None, first, last, None, ()
    )


@pytest.mark.parametrize(
    ("last", "unit", "count", "heads"),
    [
        ("2012-03-02", "month", 5, ("Nov 2011", "Dec", "Jan 2012")),
        ("2014-02-01", "quarter", 10, ("Q4 2011", "Q1 2012", "Q2")),
        ("2019-06-30", "year", 9, ("2011", "2012", "2013")),
        ("2041-06-30", "year", 18, ("2024", "2025", "2026")),
    ],
)
def test_what_is_held_on_an_issue_stands_by_months_quarters_or_years(
    last: str, unit: str, count: int, heads: tuple[str, ...]
) -> None:
    early, late = held("2011-11-20", "2011-12-03"), held(last, last)
    found = issue.matrix([early, late, replace(early, actor="CHL", ascribed_by="NOR")])
    assert found is not None and (found.unit, len(found.periods), found.periods[:3]) == (unit, count, heads)
    [(actor, cells)] = found.rows
    assert actor == "NOR" and cells[-1] == late and (cells[0] == early) == (count < 18)
    assert issue.matrix([replace(early, first=None)]) is None


@pytest.mark.parametrize(
    ("heads", "ids"),
    [
        (
            (("old", "open", "2025-01-01"), ("new", "open", "2025-11-20"), ("mid", "open", "2025-10-01")),
            ["mid", "new", "old"],
        ),
        (
            (("no", "refused", "2025-11-24"), ("older", "open", "2024-01-01"), ("old", "open", "2025-01-01")),
            ["old", "older", "no"],
        ),
    ],
)
def test_open_demands_of_late_come_before_those_that_nobody_will_answer(
    heads: tuple[tuple[str, str, str], ...], ids: list[str]
) -> None:
    ordered = sorted(heads, key=lambda head: demands.place(*head, head[2], TODAY))
    assert [id for id, *_ in ordered] == ids


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("NOR open, NOR open", "Two demands of Norway still wait"),
        ("NOR refused, CHL open", "One demand of Norway was refused; one demand of Chile still waits"),
        ("NOR refused, NOR open, CHL open, CHL open", "One demand of Norway was refused; three still wait"),
        ("NOR open, CHL unanswered", "Two demands still wait"),
        ("PER open, NOR met", "Moves of Norway and Chile, by day"),
    ],
)
def test_the_title_of_a_dispute_counts_all_that_waits(told: str, title: str) -> None:
    one = disputes.Dispute(
        "d", "t", ("NOR", "CHL"), "fish", None, "", None, "rising", (), (), (), (), (), (), ()
    )
    asked = [Demand(f"{n}", (by,), ("X",), "", status, None, None, None, (), ()) for n, (by, status) in
             enumerate(each.split() for each in told.split(", "))]  # fmt: skip
    assert dispute.chart_title(one, ("NOR", "CHL"), asked) == title
