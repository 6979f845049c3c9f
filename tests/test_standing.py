"""Nothing that is hypothetical, negated, planned or long past is shown as done, on any face: terminal, pipe,
JSON, REST, MCP, pages, feeds, brief, exports, frames and series."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as Xml

import lxml.html
import pytest
from starlette.testclient import TestClient

import communique
from communique.archive import Kept, open_archive
from communique.cli import main
from communique.records import Actor, Reading, Span
from communique.settle import settle
from communique.web.desk import Desk
from communique.web.mcp.serving import answered
from communique.wording import STATUS
from makers import article, event, part, when
from webmakers import client

DAY = "2025-03-04"
TOLD = {  # one act a status; the first word of each is found nowhere else
    "planned": "Zanzorra told reporters that Norway will expel two envoys of Chile on Friday.",
    "hypothetical": "Yttrix columns ask what happens if Norway expelled all envoys of Chile.",
    "negated": "Xolvane sources insist that Norway did not expel any envoy of Chile.",
    "historical": "Wurdle memoirs tell how Norway expelled the envoys of Chile in 1911.",
}
WORDS = {
    "planned": ("planned", "is due to", "plan", "to come", "ahead"),
    "hypothetical": ("considered", "possib", "hypothetical", "hypo"),
    "negated": ("not done", "did not", "negated", "denied"),
    "historical": ("earlier", "historical", "long past", "1911"),
}
MARKS = {status: words.split()[0] for status, words in TOLD.items()}


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("standing") / "a.db"
    norway, chile = Actor("Norway", "NOR"), Actor("Chile", "CHL")
    with open_archive(made) as archive:
        for number, (status, words) in enumerate(TOLD.items()):
            act = event(
                actor=[norway], recipient=[chile], mode="expel", status=status, confidence=0.95,
                id=f"{number}abcdef01234", evidence=Span(0, len(words), words), trigger=part("expel", words),
                rule="x", when=when(f"2025-{3 * number + 1:02}-02"),
            )
            page = article(
                words, id=f"a-{status}", title=f"Report {number}", published=DAY, outlet=f"Paper {number}",
                url=None,
            )
            archive.add([Kept(status, Reading(page, events=(act,)))])
        settle(archive)
    return made


@pytest.fixture
def pages(where: Path) -> Iterator[TestClient]:
    yield client(where)


def said_otherwise(status: str, text: str) -> bool:
    return any(word in text.casefold() for word in WORDS[status])


def test_the_terminal(
    where: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    for asked in (["find"], ["ledger", "occurrences"], ["find", "--of", "occurrences"]):
        assert main([*asked, "--archive", str(where)]) == 0
        blocks = capsys.readouterr().out.split("\n20")
        for status, mark in MARKS.items():
            found = [block for block in blocks if mark in block]
            assert found and all(said_otherwise(status, block.split(mark)[0]) for block in found), (
                asked, status,
            )
    assert main(["series", "--dyad", "NOR-CHL", "--json", "--archive", str(where)]) == 0
    assert sum(json.loads(line)["n"] for line in capsys.readouterr().out.splitlines()) == 0


def test_programs_get_the_status(
    where: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    for asked, name in ((["find"], "event"), (["ledger", "occurrences"], None)):
        assert main([*asked, "--archive", str(where)]) == 0
        for row in csv.DictReader(io.StringIO(capsys.readouterr().out), delimiter="\t"):
            assert row["words"] == TOLD[row["status"]]
        assert main([*asked, "--json", "--archive", str(where)]) == 0
        rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert {(row[name] if name else row)["status"] for row in rows} == set(TOLD)


def test_rest_and_its_series(pages: TestClient) -> None:
    for path, inner in (("events", "event"), ("occurrences", "occurrence")):
        items = pages.get(f"/api/v1/{path}?min_confidence=0").json()["items"]
        assert {row[inner]["status"] for row in items} == set(TOLD)
    assert pages.get("/api/v1/series?dyad=NOR-CHL").json()["items"] == []
    assert pages.get("/api/v1/disputes").json()["items"] == pages.get("/api/v1/demands").json()["items"] == []


def test_a_model(where: Path) -> None:
    with open_archive(where) as archive:
        result = answered(archive, Desk(), "events_between", {"one": "NOR", "other": "CHL"})
        body = json.loads(result.content[0].text)  # type: ignore[union-attr]
        assert {claim["status"] for claim in body["claims"]} == set(TOLD)
        assert all(TOLD[claim["status"]].split()[0] in json.dumps(claim) for claim in body["claims"])


PAGES = (
    "/", "/events", "/search?text=Norway&of=events", "/actor?party=NOR", "/actor?party=NOR&tab=ties",
    "/dyad?dyad=CHL-NOR", "/map", "/calendar", "/disputes", "/demands", "/commitments", "/review",
    *(f"/article?id=a-{status}" for status in TOLD),
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_page(pages: TestClient, path: str) -> None:
    got = pages.get(path)
    assert got.status_code == 200, path
    page = lxml.html.fromstring(got.text)
    for status, mark in MARKS.items():
        for element in page.xpath(f"//*[text()[contains(., '{mark}')]]"):
            if any(
                one.get("id") == "text"
                or one.tag in ("script", "title")
                or "text" in (one.get("class") or "").split()
                for one in (element, *element.iterancestors())
            ):  # the article's own text
                continue
            entry = next(
                (one for one in element.iterancestors() if one.tag in ("li", "tr", "article", "aside")), None
            )
            assert entry is not None and said_otherwise(status, entry.text_content()), (path, status)


def test_feeds(pages: TestClient) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    entries = Xml.fromstring(pages.get("/feeds/events.atom").content).findall(f"{atom}entry")
    assert len(entries) == len(TOLD)
    for one in entries:
        status = next(s for s, mark in MARKS.items() if mark in (one.findtext(f"{atom}summary") or ""))
        assert f"({status})" in (one.findtext(f"{atom}title") or "")


def test_the_brief(where: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["brief", "CHL-NOR", "--format", "markdown", "--archive", str(where)]) == 0
    lines = capsys.readouterr().out.splitlines()
    for number, line in enumerate(lines):
        for status, mark in MARKS.items():
            assert mark not in line or said_otherwise(
                status, " ".join(lines[max(0, number - 4) : number + 2])
            ), line


@pytest.mark.parametrize("form", ["csv", "plover", "jsonld", "gdelt", "icews", "polecat", "phoenix"])
def test_exports(where: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / "x"
    assert main(["export", form, "-o", str(out), "--archive", str(where)]) == 0
    text = out.read_text()
    if form == "csv":
        assert {row["status"]: row["evidence"] for row in csv.DictReader(io.StringIO(text))} == TOLD
    elif form == "plover":
        assert [sum(f'"{status}"' in line for line in text.splitlines()) for status in TOLD] == [1] * len(
            TOLD
        )
    elif form == "jsonld":
        done = {"actual", "historical"}
        assert all(
            (node.get("actionStatus") == "CompletedActionStatus") == (node["status"] in done)
            for node in json.loads(text)["@graph"]
        )
    else:
        assert not any("NOR" in line and "CHL" in line for line in text.splitlines()), (
            "no column says that it was not done"
        )


def test_frames(where: Path) -> None:
    with communique.open(where) as kept:
        for table in (kept.events(), kept.occurrences()):
            assert dict(zip(table["status"], table["evidence"], strict=True)) == TOLD
        assert kept.demands().empty and kept.disputes().empty


def test_every_status_has_its_word() -> None:
    assert all(said_otherwise(status, STATUS[status]) for status in TOLD)
