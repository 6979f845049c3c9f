"""Matches to recipients: to whom an act is done, where its own words or those around it name somebody.

Knows where recipients stand; does not know who a noun phrase stands for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.events.matching import best, inner
from communique.events.matters import aside, matters
from communique.events.scene import JUDGING, NOUN_TARGETS, VERB_OBLIQUES, VERB_TARGETS, Match, Scene
from communique.events.sectors import (
    ANYBODY,
    AT_HOME,
    GOVERNED,
    SERVING,
    STATE,
    apart,
    beyond,
    blamed,
    facing,
    opposed,
)
from communique.events.subtrees import below, under
from communique.events.ties import cause_of, summed_up, tie_of
from communique.events.unnamed import undergoing, who_must
from communique.events.whereabouts import bordering, edge, says_country
from communique.grammar import Clause
from communique.knowledge import answers, names
from communique.knowledge.patterns import Pattern
from communique.knowledge.roles import AGAINST, AT, BY, FOR, FROM, IN, OF, ON, TO, UPON, WILL, WITH, WOULD
from communique.reasons import FIRST_NAMED, holds_office
from communique.records import Actor, codes, unique

STANCES = frozenset(("ACCUSE", "SUPPORT", "REQUEST", "REJECT"))
ANSWERED = frozenset(("REJECT", "CONCEDE", "AGREE"))
ANSWERS = ANSWERED | {"ACCUSE"}
# Acts that a paper tells of as done to others, where no word says that it was to the actors' own.
OUTWARD = frozenset(("ACCUSE", "REQUEST", "REJECT", "SANCTION", "AID", "AGREE", "CONCEDE"))
# Acts that somebody does to or for somebody else, also where the other is named deep inside what the act
# speaks of.
DIRECTED = frozenset((
    "REJECT", "THREATEN", "ACCUSE", "SANCTION", "ASSAULT", "COERCE", "AID", "MOBILIZE", "REQUEST", "SUPPORT",
    "AGREE", "CONCEDE", "PROTEST", "RETREAT",
))  # fmt: skip
# Acts that a state does to its own people too; of all others a recipient of the same country is a misreading.
DOMESTIC = frozenset((
    "COERCE", "ASSAULT", "PROTEST", "ACCUSE", "SANCTION", "RETREAT", "CONCEDE", "MOBILIZE", "REQUEST", "AID",
    "REJECT", "THREATEN", "AGREE", "SUPPORT",
))  # fmt: skip
# Deeds, which are not done to whoever the sentence opens with.
DONE = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "AID"))
# Of these, only to others than its own kind: the government to rebels, not to itself.
INWARD = frozenset(("REJECT", "THREATEN", "AGREE", "SUPPORT"))
# whose organs are told what to do by them, and which are seldom anybody's adversary
BODIES = frozenset(("UNO", "IGO", "EUR"))
# Acts that fall somewhere rather than upon the state whose border is near.
WHERE = frozenset(("ASSAULT", "COERCE", "PROTEST"))
MOVED = frozenset(("expel", "withdraw"))  # SANCTIONs that move envoys: never against one's own country


def enough(
    scene: Scene, pattern: Pattern, kind: str, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
) -> bool:
    """Whether the parties without which a pattern means nothing are there:
    two of different countries where it needs them, or two of one that stand against each other,
    else anybody."""
    doers, targets = codes(actors), codes(recipients)
    # several meet among themselves
    at_large = any(map(scene.nameless, actors))
    unnamed = at_large * (2 if pattern.reciprocal else 1)
    # of the government and the opposition of one country, or of two of its leaders
    leaders = {a.name for a in actors if a.role is not None and a.sector in LEADING}
    within = facing((*actors, *recipients)) or (pattern.type == "CONSULT" and len(leaders) > 1)
    if (
        pattern.reciprocal
        and len(doers | targets) + (at_large and len(actors) > 1) < 2  # "talks between Chad and world powers"
        and kind == "noun"
        and pattern.mode != "visit"
        # those who fight in Homs are of one country
        and (pattern.type != "ASSAULT" or any(map(scene.named_party, actors)))
        and not within
    ):
        return False
    spoken = scene.formal and kind == "verb" and pattern.type in STANCES and not pattern.reciprocal
    # "we are alarmed" blames only whom it names
    spoken = spoken and all(kind_ != "adjective" for kind_, _ in pattern.triggers)
    notice = (
        scene.formal
        and kind == "verb"
        and pattern.type == "SANCTION"
        and doers
        and doers <= codes(scene.issuers)
    )
    if (spoken and doers and not (pattern.said and "recipient" in pattern.needs)) or notice:
        return True  # what a document says or orders for its issuers is said, to whomever
    at_home = within and (pattern.reciprocal or (pattern.type in STANCES and doers == targets))
    if "two" in pattern.needs and len(doers | targets) + unnamed < 2 and not at_home:
        return False
    return not pattern.needs or bool(actors or recipients)


LEADING = frozenset(("GOV", "OPP", "PTY", None))


def lacking(pattern: Pattern, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> tuple[str, ...]:
    """The parties that a pattern needs to be sure of itself and that the text leaves unsaid: "actor",
    "recipient"."""
    return tuple(
        role for role, found in (("actor", actors), ("recipient", recipients))
        if role in pattern.needs and not codes(found)
    )


def within_act(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whoever else is named first in what the act speaks of:
    "mobilized reservists for a war against Iraq"."""
    if (
        match.clause.kind == "noun"
        or match.type not in DIRECTED
        or match.pattern.reciprocal
        or not (codes(actors) or any(map(scene.nameless, actors)))
    ):
        return ()
    if answers_asker(scene, match) or spared(match):
        return ()
    own = codes(actors)
    own_and_heard = own | heard_by(scene, match)
    if match.type == "AGREE" and len(own) > 1:
        # what several agree on is between them: "agreed at the summit in Kenya to cut their arsenals"
        return ()
    same: tuple[Actor, ...] = ()
    parse = scene.parse
    spoken_of = {match.clause.head, *below(parse, match.clause)} - own_acts(scene, match)
    aims = [
        k for h in spoken_of for k in parse.kids[h]
        if k in parse.clauses and parse.clauses[k].form == "infinitive"
    ]
    words = {*spoken_of, *under(parse, aims)} - {match.clause.head, *opening(scene, match)}
    words &= asked_by_draft(scene, match) if puts_draft(scene, match.type, match.clause) else words
    about = matters(scene, match)
    for word in sorted(words):
        if match.type in WHERE and bordering(scene, word):
            continue
        if in_title(scene, word) or in_paper(scene, match, word):
            continue
        found = aside(scene, match, about, scene.who((word,)))
        if match.type == "SANCTION" and parse.heads[word] in match.clause.at("object"):
            found = not_issuing(scene, match.clause, found)
        other = beyond(found, own_and_heard)
        if scene.formal and match.type == "THREATEN" and codes(other) <= BODIES:
            continue  # "will bring the matter before the Council" threatens somebody else
        if other and not (match.type == "ACCUSE" and blamed(same)):
            other = unique((*other, *beyond(scene.who(parse.members(word)[1:]), own)))
            match.reasons.append(f"{other[0].name or other[0].country}: {FIRST_NAMED}")
            return other
        same = same or (() if match.mode in MOVED else tuple(a for a in found if opposed(a, actors)))
    # "protested against the loss of its ship" blames nobody, "faulted its parliament's law" does
    if match.type in ("ACCUSE", "REQUEST"):
        same = blamed(same)
    return same if match.type in DOMESTIC - INWARD else ()


