"""Who else takes part in a statement: those it is told to, and those on whose word it reaches us.

Knows the roles of a clause of saying; does not know who speaks or what was said.
"""

from __future__ import annotations

from communique.grammar import Clause, Parse
from communique.grammar.features import RELATIVE
from communique.knowledge.roles import AS, AT, DURING, IN, TO, WITH, marked
from communique.records import Actor, Channel
from communique.statements.scene import Found, Scene
from communique.statements.speakers import resolved
from communique.statements.tables import channels


def addressees(scene: Scene, f: Found, clause: Clause | None) -> tuple[Actor, ...]:
    """Whom a statement is told to."""
    if clause is None or not f.cue or scene.parse.lower[f.cue[0]] in scene.words["according"]["first"]:
        return ()
    parse, nouns = scene.parse, channels(scene.language)[0]
    found: list[Actor] = []
    for h in addressed(scene, clause, nouns):
        if f.holds(h) or h == f.speaker or parse.pos[h] not in ("PROPN", "NOUN", "PRON"):
            continue
        if not parse.has(h, RELATIVE) and nouns.get(parse.lemma(h)) != "post":
            found += scene.cast.of(h) or (resolved(scene, h),)
    return tuple(dict.fromkeys(found))


def addressed(scene: Scene, clause: Clause, nouns: dict[str, Channel]) -> list[int]:
    """The heads of those whom the roles of a clause of saying turn to: "told X", "wrote to X",
    "said in a call with X"."""
    parse = scene.parse
    heads: list[int] = []
    for role, members in clause.roles.items():
        if role in ("indirect", TO) or (
            role == "object" and clause.verb in scene.words["verbs"]["addressing"]
        ):
            heads += members
        elif role in (IN, DURING, AT):
            for m in members:
                if nouns.get(parse.lemma(m)) in ("call", "meeting", "letter"):
                    heads += others(parse, m)
                    heads += clause.at(WITH)
    return heads


def others(parse: Parse, m: int) -> list[int]:
    """Who else takes part in a call or a meeting, or gets a letter: "a call on Monday with X",
    "a letter to X"."""
    parts = (m, *(k for k in parse.kids[m] if parse.relations[k] in ("time", "compound")))
    return [h for at in parts for name, h in parse.obliques(at) if marked(name, WITH, TO)]


def attribution(scene: Scene, f: Found, clause: Clause | None) -> tuple[Actor, ...]:
    """On whose word a statement reaches us, nearest first."""
    heads = list(f.attribution)
    if f.speaker is not None:
        heads += principals(scene, f.speaker)
    if clause is not None:
        heads += passing_on(scene, clause)
        teller = outer_speaker(scene, f, clause)
        heads += [teller] if teller is not None else []
    return tuple(resolved(scene, h) for h in heads)


def principals(scene: Scene, speaker: int) -> list[int]:
    """The person for whom a spokesman speaks: X of "a spokesman for X", "X's spokesman", "an X spokesman"."""
    parse = scene.parse
    voices, near = scene.words["nouns"]["voices"], (speaker, *parse.kids[speaker], parse.heads[speaker])
    spokesman = next((k for k in near if parse.lemma(k) in voices), None)
    if spokesman is None:
        return []
    heads = [k for k in parse.kids[spokesman] if parse.relations[k] in ("owner", "compound")]
    heads += [h for name, h in parse.obliques(spokesman) if name in scene.words["words"]["serving"]]
    return [h for h in heads if any(a.role for a in scene.cast.of(h))][:1]


def passing_on(scene: Scene, clause: Clause) -> list[int]:
    """Who passes a saying on: the radio of "was quoted by the radio as saying", the paper of "X,
    quoted by the paper, said"."""
    parse, passing = scene.parse, scene.words["verbs"]["passing"]
    heads: list[int] = []
    above = parse.governor(clause.head)
    if clause.link == AS and above is not None and above.lemma in passing:
        heads += above.at("subject")[:1]
    for s in clause.subject[:1]:
        for k in parse.kids[s]:
            inner = parse.clauses.get(k)
            if inner is not None and inner.lemma in passing and inner.passive and k != clause.head:
                heads += inner.at("subject")[:1]
    return heads


def outer_speaker(scene: Scene, f: Found, clause: Clause) -> int | None:
    """Who says that somebody said: the speaker of the first statement whose content holds the clause of
    saying."""
    for g in scene.found:
        if (
            g is not f
            and g.verb != f.verb
            and g.kind != "direct"
            and any(a <= clause.head <= b for a, b in g.content)
        ):
            return g.speaker if g.speaker != f.speaker else None
    return None
