"""JSON Lines, one article a line, to Articles; a line that cannot be read becomes a Failure and the rest goes
on.

Knows the fields of docs/records.md; does not know what the articles say.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, NamedTuple

from communique.errors import SourceError
from communique.processes import Worker
from communique.records import Article, Failure
from communique.sources import article, moments
from communique.sources.decode import without_surrogates
from communique.sources.html import from_html
from communique.sources.pages import STEP, Options, entry_apart
from communique.text.controls import CONTROL

FIELDS = ("text", "html", "url", "title", "published", "outlet", "language")
NAMED = ("url", "title", "published", "outlet", "language")  # fields that stand on one line
FOLDED = ("title", "outlet")  # … in which a line end is only how somebody wrote it


def read_lines(
    stream: Iterable[bytes | str], *, published: str | None = None, worker: Worker | None = None
) -> Iterator[Article | Failure]:
    """An Article, or the Failure that stands in its place, for each line that is not blank;
    `published` is for lines that carry no day."""
    if published is not None:
        published = moments.checked(published)
    for number, line in enumerate(stream, 1):
        if number == 1:
            line = (
                line.removeprefix(b"\xef\xbb\xbf") if isinstance(line, bytes) else line.removeprefix("\ufeff")
            )
        if line.strip():
            yield entry_apart(worker, f"line {number}", read_line, line, number, published)


def read_file(
    stream: BinaryIO, options: Options, *, only: int | None = None
) -> Iterator[tuple[int, Article | Failure]]:
    """The number of each line that is not blank, with its Article or Failure,
    never holding more bytes than a line may have; or `only` one line."""
    for line in numbered(stream, options.max_line):
        if line.data.strip() and only in (None, line.number):
            yield line.number, attempt_line(line, options)
        if line.number == only:
            return


def attempt_line(line: Line, options: Options) -> Article | Failure:
    """The Article of a line, or its Failure; one is that it is longer than an article can be."""
    label, most = f"line {line.number}", options.max_line // 1_000_000
    if line.whole:
        return entry_apart(options.worker, label, read_line, line.data, line.number, options.published)
    return Failure(None, STEP, f"{label}: more than {most} MB; write one article on each line")


class Line(NamedTuple):
    """A line, its number, whether all of it is here, and the bytes that it takes up in the file."""

    number: int
    data: bytes
    whole: bool
    taken: int


def numbered(stream: BinaryIO, limit: int, first: int = 1) -> Iterator[Line]:
    """The lines of a stream with their numbers; of one that is too long only its beginning is kept."""
    number = first
    while data := stream.readline(limit + 1):
        taken, whole = len(data), len(data) <= limit or data.endswith(b"\n")
        ended = whole
        while not ended and (rest := stream.readline(limit)):
            taken += len(rest)
            ended = rest.endswith(b"\n")
        yield Line(number, data.removeprefix(b"\xef\xbb\xbf") if number == 1 else data, whole, taken)
        number += 1


def read_line(line: bytes | str, number: int, published: str | None) -> Article | Failure:
    """The Article of one line, or its Failure with the number of the line."""
    try:
        entry = parse(line)
    except SourceError as error:
        return Failure(None, STEP, f"line {number}: {error}")
    return read_entry(entry, f"line {number}", published)


def read_entry(entry: object, label: str, published: str | None) -> Article | Failure:
    """The Article of an object of JSON, or its Failure with the label of the object."""
    known: str | None = None
    try:
        if not isinstance(entry, dict):
            raise SourceError(
                f"{type(entry).__name__} where an object is wanted; give an object with 'text' or 'html'"
            )
        known = identity(entry)
        for field in FIELDS:
            if not isinstance(entry.get(field), str | None):
                raise SourceError(
                    f"{field!r} must be a string, not {type(entry[field]).__name__}; quote it or leave it out"
                )
        refuse_controls(entry)
        given = {k: without_surrogates(v) for k in FIELDS if (v := entry.get(k)) is not None}
        return build(given, known, published)
    except SourceError as error:
        return Failure(known, STEP, f"{label}: {error}")


def refuse_controls(entry: dict[str, Any]) -> None:
    """Raise SourceError if a field that stands on one line holds a control character other than the blanks of
    a text that was folded."""
    for field in NAMED:
        value = (entry.get(field) or "").strip()
        if found := CONTROL.search(" ".join(value.split()) if field in FOLDED else value):
            raise SourceError(f"{field!r} holds the control character U+{ord(found[0][0]):04X}; take it out")


def parse(line: bytes | str) -> object:
    """The JSON of a line; SourceError if it is none."""
    try:
        return json.loads(line.decode("utf-8") if isinstance(line, bytes) else line)
    except UnicodeDecodeError as error:
        raise SourceError(f"not UTF-8 (byte {error.start + 1}); write JSON Lines in UTF-8") from None
    except RecursionError:
        raise SourceError("nested too deeply; give an object with 'text' or 'html'") from None
    except ValueError as error:
        raise SourceError(f"not JSON ({error}); write one object on each line") from None


def identity(entry: dict[str, Any]) -> str | None:
    """The line's own id as a string; SourceError if it is neither string nor number."""
    value = entry.get("id")
    if value is None or (isinstance(value, str) and value.strip()):
        return article.one_line(without_surrogates(value), "id") if value else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise SourceError(f"'id' must be a string that is not empty, not {value!r:.40}; give one or leave it out")


def build(entry: dict[str, str], known: str | None, published: str | None) -> Article:
    """The Article of a checked line: `text` as it stands, else the article in `html`;
    the line's own fields win."""
    own = moments.checked(entry["published"]) if entry.get("published") else None
    text = entry.get("text")
    if text is not None:
        if not text.strip():
            raise SourceError("'text' is empty; give the article's text or leave the line out")
        return article.make(
            text, id=known, url=entry.get("url"), title=entry.get("title"), published=own or published,
            outlet=entry.get("outlet"), language=entry.get("language"),
        )
    if "html" not in entry:
        raise SourceError("neither 'text' nor 'html'; give one of them")
    page = from_html(entry["html"], url=entry.get("url"))
    return article.make(
        page.text, id=known, url=page.url, title=entry.get("title") or page.title,
        published=own or page.published or published, outlet=entry.get("outlet") or page.outlet,
        agency=page.agency, authors=page.authors, language=entry.get("language") or page.language,
    )
