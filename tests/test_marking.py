"""Stretches of a text marked in HTML: overlaps, edges, and words that mean harm."""

from __future__ import annotations

from communique.marking import marked


def test_overlapping_stretches_leave_the_text_whole() -> None:
    import re

    text = "Norway expelled two envoys & “left” <b>the</b> talks."
    shown = marked(
        "T", None, text, [(0, 26, "SANCTION", "one"), (7, 26, "REJECT", "two"), (29, 35, "X", "three")]
    )
    body = shown[shown.index("1.5\">") + 5 : shown.index("</div><ol>")]
    import html

    assert html.unescape(re.sub(r"<sup>.*?</sup>|<mark[^>]*>|</mark>", "", body)) == text
    assert body.count("<sup>") == 3 and 'title="one; two"' in body and shown.count("<li>") == 3


def test_every_word_is_escaped() -> None:
    shown = marked("<i>", "\"", "<script>", [(0, 8, "<b>", "\"><img>")])
    assert not any(bad in shown for bad in ("<script>", "<i>", "<img>"))
