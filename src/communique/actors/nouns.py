"""Common nouns for people and bodies: "the ministry", "Egyptian officials", "a spokesman".

Knows descriptions and who was named before; does not know pronouns.
"""

from __future__ import annotations

from dataclasses import replace

from communique.actors.descriptions import BODIES, Description, describe, titled
from communique.actors.groups import group_of, number, numbered, pair_mention, row_of, size_of
from communique.actors.headnouns import noun_at
from communique.actors.homes import INWARD, chamber_of, ground_of, home_of, origin_of, ruled_by, single
from communique.actors.mentions import note, point_back
from communique.actors.offices import office_class
from communique.actors.recalls import STATE_SECTORS, earlier, last_word_of_name, own_body, under_another_name
from communique.actors.relatives import couple_mention, other_one, relative_mention, the_other
from communique.actors.scene import Party, Scene
from communique.actors.states import (
    at_large,
    epithet_mention,
    half_mention,
    open_group,
    other_half,
    several_mention,
    side_mention,
    state_mention,
)
from communique.actors.stretches import definite, determines, first_core, name_of, start_of
from communique.actors.topics import domestic
from communique.actors.vocabulary import Noun
from communique.grammar import Parse
from communique.grammar.features import CARDINAL, SINGULAR
from communique.knowledge import names
from communique.knowledge.bodies import articled
from communique.knowledge.roles import OF, TO, marked

ARGUMENTS = ("subject", "subject:passive", "object", "oblique:object", "indirect", "owner", "conjunct")
NOWHERE = "of no named country"
HOME_SECTORS = STATE_SECTORS | {"SPY", "OPP", "CVL", "PTY", "ELI"}
# who fights or loots where he lives, whoever is the sentence's subject
LOCAL = frozenset(("REB", "UAF", "CRM", "PRM"))
# what people are who work for nobody in their own name: a body's observers and experts are the body's
OF_NOBODY = frozenset(("SOC", "CVL", "EDU"))
# who is named with a government: "the Liberian government and rebels"
RIVALS = ("REB", "OPP", "PTY", "MIL", "LEG", "JUD")


def noun_mention(scene: Scene, i: int) -> None:
    """A common noun: a body, an official, a group of people, or a word that points back ("both sides",
    "the island")."""
    parse = scene.parse
    lemma = parse.lemma(i)
    words = scene.words
    nouns = words.nouns
    low = start_of(scene, i)
    if (
        lemma in nouns.other
        and low < i
        and definite(scene, low)
        and parse.relations[i] in ("object", "oblique:object", "owner")
    ):
        the_other(scene, low, i)
        return
    if parse.lower[i] in nouns.turns and parse.relations[i] not in ARGUMENTS:
        return
    if couple_mention(scene, low, i, lemma) or parse.pos[i] not in ("NOUN", "PROPN", "NUM"):
        return
    if parse.lower[i] in nouns.twins and i not in scene.names:
        note(scene, i, tuple(scene.state(code) for code in nouns.twins[parse.lower[i]]), low, i)
        return
    size = size_of(scene, low, i)
    if parse.has(i, CARDINAL) or (parse.lower[i] in nouns.numbers and low == i - 1 and definite(scene, low)):
        numbered(scene, low, i)
    elif parse.lower[i] in nouns.halves and is_half(scene, low, i):
        half_mention(scene, low, i)
    elif not (size == 2 and lemma in nouns.pairs | nouns.people_pairs and pair_mention(scene, low, i, lemma)):
        phrase_mention(scene, low, i, lemma, size)


def is_half(scene: Scene, low: int, i: int) -> bool:
    """Whether a word such as "North" stands for a state: "the North"; by itself that of two states of one
    name ("talks of North and South")."""
    if low == i - 1 and definite(scene, low):
        return True
    alone = low == i and scene.parse.pos[i] == "PROPN" and i not in scene.names
    placed = scene.parse.relations[i] in (*ARGUMENTS, "conjunct", "owner")
    return alone and placed and bool(other_half(scene, scene.parse.lower[i]))


