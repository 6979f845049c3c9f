"""An archive with a hostile article beside a sound one, and a browser's way to it,
for the tests of the pages.

Knows what a hostile page may hold; does not know any view.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from communique.archive import Kept, open_archive
from communique.records import Actor, Reading, Span
from communique.settle import settle
from communique.web import app
from copies import copy
from makers import actor, article, event, part, reading, statement, when

HOME = "http://127.0.0.1"
SCRIPT, SUM, SQL, OVERRIDE = "<script>alert(1)</script>", "{{7*7}}", "'; DROP TABLE articles; --", "\u202e"
FORMULA = "=HYPERLINK(\"http://evil.example\",\"x\")"
HOSTILE = (f"{FORMULA} said Norway {SCRIPT} {SUM} on Monday as it expelled two Chilean envoys. "
           f"“No {SQL} {OVERRIDE}gnorw” Kari Berg told reporters {SCRIPT}.")  # fmt: skip


def hostile() -> Reading:
    """A reading whose every word is meant to do harm."""
    norway = Actor(
        f"Norway {SCRIPT}{OVERRIDE}", "NOR", role=SUM, span=part("Norway", HOSTILE), because=(SCRIPT,)
    )
    whole = Span(0, len(HOSTILE), HOSTILE)
    expelled = event(
        actor=[norway], mode="expel", evidence=whole, trigger=part("expelled", HOSTILE),
        when=when(text="Monday"), because=(SCRIPT, SUM), rule=FORMULA, id="hostile-event",
    )  # fmt: skip
    quoted = HOSTILE[HOSTILE.index("“No") : HOSTILE.index("Kari") - 1]
    said = replace(
        statement(norway), id="hostile-said", cue=part("told", HOSTILE), evidence=whole,
        content=(part(quoted, HOSTILE),),
    )
    told = article(
        HOSTILE,
        id=f"hostile/{SCRIPT}?a=1&b={SUM}#x",
        title=f"{FORMULA} {SCRIPT} {SUM} {OVERRIDE}", outlet=f"+{SCRIPT}{OVERRIDE}",
        url="javascript:alert(1)", published="2024-05-29", agency=SUM, authors=(SCRIPT,),
    )  # fmt: skip
    return Reading(told, (said,), (expelled,))


def sound() -> Reading:
    """A harmless reading."""
    berg = actor("NOR", "Kari Berg", "Kari Berg", role="Foreign Minister", because=("the text says so",))
    return reading(
        article=article(id="sound", outlet="Fjord News", url="https://fjord.example/a"),
        statements=(statement(berg),),
    )


def fill(where: Path) -> None:
    """Make an archive with both, settled."""
    with open_archive(where) as archive:
        archive.add([Kept("sound.txt", sound()), Kept("hostile.txt", hostile())], coder="1")
        settle(archive)


def filled(path: Path) -> Path:
    """An archive with both, settled, in a folder."""
    return copy(fill, path / "web.db")


def client(where: Path, **settings: Any) -> TestClient:
    """A browser on this machine."""
    return TestClient(app.create(where, **settings), base_url=HOME)
