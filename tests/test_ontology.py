"""The ontology's tables: whole, within their scales, at one with each other,
and equal to the reference where that is at hand."""
from __future__ import annotations

import importlib.util
import re
import sys
import tomllib
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest
import rtoml

from communique import knowledge
from communique.errors import KnowledgeError
from communique.knowledge import load_toml, ontology
from communique.records import LinkKind, Status

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT.parent / "shared" / "reference" / "formats.md"
# CAMEO has one code for yielding in word and in deed; it maps to CONCEDE and stands for RETREAT too.
SHARED = {("RETREAT", None), ("RETREAT", "resign")}
PAIRS = [(kind, mode) for kind in ontology.types() for mode in (None, *ontology.modes(kind))]


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    """scripts/build_ontology.py as a module."""
    spec = importlib.util.spec_from_file_location("build_ontology", ROOT / "scripts" / "build_ontology.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_counts() -> None:
    codes = ontology.cameo_codes()
    assert (len(ontology.types()), sum(len(ontology.modes(t)) for t in ontology.types())) == (16, 67)
    assert (len(ontology.contexts()), len(ontology.sectors())) == (37, 25)
    assert Counter(len(code) for code in codes) == {2: 20, 3: 149, 4: 148}
    assert [code for code in codes if len(code) == 2] == [f"{n:02}" for n in range(1, 21)]


@pytest.mark.parametrize(("quad", "names"), [
    (1, "AGREE CONSULT SUPPORT CONCEDE"),
    (2, "COOPERATE AID RETREAT"),
    (3, "REQUEST ACCUSE REJECT THREATEN SANCTION"),
    (4, "PROTEST MOBILIZE COERCE ASSAULT"),
])
def test_quad(quad: int, names: str) -> None:
    assert [name for name in ontology.types() if ontology.quad(name) == quad] == names.split()


@pytest.mark.parametrize(
    ("kind", "quad", "score"), [("SANCTION", 3, ontology.score("SANCTION")), ("DEMAND", 1, 0.0), ("", 1, 0.0)]
)
def test_a_type_outside_the_code_book_takes_what_is_given(kind: str, quad: int, score: float) -> None:
    assert (ontology.quad_or(kind, 1), ontology.score_or(kind, 0.0)) == (quad, score)
    assert (ontology.score_or(kind, None) is None) == (kind not in ontology.types())


def test_modes_have_scores_or_say_that_they_have_none() -> None:
    unscored = [
        (t.name, m.name) for t in ontology.types().values() for m in t.modes.values() if m.score is None
    ]
    assert unscored == [("PROTEST", "vandalize")]
    assert ontology.score("PROTEST", "vandalize") == ontology.score("PROTEST") == -5


@pytest.mark.parametrize(("kind", "mode", "score"), [
    ("CONSULT", "phone", 1.5), ("CONSULT", None, 2.5), ("ACCUSE", None, -3), ("SANCTION", "expel", -5.5),
    ("ASSAULT", "unconventional", -10),
])
def test_score(kind: str, mode: str | None, score: float) -> None:
    assert ontology.score(kind, mode) == score


def test_scores_have_the_sign_of_their_quad() -> None:
    for kind, mode in PAIRS:
        score = ontology.score(kind, mode)
        assert score >= 0 if ontology.quad(kind) < 3 else score <= 0 or kind == "REQUEST", (kind, mode)


def test_cameo_values() -> None:
    for code in ontology.cameo_codes().values():
        for value in (code.goldstein_gdelt, code.goldstein_icews, code.goldstein_phoenix):
            assert value is None or -10 <= value <= 10
        assert code.root in ontology.cameo_codes()
        assert code.quad_gdelt == 1 + sum(int(code.root) > last for last in (5, 9, 14))


@pytest.mark.parametrize(
    ("code", "gdelt", "icews", "phoenix"),
    [
        ("016", -2, -5, 3.4), ("022", 3.2, 3.4, 3.4), ("164", -7, -6.5, -7), ("1213", None, -4, None),
        ("176", None, None, None), ("042", 1.9, 1.9, 1.9),
    ],
)
def test_goldstein(code: str, gdelt: float | None, icews: float | None, phoenix: float | None) -> None:
    entry = ontology.cameo(code)
    assert entry is not None
    assert (entry.goldstein_gdelt, entry.goldstein_icews, entry.goldstein_phoenix) == (gdelt, icews, phoenix)


def test_codes_are_strings() -> None:
    entry = ontology.cameo("010")
    assert entry is not None and entry.code == "010" and entry.root == "01"
    assert ontology.cameo("10") is not None and ontology.cameo("10") != entry
    assert ontology.cameo("8") is None


def test_only_statements_and_appeals_have_no_type() -> None:
    bare = {
        code.root for code in ontology.cameo_codes().values()
        if len(code.code) > 2 and code.plover_type is None
    }
    assert bare == {"01", "02"}


@pytest.mark.parametrize(("kind", "mode"), PAIRS)
def test_cameo_for_gives_a_code_of_that_type(kind: str, mode: str | None) -> None:
    code = ontology.cameo(ontology.cameo_for(kind, mode) or "")
    assert code is not None and code.plover_type == ("CONCEDE" if (kind, mode) in SHARED else kind)


@pytest.mark.parametrize(
    ("kind", "mode", "code"),
    [
        ("CONSULT", "phone", "041"), ("CONSULT", "visit", "042"), ("ACCUSE", "disapprove", "111"),
        ("ACCUSE", "allege", "112"), ("ACCUSE", "investigate", "090"), ("SANCTION", "expel", "161"),
        ("SANCTION", "discontinue", "163"), ("REQUEST", "yield", "105"), ("COERCE", "cyber", "176"),
        ("SUPPORT", None, "050"),
    ],
)
def test_cameo_for(kind: str, mode: str | None, code: str) -> None:
    assert ontology.cameo_for(kind, mode) == code


@pytest.mark.parametrize(("kind", "mode", "code"), [
    ("CONSULT", "phone", "125"), ("RETREAT", "release", "1243"), ("AGREE", None, "120"), ("AID", None, "122"),
    ("ACCUSE", "allege", None), ("ASSAULT", None, None),
])
def test_cameo_for_what_was_not_done(kind: str, mode: str | None, code: str | None) -> None:
    assert ontology.cameo_for(kind, mode, negated=True) == code
    assert code is None or code.startswith("12")


def test_a_mode_may_bring_its_context() -> None:
    assert ontology.implied("COERCE", "cyber") == ("cyber",)
    assert ontology.implied("COERCE", None) == ()


def test_unknown_names_say_where_and_what() -> None:
    with pytest.raises(KnowledgeError, match=r"plover\.toml: types\.DEMAND: no such type; use one of AGREE"):
        ontology.quad("DEMAND")
    with pytest.raises(
        KnowledgeError, match=r"plover\.toml: types\.CONSULT: no mode 'fax'; use one of visit"
    ):
        ontology.score("CONSULT", "fax")
    with pytest.raises(KnowledgeError, match="the type has no modes"):
        ontology.cameo_for("AID", "money")


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"quad": 5}, r"<= 4 - at `\$\.quad`"),
        ({"quad": 1, "score": 1.0}, "`definition`"),
        ({"quad": 1, "definition": "meets", "score": 11}, r"<= 10\.0 - at `\$\.score`"),
        (
            {"quad": 1, "definition": "meets", "score": 1, "cameo": "999"},
            ": cameo is '999', which cameo.csv lacks",
        ),
        (
            {
                "quad": 1, "definition": "meets", "score": 1,
                "modes": {"fax": {"definition": "by fax", "score": 1, "refused": "999"}},
            },
            r"\.modes\.fax: refused is '999'",
        ),
        (
            {"quad": 1, "definition": "meets", "score": 1, "modes": {"fax": {"definition": "by fax"}}},
            r"modes\.fax: score is None",
        ),
    ],
)
def test_faulty_entries_are_named(entry: dict[str, object], message: str) -> None:
    with pytest.raises(KnowledgeError, match=rf"plover\.toml: types\.CONSULT.*{message}"):
        ontology._type("CONSULT", entry)


