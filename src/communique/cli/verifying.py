"""`communique verify`: whether anything in the archive was altered since it was ingested.

Knows arguments and what is printed; does not know how the chain is made.
"""

from __future__ import annotations

import click

from communique.cli.keeping import Bar
from communique.cli.output import DONE, FAILED, UNUSABLE, tell, write
from communique.cli.questions import archive_option, opened

SHOWN = 20  # alterations named one by one; the rest are counted


@click.command(
    epilog="""
\b
Examples:
  communique verify
  communique verify --archive copy.db --expect 9f86d081884c7d65    what I noted then, or grew from it
  communique verify --json
Each ingest adds a link to a chain: the hash of the text, title and day, and of the link before. The hash of
the last link stands for all before it: note it elsewhere, and nobody can put another archive in the place of
this one. Originals that were kept
(`communique ingest --keep-original`) are compared byte by byte. Records are not part of it: `communique
recode` makes them anew.
Exit status: 0 all is as it was ingested; 1 something was altered, each named; 2 nothing can be verified.
"""
)
@click.option("--expect", metavar="HASH", help="A link that must be in the chain, or its start.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print each alteration as a JSON object, then the counts."
)
@archive_option
def verify(expect: str | None, as_json: bool, where: str | None) -> int:
    """Say whether a text in the archive, or an original beside it, was altered since it was ingested."""
    from pathlib import Path

    from communique.sources.originals import Originals

    with opened(where) as archive:
        links, last = archive.chain_end()
        if not links:
            tell(f"{archive.where}: no chain yet; what is ingested from now on can be verified")
            return UNUSABLE
        originals = None if "://" in archive.where else Originals(Path(archive.where + ".originals"))
        wrong = 0
        with Bar(links, "links") as bar:
            for found in archive.verify(originals.get if originals else None):
                if isinstance(found, int):
                    bar.to(found)
                    continue
                wrong += 1
                if as_json:
                    write({"article": found.article, "what": found.what})
                elif wrong <= SHOWN:
                    tell(f"altered: {found.article}: {found.what}")
        if expect and not archive.has_link(expect):
            wrong += 1
            tell(
                f"altered: no link of the chain begins with {expect}: this is another archive, or its chain "
                "was made anew"
            )
        if as_json:
            write({"archive": archive.where, "links": links, "altered": wrong, "last": last})
        verdict = "as it was ingested" if not wrong else f"{wrong:,} altered"
        tell(f"{archive.where}: {links:,} links, {verdict}; the last link is {last}")
    return FAILED if wrong else DONE
