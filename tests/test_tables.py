"""Users' own tables of actors: what is wrong with one, which row wins,
and how Wikidata's results become one."""
from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import cli
from communique.actors import resolve_phrase
from communique.errors import KnowledgeError
from communique.knowledge import names, own, tables, wikidata

HEAD = "kind,name,aliases,country,sector,role,class,from,until\n"


def table(folder: Path, *lines: str, head: str = HEAD) -> Path:
    path = folder / "mine.csv"
    path.write_text(head + "".join(line + "\n" for line in lines), "utf-8")
    return path


# (header, row, words of the fault)
FAULTY = [
    ("name,land\n", "X,FRA", "unknown column 'land'"),
    ("name,Country\n", "X,FRA", "write 'country'"),
    ("name;country\n", "X;FRA", "commas"),
    ("name,name,country\n", "X,X,FRA", "stands twice"),
    ("name\n", "X", "no column 'country'"),
    (HEAD, "person,Ada Stone,,FRA,GOV,Envoy,,2020-13-01,", "'2020-13-01' in 'from' is no date"),
    (HEAD, "person,Ada Stone,,FRA,GOV,Envoy,,yesterday,", "is no date"),
    (HEAD, "person,Ada Stone,,FRA,GOV,Envoy,,2021-01-01,2020-01-01", "before from"),
    (HEAD, "person,Ada Stone,,France,GOV,Envoy,,,", "write 'FRA'"),
    (HEAD, "person,Ada Stone,,fr,GOV,Envoy,,,", "write 'FRA'"),
    (HEAD, "person,Ada Stone,,FRA,GVT,Envoy,,,", "unknown sector 'GVT'"),
    (HEAD, "human,Ada Stone,,FRA,GOV,Envoy,,,", "unknown kind 'human'"),
    (HEAD, "person,,,FRA,GOV,Envoy,,,", "'name' is empty"),
    (HEAD, "person,Ada Stone,,,,Envoy,,,", "neither country nor sector"),
    (HEAD, "person,Ada Stone,FRA", "3 cells where the header has 9"),
]


@pytest.mark.parametrize(("head", "row", "words"), FAULTY, ids=[f[2] for f in FAULTY])
def test_a_fault_names_line_and_remedy(tmp_path: Path, head: str, row: str, words: str) -> None:
    path = table(tmp_path, row, head=head)
    [fault, *_] = tables.lint(path)
    assert words in f"{fault.found}; {fault.remedy}"
    assert fault.line == (1 if head != HEAD else 2) and fault.remedy
    with pytest.raises(KnowledgeError, match=rf"mine\.csv: line {fault.line}: .*--lint"):
        own.load(path)


def test_overlapping_terms_are_remarked_and_the_last_line_wins(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "person,Ada Stone,,FRA,GOV,Foreign Minister,FM,2020-01-01,2022-01-01",
        "person,Bo Reed,,FRA,GOV,Foreign Minister,FM,2021-06-01,",
        "person,Cy Hill,,DEU,GOV,Envoy,,2020,",
        "person,Cy Hill,,DEU,MIL,Envoy,,2020,",
    )
    faults = tables.lint(path)
    assert [(f.line, f.grave) for f in faults] == [(3, False), (5, False)]
    assert "overlaps line 2: Ada Stone" in faults[0].found
    with own.using(own.load(path)):
        assert names.person("Cy Hill", "2021-01-01").sector == "MIL"  # type: ignore[union-attr]
    assert cli.main(["actor", "--lint", str(path)]) == 0


def test_a_file_that_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="No such file"):
        tables.lint(tmp_path / "none.csv")
    (tmp_path / "latin.csv").write_bytes("name,country\nJosé,ESP\n".encode("latin-1"))
    with pytest.raises(KnowledgeError, match="UTF-8"):
        tables.lint(tmp_path / "latin.csv")
    (tmp_path / "empty.csv").write_text("")
    assert "no column 'name'" in tables.lint(tmp_path / "empty.csv")[0].found


def test_the_users_table_goes_before_ours_and_only_inside(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "person,Emmanuel Macron,,CHE,BUS,chairman,,2020-01-01,",
        "person,Zora Quill,Quillish Zo,KEN,GOV,Foreign Minister,FM,2020-01-01,2024-01-01",
        "body,Beijing,,SGP,BUS,,,,",
        "group,The (A+B) [Front],,TCD,REB,,,,",
    )
    assert names.person("Zora Quill", "2022-05-05") is None
    with own.using(own.load(path)):
        assert names.person("Emmanuel Macron", "2022-05-05").country == "CHE"  # type: ignore[union-attr]
        assert names.person("quillish zo", "2022-05-05").country == "KEN"  # type: ignore[union-attr]
        assert [t.person for t in names.incumbents("Quill", "2022-05-05")] == ["Zora Quill"]
        assert names.incumbents("Quill", "2025-05-05") == ()
        found = names.longest(["Beijing", "said"], 0)
        assert found is not None and found[0].country == "SGP" and found[0].source == names.SOURCE
        assert resolve_phrase("Zora Quill", on="2022-05-05")["country"] == "KEN"
    assert names.person("Emmanuel Macron", "2022-05-05").country == "FRA"  # type: ignore[union-attr]