def spared(match: Match) -> bool:
    """Whether a demand is that somebody be left alone, which is asked of others: "Chad should not be
    isolated"."""
    clause = match.clause
    return match.type == "REQUEST" and clause.passive and clause.negated and clause.modal is not None


def puts_draft(scene: Scene, type: str, clause: Clause) -> bool:
    """Whether a demand is a draft put before a body, and not asked of whom it blames."""
    return type == "REQUEST" and scene.has_lemma("drafts", *clause.at("object"))


def asked_by_draft(scene: Scene, match: Match) -> set[int]:
    """The words of what a draft would have others do: "a draft urging Chad to withdraw", not "a draft calling
    for sanctions against Chad"."""
    parse = scene.parse
    asking = (c for c in parse.hung(*match.clause.at("object")) if c.complements)
    return set(under(parse, (c.head for c in asking)))


def own_acts(scene: Scene, match: Match) -> set[int]:
    """The words of what those do to whom a deed is done, which fall upon others: "shot two men protesting
    against Chad's premier"."""
    suffering = scene.parse.hung(*match.clause.at("object")) if match.type in DONE else ()
    told = [c.head for c in suffering if c.link == "modifying" and best(scene, c.head) is not None]
    return set(under(scene.parse, told))


def answers_asker(scene: Scene, match: Match) -> bool:
    """Whether a refusal is meant for whoever asked or charged: "rejected calls to break with Cuba", "denied
    that it had armed rebels in Togo"."""
    demands = answers.words("demands", scene.language)
    asked = any(scene.parse.lemmas[h] in demands for h in match.clause.at("object"))
    return match.type == "REJECT" and (asked or match.clause.lemma in scene.standing["denying_verbs"])


