"""`communique find`, `export` and `import`: questions to the archive,
and its records from and to the field's files.

Knows arguments and what is printed; does not know SQL or any format.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.cli import options, tabbed
from communique.cli.options import FILE, flag, option
from communique.cli.output import DONE, FAILED, UNUSABLE, console, put, tell, write
from communique.errors import AskError
from communique.records import Article, Failure, Json

if TYPE_CHECKING:
    from communique.archive import Archive, ArticleRow, Head, Query
    from communique.formats import Coded, Planned

KINDS = ("events", "statements", "articles", "meetings", "positions", "occurrences")
REPORTS = {"meetings": "meeting reports", "positions": "position reports"}  # as single articles tell of them


@click.command(epilog="""
\b
Examples:
  communique find --dyad CHN-JPN --since 2025-11 --type REQUEST
  communique find "fishing rights"                articles, the best match first
  communique find "fishing rights" --actor NOR    events of Norway in such articles
  communique find --of statements --actor FRA --issue "one-China"
  communique find --of meetings --status planned
  communique find --failures                      what could not be read, and why
  communique find --actor RUS --json > events.jsonl
""")
@click.argument("text", required=False)
@option(
    "--of", "of", type=click.Choice(KINDS),
    help="What to list (default: events; articles where only a text is given).",
)
@flag("--failures", help="List the articles that could not be read.")
@options.limit_option
@option("--after", metavar="CURSOR", help="Go on after the row with this cursor (from --json).")
@flag("--json", "as_json", help="Print one JSON object a line.")
@options.filtered
def find(
    text: str | None, of: str | None, failures: bool, as_json: bool, where: str | None, **filters: Any
) -> int:
    """Find events, statements, articles, meetings or positions in the archive."""
    from communique.archive import all_rows
    from communique.show import found

    alone = text and not any(v for k, v in filters.items() if k not in ("limit", "after", "no_copies"))
    kind = of or ("articles" if alone else "events")
    asked = options.query(text, REPORTS.get(kind, kind), **filters)
    with options.opened(where) as archive:
        if failures:
            rows = archive.failures()
            for row in rows if as_json else ():
                write({name: getattr(row, name) for name in ("origin", "id", "step", "message", "attempts")})
            if not as_json and tabbed.piped():
                tabbed.put_lines(tabbed.FAILURES, rows)
            elif not as_json:
                put(found.failures(rows), console())
            return DONE
        if as_json:
            for row in all_rows(getattr(archive, kind), asked):
                write(JSON[kind](row))
        elif tabbed.piped():
            if not tabbed.put_lines(tabbed.FOUND[kind], all_rows(getattr(archive, kind), asked)):
                none_match(archive, kind)
        else:
            put(table(archive, kind, asked), console())
    return DONE


def table(archive: Archive, kind: str, asked: Query) -> Any:
    """One page of what was asked for; how many more there are is said."""
    from communique.show import found, records

    page = replace(asked, limit=asked.limit or options.PAGE)
    if kind == "events":
        rows, total = archive.events(page), archive.count(asked)
        if total > len(rows):
            more = min(total, 10 * options.PAGE)
            tell(f"{len(rows)} of {total:,} events are shown; --limit {more} shows more, --json all")
        if not rows:
            none_match(archive, kind)
        return records.found(rows, total)
    got: Sequence[Any] = getattr(archive, kind)(page)
    if not got:
        none_match(archive, kind)
    return found.LISTS[kind](got)


def none_match(archive: Archive, kind: str) -> None:
    """Say that nothing was found, and among how many."""
    tell(f"no {kind} match; the archive holds {archive.counts().get(kind, 0):,}")


def told(name: str) -> Callable[[Any], Json]:
    """What makes the line of a record with its article, under the record's name."""

    def line(row: Any) -> Json:
        more = {"origin": row.origin, "goldstein": row.goldstein} if name == "event" else {}
        record = getattr(row, name).to_dict()
        return {
            **origin(row.article), "day": row.day or None, **more, name: record, "cursor": row.cursor,
        }  # fmt: skip

    return line


