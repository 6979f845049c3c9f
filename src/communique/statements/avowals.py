"""Words said without a verb of saying to statements: “X made clear that …”, “X was adamant that …”,
“…, a charge X denies”.

Knows predicates that put words into somebody's mouth; does not know verbs of saying.
"""

from __future__ import annotations

from communique.grammar.roles import marker_of
from communique.statements.cues import polarity, saying
from communique.statements.scene import Found, Scene, keep, trim
from communique.statements.speakers import speaker_of


def avowals(scene: Scene) -> None:
    """Enter “X made clear that …”, “X was adamant that …”."""
    parse, words = scene.parse, scene.words
    for i, lemma in enumerate(parse.lemmas):
        clause = parse.governor(i) if lemma in words["words"]["avowing"] else None
        if clause is None or clause.passive or clause.negated or clause.head > i or not saying(scene, clause):
            continue
        behind = (k for w in (i, clause.head) for k in parse.kids[w] if k > i)
        that = next((k for k in behind if tells(scene, k)), None)
        source = speaker_of(scene, clause.head) if that is not None else None
        if that is None or source is None or clause.head in scene.used or not scene.cast.of(source):
            continue
        if parse.lower[source] in words["nouns"]["nobody"]:
            continue  # "it is clear that"
        keep(scene, Found([trim(parse, *parse.subtree(that))], "indirect", (i, i), clause.head, source))


def tells(scene: Scene, word: int) -> bool:
    """Whether a clause opens with "that"."""
    that = scene.words["words"]["that"]
    return word in scene.parse.clauses and marker_of(scene.parse, word, that) is not None


def taken_up(scene: Scene) -> None:
    """Enter “…, a charge X denies”, “…, something that X has repeated”: words that stand before."""
    parse, words = scene.parse, scene.words
    summing = words["nouns"]["say"] | words["words"]["summing"]
    for verb, clause in parse.clauses.items():
        noun = clause.parent if clause.link == "relative" else None
        if noun is None or parse.lemmas[noun] not in summing or clause.lemma not in words["verbs"]["object"]:
            continue
        mark, source = parse.phrase(noun)[0] - 1, speaker_of(scene, verb)
        if mark < 0 or parse.pos[mark] != "PUNCT" or scene.quote_of[verb] >= 0:
            continue
        denied = polarity(scene, clause) == "denied"  # what is denied stays his who said it first
        own = trim(parse, mark, parse.subtree(verb)[1])
        content = own if denied else sentence_before(scene, verb, mark)
        if content is not None and source is not None and source > noun and scene.cast.of(source):
            said = Found([content], "indirect", (verb, verb), verb, source)
            said.polarity = "denied" if denied else "affirmed"
            keep(scene, said)


def sentence_before(scene: Scene, verb: int, mark: int) -> tuple[int, int] | None:
    """The words of a sentence up to a mark, that hold a clause."""
    low, high = trim(scene.parse, scene.unit(verb)[0], mark)
    return (low, high) if any(k in scene.parse.clauses for k in range(low, high + 1)) else None
