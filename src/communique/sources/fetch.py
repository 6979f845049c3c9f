"""A web address to its bytes, within a time and a size, and never from a private network unless allowed.

Knows HTTP and which addresses are private; does not know what the bytes mean.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import threading
import time
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from urllib.request import getproxies

import httpx

from communique.errors import SourceError

MAX_BYTES = 25_000_000  # a news page is under 2 MB; beyond this something is wrong
MAX_HOPS = 8
READABLE = ("text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml", "text/markdown", "text/x-html")


@dataclass(frozen=True, slots=True)
class Page:
    """What an address answered: the bytes, the charset that the header names, the media type, and the address after redirects."""

    data: bytes
    charset: str | None
    media: str
    url: str


def fetch(url: str, *, timeout: float = 15.0, allow_private: bool = False) -> Page:
    """The page at an http(s) address, or SourceError saying what went wrong; all of it takes at most `timeout` seconds."""
    answers: list[Page | Exception] = []

    def work() -> None:
        try:
            answers.append(follow(url, time.monotonic() + timeout, timeout, allow_private))
        except Exception as error:  # handed over to the waiting thread, which raises it
            answers.append(error)

    worker = threading.Thread(target=work, daemon=True, name="communique-fetch")  # DNS and slow headers know no deadline of their own
    worker.start()
    worker.join(timeout + 0.5)
    if not answers:
        raise SourceError(f"{url}: no answer within {timeout:g} seconds; try again later or save the page and give the file")
    if isinstance(answers[0], Exception):
        raise answers[0]
    return answers[0]


def follow(url: str, deadline: float, timeout: float, allow_private: bool) -> Page:
    """The page at the end of the redirects from `url`; each hop is checked before it is taken."""
    address = checked(url)
    with httpx.Client(
        timeout=timeout, follow_redirects=False, headers={"User-Agent": user_agent(), "Accept": "text/html,*/*;q=0.5"}
    ) as client:
        for _ in range(MAX_HOPS):
            if not allow_private:
                refuse_private(address)
            try:
                with client.stream("GET", address) as response:
                    if response.is_redirect:
                        address = checked(str(response.url.join(response.headers.get("location", ""))))
                        continue
                    return page(response, deadline, timeout, allow_private)
            except httpx.TimeoutException:
                raise SourceError(
                    f"{url}: no answer within {timeout:g} seconds; try again later or save the page and give the file"
                ) from None
            except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
                raise SourceError(
                    f"{url}: cannot be reached ({error or type(error).__name__}); check the address and the network"
                ) from None
    raise SourceError(f"{url}: more than {MAX_HOPS} redirects; give the final address")


def checked(url: str) -> httpx.URL:
    """The parsed address; SourceError if it is not http or https, or has no host."""
    try:
        address = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise SourceError(f"{url}: not a web address ({error}); give http://… or https://…") from None
    if address.scheme not in ("http", "https") or not address.host:
        raise SourceError(f"{url}: only http and https addresses are read; give one of those or a file")
    return address


def page(response: httpx.Response, deadline: float, timeout: float, allow_private: bool) -> Page:
    """The response as a Page; SourceError for an error status, a media type that holds no article, or too much of it."""
    url = str(response.url)
    if not allow_private:
        refuse_private_peer(response)
    if response.status_code >= 400:
        raise SourceError(f"{url}: the server answered {response.status_code} {response.reason_phrase}".rstrip() + "; check the address")
    media = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media and media not in READABLE:
        raise SourceError(f"{url}: {media}, not a page with an article; give the address of an HTML or text page")
    chunks, size = [], 0
    for chunk in response.iter_bytes():
        size += len(chunk)
        if size > MAX_BYTES:
            raise SourceError(f"{url}: more than {MAX_BYTES // 1_000_000} MB; give the address of the article itself")
        if time.monotonic() > deadline:
            raise SourceError(f"{url}: not finished within {timeout:g} seconds; try again later or save the page and give the file")
        chunks.append(chunk)
    return Page(b"".join(chunks), response.charset_encoding, media, url)


def refuse_private(address: httpx.URL) -> None:
    """Raise SourceError if the host is, or resolves to, an address that is not on the public internet."""
    host = address.host
    try:
        found = [str(ipaddress.ip_address(host))]
    except ValueError:
        if proxied():
            return  # the proxy resolves names, this machine may not be able to
        try:
            found = [str(info[4][0]) for info in socket.getaddrinfo(host, address.port or 80, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as error:
            raise SourceError(f"{address}: cannot be reached (host {host} not found: {error}); check the address and the network") from None
    for ip in found:
        if not public(ip):
            raise SourceError(f"{address}: {ip} is a private address, which is not read by default; save the page and give the file")


def refuse_private_peer(response: httpx.Response) -> None:
    """Raise SourceError if the connection went to a private address after all, as when a name changes its answer in between."""
    stream = response.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if stream is not None else None
    if peer and not proxied() and not public(str(peer[0])):
        raise SourceError(f"{response.url}: {peer[0]} is a private address, which is not read by default; save the page and give the file")


def public(ip: str) -> bool:
    """Whether an IP address is on the public internet."""
    address = ipaddress.ip_address(ip.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    address = mapped or address
    return address.is_global and not address.is_multicast


def proxied() -> bool:
    """Whether this machine reaches the web through a proxy."""
    return bool({"http", "https", "all"} & set(getproxies())) and os.environ.get("NO_PROXY") != "*"


def user_agent() -> str:
    """What communique calls itself to servers."""
    try:
        return f"communique/{version('communique')}"
    except PackageNotFoundError:
        return "communique"
