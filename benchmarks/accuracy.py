"""Scores the program on annotated texts and compares each figure with its floor in accuracy/floors.toml; exit 1 where one is below.

Knows which scorer measures what; does not know how the program works. The project's own sentences need nothing else. The other texts are
not part of the project: DATA is a folder with `examples/` (whole articles, score_articles.py) and `benchmarks/` (sentence sets, run.py),
each with its own scorer.

    python benchmarks/accuracy.py                       the project's own sentences (the set "sentences")
    python benchmarks/accuracy.py DATA                  all sets that have a floor
    python benchmarks/accuracy.py DATA articles gsr     only these
    python benchmarks/accuracy.py DATA --raise          write measured figures that are above their floor as the new floors
"""
from __future__ import annotations

import argparse
import json
import re
import shlex
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).resolve().parents[1] / "accuracy" / "floors.toml"
OWN = FLOORS.parent / "articles"
ALONE = "sentences"     # the set that needs no DATA: accuracy/sentences.jsonl
PROGRAM = shlex.join([sys.executable, "-m", "communique"])
ROOM = 0.005        # a raised floor stays this far below what was measured: the last digits move with the machine's arithmetic
LIMIT = 1800        # seconds for one set


class BadRun(Exception):
    """A scorer that did not run through."""


def main() -> int:
    """Score, compare, and print each figure beside its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--raise", dest="lift", action="store_true", help="raise the floors to what was measured")
    args = parser.parse_args()
    floors: dict[str, dict[str, float]] = tomllib.loads(FLOORS.read_text("utf-8"))
    if unknown := set(args.sets) - set(floors):
        print(f"error: no floors for {', '.join(sorted(unknown))}; there are {', '.join(floors)}", file=sys.stderr)
        return 2
    if args.data is not None and not args.data.is_dir():
        print(f"error: {args.data}: no such folder; give one with examples/ and benchmarks/, or nothing", file=sys.stderr)
        return 2
    measured: dict[str, dict[str, float]] = {}
    try:
        for name in args.sets or (floors if args.data is not None else [ALONE]):
            result = score(name, args.data)
            measured[name] = {key: figure(result, key) for key in floors[name]}
            print("\n".join(row(name, key, measured[name][key], floor) for key, floor in floors[name].items()), flush=True)
    except (BadRun, OSError, subprocess.TimeoutExpired) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    if args.lift:
        FLOORS.write_text(lifted(FLOORS.read_text("utf-8"), measured), "utf-8")
    below = [f"{name}: {key}" for name, keys in measured.items() for key, value in keys.items() if value < floors[name][key]]
    for fault in below:
        print(f"error: below its floor: {fault}", file=sys.stderr)
    return 1 if below else 0


def row(name: str, key: str, value: float, floor: float) -> str:
    """A figure beside its floor."""
    return f"{'ok   ' if value >= floor else 'BELOW'}  {name:<24}{key:<24}{value:>8.3f}  floor {floor:g}"


def score(name: str, data: Path | None) -> dict[str, Any]:
    """The scorer's JSON for a set: "sentences" and "own" are the project's, "articles" is examples/, "article:NAME" one of them, else a set
    of run.py."""
    if name == ALONE:
        return last_line(["-m", "communique", "accuracy", "--json"])
    if data is None:
        raise BadRun(f"{name}: give the folder with the texts first")
    examples, benchmarks = data.resolve() / "examples", data.resolve() / "benchmarks"
    if name == "own":
        return last_line([str(examples / "score_articles.py"), str(OWN), "--run", f"{PROGRAM} read --json"])
    if name == "articles":
        return last_line([str(examples / "score_articles.py"), str(examples), "--run", f"{PROGRAM} read --json"])
    if name.startswith("article:"):
        with tempfile.TemporaryDirectory() as alone:
            folder = name.partition(":")[2]
            (Path(alone) / folder).symlink_to(examples / folder)
            return last_line([str(examples / "score_articles.py"), alone, "--run", f"{PROGRAM} read --json"])
    return last_line([str(benchmarks / "run.py"), name, "--json", "--cmd", PROGRAM])


def last_line(command: Sequence[str]) -> dict[str, Any]:
    """The JSON object that a scorer prints last."""
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=LIMIT)
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        raise BadRun(f"{' '.join(map(clipped, command[:3]))}: exit {done.returncode}: {done.stderr.strip()[-500:]}")
    result: dict[str, Any] = json.loads(lines[-1])
    return result


def clipped(word: str) -> str:
    """The last part of a path, for a message."""
    return Path(word).name


def figure(result: dict[str, Any], key: str) -> float:
    """A figure by its path in the scorer's JSON: "events/f1"; what is null counts as 0."""
    node: Any = result
    for part in key.split("/"):
        if not isinstance(node, dict) or part not in node:
            raise BadRun(f"the scorer gives no {key!r}; it has {', '.join(node) if isinstance(node, dict) else node!r}")
        node = node[part]
    return float(node or 0)


def lifted(text: str, measured: dict[str, dict[str, float]]) -> str:
    """The floors file with each figure that was measured above its floor as the new floor, comments kept."""
    lines, name = [], ""
    for line in text.splitlines():
        if head := re.fullmatch(r'\["?([^"\]]+)"?\]\s*', line):
            name = head[1]
        if entry := re.match(r'"?([\w/: -]+?)"?\s*=\s*([\d.]+)', line):
            value = measured.get(name, {}).get(entry[1])
            new = None if value is None else int((value - (ROOM if value < 1 else 0)) * 1000) / 1000
            if new is not None and new > float(entry[2]):
                line = line[:entry.start(2)] + f"{new:g}" + line[entry.end(2):]
        lines.append(line)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
