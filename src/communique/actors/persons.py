"""Persons by their names: which words are somebody's name, and which names are one person's.

Knows how names are built; leaves to portraits what the text says of the person.
"""

from __future__ import annotations

from communique.actors.descriptions import noun_at
from communique.actors.names import forget
from communique.actors.portraits import appositions, describe_person, settle_by_table
from communique.actors.scene import Party, Scene
from communique.actors.stretches import between, head_of, name_of, placed
from communique.knowledge import names

LEADERSHIP = ("HOS", "HOG", "FM")


def namelike(scene: Scene, i: int) -> bool:
    """Whether a word may be part of a person's name: capitalised, tagged a name, and not the name of something else."""
    parse = scene.parse
    word = parse.words[i]
    if not word[0].isupper() or i in scene.dead or parse.lower[i] in scene.words.persons.calendar:
        return False
    if i in scene.names:
        return personal(scene, i)
    return parse.tags[i] in ("NNP", "NNPS") or parse.entities[i] == "person" or (parse.pos[i] == "PROPN")


def personal(scene: Scene, i: int) -> bool:
    """Whether a country's or city's name is here part of a person's: "Michael Jordan", "Chad Wolf"."""
    parse, name = scene.parse, scene.names[i]
    if name.first != name.last or parse.entities[i] != "person":
        return False
    return any(
        0 <= k < len(parse) and k not in scene.names and parse.entities[k] == "person" and parse.words[k][0].isupper()
        for k in (i - 1, i + 1)
    )


def run_end(scene: Scene, i: int) -> int:
    """The last word of a run of name words: particles, initials, hyphens and "Jr." included."""
    parse, words, n = scene.parse, scene.words, len(scene.parse)
    sentence = parse.sentence_of[i]
    while i + 1 < n and parse.sentence_of[i + 1] == sentence:
        k = i + 1
        if namelike(scene, k) or (parse.lower[k] in words.persons.suffixes and parse.words[k][0].isupper()):
            i = k
        elif parse.words[k] == "-" and between(parse, k) and k + 1 < n and parse.words[k + 1].isalpha():
            i = k + 1
        elif parse.lower[k] in words.persons.particles and (end := particle_end(scene, k)):
            i = end
        else:
            break
    return i


def particle_end(scene: Scene, k: int) -> int:
    """The name word after "al-", "bin" or "van der"; 0 when there is none."""
    parse, n = scene.parse, len(scene.parse)
    for j in range(k + 1, min(k + 4, n)):
        if namelike(scene, j):
            return j
        if parse.words[j] != "-" and parse.lower[j] not in scene.words.persons.particles:
            return 0
    return 0


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
    link_bare(scene)
    for party, first, last, title in found:
        describe_person(scene, party, first, last, title)
    for party, first, last, title in found:
        if party.country is None:
            describe_person(scene, party, first, last, title)


def consider(scene: Scene, first: int, last: int) -> tuple[Party, int, int, int | None] | None:
    """The person that a run of name words names: party, first and last word, last word of the title; None when it names none."""
    parse, words = scene.parse, scene.words
    if parse.lower[first] in words.persons.ships or (first and parse.lower[first - 1] in words.persons.ships):
        return None
    title = title_inside(scene, first, last)
    if title is not None:
        first = title + 1
    first, honorific, gender = honorifics(scene, first, last)
    if first and title is None and honorific is None and title_outside(scene, first, last):
        title = first - 1
    if honorific is not None and title is None and parse.lower[honorific] in words.persons.offices:
        title = -honorific - 1  # "King Salman": an office only where no other is named
    end = last
    while end > first and parse.lower[end] in words.persons.suffixes:
        end -= 1
    tokens = name_tokens(scene, first, end)
    if not tokens or not is_person(scene, first, last, tokens, titled=title is not None or honorific is not None):
        return None
    party = person(scene, tokens, name_of(parse, first, end))
    party.gender = party.gender or gender or words.persons.given.get(tokens[0], "")
    occupy(scene, party, first, last)
    return party, first, last, title


def title_inside(scene: Scene, first: int, last: int) -> int | None:
    """The last word of a title at the head of a run of name words: "Minister" in "Foreign Minister Anniken Huitfeldt"."""
    parse, persons = scene.parse, scene.words.persons
    for j in range(last - 1, first - 1, -1):
        noun = noun_at(scene, j)
        if noun is None or noun[0].kind != "person" or parse.lower[j + 1] in persons.suffixes:
            continue
        if parse.lower[j] not in persons.honorifics or " " in noun[0].words:
            return j
    return None


def honorifics(scene: Scene, first: int, last: int) -> tuple[int, int | None, str]:
    """The first word of a name after its honorifics, the honorific that counts (an office, else the first), and the gender they give."""
    parse, persons = scene.parse, scene.words.persons
    honorific, gender = None, ""
    while first < last and parse.lower[first] in persons.honorifics:
        if honorific is None or parse.lower[honorific] not in persons.offices:
            honorific = first
        gender, first = gender or persons.honorifics[parse.lower[first]], first + 1
    return first, honorific, gender


