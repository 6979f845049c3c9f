"""`communique serve` and `mcp`: the archive in a browser, for programs and for language models.

Knows arguments and what is printed; does not know any page or tool.
"""

from __future__ import annotations

import ipaddress
import logging
import socket
from importlib.util import find_spec

import click

from communique.cli.options import archive_option, flag, opened, option
from communique.cli.output import DONE, tell

INSTALL = "pip install 'communique[web]'"
MISSING = f"the pages need more packages; install them with: {INSTALL}"
MISSING_MCP = "this needs one more package; install it with: pip install 'communique[mcp]'"
PACKAGES = ("fastapi", "uvicorn", "jinja2")  # without which there are no pages
HOST, PORT, MCP_PORT = "127.0.0.1", 8020, 8021
TOKEN = 16  # characters that a token must have at least
host_option = option(
    "--host", default=HOST, show_default=True, metavar="ADDRESS",
    help="Where to listen; beyond this machine only with --token.",
)
token_option = option(
    "--token", envvar="COMMUNIQUE_TOKEN", metavar="TEXT",
    help="What clients must show (else $COMMUNIQUE_TOKEN).",
)


@click.command(epilog="""
\b
Examples:
  communique serve --demo                         a small archive of bundled articles, at once
  communique serve                                your archive, on this machine only
  communique serve --reviewer "Ada Lovelace"      records can be accepted, corrected, rejected under this name
  communique serve --host 0.0.0.0 --token "$(openssl rand -hex 24)"
Without a token it listens to this machine alone. Put TLS before it (nginx, Caddy) where others may listen on
the wire.
""")
@archive_option
@host_option
@option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, metavar="N")
@token_option
@option(
    "--reviewer", metavar="NAME", help="The name that reviews are kept under; without it pages only show."
)
@flag("--demo", help="Show a small archive of articles that ship with communique.")
@flag("--allow-fetch", help="Let clients give addresses to read; off by default.")
def serve(
    where: str | None, host: str, port: int, token: str | None, reviewer: str | None, demo: bool,
    allow_fetch: bool,
) -> int:
    """Show the archive in a browser: pages, REST under /api/v1, Atom and iCalendar feeds."""
    guarded(host, token)
    if reviewer is not None and not (reviewer.strip() and reviewer.isprintable() and len(reviewer) <= 100):
        raise click.UsageError("--reviewer: give a name of at most 100 printable characters")
    if demo and where:
        raise click.UsageError("--demo shows its own archive; leave out --archive")
    try:
        from communique.web import app, connections, demonstration
    except ImportError as error:
        raise click.ClickException(f"{MISSING} ({error})") from None
    if demo:
        tell("reading the sample articles, unless they were read before …")
        where = str(demonstration.archive())
    if port and (why := taken(host, port)):
        raise click.ClickException(
            f"port {port} is taken or not allowed ({why}), perhaps by another communique; nothing was "
            f"started: give --port {port + 1}, or open http://{host}:{port}"
        )
    made = app.create(where, token=token, reviewer=reviewer, allow_fetch=allow_fetch, demo=demo)
    asks = " (the token is asked for)" if token else ""
    tell(f"{made.state.archive.where}: {address(host, port)}/{asks} · Ctrl-C ends")
    connections.run(made, host, port)
    return DONE


def equipped() -> bool:
    """Whether what the pages need is installed; without loading it."""
    return all(find_spec(name) for name in PACKAGES)


def guarded(host: str, token: str | None) -> None:
    """Refuse to listen beyond this machine without a token, and a token that can be guessed."""
    if not local(host) and not token:
        raise click.UsageError(
            f"{host} can be reached from other machines; give a --token of {TOKEN} characters or more"
        )
    if token is not None and (len(token) < TOKEN or not token.isascii() or not token.isprintable()):
        raise click.UsageError(
            f"the token must have {TOKEN} characters or more, of ASCII; make one with: openssl rand -hex 24"
        )


def address(host: str, port: int) -> str:
    """Where a server answers."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def taken(host: str, port: int) -> str | None:
    """Why nobody can listen at a port; None where it is free."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            return str(error.strerror)
    return None


def local(host: str) -> bool:
    """Whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


# ---------------------------------------------------------------- for language models
@click.command(epilog="""
\b
Examples:
  communique mcp                                  for a client that starts it (standard input and output)
  communique mcp --archive events.db
  communique mcp --http                           at http://127.0.0.1:8021/mcp, for this machine only
  communique mcp --http --host 0.0.0.0 --token "$(openssl rand -hex 24)"
docs/mcp.md says how clients connect. It only reads; a token is sent as `Authorization: Bearer …`.
""")
@archive_option
@flag("--http", help="Listen for HTTP instead of serving the one client that started it.")
@host_option
@option("--port", type=click.IntRange(0, 65535), default=MCP_PORT, show_default=True, metavar="N")
@token_option
@click.pass_context
def mcp(ctx: click.Context, where: str | None, http: bool, host: str, port: int, token: str | None) -> int:
    """Answer language models from the archive, by the Model Context Protocol: each claim with its words."""
    typed = [f"--{name}" for name in ("host", "port", "token")
             if ctx.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE]  # fmt: skip
    if not http and typed:
        raise click.UsageError(
            f"{', '.join(typed)}: only with --http; a client on standard input and output needs none"
        )
    if http:
        guarded(host, token)
    try:
        from communique.web import connections
        from communique.web.mcp import serving
    except ImportError as error:
        raise click.ClickException(f"{MISSING_MCP} ({error})") from None
    logging.getLogger("mcp").setLevel(logging.ERROR)
    with opened(where) as archive:
        if not http:
            tell(f"{archive.where}: answering on standard input and output · Ctrl-C ends")
            serving.local(archive)
            return DONE
        tell(
            f"{archive.where}: {address(host, port)}{serving.PATH} (streamable "
            f"HTTP{', with the token' if token else ''}) · Ctrl-C ends"
        )
        connections.run(serving.application(archive, token=token), host, port)
    return DONE
