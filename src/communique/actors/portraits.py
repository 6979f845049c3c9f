"""Who a named person is: from titles, appositions, "who heads", "is the mayor of" and the table of offices.

Knows where the text describes a person; does not know how a phrase is read (descriptions).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.actors.descriptions import PRIVATE, Description, before, describe, marks_owner, title_start
from communique.actors.headnouns import noun_at
from communique.actors.offices import from_table, office_class
from communique.actors.scene import UNIONS, Party, Scene
from communique.actors.stretches import determines, first_core, glued, head_of, name_of, start_of
from communique.grammar import Parse
from communique.grammar.features import (
    COLON,
    COMMA,
    DASH,
    FINITE,
    GERUND,
    PAST_FORM,
    POSITIVE,
    RELATIVE,
    STOP,
)
from communique.knowledge import names

BREAKS = frozenset((FINITE, COMMA, STOP))  # features of words at which an apposition after a name ends
# features of words of a calling before a name, nouns aside: "German track cyclist"
CALLING = frozenset((POSITIVE, DASH, GERUND))
# features of words that may follow the head of an apposition
FOLLOWERS = frozenset((COMMA, STOP, COLON, RELATIVE))
LINKED = ("NOUN", "PROPN", "ADJ", "DET")  # words within an office, prepositions aside
PARTS = ("compound", "modifier")
CONNECTING = ("ADP", "SCONJ", "CCONJ")


def describe_person(scene: Scene, party: Party, first: int, last: int, title: int | None) -> None:
    """Say who a person is from the title before the name, appositions, "who heads", "is",
    and the body after "of"."""
    head = head_of(scene.parse, first, last)
    if title is not None and title >= 0:
        from_title(scene, party, head, last, title)
    from_appositions(scene, party, head, first, last)
    from_predicates(scene, party, head)
    belong(scene, party, head, last)
    if title is not None and title < 0 and party.role is None:
        lesser = -title - 1
        low = title_start(scene, lesser)
        about = describe(scene, low, lesser, after=False)
        learn(scene, party, about, f'"{name_of(scene.parse, low, last)}"', lesser)
    elif title is not None and title < 0 and party.noun in scene.words.titles.voices:
        rank = noun_at(scene, -title - 1)
        party.sector = rank[0].sector if rank is not None and party.organization is None else party.sector
    from_table(scene, party)
    owner = scene.parse.kid(head, "owner")
    if party.country is None and owner is not None and not party.described:
        of_owner(scene, party, owner)
    if party.country is None:
        from_nation(scene, party, head, first)


def from_nation(scene: Scene, party: Party, head: int, first: int) -> None:
    """Learn the country of a person whose calling no table knows: "Serbian tennis champion Novak Djokovic",
    "Lee, a Korean pianist", "the Indian pilot, Captain Rao"."""
    parse = scene.parse
    before_name = []
    for k in range(first - 1, max(-1, first - 6), -1):
        if not calls(parse, k) or parse.sentence_of[k] != parse.sentence_of[first]:
            break
        before_name.append(k)
    apposed = [k for k in parse.kids[head] if parse.relations[k] == "apposition" and k not in scene.people]
    if parse.relations[head] == "apposition" and parse.pos[parse.heads[head]] == "NOUN":
        apposed.append(parse.heads[head])
    words = (*before_name, *(k for noun in apposed for k in range(start_of(scene, noun), noun)))
    nations = {scene.names[k].country for k in words if nation(scene, k)}
    if len(nations) == 1:
        party.country, party.placed = nations.pop(), True
        party.because.append(f"of {names.called(party.country)}, by the words beside the name")


def nation(scene: Scene, word: int) -> bool:
    """Whether a word says of which nation somebody is: "Serbian", not the first of "Austrian-based"."""
    name = scene.names.get(word)
    return name is not None and name.kind == "demonym" and not glued(scene.parse, name.last)


def from_title(scene: Scene, party: Party, head: int, last: int, title: int) -> None:
    """Learn from the title before a name; in the plural ("ministers A and B")
    it is that of all persons in the row."""
    parse = scene.parse
    low = title_start(scene, title)
    scene.spans[head] = (low, last)
    owner_of(scene, party, title, head)
    about = describe(scene, low, title, after=False)
    former = about is not None and about.former and low > 1 and parse.pos[low - 1] == "CCONJ"
    if former and role_noun(scene, low - 2):
        now = title_start(scene, low - 2)  # "envoy and former chief Kofi Annan"
        learn_from(scene, party, now, low - 2, after=False)
    share_out(scene, low, party, last)
    learn(scene, party, about, f'"{name_of(parse, low, last)}"', title)
    row = dict.fromkeys((*parse.members(head)[1:], *parse.members(title)[1:]))
    for k in row if parse.is_plural(title) else ():
        if k in scene.people:
            learn_from(scene, scene.people[k][0], low, title, after=False)


def share_out(scene: Scene, low: int, party: Party, last: int) -> None:
    """Give each of a row of persons the state that stands in the same place in a row before their title:
    "the Kenyan and Ghanaian ministers Ana Otieno and Kofi Mensah"."""
    nations: list[str | None] = []
    while nation(scene, low):
        nations.insert(0, scene.names[low].country)
        low = low - 2 if scene.parse.joins(low - 1) else -1
    row = [party]
    while last + 2 in scene.people and scene.parse.joins(last + 1):
        other, _, last = scene.people[last + 2]
        row.append(other)
    if len(row) == len(nations) > 1:
        for one, code in zip(row, nations, strict=True):
            if one.country is None:
                one.country = code
                one.because.append(f"of {names.called(code)}, by its place in the row")


def from_appositions(scene: Scene, party: Party, head: int, first: int, last: int) -> None:
    """Learn from the role nouns beside a name; "his" in "his adviser" is kept for later."""
    parse = scene.parse
    nouns = [*appositions(scene, head), *beside(scene, first, last)]
    for noun in nouns or office_before(scene, first, last):
        if noun not in scene.people and not elsewhere_in_office(scene, party, noun, first):
            low = start_of(scene, noun)
            owner_of(scene, party, noun)
            about, why = describe(scene, low, noun), f'apposition "{name_of(parse, low, noun)}"'
            learn(scene, party, about, why, noun)
            for other in row_of(scene, head) if parse.is_plural(noun) else ():
                learn(scene, other, about, why, None)
            for k in second_offices(scene, noun):
                learn_from(scene, party, start_of(scene, k), k, noun=k)


def row_of(scene: Scene, head: int) -> list[Party]:
    """The other persons of the row in which a name stands: both of "A and B, commanders of the movement"."""
    parse = scene.parse
    row = [scene.people[k][0] for k in parse.members(parse.first_of_row(head)) if k in scene.people]
    return [other for other in row if other is not scene.people[head][0]]


def owner_of(scene: Scene, party: Party, *nouns: int) -> None:
    """Keep for later whose a person is by a word that only the text explains: the "his" of "his adviser",
    "the group" of its spokesman."""
    for noun in nouns:
        owner = scene.parse.kid(noun, "owner")
        if owner is not None and owner not in scene.names and owner not in scene.people:
            party.owned = owner


def second_offices(scene: Scene, noun: int) -> list[int]:
    """Further offices of one person: "the consul and acting ambassador, Anna Berg";
    one with an article or a nation is somebody else's."""
    parse = scene.parse
    found = [
        k for k in parse.members(noun)[1:]
        if k not in scene.people and office_noun(scene, k) and not parse.is_plural(k)
    ]
    starts = {k: start_of(scene, k) for k in found}
    plain = [k for k in found if parse.pos[starts[k]] not in ("DET", "PRON")]
    return [k for k in plain if not any(before(scene, starts[k], k, k))]


