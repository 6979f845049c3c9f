"""Common nouns for people and bodies: "the ministry", "Egyptian officials", "a spokesman".

Knows descriptions and who was named before; does not know pronouns.
"""

from __future__ import annotations

from communique.actors.descriptions import Description, describe, noun_at, office_class, titled
from communique.actors.groups import group_of, numbered, pair_mention, size_of, subject_code
from communique.actors.homes import INWARD, home_of, single
from communique.actors.mentions import note
from communique.actors.scene import FAR, UNIONS, Party, Scene
from communique.actors.states import epithet_mention, side_mention, state_mention
from communique.actors.stretches import definite, first_core, name_of, start_of
from communique.actors.vocabulary import Noun
from communique.knowledge import names

STATE_SECTORS = frozenset(("GOV", "LEG", "MIL", "JUD", "COP"))
NOWHERE = "of no named country"
PLURALS = ("NNS", "NNPS")
HOME_SECTORS = STATE_SECTORS | {"SPY", "OPP", "CVL", "PTY", "ELI"}


def noun_mention(scene: Scene, i: int) -> None:
    """A common noun: a body, an official, a group of people, or a word that points back ("both sides", "the island")."""
    parse = scene.parse
    lemma = parse.lemmas[i].lower()
    words = scene.words
    if parse.pos[i] not in ("NOUN", "PROPN", "NUM"):
        return
    nouns = words.nouns
    low = start_of(scene, i)
    size = size_of(scene, low, i)
    if parse.tags[i] == "CD":
        numbered(scene, low, i)
        return
    if size == 2 and (lemma in nouns.pairs or lemma in nouns.people_pairs) and pair_mention(scene, low, i, lemma):
        return
    if size > 2 and (lemma in nouns.states or lemma in nouns.pairs) and definite(scene, low) and (group := group_of(scene, size)):
        note(scene, i, group, low, i, f"the {size} named before")
    elif lemma in nouns.states or lemma in nouns.neighbours:
        state_mention(scene, low, i, lemma)
    elif lemma in nouns.sides:
        side_mention(scene, low, i, lemma)
    elif lemma in nouns.epithets and low == i - 1 and definite(scene, low) and epithet_mention(scene, low, i, lemma):
        return
    else:
        people_mention(scene, low, i, size)


def people_mention(scene: Scene, low: int, i: int, size: int) -> None:
    """A noun of people.csv: of its own country, else the one meant before ("the ministry"), else of the country the text is about."""
    parse = scene.parse
    found = noun_at(scene, i)
    if found is None:
        last_word_of_name(scene, low, i)
        return
    about = describe(scene, low, i)
    owner = parse.kid(i, "owner")
    if about is None or (owner is not None and not about.countries and parse.lower[owner] in scene.words.first.any):
        return
    noun, first = found[0], first_core(parse, low, i)
    if about.countries:
        parties = tuple(described(scene, about, code, why, first, i) for code, why in chosen(scene, about, i))
    elif owner is None and definite(scene, low):
        meant = earlier(scene, noun, i, plural=parse.tags[i] in PLURALS, size=size)
        own = own_body(scene, noun, i, meant)
        if own is None and meant:
            note(scene, i, meant, low, i, f'"{name_of(parse, low, i)}": named before')
            return
        parties = homely(scene, about, low, first, i) if own is None else (described(scene, about, own[0], own[1], first, i),)
    else:
        parties = homely(scene, about, low, first, i)
    if not parties:
        return
    note(scene, i, parties, first, i)
    if size or len(parties) > 1:
        scene.groups.append((len(parties) if len(parties) > 1 else size, parties, noun.words))


def own_body(scene: Scene, noun: Noun, i: int, meant: tuple[Party, ...]) -> tuple[str, str] | None:
    """The country of "the government" or "the embassy" where it is not the one named before: the sentence's own, or the ambassador's."""
    head = scene.words.titles.heads.get(noun.words)
    if head is not None and not meant:
        envoy = next((p for m in reversed(scene.history) for p in m.parties if p.noun == head and p.country), None)
        return (envoy.country, f"the {noun.words} of {envoy.name}") if envoy is not None and envoy.country else None
    if noun.kind == "person" or noun.sector not in STATE_SECTORS or scene.parse.lower[i] in scene.words.nouns.hosted:
        return None
    code, why = home_of(scene, i, only=True)
    return (code, why) if code and not any(p.country == code or p.country in UNIONS for p in meant) else None


