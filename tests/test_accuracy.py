"""Gold sentences, how events are paired with them, the figures, the calibration of confidences,
and the command."""
from __future__ import annotations

import importlib.util
import json
import sys
import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from communique import cli
from communique.accuracy import gold, reliability, scores
from communique.accuracy.gold import Act, Sentence
from communique.accuracy.matching import pairs
from communique.errors import KnowledgeError, SourceError
from communique.events import calibration
from communique.events.calibration import SIGNS, Weights, worth
from communique.knowledge import ontology
from communique.reader import Reader
from communique.records import Event
from makers import actor, event, part

ROOT = Path(__file__).resolve().parents[1]
OWN = gold.load()


def act(
    type: str = "SANCTION", actors: str = "NOR", recipients: str = "CHL", mode: str | None = None,
    status: str = "actual",
) -> Act:
    """An expected act between codes; "?" is somebody without one."""
    sides = [tuple(None if code == "?" else code for code in side.split()) for side in (actors, recipients)]
    return Act(type, mode, sides[0], sides[1], status)


def case(*acts: Act, id: str = "s1") -> Sentence:
    """A sentence with those acts."""
    return Sentence(id, "Norway expelled two Chilean envoys.", "2025-06-10", acts)


# ---------------------------------------------------------------- the project's own sentences
def test_every_type_mode_status_and_context_is_in_the_gold() -> None:
    acts = [act for sentence in OWN for act in sentence.events]
    assert {(a.type, a.mode) for a in acts if a.mode} == {
        (name, mode) for name in ontology.types() for mode in ontology.modes(name)
    }
    assert min(Counter(a.type for a in acts).values()) >= 30
    assert min(Counter(a.status for a in acts)[status] for status in gold.STATUSES) >= 15
    assert {context for a in acts for context in a.contexts} == set(ontology.contexts())


def test_the_gold_is_large_and_has_hard_negatives() -> None:
    empty = [sentence for sentence in OWN if not sentence.events]
    assert len(OWN) >= 800 and len(empty) >= 170
    assert all((sentence.note or "").startswith("nothing to code: ") for sentence in empty), (
        "say of which kind it is"
    )


def test_no_sentence_stands_twice() -> None:
    words = [frozenset(sentence.text.lower().split()) for sentence in OWN]
    assert len(set(words)) == len(words)
    assert len({sentence.id for sentence in OWN}) == len(OWN)


def test_the_gold_keeps_the_rules_of_plover() -> None:
    for sentence in OWN:
        for a in sentence.events:
            if a.status == "planned":
                assert a.type not in ("AID", "CONSULT", "COOPERATE", "RETREAT", "SUPPORT"), (
                    f"{sentence.id}: not {a.type} to come"
                )
            if a.type in ("AID", "COOPERATE", "SANCTION"):
                assert a.recipients or len(a.actors) > 1, f"{sentence.id}: {a.type} needs a recipient"


def test_every_sentence_has_a_day() -> None:
    assert [sentence.id for sentence in OWN if not sentence.article.on] == []


# ---------------------------------------------------------------- files
@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "line 1"),
        (b"\xff\xfe", "line 1"),
        (b"[]", "the line must be an object"),
        (b'{"id":"a","text":" ","events":[]}', "'text' must be a string with something in it"),
        (b'{"text":"x","events":[]}', "'id' must be a string, not null"),
        (b'{"id":"a","text":"x"}', "'events' must be a list"),
        (b'{"id":"a","text":"x","published":"soon","events":[]}', "soon"),
        (b'{"id":"a","text":"x","events":[{"type":"WAR"}]}', "unknown type 'WAR'; use one of "),
        (
            b'{"id":"a","text":"x","events":[{"type":"ACCUSE","mode":"expel"}]}',
            "unknown mode of ACCUSE 'expel'",
        ),
        (b'{"id":"a","text":"x","events":[{"type":"AID","mode":"gift"}]}', "use null: there is none"),
        (b'{"id":"a","text":"x","events":[{"type":"AID","status":"maybe"}]}', "unknown status 'maybe'"),
        (b'{"id":"a","text":"x","events":[{"type":"AID","contexts":["sea"]}]}', "unknown context 'sea'"),
        (
            b'{"id":"a","text":"x","events":[{"type":"AID","actors":["Norway"]}]}',
            "'Norway' is no code of a country",
        ),
        (b'{"id":"a","text":"x","events":[{"type":"AID","actors":"NOR"}]}', "'actors' must be a list"),
        (
            b'{"id":"a","text":"x","events":[{"type":"AID","actors":[1]}]}',
            "a value of 'actors' must be a string or null",
        ),
        (b'{"id":"a","text":"x","events":["AID"]}', "an event must be an object"),
        (b"[" * 100_000, "line 1"),
        (b"", "no sentence in it"),
    ],
)
def test_a_faulty_file_is_said_to_be_so(tmp_path: Path, line: bytes, message: str) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_bytes(line + b"\n")
    with pytest.raises(SourceError, match=r"mine\.jsonl") as caught:
        gold.load([path])
    assert message in str(caught.value)


