"""Names of the tables as they stand in the text: countries, capitals, bodies, organizations and warships,
datelines and lists of countries.

Knows the tables of names; does not know persons, nor who acts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from communique.actors.scene import UNIONS, Name, Scene
from communique.actors.stretches import DASHES, between, name_of, placed
from communique.actors.vocabulary import combining, peoples
from communique.grammar import Parse
from communique.knowledge import load_toml, names, tongue

OPENING, CLOSING = frozenset("“„«"), frozenset("”»")
STRAIGHT = frozenset(('"', "``", "''"))
DEMONYM_ENDINGS = ("n", "ns", "ese")  # "Korean", "Koreans", "Congolese"
STAMP = 10  # words of a line that says where and when
LONGEST = 3  # words of a ship's name after its letters: "HMS Prince of Wales" is found by its first
DATELINE = 9  # words before the dash of a dateline, at most
LATE = 60  # words of a paragraph within which a dateline may begin behind the page's own stamp
BEFORE = ("NOUN", "PROPN", "ADJ")  # what an adjective stands before


def articled(scene: Scene, i: int) -> bool:
    """Whether a body's name begins with a small article before a hyphen: "al-Qaeda"."""
    words = scene.parse.words
    if scene.parse.lower[i] not in scene.words.persons.particles or words[i + 1 : i + 2] != ["-"]:
        return False
    return i + 2 < len(words) and words[i + 2][0].isupper() and names.longest(words, i) is not None


def find_names(scene: Scene) -> None:
    """Enter the longest names of countries, cities, bodies and organizations at every word that may begin
    one.

    Those that count only beside their country, or are of several states,
    wait until the other names are known.
    """
    words, i, n = scene.parse.words, 0, len(scene.parse)
    waiting: list[int] = []
    vessels: list[int] = []  # "INS" is of whichever state the text names
    while i < n:
        upper = words[i][0].isupper() or words[i][0].isdigit() or tongue.named(words[i])
        if not upper and not articled(scene, i):
            i += 1
            continue
        if (letters := ship_letters(scene, i)) is not None:
            vessels.append(i)
            i = letters + 1
            continue
        if skipped := labels(scene.parse, i) or portfolio(scene, i):
            i += skipped
            continue
        found = names.longest(words, i, on=scene.on)
        if found is None and names.meanings(words, i):
            waiting.append(i)
        if found is not None and scene.parse.lower[i] == scene.words.phrases.the and i + 1 < n:
            inner = names.longest(words, i + 1)  # "The Dominican Republic": not "the Dominican"
            if inner is not None:
                i += 1
                continue
        if found is not None and (ethnic(scene, i) or likened(scene, i, i + found[1])):
            i += found[1]
            continue
        name = entered(scene, *found, i) if found is not None else unlisted(scene, i)
        if (
            name is not None
            and (name.kind in ("demonym", "body") or branched(name))
            and (land := nation_before(scene, i)) is not None
        ):
            name = of_land(scene, name, land) if name.kind == "demonym" else of_nation(scene, name, land)
        i = i + 1 if name is None else put(scene, name)
    settle_waiting(scene, vessels, waiting)


def ethnic(scene: Scene, i: int) -> bool:
    """Whether a name is only of a people: "ethnic Russian"."""
    return i > 0 and scene.parse.lower[i - 1] in scene.words.phrases.ethnic


def likened(scene: Scene, i: int, end: int) -> bool:
    """Whether the name at a word, up to another, is only what something is like: "another Vietnam"."""
    parse = scene.parse
    if not i or parse.lower[i - 1] not in scene.words.phrases.likening or parse.pos[i] != "PROPN":
        return False
    return parse.heads[i - 1] == end - 1


def labels(parse: Parse, i: int) -> bool:
    """Whether a word only labels its paragraph, in brackets at the head of it: "3. (SBU) The minister …"."""
    if not parse.bracketed(i):
        return False
    first = parse.paragraphs[parse.paragraph_of(i)][0]
    return not any(c.isalpha() for k in range(first, i) for c in parse.words[k])


def portfolio(scene: Scene, i: int) -> int:
    """The words of a name that is what somebody is minister of or for, and no magazine of that name."""
    phrases, lower = scene.words.phrases, scene.parse.lower
    charged = i > 0 and lower[i - 1] in phrases.charged
    length = next((n for _, n in names.meanings(scene.parse.words, i)), 0) if charged else 0
    return length if length > 1 and lower[i + length - 1] in phrases.portfolios else 0


