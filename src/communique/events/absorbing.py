"""Acts that another act takes in: what it only speaks of, what it was for, how it was done,
what a protest demands.

Knows how the clauses of two acts hang together; does not know how either was found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from communique.events.matching import best
from communique.events.outlook import conditions, terms
from communique.events.recipients import names_author
from communique.events.scene import BLOWS, BODILY, JUDGING, SPOKEN, Match, Scene
from communique.events.standing import noun_standing
from communique.events.subtrees import below, under
from communique.events.ties import tie_of
from communique.events.whereabouts import says_country
from communique.grammar import Clause
from communique.records import Event, codes

Settled = dict[int, tuple[Match, Event]]  # the acts that have their parties, by the head of their clause


def absorb(scene: Scene, settled: Settled) -> None:
    """Mark the acts that others take in, and give a protest what it demands.
    An act without its parties is none, and holds none."""
    blows = {head: e for head, (m, e) in settled.items() if m.type in BODILY}
    assaults = {head: e for head, e in blows.items() if settled[head][0].type == "ASSAULT"}
    fought = {
        scene.parse.sentence_of[head] for head, e in assaults.items() if codes((*e.actors, *e.recipients))
    }
    for head, (match, event) in list(settled.items()):
        swallow(scene, match, event, settled)
        match.swallowed |= not codes(event.actors) and (
            toll(scene, match) in blows or died_when(scene, match, event, settled)
        )
        match.swallowed |= same_blow(scene, event, match, blows) or left_undone(scene, match, event, settled)
        match.swallowed |= only_aimed(match, event, settled) or carried(scene, match, event, settled)
        if (
            match.type == "ASSAULT"
            and match.clause.kind == "noun"
            and not codes((*event.actors, *event.recipients))
        ):
            # "took the town after fierce fighting"
            match.swallowed |= scene.parse.sentence_of[head] in fought
        if event.type == "PROTEST":
            demanding(match, settled)


def left_undone(scene: Scene, match: Match, told: Event, settled: Settled) -> bool:
    """Whether an act is only what another one leaves undone: "stopped issuing visas",
    "pulled out of the talks"."""
    above = scene.parse.above(match.clause)
    denied = told.status == "negated" and not match.clause.negated
    return denied and above is not None and above.head in settled


# Acts that answer an act of somebody else, which took place and stays: "refused China's demand", "condemned
# Israel's attack".
ANSWERING = frozenset(("REJECT", "ACCUSE", "SUPPORT", "CONCEDE"))


def answers(match: Match, inner: Match) -> bool:
    """Whether an act answers another that it names: of agreements only those to what was asked or offered."""
    return match.type in ANSWERING or (match.type == "AGREE" and inner.type in ("REQUEST", "AGREE"))


def swallow(scene: Scene, match: Match, event: Event, settled: Settled) -> None:
    """Mark the acts that an act only speaks of; a noun with an author of its own,
    in a demand refused or an attack condemned, stays."""
    depends = terms if event.type == "THREATEN" else conditions
    for condition in depends(scene, match.clause):  # what another must do for it, which nobody has done
        low, high = scene.parse.subtree(condition.head)
        for word in range(low, high + 1):
            if word in scene.parse.clauses and (met := scene.found.get(word)) is not None:
                met.swallowed = True
    if not match.pattern.absorbs:
        return
    outer = {a.code for a in scene.agents(match.clause) or event.actors}
    spoken_of = set(under(scene.parse, match.clause.complements))
    for word in below(scene.parse, match.clause):
        inner = scene.found.get(word)
        if inner is None or inner.swallowed:
            continue
        if word not in settled:
            inner.swallowed = True
            continue
        told = settled[word][1]
        if beside(scene, match.clause, word) and (
            faces_two(told) or authored(scene, inner.clause, told, outer)
        ):
            continue
        if is_fact(scene, match, inner) or presupposed(inner, told, outer) or admitted(match, inner):
            continue
        if scene.formal and decided(scene, match, inner, told, outer):
            continue
        answered = answers(match, inner) and word not in spoken_of
        if inner.clause.kind == "noun" and answered and (
            authored(scene, inner.clause, told, outer) or (scene.formal and others_deed(scene, told, outer))
        ):
            continue
        inner.swallowed = True


def is_fact(scene: Scene, match: Match, inner: Match) -> bool:
    """Whether a paper tells as done what it praises or blames: "regrets that Togo has left",
    "thanks Peru for having sent a ship"."""
    clause, parse = inner.clause, scene.parse
    words = {match.clause.verb, *(parse.lower[h] for h in match.clause.at("attribute"))}
    judges = not scene.standing["factive"].isdisjoint(words) and match.type in JUDGING
    held = {match.clause.head, *match.clause.at("attribute")}
    # "regrets to note that"
    held |= {c for c in match.clause.complements if parse.lemmas[c] in scene.standing["factive"]}
    if not scene.formal or not judges or clause.parent not in held or clause.kind != "verb":
        return False
    told = (
        clause.link == "complement"
        and clause.form == "finite"
        and clause.modal is None
        and not clause.negated
    )
    done = clause.perfect or clause.tense == "past"
    return (told and done) or (
        clause.link.partition(":")[2] in scene.standing["thanked_for"] and clause.perfect
    )


def admitted(match: Match, inner: Match) -> bool:
    """Whether a deed is what somebody concedes that was done: "admitted that its planes had entered Chad"."""
    clause = inner.clause
    done = clause.modal is None and not clause.negated and (clause.perfect or clause.tense == "past")
    told = clause.kind == "verb" and clause.link == "complement" and clause.form == "finite"
    return match.type == "CONCEDE" and inner.type not in SPOKEN and told and done


def decided(scene: Scene, match: Match, inner: Match, told: Event, others: set[str | None]) -> bool:
    """Whether an act is what another has decided and a paper praises, blames or refuses:
    "welcomed the decision of Peru to send a ship"."""
    clause, parse = inner.clause, scene.parse
    noun = clause.parent if clause.kind == "verb" and clause.link == "modifying" else None
    return (
        noun is not None
        and match.type in ANSWERING
        and clause.form == "infinitive"
        and parse.lemma(noun) in scene.standing["planning_nouns"] | scene.standing["deciding_nouns"]
        and bool(codes(told.actors) - others)
        and not codes(told.actors) & others
    )


def presupposed(inner: Match, told: Event, others: set[str | None]) -> bool:
    """Whether an act only says which thing is meant, by whoever did it: "a coalition demanded by Togo",
    "Togo's deadline for Chad"."""
    clause = inner.clause
    if told.status not in ("actual", "historical") or not codes(told.actors) - others:
        return False
    if clause.kind == "verb":
        return clause.link == "modifying" and clause.form == "participle" and "subject" in clause.roles
    return inner.type in ("REQUEST", "THREATEN") and "owner" in clause.roles and faces_two(told)


def beside(scene: Scene, clause: Clause, word: int) -> bool:
    """Whether an act is told beside another and not as what it speaks of: "despite threats by Chad",
    "said in a call with Peru"."""
    parse = scene.parse
    tied = tie_of(parse, word) is not None
    while parse.heads[word] != word and parse.heads[word] != clause.head:
        above = parse.heads[word]
        if scene.has_word("concurrent", above) or tied:
            return True
        if scene.has_word("within", above) and (told := scene.found.get(word)) is not None:
            return told.type == "CONSULT"
        word = above
    return False


def faces_two(event: Event) -> bool:
    """Whether an act has two sides of its own."""
    return len(codes((*event.actors, *event.recipients))) > 1


def authored(scene: Scene, noun: Clause, told: Event, others: set[str | None]) -> bool:
    """Whether a noun of action names an author of its own beside those others, and took place."""
    own = names_author(scene, noun) and {a.code for a in told.actors} - others
    return bool(own) and noun_standing(scene, noun) is None


def others_deed(scene: Scene, event: Event, outer: set[str | None]) -> bool:
    """Whether a deed that a document judges is told with its doer and whom it was done to:
    "thanks Peru for the dispatch of a ship", "deplores the arrest of journalists in Lima"."""
    sides = faces_two(event) or (event.type in BLOWS and codes(event.recipients))
    return event.status == "actual" and bool(sides) and bool(codes(event.actors) - outer)


def only_aimed(match: Match, event: Event, settled: Settled) -> bool:
    """Whether an act is only what another is for: "conducted patrols to flush out fighters",
    "cut aid to show its anger"."""
    clause = match.clause
    aim = clause.link == "adverbial" and clause.form == "infinitive" and clause.parent in settled
    return aim and event.type in ("THREATEN", "ACCUSE") and event.status != "actual"


def carried(scene: Scene, match: Match, event: Event, settled: Settled) -> bool:
    """Whether an act named by a noun is only the object of its own doer's verb, which tells it:
    "began a strike", "ended its talks"."""
    clause = match.clause
    if clause.kind != "noun" or clause.link != "object" or clause.parent not in settled:
        return False
    _, told = settled[clause.parent]
    theirs = codes(scene.owners(clause.head)) if names_author(scene, clause) else frozenset()
    own = theirs <= codes(told.actors)
    return own and (event.type == told.type or codes(told.actors) <= codes(event.actors))


DEMANDS = frozenset(("REQUEST", "REJECT", "ACCUSE"))


def demanding(match: Match, settled: Settled) -> None:
    """Take into a protest what it demands: "downed tools to demand pay from the government" is one act."""
    for inner, _ in settled.values():
        clause = inner.clause
        if inner.type in DEMANDS and clause.link == "adverbial" and clause.parent == match.clause.head:
            inner.swallowed = True


def accidental(scene: Scene, match: Match) -> bool:
    """Whether a blow is only what an accident led to: "the helicopters collided, killing nine"."""
    above = scene.parse.above(match.clause)
    led = match.type == "ASSAULT" and match.clause.form == "gerund" and match.clause.link == "adverbial"
    return led and above is not None and above.verb in scene.standing["accidents"]


def in_words_only(scene: Scene, match: Match) -> bool:
    """Whether a blow is one of words: "launched an attack on the premier, calling him a liar"."""
    clause = match.clause
    if match.type != "ASSAULT" or scene.parse.lemmas[clause.head] not in scene.standing["verbal_blows"]:
        return False
    verb = scene.light(clause) if clause.kind == "noun" else None
    beside = scene.parse.hung(verb.head) if verb is not None else ()
    saying = (best(scene, c.head) for c in beside if c.link == "adverbial")
    return any(m is not None and m.type in ("ACCUSE", "REJECT") for m in saying)


def toll(scene: Scene, match: Match) -> int | None:
    """The noun of which an act only says what it led to:
    the raids of "raids in which forty civilians were killed"."""
    if match.type not in BODILY or match.clause.kind != "verb":
        return None
    for clause in (match.clause, *scene.parse.ancestors(match.clause)):
        if clause.link == "relative":
            return clause.parent
        if clause.link not in ("complement", "conjunct"):
            break
    return None


def died_when(scene: Scene, match: Match, event: Event, settled: Settled) -> bool:
    """Whether a death is told with the blow that brought it, which then fell on the dead:
    "were killed when gunmen attacked a convoy"."""
    clauses = {k: scene.parse.clauses.get(k) for k in scene.parse.kids[match.clause.head] if k in settled}
    for head, clause in clauses.items():
        other, blow = settled[head]
        if (
            clause is None
            or clause.link != "adverbial"
            or clause.form != "finite"
            or blow.type != event.type
            or blow.type != "ASSAULT"
        ):
            continue
        if codes(event.recipients) <= codes(blow.recipients):
            return True
        if not any(says_country(scene, a) for a in blow.recipients):
            settled[head] = other, replace(blow, recipients=event.recipients)
            return True
    return False


def same_blow(scene: Scene, event: Event, match: Match, blows: Mapping[int, Event]) -> bool:
    """Whether an act only says how another was done, or what for: to nobody, or to the same people, or,
    as its aim, at home."""
    head = manner(scene, match) or means(scene, match)
    blow = blows.get(head) if head is not None else None
    if blow is None or not event.recipients:
        return blow is not None
    if blow.type == event.type:
        return codes(event.recipients) <= codes((*event.actors, *blow.recipients))
    return match.clause.form == "infinitive" and codes(event.recipients) <= codes(event.actors)


def manner(scene: Scene, match: Match) -> int | None:
    """The act that another only says how or what for: "broke into the embassy, smashing windows",
    "fired tear gas to disperse them"."""
    clause = match.clause
    # "killing six and wounding nine"
    while clause.link == "conjunct" and clause.form == "gerund" and clause.parent in scene.parse.clauses:
        clause = scene.parse.clauses[clause.parent]
    if match.type in BODILY and clause.form in ("gerund", "infinitive") and clause.link == "adverbial":
        return clause.parent
    return None


def means(scene: Scene, match: Match) -> int | None:
    """The blow that something dealt which another act only says more of:
    "bombs fired by Chad killed five"."""
    clause = match.clause
    above = (
        scene.parse.governor(clause.parent)
        if clause.link == "modifying" and clause.parent is not None
        else None
    )
    if above is not None and clause.parent in above.at("subject") and match.type == "ASSAULT":
        return above.head
    return None
