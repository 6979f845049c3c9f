"""The newest rows of a list are the same by whatever way the archive comes by them: few events or all,
common words or rare ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from communique.archive import Archive, Gathered, Kept, Query, open_archive
from communique.errors import ArchiveError
from communique.records import Reading
from makers import article, event, reading

DAYS = 40


@pytest.fixture
def archive(ready: str) -> Iterator[Archive]:
    """An act a day of Norway or France; those of the first and the last day of every ten are one
    happening."""
    with open_archive(ready) as made:
        made.add([Kept(f"{n}", told(n)) for n in range(DAYS)], coder="1")
        tens = [(n, n + 9) for n in range(0, DAYS, 10)]
        made.put_occurrences(
            [gathered(*two) for two in tens] + [gathered(n) for n in range(DAYS) if n % 10 not in (0, 9)]
        )
        yield made


def told(n: int) -> Reading:
    """What the article of a day tells."""
    act = event(actor=actor_of(n), id=f"e{n}")
    return reading(
        article=article(id=f"a{n}", published=day(n)), events=(act,), statements=(), meetings=(),
        positions=(), nonresponses=(), links=(),
    )  # fmt: skip


def actor_of(n: int) -> str:
    """Who acts on a day."""
    return "NOR" if n % 3 else "FRA"


def day(n: int) -> str:
    """A day by its number."""
    return f"{date(2024, 1, 1) + timedelta(n)}"


def gathered(*days: int) -> Gathered:
    """A happening of the acts of some days, which begins with the first of them."""
    held, actors = tuple((f"a{n}", f"e{n}") for n in days), tuple(sorted({actor_of(n) for n in days}))
    return Gathered(
        f"o{days[0]}", "SANCTION", actors, ("CHL",), None, None, 1, held, {}, day(days[0]), day(days[-1])
    )


@pytest.mark.parametrize(
    "asked",
    [
        Query(actor="NOR"), Query(party="FRA"), Query(actor="NOR", until="2024-01-20"),
        Query(recipient="CHL", type="SANCTION"), Query(party="CHL", copies=False), Query(actor="PER"),
        Query(dyad=("FRA", "CHL")),
    ],
)  # fmt: skip
def test_the_first_page_of_occurrences_is_the_head_of_all(archive: Archive, asked: Query) -> None:
    every = [row.id for row in archive.occurrences(replace(asked, limit=500))]
    assert bool(every) is (asked.actor != "PER")
    for size in (1, 2, 5, 20):
        assert [row.id for row in archive.occurrences(replace(asked, limit=size))] == every[:size]
    rows = archive.occurrences(replace(asked, limit=3))
    following = archive.occurrences(replace(asked, limit=3, after=rows[-1].cursor)) if rows else []
    assert [row.id for row in (*rows, *following)] == every[:6]


def test_the_first_page_of_articles_is_the_head_of_all(archive: Archive) -> None:
    for asked in (
        Query(actor="NOR"), Query(party="FRA", since="2024-01-05"), Query(type="SANCTION", copies=False),
        Query(actor="PER"),
    ):
        every = [row.article.id for row in archive.articles(replace(asked, limit=500))]
        for size in (1, 2, 5, 20):
            assert [row.article.id for row in archive.articles(replace(asked, limit=size))] == every[:size]


def test_common_words_and_rare_ones_have_the_same_facets(archive: Archive) -> None:
    for words in ("envoys", "envoys Kari"):
        newest = archive.facets(Query(text=words, actor="NOR"), most=10)
        assert newest[0] == 10 and newest[1]["month"] == [("2024-02", 6), ("2024-01", 4)]
    assert archive.facets(Query(text="envoys"), most=DAYS) == archive.facets(
        Query(text="envoys"), most=10_000
    )


def test_occurrences_by_how_they_stand_and_in_order_of_salience(archive: Archive) -> None:
    rows = {row.id: row for row in archive.occurrences(Query(limit=500))}
    given = {
        id: replace(
            row, salience=n / 10, confidence=0.3 if n % 2 else 0.9, status="planned" if n % 3 else "actual",
            domestic=n % 5 == 0,
        )
        for n, (id, row) in enumerate(sorted(rows.items()))
    }  # fmt: skip
    archive.put_occurrences(given.values())
    wanted = sorted(
        (id for id, row in given.items() if row.confidence >= 0.5 and not row.domestic),
        key=lambda id: -given[id].salience,
    )
    asked = Query(order="salience", min_confidence=0.5, domestic=False, actor=None, recipient="CHL")
    assert [row.id for row in archive.occurrences(replace(asked, limit=500))] == wanted
    assert archive.count_occurrences(asked) == len(wanted)
    paged, after = [], None
    while page := archive.occurrences(replace(asked, limit=3, after=after)):
        paged, after = [*paged, *(row.id for row in page)], page[-1].cursor
    assert paged == wanted
    assert {row.status for row in archive.occurrences(Query(status="actual", limit=500))} == {"actual"}
    with pytest.raises(ArchiveError, match="not a valid cursor"):
        archive.occurrences(replace(asked, after="first|x"))


def test_everything_is_counted_to_the_newest_article(archive: Archive) -> None:
    assert archive.as_of() == day(DAYS - 1) and archive.as_of("2023-12-24") == "2023-12-24"
    assert archive.as_of("2023") == "2023-12-31"


def test_an_archive_without_days_counts_to_when_it_was_filled(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db") as empty:
        assert empty.as_of() == "0001-01-01"
        empty.add([Kept("x", reading(article=article(published=None)))])
        assert empty.as_of() > "2020-01-01", "the day on which it was added"
