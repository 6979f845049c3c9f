"""Many pages from the web as a good guest fetches them: robots.txt, a rate for each host,
conditional requests, patience.

Knows hosts and how often they may be asked; does not know why a page is wanted. One Web is for one thread.
"""

from __future__ import annotations

import random
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from protego import Protego

from communique.errors import SourceError
from communique.sources import fetch
from communique.sources.fetch import Answer, Answered, Page, Terms, Unreachable

if TYPE_CHECKING:
    import httpx

BUSY = (429, 500, 502, 503, 504)  # answers after which a second try has a chance
ROBOTS_BYTES = 512_000  # RFC 9309 asks for at least 500 KiB
ROBOTS_HOPS = 5  # … and for five redirects
ROBOTS_KEPT = 24 * 3600.0  # … and that it is not kept for longer than a day
PRODUCT = "communique"  # the name by which robots.txt speaks to us
MAX_HOSTS = 2000  # remembered at once
SHUT = 300.0  # seconds for which a host is left alone that did not answer at all; doubled each time
SHUT_MOST = 6 * 3600.0


@dataclass(frozen=True, slots=True)
class Manners:
    """How servers are asked: seconds between two requests to a host, tries,
    the first pause (doubled each time), the longest wait."""

    delay: float = 2.0
    attempts: int = 4
    pause: float = 1.0
    longest: float = 120.0  # a server that wants us to wait longer is left, and the page fails
    timeout: float = 15.0
    max_bytes: int = fetch.MAX_BYTES
    robots: bool = True
    allow_private: bool = False


@dataclass(slots=True)
class Host:
    """What is known of a server: when it may be asked next, how often in a row it was dead,
    and its robots.txt for how long."""

    ready: float = 0.0
    dead: int = 0
    rules: Protego | None = None
    rules_until: float = float("-inf")


