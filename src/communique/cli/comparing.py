"""`communique compare` and `drift`: two texts point by point, and the life of formulas in the archive.

Knows arguments and what is printed; does not know how texts are compared.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from communique.cli.options import pipeline_option, private_option, published_option
from communique.cli.output import DONE, FAILED, console, put, tell, to_pipe, write
from communique.cli.questions import archive_option, code, opened
from communique.errors import ArchiveError, SourceError

if TYPE_CHECKING:
    from communique.records import Article


@click.command(
    epilog="""
\b
Examples:
  communique compare oslo.txt moscow.txt              two read-outs of one meeting
  communique compare 2024.html 2025.html --json       two years of a communiqué
  communique compare 2024.html 2025.html --html > both.html
  communique compare https://example.org/a.html 3f2a91c0de77      an address, and an article of the archive
A and B are files, addresses, or ids of articles in the archive.
Exit status: 0 compared; 1 a text is not in English, so that nothing was compared; 2 a text cannot be read.
"""
)
@click.argument("a")
@click.argument("b")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--html", "as_html", is_flag=True, help="Print a page with both texts side by side.")
@published_option
@archive_option
@pipeline_option
@private_option
def compare(
    a: str,
    b: str,
    as_json: bool,
    as_html: bool,
    published: str | None,
    where: str | None,
    pipeline: str | None,
    allow_private: bool,
) -> int:
    """Lay two texts side by side: what both say, what one leaves out, what is worded otherwise and how."""
    if as_json and as_html:
        raise click.UsageError("--json and --html exclude each other")
    from communique.comparing import compare_articles
    from communique.reader import Reader

    first, second = (find_article(name, published, where, allow_private) for name in (a, b))
    found = compare_articles(first, second, Reader(pipeline))
    if as_json:
        write(found.to_dict())
    elif as_html:
        from communique.comparing import page

        with to_pipe():
            click.echo(page.html(found).encode(), nl=False)
            sys.stdout.flush()
    else:
        from communique.show import compared

        put(compared.comparison(found), console())
    if as_json or as_html:
        for note in found.notes:
            tell(note)
    return DONE if found.both or found.only_a or found.only_b else FAILED


def find_article(name: str, published: str | None, where: str | None, allow_private: bool) -> Article:
    """The article of a file, an id or address in the archive, or an address of the web; SourceError that says what was tried."""
    from communique import sources

    if os.path.exists(name):
        return sources.open_source(name, published=published, allow_private=allow_private)
    if kept := archived(name, where):
        return kept
    if "://" in name:
        return sources.open_source(name, published=published, allow_private=allow_private)
    raise SourceError(
        f"{name}: neither a file, nor an address, nor the id of an article in the archive; `communique find` lists ids"
    )


def archived(name: str, where: str | None) -> Article | None:
    """The article with this id or address in the archive; None where there is none, or no archive."""
    try:
        with opened(where) as archive:
            return archive.article(name)
    except ArchiveError:
        if where is not None:
            raise
        return None


@click.command(
    epilog="""
\b
Examples:
  communique drift "arms sales" --actor CHN            what China says on it, since when, and what changed
  communique drift "two-state solution" --outlet "Arab League" --json
  communique drift Taiwan --actor USA
ISSUE are words that the sentence itself must hold. A formula is dropped on the first day on which the party spoke on the issue without
it and after which it never said it again; another party has taken a formula up where it repeats a run of its words.
Exit status: 0 there are formulas; 1 nobody speaks on the issue in the archive.
"""
)
@click.argument("issue")
@click.option("--actor", callback=code, metavar="CODE", help="Whose formulas (CHN); all parties' by default.")
@click.option(
    "--outlet", metavar="NAME", help="The formulas in the texts of one publisher, whoever speaks in them."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a formula.")
@archive_option
@pipeline_option
def drift(
    issue: str, actor: str | None, outlet: str | None, as_json: bool, where: str | None, pipeline: str | None
) -> int:
    """Show the life of each formula on an issue: first and last said, variants, what changed, who took it up, when it was dropped."""
    from communique.comparing.drift import find_formulas
    from communique.reader import Reader
    from communique.show import compared

    with opened(where) as archive:
        found = find_formulas(archive, issue, Reader(pipeline), actor=actor, outlet=outlet)
    if not found:
        whose = f" of {actor or outlet}" if actor or outlet else ""
        tell(
            f"no words{whose} on {issue!r} are in the archive; `communique find --of statements --issue` shows what is said on others"
        )
        return FAILED
    if as_json:
        for one in found:
            write(one.to_dict())
    else:
        put(compared.formulas(found), console())
    return DONE