def settle_waiting(scene: Scene, vessels: Sequence[int], waiting: Sequence[int]) -> None:
    """Enter ships, and the names that are of the one of several states which the text names."""
    for i in vessels:
        if (vessel := ship(scene, i)) is not None:
            put(scene, vessel)
    near = frozenset(code for code, count in scene.counts.items() if count > 0)
    for i in waiting if near else ():
        found = names.longest(scene.parse.words, i, near, scene.on)
        name = entered(scene, *found, i) if found is not None and found[0].country is not None else None
        if name is not None and not called_after(scene, name):
            put(scene, name)


def called_after(scene: Scene, name: Name) -> bool:
    """Whether a name only begins that of a thing: "the Renaissance Dam", not "the Renaissance Party"."""
    parse, head = scene.parse, scene.parse.heads[name.last]
    longer = head > name.last and parse.pos[head] == "PROPN" and parse.relations[name.last] == "compound"
    return longer and parse.lemma(head).lower() not in scene.words.people


def nation_before(scene: Scene, i: int) -> Name | None:
    """The state or demonym before a word, by itself or as its owner: "Bosnian Serbs",
    "Pakistan's Foreign Office"."""
    owned = i > 1 and scene.parse.lower[i - 1] in scene.words.phrases.possessives
    land = scene.names.get(i - 2 if owned else i - 1)
    return land if land is not None and land.kind in ("state", "demonym") and land.country else None


def of_land(scene: Scene, people: Name, land: Name) -> Name:
    """A people within a country, who are of that country: "Kosovo Albanians", "Bosnian Serb commanders",
    but "Greek Cypriots"."""
    parse, last = scene.parse, people.last
    # "Iraqi Turkmen", not "in Iraq Iranian pilgrims were …"
    attributive = land.kind == "demonym" and (
        before_noun(parse, last) or parse.heads[land.last] == last
    )
    if parse.lower[people.first - 1] in scene.words.phrases.possessives or not (
        parse.is_plural(last) or attributive
    ):
        return people
    if parse.words[last] in scene.words.phrases.citizens:
        for k in range(land.first, land.last + 1):
            forget(scene, k)
        return people
    return replace(people, country=land.country, why=f"{land.name} stands before the people")


def branched(name: Name) -> bool:
    """Whether a name is of a movement, which may have branches in several states."""
    return name.kind == "group" or (name.kind == "organization" and name.sector in ("PTY", "REB"))


def of_nation(scene: Scene, body: Name, land: Name) -> Name:
    """A body with another nation before it, which has one of that name too: "Pakistan's Foreign Office"."""
    if branched(body):  # "the Syrian Muslim Brotherhood"
        branch = body.country is None or (land.kind == "demonym" and land.last == body.first - 1)
        return replace(body, country=land.country, wikidata=None) if branch else body
    text = name_of(scene.parse, body.first, body.last)
    noun = scene.words.people.get(text.lower().rsplit(" ", 1)[-1])
    if not body.country or body.country == land.country or noun is None or noun.kind != "body":
        return body
    return replace(body, country=land.country, name=f"{text} of {names.called(land.country)}", wikidata=None)


def put(scene: Scene, name: Name) -> int:
    """Enter a name at its words; gives the word after it."""
    for k in range(name.first, name.last + 1):
        scene.names[k] = name
    if name.about:
        scene.counts[name.about] += 1
    return name.last + 1


def unlisted(scene: Scene, i: int) -> Name | None:
    """A name that the tables have in another form: a group's as an adjective ("Houthi officials"),
    or only with its meanings ("Korea")."""
    word = scene.parse.words[i]
    if (half := half_of(scene, i)) is not None:
        return half
    found = names.longest([word + scene.words.nouns.plural_ending], 0) if describes(scene, i) else None
    if found is not None and found[0].kind == "group":
        return entered(scene, found[0], 1, i)
    if (people := people_at(scene, i)) is not None:
        return people
    senses = scene.words.senses.get(word)
    if senses is None:
        return None
    kind = "demonym" if word.endswith(DEMONYM_ENDINGS) else "state"
    return Name(i, i, kind, senses[0].code, names.called(senses[0].code))


