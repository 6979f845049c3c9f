"""Mentions: whom a name in the text stands for, entered with its prominence for all that points back later.

Knows names and persons; does not know common nouns and pronouns.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.actors.homes import chamber_of, home_of, nationality
from communique.actors.names import first_of_pair
from communique.actors.scene import OBJECT, OTHER, SUBJECT, UNIONS, Mention, Name, Party, Scene
from communique.actors.stretches import convened, definite, glued, head_of, name_of, placed, travelled
from communique.grammar import Clause, Parse
from communique.grammar.features import CARDINAL
from communique.knowledge import names
from communique.reasons import SOME_OF


def note(
    scene: Scene, head: int, parties: tuple[Party, ...], first: int, last: int, why: str | None = None
) -> None:
    """Enter a mention: whom the head stands for, its words, and its prominence for later pronouns."""
    parse = scene.parse
    scene.of[head] = parties
    scene.spans[head] = (first, last)
    if why:
        scene.why[head] = why
    if (whole := part_of(scene, head)) is not None:
        scene.of[whole], scene.spans[whole] = parties, (whole, last)
    relation = parse.relations[top := parse.first_of_row(head)]
    clause = parse.clause_of(head)
    subject = relation in ("subject", "subject:passive")
    rank = SUBJECT if subject else OBJECT if relation in ("object", "indirect", "doer") else OTHER
    if relation == "owner" and parse.relations[parse.heads[top]].startswith("subject"):
        rank = OBJECT
    if subject and clause is not None and clause.link == "root":
        rank += 0.5
    said = subject and clause is not None and not scene.words.saying.isdisjoint(told(parse, clause))
    remember(scene, head, parties, rank, said=said)


def part_of(scene: Scene, word: int) -> int | None:
    """The "both" of "both of them" at its last word: a word for a part that stands for all of them."""
    parse = scene.parse
    prep = parse.heads[word]
    whole = parse.heads[prep]
    of = parse.relations[word] == "oblique:object" and parse.lower[prep] == scene.words.phrases.of
    return whole if of and parse.lower[whole] in scene.words.nouns.parts else None


def remember(
    scene: Scene, head: int, parties: tuple[Party, ...], rank: float = OTHER, *, said: bool = False
) -> None:
    """Keep a mention for what points back later."""
    sentence, quoted = scene.parse.sentence_of[head], scene.quoted[head]
    scene.history.append(Mention(head, parties, rank, sentence, said, quoted))


def point_back(scene: Scene, i: int, parties: tuple[Party, ...], low: int, why: str) -> None:
    """Enter whom a phrase from a word to its head stands for, with why."""
    note(scene, i, parties, low, i, f'"{name_of(scene.parse, low, i)}": {why}')


def told(parse: Parse, clause: Clause) -> Iterator[str]:
    """The verbs of a clause and of those joined to it: "described the talks and said"."""
    yield clause.lemma
    yield from (
        c.lemma for k in parse.kids[clause.head]
        if (c := parse.clauses.get(k)) is not None and c.link == "conjunct"
    )


def person_mention(scene: Scene, party: Party, first: int, last: int) -> None:
    """A person's name: enter it, and settle the country if it is still open."""
    parse = scene.parse
    head = head_of(parse, first, last)
    low, high = scene.spans.get(head, (first, last))
    for k in range(first, last + 1):
        if k in scene.people and scene.people[k][0] is party:
            scene.of[k], scene.spans[k] = (party,), (low, high)
    if party.noun in scene.words.nouns.sides and party.role is None:
        model = next((p for m in scene.back(8) for p in m.parties if p.role), None)
        if model is not None:
            party.role, party.office = model.role, model.office
            party.because.append(f"counterpart of {model.name}")
    serve(scene, party)
    if party.country is None and not party.described:
        adopt(scene, party, nameless_before(scene, head))
    if party.country is None and party.described and not party.placed:
        party.country, why = nationality(scene, party, head)
        party.because.append(why)
    note(scene, head, (party,), low, high)


def serve(scene: Scene, party: Party) -> None:
    """Give who is said to be a body's ("the mission … its head, General Berg") the body's code,
    whatever he was at home."""
    owners = scene.of.get(party.owned, ())
    if len(owners) == 1 and owners[0].kind == "body" and owners[0].country in UNIONS:
        party.country = owners[0].country
        party.because.append(f'"{scene.parse.words[party.owned]}" is {owners[0].name}')


def fill_rows(scene: Scene) -> None:
    """Let a title in the plural stand for all the persons behind it: "Presidents A of X,
    B of Y and C of Z"."""
    parse = scene.parse
    for title in [k for k, (_, _, last) in scene.people.items() if k == last and parse.is_plural(k)]:
        row = row_behind(scene, title)
        if len(row) > 1:
            scene.of[title] = row
            if parse.heads[title] in scene.people and scene.people[parse.heads[title]][0] is row[0]:
                scene.of[parse.heads[title]] = row


def fill_lists(scene: Scene) -> None:
    """Let the first state of a row stand for all where the parser takes others for it: "Peru, Chile
    and Fiji"."""
    parse = scene.parse
    for word, codes in scene.lists.items():
        first = parse.heads[word]
        apposed = parse.relations[word] == "apposition" and scene.lists.get(first) == codes
        if apposed and len(codes) > 2 and first in scene.of:
            scene.of[first] = tuple(scene.state(code) for code in codes)