@given(st.text(max_size=30), st.text(max_size=12))
def test_any_name_can_be_looked_up(name: str, country: str) -> None:
    rows = list(
        tables.read_table(["name,country\n", f'"{name.replace(chr(34), "")}",{country.replace(",", "")}\n'])
    )
    assert all(isinstance(row, tables.Row | tables.Fault) for _, row in rows)
    names.person(name, "2024-01-01")
    names.foreign(name)


def test_many_rows_keep_their_order(tmp_path: Path) -> None:
    path = table(
        tmp_path, *(f"person,Given{i} Family{i % 50_000},,FRA,GOV,Envoy,,2020,,"[:-1] for i in range(100_000))
    )
    mine = own.load(path)
    assert mine.persons("given77777 family27777")[0].country == "FRA"
    assert mine.persons("given77777 family1") == ()


RESULT = {
    "person": "http://www.wikidata.org/entity/Q42", "personLabel": "Ada Stone",
    "aliases": "A. Stone|Ada Q. Stone", "positionLabel": "Minister of Foreign Affairs", "country": "NZL",
    "start": "2020-02-03T00:00:00Z",
}  # fmt: skip


def forms(folder: Path) -> list[Path]:
    """The three forms in which the query service gives the same result."""
    typed = {k: {"type": "literal", "value": v} for k, v in RESULT.items()}
    contents = {
        "sparql.json": json.dumps({"head": {"vars": list(RESULT)}, "results": {"bindings": [typed]}}),
        "simple.json": json.dumps([RESULT]),
        "plain.csv": ",".join(RESULT) + "\n" + ",".join(RESULT.values()) + "\n",
    }
    for name, text in contents.items():
        (folder / name).write_text(text, "utf-8")
    return [folder / name for name in contents]


def test_wikidata_in_its_three_forms(tmp_path: Path) -> None:
    tables_found = [wikidata.convert(path) for path in forms(tmp_path)]
    assert len({text for text, _ in tables_found}) == 1 and not any(left for _, left in tables_found)
    path = tmp_path / "mine.csv"
    path.write_text(tables_found[0][0], "utf-8")
    assert tables.lint(path) == []
    [term] = own.load(path).persons("ada q stone")
    assert (term.country, term.class_, term.start, term.end, term.wikidata) == (
        "NZL", "FM", "2020-02-03", "", "Q42",
    )


def test_what_wikidata_cannot_name_is_left_out_and_said(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_text(
        json.dumps([RESULT | {"personLabel": "Q42"}, RESULT | {"country": "XYZ"}, RESULT]), "utf-8"
    )
    text, left_out = wikidata.convert(path)
    assert text.count("\n") == 2 and len(left_out) == 2
    path.write_text("[1]")
    with pytest.raises(KnowledgeError, match="no object"):
        wikidata.convert(path)
    path.write_text("{")
    with pytest.raises(KnowledgeError, match=r"query\.wikidata\.org"):
        wikidata.convert(path)
    path.write_text(json.dumps([{"person": "x"}]))
    with pytest.raises(KnowledgeError, match=r"no variable personLabel.*docs/how-to\.md"):
        wikidata.convert(path)


def test_commands_on_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = table(tmp_path, "person,Zora Quill,,KEN,GOV,Foreign Minister,FM,2020-01-01,")
    assert cli.main(["actor", "Zora Quill", "--on", "2022-05-05", "--actors", str(good), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["country"] == "KEN"
    bad = tmp_path / "bad.csv"
    bad.write_text(HEAD + "person,Zora Quill,,KENYA,GOV,,,,\n")
    assert cli.main(["actor", "--lint", str(bad)]) == 1
    assert "line 2: unknown country 'KENYA'; write 'KEN'" in capsys.readouterr().err
    assert cli.main(["actor", "Zora Quill", "--actors", str(bad)]) == 2
    assert "--lint bad.csv" in capsys.readouterr().err
    assert cli.main(["actor", "--import-wikidata", str(forms(tmp_path)[0])]) == 0
    assert "Ada Stone" in capsys.readouterr().out
    assert cli.main(["actor", "A", "--lint", str(good)]) == 2
