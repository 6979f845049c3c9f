"""What has not happened yet: the conditions of an act, and what a future act is by PLOVER's rules.

Knows modals, conditions and standing; does not know how an act was found.
"""

from __future__ import annotations

from communique.events.scene import Match, Scene
from communique.events.sectors import beyond, opposed
from communique.events.tables import composition
from communique.grammar import Clause
from communique.knowledge.roles import COULD, MAY, MIGHT, WILL, WOULD
from communique.records import Actor, Status, codes

REFUSING = frozenset((WILL, WOULD))
REFUSED = frozenset(("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "RETREAT", "COOPERATE", "AID"))
# Blows that a condition makes threats of: "will recall its envoy unless Peru apologises".
THREATENED = frozenset(("SANCTION", "RETREAT", "REJECT", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"))
BLOWS = THREATENED - {"RETREAT", "REJECT"}  # that fall on those whom they name
# Blows that any condition makes threats of: "will recall its envoy if Peru opens an office".
FORBIDDING = frozenset(("SANCTION", "COERCE", "ASSAULT", "REJECT", "PROTEST"))


def conditions(scene: Scene, clause: Clause) -> list[Clause]:
    """What another must do for an act not to be done: "unless they pay", "if they do not pay"."""
    table = scene.standing
    return [
        c for c in terms(scene, clause)
        if c.marker in table["excepting"] or (c.marker in table["supposing"] and c.negated)
    ]


def terms(scene: Scene, clause: Clause, *, waiting: bool = False) -> list[Clause]:
    """All that an act depends on: "if Peru pays", "unless they pay", "should Peru pay", if `waiting` also
    "until Peru pays"; also where it hangs on the verb of saying above."""
    parse, table = scene.parse, scene.standing
    top = clause
    while top.link == "complement" and top.parent in parse.clauses:
        top = parse.clauses[top.parent]
    low, high = parse.subtree(top.head)
    markers = table["excepting"] | table["supposing"] | (table["awaiting"] if waiting else frozenset())
    below = (parse.clauses[head] for head in range(low, high + 1) if head in parse.clauses)
    inside = [c for c in below if c.marker in markers and c.link != "relative"]
    return [c for c in inside if top in parse.ancestors(c)]


def on_condition(scene: Scene, match: Match) -> bool:
    """Whether somebody meets another only if something else comes about: "will go to Lima if they sign"."""
    clause = match.clause
    if match.type != "CONSULT":
        return False
    above = scene.parse.above(clause) if clause.link == "complement" else None
    heads = {clause.head, *((above.head,) if above is not None else ())}
    return any(c.link == "adverbial" and c.parent in heads for c in terms(scene, clause))


def pressed(
    scene: Scene, clause: Clause, actors: tuple[Actor, ...], *, waiting: bool = False
) -> tuple[Actor, ...]:
    """Who a threat is meant for, by the condition that it names: "will leave unless Chile pays"."""
    own = codes(actors)
    meant = [scene.agents(c) for c in terms(scene, clause, waiting=waiting)]
    others = (beyond(found, own) for found in meant)
    rivals = (tuple(a for a in found if opposed(a, actors)) for found in meant)
    return next((found for found in (*others, *rivals) if found), ())


def struck(scene: Scene, match: Match, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> bool:
    """Whether a threat says itself whom it would hit: "threatened Chad", "threatened to bomb Chad";
    whoever "threatened to join Chad unless Togo pays" would move Togo."""
    if not codes(recipients) - codes(actors):
        return False
    inner, own = match.inner, codes(actors)
    told = (*match.clause.at("object"), *match.clause.at("indirect"))
    if match.type != "THREATEN" or not match.clause.complements or codes(scene.who(told)) - own:
        return True
    return inner is not None and inner.type in BLOWS


def withheld(scene: Scene, match: Match) -> bool:
    """Whether somebody will not do what is negated, or left without doing it: "will never hold talks"."""
    holder = scene.light(match.clause) if match.clause.kind == "noun" else None
    left = match.clause.link.partition(":")[2] in scene.standing["negating_gerunds"]
    return left or (holder or match.clause).modal in REFUSING


def hinted(scene: Scene, match: Match) -> bool:
    """Whether somebody says of himself that he may strike another: "said that Chad might have to bomb it"."""
    clause, said = match.clause, scene.carrier(match.clause)
    if match.type not in HINTED or clause.kind != "verb" or said is None or said.speaker is None:
        return False
    held = (clause, *(c for c in scene.parse.ancestors(clause) if scene.carrier(c) is said))
    modal = next((c.modal for c in held if c.modal is not None), None)
    asked = any(c.marker in scene.words["conditional_markers"] or c.negated for c in held)
    return modal in HINTING and not asked and said.speaker.code in codes(scene.agents(clause))


HINTED = frozenset(("ASSAULT", "COERCE", "SANCTION"))
HINTING = (COULD, MAY, MIGHT)


def outlook(scene: Scene, match: Match, status: Status) -> tuple[str, str | None, Status]:
    """PLOVER's rule on what has not happened yet: future cooperation is AGREE, a future yielding CONCEDE,
    a future blow THREATEN."""
    type_, mode = match.type, match.mode
    unable = type_ == "AGREE" and scene.formal and match.clause.modal in scene.standing["unable"]
    if status == "negated" and (unable or withheld(scene, match)) and type_ in REFUSED:
        match.reasons.append(
            f"{'will not' if match.clause.modal else 'left undone'}: a refused {type_} is REJECT"
        )
        return "REJECT", composition()["REJECT"].get(type_), "actual"
    if status == "negated" and type_ == "AGREE" and match.clause.complements:
        match.reasons.append("not willing: a refused AGREE is REJECT")
        return "REJECT", None, "actual"
    sides = type_ == "SUPPORT" and scene.formal and match.clause.lemma in scene.standing["siding"]
    if status == "negated" and sides:
        match.reasons.append(f"does not {match.clause.lemma}: that is REJECT")
        return "REJECT", None, "actual"
    if match.pattern.status and status != "negated":
        return type_, mode, match.pattern.status  # type: ignore[return-value]
    will = match.clause.modal in REFUSING
    asked = match.clause.marker in scene.words["asking_markers"]  # "would not say whether it would bomb"
    vowed = will and type_ in FORBIDDING and not asked
    if status == "hypothetical" and vowed and terms(scene, match.clause):
        status = "planned"
    if status == "hypothetical" and hinted(scene, match):
        match.reasons.append(f"who says that he may do a {type_} threatens it")
        return "THREATEN", composition()["THREATEN"].get(type_), "actual"
    if status == "planned" and type_ == "REJECT" and will and scene.carrier(match.clause) is not None:
        match.reasons.append("what somebody says that he will reject, he rejects by saying so")
        return type_, mode, "actual"
    return planned(scene, match, type_, mode) if status == "planned" else (type_, mode, status)


def planned(scene: Scene, match: Match, type_: str, mode: str | None) -> tuple[str, str | None, Status]:
    """What an act that is to come is by PLOVER's rule."""
    threat = composition()["THREATEN"].get(f"{type_} {mode}") or composition()["THREATEN"].get(type_)
    if (type_ in THREATENED and conditions(scene, match.clause)) or (
        type_ in FORBIDDING and terms(scene, match.clause)
    ):
        match.reasons.append(f"a future {type_} on a condition is THREATEN, made now")
        return "THREATEN", threat, "actual"
    if type_ in ("CONSULT", "SUPPORT", "COOPERATE", "AID"):
        match.reasons.append(f"a future {type_} is AGREE")
        return "AGREE", None, "hypothetical" if on_condition(scene, match) else "planned"
    if type_ == "RETREAT":
        match.reasons.append("a future RETREAT is CONCEDE")
        return "CONCEDE", None, "planned"
    if type_ in ("COERCE", "ASSAULT"):
        match.reasons.append(f"a future {type_} is THREATEN")
        return "THREATEN", threat, "actual" if match.clause.modal in REFUSING else "planned"
    return type_, mode, "planned"
