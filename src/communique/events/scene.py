"""One article under the event coder: its parse, its people, times and places,
and who stands at each role of a clause.

Knows roles and how they are shared among clauses; knows no pattern, no English and no parser.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from communique.actors.things import paper_before
from communique.events.measures import bearers
from communique.events.tables import standing_words
from communique.events.ties import despite
from communique.events.unnamed import unnamed
from communique.grammar import Clause, Parse, rules
from communique.grammar.features import CARDINAL
from communique.knowledge import patterns as patterns_of
from communique.knowledge.patterns import Pattern
from communique.knowledge.roles import (
    AGAINST,
    AMONG,
    AT,
    BETWEEN,
    BY,
    DESPITE,
    FOR,
    FROM,
    IN,
    INTO,
    OF,
    ON,
    OVER,
    TO,
    TOWARD,
    TOWARDS,
    UPON,
    WITH,
)
from communique.reasons import PLACE
from communique.records import Actor, Place, Statement, Time, When, codes, unique

if TYPE_CHECKING:
    from communique.events.encounters import Encounter

VERBAL_COOPERATION = frozenset(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"))
MATERIAL_COOPERATION = frozenset(("COOPERATE", "AID", "RETREAT"))
COOPERATION = VERBAL_COOPERATION | MATERIAL_COOPERATION
CONFLICT = frozenset(("SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST", "THREATEN"))
SPOKEN = frozenset(("AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"))
# Sectors whose members act in public affairs even where no country is named: a union, a rebel group, a court.
PUBLIC = frozenset((
    "GOV", "MIL", "COP", "SPY", "LEG", "JUD", "ELI", "OPP", "PTY", "REB", "SEP", "UAF", "RAD", "IGO", "NGO",
    "IMG", "ISM", "LAB", "REL", "SOC",
))  # fmt: skip
# Acts that people and bodies without a state do too.
JUDGING = frozenset(("ACCUSE", "SUPPORT"))
BLOWS = frozenset(("ASSAULT", "COERCE"))  # that fall on people at home as well
BODILY = frozenset(("ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT"))
# Where the recipient of an act stands when its pattern does not say.
VERB_OBLIQUES = (AGAINST, ON, UPON, WITH, AT, TO, FROM, TOWARD, TOWARDS, OF, FOR)
NOUN_OBLIQUES = (AGAINST, ON, UPON, TO, WITH, AT, TOWARD, TOWARDS, FROM, OF, OVER, FOR)
VERB_TARGETS = (
    "object", "indirect", *VERB_OBLIQUES, f"{AGAINST}.owner", f"{ON}.owner", f"{TO}.owner", f"{WITH}.owner",
    "object.owner", "object.target", "complement.subject", "complement.object", "complement.object.owner",
    "complement.target",
)
NOUN_TARGETS = (
    *NOUN_OBLIQUES, f"{AGAINST}.owner", f"{ON}.owner", f"{ON}.target", "modifier", "complement.subject",
    "complement.object", "governor.targets",
)
# The roles in which a noun of action is carried by its verb: "launched an attack", "engaged in talks",
# "resorted to threats".
CARRIED = frozenset(("object", "attribute", IN, WITH, ON, TO, INTO))
PAPER_BACK, SCHEME_BACK = 4, 20  # paragraphs through which a paper, or a scheme, is known by whom it is of
DATELINE = 8  # words before the date of a dateline, at most
DASHES = frozenset(("-", "–", "—", "--"))
BREAKS = frozenset((":", ";"))  # between what stands beside each other


class Cast(Protocol):
    """Who the noun phrases of the article stand for (see communique.actors)."""

    def of(self, head: int) -> tuple[Actor, ...]: ...
    def owners(self, head: int) -> tuple[Actor, ...]: ...
    def named(self, actors: Iterable[Actor], heads: Iterable[int] = ()) -> tuple[Actor, ...]: ...
    def subject_matter(self, start: int) -> Actor | None: ...


@dataclass(slots=True)
class Match:
    """A pattern that fits at a word, with what was worked out about the act so far."""

    pattern: Pattern
    clause: Clause
    last: int  # last word of the trigger
    type: str
    mode: str | None
    reasons: list[str] = field(default_factory=list)
    inner: Match | None = None  # the act that this one speaks of
    swallowed: bool = False  # only spoken of by another act


class Scene:
    """One article under the event coder: its parse, its people, times, places and statements,
    and the matches by word."""

    def __init__(
        self, parse: Parse, cast: Cast, statements: Sequence[Statement] = (), times: Sequence[Time] = (),
        places: Sequence[Place] = (), on: str | None = None, *, formal: bool = False,
        issuers: tuple[Actor, ...] = (), topics: tuple[tuple[int, int, str], ...] = (),
    ) -> None:
        self.formal = formal  # a document or the words of speakers: each sentence is an act of its own
        self.issuers = issuers  # of a document
        self.topics = topics  # words, half-open, with the state that an answer or a paper is about
        self.parse, self.cast, self.statements, self.on = parse, cast, statements, on
        self.language = language = parse.language
        self.words, self.standing = rules(language)["words"], standing_words(language)
        self.patterns = patterns_of.load(language)
        self.found: dict[int, Match | None] = {}
        self.entries: dict[int, When] | None = None  # the days of a chronology, once they are asked for
        self.encounters: list[Encounter] | None = None  # the mentions of meetings, once they are found
        self.named: dict[int, set[str]] = {}
        self.kinds: dict[str, set[str]] | None = None  # what names are said to be, once that is looked for
        self.carriers: dict[int, Statement] = {}  # by each word that they carry, the innermost
        backwards = tuple(statements)[::-1]  # of two alike the first stays
        for said in sorted(backwards, key=lambda s: -sum(c.end - c.start for c in s.content)):
            for part in said.content:
                self.carriers |= dict.fromkeys(
                    range(parse.word_at(part.start), parse.word_at(part.end - 1) + 1), said
                )
        self.times: dict[int, list[Time]] = {}  # by the head of the clause that a time stands in
        self.bounding: dict[int, list[Time]] = {}  # likewise, those that only say since when or until when
        self.time_at: dict[int, Time] = {}  # by each word of a time
        self.noun_times: dict[int, list[Time]] = {}
        self.cues = {parse.word_at(s.cue.start): s for s in statements if s.cue}
        like = self.standing["likening"]  # "another Vietnam" is nowhere
        told = ((parse.word_at(p.span.start), parse.word_at(p.span.end - 1), p) for p in places)
        self.place_at = {
            last: p for first, last, p in told if p.demonym or parse.lower[first - 1] not in like
        }
        self.place_order = sorted(self.place_at)
        self.place_words: dict[int, Place] = {}  # by each word: the "Republic" of "the Republic of Chad"
        for place in (p for p in self.place_at.values() if not p.demonym):
            for word in range(parse.word_at(place.span.start), parse.word_at(place.span.end - 1) + 1):
                self.place_words.setdefault(word, place)
        for time in times:
            self.anchor(time)

    def has_lemma(self, table: str, *words: int) -> bool:
        """Whether one of some words is by its lemma in a table of standing words."""
        listed, lemmas = self.standing[table], self.parse.lemmas
        return any(lemmas[w].lower() in listed for w in words)

    def has_word(self, table: str, *words: int) -> bool:
        """Whether one of some words is in a table of standing words as it is written."""
        listed, lower = self.standing[table], self.parse.lower
        return any(lower[w] in listed for w in words)

    def anchor(self, time: Time) -> None:
        """Put a time with the clause, and with the noun, that it stands in."""
        first, last = self.parse.word_at(time.start), self.parse.word_at(max(time.start, time.end - 1))
        top = next((i for i in range(first, last + 1) if not first <= self.parse.heads[i] <= last), first)
        self.time_at |= dict.fromkeys(range(first, last + 1), time)
        time = self.bounded(time, first)
        clause = self.parse.clause_of(top)
        if clause is not None and clause.subject and top < min(clause.subject):
            told = [c for c in clause.complements if c < top and BREAKS.isdisjoint(self.parse.words[c:top])]
            # "spoke with him on Sunday, Lee said" is the day of the talk
            clause = self.parse.clauses[told[-1]] if told else clause
        if (
            clause is not None
            and clause.link == "modifying"
            and clause.parent is not None
            and clause.lemma in self.standing["heading"]
        ):
            # "stopped two boats bound for Togo on Monday"
            clause = self.parse.governor(clause.parent) or clause
        clause = self.stood_for(first) or self.resumed(clause, top) or clause
        if clause is not None and not self.names_a_thing(first, last) and not self.parse.foreseen(first):
            bounding = (not clause.perfect and self.bounds(first)) or self.likened(top)
            (self.bounding if bounding else self.times).setdefault(clause.head, []).append(time)
        if self.dateline(first, last):
            return
        before = first - 1 if first and self.parse.pos[first - 1] != "ADP" else first - 2
        # "in the call Thursday", "the raid on the port in May", whatever the parser hangs it on
        for noun in self.closed_by(before):
            self.noun_times.setdefault(noun, []).append(time)
        above = self.parse.climb(self.parse.heads[top], lambda w: self.parse.pos[w] == "ADP")
        if self.parse.pos[above] in ("NOUN", "PROPN"):
            self.noun_times.setdefault(above, []).append(time)

    def entry_day(self, word: int) -> When | None:
        """The day of the entry of a chronology that a word stands in: of a paragraph that opens with a day,
        set off from what it tells ("March 3: Chad recalls its envoy."), where more than one does."""
        if self.entries is None:
            ends = enumerate(self.parse.paragraphs)
            found = {n: day for n, (first, end) in ends if (day := self.set_off(first, end)) is not None}
            self.entries = found if len(found) > 1 else {}
        return self.entries.get(self.parse.paragraph_of(word)) if self.entries else None

    def set_off(self, first: int, end: int) -> When | None:
        """The day that opens a paragraph and is set off from it, or by a bracket: "9 May (planned) -"."""
        time, words = self.time_at.get(first), self.parse.words
        if time is None or not time.when.start or time.when.precision not in ("day", "range"):
            return None
        behind = self.parse.word_at(time.end - 1) + 1
        if behind < end and words[behind] == "(" and ")" in words[behind:end]:
            behind = words.index(")", behind) + 1
        return time.when if behind < end and words[behind] in (":", *DASHES) else None

    def bounded(self, time: Time, first: int) -> Time:
        """A time; of a day to come by which something is to be done, all days until then: "by 20 July"."""
        start, before = time.when.start, self.parse.lower[first - 1] if first else ""
        if self.on is None or not start or start[:10] <= self.on[:10]:
            return time
        if before not in self.standing["deadline"]:
            return time
        return replace(time, when=replace(time.when, start=self.on[:10], precision="range"))

    def closed_by(self, last: int) -> Iterator[int]:
        """The nouns whose phrases end at a word: of "the raid on the port" the port and the raid."""
        parse, word = self.parse, last
        while 0 <= word <= last and parse.pos[word] in ("NOUN", "PROPN", "ADP"):
            if parse.pos[word] == "NOUN":
                yield word
            if parse.heads[word] == word:
                return
            word = parse.heads[word]

    def names_a_thing(self, first: int, last: int) -> bool:
        """Whether a year stands before the noun that it tells apart from others of its kind:
        "the 1929 treaty"."""
        parse, thing = self.parse, last + 1
        if not parse.has(last, CARDINAL) or thing >= len(parse) or parse.pos[thing] not in ("NOUN", "PROPN"):
            return False
        if parse.lower[parse.heads[thing]] in self.standing["in_course_of"] | self.standing["following"]:
            return False  # "bombed the port during the 2012 war"
        return all(parse.heads[i] == thing or first <= parse.heads[i] <= last for i in range(first, last + 1))

    def bounds(self, first: int) -> bool:
        """Whether a time only says since when, after what or until when something was so: "the leader,
        in power since 2000, thanked …", "imposed it after the 2005 killing"."""
        before = self.parse.lower[first - 1] if first else ""
        return before in self.standing["bounding"] or (
            before in self.standing["following"] and self.parse.pos[first] == "DET"
        )

    def stood_for(self, first: int) -> Clause | None:
        """The clause right before a time in which a verb only stands for another, and whose time it is:
        "will close it, as it did last year"."""
        verb = first - 2 if first > 1 and self.parse.pos[first - 1] == "ADP" else first - 1
        clause = self.parse.clauses.get(verb)
        return clause if clause is not None and clause.lemma in self.standing["standing_for"] else None

    def resumed(self, clause: Clause | None, top: int) -> Clause | None:
        """The relative clause that a time follows which the parser hangs on its noun:
        "the envoy, who met the king, on Monday in Oslo, said"."""
        if clause is None or clause.head < top:
            return None
        noun = self.parse.heads[top]
        noun = self.parse.heads[noun] if self.parse.pos[noun] == "ADP" else noun
        # "the envoy, who met the king, on Monday, is hopeful"
        lasting = clause.tense == "present" and not clause.perfect and clause.modal is None
        nouns = (noun, *(clause.subject if lasting else ()))
        inner = (c for n in nouns for c in self.parse.hung(n) if n < c.head < top)
        return next((c for c in inner if c.link == "relative" and c.tense == "past"), None)

    def ahead(self, clause: Clause, word: int) -> bool:
        """Whether a word stands before the conjunction of a clause,
        and not right before it as a distance does."""
        mark = self.parse.kid(clause.head, "marker")
        return mark is not None and word < mark - 1

    def likened(self, top: int) -> bool:
        """Whether a time is that of what another thing came after: "the tour came after talks with Chad on
        Monday"."""
        word, parse = top, self.parse
        while parse.relations[word] in ("oblique", "oblique:object") and word != parse.heads[word]:
            word = parse.heads[word]
            after = word < top and self.has_word("following", word)
            if after and parse.lemmas[parse.heads[word]] in self.standing["coming"]:
                return True
        return False

    def places_in(self, low: int, high: int) -> list[tuple[int, Place]]:
        """The places named from one word to another, each with its word."""
        inside = self.place_order[bisect_left(self.place_order, low) : bisect_right(self.place_order, high)]
        return [(word, self.place_at[word]) for word in inside]

    def heads(self, clause: Clause, role: str) -> tuple[int, ...]:
        """The heads of a role; an object's own obliques count for its verb, since parsers hang "sanctions on
        X" either way: "lifted the ban on imports on Monday"."""
        if role == "head":
            return (clause.head,)
        found = clause.at(role)
        if not role.startswith("oblique:") or any(h not in self.time_at for h in found):
            return found
        if clause.kind == "verb":
            things = clause.at("object", "attribute")
            found = (things and self.below(things, role)) or self.idiom(clause, role)
            if not found and things and role[8:] in self.standing["company"]:
                found = self.below(self.behind(things), role)
        elif clause.kind == "noun" and role == TO:
            found = self.below(clause.at(OF), role)  # "an offer of a quota to Chad"
        if not found and role == DESPITE:
            found = despite(self.parse, clause)
        if not found and clause.kind == "noun" and clause.link != "root":
            above = self.light(clause) or self.occasion(clause)
            # "held talks at the summit with Chad": the talks were with Chad
            others = above is not None and self.of_another(clause, above, role)
            found = above.at(role) if above and not others else ()
        return found or clause.at(role)

    def of_another(self, noun: Clause, above: Clause, role: str) -> bool:
        """Whether what stands with a verb goes to the noun of action that the verb carries, and not to
        another one on whose occasion it was."""
        carried = (self.parse.noun(h) for h in above.at("object"))
        return role == WITH and noun.link != "object" and any(self.light(c) is not None for c in carried)

    def below(self, nouns: Iterable[int], role: str) -> tuple[int, ...]:
        """The heads of a role on some nouns."""
        return tuple(h for noun in nouns for h in self.parse.noun(noun).at(role))

    def behind(self, nouns: Iterable[int]) -> Iterator[int]:
        """What follows some nouns with a preposition, no name:
        "smugglers" of "shared intelligence on the smugglers with Chad"."""
        for noun in nouns:
            roles = self.parse.noun(noun).roles
            found = [h for role, heads in roles.items() if role.startswith("oblique:") for h in heads]
            if "owner" not in roles and all(self.parse.pos[h] == "NOUN" for h in found):
                yield from found

    def idiom(self, clause: Clause, role: str) -> tuple[int, ...]:
        """The heads of a role on the bare noun that makes a verb with its preposition:
        "is under fire from China"."""
        parse = self.parse
        for name, heads in clause.roles.items():
            for o in heads if name.startswith("oblique:") else ():
                bare = parse.pos[o] == "NOUN" and parse.heads[o] == o - 1
                # "under pressure from Chad, it sued Togo" does not sue Chad
                behind = o > clause.head or name == DESPITE
                if bare and behind and (found := parse.noun(o).at(role)):
                    return found
        return ()

    def purposes(self, clause: Clause) -> tuple[int, ...]:
        """The heads of the infinitives that say what an act is for:
        "sent a team to investigate the attack"."""
        beside = self.parse.hung(clause.head)
        return tuple(c.head for c in beside if c.link == "adverbial" and c.form == "infinitive")

    def dateline(self, first: int, last: int) -> bool:
        """Whether a time stands in a dateline ("HAVANA, Dec 18 - "), which dates the report and no act."""
        start = self.parse.paragraphs[self.parse.paragraph_of(first)][0]
        after = self.parse.words[last + 1 : last + 5]
        return first - start < DATELINE and self.parse.words[start].isupper() and not DASHES.isdisjoint(after)

    def who(self, heads: Iterable[int]) -> tuple[Actor, ...]:
        """The actors that these heads stand for, each once."""
        return unique(a for h in heads for a in self.meant(h))

    def meant(self, head: int) -> tuple[Actor, ...]:
        """Whom one head stands for: itself, what it counts,
        or the name beside it where it says no country."""
        found = self.cast.of(head) or self.through(head)
        return found if codes(found) else self.called(head) or found or self.equal(head)

    def equal(self, head: int) -> tuple[Actor, ...]:
        """Whom "the first country" is, by what it is said of: "Chad was the first country to …", "Chad,
        the first country to …"."""
        parse = self.parse
        if not self.has_lemma("equals", head) or parse.heads[head] == head:
            return ()
        if parse.relations[head] == "apposition":
            return self.cast.of(parse.heads[head])
        above = parse.clauses.get(parse.heads[head])
        said = above is not None and parse.relations[head] == "attribute"
        subject = above.at("subject") if said and above is not None else ()
        return unique(a for h in subject for a in self.cast.of(h))

    def called(self, head: int) -> tuple[Actor, ...]:
        """Whom a common noun stands for by the name beside it: "the bloc ECOWAS", "the envoy, a Chadian"."""
        parse = self.parse
        beside = [
            k for k in parse.kids[head] if parse.relations[k] == "apposition" and parse.pos[k] == "PROPN"
        ]
        nations = {k for k in beside if k in self.place_at and self.place_at[k].demonym}
        names = (k for k in beside if k == head + 1 or (k in nations and parse.phrase(k)[0] < k))
        return unique(a for k in names for a in self.cast.of(k))

    def through(self, head: int) -> tuple[Actor, ...]:
        """Whom a noun such as "thousands" or "part" is made of: "thousands of Iraqi Kurds"."""
        if not self.transparent(head):
            return ()
        return unique(
            a for name, member in self.parse.obliques(head)
            if name in self.words["of"] for a in self.cast.of(member) or self.through(member)
        )

    def transparent(self, head: int) -> bool:
        """Whether a noun or number only says how much of something is meant: "thousands of", "21 of the",
        "a section of"."""
        words, parse = self.standing["transparent"], self.parse
        return parse.lemma(head) in words or parse.lower[head] in words or parse.has(head, CARDINAL)

    def reach(self, clause: Clause, path: str) -> tuple[Actor, ...]:
        """The actors at a path from a clause: "object", "oblique:on", "object.owner",
        "complement.subject"."""
        first, _, rest = path.partition(".")
        if first in ("complement", "purpose"):
            heads = clause.complements if first == "complement" else self.purposes(clause)
            inners = [self.parse.clauses[c] for c in heads if c in self.parse.clauses]
            if rest == "target":
                ways = (self.reach(c, p) for c in inners for p in ("object", "indirect", *VERB_OBLIQUES))
                return next(filter(None, ways), ())
            return unique(a for c in inners for a in self.reach(c, rest))
        if first == "governor":
            above = self.telling(clause)
            if above is None:
                return ()
            if rest == "targets":
                ways = (self.who(above.at(p)) for p in ("indirect", AGAINST, ON, TO, WITH, AT))
                return next(filter(None, ways), ())
            return self.reach(above, rest)
        if first == "speaker":
            return self.tellers(self.carrier(clause)) or self.voiced(clause)
        if path == "subject":
            return self.agents(clause)
        if path == "authors":
            return self.authors(clause.head)
        if path in ("bearer", "topic"):
            return bearers(self, clause) if path == "bearer" else self.matter(clause)
        if path in ("issuer", "named after"):
            meant = codes(self.named_after(clause.head))
            return tuple(a for a in self.named_owners(clause.head) if (a.code in meant) == (path != "issuer"))
        heads = self.heads(clause, first)
        if not rest:
            found = self.who(heads)
            return self.far_authors(clause) if not found and path == BY and clause.kind == "noun" else found
        return self.beside(heads, rest)

    def matter(self, clause: Clause) -> tuple[Actor, ...]:
        """The state that the text is about, where one is."""
        about = self.cast.subject_matter(self.parse.starts[clause.head])
        return (about,) if about is not None else ()

    def tellers(self, said: Statement | None) -> tuple[Actor, ...]:
        """Who says something: the speaker of a statement,
        and those who say it with them ("Norway and Iraq said")."""
        if said is None or said.speaker is None:
            return ()
        saying = self.parse.clauses.get(self.parse.word_at(said.cue.start)) if said.cue is not None else None
        together = self.who(saying.at("subject")) if saying is not None else ()
        return together if said.speaker.country in codes(together) else (said.speaker,)

    def voiced(self, clause: Clause) -> tuple[Actor, ...]:
        """Who says or thinks what no statement holds: in news whoever is told to think it; in a document
        whoever is told to say it, else those who issue it."""
        if self.carrier(clause) is not None:
            return ()
        if not self.formal:
            return self.thinking(clause)
        if clause.kind == "verb" and clause.lemma in self.standing["naming"] and (own := self.agents(clause)):
            return own  # "has called these talks a farce"
        above: Clause | None = clause
        while (
            above is not None
            and above.parent is not None
            and above.link in ("complement", "conjunct", "adverbial")
        ):
            inner, above = above, self.parse.clauses.get(above.parent)
            if above is not None and inner.link == "complement" and codes(found := self.agents(above)):
                return found
        return self.issuers

    def thinking(self, clause: Clause) -> tuple[Actor, ...]:
        """Whose opinion a clause is: "Ethiopia believes that …"."""
        above = self.parse.above(clause)
        if clause.link != "complement" or clause.form != "finite" or above is None or above.negated:
            return ()
        return self.agents(above) if above.lemma in self.standing["opinions"] else ()

    def beside(self, heads: Iterable[int], path: str) -> tuple[Actor, ...]:
        """The actors at a path from nouns: their owner, their target, the country of a place,
        or what stands after a preposition."""
        step, _, rest = path.partition(".")
        if step == "owner":
            return unique(a for h in heads for a in self.owners(h))
        if step == "target":
            return unique(a for h in heads for a in self.targets(h))
        if step == "place":
            return unique(a for h in heads for a in self.who((h,)) or self.seated((h,)) or self.hosts((h,)))
        if step == "ruler":
            return self.rulers(heads)
        inner = [m for h in heads for m in self.parse.clause_at(h).at(step)]
        return self.beside(inner, rest) if rest else self.who(inner)

    def rulers(self, heads: Iterable[int]) -> tuple[Actor, ...]:
        """The state that answers for what is only done or left undone by whoever rules a place:
        "the election in Chad", "the lack of progress in Mali", "the arrest of nurses in Lima",
        "what happens in Togo"."""
        for head in heads:
            if self.has_lemma("ruled", head):
                inner = self.below((head,), OF)
                there = (*self.parse.clause_at(head).at(IN), *self.below(inner, IN))
                return self.hosts(there)
        return ()

    def named_party(self, actor: Actor) -> bool:
        """Whether the text names somebody as a party and not only as the place where others are."""
        return actor.span is not None and bool(self.cast.of(self.parse.word_at(actor.span.end - 1)))

    def hosts(self, heads: Iterable[int]) -> tuple[Actor, ...]:
        """The countries of the places that these heads name: whom a visitor to Tokyo visits."""
        found = []
        for h in heads:
            place = self.place_at.get(h) or self.place_words.get(h)
            if place is not None and place.country:
                found.append(
                    Actor(
                        place.name, place.country, span=place.span,
                        because=(f"{place.name} {PLACE} {place.country}",),
                    )
                )
            elif self.has_lemma("locales", h):
                # "the Peruvian capital", "the port of Aden"
                found += self.owners(h) or self.hosts(self.said_of(h))
        return unique(found)

    def seated(self, heads: Iterable[int]) -> tuple[Actor, ...]:
        """The bodies that a sentence names with the city where they sit, and which a visitor there visits:
        "flew to New York to address the United Nations"."""
        for h in heads:
            place = self.place_at.get(h) or self.place_words.get(h)
            clause = self.parse.clause_of(h)
            if place is not None and clause is not None and place.name in self.standing["body_seats"]:
                visit = self.parse.heads[self.parse.heads[h]]  # "his UN visit to New York"
                aims = [self.parse.clauses[w] for w in self.purposes(clause)]
                told = [w for aim in aims for role in ("object", TO, IN, AT) for w in aim.at(role)]
                told += [visit] if self.parse.pos[visit] == "NOUN" else []
                ranges = [self.parse.phrase(w) for w in told]
                ranges += [self.parse.subtree(w) for w in clause.at(FOR)]
                named = [a for low, high in ranges for w in range(low, high + 1) for a in self.cast.of(w)]
                found = unique(a for a in named if a.code in self.standing["seated"])
                return found or self.seat_alone(place.name)
        return ()

    def seat_alone(self, name: str) -> tuple[Actor, ...]:
        """The United Nations, where a text tells of them and somebody comes to the city in which nobody else
        sits: "arrived in New York"."""
        lone = name in self.standing["lone_seats"]
        propers = (w for w in range(len(self.parse)) if lone and self.parse.pos[w] == "PROPN")
        found = next((a for w in propers for a in self.cast.of(w) if a.code == "UNO"), None)
        return () if found is None else (replace(found, because=(*found.because, f"their seat is {name}")),)

    def owners(self, head: int) -> tuple[Actor, ...]:
        """Whose a noun is: "China's demand", "the Russian invasion", "an attack by rebels",
        "a plan put forward by Kenya"."""
        noun = self.parse.noun(head)
        act = self.parse.lemma(head) in self.patterns.nouns
        made = self.who(noun.at(BY))
        # "the boarding of a Greek ferry by Turks"
        found = (made or self.named_owners(head)) if act else self.named_owners(head)
        found = found or self.authors(head)
        if not found and self.transparent(head):  # "thousands of Chadian miners"
            found = unique(a for member in self.said_of(head) for a in self.named_owners(member))
        return found or (self.far_authors(noun) if act else ())

    def named_owners(self, head: int) -> tuple[Actor, ...]:
        """Whose a noun is by a name beside it; a treaty is not of the place where it was signed:
        "the Paris Agreement"."""
        accord = self.parse.pos[head] == "PROPN" and self.has_word("accords", head)
        return () if accord else self.cast.owners(head)

    def authors(self, head: int) -> tuple[Actor, ...]:
        """Who made a noun what it is, by the clause behind it: "a plan put forward by Kenya",
        "raids attributed to Chad"."""
        made = list(self.done_to(head))
        own = unique(
            a for c in made
            if c.lemma in self.standing["authoring"] for a in self.who(c.at("subject"))
        )
        laid = (c for c in made if c.lemma in self.standing["ascribing"])
        return (
            own
            or unique(
                a for c in laid for role, heads in c.roles.items()
                if role.startswith("oblique:") for a in self.who(heads)
            )
            or self.issuers_of(head)
        )

    def issuers_of(self, paper: int) -> tuple[Actor, ...]:
        """Who passed a paper, or put forward a scheme, that is known already: "the resolution", after
        "the Assembly passed a resolution" or "a UN resolution"; "the mission" after "Arab monitors"."""
        if self.formal or not self.is_known_paper(paper):
            return ()
        written = self.has_lemma("papers", paper)
        papers = self.standing["papers"] if written else self.standing["schemes"] | self.standing["sent_on"]
        first = max(0, self.parse.paragraph_of(paper) - (PAPER_BACK if written else SCHEME_BACK))
        for word in range(paper - 1, self.parse.paragraphs[first][0] - 1, -1):
            if self.parse.lemma(word) in papers and not self.is_known_paper(word):
                if found := self.who(self.parse.noun(word).at(BY)) or self.cast.owners(word):
                    return found
                above = self.parse.governor(word)
                if above is not None and word in above.at("object"):
                    return self.who(above.at("subject"))
        return ()

    def tells_in_paper(self, clause: Clause) -> bool:
        """Whether a relative clause says what a paper or a speech says."""
        if clause.link != "relative" or clause.parent is None:
            return False
        return self.parse.lemma(clause.parent) in self.standing["papers"] | self.standing["messages"]

    def is_known_paper(self, word: int) -> bool:
        """Whether a noun is a paper or a scheme that the text has spoken of: "the report", "this plan"."""
        parse = self.parse
        named = self.has_lemma("papers", word) or self.has_lemma("schemes", word)
        return named and parse.pos[word] == "NOUN" and self.has_word("known", *parse.kids[word])

    def targets(self, head: int, depth: int = 2) -> tuple[Actor, ...]:
        """At whom a noun is directed: "sanctions on Iran", "the resumption of ties with Cuba"."""
        roles = self.parse.noun(head).roles
        if self.has_lemma("lines_taken", head):
            return ()  # whoever calls for a new approach to Chad asks nothing of it
        for path in NOUN_OBLIQUES:
            heads = roles.get(path)
            if not heads:
                continue
            found = self.who(heads) or unique(a for h in heads for a in self.named_owners(h))
            found = found or (unique(a for h in heads for a in self.targets(h, depth - 1)) if depth else ())
            if found:
                return found
        # "the aid meant for Chad"
        meant = (c for c in self.done_to(head) if c.lemma in self.standing["meaning_for"])
        return next((found for c in meant for r in (FOR, TO) if (found := self.who(c.at(r)))), ())

    def named_after(self, noun: int) -> tuple[Actor, ...]:
        """The state that a measure is called by, which it falls on: "the Chad sanctions"; "US sanctions" and
        "Chadian sanctions" say whose they are."""
        names = (k for k in self.parse.kids[noun] if self.parse.relations[k] == "compound")
        return self.hosts(k for k in names if k in self.place_at and not self.parse.words[k].isupper())

    def agents(self, clause: Clause) -> tuple[Actor, ...]:
        """Who does what a clause says; for a noun its owner, its author,
        or the subject of the verb that carries it."""
        if clause.kind == "noun":
            roles = clause.roles
            for role in (BY, BETWEEN, AMONG):
                heads = roles.get(role, ())
                # "shelled by Thai guns"
                if found := self.who(heads) or unique(a for h in heads for a in self.owners(h)):
                    return found
            # "our offer of an inquiry by the United Nations"
            own = self.who(roles.get("owner", ())) if self.formal else ()
            if found := own or self.far_authors(clause):
                return found
            if found := self.who(roles.get("owner", ())) or (
                self.cast.owners(clause.head) if "owner" in roles or "modifier" in roles else ()
            ):
                return found
            if found := self.authors(clause.head):
                return found
            above = self.light(clause)
            if above is not None:
                return self.agents(above)
            whole = self.instance_of(clause.head)
            return self.subjects_of(whole) if whole is not None else ()
        heads = clause.at("subject")
        found = self.written(clause) or self.who(heads)
        if not found and heads:
            found = unique(a for h in heads for a in self.makers(clause, h))
        above = self.parse.above(clause)
        if not found and above is not None and clause.form == "gerund" and clause.link.startswith("oblique:"):
            found = self.who(above.subject)  # "disappointed many for declining the offer"
        found = found or self.agents_around(clause, above)
        return found or unnamed(self, clause)

    def makers(self, clause: Clause, subject: int) -> tuple[Actor, ...]:
        """Whose a thing is that is said to do something, or who wrote it: "the Togolese ships fired",
        "the draft, put forward by Chad, condemns the raid. It demands …"."""
        if self.parse.pos[subject] != "NOUN":
            return ()
        if self.has_lemma("opposed", subject) and self.parse.noun(subject).at("owner"):
            return ()  # "his critics" are nobody of his
        if self.unpassed(subject):
            return self.writers(subject)
        found = self.owners(subject) if self.owned(subject) else self.authors(subject)
        written = self.has_lemma("papers", subject)
        return found or (self.who(self.said_of(subject)) if written else ())

    def written(self, clause: Clause) -> tuple[Actor, ...]:
        """Who wrote the paper that "it" is: "the draft, put forward by Chad, blames Mali. It demands …",
        "in a letter the Chadian envoy asked for aid. It urged …"."""
        it = next((h for h in clause.subject if self.parse.lower[h] in self.words["impersonal"]), None)
        paper = None if it is None else paper_before(self.parse, clause, it, self.standing["papers"])
        if paper is None:
            return ()
        return self.makers(clause, paper)

    def unpassed(self, paper: int) -> bool:
        """Whether a paper has not been passed: "the draft UN resolution", "vetoed a UN resolution"."""
        if not self.has_lemma("papers", paper):
            return False
        words = (self.parse.lemma(k) for k in (paper, *self.parse.kids[paper]) if k <= paper)
        return self.pending(paper) or not self.standing["unpassed"].isdisjoint(words)

    def pending(self, paper: int) -> bool:
        """Whether a paper is told to have been voted down, or is only put forward or sought: "presented a UN
        resolution", "efforts for a resolution"."""
        above, link = self.parse.governor(paper), self.parse.heads[paper]
        if above is not None and paper in above.at("object"):
            return any(above.lemma in self.standing[words] for words in ("voting_down", "putting_forward"))
        upon = f"{self.parse.lemmas[self.parse.heads[link]]} {self.parse.lower[link]}"
        return upon.lower() in self.standing["awaited"]

    def writers(self, paper: int) -> tuple[Actor, ...]:
        """Who put a paper forward that has not been passed; a body before which it is has not written one
        that was voted down or is sought."""
        return self.authors(paper) or (() if self.pending(paper) else self.owners(paper))

    def unpassed_source(self, clause: Clause) -> int | None:
        """The paper not passed, and put forward by nobody who is told, in which a clause stands."""
        papers = clause.subject if clause.parent is None or clause.subject else (clause.parent,)
        return next((p for p in papers if self.unpassed(p) and not self.authors(p)), None)

    def agents_around(self, clause: Clause, above: Clause | None) -> tuple[Actor, ...]:
        """Who does what a clause says that hangs on a noun, or goes on from one that does: the owner of
        the noun, or who does what is told of it; "a resolution which condemned the raid and urged …"."""
        if clause.link == "conjunct" and above is not None and self.tells_in_paper(above):
            return self.agents(above) if set(clause.subject) <= set(above.subject) else ()
        if clause.link not in ("modifying", "relative") or clause.parent is None:
            return ()
        done_to = clause.passive or clause.form == "participle"
        # "Chilean soldiers held in Peru": no Chilean holds them
        suffers = done_to and clause.parent in clause.at("object")
        holder = self.parse.governor(clause.parent)
        used = clause.form == "infinitive" and holder is not None and holder.lemma in self.standing["using"]
        if found := () if suffers or used else self.owners(clause.parent):
            return found
        if holder is None or clause.passive or self.others(clause):
            return ()
        return () if clause.parent in holder.at("subject") else self.agents(holder)

    def far_authors(self, noun: Clause) -> tuple[Actor, ...]:
        """The doer of a noun of action that the parser hangs on what it is done to:
        "the bombing of Belgrade by NATO planes"."""
        things = noun.at(OF) or noun.at(ON) or noun.at(AGAINST)
        by = [m for h in things for m in self.parse.noun(h).at(BY)]
        found = self.who(by) or unique(a for h in by for a in self.owners(h))
        if found or self.who(noun.at("owner")):
            return found  # "Chad's veto of the resolution" is not whose the resolution is
        return unique(a for h in things for a in self.authors(h))  # "an offer of gas made by Chad"

    def said_of(self, noun: int) -> tuple[int, ...]:
        """What stands behind a noun with "of"."""
        kids = self.parse.kids
        return tuple(w for k in kids[noun] if self.parse.lower[k] in self.words["of"] for w in kids[k])

    def others(self, clause: Clause) -> bool:
        """Whether an act is the aim of a noun that is somebody else's, whoever they are:
        "Western efforts to end the war"."""
        words, noun = self.parse.words, clause.parent
        if clause.form != "infinitive" or noun is None:
            return False
        return any(
            self.parse.pos[k] == "ADJ" and words[k][0].isupper() for k in self.parse.kids[noun] if k < noun
        )

    def owned(self, head: int) -> bool:
        """Whether a noun has an owner or a national adjective rather than a place in its name: "its ships",
        not "Vienna Convention"."""
        lemma = self.parse.lemma(head)
        # "Hezbollah rockets", "a Taliban attack"
        arms = lemma in self.standing["arms"] or lemma in self.patterns.nouns
        return any(
            self.parse.relations[k] == "owner"
            or self.parse.lower[k] in self.words["by"]  # "a raid by Chadian troops killed six"
            or (self.parse.relations[k] in ("modifier", "compound") and (arms or self.parse.pos[k] == "ADJ"))
            for k in self.parse.kids[head]
        )

    def instance_of(self, head: int) -> int | None:
        """The noun that another is an instance of: "measures against Peru such as a ban" is the measures."""
        above = self.parse.heads[self.parse.first_of_row(head)]
        if (whole := self.made_up(self.parse.clauses.get(above), head)) is not None:
            return whole
        if not self.has_word("instancing", above) or self.parse.heads[above] == above:
            return None
        noun = self.parse.heads[above]
        if self.parse.pos[noun] == "NOUN":
            return noun
        clause = self.parse.governor(above)  # the parser hangs "such as" on the verb of the relative clause
        if clause is None:
            return None
        whole = clause.parent if clause.link == "relative" else None
        return next(iter(clause.at("object")), None) if whole is None else whole

    def made_up(self, telling: Clause | None, part: int) -> int | None:
        """What a clause says that another thing is a part of: "the measures include a ban", "among the
        measures is a ban"."""
        if telling is None:
            return None
        if telling.lemma in self.standing["including"] and part in telling.at("object"):
            return next(iter(telling.subject), None)
        among = telling.at(AMONG) if telling.lemma in self.words["being"] else ()
        return next(iter(among), None)

    def done_to(self, noun: int) -> Iterator[Clause]:
        """The clauses behind a noun in which it is what is done: "a plan put forward by Kenya",
        "moves that China has taken"."""
        for inner in self.parse.hung(noun):
            if inner.link in ("relative", "modifying") and noun in inner.at("object"):
                yield inner

    def taken(self, noun: int) -> Iterator[Clause]:
        """The clauses in which a noun is what is done: "moves China has taken against Japan"."""
        yield from self.done_to(noun)
        above = self.parse.governor(noun)
        if above is not None and noun in above.at("object"):
            yield above

    def subjects_of(self, noun: int) -> tuple[Actor, ...]:
        """Whose deed a noun such as "measures" is: its owner, or the subject of the clause that takes it."""
        return self.owners(noun) or next(
            (found for c in self.taken(noun) if (found := self.who(c.at("subject")))), ()
        )

    def light(self, noun: Clause) -> Clause | None:
        """The verb that carries a noun of action ("launched an attack"), if one does."""
        above = self.parse.above(noun)
        if above is None or noun.link not in CARRIED:
            return None
        answers = "object" in above.roles or above.lemma in self.words["answering_verbs"]
        if noun.link == WITH and not above.passive and answers:
            return above  # "angered Ankara with an appeal", "retaliated with a raid"
        return above if above.verb in self.words["light_verbs"] else None

    def happening(self, noun: Clause) -> Clause | None:
        """The verb that only says that a noun of action took place: "pressure has come from X",
        "shots were heard"."""
        above = self.parse.above(noun)
        if above is None:
            return None
        took = noun.link == "subject" and above.lemma in self.standing["taking_place"]
        seen = noun.link == "object" and above.passive and above.lemma in self.standing["witnessing"]
        return above if took or seen else None

    def telling(self, noun: Clause) -> Clause | None:
        """The verb that carries a noun of action or says that it took place."""
        return self.light(noun) or self.happening(noun)

    def topic_at(self, word: int) -> str | None:
        """The state that the answer or the paper is about in which a word stands."""
        return next((code for first, end, code in self.topics if first <= word < end), None)

    def occasion(self, noun: Clause) -> Clause | None:
        """The verb of what was said or done at a meeting: "said in a call with X",
        "told reporters after the talks"."""
        above = self.parse.above(noun)
        absent = above is not None and above.negated and above.lemma in self.words["being"]  # "was not at"
        if above is not None and noun.link.partition(":")[2] in self.standing["occasions"] and not absent:
            return above
        return None

    def nameless(self, actor: Actor) -> bool:
        """Whether an actor is several states that the text does not name, or their people:
        "Western countries", "African leaders", "the international community"."""
        if actor.country is not None or actor.sector != "GOV" or actor.span is None:
            return False
        head = self.parse.word_at(actor.span.end - 1)
        return self.parse.is_plural(head) or self.has_word("at_large", head)

    def carrier(self, clause: Clause) -> Statement | None:
        """The innermost statement whose words hold the clause."""
        return self.carriers.get(clause.head)
