"""Writes docs/records.md from the types in records.py and docs/cli.md from the command line;
`--check` says whether they are up to date.

Knows how a type and a command are described in Markdown; does not know what any of them is for.

    python scripts/build_docs.py            write both pages
    python scripts/build_docs.py --check    write nothing; exit 1 if a page differs from what would be written
"""
from __future__ import annotations

import argparse
import inspect
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import click

from communique import cli, records

DOCS = Path(__file__).resolve().parents[1] / "docs"
WIDTH = 100     # columns of a command's help
RECORDS_HEAD = """\
# The record

What `communique read --json` prints: one object a line, one line an article. This page is written by
`scripts/build_docs.py` from `src/communique/records.py`; change that, not this page.

Three rules stand over all of it.

1. **No span, no record.** `article.text[start:end] == text` holds for every span; offsets count Unicode
   code points, `end` is exclusive.
2. **Statements first, events from them.** An event is told by the outlet itself or stands in a statement,
   and says which.
3. **Unknown is a value.** What the text does not settle is null, with the reason in `because`. Keys are
   always there; none is `[]`.

Ids are hashes of content: reading the same article twice gives the same ids. An article that cannot be read
leaves `{"id":…,"error":{"step":…,"message":…}}` in its place, and the exit status is 1.
"""
CLI_HEAD = """\
# The command line

Written by `scripts/build_docs.py` from the commands themselves; change `src/communique/cli/`, not this page.
Machine output goes to standard output, one JSON object a line in UTF-8; with `--json` everything for people
goes to standard error.
"""


def records_page() -> str:
    """The page of the record: a section for each type, with its fields."""
    return "\n".join([
        RECORDS_HEAD, *(section for name, kind in types() for section in type_section(name, kind)),
        *choices(),
    ])


def types() -> Iterator[tuple[str, type]]:
    """The records, in the order of the module."""
    for name, kind in vars(records).items():
        if inspect.isclass(kind) and is_dataclass(kind) and kind.__module__ == records.__name__:
            yield name, kind


def type_section(name: str, kind: type) -> Iterator[str]:
    """The lines about one type."""
    yield f"## {name}\n"
    yield inspect.cleandoc(kind.__doc__ or "") + "\n"
    if name == "Failure":
        yield 'In JSON: `{"id":…,"error":{"step":…,"message":…}}`.\n'
        return
    yield "| key | value |\n|---|---|"
    for f in fields(kind):
        if not (name == "Reading" and f.name == "notes"):
            yield f"| `{f.metadata.get('key', f.name)}` | {json_type(str(f.type))} |"
    yield ""


def json_type(annotation: str) -> str:
    """A Python annotation as JSON has it: "tuple[Actor, ...]" is "[Actor]", "None" is "null"."""
    if annotation.startswith("tuple["):
        return f"[{json_type(annotation[6:-1].removesuffix(', ...'))}]"
    parts = [
        {"str": "string", "int": "integer", "float": "number", "bool": "true or false", "None": "null"}.get(
            p, linked(p)
        )
        for p in annotation.split(" | ")
    ]
    return " or ".join(parts)


def linked(name: str) -> str:
    """The name of a type with a link to its section."""
    return f"[{name}](#{name.lower()})"


def choices() -> Iterator[str]:
    """A section for each of the fields that take one of a few words."""
    for name, value in vars(records).items():
        words = getattr(value, "__args__", ())
        if words and all(isinstance(w, str) for w in words):
            yield f"## {name}\n\nOne of {', '.join(f'`{w}`' for w in words)}.\n"


def cli_page() -> str:
    """The page of the command line: the help of each command."""
    return "\n".join([
        CLI_HEAD,
        *(
            f"## {' '.join(path)}\n\n```\n{text}\n```\n"
            for path, text in helps(cli.commands, ("communique",))
        ),
    ])


def helps(
    command: click.Command, path: tuple[str, ...], parent: click.Context | None = None
) -> Iterator[tuple[tuple[str, ...], str]]:
    """The path and the help text of a command and of those below it."""
    settings: dict[str, Any] = {
        **command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH, "color": False,
    }
    context = click.Context(command, info_name=path[-1], parent=parent, **settings)
    yield path, "\n".join(line.rstrip() for line in command.get_help(context).strip().splitlines())
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                yield from helps(below, (*path, name), context)


PAGES = {"records.md": records_page, "cli.md": cli_page}


def stale() -> list[str]:
    """The names of the pages that differ from what would be written."""
    return [
        name for name, page in PAGES.items()
        if not (DOCS / name).exists() or (DOCS / name).read_text("utf-8") != page()
    ]


def main() -> int:
    """Write the pages, or check them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a page is out of date")
    if not parser.parse_args().check:
        for name, page in PAGES.items():
            (DOCS / name).write_text(page(), "utf-8")
        return 0
    for name in (old := stale()):
        print(f"docs/{name} is out of date: run python scripts/build_docs.py", file=sys.stderr)
    return 1 if old else 0


if __name__ == "__main__":
    sys.exit(main())
