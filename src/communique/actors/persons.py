"""Persons by their names: which words are somebody's name, and which names are one person's.

Knows how names are built; leaves to portraits what the text says of the person.
"""

from __future__ import annotations

from communique.actors.headnouns import noun_at
from communique.actors.names import forget
from communique.actors.offices import settle_by_table, sole, sole_leader
from communique.actors.portraits import appositions, describe_person
from communique.actors.runs import honorifics, name_tokens, namelike, run_end, title_inside, title_outside
from communique.actors.scene import Party, Scene
from communique.actors.senses import namesake
from communique.actors.stretches import DASHES, head_of, name_of, placed
from communique.knowledge import names
from communique.knowledge.spelling import of_father

# years after which a former leader is not who a bare surname means, if another of that name leads the country
LATELY = 5


def find_persons(scene: Scene) -> None:
    """Enter every full or titled name of a person; then describe each from what stands around it."""
    i, n = 0, len(scene.parse)
    found: list[tuple[Party, int, int, int | None]] = []
    while i < n:
        if namelike(scene, i):
            last = run_end(scene, i)
            entry = consider(scene, i, last)
            if entry is not None:
                found.append(entry)
            i = last + 1
        else:
            i += 1
    bare = link_bare(scene)
    for party, first, last, title in found:
        describe_person(scene, party, first, last, title)
    for party, first, last in bare:
        if not party.described:
            describe_person(scene, party, first, last, None)
    for party, first, last, title in found:
        if party.country is None:
            describe_person(scene, party, first, last, title)
    for party in [p for p in scene.persons if p.country is None and not p.described]:
        if is_place(scene, party):
            dismiss(scene, party)


def is_place(scene: Scene, party: Party) -> bool:
    """Whether a name that nothing describes is of a place: "the town of Deir Berg", "the Baba Berg district",
    "in Salah Berg"."""
    parse, units = scene.parse, scene.words.places.units
    spots = {(first, last) for p, first, last in scene.people.values() if p is party}
    heads = [head_of(parse, first, last) for first, last in spots]
    for (_, last), head in zip(spots, heads, strict=True):
        of = parse.heads[head]
        whole = parse.heads[of] if parse.lower[of] == scene.words.phrases.of else head
        apposed = [
            k for k in (*parse.kids[head], parse.heads[head])
            if "apposition" in (parse.relations[k], parse.relations[head])
        ]
        beside = parse.relations[head] in ("compound", "modifier") and not units.isdisjoint(
            parse.lower[last + 1 : last + 2]
        )
        if beside or any(parse.lemma(k) in units for k in (whole, *apposed)):
            return True
    acting = any(parse.relations[h] in ("subject", "subject:passive", "owner", "doer") for h in heads)
    return not acting and 2 * sum(placed(scene, h) for h in heads) >= len(heads)


def dismiss(scene: Scene, party: Party) -> None:
    """Take back a person who is none."""
    scene.persons.remove(party)
    for word in [k for k, (p, _, _) in scene.people.items() if p is party]:
        del scene.people[word]
    for token in party.tokens:
        if party in scene.known.get(token, ()):
            scene.known[token].remove(party)


def consider(scene: Scene, first: int, last: int) -> tuple[Party, int, int, int | None] | None:
    """The person that a run of name words names: party, first and last word, last word of the title;
    None when it names none."""
    parse, words = scene.parse, scene.words
    if parse.lower[first] in words.persons.ships or (first and parse.lower[first - 1] in words.persons.ships):
        return None
    title = title_inside(scene, first, last)
    given = title == first and parse.lower[first] in words.persons.given
    if given and names.namesakes(name_of(parse, first, last)):
        title = None  # "Marine Le Pen" is no marine
    if title is not None:
        first = title + 1
    first, honorific, gender = honorifics(scene, first, last)
    if first and title is None and honorific is None and title_outside(scene, first, last):
        title = first - 1
    rank = noun_at(scene, title) if title is not None else None
    if title is not None and rank is not None and rank[0].words in words.titles.ranks:
        # "General Berg, the head of the mission": the rank is his role only where no office is named
        title = -title - 1
    if honorific is not None and title is None and parse.lower[honorific] in words.persons.offices:
        title = -honorific - 1  # "King Salman": an office only where no other is named
    end = last
    while end > first and parse.lower[end] in words.persons.suffixes:
        end -= 1
    tokens, titled = name_tokens(scene, first, end), title is not None or honorific is not None
    if not tokens or paired(scene, first, end) or not is_person(scene, first, end, tokens, titled=titled):
        return None
    party = person(scene, tokens, name_of(parse, first, end))
    party.gender = party.gender or gender or words.persons.given.get(tokens[0], "")
    occupy(scene, party, first, last)
    return party, first, last, title


def paired(scene: Scene, first: int, last: int) -> bool:
    """Whether a hyphen joins the family names of two persons of the article: "a Berg-Otieno call"."""
    parse = scene.parse
    if last != first + 2 or parse.words[first + 1] not in DASHES:
        return False
    one, other = (
        next((p for p in scene.known.get(parse.lower[k], ()) if p.tokens[-1] == parse.lower[k]), None)
        for k in (first, last)
    )
    return one is not None and other is not None and one is not other


def occupy(scene: Scene, party: Party, first: int, last: int) -> None:
    """Make words a person's; names of the tables give way."""
    for k in range(first, last + 1):
        scene.people[k] = (party, first, last)
        if k in scene.names:
            forget(scene, k)


