"""`communique mcp`: the archive for language models, on a pipe or over HTTP.

Knows arguments and what is printed; does not know any tool.
"""

from __future__ import annotations

import logging

import click

from communique.cli.output import DONE, tell
from communique.cli.questions import archive_option, opened
from communique.cli.serving import address, guarded, host_option, token_option

MISSING = "this needs one more package; install it with: pip install 'communique[mcp]'"
PORT = 8021


@click.command(
    epilog="""
\b
Examples:
  communique mcp                                  for a client that starts it (standard input and output)
  communique mcp --archive events.db
  communique mcp --http                           at http://127.0.0.1:8021/mcp, for this machine only
  communique mcp --http --host 0.0.0.0 --token "$(openssl rand -hex 24)"
docs/mcp.md says how clients connect. It only reads; a token is sent as `Authorization: Bearer …`.
"""
)
@archive_option
@click.option(
    "--http", is_flag=True, help="Listen for HTTP instead of serving the one client that started it."
)
@host_option
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, metavar="N")
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
        raise click.ClickException(f"{MISSING} ({error})") from None
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
