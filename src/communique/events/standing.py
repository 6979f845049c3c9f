"""Matches to standing: whether an act took place, is planned, is only imagined, was denied, or lies in the past.

Knows how modals, conjunctions and the clauses above bear on an act; the words themselves are in knowledge/<language>/.
"""

from __future__ import annotations

from dataclasses import replace

from communique.events.performing import performing
from communique.events.scene import SPOKEN, Match, Scene
from communique.events.tables import standing_words
from communique.grammar import Clause, Parse
from communique.knowledge.roles import (
    ABOUT,
    AGAINST,
    CAN,
    COULD,
    FOR,
    MAY,
    MIGHT,
    MUST,
    OF,
    ON,
    SHOULD,
    TO,
    WILL,
    WOULD,
)
from communique.records import Status

# What an infinitive of purpose only hopes for is no act of these types: "aid to support farmers".
SOFT = frozenset(("AGREE", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"))
# What a deed in the past was for, and came to: "flew to Oslo to meet him", "sent a ship to block the passage".
DONE_FOR = frozenset(("CONSULT", "COERCE", "MOBILIZE", "PROTEST"))
FUTURE = (WILL, WOULD)


def standing(scene: Scene, match: Match) -> tuple[Status | None, list[str]]:
    """Whether the act took place, is planned, only imagined, or denied, read from the clause and those above it; None for no act at all."""
    parse, words = scene.parse, scene.words
    clause = match.clause
    if clause.kind == "noun":
        lemma = noun_standing(scene, clause)
        if lemma is not None:
            return lemma
        holder = parse.clauses.get(clause.parent) if clause.parent is not None else None
        if match.type == "CONSULT" and holder is not None and holder.modal in FUTURE and not (holder.negated or clause.negated):
            return "planned", [f"what {parse.words[holder.head]!r} tells of is to come"]
        above = scene.light(clause)
        if above is None:
            return ("negated", ['a noun with "no"']) if clause.negated else ("actual", [])
        clause = replace(above, negated=above.negated or clause.negated)
    if clause.negated and not match.pattern.negated:
        return (None if clause.marker in words["conditional_markers"] else "negated"), ["negated"]
    if (way := performing(scene, match)) is not None:
        return "actual", [f"said with {parse.words[way.head]!r}"]
    verdict: tuple[Status | None, list[str]] | None
    for step, c in enumerate((clause, *parse.ancestors(clause))):
        verdict = judged(scene, c, step)
        if verdict is not None:
            return verdict
        of_noun = c.link == "modifying" or (c.link == "relative" and c.form == "infinitive")  # "calls to impose sanctions"
        if not of_noun and c.link not in ("complement", "conjunct", "adverbial") and not c.link.startswith("oblique:"):
            break
        above = parse.clauses.get(c.parent) if c.parent is not None else None
        if of_noun or (c.link == "complement" and above is None and c.parent is not None and parse.pos[c.parent] in ("NOUN", "ADJ")):
            return by_noun(scene, c)
        if above is None:
            above = parse.governor(c.head)
        if above is None:
            break
        at_once = c.link == "adverbial" and c.marker in scene.standing["at_once"]
        if at_once and c.tense == "present" and above.modal in FUTURE:
            return "planned", [f"when {parse.words[above.head]!r} does"]
        done_for = match.type in DONE_FOR or (match.type in SPOKEN and above.lemma in scene.standing["sending"])
        if c.link == "adverbial" and c.form == "infinitive" and done_for and above.tense == "past" and above.modal is None:
            return "actual", [f"what {parse.words[above.head]!r} was for"]
        if c.link == "adverbial" and c.form == "infinitive":
            return (None if match.type in SOFT else "planned"), [f"purpose of {parse.words[above.head]!r}"]
        if c.link in ("complement",) or c.link.startswith("oblique:"):
            verdict = by_verb(scene, c, above)
            if verdict is not None:
                return verdict
            if above.lemma.split()[0] not in words["implicative"] and above.lemma not in words["being"]:
                break
        elif (c.link == "adverbial" and c.form not in ("gerund", "participle")) or (
            c.link == "conjunct" and c.tense is not None and c.modal is None
        ):
            break
    return "actual", []


def judged(scene: Scene, c: Clause, step: int) -> tuple[Status, list[str]] | None:
    """What a clause's own modal and conjunction say of it."""
    if c.marker in scene.words["conditional_markers"] and (c.marker not in scene.words["asking_markers"] or step == 0):
        return "hypothetical", [f"under {c.marker!r}"]
    if (span := long_before(scene.parse, c)) is not None:
        return "historical", [f"{span!r} before what the sentence is about"]
    if (era := era_of(scene.parse, c)) is not None and c.modal is None:
        return "historical", [f"in the days of {era!r}"]
    above = scene.parse.clauses.get(c.parent) if c.parent is not None else None
    if c.marker in scene.standing["until"] and above is not None and (c.tense == "present" or above.negated or above.modal in FUTURE):
        return "hypothetical", [f"what {scene.parse.words[above.head]!r} waits for"]
    if c.modal == WILL:
        return "planned", ["future"]
    if c.modal == WOULD:
        above = scene.parse.clauses.get(c.parent) if c.parent is not None and c.link == "complement" else None
        reported = (above is not None and above.tense == "past") or scene.carrier(c) is not None
        return ("planned", ["future, as reported"]) if reported and not c.perfect else ("hypothetical", ["under 'would'"])
    if c.modal in (COULD, MAY, MIGHT, CAN, SHOULD, MUST) and not (c.modal in (COULD, CAN) and step > 0):
        return "hypothetical", [f"under {c.modal!r}"]
    return None


def long_before(parse: Parse, c: Clause) -> str | None:
    """The span of years that an act lies back: "five years after a mob burned the embassy", "a decade after the raid"."""
    table = standing_words(parse.language)
    near = (k for k in (*parse.kids[c.head], parse.heads[c.head]) if 0 < k < c.head and parse.relations[k] in ("marker", "oblique"))
    after = next((k for k in near if parse.lower[k] in table["after"]), None)
    first = parse.subtree(c.head)[0]
    if after is None and first > 1 and parse.lower[first - 1] in table["after"]:  # the parser hangs "a year after" on another word
        after = first - 1
    if after is None or parse.lemmas[after - 1].lower() not in table["long_spans"]:
        return None
    return f"{parse.words[after - 1]} {parse.words[after]}"


def era_of(parse: Parse, c: Clause) -> str | None:
    """The time long past that an act is put in: "during the cold war", "in World War Two", "under apartheid"."""
    table = standing_words(parse.language)
    for role, heads in c.roles.items():
        if not role.startswith("oblique:") or role.removeprefix("oblique:") not in table["then"]:
            continue
        for h in heads:
            low, high = parse.phrase(h)
            text = parse.span(low, high).text
            if any(era in text.lower() for era in table["eras"]):
                return text
    return None


def by_noun(scene: Scene, c: Clause) -> tuple[Status | None, list[str]]:
    """The standing of an act that says more about a noun or an adjective: "a plan to visit", "due to arrive", "the ship seized by"."""
    if c.parent is not None and c.form == "finite" and scene.parse.lemmas[c.parent].lower() in scene.standing["charges"]:
        return "hypothetical", [f"only said in the {scene.parse.words[c.parent]!r}"]
    if c.form != "infinitive" or c.parent is None:
        return "actual", []
    lemma, lower = scene.parse.lemmas[c.parent].lower(), scene.parse.lower[c.parent]
    kids = scene.parse.kids[c.parent]
    ordinals = tuple(scene.standing["ordinal_endings"])
    if any(scene.parse.lower[k] in scene.standing["ranking"] or scene.parse.lower[k].endswith(ordinals) for k in kids):
        return "actual", []  # "the latest country to expel envoys"
    if lower in scene.words["prospective"] or lemma in scene.words["prospective"] or lemma in scene.standing["planning_nouns"]:
        return "planned", [f"{scene.parse.words[c.parent]!r} makes it planned"]
    return None, [f"only a {lemma}"]


def by_verb(scene: Scene, c: Clause, above: Clause) -> tuple[Status | None, list[str]] | None:
    """What the verb above makes of a complement: expected, tried, failed, no act at all (a None within), or nothing."""
    verb = above.lemma.split()[0]
    words = scene.words
    if c.form == "infinitive":
        attribute = next((scene.parse.lower[h] for h in above.roles.get("attribute", ())), "")
        if verb in words["failed"] or (above.negated and verb in words["implicative"]):
            return "negated", [f"{verb!r} says that it did not take place"]
        ranked = (scene.parse.lower[h] in scene.standing["ranking"] for heads in above.roles.values() for h in heads)
        if verb in words["being"] and any(ranked):
            return "actual", ["among the first to"]
        if verb in words["prospective"] or attribute in words["prospective"] or verb in words["being"]:
            return ("negated" if above.negated else "planned"), [f"{attribute or verb!r} makes it planned"]
        if verb in scene.standing["deciding"]:
            return ("negated" if above.negated else "planned"), [f"decided ({verb!r})"]
        if verb in words["ordering"]:
            return "planned", [f"ordered ({verb!r})"]
        if verb in scene.standing["forcing"]:
            return None
        if verb in words["attempted"]:
            return "actual", [f"attempted ({verb!r})"]
        if verb not in words["implicative"]:
            return None, [f"only spoken of ({verb!r})"]
        return None
    table = scene.standing
    if c.form == "gerund" and c.link == "complement" and verb in table["considering"] and above.modal is None and not above.negated:
        return None, [f"only weighed ({verb!r})"]
    if c.form == "gerund" and c.link.partition(":")[2] in table["negating_gerunds"]:
        return "negated", [f"{c.link.partition(':')[2]!r} says that it did not take place"]
    if c.form == "gerund" and (
        c.link.partition(":")[2] in table["hypothetical_gerunds"] or (c.link == "complement" and above.lemma in table["hypothetical_verbs"])
    ):
        return None, [f"only spoken of ({verb!r})"]
    if verb in words["failed"] and c.form == "gerund":
        return "negated", [f"{verb!r} says that it did not go on"]
    if c.form == "finite" and c.link == "complement" and verb in table["mandative"] and c.tense != "past":
        return "hypothetical", [f"only asked for ({verb!r})"]
    if above.negated and c.form == "finite":
        return "hypothetical", [f"{verb!r} is negated"]
    if verb in scene.standing["denying_verbs"]:
        return "negated", ["denied"]
    return None


def noun_standing(scene: Scene, clause: Clause) -> tuple[Status | None, list[str]] | None:
    """What the modifiers of a noun of action say: "a planned visit", "possible sanctions", "last year's raid"."""
    parse = scene.parse
    table = scene.standing
    status: Status
    if (span := long_before(parse, clause)) is not None:
        return "historical", [f"{span!r} before what the sentence is about"]
    if (era := era_of(parse, clause)) is not None:
        return "historical", [f"in the days of {era!r}"]
    for k in parse.kids[clause.head]:
        if parse.relations[k] in ("modifier", "compound"):
            for status in ("planned", "hypothetical", "historical"):
                if parse.lower[k] in table[status]:
                    imagined = parse.lower[k] in table["imagined"]
                    return None if imagined else status, [f"{parse.words[k]!r} says so"]
    for k in parse.kids[clause.head]:  # "a visit, expected next week, …"
        if parse.relations[k] == "modifying" and parse.lemmas[k] in table["planned_verbs"]:
            return "planned", [f"{parse.words[k]!r} says so"]
    above = parse.clauses.get(clause.parent) if clause.parent is not None else None
    if above is not None and clause.link in (
        "object",
        FOR,
        ON,
        OF,
        TO,
        AGAINST,
        ABOUT,
    ):
        verb = above.lemma
        for status in ("negated", "planned", "hypothetical"):
            if verb in table[f"{status}_verbs"]:
                return status, [f"{verb!r} says so"]
    if above is not None and above.modal in FUTURE and clause.link in (FOR, ON) and not above.negated:
        return "planned", [f"what {parse.words[above.head]!r} is for"]  # "will travel to Oslo for a first visit"
    if clause.link == "inside":
        above_noun = parse.heads[clause.head]
        if parse.pos[above_noun] == "ADP":
            noun = parse.heads[above_noun]
            if parse.lemmas[noun].lower() in table["hypothetical_nouns"]:
                return "hypothetical", [f"only a {parse.lemmas[noun].lower()} of it"]
    return None
