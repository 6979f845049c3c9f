"""Quoted words inside the outlet's own sentence to statements: called it a “sham”, voiced “deep regret”.

Knows the verbs that make words somebody's; does not know whole quotations.
"""

from __future__ import annotations

from communique.statements.cues import cue_of, polarity, speech
from communique.statements.quotes import Quote
from communique.statements.scene import Found, Scene, enter
from communique.statements.speakers import speaker_of
from communique.statements.tags import title, whole, word_before

NEAR_VERB = 8  # words between a fragment and a verb after it: "“capitulation” is what he called it"
LONGEST_FRAGMENT = 60  # words of a quoted fragment inside a sentence of the reporter


def fragments(scene: Scene) -> None:
    """Enter quoted words that no clause of saying has claimed: "called it a “sham”",
    "accused X of “capitulation”"."""
    parse = scene.parse
    for n, quote in enumerate(scene.quotes):
        if n in scene.told or quote.last - quote.first > LONGEST_FRAGMENT or whole(scene, quote):
            continue
        # but: chanted “Out Now”
        if title(scene, quote) and not speech(scene, max(0, word_before(scene, quote)), tag=False):
            continue
        verb = naming_verb(scene, quote)
        if verb is None:
            continue
        speaker = speaker_of(scene, verb)
        if speaker is None or parse.lower[speaker] in scene.words["nouns"]["first_person"]:
            continue
        said = Found([(quote.first, quote.last)], "partial", cue_of(scene, verb), verb, speaker)
        said.polarity = polarity(scene, parse.clauses[verb])
        same = next(
            (f for f in scene.found if f.verb == verb and f.kind == "partial" and len(f.content) == 1), None
        )
        if same is not None:
            same.content.append((quote.first, quote.last))
            scene.told[n] = same
        else:
            enter(scene, said, n)


def naming_verb(scene: Scene, quote: Quote) -> int | None:
    """The verb above a fragment that makes it somebody's words."""
    parse, naming = scene.parse, scene.words["verbs"]["naming"] | scene.words["verbs"]["say"]
    top = min(
        range(quote.first, quote.last + 1),
        key=lambda w: (
            0 if scene.quote_of[parse.heads[w]] != scene.quote_of[w] or parse.heads[w] == w else 1, w,
        ),
    )
    clause = parse.clause_of(top)
    steps = 0
    while clause is not None and steps < 4:
        lemma = clause.verb
        if (
            scene.quote_of[clause.head] < 0
            and (clause.lemma in naming or lemma in naming)
            and (
                clause.head < quote.first
                or (parse.starts[clause.head] > quote.end and clause.head - quote.last <= NEAR_VERB)
            )
        ):
            return None if clause.passive and not clause.roles.get("subject") else clause.head
        clause, steps = parse.governor(clause.head), steps + 1
    return None
