"""The gauge of accuracy: halves, floors, the page, and that of unseen texts nothing but figures comes out."""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "benchmarks"))

import accuracy  # noqa: E402
import accuracy_page  # noqa: E402
import halves  # noqa: E402

# ---------------------------------------------------------------- halves
DATA = ROOT.parent / "shared"
ELSEWHERE = pytest.mark.skipif(
    not (DATA / "benchmarks" / "run.py").is_file(), reason="the annotated texts are not beside the checkout"
)


def test_an_id_is_halved_by_the_last_byte_of_its_hash() -> None:
    # sha256("a") ends in 0xbb, sha256("b") in 0x1d, sha256("d") in 0xb4
    assert [halves.find_half(name) for name in ("a", "b", "d")] == [
        halves.UNSEEN,
        halves.UNSEEN,
        halves.LOOKED,
    ]
    found = [halves.find_half(f"text-{n}") for n in range(1000)]
    assert 400 < found.count(halves.UNSEEN) < 600


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norway’s envoy said: “No.”", 'NORWAY\'S envoy said : "no"'),
        ("the U.S. -- and São Tomé –  left", "the US and Sao Tome left"),
        ("well-known\nwords", "Well known words"),
    ],
)
def test_words_are_the_same_without_case_accents_quotes_dashes_and_spaces(one: str, other: str) -> None:
    assert halves.fold(one) == halves.fold(other)
    assert halves.fold(one) != halves.fold(f"{other} again")


