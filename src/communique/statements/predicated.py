"""Quotations of which the sentence around them says whose words they are: "“…” was the envoy's answer",
"“…” is how the minister described it".

Knows nouns and verbs of saying after a copula; does not know tags.
"""

from __future__ import annotations

from communique.statements.cues import cue_of, speech
from communique.statements.quotes import Quote
from communique.statements.scene import Found, Scene, enter
from communique.statements.speakers import own_subject, owner
from communique.statements.tags import word_before

REACH = 25  # words between a quotation and the noun or verb that says whose it is


def predicated(scene: Scene) -> None:
    """Enter quotations that are the subject or the attribute of a copula beside words of saying."""
    for n, quote in enumerate(scene.quotes):
        if n in scene.told or not (found := naming(scene, quote)):
            continue
        cue, speaker = found
        verb = cue if cue in scene.parse.clauses else None
        span = cue_of(scene, cue) if verb is not None else (cue, cue)
        enter(scene, Found([(quote.first, quote.last)], "direct", span, verb, speaker), n)


def naming(scene: Scene, quote: Quote) -> tuple[int, int] | None:
    """The noun or verb that says whose words a quotation is, and the head of who says them."""
    parse = scene.parse
    behind = range(quote.last + 1, len(parse))
    after = next((k for k in behind if parse.pos[k] not in ("PUNCT", "SPACE")), None)
    if after is not None and is_copula(scene, after) and scene.unit(after)[1] > after:
        return named_in(scene, after + 1, scene.unit(after)[1])
    before = word_before(scene, quote)
    before -= parse.words[before] in (",", ":") if before > 0 else 0
    if before > 0 and is_copula(scene, before):
        return named_in(scene, scene.unit(before)[0], before - 1)
    return None


def is_copula(scene: Scene, word: int) -> bool:
    """Whether a word outside of quotation marks only links two things."""
    return scene.quote_of[word] < 0 and scene.parse.lemmas[word].lower() in scene.words["verbs"]["linking"]


def named_in(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    """The first noun or verb of saying among words that says who speaks, with the head of who does."""
    for k in range(first, min(last, first + REACH) + 1):
        if scene.quote_of[k] >= 0:
            return None
        if (speaker := speaker_at(scene, k)) is not None:
            return k, speaker
    return None


def speaker_at(scene: Scene, k: int) -> int | None:
    """Whose a noun of words is, or the subject of a verb that renders words."""
    parse, words = scene.parse, scene.words
    if parse.pos[k] == "NOUN" and parse.lemmas[k].lower() in words["nouns"]["words"]:
        return owner(parse, k)
    if k in parse.clauses and (speech(scene, k) or parse.lemmas[k] in words["verbs"]["rendering"]):
        return own_subject(parse, k)
    return None
