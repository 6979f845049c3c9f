"""Turns of a transcript to statements, a sentence each,
and quotations that begin with the name of who speaks (“MINISTER: …”).

Knows where turns begin and end; does not know how a label is told from other words with a colon.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.forms import Turn
from communique.grammar import Parse
from communique.statements.scene import Found, Scene, enter, trim


def transcripts(scene: Scene) -> None:
    """Enter what stands behind a label: each quotation that begins with one, and each sentence of a turn."""
    parse = scene.parse
    for n, quote in enumerate(scene.quotes):
        if direction(parse, quote.first, quote.last):
            scene.told[n] = Found([], "direct", None)  # "(CROSSTALK)": said by nobody
    for n, quote in enumerate(scene.quotes):
        if quote.label is not None and n not in scene.told:
            enter(scene, Found([(quote.first, quote.last)], "direct", None, None, quote.label), n)
    for turn, speaker in scene.turns:
        for first, last in sentences(scene, turn):
            if not (turn.asks and asked(scene.parse, last)):
                enter(scene, Found([(first, last)], "direct", None, actor=speaker))


def asked(parse: Parse, last: int) -> bool:
    """Whether a sentence that ends with a word is a question."""
    return parse.words[min(last + 1, len(parse) - 1)].startswith("?")


def sentences(scene: Scene, turn: Turn) -> Iterator[tuple[int, int]]:
    """The sentences of a turn that say something: those of more than a word, notes in brackets left out."""
    parse = scene.parse
    word, stop = parse.word_at(turn.start), parse.word_at(turn.end - 1)
    while word <= stop:
        low, high = scene.unit(word)
        first, last = trim(parse, max(low, word), min(high, stop))
        if sum(w[0].isalnum() for w in parse.words[first : last + 1]) > 1 and not direction(
            parse, first, last
        ):
            yield first, last
        word = max(high, word) + 1


def direction(parse: Parse, first: int, last: int) -> bool:
    """Whether words are no more than a note in brackets on what went on: "(CROSSTALK)"."""
    before = parse.text[: parse.starts[first]].rstrip("“\" ")[-1:] if first else ""
    words = parse.text[parse.starts[first] : parse.ends[last]]
    return before in ("(", "[") and words.isupper() and ")" in words + parse.text[parse.ends[last] :][:2]