def origin(head: Head) -> Json:
    """The article of a row."""
    return {
        "article": head.id, "url": head.url, "title": head.title, "outlet": head.outlet,
        "published": head.published, "copy_of": head.copy_of,
    }  # fmt: skip


def article_line(row: ArticleRow) -> Json:
    snippet = "".join(f"**{p.text}**" if p.hit else p.text for p in row.snippet) or None
    return {
        **origin(row.article), "events": row.events, "statements": row.statements, "rank": row.rank,
        "snippet": snippet, "cursor": row.cursor,
    }  # fmt: skip


JSON: dict[str, Any] = {
    "events": told("event"), "statements": told("statement"), "articles": article_line,
    "meetings": told("meeting"), "positions": told("position"), "occurrences": lambda row: dict(row.record),
}  # fmt: skip


# ---------------------------------------------------------------- the field's files
CODEBOOK = "codebook"


@click.command(epilog="""
\b
Examples:
  communique export gdelt --since 2025-11 -o november.export.CSV.zip
  communique export csv --dyad CHN-JPN > china-japan.csv
  communique export dta --of demands -o demands.dta   for Stata, columns labelled
  communique export codebook > codebook.json          what each column holds
  communique export bibtex --outlet "Fjord News"      articles, to be cited
  communique export icalendar -o meetings.ics         planned meetings
Formats: gdelt, icews, polecat, phoenix, plover, csv, parquet, dta, jsonld,
icalendar, bibtex, ris, csl, codebook (docs/formats.md says what goes where).
--of takes events, statements, nonresponses, positions, meetings, links,
commitments, articles, occurrences, demands, held_positions, due_meetings,
disputes; it goes with csv, parquet, dta and codebook.
""")
@click.argument("format_", metavar="FORMAT")
@option("--of", "of", metavar="KIND", help="Which records (default: events).")
@option("-o", "--output", type=FILE, metavar="FILE", help="Where to write; standard output by default.")
@options.filtered
def export(format_: str, of: str | None, output: Path | None, where: str | None, **filters: Any) -> int:
    """Write records that the filters leave, in a format of the field."""
    from communique import formats
    from communique.asking import near
    from communique.frames import files

    known = formats.FORMATS.get(format_)
    if format_ == CODEBOOK:
        return codebook(of, output)
    if known is None and format_ not in files.FORMATS:
        named = (*formats.FORMATS, "dta", CODEBOOK)
        raise AskError(
            f"no format {format_!r}", remedy=f"give one of {', '.join(named)}", near=near(format_, named)
        )
    if format_ in BYTES and output is None and sys.stdout.isatty():
        raise click.UsageError(f"{format_} is no text; name a file with -o")
    if of is not None or known is None:
        return tabled(format_, of or "events", output, where, filters)
    asked = options.query(**filters)
    with options.opened(where) as archive:
        rows: Iterator[Any] = ROWS[known.rows](archive, asked)
        count = (
            formats.write_file(format_, rows, output)
            if output
            else formats.write(format_, rows, sys.stdout.buffer)
        )
    tell(f"{count:,} rows written" + (f" to {output}" if output else ""))
    return DONE


BYTES = ("parquet", "dta")


def tabled(form: str, of: str, output: Path | None, where: str | None, filters: dict[str, Any]) -> int:
    """Write the table of a kind of record."""
    from communique import formats
    from communique.frames import KINDS, files, tables

    if of not in tables.ROWS:
        raise unknown(of, tables.ROWS)
    asked = tables.question(of, filters)
    with options.opened(where) as archive:
        table = tables.of_query(archive, of, asked)
    if output is None:
        count = files.write(table, KINDS[of], form, sys.stdout.buffer, of)
    else:
        count = formats.files.replaced(output, lambda file: files.write(table, KINDS[of], form, file, of))
    tell(f"{count:,} rows written" + (f" to {output}" if output else ""))
    return DONE


