"""Names of files, folders, lists and addresses to a stream of Arrivals; what cannot be read is one of them,
and the rest goes on.

Knows where articles are kept and how to find one again; does not know what they say, and keeps none of them.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from io import BufferedReader
from pathlib import PurePath
from typing import BinaryIO

from communique import sources
from communique.errors import SourceError
from communique.records import Article, Failure
from communique.sources import fetch, lines, moments, packed, pages, warc
from communique.sources.decode import without_surrogates
from communique.sources.pages import STEP, Options
from communique.sources.polite import Web, in_turn
from communique.text import files

ARTICLES = (".html", ".htm", ".xhtml", ".pdf", ".txt", ".md")
PAGES = (".html", ".htm", ".xhtml", ".pdf")
LINES = (".jsonl", ".ndjson")
LISTS = (".urls", ".list")
FOUND = (*ARTICLES, *LINES, ".json", ".warc")  # what is taken from a folder, and each of them with .gz
WINDOW = 200  # addresses of a list looked at together, so that while one host must wait another is asked
MAX_ADDRESS = 8192  # bytes in a line of a list
PLACE = re.compile(r"(.+)#((?:line|item)=(\d+)|offset=\d+(?:&record=\d+)?)", re.DOTALL)
opened = partial(files.opened, kind=SourceError, buffering=packed.CHUNK)
JSON_REMEDY = "write one object a line (.jsonl), an object, or a list of objects"


@dataclass(frozen=True, slots=True)
class Arrival:
    """An Article, or the Failure that stands in its place, with its `origin`: "path", "path#line=17",
    "path#offset=1234", or a URL."""

    origin: str
    item: Article | Failure


def arrivals(
    names: Iterable[str], options: Options | None = None, *, web: Web | None = None
) -> Iterator[Arrival]:
    """What is in files and folders, at addresses, and at the addresses that lists ("@file", *.urls, *.list)
    name; "-" is standard input.

    Folders are walked in sorted order without hidden files.
    SourceError only for a day in the options that is none.
    """
    options = checked(options)
    with visiting(options, web) as visitor:
        for name in names:
            yield from named(name, options, visitor)


def reopen(origin: str, options: Options | None = None, *, web: Web | None = None) -> Arrival:
    """The arrival that has this origin, read again; its item is a Failure if it cannot be had any more."""
    options = checked(options)
    with visiting(options, web) as visitor:
        if sources.ADDRESS.match(origin):
            return fetched(origin, options, visitor)
        match = None if os.path.exists(origin) else PLACE.fullmatch(origin)
        found = again(match[1], match[2], options) if match else from_file(origin, options, visitor)
        return next(iter(found), None) or failed(
            origin, "nothing is there any more; the file has changed, read it anew"
        )


def checked(options: Options | None) -> Options:
    """The options with their day in its normal form; SourceError where it is none."""
    options = options or Options()
    day = None if options.published is None else moments.checked(options.published)
    return replace(options, published=day)


# --- by kind of name


def named(name: str, options: Options, web: Web) -> Iterator[Arrival]:
    """The arrivals of one name."""
    if sources.ADDRESS.match(name):
        yield fetched(name, options, web)
    elif name == "-":
        yield from from_stdin(options)
    elif name.startswith("@") and not os.path.exists(name):
        yield from from_list(name[1:], options, web)
    elif os.path.isdir(name):
        yield from from_folder(os.path.abspath(name), options, web)
    else:
        yield from from_file(name, options, web)


def from_folder(folder: str, options: Options, web: Web) -> Iterator[Arrival]:
    """The arrivals of all files in a folder and in the folders within it that have a name we know."""
    empty = True
    for path in walk(folder):
        empty = False
        yield from [path] if isinstance(path, Arrival) else from_file(path, options, web)
    if empty:
        yield failed(
            folder,
            f"no file in this folder that can be read; there may be {', '.join(FOUND)}, each with .gz too",
        )


def walk(folder: str) -> Iterator[str | Arrival]:
    """The paths below a folder that can be read, sorted by name, links to folders not followed;
    or what kept us from a folder."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if not path.endswith(os.sep) and path != folder:
            yield path
            continue
        try:
            with os.scandir(path) as found:
                inside = sorted(within(entry) for entry in found if wanted(entry))
        except OSError as error:
            yield failed(path, f"folder cannot be opened ({error.strerror or error}); check its permissions")
            continue
        waiting.extend(os.path.join(path, name) for name in reversed(inside))


def within(entry: os.DirEntry[str]) -> str:
    """The name of an entry of a folder; a folder's ends with the separator."""
    return entry.name + os.sep if entry.is_dir(follow_symlinks=False) else entry.name


def wanted(entry: os.DirEntry[str]) -> bool:
    """Whether an entry of a folder is walked or read: nothing hidden, and no pipes,
    sockets or links to folders."""
    if entry.name.startswith("."):
        return False
    if entry.is_dir(follow_symlinks=False):
        return True
    stem, suffix = os.path.splitext(entry.name.lower())
    inner = os.path.splitext(stem)[1] if suffix == ".gz" else suffix
    known = inner in FOUND or (suffix == ".gz" and not inner)
    return known and (entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path)))


