"""Names of the tables as they stand in the text: countries, capitals, bodies and organizations, datelines and lists of countries.

Knows the tables of names; does not know persons, nor who acts.
"""

from __future__ import annotations

from functools import cache

from communique.actors.scene import UNIONS, Name, Scene
from communique.actors.stretches import DASHES, between, name_of
from communique.knowledge import load_csv, names

OPENING, CLOSING = frozenset("“„«"), frozenset("”»")
STRAIGHT = frozenset(('"', "``", "''"))
DATELINE = 9  # words before the dash of a dateline, at most


def find_names(scene: Scene) -> None:
    """Enter the longest names of countries, cities, bodies and organizations at every word that may begin one."""
    words, i, n = scene.parse.words, 0, len(scene.parse)
    while i < n:
        word = words[i]
        if word[0].isupper() or word[0].isdigit():
            found = names.longest(words, i)
            if found is not None:
                entry, length = found
                name = entered(scene, entry, i, length)
                if name is not None:
                    for k in range(i, i + length):
                        scene.names[k] = name
                    if name.country:
                        scene.counts[name.country] += 1
                    i += length
                    continue
        i += 1


def find_lists(scene: Scene) -> None:
    """Note countries in a row ("Egypt, the Emirates and Bahrain"), which the parser breaks up now and then."""
    parse, row = scene.parse, list[Name]()
    for i in sorted({n.first for n in scene.names.values()}):
        name = scene.names[i]
        gap = parse.lower[row[-1].last + 1 : i] if row else []
        if not (row and name.kind == "state" and len(gap) < 4 and all(w in scene.words.phrases.list_gaps for w in gap) and gap):
            row = []
        if name.kind == "state" and name.country:
            row.append(name)
            if len(row) > 1:
                codes = tuple(n.country or "" for n in row)
                scene.lists.update((k, codes) for n in row for k in range(n.first, n.last + 1))


def entered(scene: Scene, entry: names.Entry, i: int, length: int) -> Name | None:
    """The table's entry as a name of this text; None after a hyphen, as in "one-China"."""
    parse = scene.parse
    if i and parse.words[i - 1] in DASHES and parse.ends[i - 1] == parse.starts[i] and i > 1 and parse.ends[i - 2] == parse.starts[i - 1]:
        return None
    last = i + length - 1
    if featured(scene, i, last):
        return None
    name = read_entry(entry, i, last)
    if name.kind == "body" and name.country and name_of(parse, i, last).lower() in scene.words.nouns.shared:
        return Name(i, last, "body", None, name_of(parse, i, last), name.sector)
    return name


def featured(scene: Scene, first: int, last: int) -> bool:
    """Whether a name is part of that of a sea, a strait or a mountain: "Taiwan Strait", "Gulf of Oman"."""
    parse, features = scene.parse, scene.words.places.features
    if last + 1 < len(parse) and parse.words[last + 1][0].isupper() and parse.lower[last + 1] in features:
        return True
    if first < 2 or parse.lower[first - 1] != scene.words.phrases.of:
        return False
    return parse.words[first - 2][0].isupper() and parse.lower[first - 2] in features


def read_entry(entry: names.Entry, first: int, last: int) -> Name:
    """The table's entry as a name at words `first` to `last`; a capital stands for its government, and says so."""
    kind = "state" if entry.kind == "country" else entry.kind
    name, why, country = entry.name, "", entry.country or None
    if kind in ("capital", "metonym"):
        kind, why = "capital", f"{entry.name} for the government of {names.country_name(country or '') or country}"
    elif kind == "body" and entry.name in shared_bodies():
        country = None
    if kind in ("organization", "group") and country is None and entry.sector == "IGO":
        country = "IGO"
    return Name(first, last, kind, country, name, entry.sector or None, entry.wikidata or None, why)


@cache
def shared_bodies() -> frozenset[str]:
    """Names under which the table has bodies of several states: "National Security Council"."""
    states: dict[str, set[str]] = {}
    for row in load_csv("bodies.csv", filled=("country", "name")):
        for name in (row["name"], *row["aliases"].split("|")):
            states.setdefault(name, set()).add(row["country"])
    return frozenset(name for name, codes in states.items() if name and len(codes) > 1)


def find_datelines(scene: Scene) -> None:
    """Set the words of datelines aside ("ANKARA, July 10 -"), and keep the country of the first as the text's home."""
    parse = scene.parse
    for first, end in parse.paragraphs:
        dash = next((j for j in range(first + 1, min(first + DATELINE, end)) if parse.words[j] in DASHES and not between(parse, j)), None)
        word = parse.words[first]
        if dash is None or not (word.isupper() and len(word) > 2):
            continue
        scene.dead.update(range(first, dash + 1))
        scene.home = scene.home or place_of(scene, first, dash)


def find_openings(scene: Scene) -> None:
    """Keep the country of "In Mogadishu, …" for each sentence that opens so."""
    parse = scene.parse
    for s, (first, end) in enumerate(parse.sentences):
        while first < end and first in scene.dead:
            first += 1
        if first + 2 >= end or parse.lower[first] not in scene.words.phrases.openings:
            continue
        comma = next((j for j in range(first + 1, min(first + 8, end)) if parse.words[j] == ","), first)
        name = next((scene.names[j] for j in range(first + 1, comma) if j in scene.names), None)
        if name is not None and name.country and name.country not in UNIONS:
            scene.openings[s] = name.country


def place_of(scene: Scene, first: int, end: int) -> str | None:
    """The one country of the names between two words, also of those in capitals; None when there are several or none."""
    parse = scene.parse
    plain = [w.title() if w.isupper() else w for part in parse.words[first:end] for w in part.split("/")]
    found = [read_entry(hit[0], i, i).country for i in range(len(plain)) if (hit := names.longest(plain, i)) is not None]
    codes = [c for c in found if c and c not in UNIONS]
    return codes[-1] if len(set(codes)) == 1 else None


def forget(scene: Scene, k: int) -> None:
    """Take back the name that a word was read as: it is part of a person's."""
    name = scene.names.pop(k)
    if name.country:
        scene.counts[name.country] -= 1


def mark_quotes(scene: Scene) -> None:
    """Note which words stand inside quotation marks; a paragraph that ends inside leaves the next one to open anew."""
    parse = scene.parse
    scene.quoted = [False] * len(parse)
    for first, end in parse.paragraphs:
        inside = False
        for i in range(first, end):
            word = parse.words[i]
            if word in OPENING or (word in STRAIGHT and not inside):
                inside = True
            elif word in CLOSING or word in STRAIGHT:
                inside = False
            scene.quoted[i] = inside