def phrase_mention(scene: Scene, low: int, i: int, lemma: str, size: int) -> None:
    """What a noun phrase stands for by its noun: the three named before, friends, relatives, states, sides,
    epithets, else people."""
    parse, nouns = scene.parse, scene.words.nouns
    counted = size > 2 and lemma in nouns.states | nouns.pairs and definite(scene, low)
    if counted and (group := group_of(scene, size)):
        note(scene, i, group, low, i, f"the {size} named before")
    elif unnamed_states(scene, low, i, lemma):
        several_mention(scene, low, i, lemma)
    elif lemma in nouns.relatives or (lemma in nouns.pairs and other_one(scene, low, i)):
        relative_mention(scene, low, i, lemma)
    elif lemma in nouns.states:
        state_mention(scene, low, i, lemma)
    elif (found := noun_at(scene, i)) is not None and found[1] < i and lemma in nouns.sides:
        # "opposition parties" are no side of a talk
        people_mention(scene, low, i, size)
    elif lemma in nouns.sides or (two := f"{parse.lower[i - 1]} {lemma}") in nouns.counterparts:
        side_mention(scene, low, i, lemma if lemma in nouns.sides else two)
    elif not (
        lemma in nouns.epithets and plain(scene, low, i) and epithet_mention(scene, low, i, lemma)
    ):
        people_mention(scene, low, i, size)


def unnamed_states(scene: Scene, low: int, i: int, lemma: str) -> bool:
    """Whether a noun in the plural stands for states without their names: "EU partners",
    "Western governments"."""
    nouns = scene.words.nouns
    if at_large(scene, i):
        return True
    if not scene.parse.is_plural(i) or low == i:
        return False
    friends = lemma in nouns.friends and not definite(scene, low)
    return friends or (lemma in nouns.regional and open_group(scene, low, i, lemma))


def plain(scene: Scene, low: int, i: int) -> bool:
    """Whether a phrase is "the bloc", or says no more of it than "the regional bloc":
    not "the bodies", nor "the body of a nurse"."""
    parse, allowed = scene.parse, scene.words.nouns.epithet_words
    if parse.lower[i] != parse.lemma(i) or any(marked(prep, OF) for prep, _ in parse.obliques(i)):
        return False
    if low == i - 1 and parse.lower[i] in scene.words.nouns.vague:
        return False
    return (
        low < i
        and definite(scene, low)
        and all(parse.lower[k] in allowed or parse.has(k, CARDINAL) for k in range(low + 1, i))
    )


def people_mention(scene: Scene, low: int, i: int, size: int) -> None:
    """A noun of people.csv: of its own country, else the one meant before ("the ministry"),
    else of the country the text is about."""
    parse = scene.parse
    found = noun_at(scene, i)
    if found is None or (about := describe(scene, low, i)) is None:
        last_word_of_name(scene, low, i)
        return
    owner = parse.kid(i, "owner")
    ours = owner is not None and parse.lower[owner] in scene.words.first.any
    stance = parse.lemma(i) in scene.words.nouns.of_stance
    if owner is not None and stance and TO in parse.noun(i).roles:
        return  # "voiced its opposition to the plan"
    if instrument(scene, low, i) or (ours and not about.countries):
        return
    noun, first = found[0], first_core(parse, low, i)
    about = about if about.countries else replace(about, countries=of_number(scene, i))
    parties: tuple[Party, ...] = ()
    if about.countries:
        parties = tuple(described(scene, about, code, why, first, i) for code, why in chosen(scene, about, i))
    elif both_governments(scene, low, i) and pair_mention(scene, low, i, ""):
        return
    elif owner is None and definite(scene, low):
        own, meant, why = meant_before(scene, noun, low, i, size)
        if meant:
            point_back(scene, i, meant, low, why)
            return
        parties = (described(scene, about, *own, first, i),) if own is not None else ()
    if parties := parties or homely(scene, about, low, first, i):
        note(scene, i, parties, first, i)
        if size or len(parties) > 1:
            scene.groups.append((len(parties) if len(parties) > 1 else size, parties, noun.words))


def of_number(scene: Scene, i: int) -> tuple[tuple[str | None, str], ...]:
    """The countries of those whom only their number names: "the ministers of the four"."""
    parse = scene.parse
    behind = (w for prep, w in parse.obliques(i) if marked(prep, OF) and parse.has(w, CARDINAL))
    size = next((n for w in behind if (n := number(scene, parse.lower[w]))), 0)
    group = group_of(scene, size) if size and parse.is_plural(i) else ()
    return tuple((p.country, f"of the {size} named before") for p in group if p.country)


