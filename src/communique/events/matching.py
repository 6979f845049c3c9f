"""Clauses × patterns to matches: which rule fits where, and what the act speaks of.

Knows how conditions are tested and how acts are nested in one another; knows no English and no parser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import chain

from communique.events.outlook import terms
from communique.events.scene import CONFLICT, COOPERATION, Match, Scene
from communique.events.tables import composition
from communique.events.unnamed import far_agents
from communique.grammar import Clause
from communique.knowledge import ontology
from communique.knowledge.patterns import GRAMMATICAL, Pattern, Words
from communique.knowledge.roles import AGAINST, AT, BY, FOR, FROM, OF, ON, OVER, TO, WITH
from communique.records import Actor, codes

NAMING = ("PROPN", "SYM", "X")  # what the parser takes the name of a thing for: "the Hawk-2"
DEED = "deed"  # what a clause judges
ANY = "*"  # a trigger that any verb is, which yields to all others


@cache
def further(words: str) -> tuple[str, ...]:
    """The words of a trigger after the first."""
    return tuple(words.split()[1:])


@cache
def choices(role: str) -> tuple[str, ...]:
    """The roles of a condition that takes the first of some: "object|attribute"."""
    return tuple(role.split("|"))


@cache
def types_in(words: Words) -> Words:
    """The conditions of a list that are on the act that a noun is: "type:REQUEST"."""
    return words & frozenset(f"type:{name}" for name in ontology.types())


def best(scene: Scene, word: int) -> Match | None:
    """The pattern that fits best at a word, found once."""
    if word not in scene.found:
        scene.found[word] = None  # guards against circles in a faulty tree
        scene.found[word] = next(fitting(scene, word), None)
    return scene.found[word]


def fitting(scene: Scene, word: int) -> Iterator[Match]:
    parse, patterns = scene.parse, scene.patterns
    lemma = parse.lemmas[word]
    clause = parse.clauses.get(word)
    if clause is not None:
        rows = patterns.verbs.get(clause.verb, ())
        if "attribute" in clause.roles or parse.pos[word] == "AUX":
            yield from predicative(scene, clause)
        if clause.modal is not None and clause.modal in patterns.modals and bidding(scene, clause):
            rows = (*rows, *patterns.modals[clause.modal])
        rows = (*rows, *patterns.verbs.get(ANY, ()))
    elif parse.pos[word] in ("NOUN", "PROPN"):
        rows = patterns.nouns.get(parse.hyphenated(word)) or patterns.nouns.get(lemma.lower(), ())
        clause = parse.noun(word) if rows else None
    else:
        return
    if rows and clause is not None:
        yield from ranked(scene, rows, clause)
    yield from by_verb(scene, word)


def bidding(scene: Scene, clause: Clause) -> bool:
    """Whether a modal bids: not in a reproach ("should have paid"), nor before its subject, where it asks
    or supposes ("why should Chad pay", "should Chad agree"), unless denied ("nor should Chad pay")."""
    modal, subject = (scene.parse.kid(clause.head, role) for role in ("auxiliary", "subject"))
    before = modal is not None and subject is not None and modal < subject
    return not clause.perfect and (not before or clause.negated)


def by_verb(scene: Scene, word: int) -> Iterator[Match]:
    """What a noun of action that says whose it is tells by the rules of its verb."""
    rows = scene.patterns.deeds.get(scene.parse.lemma(word), ())
    if rows and scene.parse.pos[word] == "NOUN":
        clause = told_in_noun(scene, word)
        if FROM in clause.roles or codes(scene.agents(clause)):
            yield from ranked(scene, rows, clause)


def told_in_noun(scene: Scene, word: int) -> Clause:
    """The clause of a noun of action with the roles of its verb: "the seizure of a trawler by Chad",
    "Chad's seizure of a trawler"."""
    noun = scene.parse.noun(word)
    by, owner, of = (noun.at(role) for role in (BY, "owner", OF))
    things = tuple(h for h in noun.at("modifier") if scene.parse.pos[h] == "NOUN")
    roles = {"subject": by or owner, "object": of or (owner if by else ()) or things}
    return replace(noun, roles=noun.roles | {role: heads for role, heads in roles.items() if heads})


def predicative(scene: Scene, clause: Clause) -> Iterator[Match]:
    """Adjectives that a clause says of its subject: "is opposed to", "was critical of"."""
    for head in clause.at("attribute"):
        rows = scene.patterns.adjectives.get(scene.parse.hyphenated(head), ())
        if rows:
            roles = dict(clause.roles)
            for name, member in scene.parse.obliques(head):
                roles[f"oblique:{name}"] = (*roles.get(f"oblique:{name}", ()), member)
            yield from ranked(scene, rows, replace(clause, roles=roles), head)


def ranked(
    scene: Scene, rows: Iterable[tuple[str, Pattern]], clause: Clause, trigger: int | None = None
) -> Iterator[Match]:
    """The matches among rows, the most specific first."""
    there = followers(scene, clause)
    fits = [(words, p) for words, p in rows if there.issuperset(further(words)) and holds(scene, p, clause)]
    fits.sort(
        key=lambda row: (
            row[0] == ANY,
            row[1].general,
            row[0] != clause.modal,  # "must agree to" is first of all what must be
            -len(row[0].split()),
            -len(row[1].when) - row[1].negated - row[1].said - len(row[1].unless) / 10,
        )
    )
    for words, pattern in fits:
        yield matched(scene, pattern, clause, words, trigger)


def followers(scene: Scene, clause: Clause) -> frozenset[str]:
    """The further words that a trigger may have in a clause: its particles,
    and prepositions with something after them that is no time.

    "called on Peru", not "called on Monday".
    """
    parse, times, extents = scene.parse, scene.time_at, scene.standing["extents"]
    found, directions = set(clause.lemma.split()[1:]), scene.words["directions"]
    for role, heads in clause.roles.items():
        if role.startswith("oblique:") and any(
            h not in times and parse.lemmas[h] not in extents for h in heads
        ):
            found.update(role[8:].split())
        if role == "object" or role.startswith("oblique:"):
            # "took it to task over the raid", "poured scorn on it"
            bare = (h for h in heads if parse.pos[h] == "NOUN" and min(parse.kids[h], default=h) >= h)
            found.update(parse.lower[h] for h in bare)
    for k in parse.kids[clause.head]:
        near = parse.relations[k] in ("oblique", "adverb") and k - clause.head < 3
        if near and clause.passive and k == clause.head + 1 and not parse.kids[k]:
            found.add(parse.lower[k])  # "called for by Chad"
        if (
            near
            and (parse.kids[k] or parse.relations[k] == "adverb")
            and not any(kk in times for kk in parse.kids[k])
        ):
            found.add(parse.lower[k])
        if k > clause.head and parse.relations[k] in ("adverb", "particle") and parse.lower[k] in directions:
            found.add(parse.lower[k])  # "sent the envoy of Chad home"
    links = (c.link for c in parse.held(clause))
    found.update(link.removeprefix("oblique:") for link in links if link.startswith("oblique:"))
    return frozenset(found)


def holds(scene: Scene, pattern: Pattern, clause: Clause) -> bool:
    """Whether all conditions of a pattern hold for a clause."""
    if (pattern.negated and not clause.negated) or (pattern.papers and not scene.formal):
        return False
    if pattern.passive is not None and pattern.passive != clause.passive:
        return False
    if pattern.said and scene.carrier(clause) is None and not scene.voiced(clause):
        return False
    return all(test(scene, clause, role, words) for role, words in pattern.when.items()) and not any(
        test(scene, clause, role, words) for role, words in pattern.unless.items()
    )


# The roles that clauses have for a clause: what is said, asked or done, what it is for, what it depends on.
CLAUSES: Mapping[str, Callable[[Scene, Clause], Iterable[int]]] = {
    "complement": lambda _, clause: clause.complements,
    "purpose": lambda scene, clause: scene.purposes(clause), "aim": lambda scene, clause: aims(scene, clause),
    "term": lambda scene, clause: (c.head for c in terms(scene, clause)),
}


def aims(scene: Scene, clause: Clause) -> Iterator[int]:
    """What somebody is to do in a time that a clause gives him: "gave the envoy a month to pack"."""
    parse = scene.parse
    yield from (*clause.complements, *scene.purposes(clause))
    spans = (k for k in parse.kids[clause.head] if parse.relations[k] in ("time", "object"))
    yield from (k for span in spans for k in parse.kids[span] if parse.relations[k] == "relative")


def test(scene: Scene, clause: Clause, role: str, words: Words) -> bool:
    """One condition: whether a role holds one of the words ("any": is there; "actor": is somebody;
    "sovereign": is a state or its government; "authored": is what somebody made;
    "type:X": holds such an act)."""
    if role in GRAMMATICAL:
        return str(getattr(clause, role)) in words
    if role == DEED:
        return anothers_deed(scene, clause)
    if (find := CLAUSES.get(role)) is not None:
        return test_clauses(scene, find(scene, clause), words)
    if role.startswith("complement."):
        inner_role = role.removeprefix("complement.")
        return any(test(scene, inner, inner_role, words) for inner in scene.parse.held(clause))
    if clause.kind == "noun" and "actor" in words and by_somebody(scene, clause, role):
        return True
    heads = next(filter(None, (scene.heads(clause, one) for one in choices(role))), ())
    if not heads:
        # "was backed in its bid by Chad"
        far = role == "subject" and "actor" in words and bool(codes(far_agents(scene, clause)))
        return far or "none" in words
    if "any" in words:
        return True
    if any(not words.isdisjoint(names(scene, head)) for head in heads):
        return True
    if any(somebody(scene, head, words) for head in heads):
        return True
    wanted = types_in(words)
    return bool(wanted) and any(
        (m := best(scene, h)) is not None and f"type:{m.type}" in wanted for h in heads
    )


def somebody(scene: Scene, head: int, words: Words) -> bool:
    """Whether a noun is somebody of the kind that a condition asks for, or what somebody made."""
    if "actor" in words and any(a.code or scene.nameless(a) for a in scene.meant(head)):
        return True
    if "person" in words and (
        scene.parse.entities[head] == "person" or any(a.sector != FIRM for a in scene.cast.of(head))
    ):
        return True
    if "sovereign" in words and any(map(reigns, scene.meant(head))):
        return True
    return "authored" in words and bool(codes(scene.authors(head)))


def anothers_deed(scene: Scene, clause: Clause) -> bool:
    """Whether what a clause judges is what another did: "regret that Chad left", "regret at Chad's reply",
    not "sorry that its troops fired"."""
    words = (*clause.at("object"), *clause.at("attribute"))
    told = [*scene.parse.held(clause), *(c for c in scene.parse.hung(*words) if c.form == "finite")]
    doers = (scene.agents(c) for c in told)
    things = [h for c in told for h in (*c.at("object"), *c.at("attribute"))]
    owners = (scene.owners(h) for h in (*clause.at(AT), *things))
    return any(codes(found) - codes(scene.agents(clause)) for found in (*doers, *owners))


def reigns(actor: Actor) -> bool:
    """Whether an actor is a state or its government."""
    return actor.code is not None and actor.sector in (None, "GOV")


def by_somebody(scene: Scene, noun: Clause, role: str) -> bool:
    """Whether a noun of action has a doer, as its subject or its owner: "an offer of gas made by Chad"."""
    if role == "subject":
        return bool(codes(scene.agents(noun)))
    return role == "owner" and bool(codes(scene.authors(noun.head) or scene.far_authors(noun)))


def test_clauses(scene: Scene, heads: Iterable[int], words: Words) -> bool:
    """A condition on the clauses with these heads: by verb, by form,
    or by the act that one of them tells of."""
    heads = tuple(heads)
    if not heads:
        return "none" in words
    if "any" in words:
        return True
    for c in heads:
        inner = scene.parse.clauses.get(c)
        if inner is None:
            continue
        if not words.isdisjoint((inner.lemma, inner.verb, inner.form, f"modal:{inner.modal}")):
            return True
        match = best(scene, c)
        if match is not None and (
            f"type:{match.type}" in words
            or (match.type in COOPERATION and "cooperation" in words)
            or (match.type in CONFLICT and "conflict" in words)
        ):
            return True
    return False


def names(scene: Scene, head: int) -> set[str]:
    """The words by which a condition may know a noun, worked out once for each noun."""
    if head not in scene.named:
        scene.named[head] = named(scene, head)
    return scene.named[head]


def named(scene: Scene, head: int) -> set[str]:
    """The words by which a condition may know a noun: its lemma, with a modifier ("travel ban"),
    and through "a series of"."""
    parse = scene.parse
    lemma = parse.lemma(head)
    found = {lemma, parse.hyphenated(head), parse.lower[head], parse.lower[head].replace("’", "'")}
    if lemma in scene.standing["clubs"]:
        proper = parse.pos[head] == "PROPN"  # "the Arab League", "the league" that has been named so
        if any(a.code if proper else a.body for a in scene.cast.of(head)):
            found.clear()
    found |= {parse.words[k] for k in (head - 1, head - 2) if priced(scene, k, head)}
    for k in parse.kids[head]:
        if parse.relations[k] in ("modifier", "compound"):
            found |= {f"{parse.lemma(k)} {lemma}", f"{parse.lower[k]} {lemma}"}
    if parse.pos[head] == "PRON":
        found |= pointed(scene, head)
    if parse.pos[head] == "NOUN" and lemma not in scene.patterns.nouns and (office := recalled(scene, head)):
        found = {office}  # "the visitor" is the president spoken of before
    if parse.pos[head] in NAMING and not scene.cast.of(head):
        found |= kinds(scene, head)
    if parse.pos[head] in ("PROPN", "PRON"):  # "summoned Ambassador Lin": a person is known by the office
        found |= {a.role.lower().split()[-1] for a in scene.cast.of(head) if a.role and a.sector != "CVL"}
    sum_ = parse.pos[head] == "NUM" or lemma in scene.standing["sums"]
    if sum_ or scene.transparent(head):
        for name, member in parse.obliques(head):
            if name in scene.words["of"] or (sum_ and name in scene.standing["sums_in"]):
                found |= names(scene, member)
    return found | borne(scene, head)


def pointed(scene: Scene, pronoun: int) -> set[str]:
    """Those without a country whom a pronoun stands for: the teachers of "their strike"."""
    meant = scene.cast.of(pronoun)
    if len(meant) != 1 or not meant[0].name or meant[0].country:
        return set()
    last = meant[0].name.lower().rsplit(" ", 1)[-1]
    return {last, last.removesuffix("s")}


def kinds(scene: Scene, name: int) -> set[str]:
    """What the text says beside a thing's name that it is, here or elsewhere: "the Hawk-2, its longest-range
    missile"."""
    parse = scene.parse
    if scene.kinds is None:
        scene.kinds = {}
        for word, same in enumerate(parse.heads):
            told = parse.pos[word] == "NOUN" and parse.relations[word] == "apposition"
            if told and parse.pos[same] in NAMING:
                scene.kinds.setdefault(parse.lower[same], set()).add(parse.lemma(word))
    return scene.kinds.get(parse.lower[name], set())


