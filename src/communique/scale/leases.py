"""Who reads which shard: leases as files in a work folder, kept up by heartbeats and taken over when these cease.

Knows files and processes; does not know what a shard is. A lease saves double work, no more: that a shard is finished once rests on the
rename in `worker`. No clocks are compared: whoever wants a shard watches, by a clock of its own, whether its holder still writes.
"""

from __future__ import annotations

import errno
import json
import os
import platform
import threading
import time
import uuid
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)
BEATS = 4  # heartbeats in the time of a lease


@dataclass(frozen=True, slots=True)
class Lease:
    """What a holder writes: who it is, where it runs, and a number that grows as long as it lives."""

    owner: str
    machine: str
    pid: int
    started: str
    beat: int = 0
    released: bool = False


def mine() -> Lease:
    """A new lease of this process."""
    return Lease(uuid.uuid4().hex[:12], machine(), os.getpid(), state(os.getpid())[1])


@cache
def machine() -> str:
    """What tells this machine, and the numbering of its processes, from any other."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        return f"{boot}/{os.readlink('/proc/self/ns/pid')}"
    except OSError:
        return f"{platform.node()}/{uuid.getnode():x}"


def state(pid: int) -> tuple[str, str]:
    """The state of a process and when it began, which tells it from a later one of the same number; "?" and "" where there is no /proc."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return fields[0], fields[19]
    except (OSError, IndexError):
        return "?", ""


def dead(lease: Lease) -> bool:
    """Whether the holder is known to be dead: a process of this machine that is there no more."""
    if lease.machine != machine():
        return False
    try:
        os.kill(lease.pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    now, started = state(lease.pid)
    return now in ("Z", "X") or (bool(started) and bool(lease.started) and started != lease.started)


def holders(base: Path) -> list[Lease | None]:
    """All leases that there have been on a shard, the one that counts last; None for one that cannot be understood."""
    found: list[Lease | None] = []
    while (path := numbered(base, len(found) + 1)).exists():
        try:
            found.append(Lease(**json.loads(path.read_text("ascii"))))
        except (OSError, ValueError, TypeError):
            found.append(None)
    return found


def numbered(base: Path, generation: int) -> Path:
    """The file of the n-th lease on a shard."""
    return base.with_name(f"{base.name}.{generation}")


class Watch:
    """Whose leases have run out: those released, of dead processes, or unchanged for as long as a lease lasts."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.seen: dict[Path, tuple[int, Lease | None, float]] = {}

    def over(self, base: Path, leases: list[Lease | None]) -> bool:
        """Whether the last of the leases on a shard has run out."""
        last = leases[-1]
        if last is not None and (last.released or dead(last)):
            return True
        generation, known, since = self.seen.get(base, (0, None, 0.0))
        if (generation, known) != (len(leases), last):
            self.seen[base] = (len(leases), last, time.monotonic())
            return False
        return time.monotonic() - since > self.seconds


class Held:
    """A lease that this process holds, kept up by a thread; `lost` once another has taken it over."""

    def __init__(self, base: Path, generation: int, lease: Lease, before: list[Lease | None], seconds: float) -> None:
        self.base, self.generation, self.lease, self.before = base, generation, lease, before
        self.lost = False
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat, args=(seconds / BEATS,), daemon=True)
        self._thread.start()

    @property
    def deaths(self) -> int:
        """How many held the shard before and did not give it back."""
        return sum(1 for lease in self.before if lease is None or not lease.released)

    def _beat(self, pause: float) -> None:
        """Write that we live, until the lease is given back."""
        while not self._ended.wait(pause):
            self.lost = self.lost or numbered(self.base, self.generation + 1).exists()
            self._write(replace(self.lease, beat=self.lease.beat + 1))

    def _write(self, lease: Lease) -> None:
        """Put a lease in the place of the last; a disk that is full for a while costs the lease at worst."""
        self.lease = lease
        with suppress(OSError):
            beside = self.base.with_name(f".{self.base.name}.{lease.owner}")
            beside.write_text(json.dumps(asdict(lease)), "ascii")
            os.replace(beside, numbered(self.base, self.generation))

    def release(self) -> None:
        """Give the lease back: another may have it at once."""
        self._ended.set()
        self._thread.join()
        self._write(replace(self.lease, released=True))

    def end(self) -> None:
        """Stop the heartbeat; the shard is finished, and its leases mean nothing any more."""
        self._ended.set()
        self._thread.join()


def take(base: Path, watch: Watch) -> Held | None:
    """The lease on a shard if nobody holds it, or its holder is gone; None if somebody does, or was quicker."""
    before = holders(base)
    if before and not watch.over(base, before):
        return None
    lease, generation = mine(), len(before) + 1
    if not created(numbered(base, generation), json.dumps(asdict(lease)), lease.owner):
        return None
    return Held(base, generation, lease, before, watch.seconds)


def created(path: Path, text: str, owner: str) -> bool:
    """Whether a file was made that was not there: of several that try at once, one succeeds."""
    beside = path.with_name(f".{path.name}.{owner}")
    try:
        beside.write_text(text, "ascii")
        os.link(beside, path)  # whole at once, on network file systems too
        return True
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
    finally:
        beside.unlink(missing_ok=True)
    try:
        with path.open("x", encoding="ascii") as file:
            file.write(text)
        return True
    except FileExistsError:
        return False