def write_rows(path: Path, rows: dict[str, str]) -> None:
    """A sentence set."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps({"id": name, "text": text}) for name, text in rows.items())
    path.write_text("\n".join(lines) + "\n", "utf-8")


def test_what_was_looked_at_in_one_place_was_looked_at_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(halves, "OWN", ())  # the words of this test stand in tests/
    write_rows(tmp_path / "benchmarks" / "one.jsonl", {"d": "Mali recalled its envoy to Zambia on a whim."})
    below = tmp_path / "benchmarks" / "news" / "all.jsonl"
    write_rows(below, {"a": "He wept. Guyana shelled the quays of Tuvalu."})
    for name, words in (("read", "Fiji barred “Samoan” yams."), ("kept", "Tonga sold Nauru a lighthouse.")):
        (tmp_path / "news" / name).mkdir(parents=True)
        (tmp_path / "news" / name / "article.txt").write_text(f"Dull. {words} Dull.", "utf-8")
    (tmp_path / "news" / "halves.json").write_text('{"look": ["read"], "gate": ["kept"]}', "utf-8")
    texts = {
        "d": "Haiti lent Gabon nine red buses.",  # looked at by its id, as is that of the set beside it
        "a": "Mali recalled its envoy to Zambia -- on a whim .",
        "b": "Guyana shelled the quays of Tuvalu.",
        "text-1": 'Fiji barred "Samoan" yams.',
        "text-5": "Tonga sold Nauru a lighthouse.",
    }
    unseen = [name for name in texts if halves.find_half(name) == halves.UNSEEN]
    assert unseen == ["a", "b", "text-1", "text-5"]
    split = halves.split_texts(texts.items(), tmp_path)
    assert split == {halves.LOOKED: ["d", "a", "b", "text-1"], halves.UNSEEN: ["text-5"]}
    assert halves.split_texts(reversed(texts.items()), tmp_path)[halves.UNSEEN] == ["text-5"], "in any order"


def test_our_own_texts_were_looked_at_but_for_what_is_unseen() -> None:
    known = halves.gather_looked(None)
    assert all(halves.fold(sentence.text) in known for sentence in accuracy.gold.load())
    texts = {text.id: text.text for text in accuracy.causes.load()}
    split = halves.split_texts(texts.items(), None)
    assert [name for name in split[halves.UNSEEN] if halves.fold(texts[name]) in known] == []
    assert split[halves.LOOKED] == [name for name in texts if halves.find_half(name) == halves.LOOKED]


@ELSEWHERE
def test_no_text_stands_on_both_sides_of_a_halving() -> None:
    run = accuracy.load_module(DATA / "benchmarks" / "run.py")
    texts = {"causes": {text.id: text.text for text in accuracy.causes.load()}}
    for set_ in accuracy.load_sets():
        if set_.halves == "texts" and set_.how == "lines":
            rows = run.rows(DATA / "benchmarks" / run.SETS[set_.name][0][0])
            texts[set_.name] = {row["id"]: row["text"] for row in rows}
    assert len(texts) > 3, "it has the sets that share sentences"
    sides: dict[str, set[str]] = {halves.LOOKED: set(), halves.UNSEEN: set()}
    for some in texts.values():
        split = halves.split_texts(some.items(), DATA)
        assert sorted(split[halves.LOOKED] + split[halves.UNSEEN]) == sorted(some)
        for half, names in split.items():
            sides[half] |= {letters(some[name]) for name in names}
    assert sides[halves.LOOKED].isdisjoint(sides[halves.UNSEEN])
    look = halves.split_folders(DATA / "news")[halves.LOOKED]
    news = letters("".join((DATA / "news" / name / "article.txt").read_text("utf-8") for name in look))
    assert [text for text in sides[halves.UNSEEN] if text in news] == []


def letters(text: str) -> str:
    """The letters and digits of a text, in lower case."""
    return "".join(filter(str.isalnum, text.casefold()))


# ---------------------------------------------------------------- sets and floors
def test_what_is_unseen_has_floors_and_every_set_is_halved_or_looked_at_or_not() -> None:
    floors = accuracy.load_floors()
    for set_ in accuracy.load_sets():
        assert (set_.halves is None) != (set_.seen is None), set_.name
        held = floors.get(f"{set_.name}:unseen" if set_.halves else set_.name)
        assert held or set_.name == "petr2", f"{set_.name}: nothing holds it"


@pytest.mark.parametrize("name", ["gsr:half", "gsr:looked", "gsr", "nothing"])
def test_a_floor_of_no_set_or_of_what_was_looked_at_is_named(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(f'["{name}"]\n"any_hit" = 0.5\n', "utf-8")
    monkeypatch.setattr(accuracy, "FLOORS", path)
    with pytest.raises(SystemExit, match=rf"\[{name}\]: no such set or unseen half"):
        accuracy.load_floors()


SET = accuracy.Set("gsr", "sentences", "lines", (("f1", "F1"),), halves="texts")
PARTS = {
    "all": {"f1": 0.8, "more": {"p": 0.7}, "texts": 9},
    "looked": {"f1": 0.9, "more": {"p": 0.7}, "texts": 5},
    "unseen": {"f1": 0.7, "more": {"p": None}, "texts": 4},
}


def test_figures_stand_side_by_side_with_the_drop_and_their_floors() -> None:
    floors = {"gsr:unseen": {"f1": 0.72, "more/p": 0.0}}
    first, second = accuracy.compare(SET, PARTS, floors)
    assert first.values == {"all": 0.8, "looked": 0.9, "unseen": 0.7}
    assert first.drop == pytest.approx(0.2)
    assert first.below == ["unseen"], "0.7 is below 0.72"
    assert (second.key, second.values["unseen"], second.below) == ("more/p", 0.0, [])
    words = ["BELOW", "gsr", "f1", "0.800", "0.900", "0.700", "0.200", "unseen", "0.72"]
    assert accuracy.row(first).split() == words


def test_a_figure_that_the_scorer_does_not_give_is_named() -> None:
    with pytest.raises(accuracy.BadRun, match="no 'more/q'; it has 'p'"):
        accuracy.figure(PARTS["all"], "more/q")


def test_floors_rise_and_never_fall() -> None:
    text = '# note\n["gsr:unseen"]\n"f1" = 0.69     # why\n\n[quotes]\n"f1" = 0.7\n"share" = 1\n'
    figures = {**accuracy.measured(accuracy.compare(SET, PARTS, {})), "quotes": {"f1": 0.801, "share": 1.0}}
    lifted = accuracy.lifted(text, figures, ["quotes"])
    assert lifted == text.replace("0.69 ", "0.695 ").replace("0.7\n", "0.751\n")
    assert accuracy.lifted(lifted, {"gsr:unseen": {"f1": 0.6}}) == lifted


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
    rows = list(accuracy_page.unseen_table({"gsr": SET}, lines, {"gsr": PARTS}))
    assert rows[-1] == "| sentences | F1 | **0.70** | 4 | 0.90 | 5 | 0.20 |"
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
    rows = list(accuracy_page.models_table({"unseen": first}))
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
def test_a_text_is_read_once_for_all_sets_that_have_it() -> None:
    lines = [
        {"id": "a", "text": "Norway expelled two Chilean diplomats."},
        {"id": "b", "text": "Peru thanked Japan for its help."},
        {"id": "c", "text": "Norway expelled two Chilean diplomats."},
        {"id": "d", "text": "Norway expelled two Chilean diplomats.", "published": "2012-03-01"},
    ]
    with ThreadPoolExecutor(1) as pool:
        asked = accuracy.ask(pool, lines)
        types = [[event["type"] for event in asked[accuracy.key(line)]()["events"]] for line in lines]
    assert len(asked) == 3
    assert types == [["SANCTION"], ["SUPPORT"], ["SANCTION"], ["SANCTION"]]


@pytest.mark.model
def test_a_set_is_scored_by_halves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(halves, "OWN", ())  # the words of this test stand in tests/
    folder = tmp_path / "benchmarks"
    folder.mkdir()
    (folder / "scorer.py").write_text(SCORER, "utf-8")
    (folder / "run.py").write_text(RUNNER, "utf-8")
    texts = {
        "a": "Rain fell on the northernmost huts of Vanuatu.",
        "b": "Peru thanked Japan for the loan of a dredger.",
        "d": "Peru thanked Japan for the loan of a dredger!",
    }
    write_rows(folder / "plv.jsonl", texts)
    parts = accuracy.score(accuracy.Set("plv", "", "lines", (), halves="texts"), tmp_path)
    assert {part: (figures["n"], figures["texts"]) for part, figures in parts.items()} == {
        "all": (3, 3), "looked": (2, 2), "unseen": (1, 1),
    }
    assert [json.loads(line) for line in parts["looked"]["lines"].splitlines()] == [
        {"id": "b", "types": ["SUPPORT"]}, {"id": "d", "types": ["SUPPORT"]},
    ]
