"""Bytes from a file, an address or standard input to an Article, by the reader that takes such input.

Knows how to open things; does not know what is said in them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

from communique.errors import SourceError
from communique.processes import EndedError, Worker
from communique.records import Article
from communique.sources import fetch, moments
from communique.sources.decode import decode, without_surrogates
from communique.sources.html import from_html, is_html
from communique.sources.lines import read_lines
from communique.sources.pages import UNENDING, apart, from_page, refuse_size
from communique.sources.pdf import from_pdf, is_pdf
from communique.sources.text import from_text

__all__ = ["from_html", "from_pdf", "from_string", "from_text", "is_pdf", "open_source", "read_lines"]

MAX_BYTES = fetch.MAX_BYTES
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def open_source(
    name: str, *, published: str | None = None, timeout: float = 15.0, allow_private: bool = False,
    worker: Worker | None = None,
) -> Article:
    """The article in a file, at an http(s) address, or ("-") on standard input;
    SourceError says what is wrong and what to do.

    It is read in the `worker`, which is ended if that takes too long; without one here,
    however long it takes.
    """
    if published is not None:
        moments.checked(published)
    if ADDRESS.match(name):
        page = fetch.fetch(name, timeout=timeout, allow_private=allow_private)
        return whole(worker, name, from_page, page, published, name)
    data = sys.stdin.buffer.read(MAX_BYTES + 1) if name == "-" else read_file(name)
    label = "standard input" if name == "-" else name
    return whole(worker, label, from_bytes, data, label, None if name == "-" else name, published)


def whole(worker: Worker | None, label: str, function: Callable[..., Article], *arguments: object) -> Article:
    """What the function returns, called in the worker; SourceError where it takes too long."""
    try:
        return apart(worker, function, *arguments)
    except EndedError as error:
        raise SourceError(f"{label}: the process that read it {error}; {UNENDING}") from None


def from_bytes(
    data: bytes, label: str, name: str | None, published: str | None, max_bytes: int = MAX_BYTES
) -> Article:
    """The article in the bytes of a file, or of standard input, which has no name."""
    refuse_size(data, label, max_bytes)
    if is_pdf(data):
        return from_pdf(data, published=published, name=name, label=label)
    return from_string(decode(data, name=label), published=published, name=name, label=label)


def from_string(
    source: str, *, name: str | None = None, published: str | None = None, label: str | None = None
) -> Article:
    """The article in a string, which may be an HTML page or plain text; `name` is the file it came from,
    if any."""
    source = without_surrogates(source)
    if not source.strip():
        raise SourceError(f"{label or name or 'text'}: empty, no text to read; give the article's text")
    if is_html(source, name or ""):
        return from_html(source, name=name, published=published)
    return from_text(source, name=name, published=published)


def read_file(name: str) -> bytes:
    """The bytes of a file; SourceError if it is missing, a folder, not readable or too large."""
    path = Path(name)
    try:
        if path.is_dir():
            raise SourceError(f"{name}: a folder, not a file; name the files in it")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise SourceError(
            f"{name}: no such file; check the path, or give an http(s) address or - for standard input"
        ) from None
    except (OSError, ValueError) as error:
        raise SourceError(
            f"{name}: cannot be read ({getattr(error, 'strerror', None) or error}); check the path and its "
            "permissions"
        ) from None
