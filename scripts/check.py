"""Runs all checks of the project, a few at a time, and says at the end which passed: what `make check`,
the README and CI run.

Knows the commands; does not know what they look for.

    python scripts/check.py              all of them
    python scripts/check.py ruff units   only these
    python scripts/check.py --jobs 1     one after the other
    python scripts/check.py thorough     what is run by hand alone: the same as quick tests, of many more
                                         cases

The tests are parted into lanes by their marks (pyproject.toml): `units` and `reading` after every change, the
others before a merge. Where annotated texts lie beside the checkout (../shared), `accuracy` scores them too.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
JOBS = 4  # on two cores: tests of servers, databases and processes wait for them now and then
DATA = ROOT.parent / "shared"  # the annotated texts
EDGES = "database or browser or command or edge or face"
LANES = {
    "outside": "(browser or command) and not kills",
    "faces": "face and not (database or browser or command or kills)",
    "edges": "edge and not (database or browser or command or kills)",
    "kills": "kills",
    "reading": f"(model or patterns) and not ({EDGES} or kills)",
    "databases": "database and not (browser or command or kills)",
    "units": f"not (model or patterns or {EDGES} or kills)",
}
CHECKS: dict[str, list[str]] = {  # the long ones first, so that none is left alone at the end
    "accuracy": [
        sys.executable, "benchmarks/accuracy.py",  # in two processes, for the same reason
        *([str(DATA)] if (DATA / "examples" / "score_articles.py").is_file() else []),
    ],
    **{
        name: [sys.executable, "-m", "pytest", "-m", f"({marks}) and not thorough", "-p", "no:cacheprovider"]
        for name, marks in LANES.items()
    },
    "mypy": [sys.executable, "-m", "mypy"],
    "ruff": [sys.executable, "-m", "ruff", "check", "."],
    "layers": [str(BIN / "lint-imports"), "--no-cache"],
    "docs": [sys.executable, "scripts/build_docs.py", "--check"],
    "density": [sys.executable, "scripts/density.py", "--check"],
}  # fmt: skip
BY_HAND = {"thorough": [sys.executable, "-m", "pytest", "-m", "thorough", "-p", "no:cacheprovider"]}
# checks share the cores
ONE_EACH = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
# where it is set, each of the hundreds of processes compiles every module that it loads anew, for seconds
ANEW = "PYTHONDONTWRITEBYTECODE"


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
    if unknown := set(asked.names) - set(CHECKS) - set(BY_HAND):
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
    command, start = {**CHECKS, **BY_HAND}[name], time.perf_counter()
    env = {key: value for key, value in (ONE_EACH | os.environ).items() if key != ANEW}
    done = subprocess.run(
        command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, errors="replace",
    )  # fmt: skip
    print(f"== {name}: {' '.join(command)}\n{done.stdout}", end="", flush=True)
    return Result(name, done.returncode, time.perf_counter() - start)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
