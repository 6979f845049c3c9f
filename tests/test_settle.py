"""Settling: what is new is settled, once, whatever the steps; what is read again leaves what it told;
nothing is lost in between."""
from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from communique.archive import Archive, Item, Kept, Query, open_archive, schema
from communique.cli import main
from communique.errors import ArchiveError
from communique.reader import Reader
from communique.records import Article, Event, Reading
from communique.settle import Settled, copies, happenings, settle, steps
from copies import make_old
from makers import article, event, part, when

DAY = "2024-05-27"
SHIP = "Norway demanded that Chile let the trawler sail home."
VESSEL = "Oslo urged Santiago to release the vessel, a trawler, and let it sail home."
VISAS = "Norway demanded easier student visas from Chile."
FILLING = (
    "The harbour master said that the crew of nine had been given water, bread and dry blankets on the first "
    "evening. Two inspectors went through the nets and the cold store, and sealed a cupboard in which they "
    "found three logbooks. A lawyer for the owners called the search thorough but polite, and asked for the "
    "papers to be handed back within a week."
)


@pytest.fixture
def archive(ready: str) -> Iterator[Archive]:
    """An empty archive."""
    with open_archive(ready) as opened:
        yield opened


def report(
    id: str, words: str, more: str = "", published: str | None = "2024-05-28", outlet: str | None = None,
    **fields: Any,
) -> Kept:
    """An article that tells one act in these words, with more text after it."""
    whole = f"{words} {more}".strip()
    given: dict[str, Any] = {
        "type": "REQUEST", "evidence": part(words, whole), "trigger": part(words.split()[1], whole),
        "when": when(DAY),
    }
    digest = sha256(whole.encode()).hexdigest()
    page = article(
        whole, id=id, url=f"https://news.example/{id}", published=published, outlet=outlet, sha256=digest
    )
    return Kept(f"{id}.txt", Reading(page, events=(event(**{**given, "id": f"e{id}", **fields}),)))


def groups(archive: Archive, **filters: Any) -> list[list[str]]:
    """The articles of each occurrence."""
    return sorted(sorted(a for a, _ in o.events) for o in archive.occurrences(Query(**filters)))


def state(archive: Archive) -> dict[str, list[str]]:
    """Every row that settling keeps, editions apart."""
    number = schema.articles.c
    with archive.read() as connection:
        names = {row.number: row.id for row in connection.execute(select(number.number, number.id))}
        found = {}
        for table in (
            schema.occurrences, schema.occurrence_events, schema.occurrence_blocks, schema.word_counts,
            schema.signatures, schema.bands, schema.waiting, schema.stale, schema.departed,
        ):  # fmt: skip
            rows = connection.execute(
                select(*(c for c in table.c if c.name not in ("change", "number")))
            ).mappings()
            found[table.name] = sorted(
                repr({**row, **({"article": names[row["article"]]} if "article" in row else {})})
                for row in rows
            )
        return found


# -- what is found -------------------------------------------------------------------------------------------


def test_reports_of_one_happening_are_gathered(archive: Archive) -> None:
    archive.add([report("a", SHIP), report("b", VESSEL), report("c", VISAS)])
    done = settle(archive)
    assert (done.signed, done.copies, done.events, done.occurrences) == (3, 0, 3, 2)
    assert groups(archive) == [["a", "b"], ["c"]]
    found = archive.occurrence("b", "eb")
    assert found is not None and found.origins == 2
    assert (found.first, found.last, found.start) == (DAY, DAY, DAY)
    assert [r["article"] for r in found.record["reports"]] == ["a", "b"]
    assert settle(archive) == Settled() and not any(archive.waiting().values())


def test_a_copy_counts_as_one_origin(archive: Archive) -> None:
    archive.add([
        report("later", SHIP, FILLING, "2024-05-28T12:00:00Z"),
        report("other", VESSEL, published="2024-05-28T09:00:00Z"),
    ])
    settle(archive)
    archive.add([report("first", SHIP, FILLING, "2024-05-28T08:00:00Z")])
    done = settle(archive)
    assert archive.copies() == {"later": "first"}, "the origin moves when an earlier article arrives"
    assert done.signed == 1 and groups(archive) == [["first", "later", "other"]]
    found = archive.occurrence("other", "eother")
    assert found is not None and found.origins == 2 and len(found.record["reports"]) == 3
    assert archive.words(["trawl", "vessel"])[1] == 2, "the words of a copy are not counted"


