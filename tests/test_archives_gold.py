"""The archives in miniature: that their gold is sound, and what counts as right."""

from __future__ import annotations

import copy
import json
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))

import archives

THEATRES = {name: archives.load_theatre(name) for name in archives.list_theatres()}
NAMES = sorted(THEATRES)


@pytest.mark.parametrize("name", NAMES)
def test_gold_is_sound(name: str) -> None:
    assert list(archives.find_faults(THEATRES[name])) == []


@pytest.mark.parametrize("name", NAMES)
def test_articles_are_reports(name: str) -> None:
    """Each is of the length of a report, in order of its day, and no two are alike but the copies named."""
    rows = list(THEATRES[name].articles.values())
    assert [row["id"] for row in rows] == [f"{name}-{i:02}" for i in range(1, len(rows) + 1)]
    assert all(120 <= len(row["text"].split()) <= 260 for row in rows)
    assert [row["published"] for row in rows] == sorted(row["published"] for row in rows)
    alike: dict[str, list[str]] = {}
    for row in rows:
        alike.setdefault(row["text"], []).append(row["id"])
    assert [ids for ids in alike.values() if len(ids) > 1] == THEATRES[name].gold["copies"]
    assert len({(row["outlet"], row["title"]) for row in rows}) == len(rows)


@pytest.mark.parametrize("name", NAMES)
def test_gold_has_what_is_scored(name: str) -> None:
    gold = THEATRES[name].gold
    assert 12 <= len(gold["landmarks"]) <= 18
    assert len({row["day"] for row in gold["headlines"]}) == 12
    assert len({row["id"] for row in gold["demands"]}) == len(gold["demands"])
    assert all(gold[part] for part in ("demands", "disputes", "votes", "meetings", "not_events"))
    episodes = [(*row["parties"], row["start"]) for row in gold["disputes"]]
    assert len(set(episodes)) == len(episodes)


def test_halves_are_those_of_the_folded_texts() -> None:
    halves = json.loads((archives.FOLDER / "halves.json").read_text("utf-8"))
    assert halves == archives.split_articles()
    assert sorted(halves["look"] + halves["gate"]) == sorted(a for t in THEATRES.values() for a in t.articles)
    assert archives.find_half("Élan,  and – “more”") == archives.find_half("elan and more")


def broken(part: str, **changes: Any) -> list[str]:
    """The faults of a gold whose first row of a part is changed."""
    theatre = THEATRES["syria"]
    gold = copy.deepcopy(dict(theatre.gold))
    gold[part][0].update(changes)
    return list(archives.find_faults(archives.Theatre("syria", theatre.articles, gold)))


@pytest.mark.parametrize(
    ("part", "changes", "fault"),
    [
        ("demands", {"asked": "Assad must dance"}, "stands in none of its articles"),
        ("demands", {"kind": "dance"}, "is not a kind of demand"),
        ("demands", {"by": ["USSA"]}, "USSA is not a party"),
        ("demands", {"of": ["SYR:XXX"]}, "SYR:XXX is not a party"),
        ("demands", {"times": 9}, "copies counted once"),
        ("demands", {"first": "2019-01-01"}, "first asked after it was told"),
        ("landmarks", {"types": ["DANCE"]}, "not all types of PLOVER"),
        ("landmarks", {"articles": ["syria-99"]}, "no article syria-99"),
        ("disputes", {"matters": ["the price of tea"]}, "stands in no text"),
        ("disputes", {"end": "2001-01-01"}, "ends before it starts"),
        ("votes", {"day": "2030-01-01"}, "later than"),
        ("meetings", {"status": "danced"}, "is not a meeting"),
        ("not_events", {"words": "in force since 1066"}, "does not stand there"),
    ],
)
def test_faults_of_gold_are_named(part: str, changes: dict[str, Any], fault: str) -> None:
    assert any(fault in line for line in broken(part, **changes))


