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
    review,
    search,
    today,
)

# A page is a function `show(asked: Asked) -> Shown` in views/<name>.py and a template templates/<name>.html that extends base.html.
# Give `post` for what a form of the page sends (the frame checks its token: put {{ form_token() }} in the form).
PAGES: tuple[Page, ...] = (
    Page("today", "/", today.show, "Today"),
    Page("disputes", "/disputes", disputes.show, "Disputes"),
    Page("dispute", "/dispute", dispute.show),
    Page("demands", "/demands", demands.show, "Demands"),
    Page("commitments", "/commitments", commitments.show, "Commitments"),
    Page("issue", "/issue", issue.show, "Issues"),
    Page("calendar", "/calendar", calendar.show, "Calendar"),
    Page("dyad", "/dyad", dyad.show, "Dyads"),
    Page("actor", "/actor", actor.show, "Actors"),
    Page("map", "/map", map.show, "Map"),
    Page("events", "/events", events.show, "Events"),
    Page("search", "/search", search.show, "Search"),
    Page("compare", "/compare", compare.show, "Compare"),
    Page("drift", "/drift", drift.show, "Drift"),
    Page("check", "/check", check.show, "Check", check.take),
    Page("article", "/article", article.show),
    Page("review", "/review", review.show, "Review", review.take),
    Page("method", "/method", method.show, "Method"),
)
