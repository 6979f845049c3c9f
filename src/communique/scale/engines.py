"""Shards read by many: on this machine, each by a process of its own, or as tasks of a Ray cluster, which
runs one again where a machine or a process is lost (extra `ray`).

Knows threads, processes and Ray; does not know what is in a shard.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from communique.pipeline import Pool
from communique.processes import Worker
from communique.scale.pieces import ScaleError
from communique.scale.worker import checked, read_shard
from communique.sources.pages import opener

LOCAL = "local"  # Ray's word for a cluster of its own on this machine
RETRIES = 3  # times that a shard is read again whose process was lost


def here(folder: Path, numbers: Iterable[int], jobs: int | None) -> Generator[int, None, None]:
    """Each number when its shard is finished; the first error ends all that is under way."""
    numbers = list(numbers)
    jobs = min(jobs or os.cpu_count() or 1, len(numbers))
    with ExitStack() as ends:
        free: SimpleQueue[tuple[Pool, Worker]] = SimpleQueue()
        for _ in range(jobs):
            free.put((ends.enter_context(Pool(checked(folder).make_reader())), ends.enter_context(opener())))

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


# ---------------------------------------------------------------- Ray
def ray() -> Any:
    """Ray; ScaleError says how it comes in."""
    # nothing is told to anybody unless the user wants it
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray as found
    except ImportError:
        raise ScaleError(
            "--engine ray needs Ray; install it on every machine with: pip install 'communique[ray]'"
        ) from None
    return found


def in_cluster(
    folder: Path, numbers: Iterable[int], jobs: int | None, address: str | None = None
) -> Generator[int, None, None]:
    """Each number when its shard is finished, in the cluster this process is in, at the address,
    at $RAY_ADDRESS, or a local one."""
    found = ray()
    own = not found.is_initialized()
    if own:
        join(found, address or os.environ.get("RAY_ADDRESS") or LOCAL, jobs)
    try:
        task = found.remote(num_cpus=1, max_retries=RETRIES)(read_one)
        waiting = [task.remote(str(folder), number) for number in numbers]
        while waiting:
            ended, waiting = found.wait(waiting, num_returns=1)
            yield from map(found.get, ended)
    except found.exceptions.RayTaskError as error:
        told = "" if isinstance(error.cause, ScaleError) else "a shard cannot be read: "
        raise ScaleError(f"{told}{error.cause}") from None
    except found.exceptions.RayError as error:
        raise ScaleError(
            f"Ray gave up ({str(error).strip().partition(chr(10))[0]}); finished shards are kept, run it "
            "again"
        ) from None
    finally:
        if own:
            found.shutdown()


def read_one(folder: str, number: int) -> int:
    """Read a shard of a folder, which this machine must see under the same path; its number."""
    pool, worker = kept(folder)
    read_shard(Path(folder), number, pool, worker)
    return number


@cache
def kept(folder: str) -> tuple[Pool, Worker]:
    """What reads in this process of the cluster, for all the shards that it is given."""
    return Pool(checked(Path(folder)).make_reader()), opener()


def join(ray: Any, address: str, jobs: int | None) -> None:
    """Join a cluster, or start one on this machine that only this machine can reach."""
    own: dict[str, Any] = (
        {"num_cpus": jobs, "include_dashboard": False, "_node_ip_address": "127.0.0.1"}
        if address == LOCAL
        else {}
    )
    try:
        ray.init(address=address, log_to_driver=False, configure_logging=False, **own)
    except (ConnectionError, ValueError, RuntimeError, TimeoutError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise ScaleError(
            f"Ray at {address!r} cannot be joined ({reason}); check the address, and `ray status` there"
        ) from None