def is_person(scene: Scene, first: int, last: int, tokens: tuple[str, ...], *, titled: bool) -> bool:
    """Whether a run is a person's name: a title, the table, an apposition with a role,
    or the parser's view of two words and more."""
    parse = scene.parse
    if titled:
        return parse.lower[last] not in scene.words.endings or parse.entities[last] == "person"
    name, before = name_of(parse, first, last), parse.lower[first - 1] if first else ""
    if before == scene.words.phrases.the and names.person(f"the {name}", scene.on):
        return True  # the table has the name with its article: "the Dalai Lama"
    if len(tokens) < 2 or len(tokens) > 6:
        return False
    # "Christopher Chambers" is a person, "Kari Chambers" of no known given name may be rooms
    if parse.lower[last] in scene.words.endings:
        whole = parse.entities[first] == parse.entities[last] == "person"
        return whole and tokens[0] in scene.words.persons.given
    if before in scene.words.phrases.articles:
        return False
    head = head_of(parse, first, last)
    # "Azim Berg and Daoud Berg": one of them the parser knows
    row = (*range(first, last + 1), *parse.members(parse.first_of_row(head)))
    if any(parse.entities[k] == "person" for k in row) or names.person(name, scene.on) is not None:
        return True
    nouns = (noun_at(scene, k) for k in appositions(scene, head))
    return any(noun is not None and noun[0].kind == "person" for noun in nouns)


def person(scene: Scene, tokens: tuple[str, ...], name: str) -> Party:
    """The person called so: one known already by these words or more of them, else a new one."""
    wanted = set(tokens)
    for party in (p for t in tokens for p in scene.known.get(t, ())):
        have = set(party.tokens)
        longer, shorter = sorted((party.name or "", name), key=len, reverse=True)
        if of_father(longer, shorter.lower()):
            continue  # "King Salman" is not "Mohammed bin Salman"
        if wanted <= have or (
            have < wanted and (party.tokens[-1] == tokens[-1] or party.tokens[-1] == tokens[0])
        ):
            if len(tokens) > len(party.tokens):
                party.name, party.tokens = name, tokens
                enter(scene, party)
            return party
    party = Party("person", name, tokens=tokens)
    scene.persons.append(party)
    enter(scene, party)
    return party


def enter(scene: Scene, party: Party) -> None:
    """Make a person known by each word of the name."""
    for token in party.tokens:
        called = scene.known.setdefault(token, [])
        if party not in called:
            called.append(party)


def link_bare(scene: Scene) -> list[tuple[Party, int, int]]:
    """Take single name words back to the person of the article who is called so,
    or to the one office-holder of that name; where it did."""
    i, n = 0, len(scene.parse)
    linked = []
    while i < n:
        if i in scene.names and i not in scene.people and namesake(scene, i):
            forget(scene, i)
        if i in scene.people or not namelike(scene, i):
            i += 1
            continue
        last = run_end(scene, i)
        tokens = name_tokens(scene, i, last)
        party = called(scene, tokens) if tokens and last not in scene.people else None
        if len(tokens) == 1:
            party = in_life(scene, i, party) if party else incumbent(scene, i) or unknown(scene, i)
        if party is not None:
            linked.append((party, i, last))
            for k in range(i, last + 1):
                scene.people.setdefault(k, (party, i, last))
        i = last + 1
    return linked


def called(scene: Scene, tokens: tuple[str, ...]) -> Party | None:
    """The person of the article whose family name, or whose unmistakable part of a name, these words are."""
    last = tokens[-1]
    found = [p for p in scene.known.get(last, ()) if set(tokens) <= set(p.tokens)]
    strong = [p for p in found if p.tokens[-len(tokens) :] == tokens]
    if strong:
        return strong[-1]
    given = tokens[0] in scene.words.persons.given
    return next((p for p in found if not given or p.tokens[: len(tokens)] != tokens), None)


def in_life(scene: Scene, i: int, party: Party) -> Party:
    """Who a surname alone means where its bearer in the text left office long ago:
    who now leads the same country under that name."""
    if scene.on is None or len(party.tokens) < 2:
        return party
    term = names.person(party.name or "", scene.on)
    if term is None or not term.end or term.end[:4] >= f"{int(scene.on[:4]) - LATELY:04}":
        return party
    other = names.incumbent(scene.parse.words[i], scene.on)
    if other is None or other.country != term.country or other.person == term.person:
        return party
    heir = person(scene, tuple(other.person.lower().replace("-", " ").split()), other.person)
    settle_by_table(scene, heir, other, sole(scene, scene.parse.words[i]))
    return heir


def incumbent(scene: Scene, i: int) -> Party | None:
    """The one head of state or government or foreign minister of this surname on the day;
    None when there is not exactly one."""
    parse = scene.parse
    # "the Macron government"
    leads = not scene.words.titles.rulers.isdisjoint(parse.lower[i + 1 : i + 2])
    article = i and parse.lower[i - 1] in scene.words.phrases.articles and not leads
    # the parser takes many a leader of few syllables for a town; a town is the subject of little
    town = placed(scene, i) or (parse.entities[i] == "place" and parse.relations[i] != "subject")
    if article or town or len(parse.words[i]) < 3 or (term := sole_leader(scene, parse.words[i])) is None:
        return None
    party = person(scene, tuple(term.person.lower().split()), term.person)
    settle_by_table(scene, party, term, sole(scene, parse.words[i]))
    return party


def unknown(scene: Scene, i: int) -> Party | None:
    """A person who is only ever named by surname: the parser's word, when the name is a subject."""
    parse = scene.parse
    if parse.entities[i] != "person" or parse.relations[i] not in ("subject", "subject:passive"):
        return None
    if i and parse.lower[i - 1] == scene.words.phrases.the:
        return None
    return person(scene, (parse.lower[i],), parse.words[i])
