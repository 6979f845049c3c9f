"""A WARC file, plain or gzip, to the Articles of the web pages that it keeps; what is broken in it is told,
and reading goes on behind it. And the bytes of articles as they came, kept as such files.

Knows records and how a file is left by a crash; does not fetch, and does not know what pages say.
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import BinaryIO, Literal

from fastwarc import ArchiveIterator, WarcRecord, WarcRecordType

from communique.errors import SourceError
from communique.records import Article, Failure
from communique.sources import packed, pages
from communique.sources.fetch import Page
from communique.sources.pages import STEP, Options

PAGES = ("text/html", "application/xhtml+xml", "text/plain")
CHUNK = 1_000_000
DECODINGS: tuple[Literal["all"], Literal["none"]] = ("all", "none")
HEAD = b"WARC/"
PLAIN_START = re.compile(rb"\n(WARC/[01]\.\d+\r?\n)")
BEGUN = re.compile(rb"(?:\A|\n)(?:W|WA|WAR|WARC(?:/[\d.]*)?\r?\n?[\w-]*)\Z")
OVERLAP = 32  # longer than what PLAIN_START matches, so that a start across two chunks is seen
MEMBER = re.compile(re.escape(packed.MAGIC))
DIGEST = "WARC-Payload-Digest"
FILE = "originals-{:05}.warc.gz"
LARGEST = 1_000_000_000  # bytes of a file of originals from which the next is begun
PLACE = re.compile(r"offset=(\d+)(?:&record=(\d+))?")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record is: the offset in the file of the record,
    or of the gzip member that holds it as its `record`-th (from 1)."""

    offset: int
    record: int = 1

    def __str__(self) -> str:
        return f"offset={self.offset}" + (f"&record={self.record}" if self.record > 1 else "")


def place(text: str) -> Place | None:
    """The Place that `str` wrote; None if the text is none."""
    match = PLACE.fullmatch(text)
    return Place(int(match[1]), int(match[2] or 1)) if match else None


class Broken(Exception):
    """A file is damaged: at which record, what is wrong,
    and the offset behind which a next record may be looked for."""

    def __init__(self, where: Place, message: str, offset: int) -> None:
        super().__init__(message)
        self.where, self.offset = where, offset


def read(
    file: BinaryIO, name: str, options: Options, *, start: int = 0, stop: int | None = None
) -> Iterator[tuple[Place, Article | Failure]]:
    """Each page of a WARC file, with the place of its record, as an Article,
    or the Failure that stands in its place.

    Only responses of status 200 that are HTML or plain text count. Where the file is damaged a Failure says
    so, once, and reading goes on at the next record that can be found. `file` can be rewound; `start` is the
    offset of a record, and `stop` that of the first one that is left.
    """
    for found in records(file, start, options.max_bytes):
        where = found.where if isinstance(found, Broken) else found[0]
        if stop is not None and where.offset >= stop:
            return
        if isinstance(found, Broken):
            message = f"{name}: {found}; what is whole is read, get the file again for the rest"
            yield where, Failure(None, STEP, message)
        else:
            item = page_of(found[1], found[2], f"{name}#{where}", options)
            if item is not None:
                yield where, item


def records(
    file: BinaryIO, start: int, limit: int
) -> Iterator[tuple[Place, WarcRecord, bytes | None] | Broken]:
    """Each response of a file from an offset on; where it is damaged that,
    and then what can be found behind it."""
    zipped = packed.is_gzip(file)
    at: int | None = start
    while at is not None:
        try:
            yield from responses(file, at, zipped, limit)
            return
        except Broken as error:
            yield error
            at = next_start(file, error.offset + 1, zipped)


def reopen(file: BinaryIO, name: str, where: Place, options: Options) -> Article | Failure | None:
    """The Article or Failure at one place of a WARC file; None if no page is there."""
    for found, item in read(file, name, options, start=where.offset):
        if found == where:
            return item
        if found.offset > where.offset:
            break
    return None


def responses(
    file: BinaryIO, start: int, zipped: bool, limit: int
) -> Iterator[tuple[Place, WarcRecord, bytes | None]]:
    """Each response record from an offset on, with its place and its block (None if that is over the limit);
    raises Broken."""
    file.seek(start)
    stream = packed.Unpacked(file, allowance=limit) if zipped else None
    # of the stream it asks read, seek and tell
    records = iter(ArchiveIterator(stream or file, parse_http=False))
    last = None
    while True:
        try:
            record = next(records, None)
        except OSError as error:
            what = "no WARC file" if last is None and start == 0 else "no WARC record where one should follow"
            raise broken(stream, following(stream, last, start), f"{what} ({error})") from None
        if record is None:
            break
        last = located(record, stream, last)
        wanted = record.record_type == WarcRecordType.response and record.content_length <= limit
        block = record.reader.read(record.content_length) if wanted and record.content_length else b""
        sized = (record.headers.get("Content-Length") or "").strip().isdecimal()
        if not sized or (len(block) if wanted else record.consume()) < record.content_length:
            raise broken(
                stream, last, "cut short: the file ends within the record"
                if stream is None
                else "a record that is cut short",
            )
        if record.record_type == WarcRecordType.response:
            yield last, record, block if wanted else None
    if (stream and stream.fault) or (stream is None and begun(file)):
        raise broken(
            stream, following(stream, last, start), "cut short: the file ends with the first line of a record"
        )


def begun(file: BinaryIO) -> bool:
    """Whether a file ends in the first line of a record, which FastWARC passes over."""
    file.seek(0, io.SEEK_END)
    file.seek(max(0, file.tell() - OVERLAP))
    return bool(BEGUN.search(file.read()))


