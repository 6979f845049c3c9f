"""Matches to doers: who does an act, of which country, and whether it is told though no country is named.

Knows where doers stand; does not know to whom the act is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from communique.events.encounters import find_encounters
from communique.events.recipients import BODIES, judging, receivers
from communique.events.scene import BLOWS, BODILY, PUBLIC, SPOKEN, Match, Scene
from communique.events.sectors import (
    ARMED,
    CONTENDING,
    CROWDS,
    FORCES,
    OF_CROWDS,
    SERVING,
    SETTLED,
    STATE,
)
from communique.events.unnamed import behind, undergoing
from communique.events.whereabouts import FROM_WHERE, LOCATED, at_home, placed, says_country, scenery
from communique.events.wordings import only_said_of, worded
from communique.grammar import Clause
from communique.knowledge import names
from communique.knowledge.roles import (
    AGAINST,
    AT,
    BETWEEN,
    BY,
    FROM,
    IN,
    INTO,
    OF,
    OFF,
    ON,
    OUTSIDE,
    OVER,
    TO,
    WILL,
    WITH,
    WOULD,
)
from communique.reasons import OWN_PEOPLE, RIVALS
from communique.records import Actor, codes, countries, unique


def in_own_clause(scene: Scene, match: Match, _: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who does an act by the words of its own clause: where its rule says, the speaker of what is said,
    else whoever does the verb."""
    if match.pattern.actor:
        return doers(scene, match)
    if match.pattern.said:
        return scene.reach(match.clause, "speaker")
    if undergoing(scene, match.clause):
        return scene.who(match.clause.at(BY))
    if sent := words_from(scene, match):
        return sent
    found = scene.agents(match.clause)
    if found or match.clause.kind != "noun":
        return found
    wanted = any(
        c.link == "modifying" and c.form == "infinitive" for c in scene.parse.hung(match.clause.head)
    )
    if wanted and (found := scene.reach(match.clause, OF)):
        return found  # "the refusal of Chad to pay"
    if scene.parse.lemmas[match.clause.head] in scene.standing["goings"]:
        return scene.reach(match.clause, OF)
    goods = (h for h in match.clause.at(OF) if match.type == "AID" and scene.parse.pos[h] == "NOUN")
    if scene.heads(match.clause, TO) and (sent := unique(a for h in goods for a in scene.owners(h))):
        return sent  # "the supply of Chadian rice to Togo"
    if scene.formal and match.type in DONE:
        return scene.authors(match.clause.head)  # "the attack carried out by Chadian troops"
    return of_noun(scene, match)


def words_from(scene: Scene, match: Match) -> tuple[Actor, ...]:
    """From whom words come that belong to nobody else, whatever brought them: "the raid brought a call from
    Peru for calm"."""
    noun = match.clause
    if noun.kind != "noun" or match.type not in SPOKEN or not OWNERS.isdisjoint(noun.roles):
        return ()
    return scene.who(noun.at(FROM))


OWNERS = frozenset(("owner", "modifier", BY))


def of_noun(scene: Scene, match: Match) -> tuple[Actor, ...]:
    """Whose a noun of action is that names no doer: from whom words and gifts come,
    whose troops and envoys are withdrawn."""
    if match.type in SPOKEN or match.type == "AID":
        # "calls from Peru for talks"
        return scene.reach(match.clause, FROM) or in_saying(scene, match.clause)
    if match.mode == "withdraw":
        return scene.reach(match.clause, OF)
    return ()


def in_saying(scene: Scene, noun: Clause) -> tuple[Actor, ...]:
    """Who says what they say in a noun of words to somebody: "in a warning to Peru, Chad spoke of war"."""
    above = scene.parse.above(noun)
    told = (
        above is not None
        and noun.link in (IN, WITH)
        and not AIMED.isdisjoint(noun.roles)
        and above.form == "finite"
    )
    return scene.agents(above) if told and above is not None else ()


AIMED = frozenset((TO, AT, AGAINST))


