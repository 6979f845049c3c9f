"""communique.toml: which archive, folders and feeds a desk lives on, whom it follows, and where its pages
are; and `communique init`, four questions whose answers it holds.

Knows the file, checks it, and knows what is asked; does not know how a desk runs.
"""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.cli import serving
from communique.cli.options import flag, option, packs_option
from communique.cli.output import DONE
from communique.errors import CommuniqueError, SourceError
from communique.text.files import read_toml
from communique.wording import plural

if TYPE_CHECKING:
    from communique.sources.feeds import Feed

NAME = "communique.toml"
KEYS: dict[str, tuple[type, str]] = {  # what a key holds, and how it is written
    "archive": (str, 'archive = "communique.db"'), "folders": (list, 'folders = ["inbox"]'),
    "follow": (list, 'follow = ["CHN-JPN", "NOR"]'), "port": (int, "port = 8020"),
    "every": (float, "every = 15"), "reviewer": (str, 'reviewer = "Ada Lovelace"'),
    "feed": (list, '[[feed]] with url = "https://…"'),
    "mail": (str, 'mail = "smtp://user@mail.example.org:587"'),
    "mail_from": (str, 'mail_from = "desk@example.org"'),
}  # fmt: skip
EVERY = 15.0  # minutes between two looks at a feed where none are given
EVERYBODY = "everybody"
LOOK = 5.0  # seconds between two looks at the folders


@dataclass(frozen=True, slots=True)
class Project:
    """What one desk lives on: paths are those of the file's own folder."""

    archive: str
    folders: tuple[str, ...] = ()
    feeds: tuple[Feed, ...] = ()
    follow: tuple[str, ...] = ()
    port: int = serving.PORT
    reviewer: str | None = None
    mail: str | None = None
    mail_from: str | None = None


def load(path: Path) -> Project:
    """The project of a file; SourceError with the file, the entry and what may stand there."""
    from communique.sources.feeds import feed

    data = read_toml(path, SourceError, "`communique init` writes one")
    for key, value in data.items():
        checked(path, key, value)
    home = path.resolve().parent
    rows: list[dict[str, Any]] = [{"every": data.get("every", EVERY), **row} for row in data.get("feed", ())]
    feeds = tuple(
        feed(path, number, {"name": row.get("url", ""), **row}) for number, row in enumerate(rows, 1)
    )
    archive = data.get("archive", "communique.db")
    return Project(
        archive if "://" in archive else str(home / archive),
        tuple(str(home / name) for name in data.get("folders", ())), feeds, tuple(data.get("follow", ())),
        data.get("port", serving.PORT), data.get("reviewer"), data.get("mail"), data.get("mail_from"),
    )  # fmt: skip


def checked(path: Path, key: str, value: Any) -> None:
    """Raise SourceError where a key is unknown or of the wrong kind."""
    if key not in KEYS:
        raise SourceError(f"{path}: {key!r} is not a key of this file; there are {', '.join(KEYS)}")
    kind, example = KEYS[key]
    if isinstance(value, bool) or not isinstance(value, (int, float) if kind is float else kind):
        raise SourceError(f"{path}: {key} is {value!r:.60}; write {example}")
    inner = dict if key == "feed" else str
    if isinstance(value, list) and not all(isinstance(one, inner) for one in value):
        raise SourceError(f"{path}: {key} holds {value!r:.60}; write {example}")


def written(
    archive: str, folders: list[str], feeds: list[tuple[str, str]], follow: list[str],
    reviewer: str | None = None,
) -> str:  # fmt: skip
    """The text of a new file: every key with a comment; feeds are pairs of a name and an address."""
    from jinja2 import Template

    template = Template((Path(__file__).parent / NAME).read_text("utf-8"), trim_blocks=True)
    text: str = template.render(
        archive=quoted(archive), folders=map(quoted, folders), follow=map(quoted, follow), port=serving.PORT,
        every=f"{EVERY:g}", reviewer=quoted(reviewer) if reviewer else None,
        feeds=[(quoted(name), quoted(url)) for name, url in feeds],
    )  # fmt: skip
    return text.rstrip() + "\n"


def quoted(text: str) -> str:
    """Text as a string of TOML."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in escaped) + '"'


# ---------------------------------------------------------------- init
@click.command(epilog="""
\b
Examples:
  communique init                                 four questions; Enter takes what stands in [brackets]
  communique init --yes                           no questions: communique.db, inbox/, no feeds
  communique init --yes --pack mfa --topic Norway     feeds of foreign ministries
  communique init --yes --topic CHN-JPN --folder articles --feed https://harbour-gazette.example/world.rss
