"""Workers as processes of this machine, one reader each; a dead one is replaced.

Knows processes; does not know what a worker does.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Never

from communique.scale.worker import work

GRACE = 5.0  # seconds in which a worker that is told to end gives back its lease


def worker(folder: str, seconds: float, parent: int) -> None:
    """What a process runs: Ctrl-C is for its parent, which ends it, and without a parent it ends too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, leave)
    work(Path(folder), seconds, lambda: os.getppid() != parent)


def leave(*_: object) -> Never:
    """End, and give back what is held on the way; the status is the one that shells have for this signal."""
    sys.exit(128 + signal.SIGTERM)


class Crew:
    """Processes that read the shards of a folder."""

    def __init__(self, folder: Path, jobs: int, seconds: float) -> None:
        self.folder, self.jobs, self.seconds = folder, jobs, seconds
        self.processes = [self.started() for _ in range(jobs)]

    def started(self) -> BaseProcess:
        """A new process; spawned, since a forked parser shares state with this one."""
        process = multiprocessing.get_context("spawn").Process(
            target=worker, args=(str(self.folder), self.seconds, os.getpid()), daemon=True, name="communique-shards"
        )
        process.start()
        return process

    def mend(self) -> list[str]:
        """Replace the workers that died, and say how each ended."""
        ends = []
        for n, process in enumerate(self.processes):
            if not process.is_alive() and process.exitcode:
                ends.append(f"exit status {process.exitcode}" if process.exitcode > 0 else f"signal {-process.exitcode}")
                process.join()
                self.processes[n] = self.started()
        return ends

    def stop(self) -> None:
        """End all workers: those at work give back their leases, those that do not answer are killed."""
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.join(GRACE)
            if process.is_alive():
                process.kill()
                process.join()
