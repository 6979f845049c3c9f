"""Nouns that stand for a state or go with one: "the country", "the island", "the French side",
"his counterpart", "the bloc".

Knows who was named before; does not know nouns for people and bodies.
"""

from __future__ import annotations

from communique.actors.descriptions import before, behind
from communique.actors.groups import size_of
from communique.actors.homes import common
from communique.actors.mentions import note, point_back, together
from communique.actors.scene import FAR, OBJECT, SUBJECT, UNIONS, Mention, Party, Scene
from communique.actors.stretches import definite, first_core, name_of, placed, travelled
from communique.actors.topics import tells
from communique.actors.vocabulary import Noun
from communique.grammar.features import CARDINAL
from communique.knowledge.names import called
from communique.reasons import LAST, TEXT

WORLD = "UNO"  # among the codes of an epithet: no few states are it
ANY = "*"  # among the codes of an epithet: any body with a name
SIDE = Noun("", "GOV", None, "person", False)  # what "behind" needs to know of a counterpart


def state_mention(scene: Scene, low: int, i: int, lemma: str) -> None:
    """ "the country", "his country", "the island": the state meant."""
    parse, words = scene.parse, scene.words
    if parse.is_plural(i):
        several_mention(scene, low, i, lemma)
        return
    for prep, word in parse.obliques(i):
        if prep == words.phrases.of and word in scene.names and (code := scene.names[word].country):
            note(scene, i, (scene.state(code),), low, i)
            return
    owner = parse.kid(i, "owner")
    parties = scene.of.get(owner, ()) if owner is not None else ()
    if owner is not None:
        if (code := common(parties)) and parse.lower[owner] in words.pronouns:
            note(scene, i, (scene.state(code),), low, i, f'"{name_of(parse, low, i)}"')
    elif definite(scene, low) and not list(before(scene, low, i, i)):
        state_before(scene, low, i, words.nouns.kingdoms.get(lemma))


def several_mention(scene: Scene, low: int, i: int, lemma: str) -> None:
    """ "EU countries", "NATO allies": an organization's; "Arab states", "dozens of countries":
    states that the text does not name."""
    parse = scene.parse
    owner, amount = parse.kid(i, "owner"), amount_of(scene, i)
    owners = () if owner is None else scene.of.get(owner, ())
    named = list(before(scene, low, i, i)) or [(p.country, p.name or "") for p in owners]
    if len(named) == 1 and named[0][0] in UNIONS:
        code, sector, why = named[0][0], "IGO", f"of {named[0][1]}"
    elif at_large(scene, i) or (
        not named and owner is None and (amount is not None or open_group(scene, low, i, lemma))
    ):
        code, sector, why = None, "GOV", "states that the text does not name"
    else:
        return
    first = (
        first_core(parse, low, i) if amount is None else first_core(parse, parse.phrase(amount)[0], amount)
    )
    party = Party(
        "group", name_of(parse, first, i), code, sector, gender="n", noun=lemma, plural=parse.is_plural(i),
        because=[why],
    )
    head = i if amount is None else amount
    note(scene, head, (party,), first, i)
    if code is None:
        count_open(scene, low, i, party)


def count_open(scene: Scene, low: int, i: int, party: Party) -> None:
    """Remember how many states without their names a phrase means, with those beside whom it means others."""
    size, beside = size_of(scene, low, i), beside_states(scene, i)
    others = any(scene.parse.lower[k] in scene.words.nouns.other for k in range(low, i))
    if size > 1 and beside and (others or party.noun in scene.words.nouns.friends):
        scene.groups.append((size + len(beside), (*beside, party), party.noun))
    elif size > 1 and not others:
        scene.groups.append((size, (party,), party.noun))


def beside_states(scene: Scene, i: int) -> tuple[Party, ...]:
    """The states to which a noun is joined, if it is joined to states alone: Peru, of "Peru and three
    allies"."""
    row = scene.parse.members(scene.parse.first_of_row(i))
    beside = tuple(p for w in row if w < i for p in scene.of.get(w, ()))
    return beside if all(p.kind == "state" and p.country for p in beside) else ()


def at_large(scene: Scene, i: int) -> bool:
    """Whether a noun and the word before it mean states at large: "the international community",
    "world powers"."""
    return i > 0 and f"{scene.parse.lower[i - 1]} {scene.parse.lower[i]}" in scene.words.nouns.at_large


