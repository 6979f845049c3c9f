"""`python -m communique.scale WORK-FOLDER NUMBER...`: some shards of a run, where something else (Slurm,
Kubernetes) hands them out.

Knows arguments; does not know how a shard is read.
"""

from __future__ import annotations

import sys
from pathlib import Path

from communique.errors import CommuniqueError
from communique.pipeline import Pool
from communique.scale.worker import checked, read_shard
from communique.sources.pages import opener

USAGE = (
    "usage: python -m communique.scale WORK-FOLDER NUMBER...   (OUT.work, and the numbers of its shards from "
    "0 on)"
)


def main(given: list[str]) -> int:
    """Read the shards with these numbers; 1 where that fails, with the reason,
    2 where the arguments are none."""
    if len(given) < 2 or not all(number.isdecimal() for number in given[1:]):
        print(USAGE, file=sys.stderr)
        return 2
    folder = Path(given[0])
    try:
        with Pool(checked(folder).make_reader()) as pool, opener() as worker:
            for number in map(int, given[1:]):
                read_shard(folder, number, pool, worker)
    except CommuniqueError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
