"""Runs all checks of the project one after the other and says at the end which passed: what `make check`, the README and CI run.

Knows the commands; does not know what they look for.

    python scripts/check.py            all of them
    python scripts/check.py ruff mypy  only these
"""
from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
CHECKS: dict[str, list[str]] = {
    "ruff": [sys.executable, "-m", "ruff", "check", "."],
    "mypy": [sys.executable, "-m", "mypy"],
    "layers": [str(BIN / "lint-imports"), "--no-cache"],
    "docs": [sys.executable, "scripts/build_docs.py", "--check"],
    "tests": [sys.executable, "-m", "pytest"],
    "accuracy": [sys.executable, "benchmarks/accuracy.py"],
}


def main(names: list[str]) -> int:
    """Run the named checks, or all; 1 if any failed."""
    if unknown := set(names) - set(CHECKS):
        print(f"error: no check {', '.join(sorted(unknown))}; there are {', '.join(CHECKS)}", file=sys.stderr)
        return 2
    results: list[tuple[str, int, float]] = []
    for name in names or CHECKS:
        print(f"== {name}: {' '.join(CHECKS[name])}", flush=True)
        start = time.perf_counter()
        status = subprocess.run(CHECKS[name], cwd=ROOT, stdin=subprocess.DEVNULL).returncode
        results.append((name, status, time.perf_counter() - start))
    print("\nwhat ran:")
    for name, status, seconds in results:
        print(f"  {'ok    ' if status == 0 else 'FAILED'} {name} ({seconds:.0f} s)")
    return 1 if any(status for _, status, _ in results) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