class Web:
    """The web as one polite visitor sees it: what hosts ask for is kept as long as this lives. `clock`,
    `sleep`, `dice` are for tests."""

    def __init__(
        self, manners: Manners | None = None, *, clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep, dice: Callable[[], float] = random.random,
    ) -> None:
        self.manners = manners or Manners()
        self.clock, self.sleep, self.dice = clock, sleep, dice
        self.hosts: OrderedDict[str, Host] = OrderedDict()
        self.client: httpx.Client | None = None

    def get(
        self, url: str, *, etag: str | None = None, modified: str | None = None,
        media: tuple[str, ...] | None = fetch.READABLE,
    ) -> Page | None:
        """The page at an address, None where it is unchanged since these marks;
        SourceError says why neither can be had."""
        m = self.manners
        terms = Terms(m.timeout, m.allow_private, m.max_bytes, media, etag=etag, modified=modified)
        return fetch.follow(url, lambda address: self.ask(address, terms))

    def page(self, url: str) -> Page:
        """The page at an address."""
        answer = self.get(url)
        assert isinstance(answer, Page)  # no marks were sent that it could be unchanged since
        return answer

    def ready(self, url: str) -> float:
        """The seconds until the host of an address may be asked; 0 where it may be now,
        or the address is none."""
        host = self.hosts.get(origin_of(url))
        return max(0.0, host.ready - self.clock()) if host else 0.0

    def close(self) -> None:
        """Close the connections that are kept open."""
        if self.client is not None:
            self.client.close()
            self.client = None

    def ask(self, address: httpx.URL, terms: Terms) -> Answer:
        """The answer of one address, its redirect not followed; asked again, later each time,
        while there is hope."""
        host = self.host(address)
        for attempt in range(1, self.manners.attempts + 1):
            self.wait(host, address)
            try:
                gap = self.permitted(host, address)
                try:
                    answer = self.request(address, terms)
                finally:
                    host.ready = max(host.ready, self.clock() + gap)
            except (Answered, Unreachable) as error:
                self.put_off(host, error, attempt)
                if attempt == self.manners.attempts or not hopeful(error):
                    raise
            else:
                host.dead = 0
                return answer
        raise AssertionError("the last attempt returns or raises")

    def request(self, address: httpx.URL, terms: Terms) -> Answer:
        """The answer to one request, within its time."""
        if self.client is None:
            self.client = fetch.client(self.manners.timeout)
        client, deadline = self.client, time.monotonic() + terms.timeout
        return fetch.within(terms.timeout, lambda: fetch.hop(client, address, terms, deadline), str(address))

    def host(self, address: httpx.URL) -> Host:
        """What is known of the host of an address; those asked longest ago are forgotten."""
        key = origin(address)
        host = self.hosts.setdefault(key, Host())
        self.hosts.move_to_end(key)
        if len(self.hosts) > MAX_HOSTS:
            self.hosts.popitem(last=False)
        return host

    def wait(self, host: Host, address: httpx.URL) -> None:
        """Wait until the host may be asked; Unreachable if that is too long."""
        left = host.ready - self.clock()
        if left > self.manners.longest:
            why = "did not answer" if host.dead else "wants us to wait"
            raise Unreachable(
                f"{address}: not asked, since {address.host} {why}; try again in {left:.0f} seconds"
            )
        if left > 0:
            self.sleep(left)

    def put_off(self, host: Host, error: Answered | Unreachable, attempt: int) -> None:
        """Leave a host alone for a while after an error: as long as it says, else longer each time,
        with some chance in it."""
        now, pause = self.clock(), self.manners.pause * 2 ** (attempt - 1) * (0.5 + self.dice())
        if isinstance(error, Answered):
            if error.status in BUSY:
                host.ready = max(
                    host.ready, now + (pause if error.wait is None else error.wait + self.dice())
                )
        elif attempt < self.manners.attempts:
            host.ready = max(host.ready, now + pause)
        elif host.ready - now <= self.manners.longest:
            host.dead += 1
            if host.dead > 1:  # the first time it may have been the page
                host.ready = now + min(SHUT * 2 ** (host.dead - 2), SHUT_MOST)

    def permitted(self, host: Host, address: httpx.URL) -> float:
        """The seconds that the host wants between requests;
        SourceError if its robots.txt refuses us the address."""
        if not self.manners.robots:
            return self.manners.delay
        if host.rules is None or host.rules_until < self.clock():
            host.rules = Protego.parse(self.robots(address))
            host.rules_until = self.clock() + ROBOTS_KEPT
        if not host.rules.can_fetch(str(address), PRODUCT):
            raise SourceError(
                f"{address}: {address.host} does not want it read by programs (robots.txt); leave it out, or "
                "ask its owner"
            )
        rate = host.rules.request_rate(PRODUCT)
        spaced = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return max(self.manners.delay, host.rules.crawl_delay(PRODUCT) or 0.0, spaced)

    def robots(self, address: httpx.URL) -> str:
        """The robots.txt of a host, "" where it has none; raises what keeps us from knowing,
        as we must not read on then."""
        terms = Terms(self.manners.timeout, self.manners.allow_private, ROBOTS_BYTES, None, whole=False)
        place = first = address.copy_with(path="/robots.txt", query=None, fragment=None)
        try:
            for _ in range(ROBOTS_HOPS + 1):
                answer = self.request(place, terms)
                if isinstance(answer, Page):
                    return answer.data.decode("utf-8", "replace").removeprefix("\ufeff")
                assert answer is not None  # no marks were sent
                place = answer
        except Answered as error:
            if error.status >= 500 or error.status == 429:
                message = f"{address}: not asked, since what it wants cannot be read ({error})"
                raise Answered(message, error.status, error.wait) from None
        except SourceError as error:  # what keeps us from one address of a host keeps us from the other
            raise type(error)(str(error).replace(str(first), str(address))) from None
        return ""


def origin(address: httpx.URL) -> str:
    """The host of an address with its port: what is asked politely, and what has one robots.txt."""
    return f"{address.scheme}://{address.netloc.decode('ascii').rpartition('@')[2]}"


@lru_cache(maxsize=20_000)
def origin_of(url: str) -> str:
    """The origin of an address in words; "" if it is none."""
    try:
        return origin(fetch.checked(url))
    except SourceError:
        return ""


def hopeful(error: Answered | Unreachable) -> bool:
    """Whether the same request may be answered a little later."""
    return isinstance(error, Unreachable) or error.status in BUSY


def in_turn(urls: list[str], web: Web) -> int:
    """The place of the address among these whose host may be asked soonest;
    the first of them if several may."""
    return min(range(len(urls)), key=lambda i: web.ready(urls[i]))
