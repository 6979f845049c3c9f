"""The filters that every command on the archive takes, as options of click and as one Query.

Knows click and which values a filter may have; does not know how the archive answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import click

from communique.errors import SourceError

if TYPE_CHECKING:
    from communique.archive import Archive, Query

PARTIAL_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
CODE = re.compile(r"[A-Z]{3}")

archive_option = click.option(
    "--archive",
    "where",
    metavar="FILE|URL",
    help="The archive: a file, or postgresql://… (else $COMMUNIQUE_ARCHIVE, else your data folder).",
)


def code(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A country code in capitals, also from a country's name; a usage error that says how to find one for anything else."""
    if value is None or CODE.fullmatch(value.upper()):
        return value.upper() if value else None
    from communique.knowledge.names import codes_by_name

    named = codes_by_name().get(value.strip().lower(), ())
    if len(named) == 1:
        return named[0]
    near = get_close_matches(value.strip().lower(), codes_by_name(), 2, 0.75)
    meant = f"; did you mean {' or '.join(name.title() for name in near)}?" if near else "; `communique actor` finds the code"
    raise click.BadParameter(f"{value!r} is not a code such as CHN or UNO, nor a country's name{meant}", ctx, param)


def pair(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, str] | None:
    """Two codes with a dash between them: "CHN-JPN"."""
    if value is None:
        return None
    sides = re.split(r"\s*[-–—:>]\s*", value.strip())
    if len(sides) != 2 or not all(sides):
        raise click.BadParameter(f"{value!r} is no dyad; give two codes as in CHN-JPN", ctx, param)
    first, second = (code(ctx, param, side) for side in sides)
    assert first and second
    return first, second


def edge(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A year, a month or a day."""
    from communique.sources import moments

    if value is None or PARTIAL_DAY.fullmatch(value):
        return value
    try:
        return moments.checked(value, what="date")[:10]
    except SourceError as error:
        raise click.BadParameter(f"{error} (a year or a month will do: 2025, 2025-11)", ctx, param) from None


def kind(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A PLOVER type in capitals."""
    from communique.knowledge import ontology

    if value is not None and value.upper() not in ontology.types():
        raise click.BadParameter(f"{value!r} is no type; give one of {', '.join(ontology.types())}", ctx, param)
    return value.upper() if value else None


OCCURRED = ("actual", "planned", "hypothetical", "negated", "historical")
STATUS = click.option("--status", type=click.Choice(OCCURRED), help="Whether it took place.")
as_of_option = click.option(
    "--as-of", callback=edge, metavar="DATE", help="The day to which ages and what is due are counted (default: the newest article's)."
)
SURE = click.option("--min-confidence", type=click.FloatRange(0, 1), metavar="X", help="Leave out events of lower confidence.")
FILTERS: tuple[Callable[[Any], Any], ...] = (
    click.option("--actor", callback=code, metavar="CODE", help="Who acts or speaks (CHN)."),
    click.option("--recipient", callback=code, metavar="CODE", help="Whom it is done or said to."),
    click.option("--party", callback=code, metavar="CODE", help="Either side."),
    click.option("--dyad", callback=pair, metavar="A-B", help="Both sides, in either direction (CHN-JPN)."),
    click.option("--type", "type_", callback=kind, metavar="TYPE", help="PLOVER type (REQUEST)."),
    click.option("--mode", metavar="MODE", help="PLOVER mode (expel)."),
    STATUS,
    click.option("--context", metavar="CONTEXT", help="PLOVER context (military)."),
    click.option("--issue", metavar="WORDS", help="Words that the passage itself must hold."),
    click.option("--since", callback=edge, metavar="DATE", help="First day, month or year."),
    click.option("--until", callback=edge, metavar="DATE", help="Last day, month or year."),
    click.option("--outlet", metavar="NAME", help="Who published it."),
    SURE,
    click.option("--origin", metavar="NAME", help='"read" for our own, else the name given at import (gdelt).'),
    click.option("--no-copies", is_flag=True, help="Leave out syndicated copies."),
    click.option("--with-rejected", is_flag=True, help="Also what reviewers have rejected."),
)


def filtered(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command with the options of all filters and of the archive."""
    for option in reversed((*FILTERS, archive_option)):
        command = option(command)
    return command


def filtered_by_status(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command with the same options for what many articles tell: a --status of its own, a floor, a day and an order."""
    from communique.occurrences.salience import FLOOR

    own = {
        STATUS: click.option("--status", metavar="STATUS", help="How the entry stands."),
        SURE: click.option("--min-confidence", type=click.FloatRange(0, 1), default=FLOOR, show_default=True, metavar="X",
                           help="Leave out what is less sure; 0 shows all."),
    }  # fmt: skip
    more = (
        as_of_option,
        click.option("--domestic/--between", default=None, help="Of occurrences: those within one party, or between several."),
        click.option("--order", type=click.Choice(["newest", "salience"]), default="newest", show_default=True,
                     help="Of occurrences: which come first."),
    )  # fmt: skip
    for option in reversed((*(own.get(option, option) for option in FILTERS), *more, archive_option)):
        command = option(command)
    return command


def query(text: str | None = None, **given: Any) -> Query:
    """The Query of the filters that a command was given; what is no filter is left aside."""
    from communique.archive import Query

    return Query(
        text=text, actor=given["actor"], recipient=given["recipient"], party=given["party"], dyad=given["dyad"], type=given["type_"],
        mode=given["mode"], status=given["status"], context=given["context"], issue=given["issue"], since=given["since"],
        until=given["until"], outlet=given["outlet"], min_confidence=given["min_confidence"], origin=given["origin"],
        copies=not given["no_copies"], limit=given.get("limit"), after=given.get("after"), as_of=given.get("as_of"),
        with_rejected=given["with_rejected"], domestic=given.get("domestic"), order=given.get("order") or "newest",
    )  # fmt: skip


def opened(where: str | None, *, create: bool = False) -> Archive:
    """The archive that an option, the environment or the data folder names; ArchiveError with the remedy if there is none."""
    from communique.archive import open_archive

    return open_archive(where, create=create)
