"""Counts English words, Penn tags and labels of one parser in the Python of the reading steps.

Knows how to find them in a syntax tree; does not know what the steps do. What is English belongs to
`knowledge/en` (or `lang/en`), tags and labels to the door of the parser. tests/english.toml has the counts of
each module, tests/test_english.py compares.

    python scripts/count_english.py                 the counts
    python scripts/count_english.py --list          each word with its place
    python scripts/count_english.py events --list   only modules whose path has that in it
    python scripts/count_english.py --write         write lower counts into the table

A word counts where it is of a closed class (prepositions, pronouns, auxiliaries, numbers, days, months) and
stands as a string of its own, in a path ("oblique:on") or in a pattern of re. Strings of several words are
for people (reasons, errors) and do not count, nor do docstrings, annotations and the record's own words,
nor the names by which the tables are asked for: words["that"] is a list of a language, and in dates/ "the" is
a class of time.toml, which the French table fills with "le". Verbs and nouns it does not know.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE, TABLE = ROOT / "src" / "communique", ROOT / "tests" / "english.toml"
TIME = tomllib.loads((SOURCE / "knowledge" / "en" / "time.toml").read_text("utf-8"))
CLASSES = frozenset(key for part in ("words", "before", "after", "cues") for key in TIME[part])
LISTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
OTHERS, TAGS, LABELS, WORDS, RECORD = (
    frozenset(LISTS[key]) for key in ("others", "tags", "labels", "words", "record")
)
KINDS = ("words", "tags", "labels")
LETTERS = re.compile(r"[A-Za-z']+")
PATTERN = re.compile(r"\\[bsSwWd]|\(\?|\|\w|\[\^?\w")
PATH = re.compile(r"[\w.]*:[\w .|]+")

ASKING = frozenset(("has_lemma", "has_word"))  # methods whose first argument is the key of a table


@dataclass(frozen=True, slots=True)
class Find:
    """A word, tag or label in a module."""

    kind: str
    module: str
    line: int
    text: str


def main() -> int:
    """Print or write the counts; 1 where one may not be written."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("part", nargs="?", default="")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    found = [find for find in find_all() if args.part in find.module]
    if args.list:
        print("\n".join(f"{find.module}:{find.line}: {find.kind}: {find.text!r}" for find in found))
    counts = count(found)
    print("\n".join(f"{sum(row.values()):>5}  {module}" for module, row in counts.items()))
    print("  ".join(f"{kind} {total}" for kind, total in totals(counts).items()))
    if not args.write:
        return 0
    known = load()
    if known and (risen := [kind for kind in KINDS if totals(count(find_all()))[kind] > totals(known)[kind]]):
        print(
            f"error: {TABLE}: more {', '.join(risen)} than before; move them to the language's folder",
            file=sys.stderr,
        )
        return 1
    TABLE.write_text(as_toml(count(find_all())), "utf-8")
    return 0


def find_all() -> Iterator[Find]:
    """What there is of English in the reading steps, in the order of the modules."""
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE)
        if name.parts[0] not in OTHERS:
            yield from find_in(ast.parse(path.read_text("utf-8")), str(name))


def find_in(tree: ast.AST, module: str) -> Iterator[Find]:
    """What there is of English in a module's tree."""
    skipped = {id(node) for root in passed_over(tree) for node in ast.walk(root)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            kind = kind_of(node.value)
            classed = module.startswith("dates/") and node.value in CLASSES
            if kind is not None and not classed:
                yield Find(kind, module, node.lineno, node.value)


def passed_over(tree: ast.AST) -> Iterator[ast.AST]:
    """The parts of a tree that are not looked into: docstrings, annotations, what is raised or put together,
    keys of tables."""
    for node in ast.walk(tree):
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if docstring or isinstance(node, ast.Raise | ast.JoinedStr):
            yield node
        elif (
            isinstance(node, ast.Subscript)
            and isinstance(node.slice, ast.Constant)
            and ":" not in str(node.slice.value)
        ):
            yield node.slice
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", None) in ASKING:
            yield from node.args[:1]
        elif isinstance(node, ast.arg | ast.AnnAssign) and node.annotation is not None:
            yield node.annotation
        elif isinstance(node, ast.FunctionDef) and node.returns is not None:
            yield node.returns
        elif isinstance(node, ast.Assign) and any(
            isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets
        ):
            yield node


def kind_of(text: str) -> str | None:
    """Of which kind a string is: a tag, a label, a word; None for all else."""
    if text in TAGS:
        return "tags"
    if text in LABELS:
        return "labels"
    words = [word.lower() for word in LETTERS.findall(re.sub(r"\\[a-zA-Z]|\?P<\w+>", " ", text))]
    if PATTERN.search(text):
        known = any(word in WORDS and len(word) > 1 for word in words)
    elif PATH.fullmatch(text):
        known = any(word in WORDS for word in words[1:])
    else:
        alone = len(words) == 1 and "_" not in text and not text.isupper()
        known = alone and words[0] in WORDS - RECORD
    return "words" if known else None


def count(found: Iterable[Find]) -> dict[str, dict[str, int]]:
    """How many of each kind by module; modules without any do not stand there."""
    counts: dict[str, dict[str, int]] = {}
    for find in found:
        row = counts.setdefault(find.module, {})
        row[find.kind] = row.get(find.kind, 0) + 1
    return counts


def totals(counts: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """How many of each kind in all."""
    return {kind: sum(row.get(kind, 0) for row in counts.values()) for kind in KINDS}


def load() -> dict[str, dict[str, int]]:
    """The counts of the table; none where there is no table."""
    return tomllib.loads(TABLE.read_text("utf-8")) if TABLE.is_file() else {}


def as_toml(counts: Mapping[str, Mapping[str, int]]) -> str:
    """The table."""
    lines = [
        "# English words, Penn tags and parser labels in the Python of the reading steps; they may only "
        "become fewer.",
        "# Written by scripts/count_english.py --write, compared by tests/test_english.py.",
    ]
    for module, row in counts.items():
        cells = ", ".join(f"{kind} = {row[kind]}" for kind in KINDS if kind in row)
        lines.append(f'"{module}" = {{{cells}}}')
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
