"""communique.toml: which archive, folders and feeds a desk lives on, whom it follows,
and where its pages are.

Knows the file and checks it; does not know how anything is read or shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.errors import SourceError
from communique.text.files import read_toml

if TYPE_CHECKING:
    from communique.sources.feeds import Feed

NAME = "communique.toml"
PORT = 8020
KEYS: dict[str, tuple[type, str]] = {  # what a key holds, and how it is written
    "archive": (str, 'archive = "communique.db"'), "folders": (list, 'folders = ["inbox"]'),
    "follow": (list, 'follow = ["CHN-JPN", "NOR"]'), "port": (int, "port = 8020"),
    "every": (float, "every = 15"), "reviewer": (str, 'reviewer = "Ada Lovelace"'),
    "feed": (list, '[[feed]] with url = "https://…"'),
    "mail": (str, 'mail = "smtp://user@mail.example.org:587"'),
    "mail_from": (str, 'mail_from = "desk@example.org"'),
}  # fmt: skip
EVERY = 15.0  # minutes between two looks at a feed where none are given
LOOK = 5.0  # seconds between two looks at the folders


@dataclass(frozen=True, slots=True)
class Project:
    """What one desk lives on: paths are those of the file's own folder."""

    archive: str
    folders: tuple[str, ...] = ()
    feeds: tuple[Feed, ...] = ()
    follow: tuple[str, ...] = ()
    port: int = PORT
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
        data.get("port", PORT), data.get("reviewer"), data.get("mail"), data.get("mail_from"),
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
    lines = [
        "# What `communique up` lives on. Paths are taken from the folder of this file.",
        f"archive = {quoted(archive)}    # where the record is kept; postgresql://… will do as well",
        f"folders = [{', '.join(map(quoted, folders))}]    # files put there are read as they come",
        f"follow = [{', '.join(map(quoted, follow))}]    # pairs or countries that briefs are about; empty: "
        "everybody",
        f"port = {PORT}    # the pages: http://127.0.0.1:{PORT}",
        f"every = {EVERY:g}    # minutes between two looks at a feed",
        f"reviewer = {quoted(reviewer)}    # the name that reviews, notes and lists are kept under"
        if reviewer
        else '# reviewer = "Ada Lovelace"    # the name that reviews, notes and lists are kept under',
        '# mail = "smtp://user@mail.example.org:587"    # sends news of lists; the password comes from '
        '$COMMUNIQUE_SMTP_PASSWORD',
        "",
    ]
    for name, url in feeds:
        lines += ["[[feed]]", f"name = {quoted(name)}", f"url = {quoted(url)}", ""]
    if not feeds:
        lines += [
            "# [[feed]]", '# name = "Harbour Gazette"', '# url = "https://harbour-gazette.example/world.rss"',
            "",
        ]
    return "\n".join(lines)


def quoted(text: str) -> str:
    """Text as a string of TOML."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in escaped) + '"'