@pytest.mark.parametrize(
    ("told", "due", "same"),
    [
        (["SYR", "TUR"], ["SYR:GOV", "TUR"], True),
        (["TUR", "SYR:MIL"], ["SYR:GOV", "TUR"], True),
        (["TUR", "SYR:REB"], ["SYR:GOV", "TUR"], False),
        (["SYR:REB", "SYR:GOV"], ["SYR:GOV", "SYR:REB"], True),
        (["SYR"], ["SYR:GOV", "SYR:REB"], False),
        (["SYR", "TUR", "FRA"], ["SYR:GOV", "TUR"], False),
    ],
)
def test_parties_of_disputes(told: list[str], due: list[str], same: bool) -> None:
    assert archives.same_parties(told, due) is same


@pytest.mark.parametrize(
    ("a", "b", "slack", "shared"),
    [
        (("2012-01-01", "2012-01-10"), ("2012-01-08", "2012-02-01"), 0, 3),
        (("2012-01-01", "2012-01-10"), ("2012-01-11", "2012-02-01"), 0, 0),
        (("2012-01-01", "2012-01-10"), ("2012-01-11", "2012-02-01"), 1, 1),
    ],
)
def test_days_that_two_spans_share(a: tuple[str, str], b: tuple[str, str], slack: int, shared: int) -> None:
    assert archives.overlap(a, b, slack) == shared


@pytest.mark.parametrize("name", NAMES)
def test_ledgers_that_say_what_is_due_score_full_marks(name: str, tmp_path: Path) -> None:
    theatre = THEATRES[name]
    board = archives.Board(theatre)
    printed = archives.Printed(theatre, tmp_path / "none.db", "0", say_all(theatre))
    printed.__dict__.update(events=say_votes(theatre), acts={}, answering={})
    for measure in (archives.score_landmarks, archives.score_demands, archives.score_disputes,
                    archives.score_votes, archives.score_meetings, archives.score_misdated):  # fmt: skip
        measure(board, printed)
    figures = archives.find_figures(board.scores)
    apart = {*archives.COUNTED, "landmarks fragments"}  # some landmarks are decisions, said twice here
    full = {measure: figure["all"] for measure, figure in figures.items() if measure not in apart}
    assert full == pytest.approx(dict.fromkeys(full, 1.0))
    assert all(figures[measure]["all"] == 0 for measure in archives.COUNTED)


def say_all(theatre: archives.Theatre) -> dict[str, list[archives.Row]]:
    """Ledgers that say what is due of an archive, and nothing else."""
    gold = theatre.gold

    def reports(names: list[str]) -> list[dict[str, Any]]:
        days = {name: theatre.articles[name]["published"] for name in names}
        return [{"article": n, "published": days[n], "span": {"start": 0, "end": 0}} for n in names]

    answer = {kind: told for told, kind in archives.ANSWERS.items()}
    demands = [
        {**row, "evidence": reports(row["articles"]),
         "responses": [{"kind": answer[a["kind"]], "article": a["article"]} for a in row["answers"]]}
        for row in gold["demands"]
    ]  # fmt: skip
    disputes = [
        {**row, "title": "", "moves": [], "matters": [{"title": matter} for matter in row["matters"]]}
        for row in gold["disputes"]
    ]
    meetings = [
        {**row, "start": row["day"], "end": row["until"], "evidence": reports(row["articles"])}
        for row in gold["meetings"]
    ]
    acts = [
        {**row, "type": row["types"][0], "status": "actual", "start": row["day"], "end": row["day"],
         "reports": reports(row["articles"])}
        for row in gold["landmarks"]
    ] + [
        {"type": row["decides"]["types"][0], "status": "actual", "actors": [row["body"]], "start": row["day"],
         "recipients": row["decides"]["on"], "end": row["day"], "reports": reports([row["article"]])}
        for row in gold["votes"] if row["adopted"]
    ]  # fmt: skip
    return {"demands": demands, "disputes": disputes, "meetings": meetings, "occurrences": acts}


def say_votes(theatre: archives.Theatre) -> list[archives.Row]:
    """Events with the votes that are due."""
    return [{"article": row["article"], "event": {"votes": row}} for row in theatre.gold["votes"]]