def elsewhere_in_office(scene: Scene, party: Party, noun: int, first: int) -> bool:
    """Whether an office before a comma cannot be that of the name behind it:
    "at odds with the Peruvian president, Brown said"."""
    if noun > first or scene.on is None or scene.parse.relations[noun] != "oblique:object":
        return False
    term = names.person(party.name or "", scene.on)
    codes = {code for code, _ in before(scene, start_of(scene, noun), noun, noun) if code}
    return term is not None and names.in_office(term, scene.on) and bool(codes) and term.country not in codes


def from_predicates(scene: Scene, party: Party, head: int) -> None:
    """Learn from what clauses say that a person is or heads."""
    for noun, role in predicates(scene, head):
        if noun in scene.names and party.country is None and of_name(scene, party, noun):
            continue  # "who represents Chad"
        low = start_of(scene, noun)
        about = describe(scene, low, noun)
        if about is not None and role is not None:
            about = replace(about, role=role)
        learn(scene, party, about, f'"{name_of(scene.parse, low, noun)}"', None)


def appositions(scene: Scene, head: int) -> list[int]:
    """The role nouns that a name stands in apposition with, either way: "Hunt, the foreign secretary",
    "his adviser, Bonne"."""
    parse = scene.parse
    apposed = [k for k in parse.kids[head] if parse.relations[k] == "apposition"]
    rows = [parse.members(k) for k in apposed if k not in scene.people]
    found = [noun for row in rows for noun in [k for k in row if role_noun(scene, k)][:1]]
    if parse.relations[head] in ("apposition", "conjunct"):
        above = parse.heads[head]
        # "A spokesman for Mahmoud Abbas, Nabil Abu Rudeineh": past the name to the spokesman
        apposed_to = parse.relations[head] == "apposition" or names_counted(scene, head)
        for _ in range(5):
            if apposed_to and role_noun(scene, above) and above not in scene.people:
                return [*found, above]
            if parse.relations[above] not in ("oblique:object", "oblique", "owner", "doer"):
                break
            above = parse.heads[above]
    return found


