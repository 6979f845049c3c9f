"""Quotations beside which no verb of saying stands: “X issued a statement: “…””, ““…” — X”, “X: “…””.

Knows colons, dashes and the clause before them; does not know tags.
"""

from __future__ import annotations

import re

from communique.grammar import Clause, Parse
from communique.statements.cues import cue_of, speech
from communique.statements.quotes import Quote
from communique.statements.scene import Found, Scene, enter, finite_between
from communique.statements.speakers import finite_before, speaker_of
from communique.statements.tags import colon_before, whole

DASH = re.compile(r"[^\S\n]*\n?\s*(?:[—–―]|--?)\s*(?=[^\W\d_])")
LONGEST_SIGNATURE = 16  # words from a dash to the end of the line: a name, an office, a town


def introduced(scene: Scene) -> None:
    """Enter whole quotations that a colon leads up to or that a name after a dash signs."""
    for n, quote in enumerate(scene.quotes):
        if n in scene.told or not whole(scene, quote):
            continue
        signed = signature(scene, quote)
        if signed is not None:
            enter(scene, Found([(quote.first, quote.last)], "direct", None, None, signed), n)
        elif (at := colon_before(scene, quote)) is not None:
            lead(scene, quote, n, at)


def lead(scene: Scene, quote: Quote, n: int, at: int) -> None:
    """Enter a quotation after a colon, where the words before it name who speaks."""
    content = [(quote.first, quote.last)]
    if (name := labelled(scene, at)) is not None:
        enter(scene, Found(content, "direct", None, None, name), n)
    # finite clauses that say no more about a noun or a time
    for clause in finite_before(scene, at, ("relative", "adverbial", "modifying")):
        speaker = speaker_of(scene, clause.head)
        if speaker is not None and able(scene, speaker, clause):
            enter(scene, Found(content, "direct", cue_of(scene, clause.head), clause.head, speaker), n)
            return


def able(scene: Scene, speaker: int, clause: Clause) -> bool:
    """Whether a subject can be who speaks after a colon: somebody known, a name, a pronoun,
    or any subject of a verb of saying."""
    parse, nouns = scene.parse, scene.words["nouns"]
    return parse.lower[speaker] not in nouns["first_person"] | nouns["nobody"] and (
        speech(scene, clause.head) or parse.pos[speaker] in ("PROPN", "PRON") or bool(scene.cast.of(speaker))
    )


def labelled(scene: Scene, at: int) -> int | None:
    """The name that alone stands before a colon, as in a transcript: "Berg: “…”"."""
    parse = scene.parse
    low = scene.unit(at)[0]
    if at - low > LONGEST_SIGNATURE or finite_between(parse, low, at - 1):
        return None
    name = at - 1
    return name if name >= low and parse.pos[name] == "PROPN" else None


def signature(scene: Scene, quote: Quote) -> int | None:
    """The name after a dash that signs a quotation, on its line or the next: “…” — Anna Berg, Oslo."""
    parse = scene.parse
    dash = DASH.match(parse.text, quote.end) if quote.closed else None
    if dash is None or dash.end() >= len(parse.text):
        return None
    first = parse.word_at(dash.end())
    last = parse.paragraphs[parse.paragraph_of(first)][1] - 1
    if last - first > LONGEST_SIGNATURE or finite_between(parse, first, last):
        return None
    return name_from(parse, first, last)


def name_from(parse: Parse, first: int, last: int) -> int | None:
    """The last word of the run of names that begins at a word."""
    k = first
    while k <= last and parse.words[k][:1].isupper() and any(c.isalpha() for c in parse.words[k]):
        k += 1
    return k - 1 if k > first else None
