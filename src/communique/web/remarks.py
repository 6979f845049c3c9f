"""Notes and tags on disputes and articles: what a page shows of them, and what its form gives and takes back.

Knows who may write (whoever the server was started for) and how long a note may be;
does not know how it is stored.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from starlette.responses import RedirectResponse, Response

from communique.archive import Remark, Remarked
from communique.sources.decode import without_surrogates
from communique.text.controls import on_one_line
from communique.web.frame import Asked
from communique.web.questions import AskError, link

NOTE, TAG = 2000, 40  # characters
UNNAMED = "notes and lists are kept under a name: start the server with --reviewer NAME"


def of(asked: Asked, kind: Remarked, id: str) -> dict[str, Any]:
    """What a template needs to show the notes and tags of a dispute or an article."""
    found = asked.archive.remarks(kind, [id], dropped=True)
    return {
        "notes": [r for r in found if r.sort == "note"],
        "tags": [r for r in found if r.sort == "tag" and r.dropped_at is None],
        "writer": asked.settings.reviewer,
    }


def take(asked: Asked, kind: Remarked, id: str) -> Response:
    """Keep what the form of a page says, and go back to the page."""
    form, by = asked.form or {}, named(asked)
    back = RedirectResponse(link(asked.path, id=id) + "#notes", 303)
    if number := form.get("back"):
        ours = {r.number for r in asked.archive.remarks(kind, [id])}
        if not number.isascii() or not number.isdecimal() or int(number) not in ours:
            raise AskError("back: there is no such note or tag here; reload the page")
        asked.archive.drop_remark(int(number), by, now())
        return back
    note, tag = written(form.get("note", ""), NOTE), on_one_line(written(form.get("tag", ""), TAG)).lower()
    if not note and not tag:
        raise AskError("nothing was written; write a note or a tag")
    if note:
        asked.archive.add_remark(Remark(kind, id, "note", note, by, now()))
    if tag:
        asked.archive.add_remark(Remark(kind, id, "tag", tag, by, now()))
    return back


def named(asked: Asked) -> str:
    """The name under which things are kept; AskError where the server has none."""
    if asked.settings.reviewer is None:
        raise AskError(UNNAMED)
    return asked.settings.reviewer


def written(text: str, most: int) -> str:
    """Words of a form as any database takes them; AskError where they are too many."""
    found = without_surrogates(text).replace("\r\n", "\n").replace("\0", " ").strip()
    if len(found) > most:
        raise AskError(f"{len(found):,} characters; give at most {most:,}")
    return found


def now() -> str:
    """This moment, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