def heard_by(scene: Scene, match: Match) -> frozenset[str]:
    """The bodies before which an act is brought: "lodged a complaint with the Security Council"."""
    before = (a for path in match.pattern.addressee for a in scene.reach(match.clause, path))
    return codes(a for a in before if a.body)


def in_title(scene: Scene, word: int) -> bool:
    """Whether a name only says which accord or meeting is meant: "the Paris Agreement" names no party, nor
    does "agreed at a NATO summit"."""
    parse, above = scene.parse, scene.parse.heads[word]
    at_meeting = parse.relations[above] == "oblique:object" and scene.has_word("sittings", above)
    return parse.relations[word] == "compound" and (at_meeting or scene.has_word("accords", above))


def in_paper(scene: Scene, match: Match, word: int) -> bool:
    """Whether a name only says before whom a paper was put: "presented a draft UN resolution condemning
    the raid"."""
    parse, above = scene.parse, scene.parse.heads[word]
    if parse.relations[word] != "compound" or above not in match.clause.at("object"):
        return False
    drafted = scene.has_lemma("drafts", above)
    return drafted and any(k in parse.clauses for k in parse.kids[above] if k > above)


def opening(scene: Scene, match: Match) -> range:
    """The words before the subject of a deed, to whom it is not done: "Under the eyes of two Chadians, Togo
    fired a missile"; none of an act of words."""
    told = match.type in DONE and not scene.formal
    subject = min((h for h in match.clause.subject if h < match.clause.head), default=0) if told else 0
    return range(scene.parse.sentences[scene.parse.sentence_of[subject]][0], scene.parse.subtree(subject)[0])


UNDOING = frozenset(("RETREAT", "CONCEDE"))