def borne(scene: Scene, head: int) -> set[str]:
    """What a noun lists, "list of demand", and what those bear whom it lists: "sanction" of "the list of
    banks targeted by sanctions"."""
    parse, table = scene.parse, scene.standing
    if not scene.has_lemma("rolls", head):
        return set()
    members = [h for role, h in parse.obliques(head) if role in scene.words["of"]]
    laid = [c for c in parse.hung(*members) if c.passive and c.lemma in table["burdening"]]
    burdens = [h for c in laid for role in ("subject", TO) for h in c.at(role)]
    listed = {f"{parse.lemma(head)} {link} {parse.lemma(m)}" for link, m in parse.obliques(head)}
    return listed | {parse.lemma(h) for h in burdens}


def recalled(scene: Scene, head: int) -> str:
    """The office of whoever a noun stands for that calls him something else;
    nothing where it says who he is."""
    meant = scene.cast.of(head)
    role = (meant[0].role or "").lower() if len(meant) == 1 else ""
    phrase = {scene.parse.lemma(w) for w in range(scene.parse.phrase(head)[0], head + 1)}
    return role.split()[-1] if role and phrase.isdisjoint(role.split()) else ""


def priced(scene: Scene, sign: int, head: int) -> bool:
    """Whether a word is the sign of a sum of money that ends at another: "$" of "$4.1bn", of "$5 m"."""
    parse = scene.parse
    between = range(sign + 1, head)
    return sign >= 0 and parse.pos[sign] == "SYM" and all(parse.pos[k] == "NUM" for k in between)