def meant_before(
    scene: Scene, noun: Noun, low: int, i: int, size: int
) -> tuple[tuple[str, str] | None, tuple[Party, ...], str]:
    """The country, with the reason, of a body of the sentence's own state; else whom a phrase with "the"
    goes back to, and why."""
    parse = scene.parse
    plural = parse.is_plural(i)
    alone = plural and low == i - 1 and not any(marked(prep, OF) for prep, _ in parse.obliques(i))
    if alone and (row := row_of(scene, i)):
        return None, row, "those named together before"
    meant = earlier(scene, noun, i, plural=plural, size=size)
    if (own := own_body(scene, noun, i, meant)) is not None:
        return own, (), ""
    if meant:
        return None, meant, "named before"
    return None, under_another_name(scene, noun, i), "whom the sentence before is about"


def instrument(scene: Scene, low: int, i: int) -> bool:
    """Whether a noun stands for what is used rather than for who uses it: "by force",
    "the use of military force"."""
    parse = scene.parse
    bare = not any(determines(parse, k) or k in scene.names for k in range(low, i + 1)) and not several(
        parse, i
    )
    return bare and parse.lemma(i) in scene.words.nouns.mass and parse.kid(i, "owner") is None


def both_governments(scene: Scene, low: int, i: int) -> bool:
    """Whether a phrase is "the governments", of whom no more is said: those of the two states spoken of."""
    plural = several(scene.parse, i) and scene.parse.lemma(i) == scene.words.nouns.government
    return plural and low == i - 1 and definite(scene, low)


def chosen(scene: Scene, about: Description, i: int) -> list[tuple[str | None, str]]:
    """The countries of a noun phrase that count: all of a plural's and of "the army in Chad and Sudan",
    else the first, each once."""
    found: dict[str | None, str] = {}
    for code, why in about.countries:
        found.setdefault(code, why)
    items = list(found.items())
    # of each its own
    behind = about.noun.kind != "person" and not any(why.startswith('"') for _, why in items)
    return items if scene.parse.is_plural(i) or about.noun.plural or behind else items[:1]


def described(scene: Scene, about: Description, code: str | None, why: str, first: int, i: int) -> Party:
    """The party that a described noun stands for; bodies, and persons of one office and country,
    are one throughout the article."""
    reason = f'"{name_of(scene.parse, first, i)}": {why}'
    of_kind = described_person if about.noun.kind == "person" else described_body
    return of_kind(scene, about, code, reason, first, i)


def described_person(
    scene: Scene, about: Description, code: str | None, reason: str, first: int, i: int
) -> Party:
    """The person of the article who holds the office, else a new one without a name."""
    parse, words, noun = scene.parse, scene.words, about.noun
    plural = parse.is_plural(i)
    office = office_class(scene, about.role)
    indefinite = parse.lower[first - 1] in words.phrases.indefinite or any(
        w in words.titles.coming for w in parse.lower[first:i]
    )
    holder = None if plural or about.former or indefinite else holder_of(scene, about, code, office)
    if holder is not None:
        return holder
    sector = "ELI" if about.former else sector_of(about, code)
    within = body_above(scene, i) if code == "IGO" else None
    return Party(
        "person", name_of(parse, first, i), code, sector, about.role, within or about.organization,
        plural=plural, gender=words.persons.genders.get(noun.words.rsplit(" ", 1)[-1], ""), noun=noun.words,
        office=office,
        because=[reason],
    )


def holder_of(scene: Scene, about: Description, code: str | None, office: str) -> Party | None:
    """The one person of the article who holds an office there, who leads ("the Israeli leader"),
    or whom a movement calls its leader."""
    theirs = [p for p in scene.persons if p.country == code and code and not p.coming and p.sector != "ELI"]
    if office not in ("", "AMB"):
        return next((p for p in theirs if p.office == office), None)
    noun = about.noun.words
    leading = scene.words.titles.leaders.get(noun, ())
    if not leading or about.role.lower() != noun:
        return None
    if about.organization is None:
        found = [p for p in theirs if p.office in leading]
    else:
        found = [p for p in theirs if p.noun.rsplit(" ", 1)[-1] == noun and p.office not in leading]
    return found[0] if len(found) == 1 else None