def following(stream: packed.Unpacked | None, last: Place | None, start: int) -> Place:
    """A place for the record that should follow the last one and cannot be read: no other record has it."""
    if last is None:
        return Place(stream.member if stream and stream.fault else start)
    if stream is None:
        return Place(last.offset + 1)
    if not stream.fault or stream.member == last.offset:
        return Place(last.offset, last.record + 1)
    return Place(stream.member)


def broken(stream: packed.Unpacked | None, where: Place, message: str) -> Broken:
    """The error for a place; what the unpacking has to say about it comes first."""
    fault = stream.fault if stream else None
    return Broken(
        where, f"{fault or message}, at {where}", stream.member if stream and fault else where.offset
    )


def located(record: WarcRecord, stream: packed.Unpacked | None, last: Place | None) -> Place:
    """The place of a record; in a gzip file it is counted within its member,
    since one cannot begin to read in the middle of that."""
    if stream is None:
        return Place(record.stream_pos)
    stream.forget(record.stream_pos)
    offset = stream.members[0][1]
    return Place(offset, last.record + 1 if last and last.offset == offset else 1)


def next_start(file: BinaryIO, offset: int, zipped: bool) -> int | None:
    """Where behind an offset the next record begins, in a gzip file the next member that begins with one;
    None if there is none."""
    kept, base = b"", offset
    file.seek(offset)
    while chunk := file.read(CHUNK):
        data = kept + chunk
        for match in (MEMBER if zipped else PLAIN_START).finditer(data):
            found = base + (match.start() if zipped else match.start(1))
            if zipped and not starts_record(file, found):
                continue
            return found
        kept = data[-OVERLAP:]
        base += len(data) - len(kept)
        file.seek(base + len(kept))
    return None


def starts_record(file: BinaryIO, offset: int) -> bool:
    """Whether the gzip member at an offset begins with a WARC record."""
    file.seek(offset)
    try:
        return zlib.decompressobj(packed.GZIP).decompress(file.read(1024), len(HEAD)) == HEAD
    except zlib.error:
        return False


def page_of(
    record: WarcRecord, block: bytes | None, label: str, options: Options
) -> Article | Failure | None:
    """The Article or Failure of a response record; None if it is no page:
    another status or another kind of file."""
    url = (record.headers.get("WARC-Target-URI") or "").strip().removeprefix("<").removesuffix(">")
    if block is None:
        return Failure(
            url or None, STEP,
            f"{label}: a record of {record.content_length // 1_000_000} MB, more than is read of one page",
        )
    answer = http(block, options.max_bytes)
    if answer is None or answer[0] != 200 or answer[1].media not in PAGES:
        return None
    if not url:
        return Failure(
            None, STEP,
            f"{label}: a page without WARC-Target-URI, so that its address is not known; it is left out",
        )
    given = (replace(answer[1], url=url), options.published, label, options.max_bytes)
    return pages.attempt(lambda: pages.apart(options.worker, pages.from_page, *given), label, url)


def http(block: bytes, limit: int) -> tuple[int, Page] | None:
    """The status of an HTTP answer, and the page in it (without address);
    None if the bytes are no such answer."""
    for decoding in DECODINGS:  # some writers undo an encoding and leave the header that names it
        answer = WarcRecord()
        answer.set_bytes_content(block)
        answer.is_http = True
        try:
            answer.parse_http(auto_decode=decoding)
            status, data = answer.http_headers.status_code, answer.reader.read(limit + 1)
        except OSError:
            continue
        charset = (answer.http_charset or "").strip("\"' ") or None
        return (status, Page(data, charset, (answer.http_content_type or "").lower(), "")) if status else None
    return None


# --- originals


class Originals:
    """A folder of web archives that only grows: one record for each original, in a gzip member of its own,
    with its SHA-256."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, data: bytes, origin: str, media: str | None = None) -> tuple[str, str]:
        """The SHA-256 of bytes that are kept behind the others, and the place of their record
        ("originals-00001.warc.gz#offset=231"); SourceError where the folder cannot be written."""
        digest = sha256(data).hexdigest()
        record = WarcRecord()
        record.init_headers(record_type=WarcRecordType.resource)
        record.headers["WARC-Target-URI"] = origin if "://" in origin else "file://" + origin
        record.headers["Content-Type"] = media or "application/octet-stream"
        record.headers[DIGEST] = f"sha256:{digest}"
        record.set_bytes_content(data)
        whole = io.BytesIO()
        record.write(whole)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            path = self.last()
            with path.open("ab") as file:
                at = file.tell()
                file.write(gzip.compress(whole.getvalue(), mtime=0))
        except OSError as error:
            raise SourceError(
                f"{self.folder}: originals cannot be kept ({error.strerror}); make room, or check its "
                "permissions"
            ) from None
        return digest, f"{path.name}#offset={at}"

    def last(self) -> Path:
        """The file that is written to."""
        paths = (self.folder / FILE.format(number) for number in count(1))
        return next(path for path in paths if not path.exists() or path.stat().st_size < LARGEST)

    def get(self, place: str) -> bytes:
        """The bytes of a record; SourceError where they are not there or cannot be read."""
        name, _, offset = place.partition("#offset=")
        try:
            with (self.folder / Path(name).name).open("rb") as file:
                file.seek(int(offset))
                record = next(iter(ArchiveIterator(file, parse_http=False)))
                return bytes(record.reader.read())
        except (OSError, ValueError, StopIteration) as error:
            raise SourceError(
                f"{self.folder / name}: no record at {offset} ({error or 'it ends before'})"
            ) from None
