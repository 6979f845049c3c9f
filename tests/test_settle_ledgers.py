"""Ledgers in the archive: what is new changes only what it touches, in whatever steps it comes;
what is read again leaves its entries."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from communique.archive import Archive, Item, Kept, Query, open_archive
from communique.errors import ArchiveError, KnowledgeError
from communique.records import Actor, Event, Link, Meeting, NonResponse, Position, Reading, identify
from communique.settle import blocks, deeds, filing, settle
from communique.settle.entries import entries
from makers import article, event, part, when

TODAY = "2025-07-01"
CREW = "Norway demanded that Chile free the crew of the trawler."
AGAIN = "Norway again demanded that Chile free the crew of the trawler."
REFUSED = "Chile rejected Norway's demand to free the crew of the trawler."
FREED = "Chile freed the crew of the trawler."
QUOTA = "Norway demanded that Chile lower its quota for hake."
NAMES = {"Norway": "NOR", "Chile": "CHL", "Peru": "PER", "Brazil": "BRA"}
TYPES = {
    "demanded": "REQUEST", "rejected": "REJECT", "freed": "RETREAT", "accused": "ACCUSE", "met": "CONSULT",
    "warned": "THREATEN",
}


@pytest.fixture
def archive(ready: str) -> Iterator[Archive]:
    """An empty archive."""
    with open_archive(ready) as opened:
        yield opened


def actors(*names: str) -> tuple[Actor, ...]:
    """States by name."""
    return tuple(Actor(name, NAMES[name]) for name in names)


def act(words: str, text: str, day: str | None, **fields: Any) -> Event:
    """An event that a sentence tells: who stands first in it does it to whoever else it names."""
    verb = next(v for v in TYPES if f" {v} " in words)
    doer, *targets = sorted((n for n in NAMES if n in words), key=words.index)
    given: dict[str, Any] = {
        "type": TYPES[verb], "mode": None, "evidence": part(words, text), "trigger": part(verb, text),
        "when": when(day) if day else None, "id": identify(words, text), "contexts": (),
    }  # fmt: skip
    return replace(event(**given), **{"actors": actors(doer), "recipients": actors(*targets), **fields})


def report(
    id: str, words: str, day: str, *, dated: bool = True, outlet: str = "Daily", **records: Any
) -> Kept:
    """An article of one sentence on a day, and text of its own after it."""
    text = f"{words} {' '.join(identify(id, n) for n in range(40))}."
    fields = records.pop("fields", {})
    events = (
        (act(words, text, day if dated else None, **fields),) if any(f" {v} " in words for v in TYPES) else ()
    )
    page = article(
        text, id=id, url=f"https://news.example/{id}", published=day, outlet=outlet,
        sha256=sha256(text.encode()).hexdigest(),
    )
    made = {name: make(text) for name, make in records.items()}
    return Kept(f"{id}.txt", Reading(page, events=events, **made))


def holds(
    wording: str, issue: str | None = None, by: str = "Chile", stance: Any = "supports",
    ascribed: str | None = None,
) -> Any:
    """A position in an article's text, for `report`."""
    def make(text: str) -> tuple[Position, ...]:
        says = Actor(ascribed, NAMES[ascribed]) if ascribed else None
        return (
            Position(
                identify(text, wording), actors(by)[0], issue or wording, stance, part(wording, text), says,
                None, None,
            ),
        )

    return make


def meets(words: str, status: Any, day: str | None, *who: str, kind: Any = "talks") -> Any:
    """A meeting in an article's text, for `report`."""
    at = when(day) if day else None
    return lambda text: (
        Meeting(identify(text, words), actors(*who), kind, status, at, None, (), part(words, text)),
    )


def fill(archive: Archive, *reports: Kept, today: str = TODAY) -> None:
    """Keep articles and settle them."""
    archive.add(reports)
    settle(archive, as_of=today)


def found(archive: Archive, kind: str, today: str = TODAY, **query: Any) -> list[Any]:
    """The JSON of a ledger's entries, by their first report."""
    rows = [dict(e.record) for e in entries(archive, kind, Query(**{"as_of": today, **query}))]
    return sorted(rows, key=lambda r: (r.get("evidence") or [{"article": ""}])[0]["article"])


def standing(archive: Archive, today: str = TODAY, **query: Any) -> list[tuple[str, list[str], list[str]]]:
    """How demands stand: status, articles, kinds of answers."""
    rows = found(archive, "demands", today, **query)
    return [
        (d["status"], [r["article"] for r in d["evidence"]], [r["kind"] for r in d["responses"]])
        for d in rows
    ]