def described_body(
    scene: Scene, about: Description, code: str | None, reason: str, first: int, i: int
) -> Party:
    """The body of that noun and country; groups of different names are different ones."""
    within = body_above(scene, i) if code == "IGO" else None
    noun, key = about.noun, (about.noun.words, code)
    if key in scene.bodies and noun.kind != "group":
        return scene.bodies[key]
    plural = scene.parse.is_plural(i)
    full = noun.kind == "body" or noun.words == scene.words.nouns.government
    name = titled(scene, noun.words, ((code, ""),)) if full else name_of(scene.parse, first, i)
    if full and within is not None:
        article = f"{scene.words.phrases.the} " if articled(within) else ""
        name = scene.words.phrases.body_of.format(
            body=titled(scene, noun.words, ()), country=f"{article}{within}"
        )
    party = Party(
        "body" if noun.kind == "body" or not plural else "group", name, code, sector_of(about, code),
        organization=within or (name if noun.kind == "body" else None), gender="n",
        plural=plural or noun.plural, noun=noun.words, because=[reason],
    )
    scene.bodies.setdefault(key, party)
    return party if scene.bodies[key].name != name else scene.bodies[key]


def body_above(scene: Scene, i: int) -> str | None:
    """The body of which a noun is the committee, the council or the minister: "the League's committee",
    "the secretariat of ASEAN"."""
    owner = scene.parse.kid(i, "owner")
    owners = scene.of.get(owner, ()) if owner is not None else ()
    if (body := next((p.organization or p.name for p in owners if p.kind == "body"), None)) is not None:
        return body
    behind = (word for prep, word in scene.parse.obliques(i) if prep in scene.words.phrases.house)
    found = (scene.names.get(word) for word in behind)
    return next((name.name for name in found if name is not None and name.kind in BODIES), None)


def sector_of(about: Description, code: str | None) -> str | None:
    """The sector of a described noun: officials of a state whose noun has none are of its government, and
    whoever watches, helps or knows things for a body is the body's."""
    if code in ("UNO", "IGO") and about.noun.sector in (None, *OF_NOBODY):
        return "IGO"
    return about.noun.sector or ("GOV" if about.noun.kind == "person" and code else None)


def homely(scene: Scene, about: Description, low: int, first: int, i: int) -> tuple[Party, ...]:
    """The parties of a noun phrase that names no country: of the country the text is about just there,
    unless it is of no one's."""
    parse, words, noun = scene.parse, scene.words, about.noun
    if (leader := leader_before(scene, low, i)) is not None:
        return (described(scene, about, *leader, first, i),)
    lemma = parse.lemma(i)
    if lemma in words.titles.bare_never:
        return ()
    if (
        noun.kind != "person"
        and several(parse, i)
        and low == i
        and (noun.kind == "body" or noun.words in words.nouns.unowned)
    ):
        return ()
    regional = any(parse.lower[k] in words.titles.regions for k in range(low, i + 1))
    if noun.words in words.titles.seats and not regional:
        return (seated(scene, about, noun, first, i),)
    envoy = lemma in words.titles.envoys
    if sender := dispatched_by(scene, i) or (sender_of(scene, i) if envoy else None):
        return (described(scene, about, sender, f"sent by {names.called(sender)}", first, i),)
    if regional or envoy or of_no_state(scene, low, i) or noun.words in words.titles.private:
        return (described(scene, about, *of_region(scene, low, i), first, i),)
    office = office_class(scene, about.role) if low == first and parse.has(i, SINGULAR) else ""
    holders = [p for p in scene.persons if office and p.office == office]
    if len(holders) == 1:
        return (holders[0],)
    if (elsewhere := put_elsewhere(scene, noun, low, i)) is not None:
        return (described(scene, about, *elsewhere, first, i),)
    if noun.sector in HOME_SECTORS and (noun.kind != "person" or noun.sector != "CVL" or several(parse, i)):
        inward = noun.sector in INWARD or domestic(scene, noun)
        code, why = chamber_of(scene, noun.words, *home_of(scene, i, of=noun, inward=inward))
        return (described(scene, about, code, why, first, i),)
    # "ethnic Albanian guerrillas"
    of_people = any(k in scene.names or parse.lower[k] in words.phrases.ethnic for k in range(low, i))
    if noun.sector in LOCAL and not of_people and (noun.kind != "person" or parse.is_plural(i)):
        code, why = ground_of(scene, i)
        return (described(scene, about, code, why, first, i),)
    if (
        noun.kind == "person"
        and noun.sector is None
        and parse.relations[i] not in ("subject", "subject:passive")
    ):
        return ()
    return (described(scene, about, None, NOWHERE, first, i),)


