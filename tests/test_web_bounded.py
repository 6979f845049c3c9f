"""Pages ask a bounded number of bounded questions: none for each row, none through every record;
the short ways give what the long do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event
from starlette.testclient import TestClient

from communique.archive import Archive, Kept, Query, open_archive
from communique.settle import settle
from communique.web import app, entries
from ledgerpages import day, quarrel, told
from webmakers import HOME

QUERIES = [
    Query(), Query(party="NOR"), Query(dyad=("CHL", "NOR")), Query(actor="CHL", type="REJECT"),
    Query(issue="reject number"), Query(text="minister"), Query(since=day(9), until=day(8)),
    Query(party="PER", since=day(11)), Query(copies=False, status="actual"),
]  # fmt: skip


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The quarrel with forty more acts."""
    found = quarrel(tmp_path_factory.mktemp("bounded"))
    with open_archive(found) as archive:
        archive.add(
            [Kept(f"{n}.txt", told(n, "THREATEN", "NOR", "CHL", 3, day(0))) for n in range(50, 90)], coder="1"
        )
        settle(archive)
    return found


@contextmanager
def statements(web: TestClient) -> Iterator[list[str]]:
    """What is asked of the database within the block."""
    asked: list[str] = []
    engine = web.app.state.archive.engine  # type: ignore[attr-defined]

    def note(_: object, __: object, sql: str, *more: object) -> None:
        asked.extend([sql] if sql.startswith("SELECT") else [])

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def test_a_page_of_events_asks_as_much_for_fifty_rows_as_for_five(where: Path) -> None:
    counts = []
    for size in (5, 45):
        with TestClient(app.create(where), base_url=HOME) as web, statements(web) as asked:
            page = web.get(f"/events?party=NOR&limit={size}")
            assert page.text.count("<tr") == size + 1
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 30


def test_words_in_passages_are_found_without_opening_records(where: Path) -> None:
    with TestClient(app.create(where), base_url=HOME) as web, statements(web) as asked:
        assert "40 events" in web.get("/events?issue=threaten").text
        assert "1 event" in web.get("/events?issue=threaten+number+57").text
        assert "0 events" in web.get("/events?issue=embassy").text
    assert [sql for sql in asked if "evidence.passage" in sql]
    assert [sql for sql in asked if "json" in sql.lower()] == []


def test_a_first_visit_counts_happenings_in_one_question(where: Path) -> None:
    for path in ("/actor?party=NOR", "/dyad?dyad=CHL-NOR", "/"):
        with TestClient(app.create(where), base_url=HOME) as web, statements(web) as asked:
            assert web.get(path).status_code == 200
        whole = [sql for sql in asked if "occurrences.record" in sql]
        assert len(asked) <= 90 and len(whole) <= 12, (path, len(asked), len(whole))


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_outlines_are_the_occurrences_of_a_query(query: Query, where: Path) -> None:
    with open_archive(where) as archive:
        short, long = archive.outlines(query), archive.occurrences(query)
        # a list goes by the days of events, an outline by the first day of the happening
        if query.since or query.until:
            long = [row for row in long if (query.since or "") <= row.first <= (query.until or "9")]
        assert [row.id for row in short] == [row.id for row in long]
        assert [
            (r.type, r.actors, r.recipients, r.first, r.status, r.salience, r.domestic) for r in short
        ] == [(r.type, r.actors, r.recipients, r.first, r.status, r.salience, r.domestic) for r in long]
        assert [row.id for row in archive.outlines(query, 3)] == [row.id for row in long[:3]]


def test_the_happenings_of_many_events_are_those_of_each(where: Path) -> None:
    with open_archive(where) as archive:
        keys = [(row.article.id, row.event.id) for row in archive.events(Query(limit=60))]
        each = {key: found for key in keys if (found := archive.occurrence(*key)) is not None}
        assert archive.holding([*keys, ("none", "none")]) == each
        assert len(each) > 40


def test_who_dealt_with_whom_is_the_sum_of_the_months(where: Path) -> None:
    with open_archive(where) as archive:
        assert dealt(archive, "2000-01", "2999-12") == summed(archive)
        assert dealt(archive, "2000-01", "2000-12") == Counter()
        assert entries.summary(archive).dealt.keys() == {(a, b) for a, b, _ in summed(archive)}


def dealt(archive: Archive, since: str, until: str) -> Counter[tuple[str, str, int]]:
    """The short way."""
    return Counter({(a, b, quad): n for a, b, quad, n in archive.dealt(since, until)})


def summed(archive: Archive) -> Counter[tuple[str, str, int]]:
    """The long way."""
    found: Counter[tuple[str, str, int]] = Counter()
    for row in archive.dyad_months():
        found[row.actor, row.recipient, row.quad] += row.events
    return found
