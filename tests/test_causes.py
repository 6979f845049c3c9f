"""The texts for the causes of misses: that they are sound, and what counts as right."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from communique.accuracy import gold
from communique.knowledge import load_csv, ontology

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))

import causes

BATCHES = ("first", "second", "third", "links", "links/second")  # written later, in folders of their own
LATER = tuple(text for name in BATCHES for text in causes.load(folder=causes.FOLDER / name))
TEXTS = causes.load()
CODES = {row["code"] for row in load_csv("countries.csv")} | {
    "UNO",
    "EUR",
    "IGO",
    "NGO",
    "YUG",
    "SCG",
}  # and two that are gone


# ---------------------------------------------------------------- the texts
def test_there_are_forty_for_each_cause() -> None:
    names = [text.cause for text in TEXTS]
    assert {name: names.count(name) for name in names} == dict.fromkeys(
        ("adjunct", "complement", "coref", "day", "noun", "passive", "people", "said", "slip", "unruled"), 40
    )


def test_no_text_stands_twice_nor_among_our_sentences() -> None:
    texts = (*TEXTS, *LATER)
    seen = [" ".join(re.findall(r"\w+", text.text.lower())) for text in texts]
    assert len(set(seen)) == len(seen)
    assert not {sentence.text for sentence in gold.load()} & {text.text for text in texts}
    assert len({text.id for text in texts}) == len(texts)


@pytest.mark.parametrize("text", (*TEXTS, *LATER), ids=lambda text: text.id)
def test_types_statuses_codes_and_days_are_known(text: causes.Text) -> None:
    for due in (*text.events, *text.may):
        assert set(due.types) <= set(ontology.types())
        assert set(due.statuses) <= set(gold.STATUSES)
        assert {
            code
            for side in (due.actors or (), due.recipients or ())
            for want in side
            for code in want.rstrip("?").split("|")
        } <= CODES
    for due in text.events:
        assert due.statuses and (due.when is None or due.when[0] <= due.when[1])
        assert due.actors, "somebody does it"


def test_every_text_of_the_cause_day_has_one() -> None:
    assert all(any(due.when for due in text.events) for text in (*TEXTS, *LATER) if text.cause == "day")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "line 1: JSONDecodeError"),
        ('{"id": "a", "published": "soon", "text": "x", "events": []}', "line 1: ValueError"),
        (
            '{"id": "a", "published": "2020-01-01", "text": "x", "events": [{"type": "AID"}]}',
            "names its actors and its recipients",
        ),
    ],
)
def test_a_faulty_line_is_named(tmp_path: Path, line: str, fault: str) -> None:
    (tmp_path / "said.jsonl").write_text(line + "\n", "utf-8")
    with pytest.raises(causes.BadText, match=fault):
        causes.load(folder=tmp_path)


def test_a_cause_that_is_none_is_named() -> None:
    with pytest.raises(causes.BadText, match=r"weather.jsonl: no such file; there are adjunct, complement"):
        causes.load(["weather"])


# ---------------------------------------------------------------- what counts as right
def text_of(events: list[dict[str, Any]], may: list[dict[str, Any]] | None = None) -> causes.Text:
    """A text with what is due."""
    row = {"id": "t", "published": "2020-01-01", "text": "x", "events": events, "may": may or []}
    return causes.read_row(json.loads(json.dumps(row)), "said")


def due(
    type_: str | list[str] = "ACCUSE", actors: str = "NOR", recipients: str = "CHL", **more: Any
) -> dict[str, Any]:
    """An event that is due."""
    return {
        "type": type_,
        "actors": actors.split(),
        "recipients": recipients.split(),
        "status": "actual",
        **more,
    }


def coded(
    type_: str = "ACCUSE",
    actors: str = "NOR",
    recipients: str = "CHL",
    status: str = "actual",
    when: str | None = None,
) -> dict[str, Any]:
    """An event as a record has it; "-" is somebody without a country."""
    sides = [
        [{"country": None if code == "-" else code} for code in side.split()] for side in (actors, recipients)
    ]
    day = None if when is None else {"start": when, "end": when}
    return {
        "type": type_,
        "actors": sides[0],
        "recipients": sides[1],
        "status": status,
        "when": day,
        "rule": "x",
    }


@pytest.mark.parametrize(
    ("wanted", "given", "right"),
    [
        ([due()], [coded()], True),
        ([due()], [], False),
        ([due()], [coded(), coded()], False),  # told twice
        ([due()], [coded(), coded("AID", status="negated")], True),  # what did not happen costs nothing
        ([due()], [coded(), coded("AID", status="hypothetical")], False),
        ([], [], True),
        ([], [coded()], False),
        ([due(["REJECT", "ACCUSE"])], [coded()], True),
        ([due(recipients="CHL?")], [coded(recipients="")], True),
        ([due(recipients="CHL")], [coded(recipients="")], False),
        ([due(recipients="CHL?")], [coded(recipients="PER")], False),
        ([due(recipients="CHL|PER")], [coded(recipients="PER")], True),
        ([due(recipients="")], [coded(recipients="CHL")], False),
        ([due()], [coded(actors="NOR -")], True),  # without a country nobody counts
        ([due()], [coded(actors="CHL", recipients="NOR")], False),
        ([due("CONSULT")], [coded("CONSULT", "CHL", "NOR")], True),  # together
        ([due("AGREE", "NOR CHL", "")], [coded("AGREE", "NOR", "CHL")], True),
        ([due("ACCUSE", "XKX", "SRB")], [coded("ACCUSE", "XKX", "SRB")], False),  # the gold says KOS
        ([due("ACCUSE", "KOS", "SRB")], [coded("ACCUSE", "XKX", "SRB")], True),
        ([due(), due("AID")], [coded("AID"), coded()], True),
    ],
)
def test_wholly_right(wanted: list[dict[str, Any]], given: list[dict[str, Any]], right: bool) -> None:
    assert causes.judge(text_of(wanted), given).right() is right


def test_what_may_be_there_costs_nothing_and_is_not_due() -> None:
    may = [{"type": "AID"}, {"type": "REJECT", "actors": ["NOR"], "recipients": ["CHL"]}]
    text = text_of([due()], may)
    assert causes.judge(text, [coded()]).right()
    assert causes.judge(text, [coded(), coded("AID", "PER", "FJI"), coded("REJECT", recipients="")]).right()
    assert not causes.judge(text, [coded(), coded("REJECT", "PER")]).right()


def test_status_and_day_are_asked_for_above_the_parties() -> None:
    text = text_of([due(when=["2019-12-30", "2019-12-31"])])
    late = causes.judge(text, [coded(when="2020-01-01")])
    assert late.right() and late.right("status") and not late.right("when")
    planned = causes.judge(text, [coded(status="planned", when="2019-12-31")])
    assert planned.right() and not planned.right("status")


def test_figures_by_cause() -> None:
    verdicts = [
        causes.judge(text_of([due()]), given)
        for given in ([coded()], [], [coded(), coded("AID")], [coded(recipients="PER")])
    ]
    figures = causes.score(verdicts)["causes"]["said"]
    assert figures == {
        "texts": 4,
        "right_parties": 0.25,
        "right_status": 0.25,
        "right_when": 0.25,
        "found_type": 0.75,
        "found_parties": 0.5,
        "found_status": 0.5,
        "found_when": 0.5,
        "too_many": 0.5,
    }
    assert len(list(causes.show(causes.score(verdicts)))) == 3