# --- files


def from_file(path: str, options: Options, web: Web) -> Iterator[Arrival]:
    """The arrivals of one file, by its suffix; a .gz is looked into."""
    origin = os.path.abspath(path) if "\0" not in path else path
    if without_surrogates(origin) != origin:
        yield failed(without_surrogates(origin), "a file name that is not UTF-8; rename the file")
        return
    name = without_gz(origin)
    suffix = PurePath(name).suffix.lower()
    if suffix in LISTS:
        yield from from_list(path, options, web)
        return
    try:
        plain = suffix in PAGES or (suffix in ARTICLES and not options.lines)
        if name == origin and plain:  # the most frequent case takes the shortest way
            yield Arrival(origin, attempted(origin, name, sources.read_file(origin), options))
        else:
            with opened(origin) as file:
                yield from from_stream(file, origin, suffix, options)
    except (SourceError, OSError) as error:
        yield failed(origin, reason(error))


def reason(error: SourceError | OSError) -> str:
    """Why a file cannot be read, and what to do."""
    return str(error) if isinstance(error, SourceError) else (
        f"cannot be read ({error.strerror or error}); check the disk"
    )


def without_gz(path: str) -> str:
    """The name that a file has, or has once it is unpacked."""
    return path[: -len(".gz")] if path.lower().endswith(".gz") else path


def from_stream(
    file: BinaryIO, origin: str, suffix: str, options: Options, *, only: str | None = None
) -> Iterator[Arrival]:
    """The arrivals of an open file by the suffix that its name has without .gz; `only` one place of it."""
    head = peek(file)
    if not head:
        raise SourceError(f"{origin}: empty, no text to read; give the article's text")
    if origin.lower().endswith(".gz") and not head.startswith(packed.MAGIC):
        raise SourceError(
            f"{origin}: no gzip data in spite of its name; get the file again, or name it after what it is"
        )
    stream = packed.Unpacked(file, allowance=options.max_bytes) if head.startswith(packed.MAGIC) else None
    plain = BufferedReader(stream, packed.CHUNK) if stream else file
    if stream:
        head = peek(plain)
    if suffix == ".warc" or head.startswith(warc.HEAD):
        file.seek(0)
        yield from from_warc(file, origin, options, only)
    elif (
        suffix in LINES
        or (options.lines and suffix not in PAGES)
        or (suffix in ("", ".json") and starts_lines(head))
    ):
        yield from from_lines(plain, origin, options, only)
    elif suffix == ".json" or (not suffix and head.lstrip().startswith(b"{")):
        yield from from_json(plain, origin, options, only)
    else:
        name = without_gz(origin)
        data = plain.read(options.max_bytes + 1)
        if not (stream and stream.fault):
            yield Arrival(origin, attempted(origin, name, data, options))
    if stream and stream.fault and not head.startswith(warc.HEAD) and suffix != ".warc":
        raise SourceError(f"{origin}: {stream.fault}; get the file again")


def peek(file: BinaryIO) -> bytes:
    """The first bytes of a file, which stay to be read."""
    return file.peek(packed.CHUNK)[: packed.CHUNK] if isinstance(file, BufferedReader) else b""


def starts_lines(head: bytes) -> bool:
    """Whether a file that begins so is JSON Lines: its first line is an object, and others follow,
    or the line is too long to tell."""
    first, newline, rest = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    if not first.startswith(b"{"):
        return False
    if not rest.strip():
        return not newline and len(head) >= packed.CHUNK // 2
    try:
        lines.parse(first)
    except SourceError:
        return False
    return True


def attempted(origin: str, name: str | None, data: bytes, options: Options) -> Article | Failure:
    """The article in the bytes of a file, or why there is none."""

    def work() -> Article:
        pages.refuse_size(data, origin, options.max_bytes)
        if options.keep is not None:
            options.keep(origin, data, None)
        return pages.apart(
            options.worker, sources.from_bytes, data, origin, name, options.published, options.max_bytes
        )

    return pages.attempt(work, origin)


def from_warc(
    file: BinaryIO, origin: str, options: Options, only: str | None = None, start: int = 0,
    stop: int | None = None,
) -> Iterator[Arrival]:
    """The pages that a web archive keeps, from one offset to before another, or one of them."""
    where = warc.place(only) if only else None
    if where is None:
        for found, item in warc.read(file, origin, options, start=start, stop=stop):
            yield Arrival(f"{origin}#{found}", item)
    elif (kept := warc.reopen(file, origin, where, options)) is not None:
        yield Arrival(f"{origin}#{where}", kept)


def from_lines(file: BinaryIO, origin: str, options: Options, only: str | None = None) -> Iterator[Arrival]:
    """The articles of JSON Lines, or one of them; `only` is "line=17"."""
    line = int(only.partition("=")[2]) if only else None
    for number, item in lines.read_file(file, options, only=line):
        yield Arrival(f"{origin}#line={number}", labelled(item, origin))


