"""A gzip file to its bytes, within limits of size and ratio,
so that neither a bomb nor a damaged file does harm.

Knows gzip; does not know what the bytes say.
"""

from __future__ import annotations

import io
import zlib
from collections import deque
from typing import BinaryIO

MAGIC = b"\x1f\x8b\x08"
CHUNK = 65536
RATIO = 400  # deflate reaches 1032; text, even a story told over and over, stays far below this
ALLOWANCE = 25_000_000  # bytes that a member may unpack to before its ratio counts
GZIP = 31  # zlib's wbits for a gzip member with its checksum


class Unpacked(io.RawIOBase):
    """The bytes of a gzip file as a stream; it ends early where the file is damaged, cut short or a bomb,
    and `fault` then says why.

    A fault is kept and not raised, since what was read before it is good: the reader takes that, then looks
    at `fault`. `members` holds where each gzip member begins: (offset in the unpacked bytes, offset in the
    file), oldest first; `forget` trims it.
    """

    def __init__(self, file: BinaryIO, *, ratio: float = RATIO, allowance: int = ALLOWANCE) -> None:
        self.file, self.ratio, self.allowance = file, ratio, allowance
        self.fault: str | None = None
        self.members: deque[tuple[int, int]] = deque()
        self.at = 0
        self.taken = file.tell()
        self.pending = b""
        self.engine: zlib._Decompress | None = None

    def readable(self) -> bool:
        """True: it is a stream to read from."""
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        """The position; it can be asked for, not changed."""
        if (offset, whence) != (0, io.SEEK_CUR):
            raise io.UnsupportedOperation("seek")
        return self.at

    def readinto(self, buffer: memoryview | bytearray) -> int:  # type: ignore[override]
        """Fill the buffer with what comes next and say how much that is: 0 at the end or at a fault."""
        data = b""
        while not data and self.fault is None and (self.engine or self.begun()):
            try:
                data = self.step(len(buffer))
            except zlib.error as error:
                self.fault = f"damaged gzip data in the member at offset {self.member} ({error})"
        buffer[: len(data)] = data
        self.at += len(data)
        return len(data)

    @property
    def member(self) -> int:
        """Where in the file the member begins that is being read."""
        return self.members[-1][1] if self.members else 0

    def begun(self) -> bool:
        """Whether another member begins here, and its engine is ready; False at the end of the file."""
        while len(self.pending) < len(MAGIC) and self.more():
            pass
        if self.members:
            self.skip_padding()
        if not self.pending:
            return False
        if not self.pending.startswith(MAGIC):
            self.fault = f"no gzip data at offset {self.taken - len(self.pending)}"
            return False
        self.members.append((self.at, self.taken - len(self.pending)))
        self.engine = zlib.decompressobj(GZIP)
        return True

    def skip_padding(self) -> None:
        """Leave out the zero bytes with which tapes and some writers fill up a file."""
        self.pending = self.pending.lstrip(b"\0")
        while not self.pending and self.more():
            self.pending = self.pending.lstrip(b"\0")
        while 0 < len(self.pending) < len(MAGIC) and self.more():
            pass

    def more(self) -> bool:
        """Whether the file had more to add to what is pending."""
        chunk = self.file.read(CHUNK)
        self.pending += chunk
        self.taken += len(chunk)
        return bool(chunk)

    def step(self, size: int) -> bytes:
        """Up to `size` more bytes of the member; b"" where nothing came out yet, the member ended,
        or a fault was found."""
        assert self.engine is not None
        if not self.pending and not self.more():
            data = self.engine.decompress(b"", size)
            if not data:
                self.fault = (
                    f"cut short: the file ends at offset {self.taken}, within the gzip member at offset "
                    f"{self.member}"
                )
            return data
        data = self.engine.decompress(self.pending, size)
        ended = self.engine.eof
        self.pending = self.engine.unused_data if ended else self.engine.unconsumed_tail
        self.refuse_bomb(len(data))
        if ended:
            self.engine = None
        return data if self.fault is None else b""

    def refuse_bomb(self, size: int) -> None:
        """Note a fault if the member unpacks to more than its allowance and to far more than it takes up."""
        start, place = self.members[-1]
        out, used = self.at + size - start, self.taken - len(self.pending) - place
        if out > self.allowance and out > self.ratio * used:
            self.fault = (
                f"a gzip bomb: the member at offset {place} unpacks {used:,} bytes to more than "
                f"{out // 1_000_000} MB ({out // max(used, 1)} times as much; at most {self.ratio:g} is read)"
            )

    def forget(self, before: int) -> None:
        """Forget the members that end before this offset in the unpacked bytes."""
        while len(self.members) > 1 and self.members[1][0] <= before:
            self.members.popleft()


def is_gzip(file: BinaryIO) -> bool:
    """Whether a file that can be rewound holds gzip data; it is left at its start."""
    head = file.read(len(MAGIC))
    file.seek(0)
    return head == MAGIC