def chosen(scene: Scene, about: Description, i: int) -> list[tuple[str | None, str]]:
    """The countries of a noun phrase that count: all of a plural's, the first of a singular's, each once."""
    found: dict[str | None, str] = {}
    for code, why in about.countries:
        found.setdefault(code, why)
    items = list(found.items())
    return items if scene.parse.tags[i] in PLURALS else items[:1]


def described(scene: Scene, about: Description, code: str | None, why: str, first: int, i: int) -> Party:
    """The party that a described noun stands for; bodies, and persons of one office and country, are one throughout the article."""
    reason = f'"{name_of(scene.parse, first, i)}": {why}'
    if about.noun.kind == "person":
        return described_person(scene, about, code, reason, first, i)
    return described_body(scene, about, code, reason, first, i)


def described_person(scene: Scene, about: Description, code: str | None, reason: str, first: int, i: int) -> Party:
    """The person of the article who holds the office, else a new one without a name."""
    parse, words, noun = scene.parse, scene.words, about.noun
    plural = parse.tags[i] in PLURALS
    office = office_class(scene, about.role)
    if office not in ("", "AMB") and not plural and parse.lower[first - 1] not in words.phrases.indefinite:
        holder = next((p for p in scene.persons if p.country == code and p.office == office), None)
        if holder is not None and not any(w in words.titles.coming for w in parse.lower[first:i]):
            return holder
    return Party(
        "person",
        name_of(parse, first, i),
        code,
        "ELI" if about.former else sector_of(about, code),
        about.role,
        about.organization,
        plural=plural,
        gender=words.persons.genders.get(noun.words.rsplit(" ", 1)[-1], ""),
        noun=noun.words,
        office=office,
        because=[reason],
    )


def described_body(scene: Scene, about: Description, code: str | None, reason: str, first: int, i: int) -> Party:
    """The body of that noun and country; groups of different names are different ones."""
    noun, key = about.noun, (about.noun.words, code)
    if key in scene.bodies and noun.kind != "group":
        return scene.bodies[key]
    plural = scene.parse.tags[i] in PLURALS
    full = noun.kind == "body" or noun.words == scene.words.nouns.government
    name = titled(scene, noun.words, ((code, ""),)) if full else name_of(scene.parse, first, i)
    party = Party(
        "body" if noun.kind == "body" or not plural else "group",
        name,
        code,
        sector_of(about, code),
        organization=name if noun.kind == "body" else None,
        gender="n",
        plural=plural or noun.plural,
        noun=noun.words,
        because=[reason],
    )
    scene.bodies.setdefault(key, party)
    return party if scene.bodies[key].name != name else scene.bodies[key]


def sector_of(about: Description, code: str | None) -> str | None:
    """The sector of a described noun: officials of a state whose noun has none are of its government."""
    if code in ("UNO", "IGO"):
        return "IGO"
    return about.noun.sector or ("GOV" if about.noun.kind == "person" and code else None)