def open_group(scene: Scene, low: int, i: int, lemma: str) -> bool:
    """Whether states are told of by their region or number: "Arab states", "70 countries",
    "Latin American nations", "the European members of the Council", but not of a state's parliament."""
    parse, words = scene.parse, scene.words
    if any(c not in UNIONS for c, _ in behind(scene, i, SIDE)):
        return False
    if any(
        parse.lower[k] in words.titles.regions or parse.lower[k] in words.places.continents
        for k in range(low, i)
    ):
        return True
    if definite(scene, low) or not (
        lemma in words.nouns.several or (lemma in words.nouns.friends and beside_states(scene, i))
    ):
        return False  # "the three countries" were named before
    return any(parse.has(k, CARDINAL) or parse.lower[k] in words.nouns.many for k in range(low, i))


def amount_of(scene: Scene, i: int) -> int | None:
    """The noun that states are counted by: the dozens of "dozens of countries"."""
    parse, words = scene.parse, scene.words
    of = parse.heads[i]
    if parse.lower[of] != words.phrases.of or parse.lemma(i) not in words.nouns.several:
        return None
    return parse.heads[of] if parse.lemma(parse.heads[of]) in words.nouns.amounts else None


def state_before(scene: Scene, low: int, i: int, allowed: tuple[str, ...] | None) -> None:
    """ "the country", "the island": that of the person who is the subject,
    else the state last spoken of that may be called so."""
    parse, words = scene.parse, scene.words.phrases
    clause = parse.clause_of(i)
    subjects = [p for w in clause.subject if w < i for p in scene.of.get(w, ())] if clause is not None else []
    if not allowed and len(subjects) == 1 and parse.relations[i] in ("object", "indirect"):
        subject = subjects[0]
        if subject.kind == "person" and subject.country not in (None, *UNIONS):
            note(scene, i, (scene.state(subject.country or ""),), low, i, f"of {subject.name}")
            return
    barred = {p.country for p in subjects if p.kind == "state"} if not allowed else set()
    for mention in scene.back(40, parse.sentence_of[i] - FAR + 1):
        for party in mention.parties:
            pointed = low == i - 1 and parse.lower[low] in words.pointing and party.kind == "state"
            if party.country and party.country not in barred and (
                pointed or may_be_state(scene, mention, party, allowed)
            ):
                point_back(scene, i, (scene.state(party.country),), low, LAST)
                return
    sited = [n.country for k, n in scene.names.items() if allowed and k < i and n.country in allowed]
    told = [m.parties[0] for m in scene.history if m.sentence == parse.sentence_of[i]]
    # "cut its aid to Fiji and asked the island nation's rulers"
    here = {p.country for p in told if p.kind == "state"} - barred
    if sited and sited[-1]:  # "landed in Kuwait and thanked the emirate"
        point_back(scene, i, (scene.state(sited[-1]),), low, LAST)
    elif allowed is None and len(here) == 1 and (code := here.pop()):
        point_back(scene, i, (scene.state(code),), low, "the other state of the sentence")
    elif scene.home and scene.home not in barred and (allowed is None or scene.home in allowed):
        point_back(scene, i, (scene.state(scene.home),), low, f"{TEXT} {called(scene.home)}")


def may_be_state(scene: Scene, mention: Mention, party: Party, allowed: tuple[str, ...] | None) -> bool:
    """Whether "the country" may be that of a party mentioned before: named alone and no envoy;
    "the island" any island."""
    if party.country in UNIONS or tells(party):
        return False
    if allowed is not None:
        return party.country in allowed
    prominent = mention.rank >= SUBJECT or (party.kind == "state" and mention.rank >= OBJECT)
    return prominent and len(mention.parties) == 1 and party.noun not in scene.words.titles.envoys


