"""Paragraphs that begin with the name of who speaks ("MINISTER: …", "Q: …") to statements, inside quotation marks or without.

Knows labels in capitals and their colon; does not know who a name stands for.
"""

from __future__ import annotations

from collections import Counter

from communique.grammar import Parse
from communique.statements.quotes import label_at
from communique.statements.scene import Found, Scene, enter


def transcripts(scene: Scene) -> None:
    """Enter what stands behind a label: each quotation that begins with one, and unquoted paragraphs where two voices take turns."""
    parse = scene.parse
    for n, quote in enumerate(scene.quotes):
        if direction(parse, quote.first, quote.last):
            scene.told[n] = Found([], "direct", None)  # "(CROSSTALK)": said by nobody
    for n, quote in enumerate(scene.quotes):
        if quote.label is not None and n not in scene.told:
            enter(scene, Found([(quote.first, quote.last)], "direct", None, None, quote.label), n)
    turns = [(label, end) for first, end in parse.paragraphs if scene.quote_of[first] < 0 and (label := label_at(parse, first)) is not None]
    voices = Counter(parse.words[label] for label, _ in turns)
    if len(voices) < 2 or max(voices.values()) < 2:
        return  # labels that never come back are datelines: "GENEVA: The envoys …"
    for label, end in turns:
        if label + 2 < end:
            enter(scene, Found([(label + 2, end - 1)], "direct", None, None, label))


def direction(parse: Parse, first: int, last: int) -> bool:
    """Whether words are no more than a note in brackets on what went on: "(CROSSTALK)"."""
    before = parse.text[: parse.starts[first]].rstrip("“\" ")[-1:] if first else ""
    words = parse.text[parse.starts[first] : parse.ends[last]]
    return before in ("(", "[") and words.isupper() and ")" in words + parse.text[parse.ends[last] :][:2]
