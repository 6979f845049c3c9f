"""Citations and JSON-LD: what each format holds, and words that would break it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from communique import formats
from communique.archive import Kept, open_archive
from communique.cli import main
from communique.formats.coded import Coded
from communique.records import Actor, Reading
from makers import article, event
from webmakers import filled

STORY = article(
    id="n1",
    title="100% of {envoys} & others_left\nOslo #1",
    url="https://fjord.example/a?b=1&c=2", outlet="Fjord News", authors=("Ada Berg", "Ole Li"), sha256="ab",
)  # fmt: skip
PAPER = article(
    id="n2", title=None, published=None, genre="document",
    issuers=(Actor(None, "NOR", organization="Foreign Ministry"),),
)


def written(name: str, rows: list[object]) -> str:
    stream = io.BytesIO()
    assert formats.write(name, rows, stream) == len(rows)
    return stream.getvalue().decode()


def test_bibtex() -> None:
    text = written("bibtex", [STORY, STORY, PAPER])
    assert "@article{fjordnews20240528,\n  author = {{Ada Berg} and {Ole Li}},\n" in text
    assert "@article{fjordnews20240528-2," in text
    assert (
        r"title = {{100\% of \{envoys\} \& others\_left Oslo \#1}}" in text and "date = {2024-05-28}" in text
    )
    assert "@misc{n2," in text and "howpublished = {Foreign Ministry}" in text and "date = {}" not in text


def test_ris() -> None:
    text = written("ris", [STORY, PAPER])
    first, second = (entry.split("\r\n") for entry in text.strip().split("\r\n\r\n"))
    assert first[0] == "TY  - NEWS" and first[-1].startswith("ER  -") and "DA  - 2024/05/28" in first
    assert first.count("AU  - Ole Li") == 1
    assert second[0] == "TY  - GEN"
    assert all(line[2:6] == "  - " for line in (*first, *second) if line != "ER  -")


def test_csl() -> None:
    one, other = json.loads(written("csl", [STORY, PAPER]))
    assert (one["type"], one["issued"], one["container-title"]) == (
        "article-newspaper", {"date-parts": [[2024, 5, 28]]}, "Fjord News",
    )
    assert other["type"] == "document" and "issued" not in other
    assert other["title"].startswith("Norway on Monday")
    assert json.loads(written("csl", [])) == []


def test_json_ld() -> None:
    berg = Actor("Kari Berg", "NOR", role="Foreign Minister", wikidata="Q7")
    act = event(
        actor=[berg, Actor(None, "IGO", body="NAT", organization="NATO")], mode="expel", status="negated"
    )
    graph = json.loads(written("jsonld", [Coded(act, STORY)]))
    (node,) = graph["@graph"]
    assert node["agent"][0]["sameAs"] == "http://www.wikidata.org/entity/Q7"
    assert node["agent"][0]["@type"] == "Person"
    assert node["agent"][1] == {"@type": "Organization", "name": "NATO", "identifier": "NAT"}
    assert node["participant"] == [{"@type": "Country", "name": "Chile", "identifier": "CHL",
                                    "sameAs": "http://www.wikidata.org/entity/Q298"}]
    assert node["status"] == "negated" and "actionStatus" not in node, "what was not done is not completed"
    assert node["description"] == act.evidence.text and node["subjectOf"]["@id"] == STORY.url


@pytest.mark.parametrize(
    ("name", "begins"),
    [("bibtex", "@article{"), ("ris", "TY  - NEWS"), ("csl", "["), ("jsonld", '{"@context"')],
)
def test_from_the_command_line(tmp_path: Path, name: str, begins: str) -> None:
    where, out = filled(tmp_path), tmp_path / "x"
    with open_archive(where) as archive:
        archive.add([Kept("c", Reading(STORY))])
    assert main(["export", name, "-o", str(out), "--outlet", "Fjord News", "--archive", str(where)]) == 0
    text = out.read_text()
    assert text.startswith(begins) and "fjord.example" in text
