"""The pages, one module each beside templates/<name>.html; PAGES lists them in the order of the menu.

Knows which pages there are; does not know what they show.
"""

from __future__ import annotations

from communique.web.frame import Page
from communique.web.views import article, events, method, review, search

# A page is a function `show(asked: Asked) -> Shown` in views/<name>.py and a template templates/<name>.html that extends base.html.
# Give `post` for what a form of the page sends (the frame checks its token: put {{ form_token() }} in the form).
PAGES: tuple[Page, ...] = (
    Page("events", "/events", events.show, "Events"),
    Page("search", "/search", search.show, "Search"),
    Page("article", "/article", article.show),
    Page("review", "/review", review.show, "Review", review.take),
    Page("method", "/method", method.show, "Method"),
)
