"""The form of a text, told before it is parsed: is it a document, who takes turns in it,
which paragraphs leave their subject unsaid.

Knows headings, letterheads, labels and numbered paragraphs;
does not know who anybody is or what anything means.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from communique.forms.heads import Head, head_of
from communique.forms.lines import Line, lines_of
from communique.forms.operative import operative, plain
from communique.forms.turns import Turn, lies_in, turns_of
from communique.forms.views import Edit, Piece, View, pieces, without

__all__ = [
    "Edit", "Form", "Head", "Line", "Piece", "Turn", "View", "lies_in", "lines_of", "of", "pieces", "without",
]


@dataclass(frozen=True, slots=True)
class Form:
    """What a text looks like: `kind` is document, transcript, or None for all others;
    `because` says by what it is told."""

    kind: str | None
    because: tuple[str, ...]
    head: Head
    turns: tuple[Turn, ...] = ()
    view: View = View()  # noqa: RUF009  frozen, and without a field of its own that changes


def of(text: str, title: str | None = None, *, told: str | None = None, language: str) -> Form:
    """The form of a text with its title; `told` is what its source says that it is,
    by lines that are no part of the text."""
    lines = lines_of(text)
    head = head_of(lines, title, language)
    turns = turns_of(lines, language)
    view, operatives = operative(lines, head.body, language)
    if turns:
        why = f"labels of those who speak: {turns[0].label.strip()!r}"
        return Form("transcript", (why,), head, turns, View((), tuple(t.start for t in turns)))
    if head.speech is not None:
        return Form("transcript", (head.speech,), head)
    cues = [*head.cues]
    if operatives >= FEW:
        cues.append((SURE, f"{operatives} paragraphs begin with a verb whose subject is who issues the text"))
    if told in ("document", "transcript"):
        cues.append((SURE, f"its source says that it is a {told}"))
    if sum(weight for weight, _ in cues) < SURE:
        return Form(None, (), head)
    if told == "transcript":
        return Form(told, tuple(why for _, why in cues), head)
    edits = [*view.edits]
    edits += [
        e for e in plain(lines, head.body, language)
        if not any(o.start <= e.end and e.start <= o.end for o in edits)
    ]
    whole = View(tuple(sorted(edits)), view.cuts)
    return Form("document", tuple(why for _, why in cues), replace(head, cues=tuple(cues)), (), whole)


SURE = 2  # the weight from which the marks of a document settle what it is
FEW = 2  # operative paragraphs that are no accident