def matched(scene: Scene, pattern: Pattern, clause: Clause, words: str, trigger: int | None) -> Match:
    """A match with its inner act and the mode and type that follow from it."""
    last = trigger if trigger is not None else clause.head
    for word in words.split()[1:]:
        last = max([
            last, *(k for k in scene.parse.kids[clause.head] if scene.parse.lower[k] == word and k - last < 4)
        ])
    match = Match(pattern, clause, last, pattern.type, pattern.mode, [f"rule {pattern.id}: {words!r}"])
    match.inner = inner(scene, clause)
    for mode, conditions in pattern.modes:
        if all(test(scene, clause, role, wanted) for role, wanted in conditions.items()):
            match.mode = mode
            break
    compose(scene, match)
    return match


def inner(scene: Scene, clause: Clause) -> Match | None:
    """The act that a clause speaks of: in its complement, else in its object, else after a preposition."""
    told = (best(scene, c.head) or inner(scene, c) for c in scene.parse.held(clause))
    nouns = (h for h in clause.at("object", *GOVERNED, "attribute") if scene.parse.pos[h] == "NOUN")
    meaning = (best(scene, h) or meant(scene, h) for h in nouns)
    return next((m for m in chain(told, meaning) if m is not None), None)


GOVERNED = (FOR, TO, WITH, OF, ON, OVER, AGAINST)