def of_whole(scene: Scene, match: Match, _: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whose the measures are that a noun of action is an instance of: "measures by Peru such as a ban"."""
    whole = scene.instance_of(match.clause.head) if match.clause.kind == "noun" else None
    return scene.subjects_of(whole) if whole is not None else ()


def of_blow(scene: Scene, match: Match, _: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whose a blow is by the noun that tells it: "a mob attack on the embassy in Lima", "state-sponsored
    violence", "were killed in an attack by rebels", "violence erupted between rebels and the army"."""
    clause, verbal = match.clause, match.clause.kind == "verb"
    if match.type != "ASSAULT" or (verbal and not clause.passive):
        return ()
    told = clause if verbal else scene.happening(clause) or clause
    blows = scene.heads(clause, IN) if verbal else (clause.head,)
    by = unique(a for h in blows for a in scene.who(scene.parse.noun(h).at(BY)))
    if verbal and not by:  # "were killed in the Israeli raid", not "in the Gaza raid"
        by = unique(a for h in blows for a in scene.owners(h) if scene.named_party(a))
    if by := by or scene.who(told.at(BETWEEN)) or claimed(scene, blows):
        return by
    struck = struck_by(clause, told)
    suffering = unique(a for h in struck for a in (scene.who((h,)) or scene.owners(h)))
    own = (
        where_it_fell(scene, clause, suffering)
        if any(homegrown(scene, h) for h in blows)
        else of_rivals(scene, told, suffering)
    )
    return own if codes(own) else ()


def struck_by(*blows: Clause) -> list[int]:
    """What blows fall on, as words: "the raid on a school", "an attack against nurses"."""
    return [h for c in blows for h in c.at(OF, ON, AGAINST, "object")]


def across_border(scene: Scene, match: Match, _: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The country that fire comes from which strikes people of another one: "killed by shelling from Chad",
    "rockets fired from Chad wounded two Nigeriens"."""
    clause = match.clause
    if match.type != "ASSAULT":
        return ()
    fire = (clause.head,) if clause.kind == "noun" else clause.at("subject")
    hit = codes(a for h in struck_by(clause) for a in (*scene.who((h,)), *scene.owners(h)))
    told = [c for word in fire for c in (scene.parse.noun(word), *scene.done_to(word))]
    heads = [h for c in told for h in c.at(FROM)]
    there = scene.who(heads) or scene.hosts(heads)
    return there if hit and len(codes(there)) == 1 and not codes(there) & hit else ()


def claimed(scene: Scene, blows: Iterable[int]) -> tuple[Actor, ...]:
    """Who says that a blow was theirs: "the attack was claimed by the rebels"."""
    above = (scene.parse.governor(blow) for blow in blows)
    claims = (c for c in above if c is not None and c.passive and c.lemma in scene.standing["claiming"])
    return next((scene.who(c.at("subject")) for c in claims), ())


def where_it_fell(scene: Scene, clause: Clause, suffering: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Somebody of the country where a blow fell, else of that of the people whom it struck."""
    there = at_home(scene, clause, SOMEBODY, (*STRUCK_IN, *LOCATED), around=True)
    return there if codes(there) else placed(SOMEBODY, "it struck people of", countries(suffering))


def of_rivals(scene: Scene, told: Clause, suffering: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Somebody of the country whose opposition or rebels a blow struck, where no other country is told of:
    "the beating of opposition leaders in Minsk"."""
    low, high = scene.parse.subtree(told.head)
    there = {place.country for _, place in scene.places_in(low, high)}
    if not suffering or {a.sector for a in suffering} - CONTENDING or there - countries(suffering):
        return ()
    return placed(SOMEBODY, RIVALS, countries(suffering))


def homegrown(scene: Scene, blow: int) -> bool:
    """Whether a blow is by its kind, or by the words before it, that of people or forces of the country where
    it falls."""
    parse = scene.parse
    if scene.has_lemma("strife", blow):
        return True
    first = (k for k in parse.kids[blow] if k < blow and parse.relations[k] in ("compound", "modifier"))
    named = (i for k in first for i in (k, *(j for j in parse.kids[k] if j < k)))
    return scene.has_lemma("homegrown", *named)


def of_occasion(scene: Scene, match: Match, _: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who said or did something at a meeting that names its sides no further: "said after the talks"."""
    if not match.pattern.reciprocal or match.clause.kind != "noun" or match.type == "ASSAULT":
        return ()  # who voices concern at a battle does not fight in it
    above = scene.occasion(match.clause)
    return scene.agents(above) if above is not None else ()


NOTIFIED = frozenset(("SANCTION", "COERCE", "REJECT", "ACCUSE"))
SOMEBODY = (Actor(None, None),)
# where a blow falls, by what it strikes
STRUCK_IN = tuple(f"{role}.{IN}" for role in (ON, AGAINST, OF))
DONE = BODILY | {"SANCTION", "AID"}  # what is done and not said
# What the state does on whose ground it is done, where a passive leaves open who did it.
HOSTED = frozenset((
    "SANCTION", "COERCE", "REJECT", "ACCUSE", "CONCEDE", "RETREAT", "SUPPORT", "AGREE", "THREATEN",
    "AID", "ASSAULT",
))  # fmt: skip
TOLD_TO = frozenset(("REJECT", "ACCUSE", "THREATEN"))
GROUNDS = (
    IN, AT, f"complement.{IN}", FROM, OFF, OVER, OUTSIDE, OF, f"object.{IN}", f"{ON}.{IN}", f"object.{AT}",
    f"object.{TO}", f"indirect.{IN}", f"indirect.{AT}", f"indirect.{TO}", f"{OF}.{IN}", f"{OF}.{FROM}",
    f"{FROM}.{IN}", f"{FROM}.{ON}", INTO, f"{ON}.{OF}", f"{TO}.{IN}", f"{AT}.{IN}", "complement.object",
    f"complement.{FROM}", f"complement.{TO}", f"complement.{INTO}",
)


def befallen(scene: Scene, match: Match, clause: Clause, *, held: bool) -> tuple[list[int], frozenset[str]]:
    """On whom falls what nobody is said to do: the words, and the countries."""
    sufferers = [
        h for role in ("object", "indirect", *(("subject",) if held else ()))
        for h in clause.at(role)
    ]
    sufferers = sufferers or list(clause.at(OF) or undergoing(scene, clause))
    if match.type in TOLD_TO:  # "permission to land was refused to a Greek plane"
        sufferers += clause.at(TO)
    if match.type == "SANCTION":  # "sanctions were imposed on a general"
        sufferers += clause.at(ON, AGAINST)
    met = codes(a for h in sufferers for a in (*scene.who((h,)), *scene.owners(h)))
    # "was signed in Lima after talks with Chile"
    if match.type == "SUPPORT" and match.pattern.reciprocal and clause.lemma in scene.standing["signing"]:
        return sufferers, codes(receivers(scene, match, ()))
    if not met and (met := codes(a for h in sufferers for a in scene.targets(h))) and match.type == "ACCUSE":
        # "the jailing of a Chadian in Lomé was condemned in N'Djamena": his own people may well condemn it
        met = frozenset(("",))
    return sufferers, met


def of_ground(scene: Scene, match: Match, _: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The state on whose ground something is done that names no doer:
    "in Lima the Chadian envoy was told to leave".

    What is done to others there; in news, of what only authorities do, also what is done to its own people:
    "the opposition leader was jailed".
    """
    clause = match.clause
    if match.type == "PROTEST":
        return marchers(scene, clause)
    carrying = scene.light(clause) if clause.kind == "noun" else None
    if carrying is not None and carrying.passive:
        clause = carrying  # "was handed a note of protest"
    held = match.pattern.recipient[:1] == ("subject",)  # "is in prison"
    undone = held or (clause.passive if clause.kind == "verb" else OF in clause.roles)
    undone = undone or bool(undergoing(scene, clause))
    if match.type not in HOSTED or not undone or (clause.roles.get("subject") and not held):
        return ()
    sufferers, met = befallen(scene, match, clause, held=held)
    if not met and match.type == "COERCE" and not scene.formal:
        met = codes(scenery(scene, clause))  # "136 Christians are in jail in Chad"
    if not met:
        return ()
    lemmas = {scene.parse.lemma(h) for h in sufferers}
    felled = clause.lemma in scene.standing["felling"] and not lemmas.isdisjoint(scene.standing["craft"])
    if match.type == "ASSAULT" and not felled and lemmas.isdisjoint(scene.standing["missions"]):
        return ()  # who fired on soldiers there is anybody's guess; who burned an embassy is not
    for path in GROUNDS:
        states = tuple(a for a in grounds(scene, clause, path) if a.code not in met)
        if len(codes(states)) == 1:
            return tuple(
                replace(a, because=(*a.because, "done on its ground, and nobody is said to have done it"))
                for a in states
            )
    alone = match.type == "COERCE" and len(met) == 1 and not scene.formal
    own = next(iter(met)) if alone else None
    about = scene.cast.subject_matter(scene.parse.starts[clause.head]) if own else None
    if about is not None and about.country != own:
        return (about,)  # "the Kenyan reporter was jailed", in a text about Chad
    if own and own not in BODIES:
        return (Actor(None, own, because=(f"{OWN_PEOPLE}, and nobody is said to have done it",)),)
    return ()


def of_teller(scene: Scene, match: Match, _: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who goes on from what he says to words to somebody, where the parser takes both for what he says:
    "wrote that the strait was in danger and called on Chad to act"."""
    clause = match.clause
    inner = scene.parse.above(clause) if clause.link == "conjunct" else None
    above = scene.parse.above(inner) if inner is not None and inner.link == "complement" else None
    if above is None or match.type not in SPOKEN or not clause.tense == above.tense == "past":
        return ()
    bids = clause.lemma.split()[0] in scene.words.get("bidding_verbs", ()) and clause.modal is None
    return scene.agents(above) if bids and above.lemma in scene.words["say_verbs"] else ()


def of_announcement(scene: Scene, match: Match, _: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whose government says in the news that something will be done, by nobody named and not to itself:
    "Peru said troops would be sent to Mali"."""
    clause, said = match.clause, scene.carrier(match.clause)
    teller = said.speaker if said is not None and not scene.formal else None
    modal = scene.parse.kid(clause.head, "auxiliary")
    asked = modal is not None and min(clause.roles.get("object", (0,))) > modal  # "would the navy be sent?"
    told = clause.modal in (WILL, WOULD) or (match.type in DONE_ALREADY and clause.perfect)
    told |= match.type == "REJECT" and clause.tense == "present" and not clause.perfect
    coming = clause.kind == "verb" and clause.passive and told and not asked
    coming &= clause.link in ("complement", "root", "conjunct", "parataxis")
    if teller is None or match.type not in ANNOUNCED or not coming:
        return ()
    met = codes(receivers(scene, match, ())) | codes(scenery(scene, clause))
    serves = teller.country and (teller.sector or STATE) in SERVING
    told = bool(met) or match.type not in FELT  # "three of ours have been expelled"
    return (teller,) if serves and told and teller.code not in met else ()


DONE_ALREADY = frozenset(("SANCTION", "MOBILIZE"))  # what a state says has been done, and did
FELT = frozenset(("SANCTION", "ASSAULT", "THREATEN"))  # what is not announced but of somebody
ANNOUNCED = frozenset((
    "MOBILIZE", "AID", "AGREE", "RETREAT", "CONCEDE", "COOPERATE", "SUPPORT", "SANCTION", "REJECT", "ASSAULT",
    "THREATEN",
))  # fmt: skip


def marchers(scene: Scene, clause: Clause) -> tuple[Actor, ...]:
    """The people of the one country where a protest of nobody's is told to be:
    "protests were held across Chad"; at an embassy it may be anybody's."""
    told = (scene.telling(clause) or clause) if clause.kind == "noun" else clause
    low, high = scene.parse.subtree(told.head)
    torn = told.at("object") if told.passive else ()  # "Chad's flag was burned in Lima"
    around = (i for i in range(low, high + 1) if i not in torn)
    if scene.has_lemma("missions", *around):
        return ()
    met = codes(a for h in torn for a in scene.owners(h))
    hosts = tuple(a for a in scenery(scene, told) if a.code and a.code not in met)
    if len(codes(hosts)) != 1:
        return ()
    why = "a protest there, and nobody is said to have made it"
    return (replace(hosts[0], because=(*hosts[0].because, why)),)


def grounds(scene: Scene, clause: Clause, path: str) -> tuple[Actor, ...]:
    """The states of the places at a path from an act, or from the act told with it:
    "in Quito he was disarmed and put under guard"."""
    parse = scene.parse
    first, _dot, rest = path.partition(".")
    if first == "complement":  # "were allowed to leave Baghdad", "were given a day to leave Baghdad"
        held = (*clause.complements, *scene.purposes(clause))
        heads = [h for c in held if c in parse.clauses for h in parse.clauses[c].at(rest)]
    else:
        above = parse.above(clause) if clause.link == "conjunct" else None
        near = (clause, *((above,) if above is not None else ()), *joined(scene, clause))
        near = near[:1] if first in ("object", "indirect") else near
        # "a flight from Chad was forced to land" is from there, and nothing was done there
        told = (c.at(first) if first == FROM else scene.heads(c, first) for c in near)
        if rest:
            told = (scene.below(found, rest) or at_stay(scene, found, rest) for found in told)
        heads = list(next(filter(None, told), ()))
    within = tuple(
        k for h in heads for k in parse.kids[h]
        if parse.relations[k] == "compound" and parse.pos[k] == "PROPN"
    )
    own = (h for h in heads if scene.has_lemma("soil", h))
    owned = unique(a for h in own for a in scene.owners(h))  # "barred from Russian shops"
    union = tuple(a for h in heads for a in (*scene.who((h,)), *scene.owners(h)) if a.code == "EUR")
    return scene.hosts(heads) or scene.hosts(within) or owned or union  # "at Yerevan airport", "to the EU"


def at_stay(scene: Scene, people: Iterable[int], role: str) -> tuple[int, ...]:
    """Where people are by a participle about them: "Chadians living in Lomé were told to go"."""
    about = (scene.parse.clauses.get(k) for h in people for k in scene.parse.kids[h])
    return tuple(h for c in about if c is not None and c.link == "modifying" for h in c.at(role))


def joined(scene: Scene, clause: Clause) -> Iterator[Clause]:
    """The passives that go on from a clause: "was arrested and held in Lagos"."""
    for k in scene.parse.kids[clause.head]:
        further = scene.parse.clauses.get(k)
        if further is not None and further.link == "conjunct" and further.passive:
            yield further


def of_paper(scene: Scene, match: Match, _: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who agreed where a paper says only "it was agreed to" or "a treaty was signed": those who met, else all
    who issue it, and the state that it is about where only one does."""
    clause, parse = match.clause, scene.parse
    told = [parse.lower[h] for h in clause.at("subject", "object")]
    nobody = clause.passive and (scene.words["impersonal"].issuperset(told) or match.pattern.reciprocal)
    if match.type != "AGREE" or clause.kind != "verb" or not nobody or not scene.formal or not scene.issuers:
        return ()
    met = (e.parties for e in find_encounters(scene) if codes(scene.issuers) <= codes(e.parties))
    return next((p for p in met if len(codes(p)) > 1), (*scene.issuers, *beside_issuer(scene, match)))


def beside_issuer(scene: Scene, match: Match) -> tuple[Actor, ...]:
    """The other party of what the one issuer of a paper has signed: whom the paper is about."""
    about = scene.topic_at(match.clause.head)
    if len(scene.issuers) != 1 or about is None or not match.pattern.reciprocal:
        return ()
    return (Actor(names.country_name(about), about, because=("the paper is about it",)),)


def of_notice(scene: Scene, match: Match, _: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who does what a state's paper tells as done or decided by nobody to others:
    "Two of its diplomats have been told to leave"."""
    clause = match.clause
    announced = clause.perfect or clause.tense == "present" or clause.modal == WILL
    if (
        match.type not in NOTIFIED
        or clause.kind != "verb"
        or not clause.passive
        or not announced
        or clause.roles.get("subject")
    ):
        return ()
    if (
        not scene.formal
        or len(scene.issuers) != 1
        or clause.link not in ("root", "conjunct")
        or scene.carrier(clause) is not None
    ):
        return ()
    sufferers = clause.at("object", "indirect")
    met = codes(a for h in sufferers for a in (*scene.who((h,)), *scene.owners(h)))
    return scene.issuers if not met & codes(scene.issuers) else ()


def of_judgement(scene: Scene, match: Match, _: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whom a document blames or thanks for a deed that names no doer:
    "protested to Chad about the delivery of arms to rebels"."""
    outer = judging(scene, match) if match.type in DONE else None
    if outer is None or outer.type == "REJECT":
        return ()
    faced = (
        h for role in ("object", "indirect", TO) for h in outer.clause.at(role)
        if h != match.clause.head
    )
    own = codes(scene.agents(outer.clause)) | codes(scene.targets(match.clause.head))
    return tuple(a for a in scene.who(faced) if a.country and a.country not in own)


def doers(scene: Scene, match: Match) -> tuple[Actor, ...]:
    """Who does an act, at the first path of its pattern that leads to somebody."""
    if wish := behind(scene, match.clause):
        return wish
    where = scene.standing["whereabouts"]
    reached = (scene.reach(match.clause, path) for path in match.pattern.actor)
    places = (
        match.type in OF_CROWDS and path.rpartition("oblique:")[2].removesuffix(".place") in where
        for path in match.pattern.actor
    )
    # no embassy
    settled = (
        tuple(a for a in found if not (place and a.sector))
        for place, found in zip(places, reached, strict=True)
    )
    found = next((found for found in settled if found), ())
    told = scenery(scene, match.clause) if match.type == "PROTEST" and not found else ()
    return found or (told[:1] if len(codes(told)) == 1 else ())


def resident(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actors; those of no named country, if they are people who act where they live,
    with that of the place that the text gives.

    Crowds, rebels and gunmen are of the country where they strike; police,
    unions and clerics of that where they are said to be.
    """
    sectors = {a.sector for a in actors}
    if not actors or codes(actors):
        return actors
    if sectors <= CROWDS | ARMED and (region := from_region(scene, match.clause)):
        return placed(actors, "they are of", region)
    if match.type in (*OF_CROWDS, "MOBILIZE") and sectors <= CROWDS | ARMED:
        return at_home(scene, match.clause, actors, (*LOCATED, *FROM_WHERE), around=True)
    return at_home(scene, match.clause, actors, FROM_WHERE) if sectors <= SETTLED | ARMED else actors


def from_region(scene: Scene, clause: Clause) -> frozenset[str]:
    """The countries of the regions by which a clause calls its subject: "Katanga rebels"."""
    parse = scene.parse
    before = (k for h in clause.subject for k in parse.kids[h] if parse.pos[k] == "PROPN")
    return codes(scene.hosts(k for k in before if parse.relations[k] in ("compound", "modifier")))


def outsiders(
    scene: Scene, match: Match, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
) -> tuple[Actor, ...]:
    """The actors; a crowd at an embassy that names no country of its own is not of the country whose embassy
    it is."""
    if match.type not in (*OF_CROWDS, "COERCE"):
        return actors
    somebody = CROWDS if match.type == "PROTEST" else CROWDS | ARMED | FORCES
    guessed = tuple(
        a for a in actors if a.country and not a.body and a.sector in somebody and not says_country(scene, a)
    )
    if (
        not guessed
        or len(guessed) < len(actors)
        or not codes(actors) <= codes(recipients) | foreign(scene, match)
    ):
        return actors
    nobodys = tuple(replace(a, country=None) for a in guessed)
    settled = at_home(scene, match.clause, nobodys, LOCATED, around=True)
    return settled if codes(settled) else actors


def marched(
    match: Match, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """The parties; of a march or riot that seems to be of those who rule, its people and them, whom it faces:
    "the premier stayed on as crowds filled the square demanding his resignation"; nor do soldiers march who
    "shot two people protesting there"."""
    if match.type != "PROTEST" or match.mode not in MARCHING or len(codes(actors)) != 1:
        return actors, recipients
    keeping = {STATE} if match.clause.form != "gerund" else {STATE, *FORCES}
    if not all(a.sector in keeping and a.country and not a.body for a in actors):
        return actors, recipients
    ruling = tuple(a for a in actors if a.sector == STATE)
    why = "who rules does not march against himself"
    code = str(actors[0].country)
    return (Actor(names.country_name(code), code, span=actors[0].span, because=(why,)),), recipients or ruling


MARCHING = frozenset(("demo", "riot"))


def foreign(scene: Scene, match: Match) -> frozenset[str]:
    """Whose house, flag or goods an act falls upon."""
    return codes(
        a for role, heads in match.clause.roles.items()
        if role != "subject" for h in heads for a in scene.owners(h)
    )


def agentless(scene: Scene, match: Match, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> bool:
    """Whether an act is kept though no country is said to have done it.

    The deed of gunmen or a crowd, the act of a union or a court or of whoever has a name; a blow that fell;
    what was done to somebody named: "envoys of Peru were expelled".
    """
    bodily, clause = match.type in BODILY, match.clause
    if only_said_of(scene, match, actors, recipients):
        return False
    if match.type == "ACCUSE" and clause.form == "participle" and clause.passive and not actors:
        return False  # "men accused of theft" are only told apart by it
    if any(a.sector if bodily else a.sector in PUBLIC for a in actors) or doing(scene, match):
        return True
    if bodily:
        told = (
            match.type in OF_CROWDS and clause.kind == "verb" and clause.form == "finite" and clause.passive
        )
        # "days of heavy shelling"
        news = not scene.formal and clause.kind == "noun" and match.type in BLOWS
        return told or any(a.code or a.sector for a in recipients) or news
    verb = clause.verb
    told = clause.passive and (match.type != "REQUEST" or verb in scene.standing["pressing"])
    faced = match.type == "REQUEST" and verb in scene.standing["facing"]  # "faces calls to go"
    if worded(scene, match, actors, recipients):
        return True
    return not actors and (told or faced) and any(a.code for a in recipients)


def doing(scene: Scene, match: Match) -> bool:
    """Whether a verb says who does it, or who says it, though no table knows them: "the Hirak movement",
    "Kismayo airport", "they".

    What states and bodies do is done by whoever has a name; people without one march and fight, and things
    without one kill, but they agree on nothing that a state would. "It" and "he" are nobody until it is known
    who.
    """
    clause = match.clause
    if clause.kind != "verb" or clause.form != "finite" or clause.passive:
        return False
    if match.pattern.said:
        saying = scene.parse.above(clause) if clause.link == "complement" else None
        return saying is not None and any(has_name(scene, h) for h in saying.at("subject"))
    if match.pattern.actor and "subject" not in match.pattern.actor:
        return False
    subject = clause.at("subject")
    if any(scene.has_word("several", h) or has_name(scene, h) for h in subject):
        return True
    return match.type in OF_CROWDS and any(scene.parse.pos[h] == "NOUN" for h in subject)


def has_name(scene: Scene, noun: int) -> bool:
    """Whether a noun is a name or part of one: "Reliance", "Goma airport", "the Rif movement"."""
    parse = scene.parse
    return parse.pos[noun] == "PROPN" or any(
        parse.relations[k] == "compound" and parse.pos[k] == "PROPN" for k in parse.kids[noun]
    )