def codebook(of: str | None, output: Path | None) -> int:
    """Write what each column of the tables holds, as one JSON object."""
    import json

    from communique import frames

    if of is not None and of not in frames.KINDS:
        raise unknown(of, frames.KINDS)
    text = json.dumps(frames.codebook((of,) if of else frames.KINDS), indent=1, ensure_ascii=False) + "\n"
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")
    return DONE


def unknown(of: str, kinds: Collection[str]) -> AskError:
    """What is said of a kind of record that there is none of."""
    from communique.asking import near

    remedy = f"give one of {', '.join(kinds)}"
    return AskError(f"no records {of!r}", name="of", value=of, remedy=remedy, near=near(of, kinds))


def cited(archive: Archive, asked: Query) -> Iterator[Article]:
    """The articles of a query, to be cited: the newest first."""
    from communique.archive import all_rows

    pages = (archive.article(row.article.id) for row in all_rows(archive.articles, asked))
    return (page for page in pages if page is not None)


def coded(archive: Archive, asked: Query) -> Iterator[Coded]:
    """The events of a query with their articles."""
    from communique.formats import Coded

    return starmap(Coded, archive.stream(asked))


def planned(archive: Archive, asked: Query) -> Iterator[Planned]:
    """The planned meetings of a query with their articles."""
    from communique.archive import all_rows
    from communique.formats import Planned

    for row in all_rows(archive.meetings, replace(asked, status=asked.status or "planned")):
        article = archive.article(row.article.id)
        if article is not None:
            yield Planned(row.meeting, article)


ROWS: dict[str, Callable[[Archive, Query], Iterator[Any]]] = {
    "events": coded, "meetings": planned, "articles": cited,
}


@click.command(
    "import",
    epilog="""
\b
Examples:
  communique import gdelt 20251128.export.CSV.zip
  communique import polecat ngecEvents.DV.2023.txt
Imported events have no text and no words to point at, and say so; `communique find --origin gdelt` finds
them.
Exit status: 0 all rows read; 1 some were left out, each with the reason; 2 nothing was imported.
""",
)
@click.argument("format_", metavar="FORMAT")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@flag("--json", "as_json", help="Print the counts as one JSON object a file.")
@options.archive_option
def import_(format_: str, files: tuple[str, ...], as_json: bool, where: str | None) -> int:
    """Read events that others coded into the archive, to search and analyse them like our own."""
    from communique import formats

    known = formats.FORMATS.get(format_)
    if known is None or known.read is None:
        raise click.UsageError(
            f"no format {format_!r} to read; give one of "
            f"{', '.join(n for n, f in formats.FORMATS.items() if f.read)}"
        )
    every: Counter[str] = Counter()
    with options.opened(where, create=True) as archive:
        for name in files:
            rows: Counter[str] = Counter()
            new = archive.add_coded(sound(formats.read_file(format_, name), rows), origin=format_)
            every += rows
            if as_json:
                write({
                    "file": name, "rows": rows.total(), "new": new, "untyped": rows["untyped"],
                    "broken": rows["broken"],
                })
            untyped = rows["untyped"]
            left_out = f", {untyped:,} left out that PLOVER has no type for" if untyped else ""
            tell(
                f"{name}: {new:,} new events, {rows['sound'] - new:,} known{left_out}"
                + (f", {rows['broken']:,} broken rows" if rows["broken"] else "")
            )
    return DONE if not every["broken"] else FAILED if every["sound"] else UNUSABLE


def sound(rows: Iterator[Coded | Failure], counts: Counter[str]) -> Iterator[Coded]:
    """The rows of a file that are events, as they are asked for; they and the others are counted,
    the first broken ones named. Untyped are those whose act PLOVER, which dropped CAMEO 01 and 02, lacks."""
    from communique.formats.coded import UNTYPED

    for row in rows:
        if not isinstance(row, Failure):
            counts["sound"] += 1
            yield row
        elif row.step == UNTYPED:
            counts["untyped"] += 1
        else:
            counts["broken"] += 1
            if counts["broken"] <= options.PAGE:
                tell(f"error: {row.message}")
