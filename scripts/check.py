"""Runs all checks of the project, two at a time, and says at the end which passed: what `make check`, the README and CI run.

Knows the commands; does not know what they look for.

    python scripts/check.py              all of them
    python scripts/check.py ruff units   only these
    python scripts/check.py --jobs 1     one after the other

The tests are parted into lanes by their marks (pyproject.toml): `units` and `reading` after every change, the others before a merge.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
JOBS = 2
LANES = {
    "kills": "kills",
    "edges": "(database or browser or command or edge) and not kills",
    "reading": "(model or patterns) and not (database or browser or command or edge or kills)",
    "units": "not (model or patterns or database or browser or command or edge or kills)",
}
CHECKS: dict[str, list[str]] = {  # the longest first, so that none is left alone at the end
    **{name: [sys.executable, "-m", "pytest", "-m", marks, "-p", "no:cacheprovider"] for name, marks in LANES.items()},
    "mypy": [sys.executable, "-m", "mypy"],
    "accuracy": [sys.executable, "benchmarks/accuracy.py"],
    "ruff": [sys.executable, "-m", "ruff", "check", "."],
    "layers": [str(BIN / "lint-imports"), "--no-cache"],
    "docs": [sys.executable, "scripts/build_docs.py", "--check"],
}


class Result(NamedTuple):
    """How a check ended, and the seconds it took."""

    name: str
    status: int
    seconds: float


def main(given: list[str]) -> int:
    """Run the named checks, or all; 1 if any failed."""
    parser = argparse.ArgumentParser(description="Run the checks of the project.")
    parser.add_argument("names", nargs="*", metavar="CHECK", help=f"of {', '.join(CHECKS)} (default: all)")
    parser.add_argument("--jobs", type=int, default=JOBS, help=f"checks at a time (default {JOBS})")
    asked = parser.parse_args(given)
    if unknown := set(asked.names) - set(CHECKS):
        print(f"error: no check {', '.join(sorted(unknown))}; there are {', '.join(CHECKS)}", file=sys.stderr)
        return 2
    with ThreadPoolExecutor(max(1, asked.jobs)) as pool:
        results = list(pool.map(run, asked.names or CHECKS))
    print("\nwhat ran:")
    for name, status, seconds in results:
        print(f"  {'ok    ' if status == 0 else 'FAILED'} {name} ({seconds:.0f} s)")
    return 1 if any(one.status for one in results) else 0


def run(name: str) -> Result:
    """Run one check; what it says is printed when it is done, whole."""
    start = time.perf_counter()
    done = subprocess.run(
        CHECKS[name], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    )
    print(f"== {name}: {' '.join(CHECKS[name])}\n{done.stdout}", end="", flush=True)
    return Result(name, done.returncode, time.perf_counter() - start)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