def names_counted(scene: Scene, head: int) -> bool:
    """Whether a row that the parser begins with a noun names those whom the noun counts: "two ministers,
    A and B"."""
    parse, row = scene.parse, scene.parse.members(scene.parse.first_of_row(head))
    count = parse.kid(row[0], "number")
    named = count is not None and all(k in scene.people for k in row[1:]) and row[0] not in scene.people
    return named and count is not None and scene.words.nouns.numbers.get(parse.lower[count]) == len(row) - 1


def role_noun(scene: Scene, i: int) -> bool:
    """Whether a word is a noun for a person, or for one of two sides."""
    if scene.parse.lower[i] in scene.words.nouns.sides:
        return True
    noun = noun_at(scene, i)
    return noun is not None and noun[0].kind == "person"


def beside(scene: Scene, first: int, last: int) -> list[int]:
    """The role noun beside a name across a comma, where the parser has not seen the apposition."""
    found = noun_after(scene, last) or noun_before(scene, first, last)
    return [] if found is None else [found]


def noun_after(scene: Scene, last: int) -> int | None:
    """The role noun after a name and a comma: "Hunt, the foreign secretary"."""
    parse, n = scene.parse, len(scene.parse)
    if last + 2 >= n or parse.words[last + 1] != ",":
        return None
    for j in range(last + 2, min(last + 11, n)):
        if breaks_off(parse, j) and parse.lower[j] not in scene.words.phrases.apposed:
            return None
        if role_noun(scene, j) and (
            j + 1 >= n or parse.pos[j + 1] in CONNECTING or parse.features[j + 1] & FOLLOWERS
        ):
            return j
    return None


def calls(parse: Parse, k: int) -> bool:
    """Whether a word may say what somebody does: a noun, an adjective, a part of a compound."""
    return parse.pos[k] in ("NOUN", "PROPN") or (
        parse.pos[k] != "ADV" and not CALLING.isdisjoint(parse.features[k])
    )


def breaks_off(parse: Parse, j: int) -> bool:
    """Whether a word ends an apposition: a finite verb, a mark, a conjunction,
    preposition or relative pronoun."""
    who = parse.has(j, RELATIVE) and parse.pos[j] == "PRON"
    return who or parse.pos[j] in CONNECTING or not BREAKS.isdisjoint(parse.features[j])


def goes_on(parse: Parse, k: int) -> bool:
    """Whether a name that closes an apposition is followed by a comma, a stop or its verb."""
    given = parse.features[k]
    return COMMA in given or STOP in given or given >= PAST_FORM


def noun_before(scene: Scene, first: int, last: int) -> int | None:
    """The role noun before a comma and a name: "the foreign secretary, Hunt"."""
    parse, noun = scene.parse, first - 2
    if first < 2 or parse.words[first - 1] != "," or not role_noun(scene, noun) or noun in scene.people:
        return None
    if last + 1 < len(parse) and not goes_on(parse, last + 1):
        return None
    return noun if parse.lower[noun] not in scene.words.titles.bare_never else None


def office_before(scene: Scene, first: int, last: int) -> list[int]:
    """The office whose holder's name is set off by commas, whatever the parser hung the name on:
    "the head of the mission of Chad to the union, Ali Berg,"."""
    parse = scene.parse
    if first < 2 or last + 1 >= len(parse) or parse.words[first - 1] != "," or parse.words[last + 1] != ",":
        return []
    charged = scene.words.phrases.charge
    for k in range(first - 2, max(-1, first - 14), -1):
        if role_noun(scene, k) and k not in scene.people and parse.relations[k] not in PARTS:
            return [k] if determines(parse, parse.phrase(k)[0]) else []
        if not (parse.pos[k] in LINKED or parse.lower[k] in charged or marks_owner(parse, k)):
            return []
    return []


def predicates(scene: Scene, head: int) -> Iterator[tuple[int, str | None]]:
    """Nouns that a clause says a person is ("is the mayor of"), or heads ("who leads the mission",
    with the role that the verb gives)."""
    parse = scene.parse
    for k in parse.kids[head]:
        clause = parse.clauses.get(k) if parse.relations[k] == "relative" else None
        if clause is not None and clause.lemma in scene.words.persons.leading and not clause.passive:
            for noun in clause.at("object"):
                if noun in scene.names or noun_at(scene, noun) is not None:
                    yield noun, scene.words.persons.leading[clause.lemma]
        elif clause is not None and clause.lemma == scene.words.phrases.be and not clause.negated:
            yield from (
                (noun, None) for noun in clause.at("attribute") if office_noun(scene, noun)
            )
    above = parse.clauses.get(parse.heads[head])
    if above is not None and above.lemma == scene.words.phrases.be and head in above.subject:
        attributes = above.at("attribute") if not above.negated else ()
        yield from ((noun, None) for noun in attributes if office_noun(scene, noun))