# -- demands -------------------------------------------------------------------------------------------------


def test_a_demand_lives_through_what_is_new(archive: Archive) -> None:
    fill(archive, report("a", CREW, "2025-06-20"))
    [first] = found(archive, "demands")
    assert (first["by"], first["of"], first["status"], first["first"], first["age_days"]) == (
        ["NOR"], ["CHL"], "open", "2025-06-20", 11,
    )
    assert first["evidence"][0]["span"]["text"] == CREW and first["responses"] == []
    fill(archive, report("b", REFUSED, "2025-06-22"), report("x", QUOTA, "2025-06-22"))
    assert standing(archive) == [("refused", ["a"], ["refuses"]), ("open", ["x"], [])]
    fill(archive, report("c", AGAIN, "2025-06-25"))
    assert standing(archive)[0] == ("open", ["a", "c"], ["refuses"])
    fill(archive, report("d", FREED, "2025-06-28"))
    assert standing(archive)[0] == ("met", ["a", "c"], ["refuses", "meets"])
    assert found(archive, "demands")[0]["id"] == first["id"], "a demand keeps its id"
    assert not any(archive.waiting().values())


def test_only_what_is_touched_is_computed(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(
        archive, report("a", CREW, "2025-06-20"),
        report("b", "Peru demanded that Brazil free the pilots.", "2025-06-20"),
    )
    seen: list[set[str]] = []
    put = Archive.put_items
    monkeypatch.setattr(
        Archive, "put_items",
        lambda self, kind, b, *rest, **more: (
            seen.append(set(more.get("served") or ())),
            put(self, kind, b, *rest, **more),
        )[1],
    )  # fmt: skip
    fill(archive, report("c", REFUSED, "2025-06-22"))
    assert {"CHL<NOR"} in seen and not any("BRA" in block for served in seen for block in served)
    assert standing(archive) == [("refused", ["a"], ["refuses"]), ("open", ["b"], [])]
    seen.clear()
    settle(archive, as_of=TODAY)
    assert seen == [], "nothing new, nothing written"


STORY = [
    report("a", CREW, "2025-03-03"), report("b", AGAIN, "2025-03-04", outlet="Herald"),
    report("c", QUOTA, "2025-03-05"), report("d", REFUSED, "2025-03-09"),
    report("e", "Peru demanded that Chile free the crew of the trawler.", "2025-03-10"),
    report("f", "Chile accused Norway of theft.", "2025-03-11"),
    report("g", "Norway demanded easier visas.", "2025-03-12"), report("h", FREED, "2025-04-01"),
    report("i", "Chile rejected the demand.", "2025-04-02"),
]  # fmt: skip


@pytest.mark.parametrize("size", [1, 2, 4])
def test_it_does_not_matter_in_which_steps_articles_come(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    with open_archive(tmp_path / "whole.db") as whole:
        fill(whole, *STORY)
        expected = found(whole, "demands")
    monkeypatch.setattr(blocks, "PORTION", 1)
    monkeypatch.setattr(filing, "ACTS", 1)
    monkeypatch.setattr(filing, "PAGES", 1)
    for i in range(0, len(STORY), size):
        fill(archive, *STORY[i : i + size])
    assert found(archive, "demands") == expected
    settle(archive, all=True, as_of=TODAY)
    assert found(archive, "demands") == expected


def test_a_side_that_is_not_named_joins_the_demand_of_the_two(archive: Archive) -> None:
    fill(archive, report("a", "Norway demanded the release of the crew of the trawler.", "2025-06-20"))
    [lone] = found(archive, "demands")
    assert lone["of"] == []
    fill(archive, report("b", CREW, "2025-06-21"))
    [both] = found(archive, "demands")
    assert both["of"] == ["CHL"] and [r["article"] for r in both["evidence"]] == ["a", "b"]
    assert both["id"] == lone["id"]
    fill(archive, report("c", "Norway demanded the release of the crew.", "2025-06-22"))
    assert len(found(archive, "demands")) == 1 and len(found(archive, "demands")[0]["evidence"]) == 3


def test_links_and_silences_of_articles_count(archive: Archive) -> None:
    def silent(text: str) -> tuple[NonResponse, ...]:
        words = part("did not reply to the note on the crew", text)
        return (NonResponse(identify(text), actors("Chile")[0], actors("Norway")[0], None, words),)

    silence = report(
        "b", "Santiago did not reply to the note on the crew.", "2025-06-10", nonresponses=silent
    )
    fill(archive, report("a", CREW, "2025-06-01"), silence)
    [demand] = found(archive, "demands")
    assert [r["kind"] for r in demand["responses"]] == ["ignores"] and demand["status"] == "unanswered"
    assert ("b", True) in {(p.article, p.answer) for p in archive.passages_of("demands", [demand["id"]])}, (
        "its words are shown"
    )
    both = "Chile rejected the paper. Norway demanded that Chile free the crew."
    text = f"{both} {' '.join(identify('k', n) for n in range(30))}"
    acts = tuple(act(words, text, "2025-05-05") for words in (both.split(". ")[0] + ".", both.split(". ")[1]))
    link = Link("k1", acts[0].id, acts[1].id, "refuses", ())
    page = article(text, id="k", published="2025-05-05", sha256=sha256(text.encode()).hexdigest())
    fill(archive, Kept("k.txt", Reading(page, events=acts, links=(link,))))
    [demand] = [d for d in found(archive, "demands") if d["evidence"][0]["article"] == "k"]
    assert "refuses" in [r["kind"] for r in demand["responses"]]


def test_a_demand_is_older_on_another_day(archive: Archive) -> None:
    fill(archive, report("a", CREW, "2025-06-20"))
    assert [d["age_days"] for d in found(archive, "demands", "2025-07-21")] == [31]
    [late] = found(archive, "demands", "2025-12-01")
    assert late["status"] == "open" and late["age_days"] == 164
    assert found(archive, "demands", "2025-12-01", status="open") == [late]
    with pytest.raises(ArchiveError, match="no demands with status 'gone'; give one of open, met"):
        found(archive, "demands", status="gone")


def test_what_is_beyond_the_horizon_stays(archive: Archive) -> None:
    fill(archive, report("a", CREW, "2022-01-10"), report("b", REFUSED, "2022-01-12"))
    old = archive.items("demands")
    fill(archive, report("c", AGAIN, "2025-06-10"))
    assert standing(archive) == [("refused", ["a"], ["refuses"]), ("open", ["c"], [])]
    assert all(item in archive.items("demands") for item in old)


def test_an_article_read_again_leaves_its_entries(archive: Archive) -> None:
    fill(archive, report("a", CREW, "2025-06-20"),
         report("b", REFUSED, "2025-06-22", positions=holds("crew of the trawler", stance="opposes")),
         report("c", "Chile and Peru will hold talks on July 9.", "2025-06-22",
                         meetings=meets("hold talks", "planned", "2025-07-09", "Chile", "Peru")))
    assert [len(found(archive, kind)) for kind in ("demands", "positions", "meetings")] == [1, 1, 1]
    for id, words in (("a", CREW), ("b", REFUSED), ("c", "Chile and Peru will hold talks on July 9.")):
        bare = report(id, words, "2025-06-20").result
        assert isinstance(bare, Reading)
        archive.replace([replace(bare, events=())])
    settle(archive, as_of=TODAY)
    assert [found(archive, kind) for kind in ("demands", "positions", "meetings")] == [[], [], []]
    assert archive.blocks("demands") == [] and not any(archive.waiting().values())


# -- positions -----------------------------------------------------------------------------------------------


def test_positions_join_and_change(archive: Archive) -> None:
    fill(
        archive,
        report(
            "a", "Chile backs the fisheries principle.", "2025-05-01", positions=holds("fisheries principle")
        ),
    )
    fill(
        archive,
        report(
            "b", "Chile backs the fisheries principle.", "2025-05-20", positions=holds("fisheries principle")
        ),
        report(
            "c", "Peru says Chile backs the fisheries principle.", "2025-05-21",
            positions=holds("fisheries principle", ascribed="Peru"),
        ),
    )
    fill(
        archive,
        report("d", "Chile backs the fisheries policy.", "2025-06-20", positions=holds("fisheries policy")),
    )
    rows = found(archive, "positions")
    assert [
        (p["actor"], p["issue"], p["wording"], p["ascribed_by"], p["first"], p["last"]) for p in rows
    ] == [
        ("CHL", "fisheries principle", "fisheries principle", None, "2025-05-01", "2025-05-20"),
        ("CHL", "fisheries principle", "fisheries principle", "PER", "2025-05-21", "2025-05-21"),
        ("CHL", "fisheries principle", "fisheries policy", None, "2025-06-20", "2025-06-20"),
    ]
    assert [p["changed_from"] for p in rows] == [None, None, rows[0]["id"]]
    assert len(found(archive, "positions", dyad=("CHL", "PER"))) == 1
    assert len(found(archive, "positions", actor="PER")) == 0


def test_a_formula_that_is_held_for_years_is_one(archive: Archive) -> None:
    for n, day in enumerate(("2022-01-05", "2025-06-01", "2018-03-03")):
        fill(
            archive,
            report(
                f"{n}", "Chile backs the fisheries principle.", day, positions=holds("fisheries principle")
            ),
        )
    [one] = found(archive, "positions")
    assert (one["first"], one["last"], len(one["evidence"])) == ("2018-03-03", "2025-06-01", 3)


def test_the_users_issues_go_before(archive: Archive, tmp_path: Path) -> None:
    fill(archive, report("a", "Chile backs hake quotas.", "2025-05-01", positions=holds("hake quotas")),
         report("b", "Chile backs anchovy limits.", "2025-05-02", positions=holds("anchovy limits")))
    assert {p["issue"] for p in found(archive, "positions")} == {"hake quotas", "anchovy limits"}
    file = tmp_path / "issues.toml"
    file.write_text('[[issue]]\nname = "fisheries"\nwords = ["hake quotas", "anchovy limits"]\n', "utf-8")
    assert settle(archive, as_of=TODAY, issues=file).filed == 2
    [one] = found(archive, "positions")
    assert one["issue"] == "fisheries" and len(one["evidence"]) == 2
    assert settle(archive, as_of=TODAY, issues=file).filed == 0, "the same issues change nothing"
    fill(archive, report("c", "Chile backs hake quotas still.", "2025-05-03", positions=holds("hake quotas")))
    assert {p["issue"] for p in found(archive, "positions")} == {"fisheries"}, "issues are remembered"
    settle(archive, all=True, as_of=TODAY)
    assert {p["issue"] for p in found(archive, "positions")} == {"fisheries"}
    file.write_text("", "utf-8")
    settle(archive, as_of=TODAY, issues=file)
    assert {p["issue"] for p in found(archive, "positions")} == {"hake quotas", "anchovy limits"}
    file.write_text("[[issue]]\nname = 3\n", "utf-8")
    with pytest.raises(KnowledgeError, match="name 3; give it a name"):
        settle(archive, as_of=TODAY, issues=file)
    with pytest.raises(KnowledgeError, match="cannot be read"):
        settle(archive, as_of=TODAY, issues=tmp_path / "none.toml")
    assert len(found(archive, "positions")) == 2


# -- meetings ------------------------------------------------------------------------------------------------


def test_a_meeting_from_plan_to_what_became_of_it(archive: Archive) -> None:
    plan = "Chile and Peru plan talks."
    fill(
        archive,
        report(
            "a", plan, "2025-06-01", meetings=meets("plan talks", "planned", "2025-06-15", "Chile", "Peru")
        ),
        today="2025-06-02",
    )
    [meeting] = found(archive, "meetings", "2025-06-02")
    assert (meeting["status"], meeting["participants"], meeting["start"]) == (
        "planned", ["CHL", "PER"], "2025-06-15",
    )
    [late] = found(archive, "meetings")
    assert late["status"] == "unknown" and found(archive, "meetings", status="unknown") == [late]
    fill(archive, report("b", "Chile and Peru held talks.", "2025-06-16",
                         meetings=meets("held talks", "held", "2025-06-15", "Chile", "Peru")))
    [held] = found(archive, "meetings")
    assert held["status"] == "held" and held["id"] == meeting["id"] and len(held["evidence"]) == 2


def test_one_who_is_named_alone_joins_the_meeting_of_two(archive: Archive) -> None:
    fill(archive, report("a", "Chile and Peru plan talks.", "2025-06-01",
                         meetings=meets("plan talks", "planned", "2025-06-15", "Chile", "Peru")))
    fill(archive, report("b", "Chile plans talks.", "2025-06-02",
                         meetings=meets("plans talks", "planned", "2025-06-15", "Chile")))
    [both] = found(archive, "meetings")
    assert both["participants"] == ["CHL", "PER"] and len(both["evidence"]) == 2
    fill(archive, report("c", "Chile put off talks.", "2025-06-03",
                         meetings=meets("put off talks", "cancelled", "2025-06-15", "Chile")))
    [off] = found(archive, "meetings")
    assert off["status"] == "cancelled" and off["id"] == both["id"]


def test_a_consultation_is_a_meeting_only_where_an_article_has_one(archive: Archive) -> None:
    fill(archive, report("a", "Chile met Peru in Lima.", "2025-06-01"))
    assert found(archive, "meetings") == []
    fill(archive, report("b", "Norway met Brazil in Oslo.", "2025-06-01",
                         meetings=meets("met Brazil", "held", "2025-06-01", "Norway", "Brazil")))
    assert [m["participants"] for m in found(archive, "meetings")] == [["BRA", "NOR"]]


# -- disputes ------------------------------------------------------------------------------------------------


QUARREL = [
    report("q1", "Norway accused Chile of seizing the trawler.", "2025-05-02"),
    report("q2", CREW, "2025-05-03"), report("q3", REFUSED, "2025-05-05"),
    report("q4", "Norway warned Chile of sanctions over the trawler.", "2025-05-06"),
    report("q5", "Chile warned Norway to keep the trawler away.", "2025-05-08"),
]  # fmt: skip


def test_a_dispute_grows_and_fades(archive: Archive) -> None:
    fill(archive, *QUARREL[:4], today="2025-05-07")
    [dispute] = found(archive, "disputes", "2025-05-07")
    assert dispute["parties"] == ["NOR", "CHL"] and len(dispute["moves"]) == 4
    assert dispute["phase"] != "dormant"
    assert dispute["demands"] == [d["id"] for d in found(archive, "demands", "2025-05-07")]
    fill(archive, QUARREL[4], today="2025-05-09")
    [grown] = found(archive, "disputes", "2025-05-09")
    assert grown["id"] == dispute["id"] and len(grown["moves"]) == 5
    settle(archive, as_of="2026-06-01")
    [late] = found(archive, "disputes", "2026-06-01")
    assert late["phase"] != "dormant"
    assert any("no reports of either party since 2025-05" in why for why in late["because"])
    assert found(archive, "disputes", party="NOR") and not found(archive, "disputes", party="PER")


# -- from an earlier day -------------------------------------------------------------------------------------


def test_entries_are_seen_from_an_earlier_day_as_they_stood(archive: Archive) -> None:
    due = meets(
        "The ministers of Norway and Chile are to meet on May 20", "planned", "2025-05-20", "Norway", "Chile"
    )
    held = meets("The ministers of Norway and Chile met in Lima", "held", "2025-05-20", "Norway", "Chile")
    fill(
        archive, report("a", CREW, "2025-05-01"), report("b", REFUSED, "2025-05-03"),
        report("c", AGAIN, "2025-05-05"),
        report("d", "The ministers of Norway and Chile are to meet on May 20.", "2025-05-06", meetings=due),
        report("e", "The ministers of Norway and Chile met in Lima.", "2025-05-21", meetings=held),
        report("f", "Norway demanded that Chile free the crew of the trawler again.", "2025-05-22"),
        report("z", "Peru demanded that Brazil free the pilots.", "2026-05-22"), today="2026-05-22",
    )  # fmt: skip
    [now] = found(archive, "disputes", "2026-05-22", party="NOR")
    [then] = found(archive, "disputes", "2025-05-06", party="NOR")
    assert (now["phase"], then["phase"]) == ("falling", "rising")
    assert len(then["moves"]) == 3 < len(now["moves"])
    assert [row["id"] for row in found(archive, "disputes", "2025-05-06", status="rising")] == [then["id"]]
    assert found(archive, "disputes", "2025-04-30") == []
    assert found(archive, "disputes", "2025-05-06", status="dormant") == []
    why = " ".join(then["because"])
    assert "rising on 2025-05-06" in why and "2025-05-2" not in why
    assert {m["status"] for m in found(archive, "meetings", "2025-05-06")} == {"planned"}
    assert found(archive, "demands", "2025-04-30") == []
    assert len(found(archive, "demands", "2025-05-06", party="NOR")) == 1
    [asked] = found(archive, "demands", "2025-05-03", party="NOR")
    assert [r["article"] for r in asked["evidence"]] == ["a"] and asked["responses"]
    [waits] = found(archive, "demands", "2025-05-02", party="NOR")
    assert (waits["status"], waits["responses"], waits["age_days"]) == ("open", [], 1)


# -- what entries are found by -------------------------------------------------------------------------------


def test_entries_are_found_by_what_tells_them(archive: Archive) -> None:
    fill(
        archive, report("a", CREW, "2025-06-20", outlet="Daily"),
        report("b", QUOTA, "2025-06-21", outlet="Herald"),
    )
    assert standing(archive, outlet="herald") == [("open", ["b"], [])]
    assert [d["evidence"][0]["article"] for d in found(archive, "demands", text="hake")] == ["b"]
    assert len(found(archive, "demands", issue="trawler")) == 1
    assert len(found(archive, "demands", type="REQUEST")) == 2
    assert found(archive, "demands", type="SANCTION") == []
    assert found(archive, "demands", min_confidence=0.99) == []
    assert len(found(archive, "demands", since="2025-06-21")) == 1
    assert len(found(archive, "demands", recipient="CHL")) == 2
    assert len(found(archive, "demands", limit=1)) == 1
    assert found(archive, "demands", context="military") == []


def test_an_empty_archive_has_empty_ledgers(archive: Archive) -> None:
    settle(archive, as_of=TODAY)
    assert all(found(archive, kind) == [] for kind in ("demands", "positions", "meetings", "disputes"))
    assert list(deeds.deeds(archive, ("NOR", "CHL"))) == []


def test_no_day_and_no_country_do_no_harm(archive: Archive) -> None:
    nobody = {"actors": (), "recipients": ()}
    kept = report("a", CREW, "2025-06-20", dated=False, fields=nobody)
    assert isinstance(kept.result, Reading)
    undated = replace(kept.result, article=replace(kept.result.article, published=None))
    fill(archive, Kept("a.txt", undated), report("b", "Someone will meet.", "2025-06-20",
                         meetings=meets("will meet", "planned", None)))
    [demand] = found(archive, "demands")
    assert (demand["by"], demand["of"], demand["first"], demand["age_days"]) == ([], [], None, None)
    assert found(archive, "meetings") == []


def test_deeds_count_an_occurrence_once(archive: Archive) -> None:
    fill(
        archive, report("a", CREW, "2025-06-20"), report("b", CREW, "2025-06-20", outlet="Herald"),
        report("c", REFUSED, "2025-06-22"),
        report(
            "d", "Chile met Norway in Lima.", "2025-06-23",
            fields={"actors": actors("Chile", "Norway"), "recipients": ()},
        ),
        report("e", "Norway demanded a lower quota of Chile.", "2025-06-24", fields={"status": "planned"}),
    )
    rows = list(deeds.deeds(archive, ("CHL", "NOR")))
    assert sorted((d.day, d.actor, d.recipient, d.type) for d in rows) == [
        ("2025-06-20", "NOR", "CHL", "REQUEST"), ("2025-06-22", "CHL", "NOR", "REJECT"),
        ("2025-06-23", "CHL", "NOR", "CONSULT"), ("2025-06-23", "NOR", "CHL", "CONSULT"),
    ]  # fmt: skip
    assert all(d.plover is not None and d.goldstein is not None for d in rows)
    assert [d.type for d in deeds.deeds(archive, ("NOR", "CHL"), "2025-06-22", "2025-06-22")] == ["REJECT"]


# -- when other processes come between -----------------------------------------------------------------------


def test_entries_of_another_edition_are_not_kept(archive: Archive) -> None:
    fill(archive, report("a", CREW, "2025-06-20"))
    at = archive.edition()
    archive.put_copies({"a": None})
    one = Item("demands", "d", "CHL<NOR", "open", "2025-06-20", "2025-06-20")
    assert not archive.put_items("demands", (), [one], at=at) and len(archive.items("demands")) == 1
    assert not archive.file([], wake={}, at=at)


def test_a_stopped_run_is_gone_on_with(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: Any, **__: Any) -> bool:
        raise KeyboardInterrupt

    archive.add(STORY)
    with monkeypatch.context() as patch:
        patch.setattr(blocks.Portion, "keep", stop)
        with pytest.raises(KeyboardInterrupt):
            settle(archive, as_of=TODAY)
    assert found(archive, "demands") == [] and archive.waiting()["settle"] > 0
    settle(archive, as_of=TODAY)
    once = found(archive, "demands")
    settle(archive, all=True, as_of=TODAY)
    assert found(archive, "demands") == once != []
