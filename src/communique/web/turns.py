"""Turns at something that only one may use at a time, while a few others wait.

Knows how many may wait and how long; does not know what they wait for.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Turns:
    """One turn at a time.

    Args:
        places: how many have their turn or wait; more would keep the server's threads from everything else.
        patience: seconds that one waits.
        busy: makes the error for who finds no place or has waited too long.
    """

    def __init__(self, places: int, patience: float, busy: Callable[[], Exception]) -> None:
        self.lock, self.places = threading.Lock(), threading.BoundedSemaphore(places)
        self.patience, self.busy = patience, busy

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn and hold it; raises what `busy` makes where there is none."""
        if not self.places.acquire(blocking=False):
            raise self.busy()
        try:
            if not self.lock.acquire(timeout=self.patience):
                raise self.busy()
            try:
                yield
            finally:
                self.lock.release()
        finally:
            self.places.release()
