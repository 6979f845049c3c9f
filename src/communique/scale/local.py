"""Shards read on this machine, so many at a time, each by a process of its own.

Knows threads and processes; does not know what is in a shard.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue

from communique.pipeline import Pool
from communique.processes import Worker
from communique.scale.worker import checked, read_shard


def read(folder: Path, numbers: Iterable[int], jobs: int | None) -> Generator[int, None, None]:
    """Each number when its shard is finished; the first error ends all that is under way."""
    numbers = list(numbers)
    jobs = min(jobs or os.cpu_count() or 1, len(numbers))
    with ExitStack() as ends:
        free: SimpleQueue[tuple[Pool, Worker]] = SimpleQueue()
        for _ in range(jobs):
            free.put((ends.enter_context(Pool(checked(folder).make_reader())), ends.enter_context(Worker())))

        def one(number: int) -> int:
            pool, worker = free.get()
            try:
                read_shard(folder, number, pool, worker)
            finally:
                free.put((pool, worker))
            return number

        threads = ThreadPoolExecutor(jobs)
        try:
            tasks: list[Future[int]] = [threads.submit(one, number) for number in numbers]
            yield from (task.result() for task in as_completed(tasks))
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            ends.close()  # what is under way fails at once
            threads.shutdown(wait=True)