def half_of(scene: Scene, i: int) -> Name | None:
    """The first of two states that share a noun: the "North" of "North and South Korea"."""
    lower = scene.parse.lower[i : i + 2]
    halves = lower[0] in scene.words.nouns.halves and scene.words.phrases.list_gaps.issuperset(lower[1:])
    found = names.longest([scene.parse.words[i], *scene.parse.words[i + 3 : i + 4]], 0) if halves else None
    return read_entry(found[0], i, i) if found is not None and found[1] == 2 else None


def describes(scene: Scene, i: int) -> bool:
    """Whether a word is an adjective, or stands before a noun or a hyphen as one: "Houthi officials",
    but not the city "Hama"."""
    parse = scene.parse
    after = i + 1 < len(parse) and (parse.pos[i + 1] in BEFORE or parse.words[i + 1] in DASHES)
    return parse.pos[i] == "ADJ" or after


def people_at(scene: Scene, i: int) -> Name | None:
    """A people of one state, where its name stands before a noun or for several: "Basque separatists",
    "the Tibetans"."""
    parse, word = scene.parse, scene.parse.words[i]
    several = parse.is_plural(i) or stands_bare(parse, i)
    known, small = peoples(parse.language), word.lower()
    code = known.get(small) or (known.get(small.removesuffix("s")) if several else None)
    if code is None or not (several or before_noun(parse, i)):
        return None
    country = names.called(code)
    return Name(i, i, "demonym", code, country, why=f'"{word}": a people of {country}')


def before_noun(parse: Parse, i: int) -> bool:
    """Whether a word stands before a common noun: "Basque separatists"."""
    return i + 1 < len(parse) and parse.pos[i + 1] == "NOUN" and parse.words[i + 1].islower()


def stands_bare(parse: Parse, i: int) -> bool:
    """Whether a name that has no plural stands alone for many: "Rohingya were pushed back";
    not where the parser sees a person, "Karen said"."""
    alone = not any(parse.relations[k] in ("determiner", "compound") for k in parse.kids[i])
    party = parse.relations[i].startswith("subject") or parse.relations[i] == "object"
    return alone and party and parse.entities[i] in (None, "", "demonym")


def find_collectives(scene: Scene) -> None:
    """Enter the phrases that stand for several states together: "the Baltic states",
    "the five permanent members"."""
    parse = scene.parse
    for pattern, codes in scene.words.collectives:
        for match in pattern.finditer(parse.text):
            first, last = parse.word_at(match.start()), parse.word_at(match.end() - 1)
            if not region(scene, first, last):
                scene.collected[last] = (first, codes)


def region(scene: Scene, first: int, last: int) -> bool:
    """Whether the one word of a collective is a place or part of a longer name: "in Europe",
    "Eastern Europe", "the Council of Europe", "the minister for Europe"."""
    named = scene.names.get(first)
    if first != last or scene.parse.is_plural(first):
        return False
    beside = (k for k in scene.parse.kids[first] if k < first and scene.parse.pos[k] in BEFORE)
    part = any(beside) or scene.parse.relations[first] == "compound"
    part |= first > 0 and scene.parse.lower[first - 1] in scene.words.phrases.charge
    return part or named is not None or placed(scene, first)


def find_lists(scene: Scene) -> None:
    """Note countries in a row ("Egypt, the Emirates and Bahrain"),
    which the parser breaks up now and then."""
    parse, row = scene.parse, list[Name]()
    for i in sorted({n.first for n in scene.names.values()}):
        name = scene.names[i]
        gap = parse.lower[row[-1].last + 1 : i] if row else []
        if name.kind != "state" or not 0 < len(gap) < 4 or not scene.words.phrases.list_gaps.issuperset(gap):
            row = []
        if name.kind == "state" and name.country:
            row.append(name)
            if len(row) > 1:
                codes = tuple(n.country or "" for n in row)
                scene.lists.update((k, codes) for n in row for k in range(n.first, n.last + 1))


