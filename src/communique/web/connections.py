"""How the server listens: connections that ask for nothing are closed, so that however many there are,
who asks is answered.

Knows uvicorn and its connections; does not know what is asked. A proxy before it (nginx, Caddy)
may have limits of its own.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import Any, ClassVar

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADERS = 10.0  # seconds in which the head of a request must be here
IDLE = 10  # seconds that a connection stays open for a further request
WAITING = 100  # connections of one client that have asked for nothing yet; a browser opens six
WAITING_OF_ALL = 300  # … of all clients, below the number at which requests are refused
MOST = 500  # connections
HEAD_BYTES = 65_536


class Patient(H11Protocol):
    """A connection that is closed when the head of a request does not come,
    or when too many others wait for theirs."""

    # who has asked for nothing yet, the oldest first, and from where
    silent: ClassVar[OrderedDict[Patient, str]] = OrderedDict()
    clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self.mind()

    def data_received(self, data: bytes) -> None:
        """Take bytes in; wait on, unless they made a request whole."""
        super().data_received(data)
        self.mind()

    def on_response_complete(self) -> None:
        """Begin to wait for the next request."""
        super().on_response_complete()
        self.mind()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self.rest()
        super().connection_lost(exc)

    def mind(self) -> None:
        """Wait for a request while none is being answered."""
        if self.transport.is_closing() or (self.cycle is not None and not self.cycle.response_complete):
            self.rest()
        elif self.clock is None:
            self.clock = self.loop.call_later(HEADERS, self.transport.close)
            client = str(self.client[0]) if self.client else ""
            self.silent[self] = client
            ours = (
                [one for one, of in self.silent.items() if of == client] if len(self.silent) > WAITING else []
            )
            if len(ours) > WAITING or len(self.silent) > WAITING_OF_ALL:
                (ours if len(ours) > WAITING else [*self.silent])[0].give_way()

    def give_way(self) -> None:
        """Close, for others wait."""
        self.rest()
        self.transport.abort()

    def rest(self) -> None:
        """Wait for nothing."""
        self.silent.pop(self, None)
        if self.clock is not None:
            self.clock.cancel()
            self.clock = None


def settings(app: Any, **more: Any) -> uvicorn.Config:
    """How a server of ours is set up; `more` is what goes before that."""
    ours = {
        "http": Patient, "ws": "none", "log_level": "warning", "server_header": False, "proxy_headers": False,
        "timeout_keep_alive": IDLE, "limit_concurrency": MOST, "h11_max_incomplete_event_size": HEAD_BYTES,
        "timeout_graceful_shutdown": 5,
    }  # fmt: skip
    return uvicorn.Config(app, **{**ours, **more})


def run(app: Any, host: str, port: int) -> None:
    """Answer until Ctrl-C; SystemExit where the port is taken."""
    server = uvicorn.Server(settings(app, host=host, port=port))
    server.run()
    if not server.started:
        raise SystemExit(3)  # uvicorn has said why
