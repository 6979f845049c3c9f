"""Options that several commands share: how articles are read, and the filters of every command on the
archive, which become one Query.

Knows click; which values a filter may have is known to `communique.asking`.
Does not know any command, nor how the archive answers.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.errors import SourceError

if TYPE_CHECKING:
    from communique.archive import Archive, Query


option = click.option
FILE = click.Path(path_type=Path)


def flag(*names: str, help: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """An option without a value: given or not."""
    return click.option(*names, is_flag=True, help=help)


# ---------------------------------------------------------------- how articles are read
def day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """An ISO date, or date and time, in its normal form;
    a usage error with the accepted forms for anything else."""
    from communique.sources import moments
    try:
        return None if value is None else moments.checked(value, what="date")
    except SourceError as error:
        raise click.BadParameter(str(error), ctx, param) from None


published_option = option(
    "--published", callback=day, metavar="DATE", help="Day of publication for texts that carry none."
)
pipeline_option = option("--pipeline", metavar="NAME", help="Parse with another installed spaCy pipeline.")


def language_code(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The code of a language that can be read; a usage error for another."""
    from communique.knowledge import languages
    if value is not None and value not in languages():
        raise click.BadParameter(f"{value!r} is not read; give one of {', '.join(languages())}", ctx, param)
    return value


language_option = option(
    "--language", callback=language_code, metavar="CODE",
    help="The language that the articles are in (en, fr); by default told from each one's text.",
)


def packs_option(about: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option that names packs of feeds."""
    said = f"{about}: mfa, un, eu, agencies."
    return option("--pack", "packs", multiple=True, metavar="NAME", help=said)


private_option = flag("--allow-private", help="Also read addresses in a private network.")
actors_option = option("--actors", type=FILE, metavar="FILE", help="Your own actors (CSV), which win.")


# ---------------------------------------------------------------- the archive and its filters
archive_option = option(
    "--archive", "where", metavar="FILE|URL",
    help="The archive: a file, or postgresql://… (else $COMMUNIQUE_ARCHIVE, else your data folder).",
)


def checked(name: str, of: str | None = None) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """A callback that reads an option's value as every face reads this filter."""

    def check(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
        if value is None:
            return None
        from communique import asking

        return asking.checked(name, value, of)

    return check


as_of_option = option(
    "--as-of", callback=checked("as_of"), metavar="DATE",
    help="The day to which ages and what is due are counted (default: the newest article's).",
)  # fmt: skip
PAGE = 20  # rows of a table for people; programs get all
limit_option = option(
    "--limit", type=click.IntRange(1), metavar="N", help=f"How many at most (tables: {PAGE}; --json: all)."
)
since_option = option("--since", callback=checked("since"), metavar="DATE", help="First day, month or year.")
until_option = option("--until", callback=checked("until"), metavar="DATE", help="Last day, month or year.")
MOST_SURE = option("--min-confidence", metavar="X", help="Leave out what is less sure; 0 shows all.")
FILTERS: tuple[Callable[[Any], Any], ...] = (
    option("--actor", metavar="PARTY", help="Who acts or speaks: a name or a code (China, CHN, NATO)."),
    option("--recipient", metavar="PARTY", help="Whom it is done or said to."),
    option("--party", metavar="PARTY", help="Either side."),
    option("--dyad", metavar="A-B", help="Both sides, in either direction (CHN-JPN)."),
    option("--type", metavar="TYPE", help="PLOVER type (REQUEST)."),
    option("--mode", metavar="MODE", help="PLOVER mode (expel)."),
    option(
        "--status", metavar="STATUS",
        help="How it stands (actual, planned; of a ledger open, held, rising …).",
    ),
    option("--context", metavar="CONTEXT", help="PLOVER context (military)."),
    option("--issue", metavar="WORDS", help="Words that the passage itself must hold."),
    option("--since", metavar="DATE", help="First day, month or year."),
    option("--until", metavar="DATE", help="Last day, month or year."),
    option("--outlet", metavar="NAME", help="Who published it."),
    MOST_SURE,
    option("--origin", metavar="NAME", help='"read" for our own, else the name given at import (gdelt).'),
    flag("--no-copies", help="Leave out syndicated copies."),
    flag("--with-rejected", help="Also what reviewers have rejected."),
)


def filtered(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command with the options of all filters and of the archive."""
    return having(command, *FILTERS, archive_option)


def having(command: Callable[..., Any], *options: Callable[[Any], Any]) -> Callable[..., Any]:
    """A command with some options, in their order."""
    for one in reversed(options):
        command = one(command)
    return command


def filtered_by_status(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command with the same options for what many articles tell: a floor, a day and an order of its own."""
    from communique.occurrences.salience import FLOOR

    sure = option(
        "--min-confidence", default=f"{FLOOR:g}", show_default=True, metavar="X",
        help="Leave out what is less sure; 0 shows all.",
    )
    domestic = option(
        "--domestic/--between", default=None,
        help="Of occurrences: those within one party, or between several.",
    )
    order = option(
        "--order", metavar="ORDER", default="newest", show_default=True,
        help="Of occurrences: which come first, newest or salience.",
    )
    filters = (sure if one is MOST_SURE else one for one in FILTERS)
    return having(command, *filters, as_of_option, domestic, order, archive_option)


def query(text: str | None = None, of: str | None = None, **given: Any) -> Query:
    """The Query of the filters that a command was given, for what it lists;
    what is no filter is left aside."""
    from communique import asking

    return asking.asked(
        {"text": text, **{name: value for name, value in given.items() if name in asking.FILTERS}}, of
    )


def opened(where: str | None, *, create: bool = False) -> Archive:
    """The archive that an option, the environment or the data folder names;
    ArchiveError with the remedy if there is none."""
    from communique.archive import open_archive

    return open_archive(where, create=create)