def test_an_occurrence_is_mended_when_its_articles_turn_out_to_be_copies(archive: Archive) -> None:
    archive.add([report("a", SHIP, FILLING, "2024-05-28"), report("b", SHIP, FILLING, "2024-05-29")])
    settle(archive)
    archive.put_copies({"b": None})
    assert archive.stale() == [archive_id(archive, "a")] and archive.occurrences() == []
    assert settle(archive) == Settled(mended=1)
    found = archive.occurrence("a", "ea")
    assert found is not None and found.origins == 2


def archive_id(archive: Archive, name: str) -> str:
    """The occurrence that an article's event is part of, stale or not."""
    part_of, page = schema.occurrence_events.c, schema.articles.c
    with archive.read() as connection:
        asked = (
            select(part_of.occurrence)
            .join(schema.articles, page.number == part_of.article)
            .where(page.id == name)
        )
        return str(connection.scalar(asked))


def test_days_and_parties_are_found_though_no_report_says_a_day(archive: Archive) -> None:
    archive.add([report("a", SHIP, when=None)])
    settle(archive)
    archive.add([
        report("b", VESSEL, published="2024-05-28", when=None),
        report("c", VESSEL, published="2024-06-20", when=None),
    ])
    settle(archive)
    assert groups(archive) == [["a", "b"], ["c"]]
    found = archive.occurrence("a", "ea")
    assert found is not None and found.start is None and found.first == "2024-05-28"


def test_imported_events_stay_by_themselves(archive: Archive) -> None:
    archive.add_coded([Coded(event(), Article("https://news.example/x", None, None, "", "2024-05-28"))])
    assert not any(archive.waiting().values()) and settle(archive) == Settled()
    assert archive.occurrences() == [] and archive.count() == 1


class Coded:
    """An event that someone else coded."""

    def __init__(self, event: Event, article: Article) -> None:
        self.event, self.article = event, article


# -- steps ---------------------------------------------------------------------------------------------------

MANY = [
    report(f"{n}{i}", words, FILLING if n == "a" else f"Part {i} of {n}.", f"2024-05-28T0{i}:00:00Z")
    for i in range(4)
    for n, words in (("a", SHIP), ("b", VESSEL), ("c", VISAS))
]