def office_noun(scene: Scene, i: int) -> bool:
    """Whether a word is a noun for a person that says what somebody is, not on whose side:
    "is a US ally" makes nobody American."""
    return role_noun(scene, i) and scene.parse.lower[i] not in scene.words.nouns.sides


def belong(scene: Scene, party: Party, head: int, last: int) -> None:
    """Enter the body of "Jonathan Malaya of the National Security Council"."""
    parse = scene.parse
    after = last + 2 if last + 2 < len(parse) and parse.words[last + 1] == "," else last + 1
    if party.country or after >= len(parse) or parse.lower[after] not in scene.words.phrases.belonging:
        return
    for _, noun in parse.obliques(head):
        if of_name(scene, party, noun) or of_body(scene, party, noun):
            return


def of_owner(scene: Scene, party: Party, owner: int) -> None:
    """Enter the state of "Kenya's Ana Otieno"; "the BBC's Ana Otieno" may be of any."""
    name = scene.names.get(owner)
    if name is not None and name.sector not in PRIVATE:
        of_name(scene, party, owner)


def of_name(scene: Scene, party: Party, noun: int) -> bool:
    """Enter the country or body of the tables at a word, if there is one, as a person's own."""
    name = scene.names.get(noun)
    if name is None:
        return False
    party.country, party.sector = name.country, party.sector or name.sector
    if party.sector is None and any(scene.counts.get(union) for union in UNIONS):
        party.sector = "GOV"  # "Geng Shuang of China", at the United Nations: who speaks for it there
    party.organization = party.organization or (name.name if name.kind in ("body", "organization") else None)
    party.because.append(f"of {name.name}")
    party.described = True
    return True


def of_body(scene: Scene, party: Party, noun: int) -> bool:
    """Enter the body that a common noun names, if it does, as a person's own."""
    low = start_of(scene, noun)
    about = describe(scene, low, noun)
    if about is None or about.noun.kind == "person":
        return False
    party.organization = party.organization or name_of(scene.parse, first_core(scene.parse, low, noun), noun)
    party.sector = party.sector or about.noun.sector
    if about.countries:
        party.country = about.countries[0][0]
    party.because.append(f'of "{party.organization}"')
    party.described = True
    return True


def learn_from(
    scene: Scene, party: Party, low: int, head: int, *, after: bool = True, noun: int | None = None
) -> None:
    """Learn from the words of a noun phrase, and by them: "envoy and former chief Kofi Annan"."""
    why = f'"{name_of(scene.parse, low, head)}"'
    learn(scene, party, describe(scene, low, head, after=after), why, noun)


def learn(scene: Scene, party: Party, about: Description | None, why: str, noun: int | None) -> None:
    """Add what a description says to what is known of a person;
    the noun from then on stands for that person."""
    if about is None:
        return
    if noun is not None and noun not in scene.people:
        scene.people[noun] = (party, start_of(scene, noun), noun)
    party.described = True
    if not beside_office(scene, party, about):
        take_office(scene, party, about)
    party.gender = party.gender or scene.words.persons.genders.get(about.noun.words.rsplit(" ", 1)[-1], "")
    party.placed |= bool(about.countries)
    if about.countries and party.country is None:
        party.country = about.countries[0][0]
        if party.country == "UNO" and party.sector is None:
            party.sector = "IGO"
        if why not in party.because:
            party.because.append(f"{why}: {about.countries[0][1]}")
    elif why not in party.because and not any(b.startswith(why) for b in party.because):
        party.because.append(why)


def beside_office(scene: Scene, party: Party, about: Description) -> bool:
    """Whether a description only says of whose family or faith an office-holder is: "his brother Maduro",
    "a Sunni"."""
    if about.noun.sector != "REL" and about.noun.words not in scene.words.titles.kin:
        return False
    term = names.person(party.name or "", scene.on)
    return term is not None and names.in_office(term, scene.on or term.start)


def take_office(scene: Scene, party: Party, about: Description) -> None:
    """Fill the noun, role, body and sector of a person from a description, where none has before."""
    party.noun = party.noun or about.noun.words
    party.role = party.role or about.role or None
    party.coming |= about.coming
    if not about.coming and not about.former and about.noun.sector not in PRIVATE:
        party.office = party.office or office_class(scene, about.role)
    party.organization = party.organization or about.organization
    party.sector = party.sector or ("ELI" if about.former else about.noun.sector)