def half_mention(scene: Scene, low: int, i: int) -> None:
    """ "the North": the one state of the text whose name begins so."""
    parse = scene.parse
    found = [
        code for code, count in scene.counts.items()
        if count > 0 and called(code).lower().startswith(f"{parse.lower[i]} ")
    ] or other_half(scene, parse.lower[i])
    name = name_of(parse, low, i)
    if found:
        if len(found) == 1 and parse.words[i][0].isupper():
            note(scene, i, (scene.state(found[0]),), low, i, f'"{name}" is {called(found[0])}')
    elif parse.lower[i] in scene.words.nouns.blocs and not (
        placed(scene, i) or travelled(scene, i) or any(parse.obliques(i))
    ):
        why = ["states together"]
        bloc = Party("body", name, None, "GOV", gender="n", noun=parse.lower[i], because=why)
        note(scene, i, (bloc,), low, i)


def other_half(scene: Scene, half: str) -> list[str]:
    """The twin of the one state of the text that has a twin: "the North" where only South Korea is named."""
    twins = scene.words.nouns.twins.values()
    pairs = [pair for pair in twins if any(scene.counts[code] > 0 for code in pair)]
    if len(pairs) != 1:
        return []
    return [code for code in pairs[0] if called(code).lower().startswith(f"{half} ")]


def side_mention(scene: Scene, low: int, i: int, lemma: str) -> None:
    """ "the French side", "his Iranian counterpart": the party of the country that goes with it."""
    countries = list(before(scene, low, i, i))
    adjectives = [c for c, why in countries if c and not why.endswith("'s") and '" is ' not in why]
    if lemma in scene.words.nouns.counterparts:
        counterpart_mention(scene, low, i, [c for c, _ in countries], adjectives)
        return
    if lemma in scene.words.nouns.camps and adjectives:
        note(scene, i, (scene.state(adjectives[0]),), low, i, f'"{name_of(scene.parse, low, i)}"')


def counterpart_mention(
    scene: Scene, low: int, i: int, countries: list[str | None], named: list[str]
) -> None:
    """ "his Iranian counterpart": who holds the owner's office there, by name if the article has it;
    the owner is no Iranian."""
    parse = scene.parse
    owner = parse.kid(i, "owner")
    owners = scene.of.get(owner, ()) if owner is not None else ()
    model = owners[0] if owners and not (named and owners[0].country == named[0]) else None
    codes = [c for c in countries if model is None or c != model.country] or [
        c for c, _ in behind(scene, i, SIDE)
    ]
    if not codes:
        return
    first = first_core(parse, low, i)
    if model is not None and model.office:
        holders = (p for p in scene.persons if p.office == model.office and p.country == codes[0])
        if (holder := next(holders, None)) is not None:
            note(scene, i, (holder,), first, i, f"counterpart of {model.name}")
            return
    many = parse.is_plural(i)
    like = [
        counterpart(model, name_of(parse, first, i), code, plural=many)
        for code in (dict.fromkeys(codes) if many else codes[:1])
    ]
    note(scene, i, tuple(like), first, i)


def counterpart(model: Party | None, name: str, code: str | None, *, plural: bool) -> Party:
    """The party of a country that is what a model is in its own; without a model,
    someone of its government."""
    if model is None:
        return Party("person", name, code, "GOV", plural=plural, because=["a counterpart"])
    role = model.role if model.kind == "person" else None
    kind = model.kind if model.kind != "state" else "person"
    # the model may be out of office today; the other was in it then
    sector = model.sector if model.sector != "ELI" else "GOV"
    gender = "" if kind == "person" else "n"
    return Party(
        kind, name, code, sector, role, gender=gender, noun=model.noun, office=model.office, plural=plural,
        because=[f"counterpart of {model.name}"],
    )


def epithet_mention(scene: Scene, low: int, i: int, lemma: str) -> bool:
    """ "the bloc", "the alliance": the organization last spoken of."""
    allowed = scene.words.nouns.epithets[lemma]
    for mention in reversed(scene.history[-40:]):
        for party in mention.parties:
            group = ANY in allowed and party.organization is not None and party.organization == party.name
            if party.kind == "body" and (party.country in allowed or group):
                note(scene, i, (party,), low, i, f'"the {lemma}": {LAST}')
                return True
    code = allowed[0] if scene.counts.get(allowed[0]) else None
    rows = (together(scene, m) for m in reversed(scene.history[-40:])) if WORLD not in allowed else ()
    states = (row for row in rows if len(row) > 2 and all(p.kind == "state" for p in row))
    meant = (scene.state(code),) if code else next(states, ())
    if meant:
        note(scene, i, meant, low, i, f'"the {lemma}"')
    return bool(meant)
