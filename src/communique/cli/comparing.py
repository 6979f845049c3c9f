"""`communique compare`, `drift` and `check`: two texts point by point, the life of formulas in the archive,
and each claim of a text against it.

Knows arguments and what is printed; does not know how texts are compared, or a claim checked.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from communique.cli import options
from communique.cli.articles import opened as opened_text
from communique.cli.options import flag, option
from communique.cli.output import DONE, FAILED, UNUSABLE, console, put, tell, to_pipe, write
from communique.errors import ArchiveError, SourceError

if TYPE_CHECKING:
    from communique.records import Article


@click.command(epilog="""
\b
Examples:
  communique compare oslo.txt moscow.txt              two read-outs of one meeting
  communique compare 2024.html 2025.html --json       two years of a communiqué
  communique compare 2024.html 2025.html --html > both.html
  communique compare https://example.org/a.html 3f2a91c0de77      an address, and an article of the archive
A and B are files, addresses, or ids of articles in the archive.
Exit status: 0 compared; 1 a text is not in English, so that nothing was compared; 2 a text cannot be read.
""")
@click.argument("a")
@click.argument("b")
@flag("--json", "as_json", help="Print one JSON object.")
@flag("--html", "as_html", help="Print a page with both texts side by side.")
@options.published_option
@options.archive_option
@options.pipeline_option
@options.private_option
def compare(
    a: str, b: str, as_json: bool, as_html: bool, published: str | None, where: str | None,
    pipeline: str | None, allow_private: bool,
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

        put(compared.comparison(found, (a, b)), console())
    if as_json or as_html:
        for note in found.notes:
            tell(note)
    return DONE if found.both or found.only_a or found.only_b else FAILED


def find_article(name: str, published: str | None, where: str | None, allow_private: bool) -> Article:
    """The article of a file, an id or address in the archive, or an address of the web;
    SourceError that says what was tried."""
    from communique import sources

    if not os.path.exists(name) and (kept := archived(name, where)):
        return kept
    if os.path.exists(name) or "://" in name:
        return sources.open_source(name, published=published, allow_private=allow_private)
    raise SourceError(
        f"{name}: neither a file, nor an address, nor the id of an article in the archive; `communique find` "
        "lists ids"
    )


def archived(name: str, where: str | None) -> Article | None:
    """The article with this id or address in the archive; None where there is none, or no archive."""
    try:
        with options.opened(where) as archive:
            return archive.article(name)
    except ArchiveError:
        if where is not None:
            raise
        return None


@click.command(epilog="""
\b
Examples:
  communique drift "arms sales" --actor CHN            what China says on it, since when, and what changed
  communique drift "two-state solution" --outlet "Arab League" --json
  communique drift Taiwan --actor USA
  communique drift "one China" 2023.html 2024.html 2025.html      over the texts of a series
ISSUE are words that the sentence itself must hold. FILES (or addresses, or ids of articles) are one series,
such as yearly communiqués; without them the archive is looked through. A formula is dropped on the first day
on which the party spoke on the issue without it and after which it never said it again, or by the first text
of a series that has it no longer; with --outlet by its first later text on the issue, or with a title like
that of one that had the formula. Another party has taken a formula up where it repeats a run of its words.
Exit status: 0 there are formulas; 1 nobody speaks on the issue; 2 a text cannot be read, or has no day.
""")
@click.argument("issue")
@click.argument("files", nargs=-1)
@option(
    "--actor", callback=options.checked("actor"), metavar="PARTY",
    help="Whose formulas (CHN); all parties' by default.",
)
@option(
    "--outlet", metavar="NAME", help="The formulas in the texts of one publisher, whoever speaks in them."
)
@flag("--json", "as_json", help="Print one JSON object a formula.")
@options.archive_option
@options.pipeline_option
@options.private_option
def drift(
    issue: str, files: tuple[str, ...], actor: str | None, outlet: str | None, as_json: bool,
    where: str | None, pipeline: str | None, allow_private: bool,
) -> int:
    """Show the life of each formula on an issue: first and last said, variants, what changed, who took it up,
    when it was dropped."""
    from communique.comparing.drift import find_formulas, find_in
    from communique.reader import Reader
    from communique.show import compared

    if files and (actor or outlet):
        raise click.UsageError(
            "--actor and --outlet choose among the archive's texts; leave them out where FILES are the series"
        )
    if files:
        articles = [find_article(name, None, where, allow_private) for name in files]
        try:
            found = find_in(articles, issue, Reader(pipeline))
        except ValueError as error:
            raise SourceError(f"{error}; put the day in the text, as in its letterhead") from None
    else:
        with options.opened(where) as archive:
            found = find_formulas(archive, issue, Reader(pipeline), actor=actor, outlet=outlet)
    if not found and files:
        tell(f"no sentence of the {len(files)} texts has all words of {issue!r}")
        return FAILED
    if not found:
        whose = f" of {actor or outlet}" if actor or outlet else ""
        tell(
            f"no words{whose} on {issue!r} are in the archive; `communique find --of statements --issue` "
            "shows what is said on others"
        )
        return FAILED
    if as_json:
        for one in found:
            write(one.to_dict())
    else:
        put(compared.formulas(found), console())
    return DONE


@click.command(epilog="""
\b
Examples:
  communique check draft.txt                       each claim with the archive's words
  communique check summary.txt --json              one JSON object a claim, in the order of the text
  model-brief | communique check - --json && mail ...       send it only if all of it is said there
A quotation is compared to the character; anything else by act, parties, days, figures, denial and content
words.
Exit status: 0 all claims are said there; 1 one is said otherwise or is not there; 2 nothing could be checked.
""")
@click.argument("file", metavar="FILE|URL|-")
@flag("--json", "as_json", help="Print one JSON object a claim.")
@options.published_option
@options.archive_option
@options.pipeline_option
@options.private_option
def check(
    file: str, as_json: bool, published: str | None, where: str | None, pipeline: str | None,
    allow_private: bool,
) -> int:
    """Check each claim of a text against the archive: said there, said otherwise, or not there,
    with the words."""
    from communique import checking
    from communique.reader import Reader
    from communique.show import compared
    from communique.sources.pages import opener
    from communique.wording import plural

    with opener() as worker, options.opened(where) as archive:
        article = opened_text(file, published, allow_private, worker)
        reader = Reader(pipeline)
        if article.language not in (None, reader.language):
            tell(f"error: {file} is in {article.language!r}; only texts in {reader.language!r} are checked")
            return UNUSABLE
        found = checking.check(article, archive, reader)
        kept, newest = archive.counts()["articles"], archive.as_of()
        if not kept:
            tell("the archive is empty: nothing can be said there; `communique ingest` fills it")
    if not found:
        tell(f"{file}: no claim was found in it; is it a text of whole sentences?")
        return UNUSABLE
    if as_json:
        for verdict in found:
            write(verdict.to_dict())
    else:
        against = f"{plural(kept, 'article')}, newest {newest}" if kept else "an empty archive"
        put(compared.verdicts(article.title or file, against, found), console())
    return DONE if all(verdict.verdict == "supported" for verdict in found) else FAILED
