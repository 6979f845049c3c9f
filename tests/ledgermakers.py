"""Short ways to what the ledgers are made from: `asks("CHN", "JPN", "…", "2025-11-10")`,
`told("FRA DEU", "planned", …)`.

Knows harmless defaults and plausible spans; does not know what a test is after.
"""

from __future__ import annotations

from typing import Any

from communique.ledgers.tellings import Act, Answer, MeetingTold, PositionTold, content
from communique.records import Report, Span, identify


def report(words: str, published: str | None, article: str | None = None, outlet: str = "Daily") -> Report:
    """A report of some words."""
    return Report(
        article or identify(words, published, outlet), None, outlet, published, Span(0, len(words), words)
    )


def act(type: str, actors: str, recipients: str, words: str, day: str | None, **fields: Any) -> Act:
    """An act, told by one article on its day; `skip` are words that name its parties or itself."""
    published = fields.pop("published", day)
    article, outlet = fields.pop("article", None), fields.pop("outlet", "Daily")
    told = report(words, published, article, outlet)
    skip = fields.pop("skip", "").casefold().split()
    named = {"said": True, **fields}
    said = named.pop("said")
    given: dict[str, Any] = {
        "mode": None, "status": "actual", "addressees": (), "start": day if said else None,
        "end": day if said else None, "contexts": (), "asked": words, "object": content(words, skip),
        "reports": (told,), "origins": 1,
        "events": ((told.article, identify("event", type, words, told.article)),), **named,
    }  # fmt: skip
    ident = identify(type, actors, recipients, words, day, told.article)
    return Act(
        ident, type, actors=tuple(actors.split()), recipients=tuple(recipients.split()), day=day, words=words,
        **given,
    )


def asks(by: str, of: str, words: str, day: str | None, **fields: Any) -> Act:
    """A demand."""
    return act("REQUEST", by, of, words, day, **{"mode": "yield", **fields})


def answer(kind: Any, later: Act, earlier: Act) -> Answer:
    """A link that an article has between two acts."""
    return Answer(kind, later.events[0], earlier.events[0])


def holds(actor: str, wording: str, day: str | None, issue: str | None = None, **fields: Any) -> PositionTold:
    """A position, whose issue is the last words of the wording unless it is given."""
    told = report(wording, day, outlet=fields.pop("outlet", "Daily"))
    given: dict[str, Any] = {
        "stance": "supports", "ascribed_by": None, "report": told, "context": wording, **fields,
    }
    return PositionTold(
        identify(actor, wording, day), actor, issue or wording, wording=wording, day=day, **given
    )


def told(
    parties: str, status: Any, published: str | None, start: str | None = None, end: str | None = None,
    **fields: Any,
) -> MeetingTold:
    """A meeting as one article tells it."""
    outlet, words = fields.pop("outlet", "Daily"), fields.pop("words", f"{parties} {status} {start}")
    given: dict[str, Any] = {
        "kind": "talks", "report": report(words, published, outlet=outlet), "words": words, **fields,
    }
    return MeetingTold(
        identify(parties, status, published, start, outlet), tuple(parties.split()), status=status,
        start=start, end=end or start, published=published, **given,
    )  # fmt: skip