def from_json(file: BinaryIO, origin: str, options: Options, only: str | None) -> Iterator[Arrival]:
    """The article of a JSON object, or those of a list of objects; `only` is "item=3"."""
    data = file.read(options.max_line + 1)
    if len(data) > options.max_line:
        raise SourceError(
            f"{origin}: JSON of more than {options.max_line // 1_000_000} MB; write one object a line "
            "(.jsonl)"
        )
    try:
        value = lines.parse(data.removeprefix(b"\xef\xbb\xbf"))
    except SourceError as error:
        raise SourceError(f"{origin}: {str(error).rpartition(';')[0]}; {JSON_REMEDY}") from None
    if not isinstance(value, list):
        yield Arrival(origin, labelled(entry_of(value, "object", options), origin))
        return
    for number, entry in enumerate(value, 1):
        if only in (None, f"item={number}"):
            item = entry_of(entry, f"item {number}", options)
            yield Arrival(f"{origin}#item={number}", labelled(item, origin))
    if not value:
        raise SourceError(f"{origin}: an empty list; {JSON_REMEDY}")


def entry_of(entry: object, label: str, options: Options) -> Article | Failure:
    """The Article of an object of JSON, or why there is none."""
    return pages.entry_apart(options.worker, label, lines.read_entry, entry, label, options.published)


def again(path: str, where: str, options: Options) -> Iterator[Arrival]:
    """The one arrival at a place within a file."""
    name = without_gz(path)
    try:
        with opened(path) as file:
            yield from from_stream(file, path, PurePath(name).suffix.lower(), options, only=where)
    except (SourceError, OSError) as error:
        yield failed(f"{path}#{where}", str(error))


def from_stdin(options: Options) -> Iterator[Arrival]:
    """What standard input holds: JSON Lines if it begins with a brace, else one article.
    It cannot be opened again."""
    head = peek(sys.stdin.buffer)
    if head.lstrip().startswith(b"{"):
        yield from from_lines(sys.stdin.buffer, "-", options)
    else:
        data = sys.stdin.buffer.read(options.max_bytes + 1)
        item = attempted("standard input", None, data, options)
        yield Arrival("-", item)


# --- addresses


def from_list(path: str, options: Options, web: Web) -> Iterator[Arrival]:
    """The articles at the addresses in a list, one on each line, "#" for remarks;
    those of other hosts are asked while one must wait."""
    window: list[str] = []
    for address in listed(path):
        if isinstance(address, Arrival):
            yield address
            continue
        window.append(address)
        if len(window) >= WINDOW:
            yield fetched(window.pop(in_turn(window, web)), options, web)
    while window:
        yield fetched(window.pop(in_turn(window, web)), options, web)


def listed(path: str) -> Iterator[str | Arrival]:
    """The addresses in a list, and a failure for each line that is none; "-" is standard input."""
    origin, some = "-" if path == "-" else os.path.abspath(path), False
    try:
        with nullcontext(sys.stdin.buffer) if path == "-" else opened(origin) as file:
            for number, line in enumerate(iter(lambda: file.readline(MAX_ADDRESS + 1), b""), 1):
                text = line.decode("utf-8", "replace").removeprefix("\ufeff").strip()
                if text and not text.startswith("#"):
                    some = True
                    yield text if is_address(text) else failed(
                        f"{origin}#line={number}",
                        f"line {number}: {text[:80]!r} is no http(s) address; mend it or take it out", origin,
                    )
        if not some:
            yield failed(origin, "a list without addresses; write one http(s) address on each line")
    except (SourceError, OSError) as error:
        yield failed(origin, str(error))


def is_address(text: str) -> bool:
    """Whether a line of a list is an http(s) address."""
    try:
        fetch.checked(text)
    except SourceError:
        return False
    return len(text) < MAX_ADDRESS


def fetched(url: str, options: Options, web: Web) -> Arrival:
    """The article at an address."""

    def work() -> Article:
        page = web.page(url)
        if options.keep is not None:
            options.keep(url, page.data, page.media)
        return pages.apart(options.worker, pages.from_page, page, options.published, url, options.max_bytes)

    return Arrival(url, pages.attempt(work, url, url))


def visiting(options: Options, web: Web | None) -> AbstractContextManager[Web]:
    """The Web given, or one of our own, closed in the end."""
    return closing(Web(options.manners)) if web is None else nullcontext(web)


# --- failures


def failed(origin: str, message: str, label: str | None = None) -> Arrival:
    """The arrival of what could not be read; the message names it."""
    label = label or origin
    return Arrival(origin, Failure(None, STEP, message if label in message else f"{label}: {message}"))


def labelled(item: Article | Failure, path: str) -> Article | Failure:
    """The item; a failure's message with the file that it happened in."""
    return Failure(item.id, item.step, f"{path}: {item.message}") if isinstance(item, Failure) else item
