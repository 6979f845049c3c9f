"""A web site on this machine whose answers a test writes down; it notes who asked for what, and when.

Knows HTTP; does not know what is tested.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answer:
    """What a path is answered with; `pause` is how long that takes, `again` sends the body so many times."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0
    again: int = 1


@dataclass
class Site:
    """A running site: its address, its pages by path (an Answer or a function of the number of the request),
    and what was asked."""

    url: str = ""
    pages: dict[str, Answer | Callable[[int], Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def answer(self, path: str, headers: dict[str, str]) -> Answer:
        """The answer to a request, which is noted."""
        self.asked.append(path)
        self.times.append(time.monotonic())
        self.headers.append(headers)
        found = self.pages.get(path, Answer(status=404))
        return found if isinstance(found, Answer) else found(self.asked.count(path))


class Quiet(BaseHTTPRequestHandler):
    """A handler of requests that writes no log."""

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def served(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address of a server that runs until the block ends."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=lambda: server.serve_forever(0.02), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@contextmanager
def site() -> Iterator[Site]:
    """A site that runs until the block ends."""
    running = Site()

    class Handler(Quiet):
        def do_GET(self) -> None:
            answer = running.answer(self.path, dict(self.headers))
            time.sleep(answer.pause)
            self.send_response(answer.status)
            for key, value in {"Content-Type": "text/html", **answer.headers}.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(answer.body) * answer.again))
            self.end_headers()
            try:
                for _ in range(answer.again):
                    self.wfile.write(answer.body)
            except OSError:
                pass

    with served(Handler) as running.url:
        yield running


@dataclass
class Clock:
    """A clock that runs only when one sleeps by it; it notes the sleeps."""

    now: float = 1_764_300_000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(seconds)
        self.now += seconds
