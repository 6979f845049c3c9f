"""The gauge of accuracy: halves, floors, the page, and that of unseen texts nothing but figures comes out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "benchmarks"))

import accuracy  # noqa: E402
import accuracy_page  # noqa: E402
import halves  # noqa: E402


# ---------------------------------------------------------------- halves
def test_a_set_is_halved_by_the_last_byte_of_the_hash_of_its_ids() -> None:
    # sha256("a") ends in 0xbb, sha256("b") in 0x1d, sha256("d") in 0xb4
    assert [halves.find_half(name) for name in ("a", "b", "d")] == [
        halves.UNSEEN,
        halves.UNSEEN,
        halves.LOOKED,
    ]
    names = [f"text-{n}" for n in range(1000)]
    split = halves.split_ids(names)
    assert sorted(split[halves.LOOKED] + split[halves.UNSEEN]) == sorted(names)
    assert 400 < len(split[halves.UNSEEN]) < 600


def test_folders_are_halved_by_their_list(tmp_path: Path) -> None:
    (tmp_path / "halves.json").write_text('{"look": ["one"], "gate": ["two", "three"]}', "utf-8")
    assert halves.split_folders(tmp_path) == {halves.LOOKED: ["one"], halves.UNSEEN: ["two", "three"]}


# ---------------------------------------------------------------- sets and floors
def test_every_floor_is_that_of_a_set_and_every_halved_set_has_one_on_its_unseen_half() -> None:
    floors = accuracy.load_floors()
    for set_ in accuracy.load_sets():
        assert set_.halves is None or floors[f"{set_.name}:unseen"], set_.name
        assert (set_.halves is None) != (set_.seen is None), (
            f"{set_.name}: it has halves, or was looked at, or was not"
        )


def test_a_floor_of_no_set_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "floors.toml"
    path.write_text('["gsr:half"]\n"any_hit" = 0.5\n', "utf-8")
    monkeypatch.setattr(accuracy, "FLOORS", path)
    with pytest.raises(SystemExit, match=r"\[gsr:half\]: no such set or part"):
        accuracy.load_floors()


SET = accuracy.Set("gsr", "sentences", "lines", (("f1", "F1"),), halves="ids", parts=("one",))
PARTS = {
    "all": {"f1": 0.8, "more": {"p": 0.7}},
    "looked": {"f1": 0.9, "more": {"p": 0.7}},
    "unseen": {"f1": 0.7, "more": {"p": None}},
    "one": {"f1": 1.0},
}


def test_figures_stand_side_by_side_with_the_drop_and_their_floors() -> None:
    floors = {"gsr": {"f1": 0.75}, "gsr:unseen": {"f1": 0.72, "more/p": 0.0}, "gsr:one": {"f1": 1.0}}
    first, second, third = accuracy.compare(SET, PARTS, floors)
    assert first.values == {"all": 0.8, "looked": 0.9, "unseen": 0.7}
    assert first.drop == pytest.approx(0.2)
    assert first.below == ["unseen"], "0.7 is below 0.72, and 0.8 is not below 0.75"
    assert (second.key, second.values["unseen"], second.below) == ("more/p", 0.0, [])
    assert (third.values, third.floors, third.drop) == ({"one": 1.0}, {"one": 1.0}, None)
    assert accuracy.row(first).split() == [
        "BELOW",
        "gsr",
        "f1",
        "0.800",
        "0.900",
        "0.700",
        "0.200",
        "all",
        "0.75,",
        "unseen",
        "0.72",
    ]


def test_a_figure_that_the_scorer_does_not_give_is_named() -> None:
    with pytest.raises(accuracy.BadRun, match="no 'more/q'; it has 'p'"):
        accuracy.figure(PARTS["all"], "more/q")


def test_floors_rise_and_never_fall() -> None:
    text = '# note\n[gsr]\n"f1" = 0.7     # why\n\n["gsr:unseen"]\n"f1" = 0.69\n'
    lifted = accuracy.lifted(text, accuracy.measured(accuracy.compare(SET, PARTS, {})))
    assert lifted == '# note\n[gsr]\n"f1" = 0.795     # why\n\n["gsr:unseen"]\n"f1" = 0.695\n'
    assert accuracy.lifted(lifted, {"gsr": {"f1": 0.6}}) == lifted


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["nowhere"], "no such folder"),
        ([str(ROOT), "nothing"], "no set nothing; there are news, gsr"),
        ([str(ROOT), "gsr", "--page"], "--page writes the figures of all sets"),
    ],
)
def test_misuse_is_said(
    words: list[str], fault: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["accuracy.py", *words])
    assert accuracy.main() == 2
    assert fault in capsys.readouterr().err


def test_what_a_scorer_says_of_unseen_texts_is_not_repeated(tmp_path: Path) -> None:
    script = tmp_path / "scorer.py"
    script.write_text("import sys; sys.exit('text-17: the ministry said')", "utf-8")
    with pytest.raises(accuracy.BadRun, match="text-17"):
        accuracy.last_line([sys.executable, str(script)])
    with pytest.raises(accuracy.BadRun) as caught:
        accuracy.last_line([sys.executable, str(script)], secret=True)
    assert "text-17" not in str(caught.value)


# ---------------------------------------------------------------- one label a sentence
def told(*events: tuple[str, int, str]) -> dict[str, Any]:
    """A record with events: type, start of the trigger, status."""
    return {
        "events": [
            {"type": type_, "trigger": {"start": start}, "status": status} for type_, start, status in events
        ]
    }


def test_the_first_act_is_the_label_and_old_labels_that_are_gone_are_wrong() -> None:
    rows = [
        ({"events": [{"event_type": "ASSAULT", "event_type_raw": "FIGHT"}]}, told(("ASSAULT", 4, "actual"))),
        (
            {"events": [{"event_type": "ACCUSE", "event_type_raw": "DISAPPROVE"}]},
            told(("AID", 30, "actual"), ("ACCUSE", 4, "actual")),
        ),
        ({"events": [{"event_type": "AID"}]}, told(("AID", 4, "negated"))),
    ]
    figures = accuracy.score_first(rows)
    assert figures["n"] == 3
    assert figures["old"] == {"accuracy": 0.3333, "macro_f1": 0.3333}
    assert figures["new"] == {"accuracy": 0.6667, "macro_f1": 0.6667}


# ---------------------------------------------------------------- the page
def test_the_page_leads_with_what_was_not_looked_at_and_has_all_its_marks() -> None:
    text = accuracy_page.PAGE.read_text("utf-8")
    for name in ("unseen", "models", "causes", "renaming", "looked"):
        text = accuracy_page.fill(text, name, "| x |")
    order = [text.index(f"<!-- {name}: ") for name in ("unseen", "models", "looked")]
    assert order == sorted(order)
    assert text.count("| x |") == 5


def test_a_page_without_its_marks_is_said_to_be_so() -> None:
    with pytest.raises(SystemExit, match=r"the marks <!-- unseen: .* must stand there once each"):
        accuracy_page.fill("nothing", "unseen", "")


def test_tables_show_unseen_beside_looked_at() -> None:
    lines = list(accuracy.compare(SET, PARTS, {}))
    rows = list(accuracy_page.unseen_table({"gsr": SET}, lines))
    assert rows[-1] == "| sentences | F1 | **0.70** | 0.90 | 0.20 |"
    seen = accuracy.Set("gsr", "sentences", "lines", (("f1", "F1"),), seen=True)
    assert (
        list(
            accuracy_page.looked_table({"gsr": seen}, list(accuracy.compare(seen, {"all": {"f1": 0.8}}, {})))
        )[-1]
        == "| sentences | F1 | 0.80 |"
    )


def test_models_stand_beside_ours() -> None:
    first = {
        "first": {
            "n": 3,
            "old": {"accuracy": 0.5, "macro_f1": 0.4},
            "new": {"accuracy": 0.75, "macro_f1": 0.7},
        }
    }
    rows = list(accuracy_page.models_table({"all": first, "looked": first, "unseen": first}))
    assert any(row.startswith("| GPT-6 Astra | 100 | 0.81 |") for row in rows)
    assert "| communique, 18 labels, not looked at | 3 | 0.50 | 0.40 | 0 |" in rows


# ---------------------------------------------------------------- one run
SCORER = """
import json, sys
due, found = (open(name, encoding="utf-8").read() for name in sys.argv[1:3])
print(json.dumps({"n": len(due.splitlines()), "lines": found}))
"""
RUNNER = """
import json
from pathlib import Path
ACTOR = "actor --jsonl -"
def rows(path): return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
def line(entry, folder): return {"id": entry["id"], "text": entry["text"]}
def predict(entry, record): return {"id": entry["id"], "types": [event["type"] for event in record["events"]]}
SETS = {"plv": (("plv.jsonl",), line, "read --json --jsonl -", predict, "scorer.py")}
"""


@pytest.mark.model
def test_a_set_is_read_once_and_scored_by_halves(tmp_path: Path) -> None:
    (tmp_path / "scorer.py").write_text(SCORER, "utf-8")
    (tmp_path / "run.py").write_text(RUNNER, "utf-8")
    texts = [
        "Norway expelled two Chilean diplomats.",
        "Rain fell in the north.",
        "Peru thanked Japan for its help.",
    ]
    gold = [{"id": name, "text": text} for name, text in zip(("a", "b", "d"), texts, strict=True)]
    (tmp_path / "plv.jsonl").write_text("".join(json.dumps(entry) + "\n" for entry in gold), "utf-8")
    parts = accuracy.score_lines(accuracy.Set("plv", "", "lines", (), halves="ids"), tmp_path)
    assert {part: figures["n"] for part, figures in parts.items()} == {"all": 3, "looked": 1, "unseen": 2}
    assert [json.loads(line) for line in parts["looked"]["lines"].splitlines()] == [
        {"id": "d", "types": ["SUPPORT"]}
    ]