Nothing is written before the end; Ctrl-C leaves no trace. `communique up` then reads, settles and shows.
""")
@option(
    "--archive", "where", default="communique.db", show_default=True, metavar="FILE",
    help="Where to keep the record.",
)
@option(
    "--folder", "folders", multiple=True, metavar="FOLDER",
    help="A folder whose files are read as they come; may be repeated.",
)
@option("--feed", "feeds", multiple=True, metavar="ADDRESS", help="A feed to watch; may be repeated.")
@packs_option("Feeds of official publishers")
@option(
    "--topic", "topics", multiple=True, metavar="PAIR|COUNTRY",
    help="Whom you follow (CHN-JPN, Norway); may be repeated.",
)
@flag("--yes", help="Ask nothing.")
@flag("--replace", help="Write over an older communique.toml, which is kept as communique.toml.bak.")
def init(
    where: str, folders: tuple[str, ...], feeds: tuple[str, ...], packs: tuple[str, ...],
    topics: tuple[str, ...], yes: bool, replace: bool,
) -> int:  # fmt: skip
    """Set up this folder: where to keep the record, what to read, whom to follow."""
    from communique.sources.feeds import pack

    file = Path(NAME)
    if file.exists() and not replace:
        raise click.ClickException(
            f"{file} already exists; nothing was changed: edit it, or start again with communique init "
            "--replace"
        )
    given = list(folders) or ["inbox"]
    addresses, follow = [address(one) for one in feeds], [followed(one) for one in topics]
    official = [(feed.name, feed.url) for name in packs for feed in pack(name)]
    if not yes:
        click.echo("Sets up this folder. Enter takes what stands in [brackets].\n")
        where = click.prompt("1 of 4  Where to keep the record?", default=where)
        question = "2 of 4  A folder whose files are read as they come?"
        given = [one.strip() for one in click.prompt(question, default=", ".join(given)).split(",")]
        addresses = addresses or asked_feeds()
        follow = follow or asked_topics()
    write(file, where, [one for one in given if one], addresses, follow, official)
    return DONE


def asked_feeds() -> list[str]:
    """The addresses that are typed, one a line, each checked at once."""
    found: list[str] = []
    click.echo("3 of 4  Feeds, one a line; an empty line ends")
    while typed := click.prompt("       ", default="", show_default=False, prompt_suffix=" > ").strip():
        try:
            found.append(address(typed))
        except SourceError as error:
            click.echo(f"        {error}")
    return found


def asked_topics() -> list[str]:
    """Whom one follows, as typed."""
    while True:
        typed = click.prompt("4 of 4  Whom do you follow? Pairs or countries", default=EVERYBODY).strip()
        if typed == EVERYBODY:
            return []
        try:
            return [followed(part.strip()) for part in typed.split(",") if part.strip()]
        except CommuniqueError as error:
            click.echo(f"        {error}")


def login() -> str | None:
    """The name under which this machine knows whoever sets it up; None where it knows none."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):
        return None
    return name if name.isprintable() and len(name) <= 100 else None


def address(typed: str) -> str:
    """A feed's address, if it is one of the web."""
    from communique.sources.fetch import checked

    checked(typed)
    return typed


def followed(typed: str) -> str:
    """A pair or a country by its codes; a name may hold a dash itself."""
    from communique import asking
    from communique.asking import parties

    if code := parties.coded(typed):
        return code
    if asking.DASH.search(typed):
        return "-".join(asking.pair("topic", typed))
    return asking.party("topic", typed)


def write(
    file: Path, where: str, folders: list[str], feeds: list[str], follow: list[str],
    official: list[tuple[str, str]],
) -> None:
    """Write the file, make the folders, and say what comes next."""
    names = [
        (one.split("://")[-1].split("/")[0] if feeds.count(one) == 1 else one, one)
        for one in dict.fromkeys(feeds)
    ]
    names += [pair for pair in official if pair[1] not in feeds]
    text = written(where, folders, unlike(names), follow, reviewer=login())
    try:
        if file.exists():
            file.replace(file.with_suffix(".toml.bak"))
        file.write_text(text, "utf-8")
        for folder in folders:
            Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.ClickException(
            f"{error.filename or file}: cannot be written ({error.strerror}); choose another folder"
        ) from None
    load(file)
    click.echo(f"written  {file}    {plural(len(names), 'feed')}, follows {', '.join(follow) or EVERYBODY}")
    for folder in folders:
        click.echo(f"made     {folder}/    put files here")
    click.echo(f"\nNext: {'' if serving.equipped() else f'{serving.INSTALL}; '}communique up", err=True)


def unlike(names: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Names of feeds of which none stands twice: a host that gives several is followed by its number."""
    seen: dict[str, int] = {}
    found = []
    for name, url in names:
        seen[name] = seen.get(name, 0) + 1
        found.append((name if seen[name] == 1 else f"{name} {seen[name]}", url))
    return found
