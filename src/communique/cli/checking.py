"""`communique check`: each claim of a text against the archive.

Knows arguments and what is printed; does not know how a claim is checked.
"""

from __future__ import annotations

import click

from communique.cli.articles import opened as opened_text
from communique.cli.options import pipeline_option, private_option, published_option
from communique.cli.output import DONE, FAILED, UNUSABLE, console, put, tell, write
from communique.cli.questions import archive_option, opened


@click.command(
    epilog="""
\b
Examples:
  communique check draft.txt                       each claim with the archive's words
  communique check summary.txt --json              one JSON object a claim, in the order of the text
  model-brief | communique check - --json && mail ...       send it only if all of it is said there
A quotation is compared to the character; anything else by act, parties, days, figures, denial and content
words.
Exit status: 0 all claims are said there; 1 one is said otherwise or is not there; 2 nothing could be checked.
"""
)
@click.argument("file", metavar="FILE|URL|-")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a claim.")
@published_option
@archive_option
@pipeline_option
@private_option
def check(
    file: str, as_json: bool, published: str | None, where: str | None, pipeline: str | None,
    allow_private: bool,
) -> int:
    """Check each claim of a text against the archive: said there, said otherwise, or not there,
    with the words."""
    from communique import checking
    from communique.processes import Worker
    from communique.reader import Reader
    from communique.show import checked
    from communique.wording import plural

    with Worker() as worker, opened(where) as archive:
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
        put(checked.verdicts(article.title or file, against, found), console())
    return DONE if all(verdict.verdict == "supported" for verdict in found) else FAILED