def title_outside(scene: Scene, first: int, last: int) -> bool:
    """Whether the word before a run of name words is a title in lower case: "foreign minister Anniken Huitfeldt"."""
    parse = scene.parse
    before = noun_at(scene, first - 1) if parse.sentence_of[first - 1] == parse.sentence_of[first] else None
    if before is None or before[0].kind != "person" or not parse.tags[first - 1].startswith("NN"):
        return False
    return not part_of_name(scene, first, last)


def occupy(scene: Scene, party: Party, first: int, last: int) -> None:
    """Make words a person's; names of the tables give way."""
    for k in range(first, last + 1):
        scene.people[k] = (party, first, last)
        if k in scene.names:
            forget(scene, k)


def name_tokens(scene: Scene, first: int, last: int) -> tuple[str, ...]:
    """The words of a name by which somebody may be called: no particles, no hyphens."""
    parse, particles = scene.parse, scene.words.persons.particles
    return tuple(parse.lower[k] for k in range(first, last + 1) if parse.words[k][0].isalpha() and parse.lower[k] not in particles)


def part_of_name(scene: Scene, first: int, last: int) -> bool:
    """Whether a run belongs to a following noun that is nobody's: "the conservative New Democracy party"."""
    parse = scene.parse
    head = head_of(parse, first, last)
    return (
        parse.relations[head] == "compound"
        and parse.heads[head] > last
        and parse.entities[head] != "person"
        and parse.heads[head] == last + 1
        and parse.lower[last + 1] in scene.words.nouns.collectives
    )


def is_person(scene: Scene, first: int, last: int, tokens: tuple[str, ...], *, titled: bool) -> bool:
    """Whether a run is a person's name: a title, the table, an apposition with a role, or the parser's view of two words and more."""
    parse = scene.parse
    if titled:
        return parse.lower[last] not in scene.words.endings or parse.entities[last] == "person"
    if len(tokens) < 2 or len(tokens) > 6 or parse.lower[last] in scene.words.endings:
        return False
    if first and parse.lower[first - 1] in scene.words.phrases.articles:
        return False
    if any(parse.entities[k] == "person" for k in range(first, last + 1)):
        return True
    if names.person(name_of(parse, first, last), scene.on) is not None:
        return True
    head = head_of(parse, first, last)
    return any(noun is not None and noun[0].kind == "person" for k in appositions(scene, head) if (noun := noun_at(scene, k)) is not None)


def person(scene: Scene, tokens: tuple[str, ...], name: str) -> Party:
    """The person called so: one known already by these words or more of them, else a new one."""
    wanted = set(tokens)
    for party in (p for t in tokens for p in scene.known.get(t, ())):
        have = set(party.tokens)
        if wanted <= have or (have < wanted and (party.tokens[-1] == tokens[-1] or party.tokens[-1] == tokens[0])):
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


def link_bare(scene: Scene) -> None:
    """Take single name words back to the person of the article who is called so, or to the one office-holder of that name."""
    i, n = 0, len(scene.parse)
    while i < n:
        if i in scene.people or not namelike(scene, i):
            i += 1
            continue
        last = run_end(scene, i)
        tokens = name_tokens(scene, i, last)
        party = called(scene, tokens) if tokens and last not in scene.people else None
        if party is None and len(tokens) == 1:
            party = incumbent(scene, i) or unknown(scene, i)
        if party is not None:
            for k in range(i, last + 1):
                scene.people.setdefault(k, (party, i, last))
                if k in scene.names:
                    forget(scene, k)
        i = last + 1


def called(scene: Scene, tokens: tuple[str, ...]) -> Party | None:
    """The person of the article whose family name, or whose unmistakable part of a name, these words are."""
    last = tokens[-1]
    found = [p for p in scene.known.get(last, ()) if set(tokens) <= set(p.tokens)]
    strong = [p for p in found if p.tokens[-len(tokens) :] == tokens]
    if strong:
        return strong[-1]
    for party in found:
        first_only = party.tokens[: len(tokens)] == tokens
        if not first_only or party.country in scene.words.persons.family_first or tokens[0] not in scene.words.persons.given:
            return party
    return None


def incumbent(scene: Scene, i: int) -> Party | None:
    """The one head of state or government or foreign minister of this surname on the day; None when there is not exactly one."""
    parse = scene.parse
    if (i and parse.lower[i - 1] in scene.words.phrases.articles) or parse.tags[i] not in ("NNP", "NNPS") or len(parse.words[i]) < 3:
        return None
    if parse.entities[i] == "place" or placed(scene, i):
        return None
    term = names.incumbent(parse.words[i], scene.on, LEADERSHIP)
    if term is None:
        return None
    party = person(scene, tuple(term.person.lower().split()), term.person)
    settle_by_table(scene, party, term, f'"{parse.words[i]}": the only leader or foreign minister of that name on {scene.on}')
    return party


def unknown(scene: Scene, i: int) -> Party | None:
    """A person who is only ever named by surname: the parser's word, when the name is a subject."""
    parse = scene.parse
    if parse.entities[i] != "person" or parse.relations[i] not in ("subject", "subject:passive"):
        return None
    if i and parse.lower[i - 1] == scene.words.phrases.the:
        return None
    return person(scene, (parse.lower[i],), parse.words[i])