def test_an_id_stands_once(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text('{"id":"a","text":"x","events":[]}\n\n{"id":"a","text":"y","events":[]}\n', "utf-8")
    with pytest.raises(SourceError, match="line 3: the id 'a' stands twice"):
        gold.load([path])


def test_several_files_are_one_set(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).write_text('\ufeff{"id":"a","text":"x","events":[]}\n', "utf-8")
    assert [sentence.text for sentence in gold.load([tmp_path / "one", tmp_path / "two"])] == ["x", "x"]


def test_a_missing_file_and_a_missing_gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(
        SourceError, match=r"none.jsonl: No such file or directory; give a file of gold sentences"
    ):
        gold.load([tmp_path / "none.jsonl"])
    monkeypatch.setattr(gold, "PLACES", (tmp_path / "sentences.jsonl",))
    with pytest.raises(
        SourceError, match=r"not here: no .*sentences.jsonl; run in a checkout, or give a file"
    ):
        gold.load()


# ---------------------------------------------------------------- pairing
RIGHT, PARTIES, TYPE, MISSED, ALARM = None, "wrong parties", "wrong type", "missed", "false alarm"


@pytest.mark.parametrize(("acts", "events", "faults"), [
    ([act()], [event()], [RIGHT]),
    ([act(recipients="PER")], [event()], [PARTIES]),
    ([act(recipients="")], [event()], [PARTIES]),
    ([act(recipients="?")], [event(recipient="")], [RIGHT]),
    ([act(actors="?")], [event(actor=[actor(None, "gunmen")])], [RIGHT]),
    ([act("COERCE")], [event()], [TYPE]),
    ([act("COERCE", "FJI", "TON")], [event()], [MISSED, ALARM]),
    ([], [event()], [ALARM]),
    ([act()], [], [MISSED]),
    # one event answers one act, the more alike first
    ([act(), act(recipients="PER")], [event(recipient="PER"), event()], [RIGHT, RIGHT]),
    ([act(), act()], [event()], [RIGHT, MISSED]),
    ([act(recipients="PER"), act("COERCE")], [event("COERCE", recipient="PER"), event()], [PARTIES, PARTIES]),
    # what several do together has no direction; a blow has
    ([act("CONSULT", "NOR CHL", "")], [event("CONSULT", "NOR", "CHL")], [RIGHT]),
    ([act("ASSAULT", "NOR CHL", "")], [event("ASSAULT", "CHL", "NOR")], [RIGHT]),
    ([act("ASSAULT", "NOR", "CHL")], [event("ASSAULT", "CHL", "NOR")], [PARTIES]),
    ([act("CONSULT", "NOR", "CHL")], [event("CONSULT", "NOR CHL", "")], [PARTIES]),
    ([act("COERCE", "NOR CHL", "")], [event("COERCE", "NOR", "CHL")], [PARTIES]),
    # a recipient at home may be named or left out
    ([act("PROTEST", "NOR", "NOR")], [event("PROTEST", "NOR", "")], [RIGHT]),
    ([act("PROTEST", "NOR", "")], [event("PROTEST", "NOR", "NOR")], [RIGHT]),
    ([act("PROTEST", "NOR", "CHL")], [event("PROTEST", "NOR", "NOR")], [PARTIES]),
    ([act("PROTEST", "", "NOR")], [event("PROTEST", "NOR", "NOR")], [PARTIES]),
    # two of one country
    ([act("ASSAULT", "NOR NOR", "")], [event("ASSAULT", "NOR", "NOR")], [RIGHT]),
])
def test_pairs(acts: list[Act], events: list[Event], faults: list[str | None]) -> None:
    assert [scores.fault_of(pair) for pair in pairs(acts, events)] == faults


def test_of_two_alike_the_one_with_the_status_and_the_mode_is_the_answer() -> None:
    wanted, other = event(mode="expel", status="planned"), event(mode="withdraw")
    assert next(iter(pairs([act(mode="expel", status="planned")], [other, wanted]))).event is wanted


CODES = st.lists(st.sampled_from(["NOR", "CHL", "PER"]), max_size=2).map(" ".join)
TYPES = st.sampled_from(["ASSAULT", "CONSULT", "SANCTION"])


@settings(deadline=None)
@given(
    st.lists(st.tuples(TYPES, CODES, CODES), max_size=4), st.lists(st.tuples(TYPES, CODES, CODES), max_size=4)
)
def test_each_act_and_event_is_paired_once(
    acts: list[tuple[str, str, str]], events: list[tuple[str, str, str]]
) -> None:
    wanted, coded = [act(*row) for row in acts], [event(*row) for row in events]
    found = pairs(wanted, coded)
    assert [pair.act for pair in found if pair.act] == wanted
    assert sorted(id(pair.event) for pair in found if pair.event) == sorted(map(id, coded))
    by_parties, by_type = (scores.total(found, level) for level in ("parties", "type"))
    assert by_parties.right <= by_type.right <= min(len(wanted), len(coded))


# ---------------------------------------------------------------- figures
def report(only: str | None = None) -> scores.Report:
    """One right, one with another party, one of another type, one missed, one made up,
    and an empty sentence that stays so."""
    return scores.score(
        [
            (
                case(act(mode="expel"), act("AID", "NOR", "PER"), id="a"),
                [event(mode="expel"), event("AID", recipient="FJI", confidence=0.3)],
            ),
            (
                case(act("COERCE", mode="arrest"), act("PROTEST", "PER", "", status="planned"), id="b"),
                [event(mode="expel")],
            ),
            (case(id="c"), [event("ASSAULT", "FJI", "")]),
            (case(id="d"), []),
        ],
        only,
    )


def test_counts() -> None:
    found = report()
    assert (found.levels["type"], found.levels["parties"]) == (scores.Counts(4, 4, 2), scores.Counts(4, 4, 1))
    assert found.by_type["SANCTION"]["type"] == scores.Counts(1, 2, 1)
    assert found.by_type["AID"] == {"type": scores.Counts(1, 1, 1), "parties": scores.Counts(1, 1, 0)}
    assert found.by_mode == {
        "COERCE arrest": scores.Counts(1, 0, 0), "SANCTION expel": scores.Counts(1, 2, 1),
    }
    assert found.by_status == {"actual": scores.Counts(3, 4, 2), "planned": scores.Counts(1, 0, 0)}
    assert (found.empty, found.alarms) == (scores.Share(1, 2), 1)
    assert found.confusions() == [("COERCE", "SANCTION", 1)]
    assert [(fault.kind, fault.sentence.id) for fault in found.faults] == [
        ("wrong parties", "a"), ("wrong type", "b"), ("missed", "b"), ("false alarm", "c")]
    assert sorted(found.cases) == [(0.3, False), (0.8, False), (0.8, False), (0.8, True)]


def test_counts_of_one_type() -> None:
    found = report("SANCTION")
    assert found.levels["type"] == scores.Counts(1, 2, 1) and list(found.by_type) == ["SANCTION"]
    assert found.by_mode == {"SANCTION expel": scores.Counts(1, 2, 1)}
    assert found.empty == scores.Share(2, 2)


def test_precision_recall_and_f1() -> None:
    counts = scores.Counts(gold=4, coded=2, right=1)
    assert (counts.precision, counts.recall, counts.f1) == (0.5, 0.25, pytest.approx(1 / 3))
    assert (scores.Counts().precision, scores.Counts().recall, scores.Counts().f1) == (None, None, None)


def test_a_sentence_that_could_not_be_read_is_named_and_its_acts_are_missed() -> None:
    found = scores.score([(case(act(), id="a"), None)])
    assert found.unread == ("a",) and found.levels["type"] == scores.Counts(1, 0, 0)


def test_the_interval_is_the_same_each_time_and_holds_the_figure() -> None:
    rows = [(case(act(), id=str(k)), [event()] if k % 3 else []) for k in range(60)]
    found = scores.score(rows)
    low, high = found.intervals["type"] or (1, 0)
    assert low < (found.levels["type"].f1 or 0) < high and found.intervals == scores.score(rows).intervals
    assert scores.score([(case(), [])]).intervals["type"] is None


def test_the_report_is_json() -> None:
    whole = json.loads(json.dumps(report().to_dict(errors=2)))
    assert whole["no_event"] == {"sentences": 2, "quiet": 1, "share": 0.5, "false_alarms": 1}
    assert [error["kind"] for error in whole["errors"]] == ["wrong parties", "wrong type"]
    assert whole["errors"][1]["gold"]["type"] == "COERCE"
    assert whole["errors"][1]["coded"]["rule"] == "sanction.expel"
    assert "errors" not in report().to_dict()


# ---------------------------------------------------------------- how far a confidence can be trusted
def test_reliability() -> None:
    cases = [(0.15, False), (0.15, True), (0.95, True), (1.0, True)]
    assert reliability.bins(cases) == (
        reliability.Bin(0.1, 0.2, 2, pytest.approx(0.15), 0.5),
        reliability.Bin(0.9, 1.0, 2, pytest.approx(0.975), 1.0),
    )
    assert reliability.calibration_error(cases) == pytest.approx((2 * 0.35 + 2 * 0.025) / 4)
    assert reliability.brier([(1.0, True), (0.5, False)]) == 0.125
    assert reliability.discrimination(cases) == pytest.approx((0.5 + 1 + 1) / 3)
    assert [(cut.floor, cut.cases, cut.right) for cut in reliability.cuts(cases, (0, 0.5, 1.1))] == [
        (0, 4, 0.75), (0.5, 2, 1.0),
    ]
    assert (
        reliability.calibration_error([]), reliability.brier([]), reliability.discrimination([(0.5, True)]),
    ) == (None, None, None)


@pytest.mark.parametrize(("coded", "expected"), [
    (event(), ()),
    (event(actor=[actor(None, "gunmen")]), ("no actor", "a party of no country")),
    (event(recipient=""), ("no recipient",)),
    (event("CONSULT", "NOR CHL", ""), ()),
    (event(recipient="NOR"), ("domestic",)),
    (event(actor="", recipient="", status="hypothetical"), ("no actor", "no recipient", "hypothetical")),
    (event(status="negated"), ("negated",)),
    (event(actor=[actor("NOR", because=('"it": last spoken of',))]), ("actor pointed back to",)),
    (
        event(recipient=[actor("CHL", because=('"they": the subject of its clause',))]),
        ("recipient pointed back to",),
    ),
    (event(actor=[actor("NOR", because=('"police": the text is about Norway',))]), ("actor guessed",)),
    (event(recipient=[actor("CHL", because=("the sentence speaks of Chile",))]), ("recipient guessed",)),
    (event(recipient=[actor("CHL", because=("Lima is a place in Chile",))]), ("a place for a party",)),
    (event(recipient="CHL PER"), ("several recipients",)),
    (event(statement="0123456789ab"), ("in what is said",)),
    (event(also=(part("Norway on Monday expelled"),)), ("told again",)),
    (event(evidence=part("Norway on Monday expelled")), ("in few words",)),
])
def test_signs(coded: Event, expected: tuple[str, ...]) -> None:
    assert calibration.signs(coded) == expected


PLAIN = Weights(0.0, 1.0, {**dict.fromkeys(SIGNS, -1.0), "to: valency": 0.5})


def test_worth() -> None:
    assert worth(0.8, (), PLAIN) == worth(0.8, ("AID", "to: around"), PLAIN) == 0.8
    assert worth(0.8, ("to: valency",), PLAIN) > 0.8 > worth(0.8, ("domestic",), PLAIN)
    assert (worth(0.0, (), PLAIN), worth(1.0, (), PLAIN)) == (0.01, 0.99)


def test_traits() -> None:
    told = replace(event(recipient=""), because=("rule aid.give: 'gave'", "by: own clause", "to: around"))
    assert calibration.traits(told) == ("no recipient", told.type, "to: around")
    assert calibration.traits(event()) == (event().type,)


@settings(deadline=None)
@given(st.floats(0, 1), st.floats(0, 1), st.sets(st.sampled_from(SIGNS)))
def test_who_is_surer_stays_surer(low: float, high: float, borne: set[str]) -> None:
    first, second = (worth(raw, borne, calibration.weights()) for raw in sorted((low, high)))
    assert 0 < first <= second < 1


def test_a_sign_of_doubt_makes_an_event_less_likely() -> None:
    known = calibration.weights().traits
    assert {sign for sign in SIGNS if known[sign] >= 0} == {"told again"}


GOOD: dict[str, Any] = {"base": 0.1, "raw": 1, "traits": dict.fromkeys(SIGNS, -1)}


@pytest.mark.parametrize(("change", "message"), [
    ({"base": None}, "calibration.toml: base: None is no number; run scripts/calibrate.py"),
    ({"raw": True}, "raw: True is no number"),
    ({"raw": -1}, "raw: -1 makes"),
    ({"base": float("nan")}, "base: nan is no number"),
    ({"traits": {"AID": 0.1}}, "traits: no weight for no actor, no recipient"),
    ({"traits": {**GOOD["traits"], "no actor": "x"}}, "traits: no actor: 'x' is no number"),
    ({"traits": None}, "traits: no such table"),
])
def test_faulty_weights_are_said_to_be_so(change: dict[str, Any], message: str) -> None:
    assert calibration.checked(GOOD).raw == 1
    with pytest.raises(KnowledgeError) as caught:
        calibration.checked({**GOOD, **change})
    assert message in str(caught.value)


@pytest.mark.model
def test_events_carry_the_calibrated_confidence(reader: Reader) -> None:
    article = case().article
    with calibration.uncalibrated():
        [raw] = reader.read(article).events
    [shown] = reader.read(article).events
    assert raw.id == shown.id
    assert shown.confidence == worth(raw.confidence, calibration.traits(raw), calibration.weights())


# ---------------------------------------------------------------- scripts/calibrate.py
@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("calibrate", ROOT / "scripts" / "calibrate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module      # dataclasses look their module up there
    spec.loader.exec_module(module)
    return module


def outcomes(script: ModuleType) -> list[Any]:
    """600 events: a raw 0.9 is right in three of four, a raw 0.5 in one of four;
    those without an actor never, those of one case always."""
    rows: list[tuple[float, tuple[str, ...], bool]] = [
        (raw, ("AID",), k % 4 < good) for raw, good in ((0.9, 3), (0.5, 1)) for k in range(200)]
    rows += [(0.7, ("no actor", "AID"), False)] * 100 + [(0.7, ("AID", "to: valency"), True)] * 100
    return [script.Outcome("sentences", f"t{k}", *row) for k, row in enumerate(rows)]


def test_fitted_weights_give_back_what_was_measured(script: ModuleType) -> None:
    known = script.fitted(outcomes(script), 1.0)
    assert worth(0.9, ("AID",), known) == pytest.approx(0.75, abs=0.04)
    assert worth(0.5, ("AID",), known) == pytest.approx(0.25, abs=0.04)
    assert worth(0.7, ("no actor", "AID"), known) < 0.1
    assert worth(0.7, ("AID", "to: valency"), known) > 0.9 > worth(0.7, ("AID", "to: beside"), known)


def test_a_stronger_pull_trusts_a_trait_less(script: ModuleType) -> None:
    weak, strong = (script.fitted(outcomes(script), pull).traits["to: valency"] for pull in (1.0, 32.0))
    assert 0 < strong < weak


def test_cases_are_judged_by_other_texts(script: ModuleType) -> None:
    cases = outcomes(script)
    crossed = script.crossed(cases, 4.0)
    assert [right for _, right in crossed] == [case.right for case in cases]
    assert len({case.fold for case in cases}) == script.FOLDS
    assert (reliability.calibration_error(crossed) or 1) < 0.08


def test_the_table_can_be_read_back(script: ModuleType) -> None:
    cases = outcomes(script)
    known = script.fitted(cases, 4.0)
    assert calibration.checked(tomllib.loads(script.table(known, cases, 4.0))) == known


def test_a_page_is_filled_between_its_marks(script: ModuleType) -> None:
    page = "a\n<!-- x: written by scripts/calibrate.py -->\nold\n<!-- end of x -->\nz\n"
    assert script.filled(page, "x", "new") == page.replace("old", "new")
    with pytest.raises(SystemExit, match="must stand there once each"):
        script.filled(page, "y", "new")


def test_the_page_shows_the_plot_and_the_figures() -> None:
    page = (ROOT / "docs/accuracy.md").read_text("utf-8")
    assert "](reliability.svg)" in page
    assert (ROOT / "docs/reliability.svg").read_text("utf-8").startswith("<svg")
    assert "| calibrated |" in page and "| **all** |" in page


# ---------------------------------------------------------------- the command
LINES: tuple[dict[str, Any], ...] = (
    {
        "id": "a", "text": "Norway expelled two Chilean diplomats on Monday.", "published": "2025-06-10",
        "events": [{"type": "SANCTION", "mode": "expel", "actors": ["NOR"], "recipients": ["CHL"]}],
    },
    {
        "id": "b", "text": "Norway expelled two Chilean diplomats on Monday.", "published": "2025-06-10",
        "events": [], "note": "on purpose",
    },
    {"id": "c", "text": "Rain fell on the hills.", "published": None, "events": []},
)


@pytest.fixture
def mine(tmp_path: Path) -> str:
    """A file of three sentences, one of which has the wrong answer."""
    path = tmp_path / "mine.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in LINES), "utf-8")
    return str(path)


def run(*arguments: str) -> Result:
    """The command's output; its status is the result's return value."""
    return CliRunner().invoke(cli.commands, ["accuracy", *arguments], standalone_mode=False)


@pytest.mark.model
def test_the_command_prints_json(mine: str) -> None:
    result = run(mine, "--json", "--errors", "5")
    found = json.loads(result.stdout)
    assert result.return_value == 0 and found["sentences"] == 3
    assert found["type"]["right"] == found["parties"]["right"] == 1 and found["type"]["coded"] == 2
    assert found["no_event"]["share"] == 0.5 and found["agreement"]["mode"]["share"] == 1
    assert [(error["kind"], error["id"], error["note"]) for error in found["errors"]] == [
        ("false alarm", "b", "on purpose")
    ]


@pytest.mark.model
def test_the_command_prints_tables_and_errors(mine: str) -> None:
    shown = run(mine, "--errors", "1", "--modes").stdout
    assert "SANCTION" in shown and "SANCTION expel" in shown and "1 of 2 stayed empty" in shown
    assert "false alarm  b" in shown and "by rule sanction." in shown and "on purpose" in shown


@pytest.mark.model
def test_the_command_counts_one_type(mine: str) -> None:
    found = json.loads(run(mine, "--json", "--type", "protest").stdout)
    assert found["type"]["gold"] == found["type"]["coded"] == 0 and found["type"]["f1"] is None
    assert "SANCTION" not in run(mine, "--type", "protest").stdout


@pytest.mark.parametrize(("arguments", "message"), [
    (["--type", "war"], "'war' is no type"),
    (["--errors", "-1"], "--errors"),
    (["missing.jsonl"], "missing.jsonl: No such file or directory"),
])
def test_bad_usage(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["accuracy", *arguments]) == 2
    assert message in capsys.readouterr().err
