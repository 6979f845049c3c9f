"""Forty passages, half of which tie one act to another, answered before any was read: how many are wholly
right, which means that every link that is due stands there and none that is not.

An end of a link is "CODE TYPE|TYPE", who acts and what it may be coded as.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from communique.reader import Reader
from communique.records import Event, Reading, codes
from makers import article

PROBE = Path(__file__).parent / "probe_links.jsonl"
RIGHT = 0.82  # 0.80 at first reading


def fits(end: str, event: Event) -> bool:
    code, types = end.split()
    return event.type in types.split("|") and code in codes(event.actors)


def unlike(row: dict[str, Any], reading: Reading) -> list[str]:
    """The links of a passage that are missed or too many."""
    acts = {e.id: e for e in reading.events}

    def match(link: Any, wanted: list[str]) -> bool:
        later, kinds, earlier = wanted
        return (
            link.kind in kinds.split() and fits(later, acts[link.source]) and fits(earlier, acts[link.target])
        )

    missed = [" ".join(w) for w in row["due"] if not any(match(link, w) for link in reading.links)]
    known = [*row["due"], *row.get("may", ())]
    extra = [link for link in reading.links if not any(match(link, w) for w in known)]
    return missed + [f"+ {link.kind} {link.because}" for link in extra]


@pytest.mark.model
def test_most_passages_of_the_probe_are_right(reader: Reader) -> None:
    rows = [json.loads(line) for line in PROBE.read_text("utf-8").splitlines()]
    wrong = {}
    for row in rows:
        reading = reader.read(article(row["text"], title=None, published="2025-06-10"))
        assert isinstance(reading, Reading)
        if found := unlike(row, reading):
            wrong[row["text"]] = found
    assert len(rows) == 40
    assert 1 - len(wrong) / len(rows) >= RIGHT, wrong