def row_behind(scene: Scene, title: int) -> tuple[Party, ...]:
    """The persons in a row behind a word, each perhaps with his country."""
    parse, found, k = scene.parse, dict[int, Party](), title + 1
    while k < len(parse) and parse.sentence_of[k] == parse.sentence_of[title]:
        if k in scene.people:
            found[id(scene.people[k][0])] = scene.people[k][0]
        elif not (
            k in scene.names
            or parse.words[k] == ","
            or parse.pos[k] == "CCONJ"
            or parse.lower[k] == scene.words.phrases.of
        ):
            break
        k += 1
    return tuple(found.values())


def collective_mention(scene: Scene, last: int) -> None:
    """ "The Baltic states": all of them."""
    first, codes = scene.collected[last]
    head = head_of(scene.parse, first, last)
    why = f'"{name_of(scene.parse, first, last)}": {", ".join(codes)}'
    note(scene, head, tuple(scene.state(code) for code in codes), first, last, why)


def nameless_before(scene: Scene, head: int) -> Mention | None:
    """The mention of "a spokesman", who spoke just before and of whom a name that now speaks is likely the
    name."""
    parse = scene.parse
    clause = parse.clause_of(head)
    if clause is None or head not in clause.subject or clause.lemma not in scene.words.saying:
        return None
    told = (m for m in scene.back(10) if m.said and not m.quoted and len(m.parties) == 1)
    mention = next(told, None)
    if mention is None or parse.paragraph_of(mention.head) < parse.paragraph_of(head) - 2:
        return None
    party, first = mention.parties[0], scene.spans[mention.head][0]
    nameless = party.kind == "person" and party not in scene.persons and not party.plural and party.role
    return mention if nameless and parse.lower[first - 1] in scene.words.phrases.indefinite else None


def adopt(scene: Scene, party: Party, mention: Mention | None) -> None:
    """Give a person the description of somebody without a name, who from then on is that person."""
    if mention is None:
        return
    other = mention.parties[0]
    party.country, party.sector, party.role = other.country, other.sector, other.role
    party.organization, party.noun, party.office = other.organization, other.noun, other.office
    party.described = True
    party.because += [*other.because, f'the "{other.name}" who spoke just before']
    scene.of[mention.head] = (party,)


def name_mention(scene: Scene, name: Name) -> None:
    """A country, capital, body or organization: an actor, unless it is where something is."""
    parse = scene.parse
    head = head_of(parse, name.first, name.last)
    if glued(parse, name.last) or name.kind == "place":
        return
    if placed(scene, head) or (name.kind == "capital" and (travelled(scene, head) or convened(scene, head))):
        if name.kind in ("body", "organization"):
            remember(scene, head, (party_of(scene, name, head),))
        return
    party, other = party_of(scene, name, head), first_of_pair(scene, name.first)
    parties = (party,) if other is None or other == party.country else (scene.state(other), party)
    for k in range(name.first, name.last + 1):
        scene.of[k], scene.spans[k] = parties, (name.first if other is None else name.first - 2, name.last)
        if name.why:
            scene.why[k] = name.why
    # "the British were guilty": no adjective here
    if parse.relations[head] not in ("compound", "modifier") or parse.pos[parse.heads[head]] == "VERB":
        few = name.kind == "demonym" and some_of_them(scene, head)
        note(scene, head, parties, name.first, name.last, SOME_OF if few else name.why or None)
    elif party.kind == "body":
        remember(scene, head, (party,))


def some_of_them(scene: Scene, head: int) -> bool:
    """Whether the name of a people stands for one or a few of it: "a Chadian", "two Chadians"."""
    parse = scene.parse
    before = [k for k in parse.kids[head] if k < head]
    counted = any(parse.has(k, CARDINAL) for k in before)
    return counted or any(
        parse.relations[k] == "determiner" and not definite(scene, k) and not parse.is_plural(head)
        for k in before
    )


def party_of(scene: Scene, name: Name, head: int) -> Party:
    """The party that a name of the tables stands for."""
    if name.kind in ("state", "demonym", "capital"):
        return scene.state(name.country) if name.country else open_state(scene, name)
    key = (name.name.lower(), name.country)
    code, why = name.country, name.why
    if key not in scene.bodies:
        if code is None:
            code, why = chamber_of(scene, name.name, *home_of(scene, head))
            code = code or cradle(name)
        nouns, group = scene.words.nouns, name.kind == "group"
        scene.bodies[key] = Party(
            "body", name.name, code, name.sector, organization=name.name, wikidata=name.wikidata, gender="n",
            noun=nouns.group if group else name.name.lower().rsplit(" ", 1)[-1],
            plural=group and name.name.endswith(nouns.plural_ending), because=[why] if why else [],
        )
    return scene.bodies[key]


def cradle(name: Name) -> str | None:
    """The state of a movement with branches in several, where the text names none: that of the table."""
    found = names.longest(name.name.split(), 0) if name.kind != "body" else None
    return found[0].country if found is not None else None


def open_state(scene: Scene, name: Name) -> Party:
    """The party of a name that may be of several states."""
    key = (name.name.lower(), None)
    if key not in scene.bodies:
        scene.bodies[key] = Party("state", name.name, gender="n", because=[name.why])
    return scene.bodies[key]


def together(scene: Scene, mention: Mention) -> tuple[Party, ...]:
    """All parties of a coordination of which a mention is the first: "France and Germany"."""
    parse, top = scene.parse, mention.head
    while parse.relations[top] == "conjunct" and parse.heads[top] in scene.of:
        top = parse.heads[top]
    members = parse.members(top)
    row = scene.lists.get(mention.head, ())
    if len(row) > len(members):
        return tuple(scene.state(code) for code in row)
    if len(members) < 2:
        return mention.parties
    return tuple(dict.fromkeys(p for m in members for p in scene.of.get(m, ()))) or mention.parties
