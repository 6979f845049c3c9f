"""Counts decisions, names and sizes of the package by room, beside four libraries of the field as installed.

Knows how to count in a syntax tree; does not know what the rooms do. A room is a folder or module directly
inside the package. A line of code is one with a token that is no comment, outside docstrings. A decision is a
branch, a loop, an `except`, a `case`, a conditional expression, a comprehension or one of its conditions, and
each further operand of `and` or `or`. scripts/density.toml has the ceilings; they only fall, and one that
must rise is raised there by hand, with its reason in the change.

    python scripts/density.py           the table
    python scripts/density.py --check   1 where something is above its ceiling; what CI runs
    python scripts/density.py --lower   write what is below its ceiling as the new ceiling
"""

from __future__ import annotations

import argparse
import ast
import importlib.util
import io
import math
import sys
import tokenize
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE, CEILINGS = ROOT / "src" / "communique", Path(__file__).with_suffix(".toml")
BESIDE = ("spacy", "httpx", "click", "rich")
WHOLE = "all"
ASIDE = (
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER,
)  # fmt: skip
BRANCHES = (
    ast.If, ast.For, ast.While, ast.AsyncFor, ast.ExceptHandler, ast.IfExp, ast.match_case,
)  # fmt: skip
Ceilings = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Module:
    """What was counted in a module."""

    room: str
    lines: int
    code: int
    decisions: int
    names: frozenset[str]  # of functions, without those of Python's own protocols


def main(given: list[str]) -> int:
    """Print the table, compare with the ceilings, or lower them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--check", action="store_true", help="compare with the ceilings")
    ways.add_argument("--lower", action="store_true", help="write lower ceilings")
    args = parser.parse_args(given)
    modules = list(count_modules(SOURCE))
    figures, ceilings = measure(modules), tomllib.loads(CEILINGS.read_text("utf-8"))
    if args.lower:
        CEILINGS.write_text(write_ceilings(figures, ceilings), "utf-8")
    elif not args.check:
        print("\n".join(show(modules)))
    faults = [] if args.lower else list(find_risen(figures, ceilings))
    for fault in faults:
        print(f"error: {CEILINGS.name}: {fault}", file=sys.stderr)
    return 1 if faults else 0


# ---------------------------------------------------------------- counting
def count_modules(folder: Path) -> Iterator[Module]:
    """What stands in each module of a package."""
    for path in sorted(folder.rglob("*.py")):
        yield count_module(path.read_text("utf-8"), path.relative_to(folder).parts[0].removesuffix(".py"))


def count_module(text: str, room: str) -> Module:
    """What stands in the text of a module."""
    tree = ast.parse(text)
    functions = (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    names = frozenset(n.name for n in functions if not n.name.startswith("__"))
    return Module(
        room, text.count("\n"), count_code(text, tree), sum(map(count_decisions, ast.walk(tree))), names
    )


def count_code(text: str, tree: ast.Module) -> int:
    """The lines that hold a token other than a comment, outside docstrings."""
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in ASIDE:
            lines.update(range(token.start[0], token.end[0] + 1))
    return len(lines.difference(*map(find_docstring, ast.walk(tree))))


def find_docstring(node: ast.AST) -> range:
    """The lines of a node's docstring, if it has one."""
    if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        return range(0)
    if ast.get_docstring(node, clean=False) is None:
        return range(0)
    return range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)


def count_decisions(node: ast.AST) -> int:
    """The decisions that a node makes itself."""
    if isinstance(node, ast.comprehension):
        return 1 + len(node.ifs)
    if isinstance(node, ast.BoolOp):
        return len(node.values) - 1
    return int(isinstance(node, BRANCHES))


def per_hundred(modules: Iterable[Module]) -> float:
    """Decisions per hundred lines of code."""
    some = list(modules)
    return 100 * sum(m.decisions for m in some) / max(1, sum(m.code for m in some))


def share_single(modules: Iterable[Module]) -> float:
    """Of a hundred names of functions, how many are of a single word."""
    names = frozenset[str]().union(*(m.names for m in modules))
    return 100 * sum("_" not in name.strip("_") for name in names) / max(1, len(names))


def by_room(modules: Iterable[Module]) -> dict[str, list[Module]]:
    """The modules of each room, the largest room first."""
    rooms: dict[str, list[Module]] = {}
    for module in modules:
        rooms.setdefault(module.room, []).append(module)
    return dict(sorted(rooms.items(), key=lambda item: -sum(m.lines for m in item[1])))


# ---------------------------------------------------------------- ceilings
def measure(modules: list[Module]) -> dict[str, dict[str, int]]:
    """What has a ceiling: the size, density, names and largest module of the package, the density of each
    room; shares and densities are rounded up."""
    whole = {
        "code": sum(m.code for m in modules),
        "decisions": math.ceil(per_hundred(modules)),
        "single_word": math.ceil(share_single(modules)),
        "largest": max(m.lines for m in modules),
    }
    rooms = {room: {"decisions": math.ceil(per_hundred(some))} for room, some in by_room(modules).items()}
    return {WHOLE: whole, **dict(sorted(rooms.items()))}


def find_risen(figures: Ceilings, ceilings: Ceilings) -> Iterator[str]:
    """What is above its ceiling, or has none."""
    for room, row in figures.items():
        for what, value in row.items():
            ceiling = ceilings.get(room, {}).get(what)
            if ceiling is None:
                yield f"{room}: {what} {value} has no ceiling; --lower writes one"
            elif value > ceiling:
                yield f"{room}: {what} is {value}, above {ceiling}; bring it down"


def write_ceilings(figures: Ceilings, ceilings: Ceilings) -> str:
    """The table with the lower of each figure and its ceiling; rooms that are gone leave it."""
    lines = [
        "# What scripts/density.py holds: lines of code, decisions per 100 of them, names of a single word",
        "# in 100, lines of the largest module. Written by --lower; ceilings only fall.",
        "",
    ]
    for room, row in figures.items():
        known = ceilings.get(room, {})
        cells = ", ".join(f"{what} = {min(value, known.get(what, value))}" for what, value in row.items())
        lines.append(f"{room} = {{ {cells} }}")
    return "\n".join(lines) + "\n"


# ---------------------------------------------------------------- the table
def show(modules: list[Module]) -> Iterator[str]:
    """The package, the libraries beside it, and the rooms."""
    yield f"{'':<16}{'lines':>8}{'code':>8}{'per 100':>9}{'single':>8}{'largest':>9}"
    yield show_row(SOURCE.name, modules)
    for name in BESIDE:
        spec = importlib.util.find_spec(name)
        folders = (spec.submodule_search_locations if spec else None) or ()
        found = [module for folder in folders for module in count_modules(Path(folder))]
        yield show_row(name, found) if found else f"{name:<16}not installed"
    yield ""
    yield from (show_row(room, some) for room, some in by_room(modules).items())


def show_row(name: str, modules: list[Module]) -> str:
    """Lines, lines of code, decisions per 100 of them, names of a single word, the largest module."""
    lines, code = sum(m.lines for m in modules), sum(m.code for m in modules)
    largest = max(m.lines for m in modules)
    return (
        f"{name:<16}{lines:>8}{code:>8}{per_hundred(modules):>9.1f}"
        f"{share_single(modules):>7.0f}%{largest:>9}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