def homely(scene: Scene, about: Description, low: int, first: int, i: int) -> tuple[Party, ...]:
    """The parties of a noun phrase that names no country: of the country the text is about just there, unless it is of no one's."""
    parse, words, noun = scene.parse, scene.words, about.noun
    lemma = parse.lemmas[i].lower()
    if lemma in words.titles.bare_never:
        return ()
    if noun.kind != "person" and parse.tags[i] == "NNS" and low == i and (noun.kind == "body" or noun.words in words.nouns.unowned):
        return ()
    envoy = lemma in words.titles.envoys
    if envoy and (sender := sender_of(scene, i)):
        return (described(scene, about, sender, f"sent by {names.country_name(sender) or sender}", first, i),)
    foreign = any(parse.lower[k] in words.titles.regions or parse.lower[k] in words.nouns.nobody for k in range(low, i))
    if foreign or envoy or noun.words in words.titles.envoys:
        return (described(scene, about, None, NOWHERE, first, i),)
    office = office_class(scene, about.role) if parse.tags[i] in ("NN", "NNP") and low == first and parse.tags[low] != "DT" else ""
    holders = [p for p in scene.persons if office and p.office == office]
    if len(holders) == 1:
        return (holders[0],)
    if noun.sector in HOME_SECTORS and (noun.kind != "person" or noun.sector != "CVL" or parse.tags[i] == "NNS"):
        code, why = home_of(scene, i, inward=noun.sector in INWARD)
        return (described(scene, about, code, why, first, i),)
    if noun.kind == "person" and noun.sector is None and parse.relations[i] not in ("subject", "subject:passive"):
        return ()
    return (described(scene, about, None, NOWHERE, first, i),)


def sender_of(scene: Scene, i: int) -> str | None:
    """The state that sends, recalls or names the envoy at a word."""
    clause = scene.parse.clause_of(i)
    if clause is None or clause.lemma not in scene.words.titles.senders or i in clause.subject:
        return None
    return next((code for w in clause.subject if (code := single(scene, w))), None)


def earlier(scene: Scene, noun: Noun, i: int, *, plural: bool, size: int) -> tuple[Party, ...]:
    """Who was called so before: "the ministry", "the spokesman", "the prime minister", "the ten ambassadors"."""
    if size and (group := group_of(scene, size)):
        return group
    office = office_class(scene, noun.words)
    sentence = scene.parse.sentence_of[i]
    envoy = noun.kind == "person" and noun.words.rsplit(" ", 1)[-1] in scene.words.titles.envoys
    sender = subject_code(scene, i) if envoy else None
    found: list[tuple[Party, ...]] = []
    for mention in reversed(scene.history):
        if mention.sentence < sentence - FAR and found:
            break
        for party in mention.parties:
            if party.plural != plural or (not party.noun and not party.office) or (party.country and party.country == sender):
                continue
            if called_so(party, noun.words) or holds(scene, party, noun.words, office):
                found.append(mention.parties if len({p.noun for p in mention.parties}) == 1 and plural else (party,))
        if mention.sentence < sentence - FAR or (found and not office):
            break
    return nearest_home(scene, found, i)


def called_so(party: Party, wanted: str) -> bool:
    """Whether a noun has named a party, in full or by its last word, or stands in the name of a body."""
    if party.noun == wanted:
        return True
    if " " in wanted:
        return False
    return party.noun.rsplit(" ", 1)[-1] == wanted or (party.kind == "body" and wanted in (party.name or "").lower().split())


def holds(scene: Scene, party: Party, wanted: str, office: str) -> bool:
    """Whether a party holds an office that a noun names; of heads of state, "the king" is no president."""
    if party.office in scene.words.titles.leaders.get(wanted, ()):
        return True
    if not office or party.office != office:
        return False
    return office != "HOS" or (not party.noun and wanted in (party.role or "").lower())


def nearest_home(scene: Scene, found: list[tuple[Party, ...]], i: int) -> tuple[Party, ...]:
    """Of several who may be called "the prime minister": the one of the sentence's country, else of the text's own, else the last."""
    if len({p for parties in found for p in parties}) < 2:
        return found[0] if found else ()
    code, _ = home_of(scene, i, only=True)
    for country in (code, scene.home):
        for parties in found:
            if country and parties[0].country == country:
                return parties
    return found[0]


def last_word_of_name(scene: Scene, low: int, i: int) -> None:
    """ "the council", "the assembly": a body of the article whose name has that word, though people.csv lacks it."""
    parse = scene.parse
    word = parse.lower[i]
    if not definite(scene, low) or len(word) < 4 or low != i - 1:
        return
    for mention in reversed(scene.history[-40:]):
        for party in mention.parties:
            if party.kind == "body" and party.name and word in party.name.lower().split():
                note(scene, i, (party,), low, i, f'"the {word}": named before')
                return
