"""The bytes as they came, kept as a web archive: one record each, in a gzip member of its own,
with their SHA-256.

Knows WARC files and where in one a record begins; does not know which article came of the bytes.
"""

from __future__ import annotations

import gzip
import io
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from fastwarc import ArchiveIterator, WarcRecord, WarcRecordType

from communique.errors import SourceError

DIGEST = "WARC-Payload-Digest"
FILE = "originals-{:05}.warc.gz"
LARGEST = 1_000_000_000  # bytes of a file from which the next is begun


@dataclass(frozen=True, slots=True)
class Original:
    """Bytes that are kept: their SHA-256, and the place of their record
    ("originals-00001.warc.gz#offset=231")."""

    sha256: str
    place: str


class Originals:
    """A folder of web archives that only grows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, data: bytes, origin: str, media: str | None = None) -> Original:
        """Keep bytes behind the others; SourceError where the folder cannot be written."""
        digest = sha256(data).hexdigest()
        record = WarcRecord()
        record.init_headers(record_type=WarcRecordType.resource)
        record.headers["WARC-Target-URI"] = address(origin)
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
        return Original(digest, f"{path.name}#offset={at}")

    def last(self) -> Path:
        """The file that is written to."""
        number = 1
        while (path := self.folder / FILE.format(number)).exists() and path.stat().st_size >= LARGEST:
            number += 1
        return path

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


def address(origin: str) -> str:
    """The address of an origin: a web address as it is, a path as a file's."""
    return origin if "://" in origin else "file://" + origin