def meant(scene: Scene, noun: int) -> Match | None:
    """The act that a noun is an intention of: "its decision to close the consulate"."""
    aims = (c for c in scene.parse.hung(noun) if c.form == "infinitive" and c.link == "modifying")
    meaning = (best(scene, c.head) or inner(scene, c) for c in aims)
    return next((m for m in meaning if m is not None), None)


def compose(scene: Scene, match: Match) -> None:
    """What the inner act makes of the outer one: "vowed to bomb" is a threat,
    "asked to meet" has the mode meet."""
    inner = match.inner
    if undone(scene, match):
        turn(scene, match, inner)
        return
    if inner is None:
        return
    denied = inner.clause.negated and not match.clause.negated
    if match.type == "AGREE" and inner.type in COOPERATION and denied:
        match.type, match.mode = "REJECT", None  # "signalled that it would not attend"
        match.reasons.append(f"not to: no {inner.type}")
        return
    side = (
        "conflict" if inner.type in CONFLICT else "cooperation" if inner.type in COOPERATION else inner.type
    )
    if inner.clause.negated and side == "conflict":
        match.reasons.append(f"not to: no {inner.type}")
    turned = inner.clause.negated and inner.type in CONFLICT
    becomes = None if turned else match.pattern.inner.get(inner.type) or match.pattern.inner.get(side)
    if becomes == "ACCUSE" and inner.clause.modal is not None:
        becomes = None  # "warned that it would be held to account"
    if becomes:
        match.reasons.append(f"{match.type} of {inner.type} is {becomes}")
        match.type, match.mode = becomes, inner.mode if becomes == inner.type else None
    # "warned it not to attack" threatens no attack
    if match.mode is None and not (inner.clause.negated and match.type == "THREATEN"):
        table: Mapping[str, str] = composition().get(match.type, {})
        match.mode = table.get(f"{inner.type} {inner.mode}") or table.get(inner.type)


FIRM = "BUS"
HARMFUL = frozenset(("SANCTION", "COERCE", "ASSAULT", "THREATEN", "REJECT"))


def undone(scene: Scene, match: Match) -> bool:
    """Whether somebody resolves not to do a thing: "decided not to sign", "vowed never to attack"."""
    table, clause = scene.standing, match.clause
    resolves = clause.lemma in table["resolving"] | table["binding"] and not clause.negated
    told = match.type in ("AGREE", "THREATEN") and resolves
    return told and any(c.negated and c.form == "infinitive" for c in scene.parse.held(clause))


def turn(scene: Scene, match: Match, held: Match | None) -> None:
    """Who resolves not to cooperate refuses, who promises no blow agrees;
    the refusal of what no rule knows is only known as such."""
    if held is None and match.clause.lemma in scene.standing["binding"]:
        return
    what = held.type if held is not None else "such act"
    match.type, match.mode = "AGREE" if what in HARMFUL else "REJECT", None
    match.reasons.append(f"resolved not to: no {what}")
