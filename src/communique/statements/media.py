"""How words were said: in a letter, a call, a speech, a post; from the roles around the verb of saying.

Knows the nouns and verbs of each channel; does not know the words said.
"""

from __future__ import annotations

from communique.grammar import Clause
from communique.knowledge.roles import IN, ON, marked
from communique.records import Channel
from communique.statements.scene import Found, Scene, same_paragraph
from communique.statements.tables import channels


def channel(scene: Scene, f: Found, clause: Clause | None) -> Channel | None:
    """How words were said, from the roles of their clause of saying."""
    if clause is None:
        return None
    nouns, verbs = channels(scene.language)
    if (named := verbs.get(clause.verb)) is not None:
        return named
    if got := by_roles(scene, clause, f, nouns) or by_pronoun(scene, clause, nouns):
        return got
    for s in (*clause.subject[:1], *([f.speaker] if f.speaker is not None else ())):
        if got := by_subject(scene, clause, f, s, nouns):
            return got
    return None


def by_subject(scene: Scene, clause: Clause, f: Found, s: int, nouns: dict[str, Channel]) -> Channel | None:
    """The channel that a speaker's phrase names: "a statement said", "X, speaking in parliament, said",
    "said X, an envoy, in a letter"."""
    parse = scene.parse
    if (named := nouns.get(parse.lemma(s))) in ("statement", "letter", "post"):
        return named
    for k in (*parse.kids[s], *(k for k in parse.kids[clause.head] if k < clause.head)):
        inner = parse.clauses.get(k)
        if (
            inner is not None
            and inner.form in ("gerund", "participle")
            and (got := by_roles(scene, inner, f, nouns))
        ):
            return got
    for name, h in parse.obliques(s):
        if marked(name, IN, ON) and (named := nouns.get(parse.lemma(h))):
            return named
    return None


def by_pronoun(scene: Scene, clause: Clause, nouns: dict[str, Channel]) -> Channel | None:
    """The channel of the sentence before: the call for "told him" after "telephoned the minister"."""
    parse = scene.parse
    low, _ = scene.unit(clause.head)
    if low == 0 or not same_paragraph(parse, low, low - 1):
        return None
    told = clause.lemma in scene.words["verbs"]["addressing"] and any(
        parse.pos[h] == "PRON" for role in ("object", "indirect") for h in clause.at(role)
    )
    if not told:
        return None
    first, last = scene.unit(low - 1)
    for k in range(first, last + 1):
        named = nouns.get(parse.lemma(k))
        if named in ("call", "meeting"):
            return named
    return None


def by_roles(scene: Scene, clause: Clause, f: Found, nouns: dict[str, Channel]) -> Channel | None:
    """The channel that an object or oblique of a clause names, outside the words said."""
    parse = scene.parse
    for role, members in clause.roles.items():
        if not (role.startswith("oblique:") or role in ("object", "indirect")):
            continue
        for m in members:
            if f.holds(m) or (role != ON and parse.lemma(m) in scene.words["nouns"]["only_on"]):
                continue
            outlets = (h for name, h in parse.obliques(m) if marked(name, ON))
            for noun in (*outlets, m, *(k for k in parse.kids[m] if parse.relations[k] == "compound")):
                if parse.pos[noun] in ("NOUN", "PROPN") and (
                    got := nouns.get(parse.lemma(noun)) or nouns.get(parse.lower[noun])
                ):
                    return got
    return None
