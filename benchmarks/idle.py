"""Which conditions of the reading rooms never decide: `python benchmarks/idle.py DATA`.

Reads all texts that there are to measure with (articles, documents, sentence sets and news in volume of DATA,
and the project's own) in two processes, with every condition of the rooms watched, and prints for each module
what was never run or asked and what was always true or always false there. Such a guard or case is missed by
no measurement: it goes, unless it keeps off a crash, belongs to another language, keeps the evidence, or is
ordinary English that other news will hold. Of the texts nothing is printed. "Always true" of the last operand
of an `or` says nothing of those before it.
"""

from __future__ import annotations

import argparse
import ast
import builtins
import importlib.abc
import importlib.machinery
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from multiprocessing import get_context
from pathlib import Path
from types import CodeType
from typing import Any

OWN = Path(__file__).resolve().parents[1] / "accuracy"
KEPT = frozenset((  # rooms that a text passes through after it has been read, or not at all
    "accuracy", "alerts", "analysis", "archive", "asking", "briefs", "checking", "cli", "comparing",
    "formats", "ledgers", "occurrences", "samples", "scale", "settle", "show", "sources", "web",
))  # fmt: skip
TRUE, FALSE, RUN = 1, 2, 4
VERDICTS = {TRUE: "always true", FALSE: "always false", 0: "never asked"}
Place = tuple[str, int, int, int, int, str]  # module, first line and column, last line and column, what it is
places: list[Place] = []
seen: list[int] = []  # what was seen of each place


def watch(place: int, value: Any) -> Any:
    """Note which way a condition goes, and hand its value on."""
    seen[place] |= TRUE if value else FALSE
    return value


def enter(place: int) -> None:
    """Note that a body is run."""
    seen[place] |= RUN


class Watching(ast.NodeTransformer):
    """Has every condition and body of a module noted."""

    def __init__(self, module: str) -> None:
        self.module = module

    def place(self, node: ast.expr | ast.stmt, what: str) -> ast.Constant:
        """Where a node stands, known from now on."""
        end, column = node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
        places.append((self.module, node.lineno, node.col_offset, end, column, what))
        seen.append(0)
        return ast.Constant(len(seen) - 1)

    def asked(self, node: ast.expr) -> ast.expr:
        """A condition whose single parts are noted."""
        if isinstance(node, ast.BoolOp):
            node.values = [self.asked(value) for value in node.values]
            return node
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            node.operand = self.asked(node.operand)
            return node
        place = self.place(node, "condition")
        called = ast.Call(ast.Name("watch_", ast.Load()), [place, self.visit(node)], [])
        return ast.copy_location(called, node)

    def noted(self, body: Sequence[ast.stmt], what: str) -> list[ast.stmt]:
        """A body that notes that it is run."""
        place = self.place(body[0], what)
        call = ast.Expr(ast.Call(ast.Name("enter_", ast.Load()), [place], []))
        return [ast.copy_location(call, body[0]), *(self.visit(statement) for statement in body)]

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        return self.asked(node)

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        node.test = self.asked(node.test)
        node.body, node.orelse = self.visit(node.body), self.visit(node.orelse)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.comprehension:
        node.iter, node.ifs = self.visit(node.iter), [self.asked(test) for test in node.ifs]
        return node

    def visit_If(self, node: ast.If) -> ast.If:
        node.test, node.body = self.asked(node.test), self.noted(node.body, "body")
        node.orelse = [self.visit(statement) for statement in node.orelse]
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        told, body = node.body[: ast.get_docstring(node) is not None], node.body
        node.body = [*told, *(self.noted(rest, node.name) if (rest := body[len(told) :]) else ())]
        return node


class Loader(SourceFileLoader):
    """A module with its conditions watched."""

    def get_code(self, fullname: str) -> CodeType:
        tree = Watching(fullname).visit(ast.parse(self.get_data(self.path)))
        return compile(ast.fix_missing_locations(tree), self.path, "exec", dont_inherit=True)


class Finder(importlib.abc.MetaPathFinder):
    """Gives the modules of the reading rooms to the loader that watches."""

    def find_spec(self, name: str, path: Any, target: object = None) -> ModuleSpec | None:
        room, _, rest = name.partition(".")
        if room != "communique" or not rest or rest.split(".")[0] in KEPT:
            return None
        spec = PathFinder.find_spec(name, path)
        if spec is not None and spec.origin is not None and spec.origin.endswith(".py"):
            spec.loader = Loader(name, spec.origin)
        return spec


def read(data: Path, part: int, parts: int) -> dict[Place, int]:
    """What was noted while every text of a part was read; runs in a process of its own."""
    vars(builtins).update({"watch_": watch, "enter_": enter})
    sys.meta_path.insert(0, Finder())
    import reading

    for _ in reading.read_folders(list(folders(data))[part::parts]):
        pass
    for _ in reading.read_lines(list(lines(data))[part::parts]):
        pass
    return dict(zip(places, seen, strict=True))


def folders(data: Path) -> Iterator[Path]:
    """The folders of all articles and documents with gold."""
    roots = [data / name for name in ("news", "examples", "documents")]
    for root in (*roots, OWN / "documents", OWN / "articles", OWN / "links"):
        yield from (path.parent for path in sorted(root.glob("*/expected.json")))


def lines(data: Path) -> Iterator[dict[str, Any]]:
    """News in volume, and the texts of the sentence sets, as `communique read --jsonl` takes them."""
    for path in (*sorted((data / "corpus").glob("*.jsonl")), OWN / "sentences.jsonl"):
        rows = (json.loads(line) for line in path.read_text("utf-8").splitlines())
        yield from ({"text": row["text"], "published": row.get("published")} for row in rows)
    import accuracy
    import causes

    yield from (text.line for text in causes.load())
    run = accuracy.load_module(data / "benchmarks" / "run.py")
    for files, line, verb, *_ in run.SETS.values():
        if verb != run.ACTOR and (path := data / "benchmarks" / files[0]).exists():
            yield from (line(row, path.parent) for row in run.rows(path))


def report(noted: Mapping[Place, int]) -> Iterator[str]:
    """What never decided, by module."""
    found: dict[str, list[str]] = defaultdict(list)
    for (module, line, column, end, last, what), bits in sorted(noted.items()):
        if bits in VERDICTS:
            text = source(module)[line - 1 : end]
            words = " ".join([text[0][column : last if end == line else None], *map(str.strip, text[1:])])
            verdict = VERDICTS[bits] if what == "condition" else f"{what}: never run"
            found[module].append(f"  {line:>4} {verdict}: {words[:90]}")
    for module, rows in found.items():
        yield "\n".join([f"{module}: {len(rows)}", *rows])


def source(module: str) -> list[str]:
    """The lines of a module."""
    spec = importlib.util.find_spec(module)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).read_text("utf-8").splitlines()


def main() -> int:
    """Read in two processes and print the report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="the folder with news/, examples/, corpus/ and so on")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="processes that read (default 2)")
    args = parser.parse_args()
    if not args.data.is_dir():
        parser.error(f"{args.data}: no such folder")
    noted: dict[Place, int] = defaultdict(int)
    with ProcessPoolExecutor(args.jobs, mp_context=get_context("spawn")) as pool:
        parts = range(args.jobs)
        for part in pool.map(read, [args.data] * args.jobs, parts, [args.jobs] * args.jobs):
            for place, bits in part.items():
                noted[place] |= bits
    print("\n".join(report(noted)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
