"""Options that several commands share, and how a day is given.

Knows click; does not know any command.
"""
from __future__ import annotations

from pathlib import Path

import click

from communique.errors import SourceError


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """An ISO date, or date and time, in its normal form;
    a usage error with the accepted forms for anything else."""
    from communique.sources import moments
    try:
        return None if value is None else moments.checked(value, what="date")
    except SourceError as error:
        raise click.BadParameter(str(error), ctx, param) from None


published_option = click.option(
    "--published", callback=day, metavar="DATE", help="Day of publication for texts that carry none."
)
pipeline_option = click.option(
    "--pipeline", metavar="NAME", help="Parse with another installed spaCy pipeline."
)
def language_code(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The code of a language that can be read; a usage error for another."""
    from communique.knowledge import languages
    if value is not None and value not in languages():
        raise click.BadParameter(f"{value!r} is not read; give one of {', '.join(languages())}", ctx, param)
    return value


language_option = click.option(
    "--language", callback=language_code, metavar="CODE",
    help="The language that the articles are in (en, fr); by default told from each one's text.",
)
private_option = click.option(
    "--allow-private", is_flag=True, help="Also read addresses in a private network."
)
actors_option = click.option(
    "--actors", type=click.Path(path_type=Path), metavar="FILE", help="Your own actors (CSV), which win."
)
