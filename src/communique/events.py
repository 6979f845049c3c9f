"""Clauses and patterns to events: who did what to whom, with what standing, and the words and the rule that say so.

Knows roles and how acts are nested in one another; knows no English and no parser.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from communique import contexts
from communique.grammar import Clause, Parse, rules
from communique.knowledge import load_toml, ontology
from communique.knowledge import patterns as patterns_of
from communique.knowledge.patterns import Pattern, Words
from communique.records import Actor, Event, Place, Statement, Status, Time, When, identify

VERBAL_COOPERATION = frozenset(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"))
MATERIAL_COOPERATION = frozenset(("COOPERATE", "AID", "RETREAT"))
COOPERATION = VERBAL_COOPERATION | MATERIAL_COOPERATION
CONFLICT = frozenset(("SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST", "THREATEN"))
SPOKEN = frozenset(("AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"))
YEAR_BACK = 365         # days: an act longer before publication is history, by the coding conventions of the examples
SAME_WORDS = 0.34       # share of content words that two tellings of one spoken act have in common; set on the worked examples
# Where the recipient of an act stands when its pattern does not say.
VERB_TARGETS = ("object", "indirect", "oblique:against", "oblique:on", "oblique:upon", "oblique:with", "oblique:at", "oblique:to", "oblique:from",
                "oblique:toward", "oblique:towards", "oblique:of", "oblique:for", "object.owner", "object.target", "complement.subject", "complement.object", "complement.object.owner",
                "complement.target")
NOUN_TARGETS = ("oblique:against", "oblique:on", "oblique:upon", "oblique:to", "oblique:with", "oblique:at", "oblique:toward", "oblique:towards",
                "oblique:from", "oblique:of", "oblique:over", "oblique:for", "modifier", "complement.subject", "complement.object", "governor.targets")


class Cast(Protocol):
    """Who the noun phrases of the article stand for (see actors.py)."""

    def of(self, head: int) -> tuple[Actor, ...]: ...
    def owners(self, head: int) -> tuple[Actor, ...]: ...


@dataclass(slots=True)
class Match:
    """A pattern that fits at a word, with what was worked out about the act so far."""

    pattern: Pattern
    clause: Clause
    last: int                                   # last word of the trigger
    type: str
    mode: str | None
    reasons: list[str] = field(default_factory=list)
    inner: Match | None = None                  # the act that this one speaks of
    swallowed: bool = False                     # only spoken of by another act


class Scene:
    """One article under the event coder: its parse, its people, times, places and statements, and the matches by word."""

    def __init__(self, parse: Parse, cast: Cast, statements: Sequence[Statement] = (), times: Sequence[Time] = (), places: Sequence[Place] = (),
                 on: str | None = None, language: str = "en") -> None:
        self.parse, self.cast, self.statements, self.places, self.on = parse, cast, statements, places, on
        self.words = rules(language)["words"]
        self.patterns = patterns_of.load(language)
        self.found: dict[int, Match | None] = {}
        self.times: dict[int, list[Time]] = {}
        self.noun_times: dict[int, list[Time]] = {}
        self.cues = {parse.word_at(s.cue.start): s for s in statements if s.cue}
        self.place_at = {parse.word_at(p.span.end - 1): p for p in places}
        for time in times:
            self.anchor(time)

    def anchor(self, time: Time) -> None:
        """Put a time with the clause, and with the noun, that it stands in."""
        if not len(self.parse):
            return
        first, last = self.parse.word_at(time.start), self.parse.word_at(max(time.start, time.end - 1))
        top = next((i for i in range(first, last + 1) if not first <= self.parse.heads[i] <= last), first)
        clause = self.parse.clause_of(top)
        if clause is not None:
            self.times.setdefault(clause.head, []).append(time)
        above = self.parse.heads[top]
        while self.parse.pos[above] == "ADP" and self.parse.heads[above] != above:
            above = self.parse.heads[above]
        if self.parse.pos[above] in ("NOUN", "PROPN"):
            self.noun_times.setdefault(above, []).append(time)

    # ------------------------------------------------------------ matching
    def best(self, word: int) -> Match | None:
        """The pattern that fits best at a word, found once."""
        if word not in self.found:
            self.found[word] = None                         # guards against circles in a faulty tree
            self.found[word] = next(self.fitting(word), None)
        return self.found[word]

    def fitting(self, word: int) -> Iterator[Match]:
        parse, patterns = self.parse, self.patterns
        lemma = parse.lemmas[word]
        clause = parse.clauses.get(word)
        if clause is not None:
            rows = patterns.verbs.get(lemma, ())
            if "attribute" in clause.roles or parse.pos[word] == "AUX":
                yield from self.predicative(clause)
            if clause.modal in patterns.modals:
                rows = (*rows, *patterns.modals[clause.modal])
            rows = (*rows, *patterns.verbs.get("*", ()))
        elif parse.pos[word] in ("NOUN", "PROPN"):
            rows = patterns.nouns.get(lemma.lower(), ())
            clause = parse.noun(word) if rows else None
        else:
            return
        if rows and clause is not None:
            yield from self.ranked(rows, clause)

    def predicative(self, clause: Clause) -> Iterator[Match]:
        """Adjectives that a clause says of its subject: "is opposed to", "was critical of"."""
        for head in clause.roles.get("attribute", ()):
            rows = self.patterns.adjectives.get(self.parse.lower[head], ())
            if rows:
                roles = dict(clause.roles)
                for name, member in self.parse.obliques(head):
                    roles[f"oblique:{name}"] = (*roles.get(f"oblique:{name}", ()), member)
                yield from self.ranked(rows, replace(clause, roles=roles), head)

    def ranked(self, rows: Iterable[tuple[str, Pattern]], clause: Clause, trigger: int | None = None) -> Iterator[Match]:
        """The matches among rows, the most specific first."""
        fits = [(words, p) for words, p in rows if self.triggered(words, clause) and self.holds(p, clause)]
        fits.sort(key=lambda row: (-len(row[0].split()), -len(row[1].when) - row[1].negated - row[1].said - len(row[1].unless) / 10))
        for words, pattern in fits:
            yield self.matched(pattern, clause, words, trigger)

    def triggered(self, words: str, clause: Clause) -> bool:
        """Whether the further words of a trigger are there, as particle or as preposition."""
        rest = words.split()[1:]
        have = clause.lemma.split()[1:]
        return all(w in have or f"oblique:{w}" in clause.roles or any(
            r.startswith(f"oblique:{w} ") or r.endswith(f" {w}") for r in clause.roles) or self.gerund_after(clause, w) for w in rest)

    def gerund_after(self, clause: Clause, preposition: str) -> bool:
        return any(c in self.parse.clauses and self.parse.clauses[c].link == f"oblique:{preposition}" for c in clause.complements)

    def holds(self, pattern: Pattern, clause: Clause) -> bool:
        """Whether all conditions of a pattern hold for a clause."""
        if pattern.negated != clause.negated and pattern.negated:
            return False
        if pattern.passive is not None and pattern.passive != clause.passive:
            return False
        if pattern.said and self.carrier(clause) is None:
            return False
        return all(self.test(clause, role, words) for role, words in pattern.when.items()) and \
            not any(self.test(clause, role, words) for role, words in pattern.unless.items())

    def test(self, clause: Clause, role: str, words: Words) -> bool:
        """One condition: whether the role holds one of the words ("any": is there; "actor": stands for somebody; "type:X": holds such an act)."""
        if role in ("form", "link", "tense", "modal", "marker", "kind"):
            return str(getattr(clause, role)) in words
        if role == "complement":
            return self.test_complement(clause, words)
        heads = self.heads(clause, role)
        if "any" in words:
            return bool(heads)
        if "none" in words:
            return not heads
        if any(not words.isdisjoint(self.names(h)) for h in heads):
            return True
        if "actor" in words and any(a.country for h in heads for a in self.cast.of(h)):
            return True
        if "person" in words and any(self.parse.entities[h] == "person" or self.cast.of(h) for h in heads):
            return True
        return any(w.startswith("type:") and (m := self.best(h)) is not None and m.type == w[5:] for w in words for h in heads)

    def test_complement(self, clause: Clause, words: Words) -> bool:
        if not clause.complements:
            return "none" in words
        if "any" in words:
            return True
        for c in clause.complements:
            inner = self.parse.clauses.get(c)
            if inner is None:
                continue
            if inner.lemma in words or inner.lemma.split()[0] in words or inner.form in words:
                return True
            match = self.best(c)
            if match is not None and (f"type:{match.type}" in words or (match.type in COOPERATION and "cooperation" in words)
                                      or (match.type in CONFLICT and "conflict" in words)):
                return True
        return False

    def heads(self, clause: Clause, role: str) -> tuple[int, ...]:
        """The heads of a role; an object's own obliques count for its verb, since parsers hang "sanctions on X" either way."""
        if role == "head":
            return (clause.head,)
        found = clause.roles.get(role, ())
        if not found and clause.kind == "verb" and role.startswith("oblique:"):
            found = tuple(h for o in (*clause.roles.get("object", ()), *clause.roles.get("attribute", ()))
                          for h in self.parse.noun(o).roles.get(role, ()))
        if not found and clause.kind == "noun" and role.startswith("oblique:") and clause.link != "root":
            above = self.light(clause)
            found = above.roles.get(role, ()) if above else ()
        return found

    def names(self, head: int) -> set[str]:
        """The words by which a condition may know a noun: its lemma, with a modifier ("travel ban"), and through "a series of"."""
        parse = self.parse
        lemma = parse.lemmas[head].lower()
        found = {lemma, parse.lower[head]}
        for k in parse.kids[head]:
            if parse.relations[k] in ("modifier", "compound"):
                found.add(f"{parse.lemmas[k].lower()} {lemma}")
        if lemma in STANDING["transparent"]:
            for name, member in parse.obliques(head):
                if name == "of":
                    found |= self.names(member)
        return found

    def matched(self, pattern: Pattern, clause: Clause, words: str, trigger: int | None) -> Match:
        """A match with its inner act and the mode and type that follow from it."""
        last = trigger if trigger is not None else clause.head
        for word in words.split()[1:]:
            last = max([last, *(k for k in self.parse.kids[clause.head] if self.parse.lower[k] == word and k - last < 4)])
        match = Match(pattern, clause, last, pattern.type, pattern.mode, [f"rule {pattern.id}: {words!r}"])
        match.inner = self.inner(clause)
        for mode, conditions in pattern.modes:
            if all(self.test(clause, role, wanted) for role, wanted in conditions.items()):
                match.mode = mode
                break
        self.compose(match)
        return match

    def inner(self, clause: Clause) -> Match | None:
        """The act that a clause speaks of: in its complement, else in its object, else after a preposition."""
        for c in clause.complements:
            match = self.best(c)
            if match is not None:
                return match
            deeper = self.parse.clauses.get(c)
            if deeper is not None and (found := self.inner(deeper)) is not None:
                return found
        for role in ("object", "oblique:for", "oblique:to", "oblique:with", "oblique:of", "oblique:on", "oblique:over", "oblique:against", "attribute"):
            for head in clause.roles.get(role, ()):
                if self.parse.pos[head] == "NOUN" and head != clause.head and (match := self.best(head)) is not None:
                    return match
        return None

    def compose(self, match: Match) -> None:
        """What the inner act makes of the outer one: "vowed to bomb" is a threat, "asked to meet" has the mode meet."""
        inner = match.inner
        if inner is None:
            return
        side = "conflict" if inner.type in CONFLICT else "cooperation" if inner.type in COOPERATION else inner.type
        becomes = match.pattern.inner.get(inner.type) or match.pattern.inner.get(side)
        if becomes and becomes != match.type:
            match.reasons.append(f"{match.type} of {inner.type} is {becomes}")
            match.type, match.mode = becomes, None
        if match.mode is None:
            table: Mapping[str, str] = COMPOSITION.get(match.type, {})
            match.mode = table.get(f"{inner.type} {inner.mode}") or table.get(inner.type)

    # ------------------------------------------------------------ parties
    def who(self, heads: Iterable[int]) -> tuple[Actor, ...]:
        """The actors that these heads stand for, each once."""
        return unique(a for h in heads for a in self.cast.of(h))

    def reach(self, clause: Clause, path: str) -> tuple[Actor, ...]:
        """The actors at a path from a clause: "object", "oblique:on", "object.owner", "complement.subject"."""
        first, _, rest = path.partition(".")
        if first == "complement":
            inners = [self.parse.clauses[c] for c in clause.complements if c in self.parse.clauses]
            if rest == "target":
                return next((found for c in inners for p in VERB_TARGETS[:14] if (found := self.reach(c, p))), ())
            return unique(a for c in inners for a in self.reach(c, rest))
        if first == "governor":
            above = self.light(clause)
            if above is None:
                return ()
            if rest == "targets":
                return next((found for p in ("indirect", "oblique:against", "oblique:on", "oblique:to", "oblique:with", "oblique:at")
                             if (found := self.who(above.roles.get(p, ())))), ())
            return self.reach(above, rest)
        if first == "speaker":
            said = self.carrier(clause)
            return (said.speaker,) if said is not None and said.speaker is not None else ()
        if first == "subject" and clause.kind == "noun":
            return self.agents(clause)
        heads = self.heads(clause, first)
        if not rest:
            return self.who(heads) or (self.hosts(heads) if first == "host" else ())
        if rest == "owner":
            return unique(a for h in heads for a in self.owners(h))
        if rest == "target":
            return unique(a for h in heads for a in self.targets(h))
        if rest == "place":
            return self.who(heads) or self.hosts(heads)
        return unique(a for h in heads for a in self.who(self.parse.noun(h).roles.get(rest, ())))

    def hosts(self, heads: Iterable[int]) -> tuple[Actor, ...]:
        """The countries of the places that these heads name: whom a visitor to Tokyo visits."""
        found = []
        for h in heads:
            place = self.place_at.get(h)
            if place is not None and place.country:
                found.append(Actor(place.name, place.country, span=place.span, because=(f"{place.name} is a place in {place.country}",)))
        return unique(found)

    def owners(self, head: int) -> tuple[Actor, ...]:
        """Whose a noun is: "China's demand", "the Russian invasion", "an attack by rebels"."""
        roles = self.parse.noun(head).roles
        return self.who(roles.get("oblique:by", ())) or self.cast.owners(head)

    def targets(self, head: int) -> tuple[Actor, ...]:
        """At whom a noun is directed: "sanctions on Iran", "ties with Cuba"."""
        roles = self.parse.noun(head).roles
        return next((found for p in NOUN_TARGETS[:12] if (found := self.who(roles.get(p, ())))), ())

    def agents(self, clause: Clause) -> tuple[Actor, ...]:
        """Who does what a clause says; for a noun its owner, its author, or the subject of the verb that carries it."""
        if clause.kind == "noun":
            roles = clause.roles
            for role in ("oblique:by", "oblique:between", "oblique:among"):
                if found := self.who(roles.get(role, ())):
                    return found
            if found := self.who(roles.get("owner", ())) or (self.cast.owners(clause.head) if "owner" in roles or "modifier" in roles else ()):
                return found
            above = self.light(clause)
            return self.agents(above) if above is not None else ()
        heads = clause.roles.get("subject", ())
        found = self.who(heads)
        if not found and heads:
            found = unique(a for h in heads if self.parse.pos[h] == "NOUN" for a in self.owners(h))
        if not found and clause.link in ("modifying", "relative") and clause.parent is not None:
            found = self.owners(clause.parent)
            above = self.parse.governor(clause.parent)
            if not found and above is not None and above.head != clause.head and clause.parent not in above.roles.get("subject", ()) and not clause.passive:
                found = self.agents(above)
        return found

    def light(self, noun: Clause) -> Clause | None:
        """The verb that carries a noun of action ("launched an attack"), if one does."""
        above = self.parse.clauses.get(noun.parent) if noun.parent is not None else None
        if above is None or noun.link == "inside" or noun.link == "subject":
            return None
        return above if above.lemma.split()[0] in self.words["light_verbs"] or above.lemma in self.words["light_verbs"] else None

    def carrier(self, clause: Clause) -> Statement | None:
        """The innermost statement whose words hold the clause."""
        start = self.parse.starts[clause.head]
        inside = [s for s in self.statements if any(c.start <= start < c.end for c in s.content)]
        return min(inside, key=lambda s: sum(c.end - c.start for c in s.content), default=None)


