"""The answer of a server, just fetched or kept in a web archive, to an Article.

Knows media types; does not know where the answer comes from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import ParamSpec, TypeVar

from communique.errors import SourceError
from communique.processes import EndedError, Worker
from communique.records import Article, Failure
from communique.sources.decode import decode
from communique.sources.fetch import MAX_BYTES, Page
from communique.sources.html import from_html, is_html
from communique.sources.pdf import from_pdf, is_pdf
from communique.sources.polite import Manners
from communique.sources.text import from_text

P = ParamSpec("P")
T = TypeVar("T")

STEP = "source"
# of processor time for one source: a page of news takes a thirtieth of a second, one of 20 MB three
SECONDS = 10.0
UNENDING = "leave it out, or give the article's text alone"
MAX_LINE = 64_000_000  # bytes; a page of 25 MB with every second character escaped


@dataclass(frozen=True, slots=True)
class Options:
    """The day for articles that carry none, the bytes that one article and one line of JSON may have,
    and how servers are asked.

    `lines`: files whose name does not say otherwise, and standard input, are JSON Lines. `worker`: a process
    in which sources are read, so that one which takes too long is ended and fails; without it they are read
    here, however long they take. `keep` is called with the origin, the bytes and the media type of each page
    and text that comes of its own; what is inside web archives and JSON stays there.
    """

    published: str | None = None
    max_bytes: int = MAX_BYTES
    max_line: int = MAX_LINE
    lines: bool = False
    manners: Manners = field(default_factory=Manners)
    worker: Worker | None = field(default=None, compare=False, repr=False)
    keep: Callable[[str, bytes, str | None], None] | None = None


def opener() -> Worker:
    """A process to read sources in, whose time for one begins when it has loaded what all of them need; what
    tells languages apart is loaded, uncounted, with the first source that does not say its own."""
    return Worker(load)


def load() -> None:
    """Nothing more: whoever calls it has loaded this module, and with it all that reads sources."""


def apart(worker: Worker | None, function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """What the function returns or raises, called in the worker, which is ended after SECONDS,
    or without one here."""
    if worker is None:
        return function(*arguments, **named)
    answer: T = worker.call(function, *arguments, seconds=SECONDS)
    return answer


def entry_apart(
    worker: Worker | None, label: str, function: Callable[P, Article | Failure], *arguments: P.args,
    **named: P.kwargs,
) -> Article | Failure:  # fmt: skip
    """What the function makes of one entry of many in the worker; a Failure that names `label` where that
    takes too long."""
    try:
        return apart(worker, function, *arguments, **named)
    except EndedError as error:
        return Failure(None, STEP, f"{label}: the process that read it {error}; {UNENDING}")


def attempt(work: Callable[[], Article], label: str, known: str | None = None) -> Article | Failure:
    """The Article that `work` returns, or the Failure of `known` that says why there is none and names
    `label`.

    A page that breaks a library is a Failure too: one among ten thousand must not end the run.
    """
    try:
        return work()
    except SourceError as error:
        message = str(error)
    except EndedError as error:
        message = f"the process that read it {error}; {UNENDING}"
    except Exception as error:
        message = f"cannot be read ({type(error).__name__}: {str(error)[:200]}); keep the page and report it"
    return Failure(known, STEP, message if label in message else f"{label}: {message}")


def from_page(
    page: Page, published: str | None = None, label: str | None = None, max_bytes: int = MAX_BYTES
) -> Article:
    """The article of a page; `label` names it in errors; SourceError if there is nothing, too much,
    or no article."""
    refuse_size(page.data, label or page.url, max_bytes)
    if is_pdf(page.data):
        found = from_pdf(page.data, name=page.url, published=published, label=page.url)
        return replace(found, id=page.url, url=page.url)
    text = decode(page.data, declared=page.charset, name=label or page.url)
    if page.media == "text/plain" and not is_html(text, ""):
        return replace(from_text(text, name=page.url, published=published), id=page.url, url=page.url)
    return from_html(text, url=page.url, published=published)


def refuse_size(data: bytes, label: str, max_bytes: int = MAX_BYTES) -> None:
    """Raise SourceError if there is nothing, or more than an article can be."""
    if len(data) > max_bytes:
        raise SourceError(f"{label}: more than {max_bytes // 1_000_000} MB; give one article at a time")
    if not data.strip():
        raise SourceError(f"{label}: empty, no text to read; give the article's text")
