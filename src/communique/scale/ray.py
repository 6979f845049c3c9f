"""Workers as Ray actors, one reader each, on this machine or a cluster; a dead one is replaced. Needs the extra `ray`.

Knows Ray; does not know what a worker does.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from communique.scale.pieces import ScaleError
from communique.scale.worker import work

LOCAL = "local"  # Ray's word for a cluster of its own on this machine


def ray() -> Any:
    """Ray; ScaleError says how it comes in."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody unless the user wants it
    try:
        import ray as found
    except ImportError:
        raise ScaleError("--engine ray needs Ray; install it on every machine with: pip install 'communique[ray]'") from None
    return found


class Crew:
    """Actors that read the shards of a folder, in the cluster this process is in, at the address, at $RAY_ADDRESS, or a local one."""

    def __init__(self, folder: Path, jobs: int | None, left: int, seconds: float, address: str | None = None) -> None:
        self.ray, self.folder, self.seconds = ray(), folder, seconds
        self.own = not self.ray.is_initialized()
        if self.own:
            joined(self.ray, address or os.environ.get("RAY_ADDRESS") or LOCAL, jobs)
        self.jobs = min(jobs or int(self.ray.cluster_resources().get("CPU", 1)), left)
        self.actor = self.ray.remote(num_cpus=1, max_restarts=0)(Worker)
        self.working: dict[Any, Any] = {}
        for _ in range(self.jobs):
            self.start()

    def start(self) -> None:
        """Start one more actor; where the cluster has no room for it yet it waits, and the others go on."""
        actor = self.actor.remote()
        self.working[actor.work.remote(str(self.folder), self.seconds)] = actor

    def mend(self) -> list[str]:
        """Replace the actors that died, and say how each ended."""
        ends = []
        ended, _ = self.ray.wait(list(self.working), num_returns=len(self.working), timeout=0) if self.working else ([], [])
        for task in ended:
            self.working.pop(task)
            try:
                self.ray.get(task)
            except self.ray.exceptions.RayError as error:
                ends.append(str(error).strip().partition("\n")[0])
                self.start()
        return ends

    def stop(self) -> None:
        """End all actors, and the cluster if it was ours."""
        for actor in self.working.values():
            with suppress(Exception):  # one that is dead already
                self.ray.kill(actor)
        if self.own:
            self.ray.shutdown()


class Worker:
    """An actor: a process somewhere, which reads shards until none is left."""

    def work(self, folder: str, seconds: float) -> None:
        """Read shards of the folder, which this machine must see under the same path."""
        work(Path(folder), seconds)


def joined(ray: Any, address: str, jobs: int | None) -> None:
    """Join a cluster, or start one on this machine that only this machine can reach."""
    own: dict[str, Any] = {"num_cpus": jobs, "include_dashboard": False, "_node_ip_address": "127.0.0.1"} if address == LOCAL else {}
    try:
        ray.init(address=address, log_to_driver=False, configure_logging=False, **own)
    except (ConnectionError, ValueError, RuntimeError, TimeoutError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise ScaleError(f"Ray at {address!r} cannot be joined ({reason}); check the address, and `ray status` there") from None