def entered(scene: Scene, entry: names.Entry, length: int, i: int) -> Name | None:
    """The table's entry as a name of this text; None after a hyphen, as in "one-China",
    unless a state stands before it."""
    parse = scene.parse
    joined = i > 1 and parse.words[i - 1] in DASHES and between(parse, i - 1)
    if joined and (
        entry.kind not in ("country", "demonym", "organization") or first_of_pair(scene, i) is None
    ):
        return None
    last = i + length - 1
    if featured(scene, i, last):
        return None
    if i and parse.lower[i - 1] in scene.words.places.continents.get(parse.lower[i], ()):
        return None  # "Latin American" is of no state
    name = read_entry(entry, i, last)
    if name.kind == "capital" and last + 1 < len(parse) and parse.lower[last + 1] in scene.words.places.units:
        name = replace(name, kind="place", why="")
    text = name_of(parse, i, last)
    if (name.kind == "body" or branched(name)) and text.lower() in scene.words.nouns.shared:
        return Name(i, last, name.kind, None, text, name.sector)
    return name


def first_of_pair(scene: Scene, i: int) -> str | None:
    """The state before the hyphen of which a word is the second of two: that of "US-Afghan",
    "Sino-Russian"."""
    parse = scene.parse
    if i < 2 or parse.words[i - 1] not in DASHES or not between(parse, i - 1):
        return None
    land = scene.names.get(i - 2)
    if land is None:
        return combining(scene.parse.language).get(parse.lower[i - 2])
    return land.country if land.kind in ("state", "demonym", "organization") else None


def featured(scene: Scene, first: int, last: int) -> bool:
    """Whether a name is part of that of a sea, a strait or a mountain: "Taiwan Strait", "Gulf of Oman"."""
    parse, features = scene.parse, scene.words.places.features
    if last + 1 < len(parse) and parse.words[last + 1][0].isupper() and parse.lower[last + 1] in features:
        return True
    if first < 2 or parse.lower[first - 1] != scene.words.phrases.of:
        return False
    return parse.words[first - 2][0].isupper() and parse.lower[first - 2] in features


def read_entry(entry: names.Entry, first: int, last: int) -> Name:
    """The table's entry as a name at words `first` to `last`; a capital stands for its government,
    and says so."""
    kind, country = "state" if entry.kind == "country" else entry.kind, entry.country or None
    why = f"{entry.name} for the government of {names.called(country)}" if kind == "capital" else ""
    if kind in ("organization", "group") and country is None and entry.sector == "IGO":
        country = "IGO"
    own, sector, wikidata = entry.source == names.SOURCE, entry.sector or None, entry.wikidata or None
    return Name(first, last, kind, country, entry.name, sector, wikidata, why, own)


def find_datelines(scene: Scene) -> None:
    """Set the words of datelines aside ("ANKARA, July 10 -"),
    and keep the country of the first as the text's home."""
    parse = scene.parse
    for first, end in parse.paragraphs:
        if is_stamp(scene, first, end):
            scene.dead.update(range(first, end))
            continue
        first, dash = late_dateline(scene, first, end) or (first, dash_after(parse, first, end))
        word = parse.words[first]
        if dash is None or not (word.isupper() and len(word) > 2):
            continue
        scene.dead.update(range(first, dash + 1))
        if not any(seat.upper() in name_of(parse, first, dash).upper() for seat in scene.words.places.seats):
            scene.home = scene.home or place_of(scene, first, dash)


def is_stamp(scene: Scene, first: int, end: int) -> bool:
    """Whether a paragraph says only where and when a paper was made: "Havana, 6 January 2020"."""
    parse, calendar = scene.parse, scene.words.persons.calendar
    short = 2 < end - first <= STAMP and parse.words[first][0].isupper()
    return (
        short
        and any(parse.lower[k] in calendar for k in range(first, end))
        and any(len(parse.words[k]) == len("2020") and parse.words[k].isdigit() for k in range(first, end))
        and all(parse.pos[k] in ("PROPN", "NUM", "PUNCT", "DET", "ADP") for k in range(first, end))
    )


def dash_after(parse: Parse, first: int, end: int) -> int | None:
    """The dash that closes a dateline which begins at a word."""
    dashes = (j for j in range(first + 1, min(first + DATELINE, end)) if parse.words[j] in DASHES)
    return next((j for j in dashes if not between(parse, j)), None)


def late_dateline(scene: Scene, first: int, end: int) -> tuple[int, int] | None:
    """The first word and the dash of a dateline behind what a page has set before it: "LIMA | Mon Aug 8,
    2011 3:38 pm EDT LIMA (AFP) -"."""
    parse = scene.parse
    for j in range(first + 1, min(first + LATE, end - 3)):
        if parse.words[j] == "(" and parse.words[j - 1].isupper() and len(parse.words[j - 1]) > 2:
            dash = dash_after(parse, j, end)
            if dash is None or ")" not in parse.words[j:dash] or dash > j + 5:
                continue
            start = j - 1
            while start > first and stamped(scene, start - 1):
                start -= 1
            return start, dash
    return None