def leader_before(scene: Scene, low: int, i: int) -> tuple[str | None, str] | None:
    """The state that a person before a noun leads, and why: "the Smith administration" is of whoever leads
    one by that name, else of nobody known."""
    parse = scene.parse
    persons = (k for k in range(low, i) if parse.entities[k] == "person" and parse.pos[k] == "PROPN")
    led = next(persons, None)
    if led is None:
        return None
    upper = (k for k in range(i - 1, led - 1, -1) if parse.words[k][0].isupper())
    family = next(upper, led)  # "the shabiha militia"
    term = names.incumbent(parse.words[led], scene.on) or names.incumbent(parse.words[family], scene.on)
    return (None, NOWHERE) if term is None else (term.country, f"{term.person} led {term.country}")


def put_elsewhere(scene: Scene, noun: Noun, low: int, i: int) -> tuple[str | None, str] | None:
    """The state of people who are away from it, on whom its rule falls,
    or who are named with its government."""
    parse, away = scene.parse, scene.words.titles.away
    if noun.words in away or parse.lemma(i) in away:
        return origin_of(scene, i)
    if (ruled := ruled_by(scene, i)) is not None:
        return ruled
    rival = low == i and parse.relations[i] == "conjunct" and noun.sector in RIVALS
    other = next((p for p in scene.of.get(parse.heads[i], ())[:1] if p.country), None) if rival else None
    return (other.country, f"beside {other.name}") if other is not None else None


def of_region(scene: Scene, low: int, i: int) -> tuple[str | None, str]:
    """The union for which people called by a region's name deal with other states, and why: "a European
    diplomat"; none for "Western diplomats"."""
    called = f"{scene.parse.lower[i - 1]} {scene.parse.lemma(i)}" if i > low else ""
    union = scene.words.titles.unions.get(called)
    return (None, NOWHERE) if union is None else (union, f"who speaks for {names.country_name(union)}")


def of_no_state(scene: Scene, low: int, i: int) -> bool:
    """Whether a phrase is of nobody's or of several states: "world leaders", "several governments",
    "officials from Western countries"."""
    parse, words = scene.parse, scene.words
    if parse.lemma(i) == words.nouns.government and several(parse, i):
        return True
    if any(
        parse.is_plural(k) and parse.lemma(k) in words.nouns.states for _, k in parse.obliques(i)
    ):
        return True
    return any(parse.lower[k] in words.nouns.nobody for k in range(low, i))


def seated(scene: Scene, about: Description, noun: Noun, first: int, i: int) -> Party:
    """ "the Pope": the person of the article who holds that office,
    else its holder in the one place where it is."""
    seats = scene.words.titles.seats
    holder = next((p for p in scene.persons if p.noun in seats), None)
    return holder or described(scene, about, seats[noun.words], f"the {noun.words}'s seat", first, i)


def sender_of(scene: Scene, i: int) -> str | None:
    """The state that sends, recalls or names the envoy at a word."""
    clause = scene.parse.clause_of(i)
    if clause is None or clause.lemma not in scene.words.titles.senders or i in clause.subject:
        return None
    return next((code for w in clause.subject if (code := single(scene, w))), None)


def dispatched_by(scene: Scene, i: int) -> str | None:
    """The state that sent those at a word, as the words behind it say: "the envoys sent by Peru"."""
    for k in scene.parse.kids[i]:
        clause = scene.parse.clauses.get(k)
        if clause is None or clause.link != "modifying" or clause.lemma not in scene.words.titles.hirers:
            continue
        behind = (w for w in clause.at("subject") if w > k)
        return next((scene.names[w].country for w in behind if w in scene.names), None)
    return None


def several(parse: Parse, i: int) -> bool:
    """Whether a word is a common noun in the plural."""
    return parse.is_plural(i) and parse.pos[i] == "NOUN"