_COMPOSITION: dict[str, dict[str, str]] = load_toml("composition.toml")["mode"]
COMPOSITION: Mapping[str, Mapping[str, str]] = _COMPOSITION


def unique(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """The actors, each party once."""
    seen: dict[tuple[str | None, str | None, str | None], Actor] = {}
    for actor in actors:
        seen.setdefault((actor.name, actor.country, actor.sector), actor)
    return tuple(seen.values())


# ---------------------------------------------------------------- events
def find(scene: Scene) -> tuple[Event, ...]:
    """The events of an article, each act once, in order of their evidence."""
    matches = [m for word in range(len(scene.parse)) if (m := scene.best(word)) is not None]
    for match in matches:
        swallow(scene, match)
    events = [e for m in matches if not m.swallowed and (e := settle(scene, m)) is not None]
    return tuple(sorted(gather(scene, events), key=lambda e: (e.evidence.start, e.trigger.start)))


def swallow(scene: Scene, match: Match) -> None:
    """Mark the acts that an act only speaks of; a noun with an author of its own, in a demand refused or an attack condemned, stays."""
    if not match.pattern.absorbs:
        return
    outer = {a.country for a in scene.agents(match.clause)}
    for word in below(scene.parse, match.clause):
        inner = scene.found.get(word)
        if inner is None or inner is match or inner.swallowed:
            continue
        if inner.clause.kind == "noun" and match.type in ("REJECT", "ACCUSE", "SUPPORT", "CONCEDE") and word not in inside_complements(scene.parse, match.clause):
            own = {a.country for a in scene.agents(inner.clause)} if "owner" in inner.clause.roles or "oblique:by" in inner.clause.roles \
                or "modifier" in inner.clause.roles else set()
            if own - outer:
                continue
        inner.swallowed = True


def below(parse: Parse, clause: Clause) -> Iterator[int]:
    """The words under a clause that belong to what it speaks of: objects, obliques and complements, with all that hangs on them."""
    roots = [h for role, heads in clause.roles.items() if role not in ("subject", "owner", "modifier") for h in heads] + list(clause.complements)
    yield from under(parse, [r for r in roots if r != clause.head])


def inside_complements(parse: Parse, clause: Clause) -> set[int]:
    return set(under(parse, clause.complements))


def under(parse: Parse, roots: Iterable[int]) -> Iterator[int]:
    stack, seen = list(roots), set[int]()
    while stack:
        word = stack.pop()
        if word in seen:
            continue
        seen.add(word)
        yield word
        stack += [k for k in parse.kids[word] if parse.relations[k] not in ("relative", "adverbial") or parse.relations[word] == "root"]


def settle(scene: Scene, match: Match) -> Event | None:
    """The event of a match, or None where the text gives no party to it."""
    pattern, clause = match.pattern, match.clause
    status, why = standing(scene, match)
    said = scene.carrier(clause)
    actors = next((f for p in pattern.actor if (f := scene.reach(clause, p))), ()) if pattern.actor else \
        (scene.reach(clause, "speaker") if pattern.said else scene.agents(clause))
    recipients = receivers(scene, match, actors)
    if pattern.reciprocal:
        actors, recipients = unique((*actors, *recipients)), ()
    if not any(a.country for a in actors) and not (any(a.country for a in recipients) and clause.kind == "verb" and clause.passive):
        return None
    if pattern.reciprocal and len({a.country for a in actors}) < 2 and clause.kind == "noun" and match.mode != "visit":
        return None
    if ("recipient" in pattern.needs and not any(a.country for a in recipients)) or ("actor" in pattern.needs and not any(a.country for a in actors)):
        return None
    type_, mode, status = outlook(match, status)
    when = day_of(scene, match, said, actors)
    if when is not None and when.end and scene.on and status == "actual" and days_between(when.end, scene.on) > YEAR_BACK:
        status = "historical"
        why = [*why, f"{when.text!r} is more than a year before publication"]
    return event(scene, match, type_, mode, actors, recipients, status, when, said, [*match.reasons, *why])


def receivers(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The recipients: at the first path that leads to somebody other than the actors."""
    pattern, clause = match.pattern, match.clause
    codes = {a.country for a in actors}
    paths = pattern.recipient or (VERB_TARGETS if clause.kind == "verb" else NOUN_TARGETS)
    same: tuple[Actor, ...] = ()
    for path in paths:
        found = scene.reach(clause, path)
        other = tuple(a for a in found if a.country not in codes or a.country is None)
        if any(a.country for a in other):
            return other
        same = same or tuple(a for a in found if a not in actors)
    if match.inner is not None and not pattern.recipient:
        found = tuple(a for a in receivers(scene, match.inner, actors) if a.country not in codes)
        if found:
            return found
    return same


def outlook(match: Match, status: Status) -> tuple[str, str | None, Status]:
    """PLOVER's rule on what has not happened yet: future cooperation is AGREE, a future yielding CONCEDE, a future blow THREATEN."""
    type_, mode = match.type, match.mode
    if match.pattern.status:
        return type_, mode, match.pattern.status  # type: ignore[return-value]
    if status == "planned":
        if type_ in ("CONSULT", "SUPPORT", "COOPERATE", "AID"):
            match.reasons.append(f"a future {type_} is AGREE")
            return "AGREE", None, status
        if type_ == "RETREAT":
            match.reasons.append("a future RETREAT is CONCEDE")
            return "CONCEDE", None, status
        if type_ in ("COERCE", "ASSAULT"):
            match.reasons.append(f"a future {type_} is THREATEN")
            return "THREATEN", COMPOSITION["THREATEN"].get(f"{type_} {mode}") or COMPOSITION["THREATEN"].get(type_), status
        if type_ in SPOKEN:
            return type_, mode, status
    return type_, mode, status


def standing(scene: Scene, match: Match) -> tuple[Status, list[str]]:
    """Whether the act took place, is planned, only imagined, or denied, read from the clause and those above it."""
    parse, words = scene.parse, scene.words
    clause = match.clause
    if clause.kind == "noun":
        lemma = noun_standing(scene, clause)
        if lemma is not None:
            return lemma
        above = scene.light(clause)
        if above is None:
            return ("negated", ["a noun with \"no\""]) if clause.negated else ("actual", [])
        clause = replace(above, negated=above.negated or clause.negated)
    if clause.negated and not match.pattern.negated:
        return "negated", ["negated"]
    for step, c in enumerate((clause, *parse.ancestors(clause))):
        verdict = judged(scene, c, step)
        if verdict is not None:
            return verdict
        if c.link not in ("complement", "conjunct", "adverbial", "modifying") and not c.link.startswith("oblique:"):
            break
        above = parse.clauses.get(c.parent) if c.parent is not None else None
        if c.link == "modifying" or (c.link == "complement" and above is None and c.parent is not None and parse.pos[c.parent] in ("NOUN", "ADJ")):
            return by_noun(scene, c)
        if above is None:
            above = parse.governor(c.head)
        if above is None:
            break
        if c.link == "adverbial" and c.form == "infinitive":
            return "planned", [f"purpose of {parse.words[above.head]!r}"]
        if c.link in ("complement",) or c.link.startswith("oblique:"):
            verdict = by_verb(scene, c, above)
            if verdict is not None:
                return verdict
            if above.lemma.split()[0] not in words["implicative"] and above.lemma not in ("be",):
                break
        elif c.link == "adverbial" and c.form not in ("gerund", "participle"):
            break
        elif c.link == "conjunct" and c.tense is not None and c.tense == above.tense and c.modal is None and above.modal is None:
            break
    return "actual", []


def judged(scene: Scene, c: Clause, step: int) -> tuple[Status, list[str]] | None:
    """What a clause's own modal and conjunction say of it."""
    if c.marker in scene.words["conditional_markers"] and (c.marker not in ("whether",) or step == 0):
        return "hypothetical", [f"under {c.marker!r}"]
    if c.modal == "will":
        return "planned", ["future"]
    if c.modal == "would":
        above = scene.parse.clauses.get(c.parent) if c.parent is not None and c.link == "complement" else None
        reported = (above is not None and above.tense == "past") or scene.carrier(c) is not None
        return ("planned", ["future, as reported"]) if reported and not c.perfect else ("hypothetical", ["under 'would'"])
    if c.modal in ("could", "may", "might", "can", "should", "must") and not (c.modal in ("could", "can") and step > 0):
        return "hypothetical", [f"under {c.modal!r}"]
    return None


def by_noun(scene: Scene, c: Clause) -> tuple[Status, list[str]]:
    """The standing of an act that says more about a noun or an adjective: "a plan to visit", "due to arrive", "the ship seized by"."""
    if c.form != "infinitive" or c.parent is None:
        return "actual", []
    lemma, lower = scene.parse.lemmas[c.parent].lower(), scene.parse.lower[c.parent]
    if lower in scene.words["prospective"] or lemma in scene.words["prospective"] or lemma in STANDING["planning_nouns"]:
        return "planned", [f"{scene.parse.words[c.parent]!r} makes it planned"]
    return "hypothetical", [f"only a {lemma}"]


def by_verb(scene: Scene, c: Clause, above: Clause) -> tuple[Status, list[str]] | None:
    """What the verb above makes of a complement: expected, tried, failed, or nothing."""
    verb = above.lemma.split()[0]
    words = scene.words
    if c.form == "infinitive":
        attribute = next((scene.parse.lower[h] for h in above.roles.get("attribute", ())), "")
        if verb in words["failed"] or (above.negated and verb in words["implicative"]):
            return "negated", [f"{verb!r} says that it did not take place"]
        if verb in words["prospective"] or attribute in words["prospective"] or verb == "be":
            return ("negated" if above.negated else "planned"), [f"{attribute or verb!r} makes it planned"]
        if verb in words["attempted"]:
            return "actual", [f"attempted ({verb!r})"]
        if verb not in words["implicative"]:
            return "hypothetical", [f"only spoken of ({verb!r})"]
        return None
    if verb in words["failed"] and c.form == "gerund":
        return "negated", [f"{verb!r} says that it did not go on"]
    if above.negated and c.form == "finite":
        return "hypothetical", [f"{verb!r} is negated"]
    if verb in STANDING["denying_verbs"]:
        return "negated", ["denied"]
    return None


def noun_standing(scene: Scene, clause: Clause) -> tuple[Status, list[str]] | None:
    """What the modifiers of a noun of action say: "a planned visit", "possible sanctions", "last year's raid"."""
    parse = scene.parse
    table = STANDING
    for k in parse.kids[clause.head]:
        if parse.relations[k] in ("modifier", "compound"):
            for status in ("planned", "hypothetical", "historical"):
                if parse.lower[k] in table[status]:
                    return status, [f"{parse.words[k]!r} says so"]  # type: ignore[return-value]
    above = parse.clauses.get(clause.parent) if clause.parent is not None else None
    if above is not None and clause.link in ("object", "oblique:for", "oblique:on", "oblique:of", "oblique:to", "oblique:against", "oblique:about"):
        verb = above.lemma
        for status in ("negated", "planned", "hypothetical"):
            if verb in table[f"{status}_verbs"]:
                return status, [f"{verb!r} says so"]  # type: ignore[return-value]
    if clause.link == "inside":
        above_noun = parse.heads[clause.head]
        if parse.pos[above_noun] == "ADP":
            noun = parse.heads[above_noun]
            if parse.lemmas[noun].lower() in table["hypothetical_nouns"]:
                return "hypothetical", [f"only a {parse.lemmas[noun].lower()} of it"]
    return None


_STANDING: dict[str, list[str]] = load_toml("en/standing.toml")["standing"]
STANDING: Mapping[str, frozenset[str]] = {k: frozenset(v) for k, v in _STANDING.items()}


def day_of(scene: Scene, match: Match, said: Statement | None, actors: tuple[Actor, ...]) -> When | None:
    """When the act took place or is due: a time in its own words, in the verb that carries it, or, for an act of speech, the time of speaking."""
    parse, clause = scene.parse, match.clause
    if clause.kind == "noun":
        own = scene.noun_times.get(clause.head, [])
        above = scene.light(clause)
        own = own or (scene.times.get(above.head, []) if above is not None else [])
        if not own and (above := parse.clauses.get(clause.parent) if clause.parent is not None else None) is not None and above.lemma in ("be", "take", "come"):
            own = scene.times.get(above.head, [])
    else:
        own = own_times(scene, clause)
        c, steps = clause, 0
        while not own and steps < 3 and c.parent is not None and \
                (c.link == "conjunct" or (c.link in ("modifying", "adverbial", "complement") and c.form in ("gerund", "infinitive") and match.type in SPOKEN | {"CONSULT"})
                 or (c.link == "complement" and c.form == "infinitive")):
            above = parse.clauses.get(c.parent) or parse.governor(c.parent)
            if above is None or above.head == c.head:
                break
            c, steps, own = above, steps + 1, own_times(scene, above)
    when = nearest(own, parse.starts[clause.head])
    if when is None and match.inner is not None and match.type in ("AGREE", "CONCEDE", "THREATEN") and match.inner.clause.head != clause.head:
        when = nearest(own_times(scene, match.inner.clause), parse.starts[clause.head])
    if when is None and said is not None and match.type in SPOKEN and said.speaker is not None and \
            said.speaker.country in {a.country for a in actors}:
        when = said.when
    return when if when is not None and when.start else None


def own_times(scene: Scene, clause: Clause) -> list[Time]:
    return scene.times.get(clause.head, []) if clause.kind == "verb" else scene.noun_times.get(clause.head, [])


def nearest(times: Sequence[Time], offset: int) -> When | None:
    """The dated time that stands nearest to an offset."""
    dated = [t for t in times if t.when.start and t.type in ("DATE", "TIME")]
    return min(dated, key=lambda t: abs(t.start - offset)).when if dated else None


def days_between(earlier: str, later: str) -> int:
    return (date.fromisoformat(later[:10]) - date.fromisoformat(earlier[:10])).days


def event(scene: Scene, match: Match, type_: str, mode: str | None, actors: tuple[Actor, ...], recipients: tuple[Actor, ...], status: Status,
          when: When | None, said: Statement | None, because: list[str]) -> Event:
    """The record of an act."""
    parse, pattern, clause = scene.parse, match.pattern, match.clause
    low, high = extent(scene, clause)
    evidence = parse.span(low, high)
    trigger = parse.span(clause.head, max(clause.head, match.last))
    sentence = parse.sentence(clause.head).text
    cue = scene.cues.get(clause.head)
    addressees = next((f for p in pattern.addressee if (f := scene.reach(clause, p))), ())
    if not addressees and (said or cue) is not None:
        codes = {a.country for a in (*actors, *recipients)}
        addressees = tuple(a for a in (said or cue).addressees if a.country and a.country not in codes)  # type: ignore[union-attr]
    cameo = pattern.cameo if pattern.type == type_ and pattern.cameo else ontology.cameo_for(type_, mode)
    attribution = ((*((said.speaker,) if said.speaker else ()), *said.attribution) if said is not None else ())
    attribution = tuple(a for a in attribution if not (type_ in SPOKEN and a in actors))
    return Event(
        id="", type=type_, mode=mode, contexts=contexts.of(sentence, paragraph_text(parse, clause.head), type=type_, mode=mode), actors=actors, recipients=recipients, addressees=addressees,
        status=status, when=when, where=where(scene, clause), attribution=attribution, statement=said.id if said else None, cameo=cameo,
        quad=ontology.quad(type_), score=ontology.score(type_, mode), confidence=confidence(match, actors, recipients), evidence=evidence, also=(),
        trigger=trigger, rule=pattern.id, because=tuple(because))


def paragraph_text(parse: Parse, word: int) -> str:
    first, end = parse.paragraphs[parse.paragraph_of(word)]
    return parse.span(first, end - 1).text


def confidence(match: Match, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> float:
    """The rule's own confidence, less where the trigger is a noun or a party is missing."""
    value = match.pattern.confidence
    value *= 0.9 if match.clause.kind == "noun" else 1.0
    value *= 1.0 if any(a.country for a in actors) else 0.7
    return round(value * (1.0 if recipients or match.pattern.reciprocal else 0.9), 3)


def extent(scene: Scene, clause: Clause) -> tuple[int, int]:
    """First and last word of the telling of an act."""
    parse = scene.parse
    above = scene.light(clause) if clause.kind == "noun" else None
    head = above.head if above is not None else clause.head
    low, high = parse.subtree(head)
    for k in parse.kids[head]:
        if parse.relations[k] == "conjunct" and k in parse.clauses and k > head:         # "summoned … and accused …": each its own telling
            cut = min(parse.subtree(k)[0], k)
            high = min(high, max(head, cut - 1))
        elif parse.relations[k] in ("parataxis", "complement") and k < head and k in parse.clauses and parse.relations[k] == "parataxis":
            low = max(low, parse.subtree(k)[1] + 1)
    while high > low and (parse.pos[high] in ("PUNCT", "SPACE", "CCONJ")):
        high -= 1
    while low < high and parse.pos[low] in ("PUNCT", "SPACE", "CCONJ"):
        low += 1
    return low, high


def where(scene: Scene, clause: Clause) -> Place | None:
    """The place that the act's own clause names after a preposition of place."""
    parse = scene.parse
    for word, place in scene.place_at.items():
        if place.demonym:
            continue
        prep = parse.heads[word]
        if parse.pos[prep] == "ADP" and parse.lower[prep] in STANDING["prepositions_of_place"]:
            holder = parse.clause_of(prep)
            if parse.heads[prep] == clause.head or (clause.kind == "verb" and holder is not None and holder.head == clause.head
                                                    and parse.heads[prep] == holder.head):
                return place
    return None


# ---------------------------------------------------------------- one act, told several times
def gather(scene: Scene, events: Sequence[Event]) -> list[Event]:
    """Each act once: the fullest telling is the evidence, the others stand in `also`."""
    kept: list[list[Event]] = []
    for e in events:
        group = next((g for g in kept if any(same_act(scene, e, other) for other in g)), None)
        if group is None:
            kept.append([e])
        else:
            group.append(e)
    return [merged(group) for group in kept]


def codes(actors: Iterable[Actor]) -> frozenset[str]:
    return frozenset(a.country for a in actors if a.country)


def same_act(scene: Scene, a: Event, b: Event) -> bool:
    """Whether two tellings are of one act: type and parties agree, dates do not quarrel, and for acts of speech the words are alike."""
    if a.type != b.type or (a.mode and b.mode and a.mode != b.mode and a.type not in ("ACCUSE", "REQUEST", "CONSULT", "AGREE")):
        return False
    if codes(a.actors) != codes(b.actors) and not (a.type in ("CONSULT", "AGREE") and (codes(a.actors) <= codes(b.actors) or codes(b.actors) <= codes(a.actors))):
        return False
    left, right = codes(a.recipients), codes(b.recipients)
    if left and right and left != right and not (left <= right or right <= left):
        return False
    if (a.status in ("negated", "hypothetical")) != (b.status in ("negated", "hypothetical")) or (a.status == "planned") != (b.status == "planned"):
        return False
    if a.when and b.when and a.when.start and b.when.start and (str(a.when.end) < str(b.when.start) or str(b.when.end) < str(a.when.start)):
        return False
    if a.type in ("CONSULT",) or (a.evidence.start < b.evidence.end and b.evidence.start < a.evidence.end):
        return True
    mine, yours = scene.parse.content(a.evidence), scene.parse.content(b.evidence)
    return len(mine & yours) >= SAME_WORDS * max(1, min(len(mine), len(yours)))


def merged(group: list[Event]) -> Event:
    """The fullest telling of an act with what the others add."""
    best = max(group, key=lambda e: (bool(e.recipients), bool(e.when), len(codes(e.actors)), e.confidence, -e.evidence.start))
    others = [e for e in group if e is not best]
    when = best.when or next((e.when for e in others if e.when), None)
    mode = best.mode or next((e.mode for e in others if e.mode), None)
    recipients = best.recipients or next((e.recipients for e in others if e.recipients), ())
    also = tuple(dict.fromkeys(e.evidence for e in others if e.evidence != best.evidence))
    contexts_ = tuple(dict.fromkeys(c for e in (best, *others) for c in e.contexts))
    parties = ",".join(sorted(codes(best.actors))), ",".join(sorted(codes(recipients)))
    ident = identify("event", best.type, *parties, best.evidence.start, best.trigger.start, best.evidence.text)
    return replace(best, id=ident, when=when, mode=mode, recipients=recipients, also=also, contexts=contexts_,
                   score=ontology.score(best.type, mode))