def stamped(scene: Scene, k: int) -> bool:
    """Whether a word may stand in the stamp of a page: capitals, a number, a mark,
    a day of the week or a month."""
    word = scene.parse.words[k]
    return word.isupper() or not word.isalpha() or scene.parse.lower[k] in scene.words.persons.calendar


LEADING = ("CCONJ", "ADV", "PUNCT")  # what may stand before the opening of a sentence: "Meanwhile, in"


def find_openings(scene: Scene) -> None:
    """Keep the country of "In Mogadishu, …", "And in Oslo the king, …" and "As for Somalia, …" for each
    sentence that opens so."""
    parse, topical = scene.parse, scene.words.phrases.topical
    for s, (first, end) in enumerate(parse.sentences):
        while first < end and (first in scene.dead or parse.pos[first] in LEADING):
            first += 1
        begins = {" ".join(parse.lower[first : first + n]) for n in (1, 2, 3)}
        if first + 2 >= end or begins.isdisjoint(scene.words.phrases.openings | topical):
            continue
        comma = next((j for j in range(first + 1, min(first + 8, end)) if parse.words[j] == ","), first)
        name = next((scene.names[j] for j in range(first + 1, comma) if j in scene.names), None)
        if name is not None and name.country and name.country not in UNIONS:
            scene.openings[s] = name.country


def place_of(scene: Scene, first: int, end: int) -> str | None:
    """The one country of the names between two words, also of those in capitals;
    None when there are several or none."""
    parse = scene.parse
    plain = [w.title() if w.isupper() else w for part in parse.words[first:end] for w in part.split("/")]
    found = [
        read_entry(hit[0], i, i).country for i in range(len(plain))
        if (hit := names.longest(plain, i)) is not None
    ]
    return found[-1] if len(set(found)) == 1 else None


def forget(scene: Scene, k: int) -> None:
    """Take back the name that a word was read as: it is part of a person's."""
    name = scene.names.pop(k)
    if name.about:
        scene.counts[name.about] -= 1


def mark_quotes(scene: Scene) -> None:
    """Note which words stand inside quotation marks; a paragraph that ends inside leaves the next one to open
    anew."""
    parse = scene.parse
    scene.quoted = [False] * len(parse)
    inside = False
    for first, end in parse.paragraphs:
        mark = next((w for w in parse.words[first:end] if w in OPENING | CLOSING | STRAIGHT), "")
        inside = inside and mark in CLOSING  # a paragraph may lack the mark that opens it anew
        for i in range(first, end):
            word = parse.words[i]
            if word in OPENING or (word in STRAIGHT and not inside):
                inside = True
            elif word in CLOSING or word in STRAIGHT:
                inside = False
            scene.quoted[i] = inside


# ---------------------------------------------------------------- ships
@cache
def prefixes() -> Mapping[str, tuple[str, ...]]:
    """The states whose ships bear letters before their names."""
    table: dict[str, list[str]] = load_toml("ships.toml")["prefixes"]
    return {letters: tuple(states) for letters, states in table.items()}


def ship_letters(scene: Scene, i: int) -> int | None:
    """The last word of a warship's name that begins with its letters at word `i`;
    None where no such name begins."""
    parse, last = scene.parse, i
    if parse.words[i] not in prefixes():
        return None
    while last - i < LONGEST and last + 1 < len(parse) and titled(parse.words[last + 1]):
        last += 1
    return last if last > i else None


def titled(word: str) -> bool:
    """Whether a word begins with a capital and is no line of capitals."""
    return word[0].isupper() and not word.isupper()


def ship(scene: Scene, i: int) -> Name | None:
    """The warship whose name begins at a word; of letters that several navies bear,
    only where one of their states is in the text."""
    last, letters = ship_letters(scene, i), scene.parse.words[i]
    states = prefixes().get(letters, ())
    near = [code for code in states if scene.counts[code] > 0] if len(states) > 1 else states
    if last is None or len(near) != 1:
        return None
    name, why = " ".join(scene.parse.words[i : last + 1]), f"a ship called {letters} is of {near[0]}"
    return Name(i, last, "body", near[0], name, "MIL", why=why)