def of_relative(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whose a thing is that somebody judges, by the clause that says more of it: "deplores the raids which
    Togo has flown", "supports the measures that Peru prepares", "the violence which comes from Mali"; on
    whom lies what he takes back: "lifted the ban it had put on Peru"."""
    parse, clause = scene.parse, match.clause
    if match.type in UNDOING and clause.kind == "verb" and codes(actors):
        done = parse.hung(*clause.at("object"))
        mine = (c for c in done if codes(scene.agents(c)) <= codes(actors))
        hit = (beyond(scene.who(c.at(ON, AGAINST)), codes(actors)) for c in mine)
        return next(filter(None, hit), ())
    if match.type not in JUDGING or clause.kind == "noun" or not codes(actors):
        return ()
    things = [h for h in clause.at("object") if not scene.who((h,))]
    relative = (c for c in parse.hung(*things) if c.link == "relative" and c.form == "finite")
    sides = (who for c in relative for who in (scene.agents(c), scene.who(c.at(FROM))))
    doers = (beyond(who, codes(actors)) for who in sides)
    return next((who for who in doers if codes(who)), ())


def around_noun(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who refuses the demand ("refused China's demand"),
    or whom the measures meet that a noun is an instance of."""
    clause, own = match.clause, {a.code for a in actors}
    if found := answerers(scene, match, actors):
        return found
    whole = scene.instance_of(clause.head) if clause.kind == "noun" else None
    if whole is None:
        return ()
    met = (f for c in scene.taken(whole) for p in VERB_OBLIQUES if (f := scene.who(c.at(p))))
    return tuple(a for a in scene.targets(whole) or next(met, ()) if a.code not in own)


def refusing(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who refuses to do what he is called upon to do, and not whose things that is about:
    "rejected a call from Chad to free Mali's envoy"."""
    clause, parse = match.clause, scene.parse
    if match.type != "REQUEST" or clause.kind != "noun" or clause.at(ON, UPON, TO):
        return ()
    own = any(c.form == "infinitive" and not c.roles.get("subject") for c in parse.hung(clause.head))
    return answerers(scene, match, actors) if own else ()


def answerers(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who refuses or accepts what a noun names, by whoever it is said to be: "refused Peru's offer",
    "a plan put forward by Peru"."""
    clause = match.clause
    made = clause.parent if clause.link == "modifying" and clause.form == "participle" else None
    if made and match.type == "SUPPORT":
        return ()  # backed is the plan, not who turns it down
    noun = scene.parse.noun(made) if made else clause  # the plan that was put forward
    head = holder(scene, noun) if match.type in WORDS and (made or clause.kind == "noun") else None
    answer = best(scene, head) if head is not None else None
    if answer is None or answer.type not in ANSWERS:
        return ()
    return beyond(scene.agents(answer.clause), codes(actors)) if names_author(scene, noun) else ()


def names_author(scene: Scene, noun: Clause) -> bool:
    """Whether a noun of action says whose it is."""
    return bool((AUTHORS | {FROM}) & noun.roles.keys() or scene.authors(noun.head) or scene.far_authors(noun))


def holder(scene: Scene, noun: Clause) -> int | None:
    """The verb or noun that a noun is the object of: the "refusal" of "the refusal of a request",
    the "rejected" of "rejected it"."""
    above = scene.parse.heads[scene.parse.heads[noun.head]]
    behind = scene.parse.relations[noun.head] == "oblique:object" and scene.parse.pos[above] == "NOUN"
    return above if behind and noun.head in scene.parse.noun(above).at(OF) else noun.parent


def complaining(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who blames others for a deed that names no sufferer, or thanks them for a gift:
    "protested against the seizure by Chad of a boat"."""
    outer = judging(scene, match)
    if outer is None or match.pattern.reciprocal or not codes(actors):
        return ()
    given = match.type in GIFTS and outer.clause.verb in scene.standing["thanking"]
    if not (given or (outer.type == "ACCUSE" and match.type in DEEDS)):
        return ()
    whom = tuple(
        a for a in beyond(scene.agents(outer.clause), codes(actors)) if a.country and a.country not in BODIES
    )
    if match.type in DEEDS and elsewhere(scene, match.clause, outer.clause, codes((*actors, *whom))):
        return ()
    return whom if len(codes(whom)) == 1 else ()


def elsewhere(scene: Scene, blow: Clause, outer: Clause, own: frozenset[str]) -> bool:
    """Whether a blow told in a noun names where it fell, known or not, and not in one of some countries:
    "the raid by Chad on a school in Dilo", "the attack carried out in Dilo"."""
    parse = scene.parse
    behind = range(blow.head, parse.subtree(outer.head)[1] + 1)
    heads = [w for w in behind if scene.has_word("whereabouts", parse.heads[w])]
    heads = [w for w in heads if w not in scene.time_at and not scene.has_lemma("edges", w)]
    within = {i for w in heads for i in range(parse.phrase(w)[0], parse.subtree(w)[1] + 1)}
    names = {i for i in within if parse.pos[i] == "PROPN"} - scene.time_at.keys()
    return any((place := scene.place_at.get(i)) is None or place.country not in own for i in names)


def judging(scene: Scene, match: Match) -> Match | None:
    """The act of blame or praise by a document whose clause holds a deed told in a noun."""
    clause = match.clause
    above = scene.parse.above(clause)
    if not scene.formal or clause.kind != "noun" or clause.link == "inside" or above is None:
        return None
    outer = best(scene, above.head)
    return outer if outer is not None and outer.type in ("ACCUSE", "SUPPORT", "REJECT") else None


GIFTS = frozenset(("AID",))  # that are made to whoever gives thanks for them


# The roles in which a noun of action names whose it is.
AUTHORS = frozenset(("owner", BY, "modifier"))
# Acts that are done to whoever acts beside them: all by words, and of deeds those that the act beside them
# answers.
WORDS = frozenset(("REQUEST", "AGREE", "ACCUSE", "THREATEN", "REJECT", "CONCEDE", "SUPPORT"))
DEEDS = frozenset(("SANCTION", "COERCE", "ASSAULT"))


def tied_to(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who acts despite an act told in a noun, or in answer to it, or over it:
    "sailed on despite calls from Peru"."""
    if match.clause.kind != "noun":
        return ()
    if match.type in WORDS and (cause := cause_of(scene.parse, match.clause.head)) is not None:
        # "the embargo drew threats from Peru"
        return beyond(scene.who((cause,)) or scene.owners(cause), codes(actors))
    tie = tie_of(scene.parse, match.clause.head)
    if (
        tie is None
        or match.pattern.reciprocal
        or match.type not in (WORDS if tie.sort != "answer" else WORDS | DEEDS)
        or (match.type in DEEDS and match.clause.at(ON, UPON, AGAINST))  # it fell on others
    ):
        return ()
    return beyond(scene.agents(tie.clause), codes(actors))


def summing_up(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who said or did what a noun behind a comma sums up that is refused or faulted: "Peru said rebels had
    crossed its border, a charge that Chad denied", "closed the port, a step condemned by Chad"."""
    clause = match.clause
    if match.type not in ("REJECT", "ACCUSE") or clause.kind == "noun":
        return ()
    if clause.parent in clause.at("subject"):
        return ()  # "Chad, which has denied it"
    above = next((scene.parse.clauses[head] for head in summed_up(scene.parse, clause, "claims")), None)
    if above is None:
        return ()
    return beyond(scene.tellers(scene.carrier(above)) or scene.agents(above), codes(actors))


def beside_act(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whom the condition of a threat, a charge beside the blow, or the act that it goes with names."""
    clause, own = match.clause, codes(actors)
    parse = scene.parse
    if clause.kind == "noun":
        return ()
    beside = [c for c in parse.hung(clause.head) if c.link == "adverbial"]
    named: list[tuple[Actor, ...]] = []
    if match.type == "THREATEN":  # "if Mali does not yield, we will …"
        conditions = [c for c in beside if c.marker in scene.words["conditional_markers"]]
        named += [scene.who(c.at("subject")) for c in conditions]
    if match.type == "PROTEST":  # "left the hall as the envoy of Chad began to speak"
        at_once = [c for c in beside if c.marker in scene.standing["at_once"]]
        named += [scene.who(c.at("subject")) for c in at_once]
    # "met after suspending Chad" meets without it
    going = [c for c in beside if c.form == "gerund"]
    above = parse.above(clause)
    # "wrote to Peru to ask for talks"
    if above is not None and clause.form == "infinitive" and above.lemma in scene.standing["sending"]:
        named += [scene.who(above.at(role)) for role in (TO, "object")]
    if (
        clause.link == "conjunct"
        and above is not None
        and (match.pattern.reciprocal or above.lemma == clause.lemma)
    ):
        going.append(above)
    for c in going:
        other = best(scene, c.head) or inner(scene, c)
        named.append(receivers(scene, other, actors) if other is not None else ())
    return next((facing for found in named if (facing := beyond(found, own))), ())


def each_other(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actors themselves where each of several does an act to the rest: "each side accused the other",
    "have blamed each other"."""
    parse, table = scene.parse, scene.standing["mutual"]
    heads = [*match.clause.at("object", ON, AT, AGAINST)]
    # "freed each other's prisoners"
    heads += [k for h in heads for k in parse.kids[h] if parse.relations[k] == "owner"]
    words = [
        [parse.lower[k] for k in sorted((h, *parse.kids[h])) if parse.relations[k] not in ("oblique", "case")]
        for h in heads
    ]
    named = any(" ".join(w) in table or w[-1] in table for w in words)
    named |= match.clause.lemma in scene.standing["exchanging"] and WITH not in match.clause.roles
    return actors if named and not match.pattern.reciprocal and len(actors) > 1 else ()


SENDING = frozenset(("MOBILIZE", "AID"))  # acts by which troops and officers are sent


def without_arms(
    scene: Scene, match: Match, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
) -> tuple[Actor, ...]:
    """The recipients without the actors' own arms: "sent a frigate", "launched drones";
    whose drones it shot down is a guess."""
    own, arms = codes(actors), scene.standing["arms"]
    ends = [
        (a, scene.parse.lemma(scene.parse.word_at(a.span.end - 1)) if a.span is not None else "")
        for a in recipients
    ]
    return tuple(
        a for a, last in ends
        if a.code not in own or not (last in arms or (match.type in SENDING and a.sector == "MIL"))
    )


def own_order(scene: Scene, match: Match, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> bool:
    """Whether an order goes to those who carry it out for whoever gives it: a minister told by the president;
    what they do is the act."""
    if match.type != "REQUEST" or match.clause.verb not in scene.words["ordering"]:
        return False
    parties = (*actors, *recipients)
    return (
        bool(recipients)
        and len({a.code for a in parties}) == 1
        and all((a.sector or STATE) in SERVING for a in parties)
    )


TO_ONES_FACE = frozenset(("THREATEN", "SUPPORT"))
ADDRESSED = frozenset(("object", "indirect"))
FREED = frozenset((FOR, OF, "complement.object"))  # where those stand for whom a demand is made
# Acts whose object is the deed of whoever they are meant for.
FACED = frozenset(("REJECT", "ACCUSE", "SUPPORT"))


def own_side(
    scene: Scene, match: Match, path: str, found: tuple[Actor, ...], actors: tuple[Actor, ...]
) -> tuple[Actor, ...]:
    """Those at a path who can be meant although they are of the actors' own country."""
    if path == "object.owner" and match.type in FACED:  # "rejected the government's offer"
        return blamed(tuple(a for a in found if opposed(a, actors)))
    deep = (
        "." in path
        and not path.startswith("complement")
        and not (path.endswith(".place") and match.type != "PROTEST")
    )
    if match.type == "THREATEN" and path.startswith("object."):  # "threatened arrests of opposition leaders"
        return tuple(a for a in found if opposed(a, actors))
    if match.type not in DOMESTIC or deep or path.endswith(("owner", "target")):
        return ()  # "protested against the loss of its ship" accuses no owner of ships
    if match.type in INWARD and path.startswith("complement"):
        return ()  # "refused to free the fishermen" refuses whoever asked
    spans = {a.span for a in actors}
    others = tuple(a for a in found if a.span not in spans or a.span is None)
    if match.type == "REQUEST" and path in FREED:
        return blamed(others)  # "called for activists to be freed" asks no activist
    if (
        match.clause.passive
        and path == "object"
        and any(scene.parse.pos[h] == "PROPN" for h in scene.heads(match.clause, path))
    ):
        return others  # "Belarus was suspended by the council"
    if match.type == "SANCTION" and match.mode in MOVED:
        return ()
    # "warned the Catalan leader" warns another
    strict = match.type in INWARD and not (match.type in TO_ONES_FACE and path in ADDRESSED)
    return tuple(a for a in others if (opposed if strict else apart)(a, actors))


def receivers(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The recipients that an act's own words name, at the first path that leads to somebody other than the
    actors."""
    ways = (suffering, who_must, at_path, on_own_side)
    return next((found for way in ways if (found := way(scene, match, actors))), ())


def asked_in(scene: Scene, match: Match, _: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who was asked, where an answer in the passive says what was asked and not who answers:
    "an offer of talks from Chile to Peru was turned down"."""
    clause = match.clause
    if match.type not in ANSWERED or not clause.passive or clause.roles.get("subject"):
        return ()
    for head in clause.at("object"):
        asking = best(scene, head)
        if asking is not None and asking.type in ("REQUEST", "AGREE"):
            return beyond(receivers(scene, asking, scene.agents(asking.clause)), ())
    return ()


def suffering(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The owner of a noun of action whose doer is named, or of one that befalls him: "their arrest by Iranian
    police", "the envoy's arrest in Lima"."""
    clause = match.clause
    if suffered := undergoing(scene, clause):
        return scene.who(suffered)
    if clause.kind != "noun" or not clause.roles.get(BY) or match.pattern.reciprocal:
        return ()
    return beyond(scene.who(clause.at("owner")), codes(actors))


def causing(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whose doing is told as the cause of what is deplored, where nobody is blamed in so many words:
    "learned with dismay of the loss of a ship in consequence of an attack by Chad"."""
    clause, parse = match.clause, scene.parse
    if match.type != "ACCUSE" or clause.kind != "verb" or codes(scene.reach(clause, "object")):
        return ()
    nouns = [h for heads in clause.roles.values() for h in heads]
    causes = [h for h in nouns if scene.has_lemma("causes", h)]
    deeds = [w for h in causes for w in parse.noun(h).at(OF)]
    named = [scene.who((w, *parse.noun(w).at(OF))) for w in deeds]
    return beyond(unique(a for found in named for a in found), codes(actors))


def reached(scene: Scene, match: Match) -> Iterator[tuple[str, tuple[Actor, ...]]]:
    """Who stands at each path of an act's recipients; a border near which a blow fell names nobody, nor does
    what some met after: "met after suspending Chad"."""
    after = met_after(scene, match)
    usual, about = VERB_TARGETS if match.clause.kind == "verb" else NOUN_TARGETS, matters(scene, match)
    for path in match.pattern.recipient or usual:
        if (after and path.startswith("complement")) or (path == "object" and spared(match)):
            continue
        found = scene.reach(match.clause, path)
        if match.type == "SANCTION" and path in ("object.owner", "object.modifier"):
            found = not_issuing(scene, match.clause, found)
        hit = found
        if hit and match.type == "ACCUSE" and path in STRUCK and match.clause.roles.get("object"):
            found = answering(scene, match.clause, hit)
        if found is hit:  # and nobody answers for them
            found = aside(scene, match, about, hit)
        if not (found and match.type == "ASSAULT" and edge(scene, match.clause, path)):
            yield path, found


def not_issuing(scene: Scene, clause: Clause, owners: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The owners of what is cut or banned; of a measure, only whom it is called after, for others are those
    who laid it: "joined US sanctions against Chad"."""
    things = clause.at("object")
    measures = [h for h in things if (act := best(scene, h)) is not None and act.type == "SANCTION"]
    if not measures or len(measures) < len(things):
        return owners
    meant = codes(a for h in measures for a in scene.named_after(h))
    return tuple(a for a in owners if a.code in meant)


STRUCK = frozenset(("object.target", ON, AT, AGAINST))  # paths from a charge to whom what it is about struck


def answering(scene: Scene, clause: Clause, struck: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who answers for a blow that is blamed on nobody: the state in which it fell, where it fell on
    another's; of one on a mission abroad never the state whose mission it is."""
    parse, near = scene.parse, scene.standing["prepositions_of_place"]
    there = unique(
        a for h in clause.roles["object"] for word, _ in scene.places_in(*parse.subtree(h))
        if parse.lower[parse.heads[word]] in near for a in scene.hosts((word,))
    )
    if codes(there) and codes(there).isdisjoint(codes(struck)):
        return there
    ends = (parse.word_at(a.span.end - 1) for a in struck if a.span is not None)
    return () if scene.has_lemma("missions", *ends) else struck


def met_after(scene: Scene, match: Match) -> bool:
    """Whether a meeting is told with what was done before or beside it: "met after suspending Chad"."""
    beside = scene.parse.held(match.clause)
    return match.type == "CONSULT" and any(c.link.startswith("oblique:") for c in beside)


def at_path(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whoever else stands where the recipients of an act stand."""
    own, doing = {a.code for a in actors} | heard_by(scene, match), {a.name for a in actors}
    met, there = False, {a.span for a in actors}
    for path, found in reached(scene, match):
        if met and path == f"{IN}.place":
            break  # "briefed the Council in New York": it was met, and not the state where it meets
        if not found:
            continue
        others = codes(a for a in found if a.span not in there)
        met = met or (match.pattern.reciprocal and path in ("object", TO) and bool(others))
        other = tuple(a for a in found if (a.code not in own if a.code else a.name not in doing))
        if (
            scene.formal
            and match.type == "REQUEST"
            and own <= BODIES
            and codes(found) == own
            and path in ADDRESSED
        ):
            return found  # the Council requests the Secretary-General
        asked = match.type == "REQUEST" and path in ADDRESSED and codes(found) == codes(actors)
        # "Chad's parliament urged the government to expel Peru's envoy"
        if asked and (same := blamed(own_side(scene, match, path, found, actors))):
            return same
        if path in MET and among_organs(match, found, actors):
            return found
        if (
            scene.formal
            and codes(found)
            and not other
            and len(own) > 2
            and codes(found) < codes(actors)
            and match.type in STANCES
        ):
            return found  # all who sign thank the one of them that was the host
        if any(a.code or scene.nameless(a) for a in other):
            return other
    return ()


MET = ("object", WITH)  # paths from a meeting to whom somebody meets


def among_organs(match: Match, found: tuple[Actor, ...], actors: tuple[Actor, ...]) -> bool:
    """Whether those whom a body meets are another organ or officer of its own: "the League's chief met its
    committee on Sudan"."""
    own, doing = codes(actors), {a.name for a in actors}
    return (
        match.type == "CONSULT"
        and bool(codes(found))
        and codes(found) <= own
        and all(a.country in BODIES and a.name not in doing for a in found)
    )


def told_to(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whom somebody tells what he himself will do or not, or wants: "told Chad that it would not pay"."""
    clause: Clause | None = match.clause
    if match.clause.modal not in (WILL, WOULD) and match.type not in ("REQUEST", "REJECT"):
        return ()
    while clause is not None and clause.kind == "verb" and clause.link in ("complement", "conjunct"):
        clause = scene.parse.above(clause)
        if clause is None or clause.lemma not in scene.standing["telling"]:
            continue
        nouns = (h for h in clause.at("object") if scene.parse.pos[h] != "PRON")
        told = tuple(a for a in scene.who(nouns) if a.code and a.sector not in HEARING)
        own = codes(actors)
        return beyond(told, own) if own and codes(scene.agents(clause)) == own else ()
    return ()


HEARING = frozenset(("MED", "JRN", "CVL", "LEG"))  # who hears of what concerns others


def colleagues(match: Match, found: tuple[Actor, ...], actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Those of the actors' own country with whom they do a thing together, by name and office: "Rice teamed
    up with the minister, Ana Rojas"."""
    names = {a.name for a in actors}
    return tuple(a for a in found if match.pattern.reciprocal and holds_office(a) and a.name not in names)


def on_own_side(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Those of the actors' own country whom the text names as the object, not as an owner."""
    heard = heard_by(scene, match)
    for path, found in reached(scene, match):
        if not found:
            continue
        same = own_side(scene, match, path, found, actors)
        same = same or (colleagues(match, found, actors) if path in MET else ())
        if same := tuple(a for a in same if a.code not in heard or not a.code):
            # "told Chad that two traders must be freed": who they are is not said, who is told is
            return same if codes(same) else told_to(scene, match, actors) or same
    return ()


def inland(match: Match, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The recipients, those of no named country with that of the police,
    court or government that deals with them.

    "Peru's police searched a newspaper", "Peru's government closed a radio station":
    a newspaper and a station of Peru.
    """
    if match.type not in DOMESTIC or len(codes(actors)) != 1 or codes(recipients):
        return recipients
    (code,) = codes(actors)
    sectors = {a.sector or STATE for a in actors}
    if not sectors <= AT_HOME and not (match.type == "COERCE" and sectors <= AT_HOME | {STATE}):
        return recipients
    why = f"dealt with by {code}'s own authorities"
    near = (
        a.sector in GOVERNED if STATE in sectors else bool(a.sector) and a.sector not in ANYBODY
        for a in recipients
    )
    return tuple(
        replace(a, country=code, because=(*a.because, why)) if own else a
        for a, own in zip(recipients, near, strict=True)
    )


def abroad(
    scene: Scene, match: Match, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
) -> tuple[Actor, ...]:
    """The recipients of what a document or speaker says; nobody of their own country whom no word puts there,
    rather the place named.

    "Condemns the shooting of demonstrators in Mandalay":
    of demonstrators who are not said to be of any country.
    """
    if match.type not in OUTWARD or match.pattern.reciprocal:
        return recipients
    # a state's paper blames nobody for what its own people suffer: "protests the arrest of two Chadians"
    suffering = match.type == "ACCUSE" and codes(actors) <= codes(scene.issuers) and not blamed(recipients)
    if codes(recipients) and not (
        codes(recipients) <= codes(actors)
        and (suffering or not any(says_country(scene, a) for a in recipients))
    ):
        return recipients
    own = codes(actors)
    if codes(recipients) and own <= BODIES:
        return recipients  # a body asks its own organs
    meetings = scene.standing["sittings"]
    told = [
        w for w in sorted(set(below(scene.parse, match.clause)))
        # "condemned it at a session in Lima"
        if scene.parse.lemma(scene.parse.heads[scene.parse.heads[w]]) not in meetings
    ]
    places = (scene.place_at.get(w) for w in told)
    there = next(
        (p for p in places if p is not None and p.country and p.country not in own and not p.demonym), None
    )
    if there is None or match.type not in ("ACCUSE", "SANCTION"):
        return () if codes(recipients) else recipients
    return (
        Actor(there.name, there.country, span=there.span, because=(f"{there.name} is where it happened",)),
    )


def answerable(
    scene: Scene, match: Match, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
) -> tuple[Actor, ...]:
    """The recipients; of a charge over what people suffer that blames nobody, the state of those people, who
    are its to answer for: "condemned the shooting of Chadian marchers"; nobody whom a
    government blames at home."""
    if match.type != "ACCUSE" or not all(a.sector in SUFFERERS and a.country for a in recipients):
        return recipients
    roles = ("object",) if match.clause.kind == "verb" else ("object", OF)
    faced = {a.span for a in scene.who(match.clause.at(*roles))}
    at_home = codes(recipients) <= codes(a for a in actors if (a.sector or STATE) in SERVING)
    if at_home or any(a.span in faced for a in recipients):
        return recipients
    why = "it answers for what was done to its people"
    states = ((a, names.country_name(str(a.country))) for a in recipients)
    return unique(Actor(name, a.country, span=a.span, because=(why,)) for a, name in states)


SUFFERERS = frozenset(("CVL", "REF"))  # who suffers what others are blamed for


def listed(scene: Scene, recipients: tuple[Actor, ...], actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The recipients with those who follow in the same list of names: "thanks Chad,
    the Kingdom of Morocco and Benin"."""
    if len(codes(recipients)) != 1 or recipients[-1].span is None:
        return recipients
    parse, own = scene.parse, codes(actors)
    word = parse.word_at(recipients[-1].span.end - 1)
    if not scene.cast.of(word):
        return recipients
    found, joined = list(recipients), False
    last = parse.sentences[parse.sentence_of[word]][1]
    for k in range(word + 1, last):
        if named := [a for a in scene.cast.of(k) if a.country]:
            if not joined or parse.relations[k] == "compound":
                continue
            found += [a for a in named if a.country not in own]
            joined = False
        elif parse.joins(k):
            joined = True
        elif not (
            parse.pos[k] in ("DET", "PROPN")
            or (parse.pos[k] == "ADP" and (joined or parse.pos[k - 1] == "PROPN"))
        ):
            break
    return unique(found)


def written_to(scene: Scene, match: Match) -> tuple[Actor, ...]:
    """To whom the letter or statement goes in which an act is done: "sent a letter to the UN accusing Japan",
    "wrote in a letter to the UN accusing Japan"."""
    parse, messages, clause = scene.parse, scene.standing["messages"], match.clause
    for _ in range(2):
        if clause.parent is None:
            return ()
        above = parse.above(clause)
        holder = above or parse.governor(clause.parent)
        things = holder.at("object") if holder is not None else ()
        near = things if above is not None else (clause.parent,)
        message = next((h for h in near if parse.lemmas[h] in messages), None)
        if message is not None:
            sent = scene.heads(holder, TO) if holder is not None and message in things else ()
            return scene.who(sent or parse.noun(message).at(TO))
        if above is None:
            return ()
        clause = above
    return ()
