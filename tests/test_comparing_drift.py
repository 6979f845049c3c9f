"""The lives of formulas over an archive of our own: first and last said, what changed, who took them up,
when they were dropped."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from communique.archive import Archive, Kept, open_archive
from communique.cli import main
from communique.comparing.drift import empty, find_formulas, gathered, wordings
from communique.reader import Reader
from communique.records import Article
from communique.sources import from_string
from communique.sources.article import make

SAID = [
    (
        "2019-03-01",
        "OSLO - Norway's Foreign Minister Ine Soreide said Norway notes the plan for a snow crab quota off "
        "Svalbard.",
    ),
    (
        "2020-03-01",
        "OSLO - Norway's Foreign Minister Ine Soreide said Norway rejects the plan for a snow crab quota off "
        "Svalbard.",
    ),
    (
        "2020-06-01",
        "TALLINN - Estonia's Foreign Minister Urmas Reinsalu said Estonia rejects the plan for a snow crab "
        "quota off Svalbard.",
    ),
    (
        "2021-03-01",
        "OSLO - Norway's Foreign Minister Ine Soreide said Norwegian courts alone decide who may hold a snow "
        "crab quota.",
    ),
    ("2021-04-01", "OSLO - Norway's Foreign Minister Ine Soreide said Norway welcomes the talks on whales."),
]


@pytest.fixture(scope="module")
def archive(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive of what was said, one article a day."""
    archive = open_archive(tmp_path_factory.mktemp("drift") / "said.db")
    for n, (day, text) in enumerate(SAID):
        archive.add([Kept(f"said{n}", reader.read(from_string(text, published=day)))])
    return archive


@pytest.mark.model
def test_a_formula_has_its_variants_its_adopters_and_its_end(archive: Archive, reader: Reader) -> None:
    first, second = find_formulas(archive, "snow crab quota", reader, actor="NOR")
    assert [(v.first, v.kind) for v in first.variants] == [("2019-03-01", None), ("2020-03-01", "hardened")]
    assert (first.first, first.last, first.dropped) == ("2019-03-01", "2020-03-01", "2021-03-01")
    assert [(a.actor, a.first) for a in first.adopted] == [("EST", "2020-06-01")]
    assert (second.first, second.dropped, second.adopted) == ("2021-03-01", None, ())


@pytest.mark.model
def test_formulas_of_all_parties_are_never_one_by_likeness(archive: Archive, reader: Reader) -> None:
    found = find_formulas(archive, "snow crab quota", reader)
    assert [(f.actor, f.first, len(f.variants)) for f in found] == [
        ("NOR", "2019-03-01", 2),
        ("EST", "2020-06-01", 1),
        ("NOR", "2021-03-01", 1),
    ]
    quick = find_formulas(archive, "snow crab quota", None)
    assert [(f.id, f.first, f.last, f.dropped) for f in quick] == [
        (f.id, f.first, f.last, f.dropped) for f in found
    ]
    assert {v.kind for f in quick for v in f.variants} == {None}


@pytest.mark.model
def test_every_wording_stands_in_its_article(archive: Archive, reader: Reader) -> None:
    for formula in find_formulas(archive, "snow crab quota", reader):
        for report in (r for v in formula.variants for r in v.evidence):
            article = archive.article(report.article)
            assert article is not None
            assert article.text[report.span.start : report.span.end] == report.span.text


