"""The pages, one module each beside templates/<name>.html; PAGES lists them in the order of the menu.

Knows which pages there are; does not know what they show.
"""

from __future__ import annotations

from types import ModuleType

from communique.web.frame import Page
from communique.web.views import (
    actor,
    article,
    calendar,
    check,
    commitments,
    compare,
    demands,
    dispute,
    disputes,
    drift,
    dyad,
    events,
    issue,
    map,
    method,
    now,
    review,
    search,
    watching,
)

# A page is a module views/<name>.py with a function `show(asked: Asked) -> Shown`, and a template
# templates/<name>.html that extends base.html; the word is that of the menu (None: links lead to it).
# Give it `take` for what a form of the page sends (the frame checks its token: put {{ form_token() }} in the
# form).
MENU: dict[str, dict[ModuleType, str | None]] = {
    "Now": {now: "Now", calendar: "Calendar", watching: "Watching"},
    "Disputes": {
        disputes: "Disputes", dispute: None, demands: "Demands", commitments: "Commitments", issue: "Issues",
        drift: None,
    },
    "Parties": {actor: "Parties", dyad: "Dyads", map: "Map"},
    "Data": {events: "Events", search: "Articles", article: None, compare: "Compare", check: "Check"},
    "Quality": {review: "Review", method: "Method"},
}  # fmt: skip
GROUPS = tuple(MENU)
PAGES = tuple(
    Page(name, "/" if page is now else f"/{name}", page.show, group, word, getattr(page, "take", None))
    for group, pages in MENU.items() for page, word in pages.items()
    for name in [page.__name__.rpartition(".")[2]]
)
