"""No address in a private network is fetched, however it is written and whether or not there is a proxy."""

from __future__ import annotations

import socket

import httpx
import pytest

from communique.errors import SourceError
from communique.sources import fetch


@pytest.fixture(params=[False, True], ids=["direct", "proxied"])
def proxy(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the environment names a proxy, which does not run: nothing may be asked of it."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    if request.param:
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
        monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    return bool(request.param)


PRIVATE = (
    *(
        "localhost", "LOCALHOST", "localhost.", "a.localhost", "printer.local", "metadata.google.internal",
        "127.0.0.1",
    ),
    *(
        "127.0.0.1.", "127.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "10.0.0.1", "192.168.1.1",
        "169.254.169.254", "0.0.0.0",
    ),
    *(
        "100.64.0.1", "224.0.0.1", "１２７.0.0.1", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[fe80::1]",
        "[fc00::1]", "[64:ff9b::7f00:1]",
    ),
    *("[64:ff9b::a9fe:a9fe]", "[2002:7f00:1::]", "[2002:c0a8:101::1]", "[ff02::1]"),
)


@pytest.mark.parametrize("host", PRIVATE)
def test_private_addresses_are_refused(host: str, proxy: bool) -> None:
    with pytest.raises(SourceError, match=r"not read by default|not a web address"):
        fetch.fetch(f"http://{host}:8020/", timeout=3)


@pytest.mark.parametrize("ip", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "2002:808:808::1"])
def test_public_addresses_are_public(ip: str) -> None:
    assert fetch.public(ip)


def test_a_name_that_resolves_to_a_private_address_is_refused(
    proxy: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.7", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: inside)
    with pytest.raises(SourceError, match=r"10\.0\.0\.7 is a private address"):
        fetch.refuse_private(httpx.URL("http://intranet.example.org/"))


def test_a_name_that_only_the_proxy_can_resolve_is_left_to_it(
    proxy: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror("not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    if proxy:
        fetch.refuse_private(httpx.URL("http://news.example.org/"))
        monkeypatch.setenv("no_proxy", "example.org")
    with pytest.raises(SourceError, match="not found"):
        fetch.refuse_private(httpx.URL("http://news.example.org/"))
