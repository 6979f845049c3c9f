"""Reviews and facets in the archive, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from communique.archive import Archive, Kept, Query, Review, cells, open_archive
from communique.errors import ArchiveError
from communique.records import Json, correction_of
from communique.settle import settle
from makers import event
from webmakers import hostile, sound


@pytest.fixture
def archive(ready: str) -> Iterator[Archive]:
    with open_archive(ready) as made:
        made.add([Kept("sound.txt", sound()), Kept("hostile.txt", hostile())], coder="1")
        yield made


def review(
    article: str = "sound", record: str = "e", verdict: str = "accept", corrected: Json | None = None,
    kind: str = "events",
) -> Review:
    """What somebody says of a record."""
    return Review(
        article, kind, record, verdict, event().to_dict(), corrected, "“so”", "Ann Ó",
        "2025-01-01T00:00:00+00:00", "x",
    )  # type: ignore[arg-type]


def test_reviews_are_added_and_never_changed(archive: Archive) -> None:
    first, second, third = (archive.add_review(review(verdict=v)) for v in ("accept", "reject", "accept"))
    assert first.number < second.number < third.number
    assert archive.reviews() == [third, second, first]
    assert archive.reviews(after=third.number, limit=1) == [second]
    assert archive.reviews("other") == []


def test_the_last_word_counts(archive: Archive) -> None:
    archive.add_review(review())
    corrected = archive.add_review(
        review(verdict="correct", corrected=event("AID", id="e", because=("é",)).to_dict())
    )
    other = archive.add_review(review(record="f"))
    archive.add_review(review(kind="statements"))
    assert archive.verdicts() == [corrected, other]
    assert (archive.verdicts()[0].corrected or {})["because"] == ["é"]
    assert archive.verdicts()[1].corrected is None


def test_an_article_that_is_not_there(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="none: no such article"):
        archive.add_review(review("none"))


def test_facets(archive: Archive) -> None:
    looked, facets = archive.facets()
    assert looked == 3 and facets["type"] == [("SANCTION", 2), ("REJECT", 1)]
    assert ("NOR", 3) in facets["party"]
    assert facets["month"] == [("2024-05", 3)] and len(facets["outlet"]) == 2
    assert archive.facets(Query(actor="FRA")) == (0, {name: [] for name in facets})
    assert archive.facets(most=1, values=1)[0] == 1
    # two of two articles have it: for few events SQLite goes back from the newest
    words = Query(text="envoys")
    assert archive.facets(words, most=3) == archive.facets(words)
    assert archive.facets(Query(text="envoys", dyad=("NOR", "CHL"), context=None))[0] == 3


def test_what_is_rejected_leaves_every_answer_and_comes_back(archive: Archive) -> None:
    settle(archive)
    id = sound().events[0].id
    before = archive.events(), archive.count(), archive.dyad_months(), archive.occurrences()
    archive.add_review(review(record=id, verdict="reject"))
    assert id not in {row.event.id for row in archive.events()} and archive.count() == before[1] - 1
    assert id not in {event.id for event, _ in archive.stream()}
    every = Query(with_rejected=True)
    assert id in {row.event.id for row in archive.events(every)} and archive.count(every) == before[1]
    assert sum(m.events for m in archive.dyad_months()) < sum(m.events for m in before[2])
    settle(archive)
    assert ("sound", id) not in {key for row in archive.occurrences() for key in row.events}
    assert not sum(archive.waiting().values())
    archive.add_review(review(record=id))
    settle(archive)
    assert archive.dyad_months() == before[2] and archive.count() == before[1]
    assert ("sound", id) in {key for row in archive.occurrences() for key in row.events}


def test_a_rejected_statement_is_left_out(archive: Archive) -> None:
    said = archive.statements()[0]
    archive.add_review(review(said.article.id, said.statement.id, "reject", kind="statements"))
    assert said.statement.id not in {
        row.statement.id for row in archive.statements() if row.article.id == said.article.id
    }
    assert len(archive.statements(Query(with_rejected=True))) == len(archive.statements()) + 1


def correction(archive: Archive, **changes: Any) -> Review:
    """What a reviewer makes of the expulsion."""
    act = sound().events[0]
    page = archive.article("sound")
    assert page is not None
    made = {**act.to_dict(), **changes}
    return Review(
        "sound", "events", act.id, "correct", act.to_dict(), made, "", "Ann Ó", "2025-01-01T10:00:00+00:00",
        cells.digest(page),
    )


def test_a_correction_takes_effect_everywhere(archive: Archive) -> None:
    settle(archive)
    id = sound().events[0].id
    before = archive.count(Query(type="SANCTION"))
    peru = {**sound().events[0].recipients[0].to_dict(), "country": "PER", "name": "Peru"}
    archive.add_review(
        correction(archive, type="ACCUSE", mode="disapprove", quad=3, recipients=[peru], status="negated")
    )
    (row,) = archive.events(Query(dyad=("NOR", "PER")))
    assert (row.event.id, row.event.type, row.event.status) == (id, "ACCUSE", "negated")
    said = "corrected by Ann Ó on 2025-01-01; read as Norway → Chile: SANCTION expel, actual, 0.80"
    assert correction_of(row.event) == said and row.event.because.count(said) == 1
    assert archive.count(Query(type="SANCTION")) == before - 1
    assert not archive.events(Query(type="ACCUSE", recipient="CHL"))
    assert not archive.dyad_months(("NOR", "PER")), "what was negated is not counted as done"
    reading = archive.reading("sound")
    assert reading is not None and [correction_of(e) for e in reading.events].count(said) == 1
    settle(archive)
    (whole,) = [one for one in archive.occurrences() if ("sound", id) in one.events]
    assert (whole.type, whole.recipients, whole.status) == ("ACCUSE", ("PER",), "negated")
    assert not sum(archive.waiting().values())
    again = archive.reading("sound")
    assert again is not None
    # today's rules read it as before: the correction stands
    archive.replace([replace(again, events=sound().events)], coder="2")
    (row,) = archive.events(Query(dyad=("NOR", "PER")))
    assert correction_of(row.event) == said
    archive.add_review(review(record=id, verdict="reject"))
    assert not archive.events(Query(dyad=("NOR", "PER")))
    assert archive.events(Query(dyad=("NOR", "PER"), with_rejected=True))


def test_a_correction_that_is_no_record_is_refused(archive: Archive) -> None:
    for wrong in ({"type": 5}, {"id": "other"}):
        with pytest.raises(ArchiveError, match="correction"):
            archive.add_review(correction(archive, **wrong))
    assert not archive.reviews(), "nothing of it is kept"


def test_a_corrected_statement(archive: Archive) -> None:
    row = next(row for row in archive.statements() if row.article.id == "sound")
    assert row.statement.speaker is not None
    made = replace(row.statement, speaker=replace(row.statement.speaker, country="CHL")).to_dict()
    page = archive.article("sound")
    assert page is not None
    archive.add_review(
        Review(
            "sound", "statements", row.statement.id, "correct", row.statement.to_dict(), made, "", "Ann",
            "2025-01-01", cells.digest(page),
        )
    )  # fmt: skip
    assert [r.statement.id for r in archive.statements(Query(actor="CHL"))] == [row.statement.id]