def test_the_steps_do_not_matter(where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_archive(tmp_path / "whole.db") as whole:
        whole.add(MANY)
        settle(whole)
        wanted = state(whole)
        assert whole.copies() == {"a1": "a0", "a2": "a0", "a3": "a0"}
    monkeypatch.setattr(copies, "SIGNED", 1)
    monkeypatch.setattr(happenings, "GATHERED", 2)
    monkeypatch.setattr(happenings, "REMEMBERED", 3)
    with open_archive(where) as archive:
        for kept in MANY:
            archive.add([kept])
            settle(archive)
        assert state(archive) == wanted
        assert settle(archive, all=True).anew and state(archive) == wanted


def test_a_run_that_stops_is_gone_on_with(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "SIGNED", 5)
    monkeypatch.setattr(happenings, "GATHERED", 5)
    archive.add(MANY)
    seen: list[int] = []

    def stop(done: Settled) -> None:
        seen.append(done.steps)
        if len(seen) in (2, 5):
            raise KeyboardInterrupt

    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            settle(archive, progress=stop)
    settle(archive, progress=stop)
    once = state(archive)
    settle(archive, all=True)
    assert state(archive) == once and not any(archive.waiting().values())


# -- read again ----------------------------------------------------------------------------------------------


def test_a_revised_article_leaves_its_happening(archive: Archive) -> None:
    archive.add([report("a", SHIP), report("b", VESSEL), report("c", VISAS)])
    settle(archive)
    before = archive.occurrence("b", "eb")
    archive.add([report("a", VISAS)])
    assert archive.occurrence("b", "eb") is None, "hidden until it is mended"
    done = settle(archive)
    assert (done.signed, done.events, done.mended) == (1, 1, 1) and groups(archive) == [["a", "c"], ["b"]]
    after = archive.occurrence("b", "eb")
    assert before and after and after.id == before.id
    assert [r["article"] for r in after.record["reports"]] == ["b"]


def test_records_read_anew_are_gathered_anew(archive: Archive) -> None:
    archive.add([report("a", SHIP), report("b", VESSEL)])
    settle(archive)
    kept = report("a", SHIP, type="AID").result
    assert isinstance(kept, Reading)
    archive.replace([kept])
    done = Settled(articles=1, events=1, occurrences=1, mended=1, filed=1, demands=1)
    assert settle(archive) == done and groups(archive) == [["a"], ["b"]]
    archive.replace([replace(kept, events=())])
    assert settle(archive) == Settled(filed=1) and groups(archive) == [["b"]]
    assert archive.words([])[1] == 1 and archive.items("demands")[0].record["evidence"][0]["article"] == "b"
    assert not [t for t in archive.touched() if t.gone], "every ledger has seen what went"
    once = state(archive)
    settle(archive, all=True)
    now = state(archive)
    assert {name: now[name] for name in ("word_counts", "departed", "stale", "waiting")} == {
        name: once[name] for name in ("word_counts", "departed", "stale", "waiting")}  # fmt: skip


def test_another_process_comes_between(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.add([report("a", SHIP), report("b", VESSEL)])
    meddled: list[str] = []
    gather = happenings.gathered_in_turn

    def slow(*given: Any) -> Any:
        if len(meddled) < 1:
            meddled.append("a")
            archive.add([report("a", VISAS)])
        return gather(*given)

    monkeypatch.setattr(happenings, "gathered_in_turn", slow)
    settle(archive)
    settle(archive)
    assert groups(archive) == [["a"], ["b"]]
    text_of = archive.article("a")
    for o in archive.occurrences():
        for r in o.record["reports"]:
            assert r["article"] != "a" or (text_of and r["span"]["text"] in text_of.text)
    monkeypatch.setattr(steps, "TRIES", 3)
    monkeypatch.setattr(
        happenings, "gathered_in_turn", lambda *given: archive.put_copies({"b": None}) or gather(*given)
    )
    archive.add([report("c", SHIP)])
    with pytest.raises(ArchiveError, match="another process kept changing it"):
        settle(archive)


# -- what is computed from occurrences -----------------------------------------------------------------------


def test_what_changed_is_told_to_ledgers(archive: Archive) -> None:
    archive.add([report("a", SHIP)])
    settle(archive)
    [first] = archive.touched()
    assert not first.gone and first.actors == ("NOR",) and (first.first, first.last) == (DAY, DAY)
    assert archive.touched((first.change, first.id)) == []
    archive.add([report("b", VESSEL), report("c", VISAS)])
    settle(archive)
    later = archive.touched((first.change, first.id))
    assert len(later) == 2 and {t.id for t in later} >= {first.id}
    archive.drop_occurrences([first.id])
    gone = archive.touched((later[-1].change, later[-1].id))
    assert [(t.id, t.gone, t.recipients) for t in gone] == [(first.id, True, ("CHL",))]
    archive.forget_gone(gone[0].change)
    assert archive.touched((later[-1].change, later[-1].id)) == []
    started = archive.settled_anew()
    settle(archive, all=True)
    assert archive.settled_anew() > started


def test_items(archive: Archive) -> None:
    sides = (("actor", "NOR"), ("recipient", "CHL"))
    one = Item(
        "demands", "d1", "NOR-CHL", "open", "2024-05-01", "2024-05-20", sides, "fishing rights", {"id": "d1"}
    )
    two = replace(one, id="d2", status="met", first="2024-06-01", last="2024-06-01", record={"id": "d2"})
    other = replace(
        one, id="d3", block="CHL-NOR", parties=(("actor", "CHL"), ("recipient", "NOR")), issue="visas"
    )
    archive.put_items("demands", ["NOR-CHL"], [one, two, other], {"demands": "7"})
    assert archive.items("demands") == [two, other, one] and archive.mark("demands") == "7"
    assert archive.mark("other") is None
    first = archive.items("demands", Query(limit=1))
    assert archive.items("demands", Query(limit=5, after=first[0].cursor)) == [other, one]
    assert archive.items("demands", Query(actor="NOR", status="open")) == [one]
    assert archive.items("demands", Query(issue="fishing", until="2024-05")) == [one]
    assert archive.items("demands", Query(dyad=("NOR", "CHL"), since="2024-06")) == [two]
    assert archive.items("positions") == []
    archive.put_items("demands", ["NOR-CHL"], [replace(one, status="met")])
    assert [(i.id, i.status) for i in archive.items("demands")] == [("d3", "open"), ("d1", "met")]
    assert [i.id for i in archive.items_of("demands", ["CHL-NOR"])] == ["d3"]
    archive.put_items("demands", (), (), gone=["d1", "d3"])
    assert archive.items("demands") == []
    with pytest.raises(ArchiveError, match="not a valid cursor"):
        archive.items("demands", Query(after="3"))


def test_an_archive_of_version_1_is_settled(where: str) -> None:
    make_old(
        where, 1,
        "INSERT INTO articles (number, id, day, sha256, revision, origin, state, coder, added, text) "
        "VALUES (1000, 'old', '2024-05-28', 'x', 1, 'old.txt', 'read', '', '', 'An old text.')",
    )
    with open_archive(where) as archive:
        assert archive.waiting() == {"sign": 1, "gather": 0, "file": 1, "name": 0, "mend": 0, "settle": 0}
        archive.add([report("a", SHIP)])
        assert settle(archive).signed == 2 and groups(archive) == [["a"]]


# -- as a user runs it ---------------------------------------------------------------------------------------

NEWS = {
    "lima.txt": "LIMA, May 27 (Andina) - Peru expelled two Chilean envoys on Monday over the seized trawler "
                "Aurora. "
    + FILLING,
    "copy.txt": "Peru expelled two Chilean envoys on Monday over the seized trawler Aurora. " + FILLING,
    "oslo.txt": "Peru expelled the two Chilean envoys over the seized trawler Aurora on Monday, an official "
                "said. They left by road.",
    "accra.txt": "Ghana urged Togo on Tuesday to open the border at Aflao.",
}


@pytest.mark.model
def test_articles_read_and_settled(
    where: str, reader: Reader, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_archive(where) as archive:
        for name, words in NEWS.items():
            page = Article(
                name, None, None, words, "2024-05-28", outlet=name, language="en",
                sha256=sha256(words.encode()).hexdigest(),
            )
            archive.add([Kept(name, reader.read(page))])
    assert main(["settle", "--archive", where, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["signed"] == 4 and told["copies"] == 1 and told["events"] >= 4 and not told["anew"]
    assert main(["ledger", "occurrences", "--party", "PER", "--json", "--archive", where]) == 0
    [line] = map(json.loads, capsys.readouterr().out.splitlines())
    assert {*line} == {
        "id", "type", "mode", "status", "actors", "recipients", "start", "end", "reported", "confidence",
        "salience", "reports", "origins", "versions", "because",
    }  # fmt: skip
    assert (line["actors"], line["recipients"], line["start"], line["origins"]) == (
        ["PER"], ["CHL"], "2024-05-27", 2,
    )
    assert {r["article"] for r in line["reports"]} == {"lima.txt", "copy.txt", "oslo.txt"}
    assert all(
        NEWS[r["article"]][r["span"]["start"] : r["span"]["end"]] == r["span"]["text"]
        for r in line["reports"]
    )
    assert main(["settle", "--archive", where]) == 0 and "nothing new" in capsys.readouterr().err
    assert main(["ledger", "occurrences", "--archive", where]) == 0
    assert "\tPER\tCHL\t" in capsys.readouterr().out


def test_what_waits_is_said(where: str, capsys: pytest.CaptureFixture[str]) -> None:
    with open_archive(where) as archive:
        archive.add([report("a", SHIP)])
    assert main(["ledger", "occurrences", "--json", "--archive", where]) == 0
    shown = capsys.readouterr()
    assert shown.out == "" and "run `communique settle`" in shown.err
    assert main(["ledger", "nothing", "--archive", where]) == 2


def test_a_killed_run_loses_nothing(tmp_path: Path) -> None:
    where = str(tmp_path / "a.db")
    with open_archive(where) as archive:
        for n in range(4):
            archive.add([
                report(
                    f"{n}-{i}", f"Norway demanded that Chile let trawler number {n * 100 + i} sail.",
                    f"{i} {FILLING[i % 40 :]}",
                )
                for i in range(100)
            ])  # fmt: skip
    run = subprocess.Popen(
        [sys.executable, "-m", "communique", "settle", "--archive", where], stderr=subprocess.PIPE,
        env={**os.environ},
    )
    with open_archive(where) as archive:
        while archive.waiting()["gather"] in (0, 400) and run.poll() is None:
            time.sleep(0.05)
        run.send_signal(signal.SIGKILL)
        run.communicate()
        settle(archive)
        assert not any(archive.waiting().values())
        held = [e for o in archive.occurrences(Query(limit=1000)) for e in o.events]
        assert len(held) == 400 == len(set(held))
