"""An alert to a webhook: one POST of JSON, within a time, with a few tries,
and never to a private network unless allowed.

Knows HTTP and which answers are worth another try; does not know what an alert is about.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass

import httpx

from communique.alerts.records import Alert, line
from communique.errors import CommuniqueError, SourceError
from communique.records import plain
from communique.sources import fetch

TRIES = 3
# seconds until the second try, how much longer until the third, and the longest
FIRST, FACTOR, LONGEST = 1.0, 3.0, 30.0
AGAIN = (408, 425, 429, *range(500, 600))  # answers that may be others the next time


class WebhookError(CommuniqueError):
    """An alert that was not taken; `down` where the address itself does not answer,
    so that no other is worth sending now."""

    def __init__(
        self, message: str, *, down: bool = False, wait: float | None = None, final: bool = False
    ) -> None:
        super().__init__(message)
        self.down, self.wait, self.final = down, wait, final


@dataclass(frozen=True, slots=True)
class Hook:
    """Where alerts are sent, how long one may take, and whether private addresses are allowed;
    `sleep` is for tests."""

    url: str
    allow_private: bool = False
    timeout: float = 10.0
    tries: int = TRIES
    sleep: Callable[[float], None] = time.sleep

    @property
    def name(self) -> str:
        """The address without its path, which often holds a secret."""
        address = httpx.URL(self.url)
        return f"{address.scheme}://{address.host}"


def checked(hook: Hook) -> Hook:
    """The hook, if its address may be used at all; WebhookError for one that is no http(s) address,
    or a private one."""
    try:
        address = fetch.checked(hook.url)
    except SourceError:
        raise WebhookError(
            "--webhook: only http and https addresses are sent to; give one of those", final=True
        ) from None
    if not hook.allow_private:
        try:
            guarded(address)
        except WebhookError as error:
            if error.final:
                raise
    return hook


def guarded(address: httpx.URL) -> None:
    """WebhookError where an address is private (final), or cannot be looked up."""
    try:
        fetch.refuse_private(address)
    except fetch.Unreachable:
        raise WebhookError(
            f"{address.scheme}://{address.host}: host not found; check the address and the network", down=True
        ) from None
    except SourceError:
        raise refused(address) from None


def refused(address: httpx.URL) -> WebhookError:
    """The error for a private address."""
    return WebhookError(
        f"{address.scheme}://{address.host}: a private address, to which nothing is sent by default; allow "
        "it with --allow-private",
        down=True, final=True,
    )  # fmt: skip


def send(hook: Hook, alert: Alert) -> None:
    """Send an alert, with a few tries; WebhookError where it was not taken."""
    pause = FIRST
    for attempt in range(1, hook.tries + 1):
        try:
            fetch.within(hook.timeout, lambda: post(hook, alert), hook.name)
            return
        except fetch.Unreachable:
            error = WebhookError(f"{hook.name}: no answer within {hook.timeout:g} seconds", down=True)
        except WebhookError as found:
            error = found
        if error.final or attempt == hook.tries:
            raise error
        hook.sleep(min(LONGEST, max(pause, error.wait or 0.0)))
        pause *= FACTOR


def post(hook: Hook, alert: Alert) -> None:
    """One try."""
    address = fetch.checked(hook.url)
    if not hook.allow_private:
        guarded(address)
    headers = {"Content-Type": "application/json", "Idempotency-Key": alert.id}
    # `text` in words is for services that show just that
    body = json.dumps({**plain(alert), "text": line(alert)}, ensure_ascii=False).encode("utf-8", "replace")
    try:
        with (
            fetch.client(hook.timeout) as web,
            web.stream("POST", address, content=body, headers=headers) as response,
        ):
            if not hook.allow_private:
                fetch.refuse_private_peer(response)
            answered(hook, response)
    except httpx.TimeoutException:
        raise WebhookError(f"{hook.name}: no answer within {hook.timeout:g} seconds", down=True) from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise WebhookError(
            f"{hook.name}: cannot be reached ({error or type(error).__name__})", down=True
        ) from None
    except SourceError:
        raise refused(address) from None


def answered(hook: Hook, response: httpx.Response) -> None:
    """WebhookError for any answer but that the alert was taken; redirects are not followed,
    as they might lead anywhere."""
    status = response.status_code
    if 200 <= status < 300:
        return
    if 300 <= status < 400:
        raise WebhookError(
            f"{hook.name}: answered {status}, a redirect, which is not followed; give the final address",
            final=True,
        )
    wait = fetch.wanted_wait(response.headers.get("retry-after"))
    raise WebhookError(
        f"{hook.name}: answered {status} {response.reason_phrase}".rstrip(), wait=wait,
        final=status not in AGAIN, down=status in (429, 503),
    )  # fmt: skip
