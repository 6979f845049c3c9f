"""A web address to its bytes, within a time and a size, and never from a private network unless allowed.

Knows HTTP and which addresses are private; does not know what the bytes mean.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
import time
import unicodedata
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, TypeAlias, TypeVar
from urllib.request import getproxies, proxy_bypass

from communique.errors import SourceError

if TYPE_CHECKING:  # loaded where an address is asked: most runs ask none
    import httpx

T = TypeVar("T")
# of one request: a URL is what is to be asked instead; None says that the address still holds what it held
# when it gave the marks that were sent along
Answer: TypeAlias = "Page | httpx.URL | None"

MAX_BYTES = 25_000_000  # a news page is under 2 MB; beyond this something is wrong
MAX_HOPS = 8
LOCAL = (".localhost", ".local", ".internal", ".home.arpa")  # names that stand for something within a network
NAT64 = ipaddress.ip_network("64:ff9b::/96")
ENCODINGS = ("", "identity", "gzip", "x-gzip", "deflate")
READABLE = (
    "text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml", "text/markdown",
    "text/x-html", "application/pdf",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """What an address answered: the bytes, the charset that the header names, the media type,
    and the address after redirects.

    `etag` and `modified` are the marks with which one can ask later whether it has changed.
    """

    data: bytes
    charset: str | None
    media: str
    url: str
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """How one request is made: its time, its size, which media types are read (None: all),
    and whether private addresses are."""

    timeout: float = 15.0
    allow_private: bool = False
    max_bytes: int = MAX_BYTES
    media: tuple[str, ...] | None = READABLE
    whole: bool = True  # False: what goes beyond max_bytes is left out, where True refuses the answer
    etag: str | None = None
    modified: str | None = None


class Answered(SourceError):
    """A server answered that it has no page for us; `status` is its code,
    `wait` the seconds after which it wants to be asked again."""

    def __init__(self, message: str, status: int, wait: float | None) -> None:
        super().__init__(message)
        self.status, self.wait = status, wait


class Unreachable(SourceError):
    """A server did not answer, or not in time."""


def fetch(url: str, *, timeout: float = 15.0, allow_private: bool = False) -> Page:
    """The page at an http(s) address, or SourceError saying what went wrong;
    all of it takes at most `timeout` seconds."""
    terms = Terms(timeout=timeout, allow_private=allow_private)

    def work() -> Page:
        deadline = time.monotonic() + timeout
        with client(timeout) as web:
            answer = follow(url, lambda address: hop(web, address, terms, deadline))
        assert isinstance(answer, Page)  # no marks were sent that it could be unchanged since
        return answer

    return within(timeout, work, url)


def within(timeout: float, work: Callable[[], T], url: str) -> T:
    """What `work` returns or raises, or Unreachable if it takes longer:
    name look-ups and slow headers know no deadline of their own."""
    answer = Future[T]()

    def run() -> None:
        try:
            answer.set_result(work())
        except Exception as error:  # handed over to the waiting thread, which raises it
            answer.set_exception(error)

    threading.Thread(target=run, daemon=True, name="communique-fetch").start()
    if not wait((answer,), timeout + 0.5).done:
        raise late(url, timeout)
    return answer.result()


def client(timeout: float) -> httpx.Client:
    """A client that takes no redirect by itself; one is enough for many requests."""
    import httpx

    headers = {
        "User-Agent": user_agent(), "Accept": "text/html,*/*;q=0.5", "Accept-Encoding": "gzip, deflate",
    }
    return httpx.Client(timeout=timeout, follow_redirects=False, headers=headers)


def follow(url: str, ask: Callable[[httpx.URL], Answer]) -> Page | None:
    """What is at the end of the redirects from `url`; each hop is checked before it is taken."""
    address = checked(url)
    for _ in range(MAX_HOPS):
        answer = ask(address)
        if answer is None or isinstance(answer, Page):
            return answer
        address = answer
    raise SourceError(f"{url}: more than {MAX_HOPS} redirects; give the final address")


def hop(web: httpx.Client, address: httpx.URL, terms: Terms, deadline: float) -> Answer:
    """What one request is answered with: a page, that it is unchanged, or the address to ask instead;
    SourceError for anything else."""
    import httpx

    if not terms.allow_private:
        refuse_private(address)
    marks = {"If-None-Match": terms.etag, "If-Modified-Since": terms.modified}
    try:
        with web.stream("GET", address, headers={k: v for k, v in marks.items() if v}) as response:
            if not terms.allow_private:
                refuse_private_peer(response)
            if response.status_code == 304 and any(marks.values()):
                return None
            if response.has_redirect_location:
                return checked(str(response.url.join(response.headers.get("location", ""))))
            return page(response, deadline, terms)
    except httpx.TimeoutException:
        raise late(str(address), terms.timeout) from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise unreached(address, str(error) or type(error).__name__) from None


def late(url: str, timeout: float) -> Unreachable:
    """The error for an answer that did not come in time."""
    return Unreachable(
        f"{url}: no answer within {timeout:g} seconds; try again later or save the page and give the file"
    )


def unreached(address: httpx.URL, why: str) -> Unreachable:
    """The error for a server that cannot be reached."""
    return Unreachable(f"{address}: cannot be reached ({why}); check the address and the network")


def checked(url: str) -> httpx.URL:
    """The parsed address; SourceError if it is not http or https, or has no host."""
    import httpx

    try:
        address = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise SourceError(f"{url}: not a web address ({error}); give http://… or https://…") from None
    if address.scheme not in ("http", "https") or not address.host:
        raise SourceError(f"{url}: only http and https addresses are read; give one of those or a file")
    return address


def page(response: httpx.Response, deadline: float, terms: Terms) -> Page:
    """The response as a Page; SourceError for an error status, a media type that is not wanted,
    or too much of it."""
    url = str(response.url)
    if response.status_code >= 300:
        raise Answered(
            f"{url}: the server answered {response.status_code} {response.reason_phrase}".rstrip()
            + "; check the address",
            response.status_code,
            wanted_wait(response.headers.get("retry-after")),
        )
    media = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media and terms.media is not None and media not in terms.media:
        raise SourceError(
            f"{url}: {media}, not a page with an article; give the address of an HTML or text page"
        )
    data = body(response, deadline, terms)
    return Page(
        data, response.charset_encoding, media, url, response.headers.get("etag"),
        response.headers.get("last-modified"),
    )


def body(response: httpx.Response, deadline: float, terms: Terms) -> bytes:
    """The bytes of a response; SourceError if there are too many, or they come too slowly."""
    encoding = response.headers.get("content-encoding", "").strip().lower()
    # others, or two at once, can unpack one chunk to gigabytes before its size is seen
    if encoding not in ENCODINGS:
        raise SourceError(
            f"{response.url}: sent in an encoding not asked for ({encoding[:40]!r}); save the page and give "
            "the file"
        )
    chunks, size = [], 0
    for chunk in response.iter_bytes():
        chunks.append(chunk)
        size += len(chunk)
        if size > terms.max_bytes:
            if not terms.whole:
                break
            raise SourceError(
                f"{response.url}: more than {terms.max_bytes / 1e6:g} MB; give the address of the article "
                "itself"
            )
        if time.monotonic() > deadline:
            raise Unreachable(
                f"{response.url}: not finished within {terms.timeout:g} seconds; try again later or save the "
                "page and give the file"
            )
    return b"".join(chunks)[: terms.max_bytes]


def wanted_wait(value: str | None) -> float | None:
    """The seconds in a Retry-After header, which gives them or the hour; None if it gives neither."""
    if not value:
        return None
    if re.fullmatch(r"\d{1,9}", value.strip(), re.ASCII):
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None


def refuse_private(address: httpx.URL) -> None:
    """Raise SourceError if the host is, or resolves to, an address that is not on the public internet.

    Where a proxy fetches it, this machine may not be able to resolve the name;
    what it can resolve must be public all the same.
    """
    host = unicodedata.normalize("NFKC", address.host).rstrip(".").lower()
    if host == "localhost" or host.endswith(LOCAL):
        raise private(address, host)
    literal = as_ip(host)
    try:
        found = [literal] if literal else resolved(host, address.port or 80)
    except (OSError, UnicodeError) as error:
        if bool({address.scheme, "all"} & set(getproxies())) and not proxy_bypass(address.host):
            return
        raise unreached(address, f"host {host} not found: {error}") from None
    for ip in found:
        if not public(ip):
            raise private(address, ip)


def private(address: httpx.URL, host: str) -> SourceError:
    """The error for an address of a private network."""
    return SourceError(
        f"{address}: {host} is a private address, which is not read by default; save the page and give the "
        "file"
    )


def resolved(host: str, port: int) -> list[str]:
    """The IP addresses that a name stands for."""
    return [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def as_ip(host: str) -> str | None:
    """The IP address that a host is, in whatever way it is written ("127.1", "0x7f000001", "2130706433");
    None for a name."""
    try:
        return str(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except (OSError, UnicodeError):
        return None


def refuse_private_peer(response: httpx.Response) -> None:
    """Raise SourceError if the connection went to a private address after all,
    as when a name changes its answer in between."""
    stream = response.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if stream is not None else None
    if peer and not public(str(peer[0])) and (str(peer[0]), int(peer[1])) not in proxies():
        raise private(response.url, peer[0])


def public(ip: str) -> bool:
    """Whether an IP address is on the public internet; one that carries another within it only if that is."""
    address = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return public(str(inner))
    return address.is_global and not address.is_multicast


def proxies() -> set[tuple[str, int]]:
    """The IP address and port of each proxy of this machine."""
    import httpx

    found: set[tuple[str, int]] = set()
    for given in getproxies().values():
        try:
            proxy = httpx.URL(given if "://" in given else f"http://{given}")
            port = proxy.port or {"https": 443, "socks5": 1080}.get(proxy.scheme, 80)
            found |= {(ip, port) for ip in resolved(proxy.host, port)}
        except (OSError, UnicodeError, ValueError, httpx.InvalidURL):
            continue
    return found


def user_agent() -> str:
    """What communique calls itself to servers."""
    try:
        return f"communique/{version('communique')}"
    except PackageNotFoundError:
        return "communique"
