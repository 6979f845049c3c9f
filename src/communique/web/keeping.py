"""Results that take long, kept for each archive: after some seconds the old one is still given while a new one is worked out beside.

Knows how long something is good; does not know what it is.
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
MOST = 2000  # results of an archive


@dataclass(slots=True)
class Shelf:
    """What is kept of one archive: (when, result) by key, and the keys that are being worked out."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    kept: OrderedDict[Hashable, tuple[float, Any]] = field(default_factory=OrderedDict)
    busy: set[Hashable] = field(default_factory=set)


SHELVES: WeakKeyDictionary[Archive, Shelf] = WeakKeyDictionary()
GUARD = threading.Lock()


def kept(archive: Archive, key: Hashable, make: Callable[[], T], seconds: float = GOOD) -> T:
    """What `make` gives, at once where it gave it before; one older than `seconds` is made anew beside and comes with a later call."""
    with GUARD:
        shelf = SHELVES.setdefault(archive, Shelf())
    with shelf.lock:
        found = shelf.kept.get(key)
        renew = found is not None and time.monotonic() - found[0] > seconds and key not in shelf.busy
        if renew:
            shelf.busy.add(key)
    if found is None:
        return put(shelf, key, make())
    if renew:
        threading.Thread(target=renewed, args=(shelf, key, make), daemon=True, name="keeping").start()
    value: T = found[1]
    return value


def put(shelf: Shelf, key: Hashable, value: T) -> T:
    """Keep a result, and forget the oldest where there are too many."""
    with shelf.lock:
        shelf.kept[key] = (time.monotonic(), value)
        shelf.kept.move_to_end(key)
        while len(shelf.kept) > MOST:
            shelf.kept.popitem(last=False)
    return value


def renewed(shelf: Shelf, key: Hashable, make: Callable[[], Any]) -> None:
    """Work a result out anew; where that fails the old one stays, and the next look tries again."""
    try:
        put(shelf, key, make())
    except CommuniqueError:
        LOG.warning("a result could not be worked out anew; the old one stays", exc_info=True)
    finally:
        with shelf.lock:
            shelf.busy.discard(key)