def test_faulty_rows_are_named() -> None:
    row = dict.fromkeys(ontology.COLUMNS, "") | {"code": "010", "label": "Say", "quad_gdelt": "1"}
    faults = [
        ({"goldstein_gdelt": "x"}, "`float"), ({"plover_type": "DEMAND"}, "unknown type"),
        ({"quad_gdelt": "0"}, "quad_gdelt"),
    ]
    for change, message in faults:
        with pytest.raises(KnowledgeError, match=rf"cameo\.csv: 010: .*{message}"):
            ontology._cameo(row | change)


KNOWLEDGE = ROOT / "src" / "communique" / "knowledge"


def test_tables_are_read_as_the_standard_library_reads_them() -> None:
    for file in KNOWLEDGE.rglob("*.toml"):
        found, wanted = rtoml.loads(text := file.read_text("utf-8")), tomllib.loads(text)
        assert repr(found) == repr(wanted), file  # kinds and order too


def test_a_table_that_is_no_toml_names_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.toml").write_text("[words]\nfew = [1, 2\nmany = 3\n", "utf-8")
    monkeypatch.setattr(knowledge, "_root", lambda: tmp_path)
    with pytest.raises(KnowledgeError, match=r"^bad\.toml: .*at line 3, column 1\): not valid TOML; "):
        load_toml("bad.toml")


def test_answers_name_known_acts() -> None:
    table = load_toml("answers.toml")
    allowed = set(ontology.types()) | {f"{kind}.{mode}" for kind, mode in PAIRS if mode}
    for rule in table["rule"]:
        assert set(rule["first"]) | set(rule["then"]) <= allowed, rule["name"]
        assert rule["kind"] in get_args(LinkKind) and set(rule.get("status", ())) <= set(get_args(Status)), (
            rule["name"]
        )
        assert rule["dyad"] in ("reversed", "against", "aside", "same", "apart") and rule["cue"] in (
            "required", "optional", "tied", "concession",
        ), rule["name"]
        assert 0 < rule["confidence"] < 1, rule["name"]
    assert len({rule["name"] for rule in table["rule"]}) == len(table["rule"])
    assert {rule["kind"] for rule in table["rule"]} == set(get_args(LinkKind))


def test_each_kind_of_answer_has_cues() -> None:
    cues = load_toml("en/answers.toml")["cues"]
    # who denies a charge, which is no kind of link of its own
    assert set(cues) == {*get_args(LinkKind), "denies"}
    for kind, phrases in cues.items():
        assert len(set(phrases)) == len(phrases), kind
        assert all(re.fullmatch(r"[a-z]+\*?( (_|[a-z]+\*?))*", phrase) for phrase in phrases), kind


def test_tables_equal_the_reference(builder: ModuleType) -> None:
    if not REFERENCE.exists():
        pytest.skip(f"the reference tables are not at {REFERENCE}")
    words = tomllib.loads((KNOWLEDGE / "plover.toml").read_text("utf-8"))
    for name, text in builder.build(REFERENCE.read_text("utf-8"), words).items():
        assert (KNOWLEDGE / name).read_text("utf-8") == text, name


def test_the_page_is_current_and_names_everything(builder: ModuleType) -> None:
    page = (ROOT / "docs" / "ontology.md").read_text("utf-8")
    assert page == builder.ontology_page(), "run scripts/build_ontology.py --page"
    for name in (*ontology.types(), *ontology.contexts(), *ontology.sectors(), *ontology.cameo_codes()):
        assert name in page