@pytest.mark.model
def test_the_command_says_where_nobody_speaks(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    where = Path(archive.where)
    assert main(["drift", "penguins", "--archive", str(where)]) == 1
    assert "penguins" in capsys.readouterr().err
    assert main(["drift", "snow crab quota", "--actor", "EST", "--archive", str(where), "--json"]) == 0
    [line] = capsys.readouterr().out.splitlines()
    assert json.loads(line)["actor"] == "EST"


YEARS = {
    "2021": "Reykjavik, 4 May 2021\n\nThe Ministers met.\n\nThey note the moratorium on deep sea nodules.",
    "2022": "Torshavn, 6 May 2022\n\nThe Ministers met.\n\nThey support the moratorium on deep sea nodules.",
    "2023": "Nuuk, 3 May 2023\n\nThe Ministers met.\n\nThey thanked Greenland for its welcome.",
}


@pytest.mark.model
def test_a_series_of_files_drops_what_a_later_text_has_no_longer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for year, text in YEARS.items():
        (tmp_path / f"{year}.txt").write_text(text, "utf-8")
    files = [str(tmp_path / f"{year}.txt") for year in reversed(YEARS)]
    assert main(["drift", "moratorium nodules", *files, "--json"]) == 0
    [formula] = map(json.loads, capsys.readouterr().out.splitlines())
    assert (formula["first"], formula["last"], formula["dropped"]) == (
        "2021-05-04", "2022-05-06", "2023-05-03",
    )
    assert [(v["first"], v["kind"]) for v in formula["variants"]] == [
        ("2021-05-04", None), ("2022-05-06", "hardened"),
    ]
    assert main(["drift", "penguins", *files]) == 1 and "penguins" in capsys.readouterr().err
    assert main(["drift", "nodules", *files, "--actor", "NOR"]) == 2 and "--actor" in capsys.readouterr().err
    (tmp_path / "undated.txt").write_text("They support the moratorium on nodules.", "utf-8")
    assert main(["drift", "nodules", str(tmp_path / "undated.txt")]) == 2
    assert "undated" in (said := capsys.readouterr().err) and "no day" in said


@pytest.mark.model
def test_an_empty_archive_has_no_formulas(
    tmp_path: Path, reader: Reader, capsys: pytest.CaptureFixture[str]
) -> None:
    where = tmp_path / "empty.db"
    with open_archive(where) as archive:
        assert find_formulas(archive, "nodules", reader) == []
    assert main(["drift", "nodules", "--archive", str(where)]) == 1


@pytest.mark.model
def test_a_publishers_later_text_without_the_formula_has_dropped_it(tmp_path: Path, reader: Reader) -> None:
    texts = {
        "2020-05-04": (
            "Nodules Forum: Statement of 2020", "The Forum supports the moratorium on deep sea nodules.",
        ),
        "2021-05-06": (
            "Nodules Forum: Statement of 2021", "The Forum notes the moratorium on deep sea nodules.",
        ),
        "2022-05-03": ("Nodules Forum: Statement of 2022", "The Forum thanked Greenland for its welcome."),
        "2021-09-01": ("A new secretary", "The Forum has a new secretary."),
    }
    with open_archive(tmp_path / "forum.db") as archive:
        for n, (day, (title, text)) in enumerate(texts.items()):
            archive.add([
                Kept(f"forum{n}", reader.read(make(text, id=day, title=title, published=day, outlet="Forum")))
            ])
        [formula] = find_formulas(archive, "moratorium nodules", reader, outlet="Forum")
        assert (formula.first, formula.last, formula.dropped) == ("2020-05-04", "2021-05-06", "2022-05-03")
        [scattered] = find_formulas(archive, "new secretary", None, outlet="Forum")
        assert scattered.dropped is None


def test_wordings_under_one_heading_are_one_formula_the_sooner() -> None:
    def said(day: str, text: str) -> Article:
        return make(text, id=day, published=day)

    first = (
        "Fisheries\n\nThe Ministers share quota tables.\n\nShipping\n\nThe Ministers noted quota rules for "
        "harbours."
    )
    later = (
        "Fisheries\n\nThe parties share quota figures yearly.\n\nShipping\n\nThe Ministers welcomed quota "
        "rules."
    )
    wordings_ = [
        w for day, text in (("2020-05-04", first), ("2021-05-04", later))
        for w in wordings(said(day, text), "quota", None, day)
    ]
    assert [sorted(w.heading) for w in wordings_] == [["fisheri"], ["ship"], ["fisheri"], ["ship"]]
    lives = [[w.report.span.text for w in life] for life in gathered(wordings_, empty("en"))]
    assert [len(life) for life in lives] == [2, 2]
    bare = [replace(w, heading=frozenset()) for w in wordings_]
    assert [len(life) for life in gathered(bare, empty("en"))] != [2, 2]
