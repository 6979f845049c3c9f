"""Reviews and facets in the archive, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from communique.archive import Archive, Kept, Query, Review, open_archive
from communique.errors import ArchiveError
from communique.records import Json
from makers import event
from webmakers import hostile, sound


@pytest.fixture
def archive(where: str) -> Iterator[Archive]:
    with open_archive(where) as made:
        made.add([Kept("sound.txt", sound()), Kept("hostile.txt", hostile())], coder="1")
        yield made


def review(
    article: str = "sound", record: str = "e", verdict: str = "accept", corrected: Json | None = None, kind: str = "events"
) -> Review:
    """What somebody says of a record."""
    return Review(article, kind, record, verdict, event().to_dict(), corrected, "“so”", "Ann Ó", "2025-01-01T00:00:00+00:00", "x")  # type: ignore[arg-type]


def test_reviews_are_added_and_never_changed(archive: Archive) -> None:
    first, second, third = (archive.add_review(review(verdict=v)) for v in ("accept", "reject", "accept"))
    assert first.number < second.number < third.number
    assert archive.reviews() == [third, second, first]
    assert archive.reviews(after=third.number, limit=1) == [second]
    assert archive.reviews("other") == []


def test_the_last_word_counts(archive: Archive) -> None:
    archive.add_review(review())
    corrected = archive.add_review(review(verdict="correct", corrected={"type": "AID", "note": "é"}))
    other = archive.add_review(review(record="f"))
    archive.add_review(review(kind="statements"))
    assert archive.verdicts() == [corrected, other]
    assert archive.verdicts()[0].corrected == {"type": "AID", "note": "é"} and archive.verdicts()[1].corrected is None


def test_an_article_that_is_not_there(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="none: no such article"):
        archive.add_review(review("none"))


def test_facets(archive: Archive) -> None:
    looked, facets = archive.facets()
    assert looked == 3 and facets["type"] == [("SANCTION", 2), ("REJECT", 1)] and ("NOR", 3) in facets["party"]
    assert facets["month"] == [("2024-05", 3)] and len(facets["outlet"]) == 2
    assert archive.facets(Query(actor="FRA")) == (0, {name: [] for name in facets})
    assert archive.facets(most=1, values=1)[0] == 1
    words = Query(text="envoys")  # two of two articles have it: for few events SQLite goes back from the newest
    assert archive.facets(words, most=3) == archive.facets(words)
    assert archive.facets(Query(text="envoys", dyad=("NOR", "CHL"), context=None))[0] == 3
