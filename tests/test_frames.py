"""Frames: one row a record, what stands in the cells, and what is said where pandas is missing."""

from __future__ import annotations

import sys

import pytest

from communique import frames
from communique.records import When
from makers import actor, article, event, failure, part, reading, statement, when


def test_one_row_a_record() -> None:
    many = [reading(), failure(), reading()]
    events, statements = frames.events(many), frames.statements(many)
    assert list(events.columns) == list(frames.EVENT_COLUMNS) and len(events) == 4
    assert list(statements.columns) == list(frames.STATEMENT_COLUMNS) and len(statements) == 2
    first = events.iloc[0]
    assert (first["actors"], first["recipients"], first["type"], first["mode"]) == ("NOR", "CHL", "SANCTION", "expel")
    assert str(first["start"])[:10] == "2024-05-27" and events.iloc[1]["start"] != events.iloc[1]["start"]
    assert statements.iloc[0]["speaker_name"] == "Kari Berg"
    assert len(frames.events(reading())) == 2 and list(frames.events([]).columns) == list(frames.EVENT_COLUMNS)
    assert frames.codes((actor("NOR"), actor("NOR"), actor(None))) == "NOR"


def test_without_pandas_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match=r"communique\[frames\]"):
        frames.events(reading())


def test_an_unknown_day_is_no_time() -> None:
    vague = reading(events=(event(when=When(None, None, "unknown", "recently")), event(when=when("2024-05-01", "2024-05-31", "month"))))
    table = frames.events(vague)
    assert table["start"].isna().tolist() == [True, False]
    assert (table["precision"].tolist(), str(table["end"][1])[:10]) == (["unknown", "month"], "2024-05-31")


def test_a_cell_with_several_values() -> None:
    parties = event(actor="NOR CHL NOR", recipient="KEN", contexts=("military", "economic"))
    row = frames.event_row(reading(), parties)
    assert (row["actors"], row["recipients"], row["contexts"]) == ("NOR;CHL", "KEN", "military;economic")


def test_names_fall_back_to_the_organization_and_to_the_words() -> None:
    assert frames.names((actor(None, None, organization="Foreign Ministry"),)) == "Foreign Ministry"
    assert frames.names((actor(None, None, "Chile's embassy"),)) == "Chile's embassy"
    assert frames.names((actor(None, None),)) == ""


def test_a_statement_without_a_speaker_has_empty_cells() -> None:
    row = frames.statement_row(reading(), statement(None))
    assert row["speaker"] is row["speaker_name"] is row["speaker_role"] is None
    assert row["content"] == "We had no choice"


def test_offsets_point_into_the_article() -> None:
    read = reading(article=article())
    for row in frames.events(read).to_dict("records"):
        assert read.article.text[row["evidence_start"] : row["evidence_end"]] == row["evidence"]


def test_readings_among_failures() -> None:
    read = reading()
    assert list(frames.each(read)) == [read]
    assert list(frames.each([failure(), read, failure()])) == [read]
    assert part("expelled").text in frames.events([read])["trigger"].tolist()
