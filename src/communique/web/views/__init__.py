"""The pages, one module each beside templates/<name>.html; PAGES lists them in the order of the menu.

Knows which pages there are; does not know what they show.
"""

from __future__ import annotations

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

# A page is a function `show(asked: Asked) -> Shown` in views/<name>.py and a template templates/<name>.html
# that extends base.html.
# Give `post` for what a form of the page sends (the frame checks its token: put {{ form_token() }} in the
# form).
GROUPS = ("Now", "Disputes", "Parties", "Data", "Quality")
PAGES: tuple[Page, ...] = (
    Page("now", "/", now.show, "Now", "Now"), Page("calendar", "/calendar", calendar.show, "Now", "Calendar"),
    Page("watching", "/watching", watching.show, "Now", "Watching", watching.take),
    Page("disputes", "/disputes", disputes.show, "Disputes", "Disputes"),
    Page("dispute", "/dispute", dispute.show, "Disputes", None, dispute.take),
    Page("demands", "/demands", demands.show, "Disputes", "Demands"),
    Page("commitments", "/commitments", commitments.show, "Disputes", "Commitments"),
    Page("issue", "/issue", issue.show, "Disputes", "Issues"),
    Page("drift", "/drift", drift.show, "Disputes"),
    Page("actor", "/actor", actor.show, "Parties", "Parties"),
    Page("dyad", "/dyad", dyad.show, "Parties", "Dyads"), Page("map", "/map", map.show, "Parties", "Map"),
    Page("events", "/events", events.show, "Data", "Events"),
    Page("search", "/search", search.show, "Data", "Articles"),
    Page("article", "/article", article.show, "Data", None, article.take),
    Page("compare", "/compare", compare.show, "Data", "Compare"),
    Page("check", "/check", check.show, "Data", "Check", check.take),
    Page("review", "/review", review.show, "Quality", "Review", review.take),
    Page("method", "/method", method.show, "Quality", "Method"),
)
