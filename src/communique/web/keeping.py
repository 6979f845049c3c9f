"""Results that take long, kept for each archive: after some seconds the old one is still given while a new
one is worked out beside.

Knows how long something is good, longer where it takes longer; does not know what it is.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from communique.archive import Archive
from communique.errors import CommuniqueError

T = TypeVar("T")
LOG = logging.getLogger("communique.web")
GOOD = 10.0  # seconds for which a result is given without a thought
# … and at least so many times the processor time that it took: what is costly takes a hundredth of a core at
# most
TIMES = 100.0
LASTING = 300.0  # seconds after which one is worked out anew, even of the same version
COUNTING = 60.0  # seconds for which counts are kept: to count all rows takes a while
MOST = 2000  # results of an archive


@dataclass(frozen=True, slots=True)
class Result:
    """What was worked out: when, until when it is good whatever happens,
    and of which version of what it follows from."""

    made: float
    good: float
    version: Hashable
    value: Any

    def old(self, version: Hashable) -> bool:
        """Whether it is to be worked out anew: where its version is given, only for another one,
        or after a while."""
        now = time.monotonic()
        return now > self.good and (version is None or version != self.version or now > self.made + LASTING)


@dataclass(slots=True)
class Shelf:
    """What is kept of one archive: results by key, and the keys that are being worked out."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    kept: OrderedDict[Hashable, Result] = field(default_factory=OrderedDict)
    busy: set[Hashable] = field(default_factory=set)


    def put(self, key: Hashable, make: Callable[[], T], seconds: float, version: Hashable = None) -> T:
        """Work a result out and keep it, and forget the oldest where there are too many."""
        began = time.thread_time()
        value = make()
        now = time.monotonic()
        good = now + max(seconds, TIMES * (time.thread_time() - began))
        with self.lock:
            self.kept[key] = Result(now, good, version, value)
            self.kept.move_to_end(key)
            while len(self.kept) > MOST:
                self.kept.popitem(last=False)
        return value

    def renew(self, key: Hashable, *how: Any) -> None:
        """Work a result out anew; where that fails the old one stays, and the next look tries again."""
        try:
            self.put(key, *how)
        except CommuniqueError:
            LOG.warning("a result could not be worked out anew; the old one stays", exc_info=True)
        finally:
            with self.lock:
                self.busy.discard(key)


SHELVES: WeakKeyDictionary[Archive, Shelf] = WeakKeyDictionary()
GUARD = threading.Lock()


def shelf_of(archive: Archive) -> Shelf:
    """What is kept of an archive."""
    with GUARD:
        return SHELVES.setdefault(archive, Shelf())


def kept(
    archive: Archive, key: Hashable, make: Callable[[], T], seconds: float = GOOD, version: Hashable = None,
    *, wait: bool = False,
) -> T:  # fmt: skip
    """What `make` gives, at once where it gave it before;
    one older than `seconds` is made anew beside and comes with a later call.

    `version`: what it follows from; as long as that is the same it stays good.
    `wait`: whether one that is too old is made anew before it is given.
    """
    shelf = shelf_of(archive)
    with shelf.lock:
        found = shelf.kept.get(key)
        renew = found is not None and not wait and found.old(version) and key not in shelf.busy
        if renew:
            shelf.busy.add(key)
    if found is None or (wait and time.monotonic() - found.made >= seconds):
        return shelf.put(key, make, seconds, version)
    if renew:
        how = (key, make, seconds, version)
        threading.Thread(target=shelf.renew, args=how, daemon=True, name="keeping").start()
    value: T = found.value
    return value


def counted(archive: Archive) -> dict[str, int]:
    """How many there are of each kind of row."""
    return kept(archive, "counts", archive.counts, COUNTING)
