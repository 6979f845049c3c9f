"""Sentences of which one thing is changed: how they are made, what counts as following, a sample read."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))

import renaming
from renaming import Case

if TYPE_CHECKING:
    from communique.reader import Reader

NORWAY = renaming.Country("Norway", "Norwegian", "Oslo", "NOR")
EMIRATES = renaming.Country("the United Arab Emirates", "Emirati", "Abu Dhabi", "ARE")
SAMPLE, SEED = 40, 3  # of each kind of change; benchmarks/renaming.py takes 200
FLOORS = {"swap": 0.975, "rename": 0.95, "tense": 0.9, "negate": 0.925}  # of 28 November 2026


# ---------------------------------------------------------------- making
@pytest.mark.parametrize(
    ("text", "verb", "form", "made"),
    [
        (
            "{A} {v} two {b} diplomats{t}.",
            ("expel", "expelled", "expelled"),
            "past",
            "Norway expelled two Emirati diplomats on Tuesday.",
        ),
        (
            "{A} {v} two {b} diplomats{t}.",
            ("expel", "expelled", "expelled"),
            "plan",
            "Norway plans to expel two Emirati diplomats next Tuesday.",
        ),
        (
            "{A} {v} two {b} diplomats{t}.",
            ("expel", "expelled", "expelled"),
            "did not",
            "Norway did not expel two Emirati diplomats.",
        ),
        (
            "{B} {v} a {b} ship{t}.",
            ("search", "searched", "searched"),
            "present",
            "The United Arab Emirates searches an Emirati ship.",
        ),
        (
            "{B}'s navy {v}{t}. {B} knew.",
            ("fire", "fired", "fired"),
            "has not",
            "The United Arab Emirates' navy has not fired. The United Arab Emirates knew.",
        ),
    ],
)
def test_sentences_are_made(text: str, verb: tuple[str, str, str], form: str, made: str) -> None:
    assert renaming.fill(renaming.Base(text, ("SANCTION",), verb), NORWAY, EMIRATES, form) == made


@pytest.mark.parametrize(
    ("form", "made"),
    [
        ("past", "Two men were held on Tuesday."),
        ("future", "Two men will be held next Tuesday."),
        ("never", "Two men were never held."),
        ("perfect", "Two men have been held."),
        ("plan", "Two men are to be held next Tuesday."),
    ],
)
def test_passives_are_made(form: str, made: str) -> None:
    base = renaming.Base("Two men {v}{t}.", ("COERCE",), ("hold", "held", "held"), passive=True, plural=True)
    assert renaming.fill(base, NORWAY, EMIRATES, form) == made


def test_cases_are_the_same_every_time_and_take_every_sentence() -> None:
    for kind in renaming.KINDS:
        cases = renaming.make_cases(kind, 100, 5)
        assert cases == renaming.make_cases(kind, 100, 5) != renaming.make_cases(kind, 100, 6)
        usable = {n for n, base in enumerate(renaming.bases()) if base.verb or kind in ("swap", "rename")}
        assert {case.base for case in cases} == usable
        assert all(case.before != case.after and "{" not in case.before + case.after for case in cases)


def test_there_are_many_sentences_and_countries() -> None:
    assert len(renaming.bases()) > 50 and len(renaming.countries()) > 150
    assert "the Philippines" in {country.name for country in renaming.countries()}


# ---------------------------------------------------------------- what counts as following
def record(*events: tuple[str, str, str, str]) -> dict[str, Any]:
    """A record with events: type, codes of actors and of recipients, status."""

    def side(codes: str) -> list[dict[str, Any]]:
        return [{"country": code, "name": None} for code in codes.split()]

    return {
        "events": [
            {"type": t, "actors": side(a), "recipients": side(r), "status": s} for t, a, r, s in events
        ]
    }


def case(kind: str, form: str = "", codes: dict[str, str] | None = None) -> Case:
    """A case of the first sentence, which tells of a SANCTION."""
    return Case(kind, 0, "before", "after", form, codes or {"NOR": "NOR", "CHL": "CHL"})


EXPELLED = ("SANCTION", "NOR", "CHL", "actual")
RAID = ("ASSAULT", "CHL", "PER", "actual")
SWAP = {"NOR": "CHL", "CHL": "NOR"}


@pytest.mark.parametrize(
    ("changed", "before", "after", "fault"),
    [
        (case("swap", codes=SWAP), record(EXPELLED), record(("SANCTION", "CHL", "NOR", "actual")), None),
        (case("swap", codes=SWAP), record(EXPELLED), record(EXPELLED), "actors of SANCTION"),
        (
            case("swap", codes=SWAP),
            record(EXPELLED),
            record(("SANCTION", "CHL", "", "actual")),
            "recipients of SANCTION",
        ),
        (
            case("swap", codes=SWAP),
            record(EXPELLED),
            record(("COERCE", "CHL", "NOR", "actual")),
            "type: SANCTION → COERCE",
        ),
        (
            case("swap", codes=SWAP),
            record(EXPELLED),
            record(("SANCTION", "CHL", "NOR", "planned")),
            "status: actual → planned",
        ),
        (
            case("swap", codes=SWAP),
            record(EXPELLED, RAID),
            record(("SANCTION", "CHL", "NOR", "actual")),
            "an event lost: ASSAULT",
        ),
        (case("swap", codes=SWAP), record(), record(), "nothing read of the sentence itself"),
        (
            case("rename", codes={"NOR": "FJI", "CHL": "TON"}),
            record(EXPELLED),
            record(("SANCTION", "FJI", "TON", "actual")),
            None,
        ),
        (case("tense", "perfect"), record(EXPELLED), record(EXPELLED), None),
        (case("tense", "perfect"), record(EXPELLED), record(EXPELLED, RAID), "an event more: ASSAULT"),
        (case("tense", "future"), record(EXPELLED), record(EXPELLED), "told as done: SANCTION"),
        (case("tense", "future"), record(EXPELLED), record(("SANCTION", "NOR", "CHL", "planned")), None),
        (case("tense", "future"), record(EXPELLED), record(("THREATEN", "NOR", "CHL", "actual")), None),
        (
            case("tense", "future"),
            record(EXPELLED, RAID),
            record(("SANCTION", "NOR", "CHL", "planned"), RAID),
            None,
        ),
        (
            case("tense", "future"),
            record(EXPELLED),
            record(("SANCTION", "NOR", "", "planned")),
            "parties or status of SANCTION",
        ),
        (case("tense", "future"), record(EXPELLED), record(), "lost: SANCTION"),
        (case("tense", "future"), record(RAID), record(RAID), "not read as SANCTION: ASSAULT"),
        (case("negate", "never"), record(EXPELLED), record(), None),
        (case("negate", "never"), record(EXPELLED), record(("SANCTION", "NOR", "CHL", "negated")), None),
        (case("negate", "never"), record(EXPELLED), record(EXPELLED), "not negated: SANCTION"),
        (case("negate", "never"), record(EXPELLED, RAID), record(RAID), None),
        (
            case("negate", "never"),
            record(EXPELLED),
            record(("REJECT", "NOR", "CHL", "actual")),
            "another act: SANCTION → REJECT actual",
        ),
    ],
)
def test_what_follows(
    changed: Case, before: dict[str, Any], after: dict[str, Any], fault: str | None
) -> None:
    found = renaming.find_fault(changed, before, after)
    assert found is None if fault is None else fault in (found or "")


# ---------------------------------------------------------------- read
@pytest.mark.model
def test_records_follow_at_least_as_often_as_they_did(reader: Reader) -> None:
    from communique.records import Reading
    from communique.sources import read_lines

    def read(lines: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        import json

        for result in reader.read_many(read_lines(json.dumps(line) for line in lines)):
            assert isinstance(result, Reading)
            yield result.to_dict()

    cases = [case for kind in renaming.KINDS for case in renaming.make_cases(kind, SAMPLE, SEED)]
    figures = renaming.score(renaming.follow(cases, read))
    shares = {kind: entry["share"] for kind, entry in figures.items()}
    assert all(shares[kind] >= floor for kind, floor in FLOORS.items()), "\n".join(renaming.show(figures))
