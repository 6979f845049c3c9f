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


# ---------------------------------------------------------------- how articles are read
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


# ---------------------------------------------------------------- the archive and its filters
archive_option = click.option(
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


as_of_option = click.option(
    "--as-of", callback=checked("as_of"), metavar="DATE",
    help="The day to which ages and what is due are counted (default: the newest article's).",
)  # fmt: skip
MOST_SURE = click.option("--min-confidence", metavar="X", help="Leave out what is less sure; 0 shows all.")
FILTERS: tuple[Callable[[Any], Any], ...] = (
    click.option("--actor", metavar="PARTY", help="Who acts or speaks: a name or a code (China, CHN, NATO)."),
    click.option("--recipient", metavar="PARTY", help="Whom it is done or said to."),
    click.option("--party", metavar="PARTY", help="Either side."),
    click.option("--dyad", metavar="A-B", help="Both sides, in either direction (CHN-JPN)."),
    click.option("--type", metavar="TYPE", help="PLOVER type (REQUEST)."),
    click.option("--mode", metavar="MODE", help="PLOVER mode (expel)."),
    click.option(
        "--status", metavar="STATUS",
        help="How it stands (actual, planned; of a ledger open, held, rising …).",
    ),
    click.option("--context", metavar="CONTEXT", help="PLOVER context (military)."),
    click.option("--issue", metavar="WORDS", help="Words that the passage itself must hold."),
    click.option("--since", metavar="DATE", help="First day, month or year."),
    click.option("--until", metavar="DATE", help="Last day, month or year."),
    click.option("--outlet", metavar="NAME", help="Who published it."),
    MOST_SURE,
    click.option(
        "--origin", metavar="NAME", help='"read" for our own, else the name given at import (gdelt).'
    ),
    click.option("--no-copies", is_flag=True, help="Leave out syndicated copies."),
    click.option("--with-rejected", is_flag=True, help="Also what reviewers have rejected."),
)


def filtered(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command with the options of all filters and of the archive."""
    for option in reversed((*FILTERS, archive_option)):
        command = option(command)
    return command


def filtered_by_status(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command with the same options for what many articles tell: a floor, a day and an order of its own."""
    from communique.occurrences.salience import FLOOR

    own = {MOST_SURE: click.option("--min-confidence", default=f"{FLOOR:g}", show_default=True, metavar="X",
                                   help="Leave out what is less sure; 0 shows all.")}  # fmt: skip
    more = (
        as_of_option,
        click.option(
            "--domestic/--between", default=None,
            help="Of occurrences: those within one party, or between several.",
        ),
        click.option(
            "--order", metavar="ORDER", default="newest", show_default=True,
            help="Of occurrences: which come first, newest or salience.",
        ),
    )  # fmt: skip
    for option in reversed((*(own.get(option, option) for option in FILTERS), *more, archive_option)):
        command = option(command)
    return command


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
