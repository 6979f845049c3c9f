"""The country of a body or an official that the text names without one,
and the country that the text is about.

Knows sentences, paragraphs and what was spoken of there; does not know pronouns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from communique.actors.descriptions import before
from communique.actors.headnouns import noun_at
from communique.actors.offices import LEADERSHIP, held_by_another
from communique.actors.scene import STATELESS, SUBJECT, UNIONS, Mention, Party, Scene
from communique.actors.stretches import start_of
from communique.actors.topics import FORCES, lends, outside, reported_from, tells, topic
from communique.actors.vocabulary import Noun
from communique.grammar import Clause
from communique.knowledge import names
from communique.knowledge.names import called
from communique.knowledge.roles import IN
from communique.reasons import OPEN, PARAGRAPH, SENTENCE, TEXT

# who needs no nation in a paper at home: "the Labour leader", "lawmakers"
INWARD = frozenset(("PTY", "OPP", "LEG", "CVL", "SOC"))
REBELS = "REB"
# mentions that an office-holder named without the country is worth, when the text's home is sought
UNNAMED = 3


def settle_home(scene: Scene) -> None:
    """Decide which country the text is about where it names none: that of the dateline,
    else the one named most, if one is."""
    for party in {id(p): p for p, _, _ in scene.people.values()}.values():
        if party.country:
            scene.counts[party.country] += sum(
                1 for p, first, last in set(scene.people.values()) if p is party
            )
    if scene.home is None or reported_from(scene):
        scene.home = None
        score = Counter(scene.counts)
        for party in scene.persons:
            # "the foreign secretary": whose, a paper at home need not say
            if party.country and party.described and not party.placed:
                score[party.country] += UNNAMED
        named = (name.about or "" for _, name in sorted(scene.names.items()))
        if lead := next((code for code in named if code not in ("", *UNIONS)), None):
            score[lead] += UNNAMED
        for _, code in envoy_codes(scene):  # "the Russian embassy" stands abroad
            score[code] -= UNNAMED
        ranked = [(c, n) for c, n in score.most_common() if c not in UNIONS]
        if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
            scene.home = ranked[0][0]


def envoy_codes(scene: Scene) -> Iterator[tuple[int, str]]:
    """Each envoy or embassy that the text names with a country, and that country."""
    for i, lemma in enumerate(scene.parse.lemmas):
        if lemma.lower() in scene.words.titles.envoys:
            yield from ((i, code) for code, _ in list(before(scene, start_of(scene, i), i, i))[:1] if code)


def link_persons(scene: Scene) -> None:
    """Give an envoy without a country that of the only envoys in the text ("Beijing's ambassador … Ambassador
    Huang").

    Countries that act on the envoy are left out.
    """
    parse, words = scene.parse, scene.words
    open_ones = [
        p for p in scene.persons
        if p.country is None and p.described and p.owned < 0 and p.noun in words.titles.envoys
    ]
    if not open_ones:
        return
    nationals = {
        code for i, code in envoy_codes(scene)
        if i not in scene.people and parse.pos[i] == "NOUN" and not parse.is_plural(i)
    }
    for party in open_ones:
        left = nationals - hosts(scene, party)
        if len(left) == 1:
            party.country = left.pop()
            party.because.append(f"the envoys in the text are of {called(party.country)}, or act on this one")
        elif left:
            party.because.append(f"country open among {', '.join(sorted(left))}")


def hosts(scene: Scene, party: Party) -> set[str]:
    """The countries that act on a person: an envoy is not expelled, summoned or received by his own."""
    parse = scene.parse
    found: set[str] = set()
    for word, (someone, _, last) in scene.people.items():
        clause = parse.clause_of(word) if someone is party and word == last else None
        if clause is not None and word not in clause.subject:
            found |= {code for w in clause.subject if (code := single(scene, w))}
    return found


def home_of(
    scene: Scene, i: int, *, of: Noun | None = None, beyond: bool = False, only: bool = False,
    inward: bool = False,
) -> tuple[str | None, str]:
    """The country that a body or official without one belongs to, where word `i` stands, and why.

    `of` is the noun for it; `beyond` looks past the sentence's subject, `only` no further than the sentence,
    `inward` to the text's country before the paragraph's.
    """
    sentence = scene.parse.sentence_of[i]
    kids = (scene.parse.lower[k] for k in scene.parse.kids[i])
    if of is not None and of.sector in FORCES and not scene.words.nouns.alien.isdisjoint(kids):
        return None, "of another country than the one told of"
    if code := told_of_place(scene, i):
        return code, f"in {called(code)}, of which the clause tells"
    if code := fought_over(scene, i, of):
        return code, f"fights rebels in {called(code)}"
    if not beyond and (code := of_sentence(scene, i, of)):
        return code, f"{SENTENCE} {called(code)}"
    if only:
        return scene.openings.get(sentence), "the sentence opens there"
    if sentence in scene.openings:
        code = scene.openings[sentence]
        return code, f"the sentence opens in {called(code)}"
    if not (inward and scene.home) and (code := of_paragraph(scene, i, of)):
        return code, f"{PARAGRAPH} {called(code)}"
    if scene.home:
        return scene.home, f"{TEXT} {called(scene.home)}"
    for mention in scene.back(20):
        if mention.rank >= SUBJECT and (code := at_home(scene, mention)):
            return code, f"last spoken of: {called(code)}"
    top = ", ".join(c for c, _ in scene.counts.most_common(3))
    return None, f"country open{f' among {top}' if top else ''}"


def chamber_of(scene: Scene, words: str, code: str | None, why: str) -> tuple[str | None, str]:
    """The state of a chamber, where the one that is spoken of has none of that name:
    "Chad was angry. The House of Representatives passed …"."""
    states = scene.words.titles.chambers.get(words.lower(), ())
    if code is None or not states or code in states:
        return code, why
    return states[0], f"{called(code)} has no such chamber"


def told_of_place(scene: Scene, i: int) -> str | None:
    """The state of which a relative clause tells: "Mali, where the army has taken over"."""
    parse = scene.parse
    clause = parse.clause_of(i)
    for around in (clause, *parse.ancestors(clause)) if clause is not None else ():
        places = around.at(IN) if around.link == "relative" else ()
        before = [w for w in places if w < parse.subtree(around.head)[0] and w in scene.names]
        if before and (code := scene.names[before[0]].country) not in STATELESS:
            return code
    return None


def fought_over(scene: Scene, i: int, of: Noun | None) -> str | None:
    """The state where the rebels are whom forces of no named state fight: "the army advanced against rebels
    in Mali"."""
    parse, clause = scene.parse, scene.parse.clause_of(i)
    if of is None or of.sector not in FORCES or clause is None or i not in clause.subject:
        return None
    behind = (k for k in range(i + 1, parse.subtree(clause.head)[1] + 1) if parse.pos[k] == "NOUN")
    found = ((k, noun) for k in behind if (noun := noun_at(scene, k)) is not None)
    foe = next((k for k, noun in found if noun[0].sector == REBELS and noun[2] == k), None)
    return ground_of(scene, foe)[0] if foe is not None else None


def ground_of(scene: Scene, i: int) -> tuple[str | None, str]:
    """The country where rebels or gunmen of no named state are at it: of the place beside,
    of rebels named before, else the text's."""
    parse = scene.parse
    clause = parse.clause_of(i)
    low, high = parse.subtree(i)
    if any(scene.names[k].country in UNIONS for k in range(low, high + 1) if k in scene.names):
        return None, "country open: at war with several"  # "groups which attack the Union"
    # "rebels fighting in Chad"
    doing = [own for k in parse.kids[i] if (own := parse.clauses.get(k)) is not None]
    for above in (*doing, clause, *parse.ancestors(clause)) if clause is not None else ():
        there = [
            w for prep, w in parse.obliques(above.head)
            if prep in scene.words.places.prepositions and w in scene.names
        ]
        code = next((c for w in there if (c := scene.names[w].country) not in (None, *UNIONS)), None)
        if code:
            return code, f"in {called(code)}"
    if (sentence := parse.sentence_of[i]) in scene.openings:
        return scene.openings[sentence], f"the sentence opens in {called(scene.openings[sentence])}"
    noun = noun_at(scene, i)
    main = topic(scene)
    for mention in reversed(scene.history[-40:]):
        rebels = mention.parties[0].sector == REBELS
        # of a text about one state those of another are no rebels of it, unless they are called the same
        same = noun is not None and mention.parties[0].noun == noun[0].words
        if rebels and (code := common(mention.parties)) and (same or main in (None, code)):
            return code, f"rebels named before: {mention.parties[0].name}"
    told = any(
        name.country == scene.home and parse.sentence_of[k] != sentence for k, name in scene.names.items()
    )
    if scene.home and (told or scene.dead):  # "gunmen set a Kenyan bus on fire": that makes nobody Kenyan
        return scene.home, f"{TEXT} {called(scene.home)}"
    return None, "country open"


def origin_of(scene: Scene, i: int) -> tuple[str | None, str]:
    """The state that refugees or defectors have left: the one that the text is about,
    unless it takes them in or sends them away."""
    code = topic(scene)
    clause = scene.parse.clause_of(i)
    hosts = {single(scene, w) for w in clause.subject if w < i} if clause is not None else set()
    if code is None or code in hosts:
        return None, "country open"
    return code, f"{TEXT} {called(code)}"


def ruled_by(scene: Scene, i: int) -> tuple[str, str] | None:
    """The state whose doing, told as a noun, falls on people: "Syria's crackdown on protesters",
    "the massacre of villagers by Chad"."""
    parse = scene.parse
    top = parse.first_of_row(i)
    noun = parse.heads[parse.heads[top]]
    if parse.relations[top] != "oblique:object" or parse.lemma(noun) not in scene.words.nouns.ruling:
        return None
    by = (w for prep, w in parse.obliques(noun) if prep in scene.words.phrases.doers)
    for doer in (noun, *by):
        for code, why in before(scene, start_of(scene, doer), doer, doer):
            if code and code not in STATELESS:
                return code, f"{why}, whose {parse.lower[noun]} it is"
    return None


def of_sentence(scene: Scene, i: int, of: Noun | None) -> str | None:
    """The state that a subject above or before a word in its sentence speaks for."""
    parse = scene.parse
    clause = parse.clause_of(i)
    for above in (clause, *parse.ancestors(clause)) if clause is not None else ():
        for word in above.subject:
            hands = i in above.at("object")
            # "a Peruvian was killed by police"
            suffers = above.passive and i in above.at("subject")
            code = single(scene, word) if word < i and not suffers else None
            if code and lends(scene, i, scene.of.get(word, ()), of, hands=hands):
                return code
    sentence = parse.sentence_of[i]
    for mention in scene.back(8, sentence):
        lent = mention.rank >= SUBJECT and lends(scene, i, mention.parties, of)
        if lent and (code := at_home(scene, mention)):
            return code
    return None


def of_paragraph(scene: Scene, i: int, of: Noun | None) -> str | None:
    """The state that the last subject before a word in its paragraph speaks for, quotations aside."""
    parse = scene.parse
    paragraph = parse.paragraph_of(i)
    for mention in scene.back(20):
        if mention.rank < SUBJECT or mention.quoted:
            continue
        if parse.paragraph_of(mention.head) != paragraph:
            return None
        code = at_home(scene, mention)
        if code and lends(scene, i, mention.parties, of) and not (mention.said and outside(scene, code, of)):
            return code
    return None


def single(scene: Scene, word: int) -> str | None:
    """The state whose government the subject at a word speaks or acts for at home: not an envoy's."""
    if word in scene.people:
        party = scene.people[word][0]
        if party.country not in STATELESS and party.noun not in scene.words.titles.envoys:
            return party.country
        return None
    if word in scene.names:
        code = scene.names[word].country
        return code if code not in STATELESS else None
    return common(scene.of.get(word, ()))


def at_home(scene: Scene, mention: Mention) -> str | None:
    """The one state of a mention; None when it is an envoy, who is away from home,
    or only tells of others."""
    first = mention.parties[0]
    return None if first.noun in scene.words.titles.envoys or tells(first) else common(mention.parties)


def common(parties: Sequence[Party]) -> str | None:
    """The one state that all parties are of; None for unions and for several."""
    codes = {p.country for p in parties}
    code = codes.pop() if len(codes) == 1 else None
    return code if code not in STATELESS else None


def nationality(scene: Scene, party: Party, i: int) -> tuple[str | None, str]:
    """The country of a described person whose description names none,
    unless the table has somebody else in that office there."""
    code, why = likely_nation(scene, party, i)
    if held_by_another(scene, party, code):
        return None, f"country open: {party.role} of {called(code or '')} is somebody else (table)"
    leads = code and code != scene.home and scene.on and party.office in LEADERSHIP
    if leads and not names.office(code or "", party.office, scene.on):
        return None, f"country open: no table has the {party.role} of {called(code)} on {scene.on}"
    return code, why


def likely_nation(scene: Scene, party: Party, i: int) -> tuple[str | None, str]:
    """The country of a described person whose description names none: of "its" in "its ambassador",
    else of the text around."""
    parse = scene.parse
    if (own := of_calling(scene, party) or of_owner(scene, party)) is not None:
        return own
    clause = parse.clause_of(i)
    if party.organization:
        wanted = party.organization.lower()
        codes = {code for noun, code in scene.bodies if code and f" {noun}".endswith(f" {wanted}")}
        if len(codes) == 1:
            return codes.pop(), f"the {wanted} named before"
    same = (p for m in scene.back(20) for p in m.parties if p.noun == party.noun and p.kind == "person")
    nameless = (p for p in same if p.country and p not in scene.persons and not p.plural)
    if (other := next(nameless, None)) is not None:
        return other.country, f"the {other.noun} named before"
    if party.sector in (None, "CVL", "JRN", "BUS") or party.noun in scene.words.titles.envoys:
        return None, OPEN
    speaks = party.noun in scene.words.titles.voices and party.organization is None
    if speaks and (body := spoke_before(scene, i)) is not None:
        party.organization = body.name
        return body.country, f"{body.name} spoke before"
    if party.sector == "GOV" and scene.home and parse.lower[parse.phrase(i)[0]] == scene.words.phrases.the:
        return scene.home, f"an office at home, in {called(scene.home)}"
    code, why = home_of(
        scene, i, beyond=clause is None or i not in clause.subject, inward=party.sector in INWARD
    )
    return (None, OPEN) if code is not None and code in faced(scene, clause, i) else (code, why)


def faced(scene: Scene, clause: Clause | None, i: int) -> set[str | None]:
    """The states that a clause is about whose subject is at a word: of "Colonel Diaz accused Peru"
    the colonel is no Peruvian; nor, of "was shot by Peruvian soldiers", who was shot."""
    if clause is None:
        return set()
    here = {i, scene.parse.heads[i]}
    doers, met = clause.at("subject"), clause.at("object")
    if clause.passive and here & {*met}:
        return {scene.names[w].country for h in doers for w in (h, *scene.parse.kids[h]) if w in scene.names}
    named = (scene.names[w] for w in met if w in scene.names and here & {*doers})
    return {name.country for name in named if name.kind == "state"}


def of_calling(scene: Scene, party: Party) -> tuple[str, str] | None:
    """The country of whoever has a seat ("the pope"), or lives where the text tells of: "a resident"."""
    titles = scene.words.titles
    if party.noun in titles.seats:
        return titles.seats[party.noun], f"the {party.noun}'s seat"
    code = topic(scene) if party.noun.rsplit(" ", 1)[-1] in titles.locals else None
    return None if code is None else (code, f"lives where the text is about {called(code)}")


def of_owner(scene: Scene, party: Party) -> tuple[str, str] | None:
    """The country of whoever owns a described person, with the reason: "its ambassador";
    a body's spokesman is of its sector."""
    owners = scene.of.get(party.owned, ())
    if len(owners) != 1 or not owners[0].country or party.noun in scene.words.nouns.sides:
        return None
    owner = owners[0]
    if owner.kind in ("body", "person") and party.noun in scene.words.titles.seconds:
        party.sector = owner.sector or party.sector  # "his deputy" is what he is
        if owner.kind == "body":
            party.organization = party.organization or owner.name
    return owner.country or "", f'"{scene.parse.words[party.owned]}" is {owner.name}'


def spoke_before(scene: Scene, i: int) -> Party | None:
    """The body that was the last subject before a word in its paragraph, or in the one before:
    for it a spokesman speaks."""
    parse = scene.parse
    for mention in scene.back(12):
        if mention.rank >= SUBJECT and not mention.quoted and len(mention.parties) == 1:
            near = parse.paragraph_of(mention.head) >= parse.paragraph_of(i) - 1
            party = mention.parties[0]
            return party if near and party.kind == "body" and party.country in UNIONS else None
    return None
